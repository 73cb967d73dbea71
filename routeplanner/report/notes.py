"""What an answer says of itself beside its figures: that some are old, or that the date lies far from the network's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplanner.itinerary.age import OLD_YEARS, old_sources
from routeplanner.report import header as head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from routeplanner.itinerary.age import OldSource
    from routeplanner.itinerary.model import Itinerary
    from routeplanner.network.network import Network
    from routeplanner.planner.result import Header

MOST_NAMED = 5
"""Sources a note names; --explain names all."""
YEAR = 4
"""Characters of a year."""
NUMBERS = {2: "two", 3: "three"}
FIGURES = {
    "cost_usd_km": "price", "cost_usd": "price", "fee_usd": "fee", "one_way_usd": "container hire",
    "drop_off_usd": "container drop-off", "per_day_usd": "container hire a day", "dwell_h": "stop", "time_h": "hours",
    "speed_km_day": "speed", "interval_h": "interval", "weekdays": "departure days", "wait_h": "wait",
    "factor": "season", "delay_h": "season's delay", "emission_kg_tkm": "emission factor",
}  # fmt: skip
"""Figures in words, by column."""


def notes(result: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a plan or a comparison
    """Return the notes of a plan or a comparison as what JSON can hold: kind, text, and the sources with old figures."""
    far = [{"kind": "far-date", "text": text} for text in _far(result.header)]
    old = _old(result)
    if not old:
        return far
    network = result.header.network
    sources = [
        {"source": group.source, "date": group.date, "figures": group.figures, "such_as": _figure(group, network)}
        for group in old
    ]
    figures = sum(group.figures for group in old)
    return [
        *far,
        {"kind": "old-figures", "text": _text(old, network, MOST_NAMED), "figures": figures, "sources": sources},
    ]


def note_texts(result: Any, *, explain: bool = False) -> list[str]:  # noqa: ANN401 - as above
    """Return the notes of a plan or a comparison as sentences; with `explain` none is cut short."""
    far = _far(result.header)
    old = _old(result)
    if not old:
        return far
    text = _text(old, result.header.network, len(old) if explain else MOST_NAMED)
    return [*far, text if explain else f"{text}; see --explain"]


def _far(header: Header) -> list[str]:
    """Return what to keep in mind at a date far from the network's own."""
    if not header.is_far:
        return []
    known = header.network.reference_date.isoformat()
    return [f"the network describes ordinary operation on {known}; nothing in it is a forecast for {header.as_of}"]


def _old(result: Any) -> tuple[OldSource, ...]:  # noqa: ANN401 - as above
    return old_sources(_found(result), result.header.as_of)


def _found(result: Any) -> Iterator[tuple[Network, Sequence[Itinerary]]]:  # noqa: ANN401 - as above
    """Yield itineraries with the network they were found on, column by column."""
    if result.kind == "plan":
        yield result.header.network, result.itineraries
        return
    best = dict(zip(result.columns, result.best, strict=False))
    for label, header in zip(result.columns, result.headers, strict=True):
        rows = [row for row in result.rows if row.scenario == label]
        ways = [best.get(label), *(way for row in rows for way in (row.itinerary, row.cheapest))]
        yield header.network, [way for way in ways if way is not None]


def _text(old: Sequence[OldSource], network: Network, most: int) -> str:
    """Return `7 figures are older than three years: Aktau handling 2020 (feeder-2020), …`."""
    count = sum(group.figures for group in old)
    figures = "1 figure is" if count == 1 else f"{count} figures are"
    named = [_named(group, network) for group in old[:most]]
    if len(old) > most:
        rest = sum(group.figures for group in old[most:])
        named.append(f"{rest} more from {len(old) - most} other source{'s' if len(old) > most + 1 else ''}")
    return f"{figures} older than {NUMBERS.get(OLD_YEARS, OLD_YEARS)} years: {', '.join(named)}"


def _named(group: OldSource, network: Network) -> str:
    more = f" and {group.figures - 1} more" if group.figures > 1 else ""
    return f"{_figure(group, network)} {group.date[:YEAR]}{more} ({group.source})"


def _figure(group: OldSource, network: Network) -> str:
    """Return what a figure is, and where: `Aktau handling`, `Istanbul – Kapıkule stop`."""
    place = head.place(network, group.leg.origin)
    if group.leg.destination != group.leg.origin:
        place += f" – {head.place(network, group.leg.destination)}"
    word = FIGURES.get(group.key.field, group.key.field.replace("_", " "))
    if group.key.table == "transfer":
        word = "handling" if group.key.field == "time_h" else "handling price"
    return f"{place} {word}"
