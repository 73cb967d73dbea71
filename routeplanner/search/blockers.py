"""Why there is no path: reachable states, and the fewest closed elements to reopen."""

from __future__ import annotations

from collections import deque
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from routeplanner.search.graph import Graph
    from routeplanner.search.shortest import Gates


MOST_LABELS = 6
"""Sets of elements remembered per state: with everything closed their number would double at every step."""


def reachable(graph: Graph, source: int, *, barred: Sequence[int] | None = None) -> bytearray:
    """Return a flag per state: 1 where a path leads from the source."""
    seen = bytearray(graph.states)
    seen[source] = 1
    queue = deque([source])
    while queue:
        state = queue.popleft()
        for edge in range(graph.starts[state], graph.starts[state + 1]):
            head = graph.heads[edge]
            if not seen[head] and not (barred is not None and barred[edge]):
                seen[head] = 1
                queue.append(head)
    return seen


def components(graph: Graph) -> list[int]:
    """Return the number of the strongly connected component of every state (Tarjan, without recursion)."""
    number = [-1] * graph.states
    low = [0] * graph.states
    component = [-1] * graph.states
    stack: list[int] = []
    counter = count()
    names = count()
    for root in range(graph.states):
        if number[root] != -1:
            continue
        work = [(root, graph.starts[root])]
        number[root] = low[root] = next(counter)
        stack.append(root)
        while work:
            state, edge = work.pop()
            if edge < graph.starts[state + 1]:
                work.append((state, edge + 1))
                head = graph.heads[edge]
                if number[head] == -1:
                    number[head] = low[head] = next(counter)
                    stack.append(head)
                    work.append((head, graph.starts[head]))
                elif component[head] == -1:
                    low[state] = min(low[state], number[head])
                continue
            if work:
                parent = work[-1][0]
                low[parent] = min(low[parent], low[state])
            if low[state] == number[state]:
                name = next(names)
                while component[state] == -1:
                    component[stack.pop()] = name
    return component


def smallest_reopening(
    graph: Graph,
    source: int,
    target: int,
    closed: Mapping[int, frozenset[str]],
    *,
    gates: Gates | None = None,
    barred: Sequence[int] | None = None,
) -> frozenset[str] | None:
    """Return the fewest closed elements whose reopening lets a path through, or None when none does.

    `closed[e]` holds the elements that close edge `e`; reopening an element reopens every edge it closes. Labels
    are (state, gate groups met, elements opened so far), pruned where a subset has been there before; ties fall in
    sorted order. Edges with a true `barred` entry stay closed whatever is reopened. The fewest for sure while no state
    has more than `MOST_LABELS` sets of elements that lead to it; beyond that a small set that works.
    """
    need = gates.need if gates else 0
    groups = gates.width if gates else 0
    low = (1 << groups) - 1
    labels: dict[int, list[frozenset[str]]] = {}
    order = count()
    heap: list[tuple[int, tuple[str, ...], int, int, frozenset[str]]] = [
        (0, (), next(order), source << groups, frozenset())
    ]
    while heap:
        _, _, _, key, opened = heappop(heap)
        known = labels.setdefault(key, [])
        if any(other <= opened for other in known):
            continue
        if key >> groups == target and key & need == need:
            return opened
        if len(known) >= MOST_LABELS:
            continue
        known.append(opened)
        state, met = key >> groups, key & low
        for edge in range(graph.starts[state], graph.starts[state + 1]):
            if barred is not None and barred[edge]:
                continue
            onward = opened | closed.get(edge, frozenset())
            now = met | gates.bits[edge] if gates else 0
            if gates and gates.never:
                onward |= gates.forbidden_by(now)
            head = (graph.heads[edge] << groups) | now
            if not any(other <= onward for other in labels.get(head, ())):
                heappush(heap, (len(onward), tuple(sorted(onward)), next(order), head, onward))
    return None
