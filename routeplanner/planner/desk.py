"""One prepared search: a network at a date, compiled for a request, ready for any criterion and any gates."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from math import fsum
from typing import TYPE_CHECKING

from routeplanner.compiler.barriers import Barriers, Trip, find_barriers
from routeplanner.compiler.gates import build_gates, edges_on
from routeplanner.criteria import CRITERIA, Book, resolve_load
from routeplanner.criteria.hire import find_hire, one_way
from routeplanner.errors import UsageError
from routeplanner.itinerary.build import build_itinerary
from routeplanner.network.places import get_place
from routeplanner.planner.miles import check_miles
from routeplanner.planner.names import get_corridor, get_ends, resolve_avoided
from routeplanner.planner.result import Header
from routeplanner.planner.view import compile_view
from routeplanner.search import TIE, reverse_potentials, shortest, shortest_simple
from routeplanner.terms import CAPITAL_RATE_PER_YEAR, DOOR, HOURS_PER_YEAR, LABELS, MODES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from routeplanner.compiler import Compiled
    from routeplanner.itinerary.model import Itinerary
    from routeplanner.planner.view import View
    from routeplanner.request import Request
    from routeplanner.search import Gates
    from routeplanner.search import Path as SearchPath

TIES = {"time": "cost", "cost": "time", "emissions": "time"}


class Desk:
    """Searches one view for one request; `compiler` is `compile_view`, or a `Shelf` where many are asked."""

    def __init__(
        self,
        view: View,
        request: Request,
        compiler: Callable[[View, Request, Sequence[str], int], Compiled] = compile_view,
    ) -> None:
        network = view.network
        self.view = view
        self.network = network
        self.request = request
        self.origin, self.destination = get_ends(network, request)
        if self.origin == self.destination:
            raise UsageError(f"origin and destination are the same place, {self.origin!r}", "name two places")
        avoided = tuple(pair for name in request.preferences.avoid for pair in resolve_avoided(network, name))
        self._check_ends_are_not_avoided(avoided)
        self.modes = tuple(mode for mode in request.preferences.modes or MODES if ("mode", mode) not in avoided)
        self.load = resolve_load(network, request.consignment, self.modes)
        self.book = Book(network, self.load, view.season_day)
        self.trip = Trip(
            self.origin,
            self.destination,
            self.load,
            view.day,
            request.preferences.modes,
            avoided,
        )
        self.compiled: Compiled = compiler(view, request, self.modes, self.load.units)
        if request.scope == DOOR:
            check_miles(self.compiled, network, self.origin, self.destination)
        self.barriers: Barriers = find_barriers(self.compiled, network, self.trip)
        self.hire = find_hire(self.book, self.origin, self.destination) if request.consignment.box == "coc" else None
        self.via = tuple((get_place(network, name),) for name in request.preferences.via)
        self._potentials: dict[str, list[float]] = {}
        self._paths: dict[tuple[str, str | None], SearchPath | None] = {}

    def _check_ends_are_not_avoided(self, avoided: Sequence[tuple[str, str]]) -> None:
        """Refuse to avoid where the trip starts or ends.

        Raises:
            UsageError: a country or place avoided holds an end of the trip.
        """
        for word, node_id in (("starts", self.origin), ("ends", self.destination)):
            for kind, name in avoided:
                if (kind, name) in {("node", node_id), ("country", self.network.nodes[node_id].country)}:
                    raise UsageError(f"cannot avoid {name}: the trip {word} there", "avoid something else")

    @property
    def source(self) -> int:
        """State the trip starts in."""
        return self.compiled.start_of[self.origin]

    @property
    def target(self) -> int:
        """State the trip ends in."""
        return self.compiled.end_of[self.destination]

    def gates(self, corridor: str | None) -> Gates | None:
        """Return the gates of a corridor and of the places to pass."""
        groups: list[tuple[str, ...]] = list(self.via)
        if corridor is not None:
            groups += self.network.corridors[get_corridor(self.network, corridor)].gate_groups()
        names = {name for kind, name in self.trip.avoid if kind == "corridor"}
        avoided = [
            (f"avoid:{name}", row.gate_groups())
            for corridor_id, row in self.network.corridors.items()
            if (name := next((name for name in self.network.lineage(corridor_id) if name in names), ""))
        ]
        return build_gates(self.compiled, groups, avoided)

    def search(self, criterion: str, corridor: str | None = None) -> SearchPath | None:
        """Return the best path by a criterion, through a corridor's gates when one is named.

        Through gates no place is passed twice. A place to pass on a dead end is the exception: where nothing else leads
        there and no corridor is asked for, the way goes back as it came.
        """
        key = (criterion, corridor)
        if key not in self._paths:
            self._paths[key] = self._search(criterion, corridor)
        return self._paths[key]

    def _search(self, criterion: str, corridor: str | None) -> SearchPath | None:
        barred = self.barred(corridor)
        for find in self._finders(criterion, corridor):
            path = find(barred=barred)
            if path is not None:
                return self._with_hire(path, find, barred) if criterion == "cost" else path
        return None

    def _finders(self, criterion: str, corridor: str | None) -> Iterator[partial[SearchPath | None]]:
        """Yield the searches to make in turn until one finds a way; what is barred is still to be said."""
        names, gates = list(CRITERIA), self.gates(corridor)
        number, tie = names.index(criterion), names.index(TIES[criterion])
        trip = (self.compiled.graph, self.source, self.target, number)
        if gates is None or not gates.need:
            yield partial(shortest, *trip, tie=tie, gates=gates)
            return
        potential = self._potential(criterion)
        yield partial(
            shortest_simple, *trip, place_of=self.compiled.place_of, gates=gates, tie=tie, potential=potential
        )
        if corridor is None:
            yield partial(shortest, *trip, tie=tie, gates=gates, potential=potential)

    def _with_hire(self, path: SearchPath, find: partial[SearchPath | None], barred: bytearray | None) -> SearchPath:
        """Return the cheapest path with the hire of a container where one is needed, its value with the hire.

        The hire is the same for every path that needs one. So the cheapest is the cheapest of all with the hire on top,
        or the cheapest of those that need none.
        """
        if self.hire is None or self.shipper_owned.isdisjoint(path.edges):
            return path
        hired = replace(path, value=fsum([path.value, *(part.value for part in one_way(self.book, self.hire))]))
        flags = bytearray(barred or bytes(self.compiled.graph.edges))
        for edge in self.shipper_owned:
            flags[edge] = 1
        without = find(barred=flags)
        hours = self.compiled.graph.weights[list(CRITERIA).index(TIES["cost"])]
        found = [hired] if without is None else [without, hired]
        return min(found, key=lambda path: path.value + TIE * fsum(hours[edge] for edge in path.edges))

    @cached_property
    def shipper_owned(self) -> frozenset[int]:
        """Edges ridden at a price for a shipper's own container."""
        compiled, book = self.compiled, self.book
        return frozenset(
            edge
            for edge, link in enumerate(compiled.link_of)
            if link >= 0 and (run := compiled.edge(edge).run) is not None and book.price(run).terms == "soc"
        )

    def way_if_all_were_open(self, corridor: str | None) -> SearchPath | None:
        """Return the way through a corridor's gates with the fewest hours if nothing were closed, no place twice."""
        gates = self.gates(corridor)
        if gates is None:
            return None
        graph, places = self.compiled.graph, self.compiled.place_of
        barred = self.never_ridden(corridor)
        return shortest_simple(graph, self.source, self.target, 0, place_of=places, gates=gates, barred=barred)

    def never_ridden(self, corridor: str | None) -> bytearray:
        """Return a flag for the edges that no way uses whatever is open.

        What the corridor excludes, and rides on from the destination or back to the origin.
        """
        compiled = self.compiled
        flags = bytearray(compiled.graph.edges)
        for edge in (*self.excluded(corridor), *self._past_the_ends):
            flags[edge] = 1
        return flags

    @cached_property
    def _past_the_ends(self) -> list[int]:
        """Rides on from the destination and back to the origin."""
        graph, places, link_of = self.compiled.graph, self.compiled.place_of, self.compiled.link_of
        first, last = places[self.source], places[self.target]
        ends = enumerate(zip(graph.tails, graph.heads, strict=True))
        return [
            edge
            for edge, (tail, head) in ends
            if link_of[edge] >= 0 and (places[tail] == last or places[head] == first)
        ]

    def _potential(self, criterion: str) -> list[float]:
        """Return lower bounds to the destination, made once per criterion and shared by every corridor."""
        if criterion not in self._potentials:
            number = list(CRITERIA).index(criterion)
            graph, barred = self.compiled.graph, self.barriers.barred
            self._potentials[criterion] = reverse_potentials(graph, self.target, number, barred=barred)
        return self._potentials[criterion]

    def barred(self, corridor: str | None) -> bytearray | None:
        """Return the edges a search may not use: the trip's barriers, and what the corridor never uses.

        Where handling at the ends counts, it may be cheaper by another mode: nobody rides out and back for that.
        """
        excluded = self.excluded(corridor)
        if self.request.scope != "terminal" and not self.via:
            excluded = [*excluded, *self._past_the_ends]
        if not excluded:
            return self.barriers.barred
        barred = bytearray(self.barriers.barred or bytes(self.compiled.graph.edges))
        for edge in excluded:
            barred[edge] = 1
        return barred

    def excluded(self, corridor: str | None) -> list[int]:
        """Return the edges a corridor never uses."""
        members = self.network.corridors[corridor].excluded() if corridor else ()
        return edges_on(self.compiled, members) if members else []

    def itinerary(self, path: Sequence[int], labels: tuple[str, ...] = ()) -> Itinerary:
        """Return the itinerary of a path."""
        value = self.request.consignment.value_usd
        per_hour = None if value is None else value * CAPITAL_RATE_PER_YEAR / HOURS_PER_YEAR
        return build_itinerary(
            path,
            self.compiled,
            self.book,
            scope=self.request.scope,
            labels=labels,
            inventory_usd_per_hour=per_hour,
            box=self.request.consignment.box,
            hire=self.hire,
        )

    def best(self, corridor: str | None = None) -> tuple[Itinerary, ...]:
        """Return the best itinerary by each criterion asked for; equal paths are one, with all labels."""
        labels: dict[tuple[int, ...], list[str]] = {}
        for criterion in dict.fromkeys(self.request.by):
            path = self.search(criterion, corridor)
            if path is not None:
                labels.setdefault(path.edges, []).append(LABELS[criterion])
        return tuple(self.itinerary(edges, tuple(names)) for edges, names in labels.items())

    def header(self) -> Header:
        """Return what stands above the answer."""
        return Header(
            self.network.id,
            self.network.version,
            self.view.base.hash,
            self.view.stamps,
            self.view.day,
            self.view.day_given,
            self.request,
            self.origin,
            self.destination,
            self.load.units,
            self.load.tonnes,
            self.network,
            tuple((mode, limit) for mode, limit in self.load.too_heavy if mode in self.modes),
        )
