import os
import stat
import sys

import pytest

from routeplanner.cli.results import FILE_WIDTH, NARROWEST, WIDEST, Output, check_target, screen_width, write_file
from routeplanner.errors import FileError, UsageError

ALL = ("table", "tsv", "csv", "json", "jsonl", "geojson")


@pytest.mark.parametrize(
    ("output", "terminal", "format_"),
    [
        (Output(), True, "table"),
        (Output(), False, "tsv"),
        (Output("csv"), True, "csv"),
        (Output(json=True), True, "json"),
        (Output("json", json=True), True, "json"),
        (Output(file="x.GeoJSON"), True, "geojson"),
        (Output(file="x.md"), False, "table"),
        (Output("tsv", file="x.json"), True, "tsv"),
    ],
)
def test_the_format_follows_what_is_said_then_the_file_then_the_screen(output, terminal, format_, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal, raising=False)
    assert output.chosen(ALL) == format_


@pytest.mark.parametrize("output", [Output("xml"), Output("csv", json=True), Output("html")])
def test_what_is_no_format_is_usage(output):
    with pytest.raises(UsageError, match="--format"):
        output.chosen(ALL)


@pytest.mark.parametrize(("columns", "width"), [("20", NARROWEST), ("90", 90), ("500", WIDEST)])
def test_the_screen_sets_the_width_within_reason(columns, width, monkeypatch):
    monkeypatch.setenv("COLUMNS", columns)
    assert screen_width() == width


def test_a_file_is_as_wide_as_a_pipe(monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(sys, "__stdout__", None)
    assert screen_width() == FILE_WIDTH


def test_a_file_is_written_whole_in_utf8_with_lf(tmp_path):
    write_file(tmp_path / "a.tsv", "Əlat\n", force=False)
    assert (tmp_path / "a.tsv").read_bytes() == "Əlat\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["a.tsv"]


def test_an_existing_file_is_replaced_only_by_force_and_keeps_its_mode(tmp_path):
    target = tmp_path / "a.tsv"
    target.write_text("old")
    target.chmod(0o640)
    with pytest.raises(FileError, match="--force"):
        write_file(target, "new", force=False)
    assert target.read_text() == "old"
    write_file(target, "new", force=True)
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    target = tmp_path / "a.tsv"
    target.write_text("old")

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match=r"cannot write .*: No space left on device"):
        write_file(target, "new", force=True)
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.tsv"]


def test_a_missing_folder_a_folder_and_a_device_are_refused(tmp_path):
    with pytest.raises(FileError, match=r"folder .* does not exist"):
        check_target(tmp_path / "nowhere" / "a.csv", force=True)
    for target in (tmp_path, "/dev/null"):
        with pytest.raises(FileError, match="not a regular file"):
            check_target(type(tmp_path)(target), force=True)


def test_a_link_is_followed_and_stays_a_link(tmp_path):
    target, link = tmp_path / "a.tsv", tmp_path / "link.tsv"
    target.write_text("old")
    link.symlink_to(target)
    write_file(link, "new", force=True)
    assert link.is_symlink()
    assert target.read_text() == "new"
