"""The program `routeplanner`: its table of commands, and what becomes of every outcome.

Nothing is imported here but the standard library's lightest: each command's file is loaded when it is asked for.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, NamedTuple

from routeplanner.errors import EXIT_OK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Entry(NamedTuple):
    """One line of the table of commands."""

    target: str
    """`file:function` within this package; empty for a group of commands."""
    help: str
    """First sentence of the help page."""


COMMANDS: Mapping[str, Entry] = {
    "route": Entry("route:route", "Plan one trip: the fastest, the cheapest and the lowest-emission itinerary."),
    "compare": Entry("compare:compare", "Compare the corridors between two places, each forced in turn."),
    "scenario": Entry("", "List, show, check, test, compare and write scenario files."),
    "scenario list": Entry("scenario:list_scenarios", "List the scenarios of a folder."),
    "scenario show": Entry("scenario:show", "Show what a scenario changes, and on whose word."),
    "scenario check": Entry("scenario:check", "Check scenario files against a network."),
    "scenario diff": Entry("scenario:diff", "Show every figure that a stack of scenarios changes, old and new."),
    "scenario test": Entry("trial:try_scenarios", "Try what scenarios expect of themselves."),
    "scenario new": Entry("author:new", "Write a file to start a scenario from."),
    "scenario schema": Entry(
        "author:schema", "Write the JSON Schema of scenario files, by which editors complete, explain and check them."
    ),
    "scenario explain": Entry(
        "scenario_tools:explain_element", "List every override that touches an element, old and new, by date."
    ),
    "scenario select": Entry("scenario_tools:select", "Try a selector: list the rows it means, and how many they are."),
    "scenario flatten": Entry("scenario_tools:flatten", "Write a stack as one scenario file that needs no other."),
    "network": Entry("", "List, show, check, calibrate and format networks."),
    "network list": Entry("network:list_networks", "List the networks that come with the program."),
    "network show": Entry(
        "network:show", "Show everything known of a place, every figure of one row, or what a network holds."
    ),
    "network check": Entry("network:check", "Check every table of a network, row by row and against one another."),
    "network places": Entry("network:places", "List places and the names they answer to."),
    "network sources": Entry("network:sources", "List the publications behind a network's figures."),
    "network calibrate": Entry(
        "network:calibrate", "Compare published days and dollars of whole trips with what the network gives."
    ),
    "network fmt": Entry("network:fmt", "Rewrite the tables of a network folder in their canonical form."),
    "explain": Entry("explain:explain", "Explain an error or warning code and how to mend its cause."),
}
"""Every command by the words that call it, in the order of the help page."""


def run(args: Sequence[str]) -> int:
    """Run the program with arguments and return its exit code; results go to stdout, everything else to stderr."""
    from routeplanner.cli import streams

    streams.prepare()
    try:
        from routeplanner.cli.commands import build_program

        outcome = build_program(COMMANDS).main(
            list(args) or ["--help"], prog_name="routeplanner", standalone_mode=False
        )
        code = outcome if isinstance(outcome, int) else EXIT_OK
        streams.finish()
    except (Exception, KeyboardInterrupt, SystemExit) as error:  # noqa: BLE001 - the one place where all of them end
        from routeplanner.cli.failures import report_failure

        code = report_failure(error, debug="--debug" in args)
    else:
        if code == _INTERRUPTED:
            from routeplanner.cli.failures import report_failure

            code = report_failure(KeyboardInterrupt(), debug=False)
    return code


_INTERRUPTED = 130
"""typer turns Ctrl-C inside a command into this exit code without a word."""


def main() -> None:
    """Run the program with the arguments of the process.

    A short run makes hardly any garbage: collecting it rarely, and not once more at exit, saves a sixth of a route.
    """
    gc.set_threshold(100_000, 50, 50)
    code = run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)
