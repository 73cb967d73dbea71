"""What a stack changes on a date, figure by figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from routeplanner.scenario.apply import Applied


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that differs from the base: old → new ← overrides."""

    table: str
    row_id: str
    field: str
    """Column; empty for a row that is new."""
    old: object
    """None for a row that is new."""
    new: object
    overrides: tuple[str, ...]
    """`scenario#override` of all that had a hand in it, sorted."""
    sources: tuple[str, ...]
    """`scenario:source` behind them, sorted."""


def diff(applied: Applied, day: date | None = None) -> tuple[Difference, ...]:
    """Return every figure that differs from the base on a day, by table, row and column.

    Without a day: on the latest `as_of` of the stack, else on the network's reference date.
    """
    network = applied.at(day or applied.as_of or applied.base.reference_date)
    return tuple(
        Difference(
            key.table,
            key.row_id,
            key.field,
            traces[0].old,
            traces[0].new,
            tuple(sorted(trace.override for trace in traces)),
            tuple(sorted({name for trace in traces for name in trace.sources})),
        )
        for key, traces in sorted(network.changes.items())
        if key not in applied.base.changes
    )
