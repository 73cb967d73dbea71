"""networks/*/datapackage.json: the tables as a frictionless Data Package, from the same records."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from docpages.tables import bounds, choices
from routeplanner.network.model import KEYS, TABLES
from routeplanner.network.rows import columns_of
from routeplanner.record import field_docs

if TYPE_CHECKING:
    from pathlib import Path

NAME = "datapackage.json"
TYPES = {"text": "string", "bool": "boolean"}
"""Data Package's words for our kinds of column, where they differ."""
CONSTRAINTS = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "lt": "exclusiveMaximum",
    "pattern": "pattern",
    "min_length": "minLength",
}
FOREIGN = {
    "link": {"from_node_id": "node", "to_node_id": "node"},
    "border": {"link_id": "link"},
    "corridor": {"parent": "corridor"},
    "published": {"origin": "node", "destination": "node", "corridor": "corridor", "equipment": "cargo"},
}
"""References that a Data Package can express: single ids, no lists, no `*`."""


def datapackage(folder: Path) -> str:
    """Return the description of a network folder as JSON."""
    config = _rows(folder / "config.csv")[0]
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": config["dataset_name"],
        "title": config["description"],
        "version": config["version_number"],
        "licenses": [{"name": config["licence"].partition(";")[0].replace(" ", "-"), "title": config["licence"]}],
        "contributors": [{"title": config["attribution"]}],
        "resources": [_resource(folder, name) for name in TABLES if (folder / f"{name}.csv").is_file()],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _resource(folder: Path, name: str) -> dict[str, Any]:
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    schema: dict[str, Any] = {
        "fields": [_field(name, column) for column in header],
        "primaryKey": [KEYS[name]] if KEYS[name] else ["table", "row_id", "field"],
    }
    if name in FOREIGN:
        schema["foreignKeys"] = [_foreign_key(name, column, target) for column, target in FOREIGN[name].items()]
    return {
        "name": name,
        "type": "table",
        "path": path.name,
        "description": (TABLES[name].__doc__ or "").strip(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _foreign_key(name: str, column: str, target: str) -> dict[str, Any]:
    reference = {"resource": "" if target == name else target, "fields": [KEYS[target]]}
    return {"fields": [column], "reference": reference}


def _field(name: str, column: str) -> dict[str, Any]:
    known = columns_of(name)[column]
    annotation = TABLES[name].model_fields[column].annotation
    field: dict[str, Any] = {"name": column, "type": TYPES.get(known.kind, known.kind)}
    if known.kind == "list":
        field |= {"delimiter": "|", "itemType": "string"}
    field["description"] = field_docs(TABLES[name])[column]
    constraints: dict[str, Any] = {"required": True} if known.blank == "never" and not known.has_default else {}
    if known.kind != "list":
        constraints |= {CONSTRAINTS[key]: bound for key, bound in bounds(annotation).items()}
        words = choices(annotation)
        constraints |= {"enum": list(words)} if words else {}
    if constraints:
        field["constraints"] = constraints
    return field
