"""The verbs, one file each; `VERBS` is the one list of them, in the order they act in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.scenario.verbs import add, close, forbid, limit, scale, shift, spread
from routeplanner.scenario.verbs import open as open_verb
from routeplanner.scenario.verbs import set as set_verb

if TYPE_CHECKING:
    from routeplanner.scenario.verbs.base import Verb

VERBS: dict[str, Verb] = {
    "add": add.VERB,
    "set": set_verb.VERB,
    "scale": scale.VERB,
    "shift": shift.VERB,
    "limit": limit.VERB,
    "spread": spread.VERB,
    "forbid": forbid.VERB,
    "open": open_verb.VERB,
    "close": close.VERB,
}
"""name → verb. Order never matters in files: rows come, figures are set, multiplied, shifted, limited, then spread."""
