from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routeplanner.network.geo import Box, great_circle_km
from routeplanner.terms import EARTH_RADIUS_KM

points = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@pytest.mark.parametrize(
    ("ends", "km"),
    [
        ((0, 0, 0, 1), 111.19),
        ((0, 60, 1, 60), 55.6),
        ((-0.1278, 51.5074, -74.006, 40.7128), 5570),  # London to New York
        ((179.5, 65, -179.5, 65), 46.99),  # across the antimeridian, not round the world
        ((0, 0, 180, 0), pi * EARTH_RADIUS_KM),
        ((51.22, 43.6, 51.22, 43.6), 0),
    ],
)
def test_known_distances(ends, km):
    assert great_circle_km(*ends) == pytest.approx(km, rel=1e-3)


@given(points, points, points)
def test_it_is_a_distance(one, two, three):
    assert great_circle_km(*one, *two) == pytest.approx(great_circle_km(*two, *one), abs=1e-6)
    around = great_circle_km(*one, *three) + great_circle_km(*three, *two)
    assert great_circle_km(*one, *two) <= around + 1e-3
    assert 0 <= great_circle_km(*one, *two) <= pi * EARTH_RADIUS_KM + 1e-6


def test_a_box_holds_its_edges_and_what_lies_within_the_tolerance():
    box = Box(10, 40, 20, 50)
    assert box.contains(10, 50)
    assert not box.contains(9.9, 45)
    assert box.contains(9.9, 45, tolerance=0.1)
    assert not box.contains(15, 50.2, tolerance=0.1)
