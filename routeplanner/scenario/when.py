"""When an override holds: a span of dates, a season of every year, or both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from routeplanner.network.cells import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from routeplanner.scenario.document import Item
    from routeplanner.scenario.reader import Reader

KEYS = ("from", "until", "through", "season")
YEARS_AROUND = 4
"""Years looked at before and after the dated ones, so that every season and a leap day are met."""

_SEASON = re.compile(r"(\d{2})-(\d{2})\.\.(\d{2})-(\d{2})", re.ASCII)
MonthDay = tuple[int, int]


@dataclass(frozen=True, slots=True)
class When:
    """The days something holds on."""

    starts: date | None = None
    """First day; None: always has."""
    ends: date | None = None
    """Day after the last; None: for good."""
    season: tuple[MonthDay, MonthDay] | None = None
    """(month, day) of the first and last day of each year; the last may come before the first."""

    def holds(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        if (self.starts and day < self.starts) or (self.ends and day >= self.ends):
            return False
        if self.season is None:
            return True
        first, last = self.season
        today = (day.month, day.day)
        return first <= today <= last if first <= last else today >= first or today <= last


ALWAYS = When()


def moments(spans: Iterable[When], reference: date) -> list[date]:
    """Return days that between them see every combination of spans that ever holds together, sorted."""
    spans = list(spans)
    dated = [day for span in spans for day in (span.starts, span.ends) if day is not None]
    days = {reference, *dated, *(_shifted(day, -1) for day in dated)}
    seasons = sorted({span.season for span in spans if span.season})
    if seasons:
        first = max(date.min.year, min(days).year - YEARS_AROUND)
        last = min(date.max.year, max(days).year + YEARS_AROUND)
        for year in range(first, last + 1):
            for season in seasons:
                days.update(_first_day(year, month_day) for month_day in season)
                days.add(_shifted(_first_day(year, season[1]), 1))
    return sorted(days)


def _first_day(year: int, month_day: MonthDay) -> date:
    """Return a day of a year; 29 February is 1 March where there is none."""
    try:
        return date(year, *month_day)
    except ValueError:
        return date(year, 3, 1)


def _shifted(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def read_when(item: Item, reader: Reader) -> When | None:
    """Return when an override holds, or None with problems."""
    parts = reader.mapping(item, "when")
    if parts is None:
        return None
    before = len(reader.problems)
    reader.closed(item, "when", KEYS)
    if not item.keys:
        reader.error("E020", item, "when is empty", "give from, until, through or season, or leave it out")
    dates = {key: reader.date(parts[key], key) for key in KEYS[:3] if key in parts}
    if "until" in parts and "through" in parts:
        hint = "until is the day after the last one, through is the last one"
        reader.error("E106", item.keys["through"], "until and through together: one of the two", hint)
    season = _season(parts["season"], reader) if "season" in parts else None
    through = dates.get("through")
    ends = dates.get("until") or (through + timedelta(days=1) if through and through < date.max else None)
    starts = dates.get("from")
    if len(reader.problems) == before and starts and ends and starts >= ends:
        last = "until" if "until" in parts else "through"
        reader.error(
            "E107", parts[last], f"{last} {ends.isoformat() if last == 'until' else through} is not after from"
        )
    return When(starts, ends, season) if len(reader.problems) == before else None


def _season(item: Item, reader: Reader) -> tuple[MonthDay, MonthDay] | None:
    text = reader.value(item, "season")
    if not text:
        return None
    found = _SEASON.fullmatch(text)
    if found:
        first, last = (int(found[1]), int(found[2])), (int(found[3]), int(found[4]))
        if _is_month_day(first) and _is_month_day(last):
            return first, last
    reader.error("E108", item, f"season {shown(text)} is not known", "write MM-DD..MM-DD, such as 11-01..02-28")
    return None


def _is_month_day(month_day: MonthDay) -> bool:
    try:
        date(2024, *month_day)  # a leap year, as 29 February is a day of some years
    except ValueError:
        return False
    return True
