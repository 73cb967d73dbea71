"""Distances and boxes on the globe; degrees in, kilometers out."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from routeplanner.terms import EARTH_RADIUS_KM


class Box(NamedTuple):
    """A rectangle of longitudes and latitudes, degrees; never across the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def contains(self, x: float, y: float, tolerance: float = 0.0) -> bool:
        """Tell whether a longitude and latitude lie inside, or no farther outside than a tolerance in degrees."""
        return (
            self.west - tolerance <= x <= self.east + tolerance
            and self.south - tolerance <= y <= self.north + tolerance
        )


def great_circle_km(from_x: float, from_y: float, to_x: float, to_y: float) -> float:
    """Return the shortest distance of two points on a sphere of the Earth's mean radius, km.

    Longitudes (x) and latitudes (y) in degrees. Haversine formula (Sinnott 1984), exact to rounding at short
    distances; the sphere differs from the ellipsoid by at most 0.6 %.
    """
    from_lat, to_lat = radians(from_y), radians(to_y)
    half_lat, half_lon = (to_lat - from_lat) / 2.0, radians(to_x - from_x) / 2.0
    haversine = sin(half_lat) ** 2 + cos(from_lat) * cos(to_lat) * sin(half_lon) ** 2
    return 2.0 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, haversine)))
