"""Rows: the quick way and pydantic's come to the same."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routeplanner.network.files import find_network_folder
from routeplanner.network.model import TABLES
from routeplanner.network.rows import RowReader
from routeplanner.network.table import TableText

CELLS = ["", " ", "a", "A", "KZ", "rail", "true", "1", "-1", "1.5", "1e400", "nan", "2026-01-01", "a|b", "a||b", "-"]


def tables_of(network):
    folder = find_network_folder(network)
    for name in TABLES:
        path = folder / f"{name}.csv"
        if path.is_file():
            lines = path.read_text(encoding="utf-8").splitlines()
            yield TableText(name, path, lines, header=lines[0].split(","))


def both_ways(table, number, cells):
    """Read a line with other cells quickly and slowly; return what each gives."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    lines = [*table.lines]
    lines[number - 1] = line.getvalue()
    table = TableText(table.name, table.path, lines, header=table.header)
    quick, slow = [], []
    record = RowReader(table).read(number, cells, quick)
    judged = RowReader(table)._read_slowly(number, cells, slow)
    return (record, quick), (judged, slow)


TOY = {table.name: table for table in tables_of("toy")}


@pytest.mark.parametrize("table", list(tables_of("eurasia")), ids=lambda table: table.name)
def test_every_shipped_row_is_read_quickly_as_pydantic_takes_it(table):
    problems = []
    reader, judge = RowReader(table), RowReader(table)
    for number, cells in enumerate(csv.reader(table.lines[1:]), start=2):
        assert reader.read(number, cells, problems) == judge._read_slowly(number, cells, problems)
    assert problems == []


@given(data=st.data())
def test_a_changed_cell_is_read_or_refused_the_same(data):
    table = TOY[data.draw(st.sampled_from(sorted(TOY)))]
    number = data.draw(st.integers(2, len(table.lines)))
    (cells,) = csv.reader([table.lines[number - 1]])
    index = data.draw(st.integers(0, len(cells) - 1))
    cells[index] = data.draw(st.sampled_from(CELLS) | st.text(max_size=6))
    quick, slow = both_ways(table, number, cells)
    assert quick == slow


def test_a_text_is_converted_once():
    table = TableText("source", Path("source.csv"), ["source_id,title,publisher", "a,T,P", "b,T,P"])
    table.header = table.lines[0].split(",")
    reader = RowReader(table)
    one, other = reader.read(2, ["a", "T", "P"], []), reader.read(3, ["b", "T", "P"], [])
    assert (one.title, other.title, one.url) == ("T", "T", "")
    assert [len(texts) for texts in reader._texts] == [2, 1, 1]


def test_a_sound_network_is_read_without_pydantic():
    code = (
        "import sys, routeplanner as rp\nrp.read_network('eurasia', use_cache=False)\nprint('pydantic' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.split() == ["False"]
