"""The verbs, one file each; `VERBS` is the one list of them, in the order they act in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.scenario.verbs import close, forbid, scale
from routeplanner.scenario.verbs import set as set_verb

if TYPE_CHECKING:
    from routeplanner.scenario.verbs.base import Verb

VERBS: dict[str, Verb] = {
    "set": set_verb.VERB,
    "scale": scale.VERB,
    "forbid": forbid.VERB,
    "close": close.VERB,
}
"""name → verb. Order never matters in files: figures are set, then multiplied; what is closed stays closed."""
