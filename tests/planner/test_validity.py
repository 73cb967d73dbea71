"""Every itinerary, re-priced from the tables by code that shares nothing with the engine."""

from datetime import date
from random import Random

import pytest

import routeplanner as rp
from routeplanner.criteria import resolve_load
from tests.validator import problems_of


@pytest.fixture(scope="module")
def eurasia():
    return rp.read_network("eurasia")


def check(network, request, itineraries):
    load = resolve_load(network, request.consignment)
    for itinerary in itineraries:
        found = problems_of(
            network, itinerary, load, origin=itinerary.nodes[0], destination=itinerary.nodes[-1], day=request.as_of
        )
        assert found == []


@pytest.mark.parametrize("cargo", ["40ft", "20ft", "truck"])
@pytest.mark.parametrize("as_of", [None, date(2026, 1, 15)])
def test_random_trips_are_sound(eurasia, cargo, as_of):
    places = [node_id for node_id, node in eurasia.nodes.items() if node.node_type in {"hub", "port", "city"}]
    draw = Random(f"{cargo} {as_of}")
    answered = 0
    for _ in range(12):
        origin, destination = draw.sample(places, 2)
        request = rp.Request(
            origin=origin, destination=destination, consignment=rp.Consignment(cargo=cargo), as_of=as_of
        )
        plan = rp.plan(eurasia, request)
        answered += plan.no_route is None
        check(eurasia, request, plan.itineraries)
    assert answered >= 8


def test_every_corridor_of_the_main_trip_is_sound(eurasia):
    request = rp.Request(origin="xian", destination="duisburg")
    rows = rp.compare(eurasia, request).rows
    assert sum(row.itinerary is not None for row in rows) >= 8
    check(eurasia, request, [row.itinerary for row in rows if row.itinerary])
