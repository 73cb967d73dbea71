"""The rows of a network: one record per table, the single definition of names, types and meaning."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from routeplanner.fields import Limit
from routeplanner.record import Record
from routeplanner.terms import (
    AppliesTo,
    Basis,
    CargoKind,
    ContainerTerms,
    Direction,
    Gauge,
    HireBasis,
    Included,
    Mode,
    NodeType,
    PublishedScope,
    PublishedUse,
    Quality,
    Regime,
    SeasonKind,
    ServiceClass,
    Status,
    TransferMode,
    Weekday,
)

NonNegative = Annotated[float, Limit(ge=0)]
Positive = Annotated[float, Limit(gt=0)]
SLUG_PATTERN = r"^[a-z0-9][a-z0-9-]*$"
COUNTRY_PATTERN = r"^[A-Z]{2}$"
MONTH_DAY_PATTERN = (
    r"^((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))$"
)
COLOR_PATTERN = r"^#[0-9a-fA-F]{6}$"
Slug = Annotated[str, Limit(pattern=SLUG_PATTERN)]
Country = Annotated[str, Limit(pattern=COUNTRY_PATTERN)]
MonthDay = Annotated[str, Limit(pattern=MONTH_DAY_PATTERN)]
Color = Annotated[str, Limit(pattern=COLOR_PATTERN)]
Text = Annotated[str, Limit(min_length=1)]
"""Text that must not be blank."""


class Row(Record):
    """What every table's row carries: where its figures come from."""

    source_id: tuple[str, ...]
    """Sources of the row's figures (`source.csv`); `estimate` for a judgment."""
    quality: Quality
    """cited: the figure stands in the source; derived: computed from cited figures; estimated: judgment."""
    note: str = ""
    """How a derived figure was computed, why an estimated one was chosen."""


class Config(Record):
    """What the network is: one row."""

    dataset_name: Slug
    """Id of the network."""
    version_number: Text
    """Version of the data, such as 2026.1."""
    crs: Text
    """Coordinate reference system of the node coordinates, EPSG:4326."""
    currency: Text
    """Currency of every price, USD."""
    reference_date: date
    """Day whose ordinary operation the network describes."""
    price_year: int
    """Year whose dollars all prices are in."""
    licence: Text
    """Licence of the data."""
    attribution: Text
    """Whom to credit."""
    description: Text
    """One sentence."""


class Source(Record):
    """A publication figures were taken from."""

    source_id: Slug
    """Id other tables point to; `estimate` is reserved for judgments."""
    title: Text
    """Title of the page, report or data set."""
    publisher: Text
    """Who published it."""
    url: str = ""
    """Address, https only; blank for an estimate or a software package."""
    as_of: str = ""
    """Date or year the figures describe."""
    licence: str = ""
    """Licence, where the source states one."""


class Node(Row):
    """A place: hub, border station, port, terminal, dry port, airport, city or sea passage."""

    node_id: Slug
    """Id of the place."""
    name: Text
    """English name."""
    node_type: NodeType
    """Kind of place; cargo neither starts, ends nor changes vehicle at a passage."""
    country: Country | None
    """ISO 3166-1 alpha-2 code; blank only for a passage."""
    x_coord: Annotated[float, Limit(ge=-180, le=180)]
    """Longitude, degrees east."""
    y_coord: Annotated[float, Limit(ge=-90, le=90)]
    """Latitude, degrees north."""
    unlocode: str = ""
    """UN/LOCODE without blank, such as CNXIA."""
    aliases: tuple[str, ...] = ()
    """Other names and spellings, in any script."""
    status: Status = "open"
    """Whether cargo can start, end or pass here."""


class Link(Row):
    """A one-way or two-way connection of two nodes by one mode; its orientation is the headhaul."""

    link_id: Slug
    """Id of the link."""
    from_node_id: Slug
    """Node the link starts at."""
    to_node_id: Slug
    """Node the link ends at."""
    directed: bool
    """true: can be traveled only from `from_node_id` to `to_node_id`."""
    mode: Mode
    """How it is traveled."""
    gauge_mm: Gauge | None
    """Distance between the rails, mm; rail only."""
    length_km: Positive
    """Length, km."""
    country: Country | None
    """Country a land link lies in; blank on water, in the air and on a border crossing."""
    corridors: tuple[Slug, ...] = ()
    """Corridors that use the link."""
    tariff: str = ""
    """Name of a shared through rate (`rate.csv`)."""
    status: Status = "open"
    """Whether it can be used."""
    time_h: NonNegative | None = None
    """Mean hours over the whole link, where known for this very link; otherwise length over speed."""
    time_p90_h: NonNegative | None = None
    """90th percentile of those hours."""
    cost_usd: NonNegative | None = None
    """Price over the whole link, where known for this very link; otherwise length times rate."""
    cost_per: Basis | None = None
    """What `cost_usd` is per."""
    time_factor: NonNegative = 1.0
    """Factor on the hours, wherever they come from (own figure, service or rate)."""
    time_shift_h: float = 0.0
    """Hours added after the factor."""
    cost_factor: NonNegative = 1.0
    """Factor on the price, wherever it comes from."""
    cost_shift_usd: float = 0.0
    """Dollars added after the factor."""
    cost_shift_per: Basis | None = None
    """What `cost_shift_usd` is per."""


class Border(Row):
    """The stop at a crossing link, per direction and service class."""

    border_id: str
    """`<link_id>:<direction>[:<service_class>]`."""
    link_id: Slug
    """The crossing link."""
    direction: Direction
    """Sense of travel along the link."""
    service_class: ServiceClass | None
    """Blank: every class without a row of its own."""
    dwell_h: NonNegative
    """Mean whole stop on both sides, less reloading, hours."""
    dwell_p90_h: NonNegative
    """90th percentile of the stop, hours."""
    fee_usd: NonNegative
    """Fees of the crossing."""
    fee_per: Basis
    """What the fee is per."""
    capacity_per_day: NonNegative | None = None
    """Trains or trucks a day."""
    procedure: str = ""
    """What is done there: customs, veterinary, note-change …"""
    status: Status = "open"
    """Whether this direction and class may cross."""


class Transfer(Row):
    """Passing from one (mode, gauge) to another at a node."""

    transfer_id: str
    """`<node or any>:<from>-<to>[:<equipment>]`."""
    node_id: str
    """Node, or `*` for every node that has both sides and no row of its own."""
    from_mode: TransferMode
    """Mode arrived by; `terminal`: the terminal's gate at the origin; `door`: the shipper's door, the first mile."""
    from_gauge: Gauge | None
    """Gauge arrived on, mm; rail only."""
    to_mode: TransferMode
    """Mode left by; `terminal`: the terminal's gate at the destination; `door`: the consignee's, the last mile."""
    to_gauge: Gauge | None
    """Gauge left on, mm; rail only."""
    service_class: ServiceClass | None
    """Class left by; blank: any."""
    equipment: str = ""
    """`cargo.csv` equipment it is for; blank: any without a row of its own."""
    time_h: NonNegative
    """Mean handling hours, without waiting for the next departure."""
    time_p90_h: NonNegative
    """90th percentile of the handling hours."""
    cost_usd: NonNegative
    """Price of the handling."""
    cost_per: Basis
    """What the price is per."""
    capacity_per_day: NonNegative | None = None
    """Units a day."""
    status: Status = "open"
    """Whether the transfer can be made."""


class Service(Row):
    """Scheduled or frequent departures along a chain of links: ferry, feeder, liner, block train."""

    service_id: Slug
    """Id of the service."""
    name: Text
    """Name a planner knows it by."""
    operator: str
    """Who runs it."""
    service_class: ServiceClass | None
    """express, regular, wagonload for rail; blank otherwise."""
    direction: Direction
    """forward: along `links` as listed; back: against the list; both."""
    links: tuple[Slug, ...]
    """Links in the order they are run: one chain, one mode, one gauge."""
    calls: tuple[Slug, ...] = ()
    """Nodes of the chain it is boarded and left at; blank: every node but passages."""
    interval_h: Positive | None = None
    """Mean hours between departures; the expected wait is half of it."""
    weekdays: tuple[Weekday, ...] = ()
    """Departure days where known: mon, tue …"""
    wait_h: NonNegative | None = None
    """Mean wait where a queue rules and not the interval; replaces half the interval."""
    wait_p90_h: NonNegative | None = None
    """90th percentile of that wait."""
    season: str = ""
    """Reserved for a service's own season id."""
    capacity_teu: Positive | None = None
    """TEU per departure."""
    time_h: Positive | None = None
    """Mean hours over the whole line; shared over its links by length."""
    cost_usd: NonNegative | None = None
    """Price over the whole line; shared over its links by length."""
    cost_per: Basis | None = None
    """What `cost_usd` is per."""
    includes: tuple[Included, ...] = ()
    """Fees the price already holds."""
    terms: ContainerTerms | None = None
    """soc: the price is for a shipper's own container; coc: the carrier's container is in it; blank: the same for both."""
    status: Status = "open"
    """Whether it runs."""


class Rate(Row):
    """Speed, price and emission factor by mode, country, class …; the most specific row with the figure wins."""

    rate_id: Slug
    """Id of the rate."""
    mode: Mode | None
    """Key; blank: any."""
    country: Country | None
    """Key; blank: any."""
    service_class: ServiceClass | None
    """Key; blank: any."""
    tariff: str
    """Key: the link's `tariff`; blank: any."""
    equipment: str
    """Key: `cargo.csv` equipment; blank: any."""
    direction: Direction | None
    """Key: forward is the headhaul; blank: any."""
    speed_km_day: Positive | None = None
    """Kilometers per day with ordinary stops, without borders."""
    cost_usd_km: NonNegative | None = None
    """Price per kilometer."""
    cost_per: Basis | None = None
    """What the price is per."""
    price_date: str = ""
    """When the price was quoted."""
    includes: tuple[Included, ...] = ()
    """Fees the price already holds."""
    terms: ContainerTerms | None = None
    """soc: the price is for a shipper's own container; coc: the carrier's container is in it; blank: the same for both."""
    emission_kg_tkm: NonNegative | None = None
    """Well-to-wheel kg CO2e per tonne-kilometer (ISO 14083)."""
    time_cv: NonNegative | None = None
    """Coefficient of variation of the running time."""


class Restriction(Row):
    """A standing rule or a scenario's `forbid`: who may not pass what."""

    restriction_id: str
    """Id of the rule."""
    applies_to: AppliesTo
    """transit: countries that hold neither end; origin, destination: trips that start or end there; crossing: always."""
    countries: tuple[Country, ...] = ()
    """Countries closed by the rule."""
    links: tuple[Slug, ...] = ()
    """Links closed by the rule."""
    nodes: tuple[Slug, ...] = ()
    """Nodes closed by the rule."""
    goods: tuple[str, ...] = ()
    """Goods classes it hits; blank: all."""
    equipment: tuple[str, ...] = ()
    """Equipment it hits; blank: all."""
    service_class: ServiceClass | None = None
    """Service class it hits; blank: all."""
    direction: Direction | None = None
    """Sense of travel along `links` it hits; blank: both."""
    origin: tuple[str, ...] = ()
    """Countries (or EU, EAEU) the trip must start in to be hit; blank: any."""
    destination: tuple[str, ...] = ()
    """Countries (or EU, EAEU) the trip must end in to be hit; blank: any."""
    from_date: date | None = None
    """First day of the rule."""
    until_date: date | None = None
    """Day after its last."""


class Season(Row):
    """What the calendar closes, slows or delays."""

    season_id: Slug
    """Id of the season."""
    kind: SeasonKind
    """closed: no passage; slow: hours times `factor`; delay: `delay_h` more per passage or departure."""
    links: tuple[Slug, ...] = ()
    """Links it touches."""
    services: tuple[Slug, ...] = ()
    """Services it touches."""
    start: MonthDay
    """First day, MM-DD."""
    end: MonthDay
    """Last day, MM-DD; may wrap the New Year."""
    factor: Positive | None = None
    """Factor on hours, for `slow`."""
    delay_h: NonNegative | None = None
    """Mean extra wait, hours, for `delay`."""


class Corridor(Record):
    """A named bundle of links and gates: a label and a constraint, not a path."""

    corridor_id: Slug
    """Id of the corridor."""
    parent: str = ""
    """Corridor this one is a branch of."""
    name: Text
    """Name."""
    gates: Text
    """Groups joined by `&`, alternatives inside a group by `|`, each a node or link id; a group after `!` is never used."""
    priority: int
    """Lower wins when two corridors match with as many groups."""
    color: Color
    """Color on maps."""
    description: Text
    """One sentence."""

    def gate_groups(self) -> tuple[tuple[str, ...], ...]:
        """Return the gates: all groups must be met, each by any of its members."""
        return tuple(_members(group) for group in self.gates.split("&") if not group.strip().startswith("!"))

    def excluded(self) -> tuple[str, ...]:
        """Return the nodes and links the corridor never uses."""
        groups = [group.strip() for group in self.gates.split("&")]
        return tuple(member for group in groups if group.startswith("!") for member in _members(group[1:]))


def _members(group: str) -> tuple[str, ...]:
    return tuple(gate.strip() for gate in group.split("|"))


class Cargo(Row):
    """A kind of equipment, or a class of goods."""

    cargo_id: str
    """Id: 20ft, 40ft … or general, dual-use …"""
    kind: CargoKind
    """equipment or goods."""
    name: Text
    """Name."""
    teu: NonNegative | None = None
    """Twenty-foot equivalents of one unit."""
    payload_t: Positive | None = None
    """Most tonnes of goods in one unit."""
    volume_m3: Positive | None = None
    """Most cubic meters of goods in one unit."""
    default_t: Positive | None = None
    """Tonnes in one unit when the request says nothing."""
    volumetric_kg_m3: Positive | None = None
    """Kilograms a cubic meter is charged as, where the larger of mass and volume is charged (air)."""
    modes: tuple[Mode, ...] = ()
    """Modes that carry it."""
    service_classes: tuple[ServiceClass, ...] = ()
    """Service classes that carry it when the request says nothing."""
    factor_feu: NonNegative | None = None
    """Price of one unit as a share of the price per FEU."""
    factor_teu: NonNegative | None = None
    """Price of one unit as a share of the price per TEU."""
    factor_truck: NonNegative | None = None
    """Price of one unit as a share of the price per truck."""


class Published(Row):
    """What others published for an end-to-end trip: a yardstick for answers, never an input of the search."""

    published_id: Slug
    """Id of the figure."""
    origin: Slug
    """Node the trip starts at."""
    destination: Slug
    """Node the trip ends at."""
    corridor: str
    """Corridor it takes; blank: not said."""
    modes: tuple[Mode, ...]
    """Modes it uses; blank: any."""
    service_class: ServiceClass | None
    """Service class it rides; blank: any."""
    equipment: Text
    """Equipment it is for, of `cargo.csv`; 40ft where the source says nothing."""
    scope: PublishedScope
    """border: from or to a border station; terminal: departure to arrival; terminals: with handling; door: door to door."""
    regime: Regime
    """record: best ever; plan: timetable or tariff; usual: ordinary operation; congested: queues; winter: storms and ice."""
    on_date: date | None
    """Day the network is read at for the comparison, such as a day in January for winter; blank: an ordinary day."""
    as_of: str
    """When the figure held, in the source's words."""
    days_low: Positive | None = None
    """Least days published."""
    days_high: Positive | None = None
    """Most days published; the same as `days_low` for a single figure."""
    cost_low_usd: Positive | None = None
    """Lowest price published."""
    cost_high_usd: Positive | None = None
    """Highest price published; the same as `cost_low_usd` for a single figure."""
    cost_per: Basis | None = None
    """What the prices are per."""
    terms: ContainerTerms | None = None
    """soc: price for a shipper's own container; coc: container of the carrier included; blank: not said."""
    use: PublishedUse
    """fit: figures were chosen with it in view; check: kept aside to test them; context: not compared, `reason` says why."""
    reason: str = ""
    """Why the figure is not compared; for `context`."""


class Hire(Row):
    """What it costs to hire a container one way between two regions; the most specific row wins."""

    box_id: Slug
    """Id of the row."""
    from_region: tuple[str, ...]
    """Key: countries (or EU, EAEU) the container is picked up in; blank: any."""
    to_region: tuple[str, ...]
    """Key: countries (or EU, EAEU) it is given back in; blank: any."""
    equipment: str
    """Key: `cargo.csv` equipment; blank: any container."""
    one_way_usd: NonNegative
    """Price of picking it up there to be given back here."""
    drop_off_usd: NonNegative = 0.0
    """Price of giving it back, on top."""
    free_days: NonNegative | None = None
    """Days the hire holds; blank: no limit."""
    per_day_usd: NonNegative | None = None
    """Price of every day begun beyond them."""
    cost_per: HireBasis
    """What the prices are per."""
    price_date: str = ""
    """When the price was quoted."""


class Evidence(Record):
    """Source and quality of a single figure that differ from its row's."""

    table: str
    """Table of the figure, without `.csv`."""
    row_id: str
    """Row of the figure."""
    field: str
    """Column of the figure."""
    source_id: tuple[str, ...]
    """Sources of the figure."""
    quality: Quality
    """How well the figure is founded."""
    note: str = ""
    """Why."""


TABLES: dict[str, type[Record]] = {
    "config": Config,
    "source": Source,
    "node": Node,
    "link": Link,
    "border": Border,
    "transfer": Transfer,
    "service": Service,
    "rate": Rate,
    "restriction": Restriction,
    "season": Season,
    "corridor": Corridor,
    "cargo": Cargo,
    "box": Hire,
    "published": Published,
    "evidence": Evidence,
}
"""Every table a network folder may hold, in reading order; config, node and link must be there."""

KEYS: dict[str, str] = {
    "config": "dataset_name",
    "source": "source_id",
    "node": "node_id",
    "link": "link_id",
    "border": "border_id",
    "transfer": "transfer_id",
    "service": "service_id",
    "rate": "rate_id",
    "restriction": "restriction_id",
    "season": "season_id",
    "corridor": "corridor_id",
    "cargo": "cargo_id",
    "box": "box_id",
    "published": "published_id",
    "evidence": "",
}
"""Id column of each table; evidence is keyed by table, row and field."""

REQUIRED_TABLES = ("config", "source", "node", "link", "rate", "cargo")


def row_key(table: str, row: Record) -> str:
    """Return the id of a row within its table."""
    column = KEYS[table]
    if column:
        return str(getattr(row, column))
    return ":".join(str(getattr(row, name)) for name in ("table", "row_id", "field"))
