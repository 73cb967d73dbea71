"""Verdicts in words, in records and as JUnit XML."""

import json
import xml.etree.ElementTree as ET
from datetime import date

import pytest

from routeplanner.analysis.trial import Finding, Trial, Tried, Verdict
from routeplanner.errors import Problem
from routeplanner.report.json import as_json
from routeplanner.report.junit import as_junit
from routeplanner.report.trial import list_trial, sentences, summary
from tests.tiny import link, tiny

NETWORK = tiny(link("a-b"))
PROBLEM = Problem("E402", "s.yaml:3:4", "no link 'x'", "did you mean 'y'?")


def verdict(*findings, status="failed", **more):
    values = {"scenario": "s", "expectation": "e", "because": "it must", "variant": "", "parameters": {}} | more
    return Verdict(status=status, as_of=date(2026, 6, 1), findings=findings, **values)


def trial(*verdicts, problems=()):
    return Trial(NETWORK, (Tried("s", "s.yaml", "t", verdicts, problems),))


@pytest.mark.parametrize(
    ("finding", "said"),
    [
        (Finding("then.reachable", "true", found=False, held=False), "no route: the bridge is closed"),
        (Finding("then.reachable", "false", found=True, held=False), "there is a route"),
        (Finding("then.corridor", "up", "down", held=False), "follows down, expected up"),
        (Finding("then.corridor", "up", None, held=False), "follows no corridor, expected up"),
        (Finding("then.via", "aktau", found=False, held=False), "does not pass aktau"),
        (Finding("then.modes", "air", found=False, held=False), "does not go by air"),
        (Finding("then.avoids.countries", "RU", found=True, held=False), "uses RU"),
        (Finding("then.time", "at most 5 d", 150.0, held=False), "time is 6d 6h, expected at most 5 d"),
        (Finding("then.cost", "at most 5 USD", 7.0, held=False), "cost is $7, expected at most 5 USD"),
        (
            Finding("then.emissions", "at most 1 t", 1500.0, held=False),
            "emissions are 1,500 kg CO2e, expected at most 1 t",
        ),
        (
            Finding("vs_base.time", "decreases", 48.0, held=False, base=24.0),
            "time is 2d against 1d without the scenario (+1.0 d), expected decreases",
        ),
        (
            Finding("vs_base.cost", "same", 90.0, held=False, base=100.0),
            "cost is $90 against $100 without the scenario (-$10), expected same",
        ),
        (
            Finding("vs_base.emissions", "same", 150.0, held=False, base=100.0),
            "emissions are 150 kg CO2e against 100 kg CO2e without the scenario (+50 %), expected same",
        ),
        (
            Finding("vs_base.reachable", "true", found=False, held=False),
            "without the scenario there is no route to compare with",
        ),
        (
            Finding("value", "36 h", 24.0, held=False, row="transfer x time_h"),
            "transfer x time_h is 24, expected 36 h",
        ),
        (Finding("value", "36 h", None, held=False), "the row is not there, expected 36 h"),
    ],
)
def test_what_failed_is_a_sentence(finding, said):
    assert sentences(verdict(finding, reason="the bridge is closed")) == [said]


def test_only_what_failed_is_told():
    good, bad = Finding("then.via", "a", found=True, held=True), Finding("then.via", "b", found=False, held=False)
    assert sentences(verdict(good, bad)) == ["does not pass b"]
    assert sentences(verdict(good, status="passed")) == []


def test_the_summary_counts_files_and_verdicts():
    assert summary(trial(verdict(status="passed"), verdict())) == "1 scenario on tiny 1: 1 passed, 1 failed"
    broken = trial(verdict(status="error", problems=(PROBLEM,)), problems=(PROBLEM,))
    assert summary(broken) == "1 scenario on tiny 1: 0 passed, 0 failed, 1 error, 1 file with problems"


def test_notes_name_failures_and_files_without_expectations():
    assert list_trial(trial()).notes[0] == "without expectations: s"
    (told, _) = list_trial(trial(verdict(Finding("then.via", "b", found=False, held=False)))).notes
    assert told == "s#e failed: does not pass b. Expected because: it must"


def test_json_has_problems_and_findings():
    finding = Finding("then.time", "at most 5 d", 150.123456, held=False)
    record = json.loads(as_json(list_trial(trial(verdict(finding), problems=(PROBLEM,)))))
    assert record["problems"] == [
        {"code": "E402", "where": "s.yaml:3:4", "what": "no link 'x'", "hint": "did you mean 'y'?"}
    ]
    assert record["results"][0]["findings"][0]["found"] == 150.1235
    assert record["results"][0]["failures"] == ["time is 6d 6h, expected at most 5 d"]
    assert record["network"]["hash"] == NETWORK.hash


def test_a_file_that_cannot_be_tried_has_a_row():
    (row,) = list_trial(trial(problems=(PROBLEM,))).rows
    assert (row["scenario"], row["status"], row["found"]) == ("s", "error", "the file has problems")


def test_junit_holds_any_text():
    nasty = "<a & 'b' \"c\" ]]> \x00\x1b\ud800 \N{SNOWMAN}"
    finding = Finding("then.corridor", nasty, None, held=False)
    text = as_junit(trial(verdict(finding, because=nasty), verdict(status="error", problems=(PROBLEM,))))
    root = ET.fromstring(text.encode("utf-8"))  # noqa: S314 - our own
    (failure,), (error,) = root.iter("failure"), root.iter("error")
    clean = "<a & 'b' \"c\" ]]> \N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER} \N{SNOWMAN}"
    assert clean in failure.text
    assert clean in failure.get("message")
    assert (error.get("type"), "did you mean 'y'?" in error.text) == ("E402", True)
    assert [root.get(name) for name in ("tests", "failures", "errors")] == ["2", "1", "1"]
