"""The network against what others published: planned days and dollars of whole trips beside published ones."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from routeplanner.analysis.calibration import (
    MEASURES,
    ROUNDING,
    USES,
    Calibration,
    Group,
    LeftOut,
    Match,
    Range,
    Summary,
)
from routeplanner.criteria import resolve_load
from routeplanner.errors import UsageError
from routeplanner.network.published import Case, by_case, case_of, scope_planned
from routeplanner.planner.desk import Desk
from routeplanner.planner.noroute import explain_no_route
from routeplanner.planner.shelf import Shelf
from routeplanner.planner.view import view_at
from routeplanner.request import Consignment, Preferences, Request

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from routeplanner.network.model import Published
    from routeplanner.network.network import Network
    from routeplanner.terms import Box

TOLERANCE = {"days": 0.15, "dollars": 0.20}
"""How far outside the published range a planned figure may lie, as a share of the nearest end."""
WIDEST = 0.35
"""Widest range that says something, as a share of its middle to either side."""


def calibrate(
    network: Network,
    *,
    days_tolerance: float = TOLERANCE["days"],
    dollars_tolerance: float = TOLERANCE["dollars"],
    widest: float = WIDEST,
) -> Calibration:
    """Return every published figure of a network beside what the network gives for the same trip.

    Figures of one trip are merged to one range. Planned are the days of the fastest way and the US dollars of the
    cheapest for one unit of the equipment with its usual load, under the corridor, modes, class, scope and date
    published. Tolerances and `widest`, the widest range compared, are shares. Figures published as context, ranges
    wider than `widest` and trips the network cannot be asked for (door to door from a place without a first mile) are
    left out, with the reason.
    """
    groups: list[Group] = []
    left_out: list[LeftOut] = []
    shelf = Shelf(network)
    for case, rows in by_case(network.published.values()).items():
        group, apart = _compared(shelf, case, rows, widest)
        groups += [group] if group else []
        left_out += apart
    left_out += [_left_out(network, [row], row.reason) for row in network.published.values() if row.use == "context"]
    tolerance = {"days": days_tolerance, "dollars": dollars_tolerance}
    summaries = tuple(_summary(measure, use, groups, tolerance[measure]) for measure in MEASURES for use in USES)
    return Calibration(tuple(groups), summaries, tuple(left_out), tolerance, network)


def _compared(shelf: Shelf, case: Case, rows: Sequence[Published], widest: float) -> tuple[Group | None, list[LeftOut]]:
    """Return the group of a trip, None when nothing of it can be compared, and what is left out."""
    network = shelf.base
    ranges = {"days": _days(rows), "dollars": _dollars(network, rows)}
    apart = []
    for measure, span in ranges.items():
        if span is not None and span.spread > widest + ROUNDING:
            reason = f"the {measure} published lie {span.spread * 100:.0f} % to either side of their middle"
            apart.append(_left_out(network, rows, reason, only=measure))
            ranges[measure] = None
    days, dollars = ranges["days"], ranges["dollars"]
    if days is None and dollars is None:
        return None, apart
    try:
        desk = _desk(shelf, case, _box(rows))
    except UsageError as error:  # such as door to door from a place without a first mile
        return None, [*apart, _left_out(network, rows, str(error))]
    corridor = case.corridor or None
    matches = (_match(desk, "time", days, corridor), _match(desk, "cost", dollars, corridor))
    lost = any(match is not None and match.planned is None for match in matches)
    no_route = explain_no_route(desk, corridor).reason if lost else ""
    return Group(case, rows[0].use, *matches, *_named(rows), no_route), apart


def _match(desk: Desk, criterion: str, span: Range | None, corridor: str | None) -> Match | None:
    """Return a range beside the days of the fastest way, or the dollars of the cheapest."""
    if span is None:
        return None
    path = desk.search(criterion, corridor)
    if path is None:
        return Match(span, None)
    way = desk.itinerary(path.edges)
    return Match(span, way.days if criterion == "time" else way.cost_usd)


def _desk(shelf: Shelf, case: Case, box: Box) -> Desk:
    """Return the search of a trip: one unit of the equipment, the network read on the date published."""
    request = Request(
        origin=case.origin,
        destination=case.destination,
        consignment=_consignment(case, box),
        preferences=Preferences(modes=case.modes),
        as_of=case.on_date,
        scope=scope_planned(case.scope),
        by=("time", "cost"),
    )
    network = shelf.base
    day = case.on_date or network.reference_date
    return Desk(view_at(network, None, day, day_given=case.on_date is not None), request, shelf)


def _consignment(case: Case, box: Box = "as-quoted") -> Consignment:
    classes = (case.service_class,) if case.service_class else ()
    return Consignment(cargo=case.equipment, units=1, service_classes=classes, box=box)


def _box(rows: Iterable[Published]) -> Box:
    """Return whose container the prices are for where all say the same: a hire is then in both figures, or neither."""
    terms = {row.terms for row in rows if row.cost_per is not None}
    only = terms.pop() if len(terms) == 1 else None
    return only or "as-quoted"


def _named(rows: Iterable[Published]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the figures and of their sources."""
    rows = tuple(rows)
    return (
        tuple(row.published_id for row in rows),
        tuple(dict.fromkeys(source for row in rows for source in row.source_id)),
    )


def _left_out(network: Network, rows: Sequence[Published], reason: str, *, only: str = "") -> LeftOut:
    days = None if only == "dollars" else _days(rows)
    dollars = None if only == "days" else _dollars(network, rows)
    return LeftOut(case_of(rows[0]), rows[0].use, days, dollars, *_named(rows), reason)


def _days(rows: Iterable[Published]) -> Range | None:
    """Return the lowest low to the highest high of the days."""
    return _merged((row.days_low, row.days_high, 1.0) for row in rows)


def _dollars(network: Network, rows: Iterable[Published]) -> Range | None:
    """Return the lowest low to the highest high of the prices, for one unit of the equipment with its usual load."""
    return _merged(
        (row.cost_low_usd, row.cost_high_usd, resolve_load(network, _consignment(case_of(row))).factor(row.cost_per))
        for row in rows
        if row.cost_per is not None
    )


def _merged(ranges: Iterable[tuple[float | None, float | None, float | None]]) -> Range | None:
    """Return what covers all ranges, each with its factor; None when there is none."""
    ends = [
        (low * factor, high * factor)
        for low, high, factor in ranges
        if low is not None and high is not None and factor is not None
    ]
    return Range(min(low for low, _ in ends), max(high for _, high in ends)) if ends else None


def _summary(measure: str, use: str, groups: Iterable[Group], tolerance: float) -> Summary:
    matches = [group.match(measure) for group in groups if use in {group.use, "all"}]
    found = [match for match in matches if match is not None]
    errors = [match.error for match in found if match.error is not None]
    middles = [abs(match.midpoint_error) for match in found if match.midpoint_error is not None]
    return Summary(
        measure,
        use,
        len(found),
        errors.count(0.0),
        sum(match.is_within(tolerance) for match in found),
        len(found) - len(errors),
        median(middles) if middles else None,
        max(errors, key=abs, default=None),
    )
