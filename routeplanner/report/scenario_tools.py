"""Lists for those who write scenarios: what touches an element, which rows a selector means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.network.attributes import ATTRIBUTES
from routeplanner.network.model import KEYS, ORIGIN, TABLES
from routeplanner.report.listing import Listing
from routeplanner.report.scenario import plain
from routeplanner.report.words import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from routeplanner.network.network import Network
    from routeplanner.network.selection import Selection
    from routeplanner.scenario.touch import Touch
    from routeplanner.scenario.when import When

TELLING = {
    "node": ("name", "node_type", "country"),
    "link": ("mode", "country", "length_km"),
    "border": ("dwell_h", "fee_usd"),
    "transfer": ("time_h", "cost_usd"),
    "service": ("name", "interval_h", "wait_h"),
    "rate": ("mode", "country", "speed_km_day", "cost_usd_km"),
    "corridor": ("name",),
}
"""Columns a table on the screen shows of each row; other formats have all."""


def list_touches(element: str, touches: Sequence[Touch], left_out: Sequence[str] = ()) -> Listing:
    """Return what overrides do to an element, a figure a row; those that do nothing say why."""
    columns = (
        "table",
        "row",
        "column",
        "old",
        "new",
        "override",
        "verb",
        "when",
        "from_day",
        "status",
        "superseded_by",
        "sources",
    )
    rows = [
        {
            "table": touch.table,
            "row": touch.row_id,
            "column": touch.field or None,
            "old": plain(touch.old),
            "new": plain(touch.new),
            "override": touch.override,
            "verb": touch.verb,
            "when": when_text(touch.when),
            "from_day": None if touch.day is None else touch.day.isoformat(),
            "status": touch.status,
            "superseded_by": list(touch.superseded_by),
            "sources": list(touch.sources),
        }
        for touch in touches
    ]
    pairs = {touch.override: joined(list(touch.superseded_by)) for touch in touches if touch.superseded_by}
    notes = [f"{name}: superseded by {by}" for name, by in pairs.items()]
    notes += [f"left out {name}" for name in left_out]
    if not rows:
        notes = [f"no override touches {element}", *notes]
    shown = ("row", "column", "old", "new", "override", "when", "status")
    return Listing(f"{element}: overrides that touch it", columns, tuple(rows), shown=shown, notes=tuple(notes))


def when_text(when: When) -> str:
    """Return the days an override holds on in words."""
    parts = [
        f"from {when.starts.isoformat()}" if when.starts else "",
        f"until {when.ends.isoformat()}" if when.ends else "",
        "season {:02}-{:02}..{:02}-{:02}".format(*when.season[0], *when.season[1]) if when.season else "",
    ]
    return " ".join(part for part in parts if part) or "always"


def list_rows(selection: Selection, network: Network) -> Listing:
    """Return the rows a selector means, with their columns."""
    table = selection.table
    key = KEYS[table]
    attributes = ATTRIBUTES[selection.collection].values()
    columns = [name for name in TABLES[table].model_fields if name not in ORIGIN and name != key]
    rows = tuple(
        {"id": row_id} | {name: plain(getattr(network.table(table)[row_id], name)) for name in columns}
        for row_id in selection.ids
    )
    count = f"{len(rows)} {table}{'' if len(rows) == 1 else 's'} of {len(network.table(table))} in {network.title}"
    can = f"attributes: {', '.join(attribute.name for attribute in attributes)}" if attributes else ""
    return Listing(count, ("id", *columns), rows, shown=("id", *TELLING[table]), notes=(can,) if can else ())
