"""Why there is no route: what to reopen, who closed it, or where the network itself ends."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from routeplanner.network.provenance import Key
from routeplanner.planner.result import Blocker, NoRoute
from routeplanner.search import reachable, smallest_reopening

if TYPE_CHECKING:
    from routeplanner.network.network import Network
    from routeplanner.planner.desk import Desk

MOST_FRONTIER = 8


def explain_no_route(desk: Desk, corridor: str | None = None) -> NoRoute:
    """Return what blocks the trip, through a corridor's gates when one is named, and modes its units are too heavy for."""
    found = _explain(desk, corridor)
    heavy = [_overweight(desk, mode, limit) for mode, limit in desk.load.too_heavy if mode in desk.modes]
    return replace(found, reason="; ".join([found.reason, *(text for text in heavy if text not in found.reason)]))


def _explain(desk: Desk, corridor: str | None) -> NoRoute:
    compiled, elements = desk.compiled, desk.barriers.elements
    gates = desk.gates(corridor)
    excluded = desk.never_ridden(corridor)
    opened = smallest_reopening(compiled.graph, desk.source, desk.target, elements, gates=gates, barred=excluded)
    if opened is None:
        frontier: tuple[str, ...] = _frontier(desk)
        return NoRoute((), (), (), frontier, _reason_without_reopening(desk, corridor, frontier))
    if not opened:
        way = desk.way_if_all_were_open(corridor)
        opened = frozenset(element for edge in (way.edges if way else ()) for element in elements.get(edge, ()))
    if not opened:
        reason = f"corridor {corridor} leads from {desk.origin} to {desk.destination} only by going out and back"
        return NoRoute((), (), (), (), reason, turns_back=True)
    blockers = tuple(describe(desk.network, element) for element in sorted(opened))
    overrides = tuple(sorted({override for blocker in blockers for override in blocker.overrides}))
    reason = "no route while " + " and ".join(blocker.what for blocker in blockers)
    return NoRoute(blockers, _cut(desk) or tuple(sorted(opened)), overrides, (), reason)


def describe(network: Network, element: str) -> Blocker:
    """Return an element as a blocker, with the overrides behind it."""
    kind, _, rest = element.partition(":")
    if kind == "restriction":
        rule, _, country = rest.partition(" ")
        what = f"{country or 'passage'} is forbidden by {rule}"
        return Blocker(element, what, (rule.partition(":")[0],) if "#" in rule else (), network.restrictions[rule].note)
    if kind == "avoid":
        return Blocker(element, f"{rest} is avoided by the request", ())
    if kind == "mode":
        return Blocker(element, f"the request leaves out mode {rest}", ())
    if kind == "season":
        return Blocker(element, f"season {rest} closes the way", ())
    changes = network.changes.get(Key(kind, rest, "status"), ())
    overrides: tuple[str, ...] = tuple(sorted({change.override for change in changes}))
    return Blocker(element, f"{_name(network, kind, rest)} is closed", overrides)


def _name(network: Network, kind: str, row_id: str) -> str:
    """Return an element in words."""
    if kind == "link":
        link = network.links[row_id]
        ends = [network.nodes[node_id].name for node_id in link.ends()]
        return f"{ends[0]} – {ends[1]} by {link.mode}"
    if kind == "node":
        return network.nodes[row_id].name
    if kind == "service":
        return f"service {network.services[row_id].name}"
    return f"{kind} {row_id}"


def _cut(desk: Desk) -> tuple[str, ...]:
    """Return the barred elements of a minimum cut with only barred edges at capacity one; empty when open ways remain.

    Gates are not part of it: a corridor that cannot be used leaves other ways open.
    """
    import networkx as nx  # noqa: PLC0415 - only when there is no route

    compiled, elements = desk.compiled, desk.barriers.elements
    if reachable(compiled.graph, desk.source, barred=desk.barriers.barred)[desk.target]:
        return ()
    graph: nx.DiGraph[int] = nx.DiGraph()
    for edge, (tail, head) in enumerate(zip(compiled.graph.tails, compiled.graph.heads, strict=True)):
        if edge not in elements:
            graph.add_edge(tail, head)
        elif not graph.has_edge(tail, head):
            graph.add_edge(tail, head, capacity=1)
        elif "capacity" in graph[tail][head]:
            graph[tail][head]["capacity"] += 1
    if desk.source not in graph or desk.target not in graph:
        return ()
    _, (near, far) = nx.minimum_cut(graph, desk.source, desk.target)
    found: set[str] = set()
    for edge, barring in elements.items():
        if compiled.graph.tails[edge] in near and compiled.graph.heads[edge] in far:
            found |= barring
    return tuple(sorted(found))


def _frontier(desk: Desk) -> tuple[str, ...]:
    """Return the links that lead on from where the load can get, and why it cannot take them."""
    compiled = desk.compiled
    seen = reachable(compiled.graph, desk.source)
    reached = {compiled.places[compiled.place_of[state]] for state in range(compiled.graph.states) if seen[state]}
    lines: list[str] = []
    for link in desk.network.links.values():
        for forward in (True,) if link.directed else (True, False):
            tail, head = link.ends(forward=forward)
            if tail in reached and head not in reached:
                lines.append(f"{tail} → {head}: {_obstacle(desk, link.mode)}")
    return tuple(sorted(set(lines))[:MOST_FRONTIER])


def _obstacle(desk: Desk, mode: str) -> str:
    equipment = desk.load.equipment.cargo_id
    if mode not in desk.load.equipment.modes:
        return f"{equipment} does not go by {mode}"
    limits = dict(desk.load.too_heavy)
    if mode in limits:
        return _overweight(desk, mode, limits[mode])
    return f"no transfer to {mode}, or no service for {equipment}"


def _overweight(desk: Desk, mode: str, limit: float) -> str:
    return f"{desk.load.unit_t:.4g} t a unit are above the {limit:g} t that {mode} takes"


def _reason_without_reopening(desk: Desk, corridor: str | None, frontier: tuple[str, ...]) -> str:
    equipment = desk.load.equipment.cargo_id
    if corridor is not None:
        return f"corridor {corridor} cannot carry {equipment} from {desk.origin} to {desk.destination}"
    if not frontier:
        return f"nothing leads from {desk.origin} for {equipment}"
    return f"{equipment} cannot get from {desk.origin} to {desk.destination}: {frontier[0]}"
