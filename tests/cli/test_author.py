"""`scenario new` and `scenario schema`."""

import json

import pytest

from routeplanner.scenario.files import names_in
from routeplanner.scenario.schema import POINTER, scenario_schema


@pytest.fixture
def new(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *args: cli("scenario", "new", *args)


@pytest.mark.parametrize("name", ["port-strike", "x", "a-name-longer-than-the-comment-beside-it-leaves-room-for"])
def test_the_skeleton_passes_check_and_test_as_it_is(new, cli, tmp_path, name):
    code, out, err = new(name)
    path = tmp_path / f"{name}.yaml"
    assert (code, out) == (0, "")
    assert err == f"wrote {name}.yaml; next: routeplanner scenario check {name}.yaml\n"
    assert f"\nid: {name} " in path.read_text(encoding="utf-8")
    assert cli("scenario", "check", str(path), "--strict")[:2] == (
        0,
        "1 scenario on eurasia 2026.1: no errors, no warnings\n",
    )
    code, out, _ = cli("scenario", "test", str(path), "--json")
    assert (code, json.loads(out)["counts"]) == (0, {"scenarios": 1, "passed": 1, "failed": 0, "error": 0})


@pytest.mark.parametrize("name", names_in())
def test_a_copy_of_any_example_passes_check_as_it_is(new, cli, name):
    assert new("mine", "--from", name)[0] == 0
    code, out, _ = cli("scenario", "check", "mine.yaml")
    assert (code, "no errors" in out) == (0, True)


def test_a_copy_differs_in_its_id_alone(new, tmp_path):
    example = "scenario: 1\nid: 'old'   # its name\ntitle: old\noverrides: []\n"
    (tmp_path / "old.yaml").write_text(POINTER + "\n" + example, encoding="utf-8")
    assert new("fresh", "--from", "old", "--scenarios", str(tmp_path))[0] == 0
    assert (tmp_path / "fresh.yaml").read_text(encoding="utf-8") == example.replace("'old'", "fresh")


def test_a_file_beside_the_schema_points_to_it(new, cli, tmp_path):
    new("before")
    assert cli("scenario", "schema", "--output", "scenario.schema.json")[0] == 0
    new("after")
    first = [(tmp_path / f"{name}.yaml").read_text(encoding="utf-8").split("\n")[0] for name in ("before", "after")]
    assert first[0].startswith("scenario: 1")
    assert first[1] == POINTER


def test_nothing_is_replaced_unless_told(new, tmp_path):
    (tmp_path / "mine.yaml").write_text("mine")
    code, _, err = new("mine")
    assert (code, "--force replaces it" in err) == (4, True)
    assert (tmp_path / "mine.yaml").read_text() == "mine"
    assert new("mine", "--force")[0] == 0
    assert "id: mine" in (tmp_path / "mine.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["Strike"], 2, "lower-case"),
        (["../strike"], 2, "no id"),
        (["strike", "--output", "other.yaml"], 2, "write to strike.yaml"),
        (["strike", "--output", "strike.txt"], 2, ".yaml"),
        (["strike", "--from", "caspian-hub"], 2, "did you mean 'caspian-hubs'"),
        (["strike", "--scenarios", "nowhere"], 4, "does not exist"),
        ([], 2, "Missing argument"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_line(new, tmp_path, args, code, said):
    found, out, err = new(*args)
    assert (found, out, err.count("\n")) == (code, "", 1)
    assert said in err
    assert list(tmp_path.iterdir()) == []


def test_the_schema_goes_to_the_screen_or_a_file(cli, tmp_path):
    code, out, err = cli("scenario", "schema")
    assert (code, err) == (0, "")
    assert json.loads(out) == scenario_schema()
    path = tmp_path / "any.json"
    assert cli("scenario", "schema", "-o", str(path))[0] == 0
    assert path.read_text(encoding="utf-8") == out
    assert cli("scenario", "schema", "-o", str(path))[0] == 4
