"""Rows and networks never change; a derived network remembers what changed it."""

import copy
import json
import pickle
from datetime import date

import pytest

from routeplanner.network.keyed import Rows
from routeplanner.network.model import TABLES, Link
from routeplanner.network.network import Network
from routeplanner.network.provenance import Change, Key, worst
from routeplanner.record import RecordError
from tests.tiny import corridor, link, tiny

LENGTH = Key("link", "altynkol-aktau", "length_km")


@pytest.fixture
def longer(toy):
    link = toy.links["altynkol-aktau"]
    return toy.derived(
        {"link": {link.link_id: link.model_copy(update={"length_km": 3100.0})}},
        {LENGTH: [Change("detour#1", 3000.0, 3100.0, ("detour:news",), "cited")]},
    )


def test_rows_have_no_way_to_be_changed(toy):
    with pytest.raises(TypeError):
        toy.links["x"] = toy.links["altynkol-aktau"]
    with pytest.raises(TypeError):
        del toy.links["altynkol-aktau"]
    with pytest.raises(RecordError, match="immutable"):
        toy.links["altynkol-aktau"].length_km = 1
    assert isinstance(toy.links["altynkol-aktau"].corridors, tuple)


def test_rows_keep_nothing_of_what_they_were_made_from(toy):
    made_from = {"altynkol-aktau": toy.links["altynkol-aktau"]}
    lines = {"altynkol-aktau": 7}
    rows = Rows(Link, made_from, lines=lines)
    made_from.clear()
    lines.clear()
    rows.lines()["altynkol-aktau"] = 9
    assert list(rows) == ["altynkol-aktau"]
    assert rows.line("altynkol-aktau") == 7
    assert rows.line("elsewhere") == 0


def test_rows_are_a_mapping(toy):
    rows = toy.nodes
    assert "aktau" in rows
    assert "nowhere" not in rows
    assert rows.get("nowhere") is None
    assert len(rows) == len(list(rows)) == 8
    assert list(rows) == sorted(rows)
    with pytest.raises(KeyError):
        rows["nowhere"]


def test_raw_rows_become_records_when_touched(toy):
    values = toy.links["altynkol-aktau"].model_dump(mode="json")
    rows = Rows(Link, raw={"altynkol-aktau": json.dumps(values)})
    assert len(rows) == 1
    assert "altynkol-aktau" in rows
    assert rows["altynkol-aktau"] == toy.links["altynkol-aktau"]
    assert rows["altynkol-aktau"] is rows["altynkol-aktau"]


def test_replacing_rows_makes_new_ones_in_order(toy):
    first, second = (toy.links["altynkol-aktau"].model_copy(update={"link_id": name}) for name in ("aaa", "zzz"))
    rows = toy.links.replaced({"zzz": second, "aaa": first})
    assert list(rows) == sorted([*toy.links, "aaa", "zzz"])
    assert "aaa" not in toy.links
    assert rows.line("altynkol-aktau") == toy.links.line("altynkol-aktau") > 0
    assert rows.line("aaa") == 0


def test_a_network_says_what_it_is(toy):
    assert (toy.id, toy.version, toy.reference_date) == ("toy", "1", date(2026, 1, 1))
    assert repr(toy) == "<Network toy 1: 8 nodes, 13 links, 6 services>"


def test_every_table_has_a_name_of_its_own(toy):
    names = {"source": "sources", "node": "nodes", "link": "links", "border": "borders", "transfer": "transfers",
             "service": "services", "rate": "rates", "restriction": "restrictions", "season": "seasons",
             "corridor": "corridors", "cargo": "cargo", "box": "boxes", "published": "published",
             "evidence": "evidence"}  # fmt: skip
    assert set(names) == set(TABLES) - {"config"}
    for table, attribute in names.items():
        assert getattr(toy, attribute) is toy.table(table)


@pytest.mark.parametrize(
    ("link_id", "is_crossing"),
    [
        ("khorgos-cn-altynkol", True),
        ("khorgos-cn-altynkol-road", True),
        ("altynkol-aktau", False),
        ("aktau-alat-ferry", False),
        ("olya-alat-sea", False),
    ],
)
def test_a_crossing_joins_two_countries_on_land(toy, link_id, is_crossing):
    assert toy.is_crossing(toy.links[link_id]) is is_crossing


def test_deriving_leaves_the_base_alone(toy, longer):
    before = toy.hash
    assert longer.links["altynkol-aktau"].length_km == 3100
    assert toy.links["altynkol-aktau"].length_km == 3000
    assert longer.hash != toy.hash == before
    assert longer.nodes is toy.nodes
    assert toy.changes == {}
    assert longer.folder == ""


def test_deriving_nothing_gives_the_network_itself(toy):
    assert toy.derived({}, {}) is toy


def test_deriving_back_gives_the_hash_of_the_base(toy, longer):
    back = longer.derived({"link": {"altynkol-aktau": toy.links["altynkol-aktau"]}}, {})
    assert back.hash == toy.hash


def test_provenance_names_overrides_first(toy, longer):
    base = toy.provenance(LENGTH)
    assert (base.sources, base.quality, base.overrides) == (("estimate",), "estimated", ())
    found = longer.provenance(LENGTH)
    assert (found.sources, found.quality, found.overrides) == (("detour:news",), "cited", ("detour#1",))


def test_provenance_adds_up_over_overrides(longer):
    again = longer.derived({}, {LENGTH: [Change("flood#2", 3100.0, 3200.0, (), "estimated")]})
    found = again.provenance(LENGTH)
    assert (found.sources, found.quality, found.overrides) == (("detour:news",), "estimated", ("detour#1", "flood#2"))
    assert len(longer.changes[LENGTH]) == 1


def test_a_figure_that_is_only_multiplied_rests_on_where_it_came_from(toy):
    twice = Change("slow#1", 3000.0, 6000.0, ("slow:news",), "cited", relative=True)
    found = toy.derived({}, {LENGTH: [twice]}).provenance(LENGTH)
    assert found == (("estimate", "slow:news"), "estimated", ("slow#1",))
    anew = Change("detour#1", 3000.0, 3100.0, ("detour:news",), "cited")
    found = toy.derived({}, {LENGTH: [anew, twice]}).provenance(LENGTH)
    assert found == (("detour:news", "slow:news"), "cited", ("detour#1", "slow#1"))


def test_a_guessed_factor_on_a_cited_figure_is_a_guess(tables):
    tables.add("source", source_id="atlas", title="Atlas", publisher="Press")
    tables.put("evidence", "table,row_id,field,source_id,quality,note\nlink,altynkol-aktau,length_km,atlas,cited,\n")
    network = tables.network().derived({}, {LENGTH: [Change("x#1", 1.0, 2.0, (), "estimated", relative=True)]})
    assert network.provenance(LENGTH) == (("atlas",), "estimated", ("x#1",))


def test_provenance_prefers_the_evidence_of_a_single_figure(tables):
    tables.add("source", source_id="atlas", title="Atlas", publisher="Press")
    tables.put("evidence", "table,row_id,field,source_id,quality,note\nlink,altynkol-aktau,length_km,atlas,cited,\n")
    network = tables.network()
    assert network.provenance(LENGTH).sources == ("atlas",)
    assert network.provenance(Key("link", "altynkol-aktau", "mode")).sources == ("estimate",)


def test_the_weakest_quality_counts():
    assert worst(["cited", "estimated", "derived"]) == "estimated"
    assert worst(["cited", "derived"]) == "derived"
    assert worst([]) == "cited"


def test_networks_travel_to_other_processes(toy, longer):
    for network in (toy, longer):
        for twin in (pickle.loads(pickle.dumps(network)), copy.deepcopy(network)):  # noqa: S301 - our own bytes
            assert twin.hash == network.hash
            assert twin.changes == network.changes
            assert dict(twin.links) == dict(network.links)


def test_a_network_needs_no_more_than_its_tables(toy):
    bare = Network({"config": toy.table("config")})
    assert len(bare.links) == 0
    assert bare.hash != toy.hash


def test_a_branch_has_its_lineage_even_where_parents_go_round():
    branch, twig = (corridor(name, "a").model_copy(update={"parent": of}) for name, of in (("b", "c"), ("t", "b")))
    network = tiny(link("a-z"), branch, twig, corridor("c", "a"))
    assert network.lineage("t") == ("t", "b", "c")
    assert network.lineage("nowhere") == ("nowhere",)
    ring = tiny(link("a-z"), branch, corridor("c", "a").model_copy(update={"parent": "b"}))
    assert ring.lineage("b") == ("b", "c")
