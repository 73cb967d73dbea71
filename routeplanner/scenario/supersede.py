"""`supersedes`: which override steps back for which other one, and references that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.errors import RouteplannerError
from routeplanner.network.selection import near_hint
from routeplanner.scenario.files import find_scenario, known_scenarios, load
from routeplanner.scenario.model import full_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from routeplanner.errors import Problem
    from routeplanner.scenario.verbs.base import Change


def find_superseded(holding: Iterable[Change]) -> dict[str, tuple[str, ...]]:
    """Return the overrides that do not act among those that hold at one moment, and by which they are superseded.

    One that is superseded itself supersedes all the same, so that the answer does not depend on where one begins.
    """
    changes = {change.override: change for change in holding}
    found: dict[str, list[str]] = {}
    for name in sorted(changes):
        for other in changes[name].supersedes:
            if other in changes:
                found.setdefault(other, []).append(name)
    return {name: tuple(by) for name, by in sorted(found.items())}


def check_supersedes(changes: Sequence[Change], where: Sequence[Path]) -> list[Problem]:
    """Return a problem for every reference to an override that no known scenario has, and for every circle."""
    problems = []
    here = {change.override for change in changes}
    for change in changes:
        for name in change.supersedes:
            if name not in here:
                hint = _find_missing(name, here, where)
                if hint is not None:
                    what = f"supersedes: there is no override {name!r} in this stack or in a known scenario"
                    problems.append(_problem("E503", change, name, what, hint))
    by_name = {change.override: change for change in changes}
    for circle in _circles({name: change.supersedes for name, change in by_name.items()}):
        shown = " -> ".join((*circle, circle[0]))
        what = f"overrides supersede one another in a circle: {shown}"
        onward = circle[1] if len(circle) > 1 else circle[0]
        problems.append(_problem("E506", by_name[circle[0]], onward, what, "break it: at most one of them can act"))
    return problems


def _problem(code: str, change: Change, name: str, what: str, hint: str) -> Problem:
    """Return a problem at the name under `supersedes`."""
    item = change.item.find(("supersedes",))
    written = change.item.value["supersedes"] if isinstance(change.item.value, dict) else item
    parts = written.value if isinstance(written.value, list) else [written]
    return change.document.problem(code, next((part for part in parts if part.value == name), item), what, hint)


def _find_missing(name: str, here: Iterable[str], where: Sequence[Path]) -> str | None:
    """Return a hint when neither the stack nor a known scenario has an override; None when one has."""
    scenario = name.partition("#")[0]
    known = known_scenarios(where)
    in_stack = [other for other in here if other.startswith(f"{scenario}#")]
    if scenario not in known:
        return near_hint(name, in_stack or here) if in_stack else near_hint(scenario, known)
    try:
        found, problems = load(find_scenario(scenario, where))
    except RouteplannerError:
        return None  # what is wrong with that file is for its own check
    if found is None or problems:
        return None
    names = {full_name(found.id, override.id) for override in found.overrides}
    return None if name in names else near_hint(name, names.union(in_stack))


def _circles(leads_to: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield the shortest circle through every name that is the first, by spelling, of one."""
    for start in sorted(leads_to):
        ways = [[start]]
        seen: set[str] = set()
        while ways:
            way = ways.pop(0)
            onward = leads_to.get(way[-1], ())
            if start in onward:
                yield way
                break
            for name in sorted(onward):
                if name > start and name not in seen:
                    seen.add(name)
                    ways.append([*way, name])
