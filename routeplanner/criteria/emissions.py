"""Well-to-wheel kg CO2e: tonne-kilometers times the factor of the mode and country (ISO 14083)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.criteria.book import Part
from routeplanner.network.provenance import Key

if TYPE_CHECKING:
    from routeplanner.criteria.book import Book, Run
    from routeplanner.network.model import Border, Service, Transfer


def move(book: Book, run: Run) -> tuple[Part, ...]:
    """Return the emissions of a run for the whole load."""
    link = book.network.links[run.link_id]
    rate = book.rate("emission_kg_tkm", link, run)
    value = (rate.emission_kg_tkm or 0.0) * book.load.tonnes * link.length_km
    return (Part(value, (Key("rate", rate.rate_id, "emission_kg_tkm"), Key("link", link.link_id, "length_km"))),)


def border(book: Book, run: Run, stop: Border) -> tuple[Part, ...]:  # noqa: ARG001 - one signature per event
    """Return nothing: a stop is outside the factor's scope."""
    return ()


def transfer(book: Book, row: Transfer, *, charged: bool) -> tuple[Part, ...]:  # noqa: ARG001
    """Return nothing: handling is outside the factor's scope."""
    return ()


def wait(book: Book, service: Service) -> tuple[Part, ...]:  # noqa: ARG001 - one signature per event
    """Return nothing: waiting moves nothing."""
    return ()
