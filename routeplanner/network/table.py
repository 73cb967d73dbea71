"""One CSV table: positions of cells, header, lines into cells; what a row means is told by `rows`."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

from routeplanner.errors import Problem
from routeplanner.network.cells import MAX_CELL
from routeplanner.network.model import TABLES, row_key
from routeplanner.network.rows import RowReader, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from routeplanner.record import Record


class TableText:
    """A table as read: its lines, header and rows of cells, before any meaning.

    `defaults` are the values of columns that may be left out or blank, beside those the record has a default for;
    `folder` is the one that messages name before the file, empty where only one is read.
    """

    __slots__ = ("defaults", "delimiter", "folder", "header", "lines", "name", "path")

    def __init__(
        self,
        name: str,
        path: Path,
        lines: list[str],
        *,
        header: Iterable[str] = (),
        defaults: Mapping[str, Any] | None = None,
        folder: str = "",
    ) -> None:
        self.name = name
        self.path = path
        self.lines = lines
        self.header = list(header)
        self.delimiter = ","
        self.defaults = defaults or {}
        self.folder = folder

    @property
    def file(self) -> str:
        """Name of the file in messages."""
        return f"{self.folder}/{self.path.name}" if self.folder else self.path.name

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
        where = f"{self.file}:{line}:{column}"
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


def read_table(
    name: str, path: Path, text: str, *, defaults: Mapping[str, Any] | None = None, folder: str = ""
) -> tuple[TableText, dict[str, Record], dict[str, int], list[Problem]]:
    """Read one table; return its text, records by id, line of each, and every problem.

    A BOM, CRLF and `;` as delimiter are read (spreadsheets write them); everything else is strict. Columns with a
    value in `defaults` may be left out or blank. Messages name the file, after `folder` where one is given.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    table = TableText(name, path, lines, defaults=defaults, folder=folder)
    problems: list[Problem] = []
    if table.lines and table.lines[0].strip().lower().startswith("sep="):
        what = "Excel's separator line is not part of the table"
        return table, {}, {}, [table.problem("E701", 1, None, what, "delete the first line")]
    if not table.lines or not table.lines[0].strip():
        return table, {}, {}, [table.problem("E713", 1, None, f"{table.file} is empty", "it needs a header line")]
    head = table.lines[0]
    table.delimiter = ";" if head.count(";") > head.count(",") else ","
    problems += _read_header(table)
    if problems:
        return table, {}, {}, problems
    rows: dict[str, Record] = {}
    numbers: dict[str, int] = {}
    reader = RowReader(table)
    for number, cells in _split_rows(table, problems):
        record = reader.read(number, cells, problems)
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
    if len(line) <= MAX_CELL and '"' not in line and "\r" not in line:
        return line.split(table.delimiter)  # as csv would
    limit = csv.field_size_limit()
    cells = line.split(table.delimiter) if len(line) > limit else []
    long = next((index for index, cell in enumerate(cells) if len(cell) > limit), None)
    if long is not None:  # csv itself would refuse it without saying where
        what = f"cell of more than {limit:,} characters, the limit is {MAX_CELL:,}"
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
            near = nearest(column, known)
            hint = f"did you mean {near!r}?" if near else f"known: {', '.join(known)}"
            problems.append(table.problem("E021", 1, index, f"unknown column {column!r}", hint))
            meant.add(near)
    for column, info in known.items():
        needed = info.is_required() and column not in table.defaults
        if column not in table.header and needed and column not in meant:
            what = f"column {column!r} is missing"
            problems.append(table.problem("E704", 1, None, what, f"{table.name}.csv needs: {', '.join(known)}"))
    return problems
