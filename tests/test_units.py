"""Quantities with their units, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routeplanner.units import (
    DIMENSIONS,
    EXAMPLES,
    UNITS,
    Quantity,
    QuantityError,
    read_factor,
    read_number,
    read_quantity,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("36 h", Quantity(36.0, "time")),
        ("2d 6h", Quantity(54.0, "time")),
        ("1 wk 1 d", Quantity(192.0, "time")),
        ("30 min", Quantity(0.5, "time")),
        ("24h", Quantity(24.0, "time")),
        ("1e3 h", Quantity(1000.0, "time")),
        ("0 h", Quantity(0.0, "time")),
        ("120 USD/FEU", Quantity(120.0, "price", "feu")),
        ("3.5 USD/kg", Quantity(3.5, "price", "kg")),
        ("0.52 USD/FEU-km", Quantity(0.52, "price_km", "feu")),
        ("800 USD", Quantity(800.0, "money")),
        ("24 km", Quantity(24.0, "length")),
        ("100 nmi", Quantity(185.2, "length")),
        ("14 t", Quantity(14000.0, "mass")),
        ("1100 km/d", Quantity(1100.0, "speed")),
        ("50 km/h", Quantity(1200.0, "speed")),
        ("20 trains/d", Quantity(20.0, "flow", "trains")),
        ("700 trucks/wk", Quantity(100.0, "flow", "trucks")),
        ("365 TEU/yr", Quantity(1.0, "flow", "teu")),
        ("4.5 Mt/yr", Quantity(4_500_000 / 365, "flow", "tonne")),
        ("700 TEU", Quantity(700.0, "load", "teu")),
        ("83 %", Quantity(0.83, "share")),
        ("20 g/tkm", Quantity(0.02, "emission")),
    ],
)
def test_reads_into_base_units(text, expected):
    assert read_quantity(text) == expected


@pytest.mark.parametrize(
    ("text", "dimension", "code", "hint"),
    [
        ("24 hrs", "time", "E104", "'h'"),
        ("24 km", "time", "E104", "min, h, d, wk"),
        ("24", "time", "E104", "36 h"),
        ("", "time", "E104", "36 h"),
        ("5 usd/feu", "price", "E104", "'USD/FEU'"),
        ("120 USD", "price", "E104", "USD/FEU"),
        ("6h 2h", "time", "E104", "36 h"),
        ("2 km 3 km", "length", "E104", "24 km"),
        ("-5 h", "time", "E102", "shift"),
        ("+5 h", "time", "E102", "shift"),
        ("−5 h", "time", "E109", "U+2212"),
        ("1,200 h", "time", "E109", "'.'"),
        ("1 200 h", "time", "E109", "such as 1200"),
        ("1_000 h", "time", "E109", "such as 1200"),
        ("٣ h", "time", "E109", "0 to 9"),
        ("1.2.3 h", "time", "E109", "one '.'"),
        ("soon", "time", "E109", "36 h"),
        (".inf h", "time", "E109", ""),
        ("1e400 h", "time", "E110", "1.8e308"),
        ("1e308 wk", "time", "E110", "1.8e308"),
        ("9" * 5000 + " h", "time", "E109", "60 characters"),
    ],
)
def test_refuses_with_a_reason(text, dimension, code, hint):
    with pytest.raises(QuantityError) as caught:
        read_quantity(text, dimension)
    assert caught.value.code == code
    assert hint in caught.value.hint
    assert len(str(caught.value)) < 300


def test_a_sign_is_read_where_it_may_stand():
    assert read_quantity("-5 h", signed=True).value == -5.0


@pytest.mark.parametrize(("text", "hours"), [("-2d 6h", -54.0), ("+2d 6h", 54.0), ("-1 wk 1 d 30 min", -192.5)])
def test_a_sign_in_front_counts_for_all_parts(text, hours):
    assert read_quantity(text, signed=True).value == hours


@pytest.mark.parametrize("text", ["2d -6h", "-2d +6h", "-2d -6h"])
def test_a_sign_inside_is_refused(text):
    with pytest.raises(QuantityError, match="has a sign inside") as caught:
        read_quantity(text, signed=True)
    assert caught.value.code == "E102"


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_example_is_readable(dimension):
    assert read_quantity(EXAMPLES[dimension], dimension).dimension == dimension


@given(st.sampled_from(DIMENSIONS), st.floats(0, 1e6), st.data())
def test_every_unit_of_a_dimension_is_read_as_that_dimension(dimension, number, data):
    name = data.draw(st.sampled_from(sorted(UNITS[dimension])))
    unit = UNITS[dimension][name]
    found = read_quantity(f"{number!r} {name}", dimension)
    assert found == Quantity(number * unit.times / unit.over, dimension, unit.basis)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text):
    try:
        said = read_quantity(text).dimension
    except QuantityError as error:
        said = error.code
    assert said in {*DIMENSIONS, "E102", "E104", "E109", "E110"}


@pytest.mark.parametrize(
    ("text", "code"),
    [("0", "E110"), ("-1.5", "E110"), ("1001", "E110"), ("1.0e+400", "E110"), ("true", "E109"), (".inf", "E109")],
)
def test_refuses_a_factor(text, code):
    with pytest.raises(QuantityError) as caught:
        read_factor(text)
    assert caught.value.code == code


def test_an_infinite_factor_points_to_close():
    with pytest.raises(QuantityError, match="use close"):
        read_factor(".inf")


def test_reads_factors_and_numbers():
    assert (read_factor("1.15"), read_factor("1000"), read_number("-2.5")) == (1.15, 1000.0, -2.5)
