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
    order = count()
    queue: list[tuple[float, int, Path, frozenset[Visit]]] = []

    def branch(shut: frozenset[Visit]) -> None:
        closed: dict[int, frozenset[int]] = {}
        for states, met in shut:
            closed[met] = closed.get(met, frozenset()) | states
        walk = shortest(
            graph, source, target, criterion, tie=tie, barred=barred, gates=gates, potential=potential, shut=closed
        )
        if walk is not None:
            heappush(queue, (walk.value, next(order), walk, shut))

    branch(frozenset())
    tried = {frozenset[Visit]()}
    while queue and len(tried) < MOST_BRANCHES:
        _, _, walk, shut = heappop(queue)
        repeated = _first_repeated(graph, walk, place_of, gates)
        if repeated is None:
            return walk
        for visit in _alternatives(repeated, place_of):
            more = shut | {visit}
            if more not in tried:
                tried.add(more)
                branch(more)
    return None


Visit = tuple[frozenset[int], int]
"""States not to be in, and the groups met with which not."""


def _alternatives(repeated: tuple[tuple[int, int], tuple[int, int]], place_of: Sequence[int]) -> list[Visit]:
    """Return the two visits of a place of which no simple path makes both.

    With other groups met in between, any state of the place will do. With the same groups met the place is entered in
    two ways, and only the states entered in tell the visits apart.
    """
    (first, met_before), (second, met_after) = repeated
    if met_before != met_after:
        everywhere = frozenset(state for state, place in enumerate(place_of) if place == place_of[first])
        return [(everywhere, met_before), (everywhere, met_after)]
    return [(frozenset({first}), met_before), (frozenset({second}), met_after)]


def _first_repeated(
    graph: Graph, walk: Path, place_of: Sequence[int], gates: Gates
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return the place that is left and come back to soonest, as (state entered in, groups met) of both visits."""
    met = 0
    state = graph.tails[walk.edges[0]]
    last: dict[int, tuple[int, tuple[int, int]]] = {place_of[state]: (0, (state, 0))}
    entered = (state, 0)
    best: tuple[int, tuple[tuple[int, int], tuple[int, int]]] | None = None
    for position, edge in enumerate(walk.edges, start=1):
        here = place_of[graph.tails[edge]]
        met |= gates.bits[edge]
        state = graph.heads[edge]
        place = place_of[state]
        if place == here:
            continue
        last[here] = (position, entered)
        entered = (state, met)
        if place in last:
            gap = position - last[place][0]
            if best is None or gap < best[0]:
                best = (gap, (last[place][1], entered))
    return best[1] if best else None
