"""What a stack changes on a date, figure by figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from routeplanner.scenario.applied import Applied


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that differs from the base: old → new ← overrides."""

    table: str
    row_id: str
    field: str
    """Column."""
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
    found = []
    for key, traces in sorted(network.changes.items()):
        own = traces[len(applied.base.changes.get(key, ())) :]  # the base may itself be derived
        if own:
            overrides = tuple(sorted(trace.override for trace in own))
            sources = tuple(sorted({name for trace in own for name in trace.sources}))
            found.append(Difference(*key, own[0].old, own[0].new, overrides, sources))
    return tuple(found)
