"""What is allowed in a scenario, but hardly does what its author expects."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from routeplanner.errors import Problem
    from routeplanner.scenario.applied import Applied
    from routeplanner.scenario.model import Scenario

TOLD = frozenset({"W814"})
"""Codes that only tell what a change is good for: they do not fail a strict check."""


def find_neutral(applied: Applied, scenario: str) -> Iterator[Problem]:
    """Yield a warning for every override of a scenario that changes nothing whenever it acts: W805."""
    statuses: dict[str, set[str]] = {}
    for day in applied.telling_days():
        for effect in applied.effects(day):
            statuses.setdefault(effect.override, set()).add(effect.status)
    for act in applied.acts:
        change = act.change
        found = statuses[change.override]
        if change.scenario == scenario and "neutral" in found and "applied" not in found:
            what = f"override {change.override} changes nothing: the values are so already"
            hint = "delete it, or say in was: what the network must have"
            yield change.document.problem("W805", change.item.find(("id",)), what, hint)


def find_remarks(scenario: Scenario) -> Iterator[Problem]:
    """Yield a warning for every override that moves a capacity: W814."""
    for index, override in enumerate(scenario.overrides):
        if isinstance(override.body, dict) and "capacity" in override.body:
            document = scenario.document
            item = document.root.find(("overrides", index, override.verb, "capacity"))
            what = "capacity changes no hours and no dollars: it is read by capacity checks only"
            yield document.problem("W814", item, what, "to change a route, set time, dwell, wait or interval too")
