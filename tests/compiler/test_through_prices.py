"""A price that includes the handling at the terminals: it is not charged again, its hours stay."""

from math import inf, isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.features.lines import ask
from tests.oracle import best
from tests.tiny import CARGO, border, link, node, rate, service, tiny, transfer

GATES = (
    transfer("*", "terminal>rail1520", 48, 80),
    transfer("*", "rail1520>terminal", 12, 70),
    transfer("*", "terminal>road", 5, 9),
    transfer("*", "road>terminal", 6, 8),
    transfer("*", "rail1520>road", 3, 20),
    transfer("*", "road>rail1520", 3, 20),
)
FREE = {"cost_usd": None, "cost_per": None}
FIGURES = {"speed_km_day": 1000.0, "cost_per": "feu", "emission_kg_tkm": 0.02}


def rates(includes, **rail):
    return [
        rate("rail", "rail", cost_usd_km=0.1, includes=includes, **FIGURES, **rail),
        rate("road", "road", cost_usd_km=0.2, **FIGURES),
    ]


def answer(network, origin="a", destination="b", scope="terminals", **options):
    (itinerary,) = ask(network, origin, destination, scope=scope, **options).itineraries
    return itinerary


@pytest.mark.parametrize(
    ("includes", "dollars"),
    [((), 250), (("terminal",), 100), (("border", "transfer", "terminal"), 100), (("transfer",), 250)],
)
def test_a_through_price_holds_the_handling_at_both_terminals(includes, dollars):
    network = tiny(link("a-b", **FREE), *GATES, *rates(includes))
    itinerary = answer(network)
    assert (itinerary.time_h, itinerary.cost_usd) == (84, dollars)
    assert [leg.time_h for leg in itinerary.legs] == [48, 24, 12]
    plain = answer(network, scope="terminal")
    assert (plain.time_h, plain.cost_usd, len(plain.legs)) == (24, 100, 1)


def test_only_the_end_where_the_price_is_paid_is_free():
    network = tiny(link("a-b", **FREE), link("b-c", "road", **FREE), *GATES, *rates(("terminal",)))
    itinerary = answer(network, destination="c")
    assert [(leg.kind, leg.cost_usd) for leg in itinerary.legs] == [
        ("transfer", 0), ("move", 100), ("transfer", 20), ("move", 200), ("transfer", 8),
    ]  # fmt: skip
    back = answer(network, "c", "a")
    assert [leg.cost_usd for leg in back.legs if leg.kind == "transfer"] == [9, 20, 0]


def test_a_links_own_price_includes_nothing():
    network = tiny(link("a-b", dollars=100), *GATES, *rates(("terminal",)))
    assert answer(network).cost_usd == 250


def test_a_service_holds_it_where_all_its_prices_at_the_place_do():
    network = tiny(
        node("a"), node("b"), node("c", "RU"), node("d", "RU"),
        link("a-b", country="KZ", **FREE), link("b-c", **FREE), link("c-d", country="RU", **FREE),
        rate("ours", "rail", country="KZ", cost_usd_km=0.1, includes=("terminal",), **FIGURES),
        service("train", "a-b-rail", "b-c-rail", "c-d-rail", service_class="express", direction="forward"),
        *GATES, *rates(()),
    )  # fmt: skip
    paid = {}
    for origin, destination in ("ab", "ad", "cd"):
        itinerary = answer(network, origin, destination, service_classes=("express",))
        paid[origin + destination] = [leg.cost_usd for leg in itinerary.legs if leg.kind == "transfer"]
    assert paid == {"ab": [0, 0], "ad": [0, 70], "cd": [80, 70]}


@pytest.mark.parametrize(("origin", "destination"), ["pq", "qp"])
def test_it_holds_behind_a_crossing_where_the_trip_ends_too(origin, destination):
    crossing = (node("p", "KZ"), node("q", "RU"), link("p-q", **FREE), border("p-q-rail", 30, 40))
    assert answer(tiny(*crossing, *GATES, *rates(("terminal",))), origin, destination).cost_usd == 100
    assert answer(tiny(*crossing, *GATES, *rates(())), origin, destination).cost_usd == 250


def test_first_and_last_mile_are_not_in_it():
    miles = (transfer("*", "door>terminal", 2, 300), transfer("*", "terminal>door", 2, 200))
    network = tiny(link("a-b", **FREE), *GATES, *miles, *rates(("terminal",)))
    assert answer(network, scope="door").cost_usd == 600


# oracle

DOLLARS = st.sampled_from([0.0, 10.0, 70.0])
SIDES = ("rail1520", "road", "ferry")


@st.composite
def networks(draw):
    rows = [node(place) for place in "abcd"]
    for number in range(draw(st.integers(1, 6))):
        start, end = draw(st.sampled_from([a + b for a in "abcd" for b in "abcd" if a != b]))
        mode = draw(st.sampled_from(["rail", "road", "ferry"]))
        own = {"dollars": draw(DOLLARS)} if mode != "ferry" or draw(st.booleans()) else FREE
        rows.append(link(f"{start}-{end}", mode, link_id=f"l{number}", hours=1.0, **own))
        if mode == "ferry":
            includes = draw(st.sampled_from([(), ("terminal",)]))
            rows.append(service(f"s{number}", f"l{number}", cost_usd=draw(DOLLARS), cost_per="feu", includes=includes))
    rows += [transfer("*", f"{a}>{b}", 0, draw(DOLLARS)) for a in SIDES for b in SIDES]
    for side in SIDES:
        for change in (f"terminal>{side}", f"{side}>terminal"):
            rows.append(
                transfer(draw(st.sampled_from("*ab")), change, draw(st.sampled_from([0.0, 5.0])), draw(DOLLARS))
            )
    return tiny(*rows)


@given(networks())
@settings(max_examples=200)
def test_least_hours_and_dollars_with_terminals_equal_brute_force(network):
    for criterion, name in enumerate(("time", "cost")):
        expected = best(network, "a", "b", CARGO[0], criterion, gates=True)
        itineraries = ask(network, "a", "b", scope="terminals", by=(name,)).itineraries
        if not itineraries:
            assert expected == inf
            continue
        found = (itineraries[0].time_h, itineraries[0].cost_usd)[criterion]
        assert isclose(found, expected, abs_tol=1e-9) or (found < expected and len(itineraries[0].nodes) > 7)
