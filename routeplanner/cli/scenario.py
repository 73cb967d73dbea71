"""`routeplanner scenario …`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from routeplanner.cli import options as o
from routeplanner.cli.results import Output, deliver, send
from routeplanner.cli.scenario_file import file_id, send_scenario
from routeplanner.errors import EXIT_DATA, EXIT_OK, DataError, UsageError
from routeplanner.report import LISTING_FORMATS

if TYPE_CHECKING:
    from routeplanner.errors import Problem
    from routeplanner.network.network import Network

Name = Annotated[str, typer.Argument(metavar="NAME", help="Scenario: its id, or the path of a file.")]


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
    names: o.ScenarioNames = None,
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
    the exit code is 3 when there are errors. Overrides that do nothing on the scenario's own date are named.

    Example: routeplanner scenario check --scenarios my-scenarios --network eurasia
    """
    from routeplanner.network.files import read_network
    from routeplanner.scenario.files import names_in
    from routeplanner.scenario.remarks import TOLD

    target = Output(format_, as_json, output, force)
    target.check(LISTING_FORMATS)
    base = read_network(network, overlays=overlay or ())
    wanted = names or names_in(scenarios)
    found = [_examine(name, base, scenarios) for name in wanted]
    problems = list(dict.fromkeys(problem for own, _ in found for problem in own))
    errors = sum(not problem.is_warning for problem in problems)
    warnings = len(problems) - errors
    doubtful = sum(problem.is_warning and problem.code not in TOLD for problem in problems)
    if target.wants_text(LISTING_FORMATS):
        counts = f"{o.number(errors, 'error')}, {o.number(warnings, 'warning')}"
        lines = [problem.as_text() for problem in problems] + [line for _, idle in found for line in idle]
        text = "".join(f"{line}\n" for line in lines)
        send(f"{text}{o.number(len(wanted), 'scenario')} on {base.title}: {counts}\n", target)
    else:
        from routeplanner.report.network import list_problems

        deliver(list_problems("", problems), target, LISTING_FORMATS)
    return EXIT_DATA if errors or (strict and doubtful) else EXIT_OK


def diff(
    names: o.ScenarioStack,
    *,
    network: o.Network = "eurasia",
    overlay: o.Overlays = None,
    settings: o.Settings = None,
    scenarios: o.ScenarioFolder = None,
    as_of: o.AsOf = None,
    status: Annotated[bool, typer.Option("--status", help="List what every override does on the day instead.")] = False,
    inverse: Annotated[
        bool, typer.Option("--invert", help="Write the scenario that undoes what the stack does on the day (YAML).")
    ] = False,
    format_: o.Format = None,
    as_json: o.AsJson = False,
    output: o.OutputFile = None,
    force: o.Force = False,
    debug: o.Debug = False,  # noqa: ARG001
) -> None:
    """Show every figure that a stack of scenarios changes, old and new.

    Each with the override that changed it; overrides that do nothing on the date are named below, with the reason.
    --status lists every override: applied, neutral, inactive, off or superseded. --invert writes a scenario file: stacked
    with the others, it gives the network without them.

    Example: routeplanner scenario diff russia-transit-ban --as-of 2026-06-01
    """
    from routeplanner.network.files import read_network
    from routeplanner.report import scenario as report
    from routeplanner.report.header import overlays
    from routeplanner.scenario.apply import apply
    from routeplanner.scenario.diff import diff as compute_diff
    from routeplanner.scenario.invert import invert
    from routeplanner.scenario.write import as_yaml

    target = Output(format_, as_json, output, force)
    undo = _inverse_id(target, names, status=status) if inverse else ""
    if not inverse:
        target.check(LISTING_FORMATS)
    given = o.read_date("--as-of", as_of)
    chosen = o.read_settings(settings)
    base = read_network(network, overlays=overlay or ())
    applied = apply(names, base, settings=chosen or None, folder=scenarios)
    day = given or applied.as_of or base.reference_date
    if inverse:
        send_scenario(as_yaml(invert(applied, day, undo)), output, force=force)
        return
    if status:
        deliver(report.show_statuses(applied.effects(day), names, day), target, LISTING_FORMATS)
        return
    changes = report.show_changes(compute_diff(applied, day), applied.effects(day), names, day, overlays(base))
    deliver(changes, target, LISTING_FORMATS)


def _inverse_id(target: Output, names: list[str], *, status: bool) -> str:
    """Return the id of the undoing scenario.

    Raises:
        UsageError: options that ask for something else than a scenario file, or a name that is none.
    """
    if status or target.format is not None or target.json:
        raise UsageError("--invert writes a scenario file, in YAML", "leave --status, --format and --json out")
    return file_id(target.file, "undo", names, force=target.force)


def _examine(name: str, base: Network, folder: str | None) -> tuple[list[Problem], list[str]]:
    """Return what is wrong with a scenario on a network, and which of its overrides do nothing on its own date."""
    from routeplanner.analysis.expectations import check_names
    from routeplanner.report.header import idle_overrides
    from routeplanner.scenario.apply import apply
    from routeplanner.scenario.company import company_of
    from routeplanner.scenario.files import read_scenario
    from routeplanner.scenario.remarks import find_neutral, find_remarks

    try:
        scenario = read_scenario(name, folder=folder)
    except DataError:
        return _problems_of_a_broken_file(name, base, folder), []
    try:
        applied = apply([name, *company_of(scenario, folder)], base, folder=folder)
    except DataError as error:
        return list(error.problems), []
    day = scenario.as_of or base.reference_date
    stamp = next(stamp for stamp in applied.stamps_at(day) if stamp.id == scenario.id)
    idle = [f"{scenario.id}: {text}" for text in idle_overrides(stamp, day)]
    problems = [*check_names(scenario, applied), *applied.warnings]
    return [*problems, *find_remarks(scenario), *find_neutral(applied, scenario.id)], idle


def _problems_of_a_broken_file(name: str, base: Network, folder: str | None) -> list[Problem]:
    """Return what is wrong with a file that does not read, and with what of it can be applied all the same."""
    from routeplanner.scenario.apply import apply

    try:
        apply([name], base, folder=folder)
    except DataError as error:
        return list(error.problems)
    return []
