"""The rows of a network: one record per table, the single definition of names, types and meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.network.model.base import COLOR_PATTERN, COUNTRY_PATTERN, MONTH_DAY_PATTERN, SLUG_PATTERN, Row
from routeplanner.network.model.calendar import Restriction, Season
from routeplanner.network.model.dataset import Config, Evidence, Source
from routeplanner.network.model.places import Corridor, Link, Node
from routeplanner.network.model.prices import Cargo, Hire, Rate
from routeplanner.network.model.published import Published
from routeplanner.network.model.services import Service
from routeplanner.network.model.stops import Border, Transfer

if TYPE_CHECKING:
    from routeplanner.record import Record

__all__ = [
    "COLOR_PATTERN",
    "COUNTRY_PATTERN",
    "KEYS",
    "MONTH_DAY_PATTERN",
    "ORIGIN",
    "REQUIRED_TABLES",
    "SLUG_PATTERN",
    "SOURCED",
    "TABLES",
    "Border",
    "Cargo",
    "Config",
    "Corridor",
    "Evidence",
    "Hire",
    "Link",
    "Node",
    "Published",
    "Rate",
    "Restriction",
    "Row",
    "Season",
    "Service",
    "Source",
    "Transfer",
    "row_key",
]

TABLES: dict[str, type[Record]] = {
    "config": Config,
    "source": Source,
    "node": Node,
    "link": Link,
    "border": Border,
    "transfer": Transfer,
    "service": Service,
    "rate": Rate,
    "restriction": Restriction,
    "season": Season,
    "corridor": Corridor,
    "cargo": Cargo,
    "box": Hire,
    "published": Published,
    "evidence": Evidence,
}
"""Every table a network folder may hold, in reading order; config, node and link must be there."""

KEYS: dict[str, str] = {
    "config": "dataset_name",
    "source": "source_id",
    "node": "node_id",
    "link": "link_id",
    "border": "border_id",
    "transfer": "transfer_id",
    "service": "service_id",
    "rate": "rate_id",
    "restriction": "restriction_id",
    "season": "season_id",
    "corridor": "corridor_id",
    "cargo": "cargo_id",
    "box": "box_id",
    "published": "published_id",
    "evidence": "",
}
"""Id column of each table; evidence is keyed by table, row and field."""

REQUIRED_TABLES = ("config", "source", "node", "link", "rate", "cargo")
"""Tables without which there is no network."""

SOURCED = tuple(name for name, record in TABLES.items() if issubclass(record, Row | Evidence))
"""Tables whose rows name sources and say how well their figures are founded."""

ORIGIN = frozenset(Row.model_fields)
"""Columns that say where a row's figures come from, not what they are."""


def row_key(table: str, row: Record) -> str:
    """Return the id of a row within its table."""
    column = KEYS[table]
    if column:
        return str(getattr(row, column))
    return ":".join(str(getattr(row, name)) for name in ("table", "row_id", "field"))
