"""`chance`: an override that holds on some days, or for some crossings, only.

Answers that are one number take the expected value. The chance itself stays with the change, so that it can be drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from routeplanner.terms import HOURS_PER_DAY

if TYPE_CHECKING:
    from routeplanner.scenario.document import Item
    from routeplanner.scenario.reader import Reader
    from routeplanner.scenario.verbs.base import Verb

KEYS = {
    "share": "Share of the days on which it begins, or of the crossings it meets: 0 % to 100 %.",
    "per": "day or crossing.",
    "lasts": "How long it lasts; needed per day, and for what is closed.",
}
"""Keys under `chance` and what they mean."""
PER_DAY, PER_CROSSING = "day", "crossing"


@dataclass(frozen=True, slots=True)
class Chance:
    """How often something holds, and for how long."""

    share: float
    """Share of the days on which it begins, or of the crossings it meets; 0 to 1."""
    per: str
    """day or crossing."""
    lasts_h: float | None = None
    """Hours it lasts; None where that does not matter."""

    @property
    def probability(self) -> float:
        """Probability that whoever comes along meets it."""
        if self.per == PER_CROSSING or self.lasts_h is None:
            return self.share
        return min(1.0, self.share * self.lasts_h / HOURS_PER_DAY)

    @property
    def wait_h(self) -> float:
        """Expected hours until a closure ends: half of it where one comes upon it, all of it where it befalls one."""
        lasts = self.lasts_h or 0.0
        return self.probability * (lasts / 2.0 if self.per == PER_DAY else lasts)

    def as_text(self) -> str:
        """Return the chance in words."""
        lasts = "" if self.lasts_h is None else f", lasting {self.lasts_h:g} h"
        return f"{self.share * 100:g} % a {self.per}{lasts}"

    def as_dict(self) -> dict[str, float | str | None]:
        """Return the chance as plain data."""
        return {"share": self.share, "per": self.per, "lasts_h": self.lasts_h}


def read_chance(item: Item, reader: Reader, verb: Verb) -> Chance | None:
    """Return the chance an override holds with, or None with problems."""
    if not verb.takes_chance:
        what = f"{verb.name} does not take a chance: it has no expected value"
        reader.error("E022", item, what, "chance goes with set, scale, shift and close")
        return None
    parts = reader.mapping(item, "chance")
    if parts is None:
        return None
    before = len(reader.problems)
    reader.closed(item, "chance", KEYS)
    for key in ("share", "per"):
        if key not in parts:
            reader.error("E020", item, f"chance needs {key}", "such as chance: {share: 50 %, per: day, lasts: 30 h}")
    per = reader.choice(parts["per"], "per", (PER_DAY, PER_CROSSING)) if "per" in parts else ""
    share = reader.quantity(parts["share"], "share", "share") if "share" in parts else None
    lasts = reader.quantity(parts["lasts"], "lasts", "time") if "lasts" in parts else None
    if share is not None and share.value > 1.0:
        reader.error("E110", parts["share"], "share is more than 100 %", "write a share from 0 % to 100 %")
    if per and len(reader.problems) == before:
        _check_lasts(item, reader, per, is_closure=verb.body_selects)
    if len(reader.problems) > before or share is None:
        return None
    return Chance(share.value, per, lasts.value if lasts else None)


def _check_lasts(item: Item, reader: Reader, per: str, *, is_closure: bool) -> None:
    """Note where `lasts` is missing, or would mean nothing."""
    assert isinstance(item.value, dict)  # noqa: S101 - read as a mapping before
    counts = per == PER_DAY or is_closure
    if counts and "lasts" not in item.value:
        why = "how long it is closed" if is_closure else "how much of a day it takes up"
        reader.error("E020", item, f"chance needs lasts: {why}", "such as lasts: 30 h")
    elif not counts and "lasts" in item.value:
        what = "lasts means nothing for a figure that changes per crossing"
        reader.error("E022", item.keys["lasts"], what, "leave it out, or say per: day")
