"""The graph a search sees: numbers only, frozen, edges sorted by their tail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

INFINITY = float("inf")


@dataclass(frozen=True, eq=False)
class Graph:
    """Directed multigraph in compressed rows.

    Edge `e` runs from `tails[e]` to `heads[e]`; the edges that leave state `v` are `starts[v] … starts[v + 1] - 1`;
    `weights[c][e]` is its weight by criterion `c`, finite and not negative.
    """

    starts: Sequence[int]
    tails: Sequence[int]
    heads: Sequence[int]
    weights: tuple[Sequence[float], ...]

    @property
    def states(self) -> int:
        """Number of states."""
        return len(self.starts) - 1

    @property
    def edges(self) -> int:
        """Number of edges."""
        return len(self.heads)

    def incoming(self) -> list[list[int]]:
        """Return for every state the edges that enter it."""
        lists: list[list[int]] = [[] for _ in range(self.states)]
        for edge, head in enumerate(self.heads):
            lists[head].append(edge)
        return lists


def build_graph(
    states: int, tails: Sequence[int], heads: Sequence[int], weights: Sequence[Sequence[float]]
) -> tuple[Graph, list[int]]:
    """Return the graph of edges given in any order, and the given position of each of its edges.

    Raises:
        ValueError: a weight that is negative or not finite, or an end that is no state.
    """
    order = sorted(range(len(tails)), key=tails.__getitem__)
    starts = [0] * (states + 1)
    for position in order:
        tail, head = tails[position], heads[position]
        if not (0 <= tail < states and 0 <= head < states):
            raise ValueError(f"edge {position} runs from {tail} to {head}, but there are {states} states")
        starts[tail + 1] += 1
    for state in range(states):
        starts[state + 1] += starts[state]
    for values in weights:
        for position, value in enumerate(values):
            if not 0 <= value < INFINITY:
                raise ValueError(f"weight {value!r} of edge {position} is not a finite number of 0 or more")
    graph = Graph(
        tuple(starts),
        tuple(tails[position] for position in order),
        tuple(heads[position] for position in order),
        tuple(tuple(values[position] for position in order) for values in weights),
    )
    return graph, order
