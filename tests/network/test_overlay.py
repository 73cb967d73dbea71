"""Overlays: read as strictly as a network, laid over it row by row, never mistaken for it."""

import csv
import io
import shutil
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import routeplanner as rp
from routeplanner.errors import DataError, FileError, UnknownNameError, UsageError
from routeplanner.network import cache, files
from routeplanner.network.files import read_network
from routeplanner.network.model import TABLES
from routeplanner.network.network import Network
from routeplanner.network.provenance import Key, Overlay, in_order
from tests.network.overlays import EXPRESS, TERMINAL, lay, parse, problems
from tests.network.tables import TOY, pointed_at

COST = Key("rate", "rail-express", "cost_usd_km")


def row_of(table, row_id):
    """Return a row of toy as a header and a line, to be changed and laid over it."""
    with (TOY / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    return dict(zip(header, next(row for row in rows if row[0] == row_id), strict=True))


def text_of(*rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([[*rows[0]], *(row.values() for row in rows)])
    return text.getvalue()


def test_a_row_replaces_its_namesake_and_adds_what_is_new(tmp_path, toy):
    laid = read_network("toy", overlays=[lay(tmp_path, rate=EXPRESS, **TERMINAL)])
    assert laid.rates["rail-express"].cost_usd_km == 0.9
    assert set(laid.nodes) - set(toy.nodes) == {"own-terminal"}
    assert {name: len(laid.table(name)) - len(toy.table(name)) for name in TABLES if name != "source"} == {
        name: int(name in TERMINAL) for name in TABLES if name != "source"
    }
    assert list(laid.links) == sorted(laid.links)
    (overlay,) = laid.overlays
    assert overlay == Overlay("my-prices", overlay.hash, rows=3, replaced=1, added=2)
    assert laid.title == "toy 1 + my-prices"
    assert "toy 1 + my-prices" in repr(laid)
    assert (laid.id, laid.version, laid.folder) == (toy.id, toy.version, toy.folder)


def test_a_row_is_replaced_whole(tmp_path):
    without_speed = EXPRESS.replace("960", "")
    assert read_network("toy", overlays=lay(tmp_path, rate=without_speed)).rates["rail-express"].speed_km_day is None


def test_figures_of_an_overlay_are_cited_from_it_unless_it_says_otherwise(tmp_path):
    laid = read_network("toy", overlays=[lay(tmp_path, rate=EXPRESS)])
    assert laid.provenance(COST) == (("overlay:my-prices",), "cited", ())
    assert laid.sources["overlay:my-prices"].title == "Overlay my-prices"
    blank = EXPRESS.replace("0.02\n", "0.02,,\n").replace("emission_kg_tkm\n", "emission_kg_tkm,source_id,quality\n")
    assert read_network("toy", overlays=[lay(tmp_path, rate=blank)]).provenance(COST) == laid.provenance(COST)


def test_a_source_of_its_own_comes_after_the_overlay(tmp_path):
    rate = text_of(
        row_of("rate", "rail-express") | {"cost_usd_km": "0.9", "source_id": "a-contract", "quality": "cited"}
    )
    source = "source_id,title,publisher,as_of\na-contract,Contract 7,Sales,2026-01-15\n"
    laid = read_network("toy", overlays=[lay(tmp_path, rate=rate, source=source)])
    assert laid.provenance(COST).sources == ("overlay:my-prices", "a-contract")
    assert laid.overlays[0][2:] == (2, 1, 1, 0)


def test_an_estimate_is_an_estimate_in_an_overlay_too(tmp_path):
    rate = text_of(row_of("rate", "rail-express") | {"cost_usd_km": "0.9"})
    assert problems(lay(tmp_path, rate=rate)) == []
    laid = read_network("toy", overlays=[tmp_path / "my-prices"])
    assert laid.provenance(COST) == (("overlay:my-prices", "estimate"), "estimated", ())


@pytest.mark.parametrize(("quality", "said"), [("cited", "quality cited with source"), ("derived", "without a note")])
def test_quality_and_source_must_agree(tmp_path, quality, said):
    wrong = row_of("rate", "rail-express") | {"cost_usd_km": "0.9", "quality": quality, "note": ""}
    wrong["source_id"] = "estimate" if quality == "cited" else ""
    found = problems(lay(tmp_path, rate=text_of(wrong)))
    assert {problem.code for problem in found} == {"E725"}
    assert any(said in problem.what for problem in found)
    assert all(problem.where.startswith("my-prices/rate.csv:2:") for problem in found)


def test_what_was_said_of_a_replaced_row_is_forgotten(tmp_path, tables):
    evidence = "table,row_id,field,source_id,quality,note\nrate,{},cost_usd_km,estimate,estimated,judged\n"
    tables.put("evidence", evidence.format("rail-express") + "rate,sea,cost_usd_km,estimate,estimated,judged\n")
    overlay = lay(tmp_path, rate=EXPRESS)
    laid = read_network(tables.folder, overlays=[overlay])
    assert laid.provenance(COST) == (("overlay:my-prices",), "cited", ())
    assert list(laid.evidence) == ["rate:sea:cost_usd_km"]
    lay(tmp_path, evidence=evidence.format("rail-express").replace("judged", "a guess"))
    laid = read_network(tables.folder, overlays=[overlay])
    assert laid.provenance(COST) == (("overlay:my-prices", "estimate"), "estimated", ())
    assert laid.overlays[0][2:] == (2, 2, 0, 0)


def test_a_bad_cell_is_pointed_at_in_its_folder(tmp_path):
    overlay = lay(tmp_path, rate=EXPRESS.replace("0.9", "0,9").replace("feu", "fue"), node="node_id\nx\n")
    found = problems(overlay)
    assert [problem.where for problem in found if problem.code == "E702"] == ["my-prices/rate.csv:2:1"]
    assert "my-prices/node.csv:1:1" in {problem.where for problem in found if problem.code == "E704"}
    overlay = lay(tmp_path, "other", rate=EXPRESS.replace("0.9", "x"))
    (problem,) = problems(overlay)
    assert (problem.code, problem.where, pointed_at(problem)) == ("E101", "other/rate.csv:2:35", "x")
    assert "    2 | rail-express" in problem.as_text()


def test_problems_of_base_and_overlay_come_together_and_can_be_told_apart(tmp_path, tables):
    tables.set("rate", "sea", cost_usd_km="y")
    found = problems(lay(tmp_path, rate=EXPRESS.replace("0.9", "x")), base=tables.folder)
    assert [problem.where.rpartition(":")[0] for problem in found] == ["copy/rate.csv:9", "my-prices/rate.csv:2"]
    assert [problem.where.rpartition(":")[0] for problem in tables.problems()] == ["rate.csv:9"]


@pytest.mark.parametrize(
    ("tables", "code", "where", "what"),
    [
        ({"link": TERMINAL["link"]}, "E711", "my-prices/link.csv:2:26", "unknown node 'own-terminal'"),
        ({"rate": EXPRESS.replace("rail-express,", "express-2,")}, "E723", "my-prices/rate.csv:2:1", "both give"),
        ({"prices": "x\n1\n"}, "E707", "my-prices/prices.csv:1:1", "not a table"),
        ({"rate": EXPRESS.split("\n")[0]}, "E713", "my-prices/rate.csv:1:1", "no rows"),
        ({"rate": ""}, "E713", "my-prices/rate.csv:1:1", "empty"),
        ({}, "E740", "my-prices:1:1", "holds no table"),
        ({"config": (TOY / "config.csv").read_bytes()}, "E741", "my-prices/config.csv:1:1", "another network"),
        ({"rate": b"rate_id\n\xff\n"}, "E010", "my-prices/rate.csv:2:1", "not UTF-8"),
        ({"rate": EXPRESS + EXPRESS.split("\n")[1]}, "E710", "my-prices/rate.csv:3:1", "already on line 2"),
        ({"rate": EXPRESS.replace("cost_per", "cost_for")}, "E021", "my-prices/rate.csv:1:88", "unknown column"),
    ],
)
def test_what_is_wrong_with_an_overlay_is_an_error_with_its_place(tmp_path, tables, code, where, what):
    found = problems(lay(tmp_path, **tables))
    assert [(problem.code, problem.where) for problem in found] == [(code, where)]
    assert what in found[0].what
    assert found[0].hint
    with pytest.raises(DataError):
        read_network("toy", overlays=[tmp_path / "my-prices"])


def test_a_rate_beside_the_one_it_should_replace_is_told_its_name(tmp_path):
    (problem,) = problems(lay(tmp_path, rate=EXPRESS.replace("rail-express,", "express-2,")))
    assert "call it 'rail-express' to replace that one" in problem.hint


def test_a_file_in_capitals_is_not_overlooked(tmp_path):
    overlay = lay(tmp_path, rate=EXPRESS)
    (overlay / "Node.CSV").write_text(TERMINAL["node"], encoding="utf-8")
    assert [(problem.code, problem.where) for problem in problems(overlay)] == [("E707", "my-prices/Node.CSV:1:1")]


def test_a_row_that_changes_no_figure_is_a_warning(tmp_path):
    same = text_of(row_of("rate", "rail-express"))
    (problem,) = problems(lay(tmp_path, rate=same))
    assert (problem.code, problem.where, pointed_at(problem)) == ("W820", "my-prices/rate.csv:2:1", "rail-express")
    assert read_network("toy", overlays=[tmp_path / "my-prices"]).hash != read_network("toy").hash
    assert problems(lay(tmp_path, rate=EXPRESS)) == []


def test_sources_the_network_needs_no_more_are_no_fault_of_it(tmp_path, tables):
    tables.add("source", source_id="old", title="Old", publisher="x").set("rate", "rail-express", quality="cited",
                                                                          source_id="old")  # fmt: skip
    assert tables.problems() == []
    assert problems(lay(tmp_path, rate=EXPRESS), base=tables.folder) == []
    unused = "source_id,title,publisher\nmine,Mine,x\n"
    (problem,) = problems(lay(tmp_path, rate=EXPRESS, source=unused), base=tables.folder)
    assert (problem.code, problem.where) == ("W807", "my-prices/source.csv:2:1")


def test_the_later_overlay_wins_and_says_so(tmp_path):
    low, high = lay(tmp_path, "low", rate=EXPRESS, **TERMINAL), lay(tmp_path, "high", rate=EXPRESS.replace("0.9", "3"))
    laid = read_network("toy", overlays=[low, high])
    assert laid.rates["rail-express"].cost_usd_km == 3.0
    assert laid.provenance(COST).sources == ("overlay:high",)
    assert [overlay[2:] for overlay in laid.overlays] == [(3, 1, 2, 1), (1, 1, 0, 0)]
    assert {"overlay:low", "overlay:high"} <= set(laid.sources)
    other = read_network("toy", overlays=[high, low])
    assert other.rates["rail-express"].cost_usd_km == 0.9
    assert "overlay:high" not in other.sources
    assert other.hash != laid.hash


def test_an_overlay_of_lists_without_sources_makes_none(tmp_path):
    corridor = "corridor_id,name,gates,priority,color,description\nnew,New,aktau,9,#112233,A new one.\n"
    laid = read_network("toy", overlays=[lay(tmp_path, corridor=corridor)])
    assert "new" in laid.corridors
    assert "overlay:my-prices" not in laid.sources


@pytest.mark.parametrize("name", ["no-such-folder", "", "my-pricse", "\x00", "my-prices/rate.csv"])
def test_an_unknown_overlay_is_a_usage_error(tmp_path, monkeypatch, name):
    lay(tmp_path, rate=EXPRESS)
    monkeypatch.chdir(tmp_path)
    for overlays in (name, [name]):
        with pytest.raises(UnknownNameError, match="unknown overlay") as caught:
            read_network("toy", overlays=overlays)
        assert caught.value.exit_code == 2
    if name == "my-pricse":
        assert caught.value.hint == "did you mean 'my-prices'?"


def test_a_path_too_long_is_no_traceback():
    with pytest.raises((FileError, UnknownNameError)):
        read_network("toy", overlays=["x" * 5000])


def test_names_that_would_be_mistaken_are_refused(tmp_path, monkeypatch):
    first = lay(tmp_path / "a", rate=EXPRESS)
    second = lay(tmp_path / "b", rate=EXPRESS)
    with pytest.raises(UsageError, match="'my-prices' is given twice"):
        read_network("toy", overlays=[first, first])
    with pytest.raises(UsageError, match="two overlays are called 'my-prices'"):
        read_network("toy", overlays=[first, second])
    with pytest.raises(UsageError, match="called as the network is"):
        read_network("toy", overlays=[lay(tmp_path, "toy", rate=EXPRESS)])
    monkeypatch.chdir(first)
    assert read_network("toy", overlays=["."]).overlays[0].name == "my-prices"
    assert read_network("toy", overlays=["../my-prices/"]).overlays[0].name == "my-prices"


@pytest.mark.parametrize("name", ["a|b", "tab\there", "bell\x07"])
def test_names_that_cannot_stand_in_a_list_are_refused(tmp_path, name):
    try:
        overlay = lay(tmp_path, name, rate=EXPRESS)
    except OSError:
        pytest.skip("the file system refuses the name itself")
    with pytest.raises(UsageError, match="cannot be named in an answer"):
        read_network("toy", overlays=[overlay])


def test_a_colon_in_the_name_does_not_hide_the_line(tmp_path):
    try:
        overlay = lay(tmp_path, "7:30", rate=EXPRESS.replace("0.9", "x"))
    except OSError:
        pytest.skip("the file system refuses the name itself")
    (problem,) = problems(overlay)
    assert "    2 | rail-express" in problem.as_text()


def test_the_hash_is_of_the_content_and_never_the_networks(tmp_path, toy):
    overlay = lay(tmp_path, rate=EXPRESS)
    laid = read_network("toy", overlays=[overlay], use_cache=False)
    assert laid.hash != toy.hash
    lay(tmp_path, rate="\ufeff" + EXPRESS.replace("\n", "\r\n").replace("0.9", "0.90"))
    again = read_network("toy", overlays=[overlay], use_cache=False)
    assert (again.hash, again.overlays) == (laid.hash, laid.overlays)
    renamed = read_network("toy", overlays=[shutil.copytree(overlay, tmp_path / "renamed")])
    assert renamed.hash != laid.hash
    assert renamed.overlays[0].hash == laid.overlays[0].hash
    assert read_network("toy").hash == toy.hash


def test_a_hit_in_the_cache_is_the_same_network(tmp_path, monkeypatch):
    monkeypatch.setenv("ROUTEPLANNER_CACHE", str(tmp_path / "cache"))
    overlay = lay(tmp_path, rate=EXPRESS, **TERMINAL)
    fresh = read_network("toy", overlays=[overlay])
    monkeypatch.setattr(files, "parse_network", None)
    hit = read_network("toy", overlays=[overlay])
    assert (hit.hash, hit.overlays, hit.folder) == (fresh.hash, fresh.overlays, fresh.folder)
    for name in TABLES:
        assert dict(hit.table(name)) == dict(fresh.table(name))
        assert hit.table(name).lines() == fresh.table(name).lines()
        assert hit.table(name).origins() == fresh.table(name).origins()
    said, hit._hash = hit.hash, ""
    assert hit.hash == said


def test_the_cache_tells_overlays_apart(tmp_path, monkeypatch):
    monkeypatch.setenv("ROUTEPLANNER_CACHE", str(tmp_path / "cache"))
    overlay = lay(tmp_path, rate=EXPRESS)
    assert read_network("toy").rates["rail-express"].cost_usd_km == 1.0
    assert read_network("toy", overlays=[overlay]).rates["rail-express"].cost_usd_km == 0.9
    lay(tmp_path, rate=EXPRESS.replace("0.9", "0.8"))
    assert read_network("toy", overlays=[overlay]).rates["rail-express"].cost_usd_km == 0.8
    assert read_network("toy").rates["rail-express"].cost_usd_km == 1.0


def test_compilations_are_cached_apart(tmp_path, monkeypatch):
    monkeypatch.setenv("ROUTEPLANNER_CACHE", str(tmp_path / "cache"))
    request = rp.Request(origin="xian", destination="alat", by=("time",))
    base, laid = read_network("toy"), read_network("toy", overlays=[lay(tmp_path, rate=EXPRESS)])
    fresh = [Network({name: network.table(name) for name in TABLES}) for network in (base, laid)]
    wanted = [rp.plan(network, request).fastest.cost_usd for network in fresh]
    assert wanted[1] < wanted[0]
    for _ in range(2):
        assert [rp.plan(network, request).fastest.cost_usd for network in (base, laid)] == wanted
    assert cache.cache_folder() == tmp_path / "cache"


SCENARIO = """\
scenario: 1
id: {name}
title: t
overrides:
  - id: dearer
    {change}
    confidence: assumption
    why: test
"""


def write_scenario(folder, name, change):
    (folder / f"{name}.yaml").write_text(SCENARIO.format(name=name, change=change), encoding="utf-8")


def test_scenarios_act_on_what_the_overlay_says(tmp_path):
    laid = read_network("toy", overlays=[lay(tmp_path, rate=EXPRESS, **TERMINAL)])
    write_scenario(tmp_path, "twice", "scale: {cost: 2}\n    where: {rates: rail-express}")
    applied = rp.apply(["twice"], laid, folder=tmp_path)
    network = applied.at(date(2026, 1, 1))
    assert network.rates["rail-express"].cost_usd_km == 1.8
    assert network.overlays == laid.overlays
    assert network.provenance(COST).sources[0] == "overlay:my-prices"
    assert network.provenance(COST).overrides == ("twice#dearer",)
    write_scenario(tmp_path, "siding", "close: {links: aktau-own-terminal}")
    assert (
        rp.apply(["siding"], laid, folder=tmp_path).at(date(2026, 1, 1)).links["aktau-own-terminal"].status == "closed"
    )
    with pytest.raises(DataError):
        rp.apply(["siding"], read_network("toy"), folder=tmp_path)


def test_was_is_held_against_the_overlay(tmp_path):
    laid = read_network("toy", overlays=[lay(tmp_path, rate=EXPRESS)])
    change = "set: {{cost: 2 USD/FEU-km}}\n    was: {{cost: {} USD/FEU-km}}\n    where: {{rates: rail-express}}"
    write_scenario(tmp_path, "mine", change.format("0.9"))
    write_scenario(tmp_path, "theirs", change.format("1"))
    assert rp.apply(["mine"], laid, folder=tmp_path).at(date(2026, 1, 1)).rates["rail-express"].cost_usd_km == 2.0
    with pytest.raises(DataError) as caught:
        rp.apply(["theirs"], laid, folder=tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["E409"]


def test_an_empty_stack_leaves_the_network_with_its_overlay(tmp_path):
    laid = read_network("toy", overlays=[lay(tmp_path, rate=EXPRESS)])
    assert laid.derived({}, {}) is laid
    again = laid.derived({"rate": {"rail-express": laid.rates["rail-express"]}}, {})
    assert again.hash == laid.hash


@given(st.lists(st.sampled_from(["overlay:a", "overlay:b", "zebra", "ant", "ant"])))
def test_sources_are_listed_once_overlays_first(names):
    ordered = in_order(names)
    assert sorted(ordered) == sorted(set(names))
    overlays = [name.startswith("overlay:") for name in ordered]
    assert overlays == sorted(overlays, reverse=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(data=st.data())
def test_laying_two_overlays_is_laying_their_rows_in_turn(tmp_path_factory, data):
    """What the merged rows are follows from a plain dictionary update, whichever rows are taken."""
    folder = tmp_path_factory.mktemp("two")
    ids = ["ferry", "rail", "rail-express", "sea"]
    wanted = {row_id: float(row_of("rate", row_id)["cost_usd_km"]) for row_id in ids}
    overlays = []
    for name in ("one", "two"):
        prices = data.draw(st.dictionaries(st.sampled_from(ids), st.integers(5, 9), min_size=1))
        rows = [row_of("rate", row_id) | {"cost_usd_km": str(price)} for row_id, price in prices.items()]
        overlays.append(lay(folder, name, rate=text_of(*rows)))
        wanted |= prices
    network, found = parse(*overlays)
    assert [problem for problem in found if not problem.is_warning] == []
    assert {row_id: network.rates[row_id].cost_usd_km for row_id in ids} == wanted
    assert sum(overlay.rows - overlay.replaced_later for overlay in network.overlays) == len(network.rates.origins())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(data=st.data())
def test_no_damage_to_an_overlay_ends_in_a_traceback(tmp_path_factory, data):
    content = bytearray((EXPRESS + "sea,sea,,,,,,480,0.4,feu,0.01\n").encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        piece = data.draw(st.one_of(st.binary(max_size=3), st.sampled_from([b",", b"\n", b'"', b";", b"|", b"\r"])))
        content[at : at + data.draw(st.integers(0, 5))] = piece
    found = problems(lay(tmp_path_factory.mktemp("damaged"), rate=bytes(content)))
    assert all(problem.code and problem.what and problem.as_text() for problem in found)
