"""`routeplanner scenario test`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from routeplanner.cli import options as o
from routeplanner.cli import streams
from routeplanner.cli.results import Output, check_target, deliver, write_file
from routeplanner.errors import EXIT_DATA, EXIT_NO_ROUTE, EXIT_OK
from routeplanner.report import LISTING_FORMATS

if TYPE_CHECKING:
    from routeplanner.analysis.trial import Trial

JUnit = Annotated[
    str | None, typer.Option("--junit", metavar="FILE", help="Write the verdicts as JUnit XML too, for CI systems.")
]


def try_scenarios(
    names: o.ScenarioNames = None,
    *,
    network: o.Network = "eurasia",
    overlay: o.Overlays = None,
    scenarios: o.ScenarioFolder = None,
    junit: JUnit = None,
    format_: o.Format = None,
    as_json: o.AsJson = False,
    output: o.OutputFile = None,
    force: o.Force = False,
    debug: o.Debug = False,  # noqa: ARG001 - read by `app.run`
) -> int:
    """Try what scenarios expect of themselves.

    Every expectation of a file (its key `expect`) is tried on the network with the scenario and, where it compares, on
    the network without it, both on the same date. Without names, all scenarios of the folder of --scenarios, else the
    shipped ones. The exit code is 0 when all hold, 1 when one fails, 3 when a file cannot be read or applied.

    Example: routeplanner scenario test --scenarios my-scenarios --junit scenarios.xml
    """
    from routeplanner.analysis.expectations import try_scenarios as run
    from routeplanner.network.files import read_network
    from routeplanner.report.trial import list_trial

    target = Output(format_, as_json, output, force)
    target.check(LISTING_FORMATS)
    if junit is not None:
        check_target(Path(junit), force=force)
    try:
        trial = run(
            read_network(network, overlays=overlay or ()), names or (), folder=scenarios, progress=_show_progress
        )
    finally:
        streams.progress("")
    if junit is not None:
        from routeplanner.report.junit import as_junit

        write_file(Path(junit), as_junit(trial), force=force)
        streams.note(f"wrote {junit}")
    deliver(list_trial(trial), target, LISTING_FORMATS)
    return _exit_code(trial)


def _show_progress(done: int, total: int, name: str) -> None:
    streams.progress(f"{done + 1}/{total} {name}")


def _exit_code(trial: Trial) -> int:
    """Return 3 where a file is broken, else 1 where an expectation failed; problems go to stderr."""
    for problem in trial.problems:
        streams.note(problem.as_text())
    if trial.problems:
        return EXIT_DATA
    return EXIT_NO_ROUTE if trial.counts()["failed"] else EXIT_OK
