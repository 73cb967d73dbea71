"""Records into arrays."""

from __future__ import annotations

from itertools import product
from math import fsum
from typing import TYPE_CHECKING, TypeVar

from routeplanner.compiler.closed import Shut
from routeplanner.compiler.compiled import (
    ALIGHT,
    BOARD,
    END,
    RIDE,
    START,
    TRANSFER,
    Compiled,
    Edge,
    Step,
    steps_of,
)
from routeplanner.compiler.expand import Handling, Side, Stops, runs
from routeplanner.criteria import CRITERIA, Book, resolve_load
from routeplanner.errors import DataError, Problem
from routeplanner.search import build_graph
from routeplanner.terms import OUTSIDE, TERMINAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from routeplanner.criteria import Layer, Part, Run
    from routeplanner.network.network import Network
    from routeplanner.request import Consignment

T = TypeVar("T")


def compile_network(
    network: Network,
    consignment: Consignment,
    *,
    modes: Sequence[str] = (),
    scope: str = "terminal",
    day: date | None = None,
    criteria: Sequence[str] = tuple(CRITERIA),
) -> Compiled:
    """Return the state graph of a network for a consignment.

    Weights are hours, US dollars and kg CO2e for the whole load, in the order of `CRITERIA`; without `criteria` the
    graph has none and tells only what can be reached. `modes` are those the request allows (empty: all), which the
    number of units follows from; the others stay in the graph. `day` is the date seasons are read at; None takes their
    yearly typical value. Closed elements stay in the graph and are listed in `closed`.

    Raises:
        UnknownNameError, UsageError: the consignment does not fit the network's cargo table.
        DataError: a figure a run needs is missing.
    """
    book = Book(network, resolve_load(network, consignment, modes), day)
    builder = _Builder(book, scope)
    builder.add_rides()
    builder.add_changes()
    return builder.compiled(criteria)


def figure(book: Book, step: Step, criterion: str) -> tuple[Part, ...]:
    """Return the parts of a step's figure by a criterion, with the cells they rest on."""
    rules = CRITERIA[criterion]
    parts: tuple[Part, ...] = ()
    if step.run is not None:
        parts = rules.move(book, step.run)
        if step.kind == "border" and step.counted:
            parts += rules.border(book, step.run, book.network.borders[step.row])
    elif step.kind == "transfer":
        parts = rules.transfer(book, book.network.transfers[step.row], charged=step.counted)
    elif step.layer is not None:
        parts = rules.wait(book, book.network.services[step.layer.service])
    return parts


def weigh(book: Book, edges: Iterable[Edge], criteria: Sequence[str]) -> list[list[float]]:
    """Return the weights of edges by each criterion: the sums of their steps; equal steps are priced once."""
    if not criteria:
        return []
    number: dict[Step, int] = {}
    made_of = [[number.setdefault(step, len(number)) for step in steps_of(edge)] for edge in edges]
    columns = []
    for criterion in criteria:
        values = [fsum([part.value for part in figure(book, step, criterion)]) for step in number]
        columns.append([fsum([values[step] for step in steps]) for steps in made_of])
    return columns


class _Builder:
    """Collects states and edges; one use."""

    def __init__(self, book: Book, scope: str) -> None:
        self.book = book
        self.network = book.network
        self.stops_outside = OUTSIDE[scope]
        self.handling = Handling(self.network, book.load.equipment.cargo_id)
        self.stops = Stops(self.network)
        self.states: dict[tuple[object, ...], int] = {}
        self.place_of: list[int] = []
        self.place_index = {node_id: index for index, node_id in enumerate(self.network.nodes)}
        self.tails: list[int] = []
        self.heads: list[int] = []
        self.edges: list[Edge] = []
        self.runs = list(runs(self.network, book.load))
        self.handled_nodes = {node_id for node_id, node in self.network.nodes.items() if node.node_type != "passage"}
        self.sides = self._find_sides()
        self.crossings = {
            link_id
            for link_id in {run.link_id for run in self.runs}
            if self.network.is_crossing(self.network.links[link_id])
        }
        for node_id in sorted(self.handled_nodes):
            self.state("start", node_id)
            self.state("end", node_id)

    def _find_sides(self) -> dict[str, dict[Layer, Side]]:
        """Return by which side each layer is boarded and left at each node where it is."""
        held: dict[tuple[str, Layer], set[str]] = {}
        for run in self.runs:
            includes = self.book.price(run).includes
            for node_id in self.network.links[run.link_id].ends(forward=run.forward):
                if self._calls(run.layer, node_id):
                    held.setdefault((node_id, run.layer), set(includes)).intersection_update(includes)
        sides: dict[str, dict[Layer, Side]] = {}
        for (node_id, layer), words in held.items():
            gated = bool(self.stops_outside) and "terminal" in words
            side = Side(layer.mode, layer.gauge_mm, layer.service_class, "transfer" in words, gated)
            sides.setdefault(node_id, {})[layer] = side
        return sides

    def _calls(self, layer: Layer, node_id: str) -> bool:
        """Return whether cargo can be put on or taken off at a node."""
        calls = self.network.services[layer.service].calls if layer.service else ()
        return node_id in self.handled_nodes and (not calls or node_id in calls)

    def state(self, role: str, node_id: str, detail: object = None) -> int:
        """Return the number of a state, new or known."""
        key = (role, node_id, detail)
        number = self.states.get(key)
        if number is None:
            number = self.states[key] = len(self.states)
            self.place_of.append(self.place_index[node_id])
        return number

    def add(self, tail: int, head: int, edge: Edge) -> None:
        """Add an edge."""
        self.tails.append(tail)
        self.heads.append(head)
        self.edges.append(edge)

    def add_rides(self) -> None:
        """Add, for every run: riding on, boarding and riding, starting and riding; and ending behind a crossing."""
        for run in self.runs:
            tail, head = self.network.links[run.link_id].ends(forward=run.forward)
            layer = run.layer
            stop = self._stop(run)
            ride = Edge(RIDE, layer, run, stop)
            riding = self.state("riding", head, layer)
            begun = [(self.state("riding", tail, layer), ride)]
            if self._calls(layer, tail):
                side = self.sides[tail][layer]
                begun.append((self.state("out", tail, side), ride._replace(kind=BOARD)))
                before = self._outside_rows(tail, side, departing=True)
                starting = ride._replace(kind=START, counted=not stop, before=before, held=self._held(side, before))
                begun.append((self.state("start", tail), starting))
            for state, edge in begun:
                self.add(state, riding, edge)
            if stop and self._calls(layer, head):
                side = self.sides[head][layer]
                after = self._outside_rows(head, side, departing=False)
                held = self._held(side, after)
                for state, edge in begun:
                    ending = edge._replace(counted=False, after=after, held=edge.held + held)
                    self.add(state, self.state("end", head), ending)

    def _stop(self, run: Run) -> str:
        """Return the border row of a run over a crossing; empty elsewhere."""
        if run.link_id not in self.crossings:
            return ""
        stop = self.stops.find(run)
        if stop is None:
            direction = "forward" if run.forward else "back"
            what = f"crossing {run.link_id!r} has no row for direction {direction}, class {run.layer.service_class}"
            raise DataError([Problem("E720", "border.csv", what, "add one; dwell_h may be 0")])
        return stop.border_id

    def _outside_rows(self, node_id: str, side: Side, *, departing: bool) -> tuple[str, ...]:
        """Return the transfer rows outside the vehicle that the scope counts where a trip starts or ends."""
        if not self.stops_outside:
            return ()
        return self.handling.outside(node_id, self.stops_outside, side, departing=departing)

    def _held(self, side: Side, rows: Sequence[str]) -> tuple[str, ...]:
        """Return the rows of handling at a terminal whose price a through price by that side already holds."""
        if not side.gated:
            return ()
        changes = {row: self.network.transfers[row] for row in rows}
        at_terminal = {TERMINAL, side.mode}
        return tuple(row for row, change in changes.items() if {change.from_mode, change.to_mode} == at_terminal)

    def add_changes(self) -> None:
        """Add alighting, transfers and ends at every node."""
        for node_id in sorted(self.sides):
            by_layer = self.sides[node_id]
            for layer, side in by_layer.items():
                arrived = self.state("in", node_id, side)
                self.add(self.state("riding", node_id, layer), arrived, Edge(ALIGHT, layer))
            sides = list(dict.fromkeys(by_layer.values()))
            for side in sides:
                after = self._outside_rows(node_id, side, departing=False)
                ending = Edge(END, None, after=after, held=self._held(side, after))
                self.add(self.state("in", node_id, side), self.state("end", node_id), ending)
            for arrived_by, leaving_by in product(sides, sides):
                self._add_transfer(node_id, arrived_by, leaving_by)

    def _add_transfer(self, node_id: str, arrived: Side, leaving: Side) -> None:
        row = self.handling.find(node_id, arrived, leaving)
        same = (arrived.mode, arrived.gauge_mm) == (leaving.mode, leaving.gauge_mm)
        if row is None and not same:
            return
        # A through price holds the reload into or out of its trains, but a change of trains only between its own.
        held = (arrived.handled and leaving.handled) if same else (arrived.handled or leaving.handled)
        edge = Edge(TRANSFER, None, None, row.transfer_id if row else "", counted=not held)
        self.add(self.state("in", node_id, arrived), self.state("out", node_id, leaving), edge)

    def compiled(self, criteria: Sequence[str]) -> Compiled:
        """Return everything collected, numbered and weighed."""
        graph, order = build_graph(len(self.states), self.tails, self.heads, weigh(self.book, self.edges, criteria))
        edges = [self.edges[position] for position in order]
        layers = _numbered(edge.layer for edge in edges)
        links = _numbered(edge.run.link_id if edge.run else None for edge in edges)
        rows = _numbered(edge.row or None for edge in edges)
        return Compiled(
            graph=graph,
            places=tuple(self.place_index),
            place_of=tuple(self.place_of),
            start_of={str(key[1]): state for key, state in self.states.items() if key[0] == "start"},
            end_of={str(key[1]): state for key, state in self.states.items() if key[0] == "end"},
            layers=tuple(layers),
            link_ids=tuple(links),
            row_ids=tuple(rows),
            kinds=tuple(edge.kind for edge in edges),
            layer_of=tuple(layers[edge.layer] if edge.layer else -1 for edge in edges),
            link_of=tuple(links[edge.run.link_id] if edge.run else -1 for edge in edges),
            forward=tuple(int(edge.run is not None and edge.run.forward) for edge in edges),
            row_of=tuple(rows[edge.row] if edge.row else -1 for edge in edges),
            counted=tuple(int(edge.counted) for edge in edges),
            outside_rows={
                number: (edge.before, edge.after) for number, edge in enumerate(edges) if edge.before or edge.after
            },
            held_rows={number: edge.held for number, edge in enumerate(edges) if edge.held},
            closed=self._closed(graph.tails, graph.heads, edges),
        )

    def _closed(self, tails: Sequence[int], heads: Sequence[int], edges: list[Edge]) -> dict[int, tuple[str, ...]]:
        """Return the closed elements behind every edge that has any."""
        shut = Shut(self.book)
        places = list(self.place_index)
        closed: dict[int, tuple[str, ...]] = {}
        for number, edge in enumerate(edges):
            tail, head = (places[self.place_of[state]] for state in (tails[number], heads[number]))
            found = shut.behind(edge, tail, head)
            if found:
                closed[number] = found
        return closed


def _numbered(items: Iterable[T | None]) -> dict[T, int]:
    return {item: number for number, item in enumerate(dict.fromkeys(item for item in items if item is not None))}
