"""Countries: names, groups and where they lie.

The table `countries.csv` is kept by hand but for its boxes, which `tools/country_boxes.py` derives from Natural Earth
(public domain).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from routeplanner.network.geo import Box

TOLERANCE_DEGREES = 0.3
"""How far outside the outline a place may lie: piers, roadsteads and islands too small for the outline."""


class Country(NamedTuple):
    """A row of the table."""

    iso2: str
    name: str
    groups: tuple[str, ...]
    outline: str
    """The boxes as the table has them."""

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Boxes the country lies in."""
        return _boxes(self.outline)

    def contains(self, x: float, y: float) -> bool:
        """Tell whether a longitude and latitude can lie in the country, as far as its boxes tell."""
        return any(box.contains(x, y, TOLERANCE_DEGREES) for box in self.boxes)


@cache
def countries() -> Mapping[str, Country]:
    """Return every country by ISO 3166-1 alpha-2 code (XK for Kosovo), in order of the codes."""
    _, *lines = Path(__file__).with_name("countries.csv").read_text(encoding="utf-8").splitlines()
    table = {}
    for line in lines:
        iso2, _, name, groups, outline = line.split(",")
        table[iso2] = Country(iso2, name, tuple(groups.split("|")) if groups else (), outline)
    return table


@cache
def _boxes(outline: str) -> tuple[Box, ...]:
    from routeplanner.network.geo import Box  # noqa: PLC0415 - a search asks for groups only

    return tuple(Box(*map(float, box.split(" "))) for box in outline.split("|"))


@cache
def groups() -> Mapping[str, frozenset[str]]:
    """Return the members of every group (EU, EAEU) by its name."""
    members: dict[str, set[str]] = {}
    for country in countries().values():
        for group in country.groups:
            members.setdefault(group, set()).add(country.iso2)
    return {name: frozenset(members[name]) for name in sorted(members)}


def expand_groups(codes: Iterable[str]) -> frozenset[str]:
    """Return country codes with every group (EU, EAEU) replaced by its members."""
    known = groups()
    return frozenset(member for code in codes for member in known.get(code, (code,)))


def country_name(iso2: str) -> str:
    """Return the English name of a country, or the code itself when the table lacks it."""
    country = countries().get(iso2)
    return country.name if country else iso2
