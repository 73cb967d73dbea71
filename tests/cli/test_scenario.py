import json

import pytest

STRIKE = """
scenario: 1
id: strike
title: Strike at Aktau
status: shock
as_of: 2026-03-01
sources:
  news: {title: Port news, publisher: Port, url: "https://example.org", as_of: 2026-02-01}
parameters:
  dwell: {default: 96 h, min: 24 h, max: 240 h, note: a guess}
variants:
  long: {dwell: 200 h}
overrides:
  - id: slow-port
    set: {time: $dwell}
    where: {transfers: {node: aktau}}
    source: [news]
  - id: later
    close: {links: aktau-alat-ferry}
    when: {from: 2027-01-01}
    confidence: assumption
    why: it may get worse
"""
BAD = """
scenario: 1
id: bad
title: Misspelt
overrides:
  - id: c1
    close: {nodes: aktua}
    confidence: assumption
    why: test
"""

SLOW = """
scenario: 1
id: slow
title: Slow orders
overrides:
  - {id: rail, scale: {time: 1.5}, where: {links: {mode: [rail, road]}}, confidence: assumption, why: test}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "strike.yaml").write_text(STRIKE.lstrip())
    return tmp_path


@pytest.fixture
def scenario(cli, folder):
    return lambda name, *args: cli("scenario", name, *args, "--scenarios", str(folder))


def test_list_is_a_list_with_the_keys_of_the_contract(scenario, folder):
    code, out, err = scenario("list", "--json")
    rows = {row["id"]: row for row in json.loads(out)}
    assert (code, err) == (0, "")
    assert rows["strike"]["title"] == "Strike at Aktau"
    assert rows["strike"]["status"] == "shock"
    assert rows["strike"]["file"] == str(folder / "strike.yaml")
    assert rows["strike"]["variants"] == ["long"]


def test_list_names_a_file_that_cannot_be_read(scenario, folder):
    (folder / "empty.yaml").write_text("")
    code, out, _ = scenario("list", "--json")
    rows = {row["id"]: row for row in json.loads(out)}
    assert code == 0
    assert "1 problem; see `scenario check empty`" in rows["empty"]["title"]


def test_show_says_what_changes_and_on_whose_word(scenario, monkeypatch):
    monkeypatch.setenv("COLUMNS", "140")
    code, out, _ = scenario("show", "strike", "--format", "table")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert code == 0
    assert lines[0] == "strike: Strike at Aktau (shock)"
    assert "slow-port set {time: $dwell} where {transfers: {node: aktau}} always news" in lines
    assert "later close {links: aktau-alat-ferry} from 2027-01-01 assumption: it may get worse" in lines
    assert "parameter dwell = 96 h, 24 h to 240 h: a guess" in lines
    assert "source news: Port news, Port, 2026-02-01, https://example.org" in lines
    assert json.loads(scenario("show", "strike", "--json")[1])["overrides"][0]["id"] == "slow-port"


def test_check_is_content(scenario):
    code, out, err = scenario("check", "strike", "--network", "toy")
    idle = "strike: 1 of 2 overrides inactive on 2026-03-01: later\n"
    assert (code, out, err) == (0, f"{idle}1 scenario on toy 1: no errors, no warnings\n", "")


def test_check_reports_every_problem_with_its_place_and_exits_3(scenario, folder):
    (folder / "bad.yaml").write_text(BAD.lstrip())
    code, out, _ = scenario("check", "bad", "strike", "--network", "toy")
    assert code == 3
    assert "bad.yaml:6:20: error[E402]" in out
    assert "did you mean 'aktau'?" in out
    assert out.endswith("2 scenarios on toy 1: 1 error, no warnings\n")
    code, out, _ = scenario("check", "bad", "--network", "toy", "--json")
    assert code == 3
    assert [problem["code"] for problem in json.loads(out)] == ["E402"]


def test_check_warns_of_overrides_that_change_nothing(scenario, folder):
    (folder / "idle.yaml").write_text(
        "scenario: 1\nid: idle\ntitle: t\noverrides:\n"
        "  - {id: c1, scale: {time: 1}, where: {transfers: {node: aktau}}, confidence: assumption, why: test}\n"
    )
    code, out, _ = scenario("check", "idle", "--network", "toy")
    assert code == 0
    assert "warning[W805]: override idle#c1 changes nothing" in out
    assert scenario("check", "idle", "--network", "toy", "--strict")[0] == 3


def test_diff_shows_old_and_new_and_who(scenario):
    code, out, _ = scenario("diff", "strike", "--network", "toy", "--json")
    rows = json.loads(out)
    assert code == 0
    assert {row["column"] for row in rows} >= {"time_h"}
    assert all(row["overrides"] == ["strike#slow-port"] and row["new"] != row["old"] for row in rows)
    assert {row["sources"][0] for row in rows} == {"strike:news"}


def test_diff_follows_date_and_parameters(scenario):
    _, out, _ = scenario("diff", "strike", "--network", "toy", "--format", "table")
    assert out.startswith("strike on 2026-03-01\n")
    assert "strike#later: inactive on this day" in out
    options = ("--network", "toy", "--format", "table", "--as-of", "2027-02-01", "--set", "dwell=100 h")
    _, out, _ = scenario("diff", "strike:long", *options)
    assert "strike#later" in out
    assert "inactive" not in out
    assert " 100 " in out


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["show", "strik"], 2, "did you mean 'strike'"),
        (["diff", "strike:lon", "--network", "toy"], 2, "did you mean 'long'?"),
        (["diff", "strike", "--network", "toy", "--set", "dwel=3 h"], 2, "dwell"),
        (["diff"], 2, "Missing argument"),
        (["list", "--format", "geojson"], 2, "one of table, tsv, csv, json, jsonl"),
    ],
)
def test_wrong_names_are_one_line(scenario, args, code, said):
    found, out, err = scenario(*args)
    assert (found, out) == (code, "")
    assert err.count("\n") == 1
    assert said in err


def test_a_broken_scenario_stops_a_route_with_exit_3(toy, folder):
    (folder / "bad.yaml").write_text(BAD.lstrip())
    code, out, err = toy("route", "xian", "aktau", "-s", "bad", "--scenarios", str(folder))
    assert (code, out) == (3, "")
    assert "bad.yaml:6:20: error[E402]" in err


def test_route_and_compare_name_what_is_applied(toy, folder):
    options = ("--scenarios", str(folder), "--json")
    plan = json.loads(toy("route", "xian", "alat", "-s", "strike:long", *options)[1])
    assert [stamp["id"] for stamp in plan["scenarios"]] == ["strike"]
    assert plan["scenarios"][0]["parameters"] == {"dwell": "200 h"}
    assert plan["as_of"] == "2026-03-01"
    (folder / "slow.yaml").write_text(SLOW.lstrip())
    record = json.loads(toy("compare", "xian", "alat", "--versus", "slow+strike", *options)[1])
    assert [column["scenario"] for column in record["columns"]] == ["base", "slow+strike"]
    met = {label: set() for label in ("base", "slow+strike")}
    for row in record["rows"]:
        met[row["scenario"]] |= {name for leg in row["itinerary"]["legs"] for name in leg["overrides"]}
    assert met["base"] == set()
    assert "slow#rail" in met["slow+strike"]


def test_a_scenario_given_twice_is_applied_once(toy, folder):
    options = ("--scenarios", str(folder), "--json")
    once = toy("route", "xian", "alat", "-s", "strike", *options)
    assert once[0] == 0
    assert toy("route", "xian", "alat", "-s", "strike", "-s", "strike", *options) == once
