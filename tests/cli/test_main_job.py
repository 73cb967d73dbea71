"""The main job on real figures, as a planner asks it: black box, from the command line to the JSON."""

import json
from itertools import permutations
from math import fsum, isclose

import pytest

import routeplanner as rp

SCENARIOS = ("russia-transit-ban", "red-sea-closed", "caspian-hubs")
TOTALS = ("time_h", "cost_usd", "emissions_kgco2e", "distance_km")


@pytest.fixture
def ask(cli):
    def call(*args, code=0):
        found, out, err = cli(*args, "--json")
        assert found == code, err
        return json.loads(out)

    return call


def legs_between(itinerary, ends):
    return [leg for leg in itinerary["legs"] if {leg["from"], leg["to"]} & ends or set(leg["nodes"]) & ends]


def test_the_main_trip_by_rail(ask):
    plan = ask("route", "Xi'an", "Duisburg", "--corridor", "east-west", "--mode", "rail")
    assert plan["schema"] == "routeplanner/plan/1"
    assert plan["itineraries"]
    for itinerary in plan["itineraries"]:
        assert itinerary["corridor"] == "east-west"
        assert itinerary["modes"] == ["rail"]
        # the train with the least CO2e is an ordinary one
        assert 12 <= itinerary["time_h"] / 24 <= (20 if "fastest" in itinerary["labels"] else 24)
        assert 5_000 <= itinerary["cost_usd"] <= 8_000
        assert {leg["mode"] for leg in itinerary["legs"]} == {"rail"}
        kinds = [(leg["kind"], leg["from"], leg["detail"]) for leg in itinerary["legs"]]
        borders = {(leg["from"], leg["to"]) for leg in itinerary["legs"] if leg["kind"] == "border"}
        assert borders & {("khorgos-cn", "altynkol"), ("alashankou", "dostyk")}
        assert ("brest", "malaszewicze") in borders
        changes = [detail for kind, _, detail in kinds if kind == "transfer" and "gauge" in detail]
        assert changes == ["gauge change 1435 → 1520 mm", "gauge change 1520 → 1435 mm"]


@pytest.mark.parametrize("ends", [("Xi'an", "Duisburg"), ("Shanghai", "Rotterdam"), ("Mumbai", "Moscow")])
def test_totals_are_the_sums_of_the_legs(ask, ends):
    itineraries = ask("route", *ends)["itineraries"]
    assert itineraries
    for itinerary in itineraries:
        for name in TOTALS:
            assert isclose(itinerary[name], fsum(leg[name] for leg in itinerary["legs"]), abs_tol=1e-9)
        assert all(leg["sources"] for leg in itinerary["legs"])


def test_a_transit_ban_keeps_out_of_russia_and_belarus_and_leaves_moscow_reachable(ask):
    plan = ask("route", "Xi'an", "Duisburg", "-s", "russia-transit-ban")
    for itinerary in plan["itineraries"]:
        assert not {"RU", "BY"} & set(itinerary["countries"])
        assert not {leg["country"] for leg in itinerary["legs"]} & {"RU", "BY"}
    middle = ask("route", "Xi'an", "Duisburg", "-s", "russia-transit-ban", "--corridor", "trans-caspian")
    for itinerary in middle["itineraries"]:
        shore = {"aktau", "kuryk", "turkmenbashi", "alat"}
        over = [leg for leg in itinerary["legs"] if len(shore & set(leg["nodes"])) == 2 and leg["kind"] == "move"]
        assert over
        assert {leg["mode"] for leg in over} <= {"sea", "ferry"}
    moscow = ask("route", "Xi'an", "Moscow", "-s", "russia-transit-ban")
    assert moscow["itineraries"][0]["countries"][-1] == "RU"


def test_with_the_red_sea_closed_ships_go_round_the_cape(ask):
    trip = ("route", "Shanghai", "Rotterdam", "--mode", "sea", "--by", "time")
    (before,) = ask(*trip)["itineraries"]
    (after,) = ask(*trip, "-s", "red-sea-closed")["itineraries"]
    assert "suez" in before["nodes"]
    assert "cape-good-hope" in after["nodes"]
    assert "suez" not in after["nodes"]
    assert 7 <= (after["time_h"] - before["time_h"]) / 24 <= 14
    (earlier,) = ask(*trip, "-s", "red-sea-closed", "--as-of", "2026-01-15")["itineraries"]
    assert "suez" in earlier["nodes"]


def test_the_order_of_the_stack_changes_no_byte(cli):
    seen = set()
    for stack in permutations(SCENARIOS):
        args = [word for name in stack for word in ("-s", name)]
        code, out, _ = cli("route", "Xi'an", "Poti", *args, "--json")
        assert code == 0
        seen.add(out)
    assert len(seen) == 1


def test_applying_leaves_the_base_network_alone():
    network = rp.read_network("eurasia")
    before = network.hash
    applied = rp.apply(SCENARIOS, network)
    changed = applied.at(applied.as_of)
    assert changed.hash != before
    assert network.hash == before
    assert rp.apply([], network).at(network.reference_date).hash == before


@pytest.mark.parametrize("name", ["xian", "XI'AN", "Xi’an", " xi an ", "西安", "Сиань", "CNXIA", "Xī'ān"])
def test_names_are_forgiving(ask, name):
    assert ask("route", name, "Almaty", "--by", "time")["request"]["origin"] == "xian"


@pytest.mark.parametrize(
    ("name", "place"), [("Малашевичи", "malaszewicze"), ("Małaszewicze", "malaszewicze"), ("AKTAU", "aktau"),
                        ("Актау", "aktau"), ("duisbourg", None), ("Достык", "dostyk"), ("Urumqi", "urumqi")]
)  # fmt: skip
def test_other_places_answer_to_their_names(cli, name, place):
    code, out, err = cli("route", "Xi'an", name, "--json", "--by", "time")
    if place is None:
        assert (code, out) == (2, "")
        assert "did you mean 'Duisburg'?" in err
    else:
        assert json.loads(out)["request"]["destination"] == place


def test_khorgos_asks_which_side(cli):
    code, out, err = cli("route", "Khorgos", "Duisburg")
    assert (code, out) == (2, "")
    assert "altynkol" in err
    assert "khorgos-cn" in err
    assert err.count("\n") == 1


def test_no_route_names_what_blocks_it_and_who(ask, cli):
    trip = ("route", "Xi'an", "Duisburg", "--mode", "rail", "--avoid", "RU")
    answer = ask(*trip, "--corridor", "east-west", code=1)
    assert answer["itineraries"] == []
    assert [blocker["element"] for blocker in answer["no_route"]["blocked_by"]] == ["avoid:RU"]
    banned = ask("route", "Xi'an", "Duisburg", "--corridor", "east-west", "-s", "russia-transit-ban", code=1)
    assert banned["no_route"]["overrides"] == ["russia-transit-ban#no-transit"]
    code, out, _ = cli(*trip, "--corridor", "east-west", "--format", "table")
    assert code == 1
    assert "no route" in out.lower()


@pytest.mark.parametrize("ends", [("Xi'an", "Duisburg"), ("Duisburg", "Xi'an"), ("Xi'an", "Tashkent")])
def test_by_rail_the_terminals_and_miles_take_three_to_six_days(ask, ends):
    by_rail = ("--mode", "rail", "--by", "time")
    ((plain,), (whole,)) = (ask("route", *ends, *by_rail, *scope)["itineraries"] for scope in ((), ("--door",)))
    assert 3 <= (whole["time_h"] - plain["time_h"]) / 24 <= 6
    assert whole["cost_usd"] - plain["cost_usd"] >= 800
    assert whole["scope"] == "door"
    assert [(leg["kind"], leg["detail"]) for leg in (whole["legs"][0], whole["legs"][-1])] == [
        ("transfer", "first mile"),
        ("transfer", "last mile"),
    ]
    assert whole["nodes"] == plain["nodes"]


def test_a_truck_is_its_own_first_and_last_mile(ask):
    by_truck = ("route", "Almaty", "Moscow", "--cargo", "truck", "--by", "time")
    ((plain,), (whole,)) = (ask(*by_truck, *scope)["itineraries"] for scope in ((), ("--door",)))
    assert whole["time_h"] == pytest.approx(plain["time_h"] + 8)
    assert whole["cost_usd"] == pytest.approx(plain["cost_usd"])


def test_compare_counts_every_corridor_door_to_door(ask):
    comparison = ask("compare", "Xi'an", "Duisburg", "--by", "time", "--door")
    itineraries = [row["itinerary"] for row in comparison["rows"] if row["itinerary"]]
    assert {itinerary["scope"] for itinerary in itineraries} == {"door"}
    assert {itinerary["legs"][0]["detail"] for itinerary in itineraries} == {"first mile"}


def test_compare_forces_every_corridor_in_turn(ask):
    record = ask("compare", "Xi'an", "Duisburg", "--versus", "russia-transit-ban")
    assert record["schema"] == "routeplanner/comparison/1"
    rows = {(row["scenario"], row["corridor"]): row for row in record["rows"]}
    for corridor in ("east-west", "trans-siberian", "trans-mongolian", "trans-caspian", "we-wc", "deep-sea-suez"):
        assert rows["base", corridor]["itinerary"], corridor
    for corridor in ("east-west", "we-wc", "trans-siberian"):
        row = rows["russia-transit-ban", corridor]
        assert row["itinerary"] is None
        assert {blocker["element"] for blocker in row["blocked_by"]} <= {
            "restriction:russia-transit-ban#no-transit RU", "restriction:russia-transit-ban#no-transit BY",
        }  # fmt: skip
    assert rows["russia-transit-ban", "trans-caspian"]["itinerary"]
    assert {row["itinerary"]["scope"] for row in rows.values() if row["itinerary"]} == {"terminal"}


def test_every_seed_corridor_carries_something_both_ways(ask):
    trips = {
        "east-west": ("Xi'an", "Warsaw", "40ft"),
        "trans-caspian": ("Almaty", "Poti", "40ft"),
        "trans-caspian-btk": ("Almaty", "Istanbul", "40ft"),
        "north-south-west": ("Mumbai", "Moscow", "40ft"),
        "north-south-caspian": ("Mumbai", "Moscow", "40ft"),
        "north-south-east": ("Mumbai", "Yekaterinburg", "40ft"),
        "we-wc": ("Lianyungang", "St Petersburg", "truck"),
        "deep-sea-suez": ("Shanghai", "Rotterdam", "40ft"),
        "deep-sea-cape": ("Shanghai", "Rotterdam", "40ft"),
    }
    for corridor, (start, end, cargo) in trips.items():
        for ends in ((start, end), (end, start)):
            plan = ask("route", *ends, "--corridor", corridor, "--cargo", cargo, "--by", "time")
            nodes = plan["itineraries"][0]["nodes"]
            assert len(set(nodes)) == len(nodes), f"{corridor} turns back: {nodes}"


def test_a_place_that_a_scenario_adds_is_compared_with_a_base_that_has_none(ask):
    record = ask("compare", "Xi'an", "Anaklia", "--versus", "black-sea-ports", "--by", "time")
    rows = {(row["scenario"], row["corridor"]): row for row in record["rows"]}
    assert {scenario for scenario, _ in rows} == {"base", "black-sea-ports"}
    assert not any(row["itinerary"] for (scenario, _), row in rows.items() if scenario == "base")
    assert rows["black-sea-ports", "trans-caspian"]["itinerary"]["nodes"][-1] == "anaklia"


def test_a_place_no_column_has_is_unknown(cli):
    code, _, err = cli("compare", "Xi'an", "Anaklia", "--versus", "red-sea-closed")
    assert code == 2
    assert "unknown place 'Anaklia'" in err
