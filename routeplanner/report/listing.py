"""Lists without geography: scenarios, networks, places, sources, rows, figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from routeplanner.report.cells import Cell, Column, Painter
from routeplanner.report.words import amount

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows with the same keys, under a title."""

    kind: ClassVar[str] = "listing"
    """As `result.Result` has it."""

    title: str
    columns: tuple[str, ...]
    """Keys every row has, in order."""
    rows: tuple[Mapping[str, Any], ...]
    """Values: text, numbers, None, lists or mappings of these."""
    shown: tuple[str, ...] = ()
    """Keys the table shows; blank: all."""
    notes: tuple[str, ...] = ()
    """Sentences below the table."""
    whole: Mapping[str, Any] | None = None
    """What JSON shows instead of the rows."""

    def records(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries with the keys in order."""
        return [{name: row.get(name) for name in self.columns} for row in self.rows]


def listing_lines(painter: Painter, listing: Listing, explain: bool) -> list[str]:  # noqa: ARG001, FBT001 - as `plan`
    """Return the lines of a listing."""
    shown = listing.shown or listing.columns
    rows = listing.records()
    columns = [Column(name.replace("_", " "), right=_is_numeric(rows, name)) for name in shown]
    lines = painter.paragraph(listing.title, style="strong") if listing.title else []
    if rows:
        lines += painter.table(columns, [[Cell(as_cell(row[name])) for name in shown] for row in rows])
    for note in listing.notes:
        lines += painter.paragraph(note, hang=2)
    return lines


def _is_numeric(rows: Sequence[Mapping[str, Any]], name: str) -> bool:
    values = [row[name] for row in rows if row[name] is not None]
    return bool(values) and all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values)


def as_cell(value: Any) -> str:  # noqa: ANN401 - any value of a row
    """Return a value as text: lists joined, numbers plain, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return amount(value)
    if isinstance(value, dict):
        return ", ".join(f"{key} = {as_cell(item)}" for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(as_cell(item) for item in value)
    return str(value)
