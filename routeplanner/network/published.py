"""Published figures by the trip they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from routeplanner.network.model import Published
    from routeplanner.terms import Mode, PublishedScope, Regime, ServiceClass


class Case(NamedTuple):
    """The trip a published figure is about; figures of one case are one yardstick."""

    origin: str
    destination: str
    corridor: str
    """Empty: any."""
    modes: tuple[Mode, ...]
    """Sorted; empty: any."""
    service_class: ServiceClass | None
    equipment: str
    scope: PublishedScope
    regime: Regime
    on_date: date | None


def case_of(row: Published) -> Case:
    """Return the trip a figure is about."""
    modes = tuple(sorted(row.modes))
    ends = (row.origin, row.destination)
    return Case(*ends, row.corridor, modes, row.service_class, row.equipment, row.scope, row.regime, row.on_date)


def by_case(rows: Iterable[Published]) -> dict[Case, list[Published]]:
    """Return the figures that are compared (fit or check) by trip, in the order given."""
    groups: dict[Case, list[Published]] = {}
    for row in rows:
        if row.use != "context":
            groups.setdefault(case_of(row), []).append(row)
    return groups
