"""What a network says of one place: sections of tables, or one JSON record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplanner.network.countries import country_name
from routeplanner.network.provenance import worst
from routeplanner.report import header as head
from routeplanner.report import published
from routeplanner.report.cells import Cell, Column, Painter
from routeplanner.report.plan import source_lines
from routeplanner.report.records import network_record
from routeplanner.report.words import NONE, amount, count, dollars, duration

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from routeplanner.network.facts import Entry, PlaceFacts

PLACE_SCHEMA = "routeplanner/place/1"
CENTS_BELOW = 10.0
"""Dollars below which a price is shown to the cent."""
LAST = (Column("quality", least=9, spare=True), Column("id", least=24, spare=True))


def place_lines(painter: Painter, facts: PlaceFacts, explain: bool) -> list[str]:  # noqa: ARG001, FBT001 - as `plan`
    """Return the lines of a place: what it is, then a table per section that has anything to tell."""
    lines = _heading(painter, facts)
    for section, (title, columns, cells) in _TABLES.items():
        entries = facts.sections[section]
        if entries:
            lines += ["", painter.paint(f"{title} that pass" if _passing(facts, section) else title, "strong")]
            lines += painter.table(columns, [cells(facts, entry) for entry in entries], indent=2)
    for section, told in (("seasons", _season_lines), ("restrictions", _rule_lines)):
        if facts.sections[section]:
            lines += ["", painter.paint(section, "strong"), *told(painter, facts.sections[section])]
    return [*lines, "", *source_lines(painter, facts.source_ids(), facts.network)]


def place_record(facts: PlaceFacts) -> dict[str, Any]:
    """Return a place as what JSON can hold: every section a list of rows, every figure with its origin."""
    network = facts.network
    ((place,), rest) = facts.sections["place"], {name: rows for name, rows in facts.sections.items() if name != "place"}
    sources = [
        {"id": source_id} | network.sources[source_id].model_dump(mode="json") if source_id in network.sources else {}
        for source_id in facts.source_ids()
    ]
    return {
        "schema": PLACE_SCHEMA,
        "network": network_record(network),
        "place": _entry_record(place),
        **{name: [_entry_record(entry) for entry in rows] for name, rows in rest.items()},
        "sources": sources,
    }


def _entry_record(entry: Entry) -> dict[str, Any]:
    origins = {
        name: {"quality": figure.quality, "sources": list(figure.sources), "note": figure.note}
        for name, figure in entry.figures.items()
        if figure.quality is not None
    }
    values = {name: figure.value for name, figure in entry.figures.items()}
    return {"id": entry.row_id, **entry.seen, **values, "origins": origins}


def _heading(painter: Painter, facts: PlaceFacts) -> list[str]:
    (place,) = facts.sections["place"]
    network = facts.network
    country = place.get("country")
    kind = str(place.get("node_type")).replace("_", " ")
    title = f"{place.get('name')}: {kind}{f' in {country_name(country)}' if country else ''}"
    x, y = place.get("x_coord"), place.get("y_coord")
    pairs = [
        ("id", facts.node_id),
        ("country", country or "none: a passage at sea"),
        ("coordinates", f"{abs(y):.4f}° {'N' if y >= 0 else 'S'}, {abs(x):.4f}° {'E' if x >= 0 else 'W'}"),
        ("UN/LOCODE", place.get("unlocode") or NONE),
        ("aliases", ", ".join(place.get("aliases") or ()) or NONE),
        ("status", str(place.get("status"))),
        ("quality", _quality(place)),
        ("network", f"{network.id} {network.version} ({network.hash[: head.HASH_SHOWN]})"),
        *(("overlay", head.overlay(laid)) for laid in network.overlays),
    ]
    return head.paint_header(painter, title, pairs)


def _last(entry: Entry) -> tuple[Cell, Cell]:
    return Cell(_quality(entry)), Cell(entry.row_id)


def _passing(facts: PlaceFacts, section: str) -> bool:
    return section == "services" and _is_passage(facts)


def _is_passage(facts: PlaceFacts) -> bool:
    return facts.network.nodes[facts.node_id].node_type == "passage"


def _quality(entry: Entry) -> str:
    """Return the weakest quality of an entry's figures."""
    return worst([figure.quality for figure in entry.figures.values() if figure.quality])


def _name(facts: PlaceFacts, node_id: str) -> str:
    return head.place(facts.network, node_id)


def _spread(mean: float | None, p90: float | None) -> list[Cell]:
    """Return mean and 90th percentile of hours."""
    return [Cell(NONE if hours is None else duration(hours)) for hours in (mean, p90)]


def _price(amount_usd: float | None, basis: str | None) -> Cell:
    if amount_usd is None or not amount_usd:
        return Cell("" if amount_usd is None else dollars(0))
    shown = dollars(amount_usd) if amount_usd >= CENTS_BELOW else f"${amount_usd:.2f}"
    return Cell(f"{shown}/{basis}")


def _number(value: float | None) -> Cell:
    return Cell("" if value is None else amount(value))


def _corridor(facts: PlaceFacts, entry: Entry) -> Sequence[Cell]:  # noqa: ARG001 - one of a table of functions
    return [
        Cell(entry.get("name")),
        Cell(entry.row_id),
        Cell("gate" if entry.seen["has_gate_here"] else "passes"),
        Cell(entry.get("parent") or ""),
    ]


def _link(facts: PlaceFacts, entry: Entry) -> Sequence[Cell]:
    way = {"both": "", "out": " (one way)", "in": " (only from there)"}[entry.seen["way"]]
    services = entry.seen["services"]
    gauge = entry.get("gauge_mm")
    return [
        Cell(_name(facts, entry.seen["to"]) + way),
        Cell(f"{entry.get('mode')} {gauge}" if gauge else entry.get("mode")),
        Cell(count(entry.get("length_km"))),
        Cell(", ".join(entry.seen["classes"])),
        Cell(str(services) if services else ""),
        Cell(entry.get("status"), "bad" if entry.get("status") == "closed" else ""),
        *_last(entry),
    ]


def _border(facts: PlaceFacts, entry: Entry) -> Sequence[Cell]:
    sign = " ↔ " if entry.get("direction") == "both" else " → "
    service_class = entry.get("service_class") or ""
    return [
        Cell(sign.join(_name(facts, entry.seen[end]) for end in ("start", "end"))),
        Cell(f"{entry.seen['mode']} {service_class}".rstrip()),
        *_spread(entry.get("dwell_h"), entry.get("dwell_p90_h")),
        _price(entry.get("fee_usd"), entry.get("fee_per")),
        _number(entry.get("capacity_per_day")),
        Cell((entry.get("procedure") or "").replace("|", ", ")),
        *_last(entry),
    ]


def _transfer(facts: PlaceFacts, entry: Entry) -> Sequence[Cell]:  # noqa: ARG001 - one of a table of functions
    sides = [
        " ".join(str(part) for part in (entry.get(f"{end}_mode"), entry.get(f"{end}_gauge")) if part)
        for end in ("from", "to")
    ]
    only = ", ".join(word for word in (entry.get("service_class"), entry.get("equipment")) if word)
    return [
        Cell(" → ".join(sides) + (f" ({only})" if only else "")),
        Cell("here" if entry.seen["applies"] == "own" else "anywhere"),
        *_spread(entry.get("time_h"), entry.get("time_p90_h")),
        _price(entry.get("cost_usd"), entry.get("cost_per")),
        _number(entry.get("capacity_per_day")),
        *_last(entry),
    ]


def _service(facts: PlaceFacts, entry: Entry) -> Sequence[Cell]:
    sign = " ↔ " if entry.get("direction") == "both" else " → "
    interval = entry.get("interval_h")
    every = duration(interval) if interval is not None else ", ".join(entry.get("weekdays") or ())
    passes = "" if entry.seen["calls_here"] or _is_passage(facts) else " (passes)"
    return [
        Cell(sign.join(_name(facts, entry.seen[end]) for end in ("start", "end")) + passes),
        Cell(entry.get("operator") or entry.get("name")),
        Cell(" ".join(word for word in (entry.seen["mode"], entry.get("service_class")) if word)),
        Cell(every),
        *_spread(entry.seen["mean_wait_h"], entry.get("wait_p90_h")),
        _number(entry.get("capacity_teu")),
        *_last(entry),
    ]


def _season_lines(painter: Painter, entries: Sequence[Entry]) -> list[str]:
    """Return a paragraph for every set of links and services that seasons touch."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        groups.setdefault(tuple(entry.seen["here"]), []).append(entry)
    lines = []
    for here, seasons in groups.items():
        effects = "; ".join(f"{entry.get('start')} to {entry.get('end')} {_effect(entry)}" for entry in seasons)
        lines += painter.paragraph(f"{', '.join(here)}: {effects}", indent=2, hang=4)
        ids = [seasons[0].row_id] if len(seasons) == 1 else [seasons[0].row_id, seasons[-1].row_id]
        qualities = dict.fromkeys(_quality(entry) for entry in seasons)
        lines += painter.paragraph(f"{' … '.join(ids)}, {', '.join(qualities)}", indent=4, style="faint")
    return lines


def _effect(entry: Entry) -> str:
    """Return what a season does."""
    kind = str(entry.get("kind"))
    if kind == "slow":
        return f"hours × {amount(entry.get('factor') or 1.0)}"
    return f"+{duration(entry.get('delay_h') or 0.0)}" if kind == "delay" else kind


def _published(facts: PlaceFacts, entry: Entry) -> Sequence[Cell]:
    row = facts.network.published[entry.row_id]
    how = published.how(facts.network, row)
    price = published.dollar_range(row.cost_low_usd, row.cost_high_usd)
    return [
        Cell(f"{_name(facts, row.origin)} → {_name(facts, row.destination)}"),
        Cell("" if how == NONE else how),
        Cell(f"{row.scope}, {row.regime}"),
        Cell(published.day_range(row.days_low, row.days_high)),
        Cell(f"{price}/{row.cost_per}" if price else ""),
        Cell(row.as_of),
        *_last(entry),
    ]


def _rule_lines(painter: Painter, entries: Sequence[Entry]) -> list[str]:
    return [
        line for entry in entries for line in painter.paragraph(f"{entry.row_id}: {_rule(entry)}", indent=2, hang=4)
    ]


def _rule(entry: Entry) -> str:
    """Return what a restriction says, in words."""
    what = {"transit": "through", "origin": "from", "destination": "to", "crossing": "over"}
    load = [*(entry.get("goods") or ()), *(entry.get("equipment") or ())]
    service_class = entry.get("service_class")
    parts = [
        f"nothing {what[entry.get('applies_to')]} {', '.join(entry.seen['here'])}",
        f"for {', '.join(load)}" if load else "",
        f"class {service_class}" if service_class else "",
        f"of trips from {', '.join(entry.get('origin'))}" if entry.get("origin") else "",
        f"of trips to {', '.join(entry.get('destination'))}" if entry.get("destination") else "",
        f"since {entry.get('from_date')}" if entry.get("from_date") else "",
        f"until {entry.get('until_date')}" if entry.get("until_date") else "",
    ]
    return f"{', '.join(part for part in parts if part)} ({_quality(entry)})"


_HOURS = (Column("mean", right=True), Column("90 %", right=True))
_TABLES: dict[str, tuple[str, Sequence[Column], Callable[[PlaceFacts, Entry], Sequence[Cell]]]] = {
    "corridors": ("corridors", (Column("name"), Column("id"), Column("here"), Column("branch of", spare=True)), _corridor),
    "links": (
        "links",
        (Column("to", least=14), Column("mode"), Column("km", right=True), Column("classes", least=9),
         Column("services", right=True), Column("status"), *LAST),
        _link,
    ),
    "borders": (
        "border crossings",
        (Column("crossing", least=11), Column("by", least=7), *_HOURS, Column("fee", right=True),
         Column("a day", right=True), Column("procedure", least=12), *LAST),
        _border,
    ),
    "handling": (
        "handling",
        (Column("change", least=14), Column("holds"), *_HOURS, Column("price", right=True),
         Column("a day", right=True), *LAST),
        _transfer,
    ),
    "services": (
        "services",
        (Column("line", least=14), Column("operator", least=12), Column("by", least=7), Column("every", least=4),
         Column("wait", right=True), Column("90 %", right=True), Column("TEU", right=True), *LAST),
        _service,
    ),
    "published": (
        "published figures of whole trips",
        (Column("trip", least=12), Column("by", least=9), Column("counted", least=10), Column("days", right=True),
         Column("price", right=True), Column("when", least=10, spare=True), *LAST),
        _published,
    ),
}  # fmt: skip
"""Title, columns and cells of every section that is a table."""
