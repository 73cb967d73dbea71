import json

import pytest


def test_corridors_stand_side_by_side(toy):
    code, out, err = toy("compare", "xian", "alat", "--format", "table")
    assert (code, err) == (0, "")
    assert "fastest" in out
    assert "cheapest" in out


def test_json_is_the_comparison(toy):
    code, out, _ = toy("compare", "xian", "alat", "--json")
    record = json.loads(out)
    assert code == 0
    assert record["schema"] == "routeplanner/comparison/1"
    assert {row["scenario"] for row in record["rows"]} == {"base"}
    assert all(row["itinerary"]["corridor"] for row in record["rows"])


def test_only_the_corridors_asked_for(toy):
    rows = json.loads(toy("compare", "xian", "alat", "--json")[1])["rows"]
    first = rows[0]["corridor"]
    limited = json.loads(toy("compare", "xian", "alat", "--json", "--corridors", first)[1])["rows"]
    assert [row["corridor"] for row in limited] == [first]


def test_no_corridor_at_all_is_exit_1(toy):
    code, out, _ = toy("compare", "xian", "alat", "--avoid", "KZ", "--format", "table")
    assert code == 1
    assert "no corridor can be used" in out


@pytest.mark.parametrize(("args", "said"), [(["--versus", "a++b"], "--versus"), (["--corridors", "nope"], "nope")])
def test_wrong_input_is_one_line_and_exit_2(toy, args, said):
    code, out, err = toy("compare", "xian", "alat", *args)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert said in err
