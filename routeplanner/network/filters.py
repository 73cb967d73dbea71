"""What a selector's filter can ask of a row: one function per key and collection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplanner.network.attributes import COLLECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from routeplanner.network.model import Link
    from routeplanner.network.network import Network


def _column(name: str) -> Callable[[Network, Any], Iterable[object]]:
    return lambda _, row: (getattr(row, name),)


def _line(network: Network, row: Any) -> list[Link]:  # noqa: ANN401 - a record of any table
    """Return the links of a border or service."""
    names = row.links if hasattr(row, "links") else (row.link_id,)
    return [network.links[name] for name in names if name in network.links]


def _ends(network: Network, link: Link) -> list[str | None]:
    return [network.nodes[name].country for name in link.ends()]


def _on_link(value: Callable[[Network, Link], Iterable[object]]) -> Callable[[Network, Any], Iterable[object]]:
    """Return a key of borders and services that asks their links."""
    return lambda network, row: [found for link in _line(network, row) for found in value(network, link)]


def _corridors(network: Network, link: Link) -> list[str]:
    """Return the corridors of a link; what belongs to a branch belongs to its parents too."""
    return [found for name in link.corridors for found in network.lineage(name)]


def _touching(_: Network, link: Link) -> tuple[str, str]:
    return link.ends()


def _crossed(network: Network, link: Link) -> list[str | None]:
    """Return the two countries of a crossing, nothing for a link inside one or by sea and air."""
    return _ends(network, link) if network.is_crossing(link) else []


def _node_of(network: Network, row: Any, column: str) -> tuple[object, ...]:  # noqa: ANN401 - a transfer record
    return (getattr(network.nodes[row.node_id], column),) if row.node_id in network.nodes else ()


def _modes_of_transfer(_: Network, row: Any) -> tuple[object, ...]:  # noqa: ANN401 - a transfer record
    return (row.from_mode, row.to_mode)


_NODE: dict[str, Callable[[Network, Any], Iterable[object]]] = {
    "country": _column("country"),
    "node_type": _column("node_type"),
}
_LINK: dict[str, Callable[[Network, Any], Iterable[object]]] = {
    "country": _column("country"),
    "mode": _column("mode"),
    "corridor": _corridors,
    "gauge": _column("gauge_mm"),
    "touching": _touching,
    "from": _column("from_node_id"),
    "to": _column("to_node_id"),
    "crosses": _crossed,
}
_BORDER: dict[str, Callable[[Network, Any], Iterable[object]]] = {
    "country": _on_link(_ends),
    "mode": _on_link(_column("mode")),
    "corridor": _on_link(_corridors),
    "gauge": _on_link(_column("gauge_mm")),
    "touching": _on_link(_touching),
    "from": _on_link(_column("from_node_id")),
    "to": _on_link(_column("to_node_id")),
    "crosses": _on_link(_crossed),
    "direction": _column("direction"),
    "service_class": _column("service_class"),
}
_TRANSFER: dict[str, Callable[[Network, Any], Iterable[object]]] = {
    "node": _column("node_id"),
    "country": lambda network, row: _node_of(network, row, "country"),
    "node_type": lambda network, row: _node_of(network, row, "node_type"),
    "mode": _modes_of_transfer,
    "gauge": lambda _, row: (row.from_gauge, row.to_gauge),
    "from": _column("from_mode"),
    "to": _column("to_mode"),
    "service_class": _column("service_class"),
    "equipment": _column("equipment"),
}
_SERVICE: dict[str, Callable[[Network, Any], Iterable[object]]] = {
    "country": _on_link(_ends),
    "mode": _on_link(_column("mode")),
    "corridor": _on_link(_corridors),
    "gauge": _on_link(_column("gauge_mm")),
    "touching": _on_link(_touching),
    "service_class": _column("service_class"),
    "direction": _column("direction"),
}
_RATE: dict[str, Callable[[Network, Any], Iterable[object]]] = {
    name: _column(name) for name in ("mode", "country", "service_class", "direction", "tariff", "equipment")
}
FILTERS: dict[str, dict[str, Callable[[Network, Any], Iterable[object]]]] = {
    "nodes": _NODE,
    "links": _LINK,
    "borders": _BORDER,
    "transfers": _TRANSFER,
    "services": _SERVICE,
    "rates": _RATE,
    "corridors": {"parent": _column("parent")},
}
"""collection → key → values a row has under it; in transfers `from` and `to` are modes."""

_NOUNS = {"touching": "node", "from": "node", "to": "node", "crosses": "country", "service_class": "service class"}


class Known:
    """The values the rows of a collection have under a key."""

    def __init__(self, network: Network, collection: str, key: str) -> None:
        self.network = network
        self.by_value: dict[str, set[str]] = {}
        values_of = FILTERS[collection][key]
        for row_id, row in network.table(COLLECTIONS[collection]).items():
            for value in values_of(network, row):
                if value not in {None, ""}:
                    self.by_value.setdefault(str(value), set()).add(row_id)
        self.noun = "mode" if collection == "transfers" and key in {"from", "to"} else _NOUNS.get(key, key)

    def rows_of(self, value: str) -> set[str]:
        """Return the ids of the rows that have a value."""
        return self.by_value.get(value, set())

    def is_known(self, value: str) -> bool:
        """Tell whether the network has the value, though no row of the collection may."""
        if self.noun == "node":
            return value in self.network.nodes
        if self.noun == "corridor":
            return value in self.network.corridors
        if self.noun == "country":
            return any(node.country == value for node in self.network.nodes.values())
        return False

    def names(self) -> list[str]:
        """Return the values that match something."""
        return sorted(self.by_value)

    def example(self) -> str:
        """Return one value that matches."""
        return next(iter(self.names()), "…")
