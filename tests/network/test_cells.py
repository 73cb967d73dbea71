from datetime import date
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from routeplanner.network.cells import MAX_CELL, CellError, cell_kind, check_characters, read_cell


@pytest.mark.parametrize(
    ("annotation", "kind"),
    [
        (str, ("text", True)),
        (float, ("number", False)),
        (int, ("integer", False)),
        (bool, ("bool", False)),
        (date, ("date", False)),
        (float | None, ("number", True)),
        (date | None, ("date", True)),
        (Annotated[float, Field(ge=0)], ("number", False)),
        (Annotated[float, Field(ge=0)] | None, ("number", True)),
        (Literal["a", "b"], ("text", False)),
        (Literal[1435, 1520] | None, ("integer", True)),
        (tuple[str, ...], ("list", True)),
    ],
)
def test_a_column_follows_its_annotation(annotation, kind):
    assert cell_kind(annotation) == kind


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("number", "0.5", 0.5),
        ("number", "1200", 1200.0),
        ("number", "-3.25", -3.25),
        ("number", "+7", 7.0),
        ("number", "1e3", 1000.0),
        ("number", ".5", 0.5),
        ("integer", "1520", 1520),
        ("bool", "true", True),
        ("bool", "false", False),
        ("date", "2024-02-29", date(2024, 2, 29)),
        ("list", "a|b", ("a", "b")),
        ("list", " a | b ", ("a", "b")),
        ("text", "Xi'an, 西安", "Xi'an, 西安"),
    ],
)
def test_it_is_read(kind, text, value):
    found = read_cell(text, kind)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("kind", "text", "code", "hint"),
    [
        ("number", "nan", "E101", "write digits and at most one '.'"),
        ("number", "NaN", "E101", "write digits"),
        ("number", "inf", "E101", "write digits"),
        ("number", "-Infinity", "E101", "write digits"),
        ("number", "#N/A", "E101", "write digits"),
        ("number", "TRUE", "E101", "write digits"),
        ("number", "1_000", "E101", "without separators"),
        ("number", "1 000", "E101", "without separators"),
        ("number", "1\u00a0000", "E101", "without separators"),
        ("number", "1\u202f000.5", "E101", "without separators"),
        ("number", "1,234,567", "E101", "without separators"),
        ("number", "1'000", "E101", "without separators"),
        ("number", "1,5", "E101", "write the decimal point as '.'"),
        ("number", "\u0661\u0662", "E101", "write the digits 0 to 9"),
        ("number", "\uff11\uff12", "E101", "write the digits 0 to 9"),
        ("number", "\u22125", "E101", 'U+2212 MINUS SIGN is not "-"'),
        ("number", "1e400", "E110", "1.8e308"),
        ("number", "-1e400", "E110", "1.8e308"),
        ("number", "9" * 400, "E110", "1.8e308"),
        ("number", "0x10", "E101", "write digits"),
        ("number", "36 h", "E101", "write digits"),
        ("number", "1.2.3", "E101", "at most one"),
        ("integer", "1435.0", "E101", "write digits only"),
        ("integer", "1_435", "E101", "without separators"),
        ("integer", "9" * 30, "E101", "write digits only"),
        ("bool", "TRUE", "E103", "write true or false"),
        ("bool", "1", "E103", "write true or false"),
        ("date", "2026-02-30", "E105", "YYYY-MM-DD"),
        ("date", "01.02.2026", "E105", "YYYY-MM-DD"),
        ("date", "20260102", "E105", "YYYY-MM-DD"),
        ("date", "2026-W01-1", "E105", "YYYY-MM-DD"),
        ("list", "a||b", "E113", "one '|'"),
        ("list", "a|", "E113", "one '|'"),
    ],
)
def test_it_is_refused(kind, text, code, hint):
    with pytest.raises(CellError) as caught:
        read_cell(text, kind)
    assert caught.value.code == code
    assert hint in caught.value.hint
    assert repr(text)[1:20] in caught.value.what


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_python_writes_is_read_back(number):
    assert read_cell(repr(number), "number") == number


@given(st.text(max_size=30), st.sampled_from(["number", "integer", "bool", "date", "list", "text"]))
def test_a_text_is_read_as_its_kind_or_refused_with_a_code(text, kind):
    types = {"number": float, "integer": int, "bool": bool, "date": date, "list": tuple, "text": str}
    refused = ""
    try:
        value = read_cell(text, kind)
    except CellError as error:
        refused = error.code
    assert refused.startswith("E") if refused else type(value) is types[kind]


@pytest.mark.parametrize("kind", ["number", "integer", "bool", "date", "list"])
def test_a_message_repeats_only_the_start_of_a_long_cell(kind):
    with pytest.raises(CellError) as caught:
        read_cell("|x" * 2000, kind)
    assert len(caught.value.what) < 120


@pytest.mark.parametrize(
    "character", ["\x00", "\x1b", "\x7f", "\x9b", "\r", "\u202e", "\u2066", "\u200b", "\u2028", "\ufeff"]
)
def test_characters_nobody_sees_are_refused(character):
    with pytest.raises(CellError, match=f"U\\+{ord(character):04X}") as caught:
        check_characters(f"Ak{character}tau")
    assert caught.value.code == "E011"


@pytest.mark.parametrize(
    "text", ["Małaszewicze", "阿拉山口", "Ақтау", "آکتائو", "می\u200cشود", "a\tb", "Côte d'Ivoire", "🚂"]
)
def test_every_script_is_welcome(text):
    assert check_characters(text) is None


def test_a_cell_has_a_limit():
    check_characters("a" * MAX_CELL)
    with pytest.raises(CellError, match="10,001 characters, the limit is 10,000"):
        check_characters("a" * (MAX_CELL + 1))
