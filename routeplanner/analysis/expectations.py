"""Trying what scenarios expect of themselves: every expectation on the network with and without its scenario."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from routeplanner.analysis.expected_names import find_unknown, missing, without_strangers
from routeplanner.analysis.findings import compare_figures, find_values, look_at
from routeplanner.analysis.trial import Finding, Trial, Tried, Verdict
from routeplanner.errors import DataError, UsageError
from routeplanner.network.selection import SelectionError
from routeplanner.planner.desk import Desk
from routeplanner.planner.noroute import explain_no_route
from routeplanner.planner.shelf import Shelf
from routeplanner.planner.view import view_at
from routeplanner.scenario.apply import apply
from routeplanner.scenario.company import company_of
from routeplanner.scenario.expectation import Then
from routeplanner.scenario.files import names_in, read_scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from routeplanner.errors import Problem
    from routeplanner.itinerary.model import Itinerary
    from routeplanner.network.network import Network
    from routeplanner.request import Request
    from routeplanner.scenario.applied import Applied
    from routeplanner.scenario.expectation import Expectation
    from routeplanner.scenario.model import Scenario


def try_scenarios(
    network: Network,
    names: Sequence[str] = (),
    *,
    folder: Path | str | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> Trial:
    """Return a verdict on every expectation of some scenarios; without names, of all in `folder`, else the shipped ones.

    Each scenario is applied by itself, with those it extends and requires, under the expectation's variant and values,
    and compared with the network without any scenario on the same date. `progress` is called before every scenario
    with how many are done, how many there are, and its name.

    Raises:
        UnknownNameError: no such scenario.
        FileError: a file or folder that cannot be read.
    """
    wanted = list(dict.fromkeys(names)) or names_in(folder)
    tester = _Tester(network, folder)
    tried = []
    for number, name in enumerate(wanted):
        if progress is not None:
            progress(number, len(wanted), name)
        tried.append(tester.tried(name))
    return Trial(network, tuple(tried))


def check_names(scenario: Scenario, applied: Applied) -> list[Problem]:
    """Return a problem for every name in a scenario's expectations that means nothing on its network."""
    return [
        problem
        for index, expectation in enumerate(scenario.expect)
        for problem in _unknown(scenario, index, applied, _day_of(expectation, applied))
    ]


def _unknown(scenario: Scenario, index: int, applied: Applied, day: date) -> list[Problem]:
    """Return a problem for every unknown name; what is there on other days only is known all the same."""
    expectation = scenario.expect[index]

    def networks() -> Iterator[Network]:
        return (applied.at(moment) for moment in chain((day,), applied.periods))

    if expectation.value is None:
        return find_unknown(scenario, index, networks)
    faults = None
    for network in networks():
        try:
            list(_values(scenario, index, network))
        except SelectionError as error:
            faults = faults or error.faults
        else:
            return []
    document = scenario.document
    return [
        document.problem(
            fault.code, document.root.find(("expect", index, "value", *fault.path)), fault.what, fault.hint
        )
        for fault in faults or ()
    ]


def _values(scenario: Scenario, index: int, network: Network) -> Iterator[Finding]:
    value = scenario.expect[index].value
    if value is not None:
        item = scenario.document.root.find(("expect", index, "value", "is"))
        yield from find_values(value, network, scenario.document, item)


def _day_of(expectation: Expectation, applied: Applied) -> date:
    about = expectation.route or expectation.value
    return (about.as_of if about else None) or applied.as_of or applied.base.reference_date


class _Tester:
    """Tries scenarios on one network; what is compiled and searched of the network alone serves them all."""

    def __init__(self, network: Network, folder: Path | str | None) -> None:
        self.network = network
        self.folder = folder
        self.shelf = Shelf(network)
        self._base: dict[tuple[Request, date], Itinerary | None] = {}

    def tried(self, name: str) -> Tried:
        """Return what comes of a scenario's expectations."""
        try:
            scenario = read_scenario(name, folder=self.folder)
        except DataError as error:
            return Tried(name, "", "", (), error.problems)
        applied: dict[object, Applied] = {}
        try:
            applied["", ()] = self._apply(name, scenario, "", {})
        except DataError as error:
            return Tried(scenario.id, scenario.file, scenario.title, (), error.problems)
        verdicts = []
        for index, expectation in enumerate(scenario.expect):
            key = (expectation.variant, tuple(sorted(expectation.parameters.items())))
            try:
                if key not in applied:
                    applied[key] = self._apply(name, scenario, expectation.variant, expectation.parameters)
                verdicts.append(self._verdict(scenario, index, applied[key]))
            except DataError as error:
                verdicts.append(_untried(scenario, index, self.network.reference_date, error.problems))
            except UsageError as error:  # a value for a parameter of another scenario that it does not have
                item = scenario.document.root.find(("expect", index, "with"))
                problem = scenario.document.problem("E301", item, error.what, error.hint)
                verdicts.append(_untried(scenario, index, self.network.reference_date, (problem,)))
        self.shelf.clear()
        return Tried(scenario.id, scenario.file, scenario.title, tuple(verdicts))

    def _apply(self, name: str, scenario: Scenario, variant: str, settings: Mapping[str, str]) -> Applied:
        stack = [f"{name}:{variant}" if variant else name, *company_of(scenario, self.folder)]
        return apply(stack, self.network, settings=settings or None, folder=self.folder)

    def _verdict(self, scenario: Scenario, index: int, applied: Applied) -> Verdict:
        expectation = scenario.expect[index]
        day = _day_of(expectation, applied)
        problems = _unknown(scenario, index, applied, day)
        verdict = _untried(scenario, index, day, problems)
        if problems:
            return verdict
        if expectation.route is None:
            return _judged(verdict, _values_on(scenario, index, applied, day))
        try:
            return self._on_route(verdict, expectation, expectation.route, applied)
        except UsageError as error:
            item = scenario.document.root.find(("expect", index, "route"))
            problem = scenario.document.problem("E603", item, error.what, error.hint)
            return replace(verdict, problems=(problem,))

    def _on_route(self, verdict: Verdict, expectation: Expectation, request: Request, applied: Applied) -> Verdict:
        """Return the verdict on an expectation about a trip."""
        itinerary, why = self._best(request, verdict.as_of, applied)
        base = self._best_without(request, verdict.as_of) if expectation.vs_base else None
        verdict = replace(verdict, by=expectation.by, itinerary=itinerary, base=base)
        then = expectation.then or Then()
        if itinerary is None or then.reachable is False:
            wanted = then.reachable is not False
            found = itinerary is not None
            finding = Finding("then.reachable", str(wanted).lower(), found, held=found == wanted)
            return _judged(replace(verdict, reason="" if finding.held or found else why()), [finding])
        findings = list(look_at(then, itinerary, applied.at(verdict.as_of)))
        if expectation.vs_base and base is None:
            findings.append(Finding("vs_base.reachable", "true", found=False, held=False))
        elif base is not None:
            findings += compare_figures(expectation.vs_base.items(), itinerary, base)
        return _judged(verdict, findings)

    def _best_without(self, request: Request, day: date) -> Itinerary | None:
        """Return the best itinerary of a trip on the network alone, searched once."""
        key = (request, day)
        if key not in self._base:
            self._base[key] = self._best(request, day, None)[0]
        return self._base[key]

    def _best(self, request: Request, day: date, applied: Applied | None) -> tuple[Itinerary | None, Callable[[], str]]:
        """Return the best itinerary of a trip, and how to find out why there is none."""
        network = applied.at(day) if applied else self.network
        absent = missing(network, request)
        if absent:
            return None, lambda: f"{absent} is not there on {day.isoformat()}"
        view = view_at(self.network, applied, day, day_given=request.as_of is not None)
        desk = Desk(view, without_strangers(network, request), self.shelf)
        corridor = request.preferences.corridor
        path = desk.search(request.by[0], corridor)
        return (desk.itinerary(path.edges) if path else None), lambda: explain_no_route(desk, corridor).reason


def _untried(scenario: Scenario, index: int, day: date, problems: Sequence[Problem]) -> Verdict:
    """Return a verdict before anything is looked at; with the problems for which nothing can be."""
    expectation = scenario.expect[index]
    return Verdict(
        scenario=scenario.id,
        expectation=expectation.id,
        status="error",
        because=expectation.because,
        variant=expectation.variant,
        parameters=dict(expectation.parameters),
        as_of=day,
        problems=tuple(problems),
    )


def _judged(verdict: Verdict, findings: Iterable[Finding]) -> Verdict:
    """Return a verdict with what was found."""
    found = tuple(findings)
    return replace(verdict, findings=found, status="passed" if all(f.held for f in found) else "failed")


def _values_on(scenario: Scenario, index: int, applied: Applied, day: date) -> list[Finding]:
    """Return what the rows of a value have on a day; rows that are there on other days only have nothing."""
    try:
        return list(_values(scenario, index, applied.at(day)))
    except SelectionError:
        value = scenario.expect[index].value
        return [Finding("value", value.value if value else "", None, held=False)]
