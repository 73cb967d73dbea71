"""Copies of the toy network with cells changed, and what reading them says."""

import csv
import shutil
from pathlib import Path

from routeplanner.network.files import data_folder, parse_network

TOY = data_folder("networks") / "toy"


class Tables:
    """A folder with the toy's tables; every method returns the folder's changes so far, to be chained."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir()
        for path in TOY.glob("*.csv"):
            shutil.copy(path, self.folder)

    def read(self, table):
        with (self.folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))

    def write(self, table, lines):
        with (self.folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(lines)
        return self

    def set(self, table, row_id, **cells):
        header, *rows = self.read(table)
        (row,) = [row for row in rows if row[0] == row_id]
        for column, value in cells.items():
            row[header.index(column)] = value
        return self.write(table, [header, *rows])

    def add(self, table, like="", **cells):
        """Append a row, blank or a copy of another, with some cells set."""
        header, *rows = self.read(table)
        new = [*next((row for row in rows if row[0] == like), [""] * len(header))]
        for column, value in cells.items():
            new[header.index(column)] = value
        return self.write(table, [header, *rows, new])

    def delete(self, table, *row_ids):
        header, *rows = self.read(table)
        return self.write(table, [header, *[row for row in rows if row[0] not in row_ids]])

    def text(self, table):
        return (self.folder / f"{table}.csv").read_text(encoding="utf-8")

    def put(self, table, content):
        data = content if isinstance(content, bytes) else content.encode()
        (self.folder / f"{table}.csv").write_bytes(data)
        return self

    def swap(self, table, old, new):
        """Replace text that stands exactly once in a table's file."""
        text = self.text(table)
        assert text.count(old) == 1, (old, text.count(old))
        return self.put(table, text.replace(old, new))

    def problems(self):
        return parse_network(self.folder)[1]

    def network(self):
        network, problems = parse_network(self.folder)
        assert problems == []
        return network


def pointed_at(problem):
    """Return the text the caret of a problem underlines."""
    return problem.excerpt[problem.column - 1 : problem.column - 1 + problem.width]
