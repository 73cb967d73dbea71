"""The whole check of a network, and the one that needs a search: can every place be reached from every other."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from routeplanner.compiler import compile_network
from routeplanner.criteria import resolve_load
from routeplanner.errors import Problem
from routeplanner.network.files import check_rows, parse_rows
from routeplanner.request import Consignment
from routeplanner.search import build_graph, components, reachable
from routeplanner.terms import CLASSES, MODES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from routeplanner.compiler import Compiled
    from routeplanner.network.files import OverlayFolder
    from routeplanner.network.model import Cargo
    from routeplanner.network.network import Network
    from routeplanner.search import Graph

MOST_NAMED = 12
OWN_ROWS = ("rate", "transfer")
"""Tables that can have rows for one kind of equipment and decide where it gets."""


class Checked(NamedTuple):
    """What a check found, and how far it went."""

    network: Network
    problems: list[Problem]
    left_out: tuple[str, ...]
    """Checks that were not made, as their messages would only repeat the errors found before."""


def check_network(folder: Path, overlays: Sequence[OverlayFolder] = ()) -> Checked:
    """Check a network folder: the rows of each table, rows against one another, then the ways between its places.

    Errors end the check after the stage that finds them.
    """
    network, texts, problems = parse_rows(folder, overlays=overlays)
    stages: dict[str, Callable[[], list[Problem]]] = {
        "rows against one another": lambda: check_rows(network, texts),
        "ways between places": lambda: audit(network),
    }
    left_out = list(stages)
    for name, check in stages.items():
        if not all(problem.is_warning for problem in problems):
            break
        problems += check()
        left_out.remove(name)
    return Checked(network, problems, tuple(left_out))


def audit(network: Network) -> list[Problem]:
    """Return a problem for every kind of equipment whose places are not strongly connected, everything open.

    The mode-expanded graph of each equipment in `cargo.csv` must be one strongly connected component. Equipment that
    does not go by sea may have several, one for every land mass, but no place that can be reached and not left.
    """
    problems = []
    found: dict[tuple[object, ...], list[str]] = {}
    for cargo_id, cargo in network.cargo.items():
        if cargo.kind != "equipment":
            continue
        reach = _reach(network, cargo)
        if reach not in found:
            compiled = compile_network(network, Consignment.model_construct(cargo=cargo_id), criteria=())
            found[reach] = find_apart(compiled, may_split="sea" not in cargo.modes)
        apart = found[reach]
        if apart:
            rest = f" and {len(apart) - MOST_NAMED} more" if len(apart) > MOST_NAMED else ""
            named = ", ".join(apart[:MOST_NAMED]) + rest
            what = f"{cargo_id} cannot get from every place to every other: {named} stand apart"
            hint = "add the link, service or transfer that is missing, in both directions"
            folder = f"{Path(network.folder).resolve().name}/" if network.overlays else ""
            problems.append(Problem("E730", f"{folder}link.csv:1:1", what, hint))
    return problems


def _reach(network: Network, cargo: Cargo) -> tuple[object, ...]:
    """Return what decides where equipment gets: all it may ride, and its id where a row is for it alone."""
    load = resolve_load(network, Consignment.model_construct(cargo=cargo.cargo_id))
    ridden = tuple((mode, name) for mode in MODES for name in (None, *CLASSES.get(mode, ())) if load.allows(mode, name))
    is_named = any(row.equipment == cargo.cargo_id for name in OWN_ROWS for row in network.table(name).values())
    return ridden, cargo.cargo_id if is_named else ""


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
