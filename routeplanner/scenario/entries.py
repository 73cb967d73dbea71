"""New rows as network tables hold them, so that the tables' own checks can judge them and point into the scenarios."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from routeplanner.network.keyed import Rows
from routeplanner.network.model import TABLES
from routeplanner.network.network import Network
from routeplanner.network.table import TableText
from routeplanner.scenario.verbs.rows import column_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from routeplanner.errors import Problem
    from routeplanner.scenario.document import Item
    from routeplanner.scenario.verbs.base import Addition, Change
    from routeplanner.scenario.verbs.rows import NewRow

ORIGIN = "/"
"""What new rows have where rows of an overlay have its name; no folder is called so."""
HINTS = {
    "add it to border.csv; dwell_h may be 0": "add a border for it (add: {border: {link: …, dwell: …, fee: …}}); dwell may be 0"
}
"""Advice for tables → advice for scenarios."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row and the override that adds it."""

    change: Change
    new: NewRow
    addition: Addition

    @property
    def key(self) -> tuple[str, str]:
        """Table and row id."""
        return self.addition.table, self.addition.row_id

    def spot(self, column: str) -> Item:
        """Return where a column stands in the file; what stands nowhere is at the word for the row."""
        return self.new.cells.get(column) or self.change.item.find((self.change.verb.name, self.new.table))

    def problem(self, code: str, column: str, what: str, hint: str) -> Problem:
        """Return a problem of a column, in the words of scenarios."""
        words = column_words(self.new.table)
        pattern = re.compile(rf"\b({'|'.join(words)})\b")
        what, hint = (pattern.sub(lambda found: words[found[0]], text) for text in (what, hint))
        for old, new in HINTS.items():
            hint = hint.replace(old, new)
        return self.change.document.problem(code, self.spot(column), what, hint)

    def note(self, code: str, column: str, what: str, hint: str) -> None:
        """Note a problem at the override."""
        self.change.problems.append(self.problem(code, column, what, hint))

    def written(self, column: str) -> str:
        """Return the value of a column as it stands in the file; of a parameter and what stands nowhere, the value."""
        cell = self.new.cells.get(column)
        if cell is not None and isinstance(cell.value, str) and not cell.value.startswith("$"):
            return cell.value
        value = getattr(self.addition.row, column)
        return "nothing" if value in {None, "", ()} else str(value)

    def mentions(self, row_id: str) -> bool:
        """Tell whether the row names another."""
        values = (getattr(self.addition.row, column) for column in self.addition.told)
        return any(row_id in value if isinstance(value, tuple) else row_id == value for value in values)

    def differs(self, other: Entry) -> str:
        """Return the first column in which two rows for one id differ, empty when there is none."""
        mine, theirs = self.addition.row, other.addition.row
        return next((name for name in self.addition.told if getattr(mine, name) != getattr(theirs, name)), "")

    def clashes(self, other: Entry) -> bool:
        """Tell whether two overrides add one row with different values, and neither steps back."""
        if self.key != other.key or not (self.change.on and other.change.on) or not self.differs(other):
            return False
        ours, theirs = self.change, other.change
        return ours.override not in theirs.supersedes and theirs.override not in ours.supersedes


class Page(TableText):
    """The rows added to a table as if each stood on a line: what checks find in them is placed in their scenarios."""

    __slots__ = ("entries", "found")

    def __init__(self, table: str, entries: Sequence[Entry]) -> None:
        super().__init__(table, Path(f"{table}.csv"), [""] * len(entries), header=TABLES[table].model_fields)
        self.entries = entries
        self.found: list[tuple[Entry, Problem]] = []

    def cell_span(self, line: int, index: int) -> tuple[int, int]:  # noqa: ARG002 - as the table's own
        """Return an empty span: nothing is told from how a figure was written."""
        return 1, 0

    def problem(self, code: str, line: int, index: int | None, what: str, hint: str = "") -> Problem:
        """Return a problem in the scenario that adds the row."""
        entry = self.entries[line - 1]
        problem = entry.problem(code, "" if index is None else self.header[index], what, hint)
        self.found.append((entry, problem))
        return problem


def in_turns(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Return the rows in turns, each id once in a turn: rows for one id that never hold together take turns."""
    by_key: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        known = by_key.setdefault(entry.key, [])
        if all(other.differs(entry) for other in known):
            known.append(entry)
    most = max(map(len, by_key.values()), default=0)
    return [[known[min(turn, len(known) - 1)] for known in by_key.values()] for turn in range(most)]


def lay(base: Network, entries: Iterable[Entry]) -> tuple[Network, dict[str, Page]]:
    """Return the base with rows of distinct ids, and the pages they stand on for the checks."""
    by_table: dict[str, list[Entry]] = {}
    for entry in entries:
        by_table.setdefault(entry.new.table, []).append(entry)
    tables = {name: base.table(name) for name in TABLES}
    for name, of_table in by_table.items():
        rows = base.table(name)
        # sources are declared in the scenario and have been looked up there
        new = {entry.key[1]: entry.addition.row.model_copy(update={"source_id": ()}) for entry in of_table}
        both = {**rows, **new}
        lines = rows.lines() | {row_id: number for number, row_id in enumerate(new, start=1)}
        origins = rows.origins() | dict.fromkeys(new, ORIGIN)
        tables[name] = Rows(TABLES[name], {key: both[key] for key in sorted(both)}, lines=lines, origins=origins)
    pages = {f"{ORIGIN}/{name}": Page(name, of_table) for name, of_table in by_table.items()}
    return Network(tables, overlays=base.overlays), pages


def blame(problem: Problem, entries: Sequence[Entry]) -> tuple[Entry, Problem]:
    """Return a problem of a row of the base at the new row that brought it about: one that names the row, or the first."""
    row_id = problem.where.partition(".csv ")[2]
    entry = next((entry for entry in entries if entry.mentions(row_id)), entries[0])
    return entry, entry.problem(problem.code, "", problem.what, problem.hint)
