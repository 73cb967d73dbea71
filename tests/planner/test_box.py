"""Container terms: whose container a price is for, one hire a trip, and the cheapest way with it."""

from math import inf, isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import routeplanner as rp
from routeplanner.errors import DataError, UsageError
from tests.features.lines import ask
from tests.oracle import best
from tests.tiny import CARGO, RATES, border, corridor, hire, link, node, rate, service, tiny, transfer


def terms(**by_mode):
    """The rates of `tiny`, with container terms for some modes."""
    return [row.model_copy(update={"terms": by_mode.get(row.mode)}) for row in RATES]


def two_ways(*more, rail=100.0, road=300.0, **by_mode):
    """By rail at a price for a shipper's own container, or by road."""
    rates = terms(**({"rail": "soc"} | by_mode))
    return tiny(link("a-b", dollars=rail, hours=24), link("a-b", "road", dollars=road, hours=48), *rates, *more)


def cheapest(network, box, origin="a", destination="b", **options):
    (itinerary,) = ask(network, origin, destination, box=box, by=("cost",), **options).itineraries
    return itinerary


@pytest.mark.parametrize(
    ("dollars", "modes", "cost"), [(199, ("rail",), 299), (201, ("road",), 300), (0, ("rail",), 100)]
)
def test_the_cheapest_way_weighs_the_hire(dollars, modes, cost):
    itinerary = cheapest(two_ways(hire("any", dollars)), "coc")
    assert (itinerary.modes, itinerary.cost_usd) == (modes, cost)
    assert (itinerary.container.hire, itinerary.container.hire_usd) == (
        ("added", dollars) if modes == ("rail",) else ("none", 0.0)
    )


def test_equal_dollars_are_settled_by_hours():
    assert cheapest(two_ways(hire("any", 200)), "coc").modes == ("rail",)
    slow_rail = two_ways(link("a-b", hours=72), hire("any", 200))
    assert cheapest(slow_rail, "coc").modes == ("road",)


@pytest.mark.parametrize("box", ["as-quoted", "soc"])
def test_no_hire_is_added_to_prices_as_quoted_nor_for_the_shippers_own(box):
    itinerary = cheapest(two_ways(hire("any", 500)), box)
    assert (itinerary.cost_usd, [leg.kind for leg in itinerary.legs]) == (100, ["move"])
    assert itinerary.container.soc == ("rail",)
    assert itinerary.container.hire == {"as-quoted": "not-counted", "soc": "none"}[box]
    assert itinerary.container.hire_usd == {"as-quoted": None, "soc": 0.0}[box]


def test_the_hire_is_a_leg_without_hours_at_the_origin():
    itinerary = ask(two_ways(hire("any", 150, drop_off_usd=30.0)), "a", "b", box="coc", units=2).itineraries[0]
    first, move = itinerary.legs
    assert (first.kind, first.origin, first.destination, first.mode) == ("transfer", "a", "a", None)
    assert (first.time_h, first.cost_usd, first.emissions_kgco2e, first.distance_km) == (0, 360, 0, 0)
    assert (first.detail, first.sources, first.quality) == ("container hire, KZ to KZ", ("estimate",), "estimated")
    assert (itinerary.time_h, itinerary.cost_usd) == (24, 560)
    assert (itinerary.nodes, move.kind) == (("a", "b"), "move")


def test_one_hire_a_trip_however_many_prices_are_without_a_container():
    chain = tiny(link("a-b"), link("b-c", "sea"), link("c-d"), *terms(rail="soc", sea="coc"), hire("any", 40))
    chain = chain.derived({"transfer": {row.transfer_id: row for row in changes("rail1520", "sea")}}, {})
    itinerary = cheapest(chain, "coc", destination="d")
    assert itinerary.cost_usd == 340
    assert (itinerary.container.soc, itinerary.container.coc) == (("rail",), ("sea",))
    assert [leg.detail for leg in itinerary.legs].count("container hire, KZ to KZ") == 1


def changes(*sides):
    return [transfer("*", f"{one}>{other}", 0) for one in sides for other in sides if one != other]


def test_without_a_row_the_hire_is_said_to_be_unknown_and_no_zero_is_added():
    itinerary = cheapest(two_ways(hire("elsewhere", 9, "CN", "EU")), "coc")
    assert (itinerary.container.hire, itinerary.container.hire_usd) == ("unknown", None)
    assert (itinerary.cost_usd, len(itinerary.legs)) == (100, 1)


@pytest.mark.parametrize(
    ("rows", "paid"),
    [
        ([hire("any", 1), hire("from", 2, "KZ")], 2),
        ([hire("from", 2, "EAEU"), hire("pair", 3, "CN|KZ", "EAEU")], 3),
        ([hire("pair", 3, "KZ", "RU"), hire("box", 4, "KZ", "RU", equipment="40ft")], 4),
        ([hire("any", 1), hire("box", 4, "KZ", "RU", equipment="20ft")], 1),
        ([hire("any", 1), hire("back", 2, "RU", "KZ")], 1),
    ],
)
def test_the_most_specific_row_wins(rows, paid):
    network = tiny(node("b", "RU"), link("a-b"), *terms(rail="soc"), *rows)
    assert cheapest(network, "coc").container.hire_usd == paid


def test_a_tie_is_an_error_when_it_is_met():
    network = two_ways(hire("from", 2, "KZ"), hire("to", 3, "", "KZ"))
    with pytest.raises(DataError, match="'from' and 'to' both give the hire from KZ to KZ"):
        cheapest(network, "coc")
    assert cheapest(network, "soc").cost_usd == 100


@pytest.mark.parametrize(("hours", "days"), [(47.0, 0), (48.0, 0), (48.5, 1), (97.0, 3)])
def test_days_begun_beyond_the_free_ones_are_paid_and_do_not_steer(hours, days):
    per_day = hire("any", 50, free_days=2.0, per_day_usd=100.0)
    network = tiny(link("a-b", hours=hours), link("a-b", "road", dollars=160), *terms(rail="soc"), per_day)
    itinerary = cheapest(network, "coc")
    assert itinerary.modes == ("rail",)
    assert (itinerary.container.days_beyond, itinerary.container.hire_usd) == (days, 50 + 100 * days)
    assert itinerary.cost_usd == 150 + 100 * days


def test_the_hire_follows_the_factor_of_the_equipment():
    network = two_ways(hire("any", 100))
    assert cheapest(network, "coc", cargo="20ft").container.hire_usd == 60
    per_teu = two_ways(hire("any", 100, cost_per="teu"), road=9000)
    assert cheapest(per_teu, "coc").container.hire_usd == 200


@pytest.mark.parametrize("box", ["soc", "coc"])
def test_what_is_no_container_has_no_container_terms(box):
    network = two_ways(hire("any", 100))
    with pytest.raises(UsageError, match=f"container terms '{box}' do not go with truck: it is no container"):
        ask(network, "a", "b", cargo="truck", box=box)
    assert ask(network, "a", "b", cargo="truck").itineraries[0].container is None


def test_a_links_own_price_is_on_the_terms_of_the_price_it_stands_for():
    rates = [rate("fast", "rail", service_class="express", cost_usd_km=0.1, cost_per="feu", terms="coc")]
    own = {"service_class": "express"}
    for row, expected in (
        (service("train", "a-b-rail", **own), ((), ("rail",))),
        (service("train", "a-b-rail", cost_usd=70.0, cost_per="feu", terms="soc", **own), (("rail",), ())),
        (service("train", "a-b-rail", cost_usd=70.0, cost_per="feu", **own), ((), ())),
    ):
        network = tiny(link("a-b", country="KZ"), row, *terms(rail="soc"), *rates)
        container = ask(network, "a", "b", service_classes=("express",)).itineraries[0].container
        assert (container.soc, container.coc) == expected


def test_terms_of_services_and_rates_price_their_own_figures():
    priced = service("boat", "a-b-sea", cost_usd=70.0, cost_per="feu", terms="coc")
    network = tiny(link("a-b", "sea", cost_usd=None, cost_per=None), priced, *terms(sea="soc"))
    assert ask(network, "a", "b").itineraries[0].container.coc == ("sea",)
    network = tiny(link("a-b", "sea", cost_usd=None, cost_per=None), *terms(sea="soc"))
    assert ask(network, "a", "b").itineraries[0].container.soc == ("sea",)


def test_fastest_and_cheapest_stay_apart_where_only_the_hire_tells_them_apart():
    plan = ask(two_ways(hire("any", 500)), "a", "b", box="coc", by=("time", "cost"))
    assert [(found.labels, found.cost_usd) for found in plan.itineraries] == [(("fastest",), 600), (("cheapest",), 300)]


def test_compare_weighs_the_hire_in_every_corridor():
    network = two_ways(hire("any", 500), corridor("both", "a-b-rail|a-b-road"), corridor("rail", "a-b-rail"))
    request = rp.Request(origin="a", destination="b", consignment=rp.Consignment(box="coc"), by=("cost",))
    comparison = rp.compare(network, request, corridors=["both", "rail"])
    assert {row.corridor: row.itinerary.cost_usd for row in comparison.rows} == {"both": 300, "rail": 600}


def test_a_place_on_a_dead_end_is_visited_by_the_same_rule():
    network = tiny(
        link("a-b", dollars=10), link("b-c", dollars=10), link("b-c", "road", dollars=10),
        link("b-d", "road", dollars=10), *terms(rail="soc"), *changes("rail1520", "road"), hire("any", 500),
    )  # fmt: skip
    itinerary = cheapest(network, "coc", destination="d", via=("c",))
    assert itinerary.nodes == ("a", "b", "c", "b", "d")
    assert itinerary.cost_usd == 540


# oracle

PLACES = "abcd"
DOLLARS = st.sampled_from([0.0, 10.0, 70.0, 200.0])
HOURS = st.sampled_from([1.0, 24.0])
TERMS = st.sampled_from([None, "soc", "coc"])
SIDES = {"rail": "rail1520", "road": "road", "ferry": "ferry"}


@st.composite
def networks(draw):
    countries = {place: draw(st.sampled_from(["KZ", "RU"])) for place in PLACES}
    rows = [node(place, country) for place, country in countries.items()]
    rows += terms(**{mode: draw(TERMS) for mode in SIDES})
    for number in range(draw(st.integers(2, 7))):
        start, end = draw(st.sampled_from([a + b for a in PLACES for b in PLACES if a != b]))
        mode = draw(st.sampled_from(list(SIDES)))
        dollars = draw(DOLLARS)
        rows.append(link(f"{start}-{end}", mode, link_id=f"l{number}", hours=draw(HOURS), dollars=dollars))
        if mode == "ferry" and draw(st.booleans()):
            priced = {"cost_usd": dollars, "cost_per": "feu", "terms": draw(TERMS)} if draw(st.booleans()) else {}
            rows.append(service(f"s{number}", f"l{number}", interval=2.0, **priced))
        if countries[start] != countries[end] and mode != "ferry":
            rows.append(border(f"l{number}", draw(HOURS), draw(DOLLARS)))
    rows += [transfer("*", f"{a}>{b}", 0, draw(DOLLARS)) for a in SIDES.values() for b in SIDES.values()]
    return tiny(*rows, hire("any", draw(DOLLARS)), corridor("by-c", "c"))


@given(networks(), st.sampled_from([("a", "b"), ("a", "d"), ("c", "a")]))
@settings(max_examples=250)
def test_the_least_dollars_with_one_hire_equal_brute_force(network, ends):
    dollars = network.boxes["any"].one_way_usd
    expected = best(network, *ends, CARGO[0], 1, hire=dollars)
    itineraries = ask(network, *ends, box="coc", by=("cost",)).itineraries
    if not itineraries:
        assert expected == inf
        return
    (itinerary,) = itineraries
    assert isclose(itinerary.cost_usd, expected, abs_tol=1e-9) or (
        itinerary.cost_usd < expected and len(itinerary.nodes) > 7
    )
    assert isclose(itinerary.cost_usd, sum(leg.cost_usd for leg in itinerary.legs), abs_tol=1e-9)
    assert (itinerary.container.hire == "added") == bool(itinerary.container.soc)


@given(networks(), st.sampled_from([("a", "b"), ("a", "d")]))
@settings(max_examples=100)
def test_whose_container_it_is_changes_dollars_only_by_the_hire(network, ends):
    plans = {box: ask(network, *ends, box=box, by=("cost",)).itineraries for box in ("as-quoted", "soc", "coc")}
    if not plans["soc"]:
        assert not plans["coc"]
        return
    quoted, brought, hired = (found[0] for found in plans.values())
    assert quoted.legs == brought.legs
    dollars = network.boxes["any"].one_way_usd
    assert brought.cost_usd - 1e-9 <= hired.cost_usd <= brought.cost_usd + dollars + 1e-9


@given(networks())
@settings(max_examples=100)
def test_a_forced_corridor_is_no_cheaper_than_the_free_way_and_takes_the_better_of_hire_and_none(network):
    free = ask(network, "a", "d", box="coc", by=("cost",)).itineraries
    forced = ask(network, "a", "d", box="coc", by=("cost",), corridor="by-c").itineraries
    quoted = ask(network, "a", "d", by=("cost",), corridor="by-c").itineraries
    assert bool(forced) == bool(quoted)
    if forced:
        assert free[0].cost_usd <= forced[0].cost_usd + 1e-9
        dollars = network.boxes["any"].one_way_usd
        assert quoted[0].cost_usd - 1e-9 <= forced[0].cost_usd <= quoted[0].cost_usd + dollars + 1e-9
