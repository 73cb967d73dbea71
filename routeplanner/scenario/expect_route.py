"""Reading the route of an expectation: a request, in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplanner.network.cells import shown
from routeplanner.network.selection import near_hint
from routeplanner.request import Consignment, Preferences, Request
from routeplanner.terms import BOXES, CLASS_NAMES, MODES, SCOPE_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from routeplanner.scenario.document import Item
    from routeplanner.scenario.reader import Reader

LOAD_KEYS = {
    "cargo": "cargo",
    "goods": "goods",
    "tonnes": "tonnes",
    "units": "units",
    "service_class": "service_classes",
    "box": "box",
}
"""Key of a route → field of `Consignment`."""
WISH_KEYS = {name: name for name in ("modes", "avoid", "via", "corridor")}
"""Key of a route → field of `Preferences`."""
TRIP_KEYS = {"from": "origin", "to": "destination", "as_of": "as_of", "scope": "scope"}
"""Key of a route → field of `Request`."""
ROUTE_KEYS = (*TRIP_KEYS, *LOAD_KEYS, *WISH_KEYS)


def read_route(item: Item, reader: Reader, by: str) -> Request | None:
    """Return the request of a route, or None with problems."""
    parts = reader.mapping(item, "route")
    if parts is None:
        return None
    before = len(reader.problems)
    reader.closed(item, "route", ROUTE_KEYS, ("depart",))
    for key in ("from", "to"):
        if key not in parts:
            reader.error("E020", item, f"route needs {key}", "such as route: {from: xian, to: poti}")
    values = {key: _READERS[key](part, reader) for key, part in parts.items() if key in _READERS}
    if len(reader.problems) > before:
        return None

    def chosen(keys: Mapping[str, str]) -> dict[str, Any]:
        return {field: values[key] for key, field in keys.items() if key in values}

    load, wish = Consignment(**chosen(LOAD_KEYS)), Preferences(**chosen(WISH_KEYS))
    return Request(**chosen(TRIP_KEYS), consignment=load, preferences=wish, by=(by,))  # type: ignore[arg-type]


def read_words(name: str, allowed: Sequence[str] = ()) -> Callable[[Item, Reader], tuple[str, ...]]:
    """Return a reader of one word or several."""

    def read(item: Item, reader: Reader) -> tuple[str, ...]:
        found = reader.texts(item, name)
        if isinstance(item.value, list) and not item.value:
            reader.error("E020", item, f"{name} names nothing", "leave it out, or name something")
        for text, spot in found if allowed else ():
            if text not in allowed:
                reader.error("E111", spot, f"{name} {shown(text)} is not known", near_hint(text, allowed))
        return tuple(dict.fromkeys(text for text, _ in found))

    return read


def _read_tonnes(item: Item, reader: Reader) -> float | None:
    quantity = reader.quantity(item, "tonnes", "mass")
    if quantity is not None and not quantity.value:
        reader.error("E110", item, "tonnes must be more than 0", "leave it out for the usual load")
    return quantity.value / 1000.0 if quantity else None


def _read_units(item: Item, reader: Reader) -> int | None:
    count = reader.count(item, "units")
    if count == 0:
        reader.error("E110", item, "units must be 1 or more", "leave it out for as many as the load needs")
    return count


_READERS: dict[str, Callable[[Item, Reader], Any]] = {
    "from": lambda item, reader: reader.value(item, "from"),
    "to": lambda item, reader: reader.value(item, "to"),
    "cargo": lambda item, reader: reader.value(item, "cargo"),
    "goods": lambda item, reader: reader.value(item, "goods"),
    "tonnes": _read_tonnes,
    "units": _read_units,
    "service_class": read_words("service_class", CLASS_NAMES),
    "box": lambda item, reader: reader.choice(item, "box", BOXES),
    "modes": read_words("modes", MODES),
    "avoid": read_words("avoid"),
    "via": read_words("via"),
    "corridor": lambda item, reader: reader.value(item, "corridor"),
    "as_of": lambda item, reader: reader.date(item, "as_of"),
    "scope": lambda item, reader: reader.choice(item, "scope", tuple(SCOPE_TEXT)),
}
