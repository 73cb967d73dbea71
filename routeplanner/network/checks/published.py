"""Published figures: ranges that can be compared with a trip that can be planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.network.checks.pointer import Pointer
from routeplanner.network.checks.rates import UNITS
from routeplanner.network.provenance import Key
from routeplanner.network.published import by_case
from routeplanner.terms import CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from routeplanner.errors import Problem
    from routeplanner.network.model import Cargo, Published
    from routeplanner.network.network import Network
    from routeplanner.network.table import TableText

RANGES = (("days_low", "days_high"), ("cost_low_usd", "cost_high_usd"))
"""Columns of the ranges of a published figure: lower and upper end."""


def check_ranges(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E732: a published range with its lower end above the upper, or with one end only."""
    pointer = Pointer(network, texts)
    problems = []
    for row_id, row in network.published.items():
        for low, high in RANGES:
            lower, upper = getattr(row, low), getattr(row, high)
            if lower is not None and upper is not None and lower > upper:
                what = f"{low} {lower:g} is above {high} {upper:g}"
                problems.append(pointer.at("E732", Key("published", row_id, low), what, "swapped columns?"))
            elif (lower is None) != (upper is None):
                given, missing = (low, high) if upper is None else (high, low)
                what = f"{given} {getattr(row, given):g} without {missing}"
                hint = f"a single figure stands in both {low} and {high}"
                problems.append(pointer.at("E732", Key("published", row_id, missing), what, hint))
    return problems


def check_uses(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E733: figures for one and the same trip, some to fit and some to check."""
    pointer = Pointer(network, texts)
    problems = []
    for rows in by_case(network.published.values()).values():
        first, *others = rows
        for row in others:
            if row.use != first.use:
                what = f"{row.published_id!r} is for {row.use}, {first.published_id!r} of the same trip for {first.use}"
                key = Key("published", row.published_id, "use")
                problems.append(pointer.at("E733", key, what, "they are merged into one range: give all the same use"))
    return problems


def check_trips(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E734: a published figure for a trip that cannot be asked for, or at a price that its equipment does not pay."""
    pointer = Pointer(network, texts)
    return [
        pointer.at("E734", Key("published", row.published_id, column), what, hint)
        for row in network.published.values()
        for column, what, hint in _faults(network, row)
    ]


def _faults(network: Network, row: Published) -> Iterator[tuple[str, str, str]]:
    """Yield column, what is wrong and what to do."""
    if row.origin == row.destination:
        yield "destination", f"{row.published_id!r} starts and ends at {row.origin!r}", "name two places"
    for column in ("origin", "destination"):
        node = network.nodes.get(getattr(row, column))
        if node is not None and node.node_type == "passage":
            yield column, f"{column} {node.node_id!r} is a sea passage", "name a port"
    cargo = network.cargo.get(row.equipment)
    if cargo is not None and cargo.kind == "equipment":
        yield from _faults_of_load(row, cargo)


def _faults_of_load(row: Published, cargo: Cargo) -> Iterator[tuple[str, str, str]]:
    name = cargo.cargo_id
    for mode in row.modes:
        if mode not in cargo.modes:
            yield "modes", f"{name} does not go by {mode}", f"{name} goes by {', '.join(cargo.modes)}"
    ridden = [mode for mode in row.modes or cargo.modes if mode in cargo.modes]
    known = [service_class for mode in ridden for service_class in CLASSES.get(mode, ())]
    if row.service_class is not None and row.service_class not in known:
        hint = f"one of {', '.join(known)}, or blank" if known else "leave service_class blank"
        yield "service_class", f"no mode of {row.published_id!r} has class {row.service_class!r}", hint
    if row.terms is not None and not cargo.teu:
        yield "terms", f"container terms {row.terms!r}, but {name} is no container", "leave terms blank"
    if row.cost_per in UNITS and getattr(cargo, f"factor_{row.cost_per}") is None:
        yield "cost_per", f"price per {row.cost_per}, but {name} has no factor_{row.cost_per}", "convert the price"
