"""Everything a network says of one place, gathered from all its tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from routeplanner.network.chains import oriented_chain
from routeplanner.network.model import KEYS, ORIGIN, SOURCED, TABLES
from routeplanner.network.places import get_place
from routeplanner.network.provenance import Key
from routeplanner.terms import CLASSES, DOOR, OUTSIDE, SCHEDULED_CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from routeplanner.network.model import Link, Restriction, Service, Transfer
    from routeplanner.network.network import Network

SECTIONS: dict[str, str] = {
    "place": "node",
    "corridors": "corridor",
    "links": "link",
    "borders": "border",
    "handling": "transfer",
    "services": "service",
    "seasons": "season",
    "restrictions": "restriction",
    "published": "published",
}
"""What is told of a place, in order, and the table it stands in."""
_Side = tuple[str, int | None]


class Figure(NamedTuple):
    """A value of a row, and where it came from."""

    value: Any
    """Text, number, true or false, or a list; dates as text."""
    quality: str | None
    """None where the table has no sources."""
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row that has to do with the place."""

    section: str
    row_id: str
    seen: Mapping[str, Any]
    """What the row means from this place: the other end, the way, classes run …"""
    figures: Mapping[str, Figure]
    """Filled columns of the row."""

    def get(self, column: str) -> Any:  # noqa: ANN401 - any value of a row
        """Return the value of a column, None where it is blank."""
        figure = self.figures.get(column)
        return None if figure is None else figure.value


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What a network says of a place."""

    kind: ClassVar[str] = "place"
    """As `result.Result` has it."""
    columns: ClassVar[tuple[str, ...]] = ("section", "id", "field", "value", "quality", "sources", "note")
    """Keys of `records()`."""

    network: Network = field(repr=False, compare=False)
    node_id: str
    sections: Mapping[str, tuple[Entry, ...]]
    """Entries by the names of `SECTIONS`, empty ones too."""

    def records(self) -> list[dict[str, Any]]:
        """Return one dictionary per fact; what a row means from here has no quality of its own."""
        rows = []
        for section, entries in self.sections.items():
            for entry in entries:
                facts = [(name, Figure(value, None, (), "")) for name, value in entry.seen.items()]
                for name, fact in (*facts, *entry.figures.items()):
                    values = (section, entry.row_id, name, fact.value, fact.quality, list(fact.sources), fact.note)
                    rows.append(dict(zip(self.columns, values, strict=True)))
        return rows

    def source_ids(self) -> tuple[str, ...]:
        """Return the ids of the sources behind all figures, sorted."""
        entries = [entry for entries in self.sections.values() for entry in entries]
        return tuple(
            sorted({source for entry in entries for fact in entry.figures.values() for source in fact.sources})
        )


def gather_facts(network: Network, name: str) -> PlaceFacts:
    """Return what a network says of a place given by name, alias, id or UN/LOCODE.

    Raises:
        UnknownNameError: nothing carries the name.
        AmbiguousPlaceError: several places do.
    """
    node_id = get_place(network, name)
    gathering = _Gathering(network, node_id)
    return PlaceFacts(network, node_id, {section: tuple(getattr(gathering, section)()) for section in SECTIONS})


def figures_of(network: Network, table: str, row_id: str) -> dict[str, Figure]:
    """Return the filled columns of a row, but for its id and what it says of its sources."""
    row = network.table(table)[row_id]
    figures = {}
    for name, column in TABLES[table].model_fields.items():
        value = getattr(row, name)
        if name in ORIGIN or name == KEYS[table] or value in {None, "", ()}:
            continue
        if isinstance(column.default, float) and value == column.default:  # a factor or shift that does nothing
            continue
        if table not in SOURCED:
            figures[name] = Figure(as_plain(value), None, (), "")
            continue
        origin = network.provenance(Key(table, row_id, name))
        single = network.evidence.get(f"{table}:{row_id}:{name}")
        figures[name] = Figure(as_plain(value), origin.quality, origin.sources, single.note if single else row.note)
    return figures


def as_plain(value: Any) -> Any:  # noqa: ANN401 - any value of a row
    """Return a value as what JSON can hold."""
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, (bool, int, float, str)) else str(value)


class _Gathering:
    """Goes through the tables for one place; each section is a method of its name."""

    def __init__(self, network: Network, node_id: str) -> None:
        self.network = network
        self.node_id = node_id
        self.node = network.nodes[node_id]
        self.at = {link_id: link for link_id, link in network.links.items() if node_id in link.ends()}
        self.running = {
            service_id: service
            for service_id, service in network.services.items()
            if not self.at.keys().isdisjoint(service.links)
        }

    def entry(self, section: str, row_id: str, **seen: Any) -> Entry:  # noqa: ANN401 - any value
        """Return an entry with the figures of its row."""
        return Entry(section, row_id, seen, figures_of(self.network, SECTIONS[section], row_id))

    def other_end(self, link: Link) -> str:
        """Return the node at the far end of a link."""
        return link.to_node_id if link.from_node_id == self.node_id else link.from_node_id

    def place(self) -> Iterator[Entry]:
        """Yield the place itself."""
        yield self.entry("place", self.node_id)

    def corridors(self) -> Iterator[Entry]:
        """Yield the corridors whose links or gates are here, with those they are branches of."""
        rows = self.network.corridors
        here = {self.node_id, *self.at}
        gates = {name for name, row in rows.items() if not here.isdisjoint(sum(row.gate_groups(), ()))}
        named = gates | {name for link in self.at.values() for name in link.corridors}
        found = {name for branch in named for name in self.network.lineage(branch)}
        for name in rows:
            if name in found:
                yield self.entry("corridors", name, has_gate_here=name in gates)

    def links(self) -> Iterator[Entry]:
        """Yield the links that start or end here, mode by mode."""
        for link_id, link in sorted(self.at.items(), key=lambda item: (item[1].mode, self.other_end(item[1]))):
            services = [service for service in self.running.values() if link_id in service.links]
            way = "both" if not link.directed else "out" if link.from_node_id == self.node_id else "in"
            run = {service.service_class for service in services}
            classes = [name for name in CLASSES.get(link.mode, ()) if name in run or name not in SCHEDULED_CLASSES]
            yield self.entry(
                "links", link_id, to=self.other_end(link), way=way, classes=classes, services=len(services)
            )

    def borders(self) -> Iterator[Entry]:
        """Yield the stops at the crossings that start or end here."""
        for border_id, row in self.network.borders.items():
            link = self.at.get(row.link_id)
            if link is not None:
                start, end = link.ends(forward=row.direction != "back")
                yield self.entry("borders", border_id, start=start, end=end, mode=link.mode)

    def handling(self) -> Iterator[Entry]:
        """Yield the transfers of this place, then those of `*` that apply: both sides are here and no own row is."""
        if self.node.node_type == "passage":
            return
        arriving = {_side(link) for link in self.at.values() if not link.directed or link.to_node_id == self.node_id}
        leaving = {_side(link) for link in self.at.values() if not link.directed or link.from_node_id == self.node_id}
        own = [row for row in self.network.transfers.values() if row.node_id == self.node_id]
        for row in own:
            yield self.entry("handling", row.transfer_id, applies="own")
        for row in self.network.transfers.values():
            if (
                row.node_id == "*"
                and (row.from_mode in OUTSIDE[DOOR] or (row.from_mode, row.from_gauge) in arriving)
                and (row.to_mode in OUTSIDE[DOOR] or (row.to_mode, row.to_gauge) in leaving)
                and not any(_goes_before(mine, row) for mine in own)
            ):
                yield self.entry("handling", row.transfer_id, applies="everywhere")

    def services(self) -> Iterator[Entry]:
        """Yield the services that call here or pass, mode by mode."""
        links = self.network.links
        for service_id, service in sorted(
            self.running.items(), key=lambda item: (links[item[1].links[0]].mode, item[0])
        ):
            start, end = _line_ends(links, service)
            mode = links[service.links[0]].mode
            wait, _ = service.mean_wait() or (None, "")
            calls = self.node.node_type != "passage" and self.node_id in (service.calls or {self.node_id})
            yield self.entry(
                "services", service_id, mode=mode, start=start, end=end, calls_here=calls, mean_wait_h=wait
            )

    def seasons(self) -> Iterator[Entry]:
        """Yield the seasons that touch a link or a service here."""
        for season_id, season in self.network.seasons.items():
            links = [name for name in season.links if name in self.at]
            services = [name for name in season.services if name in self.running]
            if links or services:
                yield self.entry("seasons", season_id, here=[*links, *services])

    def restrictions(self) -> Iterator[Entry]:
        """Yield the standing rules that name this place, a link here or the country."""
        for rule_id, rule in self.network.restrictions.items():
            here = self._named_by(rule)
            if here:
                yield self.entry("restrictions", rule_id, here=here)

    def _named_by(self, rule: Restriction) -> list[str]:
        names = [self.node_id] if self.node_id in rule.nodes else []
        names += [link_id for link_id in rule.links if link_id in self.at]
        return names + [country for country in rule.countries if country == self.node.country]

    def published(self) -> Iterator[Entry]:
        """Yield the published figures of trips that start or end here."""
        for row_id, row in self.network.published.items():
            if self.node_id in {row.origin, row.destination}:
                yield self.entry("published", row_id)


def _side(link: Link) -> _Side:
    return link.mode, link.gauge_mm


def _goes_before(own: Transfer, general: Transfer) -> bool:
    """Tell whether a place's own row leaves nothing to the row of every place."""
    return (
        (own.from_mode, own.from_gauge) == (general.from_mode, general.from_gauge)
        and (own.to_mode, own.to_gauge) == (general.to_mode, general.to_gauge)
        and own.service_class in {None, general.service_class}
        and own.equipment in {"", general.equipment}
    )


def _line_ends(links: Mapping[str, Link], service: Service) -> tuple[str, str]:
    """Return where a service starts and ends; for one that runs both ways, as its links are listed."""
    (first, first_forward), *_ = chain = oriented_chain(links, service) or [(name, True) for name in service.links]
    last, last_forward = chain[-1]
    start, end = links[first].ends(forward=first_forward)[0], links[last].ends(forward=last_forward)[1]
    return (end, start) if service.direction == "back" else (start, end)
