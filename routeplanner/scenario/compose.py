"""From the names asked for to the whole stack: what comes along, with which parameter values."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from routeplanner.errors import DataError, UnknownNameError, UsageError
from routeplanner.scenario.changes import read_changes
from routeplanner.scenario.files import find_scenario, folders, is_path, known_scenarios, load, split_variant
from routeplanner.scenario.parameters import check_value, kind_and_amount
from routeplanner.scenario.supersede import check_supersedes
from routeplanner.units import QuantityError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from routeplanner.errors import Problem
    from routeplanner.scenario.document import Item
    from routeplanner.scenario.model import Extension, Scenario
    from routeplanner.scenario.verbs.base import Change


@dataclass(slots=True)
class Layer:
    """One scenario of the stack."""

    scenario: Scenario
    variant: str
    values: dict[str, str]
    """Parameters: default, then variant, then `with`, then the settings."""
    asked: bool
    """Whether it was named in the request, and not brought along."""
    spot: tuple[Scenario, Item] | None
    """Where it was first brought along; None when the request named it first."""


@dataclass(slots=True)
class Stack:
    """Every scenario of a request, by id, and the changes they make."""

    layers: list[Layer]
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def compose(
    scenarios: Sequence[str | Scenario], *, settings: Mapping[str, str] | None = None, folder: Path | str | None = None
) -> Stack:
    """Return the stack of some names (`NAME[:variant]`, paths) or scenarios; problems are in it, not raised.

    Raises:
        UsageError: an unknown scenario, variant or parameter, a value out of range, a parameter that two scenarios
            have, one scenario in two variants.
        FileError: a file that cannot be read.
    """
    loader = _Loader(folders(folder), settings or {})
    for asked in scenarios:
        loader.ask(asked)
    layers = [loader.layers[name] for name in sorted(loader.layers)]
    stack = Stack(layers, problems=loader.problems)
    _check_company(stack, loader.where)
    if not stack.problems:  # a parameter can only be looked for when every file could be read
        _apply_settings(layers, settings or {})
    for layer in layers:
        reading = read_changes(layer.scenario, layer.values)
        stack.changes += reading.changes
        stack.problems += reading.problems
    stack.changes.sort(key=lambda change: change.override)
    stack.problems += _check_twice(stack.changes)
    stack.problems += check_supersedes(stack.changes, loader.where)
    return stack


class _Loader:
    """Follows `extends` from the scenarios asked for."""

    def __init__(self, where: tuple[Path, ...], settings: Mapping[str, str]) -> None:
        self.where = where
        self.settings = settings
        self.layers: dict[str, Layer] = {}
        self.problems: list[Problem] = []
        self._broken: set[str] = set()

    def ask(self, asked: str | Scenario) -> None:
        """Take in a scenario that the request names."""
        if not isinstance(asked, str):
            self._enter(asked, "", {}, (), None)
            return
        name, variant = split_variant(asked)
        path = find_scenario(name, self.where)
        scenario = self._load(path)
        if scenario is None:
            return
        if variant and variant not in scenario.variants:
            from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

            known = list(scenario.variants)
            hint = f"{scenario.id} has {', '.join(known)}" if known else f"{scenario.id} has no variants"
            raise UnknownNameError(f"variant of {scenario.id}", variant, get_close_matches(variant, known, n=2), hint)
        if is_path(name) and path.parent not in self.where:
            self.where = (path.parent, *self.where)
        self._enter(scenario, variant, {}, (), None)

    def _load(self, path: Path) -> Scenario | None:
        """Return the scenario of a file as far as it can be read, reading every file once."""
        key = str(path)
        if key in self._broken:
            return None
        for layer in self.layers.values():
            if layer.scenario.file == key:
                return layer.scenario
        scenario, problems = load(path)
        self.problems += problems
        if scenario is None:
            self._broken.add(key)
        return scenario

    def _enter(
        self,
        scenario: Scenario,
        variant: str,
        given: Mapping[str, str],
        trail: tuple[str, ...],
        spot: tuple[Scenario, Item] | None,
    ) -> None:
        """Put a scenario into the stack, or compare it with itself when it is there already."""
        values = {name: parameter.default for name, parameter in scenario.parameters.items()}
        values |= scenario.variants.get(variant, {})
        values |= given
        there = self.layers.get(scenario.id)
        if there is None:
            self.layers[scenario.id] = Layer(scenario, variant, values, spot is None, spot)
        else:
            self._compare(there, scenario, values, spot)
            there.asked = there.asked or spot is None
        for index, extension in enumerate(scenario.extends):
            self._extend(scenario, extension, index, (*trail, scenario.id))

    def _compare(
        self, there: Layer, scenario: Scenario, values: Mapping[str, str], spot: tuple[Scenario, Item] | None
    ) -> None:
        if there.scenario.hash != scenario.hash:
            what = f"two different scenarios are called {scenario.id!r}"
            raise UsageError(what, f"{there.scenario.file} and {scenario.file}")
        settled = {name for name in values if {name, f"{scenario.id}.{name}"} & self.settings.keys()}
        different = [name for name in values if _amount(values[name]) != _amount(there.values[name])]
        different = [name for name in different if name not in settled]
        if not different:
            return
        ways = [
            (_brought_by(place), ", ".join(f"{name} = {given[name]}" for name in different), place)
            for given, place in ((there.values, there.spot), (values, spot))
        ]
        ways.sort(key=lambda way: way[:2])  # the same words whichever came first
        what = f"{scenario.id} is in the stack twice: " + " and ".join(f"with {said} {by}" for by, said, _ in ways)
        spot = ways[-1][2] or ways[0][2]
        if spot is None:
            raise UsageError(what, "name it once")
        owner, item = spot
        hint = f"one stack, one value: settle it with --set {scenario.id}.{different[0]}=…"
        self.problems.append(owner.document.problem("E205", item, what, hint))

    def _extend(self, owner: Scenario, extension: Extension, index: int, trail: tuple[str, ...]) -> None:
        item = owner.document.root.find(("extends", index))
        name_item = item.find(("scenario",)) if isinstance(item.value, dict) else item
        if extension.scenario in trail:
            circle = " -> ".join((*trail[trail.index(extension.scenario) :], extension.scenario))
            problem = owner.document.problem(
                "E202", name_item, f"extends in a circle: {circle}", "leave one of them out"
            )
            if problem not in self.problems:
                self.problems.append(problem)
            return
        scenario = self._find(owner, extension.scenario, name_item)
        if scenario is None:
            return
        if extension.variant and extension.variant not in scenario.variants:
            from routeplanner.network.selection import near_hint  # noqa: PLC0415 - only when something is wrong

            what = f"{scenario.id} has no variant {extension.variant!r}"
            hint = near_hint(extension.variant, scenario.variants)
            self.problems.append(owner.document.problem("E306", item.find(("variant",)), what, hint))
            return
        given = self._check_given(owner, extension, scenario, item)
        self._enter(scenario, extension.variant, given, trail, (owner, name_item))

    def _find(self, owner: Scenario, name: str, item: Item) -> Scenario | None:
        try:
            return self._load(find_scenario(name, self.where))
        except UnknownNameError as error:
            what = f"there is no scenario {name!r}"
            self.problems.append(owner.document.problem("E204", item, what, error.hint))
        except DataError as error:
            self.problems += error.problems
        return None

    def _check_given(self, owner: Scenario, extension: Extension, scenario: Scenario, item: Item) -> dict[str, str]:
        """Return the values under `with` that fit the other scenario's parameters."""
        good = {}
        for name, text in extension.parameters.items():
            spot = item.find(("with", name))
            if name not in scenario.parameters:
                from routeplanner.network.selection import near_hint  # noqa: PLC0415 - only when something is wrong

                what = f"{scenario.id} has no parameter {name!r}"
                key = item.find(("with",)) if spot is item else spot
                problem = owner.document.problem("E301", key, what, near_hint(name, scenario.parameters))
                self.problems.append(problem)
                continue
            wrong = check_value(name, scenario.parameters[name], text) if text else None
            if wrong:
                self.problems.append(owner.document.problem(wrong[0], spot, wrong[1], wrong[2]))
            elif text:
                good[name] = text
        return good


def _brought_by(spot: tuple[Scenario, Item] | None) -> str:
    return "by the request itself" if spot is None else f"by {spot[0].document.where(spot[1])}"


def _check_twice(changes: Sequence[Change]) -> list[Problem]:
    """Return a problem for every override that is there by its own scenario and flattened into another one."""
    problems = []
    for first, other in pairwise(changes):
        if first.override == other.override:
            what = f"{first.scenario} and {other.scenario} both hold {first.override}"
            spot = other.item.find(("id",))
            problems.append(other.document.problem("E208", spot, what, "leave one of the two out of the stack"))
    return problems


def _amount(text: str) -> object:
    """Return what a value is compared by: 24 h and 1 d are the same."""
    try:
        return kind_and_amount(text)
    except QuantityError:
        return text


def _check_company(stack: Stack, where: Sequence[Path]) -> None:
    """Note scenarios that are required and missing, or that exclude each other."""
    present = {layer.scenario.id for layer in stack.layers}
    known: list[str] | None = None
    for layer in stack.layers:
        scenario = layer.scenario
        for key in ("requires", "conflicts_with"):
            for index, name in enumerate(getattr(scenario, key)):
                item = scenario.document.root.find((key, index))
                if name not in present:
                    known = known_scenarios(where) if known is None else known
                    if name not in known:
                        from routeplanner.network.selection import near_hint  # noqa: PLC0415

                        what = f"there is no scenario {name!r}"
                        stack.problems.append(scenario.document.problem("E204", item, what, near_hint(name, known)))
                        continue
                if key == "requires" and name not in present:
                    what = f"{scenario.id} needs {name}, which is not in the stack"
                    stack.problems.append(scenario.document.problem("E206", item, what, f"add -s {name}"))
                elif key == "conflicts_with" and name in present:
                    what = f"{scenario.id} and {name} exclude each other"
                    stack.problems.append(scenario.document.problem("E207", item, what, "leave one of them out"))


def _apply_settings(layers: Sequence[Layer], settings: Mapping[str, str]) -> None:
    """Give parameters the values of `--set`.

    Raises:
        UsageError: an unknown parameter, one that two scenarios have, a value that does not fit.
    """
    for key, text in settings.items():
        scope, _, name = key.rpartition(".")
        owners = [layer for layer in layers if name in layer.scenario.parameters and scope in {"", layer.scenario.id}]
        if not owners:
            raise _unknown_parameter(key, layers)
        if len(owners) > 1:
            listed = " or ".join(f"{layer.scenario.id}.{name}" for layer in owners)
            raise UsageError(f"--set {key}: {len(owners)} scenarios have a parameter {name!r}", f"say {listed}")
        wrong = check_value(name, owners[0].scenario.parameters[name], text.strip())
        if wrong:
            raise UsageError(f"--set {key}={text}: {wrong[1]} ({wrong[0]})", wrong[2])
        owners[0].values[name] = text.strip()


def _unknown_parameter(key: str, layers: Sequence[Layer]) -> UnknownNameError:
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    known = [f"{layer.scenario.id}.{name}" for layer in layers for name in layer.scenario.parameters]
    short = {full.rpartition(".")[2]: full for full in known}
    near = get_close_matches(key, known if "." in key else list(short), n=2)
    hint = f"known: {', '.join(known)}" if known else "the scenarios of the stack have no parameters"
    return UnknownNameError("parameter", key, near, hint + " (E301)")
