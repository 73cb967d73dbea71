"""Finding, listing and reading scenario files."""

import pytest

from routeplanner.errors import FileError, UnknownNameError
from routeplanner.scenario.files import list_scenarios, read_scenario, split_variant

HEAD = """
status: planned
description: What it is.
network: {id: tiny, version: ">=1"}
as_of: 2027-06-01
extends: [other, {scenario: third, variant: long, with: {starts: 2027-11-15}}]
requires: [base-one]
conflicts_with: [rival]
sources: {trend: {title: A page, publisher: P, url: "https://example.org", as_of: 2025-11}}
parameters: {d: {default: 36 h, min: 24 h, max: 240 h, note: n}}
variants: {slow: {d: 96 h}}
"""
BODY = """
set: {time: $d}
where: {transfers: {node: aktau}}
was: {time: 72 h}
matches: {at_least: 1}
when: {from: 2026-12-31, season: 11-01..02-28}
source: [trend]
"""


def test_reads_everything_a_file_says(folder):
    folder.write("full", BODY, head=HEAD)
    scenario = read_scenario("full", folder=folder.path)
    assert (scenario.status, scenario.as_of.isoformat(), scenario.network.id) == ("planned", "2027-06-01", "tiny")
    assert scenario.extends[1].variant == "long"
    assert scenario.extends[1].parameters == {"starts": "2027-11-15"}
    assert (scenario.requires, scenario.conflicts_with) == (("base-one",), ("rival",))
    assert scenario.sources["trend"].publisher == "P"
    assert (scenario.parameters["d"].default, scenario.variants["slow"]) == ("36 h", {"d": "96 h"})
    (override,) = scenario.overrides
    assert (override.verb, override.body, override.was) == ("set", {"time": "$d"}, {"time": "72 h"})
    assert (override.matches.at_least, override.when.starts) == (1, "2026-12-31")
    assert override.source == ("trend",)
    assert scenario.file.endswith("full.yaml")


def test_reads_by_path(folder):
    path = folder.write("one", "close: {nodes: aktau}")
    assert read_scenario(path) == read_scenario(str(path)) == read_scenario("one", folder=folder.path)


@pytest.mark.parametrize("name", ["aktau-strik", "", "../secret", "x" * 5000, "UPPER", "nowhere.yaml", "a\0b"])
def test_an_unknown_name_is_usage(folder, name):
    folder.write("aktau-strike", "close: {nodes: aktau}")
    with pytest.raises((UnknownNameError, FileError)) as caught:
        read_scenario(name, folder=folder.path)
    assert caught.value.exit_code in {2, 4}


def test_an_unknown_name_gets_a_suggestion(folder):
    folder.write("aktau-strike", "close: {nodes: aktau}")
    with pytest.raises(UnknownNameError, match="did you mean 'aktau-strike'"):
        read_scenario("aktau-strik", folder=folder.path)


def test_lists_a_folder_alone_and_marks_what_is_broken(folder):
    folder.write("aaa", "close: {nodes: aktau}")
    folder.put("bbb", "- nothing\n")
    found = {scenario.id: scenario for scenario in list_scenarios(folder.path)}
    assert list(found) == sorted(found)
    assert (found["aaa"].status, found["bbb"].status, found["bbb"].problems[0].code) == ("assumption", "broken", "E020")
    assert sorted(found) == ["aaa", "bbb"]
    assert "russia-transit-ban" in {scenario.id for scenario in list_scenarios()}


def test_a_folder_that_is_none_is_a_file_error(tmp_path):
    with pytest.raises(FileError, match="not a folder"):
        list_scenarios(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aktau-strike", ("aktau-strike", "")),
        ("aktau-strike:long", ("aktau-strike", "long")),
        ("folder/x.yaml:long", ("folder/x.yaml", "long")),
        ("C:\\data\\x.yaml", ("C:\\data\\x.yaml", "")),
    ],
)
def test_splits_a_variant_off(text, expected):
    assert split_variant(text) == expected
