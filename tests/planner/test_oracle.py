"""The whole chain (tables, compiler, search, itinerary) against brute force on random tiny networks."""

from math import inf, isclose

from hypothesis import given, settings
from hypothesis import strategies as st

import routeplanner as rp
from routeplanner.planner.desk import Desk
from routeplanner.planner.view import view_at
from tests.tiny import CARGO, border, link, node, service, tiny, transfer

PLACES = "abcd"
HOURS = st.sampled_from([0.0, 1.0, 2.0, 5.0, 24.0])
DOLLARS = st.sampled_from([0.0, 10.0, 70.0])
SIDES = {("rail", 1435): "rail1435", ("rail", 1520): "rail1520", ("road", None): "road", ("ferry", None): "ferry"}


@st.composite
def networks(draw):
    countries = {place: draw(st.sampled_from(["KZ", "RU"])) for place in PLACES}
    rows = [node(place, country) for place, country in countries.items()]
    for number in range(draw(st.integers(1, 5))):
        start, end = draw(st.sampled_from([a + b for a in PLACES for b in PLACES if a != b]))
        mode, gauge = draw(st.sampled_from(list(SIDES)))
        sign = draw(st.sampled_from(">-"))
        row = link(
            f"{start}{sign}{end}", mode, link_id=f"l{number}", gauge_mm=gauge, hours=draw(HOURS), dollars=draw(DOLLARS)
        )
        if draw(st.integers(0, 5)) == 0:
            row = row.model_copy(update={"status": "closed"})
        rows.append(row)
        if mode == "ferry" and draw(st.booleans()):
            direction = "forward" if sign == ">" else draw(st.sampled_from(["forward", "back", "both"]))
            rows.append(
                service(f"s{number}", f"l{number}", interval=draw(st.sampled_from([2.0, 48.0])), direction=direction)
            )
        if countries[start] != countries[end] and mode != "ferry":
            rows.append(border(f"l{number}", draw(HOURS), draw(DOLLARS)))
    names = list(SIDES.values())
    changes = draw(st.lists(st.sampled_from([f"{a}>{b}" for a in names for b in names]), unique=True, max_size=8))
    places = st.sampled_from(["*", *PLACES])
    rows += [transfer(draw(places), change, draw(HOURS), draw(DOLLARS)) for change in changes]
    special = st.sampled_from(["40ft", "truck"])
    rows += [transfer("*", change, draw(HOURS), draw(DOLLARS), equipment=draw(special)) for change in changes[:2]]
    return tiny(*rows)


@given(networks(), st.sampled_from([("a", "b"), ("a", "d"), ("c", "a")]))
@settings(max_examples=250)
def test_best_hours_and_dollars_equal_brute_force(network, ends):
    from tests.oracle import best

    for criterion, name in enumerate(("time", "cost")):
        expected = best(network, *ends, CARGO[0], criterion)
        request = rp.Request(origin=ends[0], destination=ends[1], by=(name,))
        plan = rp.plan(network, request)
        if not plan.itineraries:
            assert expected == inf
            continue
        itinerary = plan.itineraries[0]
        found = (itinerary.time_h, itinerary.cost_usd)[criterion]
        assert isclose(found, expected, abs_tol=1e-9) or (found < expected and len(itinerary.nodes) > 7)
        assert not any(network.links[name].status == "closed" for leg in itinerary.legs for name in leg.links)


@given(networks(), st.sampled_from([10.0, 21.0, 23.0, 25.0]))
@settings(max_examples=120)
def test_units_too_heavy_for_a_mode_go_as_brute_force_says(network, unit_t):
    from tests.oracle import best

    row = CARGO[0].model_copy(update={"payload_rail_t": 21.0, "payload_road_t": 23.0})
    network = network.derived({"cargo": {row.cargo_id: row}}, {})
    consignment = rp.Consignment(tonnes=3 * unit_t, units=3)
    request = rp.Request(origin="a", destination="d", consignment=consignment, by=("time",))
    plan = rp.plan(network, request)
    expected = best(network, "a", "d", row, 0, unit_t=unit_t)
    if not plan.itineraries:
        assert expected == inf
        assert ("above the 21 t that rail takes" in plan.no_route.reason) == (unit_t > 21)
        assert ("above the 23 t that road takes" in plan.no_route.reason) == (unit_t > 23)
        return
    found = plan.itineraries[0]
    assert isclose(found.time_h, expected, abs_tol=1e-9) or (found.time_h < expected and len(found.nodes) > 7)


@given(networks())
@settings(max_examples=60)
def test_no_route_names_elements_whose_reopening_gives_one(network):
    plan = rp.plan(network, rp.Request(origin="a", destination="d", by=("time",)))
    if plan.no_route is None or not plan.no_route.blocked_by:
        return
    opened = {}
    for blocker in plan.no_route.blocked_by:
        kind, _, link_id = blocker.element.partition(":")
        assert kind == "link"
        opened[link_id] = network.links[link_id].model_copy(update={"status": "open"})
    reopened = network.derived({"link": opened}, {})
    assert rp.plan(reopened, rp.Request(origin="a", destination="d", by=("time",))).no_route is None


def test_a_search_for_another_criterion_leaves_the_desk_as_it_was():
    network = tiny(link("a-b"))
    desk = Desk(
        view_at(network, None, network.reference_date, day_given=False), rp.Request(origin="a", destination="b")
    )
    first = desk.best()
    desk.search("cost")
    assert desk.best() == first
