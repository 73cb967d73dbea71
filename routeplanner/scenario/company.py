"""Which scenarios one needs beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.scenario.files import folders, known_scenarios, read_scenario

if TYPE_CHECKING:
    from pathlib import Path

    from routeplanner.scenario.model import Scenario


def company_of(scenario: Scenario, folder: Path | str | None) -> tuple[str, ...]:
    """Return the ids that a scenario, or any that comes along with it, requires, each once.

    Names that no file carries stay out: applying the scenario reports them where they stand.

    Raises:
        DataError: a file among them that is broken.
    """
    known = set(known_scenarios(folders(folder)))
    seen: dict[str, None] = {}
    needed: dict[str, None] = {}
    waiting = [scenario]
    while waiting:
        one = waiting.pop()
        brought = [extension.scenario for extension in one.extends]
        needed |= dict.fromkeys(name for name in one.requires if name in known)
        new = [name for name in (*one.requires, *brought) if name in known and name not in seen]
        seen |= dict.fromkeys(new)
        waiting += [read_scenario(name, folder=folder) for name in new]
    return tuple(name for name in needed if name != scenario.id)
