"""`scenario test`: exit codes, formats, JUnit."""

import io
import json
import xml.etree.ElementTree as ET

import pytest

from routeplanner.cli import streams
from routeplanner.network.files import data_folder
from tests.scenario.samples import GROUNDS

GOOD = """\
scenario: 1
id: good
title: Slow ferry
network: {id: toy}
as_of: 2026-06-01
overrides:
  - id: ferry
    scale: {time: 3}
    where: {links: aktau-alat-ferry}
""" + GROUNDS + """\
expect:
  - id: later
    route: {from: altynkol, to: alat}
    then: {corridor: trans-caspian}
    vs_base: {time: increases, cost: same}
    because: the ferry is slow
"""  # fmt: skip
WRONG = GOOD.replace("id: good", "id: wrong").replace("time: increases", "time: decreases")
BROKEN = GOOD.replace("id: good", "id: broken").replace("aktau-alat-ferry", "aktua-alat-ferry")
MISSPELT = GOOD.replace("id: good", "id: misspelt").replace("corridor: trans-caspian", "corridor: trans-caspain")


@pytest.fixture
def folder(tmp_path):
    for name, text in {"good": GOOD, "wrong": WRONG, "broken": BROKEN, "misspelt": MISSPELT}.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def trial(cli, folder):
    return lambda *args: cli("scenario", "test", *args, "--scenarios", str(folder), "--network", "toy")


@pytest.mark.parametrize(
    ("names", "code"),
    [(["good"], 0), (["good", "wrong"], 1), (["good", "broken"], 3), (["wrong", "misspelt"], 3), (["nowhere"], 2)],
)
def test_the_exit_code_tells_all_well_from_failed_and_broken(trial, names, code):
    assert trial(*names)[0] == code


def test_without_names_all_of_the_folder_are_tried(trial):
    code, out, err = trial("--json")
    record = json.loads(out)
    assert code == 3
    assert record["counts"] == {"scenarios": 4, "passed": 1, "failed": 1, "error": 1}
    assert [result["scenario"] for result in record["results"]] == ["broken", "good", "misspelt", "wrong"]
    assert "broken.yaml:9:20: error[E402]" in err
    assert "misspelt.yaml:15:22: error[E402]" in err
    assert "did you mean 'trans-caspian'?" in err


def test_the_table_says_what_failed_and_why_it_was_expected(trial):
    code, out, err = trial("good", "wrong", "--format", "table")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert (code, err) == (1, "")
    assert lines[0] == "scenario expectation status found base"
    assert lines[1].startswith("good later passed trans-caspian ")
    told = " ".join(lines[3:])
    assert (
        "wrong#later failed: time is 7d 21h against 5d 21h without the scenario (+2.0 d), expected decreases." in told
    )
    assert "Expected because: the ferry is slow" in told
    assert lines[-1] == "2 scenarios on toy 1: 1 passed, 1 failed"


def test_json_has_every_finding(trial):
    record = json.loads(trial("wrong", "--json")[1])
    (result,) = record["results"]
    assert record["schema"] == "routeplanner/trial/1"
    assert record["network"]["id"] == "toy"
    assert (result["time_h"], result["base_time_h"], result["as_of"]) == (189.0, 141.0, "2026-06-01")
    assert [(finding["key"], finding["held"]) for finding in result["findings"]] == [
        ("then.corridor", True),
        ("vs_base.time", False),
        ("vs_base.cost", True),
    ]
    assert result["findings"][1] == {
        "key": "vs_base.time", "expected": "decreases", "found": 189.0, "base": 141.0, "row": None, "held": False,
    }  # fmt: skip


def test_a_pipe_gets_a_row_for_every_expectation(trial):
    head, *rows = [line.split("\t") for line in trial("good", "wrong")[1].splitlines()]
    assert [dict(zip(head, row, strict=True))["status"] for row in rows] == ["passed", "failed"]


def test_junit_is_valid_xml_whatever_the_file_says(trial, folder):
    nasty = WRONG.replace("the ferry is slow", "'a < b & \"c\" ]]> \N{SNOWMAN} \N{CYRILLIC CAPITAL LETTER ZHE}'")
    (folder / "wrong.yaml").write_text(nasty, encoding="utf-8")
    path = folder / "out.xml"
    code, _, err = trial("good", "wrong", "broken", "misspelt", "--junit", str(path))
    assert code == 3
    assert f"wrote {path}" in err
    root = ET.fromstring(path.read_bytes())  # noqa: S314 - our own
    assert (root.tag, root.get("tests"), root.get("failures"), root.get("errors")) == ("testsuites", "4", "1", "2")
    cases = {(case.get("classname"), case.get("name")): case for case in root.iter("testcase")}
    assert list(cases) == [("good", "later"), ("wrong", "later"), ("broken", "file"), ("misspelt", "later")]
    assert list(cases["good", "later"]) == []
    failure = cases["wrong", "later"].find("failure")
    assert "expected decreases" in failure.get("message")
    assert 'a < b & "c" ]]> \N{SNOWMAN}' in failure.text
    assert "error[E402]" in cases["broken", "file"].find("error").text
    assert root[0].get("file") == str(folder / "good.yaml")


def test_junit_refuses_what_it_may_not_replace_before_anything_is_tried(trial, folder):
    path = folder / "out.xml"
    path.write_text("mine")
    code, out, err = trial("good", "--junit", str(path))
    assert (code, out) == (4, "")
    assert "--force replaces it" in err
    assert path.read_text() == "mine"
    assert trial("good", "--junit", str(path), "--force")[0] == 0
    assert path.read_text(encoding="utf-8").startswith("<?xml")
    assert trial("good", "--junit", str(folder / "no" / "out.xml"))[0] == 4


def test_two_runs_are_alike_to_the_byte(trial, folder):
    for name in ("a", "b"):
        trial("--junit", str(folder / f"{name}.xml"), "--output", str(folder / f"{name}.json"))
    for suffix in ("xml", "json"):
        assert (folder / f"a.{suffix}").read_bytes() == (folder / f"b.{suffix}").read_bytes()


def test_a_scenario_without_expectations_is_named(trial, folder):
    (folder / "silent.yaml").write_text(GOOD.partition("expect:")[0].replace("id: good", "id: silent"))
    code, out, _ = trial("silent", "--format", "table")
    assert code == 0
    assert "without expectations: silent" in out
    assert "0 passed, 0 failed" in out


def test_check_names_what_an_expectation_misspells(cli, folder):
    code, out, _ = cli("scenario", "check", "misspelt", "--scenarios", str(folder), "--network", "toy")
    assert code == 3
    assert "misspelt.yaml:15:22: error[E402]" in out


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self):
        return True


def test_progress_is_shown_on_a_terminal_and_taken_away(trial, monkeypatch):
    screen = Terminal()
    monkeypatch.setattr(streams.sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    assert trial("good", "wrong")[0] == 1
    assert screen.getvalue() == "\r\x1b[2K1/2 good\r\x1b[2K2/2 wrong\r\x1b[2K"


def test_no_progress_elsewhere(trial, monkeypatch):
    screen = Terminal()
    monkeypatch.setattr(streams.sys, "stderr", screen)
    monkeypatch.setenv("TERM", "dumb")
    assert trial("good")[0] == 0
    assert screen.getvalue() == ""


def test_overlays_count(cli, folder, tmp_path_factory):
    laid = tmp_path_factory.mktemp("laid")
    head, *rows = (data_folder("networks") / "toy" / "link.csv").read_text(encoding="utf-8").splitlines()
    row = next(row for row in rows if row.startswith("aktau-alat-ferry,")).replace(",480,", ",1900,")
    (laid / "link.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")
    options = ("--scenarios", str(folder), "--network", "toy", "--overlay", str(laid), "--json")
    code, out, _ = cli("scenario", "test", "good", *options)
    record = json.loads(out)
    assert code == 1
    assert record["network"]["overlays"][0]["name"] == laid.name
    assert record["results"][0]["failures"][0].startswith("follows east-west")


def test_show_tells_what_is_expected(cli, folder):
    out = cli("scenario", "show", "good", "--scenarios", str(folder), "--format", "table")[1]
    assert "expects later: the ferry is slow" in out
