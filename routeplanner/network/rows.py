"""One row of a table: what its columns hold, and cells into a validated record.

Nearly every row is sound, and most of its texts have been seen in the rows above. So the quick way converts and tests
each text of a column once; only a row in doubt goes to pydantic, which judges it and says what is wrong.
"""

from __future__ import annotations

import re
from functools import cache
from operator import getitem
from typing import TYPE_CHECKING, Any, NamedTuple

from routeplanner.network.cells import READERS, CellError, cell_kind, check_characters, read_cell, shown
from routeplanner.network.model import (
    COLOR_PATTERN,
    COUNTRY_PATTERN,
    KEYS,
    MONTH_DAY_PATTERN,
    SLUG_PATTERN,
    TABLES,
)
from routeplanner.record import field_tests

if TYPE_CHECKING:
    from collections.abc import Iterable

    from routeplanner.errors import Problem
    from routeplanner.fields import Test
    from routeplanner.network.table import TableText
    from routeplanner.record import Record


class Column(NamedTuple):
    """How the cells of a column are read."""

    kind: str
    """text, number, integer, bool, date or list."""
    blank: str
    """What an empty cell is: text, list, none, or never."""
    has_default: bool

    def blank_value(self, name: str) -> str | tuple[()] | None:
        """Return the value of an empty cell, or raise `CellError`."""
        if self.blank == "never":
            raise CellError("E112", f"{name} is empty", "every row needs one")
        return {"text": "", "list": (), "none": None}[self.blank]


@cache
def columns_of(name: str) -> dict[str, Column]:
    """Return the columns of a table; an id, and text with a pattern or a least length, is never blank."""
    columns = {}
    for column, info in TABLES[name].model_fields.items():
        kind, optional = cell_kind(info.annotation)
        if info.metadata:
            blank = "never"
        elif info.annotation is str:
            blank = "never" if column == KEYS[name] else "text"
        else:
            blank = "list" if kind == "list" else "none" if optional else "never"
        columns[column] = Column(kind, blank, not info.is_required())
    return columns


class _Texts(dict[str, Any]):
    """The values of a column by the text of the cell, for the texts whose value is beyond doubt."""

    __slots__ = ("_column", "_default", "_name", "_read", "_test")

    def __init__(self, name: str, column: Column, default: object, test: Test) -> None:
        super().__init__()
        self._name = name
        self._column = column
        self._default = default
        self._read = READERS[column.kind]
        self._test = test

    def __missing__(self, raw: str) -> Any:  # noqa: ANN401 - the value's type follows the column
        text = raw.strip()
        if text:
            value = self._read(text)
        elif self._column.has_default:
            value = self._default
        else:
            value = self._column.blank_value(self._name)
        if not self._test(value):
            raise _DoubtError
        self[raw] = value
        return value


class _DoubtError(ValueError):
    """A value that pydantic must judge."""


class RowReader:
    """Reads the rows of one table; its header must be sound."""

    def __init__(self, table: TableText) -> None:
        self.table = table
        self.model = TABLES[table.name]
        self.columns = columns_of(table.name) | {
            name: columns_of(table.name)[name]._replace(has_default=True) for name in table.defaults
        }
        tests = field_tests(self.model)
        defaults = {name: field.default for name, field in self.model.model_fields.items()} | dict(table.defaults)
        self._defaults = {name: default for name, default in defaults.items() if name not in table.header}
        self._texts = [_Texts(name, self.columns[name], defaults[name], tests[name]) for name in table.header]

    def read(self, number: int, cells: list[str], problems: list[Problem]) -> Record | None:
        """Return the record of a line, None with problems when a cell is wrong."""
        try:
            check_characters(self.table.lines[number - 1])
            values = dict(zip(self.table.header, map(getitem, self._texts, cells), strict=True))
        except (CellError, _DoubtError):
            return self._read_slowly(number, cells, problems)
        return self.model.adopt(self._defaults | values)

    def _read_slowly(self, number: int, cells: list[str], problems: list[Problem]) -> Record | None:
        """Return the record as pydantic takes it, None with every problem when a cell is wrong."""
        values: dict[str, Any] = dict(self.table.defaults)
        failed: set[str] = set()
        for index, (name, raw) in enumerate(zip(self.table.header, cells, strict=True)):
            try:
                check_characters(raw)
                if raw.strip():
                    values[name] = read_cell(raw.strip(), self.columns[name].kind)
                elif not self.columns[name].has_default:
                    values[name] = self.columns[name].blank_value(name)
            except CellError as error:
                failed.add(name)
                problems.append(self.table.problem(error.code, number, index, error.what, error.hint))
        return _validated(self.table, number, values, failed, problems)


def _validated(
    table: TableText, number: int, values: dict[str, Any], failed: set[str], problems: list[Problem]
) -> Record | None:
    """Return the record, or None with the problems of its cells but for those that failed already."""
    from pydantic import ValidationError  # noqa: PLC0415 - only for a row in doubt

    try:
        record = TABLES[table.name].model_validate(values)
    except ValidationError as error:
        for item in error.errors():
            column = str(item["loc"][0]) if item["loc"] else table.header[0]
            if column in failed:
                continue
            index = table.header.index(column) if column in table.header else None
            code, what, hint = describe_violation(column, item)
            problems.append(table.problem(code, number, index, what, hint))
        return None
    return None if failed else record


def describe_violation(column: str, item: Any) -> tuple[str, str, str]:  # noqa: ANN401 - pydantic's error details
    """Return code, what and hint for one pydantic error."""
    kind, value, context = item["type"], item["input"], item.get("ctx", {})
    given = shown(value) if isinstance(value, str) else f"{value!r}"
    if kind == "literal_error":
        return "E111", f"{column} {given} is not known", _choice_hint(value, context.get("expected", ""))
    if kind in _BOUNDS:
        bound = next(iter(context.values()))
        return "E110", f"{column} {given} is out of range", f"must be {_BOUNDS[kind]} {bound:g}"
    if kind == "string_pattern_mismatch":
        pattern = context.get("pattern", "")
        return "E114", f"{column} {given} has the wrong form", _FORMS.get(pattern, f"must match {pattern}")
    return "E102", f"{column} {given}: {item['msg']}", ""


_BOUNDS = {
    "greater_than_equal": "at least",
    "greater_than": "more than",
    "less_than_equal": "at most",
    "less_than": "less than",
}
_FORMS = {
    SLUG_PATTERN: "write lower-case letters, digits and hyphens, such as khorgos-cn",
    COUNTRY_PATTERN: "write the two capitals of ISO 3166-1, such as KZ",
    MONTH_DAY_PATTERN: "write MM-DD, such as 12-01",
    COLOR_PATTERN: "write # and six hexadecimal digits, such as #1b9e77",
}


def _choice_hint(value: object, expected: str) -> str:
    near = nearest(str(value), re.findall(r"'([^']+)'", expected))
    return f"did you mean {near!r}? one of {expected}" if near else f"one of {expected}"


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word nearest to one, empty when none is close."""
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    return next(iter(get_close_matches(word, list(known), n=1)), "")
