"""What a trip may not use, and why: closed elements, restrictions that hit it, what the planner avoids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from routeplanner.compiler.compiled import ALIGHT, END, START, TRANSFER
from routeplanner.compiler.gates import edges_on
from routeplanner.terms import LAND_MODES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from routeplanner.compiler.compiled import Compiled
    from routeplanner.criteria.load import Load
    from routeplanner.network.model import Restriction
    from routeplanner.network.network import Network


@dataclass(frozen=True, eq=False)
class Trip:
    """What barriers depend on beside the network: both ends, the load, the date, what to leave out."""

    origin: str
    """Node id."""
    destination: str
    """Node id."""
    load: Load
    day: date
    modes: tuple[str, ...] = ()
    """Modes allowed; empty: all."""
    avoid: tuple[tuple[str, str], ...] = ()
    """(kind, id) pairs: node, country, link, mode, service; corridors are kept out by gates."""


@dataclass(frozen=True, eq=False)
class Barriers:
    """Barred edges: a flag for every edge, and the elements behind each barred one."""

    barred: bytearray | None
    """None when nothing is barred."""
    elements: Mapping[int, frozenset[str]]


def find_barriers(compiled: Compiled, network: Network, trip: Trip) -> Barriers:
    """Return what a trip may not use.

    Elements read `link:ID`, `node:ID`, `border:ID`, `transfer:ID`, `service:ID`, `season:ID` when closed,
    `restriction:ID` (with ` CC` for a country) when forbidden, `avoid:WHAT` and `mode:MODE` when not wanted.
    """
    found: dict[int, set[str]] = {edge: set(elements) for edge, elements in compiled.closed.items()}
    rules = [rule for rule in network.restrictions.values() if _hits(rule, network, trip)]
    if rules or trip.modes or trip.avoid:
        scan = _Scan(compiled, network, trip)
        for rule in rules:
            scan.restrict(rule, found)
        if trip.modes or trip.avoid:
            scan.leave_out(found)
    if not found:
        return Barriers(None, {})
    barred = bytearray(compiled.graph.edges)
    for edge in found:
        barred[edge] = 1
    return Barriers(barred, {edge: frozenset(elements) for edge, elements in found.items()})


def _hits(rule: Restriction, network: Network, trip: Trip) -> bool:
    """Tell whether a rule concerns the trip's load, date and ends."""
    if (rule.goods and trip.load.goods not in rule.goods) or (
        rule.equipment and trip.load.equipment.cargo_id not in rule.equipment
    ):
        return False
    from routeplanner.network.countries import expand_groups  # noqa: PLC0415 - most trips meet no rule

    origin, destination = network.nodes[trip.origin].country, network.nodes[trip.destination].country
    return (
        (rule.from_date is None or trip.day >= rule.from_date)
        and (rule.until_date is None or trip.day < rule.until_date)
        and (not rule.origin or origin in expand_groups(rule.origin))
        and (not rule.destination or destination in expand_groups(rule.destination))
    )


class _Scan:
    """One pass over the edges per rule."""

    def __init__(self, compiled: Compiled, network: Network, trip: Trip) -> None:
        self.compiled = compiled
        self.network = network
        self.trip = trip
        self.countries = [network.nodes[node_id].country for node_id in compiled.places]
        self.home = {network.nodes[trip.origin].country, network.nodes[trip.destination].country}

    def restrict(self, rule: Restriction, found: dict[int, set[str]]) -> None:
        """Add the edges a rule bars."""
        for element, edges in self._barred_by(rule):
            for edge in edges:
                if self._class_fits(rule, edge):
                    found.setdefault(edge, set()).add(element)

    def _barred_by(self, rule: Restriction) -> Iterator[tuple[str, list[int]]]:
        """Yield the elements a rule makes, each with the edges it bars."""
        every = range(self.compiled.graph.edges)
        name = f"restriction:{rule.restriction_id}"
        links, nodes = set(rule.links), set(rule.nodes)
        if rule.applies_to in {"origin", "destination"}:
            if self._is_end(rule):
                at_start = rule.applies_to == "origin"
                yield name, [edge for edge in every if self._begins_or_ends(edge, at_start=at_start)]
            nodes = set()
        elif rule.applies_to == "transit":
            nodes -= {self.trip.origin, self.trip.destination}
            yield from self._countries(name, [country for country in rule.countries if country not in self.home])
        else:
            yield from self._countries(name, rule.countries)
        if links or nodes:
            near = edges_on(self.compiled, links | nodes)
            yield name, [edge for edge in near if self._on(edge, links, nodes, rule)]

    def _countries(self, name: str, countries: Iterable[str]) -> Iterator[tuple[str, list[int]]]:
        for country in countries:
            yield (
                f"{name} {country}",
                [edge for edge in range(self.compiled.graph.edges) if self._touches(edge, country)],
            )

    def _is_end(self, rule: Restriction) -> bool:
        """Tell whether a rule on origins or destinations means the trip's; one that names no place means all."""
        node_id = self.trip.origin if rule.applies_to == "origin" else self.trip.destination
        if not (rule.countries or rule.nodes or rule.links):
            return True
        return self.network.nodes[node_id].country in rule.countries or node_id in rule.nodes

    def _begins_or_ends(self, edge: int, *, at_start: bool) -> bool:
        """Tell whether an edge starts the trip, or reaches its destination to stay."""
        if at_start:
            return self.compiled.kinds[edge] == START
        graph, place_of = self.compiled.graph, self.compiled.place_of
        arrives = (
            self.compiled.kinds[edge] == ALIGHT or graph.heads[edge] == self.compiled.end_of[self.trip.destination]
        )
        at_end = self.compiled.places[place_of[graph.heads[edge]]] == self.trip.destination
        return arrives and at_end and self.compiled.kinds[edge] != END

    def _touches(self, edge: int, country: str) -> bool:
        """Tell whether an edge moves on a country's land or handles cargo there; sailing past does not count."""
        kind = self.compiled.kinds[edge]
        graph, place_of = self.compiled.graph, self.compiled.place_of
        if kind in {ALIGHT, TRANSFER, START}:
            if self.countries[place_of[graph.tails[edge]]] == country:
                return True
            if kind != START:
                return False
        if self.compiled.link_of[edge] < 0 or self.compiled.layers[self.compiled.layer_of[edge]].mode not in LAND_MODES:
            return False
        return any(self.countries[place_of[state]] == country for state in self._ends(edge))

    def _on(self, edge: int, links: set[str], nodes: set[str], rule: Restriction) -> bool:
        """Tell whether an edge rides one of some links, or to, from or past one of some nodes."""
        compiled = self.compiled
        if compiled.link_of[edge] < 0:
            return False
        if nodes and (compiled.head_place(edge) in nodes or compiled.tail_place(edge) in nodes):
            return True
        link_id = compiled.link_ids[compiled.link_of[edge]]
        if link_id not in links:
            return False
        if rule.direction in {"forward", "back"} and bool(compiled.forward[edge]) != (rule.direction == "forward"):
            return False
        if rule.applies_to != "transit":
            return True
        lands = {self.countries[compiled.place_of[state]] for state in self._ends(edge)}
        on_land = self.network.links[link_id].mode in LAND_MODES
        return not (on_land and lands & self.home)

    def _ends(self, edge: int) -> tuple[int, int]:
        return self.compiled.graph.tails[edge], self.compiled.graph.heads[edge]

    def _class_fits(self, rule: Restriction, edge: int) -> bool:
        if rule.service_class is None:
            return True
        layer = self.compiled.layer_of[edge]
        return layer >= 0 and self.compiled.layers[layer].service_class == rule.service_class

    def leave_out(self, found: dict[int, set[str]]) -> None:
        """Add the edges the planner's preferences leave out."""
        compiled, trip = self.compiled, self.trip
        by_link = [self._unwanted_link(link_id) for link_id in compiled.link_ids]
        by_layer = [self._avoided("service", layer.service) for layer in compiled.layers]
        by_place = [
            [] if node_id in {trip.origin, trip.destination} else self._avoided("node", node_id)
            for node_id in compiled.places
        ]
        by_state = [by_place[place] for place in compiled.place_of]
        edges = zip(compiled.link_of, compiled.layer_of, compiled.graph.tails, compiled.graph.heads, strict=True)
        for edge, (link, layer, tail, head) in enumerate(edges):
            if link >= 0:
                unwanted = (by_link[link], by_layer[layer], by_state[tail], by_state[head])
                if any(unwanted):
                    found.setdefault(edge, set()).update(*unwanted)
        for country in [name for kind, name in trip.avoid if kind == "country"]:
            for edge in range(compiled.graph.edges):
                if self._touches(edge, country):
                    found.setdefault(edge, set()).add(f"avoid:{country}")

    def _unwanted_link(self, link_id: str) -> list[str]:
        mode = self.network.links[link_id].mode
        left_out = [f"mode:{mode}"] if self.trip.modes and mode not in self.trip.modes else []
        return left_out + self._avoided("link", link_id) + self._avoided("mode", mode)

    def _avoided(self, kind: str, name: str) -> list[str]:
        return [f"avoid:{name}"] if (kind, name) in self.trip.avoid else []
