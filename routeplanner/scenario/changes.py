"""Overrides with parameter values filled in: quantities, dates and selectors are read, but no network is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from routeplanner.network.attributes import ATTRIBUTES
from routeplanner.network.selection import near_hint
from routeplanner.scenario.chance import read_chance
from routeplanner.scenario.condition import read_condition
from routeplanner.scenario.model import SENSES, Matches, Scenario, full_name, source_name
from routeplanner.scenario.reader import Reader
from routeplanner.scenario.verbs import VERBS
from routeplanner.scenario.verbs.base import Change, find_attribute
from routeplanner.scenario.verbs.figures import read_figure
from routeplanner.scenario.when import ALWAYS, read_when

if TYPE_CHECKING:
    from collections.abc import Mapping

    from routeplanner.errors import Problem
    from routeplanner.network.attributes import Attribute
    from routeplanner.scenario.document import Item
    from routeplanner.scenario.model import Override
    from routeplanner.scenario.verbs.base import Verb
    from routeplanner.units import Quantity


SELECTING = ("where", "was", "matches", "direction")
"""Modifiers that are about the rows a selector names."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the overrides of a scenario say under some parameter values."""

    changes: tuple[Change, ...]
    problems: list[Problem]
    used: set[str]
    """Parameters that some override uses."""


def read_changes(scenario: Scenario, values: Mapping[str, str]) -> Reading:
    """Return the overrides of a scenario under parameter values, and every problem in them."""
    reader = Reader(scenario.document, values)
    items = scenario.document.root.value
    assert isinstance(items, dict)  # noqa: S101 - a scenario was made of it
    by_id: dict[str, Item] = {}
    if "overrides" in items and isinstance(items["overrides"].value, list):
        for item in items["overrides"].value:
            if isinstance(item.value, dict) and "id" in item.value:
                by_id.setdefault(item.value["id"].value if isinstance(item.value["id"].value, str) else "", item)
    changes = tuple(_read_change(scenario, override, by_id[override.id], reader) for override in scenario.overrides)
    return Reading(changes, reader.problems, reader.used)


def _read_change(scenario: Scenario, override: Override, item: Item, reader: Reader) -> Change:
    parts = item.value
    assert isinstance(parts, dict)  # noqa: S101 - checked when the override was read
    verb = VERBS[override.verb]
    if verb.selects:
        selector, collection, path = _read_selector(verb, item, parts, reader)
    else:
        selector, collection, path = None, "", ()
        parts = _without_selector(verb, item, parts, reader)
    known = collection in ATTRIBUTES or collection in verb.collections or not verb.selects
    payload = verb.read(parts[verb.name], reader, collection) if known else None
    was = _read_was(parts["was"], reader, collection) if "was" in parts and known else ()
    when = read_when(parts["when"], reader) if "when" in parts else ALWAYS
    sense = "both"
    if "direction" in parts:
        sense = reader.choice(parts["direction"], "direction", SENSES) or "both"
        if sense != "both" and known and collection not in verb.senses:
            where = " and ".join(verb.senses)
            what = f"{verb.name} of {collection} has no direction in this version"
            reader.error("E022", item.keys["direction"], what, f"direction goes with {where}")
            sense = "both"
    return Change(
        override=full_name(scenario.id, override.id),
        verb=verb,
        document=scenario.document,
        item=item,
        payload=payload,
        selector=selector,
        selector_path=path,
        was=was,
        matches=_read_matches(parts["matches"], reader) if "matches" in parts else None,
        when=when or ALWAYS,
        sense=sense,
        sources=tuple(source_name(scenario.id, name) for name in override.source),
        quality="cited" if override.source and not override.confidence else "estimated",
        note=override.why or override.note,
        chance=read_chance(parts["chance"], reader, verb) if "chance" in parts else None,
        scenario=scenario.id,
        on=read_condition(parts["if"], reader) if "if" in parts else True,
        supersedes=override.supersedes,
    )


def _without_selector(verb: Verb, item: Item, parts: dict[str, Item], reader: Reader) -> dict[str, Item]:
    """Return the keys of an override that brings a row of its own; those that are about selected rows are noted."""
    for key in SELECTING:
        if key in parts:
            code = "E405" if key == "where" else "E022"
            hint = "a new row says all of itself: leave it out"
            reader.error(code, item.keys[key], f"{verb.name} takes no {key}", hint)
    return {key: part for key, part in parts.items() if key not in SELECTING}


def _read_selector(verb: Verb, item: Item, parts: dict[str, Item], reader: Reader) -> tuple[Any, str, tuple[str, ...]]:
    """Return the selector as plain data, its collection and where it stands; (None, "", …) with problems."""
    key = verb.name if verb.body_selects else "where"
    if verb.body_selects and "where" in parts:
        reader.error("E405", item.keys["where"], f"{verb.name} takes its selector itself", f"{verb.name}: {{links: …}}")
    if key not in parts:
        hint = f"such as where: {{{verb.collections[0]}: …}}"
        reader.error("E405", item.keys[verb.name], f"{verb.name} needs where", hint)
        return None, "", (key,)
    part = parts[key]
    if isinstance(part.value, dict) and not part.value:
        reader.error("E401", part, "empty selector", f"name what is meant: {', '.join(verb.collections)}")
        return None, "", (key,)
    if reader.mapping(part, key) is None:
        return None, "", (key,)
    before = len(reader.problems)
    names = list(part.keys)
    for name in names:
        if name not in verb.collections:
            hint = near_hint(name, verb.collections, most=len(verb.collections))
            reader.error("E408", part.keys[name], f"{verb.name} does not take {name!r}", hint)
    if len(names) > 1 and len(reader.problems) == before:
        what = f"a selector names one collection, found {' and '.join(names)}"
        reader.error("E408", part.keys[names[1]], what, "split the override")
    selector = reader.plain(part, key)
    if len(reader.problems) > before:
        return None, names[0] if names[0] in verb.collections else "", (key,)
    return selector, names[0], (key,)


def _read_was(item: Item, reader: Reader, collection: str) -> tuple[tuple[Attribute, Quantity, Item], ...]:
    found = []
    if collection not in ATTRIBUTES or not ATTRIBUTES[collection]:
        reader.error("E408", item, f"{collection} have no figures to compare", "leave was out")
        return ()
    for name, part in (reader.mapping(item, "was") or {}).items():
        attribute = find_attribute(reader, item, collection, name)
        quantity = read_figure(attribute, part, reader, collection) if attribute else None
        if attribute and quantity:
            found.append((attribute, quantity, part))
    return tuple(found)


def _read_matches(item: Item, reader: Reader) -> Matches | None:
    if not isinstance(item.value, dict):
        count = reader.count(item, "matches")
        return None if count is None else Matches(exactly=count)
    reader.closed(item, "matches", Matches.model_fields)
    if not item.value:
        reader.error("E020", item, "matches is empty", "give a number, exactly, at_least or at_most")
    counts = {key: reader.count(part, key) for key, part in item.value.items() if key in Matches.model_fields}
    return Matches(**counts)
