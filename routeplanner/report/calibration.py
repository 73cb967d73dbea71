"""A calibration as text, JSON, HTML and GeoJSON: every published range beside the planned figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplanner.analysis.calibration import AIMS, CHECK_BELOW, MEASURES
from routeplanner.report import header as head
from routeplanner.report import published as words
from routeplanner.report.cells import Cell, Column, Painter
from routeplanner.report.records import network_record, rounded
from routeplanner.report.words import NONE, count, joined, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from routeplanner.analysis.calibration import Calibration, Group, LeftOut, Match, Range, Summary
    from routeplanner.network.published import Case

SCHEMA = "routeplanner/calibration/1"
GROUPS = (
    Column("trip", least=14), Column("how", least=10, spare=True),
    Column("scope, regime", least=10, spare=True),
    Column("days", right=True), Column("planned", right=True), Column("error", right=True),
    Column("dollars", right=True), Column("planned", right=True), Column("error", right=True),
)  # fmt: skip
HEADINGS = {"fit": "others of the network's figures were chosen with these in view", "check": "kept aside to test them"}
SUMMARY = (
    Column("measure"), Column("use"), Column("groups", right=True), Column("inside", right=True),
    Column("within", right=True), Column("share", right=True), Column("aim", right=True),
    Column("median off middle", right=True, spare=True), Column("worst", right=True), Column("no route", right=True),
)  # fmt: skip


def calibration_lines(painter: Painter, found: Calibration, explain: bool) -> list[str]:  # noqa: FBT001 - as `plan`
    """Return the lines of a calibration: groups, summary, what is left out; with `explain`, the figures' ids."""
    network = found.network
    lines = painter.paragraph(f"{network.id} {network.version}: published and planned", style="strong")
    if not found.groups and not found.left_out:
        return [*lines, *painter.paragraph("nothing is published in this network: it has no published.csv")]
    lines += painter.paragraph(method(found), style="faint")
    if found.groups:
        for use, meaning in HEADINGS.items():
            lines += _group_lines(painter, found, use, meaning, explain=explain)
        lines += ["", *painter.table(SUMMARY, [[Cell(text) for text in row] for row in summary_rows(found)])]
        lines += painter.paragraph(verdict(found))
    if found.left_out:
        lines += ["", *painter.paragraph("left out:", style="strong")]
        for each in found.left_out:
            lines += painter.paragraph(f"{left_out_title(found, each)}: {each.reason}", indent=2, hang=4)
    return lines


def _group_lines(painter: Painter, found: Calibration, use: str, meaning: str, *, explain: bool) -> list[str]:
    groups = [group for group in found.groups if group.use == use]
    if not groups:
        return []
    heading, *blocks = painter.blocks(GROUPS, [group_cells(group, found) for group in groups])
    lines = ["", *painter.paragraph(f"{use}: {meaning}", style="strong"), *heading]
    for group, block in zip(groups, blocks, strict=True):
        lines += block
        if explain:
            lines += painter.paragraph(f"from {', '.join(group.published)}", indent=3, hang=5, style="faint")
    return lines


def method(found: Calibration) -> str:
    """Return how figures are compared, one sentence or two."""
    days, dollars = (percent(found.tolerance[measure]) for measure in MEASURES)
    return (
        f"Planned: days of the fastest way, dollars of the cheapest for one unit, both as published (corridor, modes,"
        f" class, scope, date). Error: how far outside the published range. Aims: {percent(AIMS['days'])} of the"
        f" groups within {days} by days and {percent(AIMS['dollars'])} within {dollars} by dollars, and the figures"
        f" kept aside (check) at most {CHECK_BELOW * 100:.0f} points below those fitted to (fit)."
    )


def verdict(found: Calibration) -> str:
    """Return whether the aims are met, and which are not."""
    missed = [
        f"{percent(each.share)} of the {each.measure} ({each.use}), the aim is {percent(each.aim)}"
        for each in found.shortfalls
    ]
    return f"missed: {joined(missed)}" if missed else "all aims are met"


def trip(found: Calibration, case: Case) -> str:
    """Return `origin → destination` by name."""
    return f"{head.place(found.network, case.origin)} → {head.place(found.network, case.destination)}"


def regime(case: Case) -> str:
    """Return the regime, with the date the network is read at."""
    return f"{case.regime} {case.on_date.isoformat()}" if case.on_date else case.regime


def left_out_title(found: Calibration, each: LeftOut) -> str:
    """Return what is left out: trip, how, scope, regime and ranges."""
    case = each.case
    days = words.day_range(*each.days) + " days" if each.days else ""
    dollars = words.dollar_range(*each.dollars) if each.dollars else ""
    parts = (trip(found, case), words.how(found.network, case), case.scope, regime(case), days, dollars)
    return ", ".join(part for part in parts if part and part != NONE)


def group_cells(group: Group, found: Calibration) -> list[Cell]:
    """Return one line of the table of groups."""
    case = group.case
    cells = [trip(found, case), words.how(found.network, case), f"{case.scope}, {regime(case)}"]
    return [
        *(Cell(text) for text in cells),
        *(Cell(*pair) for measure in MEASURES for pair in _match(group.match(measure), measure, found)),
    ]


def _match(match: Match | None, measure: str, found: Calibration) -> tuple[tuple[str, str], ...]:
    """Return range, planned and error, each with its style."""
    if match is None:
        return (("", ""), ("", ""), ("", ""))
    style = "good" if match.is_within(found.tolerance[measure]) else "bad"
    published, planned = match_words(match, measure)
    return ((published, ""), (planned, ""), (words.deviation(match.error), style))


def match_words(match: Match, measure: str) -> tuple[str, str]:
    """Return the published range and the planned figure."""
    if measure == "days":
        return words.day_range(*match.published), NONE if match.planned is None else f"{match.planned:.1f}"
    return words.dollar_range(*match.published), NONE if match.planned is None else f"${count(match.planned)}"


def summary_rows(found: Calibration) -> list[tuple[str, ...]]:
    """Return one line per measure and use that has groups."""
    return [_summary(each) for each in found.summaries if each.groups]


def _summary(each: Summary) -> tuple[str, ...]:
    return (
        each.measure,
        each.use,
        str(each.groups),
        str(each.inside),
        str(each.within),
        NONE if each.share is None else percent(each.share),
        percent(AIMS[each.measure]) if each.use == "all" else "",
        NONE if each.median_midpoint_error is None else percent(each.median_midpoint_error),
        NONE if each.worst is None else words.deviation(each.worst),
        str(each.no_route) if each.no_route else "",
    )


def calibration_record(found: Calibration) -> dict[str, Any]:
    """Return a calibration as what JSON can hold; figures that the network cannot give are null."""
    return {
        "schema": SCHEMA,
        "network": network_record(found.network),
        "tolerance": found.tolerance,
        "aims": {**AIMS, "check_below": CHECK_BELOW},
        "groups": [_group_record(group) for group in found.groups],
        "summary": [_summary_record(each) for each in found.summaries],
        "shortfalls": [
            each._asdict() | {"share": rounded(each.share), "aim": rounded(each.aim)} for each in found.shortfalls
        ],
        "left_out": [
            each.case.record()
            | {"use": each.use, "days": _range(each.days), "dollars": _range(each.dollars)}
            | {"published": list(each.published), "sources": list(each.sources), "reason": each.reason}
            for each in found.left_out
        ],
    }


def _group_record(group: Group) -> dict[str, Any]:
    return (
        group.case.record()
        | {"use": group.use}
        | {measure: _match_record(group.match(measure)) for measure in MEASURES}
        | {
            "published": list(group.published),
            "sources": list(group.sources),
            "no_route": group.no_route or None,
        }
    )


def _range(span: Range | None) -> dict[str, float] | None:
    return None if span is None else {name: rounded(end) for name, end in span._asdict().items()}


def _match_record(match: Match | None) -> dict[str, Any] | None:
    if match is None:
        return None
    figures = {"planned": match.planned, "error": match.error, "midpoint_error": match.midpoint_error}
    return (_range(match.published) or {}) | {name: rounded(figure) for name, figure in figures.items()}


def _summary_record(each: Summary) -> dict[str, Any]:
    return {
        "measure": each.measure,
        "use": each.use,
        "groups": each.groups,
        "inside": each.inside,
        "within": each.within,
        "no_route": each.no_route,
        "share": rounded(each.share),
        "median_midpoint_error": rounded(each.median_midpoint_error),
        "worst": rounded(each.worst),
    }


def features(found: Calibration) -> Iterator[dict[str, Any]]:
    """Yield a straight line from origin to destination for every group, with its figures."""
    for group in found.groups:
        ends = [found.network.nodes[node_id] for node_id in (group.case.origin, group.case.destination)]
        line = {"type": "LineString", "coordinates": [[end.x_coord, end.y_coord] for end in ends]}
        yield {"type": "Feature", "geometry": line, "properties": _group_record(group)}
