"""add: what is not there yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.network.model import row_key
from routeplanner.scenario.verbs.base import Addition, Verb
from routeplanner.scenario.verbs.rows import ROW_KEYS, NewRow, read_row, told_columns
from routeplanner.terms import LAND_MODES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from routeplanner.network.network import Network
    from routeplanner.network.selection import Selection
    from routeplanner.record import Record
    from routeplanner.scenario.document import Item
    from routeplanner.scenario.reader import Reader
    from routeplanner.scenario.verbs.base import Change


class Add(Verb):
    """Adds one row: a place, link, border, transfer or service, there on the days the override holds.

    Other overrides select it and change its figures like any other row, whatever the days.
    """

    name = "add"
    summary = "Adds a place, link, border, transfer or service."
    example = (
        "{id: line, add: {link: {id: ayagoz-bakhty, from: ayagoz, to: bakhty, mode: rail, gauge: 1520, "
        "length: 297 km}}, when: {from: 2027-12-31}, source: [x]}"
    )
    selects = False
    collections = ()
    senses = ()

    def read(self, item: Item, reader: Reader, collection: str) -> NewRow | None:  # noqa: ARG002
        """Return the row, valid by itself."""
        body = reader.mapping(item, self.name)
        if body is None:
            return None
        before = len(reader.problems)
        reader.closed(item, self.name, ROW_KEYS)
        known = [name for name in body if name in ROW_KEYS]
        if len(known) > 1:
            what = f"add brings one row, found {' and '.join(known)}"
            reader.error("E020", item.keys[known[1]], what, "give each an override of its own")
        elif not body:
            reader.error("E020", item, "add is empty", f"such as add: {{link: …}}; one of {', '.join(ROW_KEYS)}")
        if len(reader.problems) > before:
            return None
        return read_row(known[0], body[known[0]], reader)

    def build(self, change: Change, network: Network, selection: Selection) -> Iterator[Addition]:  # noqa: ARG002
        """Yield the row with where it comes from; a land link lies in the country of its ends."""
        new: NewRow = change.payload
        filled: dict[str, object] = {
            "source_id": change.sources or ("estimate",),
            "quality": change.quality,
            "note": change.note,
        }
        if new.table == "link" and "country" not in new.cells:
            filled["country"] = _country_of(new.row, network)
        row = new.row.model_copy(update=filled)
        yield Addition(change.override, new.table, row_key(new.table, row), row, told_columns(new.table))


def _country_of(link: Record, network: Network) -> str | None:
    """Return the country both ends of a land link lie in; None for a crossing, and on water and in the air."""
    ends = [network.nodes.get(getattr(link, column)) for column in ("from_node_id", "to_node_id")]
    countries = {None if node is None else node.country for node in ends}
    return countries.pop() if len(countries) == 1 and getattr(link, "mode", None) in LAND_MODES else None


VERB = Add()
