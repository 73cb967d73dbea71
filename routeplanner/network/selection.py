"""Which rows a selector means: `{links: {mode: rail, country: KZ}}` against a network.

A selector names one collection and an id, a list of ids, a pattern with `*` and `?`, or a filter whose keys must all
hold. Whatever it lists must exist, and what it describes must match something.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from routeplanner.network.attributes import ATTRIBUTES, COLLECTIONS, Attribute
from routeplanner.network.filters import FILTERS, Known
from routeplanner.units import EXAMPLES, QuantityError, read_quantity

if TYPE_CHECKING:
    from collections.abc import Callable

    from routeplanner.network.network import Network

COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "gt": lambda value, limit: value > limit,
    "ge": lambda value, limit: value >= limit,
    "lt": lambda value, limit: value < limit,
    "le": lambda value, limit: value <= limit,
}
MOST_NAMED = 8
"""How many values a message lists."""
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows a selector means."""

    collection: str
    """nodes, links, borders …"""
    table: str
    """node, link, border …"""
    ids: tuple[str, ...]
    """Row ids, sorted."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a selector, and at which place inside it."""

    code: str
    what: str
    hint: str
    path: Path
    """Keys and indices from the selector down, such as ("links", "country", 1)."""


class SelectionError(ValueError):
    """A selector that cannot be resolved, with every fault."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.what for fault in self.faults))


def select(network: Network, selector: Mapping[str, Any]) -> Selection:
    """Return the rows a selector means.

    Raises:
        SelectionError: E401 empty, E402 an unknown id or value, E406 nothing matches all of it, E408 an unknown key.
    """
    if not selector:
        raise _one("E401", "empty selector", f"name what is meant: {', '.join(COLLECTIONS)}", ())
    unknown = [name for name in selector if name not in COLLECTIONS]
    if unknown:
        faults = [
            Fault("E408", f"{name!r} is not a collection", near_hint(name, COLLECTIONS), (name,)) for name in unknown
        ]
        raise SelectionError(faults)
    if len(selector) > 1:
        second = list(selector)[1]
        raise _one("E408", f"a selector names one collection, found {' and '.join(selector)}", "split it", (second,))
    ((collection, wanted),) = selector.items()
    return _Resolver(network, collection).resolve(wanted)


def near_hint(word: str, known: Iterable[str], most: int = MOST_NAMED, *, listed: bool = False) -> str:
    """Return "did you mean …?" when something is near; the names when nothing is, or they are few and `listed`."""
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    names = sorted(known)
    folded = {name.casefold(): name for name in names}
    wanted = word.casefold().strip("*?")
    near = get_close_matches(wanted, folded, n=2, cutoff=0.7) or get_close_matches(wanted, folded, n=1, cutoff=0.5)
    parts = ["did you mean " + " or ".join(repr(folded[name]) for name in near) + "?"] if near else []
    if not names:
        parts.append("there is none")
    elif not near or (listed and len(names) <= most):
        parts.append(f"known: {', '.join(names[:most])}" + (" …" if len(names) > most else ""))
    return " ".join(parts)


class _Resolver:
    """Resolves one collection; collects faults instead of stopping at the first."""

    def __init__(self, network: Network, collection: str) -> None:
        self.network = network
        self.collection = collection
        self.word = collection.removesuffix("s")
        self.table = COLLECTIONS[collection]
        self.rows = network.table(self.table)
        self.keys = FILTERS[collection]
        self.attributes = ATTRIBUTES[collection]
        self.faults: list[Fault] = []
        self.known = cache(lambda key: Known(network, collection, key))

    def resolve(self, wanted: Any) -> Selection:  # noqa: ANN401 - text, list or filter
        """Return the rows, or raise every fault found."""
        top: Path = (self.collection,)
        if isinstance(wanted, Mapping):
            found = self._filtered(wanted, top)
        elif isinstance(wanted, str):
            found = self._named(wanted, top)
        elif isinstance(wanted, Sequence) and wanted:
            found = {row_id for index, name in enumerate(wanted) for row_id in self._item(name, (*top, index))}
        else:
            self._fault("E401", f"{self.collection}: names nothing", "give an id, a list, a pattern or a filter", top)
            found = set()
        if self.faults:
            raise SelectionError(self.faults)
        return Selection(self.collection, self.table, tuple(sorted(found)))

    def _fault(self, code: str, what: str, hint: str, path: Path) -> None:
        self.faults.append(Fault(code, what, hint, path))

    def _item(self, name: Any, path: Path) -> set[str]:  # noqa: ANN401 - an element of a list
        if isinstance(name, str):
            return self._named(name, path)
        self._fault("E402", f"a list of {self.collection} holds ids", "write a filter without a list", path)
        return set()

    def _named(self, name: str, path: Path) -> set[str]:
        """Return the rows of an id or a pattern."""
        if not name:
            self._fault("E401", f"{self.collection}: names nothing", "give an id, a list, a pattern or a filter", path)
            return set()
        if "*" in name or "?" in name:
            pattern = _as_pattern(name)
            found = {row_id for row_id in self.rows if pattern(row_id)}
            if not found:
                self._fault("E402", f"no {self.word} matches {name!r}", near_hint(name, self.rows), path)
            return found
        found = self._borders(name) if self.collection == "borders" else {name} & self.rows.keys()
        if not found:
            what = f"no {self.word} {name!r} in network {self.network.id!r}"
            self._fault("E402", what, self._id_hint(name), path)
        return found

    def _id_hint(self, name: str) -> str:
        if self.collection != "nodes":
            known = {border.link_id for border in self.rows.values()} if self.collection == "borders" else self.rows
            return near_hint(name, known)
        from routeplanner.network.places import find_places  # noqa: PLC0415 - only when something is wrong

        carriers = find_places(self.network, name)
        if carriers:
            return "did you mean " + " or ".join(map(repr, carriers)) + "?"
        return near_hint(name, self.rows)

    def _borders(self, name: str) -> set[str]:
        """Return the borders of a border id, a crossing link, or a pair of stations in either order.

        A pair means every crossing of its two stations; when it is also the id of a link, those by the same mode, as
        `dostyk-alashankou` is the railway and `dostyk-alashankou-road` the road. Any other id of a link means it alone.
        """
        if name in self.rows:
            return {name}
        links = self.network.links
        pairs = {
            link_id: {f"{a}-{b}{suffix}" for a, b in _orders(link) for suffix in ("", f"-{link.mode}")}
            for link_id in {border.link_id for border in self.rows.values()}
            for link in (links[link_id],)
        }
        if name in pairs and not _turned(name, links[name]):
            return {border_id for border_id, border in self.rows.items() if border.link_id == name}
        meant = {link_id for link_id, names in pairs.items() if name in names}
        modes = {links[link_id].mode for link_id in meant if link_id in _turned(name, links[link_id])}
        if modes:
            meant = {link_id for link_id in meant if links[link_id].mode in modes}
        meant |= {name} & pairs.keys()
        return {border_id for border_id, border in self.rows.items() if border.link_id in meant}

    def _filtered(self, wanted: Mapping[str, Any], path: Path) -> set[str]:
        """Return the rows all keys of a filter hold for; nothing matching is a fault."""
        if not wanted:
            self._fault("E401", f"{self.collection}: names nothing", "give an id, a list, a pattern or a filter", path)
            return set()
        before = len(self.faults)
        parts = {key: self._key(key, value, (*path, key)) for key, value in wanted.items()}
        found = set(self.rows).intersection(*parts.values())
        if not found and len(self.faults) == before:
            alone = ", ".join(f"{key}: {len(ids)}" for key, ids in parts.items())
            hint = f"each key by itself matches {alone}" if len(parts) > 1 else "nothing in the network fits it"
            self._fault("E406", f"no {self.word} matches all of this filter", hint, path)
        return found

    def _star_hint(self, keys: Iterable[str]) -> str:
        if self.collection == "transfers" and "node" in keys:
            return "it has no transfers of its own: those with node '*' hold there; add rows for it to the network"
        return ""

    def _key(self, key: str, value: Any, path: Path) -> set[str]:  # noqa: ANN401 - as written
        if key in {"not", "any"}:
            return self._nested(key, value, path)
        if key in self.keys:
            return self._values(key, value, path)
        if key in self.attributes:
            return self._compared(self.attributes[key], value, path)
        allowed = [*self.keys, *self.attributes, "not", "any"]
        what = f"{self.collection} have no attribute {key!r}"
        self._fault("E408", what, near_hint(key, allowed, most=len(allowed), listed=True), path)
        return set()

    def _nested(self, key: str, value: Any, path: Path) -> set[str]:  # noqa: ANN401 - as written
        """Return the rows a filter under `not` leaves, or those any of the filters under `any` hits."""
        if key == "not" and isinstance(value, Mapping):
            return set(self.rows) - self._filtered(value, path)
        if key == "any" and isinstance(value, list | tuple) and value and all(isinstance(v, Mapping) for v in value):
            return set().union(*(self._filtered(part, (*path, index)) for index, part in enumerate(value)))
        if key == "not":
            self._fault("E408", "not: takes a filter", "such as not: {mode: rail}", path)
        else:
            self._fault("E408", "any: takes a list of filters", "such as any: [{mode: rail}, {mode: road}]", path)
        return set()

    def _values(self, key: str, value: Any, path: Path) -> set[str]:  # noqa: ANN401 - as written
        """Return the rows that have one of the values listed (all of them for `crosses`)."""
        many = isinstance(value, Sequence) and not isinstance(value, str)
        values = list(value) if many else [value]
        if key == "crosses" and len(set(map(str, values))) != 2:  # noqa: PLR2004 - a frontier has two sides
            self._fault("E402", "crosses: takes the two countries of a frontier", "such as crosses: [PL, BY]", path)
            return set()
        known = self.known(key)
        parts: list[set[str]] = []
        for index, item in enumerate(values):
            spot = (*path, index) if many else path
            if isinstance(item, Mapping) or not isinstance(item, str | int) or str(item) == "":
                self._fault("E402", f"{key}: takes {known.noun}s", f"such as {key}: {known.example()}", spot)
                continue
            found = known.rows_of(str(item))
            if not found:
                what = f"no {self.word} has {key} {str(item)!r}" if known.is_known(str(item)) else ""
                what = what or f"no {known.noun} {str(item)!r} in network {self.network.id!r}"
                star = self._star_hint([key]) if known.is_known(str(item)) else ""
                self._fault("E402", what, star or near_hint(str(item), known.names(), most=12, listed=True), spot)
            parts.append(found)
        if not parts:
            if not values:
                self._fault("E401", f"{key}: names nothing", f"such as {key}: {known.example()}", path)
            return set()
        return set.intersection(*parts) if key == "crosses" else set().union(*parts)

    def _compared(self, attribute: Attribute, value: Any, path: Path) -> set[str]:  # noqa: ANN401 - as written
        """Return the rows whose figure lies within limits; a blank figure or another price basis is outside."""
        if not isinstance(value, Mapping) or not value:
            what = f"{attribute.name}: takes limits"
            self._fault("E408", what, f"such as {attribute.name}: {{gt: {EXAMPLES[attribute.dimension]}}}", path)
            return set()
        found = set(self.rows)
        for name, text in value.items():
            if name not in COMPARISONS:
                self._fault("E408", f"unknown comparison {name!r}", near_hint(name, COMPARISONS), (*path, name))
                continue
            try:
                limit = read_quantity(str(text), attribute.dimension)
            except QuantityError as error:
                self._fault(error.code, f"{attribute.name}: {error.what}", error.hint, (*path, name))
                continue
            compare = COMPARISONS[name]
            found &= {
                row_id
                for row_id, row in self.rows.items()
                if (figure := getattr(row, attribute.column)) is not None
                and (not attribute.basis_column or getattr(row, attribute.basis_column) == limit.basis)
                and compare(figure, limit.value)
            }
        return found


def _one(code: str, what: str, hint: str, path: Path) -> SelectionError:
    return SelectionError([Fault(code, what, hint, path)])


def _orders(link: Any) -> tuple[tuple[str, str], tuple[str, str]]:  # noqa: ANN401 - a link record
    return link.ends(), link.ends(forward=False)


def _turned(name: str, link: Any) -> set[str]:  # noqa: ANN401 - a link record
    """Return the names of a pair in both orders, when the name is such a pair."""
    names = {f"{a}-{b}" for a, b in _orders(link)}
    return names if name in names else set()


def _as_pattern(text: str) -> Callable[[str], bool]:
    """Return a test for a pattern with `*` and `?`, matched in time proportional to both lengths."""

    def matches(name: str) -> bool:
        at = mark = 0
        star, back = -1, 0
        while at < len(name):
            if mark < len(text) and text[mark] == "*":
                star, back = mark, at
                mark += 1
            elif mark < len(text) and text[mark] in {"?", name[at]}:
                at += 1
                mark += 1
            elif star >= 0:
                back += 1
                at, mark = back, star + 1
            else:
                return False
        return not text[mark:].strip("*")

    return matches
