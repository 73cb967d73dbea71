"""Published figures by the trip they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from routeplanner.network.model import Published
    from routeplanner.terms import Mode, PublishedScope, Regime, Scope, ServiceClass


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

    def record(self) -> dict[str, Any]:
        """Return the trip as what JSON can hold."""
        return self._asdict() | {
            "corridor": self.corridor or None,
            "modes": list(self.modes),
            "on_date": self.on_date.isoformat() if self.on_date else None,
        }


def case_of(row: Published) -> Case:
    """Return the trip a figure is about."""
    modes = tuple(sorted(row.modes))
    ends = (row.origin, row.destination)
    return Case(*ends, row.corridor, modes, row.service_class, row.equipment, row.scope, row.regime, row.on_date)


def scope_planned(scope: PublishedScope) -> Scope:
    """Return the scope a trip is planned with: the stop at a trip's own end counts in neither border nor terminal."""
    return "terminal" if scope == "border" else scope


def by_case(rows: Iterable[Published]) -> dict[Case, list[Published]]:
    """Return the figures that are compared (fit or check) by trip, in the order given."""
    groups: dict[Case, list[Published]] = {}
    for row in rows:
        if row.use != "context":
            groups.setdefault(case_of(row), []).append(row)
    return groups
