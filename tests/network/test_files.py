"""Reading a folder: all problems at once, forgiving about form, strict about content."""

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routeplanner.errors import DataError, FileError, UnknownNameError
from routeplanner.network import files
from routeplanner.network.files import find_network_folder, parse_network, read_network, shipped_networks
from tests.network.tables import TOY, Tables


def test_the_shipped_networks_are_found_by_name():
    assert "toy" in shipped_networks()
    assert find_network_folder("toy") == TOY
    assert read_network("toy").id == "toy"


def test_a_folder_is_found_by_path(tables):
    assert read_network(tables.folder).id == "toy"
    assert read_network(str(tables.folder)).folder == str(tables.folder)


@pytest.mark.parametrize("name", ["tojy", "no/such/folder", "", "toy/", "x" * 10, "\x00"])
def test_an_unknown_network_is_a_usage_error(name, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnknownNameError) as caught:
        read_network(name)
    assert caught.value.exit_code == 2
    if name == "tojy":
        assert caught.value.hint == "did you mean 'toy'?"


def test_a_name_too_long_for_the_file_system_is_a_file_error():
    with pytest.raises((FileError, UnknownNameError)):
        read_network("x" * 5000)


def test_a_folder_named_like_a_shipped_network_does_not_hide_it(tables, monkeypatch):
    shutil.move(tables.folder, tables.folder.parent / "toy")
    monkeypatch.chdir(tables.folder.parent)
    assert find_network_folder("toy") == TOY
    assert find_network_folder("./toy/.") != TOY or find_network_folder(tables.folder.parent / "toy") != TOY


def test_problems_of_two_files_come_together(tables):
    tables.set("node", "alat", x_coord="nan").set("link", "altynkol-aktau", mode="train", length_km="-1")
    with pytest.raises(DataError) as caught:
        read_network(tables.folder)
    assert caught.value.exit_code == 3
    assert [problem.where.split(":")[0] for problem in caught.value.problems] == ["link.csv", "link.csv", "node.csv"]
    assert [problem.code for problem in caught.value.problems] == ["E111", "E110", "E101"]
    text = str(caught.value)
    assert "link.csv:5:" in text
    assert "error[E110]: length_km -1.0 is out of range" in text
    assert "help: must be more than 0" in text


def test_the_caret_stands_under_the_cell(tables):
    tables.set("link", "altynkol-aktau", length_km="-1")
    (problem,) = tables.problems()
    _, excerpt, caret, _ = problem.as_text().splitlines()
    assert excerpt[caret.index("^") : caret.rindex("^") + 1] == "-1"


def test_an_unknown_node_names_the_nearest_and_its_file(tables):
    tables.set("link", "xian-khorgos-cn-road", to_node_id="khorgos-ch")
    (problem,) = tables.problems()
    assert problem.code == "E711"
    assert problem.what == "to_node_id: unknown node 'khorgos-ch'"
    assert problem.hint == "did you mean 'khorgos-cn'? nodes are in node.csv"


@pytest.mark.parametrize("table", ["config", "source", "node", "link", "rate", "cargo"])
def test_a_missing_table_is_named(tables, table):
    (tables.folder / f"{table}.csv").unlink()
    (problem,) = tables.problems()
    assert (problem.code, problem.where) == ("E706", f"copy/{table}.csv:1:1")


@pytest.mark.parametrize("table", ["config", "source", "node", "link", "rate", "cargo"])
def test_a_table_with_a_header_only_is_named(tables, table):
    tables.put(table, tables.text(table).splitlines()[0] + "\n\n")
    (problem,) = tables.problems()
    assert (problem.code, problem.where) == ("E713", f"{table}.csv:1:1")
    assert problem.what == f"{table}.csv has no rows"


def test_other_problems_do_not_hide_an_empty_table(tables):
    tables.put("link", tables.text("link").splitlines()[0]).put("node", "").set("rate", "sea", mode="ship")
    assert [(problem.code, problem.where[:8]) for problem in tables.problems()] == [
        ("E713", "node.csv"), ("E111", "rate.csv"), ("E713", "link.csv"),
    ]  # fmt: skip


def test_optional_tables_may_be_missing_or_empty(tables):
    (tables.folder / "season.csv").unlink()
    tables.put("restriction", tables.text("restriction").splitlines()[0])
    network = tables.network()
    assert len(network.seasons) == len(network.restrictions) == len(network.evidence) == 0


def test_one_network_has_one_configuration(tables):
    tables.add("config", like="toy", dataset_name="second")
    (problem,) = tables.problems()
    assert (problem.code, problem.where, problem.what) == ("E713", "config.csv:3:1", "config.csv has 2 rows")


def test_a_table_nobody_knows_is_refused_and_other_files_are_left_alone(tables):
    (tables.folder / "README.md").write_text("x")
    (tables.folder / "nodes.csv").write_text("id\n")
    (problem,) = tables.problems()
    assert (problem.code, problem.where) == ("E707", "nodes.csv:1:1")
    assert "node, link" in problem.hint


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b"node_id,name\nalat,\xff\n", "node.csv:2:6"),
        ("node_id,name\nАлят,".encode() + b"\xc0\n", "node.csv:2:6"),
        (b"\xef\xbb\xbfnode\x80\n", "node.csv:1:5"),
        ("node_id\n".encode("utf-16"), "node.csv:1:1"),
    ],
)
def test_what_is_not_utf8_is_pointed_at(tables, content, where):
    tables.put("node", content)
    problem = tables.problems()[0]
    assert (problem.code, problem.where) == ("E010", where)


def test_something_that_is_no_file_is_a_file_error(tables):
    (tables.folder / "season.csv").unlink()
    (tables.folder / "season.csv").mkdir()
    with pytest.raises(FileError, match=r"season\.csv is not a regular file") as caught:
        read_network(tables.folder)
    assert caught.value.exit_code == 4


def test_a_file_of_absurd_size_is_not_read(tables, monkeypatch):
    monkeypatch.setattr(files, "MAX_TABLE_BYTES", 100)
    with pytest.raises(FileError, match="is larger than"):
        read_network(tables.folder)


def test_warnings_do_not_keep_a_network_from_being_read(tables):
    tables.delete("service", "caspian-ferry")
    assert [problem.code for problem in tables.problems()] == ["W803"]
    assert "caspian-ferry" not in read_network(tables.folder).services


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(order=st.randoms(use_true_random=False), form=st.sets(st.sampled_from(["BOM", "CRLF", "semicolons"])))
def test_the_hash_is_of_the_content_not_of_the_form(tmp_path_factory, toy, order, form):
    shuffled = Tables(tmp_path_factory.mktemp("form") / "copy")
    for path in sorted(shuffled.folder.glob("*.csv")):
        header, *rows = shuffled.read(path.stem)
        order.shuffle(rows)
        columns = order.sample(range(len(header)), len(header))
        shuffled.write(path.stem, [[line[index] for index in columns] for line in (header, *rows)])
        text = path.read_text(encoding="utf-8")
        if "semicolons" in form and '"' not in text and ";" not in text:
            text = text.replace(",", ";")
        shuffled.put(
            path.stem, ("\ufeff" if "BOM" in form else "") + text.replace("\n", "\r\n" if "CRLF" in form else "\n")
        )
    network, problems = parse_network(shuffled.folder)
    assert problems == []
    assert network.hash == toy.hash
    assert list(network.links) == list(toy.links) == sorted(toy.links)


@pytest.mark.parametrize(
    ("table", "row", "cells"),
    [
        ("link", "altynkol-aktau", {"length_km": "3001"}),
        ("link", "altynkol-aktau", {"corridors": ""}),
        ("node", "olya", {"aliases": "Olia"}),
        ("config", "toy", {"version_number": "2"}),
    ],
)
def test_the_hash_follows_the_content(tables, toy, table, row, cells):
    tables.set(table, row, **cells)
    assert tables.network().hash != toy.hash


def test_a_number_written_otherwise_is_the_same_number(tables, toy):
    tables.set("link", "altynkol-aktau", length_km="3000.0").set("rate", "rail", cost_usd_km="8e-1")
    assert tables.network().hash == toy.hash


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_no_damage_to_a_file_ends_in_a_traceback(tmp_path_factory, data):
    damaged = Tables(tmp_path_factory.mktemp("damaged") / "copy")
    table = data.draw(st.sampled_from(["config", "link", "node", "service", "rate", "transfer", "cargo", "season"]))
    content = bytearray((damaged.folder / f"{table}.csv").read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        piece = data.draw(
            st.one_of(st.binary(max_size=3), st.sampled_from([b",", b"\n", b'"', b";", b"|", b"-", b"\r", b"9" * 9]))
        )
        content[at : at + data.draw(st.integers(0, 5))] = piece
    damaged.put(table, bytes(content))
    _, problems = parse_network(damaged.folder)
    assert all(problem.code and problem.where and problem.what and problem.as_text() for problem in problems)
