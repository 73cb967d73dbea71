"""What lies where: places, what connects them, and the corridors they make up."""

from __future__ import annotations

from typing import Annotated

from routeplanner.fields import Limit
from routeplanner.network.model.base import Color, Country, NonNegative, Positive, Row, Slug, Text
from routeplanner.record import Record
from routeplanner.terms import Basis, Gauge, Mode, NodeType, Status


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
    """Hours added after the factor, to the mean and the 90th percentile."""
    cost_factor: NonNegative = 1.0
    """Factor on the price, wherever it comes from."""
    cost_shift_usd: float = 0.0
    """Dollars added after the factor."""
    cost_shift_per: Basis | None = None
    """What `cost_shift_usd` is per."""

    def ends(self, *, forward: bool = True) -> tuple[str, str]:
        """Return the nodes travel along the link leaves and reaches: with its orientation, or against it."""
        return (self.from_node_id, self.to_node_id) if forward else (self.to_node_id, self.from_node_id)


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
