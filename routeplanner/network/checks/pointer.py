"""What checks share: pointing at a cell, and the links and services whose references hold."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from routeplanner.errors import Problem
from routeplanner.network.chains import service_runs
from routeplanner.terms import CLASSES, SCHEDULED_CLASSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from routeplanner.network.model import Link, Node, Service
    from routeplanner.network.network import Network
    from routeplanner.network.provenance import Key
    from routeplanner.network.table import TableText


class Pointer(NamedTuple):
    """Makes problems that point at a cell, as exactly as the network's origin allows."""

    network: Network
    texts: Mapping[str, TableText]

    def at(self, code: str, key: Key, what: str, hint: str = "") -> Problem:
        """Return a problem at a cell of its file, or at the row's id when the row was read from none."""
        text = self._text(key)
        line = self.network.table(key.table).line(key.row_id)
        if text is None or not line:
            return Problem(code, f"{key.table}.csv {key.row_id}", what, hint)
        return text.problem(code, line, self._index(text, key), what, hint)

    def cell(self, key: Key) -> str | None:
        """Return a cell as it was written; None when the row was read from no file or lacks the column."""
        text = self._text(key)
        line = self.network.table(key.table).line(key.row_id)
        index = self._index(text, key) if text else None
        if text is None or not line or index is None:
            return None
        column, width = text.cell_span(line, index)
        return text.lines[line - 1][column - 1 : column - 1 + width].strip('"')

    def _text(self, key: Key) -> TableText | None:
        """Return the table a row was read from: the network's own, or an overlay's, kept as `OVERLAY/TABLE`."""
        overlay = self.network.table(key.table).origin(key.row_id)
        return self.texts.get(f"{overlay}/{key.table}" if overlay else key.table)

    @staticmethod
    def _index(text: TableText, key: Key) -> int | None:
        return text.header.index(key.field) if key.field in text.header else None


T = TypeVar("T")


def once(find: Callable[[Network], T]) -> Callable[[Network], T]:
    """Remember what a function finds in a network: networks never change, and several checks ask the same."""
    found: WeakKeyDictionary[Network, T] = WeakKeyDictionary()

    @wraps(find)
    def remembered(network: Network) -> T:
        if network not in found:
            found[network] = find(network)
        return found[network]

    return remembered


class Joined(NamedTuple):
    """A link with the nodes at its ends."""

    link: Link
    start: Node
    end: Node


@once
def joined_links(network: Network) -> tuple[Joined, ...]:
    """Return the links whose ends exist."""
    nodes = network.nodes
    return tuple(
        Joined(link, nodes[link.from_node_id], nodes[link.to_node_id])
        for link in network.links.values()
        if link.from_node_id in nodes and link.to_node_id in nodes
    )


@once
def linked_services(network: Network) -> tuple[Service, ...]:
    """Return the services that have links, all of which exist."""
    known = set(network.links)
    return tuple(service for service in network.services.values() if service.links and known.issuperset(service.links))


@once
def runs_of_services(network: Network) -> tuple[tuple[Service, list[tuple[str, bool]]], ...]:
    """Return the services that have links, all of which exist, with every (link, forward) they run."""
    return tuple((service, service_runs(network.links, service)) for service in linked_services(network))


def free_classes(mode: str) -> tuple[str | None, ...]:
    """Return the classes that run on every link of a mode without a service; (None,) for a mode without classes."""
    return tuple(name for name in CLASSES.get(mode, ()) if name not in SCHEDULED_CLASSES) or (None,)


def near(word: str, known: Iterable[str]) -> str:
    """Return `did you mean …?` with a following blank, or nothing when no known word is close."""
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    found = get_close_matches(word, list(known), n=1)
    return f"did you mean {found[0]!r}? " if found else ""
