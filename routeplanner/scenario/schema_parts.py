"""Pieces of the JSON Schema of scenario files: quantities, selectors, and the bodies of the verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from routeplanner.network.attributes import ATTRIBUTES, COLLECTION_OF
from routeplanner.network.filters import FILTERS
from routeplanner.network.model import TABLES
from routeplanner.network.rows import columns_of
from routeplanner.network.selection import COMPARISONS
from routeplanner.record import field_docs
from routeplanner.scenario.model import NAME_PATTERN
from routeplanner.scenario.verbs.forbid import AS
from routeplanner.scenario.verbs.forbid import KEYS as FORBID_KEYS
from routeplanner.scenario.verbs.limit import KEYS as LIMIT_KEYS
from routeplanner.scenario.verbs.rows import ROW_KEYS, SIDE_KEYS, SIDES, needed_keys
from routeplanner.scenario.verbs.spread import DISTS
from routeplanner.terms import CLASS_NAMES
from routeplanner.units import EXAMPLES, UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from routeplanner.scenario.verbs.base import Verb

Schema = dict[str, Any]
NUMBER = r"(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?"
REFERENCE = "\\$" + NAME_PATTERN.strip("^$")
"""A parameter in the place of a value."""
DATE = r"^\d{4}-\d{2}-\d{2}$"


def closed(properties: Mapping[str, Schema], required: Iterable[str] = (), **more: Any) -> Schema:  # noqa: ANN401
    """Return the schema of a mapping that has these keys and no others."""
    schema: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    needed = list(required)
    return schema | ({"required": needed} if needed else {}) | more


def one_or_more(item: Schema) -> Schema:
    """Return the schema of a value or a list of them."""
    return {"anyOf": [item, {"type": "array", "items": item, "minItems": 1}]}


def word(choices: Iterable[str]) -> Schema:
    """Return the schema of one of several words, or a parameter."""
    return {"anyOf": [{"enum": list(choices)}, ref("reference")]}


def ref(name: str) -> Schema:
    """Return a reference to a definition."""
    return {"$ref": f"#/$defs/{name}"}


def quantity_pattern(dimension: str, sign: str = "") -> str:
    """Return the regular expression of a quantity of a dimension, or a parameter; hours may stand in parts.

    Units go in as they are: they hold nothing that an expression reads in another way.
    """
    units = "|".join(sorted(UNITS[dimension], key=lambda unit: (-len(unit), unit)))
    part = rf"{NUMBER} *({units})"
    more = rf"( +{part})*" if dimension == "time" else ""
    return rf"^({sign}{part}{more}|{REFERENCE})$"


def quantity(dimension: str, *, signed: bool = False) -> Schema:
    """Return a reference to the schema of a quantity."""
    return ref(f"{'signed_' if signed else ''}{dimension}")


def quantity_definitions() -> dict[str, Schema]:
    """Return the schemas of all quantities, unsigned and signed."""
    found = {}
    for dimension in UNITS:
        text = f"With its unit, such as {EXAMPLES[dimension]}."
        for prefix, sign in (("", ""), ("signed_", "[+-]?")):
            pattern = quantity_pattern(dimension, sign)
            found[f"{prefix}{dimension}"] = {"type": "string", "pattern": pattern, "description": text}
    return found


def selector(collections: Iterable[str]) -> Schema:
    """Return the schema of a selector that names one of some collections."""
    return closed({name: ref(f"{name}_selected") for name in collections}, minProperties=1, maxProperties=1)


def selection_definitions() -> dict[str, Schema]:
    """Return what can stand under every collection of a selector: an id, a list, a pattern or a filter."""
    found: dict[str, Schema] = {
        "countries_selected": one_or_more({"type": "string", "pattern": rf"^([A-Z]{{2}}|{REFERENCE})$"})
    }
    value = {"anyOf": [one_or_more({"type": ["string", "integer"]}), ref("reference")]}
    for collection, keys in FILTERS.items():
        limits = {
            name: closed({word: quantity(attribute.dimension) for word in COMPARISONS}, minProperties=1)
            for name, attribute in ATTRIBUTES[collection].items()
        }
        inner = ref(f"{collection}_filter")
        nested = {"not": inner, "any": {"type": "array", "items": inner, "minItems": 1}}
        found[f"{collection}_filter"] = closed({**dict.fromkeys(keys, value), **limits, **nested}, minProperties=1)
        ids = one_or_more({"type": "string", "minLength": 1})
        found[f"{collection}_selected"] = {
            "description": "An id, a list of ids, a pattern with * and ?, or a filter.",
            "anyOf": [*ids["anyOf"], inner],
        }
    return found


def figures(collection: str, kind: str) -> Schema:
    """Return the schema of a mapping from the attributes of a collection to what a verb wants of each."""
    attributes = ATTRIBUTES[collection]
    wanted = {name: a for name, a in attributes.items() if kind != "spread" or a.spread_column}
    return closed({name: _wanted(kind, attribute.dimension) for name, attribute in wanted.items()}, minProperties=1)


def _wanted(kind: str, dimension: str) -> Schema:
    if kind == "factor":
        return ref("factor")
    if kind == "limits":
        return closed(dict.fromkeys(LIMIT_KEYS, quantity(dimension)), minProperties=1)
    if kind == "spread":
        keys = sorted({key for names in DISTS.values() for key in names})
        return closed({"dist": word(DISTS), **dict.fromkeys(keys, quantity(dimension))}, minProperties=1)
    return quantity(dimension, signed=kind == "signed")


KINDS = {"set": "quantity", "scale": "factor", "shift": "signed", "limit": "limits", "spread": "spread"}
"""Verbs that change figures, and what they want of each."""


def body(verb: Verb) -> Schema:
    """Return the schema of what stands under a verb; what depends on the collection is settled beside `where`."""
    if verb.name in KINDS:
        return {"type": "object", "minProperties": 1}
    if verb.body_selects:
        return selector(verb.collections)
    return {"forbid": _forbid, "add": _add}[verb.name]()


def _forbid() -> Schema:
    parts: dict[str, Schema] = dict.fromkeys(FORBID_KEYS, one_or_more({"type": "string"}))
    return closed(parts | {"as": word(AS), "service_class": word(CLASS_NAMES)}, ["as"])


def _add() -> Schema:
    return closed({table: _row(table) for table in ROW_KEYS}, minProperties=1, maxProperties=1)


def _row(table: str) -> Schema:
    """Return the schema of a row as an override writes it."""
    docs = field_docs(TABLES[table])
    collection = COLLECTION_OF[table]
    properties: dict[str, Schema] = {}
    for key, column in ROW_KEYS[table].items():
        attribute = ATTRIBUTES[collection].get(key)
        if attribute is not None:
            cell = quantity(attribute.dimension)
        elif table == "transfer" and key in SIDES:
            cell = _side()
        else:
            cell = _cell(table, column)
        properties[key] = cell | {"description": docs[column]}
    return closed(properties, needed_keys(table))


def _side() -> Schema:
    """Return the schema of a side of a transfer: a mode, or a mode with its gauge."""
    mode, gauge = ({"enum": _words(TABLES["transfer"].model_fields[f"from_{key}"].annotation)} for key in SIDE_KEYS)
    return {"anyOf": [mode, closed({"mode": mode, "gauge": gauge}, ["mode"]), ref("reference")]}


def _cell(table: str, column: str) -> Schema:
    """Return the schema of a cell that is no figure: one of its words, a text, a number, or a parameter."""
    kind = columns_of(table)[column].kind
    if kind == "list":
        return one_or_more({"type": "string"})
    words = _words(TABLES[table].model_fields[column].annotation)
    if words:
        return {"anyOf": [{"enum": words}, ref("reference")]}
    types = {"bool": ["boolean", "string"], "text": ["string", "number"]}
    return {"type": types.get(kind, ["number", "string"])}


def _words(annotation: Any) -> list[Any]:  # noqa: ANN401 - any annotation of a record
    """Return the words of an annotation that is a choice, also where it may be blank."""
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return [choice for part in get_args(annotation) for choice in _words(part)] if get_args(annotation) else []
