"""What scenarios do to a few standard trips: days of the fastest way and dollars of the cheapest, against the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.planner.desk import Desk
from routeplanner.planner.names import get_ends
from routeplanner.planner.shelf import Shelf
from routeplanner.planner.view import view_at
from routeplanner.report.words import SAME, change_in_days, change_in_dollars, days, dollars
from routeplanner.request import Request

if TYPE_CHECKING:
    from datetime import date

    from routeplanner.network.network import Network
    from routeplanner.scenario.applied import Applied
    from routeplanner.scenario.model import Scenario

TRIPS = {
    "Xi'an → Duisburg": ("xian", "duisburg"),
    "Altynkol → Poti": ("altynkol", "poti"),
    "Moscow → Mumbai": ("moscow", "mumbai"),
}
"""Standard trips, of one 40ft container with its usual load: title and ends."""
OWN = "its own first trip"
"""Title of the trip that a scenario's first expectation is about."""
Best = tuple[float, float]
"""Hours of the fastest way and dollars of the cheapest."""


class Trips:
    """Answers the standard trips on one network, with and without scenarios."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.shelf = Shelf(network)
        self._base: dict[object, list[Best | None]] = {}

    def base(self, day: date | None = None) -> list[Best | None]:
        """Return the best of every trip without any scenario; only restrictions with dates tell one day from another."""
        day = day or self.network.reference_date
        limits = [day_of for row in self.network.restrictions.values() for day_of in (row.from_date, row.until_date)]
        key = tuple(limit is not None and day >= limit for limit in limits)
        if key not in self._base:
            self._base[key] = [
                self._best(Request(origin=start, destination=end), day, None) for start, end in TRIPS.values()
            ]
        return self._base[key]

    def cells(self, applied: Applied, scenario: Scenario, day: date) -> list[str]:
        """Return for every trip, and for the scenario's own, what it changes on a day, in words."""
        found = [self._best(Request(origin=start, destination=end), day, applied) for start, end in TRIPS.values()]
        words = [_change(new, old) for new, old in zip(found, self.base(day), strict=True)]
        own = self._own(applied, scenario, day)
        self.shelf.clear()
        return [*words, own]

    def _own(self, applied: Applied, scenario: Scenario, day: date) -> str:
        """Return what changes for the first trip that the scenario expects something of; empty for none."""
        routes = [e.route for e in scenario.expect if e.route and not (e.variant or e.parameters or e.route.as_of)]
        if not routes:
            return ""
        new, old = (self._best(routes[0], day, stack) for stack in (applied, None))
        names = [self.network.nodes[node].name for node in get_ends(self.network, routes[0])]
        cargo = routes[0].consignment.cargo
        kind = "" if cargo == "40ft" else f" ({cargo})"
        return f"{' → '.join(names)}{kind}: {_change(new, old)}"

    def base_cells(self) -> list[str]:
        """Return the days and dollars of every trip on the network's reference date."""
        return ["no route" if best is None else f"{days(best[0])} d, {dollars(best[1])}" for best in self.base()]

    def _best(self, request: Request, day: date, applied: Applied | None) -> Best | None:
        desk = Desk(view_at(self.network, applied, day, day_given=False), request, self.shelf)
        paths = [desk.search(criterion, request.preferences.corridor) for criterion in ("time", "cost")]
        values = [path.value for path in paths if path is not None]
        return (values[0], values[1]) if len(values) == len(paths) else None


def _change(new: Best | None, old: Best | None) -> str:
    if new is None:
        return "no route"
    if old is None:
        return f"{days(new[0])} d, {dollars(new[1])} (no route without)"
    hours, amount = change_in_days(new[0] - old[0]), change_in_dollars(new[1] - old[1])
    return SAME if {hours, amount} == {SAME} else f"{hours}, {amount}"
