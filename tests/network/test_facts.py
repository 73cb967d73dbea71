"""What a network says of one place."""

import pytest

import routeplanner as rp
from routeplanner.errors import AmbiguousPlaceError, UnknownNameError
from routeplanner.network.facts import SECTIONS, figures_of, gather_facts
from routeplanner.network.model import TABLES
from routeplanner.network.provenance import Change, Key
from tests.tiny import border, corridor, link, node, published, restriction, season, service, tiny, transfer


def ids(network, place, section):
    return [entry.row_id for entry in gather_facts(network, place).sections[section]]


def test_sections_are_tables_of_a_network_and_always_there():
    facts = gather_facts(tiny(link("a-b")), "a")
    assert list(facts.sections) == list(SECTIONS)
    assert set(SECTIONS.values()) <= set(TABLES)
    assert [entry.row_id for entry in facts.sections["place"]] == ["a"]
    assert facts.sections["borders"] == ()


def test_links_are_seen_from_the_place():
    network = tiny(
        link("a-b"),
        link("b>c", "road"),
        link("c>b", "road", link_id="back"),
        service("x", "a-b-rail", service_class="express"),
    )
    seen = {entry.row_id: dict(entry.seen) for entry in gather_facts(network, "b").sections["links"]}
    assert seen == {
        "a-b-rail": {"to": "a", "way": "both", "classes": ["express", "regular", "wagonload"], "services": 1},
        "b-c-road": {"to": "c", "way": "out", "classes": ["solo", "team"], "services": 0},
        "back": {"to": "c", "way": "in", "classes": ["solo", "team"], "services": 0},
    }
    assert ids(network, "c", "links") == ["b-c-road", "back"]


def test_express_is_not_said_of_a_link_without_such_a_service():
    (entry,) = gather_facts(tiny(link("a-b")), "a").sections["links"]
    assert entry.seen["classes"] == ["regular", "wagonload"]


def test_crossings_are_told_in_each_direction_with_its_ends():
    network = tiny(
        link("a-b"),
        node("b", "RU"),
        border("a-b-rail", 5, direction="back"),
        border("a-b-rail", 3, direction="forward"),
    )
    ends = [
        (entry.seen["start"], entry.seen["end"], entry.get("dwell_h"))
        for entry in gather_facts(network, "b").sections["borders"]
    ]
    assert ends == [("b", "a", 5.0), ("a", "b", 3.0)]


HANDLING = (
    transfer("*", "rail1520>road", 30),
    transfer("*", "road>rail1520", 40),
    transfer("*", "sea>rail1520", 50),
    transfer("*", "rail1520>rail1520", 60),
    transfer("*", "terminal>road", 4),
    transfer("*", "door>terminal", 24),
    transfer("other", "rail1520>road", 1),
)


def test_handling_is_the_places_own_and_what_applies_everywhere():
    network = tiny(link("a-b"), link("b-c", "road"), transfer("b", "rail1520>road", 3), *HANDLING, node("other"))
    found = {entry.row_id: entry.seen["applies"] for entry in gather_facts(network, "b").sections["handling"]}
    assert found == {
        "b:rail1520-road": "own",
        "any:door-terminal": "everywhere",
        "any:rail1520-rail1520": "everywhere",
        "any:road-rail1520": "everywhere",
        "any:terminal-road": "everywhere",
    }


def test_an_own_row_for_some_does_not_take_the_place_of_the_row_for_all():
    rows = [link("a-b"), link("b-c", "road"), *HANDLING[:1], node("other")]
    some = transfer("b", "rail1520>road", 3, equipment="truck")
    assert ids(tiny(*rows, some), "b", "handling") == ["b:rail1520-road:truck", "any:rail1520-road"]
    team = transfer("b", "rail1520>road", 3, service_class="team")
    assert ids(tiny(*rows, team), "b", "handling") == ["b:rail1520-road", "any:rail1520-road"]
    both = transfer("b", "rail1520>road", 3)
    special = transfer("*", "rail1520>road", 9, equipment="truck")
    assert ids(tiny(*rows, both, special), "b", "handling") == ["b:rail1520-road"]


def test_a_mode_that_only_arrives_is_not_left_by():
    network = tiny(link("a-b"), link("c>b", "road"), *HANDLING, node("other"))
    assert "any:rail1520-road" not in ids(network, "b", "handling")
    assert "any:road-rail1520" in ids(network, "b", "handling")


def test_nothing_is_handled_at_a_passage():
    network = tiny(node("p", None, "passage"), link("a-p", "sea"), link("p-b", "sea"), transfer("*", "sea>sea", 9))
    assert ids(network, "p", "handling") == []
    assert ids(network, "a", "handling") == ["any:sea-sea"]


def test_what_handling_is_told_is_what_trips_meet():
    """Every transfer of any trip on the shipped network stands in the facts of its place."""
    network = rp.read_network("eurasia")
    for ends in (("Xi'an", "Duisburg"), ("Mumbai", "Moscow"), ("Aktau", "Poti")):
        plan = rp.plan(network, rp.Request(origin=ends[0], destination=ends[1], scope="door"))
        transfers = [leg for itinerary in plan.itineraries for leg in itinerary.legs if leg.kind == "transfer"]
        assert transfers, ends
        for leg in transfers:
            hours = [entry.get("time_h") for entry in gather_facts(network, leg.origin).sections["handling"]]
            assert leg.time_h in hours, (leg.origin, leg.detail)


def test_services_have_their_ends_and_their_mean_wait():
    network = tiny(
        link("a-p", "sea"), link("b-p", "sea"), node("p", None, "passage"),
        service("out", "a-p-sea", "b-p-sea", interval=48.0, direction="forward"),
        service("home", "a-p-sea", "b-p-sea", wait_h=30.0, direction="back"),
        service("short", "a-p-sea", weekdays=("mon", "thu")),
    )  # fmt: skip
    seen = {entry.row_id: dict(entry.seen) for entry in gather_facts(network, "a").sections["services"]}
    assert seen["out"] == {"mode": "sea", "start": "a", "end": "b", "calls_here": True, "mean_wait_h": 24.0}
    assert seen["home"] == {"mode": "sea", "start": "b", "end": "a", "calls_here": True, "mean_wait_h": 30.0}
    assert seen["short"]["mean_wait_h"] == 42.0
    assert not any(entry.seen["calls_here"] for entry in gather_facts(network, "p").sections["services"])
    assert ids(network, "b", "services") == ["home", "out"]


def test_a_service_that_calls_elsewhere_passes():
    line = service("x", "a-b-sea", "b-c-sea", calls=("a", "c"))
    network = tiny(link("a-b", "sea"), link("b-c", "sea"), line)
    calls = {place: gather_facts(network, place).sections["services"][0].seen["calls_here"] for place in "abc"}
    assert calls == {"a": True, "b": False, "c": True}


@pytest.mark.parametrize("departures", [{"wait_h": 60.0, "interval": 48.0}, {"interval": 48.0}, {"weekdays": ("mon",)}])
def test_the_wait_is_the_one_a_trip_is_told(departures):
    network = tiny(
        link("a-p"), link("p-q", "ferry"), link("q-z"), service("boat", "p-q-ferry", **departures),
        transfer("*", "rail1520>ferry", 5.0), transfer("*", "ferry>rail1520", 5.0),
    )  # fmt: skip
    fastest = rp.plan(network, rp.Request(origin="a", destination="z", by=("time",))).fastest
    (boat,) = gather_facts(network, "p").sections["services"]
    assert [leg.time_h for leg in fastest.legs if leg.kind == "wait"] == [boat.seen["mean_wait_h"]]


def test_seasons_and_rules_are_those_of_the_place_its_links_and_services():
    network = tiny(
        link("a-b", "sea"), link("c-d"), node("a", "RU"),
        service("ship", "a-b-sea", interval=48.0),
        season("ice", "closed", "01-01", "02-01", links=("a-b-sea", "c-d-rail")),
        season("fog", "delay", "01-01", "02-01", services=("ship",), delay_h=5.0),
        season("sand", "slow", "01-01", "02-01", links=("c-d-rail",), factor=2.0),
        restriction("there", "transit", countries=("KZ", "RU")),
        restriction("ship", "crossing", links=("a-b-sea",)),
        restriction("spot", "crossing", nodes=("a", "c")),
        restriction("far", "crossing", nodes=("c",)),
    )  # fmt: skip
    facts = gather_facts(network, "a")
    assert {entry.row_id: entry.seen["here"] for entry in facts.sections["seasons"]} == {
        "ice": ["a-b-sea"],
        "fog": ["ship"],
    }
    assert {entry.row_id: entry.seen["here"] for entry in facts.sections["restrictions"]} == {
        "there": ["RU"],
        "ship": ["a-b-sea"],
        "spot": ["a"],
    }


def test_corridors_pass_by_a_link_or_have_a_gate_here_and_bring_their_parents():
    child = corridor("branch", "z").model_copy(update={"parent": "trunk"})
    network = tiny(
        link("a-b", corridors=("branch",)), link("z-y"),
        child, corridor("trunk", "y"), corridor("gated", "b&y"), corridor("never", "y&!a"), corridor("else", "y"),
    )  # fmt: skip
    found = {entry.row_id: entry.seen["has_gate_here"] for entry in gather_facts(network, "a").sections["corridors"]}
    assert found == {"branch": False, "trunk": False}
    assert ids(network, "b", "corridors") == ["branch", "gated", "trunk"]


def test_published_figures_are_those_of_trips_that_start_or_end_here():
    rows = [published("out", "a>b", days_low=3.0, days_high=4.0), published("home", "b>a", days_low=3.0, days_high=4.0)]
    network = tiny(link("a-b"), link("b-c"), *rows, published("far", "b>c", days_low=1.0, days_high=1.0))
    assert ids(network, "a", "published") == ["home", "out"]
    assert ids(network, "c", "published") == ["far"]


def test_a_record_is_one_fact_with_its_origin():
    facts = gather_facts(tiny(link("a-b", length_km=12.5)), "a")
    rows = {(row["section"], row["id"], row["field"]): row for row in facts.records()}
    assert len(rows) == len(facts.records())
    assert rows["links", "a-b-rail", "length_km"] == {
        "section": "links", "id": "a-b-rail", "field": "length_km", "value": 12.5, "quality": "estimated",
        "sources": ["estimate"], "note": "made for a test",
    }  # fmt: skip
    assert rows["links", "a-b-rail", "to"]["quality"] is None
    assert facts.source_ids() == ("estimate",)
    assert ("links", "a-b-rail", "time_factor") not in rows


def test_an_override_is_the_origin_of_what_it_changed():
    network = tiny(link("a-b"))
    longer = network.links["a-b-rail"].model_copy(update={"time_h": 99.0})
    change = Change("slow#rail", 24.0, 99.0, ("slow:survey",), "cited")
    changed = network.derived({"link": {"a-b-rail": longer}}, {Key("link", "a-b-rail", "time_h"): [change]})
    figures = figures_of(changed, "link", "a-b-rail")
    assert (figures["time_h"].value, figures["time_h"].sources, figures["time_h"].quality) == (
        99.0,
        ("slow:survey",),
        "cited",
    )
    assert figures["length_km"].sources == ("estimate",)


def test_names_are_forgiving_and_ambiguous_ones_refused():
    network = rp.read_network("toy")
    assert gather_facts(network, "KZAAU") == gather_facts(network, "актау")
    with pytest.raises(AmbiguousPlaceError):
        gather_facts(network, "Khorgos")
    with pytest.raises(UnknownNameError):
        gather_facts(network, "Atlantis")


def test_gathering_leaves_the_network_as_it_was():
    network = rp.read_network("toy", use_cache=False)
    before = network.hash
    for node_id in network.nodes:
        gather_facts(network, node_id)
    assert rp.read_network("toy", use_cache=False).hash == before == network.hash
