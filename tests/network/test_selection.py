"""Selectors: what they hit, and what they say when they hit nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routeplanner.network.selection import SelectionError, select
from tests import tiny as t


@pytest.fixture(scope="module")
def network():
    return t.tiny(
        t.node("xian", "CN"),
        t.node("alashankou", "CN", "border"),
        t.node("dostyk", "KZ", "border"),
        t.node("almaty", "KZ"),
        t.node("aktau", "KZ", "port"),
        t.node("alat", "AZ", "port"),
        t.link("xian-alashankou", country="CN", gauge_mm=1435),
        t.link("alashankou>dostyk", gauge_mm=1435),
        t.link("dostyk>alashankou"),
        t.link("alashankou-dostyk", "road", gauge_mm=None),
        t.link("dostyk-almaty", country="KZ", length_km=1200.0, corridors=("branch",)),
        t.link("almaty-aktau", country="KZ", length_km=3000.0),
        t.link("aktau-alat", "ferry", corridors=("trunk",)),
        t.border("alashankou-dostyk-rail", 90.0, direction="forward"),
        t.border("alashankou-dostyk-rail", 40.0, 100.0, direction="forward", service_class="express"),
        t.border("dostyk-alashankou-rail", 47.0, direction="forward"),
        t.border("alashankou-dostyk-road", 24.0, direction="both"),
        t.transfer("aktau", "rail1520>ferry", 24.0),
        t.transfer("aktau", "ferry>rail1520", 12.0),
        t.transfer("*", "rail1520>road", 6.0),
        t.service("caspian-ferry", "aktau-alat-ferry", interval=48.0),
        t.rate("rail", "rail", speed_km_day=1000.0, cost_usd_km=0.5, cost_per="feu", emission_kg_tkm=0.02),
        t.rate("rail-kz", "rail", country="KZ", cost_usd_km=0.3, cost_per="teu"),
        t.corridor("trunk", "aktau"),
        t.corridor("branch", "dostyk").model_copy(update={"parent": "trunk"}),
    )


def faults(network, selector):
    with pytest.raises(SelectionError) as caught:
        select(network, selector)
    return [(fault.code, fault.path) for fault in caught.value.faults], caught.value.faults


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ({"nodes": "aktau"}, ["aktau"]),
        ({"nodes": ["dostyk", "aktau"]}, ["aktau", "dostyk"]),
        ({"nodes": "al*"}, ["alashankou", "alat", "almaty"]),
        ({"nodes": "al?t"}, ["alat"]),
        ({"nodes": {"country": "KZ", "node_type": ["port", "hub"]}}, ["aktau", "almaty"]),
        ({"links": {"country": "KZ", "mode": "rail"}}, ["almaty-aktau-rail", "dostyk-almaty-rail"]),
        ({"links": {"corridor": "branch"}}, ["dostyk-almaty-rail"]),
        ({"links": {"corridor": "trunk"}}, ["aktau-alat-ferry", "dostyk-almaty-rail"]),
        ({"links": {"gauge": "1435"}}, ["alashankou-dostyk-rail", "xian-alashankou-rail"]),
        ({"links": {"gauge": 1435}}, ["alashankou-dostyk-rail", "xian-alashankou-rail"]),
        ({"links": {"touching": ["alat", "xian"]}}, ["aktau-alat-ferry", "xian-alashankou-rail"]),
        ({"links": {"from": "dostyk", "to": "almaty"}}, ["dostyk-almaty-rail"]),
        (
            {"links": {"crosses": ["KZ", "CN"], "mode": "rail"}},
            ["alashankou-dostyk-rail", "dostyk-alashankou-rail"],
        ),
        ({"links": {"length": {"gt": "1200 km"}}}, ["almaty-aktau-rail"]),
        ({"links": {"length": {"ge": "1200 km", "lt": "3000 km"}}}, ["dostyk-almaty-rail"]),
        ({"links": {"country": "KZ", "not": {"touching": "aktau"}}}, ["dostyk-almaty-rail"]),
        ({"links": {"any": [{"mode": "ferry"}, {"country": "CN"}]}}, ["aktau-alat-ferry", "xian-alashankou-rail"]),
        ({"borders": {"service_class": "express"}}, ["alashankou-dostyk-rail:forward:express"]),
        ({"borders": {"mode": "road", "country": "KZ"}}, ["alashankou-dostyk-road:both"]),
        ({"borders": {"fee": {"gt": "50 USD/FEU"}}}, ["alashankou-dostyk-rail:forward:express"]),
        ({"borders": {"direction": "both"}}, ["alashankou-dostyk-road:both"]),
        ({"transfers": {"node": "aktau", "from": "rail"}}, ["aktau:rail1520-ferry"]),
        ({"transfers": {"mode": "road"}}, ["any:rail1520-road"]),
        ({"services": {"country": "AZ", "mode": "ferry"}}, ["caspian-ferry"]),
        ({"rates": {"cost": {"lt": "1 USD/TEU-km"}}}, ["rail-kz"]),
        ({"corridors": {"parent": "trunk"}}, ["branch"]),
    ],
)
def test_selects(network, selector, expected):
    assert list(select(network, selector).ids) == expected


@pytest.mark.parametrize("name", ["alashankou-dostyk", "dostyk-alashankou"])
def test_a_pair_of_stations_means_every_crossing_between_them_in_either_order(network, name):
    assert len(select(network, {"borders": name}).ids) == 4


@pytest.mark.parametrize("name", ["alashankou-dostyk-road", "dostyk-alashankou-road"])
def test_a_pair_with_its_mode_means_the_crossings_by_that_mode(network, name):
    assert select(network, {"borders": name}).ids == ("alashankou-dostyk-road:both",)


def test_a_pair_that_is_also_the_railway_of_its_name_leaves_the_road_alone():
    crossing = {"gauge_mm": 1435, "link_id": "a-b"}
    network = t.tiny(
        t.node("a", "CN"),
        t.node("b", "KZ"),
        t.link("a>b", **crossing),
        t.link("b>a", link_id="b-a"),
        t.link("a-b", "road"),
    )
    assert select(network, {"borders": "b-a"}).ids == ("a-b:both", "b-a:both")


@pytest.mark.parametrize(
    ("selector", "code", "path", "text"),
    [
        ({}, "E401", (), "links"),
        ({"links": {}}, "E401", ("links",), "filter"),
        ({"links": []}, "E401", ("links",), "filter"),
        ({"links": ""}, "E401", ("links",), "filter"),
        ({"links": {"mode": []}}, "E401", ("links", "mode"), "ferry"),
        ({"lniks": "x"}, "E408", ("lniks",), "'links'"),
        ({"links": "*", "nodes": "*"}, "E408", ("nodes",), "split"),
        ({"nodes": "aktua"}, "E402", ("nodes",), "'aktau'"),
        ({"nodes": "AKTAU"}, "E402", ("nodes",), "'aktau'"),
        ({"nodes": ["aktau", "alatt"]}, "E402", ("nodes", 1), "'alat'"),
        ({"links": "aktao-*"}, "E402", ("links",), "aktau-alat-ferry"),
        ({"links": {"mode": "train"}}, "E402", ("links", "mode"), "ferry, rail, road"),
        ({"links": {"country": ["KZ", "UZ"]}}, "E402", ("links", "country", 1), "KZ"),
        ({"links": {"crosses": ["CN"]}}, "E402", ("links", "crosses"), "[PL, BY]"),
        ({"links": {"touching": {"a": "b"}}}, "E402", ("links", "touching"), "aktau"),
        ({"transfers": {"node": "almaty"}}, "E402", ("transfers", "node"), "'*'"),
        ({"links": {"mode": "ferry", "country": "CN"}}, "E406", ("links",), "mode: 1, country: 1"),
        ({"links": {"length": {"gt": "9000 km"}}}, "E406", ("links",), "nothing"),
        ({"links": {"modee": "rail"}}, "E408", ("links", "modee"), "'mode'"),
        ({"links": {"length": "9 km"}}, "E408", ("links", "length"), "{gt:"),
        ({"links": {"length": {"above": "9 km"}}}, "E408", ("links", "length", "above"), "gt"),
        ({"links": {"length": {"gt": "9 h"}}}, "E104", ("links", "length", "gt"), "km"),
        ({"links": {"not": "rail"}}, "E408", ("links", "not"), "{mode: rail}"),
        ({"links": {"any": {"mode": "rail"}}}, "E408", ("links", "any"), "[{mode: rail}"),
    ],
)
def test_says_what_is_wrong_and_where(network, selector, code, path, text):
    found, (fault, *_) = faults(network, selector)
    assert (code, path) in found
    assert text in fault.hint


def test_reports_every_fault_of_a_selector_at_once(network):
    found, _ = faults(network, {"links": {"mode": "rial", "country": "UZ", "colour": "red"}})
    assert found == [
        ("E402", ("links", "mode")),
        ("E402", ("links", "country")),
        ("E408", ("links", "colour")),
    ]


def test_a_value_the_network_has_but_the_collection_does_not_is_said_so(network):
    _, (fault,) = faults(network, {"links": {"country": "AZ"}})
    assert fault.what == "no link has country 'AZ'"


@given(st.text("ab*?", max_size=12), st.text("ab", max_size=12))
def test_patterns_match_as_in_a_shell(pattern, name):
    from fnmatch import fnmatchcase

    from routeplanner.network.selection import _as_pattern

    assert _as_pattern(pattern)(name) == fnmatchcase(name, pattern)


def test_a_pattern_of_stars_takes_no_time():
    from routeplanner.network.selection import _as_pattern

    assert not _as_pattern("a*" * 2000 + "b")("a" * 4000)


def test_the_mile_of_one_kind_of_equipment_can_be_named():
    network = t.tiny(
        t.link("a-b"), t.transfer("*", "door>terminal", 24.0), t.transfer("*", "door>terminal", 0.0, equipment="truck")
    )
    assert list(select(network, {"transfers": {"from": "door", "equipment": "truck"}}).ids) == [
        "any:door-terminal:truck"
    ]
    assert len(select(network, {"transfers": {"from": "door"}}).ids) == 2
