"""Geography: coordinates, countries and lengths agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.network.checks.pointer import Joined, Pointer, joined_links, once
from routeplanner.network.countries import countries
from routeplanner.network.geo import great_circle_km
from routeplanner.network.provenance import Key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from routeplanner.errors import Problem
    from routeplanner.network.countries import Country
    from routeplanner.network.model import Node
    from routeplanner.network.network import Network
    from routeplanner.network.table import TableText

SHORTER_BY = 0.005
"""Share a link may be shorter than the great circle: the Earth is no sphere."""
LONGER_TIMES, FAR_LONGER_TIMES = 3.0, 10.0
"""How many times the great circle a link may measure before it is doubted, and before it is refused."""
SHORT_KM = 100.0
"""Shorter links may wind more."""
DECIMALS = 2


@once
def _straight_km(network: Network) -> tuple[tuple[Joined, float], ...]:
    """Return every link whose ends exist with the great circle between them, km."""
    return tuple(
        (row, great_circle_km(row.start.x_coord, row.start.y_coord, row.end.x_coord, row.end.y_coord))
        for row in joined_links(network)
    )


def check_straight_lines(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E714: a link shorter than the great circle between its ends."""
    pointer = Pointer(network, texts)
    problems = []
    for (link, start, end), straight in _straight_km(network):
        if link.length_km < straight * (1.0 - SHORTER_BY):
            what = f"{link.length_km:g} km, but {start.node_id!r} and {end.node_id!r} lie {straight:,.1f} km apart"
            hint = "swapped coordinates at one end, or a length in miles?"
            problems.append(pointer.at("E714", Key("link", link.link_id, "length_km"), what, hint))
    return problems


def check_detours(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E731, W813: a link many times as long as the great circle between its ends."""
    pointer = Pointer(network, texts)
    problems = []
    for (link, start, end), straight in _straight_km(network):
        times = link.length_km / max(straight, 1.0)
        if start is not end and link.length_km > SHORT_KM and times > LONGER_TIMES:
            code = "E731" if times > FAR_LONGER_TIMES else "W813"
            what = f"{link.length_km:g} km, {times:.1f} times the {straight:,.1f} km between its ends"
            problems.append(pointer.at(code, Key("link", link.link_id, "length_km"), what, "a digit too many?"))
    return problems


def check_node_countries(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E716: coordinates outside the node's country, or a place on land without a country."""
    pointer = Pointer(network, texts)
    problems = []
    for node_id, node in network.nodes.items():
        if node.country is None:
            if node.node_type != "passage":
                what = f"{node.node_type} {node_id!r} has no country"
                problems.append(pointer.at("E716", Key("node", node_id, "country"), what, "only a passage has none"))
            continue
        country = countries().get(node.country)
        if country and not country.contains(node.x_coord, node.y_coord):
            what = f"{node_id!r} at x {node.x_coord:g}, y {node.y_coord:g} is not in {country.name}"
            problems.append(pointer.at("E716", Key("node", node_id, "x_coord"), what, _where(node, country)))
    return problems


def _where(node: Node, country: Country) -> str:
    if country.contains(node.y_coord, node.x_coord):
        return "swap the two: x_coord is the longitude, y_coord the latitude"
    boxes = [f"x {box.west:g} to {box.east:g}, y {box.south:g} to {box.north:g}" for box in country.boxes]
    return f"{country.name}: {' or '.join(boxes)}"


def check_decimals(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """W806: coordinates so round that they may be kilometers off."""
    pointer = Pointer(network, texts)
    problems = []
    for node_id, node in network.nodes.items():
        for column, value in (("x_coord", node.x_coord), ("y_coord", node.y_coord)):
            written = repr(value)
            if _decimals(written) >= DECIMALS:  # as written it cannot have fewer
                continue
            key = Key("node", node_id, column)
            written = pointer.cell(key) or written
            if "e" not in written.lower() and _decimals(written) < DECIMALS:
                what = f"{column} {written} of {node_id!r} has fewer than {DECIMALS} decimals"
                problems.append(pointer.at("W806", key, what, "0.1 degrees are up to 11 km"))
    return problems


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])
