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
