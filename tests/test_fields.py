"""The quick test of a value: it may doubt, but what it lets pass pydantic takes unchanged."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

import routeplanner as rp
from routeplanner.fields import Limit, sound_test
from routeplanner.network.model import TABLES
from routeplanner.record import field_tests
from routeplanner.request import Consignment, Preferences, Request
from routeplanner.scenario import model as scenario

STRICT = ConfigDict(strict=True, allow_inf_nan=False, arbitrary_types_allowed=True)
RECORDS = [
    *TABLES.values(),
    Consignment,
    Preferences,
    Request,
    scenario.Parameter,
    scenario.Override,
    scenario.Scenario,
]
BY_ANNOTATION = {
    field.annotation: f"{record.__name__}.{name}"
    for record in RECORDS
    for name, field in record.model_fields.items()
    if not isinstance(field.annotation, type) or field.annotation.__module__ in {"builtins", "datetime"}
}
"""Every annotation a record has, with a field that has it."""
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 2000),
    st.integers(),
    st.floats(),
    st.sampled_from([0.0, -0.0, 1, 1435, 1520.0, True, 180.5]),
    st.dates(),
    st.datetimes(),
    st.text(st.characters(), max_size=4),
    st.sampled_from(["rail", "RAIL", "KZ", "KZ\n", "12-01", "a-b", "a-b\n", "#1b9e77", "open", "", "\ud800", "mon"]),
    st.lists(st.sampled_from(["rail", "a", "A b", 1, "mon", "KZ"]), max_size=3),
    st.lists(st.sampled_from(["rail", "a", "A b", 1, "mon", "KZ"]), max_size=3).map(tuple),
    st.dictionaries(st.sampled_from(["a", "b", 1]), st.sampled_from(["x", 2]), max_size=2),
)


class Word(str):
    """Text of another type."""

    __slots__ = ()


@pytest.mark.parametrize("annotation", list(BY_ANNOTATION), ids=BY_ANNOTATION.values())
@given(value=VALUES)
def test_what_passes_is_taken_unchanged(annotation, value):
    if sound_test(annotation)(value):
        taken = TypeAdapter(annotation, config=STRICT).validate_python(value)
        assert taken == value
        assert type(taken) is type(value)


@pytest.mark.parametrize(
    ("annotation", "value"),
    [
        (str, "阿拉山口"),
        (float, 1.5),
        (int, 7),
        (bool, False),
        (date, date(2026, 1, 1)),
        (float | None, None),
        (Literal[1435, 1520], 1520),
        (Literal["a"] | None, "a"),
        (Annotated[float, Limit(ge=0, lt=2)], 0.0),
        (Annotated[str, Limit(min_length=1)] | None, "x"),
        (Annotated[str, Limit(pattern="^[a-z]+$")], "abc"),
        (tuple[Annotated[str, Limit(pattern="^[A-Z]{2}$")], ...], ("KZ", "CN")),
        (Annotated[tuple[str, ...], Limit(min_length=1)], ("a",)),
        (Mapping[str, str], {"a": "b"}),
        (Mapping[str, Mapping[str, str]], {"a": {"b": "c"}}),
        (Consignment, Consignment()),
        (Any, object()),
    ],
)
def test_sound_values_pass(annotation, value):
    assert sound_test(annotation)(value)


@pytest.mark.parametrize(
    ("annotation", "value"),
    [
        (str, Word("a")),
        (str, "\ud800"),
        (float, 1),
        (float, float("nan")),
        (float, float("-inf")),
        (int, True),
        (date, datetime(2026, 1, 1)),  # noqa: DTZ001 - as a date that is none
        (Literal[1435, 1520], 1520.0),
        (Literal["a", "b"], "c"),
        (Literal["a"], ["a"]),
        (Annotated[float, Limit(gt=0)], 0.0),
        (Annotated[float, Limit(le=1)], 1.5),
        (Annotated[str, Limit(pattern="^[a-z]+$")], "abc\n"),
        (tuple[str, ...], ["a"]),
        (tuple[str, ...], ("a", 1)),
        (Mapping[str, str], {1: "a"}),
        (Consignment, {"cargo": "20ft"}),
    ],
)
def test_the_rest_is_in_doubt(annotation, value):
    assert not sound_test(annotation)(value)


@pytest.mark.parametrize(
    ("annotation", "value"),
    [
        (dict[str, str], {"a": "b"}),
        (tuple[str, int], ("a", 1)),
        (bytes, b"a"),
        (Annotated[float, Field(ge=0)], 1.0),
        (Annotated[int, Limit(multiple_of=2)], 4),
    ],
)
def test_of_a_type_that_is_not_known_every_value_is_in_doubt(annotation, value):
    TypeAdapter(annotation, config=STRICT).validate_python(value)
    assert not sound_test(annotation)(value)


@pytest.mark.parametrize("record", TABLES.values(), ids=TABLES)
def test_no_column_of_a_table_is_of_a_type_that_is_not_known(record):
    (name,) = (name for name, model in TABLES.items() if model is record)
    tests = field_tests(record)
    for row in rp.read_network("toy").table(name).values():
        assert [column for column, test in tests.items() if not test(getattr(row, column))] == []


def test_pydantic_refuses_what_the_examples_in_doubt_break():
    with pytest.raises(ValidationError):
        TypeAdapter(Annotated[str, Limit(pattern="^[a-z]+$")], config=STRICT).validate_python("abc\n")
