"""Checks of a network that need a search: can every place be reached from every other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from routeplanner.compiler import compile_network
from routeplanner.errors import Problem
from routeplanner.request import Consignment
from routeplanner.search import build_graph, components, reachable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from routeplanner.compiler import Compiled
    from routeplanner.network.network import Network
    from routeplanner.search import Graph

MOST_NAMED = 12


def audit(network: Network) -> list[Problem]:
    """Return a problem for every kind of equipment whose places are not strongly connected, everything open.

    The mode-expanded graph of each equipment in `cargo.csv` must be one strongly connected component. Equipment that
    does not go by sea may have several, one for every land mass, but no place that can be reached and not left.
    """
    problems = []
    for cargo_id, cargo in network.cargo.items():
        if cargo.kind != "equipment":
            continue
        compiled = compile_network(network, Consignment.model_construct(cargo=cargo_id))
        apart = find_apart(compiled, may_split="sea" not in cargo.modes)
        if apart:
            rest = f" and {len(apart) - MOST_NAMED} more" if len(apart) > MOST_NAMED else ""
            named = ", ".join(apart[:MOST_NAMED]) + rest
            what = f"{cargo_id} cannot get from every place to every other: {named} stand apart"
            hint = "add the link, service or transfer that is missing, in both directions"
            problems.append(Problem("E730", "link.csv:1:1", what, hint))
    return problems


def find_apart(compiled: Compiled, *, may_split: bool = False) -> list[str]:
    """Return the places from which the core cannot be reached, or which cannot be reached from it, sorted.

    The core is the largest strongly connected component of states: where it can be reached from every place and every
    place from it, there is a way between any two places. With `may_split`, places that no way joins to the core in
    either direction are left alone.
    """
    graph = compiled.graph
    number = components(graph)
    sizes = Counter(number)
    core = number.index(max(sizes, key=lambda name: (sizes[name], -name)))
    onward = reachable(graph, core)
    backward = reachable(_graph(graph.states, graph.heads, graph.tails), core)
    entered = set(graph.heads)
    apart = []
    for place, start in compiled.start_of.items():
        end = compiled.end_of[place]
        leaves = graph.starts[start] < graph.starts[start + 1]
        if (leaves or end in entered) and not (backward[start] and onward[end]):
            apart.append(place)
    if may_split:
        joined = reachable(_graph(graph.states, [*graph.tails, *graph.heads], [*graph.heads, *graph.tails]), core)
        apart = [place for place in apart if joined[compiled.start_of[place]] or joined[compiled.end_of[place]]]
    return sorted(apart)


def _graph(states: int, tails: Sequence[int], heads: Sequence[int]) -> Graph:
    return build_graph(states, tails, heads, [])[0]
