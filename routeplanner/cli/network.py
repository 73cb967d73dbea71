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
    from collections.abc import Callable, Sequence

    from routeplanner.errors import Problem
    from routeplanner.network.facts import PlaceFacts
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
    what: Annotated[
        str | None,
        typer.Argument(metavar="WHAT", help="A place, the id of a row, or a network.", show_default=DEFAULT),
    ] = None,
    *,
    network: Annotated[
        str | None, typer.Option("--network", "-n", metavar="NAME|FOLDER", help="Network the place or row stands in.")
    ] = None,
    overlay: o.Overlays = None,
    row: Annotated[
        str | None, typer.Option("--row", metavar="ID", help="Show one row: its id, or TABLE:ID where tables share it.")
    ] = None,
    format_: o.Format = None,
    as_json: o.AsJson = False,
    output: o.OutputFile = None,
    force: o.Force = False,
    debug: o.Debug = False,  # noqa: ARG001
) -> None:
    """Show everything known of a place, every figure of one row, or what a network holds.

    Of a place: its names, corridors, links, border crossings, handling, services, seasons, restrictions and published
    figures, with their quality and sources. Names are as forgiving as in `route`. A name that is a network too means
    the network; --network says that a place or row is meant. --row takes ids only, TABLE:ID where tables share one.

    Example: routeplanner network show Aktau
    """
    from routeplanner.cli.subject import choose, show_subject
    from routeplanner.report import network as report

    chosen, subject = choose(what, network, DEFAULT) if row is None else (_chosen(what, network), None)

    def render(read: Network) -> Listing | PlaceFacts:
        if row is not None:
            return report.show_row(read, row)
        return report.show_network(read) if subject is None else show_subject(read, subject)

    _list(chosen, overlay, render, Output(format_, as_json, output, force))


def places(
    which: Which = None,
    *,
    network: Named = None,
    overlay: o.Overlays = None,
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

    target = Output(format_, as_json, output, force)
    _list(_chosen(which, network), overlay, lambda read: report.list_places(read, find), target)


def sources(
    which: Which = None,
    *,
    network: Named = None,
    overlay: o.Overlays = None,
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

    _list(_chosen(which, network), overlay, report.list_sources, Output(format_, as_json, output, force))


def check(
    which: Which = None,
    *,
    network: Named = None,
    overlay: o.Overlays = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail the check too.")] = False,
    format_: o.Format = None,
    as_json: o.AsJson = False,
    output: o.OutputFile = None,
    force: o.Force = False,
    debug: o.Debug = False,  # noqa: ARG001
) -> int:
    """Check every table of a network, row by row and against one another.

    Last, every place must be reachable from every other for each kind of equipment. All problems are reported together,
    each with file, line and column; the exit code is 3 when there are errors. Where cells cannot be read, the rest is
    not checked, and the last line says so.

    Example: routeplanner network check my-networks/central-asia
    """
    from routeplanner.analysis.audit import check_network
    from routeplanner.network.files import find_network_folder, find_overlays

    target = Output(format_, as_json, output, force)
    target.check(LISTING_FORMATS)
    folder = find_network_folder(_chosen(which, network))
    read, problems, left_out = check_network(folder, find_overlays(folder, overlay or ()))
    errors = sum(not problem.is_warning for problem in problems)
    warnings = len(problems) - errors
    if target.wants_text(LISTING_FORMATS):
        name = read.title if read.table("config") else folder.name
        summary = f"{name}: {o.number(errors, 'error')}, {o.number(warnings, 'warning')}"
        summary += f"\n{_unchecked(left_out)}" if left_out else ""
        send("".join(f"{problem.as_text()}\n" for problem in problems) + summary + "\n", target)
    else:
        from routeplanner.report.network import list_problems

        deliver(list_problems("", problems), target, LISTING_FORMATS)
        if left_out:
            streams.note(_unchecked(left_out))
    return EXIT_DATA if errors or (strict and warnings) else EXIT_OK


def calibrate(
    which: Which = None,
    *,
    network: Named = None,
    format_: o.Format = None,
    as_json: o.AsJson = False,
    output: o.OutputFile = None,
    force: o.Force = False,
    explain: Annotated[bool, typer.Option("--explain", help="Add the published figures behind every line.")] = False,
    debug: o.Debug = False,  # noqa: ARG001
) -> int:
    """Compare published days and dollars of whole trips with what the network gives.

    Published figures of one trip (published.csv) are merged to a range and set beside the fastest and the cheapest
    way. The exit code is 1 when fewer than 90 % of the groups lie within 15 % of the published days, or fewer than
    80 % within 20 % of the published dollars, or when the figures kept aside to check do more than 10 points worse
    than those fitted to.

    Example: routeplanner network calibrate eurasia
    """
    from routeplanner.analysis import calibrate as analysis
    from routeplanner.network.files import read_network

    target = Output(format_, as_json, output, force, explain)
    target.check(LISTING_FORMATS)
    found = analysis.calibrate(read_network(_chosen(which, network)))
    deliver(found, target, LISTING_FORMATS)
    return EXIT_NO_ROUTE if found.shortfalls else EXIT_OK


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


def _unchecked(checks: Sequence[str]) -> str:
    return f"not checked: {', '.join(checks)} – mend the errors first, then check again"


def _refuse_errors(problems: list[Problem]) -> None:
    errors = [problem for problem in problems if not problem.is_warning]
    if errors:
        raise DataError(errors)


def _list(
    network: str, overlays: list[str] | None, render: Callable[[Any], Listing | PlaceFacts], target: Output
) -> None:
    from dataclasses import replace

    from routeplanner.network.files import read_network
    from routeplanner.report.header import overlays as below
    from routeplanner.report.listing import Listing

    target.check(LISTING_FORMATS)
    read = read_network(network, overlays=overlays or ())
    found = render(read)
    if isinstance(found, Listing):
        found = replace(found, notes=(*found.notes, *below(read)))
    deliver(found, target, LISTING_FORMATS)


def _chosen(which: str | None, named: str | None) -> str:
    """Return the network named as argument or option.

    Raises:
        UsageError: both, and they differ.
    """
    if which is not None and named is not None and which != named:
        raise UsageError(f"{which!r} and --network {named!r} are two networks", "keep one")
    return which or named or DEFAULT
