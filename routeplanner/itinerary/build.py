"""A path of edge numbers into legs."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import fsum
from typing import TYPE_CHECKING

from routeplanner.compiler import figure
from routeplanner.compiler.compiled import Step, steps_of
from routeplanner.criteria import CRITERIA
from routeplanner.itinerary.container import describe_container, hire_parts
from routeplanner.itinerary.model import Ground, Itinerary, Leg
from routeplanner.network.provenance import in_order, worst
from routeplanner.terms import DOOR, OUTSIDE, TERMINAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from routeplanner.compiler.compiled import Compiled
    from routeplanner.criteria import Book, Part
    from routeplanner.network.model import Hire
    from routeplanner.network.network import Network
    from routeplanner.network.provenance import Key, Provenance

SOUND = frozenset({"cited", "derived"})


@dataclass(slots=True)
class _Draft:
    """A leg being collected from one edge or several."""

    step: Step
    country: str | None
    mode: str | None
    gauge_mm: int | None
    nodes: list[str]
    links: list[str] = field(default_factory=list)
    parts: dict[str, list[Part]] = field(default_factory=dict)
    km: list[float] = field(default_factory=list)
    details: list[str] = field(default_factory=list)


def build_itinerary(
    path: Sequence[int],
    compiled: Compiled,
    book: Book,
    *,
    scope: str,
    labels: tuple[str, ...] = (),
    inventory_usd_per_hour: float | None = None,
    box: str = "as-quoted",
    hire: Hire | None = None,
) -> Itinerary:
    """Return the itinerary of a path: edges in order from a start state to an end state.

    With `box` coc, a leg at the origin adds the `hire` once where a price is for a shipper's own container.
    """
    drafts = _drafts(path, compiled, book)
    origin = compiled.tail_place(path[0])
    share = {name: _Share() for name in ("time", "cost")}
    legs = tuple(_leg(draft, book.network, share) for draft in drafts)
    time_h = fsum(leg.time_h for leg in legs)
    container = describe_container(path, compiled, book, box=box, hire=hire, hours=time_h)
    if container is not None and container.hire == "added" and hire is not None:
        draft = _hire_draft(origin, compiled.head_place(path[-1]), book.network)
        draft.parts["cost"] = list(hire_parts(book, hire, time_h))
        legs = (_leg(draft, book.network, share), *legs)
    nodes = [origin]
    for leg in legs:
        nodes += leg.nodes[1:]
    return Itinerary(
        labels=labels,
        corridor=find_corridor(book.network, nodes, [link for leg in legs for link in leg.links]),
        scope=scope,
        time_h=time_h,
        cost_usd=fsum(leg.cost_usd for leg in legs),
        units=book.load.units,
        inventory_cost_usd=None if inventory_usd_per_hour is None else inventory_usd_per_hour * time_h,
        emissions_kgco2e=fsum(leg.emissions_kgco2e for leg in legs),
        distance_km=fsum(leg.distance_km for leg in legs),
        modes=tuple(dict.fromkeys(leg.mode for leg in legs if leg.mode and leg.links)),
        countries=_countries(book.network, legs, nodes),
        nodes=tuple(nodes),
        legs=legs,
        sourced_share_time=share["time"].value(),
        sourced_share_cost=share["cost"].value(),
        container=container,
    )


def _hire_draft(origin: str, destination: str, network: Network) -> _Draft:
    """Return the leg of hiring a container at the origin, without its figures."""
    countries = network.nodes[origin].country, network.nodes[destination].country
    detail = f"container hire, {countries[0]} to {countries[1]}"
    draft = _Draft(Step("transfer", None, None), countries[0], None, None, [origin], details=[detail])
    draft.parts = {name: [] for name in CRITERIA}
    return draft


def _countries(network: Network, legs: Sequence[Leg], nodes: Sequence[str]) -> tuple[str, ...]:
    """Return the countries moved or handled in, in order; passing a country's coast does not count."""
    ends = {nodes[0], nodes[-1]}
    touched = {node_id for leg in legs for node_id in leg.nodes if leg.country or leg.kind == "transfer"} | ends
    return tuple(
        dict.fromkeys(
            country
            for node_id in nodes
            if node_id in touched and (country := network.nodes[node_id].country) is not None
        )
    )


def _drafts(path: Sequence[int], compiled: Compiled, book: Book) -> list[_Draft]:
    drafts: list[_Draft] = []
    for number in path:
        ends = compiled.tail_place(number), compiled.head_place(number)
        edge = compiled.edge(number)
        for step in steps_of(edge):
            parts = {name: list(figure(book, step, name)) for name in CRITERIA}
            if step.kind == "wait" and not parts["time"]:
                continue
            at_end = step.row in edge.after and step.kind == "transfer" and edge.run is not None
            draft = _draft(step, ends if step.run else (ends[1:] if at_end else ends[:1]), book)
            draft.parts = parts
            if drafts and _continues(drafts[-1], draft):
                _join(drafts[-1], draft)
            else:
                drafts.append(draft)
    return drafts


def _continues(last: _Draft, draft: _Draft) -> bool:
    same = (last.step.kind, last.step.layer, last.country) == (draft.step.kind, draft.step.layer, draft.country)
    return same and draft.step.kind == "move"


def _join(last: _Draft, draft: _Draft) -> None:
    last.nodes += draft.nodes[1:]
    last.links += draft.links
    last.km += draft.km
    last.details += [detail for detail in draft.details if detail not in last.details]
    for name, more in draft.parts.items():
        last.parts[name] += more


def _draft(step: Step, places: tuple[str, ...], book: Book) -> _Draft:
    network = book.network
    mode = step.layer.mode if step.layer else None
    gauge = step.layer.gauge_mm if step.layer else None
    if step.run is None:
        draft = _Draft(step, network.nodes[places[0]].country, mode, gauge, list(places))
        if step.row:
            row = network.transfers[step.row]
            sides = ((row.to_mode, row.to_gauge), (row.from_mode, row.from_gauge))
            vehicles = [side for side in sides if side[0] not in OUTSIDE[DOOR]]
            draft.mode, draft.gauge_mm = vehicles[0] if vehicles else (None, None)
            draft.step = step if vehicles else step._replace(layer=None)
            draft.details.append(_change(row.from_mode, row.from_gauge, row.to_mode, row.to_gauge))
        return draft
    link = network.links[step.run.link_id]
    country = network.nodes[places[-1]].country if step.kind == "border" else link.country
    draft = _Draft(step, country, mode, gauge, list(places), [link.link_id], {}, [link.length_km])
    if step.kind == "border" and not step.counted:
        draft.details.append("stop not counted: the trip starts or ends here")
    draft.details += [f"seasonal: {season}" for season in book.closing_seasons(step.run)]
    return draft


def _change(from_mode: str, from_gauge: int | None, to_mode: str, to_gauge: int | None) -> str:
    if DOOR in {from_mode, to_mode}:
        return "first mile" if from_mode == DOOR else "last mile"
    if from_mode == TERMINAL:
        return f"handling and cut-off before departure by {to_mode}"
    if to_mode == TERMINAL:
        return f"handling after arrival by {from_mode}"
    if from_mode == to_mode and from_gauge and to_gauge and from_gauge != to_gauge:
        return f"gauge change {from_gauge} → {to_gauge} mm"
    if from_mode == to_mode:
        return f"transshipment {from_mode} → {to_mode}"
    return f"{from_mode} → {to_mode}"


class _Share:
    """How much of a sum rests on cited or derived figures."""

    def __init__(self) -> None:
        self.sound: list[float] = []
        self.all: list[float] = []

    def add(self, value: float, quality: str) -> None:
        self.all.append(value)
        if quality in SOUND:
            self.sound.append(value)

    def value(self) -> float:
        total = fsum(self.all)
        return fsum(self.sound) / total if total > 0 else 1.0


def _leg(draft: _Draft, network: Network, share: dict[str, _Share]) -> Leg:
    origins: dict[Key, Provenance] = {}
    for parts in draft.parts.values():
        for part in parts:
            for key in part.used:
                origins[key] = network.provenance(key)
    for name, tally in share.items():
        for part in draft.parts[name]:
            tally.add(part.value, worst([origins[key].quality for key in part.used]))
    main = [key for name in share for part in draft.parts[name] for key in part.used]
    layer = draft.step.layer
    return Leg(
        kind=draft.step.kind,
        mode=draft.mode,
        gauge_mm=draft.gauge_mm,
        origin=draft.nodes[0],
        destination=draft.nodes[-1],
        country=draft.country,
        time_h=fsum(part.value for part in draft.parts["time"]),
        cost_usd=fsum(part.value for part in draft.parts["cost"]),
        emissions_kgco2e=fsum(part.value for part in draft.parts["emissions"]),
        distance_km=fsum(draft.km),
        service=layer.service or None if layer else None,
        sources=in_order(source for origin in origins.values() for source in origin.sources),
        quality=worst([origins[key].quality for key in main]),
        overrides=tuple(sorted({override for origin in origins.values() for override in origin.overrides})),
        links=tuple(draft.links),
        nodes=tuple(draft.nodes),
        detail=", ".join(draft.details),
        operation=layer.service_class if layer else None,
        grounds=_grounds(draft.parts),
    )


def _grounds(parts: Mapping[str, Sequence[Part]]) -> tuple[Ground, ...]:
    """Return the figures behind a leg with the hours and dollars that rest on each; what adds nothing is none."""
    hours: dict[Key, float] = {}
    dollars: dict[Key, float] = {}
    others: dict[Key, float] = {}
    for name, values in (("time", hours), ("cost", dollars), ("emissions", others)):
        for part in parts[name]:
            for key in part.used if part.value else ():
                values[key] = values.get(key, 0.0) + part.value
    return tuple(Ground(key, hours.get(key, 0.0), dollars.get(key, 0.0)) for key in {**hours, **dollars, **others})


def find_corridor(network: Network, nodes: Sequence[str], links: Sequence[str]) -> str | None:
    """Return the corridor a chain of places and links follows.

    The one with most gate groups, all met, then the lowest priority; None when it meets no corridor's gates.
    """
    passed = set(nodes) | set(links)
    fitting = []
    for corridor_id, corridor in network.corridors.items():
        groups = corridor.gate_groups()
        if all(passed & set(group) for group in groups) and not passed & set(corridor.excluded()):
            fitting.append((-len(groups), corridor.priority, corridor_id))
    return min(fitting)[2] if fitting else None
