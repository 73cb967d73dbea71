"""Sea lanes of the map: the bends ships take round land, drawn by hand, for the look of the lines alone.

No length follows from them. A link whose ends both stand in a lane is drawn along the lanes, any other one straight.
"""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import pairwise
from math import dist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docpages.projection import Point

BENDS: Mapping[str, tuple[float, float]] = {
    "bohai": (119.2, 38.6),
    "shandong": (123.3, 37.4),
    "yellow": (123.0, 34.4),
    "yangtze": (123.3, 30.4),
    "taiwan": (120.2, 25.2),
    "hong-kong": (115.3, 21.7),
    "spratly": (110.6, 11.0),
    "natuna": (105.6, 3.4),
    "jeju": (126.2, 32.9),
    "tsushima": (129.5, 34.9),
    "andaman": (97.6, 5.9),
    "aceh": (94.5, 6.3),
    "dondra": (80.6, 5.5),
    "comorin": (77.0, 7.2),
    "malabar": (73.6, 12.0),
    "minicoy": (72.9, 7.7),
    "kathiawar": (68.9, 20.4),
    "kutch": (68.3, 22.4),
    "oman": (59.4, 24.8),
    "ras-al-hadd": (60.3, 22.3),
    "salalah": (54.6, 15.6),
    "socotra": (53.0, 13.1),
    "aden": (45.6, 12.2),
    "somali-basin": (53.5, 2.0),
    "mozambique": (42.0, -14.0),
    "mauritius": (57.0, -18.0),
    "red-sea": (38.4, 20.2),
    "gulf-of-suez": (33.9, 27.5),
    "port-said": (32.4, 31.8),
    "levant": (35.0, 34.9),
    "pamphylia": (31.2, 35.8),
    "kasos": (26.9, 35.5),
    "crete": (23.2, 34.3),
    "matapan": (22.8, 36.1),
    "kythnos": (24.3, 37.5),
    "chios": (25.7, 38.6),
    "ionian": (19.2, 37.2),
    "otranto": (18.9, 40.3),
    "adriatic": (15.2, 43.5),
    "malta": (14.8, 35.8),
    "sicily": (11.2, 37.5),
    "messina": (15.6, 38.2),
    "tyrrhenian": (11.3, 41.6),
    "algiers": (3.0, 37.2),
    "palos": (-0.4, 37.2),
    "balearic": (3.5, 40.9),
    "st-vincent": (-9.7, 36.6),
    "finisterre": (-10.0, 43.4),
    "ushant": (-5.8, 48.9),
    "canaries": (-14.8, 28.6),
    "dakar": (-18.4, 14.7),
    "palmas": (-9.5, 3.0),
    "flushing": (3.1, 51.6),
    "texel": (4.2, 53.2),
    "german-bight": (7.6, 54.1),
    "jutland": (7.6, 56.9),
    "kattegat": (11.7, 56.8),
    "oresund": (12.8, 55.4),
    "bornholm": (15.2, 55.2),
    "gotland": (19.6, 57.2),
    "irbe": (21.7, 57.8),
    "hanko": (22.6, 59.3),
    "gogland": (26.6, 59.9),
    "marmara": (27.6, 40.6),
}
"""Longitude and latitude of the bends, degrees."""
LANES: tuple[str, ...] = (
    "tianjin bohai shandong yellow yangtze taiwan hong-kong spratly natuna singapore malacca andaman aceh dondra",
    "qingdao yellow",
    "lianyungang yellow jeju tsushima vladivostok",
    "tsushima vostochny",
    "shanghai yangtze jeju",
    "ningbo yangtze",
    "shenzhen hong-kong",
    "dondra mauritius cape-good-hope",
    "dondra minicoy socotra aden bab-el-mandeb red-sea gulf-of-suez suez port-said",
    "dondra comorin malabar nhava-sheva",
    "malabar kathiawar kutch mundra",
    "malabar oman hormuz bandar-abbas",
    "hormuz jebel-ali",
    "chabahar oman",
    "karachi oman ras-al-hadd salalah aden",
    "nhava-sheva salalah",
    "kutch oman kathiawar nhava-sheva",
    "kathiawar salalah",
    "nhava-sheva somali-basin ras-al-hadd",
    "somali-basin mozambique cape-good-hope",
    "port-said levant mersin pamphylia kasos",
    "port-said kasos chios dardanelles marmara bosphorus",
    "marmara ambarli bosphorus",
    "kasos kythnos piraeus",
    "kythnos chios izmir",
    "port-said crete malta sicily algiers palos gibraltar",
    "crete ionian otranto adriatic trieste",
    "adriatic koper",
    "kythnos matapan malta",
    "matapan ionian malta",
    "ionian messina tyrrhenian genoa balearic palos",
    "gibraltar st-vincent finisterre ushant english-channel",
    "gibraltar canaries finisterre",
    "canaries dakar palmas cape-good-hope",
    "english-channel flushing antwerp",
    "english-channel rotterdam texel jutland danish-straits",
    "english-channel felixstowe",
    "english-channel texel german-bight hamburg",
    "german-bight bremerhaven",
    "german-bight jutland",
    "danish-straits kattegat oresund bornholm gotland irbe riga",
    "bornholm gdansk",
    "bornholm klaipeda",
    "kaliningrad gotland hanko gogland st-petersburg",
    "hanko tallinn",
)
"""Lanes from bend to bend; places stand in them by their id."""


class Lanes:
    """The lanes on a map: between two places the shortest way along them."""

    def __init__(self, points: Mapping[str, Point]) -> None:
        """Join the lanes through points: those of the bends and of the places in them, by id."""
        self._near: dict[str, dict[str, float]] = {}
        for lane in LANES:
            stops = lane.split()
            for one, other in pairwise(stops):
                length = dist(points[one], points[other])
                self._near.setdefault(one, {})[other] = length
                self._near.setdefault(other, {})[one] = length

    def way(self, start: str, end: str) -> list[str]:
        """Return the ids passed from one place to another, both included; straight where one is in no lane (Dijkstra)."""
        if start not in self._near or end not in self._near:
            return [start, end]
        heap = [(0.0, [start])]
        done: set[str] = set()
        while heap:
            length, way = heappop(heap)
            if way[-1] == end:
                return way
            if way[-1] in done:
                continue
            done.add(way[-1])
            for stop, step in self._near[way[-1]].items():
                heappush(heap, (length + step, [*way, stop]))
        return [start, end]
