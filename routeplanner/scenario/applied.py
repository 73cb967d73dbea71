"""A stack on a base network: which network holds on which day, and what every override does to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date  # noqa: TC003 - part of public annotations
from typing import TYPE_CHECKING

from routeplanner.network.model import Source
from routeplanner.scenario.model import source_name
from routeplanner.scenario.moment import Act, Moment, compose_moment
from routeplanner.scenario.supersede import find_superseded
from routeplanner.scenario.verbs.base import Operation, Shape
from routeplanner.scenario.verbs.figures import as_quantity
from routeplanner.scenario.when import moments

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from routeplanner.errors import Problem
    from routeplanner.network.network import Network
    from routeplanner.scenario.chance import Chance
    from routeplanner.scenario.compose import Stack
    from routeplanner.scenario.document import Item
    from routeplanner.scenario.verbs.base import Change, Flaw


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
    effects: tuple[Effect, ...] = ()
    """What each of its overrides does on the day asked for."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What one override does on one day."""

    override: str
    """`scenario#override`."""
    status: str
    """applied, neutral (the values were so already), inactive (not on this day), off (by its `if`) or superseded."""
    elements: tuple[tuple[str, str, str, object, object], ...]
    """(table, row id, column, value in the base, value on the day), the whole stack applied."""
    remark: str = ""
    """What a reader must know of the new figures: that they are expected values, or what they were computed from."""
    chance: Chance | None = None
    """Chance with which the override holds; None: certain."""
    superseded_by: tuple[str, ...] = ()
    """Overrides it steps back for on the day."""
    scenario: str = ""
    """Id of the scenario whose file it stands in; a flattened one holds overrides of others."""


class Applied:
    """A stack of scenarios on a base network: a network for every day. The base is never touched."""

    def __init__(self, base: Network, stack: Stack, acts: Sequence[Act], warnings: tuple[Problem, ...] = ()) -> None:
        self.base = base
        """The network before."""
        self.warnings = warnings
        """What is suspicious about rows that are added."""
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
        spans = [act.change.when for act in acts if act.change.on]
        self.periods: tuple[date, ...] = tuple(
            sorted({day for span in spans for day in (span.starts, span.ends) if day is not None})
        )
        """Days on which dated overrides begin or cease to hold; seasons come on top, every year."""
        self.sources = {
            source_name(layer.scenario.id, name): source
            for layer in stack.layers
            for name, source in layer.scenario.sources.items()
        }
        """The scenarios' own sources, as changes name them."""
        self.acts: tuple[Act, ...] = tuple(acts)
        """The overrides of the stack by name, and what each does to the base."""
        self._moments: dict[frozenset[str], Moment] = {}
        self._networks: dict[frozenset[str], Network] = {}

    def at(self, day: date) -> Network:
        """Return the network as it is on a day; the base itself where nothing differs."""
        active = self.active(day)
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
        superseded = self.superseded(day)
        moment = self._moment(self.active(day))
        found = []
        for act in self.acts:
            name, scenario = act.change.override, act.change.scenario
            if not act.change.on:
                found.append(Effect(name, "off", (), scenario=scenario))
            elif not act.change.when.holds(day):
                found.append(Effect(name, "inactive", (), scenario=scenario))
            elif name in superseded:
                found.append(Effect(name, "superseded", (), superseded_by=superseded[name], scenario=scenario))
            else:
                found.append(self._effect(act, moment, supersedes=any(name in by for by in superseded.values())))
        return tuple(found)

    def _effect(self, act: Act, moment: Moment, *, supersedes: bool) -> Effect:
        name = act.change.override
        if not act.is_there(moment.network):
            return Effect(name, "inactive", (), scenario=act.change.scenario)
        elements = [
            (key.table, key.row_id, key.field, trace.old, trace.new)
            for key, traces in sorted(moment.traces.items())
            for trace in traces
            if trace.override == name
        ]
        status = "applied" if act.additions or name in moment.telling or supersedes else "neutral"
        remark = act.change.verb.remark(act.change) if status == "applied" else ""
        return Effect(name, status, tuple(elements), remark, act.change.chance, scenario=act.change.scenario)

    def stamps_at(self, day: date) -> tuple[ScenarioStamp, ...]:
        """Return the scenarios of the stack, each with what its overrides do on a day."""
        effects = self.effects(day)
        return tuple(
            replace(stamp, effects=tuple(effect for effect in effects if effect.scenario == stamp.id))
            for stamp in self.stamps
        )

    def superseded(self, day: date) -> dict[str, tuple[str, ...]]:
        """Return the overrides that hold on a day and do not act, and by which others they are superseded."""
        return find_superseded(self._holding(day))

    def telling_days(self) -> list[date]:
        """Return a day for every state the stack is ever in: those from the reference date on, then earlier ones."""
        start = self.base.reference_date
        days = moments((act.change.when for act in self.acts), start)
        found: dict[object, date] = {}
        for day in [day for day in days if day >= start] + [day for day in reversed(days) if day < start]:
            found.setdefault((self.active(day), tuple(self.superseded(day))), day)
        return list(found.values())

    def _holding(self, day: date) -> list[Change]:
        return [act.change for act in self.acts if act.change.on and act.change.when.holds(day)]

    def active(self, day: date) -> frozenset[str]:
        """Return the overrides that act on a day: on, in their time, not superseded."""
        holding = self._holding(day)
        return frozenset(change.override for change in holding).difference(find_superseded(holding))

    def _moment(self, active: frozenset[str]) -> Moment:
        if active not in self._moments:
            acts = [act for act in self.acts if act.change.override in active]
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
        by_name = {act.change.override: act.change for act in self.acts}
        seen: set[frozenset[str]] = set()
        for day in moments((act.change.when for act in self.acts), self.base.reference_date):
            active = self.active(day)
            if active in seen:
                continue
            seen.add(active)
            moment = self._moment(active)
            for first, other in moment.clashes:
                key = (first.override, other.override, first.attribute.name)
                problems.setdefault(key, _clash(by_name, first, other, day))
            for flaw in moment.flaws:
                key = (flaw.operation.override, flaw.code, flaw.operation.attribute.name)
                problems.setdefault(key, _flawed(by_name[flaw.operation.override], flaw, day))
            for operation, spread, mean in moment.low:
                key = (operation.override, "", operation.attribute.name)
                problems.setdefault(key, _low(by_name[operation.override], operation, spread, mean, day))
        return list(problems.values())


def _clash(changes: Mapping[str, Change], first: Operation, other: Operation, day: date) -> Problem:
    change, against = changes[other.override], changes[first.override]
    name = other.attribute.name
    spot = against.document.where(against.item.find((against.verb.name, name)))
    wanted, there = (change.item.find((change.verb.name, name)), against.item.find((against.verb.name, name)))
    what = (
        f"{other.override} sets {name} of {other.table} {other.row_id} to {_wanted(other, wanted)}, "
        f"but {first.override} at {spot} sets it to {_wanted(first, there)}; both hold on {day.isoformat()}"
    )
    hint = f"give them different dates, or let the one that counts say supersedes: [{first.override}]"
    return change.document.problem("E504", wanted, what, hint)


def _wanted(operation: Operation, item: Item) -> object:
    """Return what an operation makes of a figure, as it is written where it is a single value."""
    if not isinstance(operation.amount, Shape):
        return item.value
    return f"a 90th percentile of {as_quantity(operation.amount.p90, operation.attribute, None)}"


def _flawed(change: Change, flaw: Flaw, day: date) -> Problem:
    item = change.item.find((change.verb.name, flaw.operation.attribute.name))
    return change.document.problem(flaw.code, item, f"{flaw.what}, on {day.isoformat()}", flaw.hint)


def _low(change: Change, operation: Operation, spread: float, mean: float, day: date) -> Problem:
    name = operation.attribute.name
    what = (
        f"{operation.table} {operation.row_id} would have a 90th percentile of {spread:g} below its mean of {mean:g} "
        f"on {day.isoformat()}"
    )
    item = change.item.find((change.verb.name, name))
    return change.document.problem("E110", item, what, "set the mean and the 90th percentile together")
