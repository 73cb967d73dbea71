"""Results as tab- or comma-separated values, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import Any

from routeplanner.report.records import rounded
from routeplanner.report.rows import flat_rows

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula."""


def as_tsv(result: Any) -> str:  # noqa: ANN401 - any result
    """Render a result as tab-separated values, one header line; blanks stand for tabs and line ends inside texts."""
    columns, rows = flat_rows(result)
    lines = ["\t".join(columns)]
    lines += ["\t".join(" ".join(guarded(row.get(name)).split()) for name in columns) for row in rows]
    return "\n".join(lines) + "\n"


def as_csv(result: Any) -> str:  # noqa: ANN401 - any result
    """Render a result as comma-separated values (RFC 4180 quoting, LF)."""
    columns, rows = flat_rows(result)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([guarded(row.get(name)) for name in columns] for row in rows)
    return buffer.getvalue()


def guarded(value: object) -> str:
    """Return a value as a cell: lists joined by `|`, numbers plain, texts that look like a formula after a `'`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(rounded(value)).removesuffix(".0")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict):
        text = "|".join(f"{key}={item}" for key, item in value.items())
    elif isinstance(value, (list, tuple)):
        text = "|".join(str(item) for item in value)
    else:
        text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
