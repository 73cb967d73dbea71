"""The records of `expect`: what a scenario's author expects of it, as written, with parameter values filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, get_args

from routeplanner.record import Record
from routeplanner.request import Request
from routeplanner.terms import CriterionName, Mode

VersusWord = Literal["decreases", "increases", "same", "not_worse", "not_better"]
"""How a figure may compare with the base's."""
CHANGES: tuple[str, ...] = get_args(VersusWord)
MOVES = ("decreases", "increases")
"""Those that the size of a change can stand beside."""


class Limits(Record):
    """Between what a figure must lie."""

    at_least: str = ""
    """Least value allowed: a quantity with its unit."""
    at_most: str = ""
    """Greatest value allowed, likewise."""


class Then(Record):
    """What must hold of the best itinerary under the scenario."""

    corridor: str = ""
    """Corridor it follows, or a branch of it."""
    via: tuple[str, ...] = ()
    """Places it passes, all of them."""
    avoids: Mapping[str, tuple[str, ...]] = {}
    """What it must not use: countries, nodes, links, modes, services, corridors."""
    modes: tuple[Mode, ...] = ()
    """Modes it uses, all of them; others may come beside."""
    reachable: bool | None = None
    """true: there is an itinerary; false: there is none."""
    time: Limits | None = None
    """Limits of its hours: `{at_most: 20 d}`."""
    cost: Limits | None = None
    """Limits of its US dollars for the whole consignment: `{at_most: 8000 USD}`."""
    emissions: Limits | None = None
    """Limits of its CO2e: `{at_most: 2 t}`."""


class Versus(Record):
    """How a figure must compare with that of the network without the scenario."""

    change: VersusWord | None = None
    """decreases, increases, same, not_worse (the same or less), not_better (the same or more)."""
    by_at_least: str = ""
    """Least change: a quantity or a share, such as 2 d or 10 %; upwards unless `change: decreases` stands beside it."""
    by_at_most: str = ""
    """Greatest change, likewise; alone it allows any change the other way."""


class ExpectedValue(Record):
    """A figure on a date."""

    selector: Mapping[str, Any]
    """Rows it is about: one collection and an id, a list or a filter."""
    attribute: str
    """Attribute of these rows, or status."""
    value: str
    """`is`: what every one of them must have, with its unit."""
    as_of: date | None = None
    """Date; blank: as for a route."""


class Expectation(Record):
    """What the author expects of the scenario, and why."""

    id: str
    """Id within the scenario."""
    route: Request | None = None
    """Trip it is about, in the words of a request."""
    by: CriterionName = "time"
    """Which itinerary of the trip: the one with the least time, cost or emissions."""
    then: Then | None = None
    """What holds of it under the scenario."""
    vs_base: Mapping[str, Versus] = {}
    """How its time, cost and emissions compare with those of the best itinerary without the scenario."""
    value: ExpectedValue | None = None
    """Instead of a route: a figure on a date."""
    variant: str = ""
    """Variant it holds for; blank: the scenario's defaults."""
    parameters: Mapping[str, str] = {}
    """`with`: parameter values it holds for."""
    because: str
    """Why the author expects it."""
