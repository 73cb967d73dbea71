"""A comparison as text: a table of corridors per column, each figure with its gap to the best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.report import header as head
from routeplanner.report.cells import Cell, Column, Painter
from routeplanner.report.words import change_in_days, change_in_dollars, change_in_share, count, days, dollars
from routeplanner.terms import LABELS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from routeplanner.analysis.compare import Comparison, Row
    from routeplanner.itinerary.model import Itinerary
    from routeplanner.network.network import Network

COLUMNS = (
    Column("corridor", least=14), Column("days", right=True), Column("gap", right=True), Column("cost", right=True),
    Column("gap", right=True), Column("kg CO2e", right=True), Column("gap", right=True, spare=True),
    Column("change", right=True), Column("change", right=True),
)  # fmt: skip
BEST = {"time": "fastest", "cost": "cheapest", "emissions": "lowest"}
FIELDS: dict[str, Callable[[Itinerary], float]] = {
    "time": lambda itinerary: itinerary.time_h,
    "cost": lambda itinerary: itinerary.cost_usd,
    "emissions": lambda itinerary: itinerary.emissions_kgco2e,
}


def comparison_lines(painter: Painter, comparison: Comparison, explain: bool) -> list[str]:  # noqa: FBT001 - as `plan`
    """Return the lines of a comparison."""
    header = comparison.header
    pairs = head.lines(header, with_scenarios=False)
    pairs.insert(1, ("each by", f"its {LABELS[header.request.by[0]]} itinerary (--by chooses)"))
    lines = head.paint_header(painter, f"{head.title(header)}: corridors", pairs)
    for label, own in zip(comparison.columns, comparison.headers, strict=True):
        rows = [row for row in comparison.rows if row.scenario == label]
        lines += ["", *_column_lines(painter, comparison, label, rows, header.network)]
        for _, text in head.scenario_lines(own.scenarios) if own.scenarios else ():
            lines += painter.paragraph(text, indent=2, hang=4, style="faint")
        if explain:
            lines += _overrides(painter, rows, header.network)
    if comparison.left_out:
        lines += ["", *painter.paragraph(f"left out: {left_out(comparison)}", hang=2)]
    return lines


def left_out(comparison: Comparison) -> str:
    """Return the corridors that are no choice, one list per reason."""
    by_reason: dict[str, list[str]] = {}
    for corridor, reason in comparison.left_out:
        by_reason.setdefault(reason, []).append(head.corridor_name(comparison.header.network, corridor))
    return "; ".join(f"{', '.join(names)} ({reason})" for reason, names in by_reason.items())


def best_values(rows: Sequence[Row], free: Itinerary | None = None) -> dict[str, float]:
    """Return the least hours, dollars and kg CO2e of a column, for the criteria that any row has.

    `free` is the column's best itinerary with no corridor forced.
    """
    itineraries = [row.itinerary for row in rows if row.itinerary is not None]
    itineraries += [] if free is None else [free]
    return {name: min(map(value, itineraries)) for name, value in FIELDS.items() if itineraries}


def free_choice(comparison: Comparison, label: str) -> Itinerary | None:
    """Return a column's best itinerary with no corridor forced, unless one of its corridors goes the same way."""
    free = dict(zip(comparison.columns, comparison.best, strict=False)).get(label)
    rows = [row.itinerary for row in comparison.rows if row.scenario == label and row.itinerary is not None]
    return None if free is None or any(itinerary.nodes == free.nodes for itinerary in rows) else free


def _column_lines(
    painter: Painter, comparison: Comparison, label: str, rows: Sequence[Row], network: Network
) -> list[str]:
    """Return the table of one column: open corridors with their gaps, blocked ones with the reason."""
    free = free_choice(comparison, label)
    best = best_values(rows, free)
    first = comparison.columns[0]
    table = []
    if free is not None:
        table.append(_cells(free, best, network, None, None))
    for row in rows:
        if row.itinerary is not None:
            base = None if label == first else comparison.row(first, row.corridor)
            table.append(_cells(row.itinerary, best, network, row.corridor, base))
    note = "" if label == first else f" (change against {first})"
    lines = painter.paragraph(f"{label}{note}", style="strong")
    if table:
        lines += painter.table(COLUMNS, table, indent=2)
    else:
        lines += painter.paragraph("no corridor can be used", indent=2, style="bad")
    for row in rows:
        if row.itinerary is None:
            lines += painter.paragraph(_blocked(row, network), indent=2, hang=4, style="bad")
    return lines


def _cells(
    itinerary: Itinerary, best: dict[str, float], network: Network, corridor: str | None, base: Row | None
) -> list[Cell]:
    hours, cost, kilos = itinerary.time_h, itinerary.cost_usd, itinerary.emissions_kgco2e
    gaps = {
        "time": change_in_days(hours - best["time"]),
        "cost": change_in_share(cost, best["cost"]),
        "emissions": change_in_share(kilos, best["emissions"]),
    }
    marks = {
        name: Cell(BEST[name], "good") if value(itinerary) == best[name] else Cell(gaps[name])
        for name, value in FIELDS.items()
    }
    changes = [Cell(""), Cell("")]
    if base is not None:
        changes = [Cell("opened"), Cell("")]
        if base.itinerary is not None:
            changes = [
                Cell(change_in_days(hours - base.itinerary.time_h)),
                Cell(change_in_dollars(cost - base.itinerary.cost_usd)),
            ]
    return [
        Cell("no corridor forced" if corridor is None else head.corridor_name(network, corridor)),
        Cell(days(hours)), marks["time"], Cell(dollars(cost)), marks["cost"], Cell(count(kilos)), marks["emissions"],
        *changes,
    ]  # fmt: skip


def _blocked(row: Row, network: Network) -> str:
    """Return the line of a corridor that cannot be used."""
    overrides = sorted({override for blocker in row.blocked_by for override in blocker.overrides})
    behind = f" – by {', '.join(overrides)}" if overrides else ""
    return f"{head.corridor_name(network, row.corridor)}: blocked, {row.reason.removeprefix('no route while ')}{behind}"


def _overrides(painter: Painter, rows: Sequence[Row], network: Network) -> list[str]:
    """Return which overrides each open corridor meets."""
    lines: list[str] = []
    for row in rows:
        legs = row.itinerary.legs if row.itinerary else ()
        met = list(dict.fromkeys(override for leg in legs for override in leg.overrides))
        if met:
            text = f"{head.corridor_name(network, row.corridor)} meets {', '.join(met)}"
            lines += painter.paragraph(text, indent=2, hang=4, style="faint")
    return lines
