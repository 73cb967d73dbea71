"""Old figures: what an answer rests on that was true years before its date."""

from __future__ import annotations

import re
from math import fsum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from routeplanner.itinerary.model import Ground, Itinerary, Leg
    from routeplanner.network.network import Network
    from routeplanner.network.provenance import Key

OLD_YEARS = 3
"""A figure is old when it is dated more years than this before the answer."""
AGELESS = frozenset({"length_km"})
"""Columns that stay true: a line is as long as on the day it was measured."""
QUOTED = frozenset({("rate", "cost_usd_km"), ("box", "one_way_usd"), ("box", "drop_off_usd"), ("box", "per_day_usd")})
"""Prices whose row says itself when they were quoted (`price_date`)."""
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:-(?:Q([1-4])|(0[1-9]|1[0-2])(?:-([0-2]\d|3[01]))?))?(?!\d)")
_LAST_DAY = 31

Day = tuple[int, int, int]
"""Year, month, day."""


class Dated(NamedTuple):
    """When a figure was true, and who says so."""

    day: Day
    text: str
    """The date as it is written."""
    source: str


class OldSource(NamedTuple):
    """A source and the old figures that rest on it."""

    source: str
    date: str
    """Date of the figure that weighs most, as it is written."""
    leg: Leg
    """Leg that rests most on that figure."""
    key: Key
    """That figure."""
    figures: int
    weight: float
    """Share of all hours or dollars, whichever is more, that rests on the figures."""


def read_day(text: str) -> Day | None:
    """Return the last day a date speaks of: of 2025-06-30, 2023-07, 2024-Q4, 2025; None when it names no year."""
    days = []
    for year, quarter, month, day in _DATE.findall(text):
        last_month = int(quarter) * 3 if quarter else int(month or 12)
        days.append((int(year), last_month, int(day or _LAST_DAY)))
    return max(days, default=None)


def date_of(network: Network, key: Key) -> Dated | None:
    """Return when a figure was true; None for estimates, lengths and sources without a date.

    Prices per kilometer and hires have a date of their own; any other figure is as old as the newest of its sources.
    """
    if key.field in AGELESS:
        return None
    origin = network.provenance(key)
    if origin.quality == "estimated":
        return None
    if (key.table, key.field) in QUOTED and all(change.relative for change in network.changes.get(key, ())):
        text: str = network.table(key.table)[key.row_id].price_date
        quoted = read_day(text)
        if quoted is not None:
            return Dated(quoted, text, origin.sources[0])
    dated = []
    for name in origin.sources:
        row = network.sources.get(name)
        day = read_day(row.as_of) if row else None
        if row and day:
            dated.append(Dated(day, row.as_of, name))
    return max(dated, default=None)


def old_sources(found: Iterable[tuple[Network, Sequence[Itinerary]]], day: date) -> tuple[OldSource, ...]:
    """Return the sources of the old figures behind itineraries, those that weigh most first.

    `found` are the itineraries with the network each was found on; figures are old as of `day`.
    """
    limit = (day.year - OLD_YEARS, day.month, day.day)
    dates: dict[tuple[int, Key], Dated | None] = {}
    uses: dict[str, dict[Key, list[tuple[Ground, Leg, str]]]] = {}
    hours: list[float] = []
    dollars: list[float] = []
    for number, (network, itineraries) in enumerate(found):
        for itinerary in itineraries:
            hours.append(itinerary.time_h)
            dollars.append(itinerary.cost_usd)
            for leg in itinerary.legs:
                for ground in leg.grounds:
                    case = (number, ground.key)
                    if case not in dates:
                        dates[case] = date_of(network, ground.key)
                    dated = dates[case]
                    if dated is not None and dated.day < limit:
                        use = (ground, leg, dated.text)
                        uses.setdefault(dated.source, {}).setdefault(ground.key, []).append(use)
    total = (fsum(hours) or 1.0, fsum(dollars) or 1.0)
    groups = [_group(source, figures, total) for source, figures in uses.items()]
    return tuple(sorted(groups, key=lambda group: (-group.weight, group.source)))


def _group(source: str, figures: dict[Key, list[tuple[Ground, Leg, str]]], total: tuple[float, float]) -> OldSource:
    weights = {key: _weight([ground for ground, _, _ in uses], total) for key, uses in figures.items()}
    heaviest = max(figures, key=lambda key: (weights[key], key))
    _, leg, text = max(figures[heaviest], key=lambda use: _weight([use[0]], total))
    everything = [ground for uses in figures.values() for ground, _, _ in uses]
    return OldSource(source, text, leg, heaviest, len(figures), _weight(everything, total))


def _weight(grounds: Sequence[Ground], total: tuple[float, float]) -> float:
    """Return the share of the hours or of the dollars, whichever is more."""
    hours, dollars = total
    return max(fsum(ground.time_h for ground in grounds) / hours, fsum(ground.cost_usd for ground in grounds) / dollars)
