"""`routeplanner network …`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from routeplanner.cli import options as o
from routeplanner.cli import streams
from routeplanner.cli.results import Output, deliver, send, write_file
from routeplanner.errors import EXIT_DATA, EXIT_NO_ROUTE, EXIT_OK, DataError, UsageError
from routeplanner.report import LISTING_FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from routeplanner.errors import Problem
    from routeplanner.network.network import Network
    from routeplanner.report.listing import Listing

DEFAULT = "eurasia"
Which = Annotated[
    str | None, typer.Argument(metavar="NETWORK", help="A shipped network or a folder.", show_default=DEFAULT)
]
Named = Annotated[str | None, typer.Option("--network", "-n", metavar="NAME|FOLDER", help="The same as NETWORK.")]


def list_networks(
    *,
    format_: o.Format = None,
    as_json: o.AsJson = False,
    output: o.OutputFile = None,
    force: o.Force = False,
    debug: o.Debug = False,  # noqa: ARG001 - read by `app.run`, here and below
) -> None:
    """List the networks that come with the program.

    Example: routeplanner network list
    """
    from routeplanner.network.files import read_network, shipped_networks
    from routeplanner.report import network as report

    target = Output(format_, as_json, output, force)
    target.check(LISTING_FORMATS)
    deliver(report.list_networks(shipped_networks(), read_network), target, LISTING_FORMATS)


def show(
    which: Which = None,
    *,
    network: Named = None,
    row: Annotated[
        str | None, typer.Option("--row", metavar="ID", help="Show one row: its id, or TABLE:ID where tables share it.")
    ] = None,
    format_: o.Format = None,
    as_json: o.AsJson = False,
    output: o.OutputFile = None,
    force: o.Force = False,
    debug: o.Debug = False,  # noqa: ARG001
) -> None:
    """Show what a network holds, or one row of it.

    With --row, every figure is shown with its quality and its sources.

    Example: routeplanner network show eurasia --row aktau
    """
    from routeplanner.report import network as report

    def render(read: Network) -> Listing:
        return report.show_network(read) if row is None else report.show_row(read, row)

    _list(which, network, render, Output(format_, as_json, output, force))


def places(
    which: Which = None,
    *,
    network: Named = None,
    find: Annotated[
        str | None, typer.Option("--find", metavar="NAME", help="Only places that answer to this name.")
    ] = None,
    format_: o.Format = None,
    as_json: o.AsJson = False,
    output: o.OutputFile = None,
    force: o.Force = False,
    debug: o.Debug = False,  # noqa: ARG001
) -> None:
    """List places and the names they answer to.

    Names are matched whatever their case, accents, apostrophes and blanks; twin border stations share one.

    Example: routeplanner network places --find Khorgos
    """
    from routeplanner.report import network as report

    _list(which, network, lambda read: report.list_places(read, find), Output(format_, as_json, output, force))


def sources(
    which: Which = None,
    *,
    network: Named = None,
    format_: o.Format = None,
    as_json: o.AsJson = False,
    output: o.OutputFile = None,
    force: o.Force = False,
    debug: o.Debug = False,  # noqa: ARG001
) -> None:
    """List the publications behind a network's figures.

    Each with its publisher, date, licence, address and the number of rows that rest on it.

    Example: routeplanner network sources --format csv --output sources.csv
    """
    from routeplanner.report import network as report

    _list(which, network, report.list_sources, Output(format_, as_json, output, force))


def check(
    which: Which = None,
    *,
    network: Named = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail the check too.")] = False,
    format_: o.Format = None,
    as_json: o.AsJson = False,
    output: o.OutputFile = None,
    force: o.Force = False,
    debug: o.Debug = False,  # noqa: ARG001
) -> int:
    """Check every table of a network, row by row and against one another.

    Last, every place must be reachable from every other for each kind of equipment. All problems are reported together, each with file, line and column; the exit code is 3 when there are errors.

    Example: routeplanner network check my-networks/central-asia
    """
    from routeplanner.analysis.audit import audit
    from routeplanner.network.files import find_network_folder, parse_network

    target = Output(format_, as_json, output, force)
    target.check(LISTING_FORMATS)
    read, problems = parse_network(find_network_folder(_chosen(which, network)))
    if all(problem.is_warning for problem in problems):
        problems += audit(read)
    errors = sum(not problem.is_warning for problem in problems)
    warnings = len(problems) - errors
    if target.wants_text(LISTING_FORMATS):
        name = f"{read.id} {read.version}" if read.table("config") else Path(read.folder).name
        summary = f"{name}: {o.number(errors, 'error')}, {o.number(warnings, 'warning')}"
        send("".join(f"{problem.as_text()}\n" for problem in problems) + summary + "\n", target)
    else:
        from routeplanner.report.network import list_problems

        deliver(list_problems("", problems), target, LISTING_FORMATS)
    return EXIT_DATA if errors or (strict and warnings) else EXIT_OK


def fmt(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="Folder of the network.")],
    check_only: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit code 1 if a table would change.")
    ] = False,
    debug: o.Debug = False,  # noqa: ARG001
) -> int:
    """Rewrite the tables of a network folder in their canonical form.

    UTF-8 without BOM, commas, LF, columns in order, rows sorted by id; figures keep their spelling. Tables with errors
    are left alone.

    Example: routeplanner network fmt networks/eurasia --check
    """
    from routeplanner.network.canonical import changed_tables
    from routeplanner.network.files import parse_network

    path = Path(folder)
    if not path.is_dir():
        raise UsageError(f"{folder!r} is not a folder", "give the path of a network folder")
    _refuse_errors(parse_network(path)[1])
    changed = changed_tables(path)
    for file, text in changed.items():
        if not check_only:
            write_file(file, text, force=True)
        streams.write(f"{'would rewrite' if check_only else 'rewrote'} {file}\n")
    return EXIT_NO_ROUTE if changed and check_only else EXIT_OK


def _refuse_errors(problems: list[Problem]) -> None:
    errors = [problem for problem in problems if not problem.is_warning]
    if errors:
        raise DataError(errors)


def _list(which: str | None, named: str | None, render: Callable[[Any], Listing], target: Output) -> None:
    from routeplanner.network.files import read_network

    target.check(LISTING_FORMATS)
    deliver(render(read_network(_chosen(which, named))), target, LISTING_FORMATS)


def _chosen(which: str | None, named: str | None) -> str:
    """Return the network named as argument or option.

    Raises:
        UsageError: both, and they differ.
    """
    if which is not None and named is not None and which != named:
        raise UsageError(f"{which!r} and --network {named!r} are two networks", "keep one")
    return which or named or DEFAULT
