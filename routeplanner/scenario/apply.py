"""Scenarios on a network: which network holds on which day, and what every override does to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date  # noqa: TC003 - part of public annotations
from typing import TYPE_CHECKING

from routeplanner.errors import DataError
from routeplanner.network.model import Source
from routeplanner.network.selection import Selection, SelectionError
from routeplanner.scenario.compose import Stack, compose
from routeplanner.scenario.moment import Act, Moment, compose_moment
from routeplanner.scenario.senses import decided_senses
from routeplanner.scenario.verbs.base import Addition, Operation
from routeplanner.scenario.verbs.figures import MOST_ROWS_NAMED
from routeplanner.scenario.when import moments

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from routeplanner.errors import Problem
    from routeplanner.network.attributes import Attribute
    from routeplanner.network.network import Network
    from routeplanner.scenario.model import Scenario
    from routeplanner.scenario.verbs.base import Change
    from routeplanner.units import Quantity

TOLERANCE = 1e-6
"""Share by which a figure may differ from what `was` says: rounding of units."""


@dataclass(frozen=True, slots=True)
class ScenarioStamp:
    """Which scenario was applied, so that it can be applied again."""

    id: str
    variant: str
    """Empty for the defaults."""
    title: str
    hash: str
    """SHA-256 of what the file says."""
    parameters: Mapping[str, str]
    """Every parameter and its value, as text."""
    inactive: tuple[str, ...] = ()
    """Overrides that do not hold on the day, as `scenario#override`."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What one override does on one day."""

    override: str
    """`scenario#override`."""
    status: str
    """applied, inactive (not on this day) or neutral (the values were so already)."""
    elements: tuple[tuple[str, str, str, object, object], ...]
    """(table, row id, column, value in the base, value on the day), the whole stack applied."""


class Applied:
    """A stack of scenarios on a base network: a network for every day. The base is never touched."""

    def __init__(self, base: Network, stack: Stack, acts: Sequence[Act]) -> None:
        self.base = base
        """The network before."""
        self.stamps: tuple[ScenarioStamp, ...] = tuple(
            ScenarioStamp(
                layer.scenario.id,
                layer.variant,
                layer.scenario.title,
                layer.scenario.hash,
                {name: layer.values[name] for name in sorted(layer.values)},
            )
            for layer in stack.layers
        )
        """The scenarios of the stack, by id."""
        dates = [layer.scenario.as_of for layer in stack.layers if layer.scenario.as_of is not None]
        self.as_of: date | None = max(dates) if dates else None
        """Latest `as_of` of the stack; None when no scenario has one."""
        spans = [act.change.when for act in acts]
        self.periods: tuple[date, ...] = tuple(
            sorted({day for span in spans for day in (span.starts, span.ends) if day is not None})
        )
        """Days on which dated overrides begin or cease to hold; seasons come on top, every year."""
        self.sources = {
            f"{layer.scenario.id}:{name}": source
            for layer in stack.layers
            for name, source in layer.scenario.sources.items()
        }
        """The scenarios' own sources, as changes name them."""
        self._acts = tuple(acts)
        self._moments: dict[frozenset[str], Moment] = {}
        self._networks: dict[frozenset[str], Network] = {}

    def at(self, day: date) -> Network:
        """Return the network as it is on a day; the base itself where nothing differs."""
        active = self._active(day)
        if active not in self._networks:
            moment = self._moment(active)
            rows = dict(moment.rows)
            used = sorted({name for traces in moment.traces.values() for trace in traces for name in trace.sources})
            if used:
                rows["source"] = {name: self._source(name) for name in used}
            self._networks[active] = self.base.derived(rows, moment.traces)
        return self._networks[active]

    def effects(self, day: date) -> tuple[Effect, ...]:
        """Return what every override of the stack does on a day, by name."""
        active = self._active(day)
        moment = self._moment(active)
        return tuple(
            self._effect(act, moment) if act.change.override in active else Effect(act.change.override, "inactive", ())
            for act in self._acts
        )

    def _effect(self, act: Act, moment: Moment) -> Effect:
        name = act.change.override
        elements = [
            (key.table, key.row_id, key.field, trace.old, trace.new)
            for key, traces in sorted(moment.traces.items())
            for trace in traces
            if trace.override == name
        ]
        applied = act.additions or act.telling(self.base)
        return Effect(name, "applied" if applied else "neutral", tuple(elements))

    def _active(self, day: date) -> frozenset[str]:
        return frozenset(act.change.override for act in self._acts if act.change.when.holds(day))

    def _moment(self, active: frozenset[str]) -> Moment:
        if active not in self._moments:
            acts = [act for act in self._acts if act.change.override in active]
            self._moments[active] = compose_moment(self.base, acts)
        return self._moments[active]

    def _source(self, name: str) -> Source:
        source = self.sources[name]
        return Source.model_construct(
            source_id=name, title=source.title, publisher=source.publisher, url=source.url, as_of=source.as_of
        )

    def check(self) -> list[Problem]:
        """Return what is wrong at any moment: two values for one figure, a percentile below its mean."""
        problems: dict[tuple[str, str, str], Problem] = {}
        by_name = {act.change.override: act.change for act in self._acts}
        seen: set[frozenset[str]] = set()
        for day in moments((act.change.when for act in self._acts), self.base.reference_date):
            active = self._active(day)
            if active in seen:
                continue
            seen.add(active)
            moment = self._moment(active)
            for first, other in moment.clashes:
                key = (first.override, other.override, first.attribute.name)
                problems.setdefault(key, _clash(by_name, first, other, day))
            for operation, spread, mean in moment.low:
                key = (operation.override, "", operation.attribute.name)
                problems.setdefault(key, _low(by_name[operation.override], operation, spread, mean, day))
        return list(problems.values())


def apply(
    scenarios: Sequence[str | Scenario],
    network: Network,
    *,
    settings: Mapping[str, str] | None = None,
    folder: Path | str | None = None,
) -> Applied:
    """Return a stack of scenarios applied to a network.

    `scenarios` are names (`NAME` or `NAME:variant`), paths or scenarios, in any order; `settings` gives parameters by
    name or `scenario.name`; `folder` is where names are looked up before the shipped scenarios.

    Raises:
        UsageError: an unknown scenario, variant or parameter, a value out of range.
        DataError: everything that is wrong in any file of the stack, in its selectors on this network, or where two
            overrides want different values at one moment.
        FileError: a file that cannot be read.
    """
    stack = compose(scenarios, settings=settings, folder=folder)
    strangers = _check_networks(stack, network)
    if strangers:  # on the wrong network every selector would fail too, and say nothing more
        raise DataError(sorted(dict.fromkeys([*stack.problems, *strangers]), key=_position))
    problems = list(stack.problems)
    acts = [_act(change, network) for change in stack.changes]
    problems += [problem for act in acts for problem in act.change.problems]
    applied = Applied(network, stack, acts)
    problems += applied.check()
    if problems:
        raise DataError(sorted(dict.fromkeys(problems), key=_position))
    return applied


def _position(problem: Problem) -> tuple[str, int, int, str]:
    file, line, column = problem.where.rsplit(":", 2)
    return file, int(line), int(column), problem.code


def _act(change: Change, network: Network) -> Act:
    """Return what a change does to a network; problems are noted at the change."""
    selection = _select(change, network) if change.selector is not None else None
    if selection is None:
        return Act(change, (), ())
    _check_matches(change, selection)
    _check_was(change, network, selection)
    if change.payload is None:
        return Act(change, (), ())
    built = list(change.verb.build(change, network, selection))
    operations = tuple(part for part in built if isinstance(part, Operation))
    return Act(change, operations, tuple(part for part in built if isinstance(part, Addition)))


def _select(change: Change, network: Network) -> Selection | None:
    try:
        selection = change.verb.select(change, network)
    except SelectionError as error:
        for fault in error.faults:
            change.error(fault.code, (*change.selector_path, *fault.path), fault.what, fault.hint)
        return None
    if change.sense == "both" or selection.collection != "borders":
        return selection
    ids = tuple(row_id for row_id in selection.ids if change.sense in decided_senses(network, network.borders[row_id]))
    if not ids:
        what = f"no border of this selection is passed {change.sense}"
        hint = "forward is along the crossing link, from → to; a break of gauge has one link for each direction"
        change.error("E406", ("direction",), what, hint)
        return None
    return Selection(selection.collection, selection.table, ids)


def _check_matches(change: Change, selection: Selection) -> None:
    if change.matches is None or change.matches.fits(len(selection.ids)):
        return
    named = ", ".join(selection.ids[:MOST_ROWS_NAMED]) + (" …" if len(selection.ids) > MOST_ROWS_NAMED else "")
    what = f"the selector matches {len(selection.ids)}, but {change.matches.as_text()} was promised"
    change.error("E407", ("matches",), what, f"it matches {named}")


def _check_was(change: Change, network: Network, selection: Selection) -> None:
    """Note where the base network is not what the override was written for."""
    rows = network.table(selection.table) if change.was else {}
    for attribute, wanted, item in change.was:
        moved = [row_id for row_id in selection.ids if not _equals(rows[row_id], attribute, wanted)]
        if not moved:
            continue
        row = rows[moved[0]]
        figure, basis = getattr(row, attribute.column), getattr(row, attribute.basis_column, None)
        found = "blank" if figure is None else f"{figure:g}" + (f" per {basis}" if basis else "")
        more = f" (and {len(moved) - 1} more)" if len(moved) > 1 else ""
        what = f"{attribute.name} of {moved[0]}{more} is {found}, written for {item.value}"
        problem = change.document.problem("E409", item, what, "the network has moved: look at the change again")
        change.problems.append(problem)


def _equals(row: object, attribute: Attribute, wanted: Quantity) -> bool:
    figure = getattr(row, attribute.column)
    if figure is None or (attribute.basis_column and getattr(row, attribute.basis_column) != wanted.basis):
        return False
    return abs(float(figure) - wanted.value) <= TOLERANCE * max(1.0, abs(wanted.value))


def _check_networks(stack: Stack, network: Network) -> list[Problem]:
    """Return a problem for every scenario written for another network or a later version."""
    problems = []
    for layer in stack.layers:
        need = layer.scenario.network
        if need is None:
            continue
        document = layer.scenario.document
        if need.id != network.id:
            what = f"{layer.scenario.id} is written for network {need.id!r}, this is {network.id!r}"
            item = document.root.find(("network", "id"))
            problems.append(document.problem("E410", item, what, f"use --network {need.id}"))
        elif need.version and not _version_fits(need.version, network.version):
            what = f"{layer.scenario.id} needs {need.id} {need.version}, this is {network.version}"
            item = document.root.find(("network", "version"))
            problems.append(document.problem("E410", item, what, "update the network, or check the scenario again"))
    return problems


def _version_fits(needed: str, have: str) -> bool:
    wanted, found = ([int(part) for part in re.findall(r"\d+", text)] for text in (needed, have))
    length = max(len(wanted), len(found))
    wanted += [0] * (length - len(wanted))
    found += [0] * (length - len(found))
    return found >= wanted if needed.startswith(">=") else found == wanted


def _clash(changes: Mapping[str, Change], first: Operation, other: Operation, day: date) -> Problem:
    change, against = changes[other.override], changes[first.override]
    name = other.attribute.name
    spot = against.document.where(against.item.find((against.verb.name, name)))
    wanted, there = (change.item.find((change.verb.name, name)), against.item.find((against.verb.name, name)))
    what = (
        f"{other.override} sets {name} of {other.table} {other.row_id} to {wanted.value}, "
        f"but {first.override} at {spot} sets it to {there.value}; both hold on {day.isoformat()}"
    )
    return change.document.problem("E504", wanted, what, "give them different dates, or leave one of them out")


def _low(change: Change, operation: Operation, spread: float, mean: float, day: date) -> Problem:
    name = operation.attribute.name
    what = (
        f"{operation.table} {operation.row_id} would have a 90th percentile of {spread:g} below its mean of {mean:g} "
        f"on {day.isoformat()}"
    )
    item = change.item.find((change.verb.name, name))
    return change.document.problem("E110", item, what, "set the mean and the 90th percentile together")
