"""Reading parts of a file: shape, closed keys, `$name`; every mistake becomes a problem with its place."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from routeplanner.network.cells import shown
from routeplanner.network.selection import near_hint
from routeplanner.units import Quantity, QuantityError, read_factor, read_quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from routeplanner.errors import Problem
    from routeplanner.scenario.document import Document, Item

_REFERENCE = re.compile(r"\$([a-z][a-z0-9_]*)", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)


class Reader:
    """Reads the parts of one document, under given parameter values, and collects what is wrong."""

    def __init__(self, document: Document, values: Mapping[str, str] | None = None) -> None:
        self.document = document
        self.values: Mapping[str, str] = values or {}
        self.used: set[str] = set()
        self.problems: list[Problem] = []

    def error(self, code: str, item: Item, what: str, hint: str = "") -> None:
        """Note a problem."""
        self.problems.append(self.document.problem(code, item, what, hint))

    def own_id(self, item: Item, what: str, example: str, pattern: re.Pattern[str], known: dict[str, Item]) -> str:
        """Return the id of an override or expectation, or nothing with a problem; `known` collects where ids stand."""
        parts = self.mapping(item, f"an {what}") or {}
        if "id" not in parts:
            self.error("E026", item, f"an {what} needs an id", f"such as id: {example}")
            return ""
        before = len(self.problems)
        name = self.text(parts["id"], "id")
        if len(self.problems) > before:
            return ""
        if not pattern.fullmatch(name):
            self.error("E114", parts["id"], f"id {shown(name)} has the wrong form", "lower-case, digits and hyphens")
            return ""
        if name in known:
            first = self.document.where(known[name])
            self.error("E029", parts["id"], f"id {name!r} stands already at {first}", f"give every {what} its own id")
            return ""
        known[name] = parts["id"]
        return name

    def mapping(self, item: Item, name: str) -> dict[str, Item] | None:
        """Return a mapping, or None with a problem."""
        if isinstance(item.value, dict):
            return item.value
        self.error("E020", item, f"{name} must be a mapping, found {kind_of(item)}", "write key: value")
        return None

    def listing(self, item: Item, name: str) -> list[Item]:
        """Return a list, or an empty one with a problem."""
        if isinstance(item.value, list):
            return item.value
        self.error(
            "E020", item, f"{name} must be a list, found {kind_of(item)}", "write it as [a, b], or a '- ' a line"
        )
        return []

    def text(self, item: Item, name: str) -> str:
        """Return prose: a text in which `$` is only a dollar sign; empty with a problem when it is none."""
        if isinstance(item.value, str) and not item.is_null:
            return item.value
        self.error("E020", item, f"{name} must be a text, found {kind_of(item)}")
        return ""

    def texts(self, item: Item, name: str) -> list[tuple[str, Item]]:
        """Return one text or a list of them, each with its place."""
        items = item.value if isinstance(item.value, list) else [item]
        return [(text, part) for part in items if (text := self.value(part, name))]

    def closed(self, item: Item, where: str, allowed: Iterable[str], unsupported: Sequence[str] = ()) -> None:
        """Note a problem for every key that is not allowed here."""
        known = list(allowed)
        for key, spot in item.keys.items():
            if key in unsupported:
                self.error("E022", spot, f"{key!r} is not supported by this version", f"supported: {', '.join(known)}")
            elif key not in known:
                self.error("E021", spot, f"unknown key {shown(key)} in {where}", near_hint(key, known, most=len(known)))

    def value(self, item: Item, name: str) -> str:
        """Return a single value, the parameter's where `$name` stands; empty with a problem when it is none."""
        if not isinstance(item.value, str) or item.is_null:
            self.error("E020", item, f"{name} must be a single value, found {kind_of(item)}")
            return ""
        if "$" not in item.value:
            return item.value
        found = _REFERENCE.fullmatch(item.value)
        if found is None:
            what = f"{shown(item.value)}: a parameter must be the whole value"
            self.error("E302", item, what, "put the unit into the parameter's value, and write $name alone")
            return ""
        self.used.add(found[1])
        if found[1] in self.values:
            return self.values[found[1]]
        what = f"there is no parameter {found[1]!r}"
        self.error("E301", item, what, near_hint(found[1], self.values))
        return ""

    def plain(self, item: Item, name: str) -> Any:  # noqa: ANN401 - text, list or mapping
        """Return a part as plain data, with parameter values filled in."""
        if isinstance(item.value, dict):
            return {key: self.plain(part, f"{name}.{key}") for key, part in item.value.items()}
        if isinstance(item.value, list):
            return [self.plain(part, name) for part in item.value]
        if item.is_null:
            return ""
        return self.value(item, name)

    def quantity(self, item: Item, name: str, dimension: str, *, signed: bool = False) -> Quantity | None:
        """Return a quantity, or None with a problem."""
        text = self.value(item, name)
        try:
            return read_quantity(text, dimension, signed=signed) if text else None
        except QuantityError as error:
            self.error(error.code, item, f"{name}: {error.what}", error.hint)
            return None

    def factor(self, item: Item, name: str) -> float | None:
        """Return a factor, or None with a problem."""
        text = self.value(item, name)
        try:
            return read_factor(text) if text else None
        except QuantityError as error:
            self.error(error.code, item, f"{name}: {error.what}", error.hint)
            return None

    def date(self, item: Item, name: str) -> date | None:
        """Return a date, or None with a problem."""
        text = self.value(item, name)
        if not text:
            return None
        found = as_date(text)
        if found is None:
            self.error("E105", item, f"{name}: {shown(text)} is not a date", "write YYYY-MM-DD, such as 2026-01-31")
        return found

    def count(self, item: Item, name: str) -> int | None:
        """Return a whole number from 0 up, or None with a problem."""
        text = self.value(item, name)
        if not text:
            return None
        if _WHOLE.fullmatch(text):
            return int(text)
        self.error("E109", item, f"{name}: {shown(text)} is not a whole number", "write digits only, such as 2")
        return None

    def choice(self, item: Item, name: str, allowed: Sequence[str]) -> str:
        """Return one of several words; empty with a problem when it is none of them."""
        text = self.value(item, name)
        if text and text not in allowed:
            self.error("E111", item, f"{name} {shown(text)} is not known", near_hint(text, allowed))
            return ""
        return text


def as_date(text: str) -> date | None:
    """Return the date a text is, or None."""
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def kind_of(item: Item) -> str:
    """Return what is written at a place, in words."""
    if isinstance(item.value, dict):
        return "a mapping"
    if isinstance(item.value, list):
        return "a list"
    return "nothing" if item.is_null else shown(item.value)
