"""The JSON Schema of scenario files, made from the records, the verbs and the units: editors complete and check by it.

It knows shapes, words and units. What only a network or the file as a whole can tell (ids, matches, parameters that
nothing uses) is left to `scenario check`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from routeplanner.network.attributes import ATTRIBUTES, COLLECTIONS
from routeplanner.record import field_docs
from routeplanner.request import Consignment, Preferences, Request
from routeplanner.scenario import model
from routeplanner.scenario.chance import KEYS as CHANCE_KEYS
from routeplanner.scenario.chance import PER_CROSSING, PER_DAY
from routeplanner.scenario.expect import KEYS as EXPECTATION_KEYS
from routeplanner.scenario.expect_outcome import AVOIDABLE, DIMENSIONS, VALUE_COLLECTIONS
from routeplanner.scenario.expect_route import LOAD_KEYS, ROUTE_KEYS, TRIP_KEYS, WISH_KEYS
from routeplanner.scenario.expectation import CHANGES, MOVES, Expectation, ExpectedValue, Limits, Then, Versus
from routeplanner.scenario.ids import ID_PATTERN, LONGEST_ID
from routeplanner.scenario.overrides import MODIFIERS
from routeplanner.scenario.schema_parts import (
    DATE,
    KINDS,
    REFERENCE,
    Schema,
    body,
    closed,
    figures,
    one_or_more,
    quantity,
    quantity_definitions,
    quantity_pattern,
    ref,
    selection_definitions,
    selector,
    word,
)
from routeplanner.scenario.verbs import VERBS
from routeplanner.terms import BOXES, CLASS_NAMES, CRITERIA_NAMES, MODES, SCOPE_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from routeplanner.record import Record

FILE = "scenario.schema.json"
"""Name of the schema's file, beside the scenarios."""
POINTER = f"# yaml-language-server: $schema={FILE}"
"""First line of a scenario file that lets editors find the schema beside it."""
TEXT: Schema = {"type": "string", "minLength": 1}
VALUE: Schema = {"type": ["string", "number", "boolean"]}
"""A parameter's value: a quantity, a number, a date, a word, true or false."""


def as_json() -> str:
    """Return the schema as an indented JSON document."""
    return json.dumps(scenario_schema(), ensure_ascii=False, indent=1) + "\n"


def scenario_schema() -> Schema:
    """Return the schema, draft 2020-12."""
    docs = field_docs(model.Scenario) | {"scenario": "Format of the file: 1."}
    parts: dict[str, Schema] = {
        "scenario": {"const": model.FORMAT},
        "id": ref("id"),
        "title": TEXT,
        "status": {"enum": list(model.STATUSES)},
        "description": TEXT,
        "network": _record(model.NetworkNeed, {"id": ref("id"), "version": {"type": ["string", "number"]}}, ["id"]),
        "as_of": ref("date"),
        "extends": {"type": "array", "items": {"anyOf": [ref("id"), _extension()]}},
        "requires": {"type": "array", "items": ref("id")},
        "conflicts_with": {"type": "array", "items": ref("id")},
        "sources": {"type": "object", "additionalProperties": _source()},
        "parameters": _named(_parameter()),
        "variants": {"type": "object", "additionalProperties": _named(VALUE)},
        "overrides": {"type": "array", "items": ref("override")},
        "expect": {"type": "array", "items": ref("expectation")},
    }
    described = {name: part | {"description": docs[name]} for name, part in parts.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "routeplanner scenario",
        "description": "A named what-if for routeplanner. Written by `routeplanner scenario schema`.",
        **closed(described, ["scenario", "id", "title"]),
        "$defs": _definitions(),
    }


def _definitions() -> dict[str, Schema]:
    return {
        "id": {"type": "string", "pattern": ID_PATTERN, "maxLength": LONGEST_ID},
        "date": {"type": "string", "pattern": DATE, "description": "YYYY-MM-DD."},
        "reference": {"type": "string", "pattern": f"^{REFERENCE}$", "description": "A parameter."},
        "factor": {
            "anyOf": [{"type": "number", "exclusiveMinimum": 0, "maximum": 1000}, ref("reference")],
            "description": "A plain number.",
        },
        **quantity_definitions(),
        **selection_definitions(),
        "override": _override(),
        "expectation": _expectation(),
    }


def _record(record: type[Record], parts: Mapping[str, Schema], required: Iterable[str] = (), **more: Any) -> Schema:  # noqa: ANN401
    """Return the schema of a record's keys, with the docstrings of its attributes."""
    docs = field_docs(record)
    return closed({key: part | {"description": docs[key]} for key, part in parts.items()}, required, **more)


def _named(value: Schema) -> Schema:
    return {"type": "object", "propertyNames": {"pattern": model.NAME_PATTERN}, "additionalProperties": value}


def _or_parameter(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^({pattern}|{REFERENCE})$"}


def _extension() -> Schema:
    docs = field_docs(model.Extension)
    return closed(
        {
            "scenario": ref("id") | {"description": docs["scenario"]},
            "variant": ref("id") | {"description": docs["variant"]},
            "with": _named(VALUE) | {"description": docs["parameters"]},
        },
        ["scenario"],
    )


def _source() -> Schema:
    parts: dict[str, Schema] = dict.fromkeys(model.ScenarioSource.model_fields, TEXT)
    parts["url"] = {"type": "string", "pattern": "^https://"}
    parts["as_of"] = {"type": ["string", "integer"]}
    return _record(model.ScenarioSource, parts, ["title"])


def _parameter() -> Schema:
    sweep = {key: VALUE | {"description": field_docs(model.Sweep)[name]} for key, name in model.SWEEP_FIELDS.items()}
    parts = {**dict.fromkeys(("default", "min", "max"), VALUE), "sweep": closed(sweep, sweep), "note": TEXT}
    return _record(model.Parameter, parts, ["default"])


def _override() -> Schema:
    verbs = {name: body(verb) | {"description": _describe(name)} for name, verb in VERBS.items()}
    docs = field_docs(model.Override)
    docs["if"] = docs["condition"].removeprefix("`if`: ")
    modifiers = {name: part | {"description": docs[name]} for name, part in _modifiers().items()}
    name = {"type": "string", "pattern": model.OVERRIDE_PATTERN, "description": docs["id"]}
    return closed(
        {"id": name, **verbs, **modifiers},
        ["id"],
        oneOf=[{"required": [verb]} for verb in VERBS],
        anyOf=[{"required": ["source"]}, {"required": ["confidence"]}],
        dependentRequired={"confidence": ["why"], **{verb: ["where"] for verb in KINDS}, "forbid": ["where"]},
        allOf=[_settled(collection) for collection, attributes in ATTRIBUTES.items() if attributes],
    )


def _describe(verb: str) -> str:
    return f"{VERBS[verb].summary} Example: {VERBS[verb].example}"


def _modifiers() -> dict[str, Schema]:
    number = {"type": "integer", "minimum": 0}
    counts = _record(model.Matches, dict.fromkeys(model.Matches.model_fields, number), minProperties=1)
    parts: dict[str, Schema] = {
        "where": selector(("countries", *COLLECTIONS)),
        "was": {"type": "object", "minProperties": 1},
        "matches": {"anyOf": [number, counts]},
        "when": _when(),
        "direction": word(model.SENSES),
        "chance": _chance(),
        "if": {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": rf"^(not +)?{REFERENCE}$"}]},
        "supersedes": one_or_more({"type": "string", "pattern": "#"}),
        "source": one_or_more(TEXT),
        "confidence": {"enum": ["assumption"]},
        "why": TEXT,
        "note": TEXT,
    }
    return {name: parts[name] for name in MODIFIERS}


def _when() -> Schema:
    docs = {key: field_docs(model.Span)[name] for key, name in model.SPAN_FIELDS.items()}
    patterns = dict.fromkeys(docs, DATE.strip("^$")) | {"season": r"\d{2}-\d{2}\.\.\d{2}-\d{2}"}
    return closed({key: _or_parameter(patterns[key]) | {"description": docs[key]} for key in docs}, minProperties=1)


def _chance() -> Schema:
    parts = {"share": quantity("share"), "per": word((PER_DAY, PER_CROSSING)), "lasts": quantity("time")}
    return closed({key: part | {"description": CHANCE_KEYS[key]} for key, part in parts.items()}, ["share", "per"])


def _settled(collection: str) -> Schema:
    """Return what the figures of an override are, once its selector names a collection."""
    bodies = {verb: figures(collection, kind) for verb, kind in KINDS.items()}
    bodies["was"] = figures(collection, "quantity")
    condition = {"required": ["where"], "properties": {"where": {"required": [collection]}}}
    return {"if": condition, "then": {"properties": bodies}}


def _expectation() -> Schema:
    docs = field_docs(Expectation)
    docs["with"] = docs["parameters"].removeprefix("`with`: ")
    versus = {name: {"anyOf": [{"enum": list(CHANGES)}, _versus(dimension)]} for name, dimension in DIMENSIONS.items()}
    parts: dict[str, Schema] = {
        "id": ref("id"),
        "route": _route(),
        "by": word(CRITERIA_NAMES),
        "variant": ref("id"),
        "with": {"type": "object", "additionalProperties": VALUE},
        "then": _then(),
        "vs_base": closed(versus, minProperties=1),
        "value": _value(),
        "because": TEXT,
    }
    about: list[Schema] = [
        {"required": ["route"], "anyOf": [{"required": ["then"]}, {"required": ["vs_base"]}]},
        {"required": ["value"], "not": {"anyOf": [{"required": [key]} for key in ("by", "then", "vs_base")]}},
    ]
    described = {name: parts[name] | {"description": docs[name]} for name in EXPECTATION_KEYS}
    return closed(described, ["id", "because"], oneOf=about)


def _versus(dimension: str) -> Schema:
    size: Schema = {"anyOf": [quantity(dimension), {"type": "string", "pattern": quantity_pattern("share")}]}
    parts = {"change": word(MOVES), "by_at_least": size, "by_at_most": size}
    return _record(Versus, parts, anyOf=[{"required": ["by_at_least"]}, {"required": ["by_at_most"]}])


def _route() -> Schema:
    docs = {key: field_docs(Request)[name] for key, name in TRIP_KEYS.items()}
    docs |= {key: field_docs(Consignment)[name] for key, name in LOAD_KEYS.items()}
    docs |= {key: field_docs(Preferences)[name] for key, name in WISH_KEYS.items()}
    parts: dict[str, Schema] = dict.fromkeys(ROUTE_KEYS, TEXT)
    parts |= {
        "tonnes": quantity("mass"),
        "units": {"anyOf": [{"type": "integer", "minimum": 1}, ref("reference")]},
        "service_class": one_or_more(word(CLASS_NAMES)),
        "box": word(BOXES),
        "modes": one_or_more(word(MODES)),
        "avoid": one_or_more(TEXT),
        "via": one_or_more(TEXT),
        "as_of": _or_parameter(DATE.strip("^$")),
        "scope": word(SCOPE_TEXT),
    }
    return closed({key: parts[key] | {"description": docs[key]} for key in ROUTE_KEYS}, ["from", "to"])


def _then() -> Schema:
    avoids = {key: one_or_more(word(MODES) if key == "modes" else TEXT) for key in AVOIDABLE}
    limits = {
        name: _record(Limits, dict.fromkeys(Limits.model_fields, quantity(dimension)), minProperties=1)
        for name, dimension in DIMENSIONS.items()
    }
    parts: dict[str, Schema] = {
        "corridor": TEXT,
        "via": one_or_more(TEXT),
        "avoids": closed(avoids, minProperties=1),
        "modes": one_or_more(word(MODES)),
        "reachable": {"type": "boolean"},
        **limits,
    }
    return _record(Then, {name: parts[name] for name in Then.model_fields}, minProperties=1)


def _value() -> Schema:
    docs = field_docs(ExpectedValue)
    names = sorted({name for attributes in ATTRIBUTES.values() for name in attributes} | {"status"})
    parts: dict[str, Schema] = {
        **{name: ref(f"{name}_selected") for name in VALUE_COLLECTIONS},
        "attribute": word(names) | {"description": docs["attribute"]},
        "is": TEXT | {"description": docs["value"].removeprefix("`is`: ")},
        "as_of": _or_parameter(DATE.strip("^$")) | {"description": docs["as_of"]},
    }
    return closed(parts, ["attribute", "is"], oneOf=[{"required": [name]} for name in VALUE_COLLECTIONS])
