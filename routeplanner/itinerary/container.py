"""Whose container the prices of a path are for, and what hiring one adds."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from routeplanner.criteria.hire import days_beyond, detention, one_way
from routeplanner.itinerary.model import Container

if TYPE_CHECKING:
    from collections.abc import Sequence

    from routeplanner.compiler.compiled import Compiled
    from routeplanner.criteria import Book, Part
    from routeplanner.network.model import Hire


def describe_container(
    path: Sequence[int], compiled: Compiled, book: Book, *, box: str, hire: Hire | None, hours: float
) -> Container | None:
    """Return the container terms of a path's prices; None when the load is in no container.

    A hire is needed when any price is for a shipper's own container, once for the whole trip.
    """
    if not book.load.is_container:
        return None
    runs = [run for run in (compiled.edge(number).run for number in path) if run is not None]
    modes: dict[str | None, dict[str, None]] = {"soc": {}, "coc": {}}
    for run in runs:
        modes.setdefault(book.price(run).terms, {})[run.layer.mode] = None
    soc, coc = tuple(modes["soc"]), tuple(modes["coc"])
    if not soc or box == "soc":
        return Container(box, soc, coc, "none", 0.0)
    if box == "as-quoted":
        return Container(box, soc, coc, "not-counted", None)
    if hire is None:
        return Container(box, soc, coc, "unknown", None)
    dollars = fsum(part.value for part in hire_parts(book, hire, hours))
    return Container(box, soc, coc, "added", dollars, days_beyond(hire, hours))


def hire_parts(book: Book, hire: Hire, hours: float) -> tuple[Part, ...]:
    """Return the parts of a hire: picking up, giving back, days beyond the free ones."""
    return one_way(book, hire) + detention(book, hire, hours)
