"""What a plan holds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar

from routeplanner.itinerary.model import leg_record
from routeplanner.result import Result

if TYPE_CHECKING:
    from datetime import date

    from routeplanner.itinerary.model import Itinerary
    from routeplanner.network.network import Network
    from routeplanner.planner.published import PublishedFigure
    from routeplanner.request import Request
    from routeplanner.scenario.applied import ScenarioStamp


YEARS_BEFORE, YEARS_AFTER = 2, 5
"""How far a date may lie from a network's reference date before an answer says so."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """One element that stands in the way."""

    element: str
    """`link:ID`, `node:ID`, `border:ID`, `service:ID`, `season:ID`, `restriction:ID CC`, `avoid:WHAT`, `mode:MODE`."""
    what: str
    """What it is, in words."""
    overrides: tuple[str, ...]
    """`scenario#override` of every override behind it; empty when the network itself or the request has it so."""
    note: str = ""
    """What the rule behind it says, where there is one."""


@dataclass(frozen=True, slots=True)
class NoRoute:
    """Why there is no route: an answer, not an error."""

    blocked_by: tuple[Blocker, ...]
    """The fewest elements whose reopening gives a route; empty when none does."""
    cut: tuple[str, ...]
    """The fewest barred elements that by themselves part origin and destination."""
    overrides: tuple[str, ...]
    """Every override behind `blocked_by`."""
    frontier: tuple[str, ...]
    """Where the way ends when even reopening everything gives no route: place and reason."""
    reason: str
    """One sentence."""
    turns_back: bool = False
    """Nothing is closed, but the corridor leads there only by going out and back over the same places."""


@dataclass(frozen=True, slots=True)
class Header:
    """What every answer states above itself."""

    network_id: str
    network_version: str
    network_hash: str
    """Of the network as read, before any scenario."""
    scenarios: tuple[ScenarioStamp, ...]
    as_of: date
    as_of_given: bool
    """Whether the request named the date; otherwise seasons take their yearly typical value."""
    request: Request
    origin: str
    """Node id."""
    destination: str
    """Node id."""
    units: int
    tonnes: float
    network: Network = field(repr=False, compare=False)
    """The network as searched, overrides applied."""
    too_heavy: tuple[tuple[str, float], ...] = ()
    """Modes allowed that do not take units as heavy as the request has them, with the most tonnes they take."""

    @property
    def is_far(self) -> bool:
        """Whether the date lies far from the network's reference date: over two years before, or over five after."""
        day, known = self.as_of, self.network.reference_date
        years = (day.year - known.year, (day.month, day.day))
        anniversary = (known.month, known.day)
        return not (-YEARS_BEFORE, anniversary) <= years <= (YEARS_AFTER, anniversary)


@dataclass(frozen=True, slots=True, repr=False)
class Plan(Result):
    """The answer to one request."""

    kind: ClassVar[str] = "plan"

    header: Header
    itineraries: tuple[Itinerary, ...]
    """Fastest, cheapest, lowest-emission; one that is several of these stands once, with all labels."""
    no_route: NoRoute | None
    published: tuple[PublishedFigure, ...] | None = None
    """What others published for the trip; None when it was not asked for (`with_published`)."""

    def __repr__(self) -> str:
        found = f"{len(self.itineraries)} itineraries" if self.itineraries else "no route"
        head = self.header
        return f"<Plan {head.origin} to {head.destination} on {head.network_id} {head.network_version}: {found}>"

    def labelled(self, label: str) -> Itinerary | None:
        """Return the itinerary with a label, or None."""
        return next((itinerary for itinerary in self.itineraries if label in itinerary.labels), None)

    @property
    def fastest(self) -> Itinerary | None:
        """The itinerary with the least hours."""
        return self.labelled("fastest")

    @property
    def cheapest(self) -> Itinerary | None:
        """The itinerary with the least dollars."""
        return self.labelled("cheapest")

    @property
    def lowest_emission(self) -> Itinerary | None:
        """The itinerary with the least kg CO2e."""
        return self.labelled("lowest-emission")

    def with_published(self) -> Plan:
        """Return the same answer with what others published for the trip (`published.csv`) beside it."""
        from routeplanner.planner.published import published_figures  # noqa: PLC0415 - most answers do without

        return replace(self, published=published_figures(self))

    def records(self) -> list[dict[str, Any]]:
        """Return one flat dictionary per leg, in travel order, itinerary by itinerary."""
        return [
            {"itinerary": number, "labels": "|".join(itinerary.labels), "corridor": itinerary.corridor}
            | leg_record(leg)
            for number, itinerary in enumerate(self.itineraries, start=1)
            for leg in itinerary.legs
        ]
