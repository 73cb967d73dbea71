import csv
import io
import json
import shutil

import pytest

from routeplanner.network.files import data_folder


@pytest.fixture
def folder(tmp_path):
    """A copy of the tutorial's network."""
    return shutil.copytree(data_folder("networks") / "toy", tmp_path / "copy")


def spoil(folder, table, old, new):
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_list_names_the_shipped_networks(cli):
    code, out, err = cli("network", "list", "--json")
    assert (code, err) == (0, "")
    assert {"toy"} <= {row["id"] for row in json.loads(out)}


def test_show_counts_rows_and_how_well_they_are_founded(cli):
    code, out, _ = cli("network", "show", "toy", "--json")
    rows = {row["table"]: row for row in json.loads(out)}
    assert code == 0
    assert rows["node"]["rows"] == sum(rows["node"][name] or 0 for name in ("cited", "derived", "estimated"))
    assert cli("network", "show", "toy", "--format", "table")[1].startswith("toy ")


def test_show_row_gives_every_figure_its_source(cli):
    code, out, _ = cli("network", "show", "toy", "--row", "aktau", "--json")
    figures = {row["field"]: row for row in json.loads(out)}
    assert code == 0
    assert figures["country"]["value"] == "KZ"
    assert figures["country"]["sources"] == ["estimate"]
    assert cli("network", "show", "toy", "--row", "node:aktau", "--json")[1] == out


def test_show_an_unknown_row(cli):
    code, _, err = cli("network", "show", "toy", "--row", "aktua")
    assert code == 2
    assert "did you mean 'aktau'?" in err


def sections_of(text):
    return {line for line in text.splitlines() if line and not line.startswith(" ")}


def test_show_a_place_gives_all_that_is_known_of_it(cli):
    code, out, err = cli("network", "show", "АКТАУ", "-n", "toy", "--format", "table")
    assert (code, err) == (0, "")
    assert sections_of(out) == {"Aktau: port in Kazakhstan", "corridors", "links", "handling", "services", "sources"}
    assert all(len(line) <= 100 for line in out.splitlines())


def test_show_a_place_as_facts_one_a_row(cli):
    code, out, _ = cli("network", "show", "aktau", "-n", "toy", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert list(rows[0]) == ["section", "id", "field", "value", "quality", "sources", "note"]
    facts = {(row["section"], row["id"], row["field"]): row for row in rows}
    assert len(facts) == len(rows)
    assert facts["links", "aktau-alat-ferry", "to"]["value"] == "alat"
    km = facts["links", "aktau-alat-ferry", "length_km"]
    assert (km["value"], km["quality"], km["sources"]) == ("480", "estimated", "estimate")


def test_show_a_place_as_json(cli):
    code, out, _ = cli("network", "show", "KZAAU", "-n", "toy", "--json")
    place = json.loads(out)
    assert code == 0
    assert place["schema"] == "routeplanner/place/1"
    assert (place["network"]["id"], place["place"]["id"]) == ("toy", "aktau")
    (ferry,) = [link for link in place["links"] if link["mode"] == "ferry"]
    assert (ferry["id"], ferry["to"], ferry["way"]) == ("aktau-alat-ferry", "alat", "both")
    assert ferry["origins"]["length_km"] == {
        "quality": "estimated",
        "sources": ["estimate"],
        "note": "toy figure for the tutorial",
    }
    assert [source["id"] for source in place["sources"]] == ["estimate"]


def test_show_a_place_reads_the_default_network(cli):
    assert json.loads(cli("network", "show", "Aktau", "--json")[1])["network"]["id"] == "eurasia"


def test_show_asks_which_side_of_a_border_is_meant(cli):
    code, out, err = cli("network", "show", "Khorgos")
    assert (code, out) == (2, "")
    assert "altynkol (Altynkol, KZ), khorgos-cn (Khorgos (China), CN)" in err


@pytest.mark.parametrize(
    "name", ["aktau-alat-ferry", "caspian-ferry", "khorgos-cn-altynkol:forward", "any:ferry-road", "node:aktau"]
)
def test_show_a_row_by_its_id(cli, name):
    out = cli("network", "show", name, "-n", "toy", "--json")[1]
    assert json.loads(out)
    assert out == cli("network", "show", "toy", "--row", name, "--json")[1]


@pytest.mark.parametrize(
    ("name", "meant"), [("aktua", "'Aktau'"), ("tojy", "'toy'"), ("aktau-alat-fery", "'aktau-alat-ferry'")]
)
def test_show_what_nothing_is_called(cli, name, meant):
    code, out, err = cli("network", "show", name)
    assert (code, out) == (2, "")
    assert err.startswith(f"error: unknown network, place or row '{name}' – did you mean ")
    assert meant in err


def test_a_folder_of_no_network_is_a_place_by_its_plain_name_and_a_folder_by_its_path(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "aktau").mkdir()
    assert cli("network", "show", "aktau", "--json")[0] == 0
    code, _, err = cli("network", "show", "./aktau")
    assert code == 3
    assert "config.csv is missing" in err


def test_a_network_of_a_places_name_is_the_network_and_says_so(cli, tmp_path, monkeypatch):
    shutil.copytree(data_folder("networks") / "toy", tmp_path / "aktau")
    monkeypatch.chdir(tmp_path)
    code, out, err = cli("network", "show", "aktau", "--json")
    assert (code, err) == (0, "'aktau' is shown as the network; the place of that name: --network eurasia\n")
    assert {row["table"] for row in json.loads(out)} >= {"node", "link"}
    code, out, err = cli("network", "show", "aktau", "--network", "eurasia", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["place"]["id"] == "aktau"


def test_places_that_share_a_name(cli):
    code, out, _ = cli("network", "places", "toy", "--find", "KHORGOS", "--format", "csv")
    assert code == 0
    assert [row["id"] for row in csv.DictReader(io.StringIO(out))] == ["altynkol", "khorgos-cn"]


def test_sources_count_the_rows_that_rest_on_them(cli):
    code, out, _ = cli("network", "sources", "--network", "toy", "--json")
    assert code == 0
    assert all(row["rows"] > 0 and row["title"] for row in json.loads(out))


def test_two_networks_are_one_too_many(cli):
    code, _, err = cli("network", "show", "toy", "--network", "eurasia")
    assert code == 2
    assert "keep one" in err


def test_check_says_that_all_is_well(cli):
    code, out, err = cli("network", "check", "toy")
    assert (code, err) == (0, "")
    assert "no errors" in out


def test_check_reports_all_problems_with_their_place_and_exits_3(cli, folder):
    spoil(folder, "link", "xian", "xiann")
    spoil(folder, "node", "51.22", "x")
    code, out, _ = cli("network", "check", str(folder))
    assert code == 3
    assert "node.csv:" in out
    assert "error[E101]" in out
    assert "Traceback" not in out
    code, out, _ = cli("network", "check", str(folder), "--json")
    assert code == 3
    assert {problem["code"] for problem in json.loads(out)} >= {"E101"}


def test_check_says_in_one_line_what_it_left_out(cli, folder):
    spoil(folder, "node", "51.22", "x")
    out = cli("network", "check", str(folder))[1]
    assert out.endswith(
        "not checked: rows against one another, ways between places – mend the errors first, then check again\n"
    )
    _, out, err = cli("network", "check", str(folder), "--format", "csv")
    assert err.startswith("not checked: rows against one another, ways between places")
    assert "not checked" not in out


def test_check_says_that_errors_between_rows_keep_it_from_looking_for_ways(cli, folder):
    spoil(folder, "link", "xian,khorgos-cn", "xiann,khorgos-cn")
    out = cli("network", "check", str(folder))[1]
    assert "error[E711]" in out
    assert out.splitlines()[-1].startswith("not checked: ways between places –")


def test_other_commands_refuse_a_network_with_errors(cli, folder):
    spoil(folder, "node", "51.22", "x")
    code, out, err = cli("route", "xian", "aktau", "-n", str(folder))
    assert (code, out) == (3, "")
    assert "error[E101]" in err


def test_fmt_brings_a_table_into_canonical_form_and_then_rests(cli, folder):
    path = folder / "node.csv"
    canonical = path.read_bytes()
    head, *rows = canonical.decode().splitlines()
    path.write_bytes(("\ufeff" + "\r\n".join([head, *reversed(rows)]) + "\r\n").encode())
    code, out, _ = cli("network", "fmt", str(folder), "--check")
    assert (code, out) == (1, f"would rewrite {path}\n")
    assert path.read_bytes() != canonical
    code, out, _ = cli("network", "fmt", str(folder))
    assert (code, out) == (0, f"rewrote {path}\n")
    assert path.read_bytes() == canonical
    assert cli("network", "fmt", str(folder), "--check") == (0, "", "")


def test_fmt_leaves_tables_with_errors_alone(cli, folder):
    spoil(folder, "node", "51.22", "x")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert cli("network", "fmt", str(folder))[0] == 3
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_fmt_needs_a_folder(cli):
    code, _, err = cli("network", "fmt", "nowhere")
    assert code == 2
    assert "not a folder" in err


PUBLISHED = (
    "published_id,origin,destination,corridor,modes,service_class,equipment,scope,regime,on_date,as_of,days_low,"
    "days_high,cost_low_usd,cost_high_usd,cost_per,terms,use,reason,source_id,quality,note\n"
)


def publish(folder, *rows):
    lines = (f"{row},estimate,estimated,test\n" for row in rows)
    (folder / "published.csv").write_text(PUBLISHED + "".join(lines), encoding="utf-8")


def test_calibrate_sets_published_figures_beside_planned_ones(cli, folder):
    publish(folder, "a,xian,alat,,,,40ft,terminal,usual,,2025,9,13,,,,,fit,")
    code, out, err = cli("network", "calibrate", str(folder), "--format", "table")
    assert (code, err) == (0, "")
    assert "Xi'an → Alat" in out
    assert "all aims are met" in out
    code, out, _ = cli("network", "calibrate", "--network", str(folder), "--json")
    (group,) = json.loads(out)["groups"]
    assert group["days"]["error"] == 0


def test_calibrate_exits_1_when_an_aim_is_missed_and_says_which(cli, folder):
    publish(folder, "a,xian,alat,,,,40ft,terminal,usual,,2025,1,1,,,,,fit,")
    code, out, _ = cli("network", "calibrate", str(folder), "--format", "table", "--explain")
    assert code == 1
    assert "missed: 0 % of the days (all), the aim is 90 %" in out
    assert "from a\n" in out


def test_calibrate_a_network_that_publishes_nothing(cli):
    code, out, _ = cli("network", "calibrate", "toy", "--format", "table")
    assert code == 0
    assert "nothing is published in this network" in out


def test_published_figures_are_checked_counted_shown_and_formatted(cli, folder):
    publish(
        folder,
        "b,xian,alat,,,,40ft,terminal,usual,,2025,9,13,,,,,fit,",
        "a,xian,alat,,,,40ft,door,usual,,,1,2,,,,,fit,",
    )
    assert cli("network", "check", str(folder))[0] == 0
    assert cli("network", "fmt", str(folder), "--check")[0] == 1
    assert cli("network", "fmt", str(folder))[0] == 0
    assert (folder / "published.csv").read_text(encoding="utf-8").splitlines()[1].startswith("a,")
    rows = {row["table"]: row["rows"] for row in json.loads(cli("network", "show", str(folder), "--json")[1])}
    assert rows["published"] == 2
    shown = json.loads(cli("network", "show", str(folder), "--row", "published:a", "--json")[1])
    assert {"field": "days_high", "value": 2}.items() <= {row["field"]: row for row in shown}["days_high"].items()
    spoil(folder, "published", "alat", "alatt")
    code, out, _ = cli("network", "check", str(folder))
    assert code == 3
    assert "unknown node 'alatt'" in out
