"""A document into a scenario: keys, shapes, names; every mistake of the file at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from routeplanner.network.cells import shown
from routeplanner.network.selection import near_hint
from routeplanner.scenario.changes import read_changes
from routeplanner.scenario.expect import read_expectations
from routeplanner.scenario.ids import ID, LONGEST_ID
from routeplanner.scenario.model import (
    FORMAT,
    STATUSES,
    Extension,
    NetworkNeed,
    Scenario,
    ScenarioSource,
)
from routeplanner.scenario.overrides import read_overrides
from routeplanner.scenario.parameters import read_parameters, read_variants
from routeplanner.scenario.reader import Reader, as_date

if TYPE_CHECKING:
    from pathlib import Path

    from routeplanner.errors import Problem
    from routeplanner.scenario.document import Document, Item

_SOURCE = re.compile(r"([a-z0-9][a-z0-9-]*:)?[a-z0-9][a-z0-9-]*", re.ASCII)
_VERSION = re.compile(r"(>=|==)?\s*\d+(\.\d+)*", re.ASCII)
KEYS = tuple(name for name in Scenario.model_fields if name != "file")


def parse_scenario(document: Document, path: Path) -> tuple[Scenario | None, list[Problem]]:
    """Return the scenario of a document and every problem in it; None when too little of it can be read."""
    reader = Reader(document)
    parts = reader.mapping(document.root, f"{document.name} (scenario, id, title, overrides …)")
    if parts is None:
        return None, reader.problems
    reader.closed(document.root, "a scenario", ("scenario", *KEYS))
    if not _check_format(parts, reader):
        return None, reader.problems
    values: dict[str, Any] = {"id": _read_id(parts, reader, path), "file": str(path)}
    values["title"] = _read_title(parts, reader)
    if "description" in parts:
        values["description"] = reader.text(parts["description"], "description")
    if "status" in parts:
        values["status"] = reader.choice(parts["status"], "status", STATUSES) or "assumption"
    if "as_of" in parts:
        values["as_of"] = reader.date(parts["as_of"], "as_of")
    values["network"] = _read_network(parts["network"], reader) if "network" in parts else None
    values["extends"] = _read_extends(parts["extends"], reader) if "extends" in parts else ()
    for key in ("requires", "conflicts_with"):
        values[key] = _read_ids(parts[key], reader, key) if key in parts else ()
    values["sources"] = _read_sources(parts["sources"], reader) if "sources" in parts else {}
    values["parameters"] = read_parameters(parts["parameters"], reader) if "parameters" in parts else {}
    if "variants" in parts:
        values["variants"] = read_variants(parts["variants"], reader, values["parameters"])
    if "overrides" in parts:
        values["overrides"] = read_overrides(parts["overrides"], reader, values["sources"])
    values["expect"] = read_expectations(parts.get("expect"), reader, values)
    if not values["id"]:
        return None, reader.problems
    scenario = Scenario(**values)
    scenario._document = document  # type: ignore[misc] # noqa: SLF001 - the one maker of scenarios
    defaults = {name: parameter.default for name, parameter in scenario.parameters.items()}
    found = read_changes(scenario, defaults)
    _check_used(parts, reader, found.used, scenario)
    return scenario, reader.problems + found.problems


def _check_format(parts: dict[str, Item], reader: Reader) -> bool:
    if "scenario" not in parts:
        reader.error("E023", reader.document.root, "the format number is missing", f"begin with scenario: {FORMAT}")
        return False
    item = parts["scenario"]
    if item.value == str(FORMAT):
        return True
    what = f"format {shown(item.value) if isinstance(item.value, str) else 'of this file'} is not known"
    reader.error("E023", item, what, f"this program reads {FORMAT}")
    return False


def _needed_text(parts: dict[str, Item], reader: Reader, key: str) -> str:
    if key in parts:
        return reader.text(parts[key], key)
    reader.error("E020", reader.document.root, f"{key} is missing", "every scenario needs scenario, id and title")
    return ""


def _read_title(parts: dict[str, Item], reader: Reader) -> str:
    title = _needed_text(parts, reader, "title")
    if "title" in parts and parts["title"].value == "":
        reader.error("E020", parts["title"], "title is blank", "say in a line what the scenario is")
    return title


def _read_id(parts: dict[str, Item], reader: Reader, path: Path) -> str:
    before = len(reader.problems)
    name = _needed_text(parts, reader, "id")
    if len(reader.problems) > before:
        return ""
    if not ID.fullmatch(name) or len(name) > LONGEST_ID:
        hint = "lower-case letters, digits and hyphens, such as aktau-strike"
        reader.error("E114", parts["id"], f"id {shown(name)} has the wrong form", hint)
        return ""
    if name != path.stem:
        hint = f"rename the file to {name}.yaml, or the scenario to {path.stem}"
        reader.error("E024", parts["id"], f"id {name!r} must equal the file name {path.stem!r}", hint)
    return name


def _read_network(item: Item, reader: Reader) -> NetworkNeed | None:
    parts = reader.mapping(item, "network")
    if parts is None:
        return None
    reader.closed(item, "network", NetworkNeed.model_fields)
    if "id" not in parts:
        reader.error("E020", item, "network needs an id", "such as network: {id: eurasia}")
        return None
    before = len(reader.problems)
    name = reader.text(parts["id"], "network id")
    is_wrong = len(reader.problems) == before and not ID.fullmatch(name)
    version = reader.text(parts["version"], "version") if "version" in parts else ""
    if version and not _VERSION.fullmatch(version):
        reader.error("E114", parts["version"], f"version {shown(version)} has the wrong form", 'such as ">=2026.1"')
        version = ""
    if is_wrong:
        reader.error("E114", parts["id"], f"network id {shown(name)} has the wrong form", "such as eurasia")
        return None
    return NetworkNeed(id=name, version=version) if name else None


def _scenario_id(item: Item, reader: Reader, key: str) -> str:
    before = len(reader.problems)
    name = reader.text(item, key)
    if len(reader.problems) == before and not ID.fullmatch(name):
        reader.error("E201", item, f"{key} {shown(name)} is not a scenario id", "give its id, never a path")
        return ""
    return name


def _read_ids(item: Item, reader: Reader, key: str) -> tuple[str, ...]:
    names = [_scenario_id(part, reader, key) for part in reader.listing(item, key)]
    return tuple(name for name in names if name)


def _read_extends(item: Item, reader: Reader) -> tuple[Extension, ...]:
    found = []
    for part in reader.listing(item, "extends"):
        if isinstance(part.value, str):
            name = _scenario_id(part, reader, "extends")
            if name:
                found.append(Extension(scenario=name))
            continue
        keys = reader.mapping(part, "extends")
        if keys is None:
            continue
        reader.closed(part, "extends", ("scenario", "variant", "with"))
        if "scenario" not in keys:
            reader.error("E020", part, "scenario is missing", "such as extends: [{scenario: aktau-strike}]")
            continue
        name = _scenario_id(keys["scenario"], reader, "extends")
        variant = reader.text(keys["variant"], "variant") if "variant" in keys else ""
        given = reader.mapping(keys["with"], "with") if "with" in keys else {}
        values = {key: reader.value(value, key) for key, value in (given or {}).items()}
        if name:
            found.append(Extension(scenario=name, variant=variant, parameters=values))
    return tuple(found)


def _read_sources(item: Item, reader: Reader) -> dict[str, ScenarioSource]:
    found = {}
    for name, part in (reader.mapping(item, "sources") or {}).items():
        if not _SOURCE.fullmatch(name):
            what = f"source id {shown(name)} has the wrong form"
            reader.error("E114", item.keys[name], what, "lower-case letters, digits and hyphens")
        parts = reader.mapping(part, f"source {name}")
        if parts is None:
            continue
        reader.closed(part, f"source {name}", ScenarioSource.model_fields)
        values = {key: reader.text(value, key) for key, value in parts.items() if key in ScenarioSource.model_fields}
        if "title" not in parts:
            reader.error("E020", item.keys[name], f"source {name!r} needs a title", "and a publisher, url and as_of")
        if values.get("url") and not values["url"].startswith("https://"):
            reader.error("E114", parts["url"], f"url {shown(values['url'])} has the wrong form", "write https://…")
        if values.get("as_of") and len(values["as_of"]) > 7 and as_date(values["as_of"]) is None:  # noqa: PLR2004
            what = f"as_of {shown(values['as_of'])} is not a date"
            reader.error("E105", parts["as_of"], what, "write YYYY, YYYY-MM or YYYY-MM-DD")
        found[name] = ScenarioSource(**{"title": "", **values})
    return found


def _check_used(parts: dict[str, Item], reader: Reader, used: set[str], scenario: Scenario) -> None:
    """Note a problem for every parameter that nothing uses."""
    for name in scenario.parameters:
        if name not in used:
            item = parts["parameters"].keys[name]
            hint = near_hint(name, used) if used else f"write ${name} where it belongs, or delete it"
            reader.error("E305", item, f"parameter {name!r} is never used", hint)
