"""Hours: moving, the stop at a border, handling, waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.criteria.book import Part
from routeplanner.network.provenance import Key
from routeplanner.terms import HOURS_PER_DAY

if TYPE_CHECKING:
    from routeplanner.criteria.book import Book, Run
    from routeplanner.network.model import Border, Service, Transfer


def move(book: Book, run: Run) -> tuple[Part, ...]:
    """Return the expected hours of a run: the link's own, else the service's share, else length over speed.

    The season slows it and adds its mean delay (a storm waited out before the link is sailed); a queue at a border is
    part of the stop there.
    """
    link = book.network.links[run.link_id]
    service = book.network.services[run.layer.service] if run.layer.service else None
    if link.time_h is not None:
        hours = link.time_h
        used = [Key("link", link.link_id, "time_h")]
    elif service is not None and service.time_h is not None:
        hours = service.time_h * link.length_km / book.line_km(service)
        used = [Key("service", service.service_id, "time_h")]
    else:
        rate = book.rate("speed_km_day", link, run)
        hours = link.length_km / (rate.speed_km_day or 1.0) * HOURS_PER_DAY
        used = [Key("rate", rate.rate_id, "speed_km_day"), Key("link", link.link_id, "length_km")]
    slowing = book.slowing(run)
    hours *= slowing.value * link.time_factor
    used += slowing.used
    if link.time_factor != 1.0:
        used.append(Key("link", link.link_id, "time_factor"))
    if link.time_shift_h:
        used.append(Key("link", link.link_id, "time_shift_h"))
        hours = book.checked(hours + link.time_shift_h, used[-1], "take {:.6g} h")
    parts = (Part(hours, tuple(used)),)
    return parts if book.network.is_crossing(link) else parts + _delay(book, link.link_id)


def _delay(book: Book, link_id: str) -> tuple[Part, ...]:
    """Return the season's mean delay on a link, when it has any."""
    delay = book.delay(link_id=link_id)
    return (delay,) if delay.used else ()


def border(book: Book, run: Run, stop: Border) -> tuple[Part, ...]:
    """Return the expected hours of the stop at a border, with the season's queue."""
    return (Part(stop.dwell_h, (Key("border", stop.border_id, "dwell_h"),)), *_delay(book, run.link_id))


def transfer(book: Book, row: Transfer, *, charged: bool) -> tuple[Part, ...]:  # noqa: ARG001
    """Return the expected hours of handling."""
    return (Part(row.time_h, (Key("transfer", row.transfer_id, "time_h"),)),)


def wait(book: Book, service: Service) -> tuple[Part, ...]:
    """Return the expected wait for a service: its queue, else half its interval or weekdays, and the season's delay."""
    delay = book.delay(service_id=service.service_id)
    parts = (delay,) if delay.used else ()
    known = service.mean_wait()
    if known is None:
        return parts
    hours, column = known
    return (Part(hours, (Key("service", service.service_id, column),)), *parts)
