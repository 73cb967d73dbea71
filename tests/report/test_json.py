import json
from dataclasses import replace
from math import fsum, inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routeplanner.itinerary.model import Container
from routeplanner.report.json import as_json, as_jsonl, itinerary_record
from routeplanner.report.listing import Listing
from tests.report.samples import STAMP, make_blocked_plan, make_comparison, make_itinerary, make_leg, make_plan

ITINERARY = {
    "labels",
    "corridor",
    "scope",
    "time_h",
    "cost_usd",
    "units",
    "inventory_cost_usd",
    "emissions_kgco2e",
    "distance_km",
    "modes",
    "countries",
    "nodes",
    "legs",
    "sourced_share",
}
LEG = [
    "kind",
    "mode",
    "gauge_mm",
    "from",
    "to",
    "country",
    "time_h",
    "cost_usd",
    "emissions_kgco2e",
    "distance_km",
    "service",
]


def test_plan_has_the_keys_of_the_contract():
    record = json.loads(as_json(make_plan(scenarios=(STAMP,))))
    assert list(record) == ["schema", "network", "scenarios", "as_of", "depart", "request", "itineraries", "notes"]
    assert record["schema"] == "routeplanner/plan/1"
    assert record["network"] == {"id": "sample", "version": "7", "hash": "0123456789abcdef", "overlays": []}
    assert record["as_of"] == "2026-01-01"
    assert record["depart"] is None
    assert record["scenarios"][0]["parameters"] == {"aktau_dwell": "36 h"}
    first = record["itineraries"][0]
    assert set(first) >= ITINERARY
    assert first["sourced_share"] == {"time": 0.876, "cost": 0.65}
    assert first["legs"][0].keys() >= {*LEG, "sources", "quality", "overrides"}
    assert [key for key in first["legs"][0] if key in LEG] == LEG


def test_container_terms_are_in_every_itinerary():
    terms = Container("coc", ("rail",), (), "added", 800.12345, 2)
    found = json.loads(as_json(make_plan([replace(make_itinerary(), container=terms)])))["itineraries"][0]
    assert found["container"] == {
        "box": "coc", "soc": ["rail"], "coc": [], "hire": "added", "hire_usd": 800.1235, "days_beyond": 2,
    }  # fmt: skip
    assert json.loads(as_json(make_plan()))["itineraries"][0]["container"] is None


def test_no_route_is_an_answer():
    record = json.loads(as_json(make_blocked_plan()))
    assert record["itineraries"] == []
    assert record["no_route"]["blocked_by"][0]["overrides"] == ["ban#transit"]
    assert record["no_route"]["cut"] == ["restriction:ban#transit RU"]
    assert record["no_route"]["overrides"] == ["ban#transit"]


def test_comparison_has_the_keys_of_the_contract():
    record = json.loads(as_json(make_comparison()))
    assert record["schema"] == "routeplanner/comparison/1"
    assert [row["scenario"] for row in record["rows"]] == ["base", "ban", "base", "ban"]
    assert record["rows"][0]["itinerary"]["time_h"] == 312.0
    assert record["rows"][3]["itinerary"] is None
    assert record["rows"][3]["blocked_by"][0]["element"] == "restriction:ban#transit RU"
    assert record["left_out"] == [{"corridor": "south", "reason": "a detour of 90 days"}]


@given(st.lists(st.floats(0, 5000), min_size=1, max_size=12))
def test_totals_are_the_sum_of_the_legs_as_written(hours):
    record = itinerary_record(make_itinerary(legs=tuple(make_leg(time_h=value) for value in hours)))
    written = json.loads(json.dumps(record))
    assert written["time_h"] == fsum(leg["time_h"] for leg in written["legs"])
    assert written["time_h"] == pytest.approx(fsum(hours), abs=1e-4 * len(hours))


@pytest.mark.parametrize("bad", [nan, inf])
def test_what_is_not_finite_is_refused(bad):
    with pytest.raises(ValueError, match="time_h of a leg"):
        as_json(make_plan([replace(make_itinerary(), legs=(make_leg(time_h=bad),))]))


def test_json_lines_repeat_what_they_answer():
    lines = [json.loads(line) for line in as_jsonl(make_plan()).splitlines()]
    assert [line["labels"] for line in lines] == [["fastest", "cheapest"], ["lowest-emission"]]
    assert all(line["schema"] == "routeplanner/plan/1" and line["as_of"] == "2026-01-01" for line in lines)
    assert len(as_jsonl(make_comparison()).splitlines()) == 4
    assert as_jsonl(make_blocked_plan()) == ""


def test_a_listing_is_a_list():
    listing = Listing("", ("id", "title"), ({"id": "a", "title": None},))
    assert json.loads(as_json(listing)) == [{"id": "a", "title": None}]
    assert as_jsonl(listing) == '{"id": "a", "title": null}\n'


def test_names_stay_readable():
    assert "é" in as_json(Listing("", ("n",), ({"n": "é"},)))
