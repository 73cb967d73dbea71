"""The list of overrides: shape, ids, one verb each, a source or a reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from routeplanner.network.cells import shown
from routeplanner.network.selection import near_hint
from routeplanner.scenario.model import OVERRIDE_PATTERN, SENSES, SPAN_FIELDS, Matches, Override, Span
from routeplanner.scenario.verbs import VERBS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from routeplanner.scenario.document import Item
    from routeplanner.scenario.model import ScenarioSource
    from routeplanner.scenario.reader import Reader

_ID = re.compile(OVERRIDE_PATTERN, re.ASCII)
_REFERENCE = re.compile(r"[a-z0-9][a-z0-9-]*#[a-z0-9][a-z0-9-]*", re.ASCII)
MODIFIERS = (
    "where", "was", "matches", "when", "direction", "chance", "if", "supersedes", "source", "confidence", "why", "note",
)  # fmt: skip
"""Keys an override may have beside id and verb."""


def read_overrides(item: Item, reader: Reader, sources: Mapping[str, ScenarioSource]) -> tuple[Override, ...]:
    """Return the overrides whose shape is right; what they mean is read with parameters filled in."""
    found: list[Override] = []
    lines: dict[str, Item] = {}
    for part in reader.listing(item, "overrides"):
        parts = reader.mapping(part, "an override")
        if parts is None:
            continue
        reader.closed(part, "an override", ("id", *VERBS, *MODIFIERS))
        name = reader.own_id(part, "override", "aktau-dwell", _ID, lines)
        verb = _read_verb(part, parts, reader)
        values: dict[str, Any] = {"id": name, "verb": verb}
        for key in ("why", "note"):
            if key in parts:
                values[key] = reader.text(parts[key], key)
        values["source"] = _read_source(parts, reader, sources)
        if "supersedes" in parts:
            values["supersedes"] = _read_supersedes(parts["supersedes"], reader)
        if "if" in parts and isinstance(parts["if"].value, str):
            values["condition"] = parts["if"].value
        if "confidence" in parts:
            values["confidence"] = reader.choice(parts["confidence"], "confidence", ("assumption",)) or None
        _check_grounds(part, parts, reader, values)
        if name and verb:
            values["body"] = parts[verb].plain()
            if "where" in parts:
                values["where"] = parts["where"].plain()
            found.append(Override(**values, **_modifiers(parts)))
    return tuple(found)


def _modifiers(parts: dict[str, Item]) -> dict[str, Any]:
    """Return the modifiers as written; the problem of one with a wrong shape is noted when the change is read."""
    found: dict[str, Any] = {}
    texts = {
        key: {name: part.value for name, part in parts[key].value.items() if isinstance(part.value, str)}  # type: ignore[union-attr]
        for key in ("was", "when", "matches", "chance")
        if key in parts and isinstance(parts[key].value, dict)
    }
    found |= {key: texts[key] for key in ("was", "chance") if key in texts}
    if "when" in texts:
        found["when"] = Span(**{SPAN_FIELDS[name]: text for name, text in texts["when"].items() if name in SPAN_FIELDS})
    counts = texts.get("matches", {"exactly": parts["matches"].value} if "matches" in parts else {})
    numbers = {
        name: int(text)
        for name, text in counts.items()
        if name in Matches.model_fields
        and isinstance(text, str)
        and text.isascii()
        and text.isdigit()
        and len(text) < 10  # noqa: PLR2004
    }
    if numbers:
        found["matches"] = Matches(**numbers)
    if "direction" in parts and parts["direction"].value in SENSES:
        found["direction"] = parts["direction"].value
    return found


def _read_verb(item: Item, parts: dict[str, Item], reader: Reader) -> str:
    """Return the one verb; an unknown key has been noted and may have been meant as one."""
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


def _read_supersedes(item: Item, reader: Reader) -> tuple[str, ...]:
    found = []
    for name, spot in reader.texts(item, "supersedes"):
        if _REFERENCE.fullmatch(name):
            found.append(name)
        else:
            hint = "write scenario#override, such as caspian-hubs#aktau-dwell"
            reader.error("E114", spot, f"supersedes: {shown(name)} has the wrong form", hint)
    if isinstance(item.value, list) and not item.value:
        reader.error("E020", item, "supersedes names nothing", "write [scenario#override], or leave it out")
    return tuple(dict.fromkeys(found))


def _check_grounds(item: Item, parts: dict[str, Item], reader: Reader, values: dict[str, Any]) -> None:
    """Every change has a source or says that it is an assumption, and why."""
    if "confidence" in parts and not values.get("why"):
        reader.error("E027", parts["confidence"], "an assumption needs a reason", "add why: …")
    elif "source" not in parts and "confidence" not in parts:
        hint = "add source: [id], or confidence: assumption and why: …"
        reader.error("E027", item, "an override needs a source, or must say that it is an assumption", hint)
