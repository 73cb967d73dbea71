"""The cache changes nothing but the time of the next start."""

import os
import sys
from pathlib import Path

import pytest

from routeplanner.network import cache, files
from routeplanner.network.files import read_network
from routeplanner.network.model import TABLES


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("ROUTEPLANNER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def parses(monkeypatch):
    """Count how often tables are really read."""
    calls = []
    parse = files.parse_network

    def counted(*arguments):
        calls.append(arguments)
        return parse(*arguments)

    monkeypatch.setattr(files, "parse_network", counted)
    return calls


def test_a_hit_equals_a_fresh_read(folder, parses):
    fresh = read_network("toy")
    hit = read_network("toy")
    assert len(parses) == 1
    assert len(list(folder.iterdir())) == 1
    assert hit.hash == fresh.hash
    assert hit.folder == fresh.folder
    for name in TABLES:
        assert list(hit.table(name)) == list(fresh.table(name))
        assert dict(hit.table(name)) == dict(fresh.table(name))
        assert hit.table(name).lines() == fresh.table(name).lines()
        for row in fresh.table(name):
            assert hit.table(name)[row].model_dump() == fresh.table(name)[row].model_dump()


@pytest.mark.usefixtures("folder")
def test_a_hit_hashes_to_what_it_says():
    read_network("toy")
    hit = read_network("toy")
    said, hit._hash = hit.hash, ""
    assert hit.hash == said


@pytest.mark.usefixtures("folder")
def test_dates_lists_and_lone_defaults_survive(tables):
    tables.set("restriction", "ru-dual-use", from_date="2025-11-04", until_date="2027-12-31", goods="dual-use|general")
    for _ in range(2):
        rule = read_network(tables.folder).restrictions["ru-dual-use"]
        assert (str(rule.from_date), str(rule.until_date)) == ("2025-11-04", "2027-12-31")
        assert rule.goods == ("dual-use", "general")
        assert (rule.links, rule.service_class) == ((), None)


@pytest.mark.usefixtures("folder")
def test_changed_files_are_read_anew(tables, parses):
    before = read_network(tables.folder).hash
    tables.set("link", "altynkol-aktau", length_km="3001")
    assert read_network(tables.folder).hash != before
    assert read_network(tables.folder).links["altynkol-aktau"].length_km == 3001
    assert len(parses) == 2


@pytest.mark.usefixtures("folder")
def test_equal_files_elsewhere_share_the_cache_but_not_the_folder(tables, parses):
    read_network("toy")
    (tables.folder / "README.md").unlink(missing_ok=True)
    assert read_network(tables.folder).folder == str(tables.folder)
    assert len(parses) == 1


def test_files_with_errors_are_not_kept(folder, tables):
    tables.set("link", "altynkol-aktau", length_km="x")
    for _ in range(2):
        with pytest.raises(files.DataError):
            read_network(tables.folder)
    assert not folder.exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda _content: b"",
        lambda _content: b"\x00\xff",
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"3000.0", b"9000.0"),
        lambda content: content.split(b"\n")[0] + b"\n{}",
        lambda content: content.split(b"\n")[0].split()[0] + b"\n" + content.split(b"\n", 1)[1],
        lambda content: b"0" * 64 + content[64:],
        lambda _content: b"[" * 100_000,
    ],
    ids=["empty", "binary", "cut", "another figure", "no content", "no checksum", "another key", "deep"],
)
def test_a_damaged_file_is_ignored_and_replaced(folder, parses, damage):
    fresh = read_network("toy")
    (path,) = folder.iterdir()
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    assert path.read_bytes() != whole
    again = read_network("toy")
    assert len(parses) == 2
    assert dict(again.links) == dict(fresh.links)
    assert path.read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_harmless(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("ROUTEPLANNER_CACHE", str(blocked / "cache"))
    assert read_network("toy").id == "toy"
    monkeypatch.setenv("ROUTEPLANNER_CACHE", str(blocked))
    assert read_network("toy").id == "toy"
    assert blocked.read_text() == "not a folder"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs permissions that bind")
def test_a_read_only_folder_is_harmless(folder):
    folder.mkdir()
    folder.chmod(0o500)
    assert read_network("toy").id == "toy"
    assert list(folder.iterdir()) == []


def test_a_failed_replacement_leaves_nothing_behind(folder, monkeypatch):
    def fail(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    assert read_network("toy").id == "toy"
    assert list(folder.iterdir()) == []


def test_it_can_be_switched_off(monkeypatch, tmp_path, parses):
    monkeypatch.setenv("ROUTEPLANNER_CACHE", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache.cache_folder() is None
    read_network("toy")
    read_network("toy")
    assert len(parses) == 2
    assert list(tmp_path.iterdir()) == []


def test_one_read_can_leave_it_aside(folder, parses):
    read_network("toy", use_cache=False)
    assert not folder.exists()
    read_network("toy")
    read_network("toy", use_cache=False)
    assert len(parses) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="the places of Unix")
def test_where_it_is(monkeypatch):
    monkeypatch.delenv("ROUTEPLANNER_CACHE", raising=False)
    monkeypatch.setenv("HOME", "/home/someone")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert cache.cache_folder() == Path("/home/someone/.cache/routeplanner")
    monkeypatch.setenv("XDG_CACHE_HOME", "/srv/someone")
    assert cache.cache_folder() == Path("/srv/someone/routeplanner")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("HOME")
    assert cache.cache_folder() is None
    assert cache.load("key") is None
    cache.store("key", {})


def test_windows_keeps_it_in_the_local_data(monkeypatch):
    monkeypatch.delenv("ROUTEPLANNER_CACHE", raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", "C:/Users/someone")
    assert cache.cache_folder() == Path("C:/Users/someone/routeplanner/cache")
    monkeypatch.delenv("LOCALAPPDATA")
    assert cache.cache_folder() is None


def test_what_is_stored_is_loaded_under_its_key_only(folder):
    cache.store("a" * 64, "Ключ\nи замок")
    assert cache.load("a" * 64) == "Ключ\nи замок"
    assert cache.load("a" * 63 + "b") is None
    (path,) = folder.iterdir()
    assert path.read_bytes().split(b"\n", 1)[1].decode() == "Ключ\nи замок"


def test_only_the_newest_files_stay(folder, monkeypatch):
    monkeypatch.setattr(cache, "MOST_FILES", 3)
    for number in range(6):
        cache.store(f"{number}" * 64, "text")
        os.utime(folder / next(path.name for path in folder.iterdir() if path.name[0] == f"{number}"), (number, number))
    assert sorted(path.name[0] for path in folder.iterdir()) == ["3", "4", "5"]
