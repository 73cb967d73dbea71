"""Pieces of Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NOTICE = "<!-- Written by tools/update_docs.py; changes here are overwritten. -->"
"""Second line of a page that is generated as a whole."""
BEGIN, END = "<!-- generated: {} -->", "<!-- end of generated: {} -->"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table; bars and line breaks inside cells are kept from breaking it."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(value) for value in line) + " |" for line in lines) + "\n"


def _cell(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")


def code(words: Iterable[object]) -> str:
    """Return words set as code, separated by commas."""
    return ", ".join(f"`{word}`" for word in words)


def page(title: str, *parts: str) -> str:
    """Return a page that is generated as a whole."""
    return "\n".join([f"# {title}\n{NOTICE}\n", *(part.rstrip("\n") + "\n" for part in parts)])


def put(text: str, name: str, content: str) -> str:
    """Return a page with the part between the markers of a name replaced.

    Raises:
        ValueError: the page has no such markers.
    """
    begin, end = BEGIN.format(name), END.format(name)
    before, found, rest = text.partition(begin)
    _, also_found, after = rest.partition(end)
    if not (found and also_found):
        raise ValueError(f"no part {name!r} between {begin} and {end}")
    return f"{before}{begin}\n\n{content.strip()}\n\n{end}{after}"
