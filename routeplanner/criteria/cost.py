"""US dollars: freight, border fees, handling; a fee that a through price includes is not added again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.criteria.book import Part
from routeplanner.network.provenance import Key

if TYPE_CHECKING:
    from routeplanner.criteria.book import Book, Run
    from routeplanner.network.model import Border, Service, Transfer


def move(book: Book, run: Run) -> tuple[Part, ...]:
    """Return the freight of a run for the whole load."""
    price = book.price(run)
    return (Part(price.value, price.used),)


def border(book: Book, run: Run, stop: Border) -> tuple[Part, ...]:
    """Return the fees of a border stop, nothing when the price of the run includes them."""
    price = book.price(run)
    if "border" in price.includes:
        return (Part(0.0, price.used[:1]),)
    key = Key("border", stop.border_id, "fee_usd")
    return (Part(book.dollars(stop.fee_usd, stop.fee_per, key), (key,)),)


def transfer(book: Book, row: Transfer, *, charged: bool) -> tuple[Part, ...]:
    """Return the price of handling, nothing when the price of an adjoining run includes it."""
    key = Key("transfer", row.transfer_id, "cost_usd")
    return (Part(book.dollars(row.cost_usd, row.cost_per, key) if charged else 0.0, (key,)),)


def wait(book: Book, service: Service) -> tuple[Part, ...]:  # noqa: ARG001 - one signature per event
    """Return nothing: waiting costs no freight."""
    return ()
