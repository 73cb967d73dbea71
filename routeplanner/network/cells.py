"""One cell of a table: text in, a typed value or a reason out."""

from __future__ import annotations

import re
import types
from datetime import date
from math import isinf
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

if TYPE_CHECKING:
    from collections.abc import Callable

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)

MAX_CELL = 10_000
"""Characters a cell may have."""
MAX_SHOWN = 60
"""Characters of a cell a message repeats."""


class CellError(ValueError):
    """A cell that cannot be read: code, what, hint."""

    def __init__(self, code: str, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.code = code
        self.what = what
        self.hint = hint


def cell_kind(annotation: Any) -> tuple[str, bool]:  # noqa: ANN401 - any annotation of a record
    """Return what a column holds (text, number, integer, bool, date, list) and whether it may be empty."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return cell_kind(get_args(annotation)[0])
    if origin in {Union, types.UnionType}:
        members = [member for member in get_args(annotation) if member is not type(None)]
        return cell_kind(members[0])[0], len(members) < len(get_args(annotation))
    if origin is Literal:
        return ("integer" if isinstance(get_args(annotation)[0], int) else "text"), False
    if origin is tuple:
        return "list", True
    kinds = {float: "number", int: "integer", bool: "bool", date: "date"}
    return kinds.get(annotation, "text"), annotation is str


def read_cell(text: str, kind: str) -> Any:  # noqa: ANN401 - the value's type follows the column
    """Return the value of a non-empty cell, or raise `CellError`."""
    return READERS[kind](text)


def check_characters(text: str) -> None:
    """Refuse control and bidirectional characters and absurd lengths."""
    if len(text) > MAX_CELL:
        raise CellError("E705", f"cell of {len(text):,} characters, the limit is {MAX_CELL:,}")
    if text.isascii() and text.isprintable():
        return
    found = _FORBIDDEN.search(text)
    if found:
        raise CellError("E011", f"forbidden character U+{ord(found[0]):04X}", "delete it")


def shown(text: str) -> str:
    """Return a cell quoted for a message, cut when it is long."""
    return repr(text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…")


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise CellError("E101", f"{shown(text)} is not a plain number", _number_hint(text))
    value = float(text)
    if isinf(value):
        raise CellError("E110", f"{shown(text)} is out of range", "the largest number is about 1.8e308")
    return value


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text) or len(text) > 18:  # noqa: PLR2004 - digits of a 64-bit integer
        hint = "write digits only, such as 1435" if _NUMBER.fullmatch(text) else _number_hint(text)
        raise CellError("E101", f"{shown(text)} is not a whole number", hint)
    return int(text)


def _number_hint(text: str) -> str:
    if "\u2212" in text:
        return 'U+2212 MINUS SIGN is not "-"'
    if re.fullmatch(r"[+-]?\d+,\d+", text):
        return "write the decimal point as '.'"
    if any(character.isdigit() and not character.isascii() for character in text):
        return "write the digits 0 to 9"
    if re.fullmatch(r"[+-]?[\d\s_,'’]+(\.\d+)?", text):
        return "write digits without separators, such as 1200"
    return "write digits and at most one '.', such as 1200 or 0.5"


def _bool(text: str) -> bool:
    if text not in {"true", "false"}:
        raise CellError("E103", f"{shown(text)} is neither true nor false", "write true or false")
    return text == "true"


def _date(text: str) -> date:
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise CellError("E105", f"{shown(text)} is not a date", "write YYYY-MM-DD, such as 2026-01-31")


def _list(text: str) -> tuple[str, ...]:
    items = tuple(item.strip() for item in text.split("|"))
    if "" in items:
        raise CellError("E113", f"{shown(text)} has an empty item", "separate items by one '|'")
    return items


READERS: dict[str, Callable[[str], Any]] = {
    "text": str,
    "number": _number,
    "integer": _integer,
    "bool": _bool,
    "date": _date,
    "list": _list,
}
"""Kind of a column → what reads its cells."""
