"""The book of figures the criteria read: which rate applies, what a season does, and where each figure stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from routeplanner.errors import DataError, Problem
from routeplanner.network.provenance import Key

if TYPE_CHECKING:
    from datetime import date

    from routeplanner.criteria.load import Load
    from routeplanner.network.model import Link, Rate, Season, Service
    from routeplanner.network.network import Network

DAYS_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
DAYS_PER_YEAR = 365
ROUNDING = 1e-9
"""Hours or dollars that a figure may fall below 0 for having been added up."""


class Layer(NamedTuple):
    """How cargo rides: a service, or freely in a class."""

    service: str
    """Service id; empty when riding freely."""
    mode: str
    gauge_mm: int | None
    service_class: str | None


class Run(NamedTuple):
    """One link traveled in one direction in one layer."""

    link_id: str
    forward: bool
    layer: Layer


class Part(NamedTuple):
    """A part of a figure, and the table cells it rests on."""

    value: float
    used: tuple[Key, ...]


class Price(NamedTuple):
    """What a run costs and which fees that already holds."""

    value: float
    used: tuple[Key, ...]
    includes: tuple[str, ...]
    terms: str | None
    """soc or coc: whose container it is for; None: the same for both."""


class Book:
    """Look-ups on one network for one load at one date (None: typical values of the year)."""

    def __init__(self, network: Network, load: Load, day: date | None) -> None:
        self.network = network
        self.load = load
        self.day = day
        self._rates: dict[tuple[str | None, ...], Rate | None] = {}
        self._by_figure: dict[tuple[str, str | None], list[Rate]] = {}
        self._prices: dict[Run, Price] = {}
        self._slow = _by_element(network, "slow")
        self._delays = _by_element(network, "delay")
        self._closing = _by_element(network, "closed")
        self._line_km: dict[str, float] = {}

    def rate(self, figure: str, link: Link, run: Run) -> Rate:
        """Return the most specific rate that has a figure (speed_km_day, cost_usd_km, emission_kg_tkm) for a run.

        Raises:
            DataError: no rate has it, or two equally specific ones do.
        """
        found = self._find(figure, link, run)
        if found is None:
            what = f"no rate gives {figure} for {link.mode} link {link.link_id!r}"
            raise DataError([Problem("E724", "rate.csv", what, f"add a row for mode {link.mode}")])
        return found

    def _find(self, figure: str, link: Link, run: Run) -> Rate | None:
        country = link.country or (self._tail_country(link, run) if self.network.is_crossing(link) else None)
        direction = "forward" if run.forward else "back"
        case = (link.mode, country, run.layer.service_class, link.tariff or None)
        key = (figure, *case, direction)
        if key not in self._rates:
            self._rates[key] = self._find_rate(figure, (*case, self.load.equipment.cargo_id, direction))
        return self._rates[key]

    def _tail_country(self, link: Link, run: Run) -> str | None:
        return self.network.nodes[link.ends(forward=run.forward)[0]].country

    def _find_rate(self, figure: str, case: tuple[str | None, ...]) -> Rate | None:
        best: list[Rate] = []
        most = -1
        for rate in self._rates_with(figure, case[0]):
            keys = (rate.mode, rate.country, rate.service_class, rate.tariff, rate.equipment, rate.direction)
            filled = 0
            for wanted, given in zip(keys, case, strict=True):
                if not wanted or wanted == "both":
                    continue
                if wanted != given:
                    break
                filled += 1
            else:
                if filled > most:
                    best, most = [rate], filled
                elif filled == most:
                    best.append(rate)
        if len(best) > 1:
            what = f"rates {best[0].rate_id!r} and {best[1].rate_id!r} both give {figure} for {case}"
            raise DataError([Problem("E723", "rate.csv", what, "fill one more key in one of them")])
        return best[0] if best else None

    def _rates_with(self, figure: str, mode: str | None) -> list[Rate]:
        """Return the rates that have a figure and may be for a mode."""
        if (figure, mode) not in self._by_figure:
            rates = [rate for rate in self.network.rates.values() if rate.mode in {None, mode}]
            self._by_figure[figure, mode] = [rate for rate in rates if getattr(rate, figure) is not None]
        return self._by_figure[figure, mode]

    def price(self, run: Run) -> Price:
        """Return the dollars of a run for the whole load, before border and transfer fees.

        The link's own figure comes first, then the service's (shared over its links by length), then the rate's.
        """
        if run not in self._prices:
            self._prices[run] = self._price(run)
        return self._prices[run]

    def _price(self, run: Run) -> Price:
        link = self.network.links[run.link_id]
        service = self.network.services[run.layer.service] if run.layer.service else None
        includes: tuple[str, ...]
        if link.cost_usd is not None:
            dollars, basis, includes = link.cost_usd, link.cost_per, ()
            used = [Key("link", link.link_id, "cost_usd")]
            terms = self._usual_terms(link, run)
        elif service is not None and service.cost_usd is not None:
            share = link.length_km / self.line_km(service)
            dollars, basis, includes = service.cost_usd * share, service.cost_per, service.includes
            terms = service.terms
            used = [Key("service", service.service_id, "cost_usd")]
        else:
            rate = self.rate("cost_usd_km", link, run)
            dollars, basis, includes = (rate.cost_usd_km or 0.0) * link.length_km, rate.cost_per, rate.includes
            terms = rate.terms
            used = [Key("rate", rate.rate_id, "cost_usd_km"), Key("link", link.link_id, "length_km")]
        value = self.dollars(dollars, basis, used[0]) * link.cost_factor
        if link.cost_factor != 1.0:
            used.append(Key("link", link.link_id, "cost_factor"))
        if link.cost_shift_usd:
            used.append(Key("link", link.link_id, "cost_shift_usd"))
            value += self.dollars(link.cost_shift_usd, link.cost_shift_per, used[-1])
            value = self.checked(value, used[-1], "cost {:.6g} USD")
        return Price(value, tuple(used), includes, terms)

    def _usual_terms(self, link: Link, run: Run) -> str | None:
        """Return the terms of the price that a link's own price takes the place of."""
        service = self.network.services[run.layer.service] if run.layer.service else None
        if service is not None and service.cost_usd is not None:
            return service.terms
        rate = self._find("cost_usd_km", link, run)
        return rate.terms if rate else None

    def dollars(self, amount: float, basis: str | None, key: Key) -> float:
        """Return an amount per basis as dollars for the whole load.

        Raises:
            DataError: the equipment has no factor for that basis.
        """
        factor = self.load.factor(basis or "")
        if factor is None:
            equipment = self.load.equipment.cargo_id
            what = f"{key.table} {key.row_id!r} is priced per {basis}, but {equipment} has no factor_{basis}"
            raise DataError([Problem("E726", "cargo.csv", what, f"fill factor_{basis} of {equipment}")])
        return amount * factor

    def checked(self, value: float, shift: Key, text: str) -> float:
        """Return what is left of a link's hours or dollars after a shift; 0 where only rounding took it below.

        Raises:
            DataError: less than nothing is left.
        """
        if value > -ROUNDING:
            return max(0.0, value)
        movers = " and ".join(change.override for change in self.network.changes.get(shift, ()))
        by = f" by {movers}" if movers else ""
        what = f"link {shift.row_id!r} would {text.format(value)} after the shift of {shift.field}{by}"
        raise DataError([Problem("E507", "link.csv", what, "take less away, or set the figure it shall have")])

    def line_km(self, service: Service) -> float:
        """Return the length of a service's whole line, km."""
        if service.service_id not in self._line_km:
            self._line_km[service.service_id] = sum(self.network.links[link].length_km for link in service.links)
        return self._line_km[service.service_id]

    def slowing(self, run: Run) -> Part:
        """Return the factor of the season on the hours of a run."""
        factor = 1.0
        used: list[Key] = []
        for season in self._of(self._slow, run.link_id, run.layer.service):
            share = self.share(season)
            factor *= 1.0 + ((season.factor or 1.0) - 1.0) * share
            if share:
                used.append(Key("season", season.season_id, "factor"))
        return Part(factor, tuple(used))

    def delay(self, *, link_id: str = "", service_id: str = "") -> Part:
        """Return the season's mean delay of a passage over a link or a departure of a service, hours."""
        hours = 0.0
        used: list[Key] = []
        for season in self._of(self._delays, link_id, service_id):
            share = self.share(season)
            hours += (season.delay_h or 0.0) * share
            if share:
                used.append(Key("season", season.season_id, "delay_h"))
        return Part(hours, tuple(used))

    def closing_seasons(self, run: Run) -> list[str]:
        """Return the seasons that close a run for part of the year."""
        return [season.season_id for season in self._of(self._closing, run.link_id, run.layer.service)]

    def is_in_season(self, season_id: str) -> bool:
        """Tell whether a season holds on the book's date; False without a date."""
        return self.day is not None and self.share(self.network.seasons[season_id]) > 0

    def share(self, season: Season) -> float:
        """Return the weight of a season: 1 or 0 on a date, its share of the year without one."""
        if self.day is None:
            first, last = _day_of_year(season.start), _day_of_year(season.end)
            return ((last - first) % DAYS_PER_YEAR + 1) / DAYS_PER_YEAR
        today = f"{self.day.month:02}-{self.day.day:02}"
        if season.start <= season.end:
            return float(season.start <= today <= season.end)
        return float(today >= season.start or today <= season.end)

    @staticmethod
    def _of(seasons: dict[str, list[Season]], link_id: str, service_id: str) -> list[Season]:
        if not seasons:
            return []
        return seasons.get(f"link:{link_id}", []) + seasons.get(f"service:{service_id}", [])


def _day_of_year(month_day: str) -> int:
    month, day = month_day.split("-")
    return DAYS_BEFORE[int(month) - 1] + int(day) - 1


def _by_element(network: Network, kind: str) -> dict[str, list[Season]]:
    found: dict[str, list[Season]] = {}
    for season in network.seasons.values():
        if season.kind != kind:
            continue
        for link_id in season.links:
            found.setdefault(f"link:{link_id}", []).append(season)
        for service_id in season.services:
            found.setdefault(f"service:{service_id}", []).append(season)
    return found
