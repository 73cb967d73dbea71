"""A comparison as text: a table of corridors per column, each figure with its gap to the best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.report import header as head
from routeplanner.report.cells import Cell, Column, Painter
from routeplanner.report.container import container_words
from routeplanner.report.notes import note_texts
from routeplanner.report.words import change_in_days, change_in_dollars, change_in_share, count, days, dollars
from routeplanner.terms import LABELS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from routeplanner.analysis.compare import Comparison, Row
    from routeplanner.itinerary.model import Container, Itinerary
    from routeplanner.network.network import Network

COLUMNS = (
    Column("corridor", least=14), Column("days", right=True), Column("gap", right=True), Column("cost", right=True),
    Column("gap", right=True), Column("kg CO2e", right=True), Column("gap", right=True, spare=True),
    Column("by", spare=True), Column("change", right=True), Column("change", right=True),
)  # fmt: skip
TWO_COLUMNS = (
    Column("corridor", least=14), Column("days", right=True), Column("gap", right=True), Column("cost", right=True),
    Column("kg CO2e", right=True, spare=True), Column("by", spare=True), Column("least cost", right=True),
    Column("gap", right=True), Column("in days", right=True), Column("change", right=True),
    Column("change", right=True),
)  # fmt: skip
"""Where each corridor has a fastest and a cheapest way."""
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
    ways = f"its {LABELS[header.request.by[0]]} itinerary"
    ways += ", and its least cost beside it" if _has_two(comparison) else ""
    pairs.insert(1, ("each by", f"{ways} (--by chooses)"))
    terms = container_words(containers(comparison))
    if terms:
        pairs.append(("container", terms))
    lines = head.paint_header(painter, f"{head.title(header)}: corridors", pairs)
    for label, own in zip(comparison.columns, comparison.headers, strict=True):
        rows = [row for row in comparison.rows if row.scenario == label]
        lines += ["", *_column_lines(painter, comparison, label, rows, header.network)]
        for _, text in head.scenario_lines(own.scenarios, own.as_of) if own.scenarios else ():
            lines += painter.paragraph(f"scenario {text}", indent=2, hang=4, style="faint")
        if explain:
            lines += _overrides(painter, rows, header.network)
    if comparison.left_out:
        lines += ["", *painter.paragraph(f"left out: {left_out(comparison)}", hang=2)]
    for note in note_texts(comparison, explain=explain):
        lines += ["", *painter.paragraph(note, hang=2)]
    return lines


def containers(comparison: Comparison) -> list[Container | None]:
    """Return whose container the prices of every itinerary are for."""
    rows = [found for row in comparison.rows for found in (row.itinerary, row.cheapest)]
    return [found.container for found in (*rows, *comparison.best) if found is not None]


def left_out(comparison: Comparison) -> str:
    """Return the corridors that are no choice, one list per reason."""
    by_reason: dict[str, list[str]] = {}
    for corridor, reason in comparison.left_out:
        by_reason.setdefault(reason, []).append(head.corridor_name(comparison.header.network, corridor))
    return "; ".join(f"{', '.join(names)} ({reason})" for reason, names in by_reason.items())


def _has_two(comparison: Comparison) -> bool:
    return any(row.cheapest is not None for row in comparison.rows)


def best_values(rows: Sequence[Row], free: Itinerary | None = None) -> dict[str, float]:
    """Return the least hours, dollars and kg CO2e of a column, for the criteria that any row has.

    `free` is the column's best itinerary with no corridor forced.
    """
    itineraries = [found for row in rows for found in (row.itinerary, row.cheapest) if found is not None]
    itineraries += [] if free is None else [free]
    return {name: min(map(value, itineraries)) for name, value in FIELDS.items() if itineraries}


def shown_rows(rows: Sequence[Row], network: Network) -> list[Row]:
    """Return a column's rows without the corridors whose branch goes the same way."""
    ways = {row.corridor: _ways(row) for row in rows if row.itinerary is not None}
    branches = {name: network.corridors[name].parent for name in ways if name in network.corridors}
    same = {parent for name, parent in branches.items() if parent in ways and ways[parent] == ways[name]}
    return [row for row in rows if row.corridor not in same]


def _ways(row: Row) -> list[tuple[str, ...]]:
    return [found.nodes for found in (row.itinerary, row.cheapest) if found is not None]


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
    rows = shown_rows(rows, network)
    two = _has_two(comparison)
    table = []
    if free is not None:
        name = Cell("no corridor forced")
        table.append([name, *(_two(free, None, best) if two else _three(free, best)), Cell(""), Cell("")])
    for row in rows:
        if row.itinerary is not None:
            name = Cell(head.corridor_name(network, row.corridor))
            figures = _two(row.itinerary, row.cheapest, best) if two else _three(row.itinerary, best)
            base = None if label == first else comparison.row(first, row.corridor)
            table.append([name, *figures, *_changes(row.itinerary, base)])
    note = "" if label == first else f" (change against {first})"
    lines = painter.paragraph(f"{label}{note}", style="strong")
    if table:
        lines += painter.table(TWO_COLUMNS if two else COLUMNS, table, indent=2)
    else:
        lines += painter.paragraph("no corridor can be used", indent=2, style="bad")
    for row in rows:
        if row.itinerary is None:
            lines += painter.paragraph(_blocked(row, network), indent=2, hang=4, style="bad")
    return lines


def _gap(name: str, value: float, best: dict[str, float]) -> Cell:
    """Return the mark of a column's best figure, or the gap to it."""
    if value == best[name]:
        return Cell(BEST[name], "good")
    return Cell(change_in_days(value - best[name]) if name == "time" else change_in_share(value, best[name]))


def _three(itinerary: Itinerary, best: dict[str, float]) -> list[Cell]:
    """Return days, dollars and kg CO2e, each with its gap, and the modes."""
    hours, cost, kilos = (value(itinerary) for value in FIELDS.values())
    return [
        Cell(days(hours)), _gap("time", hours, best), Cell(dollars(cost)), _gap("cost", cost, best),
        Cell(count(kilos)), _gap("emissions", kilos, best), Cell("+".join(itinerary.modes)),
    ]  # fmt: skip


def _two(itinerary: Itinerary, cheapest: Itinerary | None, best: dict[str, float]) -> list[Cell]:
    """Return the figures of the fastest way, then the least dollars with their gap and days."""
    hours, cost, kilos = (value(itinerary) for value in FIELDS.values())
    least = [Cell(""), Cell(""), Cell("")]
    if cheapest is not None:
        gap = _gap("cost", cheapest.cost_usd, best)
        least = [Cell(dollars(cheapest.cost_usd)), gap, Cell(days(cheapest.time_h))]
    modes = Cell("+".join(itinerary.modes))
    return [Cell(days(hours)), _gap("time", hours, best), Cell(dollars(cost)), Cell(count(kilos)), modes, *least]


def _changes(itinerary: Itinerary, base: Row | None) -> list[Cell]:
    """Return the change of hours and dollars against the first column."""
    if base is None:
        return [Cell(""), Cell("")]
    if base.itinerary is None:
        return [Cell("opened"), Cell("")]
    hours, cost = itinerary.time_h - base.itinerary.time_h, itinerary.cost_usd - base.itinerary.cost_usd
    return [Cell(change_in_days(hours)), Cell(change_in_dollars(cost))]


def _blocked(row: Row, network: Network) -> str:
    """Return the line of a corridor that cannot be used."""
    overrides = sorted({override for blocker in row.blocked_by for override in blocker.overrides})
    reason = row.reason.removeprefix("no route while ")
    unsaid = [override for override in overrides if override not in reason]
    behind = f" – by {', '.join(unsaid)}" if unsaid else ""
    return f"{head.corridor_name(network, row.corridor)}: blocked, {reason}{behind}"


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
