"""Columns of text that line up: the width of characters, wrapping, and safe terminals.

rich would do this too, at three times the cost of everything else the table needs (measured: `docs/decisions.md`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = "  "
NO_BREAK = "\N{NO-BREAK SPACE}"
STYLES = {"": "", "strong": "1", "faint": "2", "good": "32", "bad": "31"}
"""SGR codes of the styles of a cell."""


def clean(text: str) -> str:
    """Return the text with control and direction characters spelled out, so that a name cannot steer the terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == NO_BREAK else c.encode("unicode_escape").decode() for c in text)


def width(text: str) -> int:
    """Return how many columns a terminal gives a text: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width  # noqa: PLC0415 - most texts are ASCII

    return sum(0 if category(c) in {"Mn", "Me", "Cf"} else 2 if east_asian_width(c) in {"W", "F"} else 1 for c in text)


def wrap(text: str, most: int) -> list[str]:
    """Return the text in lines of at most so many columns, broken at blanks where there are any."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        rest = word
        joined = f"{line} {rest}" if line else rest
        if width(joined) <= most:
            line = joined
            continue
        if line:
            lines.append(line)
        while width(rest) > most:
            head = _head(rest, most)
            lines.append(head)
            rest = rest[len(head) :]
        line = rest
    return [*lines, line]


def _head(text: str, most: int) -> str:
    """Return the longest start of a text that fits, at least one character."""
    taken = 0
    for position, character in enumerate(text):
        taken += width(character)
        if taken > most and position:
            return text[:position]
    return text


class Cell(NamedTuple):
    """What stands in a table's cell."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, and how it is set."""

    title: str
    right: bool = False
    """Whether it holds figures, set flush right and never broken."""
    least: int = 8
    """Narrowest a column of words may become."""
    spare: bool = False
    """Whether it is left out where the width does not suffice."""


@dataclass(frozen=True, slots=True)
class Painter:
    """Sets lines and tables to a width, in color or not."""

    width: int = 100
    color: bool = False

    def paint(self, text: str, style: str) -> str:
        """Return the text in a style."""
        code = STYLES[style] if self.color else ""
        return f"\x1b[{code}m{text}\x1b[0m" if code and text else text

    def paragraph(self, text: str, *, indent: int = 0, hang: int | None = None, style: str = "") -> list[str]:
        """Return the lines of a paragraph; `hang` is the indent of all lines but the first."""
        hang = indent if hang is None else hang
        first, *_ = wrap(clean(text), self.width - indent)
        rest = clean(text)[len(first) :].lstrip(" ")
        lines = [" " * indent + self.paint(first, style)]
        if rest:
            lines += [" " * hang + self.paint(line, style) for line in wrap(rest, self.width - hang)]
        return lines

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, indent: int = 0) -> list[str]:
        """Return the lines of a table; columns of words wrap where the width does not suffice."""
        return [line for block in self.blocks(columns, rows, indent=indent) for line in block]

    def blocks(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, indent: int = 0) -> list[list[str]]:
        """Return a table as one list of lines per row, the heading's first; a column without content is left out."""
        cleaned = [[Cell(clean(cell.text), cell.style) for cell in row] for row in rows]
        used = [index for index in range(len(columns)) if any(row[index].text for row in cleaned)]
        cleaned.insert(0, [Cell(column.title, "faint") for column in columns])
        widths = self._widths(columns, cleaned, used, self.width - indent)
        while sum(widths.values()) + len(GAP) * (len(used) - 1) > self.width - indent:
            spare = [index for index in used if columns[index].spare]
            if not spare:
                break
            used.remove(spare[-1])
            widths = self._widths(columns, cleaned, used, self.width - indent)
        return [self._row(columns, row, widths, indent) for row in cleaned]

    def _row(self, columns: Sequence[Column], row: Sequence[Cell], widths: dict[int, int], indent: int) -> list[str]:
        wrapped = {index: wrap(row[index].text, most) for index, most in widths.items()}
        lines = []
        for level in range(max((len(texts) for texts in wrapped.values()), default=0)):
            parts = []
            for index, texts in wrapped.items():
                text = texts[level] if level < len(texts) else ""
                blank = " " * (widths[index] - width(text))
                painted = self.paint(text, row[index].style)
                parts.append(blank + painted if columns[index].right else painted + blank)
            lines.append((" " * indent + GAP.join(parts)).rstrip())
        return lines

    def _widths(
        self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], used: Sequence[int], available: int
    ) -> dict[int, int]:
        """Return a width per column: as its cells need, the widest columns of words giving way first.

        They give way down to their longest word as long as that helps, then down to their least width.
        """
        widths = {index: max(1, *(width(row[index].text) for row in rows)) for index in used}
        words = {index: max(width(word) for row in rows for word in row[index].text.split(" ")) for index in used}
        for unbroken in (True, False):
            while sum(widths.values()) + len(GAP) * (len(used) - 1) > available:
                floors = {index: max(columns[index].least, words[index] * unbroken) for index in used}
                soft = [index for index in used if not columns[index].right and widths[index] > floors[index]]
                if not soft:
                    break
                widths[max(soft, key=widths.__getitem__)] -= 1
        return widths
