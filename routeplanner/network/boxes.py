"""Which row of `box.csv` is for a container hired in one country and given back in another."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from routeplanner.network.model import Hire


def most_specific(rows: Iterable[Hire], origin: str | None, destination: str | None, equipment: str) -> list[Hire]:
    """Return the rows for two countries and an equipment that are as specific as any: one, none, or a tie."""
    best: list[Hire] = []
    most = -1
    for row in rows:
        if (
            (row.from_region and origin not in _members(row.from_region))
            or (row.to_region and destination not in _members(row.to_region))
            or row.equipment not in {"", equipment}
        ):
            continue
        filled = bool(row.from_region) + bool(row.to_region) + bool(row.equipment)
        if filled > most:
            best, most = [row], filled
        elif filled == most:
            best.append(row)
    return best


@cache
def _members(region: tuple[str, ...]) -> frozenset[str]:
    from routeplanner.network.countries import expand_groups  # noqa: PLC0415 - most trips ask for no hire

    return expand_groups(region)
