"""Scenarios on a network: what each override selects there, whether its promises hold, and all of them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.errors import DataError
from routeplanner.network.selection import Selection, SelectionError
from routeplanner.scenario.additions import Grown, add_rows
from routeplanner.scenario.applied import Applied
from routeplanner.scenario.compose import Stack, compose
from routeplanner.scenario.model import version_parts
from routeplanner.scenario.moment import Act
from routeplanner.scenario.senses import decided_senses
from routeplanner.scenario.verbs.base import Addition, Operation
from routeplanner.scenario.verbs.figures import has_figure, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from routeplanner.errors import Problem
    from routeplanner.network.network import Network
    from routeplanner.scenario.model import Scenario
    from routeplanner.scenario.verbs.base import Change


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
    grown = add_rows(stack.changes, network)
    acts = [_act(change, grown) for change in stack.changes]
    problems += [problem for act in acts for problem in act.change.problems]
    applied = Applied(network, stack, acts, grown.warnings)
    problems += applied.check()
    if problems:
        raise DataError(sorted(dict.fromkeys(problems), key=_position))
    return applied


def _position(problem: Problem) -> tuple[str, int, int, str]:
    file, line, column = problem.where.rsplit(":", 2)
    return file, int(line), int(column), problem.code


def _act(change: Change, grown: Grown) -> Act:
    """Return what a change does to the base and the rows that are added; problems are noted at the change."""
    network = grown.network
    if not change.verb.selects:
        addition = grown.additions.get(change.override)
        return Act(change, (), () if addition is None else (addition,))
    selection = _select(change, grown) if change.selector is not None else None
    if selection is None:
        return Act(change, (), ())
    _check_matches(change, selection)
    _check_was(change, network, selection)
    if change.payload is None:
        return Act(change, (), ())
    built = list(change.verb.build(change, network, selection))
    operations = tuple(part for part in built if isinstance(part, Operation))
    return Act(change, operations, tuple(part for part in built if isinstance(part, Addition)))


def _select(change: Change, grown: Grown) -> Selection | None:
    network = grown.network
    try:
        selection = change.verb.select(change, network)
    except SelectionError as error:
        for fault in error.faults:
            if grown.excuses(fault.what):
                continue
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
    what = f"the selector matches {len(selection.ids)}, but {change.matches.as_text()} was promised"
    change.error("E407", ("matches",), what, f"it matches {listed(selection.ids)}")


def _check_was(change: Change, network: Network, selection: Selection) -> None:
    """Note where the base network is not what the override was written for."""
    rows = network.table(selection.table) if change.was else {}
    for attribute, wanted, item in change.was:
        moved = [row_id for row_id in selection.ids if not has_figure(rows[row_id], attribute, wanted)]
        if not moved:
            continue
        row = rows[moved[0]]
        figure, basis = getattr(row, attribute.column), getattr(row, attribute.basis_column, None)
        found = "blank" if figure is None else f"{figure:g}" + (f" per {basis}" if basis else "")
        more = f" (and {len(moved) - 1} more)" if len(moved) > 1 else ""
        what = f"{attribute.name} of {moved[0]}{more} is {found}, written for {item.value}"
        problem = change.document.problem("E409", item, what, "the network has moved: look at the change again")
        change.problems.append(problem)


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
    wanted, found = (version_parts(text) for text in (needed, have))
    length = max(len(wanted), len(found))
    wanted += [0] * (length - len(wanted))
    found += [0] * (length - len(found))
    return found >= wanted if needed.startswith(">=") else found == wanted
