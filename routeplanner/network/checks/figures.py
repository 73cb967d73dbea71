"""Single figures: units, spreads and what a row of its kind needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.network.checks.pointer import Pointer
from routeplanner.network.provenance import Key
from routeplanner.terms import HOURS_PER_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from routeplanner.errors import Problem
    from routeplanner.network.model import Cargo
    from routeplanner.network.network import Network
    from routeplanner.network.table import TableText

LIMITS_KMH: dict[str, tuple[float, float]] = {
    "rail": (100.0, 200.0),
    "road": (55.0, 110.0),
    "sea": (30.0, 60.0),
    "ferry": (30.0, 60.0),
    "waterway": (30.0, 60.0),
    "air": (900.0, 1000.0),
}
"""Freight speeds over a whole link, km/h: suspicious above the first, an error above the second."""


def check_speeds(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E715, W802: hours of a link or service, or a rate, that mean a speed no vehicle has."""
    pointer = Pointer(network, texts)
    problems = []
    for key, mode, speed, basis in _speeds(network):
        suspicious, limit = LIMITS_KMH[mode]
        if speed > limit:
            what = f"{basis} is {speed:,.0f} km/h by {mode}, the limit is {limit:,.0f} km/h"
            problems.append(pointer.at("E715", key, what, "check the unit: hours, kilometers, km a day"))
        elif speed > suspicious and key.table != "rate":
            what = f"{basis} is {speed:,.0f} km/h by {mode}, more than {suspicious:,.0f} km/h is rare"
            problems.append(pointer.at("W802", key, what))
    return problems


def _speeds(network: Network) -> Iterator[tuple[Key, str, float, str]]:
    """Yield cell, mode, km/h and how they came about for every stated speed."""
    links = network.links
    for link_id, link in links.items():
        if link.time_h is not None:
            speed = link.length_km / link.time_h if link.time_h else float("inf")
            yield Key("link", link_id, "time_h"), link.mode, speed, f"{link.length_km:g} km in {link.time_h:g} h"
    for service_id, service in network.services.items():
        run = [links[link_id] for link_id in service.links if link_id in links]
        if service.time_h is not None and run:
            length = sum(link.length_km for link in run)
            basis = f"{length:g} km in {service.time_h:g} h"
            yield Key("service", service_id, "time_h"), run[0].mode, length / service.time_h, basis
    for rate_id, rate in network.rates.items():
        if rate.mode and rate.speed_km_day is not None:
            basis = f"{rate.speed_km_day:g} km a day"
            yield Key("rate", rate_id, "speed_km_day"), rate.mode, rate.speed_km_day / HOURS_PER_DAY, basis


SIDES = (
    ("link", "mode", "gauge_mm"),
    ("transfer", "from_mode", "from_gauge"),
    ("transfer", "to_mode", "to_gauge"),
)
"""Modes and the gauge that goes with them: table, mode, gauge."""


def check_gauges(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E717: a gauge off the rails, or rails without one."""
    pointer = Pointer(network, texts)
    problems = []
    for table, mode_column, gauge_column in SIDES:
        for row_id, row in network.table(table).items():
            mode, gauge = getattr(row, mode_column), getattr(row, gauge_column)
            if (mode == "rail") == (gauge is not None):
                continue
            what, hint = f"{gauge_column} {gauge} on {mode}", "only rail has a gauge"
            if mode == "rail":
                what, hint = f"{gauge_column} of {row_id!r} is blank, but it is rail", "1435, 1520 or 1676"
            problems.append(pointer.at("E717", Key(table, row_id, gauge_column), what, hint))
    return problems


PRICES = (
    ("link", "cost_usd", "cost_per"),
    ("link", "cost_shift_usd", "cost_shift_per"),
    ("service", "cost_usd", "cost_per"),
    ("rate", "cost_usd_km", "cost_per"),
    ("published", "cost_low_usd", "cost_per"),
)
"""Prices that may be blank, with what they are per: table, price, basis."""


def check_bases(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E718: a price without what it is per, or the reverse."""
    pointer = Pointer(network, texts)
    problems = []
    for table, price, basis in PRICES:
        for row_id, row in network.table(table).items():
            amount, per = getattr(row, price), getattr(row, basis)
            is_blank = amount is None or (price == "cost_shift_usd" and not amount)
            if not is_blank and per is None:
                what = f"{price} {amount:g} without {basis}"
                problems.append(pointer.at("E718", Key(table, row_id, basis), what, "feu, teu, truck, tonne or kg"))
            elif is_blank and per is not None:
                what = f"{basis} {per!r} without {price}"
                problems.append(pointer.at("E718", Key(table, row_id, basis), what, f"fill {price} or clear {basis}"))
    return problems


SPREADS = (
    ("link", "time_h", "time_p90_h"),
    ("border", "dwell_h", "dwell_p90_h"),
    ("transfer", "time_h", "time_p90_h"),
    ("service", "wait_h", "wait_p90_h"),
)
"""Mean hours and their 90th percentile: table, mean, percentile."""


def check_p90(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E719: a 90th percentile below its mean, or without one."""
    pointer = Pointer(network, texts)
    problems = []
    for table, mean_column, p90_column in SPREADS:
        for row_id, row in network.table(table).items():
            mean, p90 = getattr(row, mean_column), getattr(row, p90_column)
            if p90 is None:
                continue
            key = Key(table, row_id, p90_column)
            if mean is None:
                problems.append(
                    pointer.at("E719", key, f"{p90_column} {p90:g} without {mean_column}", f"fill {mean_column}")
                )
            elif p90 < mean:
                what = f"{p90_column} {p90:g} is below {mean_column} {mean:g}"
                problems.append(pointer.at("E719", key, what, "swapped columns?"))
    return problems


def check_shapes(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E728: a row that lacks what its kind needs and so would do nothing, or cannot be used."""
    pointer = Pointer(network, texts)
    return [
        pointer.at("E728", key, what, hint)
        for rows in (
            _seasons(network),
            _restrictions(network),
            _equipment(network),
            _factors(network),
            _published(network),
        )
        for key, what, hint in rows
    ]


def _seasons(network: Network) -> Iterator[tuple[Key, str, str]]:
    for season_id, season in network.seasons.items():
        if season.kind == "slow" and season.factor is None:
            yield Key("season", season_id, "factor"), f"season {season_id!r} slows by no factor", "fill factor"
        if season.kind == "delay" and season.delay_h is None:
            yield Key("season", season_id, "delay_h"), f"season {season_id!r} delays by no hours", "fill delay_h"
        if not season.links and not season.services:
            what = f"season {season_id!r} touches nothing"
            yield Key("season", season_id, "links"), what, "name links or services"


def _restrictions(network: Network) -> Iterator[tuple[Key, str, str]]:
    for rule_id, rule in network.restrictions.items():
        somewhere = rule.countries or rule.links or rule.nodes
        if rule.applies_to in {"transit", "crossing"} and not somewhere:
            what = f"restriction {rule_id!r} names no place"
            yield Key("restriction", rule_id, "countries"), what, "name countries, links or nodes"
        if rule.from_date and rule.until_date and rule.until_date <= rule.from_date:
            what = f"restriction {rule_id!r} ends on {rule.until_date} before it begins on {rule.from_date}"
            yield Key("restriction", rule_id, "until_date"), what, "swapped dates?"


def _equipment(network: Network) -> Iterator[tuple[Key, str, str]]:
    for cargo_id, cargo in network.cargo.items():
        if cargo.kind != "equipment":
            continue
        for column in ("payload_t", "default_t", "modes"):
            if not getattr(cargo, column):
                yield Key("cargo", cargo_id, column), f"equipment {cargo_id!r} has no {column}", f"fill {column}"
        for column, high, limit in _above(cargo):
            what = f"{column} {high:g} of {cargo_id!r} is above {limit} {getattr(cargo, limit):g}"
            yield Key("cargo", cargo_id, column), what, "swapped columns?"


def _above(cargo: Cargo) -> Iterator[tuple[str, float, str]]:
    """Yield weights above a limit of their unit: column, tonnes, column of the limit."""
    by_mode = ("payload_rail_t", "payload_road_t")
    for column, limits in (("default_t", ("payload_t", *by_mode)), *((mode, ("payload_t",)) for mode in by_mode)):
        weight = getattr(cargo, column)
        known = [(most, limit) for limit in limits if (most := getattr(cargo, limit))]
        if weight and known and weight > min(known)[0]:
            yield column, weight, min(known)[1]


def _factors(network: Network) -> Iterator[tuple[Key, str, str]]:
    for rate_id, rate in network.rates.items():
        if rate.emission_category and rate.emission_kg_tkm is None:
            what = f"emission_category of {rate_id!r} without emission_kg_tkm"
            yield Key("rate", rate_id, "emission_category"), what, "fill emission_kg_tkm or clear emission_category"


def _published(network: Network) -> Iterator[tuple[Key, str, str]]:
    for row_id, row in network.published.items():
        figures = (row.days_low, row.days_high, row.cost_low_usd, row.cost_high_usd)
        if all(figure is None for figure in figures):
            yield Key("published", row_id, "days_low"), f"{row_id!r} has neither days nor dollars", "fill either range"
        if row.use == "context" and not row.reason:
            what = f"{row_id!r} is context without a reason"
            yield Key("published", row_id, "reason"), what, "say why it is not compared"
