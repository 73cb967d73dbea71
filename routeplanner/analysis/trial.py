"""What a trial of scenarios found: a verdict on every expectation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from routeplanner.result import Result

if TYPE_CHECKING:
    from datetime import date

    from routeplanner.errors import Problem
    from routeplanner.itinerary.model import Itinerary
    from routeplanner.network.network import Network

FIGURES = {"time": "time_h", "cost": "cost_usd", "emissions": "emissions_kgco2e"}
"""Criterion → figure of an itinerary."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was expected, and what is there."""

    key: str
    """then.corridor, then.via, then.avoids.countries, then.time, vs_base.time, value …"""
    expected: str
    """As written: an id, a word, a quantity."""
    found: object
    """Name, figure or truth value; figures in hours, US dollars, kg or the column's unit; None: nothing."""
    held: bool
    base: float | None = None
    """Figure without the scenario, where it is compared."""
    row: str = ""
    """`TABLE ROW COLUMN` of a value."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one expectation."""

    scenario: str
    expectation: str
    status: str
    """passed, failed or error."""
    because: str
    """Why the author expects it."""
    variant: str
    parameters: dict[str, str]
    """Values it was tried with, beside the variant's and the defaults."""
    as_of: date
    by: str = ""
    """Criterion of the itineraries; empty for a value."""
    itinerary: Itinerary | None = None
    """Best under the scenario."""
    base: Itinerary | None = None
    """Best without it; None also where nothing is compared."""
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    """Why there is no itinerary, where one was expected."""
    problems: tuple[Problem, ...] = ()
    """Names the network does not know, with status error."""

    @property
    def failures(self) -> tuple[Finding, ...]:
        """What did not hold."""
        return tuple(finding for finding in self.findings if not finding.held)


@dataclass(frozen=True, slots=True)
class Tried:
    """One scenario file and what came of its expectations."""

    scenario: str
    file: str
    title: str
    verdicts: tuple[Verdict, ...]
    problems: tuple[Problem, ...] = ()
    """What is wrong with the file, or with it on the network."""


@dataclass(frozen=True, slots=True, repr=False)
class Trial(Result):
    """Scenarios tried on a network."""

    network: Network
    tried: tuple[Tried, ...]

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {status}" for status, count in self.counts().items())
        return f"<Trial of {len(self.tried)} scenarios on {self.network.title}: {counts}>"

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Verdicts on all expectations."""
        return tuple(verdict for tried in self.tried for verdict in tried.verdicts)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Problems of all files, each once."""
        own = [problem for tried in self.tried for problem in tried.problems]
        return tuple(dict.fromkeys([*own, *(p for verdict in self.verdicts for p in verdict.problems)]))

    def counts(self) -> dict[str, int]:
        """Return how many expectations passed and failed, and how many could not be tried."""
        found = [verdict.status for verdict in self.verdicts]
        return {status: found.count(status) for status in ("passed", "failed", "error")}

    def lines(self) -> list[tuple[str, Verdict | None]]:
        """Return the verdicts with their scenarios; a file that cannot be tried has a line without one."""
        return [
            (tried.scenario, verdict)
            for tried in self.tried
            for verdict in (tried.verdicts or ((None,) if tried.problems else ()))
        ]

    def records(self) -> list[dict[str, Any]]:
        """Return one flat dictionary per expectation, and one for every file that cannot be tried."""
        return [verdict_record(scenario, verdict) for scenario, verdict in self.lines()]


def verdict_record(scenario: str, verdict: Verdict | None) -> dict[str, Any]:
    """Return a verdict as a flat dictionary."""
    names = ("expectation", "status", "variant", "by")
    record: dict[str, Any] = {"scenario": scenario} | {name: getattr(verdict, name, None) for name in names}
    if verdict is None:
        record["status"] = "error"
    record["as_of"] = verdict.as_of.isoformat() if verdict else None
    for prefix in ("", "base_"):
        itinerary = (verdict.base if prefix else verdict.itinerary) if verdict else None
        record[f"{prefix}corridor"] = itinerary.corridor if itinerary else None
        for column in FIGURES.values():
            record[f"{prefix}{column}"] = getattr(itinerary, column) if itinerary else None
    record["because"] = verdict.because if verdict else None
    return record
