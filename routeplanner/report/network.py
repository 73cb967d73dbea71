"""Lists of what a network holds."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from routeplanner.errors import DataError, UnknownNameError
from routeplanner.network.facts import figures_of
from routeplanner.network.model import KEYS, SOURCED, TABLES, Row
from routeplanner.network.places import find_places, near_places
from routeplanner.report.listing import Listing
from routeplanner.terms import QUALITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from routeplanner.errors import Problem
    from routeplanner.network.network import Network


def list_networks(names: Iterable[str], read: Callable[[str], Network]) -> Listing:
    """Return the networks of a list of names; one that cannot be read says so."""
    columns = ("id", "version", "reference_date", "nodes", "links", "services", "description")
    rows: list[dict[str, Any]] = []
    for name in names:
        try:
            network = read(name)
        except DataError as error:
            rows.append(
                {
                    "id": name,
                    "description": f"has {len(error.problems)} problem{'s' if len(error.problems) != 1 else ''}; see `network check {name}`",
                }
            )
            continue
        rows.append(
            {
                "id": network.id,
                "version": network.version,
                "reference_date": network.reference_date.isoformat(),
                "nodes": len(network.nodes),
                "links": len(network.links),
                "services": len(network.services),
                "description": network.config.description,
            }
        )
    return Listing("", columns, tuple(rows))


def show_network(network: Network) -> Listing:
    """Return how many rows each table has, and how well they are founded."""
    rows = []
    for name in TABLES:
        table = network.table(name)
        is_founded = issubclass(TABLES[name], Row)
        qualities = Counter(row.quality for row in table.values()) if is_founded else Counter()
        founded = {quality: qualities[quality] if is_founded else None for quality in QUALITIES}
        rows.append({"table": name, "rows": len(table), **founded})
    config = network.config
    notes = (
        config.description,
        f"reference date {config.reference_date.isoformat()}, prices in {config.currency} of {config.price_year}",
        f"licence: {config.licence}",
        f"attribution: {config.attribution}",
        f"hash: {network.hash}",
    )
    return Listing(network.title, ("table", "rows", *QUALITIES), tuple(rows), notes=notes)


def show_row(network: Network, name: str) -> Listing:
    """Return every figure of a row, or of every row with that id, with its sources.

    Raises:
        UnknownNameError: no table has a row of that id.
    """
    found, row_id = rows_named(network, name)
    if not found:
        tables = [name.partition(":")[0]] if row_id != name else list(TABLES)
        raise UnknownNameError("row", name, near_rows(network, row_id, tables), "an id, or TABLE:ID")
    rows = [row for table in found for row in _figures(network, table, row_id)]
    columns = ("table", "row", "field", "value", "quality", "sources", "note")
    title = f"{name} in {network.title}"
    return Listing(title, columns, tuple(rows), shown=("table", "field", "value", "quality", "sources", "note"))


def rows_named(network: Network, name: str) -> tuple[list[str], str]:
    """Return the tables that have a row of an id, and the id; `TABLE:ID` means one table only."""
    table, colon, row_id = name.partition(":")
    if colon and table in TABLES:
        return [table] if row_id in network.table(table) else [], row_id
    return [table for table in TABLES if name in network.table(table)], name


def near_rows(network: Network, row_id: str, tables: Iterable[str] = tuple(TABLES)) -> list[str]:
    """Return the ids nearest to one that no row has."""
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    return get_close_matches(row_id, sorted({key for table in tables for key in network.table(table)}), n=3)


def _figures(network: Network, table: str, row_id: str) -> Iterable[dict[str, Any]]:
    row = {"table": table, "row": row_id}
    if KEYS[table]:
        yield row | {"field": KEYS[table], "value": row_id}
    for field, figure in figures_of(network, table, row_id).items():
        line = row | {"field": field, "value": figure.value}
        if figure.quality is not None:
            line |= {"quality": figure.quality, "sources": list(figure.sources), "note": figure.note}
        yield line


def list_places(network: Network, name: str | None = None) -> Listing:
    """Return places and the names they answer to: all, or those that answer to one name.

    Raises:
        UnknownNameError: nothing answers to the name.
    """
    wanted = list(network.nodes) if name is None else find_places(network, name)
    if name is not None and not wanted:
        raise UnknownNameError("place", name, near_places(network, name), "without --find all places are listed")
    rows = [
        {
            "id": node_id,
            "name": node.name,
            "type": node.node_type,
            "country": node.country,
            "unlocode": node.unlocode or None,
            "aliases": list(node.aliases),
            "longitude": node.x_coord,
            "latitude": node.y_coord,
        }
        for node_id, node in ((node_id, network.nodes[node_id]) for node_id in wanted)
    ]
    columns = ("id", "name", "type", "country", "unlocode", "aliases", "longitude", "latitude")
    return Listing("", columns, tuple(rows), shown=columns[:6])


def list_sources(network: Network) -> Listing:
    """Return the publications behind a network's figures, and how many rows rest on each."""
    uses = Counter(source for name in SOURCED for row in network.table(name).values() for source in row.source_id)
    rows = [
        {
            "id": source_id,
            "title": source.title,
            "publisher": source.publisher,
            "as_of": source.as_of or None,
            "licence": source.licence or None,
            "url": source.url or None,
            "rows": uses[source_id],
        }
        for source_id, source in network.sources.items()
    ]
    return Listing("", ("id", "title", "publisher", "as_of", "licence", "url", "rows"), tuple(rows))


def list_problems(title: str, problems: Sequence[Problem]) -> Listing:
    """Return problems as rows, for formats that machines read."""
    rows = [
        {"code": problem.code, "where": problem.where, "what": problem.what, "hint": problem.hint or None}
        for problem in problems
    ]
    return Listing(title, ("code", "where", "what", "hint"), tuple(rows))
