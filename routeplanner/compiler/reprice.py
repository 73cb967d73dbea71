"""A compiled network at other figures, without compiling it again.

A scenario, or another date, mostly moves figures and closes elements: the states and edges stay. Then only the edges
that rest on what differs are weighed anew, a tenth of the work. Whatever else differs is left to `compile_network`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from routeplanner.compiler.closed import Shut
from routeplanner.compiler.compile import weigh
from routeplanner.criteria import CRITERIA, Book, resolve_load
from routeplanner.network.model import ORIGIN, TABLES
from routeplanner.search import INFINITY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from routeplanner.compiler.compiled import Compiled
    from routeplanner.network.network import Network
    from routeplanner.request import Consignment

_ALWAYS = ORIGIN | {"status"}
FIGURES: Mapping[str, frozenset[str]] = {
    "node": _ALWAYS,
    "link": _ALWAYS
    | {"time_h", "time_p90_h", "time_factor", "time_shift_h", "cost_usd", "cost_per", "cost_factor"}
    | {"cost_shift_usd", "cost_shift_per"},
    "border": _ALWAYS | {"dwell_h", "dwell_p90_h", "fee_usd", "fee_per", "capacity_per_day"},
    "transfer": _ALWAYS | {"time_h", "time_p90_h", "cost_usd", "cost_per", "capacity_per_day"},
    "service": _ALWAYS | {"interval_h", "wait_h", "wait_p90_h", "time_h", "cost_usd", "cost_per", "capacity_teu"},
}
"""table → columns that decide what an edge weighs or whether it is closed, and nothing of the graph's form."""
DECIDING = frozenset({"cost_usd"})
"""Of these: a price that is blank makes way for another one, which may hold handling, and handling shapes the graph."""
NEVER_READ = frozenset({"config", "source", "evidence", "published", "corridor", "restriction", "box"})
"""Tables no compilation looks at."""


def reprice(
    compiled: Compiled,
    base: Network,
    network: Network,
    consignment: Consignment,
    *,
    modes: Sequence[str] = (),
    days: tuple[date | None, date | None],
) -> Compiled | None:
    """Return a network compiled for a consignment, made from `compiled`, the compilation of `base` for the same.

    `modes` are as for `compile_network`; `days` are the dates seasons are read at, of `base` and of `network`. None when
    the graph itself may differ.
    """
    touched = _differences(base, network)
    if touched is None:
        return None
    if days[0] != days[1]:
        for season in network.seasons.values():
            touched["link"].update(season.links)
            touched["service"].update(season.services)
    book = Book(network, resolve_load(network, consignment, modes), days[1])
    edges = _edges_on(compiled, touched)
    if not edges:
        return compiled
    parts = [compiled.edge(number) for number in edges]
    columns: list[list[float]] = [list(column) for column in compiled.graph.weights]
    for column, weights in zip(columns, weigh(book, parts, tuple(CRITERIA)), strict=True):
        for number, weight in zip(edges, weights, strict=True):
            if not 0 <= weight < INFINITY:
                return None
            column[number] = weight
    closed = dict(compiled.closed)
    shut = Shut(book)
    for number, edge in zip(edges, parts, strict=True):
        behind = shut.behind(edge, compiled.tail_place(number), compiled.head_place(number))
        closed.pop(number, None)
        if behind:
            closed[number] = behind
    graph = replace(compiled.graph, weights=tuple(tuple(column) for column in columns))
    return replace(compiled, graph=graph, closed={number: closed[number] for number in sorted(closed)})


def _differences(base: Network, network: Network) -> dict[str, set[str]] | None:
    """Return by table the rows whose figures differ; None when more than figures does."""
    touched: dict[str, set[str]] = {name: set() for name in FIGURES}
    for name in TABLES:
        before, after = base.table(name), network.table(name)
        if before is after or name in NEVER_READ:
            continue
        if len(before) != len(after):
            return None
        for row_id, row in after.items():
            if row_id not in before:
                return None
            known = before[row_id]
            if row is known or row == known:
                continue
            if name not in FIGURES or not _is_alike(known, row, FIGURES[name]):
                return None
            touched[name].add(row_id)
    return touched


def _is_alike(known: Any, row: Any, figures: frozenset[str]) -> bool:  # noqa: ANN401 - a record of any table
    """Tell whether two rows differ in figures only."""
    for name in type(row).model_fields:
        old, new = getattr(known, name), getattr(row, name)
        if old != new and (name not in figures or (name in DECIDING and (old is None) != (new is None))):
            return False
    return True


def _edges_on(compiled: Compiled, touched: Mapping[str, set[str]]) -> list[int]:
    """Return the edges that rest on rows that differ, or lead from or to such a node."""
    links = {number for number, link_id in enumerate(compiled.link_ids) if link_id in touched["link"]}
    stops = touched["border"] | touched["transfer"]
    numbers = {number for number, row_id in enumerate(compiled.row_ids) if row_id in stops}
    layers = {number for number, layer in enumerate(compiled.layers) if layer.service in touched["service"]}
    found: set[int] = set()
    for column, wanted in ((compiled.link_of, links), (compiled.row_of, numbers), (compiled.layer_of, layers)):
        if wanted:
            found.update(number for number, value in enumerate(column) if value in wanted)
    if touched["transfer"]:
        for number, outside in compiled.outside_rows.items():
            if any(row_id in touched["transfer"] for side in outside for row_id in side):
                found.add(number)
    places = {number for number, node_id in enumerate(compiled.places) if node_id in touched["node"]}
    if places:
        states = {state for state, place in enumerate(compiled.place_of) if place in places}
        ends = zip(compiled.graph.tails, compiled.graph.heads, strict=True)
        found.update(number for number, (tail, head) in enumerate(ends) if tail in states or head in states)
    return sorted(found)
