"""The canonical form of a network's tables: what `routeplanner network fmt` writes."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from routeplanner.network.model import KEYS, TABLES, Row
from routeplanner.network.table import read_table

if TYPE_CHECKING:
    from pathlib import Path

    from routeplanner.network.table import TableText

EVIDENCE_KEY = ("table", "row_id", "field")


def canonical_text(table: TableText) -> str:
    """Return a table in canonical form: no BOM, LF, commas, cells trimmed, sources last, rows sorted by id.

    Cells keep their spelling: `1.50` stays, as the writer of a figure may mean its precision. Columns the table does
    not have are not added.
    """
    key = (KEYS[table.name],) if KEYS[table.name] else EVIDENCE_KEY
    fields = TABLES[table.name].model_fields
    known = sorted(fields, key=lambda name: name in Row.model_fields and name not in key)  # where from, last
    columns = sorted(table.header, key=known.index)
    reader = csv.reader((line for line in table.lines[1:] if line.strip()), delimiter=table.delimiter, strict=True)
    rows = [dict(zip(table.header, (cell.strip() for cell in cells), strict=True)) for cells in reader]
    rows.sort(key=lambda row: [row[name] for name in key])
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row[name] for name in columns] for row in rows)
    return buffer.getvalue()


def changed_tables(folder: Path) -> dict[Path, str]:
    """Return the canonical text of every table of a folder that is not written so, by file.

    The folder's tables must be free of errors (`parse_network`).
    """
    changed = {}
    for name in TABLES:
        path = folder / f"{name}.csv"
        if path.is_file():
            content = path.read_bytes()
            table, _, _, _ = read_table(name, path, content.decode("utf-8"))
            text = canonical_text(table)
            if content != text.encode():
                changed[path] = text
    return changed
