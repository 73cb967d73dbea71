"""What a forwarder checks first: how answers on the shipped network stand to one another and to the market."""

from datetime import date

import pytest

import routeplanner as rp
from routeplanner.errors import UsageError
from routeplanner.network.places import find_places

RAIL = ("rail",)
RAIL_AND_SEA = ("rail", "sea")
MIDDLE = ("rail", "sea", "ferry")
HOURS_PER_DAY = 24


@pytest.fixture(scope="module")
def network():
    return rp.read_network("eurasia")


@pytest.fixture(scope="module")
def best(network):
    def answer(origin, destination, by="time", *, as_of=None, corridor=None, modes=(), cargo="40ft", **load):
        request = rp.Request(
            origin=origin,
            destination=destination,
            consignment=rp.Consignment(cargo=cargo, **load),
            preferences=rp.Preferences(corridor=corridor, modes=modes),
            as_of=as_of,
            by=(by,),
        )
        return rp.plan(network, request).itineraries[0]

    return answer


@pytest.fixture(scope="module")
def days(best):
    return lambda *ends, **wish: best(*ends, **wish).time_h / HOURS_PER_DAY


@pytest.fixture(scope="module")
def dollars(best):
    return lambda *ends, **wish: best(*ends, "cost", **wish).cost_usd


def test_the_express_train_to_the_border_of_the_union_and_on_to_the_ruhr(days):
    express = {"modes": RAIL, "service_classes": ("express",)}
    to_malaszewicze = days("Xi'an", "Małaszewicze", **express)
    assert 11 <= to_malaszewicze <= 15
    assert 3.5 <= days("Xi'an", "Duisburg", **express) - to_malaszewicze <= 6.5


def test_the_broad_gauge_leg_costs_what_its_index_says(dollars):
    west = dollars("Altynkol", "Brest", modes=RAIL)
    assert 2_900 <= west <= 3_550
    assert 0.7 <= dollars("Brest", "Altynkol", modes=RAIL) / west <= 0.85


def test_the_sea_is_slower_than_rail_and_the_cape_slower_still(days):
    rail = days("Xi'an", "Duisburg", modes=RAIL)
    suez, cape = (days("Xi'an", "Duisburg", corridor=f"deep-sea-{way}", modes=RAIL_AND_SEA) for way in ("suez", "cape"))
    assert 20 <= suez - rail <= 32
    assert 8 <= cape - suez <= 13


@pytest.mark.parametrize(("origin", "least", "most"), [("Xi'an", 1.3, 2.0), ("Shanghai", 1.8, 2.8)])
def test_rail_is_dearer_than_the_sea_the_more_so_from_the_coast(dollars, origin, least, most):
    rail = dollars(origin, "Duisburg", modes=RAIL)
    assert least <= rail / dollars(origin, "Duisburg", corridor="deep-sea", modes=RAIL_AND_SEA) <= most


def test_the_middle_corridor_to_the_ruhr_is_slower_and_dearer_than_the_northern_way(days, dollars):
    middle = {"corridor": "trans-caspian", "modes": MIDDLE}
    north = {"corridor": "east-west", "modes": RAIL}
    assert 8 <= days("Xi'an", "Duisburg", **middle) - days("Xi'an", "Duisburg", **north) <= 20
    assert 1.2 <= dollars("Xi'an", "Duisburg", **middle) / dollars("Xi'an", "Duisburg", **north) <= 1.7


@pytest.mark.parametrize("modes", [MIDDLE, ()])
def test_the_middle_corridor_wins_to_istanbul_and_loses_to_warsaw(days, dollars, modes):
    for destination, wins in (("Istanbul", True), ("Warsaw", False)):
        middle, north = ({"corridor": corridor, "modes": modes} for corridor in ("trans-caspian", "east-west"))
        assert (days("Xi'an", destination, **middle) < days("Xi'an", destination, **north)) is wins
        assert (dollars("Xi'an", destination, **middle) < dollars("Xi'an", destination, **north)) is wins


def test_the_caspian_crossing_and_the_way_on_to_the_black_sea(days):
    middle = {"corridor": "trans-caspian", "modes": MIDDLE}
    absheron = days("Altynkol", "Absheron", **middle)
    assert 9 <= absheron <= 12
    assert 2.5 <= days("Altynkol", "Poti", **middle) - absheron <= 4


def test_trains_to_central_asia_are_slower_than_trains_to_europe(best):
    def km_a_day(destination):
        trip = best("Chengdu", destination, modes=RAIL)
        return trip.distance_km / trip.time_h * HOURS_PER_DAY

    assert 0.6 <= km_a_day("Tashkent") / km_a_day("Małaszewicze") <= 0.8


@pytest.mark.parametrize("origin", ["Amirabad", "Anzali"])
def test_ice_off_astrakhan_takes_days_in_january(days, origin):
    winter, summer = (
        days(origin, "Astrakhan", corridor="north-south-caspian", as_of=date(2026, month, 15)) for month in (1, 7)
    )
    assert 1 <= winter - summer <= 5


def test_storms_on_the_caspian_take_days_in_winter_and_nothing_in_july(days):
    middle = {"corridor": "trans-caspian", "modes": MIDDLE}
    january, july = (days("Aktau", "Baku", as_of=date(2026, month, 15), **middle) for month in (1, 7))
    assert 0.5 <= january - july <= 3


@pytest.mark.parametrize(
    "ends", [("Xi'an", "Duisburg"), ("Shanghai", "Rotterdam"), ("Altynkol", "Brest"), ("Shanghai", "Bandar Abbas")]
)
def test_a_small_container_costs_most_of_a_large_one(dollars, ends):
    assert 0.6 <= dollars(*ends, cargo="20ft") / dollars(*ends) <= 0.8


def test_ships_go_home_cheap(dollars):
    sea = {"modes": ("sea",)}
    assert 0.15 <= dollars("Rotterdam", "Shanghai", **sea) / dollars("Shanghai", "Rotterdam", **sea) <= 0.3


def test_air_freight_costs_what_its_index_says(best):
    flight = best("Chengdu airport", "Liège airport", cargo="air", tonnes=14.0)
    assert flight.modes == ("air",)
    assert flight.cost_usd == pytest.approx(49_000, rel=0.02)


def test_loose_air_freight_is_not_trucked_across_outer_borders(best):
    for by in ("time", "cost"):
        trip = best("Chengdu", "Liège", by, cargo="air", tonnes=14.0)
        crossings = {(leg.origin, leg.destination) for leg in trip.legs if leg.kind == "border"}
        assert crossings <= {("aachen", "montzen")}


def test_boxes_are_counted_and_their_limit_is_told(network):
    many = rp.Request(origin="Xi'an", destination="Duisburg", consignment=rp.Consignment(cargo="20ft", tonnes=120.0))
    assert rp.plan(network, many).header.units == 6
    for modes, units in (((), 6), (("rail",), 6), (("sea",), 5)):
        load, wish = rp.Consignment(cargo="40ft", tonnes=120.0), rp.Preferences(modes=modes)
        ends = {"origin": "Shanghai", "destination": "Rotterdam"}
        plan = rp.plan(network, rp.Request(**ends, consignment=load, preferences=wish))
        assert plan.header.units == units
        assert all(itinerary.units == units for itinerary in plan.itineraries)
    heavy = rp.Consignment(cargo="20ft", tonnes=25.0, units=1)
    with pytest.raises(UsageError, match=r"21\.7"):
        rp.plan(network, rp.Request(origin="Xi'an", destination="Duisburg", consignment=heavy))


def test_a_full_forty_foot_container_goes_by_sea_and_not_by_rail(network):
    load = rp.Consignment(cargo="40ft", tonnes=26.0, units=1)
    by_sea = rp.plan(network, rp.Request(origin="Shanghai", destination="Rotterdam", consignment=load))
    assert all("rail" not in itinerary.modes for itinerary in by_sea.itineraries)
    assert by_sea.cheapest.modes == ("sea",)
    assert by_sea.header.too_heavy == (("rail", 21.0), ("road", 22.0))


CORRIDOR_ENDS = [
    ("air", "Urumqi airport", "Liège airport"),
    ("china-central-asia-iran", "Xi'an", "Aprin"),
    ("china-central-asia-iran", "Yiwu", "Bandar Abbas"),
    ("deep-sea", "Shanghai", "Rotterdam"),
    ("deep-sea-cape", "Shanghai", "Hamburg"),
    ("deep-sea-suez", "Shanghai", "Piraeus"),
    ("east-west", "Xi'an", "Duisburg"),
    ("north-south", "Moscow", "Nhava Sheva"),
    ("north-south-caspian", "Moscow", "Bandar Abbas"),
    ("north-south-east", "Moscow", "Bandar Abbas"),
    ("north-south-west", "Moscow", "Nhava Sheva"),
    ("trans-caspian", "Xi'an", "Istanbul"),
    ("trans-caspian-black-sea", "Xi'an", "Constanța"),
    ("trans-caspian-btk", "Xi'an", "Istanbul"),
    ("trans-mongolian", "Tianjin", "Moscow"),
    ("trans-siberian", "Vladivostok", "Moscow"),
    ("we-wc", "Lianyungang", "Moscow"),
]


def test_every_corridor_has_a_trip_to_be_tried_on(network):
    assert {corridor for corridor, *_ in CORRIDOR_ENDS} == set(network.corridors)


@pytest.mark.parametrize(("corridor", "one", "other"), CORRIDOR_ENDS)
def test_every_corridor_can_be_traveled_end_to_end_in_both_directions(best, corridor, one, other):
    cargo = {"air": "air", "we-wc": "truck"}.get(corridor, "40ft")
    for ends in ((one, other), (other, one)):
        assert best(*ends, corridor=corridor, cargo=cargo).corridor in {corridor, *_branches(corridor)}


def _branches(corridor):
    return {name for name, *_ in CORRIDOR_ENDS if name.startswith(f"{corridor}-")}


SEED_PLACES = {
    "Khorgos–Eastern Gate": "khorgos-gateway",
    "Altynkol": "altynkol",
    "Dostyk": "dostyk",
    "Alashankou": "alashankou",
    "Aktau": "aktau",
    "Aktau Port": "aktau",
    "Kuryk": "kuryk",
    "Kuryk Port": "kuryk",
    "Sarzha": "kuryk",
    "Uralsk": "uralsk",
    "Pavlodar": "pavlodar",
    "Turan": "atameken",
    "Karasu": "karasu",
    "Ak-Tilek": "ak-tilek",
    "Astana": "astana",
    "Almaty": "almaty",
    "Shymkent": "shymkent",
    "Aktobe": "aktobe",
    "Kokshetau": "kokshetau",
    "Kokshetao": "kokshetau",
    "Bakhty": "bakhty",
    "Kalzhat": "kalzhat",
    "Lianyungang": "lianyungang",
    "Chengdu": "chengdu",
    "Shanghai": "shanghai",
    "Poti": "poti",
    "Batumi": "batumi",
    "Bandar Abbas": "bandar-abbas",
}
"""Every place the five articles name that stands today, as they spell it."""


@pytest.mark.parametrize(("name", "place"), SEED_PLACES.items())
def test_places_of_the_articles_answer_to_their_names(network, name, place):
    assert find_places(network, name) == [place]
