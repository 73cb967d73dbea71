"""A compiled network: a graph of numbers, and beside it what every edge means."""

from __future__ import annotations

import json
import sys
from array import array
from binascii import a2b_base64, b2a_base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from routeplanner.criteria.book import Layer, Run
from routeplanner.search import Graph

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx

RIDE, BOARD, START, ALIGHT, TRANSFER, END = range(6)
"""Kinds of edge: riding on, boarding and riding, starting and riding, alighting, changing, ending."""


class Edge(NamedTuple):
    """What an edge is before it gets a number."""

    kind: int
    layer: Layer | None = None
    run: Run | None = None
    row: str = ""
    """Border row of a ride over a crossing, transfer row of a change; empty when there is none."""
    counted: bool = True
    """A border's stop and fee, or a transfer's price, count."""
    before: tuple[str, ...] = ()
    """Transfer rows between the start of the trip and its first vehicle, as far as the scope counts them."""
    after: tuple[str, ...] = ()
    """Transfer rows between the last vehicle and the end of the trip, likewise."""
    held: tuple[str, ...] = ()
    """Those of both whose price the price of the ride already holds."""


class Step(NamedTuple):
    """One thing that happens on an edge; an edge has none, one or several."""

    kind: str
    """move, border, transfer or wait."""
    layer: Layer | None
    run: Run | None
    row: str = ""
    counted: bool = True


def steps_of(edge: Edge) -> tuple[Step, ...]:
    """Return what happens on an edge, in order: outside, wait, ride, change, outside."""
    steps = [Step("transfer", edge.layer, None, row, row not in edge.held) for row in edge.before]
    if edge.kind == BOARD and edge.layer is not None and edge.layer.service:
        steps.append(Step("wait", edge.layer, None))
    if edge.run is not None:
        steps.append(Step("border" if edge.row else "move", edge.layer, edge.run, edge.row, edge.counted))
    elif edge.row:
        steps.append(Step("transfer", None, None, edge.row, edge.counted))
    steps += [Step("transfer", edge.layer, None, row, row not in edge.held) for row in edge.after]
    return tuple(steps)


@dataclass(frozen=True, eq=False)
class Compiled:
    """A graph with the meaning of its edges as flat columns, in edge order."""

    graph: Graph
    places: tuple[str, ...]
    """Node ids."""
    place_of: Sequence[int]
    """Index into `places` of every state."""
    start_of: Mapping[str, int]
    """State a trip from a node starts in."""
    end_of: Mapping[str, int]
    """State a trip to a node ends in."""
    layers: tuple[Layer, ...]
    link_ids: tuple[str, ...]
    row_ids: tuple[str, ...]
    kinds: Sequence[int]
    layer_of: Sequence[int]
    """Index into `layers`, -1 for none."""
    link_of: Sequence[int]
    """Index into `link_ids`, -1 for none."""
    forward: Sequence[int]
    row_of: Sequence[int]
    """Index into `row_ids`, -1 for none."""
    counted: Sequence[int]
    outside_rows: Mapping[int, tuple[tuple[str, ...], tuple[str, ...]]]
    """Transfer rows before the first vehicle and after the last, for the edges that have any."""
    held_rows: Mapping[int, tuple[str, ...]]
    """Those of them whose price the ride's already holds, for the edges that have any."""
    closed: Mapping[int, tuple[str, ...]]
    """Elements that close an edge, such as `link:aktau-alat-ferry`, for the edges that are closed."""

    def edge(self, number: int) -> Edge:
        """Return what an edge is."""
        layer = self.layers[self.layer_of[number]] if self.layer_of[number] >= 0 else None
        run = None
        if self.link_of[number] >= 0 and layer is not None:
            run = Run(self.link_ids[self.link_of[number]], bool(self.forward[number]), layer)
        row = self.row_ids[self.row_of[number]] if self.row_of[number] >= 0 else ""
        before, after = self.outside_rows.get(number, ((), ()))
        held = self.held_rows.get(number, ())
        return Edge(self.kinds[number], layer, run, row, bool(self.counted[number]), before, after, held)

    def tail_place(self, number: int) -> str:
        """Return the node an edge leaves."""
        return self.places[self.place_of[self.graph.tails[number]]]

    def head_place(self, number: int) -> str:
        """Return the node an edge reaches."""
        return self.places[self.place_of[self.graph.heads[number]]]

    def to_networkx(self) -> nx.MultiDiGraph[int]:
        """Return the state graph as a `MultiDiGraph` with hours, dollars and kg on every edge.

        Nodes carry `place`; edges are keyed by their number and carry `time`, `cost`, `emissions` and `closed_by`.
        """
        import networkx as nx  # noqa: PLC0415 - keeps networkx off the start

        graph: nx.MultiDiGraph[int] = nx.MultiDiGraph()
        for state, place in enumerate(self.place_of):
            graph.add_node(state, place=self.places[place])
        columns = zip(self.graph.tails, self.graph.heads, *self.graph.weights, strict=True)
        for number, (tail, head, time, cost, emissions) in enumerate(columns):
            closed_by = self.closed.get(number, ())
            graph.add_edge(tail, head, key=number, time=time, cost=cost, emissions=emissions, closed_by=closed_by)
        return graph

    def as_text(self) -> str:
        """Return the whole as JSON, for the cache; columns of numbers are packed."""
        graph = self.graph
        plain: dict[str, Any] = {name: getattr(self, name) for name in _TEXTS}
        for name in _COLUMNS:
            plain[name] = _pack("i", getattr(self, name))
        for name in ("starts", "tails", "heads"):
            plain[name] = _pack("i", getattr(graph, name))
        plain["weights"] = [_pack("d", column) for column in graph.weights]
        plain["outside_rows"] = {str(edge): rows for edge, rows in self.outside_rows.items()}
        plain["held_rows"] = {str(edge): rows for edge, rows in self.held_rows.items()}
        plain["closed"] = {str(edge): elements for edge, elements in self.closed.items()}
        plain["byteorder"] = sys.byteorder
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> Compiled | None:
        """Return what `as_text` gave, None when another kind of machine packed it."""
        plain = json.loads(text)
        if plain["byteorder"] != sys.byteorder:
            return None
        values: dict[str, Any] = {name: plain[name] for name in _TEXTS}
        values |= {name: _unpack("i", plain[name]) for name in _COLUMNS}
        values["places"] = tuple(plain["places"])
        values["layers"] = tuple(Layer(*layer) for layer in plain["layers"])
        values["outside_rows"] = {
            int(edge): (tuple(before), tuple(after)) for edge, (before, after) in plain["outside_rows"].items()
        }
        values["held_rows"] = {int(edge): tuple(rows) for edge, rows in plain["held_rows"].items()}
        values["closed"] = {int(edge): tuple(elements) for edge, elements in plain["closed"].items()}
        starts, tails, heads = (tuple(_unpack("i", plain[name])) for name in ("starts", "tails", "heads"))
        weights = tuple(tuple(_unpack("d", column)) for column in plain["weights"])
        return cls(graph=Graph(starts, tails, heads, weights), **values)


_TEXTS = ("places", "start_of", "end_of", "layers", "link_ids", "row_ids")
_COLUMNS = ("place_of", "kinds", "layer_of", "link_of", "forward", "row_of", "counted")


def _pack(code: str, values: Sequence[float]) -> str:
    return b2a_base64(array(code, values), newline=False).decode("ascii")


def _unpack(code: str, text: str) -> array[Any]:
    """Return a packed column; only the search needs tuples, single look-ups are as quick in an array."""
    packed: array[Any] = array(code)
    packed.frombytes(a2b_base64(text))
    return packed
