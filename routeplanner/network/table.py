"""One CSV table: positions of cells, header, rows as validated records."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from routeplanner.errors import Problem
from routeplanner.network.cells import MAX_CELL, CellError, cell_kind, check_characters, read_cell, shown
from routeplanner.network.model import (
    COLOR_PATTERN,
    COUNTRY_PATTERN,
    KEYS,
    MONTH_DAY_PATTERN,
    SLUG_PATTERN,
    TABLES,
    row_key,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from routeplanner.record import Record


@dataclass(slots=True)
class TableText:
    """A table as read: its lines, header and rows of cells, before any meaning."""

    name: str
    path: Path
    lines: list[str]
    delimiter: str = ","
    header: list[str] = field(default_factory=list)

    def cell_span(self, line: int, index: int) -> tuple[int, int]:
        """Return (column, width) of a cell without the blanks around it, both in characters, column from 1."""
        text = self.lines[line - 1]
        start, end = 0, len(text)
        quoted = False
        seen = 0
        for position, character in enumerate(text):
            if character == '"':
                quoted = not quoted
            elif character == self.delimiter and not quoted:
                if seen == index:
                    end = position
                    break
                seen += 1
                start = position + 1
        cell = text[start:end]
        indent = len(cell) - len(cell.lstrip()) if cell.strip() else 0
        return start + indent + 1, max(1, len(cell.strip()))

    def problem(self, code: str, line: int, index: int | None, what: str, hint: str = "") -> Problem:
        """Return a problem at a cell, or at the whole line without an index."""
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        column, width = self.cell_span(line, index) if index is not None and excerpt else (1, 1)
        where = f"{self.path.name}:{line}:{column}"
        excerpt, caret = _window(excerpt, column)
        return Problem(code, where, what, hint, excerpt, caret, min(width, 60))

    def has_rows(self) -> bool:
        """Tell whether anything stands below the header line."""
        return any(line.strip() for line in self.lines[1:])


def _window(text: str, column: int, width: int = 100) -> tuple[str, int]:
    """Return the part of a long line around a column, and the column within it; what a terminal cannot show is `·`."""
    text = "".join(character if character.isprintable() else "·" for character in text)
    if len(text) <= width:
        return text, column
    start = max(0, column - 1 - width // 3)
    part = text[start : start + width]
    prefix = "…" if start else ""
    suffix = "…" if start + width < len(text) else ""
    return prefix + part + suffix, column - start + len(prefix)


def read_table(name: str, path: Path, text: str) -> tuple[TableText, dict[str, Record], dict[str, int], list[Problem]]:
    """Read one table; return its text, records by id, line of each, and every problem.

    A BOM, CRLF and `;` as delimiter are read (spreadsheets write them); everything else is strict.
    """
    table = TableText(name, path, text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"))
    problems: list[Problem] = []
    if table.lines and table.lines[0].strip().lower().startswith("sep="):
        what = "Excel's separator line is not part of the table"
        return table, {}, {}, [table.problem("E701", 1, None, what, "delete the first line")]
    if not table.lines or not table.lines[0].strip():
        return table, {}, {}, [table.problem("E713", 1, None, f"{path.name} is empty", "it needs a header line")]
    head = table.lines[0]
    table.delimiter = ";" if head.count(";") > head.count(",") else ","
    problems += _read_header(table)
    if problems:
        return table, {}, {}, problems
    rows: dict[str, Record] = {}
    numbers: dict[str, int] = {}
    for number, cells in _split_rows(table, problems):
        record = _read_row(table, number, cells, problems)
        if record is None:
            continue
        key = row_key(name, record)
        if key in rows:
            what = f"{key!r} stands already on line {numbers[key]}"
            problems.append(table.problem("E710", number, 0, what, "give every row its own id"))
            continue
        rows[key] = record
        numbers[key] = number
    return table, rows, numbers, problems


def _split_rows(table: TableText, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of every line; a line that is not one whole row is a problem."""
    for number, line in enumerate(table.lines[1:], start=2):
        if not line.strip():
            continue
        cells = _split(table, number, line, problems)
        if cells is None:
            continue
        if len(cells) != len(table.header):
            what = f"{len(table.header)} columns expected, {len(cells)} found"
            problems.append(table.problem("E702", number, None, what, _count_hint(line)))
            continue
        yield number, cells


def _split(table: TableText, number: int, line: str, problems: list[Problem]) -> list[str] | None:
    long = next((i for i, cell in enumerate(line.split(table.delimiter)) if len(cell) > csv.field_size_limit()), None)
    if long is not None:  # csv itself would refuse it without saying where
        what = f"cell of more than {csv.field_size_limit():,} characters, the limit is {MAX_CELL:,}"
        problems.append(table.problem("E705", number, long, what))
        return None
    try:
        (cells,) = csv.reader([line], delimiter=table.delimiter, strict=True)
    except (csv.Error, ValueError) as error:
        hint = "close every quote on its own line"
        if "\r" in line:
            hint = "end lines with LF or CRLF; a carriage return alone does not end one"
        problems.append(table.problem("E708", number, None, f"the row cannot be split into cells ({error})", hint))
        return None
    return cells


def _count_hint(line: str) -> str:
    if re.search(r"(^|[,;])-?\d+,\d+,", line):
        return "compare with the header line; write the decimal point as '.', and quote text that holds a comma"
    return "compare with the header line; quote text that holds a comma"


def _read_header(table: TableText) -> list[Problem]:
    problems: list[Problem] = []
    cells = _split(table, 1, table.lines[0], problems)
    if cells is None:
        return problems
    table.header = [cell.strip() for cell in cells]
    known = TABLES[table.name].model_fields
    meant: set[str] = set()
    for index, column in enumerate(table.header):
        if not column:
            problems.append(table.problem("E021", 1, index, f"column {index + 1} has no name", "delete the column"))
        elif column in table.header[:index]:
            first = table.header.index(column) + 1
            what = f"column {column!r} stands twice (columns {first} and {index + 1})"
            problems.append(table.problem("E703", 1, index, what, "delete one"))
        elif column not in known:
            near = _near(column, known)
            hint = f"did you mean {near!r}?" if near else f"known: {', '.join(known)}"
            problems.append(table.problem("E021", 1, index, f"unknown column {column!r}", hint))
            meant.add(near)
    for column, info in known.items():
        if column not in table.header and info.is_required() and column not in meant:
            what = f"column {column!r} is missing"
            problems.append(table.problem("E704", 1, None, what, f"{table.name}.csv needs: {', '.join(known)}"))
    return problems


def _near(word: str, known: Iterable[str]) -> str:
    """Return the known word nearest to one, empty when none is close."""
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    return next(iter(get_close_matches(word, list(known), n=1)), "")


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


def _read_row(table: TableText, number: int, cells: list[str], problems: list[Problem]) -> Record | None:
    columns = columns_of(table.name)
    values: dict[str, Any] = {}
    failed: set[str] = set()
    for index, (column, raw) in enumerate(zip(table.header, cells, strict=True)):
        try:
            check_characters(raw)
            if raw.strip():
                values[column] = read_cell(raw.strip(), columns[column].kind)
            elif not columns[column].has_default:
                values[column] = columns[column].blank_value(column)
        except CellError as error:
            failed.add(column)
            problems.append(table.problem(error.code, number, index, error.what, error.hint))
    return _validated(table, number, values, failed, problems)


def _validated(
    table: TableText, number: int, values: dict[str, Any], failed: set[str], problems: list[Problem]
) -> Record | None:
    """Return the record, or None with the problems of its cells but for those that failed already."""
    from pydantic import ValidationError  # noqa: PLC0415 - loaded with the records

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
    near = _near(str(value), re.findall(r"'([^']+)'", expected))
    return f"did you mean {near!r}? one of {expected}" if near else f"one of {expected}"
