"""Own prices and terminals from the command line: the example of the how-to page, end to end."""

import csv
import json
import re
from math import fsum
from pathlib import Path

import pytest

import routeplanner as rp
from routeplanner.network.provenance import Key
from tests.network.overlays import EXPRESS, TERMINAL, lay

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "contract-prices"
PAGE = ROOT / "docs" / "how-to" / "use-your-own-prices.md"
PUBLISHED, CONTRACT = 0.6, 0.54
"""USD per FEU and kilometer of the through trains on 1520 mm."""


@pytest.fixture(scope="module")
def base():
    return rp.read_network("eurasia")


@pytest.fixture(scope="module")
def laid():
    return rp.read_network("eurasia", overlays=[EXAMPLE])


@pytest.fixture
def folder(tmp_path):
    return str(lay(tmp_path, rate=EXPRESS, **TERMINAL))


def east_west(network):
    preferences = rp.Preferences(corridor="east-west", modes=["rail"])
    request = rp.Request(origin="Xi'an", destination="Duisburg", preferences=preferences, by=["time"])
    return rp.plan(network, request).fastest


def test_the_contract_changes_the_price_by_just_what_it_says(base, laid):
    before, after = east_west(base), east_west(laid)
    km = [
        base.links[link_id].length_km
        for leg in before.legs
        for link_id in leg.links
        if base.links[link_id].tariff == "erai" and base.links[link_id].cost_usd is None
    ]
    assert fsum(km) > 4000
    assert before.nodes == after.nodes
    assert before.time_h == after.time_h
    assert before.cost_usd - after.cost_usd == pytest.approx((PUBLISHED - CONTRACT) * fsum(km))


def test_rows_of_the_example_differ_from_the_network_in_the_price_only(base, laid):
    for rate_id in ("rail-by-express-erai-forward", "rail-kz-express-erai-forward", "rail-ru-express-erai-forward"):
        mine, theirs = laid.rates[rate_id].model_dump(), base.rates[rate_id].model_dump()
        assert (theirs["cost_usd_km"], mine["cost_usd_km"]) == (PUBLISHED, CONTRACT)
        differing = {name for name in mine if mine[name] != theirs[name]}
        assert differing <= {"cost_usd_km", "price_date", "source_id", "quality", "note"}
        assert laid.provenance(Key("rate", rate_id, "cost_usd_km")) == (("overlay:contract-prices",), "cited", ())


def test_the_page_shows_the_files_of_the_example():
    shown = re.findall(r"<!-- file: contract-prices/(\S+) -->\n```csv\n(.+?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert dict(shown) == {path.name: path.read_text("utf-8") for path in EXAMPLE.iterdir()}


def test_the_own_terminal_is_an_origin_and_the_answer_says_where_it_comes_from(cli):
    code, out, err = cli("route", "Rhine yard", "Almaty", "--by", "time", "--overlay", str(EXAMPLE), "--json")
    plan = json.loads(out)
    assert (code, err) == (0, "")
    assert plan["request"]["origin"] == "own-terminal"
    (overlay,) = plan["network"]["overlays"]
    assert (overlay["name"], overlay["rows"], overlay["replaced"], overlay["added"]) == ("contract-prices", 6, 3, 3)
    assert re.fullmatch(r"[0-9a-f]{64}", overlay["hash"])
    first = plan["itineraries"][0]["legs"][0]
    assert first["sources"][0] == "overlay:contract-prices"
    assert cli("route", "Rhine yard", "Almaty")[0] == 2


def test_the_table_names_the_overlay_and_explains_its_figures(cli):
    trip = ("Xi'an", "Duisburg", "--corridor", "east-west", "--mode", "rail", "--by", "time")
    code, out, _ = cli("route", *trip, "--overlay", str(EXAMPLE), "--format", "table", "--explain")
    assert code == 0
    assert "\n  overlay      contract-prices (6 rows: 3 replaced, 3 added)\n" in out
    assert "overlay:contract-prices: Overlay contract-prices\n" in out
    assert re.search(r"(cited|derived|estimated): overlay:contract-prices, ", out)
    assert "overlay" not in cli("route", *trip, "--format", "table", "--explain")[1]


def test_the_example_has_no_problem(cli):
    code, out, err = cli("network", "check", "eurasia", "--overlay", str(EXAMPLE))
    assert (code, err) == (0, "")
    assert out.endswith("eurasia 2026.1 + contract-prices: no errors, no warnings\n")


@pytest.mark.parametrize("form", ["tsv", "csv", "json", "jsonl", "table"])
@pytest.mark.parametrize("command", ["route", "compare"])
def test_every_form_of_an_answer_names_the_overlay(toy, folder, command, form):
    code, out, _ = toy(command, "xian", "aktau", "--overlay", folder, "--format", form)
    assert code == 0
    assert "my-prices" in out
    assert "my-prices" not in toy(command, "xian", "aktau", "--format", form)[1]


def test_rows_name_the_network_with_its_overlays(toy, folder):
    _, out, _ = toy("route", "xian", "aktau", "--overlay", folder, "--format", "csv")
    assert {row["network"] for row in csv.DictReader(out.splitlines())} == {"toy 1 + my-prices"}


def test_a_network_without_overlays_says_so_to_scripts(toy):
    assert json.loads(toy("route", "xian", "aktau", "--json")[1])["network"]["overlays"] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("network", "show", "toy"), "toy 1 + my-prices\n"),
        (("network", "show", "toy", "--row", "own-terminal"), "overlay:my-prices"),
        (("network", "places", "toy", "--find", "own terminal"), "own-terminal"),
        (("network", "sources", "toy"), "Overlay my-prices"),
        (("scenario", "diff", "dear", "--network", "toy"), "rail-express"),
    ],
)
def test_lists_read_the_overlay_and_name_it_below(cli, folder, tmp_path, words, said):
    text = "scenario: 1\nid: dear\ntitle: t\noverrides:\n  - id: up\n    scale: {cost: 2}\n    where: {rates: rail-express}\n"
    (tmp_path / "dear.yaml").write_text(f"{text}    confidence: assumption\n    why: test\n", encoding="utf-8")
    more = ("--scenarios", str(tmp_path)) if words[0] == "scenario" else ()
    code, out, err = cli(*words, *more, "--overlay", folder, "--format", "table")
    assert (code, err) == (0, "")
    assert said in out
    assert out.endswith("overlay my-prices (3 rows: 1 replaced, 2 added)\n")
    if words[0] == "scenario":
        assert re.search(r"cost_usd_km +0\.9 +1\.8", out)
        code, out, _ = cli("scenario", "check", "dear", "--network", "toy", *more, "--overlay", folder)
        assert (code, out) == (0, "1 scenario on toy 1 + my-prices: no errors, no warnings\n")


def test_overlays_are_laid_in_the_order_given(toy, tmp_path, folder):
    over = str(lay(tmp_path, "client", rate=EXPRESS.replace("0.9", "0.5")))
    code, out, _ = toy("route", "xian", "aktau", "--by", "time", "--overlay", folder, "--overlay", over, "--json")
    laid = json.loads(out)
    assert code == 0
    assert [overlay["name"] for overlay in laid["network"]["overlays"]] == ["my-prices", "client"]
    assert [overlay["replaced_later"] for overlay in laid["network"]["overlays"]] == [1, 0]
    other = json.loads(
        toy("route", "xian", "aktau", "--by", "time", "--overlay", over, "--overlay", folder, "--json")[1]
    )
    assert laid["itineraries"][0]["cost_usd"] < other["itineraries"][0]["cost_usd"]
    table = toy("route", "xian", "aktau", "--overlay", folder, "--overlay", over, "--format", "table")[1]
    assert "my-prices (3 rows: 1 replaced, 2 added; 1 of them replaced by a later overlay)" in " ".join(table.split())


@pytest.mark.parametrize("command", [("route", "xian", "aktau"), ("compare", "xian", "aktau"), ("network", "show")])
def test_an_overlay_that_is_not_there_or_has_errors(toy, tmp_path, command):
    code, out, err = toy(*command, "--overlay", str(tmp_path / "nowhere"))
    assert (code, out) == (2, "")
    assert "unknown overlay" in err
    wrong = lay(tmp_path, "wrong", rate=EXPRESS.replace("0.9", "x"))
    code, out, err = toy(*command, "--overlay", str(wrong))
    assert (code, out) == (3, "")
    assert err.startswith("wrong/rate.csv:2:35: error[E101]")


def test_check_counts_problems_of_both_folders(toy, tmp_path):
    wrong = lay(tmp_path, "wrong", rate=EXPRESS.replace("0.9", "x"))
    code, out, _ = toy("network", "check", "--overlay", str(wrong), "--json")
    assert code == 3
    assert [(problem["code"], problem["where"]) for problem in json.loads(out)] == [("E101", "wrong/rate.csv:2:35")]


def test_places_that_cannot_be_reached_are_told_with_the_folder(toy, tmp_path):
    island = lay(tmp_path, "island", node=TERMINAL["node"], link=TERMINAL["link"].replace("false", "true"))
    code, out, _ = toy("network", "check", "--overlay", str(island))
    assert code == 3
    assert out.startswith("toy/link.csv:1:1: error[E730]")
