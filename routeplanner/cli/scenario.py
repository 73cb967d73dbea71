"""`routeplanner scenario …`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from routeplanner.cli import options as o
from routeplanner.cli.results import Output, deliver, send
from routeplanner.errors import EXIT_DATA, EXIT_OK, DataError, Problem
from routeplanner.report import LISTING_FORMATS

if TYPE_CHECKING:
    from routeplanner.network.network import Network

Name = Annotated[str, typer.Argument(metavar="NAME", help="Scenario: its id, or the path of a file.")]
Names = Annotated[
    list[str] | None, typer.Argument(metavar="[NAME]...", help="Scenarios: ids or paths; without any, all there are.")
]
Stack = Annotated[list[str], typer.Argument(metavar="NAME[:VARIANT]...", help="Scenarios, stacked in any order.")]


def list_scenarios(
    *,
    scenarios: o.ScenarioFolder = None,
    format_: o.Format = None,
    as_json: o.AsJson = False,
    output: o.OutputFile = None,
    force: o.Force = False,
    debug: o.Debug = False,  # noqa: ARG001 - read by `app.run`, here and below
) -> None:
    """List the scenarios of a folder.

    Without --scenarios, those that come with the program. A file that cannot be read is listed as broken.

    Example: routeplanner scenario list --scenarios my-scenarios
    """
    from routeplanner.report import scenario as report
    from routeplanner.scenario.files import list_scenarios as find_all

    target = Output(format_, as_json, output, force)
    target.check(LISTING_FORMATS)
    deliver(report.list_scenarios(find_all(scenarios)), target, LISTING_FORMATS)


def show(
    name: Name,
    *,
    scenarios: o.ScenarioFolder = None,
    format_: o.Format = None,
    as_json: o.AsJson = False,
    output: o.OutputFile = None,
    force: o.Force = False,
    debug: o.Debug = False,  # noqa: ARG001
) -> None:
    """Show what a scenario changes, and on whose word.

    Overrides with their dates and sources, then parameters, variants and the publications behind them.

    Example: routeplanner scenario show russia-transit-ban
    """
    from routeplanner.report import scenario as report
    from routeplanner.scenario.files import read_scenario

    target = Output(format_, as_json, output, force)
    target.check(LISTING_FORMATS)
    deliver(report.show_scenario(read_scenario(name, folder=scenarios)), target, LISTING_FORMATS)


def check(
    names: Names = None,
    *,
    network: o.Network = "eurasia",
    overlay: o.Overlays = None,
    scenarios: o.ScenarioFolder = None,
    format_: o.Format = None,
    as_json: o.AsJson = False,
    output: o.OutputFile = None,
    force: o.Force = False,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail the check too.")] = False,
    debug: o.Debug = False,  # noqa: ARG001
) -> int:
    """Check scenario files against a network.

    Each is applied with the scenarios it requires. All problems are reported together, each with file, line and column;
    the exit code is 3 when there are errors.

    Example: routeplanner scenario check --scenarios my-scenarios --network eurasia
    """
    from routeplanner.network.files import read_network
    from routeplanner.scenario.files import list_scenarios as find_all

    target = Output(format_, as_json, output, force)
    target.check(LISTING_FORMATS)
    base = read_network(network, overlays=overlay or ())
    wanted = names or [found.id for found in find_all(scenarios)]
    problems = list(dict.fromkeys(problem for name in wanted for problem in _problems(name, base, scenarios)))
    errors = sum(not problem.is_warning for problem in problems)
    warnings = len(problems) - errors
    if target.wants_text(LISTING_FORMATS):
        counts = f"{o.number(errors, 'error')}, {o.number(warnings, 'warning')}"
        text = "".join(f"{problem.as_text()}\n" for problem in problems)
        send(f"{text}{o.number(len(wanted), 'scenario')} on {base.title}: {counts}\n", target)
    else:
        from routeplanner.report.network import list_problems

        deliver(list_problems("", problems), target, LISTING_FORMATS)
    return EXIT_DATA if errors or (strict and warnings) else EXIT_OK


def diff(
    names: Stack,
    *,
    network: o.Network = "eurasia",
    overlay: o.Overlays = None,
    settings: o.Settings = None,
    scenarios: o.ScenarioFolder = None,
    as_of: o.AsOf = None,
    format_: o.Format = None,
    as_json: o.AsJson = False,
    output: o.OutputFile = None,
    force: o.Force = False,
    debug: o.Debug = False,  # noqa: ARG001
) -> None:
    """Show every figure that a stack of scenarios changes, old and new.

    Each with the override that changed it; overrides that do not hold on the date are named below.

    Example: routeplanner scenario diff russia-transit-ban --as-of 2026-06-01
    """
    from routeplanner.network.files import read_network
    from routeplanner.report import scenario as report
    from routeplanner.report.header import overlays
    from routeplanner.scenario.apply import apply
    from routeplanner.scenario.diff import diff as compute_diff

    target = Output(format_, as_json, output, force)
    target.check(LISTING_FORMATS)
    given = o.read_date("--as-of", as_of)
    chosen = o.read_settings(settings)
    base = read_network(network, overlays=overlay or ())
    applied = apply(names, base, settings=chosen or None, folder=scenarios)
    day = given or applied.as_of or base.reference_date
    changes = report.show_changes(compute_diff(applied, day), applied.effects(day), names, day, overlays(base))
    deliver(changes, target, LISTING_FORMATS)


def _problems(name: str, base: Network, folder: str | None) -> list[Problem]:
    """Return what is wrong with a scenario on a network, and as warnings what of it has no effect."""
    from routeplanner.scenario.apply import apply
    from routeplanner.scenario.files import read_scenario
    from routeplanner.scenario.remarks import find_remarks

    try:
        scenario = read_scenario(name, folder=folder)
    except DataError:
        return _problems_of_a_broken_file(name, base, folder)
    try:
        applied = apply([name, *scenario.requires], base, folder=folder)
    except DataError as error:
        return list(error.problems)
    effects = applied.effects(applied.as_of or base.reference_date)
    neutral = [effect.override for effect in effects if effect.status == "neutral"]
    hint = "delete it, or say in was: what the network must have"
    return [
        *find_remarks(scenario),
        *(
            Problem(
                "W805",
                f"{scenario.id}.yaml:1:1",
                f"override {override} changes nothing: the values are so already",
                hint,
            )
            for override in neutral
        ),
    ]


def _problems_of_a_broken_file(name: str, base: Network, folder: str | None) -> list[Problem]:
    """Return what is wrong with a file that does not read, and with what of it can be applied all the same."""
    from routeplanner.scenario.apply import apply

    try:
        apply([name], base, folder=folder)
    except DataError as error:
        return list(error.problems)
    return []
