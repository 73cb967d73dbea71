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


@pytest.mark.parametrize("box", ["as-quoted", "soc", "coc"])
@pytest.mark.parametrize("scope", ["terminal", "terminals", "door"])
def test_container_terms_and_through_prices_are_sound(eurasia, box, scope):
    places = [node_id for node_id, node in eurasia.nodes.items() if node.node_type in {"hub", "port", "border"}]
    draw = Random(f"{box} {scope}")
    consignment = rp.Consignment(box=box, units=2, tonnes=30)
    hired = 0
    pairs = [draw.sample(places, 2) for _ in range(8)]
    for origin, destination in [("xian", "duisburg"), ("xian", "moscow"), ("dostyk", "brest"), *pairs]:
        request = rp.Request(origin=origin, destination=destination, consignment=consignment, scope=scope)
        plan = rp.plan(eurasia, request)
        check(eurasia, request, plan.itineraries)
        hired += any(itinerary.container.hire == "added" for itinerary in plan.itineraries)
    assert (hired >= 3) == (box == "coc")


@pytest.mark.parametrize("units", [None, 2])
@pytest.mark.parametrize("modes", [(), ("sea",), ("rail",)])
def test_no_unit_is_heavier_than_its_way_takes(eurasia, units, modes):
    consignment = rp.Consignment(tonnes=50.0, units=units)
    wish = rp.Preferences(modes=modes)
    request = rp.Request(origin="shanghai", destination="rotterdam", consignment=consignment, preferences=wish)
    plan = rp.plan(eurasia, request)
    check(eurasia, request, plan.itineraries)
    assert plan.header.units == (units or (2 if "sea" in modes else 3))
    assert bool(plan.itineraries) == (modes != ("rail",) or units is None)


def check(network, request, itineraries):
    load = resolve_load(network, request.consignment, request.preferences.modes)
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


@pytest.mark.parametrize("cargo", ["40ft", "reefer40", "truck", "bulk", "air"])
def test_door_to_door_is_sound_and_never_less_than_the_terminals_alone(eurasia, cargo):
    places = [node_id for node_id, node in eurasia.nodes.items() if node.node_type in {"hub", "port", "city"}]
    draw = Random(cargo)
    answered = 0
    for _ in range(6):
        origin, destination = draw.sample(places, 2)
        hours = []
        for scope in ("terminal", "terminals", "door"):
            consignment = rp.Consignment(cargo=cargo)
            request = rp.Request(origin=origin, destination=destination, consignment=consignment, scope=scope)
            plan = rp.plan(eurasia, request)
            check(eurasia, request, plan.itineraries)
            if plan.fastest:
                hours.append(plan.fastest.time_h)
        answered += len(hours) == 3
        assert hours == sorted(hours)
    assert answered >= 2


def test_every_corridor_of_the_main_trip_is_sound(eurasia):
    request = rp.Request(origin="xian", destination="duisburg")
    rows = rp.compare(eurasia, request).rows
    assert sum(row.itinerary is not None for row in rows) >= 8
    check(eurasia, request, [row.itinerary for row in rows if row.itinerary])
