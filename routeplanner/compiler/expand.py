"""Nodes into states: how each link can be ridden, and what joins the rides at a node.

Every layer (a service, or a class that runs freely) has a state at each node it reaches: *riding*. A node has, for every
side (mode, gauge, service class) it is reached or left by, an *in* state (arrived) and an *out* state (ready to
leave); transfers lead from in to out. Boarding is one edge from *out* over the first link ridden, so nothing can be
boarded and left again without moving; a trip *starts* with such an edge without the wait, and *ends* from in. A
crossing that begins at the origin or ends at the destination is ridden without its stop.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from routeplanner.criteria.book import Layer, Run
from routeplanner.network.chains import service_runs
from routeplanner.terms import CLASSES, SCHEDULED_CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from routeplanner.criteria.load import Load
    from routeplanner.network.model import Border, Link, Transfer
    from routeplanner.network.network import Network


class Side(NamedTuple):
    """A way to arrive at or leave a node."""

    mode: str
    gauge_mm: int | None
    service_class: str | None
    handled: bool = False
    """The price of the ride already holds the handling here."""
    gated: bool = False
    """It already holds the handling at the terminal's gate here."""


def runs(network: Network, load: Load) -> Iterator[Run]:
    """Yield every run the load can make: freely in a class, or in a service."""
    links = network.links
    scheduled = {link_id for service in network.services.values() for link_id in service.links}
    for link in links.values():
        for service_class in _free_classes(link, load, scheduled=link.link_id in scheduled):
            layer = Layer("", link.mode, link.gauge_mm, service_class)
            yield Run(link.link_id, forward=True, layer=layer)
            if not link.directed:
                yield Run(link.link_id, forward=False, layer=layer)
    for service in network.services.values():
        first = links[service.links[0]]
        if load.allows(first.mode, service.service_class):
            layer = Layer(service.service_id, first.mode, first.gauge_mm, service.service_class)
            for link_id, forward in service_runs(links, service):
                yield Run(link_id, forward, layer)


def _free_classes(link: Link, load: Load, *, scheduled: bool) -> tuple[str | None, ...]:
    """Return the classes a link can be ridden in without a service.

    Rail and road always run freely in their unscheduled classes; any other link only where no service runs it.
    """
    if link.mode in CLASSES:
        return tuple(
            name for name in CLASSES[link.mode] if name not in SCHEDULED_CLASSES and load.allows(link.mode, name)
        )
    return (None,) if not scheduled and load.allows(link.mode, None) else ()


class Stops:
    """Which border row a run meets."""

    def __init__(self, network: Network) -> None:
        self._rows: dict[str, list[Border]] = {}
        for row in network.borders.values():
            self._rows.setdefault(row.link_id, []).append(row)

    def find(self, run: Run) -> Border | None:
        """Return the row for a run: its own class before any class, its own direction before both."""
        direction = "forward" if run.forward else "back"
        fitting = [
            row
            for row in self._rows.get(run.link_id, ())
            if row.service_class in {None, run.layer.service_class} and row.direction in {direction, "both"}
        ]
        return max(fitting, key=lambda row: (row.service_class is not None, row.direction != "both"), default=None)


class Handling:
    """Which transfer row leads a kind of equipment from one side to another at a node."""

    def __init__(self, network: Network, equipment: str) -> None:
        self._rows: dict[tuple[str, str, int | None, str, int | None], list[Transfer]] = {}
        for row in network.transfers.values():
            if row.equipment not in {"", equipment}:
                continue
            key = (row.node_id, row.from_mode, row.from_gauge, row.to_mode, row.to_gauge)
            self._rows.setdefault(key, []).append(row)

    def find(self, node_id: str, arrived: Side, leaving: Side) -> Transfer | None:
        """Return the row for a change at a node.

        The node's own goes before `*`, then the equipment's before one for any, then the class's before any class.
        """
        for place in (node_id, "*"):
            key = (place, arrived.mode, arrived.gauge_mm, leaving.mode, leaving.gauge_mm)
            fitting = [row for row in self._rows.get(key, ()) if row.service_class in {None, leaving.service_class}]
            if fitting:
                return max(fitting, key=lambda row: (row.equipment != "", row.service_class is not None))
        return None

    def outside(self, node_id: str, stops: Sequence[str], side: Side, *, departing: bool) -> tuple[str, ...]:
        """Return the transfer rows between the end of a trip and its vehicle, in order of travel.

        `stops` are the pseudo-modes passed, from the outside in; where no row leads from one to the next, nothing is
        counted.
        """
        points = [*(Side(stop, None, None) for stop in stops), side]
        steps = pairwise(points) if departing else pairwise(reversed(points))
        found = (self.find(node_id, arrived, leaving) for arrived, leaving in steps)
        return tuple(row.transfer_id for row in found if row is not None)
