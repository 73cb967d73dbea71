"""The projection of the map and the cutting of its lines."""

from math import cos, hypot, radians

import pytest
from docpages.projection import Frame, Lambert, Point
from hypothesis import given
from hypothesis import strategies as st

EURASIA = Lambert(lon=62, lat=30, south=30, north=60)
FRAME = Frame(0, 0, 100, 50)
SPOTS = st.tuples(st.integers(-10, 150), st.integers(0, 70))
POINTS = st.builds(Point, st.integers(-150, 250), st.integers(-150, 200))


def scales(projection, lon, lat, step=1e-5):
    """Return how much longer a short way east and one north are on the map than on the sphere."""
    at, east, north = projection(lon, lat), projection(lon + step, lat), projection(lon, lat + step)
    way = radians(step)
    return hypot(east.x - at.x, east.y - at.y) / (way * cos(radians(lat))), hypot(north.x - at.x, north.y - at.y) / way


def test_a_published_example_comes_out():
    # Snyder 1987, USGS Professional Paper 1395, p. 295: unit sphere, 35° N 75° W
    assert Lambert(lon=-96, lat=23, south=33, north=45)(-75, 35) == pytest.approx((0.2966785, 0.2462112), abs=1e-7)


@given(SPOTS)
def test_shapes_are_kept(spot):
    east, north = scales(EURASIA, *spot)
    assert east == pytest.approx(north, rel=1e-4)


@pytest.mark.parametrize("lat", [30, 60])
def test_lengths_are_true_on_the_standard_parallels_and_short_between(lat):
    assert scales(EURASIA, 100, lat)[0] == pytest.approx(1, rel=1e-4)
    assert scales(EURASIA, 100, 45)[0] < 0.98


def test_the_central_meridian_is_upright_and_the_sides_mirror_each_other():
    assert EURASIA(62, 30) == pytest.approx((0, 0))
    assert EURASIA(62, 50).x == 0 < EURASIA(62, 50).y
    west, east = EURASIA(22, 45), EURASIA(102, 45)
    assert (west.x, west.y) == pytest.approx((-east.x, east.y))


@pytest.mark.parametrize(
    ("start", "end", "piece"),
    [
        ((10, 10), (20, 40), ((10, 10), (20, 40))),
        ((-50, 25), (150, 25), ((0, 25), (100, 25))),
        ((50, 25), (50, 75), ((50, 25), (50, 50))),
        ((-10, 0), (10, 20), ((0, 10), (10, 20))),
        ((-10, -5), (-10, 60), None),
        ((-20, 40), (20, 80), None),
    ],
)
def test_a_line_is_cut_at_the_edge(start, end, piece):
    assert FRAME.cut(Point(*start), Point(*end)) == piece


@given(POINTS, POINTS)
def test_what_is_cut_lies_inside_and_on_the_line(start, end):
    piece = FRAME.cut(start, end)
    if piece is None:
        assert not FRAME.holds(start)
        assert not FRAME.holds(end)
        return
    room = Frame(-1e-9, -1e-9, 100 + 1e-9, 50 + 1e-9)
    for point in piece:
        assert room.holds(point)
        aside = (point.x - start.x) * (end.y - start.y) - (point.y - start.y) * (end.x - start.x)
        assert aside == pytest.approx(0, abs=1e-6)
    assert piece[0] == start or not FRAME.holds(start)
    assert piece[1] == end or not FRAME.holds(end)


@given(st.floats(0, 100), st.floats(0, 50), st.floats(0, 100), st.floats(0, 50))
def test_a_line_inside_stays_as_it_is_to_the_last_digit(x, y, end_x, end_y):
    ends = Point(x, y), Point(end_x, end_y)
    assert FRAME.cut(*ends) == ends
