"""YAML into a tree of texts that know their place: strict, bounded, without YAML's own ideas of types.

Every scalar stays the text it was written as; what it means is decided by whoever reads it. So `NO` is Norway, `12:30`
is a time, and a number of 5,000 digits is only a long text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from routeplanner.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MAX_BYTES = 1 << 20
"""Size of a scenario file, bytes."""
MAX_DEPTH = 24
"""Levels a scenario file may nest."""
MAX_WIDTH = 100
"""Characters of a line a message repeats."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
_LEADING = re.compile(r"[ ]*((?:[-?][ ]+)+)")
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
Path = tuple[str | int, ...]


@dataclass(slots=True)
class Item:
    """A part of a file and where it stands."""

    value: str | dict[str, Item] | list[Item]
    line: int
    """From 1."""
    column: int
    """From 1."""
    width: int = 1
    """Characters the caret underlines."""
    quoted: bool = False
    """Whether a text stood in quotes or was a block."""
    keys: dict[str, Item] = field(default_factory=dict)
    """Where the keys of a mapping stand."""

    @property
    def is_null(self) -> bool:
        """Tell whether nothing is written there."""
        return isinstance(self.value, str) and not self.quoted and self.value in _NULL

    def plain(self) -> Any:  # noqa: ANN401 - text, list or mapping
        """Return the part as plain texts, lists and dictionaries."""
        if isinstance(self.value, dict):
            return {key: item.plain() for key, item in self.value.items()}
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        return self.value

    def find(self, path: Sequence[str | int]) -> Item:
        """Return the part a path leads to, or the last one on the way that exists; a missing key is its mapping.

        A path that ends in a key whose value is a mapping or list points at the key itself.
        """
        item = self
        for depth, step in enumerate(path, start=1):
            if isinstance(item.value, dict) and step in item.value:
                inner = item.value[str(step)]
                at_key = depth == len(path) and not isinstance(inner.value, str)
                item = item.keys[str(step)] if at_key else inner
            elif isinstance(item.value, list) and isinstance(step, int) and step < len(item.value):
                item = item.value[step]
        return item


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: its name, lines and tree."""

    name: str
    """File name, without folders."""
    lines: tuple[str, ...]
    root: Item

    def problem(self, code: str, item: Item, what: str, hint: str = "") -> Problem:
        """Return a problem at a part of the file."""
        return place(self.name, self.lines, code, (item.line, item.column, item.width), what, hint=hint)

    def where(self, item: Item) -> str:
        """Return `file:line:column` of a part."""
        return f"{self.name}:{item.line}:{item.column}"


def place(
    name: str, lines: Sequence[str], code: str, spot: tuple[int, int, int], what: str, *, hint: str = ""
) -> Problem:
    """Return a problem at (line, column, width), with the line and a caret."""
    line, column, width = spot
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    shown = "".join(character if character.isprintable() else "·" for character in text)
    caret = min(column, len(shown) + 1)
    if len(shown) > MAX_WIDTH:
        start = max(0, column - 1 - MAX_WIDTH // 3)
        part = shown[start : start + MAX_WIDTH]
        head, tail = "…" if start else "", "…" if start + MAX_WIDTH < len(shown) else ""
        shown, caret = head + part + tail, column - start + len(head)
    width = max(1, min(width, MAX_WIDTH // 2, len(shown) - caret + 1))
    return Problem(code, f"{name}:{line}:{column}", what, hint, shown, caret, width)


def parse(name: str, content: bytes) -> tuple[Document | None, list[Problem]]:
    """Return the tree of a file's bytes, or the problems that keep it from being one."""
    if len(content) > MAX_BYTES:
        what = f"{name} has {len(content):,} bytes, the limit is {MAX_BYTES:,}"
        return None, [Problem("E005", f"{name}:1:1", what, "a scenario is a few pages; split it")]
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        what = f"byte 0x{content[error.start]:02X} at offset {error.start} is not UTF-8"
        return None, [Problem("E006", f"{name}:{line}:1", what, "save the file as UTF-8")]
    text = text.replace("\r\n", "\n")
    lines = tuple(text.split("\n"))
    problems = [
        place(name, lines, code, spot, what, hint=hint)
        for code, spot, what, hint in (*_characters(lines), *_depth(lines))
    ]
    if problems:
        return None, problems
    if all(not line.strip() or line.lstrip().startswith("#") for line in lines):
        hint = "it needs at least: scenario: 1, id, title"
        return None, [place(name, lines, "E012", (1, 1, 1), f"{name} is empty", hint=hint)]
    builder = _Builder(name, lines)
    root = builder.build(text)
    if root is None or builder.problems:
        return None, builder.problems
    return Document(name, lines, root), []


Found = tuple[str, tuple[int, int, int], str, str]


def _characters(lines: Sequence[str]) -> Iterator[Found]:
    """Yield the first forbidden character and the first tab in an indentation."""
    for number, line in enumerate(lines, start=1):
        found = _FORBIDDEN.search(line)
        if found:
            yield "E010", (number, found.start() + 1, 1), f"forbidden character U+{ord(found[0]):04X}", "delete it"
            return
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent and line.strip():
            yield "E010", (number, indent.index("\t") + 1, 1), "a tab in the indentation", "indent with spaces"
            return


def _depth(lines: Sequence[str]) -> Iterator[Found]:
    """Yield where brackets or list marks nest deeper than any scenario does; quotes are not looked at."""
    depth = 0
    for number, line in enumerate(lines, start=1):
        marks = _LEADING.match(line)
        if marks and len(marks[1].split()) > MAX_DEPTH:
            yield "E007", (number, 1, 1), "lists nested too deep", f"at most {MAX_DEPTH} levels"
            return
        for column, character in enumerate(line, start=1):
            if character in "[{":
                depth += 1
                if depth > MAX_DEPTH:
                    yield "E007", (number, column, 1), "brackets nested too deep", f"at most {MAX_DEPTH} levels"
                    return
            elif character in "]}":
                depth = max(0, depth - 1)


class _Builder:
    """Builds the tree from the parser's events, which come one by one: it can stop at any of them."""

    def __init__(self, name: str, lines: Sequence[str]) -> None:
        self.name = name
        self.lines = lines
        self.problems: list[Problem] = []
        self.open_items: list[Item] = []
        self.pending: list[Item | None] = []
        """For each open mapping, the key that waits for its value."""

    def _problem(self, code: str, event: Any, what: str, hint: str) -> None:  # noqa: ANN401 - ruamel has no types
        self.problems.append(place(self.name, self.lines, code, _span(event), what, hint=hint))

    def build(self, text: str) -> Item | None:
        """Return the tree, or None with problems."""
        from ruamel.yaml import YAML  # noqa: PLC0415 - only when a scenario is asked for
        from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415

        try:
            return self._tree(YAML(typ="safe", pure=True).parse(text))
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            spot = (mark.line + 1, mark.column + 1, 1) if mark else (1, 1, 1)
            line = self.lines[min(spot[0], len(self.lines)) - 1]
            what = f"not YAML: {error.problem or error.context}"
            self.problems.append(place(self.name, self.lines, "E010", spot, what, hint=_syntax_hint(str(error), line)))
        except (YAMLError, ValueError) as error:  # a \x or \U escape that is no character is a ValueError
            what = f"not YAML: {str(error).splitlines()[0]}"
            self.problems.append(place(self.name, self.lines, "E010", (1, 1, 1), what, hint="check quotes and escapes"))
        return None

    def _tree(self, events: Iterable[Any]) -> Item | None:
        """Return the first document's tree; without recursion, so that no file can exhaust the stack."""
        root: Item | None = None
        documents = 0
        for event in events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    self._problem("E015", event, "a second document", "one file, one scenario: delete '---' and below")
                    return root
            elif kind in {"MappingEndEvent", "SequenceEndEvent"}:
                self.open_items.pop()
                self.pending.pop()
            elif kind in {"AliasEvent", "ScalarEvent", *_EMPTY}:
                item = self._enter(kind, event)
                if item is None:
                    return None
                root = root or item
        return root

    def _enter(self, kind: str, event: Any) -> Item | None:  # noqa: ANN401 - ruamel has no types
        """Put a text, list or mapping where it belongs; None when nothing below it can be read."""
        if kind == "AliasEvent":
            self._problem("E013", event, f"alias *{event.anchor}", "write the value out, or use a parameter")
        else:
            self._check(event)
        value: str | dict[str, Item] | list[Item] = _EMPTY[kind]() if kind in _EMPTY else getattr(event, "value", "")
        line, column, width = _span(event)
        item = Item(value, line, column, width, quoted=bool(getattr(event, "style", None)))
        if self.open_items:
            inside = self.open_items[-1]
            if kind in _EMPTY and isinstance(inside.value, dict) and self.pending[-1] is None:
                self._problem("E020", event, "a key is a text, found a list or mapping", "write key: value")
                return None
            self._attach(inside, item)
        if kind in _EMPTY:
            if len(self.open_items) >= MAX_DEPTH:
                self._problem("E007", event, "nested too deep", f"at most {MAX_DEPTH} levels")
                return None
            self.open_items.append(item)
            self.pending.append(None)
        return item

    def _check(self, event: Any) -> None:  # noqa: ANN401
        if event.anchor:
            self._problem("E013", event, f"anchor &{event.anchor}", "write the value out, or use a parameter")
        if event.ctag is not None:
            self._problem("E014", event, f"tag {event.tag}", "delete it: every key knows the type of its value")
        found = _FORBIDDEN.search(getattr(event, "value", None) or "")
        if found:  # an escape such as "\x1b" in double quotes
            self._problem("E010", event, f"forbidden character U+{ord(found[0]):04X}", "delete it")

    def _attach(self, inside: Item, item: Item) -> None:
        """Put an item into the innermost list or mapping, where it is a key or the value of the last one."""
        if isinstance(inside.value, list):
            inside.value.append(item)
            return
        assert isinstance(inside.value, dict)  # noqa: S101 - texts are never open
        key = self.pending[-1]
        if key is None:
            self.pending[-1] = item
            return
        self.pending[-1] = None
        name = str(key.value)
        if name in inside.value:
            first = inside.keys[name]
            spot = (key.line, key.column, key.width)
            what = f"key {name!r} stands already at {self.name}:{first.line}:{first.column}"
            self.problems.append(place(self.name, self.lines, "E016", spot, what, hint="keep one of them"))
            return
        inside.keys[name] = key
        inside.value[name] = item


_EMPTY: dict[str, type[dict[str, Item] | list[Item]]] = {"MappingStartEvent": dict, "SequenceStartEvent": list}


def _span(event: Any) -> tuple[int, int, int]:  # noqa: ANN401
    start, end = event.start_mark, event.end_mark
    width = end.column - start.column if end.line == start.line else 1
    return start.line + 1, start.column + 1, max(1, width)


def _syntax_hint(message: str, line: str) -> str:
    if "${" in line:
        return 'write $name, or "$name" in quotes, without braces'
    if "mapping values are not allowed" in message:
        return 'quote a text that has ": " in it'
    if "cannot start any token" in message:
        return "quote the text"
    if "escape" in message:
        return "use single quotes, or write the backslash twice"
    if "quoted scalar" in message:
        return "close the quote"
    return "check brackets, quotes and indentation"
