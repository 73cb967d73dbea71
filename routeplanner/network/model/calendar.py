"""What closes, slows or delays: standing rules and the seasons."""

from __future__ import annotations

from datetime import date

from routeplanner.network.model.base import Country, MonthDay, NonNegative, Positive, Row, Slug
from routeplanner.terms import AppliesTo, Direction, SeasonKind, ServiceClass


class Restriction(Row):
    """A standing rule or a scenario's `forbid`: who may not pass what."""

    restriction_id: str
    """Id of the rule."""
    applies_to: AppliesTo
    """transit: countries that hold neither end; origin, destination: trips that start or end there; crossing: always."""
    countries: tuple[Country, ...] = ()
    """Countries closed by the rule."""
    links: tuple[Slug, ...] = ()
    """Links closed by the rule."""
    nodes: tuple[Slug, ...] = ()
    """Nodes closed by the rule."""
    goods: tuple[str, ...] = ()
    """Goods classes it hits; blank: all."""
    equipment: tuple[str, ...] = ()
    """Equipment it hits; blank: all."""
    service_class: ServiceClass | None = None
    """Service class it hits; blank: all."""
    direction: Direction | None = None
    """Sense of travel along `links` it hits; blank: both."""
    origin: tuple[str, ...] = ()
    """Countries (or EU, EAEU) the trip must start in to be hit; blank: any."""
    destination: tuple[str, ...] = ()
    """Countries (or EU, EAEU) the trip must end in to be hit; blank: any."""
    from_date: date | None = None
    """First day of the rule."""
    until_date: date | None = None
    """Day after its last."""


class Season(Row):
    """What the calendar closes, slows or delays."""

    season_id: Slug
    """Id of the season."""
    kind: SeasonKind
    """closed: no passage; slow: hours times `factor`; delay: `delay_h` more per passage or departure."""
    links: tuple[Slug, ...] = ()
    """Links it touches."""
    services: tuple[Slug, ...] = ()
    """Services it touches."""
    start: MonthDay
    """First day, MM-DD."""
    end: MonthDay
    """Last day, MM-DD; may wrap the New Year."""
    factor: Positive | None = None
    """Factor on hours, for `slow`."""
    delay_h: NonNegative | None = None
    """Mean extra wait, hours, for `delay`."""
