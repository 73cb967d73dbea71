"""A selector tried out by itself, as typed: which rows it means, or what is wrong with it and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.errors import EXIT_USAGE, DataError
from routeplanner.network.attributes import COLLECTIONS
from routeplanner.network.selection import SelectionError, select
from routeplanner.scenario.document import parse
from routeplanner.scenario.reader import Reader

if TYPE_CHECKING:
    from routeplanner.network.network import Network
    from routeplanner.network.selection import Selection
    from routeplanner.record import Record
    from routeplanner.scenario.applied import Applied

NAME = "filter"
"""What stands for the file's name in messages."""


class FilterError(DataError):
    """A selector on the command line that means nothing: every problem with its place in the text."""

    exit_code = EXIT_USAGE


def grown_network(applied: Applied) -> Network:
    """Return the base with every row the stack adds on any day: what the selectors of its overrides are read on."""
    rows: dict[str, dict[str, Record]] = {}
    for act in applied.acts:
        for addition in act.additions:
            if addition.table in COLLECTIONS.values():
                rows.setdefault(addition.table, {}).setdefault(addition.row_id, addition.row)
    return applied.base.derived(rows, {})


def try_selector(text: str, network: Network) -> Selection:
    """Return the rows a selector means, written as under `where`: `links: {mode: rail, country: KZ}`.

    Raises:
        FilterError: it is no YAML, no selector, or matches nothing.
    """
    document, problems = parse(NAME, (text.strip() or "''").encode("utf-8", "surrogateescape"))
    if document is None:
        raise FilterError(problems)
    reader = Reader(document)
    hint = f"such as links: {{mode: rail}}; one of {', '.join(COLLECTIONS)}"
    if not isinstance(document.root.value, dict):
        raise FilterError([document.problem("E401", document.root, "a selector names a collection", hint)])
    selector = reader.plain(document.root, "the filter")
    if reader.problems:
        raise FilterError(reader.problems)
    try:
        return select(network, selector)
    except SelectionError as error:
        raise FilterError(
            [
                document.problem(fault.code, document.root.find(fault.path), fault.what, fault.hint)
                for fault in error.faults
            ]
        ) from None
