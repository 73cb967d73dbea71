"""What a trial of scenarios found, as a list: a row for every expectation, a sentence for everything that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplanner.analysis.trial import verdict_record
from routeplanner.report.listing import Listing, as_cell
from routeplanner.report.records import network_record, rounded
from routeplanner.report.words import change_in_days, change_in_dollars, change_in_share, count, dollars, duration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from routeplanner.analysis.trial import Finding, Trial, Verdict
    from routeplanner.itinerary.model import Itinerary

SCHEMA = "routeplanner/trial/1"
SHOWN = ("scenario", "expectation", "status", "found", "base")
WRITERS: dict[str, Callable[[float], str]] = {
    "time": duration,
    "cost": dollars,
    "emissions": lambda kg: f"{count(kg)} kg CO2e",
}
"""Criterion → how its figure is written."""
CHANGE_WRITERS: dict[str, Callable[[float], str]] = {"time": change_in_days, "cost": change_in_dollars}
"""Criterion → how a difference is written; the others as a share."""


def list_trial(trial: Trial) -> Listing:
    """Return the verdicts as rows, with what failed and the counts below; JSON has every finding."""
    rows = []
    results = []
    for scenario, verdict in trial.lines():
        figures = {
            name: rounded(value) if isinstance(value, float) else value
            for name, value in verdict_record(scenario, verdict).items()
        }
        record = figures | {"failures": sentences(verdict) if verdict else []}
        rows.append(record | {"found": _found(verdict), "base": _trip(verdict.base) if verdict else ""})
        findings = [_finding(finding) for finding in verdict.findings] if verdict else []
        results.append(record | {"parameters": verdict.parameters if verdict else {}, "findings": findings})
    columns = tuple(rows[0]) if rows else SHOWN
    return Listing("", columns, tuple(rows), SHOWN, tuple(_notes(trial)), _whole(trial, results))


def _found(verdict: Verdict | None) -> str:
    """Return what an expectation is about, as it is under the scenario."""
    if verdict is None:
        return "the file has problems"
    if verdict.problems:
        return "cannot be tried"
    if verdict.itinerary is not None:
        return _trip(verdict.itinerary)
    if verdict.by:
        return "no route"
    return as_cell(list(dict.fromkeys(map(_value, verdict.findings))))


def _value(finding: Finding) -> str:
    """Return a column and what it holds."""
    return f"{finding.row.rpartition(' ')[2]} {_plain(finding.found)}".strip()


def _trip(itinerary: Itinerary | None) -> str:
    if itinerary is None:
        return ""
    return f"{itinerary.corridor or 'no corridor'} {duration(itinerary.time_h)} {dollars(itinerary.cost_usd)}"


def _notes(trial: Trial) -> Iterator[str]:
    for verdict in trial.verdicts:
        if verdict.status == "failed":
            texts = "; ".join(sentences(verdict))
            yield f"{verdict.scenario}#{verdict.expectation} failed: {texts}. Expected because: {verdict.because}"
    silent = [tried.scenario for tried in trial.tried if not tried.verdicts and not tried.problems]
    if silent:
        yield f"without expectations: {', '.join(silent)}"
    yield summary(trial)


def summary(trial: Trial) -> str:
    """Return the counts in a line."""
    numbers = trial.counts()
    parts = [f"{number} {status}" for status, number in numbers.items() if number or status != "error"]
    broken = sum(bool(tried.problems) for tried in trial.tried)
    parts += [f"{broken} {'file' if broken == 1 else 'files'} with problems"] if broken else []
    scenarios = f"{len(trial.tried)} {'scenario' if len(trial.tried) == 1 else 'scenarios'}"
    return f"{scenarios} on {trial.network.title}: {', '.join(parts)}"


def sentences(verdict: Verdict) -> list[str]:
    """Return what did not hold, each in a few words."""
    return [_sentence(finding, verdict) for finding in verdict.failures]


def _sentence(finding: Finding, verdict: Verdict) -> str:
    part, _, name = finding.key.partition(".")
    if finding.key == "then.reachable":
        return "there is a route" if finding.found else f"no route: {verdict.reason}"
    if finding.key == "vs_base.reachable":
        return "without the scenario there is no route to compare with"
    if part == "value":
        return f"{finding.row or 'the row'} is {_plain(finding.found)}, expected {finding.expected}"
    if name in WRITERS and isinstance(finding.found, float):
        return _compared(finding, name, finding.found)
    if name == "corridor":
        return f"follows {finding.found or 'no corridor'}, expected {finding.expected}"
    words = {"via": "does not pass", "modes": "does not go by"}
    return f"{words.get(name, 'uses')} {finding.expected}"


def _compared(finding: Finding, criterion: str, figure: float) -> str:
    write = WRITERS[criterion]
    text = f"{criterion} {'are' if criterion == 'emissions' else 'is'} {write(figure)}"
    if finding.base is not None:
        share = change_in_share(figure, finding.base)
        change = CHANGE_WRITERS[criterion](figure - finding.base) if criterion in CHANGE_WRITERS else share
        text += f" against {write(finding.base)} without the scenario ({change})"
    return f"{text}, expected {finding.expected}"


def _plain(value: object) -> str:
    return "not there" if value is None else as_cell(value)


def _whole(trial: Trial, results: list[dict[str, Any]]) -> dict[str, Any]:
    problems = [
        {"code": problem.code, "where": problem.where, "what": problem.what, "hint": problem.hint}
        for problem in trial.problems
    ]
    return {
        "schema": SCHEMA,
        "network": network_record(trial.network, trial.network.hash),
        "counts": {"scenarios": len(trial.tried), **trial.counts()},
        "results": results,
        "problems": problems,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    found = finding.found
    return {
        "key": finding.key,
        "expected": finding.expected,
        "found": rounded(found) if isinstance(found, float) else found,
        "base": rounded(finding.base),
        "row": finding.row or None,
        "held": finding.held,
    }
