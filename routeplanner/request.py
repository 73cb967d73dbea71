"""What the planner asks: what moves, from where to where, when, and what they prefer."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from routeplanner.fields import Limit
from routeplanner.record import Record
from routeplanner.terms import Box, CriterionName, Mode, Scope, ServiceClass

PositiveAmount = Annotated[float, Limit(gt=0)]


class Consignment(Record):
    """What moves."""

    cargo: str = "40ft"
    """Equipment: an id of `cargo.csv` such as 20ft, 40ft, 40hc, reefer40, truck, bulk, air."""
    goods: str = "general"
    """Goods class: an id of `cargo.csv` such as general, dual-use, grain, dangerous."""
    tonnes: PositiveAmount | None = None
    """Tonnes of goods in all; blank: the equipment's usual load times the units."""
    volume_m3: PositiveAmount | None = None
    """Cubic meters of goods in all."""
    value_usd: PositiveAmount | None = None
    """Value of the goods in all, USD."""
    units: Annotated[int, Limit(ge=1)] | None = None
    """Units of equipment; blank: as many as the tonnes and cubic meters need."""
    service_classes: tuple[ServiceClass, ...] = ()
    """Service classes allowed; blank: the equipment's usual ones."""
    box: Box = "as-quoted"
    """Whose container: as-quoted (hire not counted), soc (the shipper's own), coc (hired where a price needs it)."""


class Preferences(Record):
    """What the planner prefers: changes the choice, never a reported figure."""

    modes: tuple[Mode, ...] = ()
    """Modes allowed; blank: all the equipment can use."""
    avoid: tuple[str, ...] = ()
    """Places, countries (ISO code), links, modes or corridors not to use."""
    via: tuple[str, ...] = ()
    """Places to pass, in any order."""
    corridor: str | None = None
    """Corridor to use."""


class Request(Record):
    """Consignment, origin, destination, date and preferences."""

    origin: str
    """Place name, alias, id or UN/LOCODE."""
    destination: str
    """Place name, alias, id or UN/LOCODE."""
    consignment: Consignment = Consignment.model_construct()
    """What moves."""
    preferences: Preferences = Preferences.model_construct()
    """What is preferred."""
    as_of: date | None = None
    """Date the network, its overrides and its seasons are read at; blank: see DESIGN, Dates."""
    scope: Scope = "terminal"
    """terminal: departure to arrival; terminals: with handling and cut-off at both ends; door: first and last mile too."""
    by: Annotated[tuple[CriterionName, ...], Limit(min_length=1)] = ("time", "cost", "emissions")
    """What to minimize; one itinerary for each."""
