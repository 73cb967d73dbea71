"""What `import routeplanner as rp` offers, and that it works as the README says."""

import subprocess
import sys
from datetime import date

import networkx as nx
import pytest

import routeplanner as rp

NAMES = [
    "Applied",
    "Calibration",
    "Comparison",
    "Consignment",
    "Itinerary",
    "Leg",
    "Network",
    "Plan",
    "Preferences",
    "Request",
    "RouteplannerError",
    "Scenario",
    "__version__",
    "apply",
    "calibrate",
    "compare",
    "plan",
    "read_network",
    "read_scenario",
]


@pytest.fixture(scope="module")
def network():
    return rp.read_network("toy")


@pytest.fixture(scope="module")
def plan(network):
    return rp.plan(network, rp.Request(origin="Xi'an", destination="Alat"))


def test_public_names_are_these_and_no_others():
    assert sorted(rp.__all__) == NAMES
    assert dir(rp) == NAMES


def test_every_public_name_loads_and_is_documented():
    for name in rp.__all__:
        value = getattr(rp, name)
        assert name == "__version__" or value.__doc__


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'route'"):
        _ = rp.route


def test_python_m_runs_the_command_line():
    shown = subprocess.run(
        [sys.executable, "-m", "routeplanner", "--version"], capture_output=True, text=True, check=True
    )
    assert rp.__version__ in shown.stdout


def test_a_plan_tells_the_best_of_each_kind(plan):
    assert plan.fastest.time_h <= plan.cheapest.time_h
    assert plan.cheapest.cost_usd <= plan.fastest.cost_usd
    assert plan.lowest_emission.emissions_kgco2e <= plan.fastest.emissions_kgco2e
    assert {label for itinerary in plan.itineraries for label in itinerary.labels} == {
        "fastest",
        "cheapest",
        "lowest-emission",
    }


def test_records_and_data_frame_have_a_row_per_leg(plan):
    records = plan.records()
    assert len(records) == sum(len(itinerary.legs) for itinerary in plan.itineraries)
    frame = plan.to_dataframe()
    assert list(frame.columns) == list(records[0])
    assert frame[frame.itinerary == 1].time_h.sum() == pytest.approx(plan.itineraries[0].time_h)


def test_a_plan_shows_itself_in_a_notebook_and_on_a_map(plan):
    assert "Xi&#x27;an" in plan._repr_html_() or "Xi'an" in plan._repr_html_()
    geometry = plan.__geo_interface__
    assert geometry["type"] == "FeatureCollection"
    assert {feature["geometry"]["type"] for feature in geometry["features"]} <= {
        "LineString",
        "MultiLineString",
        "Point",
    }


def test_a_comparison_has_a_record_per_corridor_and_column(network):
    comparison = rp.compare(network, rp.Request(origin="Xi'an", destination="Alat", by=("time",)))
    assert [record["corridor"] for record in comparison.records()] == [row.corridor for row in comparison.rows]
    assert len(comparison.to_dataframe()) == len(comparison.rows) > 1
    assert comparison.row("base", comparison.rows[0].corridor) is comparison.rows[0]


def test_the_public_graph_is_a_multidigraph(network):
    assert isinstance(network.to_networkx(), nx.MultiDiGraph)


def test_a_request_is_strict():
    for wrong in ({"tonnes": -1.0}, {"tonnes": float("nan")}, {"units": 1.5}, {"tons": 3.0}, {"units": True}):
        with pytest.raises(rp.RouteplannerError):
            rp.Consignment(**wrong)
    with pytest.raises(rp.RouteplannerError):
        rp.Request(origin="a", destination="b", as_of="2026-01-01")
    assert rp.Request(origin="a", destination="b", as_of=date(2026, 1, 1)).as_of == date(2026, 1, 1)


def test_planning_leaves_the_network_as_it_was(network):
    before = network.hash
    rp.plan(network, rp.Request(origin="Xi'an", destination="Alat"))
    assert network.hash == before
    assert rp.read_network("toy", use_cache=False).hash == before


def test_what_is_wrong_with_a_request_is_one_line_that_names_it():
    with pytest.raises(rp.RouteplannerError, match=r"^Request has no 'tonnes' .it has origin, destination, ") as caught:
        rp.Request(origin="a", destination="b", tonnes=22.0)
    assert "\n" not in str(caught.value)
    with pytest.raises(ValueError, match=r"Consignment.tonnes -1.0: .*greater than 0; Consignment.units 0: "):
        rp.Consignment(tonnes=-1.0, units=0)


def test_lists_may_stand_for_tuples(network):
    preferences = rp.Preferences(modes=["rail", "ferry"], via=["Aktau"])
    request = rp.Request(origin="Xi'an", destination="Alat", preferences=preferences, by=["time"])
    assert rp.plan(network, request).fastest.modes == ("rail", "ferry")


def test_one_scenario_may_stand_for_a_list_of_one():
    network = rp.read_network("eurasia")
    request = rp.Request(origin="Shanghai", destination="Rotterdam", by=("time",))
    alone, listed = (rp.plan(network, request, scenarios=names) for names in ("red-sea-closed", ["red-sea-closed"]))
    assert alone.itineraries == listed.itineraries
    assert rp.compare(network, request, versus=["red-sea-closed"]).columns == ("base", "red-sea-closed")


def test_results_say_what_they_are_in_a_few_words(plan, network):
    assert repr(plan) == "<Plan xian to alat on toy 1: 3 itineraries>" or len(repr(plan)) < 120
    assert len(repr(rp.compare(network, rp.Request(origin="xian", destination="alat")))) < 160
