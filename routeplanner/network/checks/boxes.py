"""Container terms: prices that say whose container they are for, and the hire of one."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from routeplanner.network.boxes import most_specific
from routeplanner.network.checks.pointer import Pointer
from routeplanner.network.countries import expand_groups
from routeplanner.network.provenance import Key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from routeplanner.errors import Problem
    from routeplanner.network.network import Network
    from routeplanner.network.table import TableText

PRICED = (("service", "cost_usd"), ("rate", "cost_usd_km"))
"""Tables whose prices have terms, and the price."""


def check_terms(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E728: container terms of a price that is not there."""
    pointer = Pointer(network, texts)
    return [
        pointer.at(
            "E728", Key(table, row_id, "terms"), f"terms {row.terms!r} without {price}", f"fill {price} or clear terms"
        )
        for table, price in PRICED
        for row_id, row in network.table(table).items()
        if row.terms is not None and getattr(row, price) is None
    ]


def check_hires(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E728: a hire of what is no container, or free days and their price apart from each other."""
    pointer = Pointer(network, texts)
    problems = []
    for box_id, row in network.boxes.items():
        cargo = network.cargo.get(row.equipment)
        if cargo is not None and cargo.kind == "equipment" and not cargo.teu:
            what = f"{row.equipment} is no container: cargo.csv gives it no teu"
            problems.append(pointer.at("E728", Key("box", box_id, "equipment"), what, "name a container, or none"))
        if row.per_day_usd is not None and row.free_days is None:
            what = f"per_day_usd {row.per_day_usd:g} without free_days"
            hint = "fill free_days; 0 where every day is paid"
            problems.append(pointer.at("E728", Key("box", box_id, "free_days"), what, hint))
        if row.free_days is not None and row.per_day_usd is None:
            what = f"free_days {row.free_days:g} without per_day_usd"
            problems.append(pointer.at("E728", Key("box", box_id, "per_day_usd"), what, "fill it, or clear free_days"))
    return problems


def check_hire_ties(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E723: two countries between which two equally specific rows give the hire and none more specific."""
    rows = list(network.boxes.values())
    if len(rows) < 2:  # noqa: PLR2004 - a tie takes two
        return []
    pointer = Pointer(network, texts)
    countries = sorted({node.country for node in network.nodes.values() if node.country})
    containers = [cargo_id for cargo_id, cargo in network.cargo.items() if cargo.teu]
    ties: dict[tuple[str, str], str] = {}
    origins = _first_of_each_kind(countries, [row.from_region for row in rows])
    destinations = _first_of_each_kind(countries, [row.to_region for row in rows])
    for origin, destination, equipment in product(origins, destinations, containers):
        for one, other in combinations(most_specific(rows, origin, destination, equipment), 2):
            ties.setdefault((one.box_id, other.box_id), f"{equipment} from {origin} to {destination}")
    hint = "they are equally specific: fill one more key in one of them"
    return [
        pointer.at("E723", Key("box", other, "box_id"), f"{one!r} and {other!r} both give the hire of {example}", hint)
        for (one, other), example in ties.items()
    ]


def _first_of_each_kind(countries: Sequence[str], regions: Iterable[tuple[str, ...]]) -> list[str]:
    """Return the first of the countries that no region tells apart."""
    distinct = [expand_groups(region) for region in dict.fromkeys(regions)]
    kinds: dict[tuple[bool, ...], str] = {}
    for country in countries:
        kinds.setdefault(tuple(country in members for members in distinct), country)
    return list(kinds.values())
