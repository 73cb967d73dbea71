import json
import shutil

import pytest

from routeplanner.network.files import data_folder


def test_a_pipe_gets_tsv_and_a_screen_would_get_a_table(toy):
    code, out, err = toy("route", "Xi'an", "AKTAU")
    assert (code, err) == (0, "")
    assert out.startswith("itinerary\tlabels\tcorridor\t")
    code, out, _ = toy("route", "Xi'an", "AKTAU", "--format", "table")
    assert code == 0
    assert out.startswith("Xi'an → Aktau\n")


def test_json_is_the_plan(toy):
    code, out, err = toy("route", "xian", "aktau", "--json", "--by", "cost")
    plan = json.loads(out)
    assert (code, err) == (0, "")
    assert plan["schema"] == "routeplanner/plan/1"
    assert [itinerary["labels"] for itinerary in plan["itineraries"]] == [["cheapest"]]
    assert plan["itineraries"][0]["nodes"][0] == "xian"
    assert plan["itineraries"][0]["nodes"][-1] == "aktau"


def test_the_same_words_give_the_same_bytes(toy):
    assert toy("route", "xian", "alat", "--json") == toy("route", "xian", "alat", "--json")


def test_no_route_is_an_answer_with_exit_1(toy):
    code, out, err = toy("route", "xian", "alat", "--avoid", "KZ", "--json")
    plan = json.loads(out)
    assert (code, err) == (1, "")
    assert plan["itineraries"] == []
    assert plan["no_route"]["blocked_by"]
    code, out, err = toy("route", "xian", "alat", "--avoid", "KZ", "--format", "table")
    assert code == 1
    assert "No route while KZ is avoided by the request" in out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["aktua", "alat"], "did you mean 'Aktau'?"),
        (["Khorgos", "aktau"], "altynkol"),
        (["xian", "Xi'an"], "same place"),
        (["xian", "aktau", "--tonnes", "-3"], "--tonnes '-3' is not an amount"),
        (["xian", "aktau", "--mode", "train"], "--mode 'train' is not known"),
        (["xian", "aktau", "--cargo", "41ft"], "did you mean '40ft'?"),
        (["xian", "aktau", "--corridor", "midle"], "corridor"),
        (["xian", "aktau", "--set", "dwell"], "--set 'dwell' is not NAME=VALUE"),
        (["xian", "aktau", "--set", "dwell=3 h"], "no scenario is applied"),
        (["xian", "aktau", "--as-of", "tomorrow"], "YYYY-MM-DD"),
        (["xian", "aktau", "--door"], "no first mile at 'xian' and no last mile at 'aktau' – count --terminals"),
        (
            ["xian", "aktau", "--box", "cox"],
            "--box 'cox' is not known – did you mean 'coc'? one of as-quoted, soc, coc",
        ),
        (["xian", "aktau", "--box", "soc,coc"], "--box 'soc,coc' are several – one of as-quoted, soc, coc"),
        (["altynkol", "aktau", "--box", "soc", "--cargo", "truck"], "terms 'soc' do not go with truck: it is no"),
        (["xian", "aktau", "--format", "xml"], "one of table, tsv, csv, json, jsonl, geojson"),
        (["xian", "aktau", "--json", "--format", "csv"], "two formats"),
        (["xian", "aktau", "--tonnes", "900", "--units", "1"], "units are needed"),
    ],
)
def test_wrong_input_is_one_line_and_exit_2(toy, args, said):
    code, out, err = toy("route", *args)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith("error: ")
    assert said in err


def test_an_unknown_network_is_named(cli):
    code, _, err = cli("route", "a", "b", "--network", "tooy")
    assert code == 2
    assert "did you mean 'toy'?" in err


def test_a_file_gets_the_result_and_the_screen_a_note(toy, tmp_path):
    target = tmp_path / "plan.json"
    code, out, err = toy("route", "xian", "aktau", "--output", str(target))
    assert (code, out, err) == (0, "", f"wrote {target}\n")
    assert json.loads(target.read_text())["itineraries"]
    before = target.read_bytes()
    code, out, err = toy("route", "xian", "aktau", "--output", str(target))
    assert (code, out) == (4, "")
    assert "--force" in err
    assert target.read_bytes() == before
    assert toy("route", "xian", "alat", "--output", str(target), "--force")[0] == 0
    assert target.read_bytes() != before


def test_a_missing_folder_is_refused_before_anything_is_computed(cli, tmp_path):
    code, out, err = cli("route", "nowhere", "nowhere", "--output", str(tmp_path / "no" / "out.csv"))
    assert (code, out) == (4, "")
    assert "does not exist" in err


def test_explain_adds_sources(toy):
    _, out, _ = toy("route", "xian", "aktau", "--format", "table", "--explain")
    assert "estimated: estimate" in out
    assert "estimate: Estimate of the authors" in out


@pytest.mark.parametrize(("avoided", "word"), [("CN", "starts"), ("AZ", "ends"), ("alat", "ends")])
def test_avoiding_an_end_of_the_trip_is_refused(toy, avoided, word):
    code, out, err = toy("route", "xian", "alat", "--avoid", avoided)
    assert (code, out) == (2, "")
    assert f"cannot avoid {avoided}: the trip {word} there" in err


def test_both_unknown_places_are_named(toy):
    code, _, err = toy("route", "Xia", "Alatt")
    assert code == 2
    assert "'Xia'" in err
    assert "'Alatt'" in err
    assert err.count("\n") == 1


@pytest.fixture
def yardstick(tmp_path):
    """The tutorial's network with one published figure."""
    folder = shutil.copytree(data_folder("networks") / "toy", tmp_path / "copy")
    names = (
        "published_id,origin,destination,corridor,modes,service_class,equipment,scope,regime,on_date,as_of,days_low,"
        "days_high,cost_low_usd,cost_high_usd,cost_per,terms,use,reason,source_id,quality,note"
    )
    row = "timetable,xian,alat,trans-caspian,,,40ft,terminal,usual,,2025,9,13,,,,,fit,,estimate,estimated,test"
    (folder / "published.csv").write_text(f"{names}\n{row}\n", encoding="utf-8")
    return str(folder)


def test_published_figures_come_with_the_answer_when_asked_for(cli, yardstick):
    code, out, err = cli("route", "xian", "alat", "-n", yardstick, "--published", "--json")
    assert (code, err) == (0, "")
    (figure,) = json.loads(out)["published"]
    assert (figure["published_id"], figure["planned"]["days"]["corridor"]) == ("timetable", "trans-caspian")
    assert "published" not in json.loads(cli("route", "xian", "alat", "-n", yardstick, "--json")[1])
    table = cli("route", "xian", "alat", "-n", yardstick, "--published", "--format", "table")[1]
    assert "9–13" in table


def test_nothing_published_for_a_pair_is_said(cli, yardstick):
    table = cli("route", "xian", "aktau", "-n", yardstick, "--published", "--format", "table")[1]
    assert "nothing published for this pair in the network" in table


def test_a_format_without_a_place_for_published_figures_leaves_them_to_stderr(cli, yardstick):
    code, out, err = cli("route", "xian", "alat", "-n", yardstick, "--published", "--format", "tsv")
    assert code == 0
    assert out == cli("route", "xian", "alat", "-n", yardstick, "--format", "tsv")[1]
    assert "9–13" in err


def test_boxes_too_heavy_for_a_train_are_said_to_be_so(toy):
    trip = ("route", "xian", "alat", "--by", "time", "--tonnes", "48")
    code, out, _ = toy(*trip, "--format", "table")
    assert code == 0
    assert "consignment  3 × 40ft, 48 t, general goods\n" in out
    code, out, _ = toy(*trip, "--units", "2", "--format", "table")
    words = " ".join(out.split())
    assert "2 × 40ft, 48 t, general goods; 24 t a unit: above the 21 t that rail takes, so not by rail" in words
    code, out, _ = toy(*trip, "--units", "2", "--mode", "rail", "--json")
    plan = json.loads(out)
    assert code == 1
    assert plan["request"]["consignment"]["too_heavy_for"] == {"rail": 21.0}
    assert "24 t a unit are above the 21 t that rail takes" in plan["no_route"]["reason"]


def test_a_load_above_what_the_boxes_take_is_refused_with_the_limit(toy):
    code, out, err = toy("route", "xian", "alat", "--tonnes", "54", "--units", "2")
    assert (code, out) == (2, "")
    assert "54 t do not fit 2 × 40ft: the limit is 26 t each – 3 units are needed" in err


def test_explain_says_what_every_emission_factor_stands_for(toy):
    _, out, _ = toy("route", "xian", "alat", "--by", "time", "--format", "table", "--explain")
    section = out.partition("emission factors, kg CO2e per tonne-kilometer\n")[2].partition("\n\n")[0]
    assert section.splitlines() == [
        "  0.02 (any country): rail, average train",
        "  0.05 (any country): ferry, ro-ro ship, average load",
    ]
    assert "emission factors" not in toy("route", "xian", "alat", "--format", "table")[1]
