"""What others published for whole trips."""

from __future__ import annotations

from datetime import date

from routeplanner.network.model.base import Positive, Row, Slug, Text
from routeplanner.terms import Basis, ContainerTerms, Mode, PublishedScope, PublishedUse, Regime, ServiceClass


class Published(Row):
    """What others published for an end-to-end trip: a yardstick for answers, never an input of the search."""

    published_id: Slug
    """Id of the figure."""
    origin: Slug
    """Node the trip starts at."""
    destination: Slug
    """Node the trip ends at."""
    corridor: str
    """Corridor it takes; blank: not said."""
    modes: tuple[Mode, ...]
    """Modes it uses; blank: any."""
    service_class: ServiceClass | None
    """Service class it rides; blank: any."""
    equipment: Text
    """Equipment it is for, of `cargo.csv`; 40ft where the source says nothing."""
    scope: PublishedScope
    """border: from or to a border station; terminal: departure to arrival; terminals: with handling; door: door to door."""
    regime: Regime
    """record: best ever; plan: timetable or tariff; usual: ordinary operation; congested: queues; winter: storms and ice."""
    on_date: date | None
    """Day the network is read at for the comparison, such as a day in January for winter; blank: an ordinary day."""
    as_of: str
    """When the figure held, in the source's words."""
    days_low: Positive | None = None
    """Least days published."""
    days_high: Positive | None = None
    """Most days published; the same as `days_low` for a single figure."""
    cost_low_usd: Positive | None = None
    """Lowest price published."""
    cost_high_usd: Positive | None = None
    """Highest price published; the same as `cost_low_usd` for a single figure."""
    cost_per: Basis | None = None
    """What the prices are per."""
    terms: ContainerTerms | None = None
    """soc: price for a shipper's own container; coc: container of the carrier included; blank: not said."""
    use: PublishedUse
    """fit: figures were chosen with it in view; check: kept aside to test them; context: not compared, `reason` says why."""
    reason: str = ""
    """Why the figure is not compared; for `context`."""
