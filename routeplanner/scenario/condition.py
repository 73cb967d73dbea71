"""`if`: whether an override is switched on, by a parameter that is true or false."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from routeplanner.network.cells import shown
from routeplanner.network.selection import near_hint

if TYPE_CHECKING:
    from routeplanner.scenario.document import Item
    from routeplanner.scenario.reader import Reader

WORDS = {"true": True, "false": False}
"""The two values of a switch; `if` takes them too, as a flattened file has no parameters."""

_SWITCH = re.compile(r"(not +)?\$([a-z][a-z0-9_]*)", re.ASCII)


def read_condition(item: Item, reader: Reader) -> bool:
    """Return whether an override is on; True with a problem when that cannot be read."""
    if not isinstance(item.value, str) or item.is_null:
        reader.error("E308", item, "if takes a parameter", "write $name or not $name")
        return True
    text = item.value.strip()
    if text in WORDS:
        return WORDS[text]
    found = _SWITCH.fullmatch(text)
    if found is None:
        what = f"if: {shown(item.value)} is neither $name nor not $name"
        reader.error("E308", item, what, "no comparisons: make the choice a parameter that is true or false")
        return True
    negated, name = found.groups()
    reader.used.add(name)
    if name not in reader.values:
        reader.error("E301", item, f"there is no parameter {name!r}", near_hint(name, reader.values))
        return True
    value = reader.values[name]
    if value not in WORDS:
        what = f"if: parameter {name!r} is {shown(value)}, neither true nor false"
        reader.error("E308", item, what, "give it default: true or default: false")
        return True
    return WORDS[value] is not bool(negated)
