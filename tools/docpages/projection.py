"""Lambert's conformal conic projection, and lines cut at the edge of a frame."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, log, pi, radians, sin, tan
from typing import NamedTuple


class Point(NamedTuple):
    """A point of the plane; on a sheet x runs right and y down."""

    x: float
    y: float


@dataclass(frozen=True)
class Lambert:
    """Lambert's conformal conic projection of a sphere of radius 1 (Snyder 1987, USGS Professional Paper 1395, p. 106)."""

    lon: float
    """Central meridian, degrees."""
    lat: float
    """Latitude of the origin, degrees."""
    south: float
    """First standard parallel, degrees."""
    north: float
    """Second standard parallel, degrees; not the first with the sign changed."""

    def __call__(self, lon: float, lat: float) -> Point:
        """Return the point of a longitude and latitude in degrees; x runs east and y north."""
        radius, angle = self._radius(lat), self._cone * radians(lon - self.lon)
        return Point(radius * sin(angle), self._radius(self.lat) - radius * cos(angle))

    @property
    def _cone(self) -> float:
        ratio = cos(radians(self.south)) / cos(radians(self.north))
        return log(ratio) / log(_stretch(self.north) / _stretch(self.south))

    def _radius(self, lat: float) -> float:
        return cos(radians(self.south)) / self._cone * (_stretch(self.south) / _stretch(lat)) ** self._cone


def _stretch(lat: float) -> float:
    return tan(pi / 4 + radians(lat) / 2)


@dataclass(frozen=True)
class Frame:
    """A rectangle of a sheet, edges included."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies inside or on the edge."""
        return self.left <= point.x <= self.right and self.top <= point.y <= self.bottom

    def encloses(self, other: Frame) -> bool:
        """Tell whether another rectangle lies inside."""
        return self.holds(Point(other.left, other.top)) and self.holds(Point(other.right, other.bottom))

    def overlaps(self, other: Frame) -> bool:
        """Tell whether two rectangles touch."""
        across = self.left <= other.right and other.left <= self.right
        return across and self.top <= other.bottom and other.top <= self.bottom

    def cut(self, start: Point, end: Point) -> tuple[Point, Point] | None:
        """Return the part of a straight line inside the frame, or None (Liang and Barsky 1984)."""
        run, rise = end.x - start.x, end.y - start.y
        low, high = 0.0, 1.0
        for step, room in (
            (-run, start.x - self.left),
            (run, self.right - start.x),
            (-rise, start.y - self.top),
            (rise, self.bottom - start.y),
        ):
            if step == 0:
                if room < 0:
                    return None
            elif step < 0:
                low = max(low, room / step)
            else:
                high = min(high, room / step)
        if low > high:
            return None
        near = Point(start.x + low * run, start.y + low * rise) if low > 0 else start
        far = Point(start.x + high * run, start.y + high * rise) if high < 1 else end
        return near, far
