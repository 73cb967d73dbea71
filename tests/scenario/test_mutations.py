"""Shipped scenarios, each with one slip of the keyboard: always an error that names the line."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routeplanner.errors import DataError
from routeplanner.network.files import read_network
from routeplanner.scenario.apply import apply
from routeplanner.scenario.condition import WORDS
from routeplanner.scenario.document import parse
from routeplanner.scenario.files import folders, known_scenarios

SLIP = "xq"
FOLDER = folders(None)[0]
NAMES = known_scenarios([FOLDER])
PROSE = {"title", "description", "publisher", "note", "why", "because", "url", "name", "operator", "aliases"}
"""Keys whose values are for people."""


@cache
def eurasia():
    return read_network("eurasia")


@cache
def spots(name):
    """Every key and value of a shipped file in which a slip must be an error: (line, column, path)."""
    document, problems = parse(f"{name}.yaml", (FOLDER / f"{name}.yaml").read_bytes())
    assert problems == []
    return tuple(_keys(document.root, ())) + tuple(_values(document.root, ()))


def _keys(item, path):
    if isinstance(item.value, dict):
        for key, spot in item.keys.items():
            here = (*path, key)
            if not (len(here) == 2 and path[0] in {"sources", "variants"}):  # names the author is free to choose
                yield spot.line, spot.column, here
            yield from _keys(item.value[key], here)
    elif isinstance(item.value, list):
        for index, part in enumerate(item.value):
            yield from _keys(part, (*path, index))


def _values(item, path):
    if isinstance(item.value, dict):
        for key, part in item.value.items():
            yield from _values(part, (*path, key))
    elif isinstance(item.value, list):
        for index, part in enumerate(item.value):
            yield from _values(part, (*path, index))
    elif not _is_free(item, path):
        yield item.line, item.column + item.quoted, path


def _is_free(item, path):
    """Tell whether a value may be any text, or means something only where it is used."""
    words = [step for step in path if isinstance(step, str)]
    if words[-1] in PROSE or path[0] in {"sources", "expect"} or item.value in WORDS or not item.value:
        return True
    if len(path) == 3 and path[0] == "overrides" and words[-1] in {"id", "supersedes"}:
        return words[-1] == "id"
    if words[0] == "parameters" and words[-1] == "default":
        return item.value[0].isalpha()
    return "add" in words  # a new row may have any id, which others then miss where they name it


def slipped(content, line, column):
    """The content with a slip after the first character of a place."""
    lines = content.split("\n")
    text = lines[line - 1]
    lines[line - 1] = text[:column] + SLIP + text[column:]
    return "\n".join(lines)


@st.composite
def slips(draw):
    name = draw(st.sampled_from(NAMES))
    return name, *draw(st.sampled_from(spots(name)))


@settings(max_examples=80, deadline=None)
@given(slips())
def test_every_slip_in_a_shipped_file_is_an_error_that_names_its_line(slip):
    name, line, column, path = slip
    content = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    with TemporaryDirectory() as folder:
        (Path(folder) / f"{name}.yaml").write_text(slipped(content, line, column), encoding="utf-8")
        with pytest.raises(DataError) as caught:
            apply([name], eurasia(), folder=folder)
    places = [problem.where for problem in caught.value.problems]
    assert any(place.startswith(f"{name}.yaml:{line}:") for place in places), (path, places)


@pytest.mark.parametrize("name", NAMES)
def test_there_is_something_to_slip_on_in_every_shipped_file(name):
    words = {step for _, _, path in spots(name) for step in path if isinstance(step, str)}
    assert {"scenario", "id", "title"} <= words
