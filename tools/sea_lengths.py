"""Compare the sea lengths of networks/eurasia with paths along a graph of shipping lanes.

The paths come from the Python package searoute, version 1.6.0 (Apache-2.0), the source `searoute` of the network::

    python -m pip install -e '.[tools]'
    python tools/sea_lengths.py

A link runs from place to place, and straits and canals are places too, so a path passes those its link ends at. The
package moves both ends to the nearest point of its graph; `off km` says how far, a path may be short by as much. Links on
the sea or by ferry that name the source are compared. Exit code 1: a length differs by more than 10 % and the link's note
does not say what it rests on instead (a great circle); 2: the package is missing.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from routeplanner.network.files import read_network
from routeplanner.network.geo import great_circle_km

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from routeplanner.network.network import Network

SOURCE = "searoute"
MODES = ("sea", "ferry")
TOLERANCE = 0.1
REASON = "great circle"
"""What a note says where a length rests on something else than the path."""
HEADS = ("link", "table km", "computed km", "difference", "great circle km", "off km")

Spot = tuple[float, float]
"""Longitude and latitude, degrees."""


@dataclass(frozen=True)
class Comparison:
    """A link's length beside that of its computed path."""

    link_id: str
    table_km: float
    computed_km: float
    great_circle_km: float
    off_km: float
    """How far the path's ends lie from the places, both together."""
    note: str

    @property
    def difference(self) -> float:
        """Return the length in the table over the computed one, less one."""
        return self.table_km / self.computed_km - 1 if self.computed_km else inf

    @property
    def is_beyond(self) -> bool:
        """Tell whether the two differ by more than the tolerance."""
        return abs(self.difference) > TOLERANCE

    @property
    def is_wrong(self) -> bool:
        """Tell whether they do and the note gives no reason."""
        return self.is_beyond and REASON not in self.note


def compare(network: Network, path: Callable[[Spot, Spot], Sequence[Spot]]) -> list[Comparison]:
    """Return the comparison of every link that names the source; `path` computes the way between two places."""
    found = []
    for link in network.links.values():
        if link.mode not in MODES or SOURCE not in link.source_id:
            continue
        nodes = network.nodes[link.from_node_id], network.nodes[link.to_node_id]
        start, end = ((node.x_coord, node.y_coord) for node in nodes)
        way = path(start, end)
        found.append(
            Comparison(
                link_id=link.link_id,
                table_km=link.length_km,
                computed_km=_length_km(way),
                great_circle_km=great_circle_km(*start, *end),
                off_km=great_circle_km(*start, *way[0]) + great_circle_km(*way[-1], *end),
                note=link.note,
            )
        )
    return found


def _length_km(way: Sequence[Spot]) -> float:
    return sum(great_circle_km(*one, *other) for one, other in pairwise(way))


def lines(comparisons: Iterable[Comparison]) -> list[str]:
    """Return the table: a line per link, in columns."""
    rows = [HEADS]
    rows += [
        (
            each.link_id,
            f"{each.table_km:,.0f}",
            f"{each.computed_km:,.0f}",
            f"{each.difference:+.1%}",
            f"{each.great_circle_km:,.0f}",
            f"{each.off_km:,.0f}",
        )
        for each in comparisons
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows]


def shipping_path(start: Spot, end: Spot) -> list[Spot]:
    """Return the path searoute computes between two places."""
    from searoute import searoute  # noqa: PLC0415 - an optional extra, needed to compute alone

    return [(x, y) for x, y in searoute(start, end).geometry.coordinates]


def main(path: Callable[[Spot, Spot], Sequence[Spot]] = shipping_path) -> int:
    """Print the comparison; return the exit code."""
    try:
        found = compare(read_network("eurasia"), path)
    except ImportError as error:
        print(f"{error}: python -m pip install -e '.[tools]'", file=sys.stderr)
        return 2
    print("\n".join(lines(found)))
    beyond = [each for each in found if each.is_beyond]
    wrong = [each.link_id for each in beyond if each.is_wrong]
    print(
        f"\nlinks: {len(found)}; beyond {TOLERANCE:.0%}: {len(beyond)}; without a reason: {', '.join(wrong) or 'none'}"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
