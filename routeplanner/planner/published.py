"""What others published for the trip of an answer, beside what was planned: read only when asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from routeplanner.criteria import resolve_load
from routeplanner.network.places import fold, names_of
from routeplanner.network.published import scope_planned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from routeplanner.itinerary.model import Itinerary
    from routeplanner.network.model import Published
    from routeplanner.network.network import Network
    from routeplanner.planner.result import Plan


class Planned(NamedTuple):
    """A planned figure, and the corridor of its itinerary."""

    value: float
    corridor: str | None


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A published figure for the trip of an answer."""

    row: Published
    differs: tuple[str, ...]
    """What the request has otherwise: scope, equipment; such a figure is context and not compared."""
    days: Planned | None
    """Planned days on the figure's corridor, else the least planned; None when not compared, or without a route."""
    cost_usd: Planned | None
    """Planned dollars likewise, per what the published price is per."""


def published_figures(plan: Plan) -> tuple[PublishedFigure, ...]:
    """Return what is published between the ends of an answer, same direction, in the order of the table.

    A twin border station stands for either of the pair.
    """
    network, header = plan.header.network, plan.header
    starts, ends = _twins(network, header.origin), _twins(network, header.destination)
    rows = (row for row in network.published.values() if row.origin in starts and row.destination in ends)
    return tuple(_figure(plan, row) for row in rows)


def _twins(network: Network, node_id: str) -> set[str]:
    """Return a node and the border station on the other side of its crossing that goes by the same name."""
    names = {other for name in names_of(network.nodes[node_id]) for other in network.names.get(fold(name), ())}
    if names <= {node_id}:
        return {node_id}
    across = {
        end
        for link in network.links.values()
        if node_id in link.ends() and network.is_crossing(link)
        for end in link.ends()
    }
    return {node_id} | (names & across)


def _figure(plan: Plan, row: Published) -> PublishedFigure:
    request = plan.header.request
    differs = [] if scope_planned(row.scope) == request.scope else ["scope"]
    differs += [] if row.equipment == request.consignment.cargo else ["equipment"]
    ways = _on_corridor(plan.header.network, plan.itineraries, row.corridor)
    if differs or not ways:
        return PublishedFigure(row, tuple(differs), None, None)
    fastest = min(ways, key=lambda way: way.time_h)
    cheapest = min(ways, key=lambda way: way.cost_usd)
    load = request.consignment.model_copy(update={"units": plan.header.units})
    factor = resolve_load(plan.header.network, load).factor(row.cost_per) if row.cost_per else None
    days = None if row.days_low is None else Planned(fastest.days, fastest.corridor)
    cost = Planned(cheapest.cost_usd / factor, cheapest.corridor) if factor else None
    return PublishedFigure(row, (), days, cost)


def _on_corridor(network: Network, ways: Sequence[Itinerary], corridor: str) -> Sequence[Itinerary]:
    """Return the itineraries on a corridor or a branch of it; all of them when none is."""
    return [way for way in ways if way.corridor and corridor in network.lineage(way.corridor)] or ways
