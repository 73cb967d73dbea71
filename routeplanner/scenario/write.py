"""A scenario as YAML, in the layout of the shipped files: one line per override's verb and modifier."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from routeplanner.scenario.schema import POINTER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WIDTH = 120
"""Characters a line of a list may have before it is broken into one line per item."""

_PLAIN = re.compile(r"[A-Za-z0-9$_/.+-][A-Za-z0-9$_/.+%#:() -]*", re.ASCII)
_NULLS = frozenset({"~", "null", "Null", "NULL", "-", "---", "..."})


def as_yaml(scenario: Mapping[str, Any]) -> str:
    """Return a scenario of texts, lists and dictionaries as YAML; reading it gives the same again."""
    lines = [POINTER]
    for key, value in scenario.items():
        if key == "overrides" and value:
            lines.append("overrides:")
            for override in value:
                lines += _item(override)
        elif isinstance(value, dict) and value and key != "network":
            lines.append(f"{key}:")
            lines += [line for name, part in value.items() for line in _entry(name, part)]
        else:
            lines.append(f"{key}: {_flow(value)}")
    return "\n".join(lines) + "\n"


def _entry(name: str, value: Any) -> Iterator[str]:  # noqa: ANN401 - text, list or mapping
    """Yield a source or parameter: on one line, or one line per key where that is too long."""
    line = f"  {_scalar(name)}: {_flow(value)}"
    if len(line) <= WIDTH or not isinstance(value, dict) or not value:
        yield line
        return
    yield f"  {_scalar(name)}:"
    yield from (f"    {_scalar(key)}: {_flow(part)}" for key, part in value.items())


def _item(override: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of an override; a selector's long list goes over several lines."""
    mark = "  - "
    for key, value in override.items():
        line = f"{mark}{key}: {_flow(value)}"
        mark = "    "
        if len(line) <= WIDTH or isinstance(value, str):
            yield line
        else:
            yield from _broken(f"{line[:4]}{key}: ", value)


def _broken(start: str, value: Any) -> Iterator[str]:  # noqa: ANN401 - text, list or mapping
    """Yield a long list or mapping as lines filled up to the width."""
    line = start
    for word in _words(value):
        if len(line) + len(word) > WIDTH and line.strip():
            yield line.rstrip()
            line = " " * 8 + word.lstrip()
        else:
            line += word
    yield line.rstrip()


def _words(value: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield a value in pieces between which a line may end."""
    if isinstance(value, dict) and value:
        parts = {key: list(_words(part)) for key, part in value.items()}
        yield from _joined("{", "}", [[f"{_scalar(key)}: {first}", *more] for key, (first, *more) in parts.items()])
    elif isinstance(value, (list, tuple)) and value:
        yield from _joined("[", "]", [list(_words(part)) for part in value])
    else:
        yield _flow(value)


def _joined(head: str, tail: str, items: list[list[str]]) -> Iterator[str]:
    for number, pieces in enumerate(items, start=1):
        pieces[0] = (head if number == 1 else "") + pieces[0]
        pieces[-1] += tail if number == len(items) else ", "
        yield from pieces


def _flow(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(str(value))


def _scalar(text: str) -> str:
    """Return a text as YAML reads it back, without quotes where it needs none."""
    plain = _PLAIN.fullmatch(text) and text not in _NULLS and not text.endswith((" ", ":")) and text == text.strip()
    risky = (": ", " #", "- ")
    if plain and not any(part in text for part in risky) and not text.startswith(("---", "...")):
        return text
    return json.dumps(text, ensure_ascii=False)
