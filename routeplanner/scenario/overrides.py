"""The list of overrides: shape, ids, one verb each, a source or a reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from routeplanner.network.cells import shown
from routeplanner.network.selection import near_hint
from routeplanner.scenario.model import ID_PATTERN, UNSUPPORTED
from routeplanner.scenario.verbs import VERBS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from routeplanner.scenario.document import Item
    from routeplanner.scenario.model import ScenarioSource
    from routeplanner.scenario.reader import Reader

_ID = re.compile(ID_PATTERN, re.ASCII)
MODIFIERS = ("where", "was", "matches", "when", "direction", "source", "confidence", "why", "note")
"""Keys an override may have beside id and verb."""


def read_overrides(
    item: Item, reader: Reader, sources: Mapping[str, ScenarioSource]
) -> tuple[dict[str, Any], ...]:
    """Return the values of the overrides whose shape is right; what they mean is read with parameters filled in."""
    found = []
    lines: dict[str, Item] = {}
    for part in reader.listing(item, "overrides"):
        parts = reader.mapping(part, "an override")
        if parts is None:
            continue
        before = len(reader.problems)
        reader.closed(part, "an override", ("id", *VERBS, *MODIFIERS), UNSUPPORTED["override"])
        name = _read_id(part, parts, reader, lines)
        verb = _read_verb(part, parts, reader)
        values: dict[str, Any] = {"id": name, "verb": verb}
        for key in ("why", "note"):
            if key in parts:
                values[key] = reader.text(parts[key], key)
        values["source"] = _read_source(parts, reader, sources)
        if "confidence" in parts:
            values["confidence"] = reader.choice(parts["confidence"], "confidence", ("assumption",)) or None
        _check_grounds(part, parts, reader, values)
        if name and verb:
            values["body"] = parts[verb].plain()
            for key in ("where", "was", "when"):
                if key in parts:
                    values[key] = parts[key].plain()
        if len(reader.problems) == before or (name and verb):
            found.append(_tidy(values))
    return tuple(found)


def _tidy(values: dict[str, Any]) -> dict[str, Any]:
    """Leave out what has the wrong shape; its problem is noted when the change is read."""
    was = values.get("was")
    if was is not None and not (isinstance(was, dict) and all(isinstance(text, str) for text in was.values())):
        values.pop("was")
    when = values.get("when")
    keys = {"from", "until", "through", "season"}
    if when is not None and not (isinstance(when, dict) and when.keys() <= keys):
        values.pop("when")
    return values


def _read_id(item: Item, parts: dict[str, Item], reader: Reader, lines: dict[str, Item]) -> str:
    if "id" not in parts:
        reader.error("E026", item, "an override needs an id", "such as id: aktau-dwell")
        return ""
    name = reader.text(parts["id"], "id")
    if name and not _ID.fullmatch(name):
        reader.error("E114", parts["id"], f"id {shown(name)} has the wrong form", "lower-case, digits and hyphens")
        return ""
    if name in lines:
        first = reader.document.where(lines[name])
        reader.error("E029", parts["id"], f"id {name!r} stands already at {first}", "give every override its own id")
        return ""
    if name:
        lines[name] = parts["id"]
    return name


def _read_verb(item: Item, parts: dict[str, Item], reader: Reader) -> str:
    """Return the one verb; an unknown or unsupported key has been noted and may have been meant as one."""
    verbs = [key for key in parts if key in VERBS]
    if len(verbs) == 1:
        return verbs[0]
    strange = [key for key in parts if key not in VERBS and key not in {"id", *MODIFIERS}]
    if verbs:
        what = f"an override has exactly one verb, found {' and '.join(verbs)}"
        reader.error("E025", item.keys[verbs[1]], what, "split it in two")
    elif not strange:
        reader.error("E025", item, "an override needs exactly one verb", f"one of {', '.join(VERBS)}")
    return ""


def _read_source(parts: dict[str, Item], reader: Reader, sources: Mapping[str, ScenarioSource]) -> tuple[str, ...]:
    if "source" not in parts:
        return ()
    found = []
    for name, spot in reader.texts(parts["source"], "source"):
        if name in sources:
            found.append(name)
        else:
            reader.error("E028", spot, f"source {shown(name)} is not declared", near_hint(name, sources))
    if isinstance(parts["source"].value, list) and not parts["source"].value:
        reader.error("E027", parts["source"], "source names nothing", "give ids declared under sources")
    return tuple(dict.fromkeys(found))


def _check_grounds(item: Item, parts: dict[str, Item], reader: Reader, values: dict[str, Any]) -> None:
    """Every change has a source or says that it is an assumption, and why."""
    if "confidence" in parts and not values.get("why"):
        reader.error("E027", parts["confidence"], "an assumption needs a reason", "add why: …")
    elif "source" not in parts and "confidence" not in parts:
        hint = "add source: [id], or confidence: assumption and why: …"
        reader.error("E027", item, "an override needs a source, or must say that it is an assumption", hint)
