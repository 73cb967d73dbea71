"""What is allowed in a scenario, but hardly does what its author expects."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from routeplanner.errors import Problem
    from routeplanner.scenario.model import Scenario


def find_remarks(scenario: Scenario) -> Iterator[Problem]:
    """Yield a warning for every override that moves a capacity: W814."""
    for index, override in enumerate(scenario.overrides):
        if isinstance(override.body, dict) and "capacity" in override.body:
            document = scenario.document
            item = document.root.find(("overrides", index, override.verb, "capacity"))
            what = "capacity changes no hours and no dollars: it is read by capacity checks only"
            yield document.problem("W814", item, what, "to change a route, set time, dwell, wait or interval too")
