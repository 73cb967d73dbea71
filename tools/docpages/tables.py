"""docs/reference/tables.md: every table of a network, from the records that read it."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args, get_origin

from docpages.markdown import code, page, table
from routeplanner.network.model import KEYS, REQUIRED_TABLES, TABLES
from routeplanner.network.rows import Column, columns_of
from routeplanner.record import field_docs

FILE = "docs/reference/tables.md"
SIGNS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
CHECKED = frozenset({"source_id", "service.links"})
"""Lists that the reader takes blank and a check refuses (E725, E722)."""
HEADS = ("column", "holds", "blank", "meaning")
INTRO = """\
A network is a folder of CSV tables: UTF-8, comma, LF, one header line, rows sorted by id. A list inside a cell is
separated by `|`. Numbers are plain decimals (`0.5`, `1200`), dates are `YYYY-MM-DD`, truth is `true` or `false`.
`routeplanner network fmt FOLDER` writes this form, `routeplanner network check FOLDER` checks it.

The columns and their meaning stand once, in the record classes of `routeplanner/network/model/`. "no" under *blank*
means that the cell must be filled; "column optional" means that the whole column may be left out.
"""


def tables_page() -> str:
    """Return the reference page of the tables."""
    index = table(
        ("table", "holds", "id", ""),
        (
            (f"[{name}.csv](#{name}csv)", _sentence(name), _id(name), "needed" if name in REQUIRED_TABLES else "")
            for name in TABLES
        ),
    )
    return page("Tables of a network", INTRO, index, *(_section(name) for name in TABLES))


def _section(name: str) -> str:
    columns = columns_of(name)
    docs = field_docs(TABLES[name])
    rows = [
        (f"`{column}`", holds(name, column), _blank(columns[column], {column, f"{name}.{column}"}), docs[column])
        for column in TABLES[name].model_fields
    ]
    return f"## {name}.csv\n\n{_sentence(name)}\n\n{table(HEADS, rows)}"


def _sentence(name: str) -> str:
    return (TABLES[name].__doc__ or "").strip()


def _id(name: str) -> str:
    return code([KEYS[name]] if KEYS[name] else ("table", "row_id", "field"))


def _blank(column: Column, names: set[str]) -> str:
    if column.has_default:
        return "yes; column optional"
    return "no" if column.blank == "never" or names & CHECKED else "yes"


def holds(table_name: str, column: str) -> str:
    """Return what a column holds: its kind, the words allowed, the bounds."""
    kind = columns_of(table_name)[column].kind
    annotation = TABLES[table_name].model_fields[column].annotation
    words = choices(annotation)
    if words:
        return f"list of {code(words)}" if kind == "list" else code(words)
    limits = [f"{SIGNS[name]} {bound:g}" for name, bound in bounds(annotation).items() if name in SIGNS]
    return " ".join([kind, *([", ".join(limits)] if limits else [])])


def choices(annotation: Any) -> tuple[object, ...]:  # noqa: ANN401 - any annotation
    """Return the words a column may hold; empty when they are not listed."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    found = (choices(part) for part in get_args(annotation) if part is not Ellipsis)
    return next((words for words in found if words), ())


def bounds(annotation: Any) -> dict[str, Any]:  # noqa: ANN401 - any annotation
    """Return the bounds and patterns on a column's single values."""
    found: dict[str, Any] = {}
    if get_origin(annotation) is Annotated:
        for limit in annotation.__metadata__:
            found |= limit.bounds
    for part in get_args(annotation):
        found |= bounds(part)
    return found
