"""The best path through gates that passes no place twice."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

from routeplanner.search.shortest import shortest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from routeplanner.search.graph import Graph
    from routeplanner.search.shortest import Gates, Path

MOST_BRANCHES = 200
"""Searches after which the best simple path is given up as not found."""


def shortest_simple(
    graph: Graph,
    source: int,
    target: int,
    criterion: int,
    *,
    place_of: Sequence[int],
    gates: Gates,
    tie: int | None = None,
    barred: Sequence[int] | None = None,
    potential: Sequence[float] | None = None,
) -> Path | None:
    """Return the best path through all gates that is at no place twice, or None when none is found.

    `place_of` numbers the place of every state. The best walk is searched; where it is at a place twice, first with
    fewer gates met and then with more, the search branches: not there before, or not there after. Branches are taken
    by value, so that the first simple walk is the best one. After `MOST_BRANCHES` searches None is returned: the
    question is NP-hard, and a corridor that needs more is no way a forwarder would choose.
    """
    states_at: dict[int, list[int]] = {}
    for state, place in enumerate(place_of):
        states_at.setdefault(place, []).append(state)
    order = count()
    queue: list[tuple[float, int, Path, frozenset[tuple[int, int]]]] = []

    def branch(shut: frozenset[tuple[int, int]]) -> None:
        closed: dict[int, frozenset[int]] = {}
        for place, met in shut:
            closed[met] = closed.get(met, frozenset()) | frozenset(states_at[place])
        walk = shortest(
            graph, source, target, criterion, tie=tie, barred=barred, gates=gates, potential=potential, shut=closed
        )
        if walk is not None:
            heappush(queue, (walk.value, next(order), walk, shut))

    branch(frozenset())
    tried = {frozenset[tuple[int, int]]()}
    while queue and len(tried) < MOST_BRANCHES:
        _, _, walk, shut = heappop(queue)
        repeated = _first_repeated(graph, walk, place_of, gates)
        if repeated is None:
            return walk
        for visit in repeated:
            more = shut | {visit}
            if more not in tried:
                tried.add(more)
                branch(more)
    return None


def _first_repeated(
    graph: Graph, walk: Path, place_of: Sequence[int], gates: Gates
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return the place that is left and come back to soonest, as (place, gates met) of both visits."""
    met = 0
    last: dict[int, tuple[int, int]] = {}
    here = place_of[graph.tails[walk.edges[0]]]
    last[here] = (0, met)
    best: tuple[int, tuple[tuple[int, int], tuple[int, int]]] | None = None
    for position, edge in enumerate(walk.edges, start=1):
        met |= gates.bits[edge]
        place = place_of[graph.heads[edge]]
        if place != here and place in last:
            gap = position - last[place][0]
            if best is None or gap < best[0]:
                best = (gap, ((place, last[place][1]), (place, met)))
        last[place] = (position, met)
        here = place
    return best[1] if best else None
