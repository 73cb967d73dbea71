"""What departs."""

from __future__ import annotations

from routeplanner.network.model.base import NonNegative, Positive, Row, Slug, Text
from routeplanner.terms import (
    HOURS_PER_WEEK,
    Basis,
    ContainerTerms,
    Direction,
    Included,
    ServiceClass,
    Status,
    Weekday,
)


class Service(Row):
    """Scheduled or frequent departures along a chain of links: ferry, feeder, liner, block train."""

    service_id: Slug
    """Id of the service."""
    name: Text
    """Name a planner knows it by."""
    operator: str
    """Who runs it."""
    service_class: ServiceClass | None
    """express, regular, wagonload for rail; blank otherwise."""
    direction: Direction
    """forward: along `links` as listed; back: against the list; both."""
    links: tuple[Slug, ...]
    """Links in the order they are run: one chain, one mode, one gauge."""
    calls: tuple[Slug, ...] = ()
    """Nodes of the chain it is boarded and left at; blank: every node but passages."""
    interval_h: Positive | None = None
    """Mean hours between departures; the expected wait is half of it."""
    weekdays: tuple[Weekday, ...] = ()
    """Departure days where known: mon, tue …"""
    wait_h: NonNegative | None = None
    """Mean wait where a queue rules and not the interval; replaces half the interval."""
    wait_p90_h: NonNegative | None = None
    """90th percentile of that wait."""
    season: str = ""
    """Reserved for a service's own season id."""
    capacity_teu: Positive | None = None
    """TEU per departure."""
    time_h: Positive | None = None
    """Mean hours over the whole line; shared over its links by length."""
    cost_usd: NonNegative | None = None
    """Price over the whole line; shared over its links by length."""
    cost_per: Basis | None = None
    """What `cost_usd` is per."""
    includes: tuple[Included, ...] = ()
    """Fees the price already holds."""
    terms: ContainerTerms | None = None
    """soc: the price is for a shipper's own container; coc: the carrier's container is in it; blank: the same for both."""
    status: Status = "open"
    """Whether it runs."""

    def mean_wait(self) -> tuple[float, str] | None:
        """Return the mean hours until a departure, without seasons, and the column they rest on; None when unknown.

        A queue goes before half the interval, that before half of what is between two departure days.
        """
        if self.wait_h is not None:
            return self.wait_h, "wait_h"
        if self.interval_h is not None:
            return self.interval_h / 2.0, "interval_h"
        if self.weekdays:
            return HOURS_PER_WEEK / len(set(self.weekdays)) / 2.0, "weekdays"
        return None
