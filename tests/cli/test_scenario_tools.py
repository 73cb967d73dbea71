"""`scenario explain | select | flatten` and `scenario diff --status | --invert`."""

import json

import pytest

HUB = """
scenario: 1
id: hub
title: A hub at Aktau
status: planned
as_of: 2027-01-01
parameters:
  dwell: {default: 36 h, min: 12 h, max: 96 h, sweep: {from: 12 h, to: 96 h, step: 12 h}}
  digital: {default: false}
overrides:
  - {id: yard, set: {time: $dwell}, where: {transfers: {node: aktau}}, confidence: assumption, why: test}
  - {id: papers, scale: {dwell: 0.5}, where: {borders: '*'}, if: $digital, confidence: assumption, why: test}
  - {id: later, close: {nodes: aktau}, when: {from: 2030-01-01}, confidence: assumption, why: test}
"""
STRIKE = """
scenario: 1
id: strike
title: A strike there
overrides:
  - id: stop
    set: {time: 200 h}
    where: {transfers: {node: aktau}}
    supersedes: [hub#yard]
    confidence: assumption
    why: test
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "hub.yaml").write_text(HUB.lstrip())
    (tmp_path / "strike.yaml").write_text(STRIKE.lstrip())
    return tmp_path


@pytest.fixture
def scenario(cli, folder):
    return lambda name, *args: cli("scenario", name, *args, "--scenarios", str(folder))


@pytest.fixture
def on_toy(scenario):
    return lambda name, *args: scenario(name, *args, "--network", "toy")


class TestStatuses:
    def test_every_override_says_what_it_does(self, on_toy):
        code, out, err = on_toy("diff", "hub", "strike", "--status", "--json")
        rows = json.loads(out)
        assert (code, err) == (0, "")
        assert [(row["override"], row["status"], row["superseded_by"]) for row in rows] == [
            ("hub#later", "inactive", []),
            ("hub#papers", "off", []),
            ("hub#yard", "superseded", ["strike#stop"]),
            ("strike#stop", "applied", []),
        ]
        assert rows[3]["figures"] == len(rows[3]["change"]) > 0
        _, out, _ = on_toy("diff", "hub", "strike", "--status", "--format", "tsv")
        assert out.splitlines()[3].split("\t")[:4] == ["hub#yard", "superseded", "strike#stop", "0"]

    def test_a_difference_names_what_does_nothing(self, on_toy):
        _, out, _ = on_toy("diff", "hub", "strike", "--format", "table")
        for said in ("hub#later: inactive on this day", "hub#papers: off", "hub#yard: superseded by strike#stop"):
            assert said in out

    def test_the_check_names_it_too(self, on_toy):
        code, out, _ = on_toy("check", "hub")
        assert code == 0
        assert "hub: 1 of 3 overrides inactive on 2027-01-01: later\nhub: 1 of 3 overrides off: papers\n" in out

    def test_an_answer_carries_them(self, toy, folder):
        options = ("-s", "hub", "-s", "strike", "--scenarios", str(folder))
        code, out, _ = toy("route", "xian", "alat", *options, "--json")
        assert code == 0
        stamps = {stamp["id"]: stamp for stamp in json.loads(out)["scenarios"]}
        found = {one["id"]: (one["status"], one["superseded_by"]) for one in stamps["hub"]["overrides"]}
        assert found["hub#yard"] == ("superseded", ["strike#stop"])
        assert stamps["hub"]["inactive"] == ["hub#later"]
        _, out, _ = toy("route", "xian", "alat", *options, "--format", "table")
        flat = " ".join(out.split())
        assert "1 of 3 overrides inactive on 2027-01-01: later; 1 of 3 overrides off: papers" in flat
        assert "1 of 3 overrides superseded: yard by strike#stop" in flat

    def test_switches_and_sweeps_are_shown(self, scenario, monkeypatch):
        monkeypatch.setenv("COLUMNS", "160")
        _, out, _ = scenario("show", "hub", "--format", "table")
        flat = " ".join(out.split())
        assert "if $digital" in flat
        assert "parameter dwell = 36 h, 12 h to 96 h, swept from 12 h to 96 h by 12 h" in flat
        assert "supersedes hub#yard" in " ".join(scenario("show", "strike", "--format", "table")[1].split())


class TestInvert:
    def test_with_it_the_stack_is_the_base(self, on_toy, folder):
        target = folder / "undo.yaml"
        code, out, err = on_toy("diff", "hub", "--invert", "-o", str(target))
        assert (code, out, err) == (0, "", f"wrote {target}\n")
        assert json.loads(on_toy("diff", "hub", "undo", "--json")[1]) == []
        code, out, _ = on_toy("check", "undo", "--strict")
        assert (code, "no errors, no warnings" in out) == (0, True)
        assert on_toy("diff", "hub", "--invert", "-o", str(target))[0] == 4
        assert on_toy("diff", "hub", "--invert", "-o", str(target), "--force")[0] == 0

    def test_on_the_screen_it_has_a_name_of_its_own(self, on_toy):
        code, out, _ = on_toy("diff", "hub", "strike", "--invert")
        assert code == 0
        assert "\nid: undo-hub-strike\n" in out
        assert "supersedes: [strike#stop]" in out

    @pytest.mark.parametrize(
        ("args", "said"),
        [
            (["--json"], "--invert writes a scenario file"),
            (["--status"], "--invert writes a scenario file"),
            (["-o", "undo.json"], "not the name of a scenario file"),
            (["-o", "Undo It.yaml"], "not the name of a scenario file"),
            (["--as-of", "2020-01-01", "--set", "dwell=72 h"], "nothing differs on 2020-01-01"),
        ],
    )
    def test_what_cannot_be_written_is_usage(self, on_toy, folder, args, said):
        text = (
            (folder / "hub.yaml")
            .read_text()
            .replace("where: {transfers: {node: aktau}}", "where: {transfers: {node: aktau}}, when: {from: 2026-12-01}")
        )
        (folder / "hub.yaml").write_text(text)
        code, out, err = on_toy("diff", "hub", "--invert", *args)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert said in err


class TestExplain:
    def test_a_stack_as_rows(self, on_toy):
        code, out, _ = on_toy("explain", "aktau", "-s", "hub", "--set", "dwell=40 h", "--json")
        rows = json.loads(out)
        assert code == 0
        assert {row["override"] for row in rows} == {"hub#yard", "hub#later"}
        row = next(row for row in rows if row["column"] == "time_h")
        assert (row["table"], row["new"], row["when"], row["status"]) == ("transfer", 40.0, "always", "applied")
        closed = next(row for row in rows if row["override"] == "hub#later")
        assert (closed["row"], closed["new"], closed["from_day"]) == ("aktau", "closed", "2030-01-01")

    def test_every_known_scenario_by_itself(self, on_toy, folder):
        (folder / "bad.yaml").write_text("scenario: 1\nid: bad\n")
        code, out, _ = on_toy("explain", "node:aktau", "--format", "table")
        assert code == 0
        assert "hub#yard" in out
        assert "strike#stop" in out
        assert "left out bad: title is missing" in out

    def test_nothing_is_an_answer(self, on_toy):
        code, out, _ = on_toy("explain", "node:xian", "-s", "strike", "--format", "table")
        assert (code, "no override touches node:xian" in out) == (0, True)

    @pytest.mark.parametrize(
        ("args", "said"),
        [(["aktua"], "did you mean 'aktau'"), (["aktau", "--set", "dwell=1 h"], "add -s NAME")],
    )
    def test_wrong_words_are_usage(self, on_toy, args, said):
        code, out, err = on_toy("explain", *args)
        assert (code, out) == (2, "")
        assert said in err


class TestSelect:
    def test_rows_and_their_number(self, on_toy, cli):
        code, out, _ = cli("scenario", "select", "links: {mode: [ferry, sea]}", "--network", "toy", "--json")
        rows = json.loads(out)
        assert code == 0
        assert {row["mode"] for row in rows} == {"ferry", "sea"}
        _, out, _ = on_toy("select", "links: {mode: [ferry, sea]}", "--format", "table")
        assert out.startswith(f"{len(rows)} links of ")
        assert "attributes: time, time_p90, cost, length" in out

    def test_a_mistake_is_shown_in_the_text(self, on_toy):
        code, out, err = on_toy("select", "links: {mode: fery}")
        assert (code, out) == (2, "")
        assert err == (
            "filter:1:15: error[E402]: no mode 'fery' in network 'toy'\n"
            "    1 | links: {mode: fery}\n"
            "      |               ^^^^\n"
            "   help: did you mean 'ferry'? known: ferry, rail, road, sea\n"
        )


class TestFlatten:
    def test_one_file_that_does_what_the_stack_does(self, scenario, on_toy, folder, cli):
        alone = folder / "alone"
        alone.mkdir()
        code, out, err = scenario("flatten", "hub", "strike", "--set", "dwell=50 h", "-o", str(alone / "both.yaml"))
        assert (code, out, err) == (0, "", f"wrote {alone / 'both.yaml'}\n")
        whole = on_toy("diff", "hub", "strike", "--set", "dwell=50 h", "--as-of", "2030-06-01", "--json")[1]
        options = ("--scenarios", str(alone), "--network", "toy", "--as-of", "2030-06-01", "--json")
        assert cli("scenario", "diff", "both", *options)[1] == whole

    def test_on_the_screen(self, scenario):
        code, out, _ = scenario("flatten", "hub")
        assert code == 0
        assert "\nid: flat-hub\n" in out
        assert "  - id: hub#yard\n    set: {time: 36 h}\n" in out

    def test_a_wrong_name_of_the_file_is_usage(self, scenario):
        code, _, err = scenario("flatten", "hub", "-o", "both.txt")
        assert (code, "not the name of a scenario file" in err) == (2, True)
