"""One best path: A* on reverse potentials, optionally through groups of gates."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from math import fsum
from typing import TYPE_CHECKING

from routeplanner.search.graph import INFINITY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from routeplanner.search.graph import Graph


@dataclass(frozen=True, eq=False)
class Path:
    """A path as edge numbers, with its value."""

    edges: tuple[int, ...]
    value: float


@dataclass(frozen=True, eq=False)
class Gates:
    """Groups of edges: `bits[e]` has a bit for every group edge `e` meets."""

    bits: Sequence[int]
    need: int
    """Groups a path must meet, all of them."""
    never: tuple[tuple[int, str], ...] = ()
    """Sets of groups a path must not meet all of, each with the name of who forbids it."""

    @property
    def width(self) -> int:
        """Number of bits that tell which groups have been met."""
        every = self.need
        for mask, _ in self.never:
            every |= mask
        return every.bit_length()

    def forbidden_by(self, met: int) -> frozenset[str]:
        """Return the names of the sets that are met in full."""
        return frozenset(name for mask, name in self.never if met & mask == mask)


TIE = 1e-9
"""Weight of the second criterion against the first: settles ties, drowns the rounding of sums, moves no answer."""


def shortest(
    graph: Graph,
    source: int,
    target: int,
    criterion: int,
    *,
    tie: int | None = None,
    barred: Sequence[int] | None = None,
    gates: Gates | None = None,
    potential: Sequence[float] | None = None,
    shut: Mapping[int, frozenset[int]] | None = None,
) -> Path | None:
    """Return a path from source to target with the least sum of one criterion, or None when there is none.

    Among paths equal within `TIE` the one with the least sum of criterion `tie` is returned. Edges with a true
    `barred` entry are not used. With gates the path meets every group (states × groups met are searched).
    `potential` holds, for every state, a lower bound of the rest of the way (`reverse_potentials`); it only makes the
    search faster. `shut[met]` are states not to be in with just the groups `met` passed.
    """
    groups = gates.width if gates else 0
    bits = gates.bits if gates else None
    need = gates.need if gates else 0
    never = tuple(mask for mask, _ in gates.never) if gates else ()
    low = (1 << groups) - 1
    weight = graph.weights[criterion]
    second = graph.weights[tie if tie is not None else criterion]
    share = TIE if tie is not None else 0.0
    starts, heads = graph.starts, graph.heads
    size = graph.states << groups
    best = [INFINITY] * size
    entered_by = [-1] * size
    came_from = [-1] * size
    done = bytearray(size)
    origin = source << groups
    best[origin] = 0.0
    heap = [(0.0, origin)]
    while heap:
        _, key = heappop(heap)
        if done[key]:
            continue
        if key >> groups == target and key & need == need:
            edges = _walk_back(entered_by, came_from, origin, key)
            return Path(edges, fsum(weight[edge] for edge in edges))
        done[key] = 1
        state = key >> groups
        met = key & low
        base = best[key]
        for edge in range(starts[state], starts[state + 1]):
            if barred is not None and barred[edge]:
                continue
            head = heads[edge]
            onward = (head << groups) | met | bits[edge] if bits is not None else head
            value = base + weight[edge] + share * second[edge]
            if (
                value >= best[onward]
                or done[onward]
                or (shut and head in shut.get(onward & low, ()))
                or (never and any(onward & mask == mask for mask in never))
            ):
                continue
            best[onward] = value
            entered_by[onward] = edge
            came_from[onward] = key
            if potential is None:
                heappush(heap, (value, onward))
            elif potential[head] < INFINITY:
                heappush(heap, (value + potential[head], onward))
    return None


def _walk_back(entered_by: list[int], came_from: list[int], origin: int, goal: int) -> tuple[int, ...]:
    edges = []
    key = goal
    while key != origin:
        edges.append(entered_by[key])
        key = came_from[key]
    return tuple(reversed(edges))


def reverse_potentials(
    graph: Graph, target: int, criterion: int, *, barred: Sequence[int] | None = None
) -> list[float]:
    """Return for every state the least sum of a criterion to the target; infinity where it cannot be reached.

    Exact lower bounds for any search to that target that bars at least the same edges and lowers no weight.
    """
    return _least_sums(graph.incoming(), graph.tails, graph.weights[criterion], target, barred)


def distances(graph: Graph, source: int, criterion: int, *, barred: Sequence[int] | None = None) -> list[float]:
    """Return the least sum of a criterion from the source to every state; infinity where none is reached."""
    starts = graph.starts
    leaving = [range(starts[state], starts[state + 1]) for state in range(graph.states)]
    return _least_sums(leaving, graph.heads, graph.weights[criterion], source, barred)


def _least_sums(
    edges_at: Sequence[Sequence[int]],
    far_end: Sequence[int],
    weight: Sequence[float],
    root: int,
    barred: Sequence[int] | None,
) -> list[float]:
    """Return the least sum from a root to every state, along the edges at each state to their far ends."""
    least = [INFINITY] * len(edges_at)
    least[root] = 0.0
    heap = [(0.0, root)]
    while heap:
        value, state = heappop(heap)
        if value > least[state]:
            continue
        for edge in edges_at[state]:
            if barred is not None and barred[edge]:
                continue
            sum_ = value + weight[edge]
            if sum_ < least[far_end[edge]]:
                least[far_end[edge]] = sum_
                heappush(heap, (sum_, far_end[edge]))
    return least
