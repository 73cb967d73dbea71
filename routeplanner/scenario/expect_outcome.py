"""Reading what an expectation says: `then`, `vs_base` and `value`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplanner.network.attributes import ATTRIBUTES, COLLECTIONS, STATUS_COLLECTIONS
from routeplanner.network.cells import shown
from routeplanner.network.selection import near_hint
from routeplanner.scenario.expect_route import read_words
from routeplanner.scenario.expectation import CHANGES, MOVES, ExpectedValue, Limits, Then, Versus
from routeplanner.scenario.verbs.figures import read_figure
from routeplanner.terms import MODES
from routeplanner.units import QuantityError, read_quantity

if TYPE_CHECKING:
    from collections.abc import Callable

    from routeplanner.scenario.document import Item
    from routeplanner.scenario.reader import Reader

AVOIDABLE = ("countries", "nodes", "links", "modes", "services", "corridors")
"""What `avoids` can name."""
DIMENSIONS = {"time": "time", "cost": "money", "emissions": "mass"}
"""Criterion → dimension of its limits."""
VALUE_COLLECTIONS = tuple(name for name in COLLECTIONS if ATTRIBUTES[name] or name in STATUS_COLLECTIONS)
"""What a value can be about."""
VALUE_KEYS = ("attribute", "is", "as_of")
"""Keys of a value beside its collection."""


def read_then(item: Item, reader: Reader) -> Then | None:
    """Return what must hold of the itinerary, or None with problems."""
    parts = reader.mapping(item, "then")
    if parts is None:
        return None
    before = len(reader.problems)
    reader.closed(item, "then", Then.model_fields)
    if not parts:
        reader.error("E020", item, "then expects nothing", "such as then: {corridor: trans-caspian}")
    values = {key: _PARTS[key](part, reader) for key, part in parts.items() if key in _PARTS}
    if values.get("reachable") is False and len(parts) > 1:
        hint = "leave the others out, or reachable"
        reader.error("E022", item.keys["reachable"], "where nothing is reachable, nothing else can hold", hint)
    return Then(**values) if len(reader.problems) == before else None


def _read_avoided(item: Item, reader: Reader) -> dict[str, tuple[str, ...]]:
    parts = reader.mapping(item, "avoids") or {}
    reader.closed(item, "avoids", AVOIDABLE)
    if isinstance(item.value, dict) and not parts:
        reader.error("E020", item, "avoids names nothing", "such as avoids: {countries: [RU]}")
    allowed = {"modes": MODES}
    return {key: read_words(key, allowed.get(key, ()))(part, reader) for key, part in parts.items() if key in AVOIDABLE}


def _read_truth(item: Item, reader: Reader) -> bool | None:
    text = reader.value(item, "reachable")
    if text in {"true", "false"}:
        return text == "true"
    if text:
        reader.error("E103", item, f"reachable: {shown(text)} is neither true nor false", "write true or false")
    return None


def _read_limits(item: Item, reader: Reader, criterion: str) -> Limits | None:
    parts = reader.mapping(item, criterion)
    if parts is None:
        return None
    reader.closed(item, criterion, Limits.model_fields)
    if not parts:
        reader.error("E020", item, f"{criterion} has no limits", "give at_least, at_most or both")
    texts = {key: part for key, part in parts.items() if key in Limits.model_fields}
    amounts = {key: reader.quantity(part, key, DIMENSIONS[criterion]) for key, part in texts.items()}
    low, high = amounts.get("at_least"), amounts.get("at_most")
    if low and high and low.value > high.value:
        reader.error("E110", texts["at_most"], "at_most is less than at_least", "exchange them")
    return Limits(**{key: reader.value(part, key) for key, part in texts.items()})


_PARTS: dict[str, Callable[[Item, Reader], Any]] = {
    "corridor": lambda item, reader: reader.value(item, "corridor"),
    "via": read_words("via"),
    "modes": read_words("modes", MODES),
    "avoids": _read_avoided,
    "reachable": _read_truth,
    "time": lambda item, reader: _read_limits(item, reader, "time"),
    "cost": lambda item, reader: _read_limits(item, reader, "cost"),
    "emissions": lambda item, reader: _read_limits(item, reader, "emissions"),
}


def read_versus(item: Item, reader: Reader) -> dict[str, Versus]:
    """Return how figures must compare with the base, by criterion; problems are noted."""
    parts = reader.mapping(item, "vs_base")
    if parts is None:
        return {}
    reader.closed(item, "vs_base", DIMENSIONS)
    if not parts:
        reader.error("E020", item, "vs_base expects nothing", "such as vs_base: {time: decreases}")
    found = {name: _read_change(part, reader, name) for name, part in parts.items() if name in DIMENSIONS}
    return {name: change for name, change in found.items() if change is not None}


def _read_change(item: Item, reader: Reader, criterion: str) -> Versus | None:
    """Return how a figure must compare: a word, or a mapping with the size of the change."""
    before = len(reader.problems)
    if not isinstance(item.value, dict):
        word = reader.choice(item, criterion, CHANGES)
        return Versus(change=word) if word else None  # type: ignore[arg-type]
    reader.closed(item, criterion, Versus.model_fields)
    parts = {key: part for key, part in item.value.items() if key in Versus.model_fields}
    if "by_at_least" not in parts and "by_at_most" not in parts:
        reader.error(
            "E020", item, f"{criterion} has no size", f"by_at_least or by_at_most, or just {criterion}: decreases"
        )
    values: dict[str, Any] = {}
    if "change" in parts:
        values["change"] = reader.choice(parts["change"], "change", MOVES)
    sizes = {key: _size(part, reader, key, criterion) for key, part in parts.items() if key != "change"}
    values |= {key: text for key, (text, _) in sizes.items()}
    low, high = (sizes.get(key, ("", None))[1] for key in ("by_at_least", "by_at_most"))
    if low and high and low[0] == high[0] and low[1] > high[1]:
        reader.error("E110", parts["by_at_most"], "by_at_most is less than by_at_least", "exchange them")
    return Versus(**values) if len(reader.problems) == before else None


def _size(item: Item, reader: Reader, key: str, criterion: str) -> tuple[str, tuple[str, float] | None]:
    """Return a change's size as written and, where it can be read, its dimension and amount."""
    text = reader.value(item, key)
    try:
        quantity = read_size(text, criterion) if text else None
    except QuantityError as error:
        hint = f"{error.hint}; or a share, such as 10 %"
        reader.error(error.code, item, f"{key}: {error.what}", hint)
        return text, None
    return text, quantity


def read_size(text: str, criterion: str) -> tuple[str, float]:
    """Return the dimension (share, or that of the criterion) and the amount of a change.

    Raises:
        QuantityError: neither a share nor a quantity of the criterion.
    """
    dimension = "share" if text.strip().endswith("%") else DIMENSIONS[criterion]
    return dimension, read_quantity(text, dimension).value


def read_value(item: Item, reader: Reader) -> ExpectedValue | None:
    """Return the figure expected, or None with problems."""
    parts = reader.mapping(item, "value")
    if parts is None:
        return None
    before = len(reader.problems)
    reader.closed(item, "value", (*VALUE_COLLECTIONS, *VALUE_KEYS))
    named = [key for key in parts if key in VALUE_COLLECTIONS]
    if len(named) != 1:
        what = f"a value is about one collection, found {' and '.join(named) or 'none'}"
        reader.error("E408", item.keys[named[1]] if named else item, what, f"one of {', '.join(VALUE_COLLECTIONS)}")
    for key in ("attribute", "is"):
        if key not in parts:
            reader.error("E020", item, f"value needs {key}", "such as value: {transfers: …, attribute: time, is: 36 h}")
    if len(reader.problems) > before:
        return None
    (collection,) = named
    values: dict[str, Any] = {"selector": {collection: reader.plain(parts[collection], collection)}}
    if "as_of" in parts:
        values["as_of"] = reader.date(parts["as_of"], "as_of")
    values["attribute"] = _read_attribute(parts["attribute"], reader, collection)
    if values["attribute"] == "status":
        values["value"] = reader.choice(parts["is"], "is", ("open", "closed"))
    elif values["attribute"]:
        read_figure(ATTRIBUTES[collection][values["attribute"]], parts["is"], reader, collection)
        values["value"] = reader.value(parts["is"], "is")
    return ExpectedValue(**values) if len(reader.problems) == before else None


def _read_attribute(item: Item, reader: Reader, collection: str) -> str:
    known = [*ATTRIBUTES[collection], *(["status"] if collection in STATUS_COLLECTIONS else [])]
    name = reader.value(item, "attribute")
    if name and name not in known:
        what = f"{collection} have no attribute {shown(name)}"
        reader.error("E408", item, what, near_hint(name, known, most=len(known), listed=True))
        return ""
    return name
