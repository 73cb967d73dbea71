"""What carries the goods, and what that costs."""

from __future__ import annotations

from routeplanner.network.model.base import Country, NonNegative, Positive, Row, Slug, Text
from routeplanner.terms import Basis, CargoKind, ContainerTerms, Direction, HireBasis, Included, Mode, ServiceClass


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
    """Most tonnes of goods one unit itself takes."""
    payload_rail_t: Positive | None = None
    """Most tonnes of goods in one unit by rail; blank: `payload_t`."""
    payload_road_t: Positive | None = None
    """Most tonnes of goods in one unit by road; blank: `payload_t`."""
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

    def limit_t(self, mode: str) -> float | None:
        """Return the most tonnes of goods in one unit on a mode; None where none is known."""
        own = {"rail": self.payload_rail_t, "road": self.payload_road_t}.get(mode)
        return self.payload_t if own is None else own


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
    emission_category: str = ""
    """Transport operation category the factor stands for (ISO 14083): vehicle, energy, load factor, empty running."""
    time_cv: NonNegative | None = None
    """Coefficient of variation of the running time."""


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
