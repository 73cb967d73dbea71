"""The hire of a container, in US dollars for the whole load: paid once a trip, whatever links it runs over."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from routeplanner.criteria.book import Part
from routeplanner.errors import DataError, Problem
from routeplanner.network.boxes import most_specific
from routeplanner.network.provenance import Key
from routeplanner.terms import HOURS_PER_DAY

if TYPE_CHECKING:
    from routeplanner.criteria.book import Book
    from routeplanner.network.model import Hire

SAME_DAY = 1e-9
"""Days below which a trip has not begun another day: the rounding of sums."""


def find_hire(book: Book, origin: str, destination: str) -> Hire | None:
    """Return the row for a container picked up at one node and given back at another; None when there is none.

    Raises:
        DataError: two equally specific rows fit.
    """
    nodes, equipment = book.network.nodes, book.load.equipment.cargo_id
    pair = nodes[origin].country, nodes[destination].country
    best = most_specific(book.network.boxes.values(), *pair, equipment)
    if len(best) > 1:
        what = f"{best[0].box_id!r} and {best[1].box_id!r} both give the hire from {pair[0]} to {pair[1]}"
        raise DataError([Problem("E723", "box.csv", what, "fill one more key in one of them")])
    return best[0] if best else None


def one_way(book: Book, row: Hire) -> tuple[Part, ...]:
    """Return the dollars of picking a container up and of giving it back."""
    return tuple(
        Part(book.dollars(amount, row.cost_per, key), (key,))
        for name, amount in (("one_way_usd", row.one_way_usd), ("drop_off_usd", row.drop_off_usd))
        if (key := Key("box", row.box_id, name)) and (amount or name == "one_way_usd")
    )


def days_beyond(row: Hire, hours: float) -> int:
    """Return the days begun after the free ones, 0 where the hire sets no limit."""
    if row.free_days is None or row.per_day_usd is None:
        return 0
    return max(0, ceil(hours / HOURS_PER_DAY - row.free_days - SAME_DAY))


def detention(book: Book, row: Hire, hours: float) -> tuple[Part, ...]:
    """Return the dollars of the days a trip takes beyond the free ones; nothing when it keeps within them."""
    days = days_beyond(row, hours)
    key = Key("box", row.box_id, "per_day_usd")
    return (Part(book.dollars(days * (row.per_day_usd or 0.0), row.cost_per, key), (key,)),) if days else ()
