from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routeplanner.cli import options as o
from routeplanner.errors import UsageError


def test_nothing_given_is_the_default_request():
    request = o.build_request(o.Trip("a", "b"))
    assert (request.origin, request.destination, request.as_of, request.scope) == ("a", "b", None, "terminal")
    assert request.by == ("time", "cost", "emissions")
    assert request.consignment.cargo == "40ft"
    assert request.consignment.tonnes is None
    assert request.consignment.box == "as-quoted"


@pytest.mark.parametrize("terminals", [False, True])
def test_door_to_door_holds_what_the_terminals_count(terminals):
    assert o.build_request(o.Trip("a", "b", terminals=terminals, door=True)).scope == "door"


def test_every_option_reaches_the_request():
    request = o.build_request(
        o.Trip(
            "a",
            "b",
            as_of="2026-06-01",
            cargo="20ft",
            goods="grain",
            tonnes="22.5",
            volume="30",
            value="90000",
            units="2",
            service=["express,regular"],
            box="coc",
            by=["cost", "time", "cost"],
            corridor="middle",
            via=["aktau"],
            avoid=["RU", "BY"],
            mode=["rail,ferry"],
            terminals=True,
        )
    )
    load, wish = request.consignment, request.preferences
    assert request.as_of == date(2026, 6, 1)
    assert request.scope == "terminals"
    assert request.by == ("cost", "time")
    assert (load.cargo, load.goods, load.tonnes, load.volume_m3, load.value_usd, load.units) == (
        "20ft",
        "grain",
        22.5,
        30.0,
        90000.0,
        2,
    )
    assert (load.service_classes, load.box) == (("express", "regular"), "coc")
    assert (wish.corridor, wish.via, wish.avoid, wish.modes) == ("middle", ("aktau",), ("RU", "BY"), ("rail", "ferry"))


@pytest.mark.parametrize(
    "text", ["", "x", "-1", "0", "0.0", "nan", "inf", "1e400", "1_000", "1 000", "١٢", "−5", "1,5", "9" * 400]
)
def test_an_amount_is_a_plain_number_above_zero(text):
    with pytest.raises(UsageError, match=r"--tonnes .* is not an amount above zero"):
        o.read_amount("--tonnes", text)


@pytest.mark.parametrize("text", ["", "0", "1.5", "-2", "two", "٣", "9" * 30])
def test_a_count_is_a_whole_number(text):
    with pytest.raises(UsageError, match=r"--units .* is not a count"):
        o.read_count("--units", text)


@pytest.mark.parametrize(
    "text", ["", "2026-02-30", "12/31/2026", "20260101", "2026-1-1", "2026-W01-1", "today", "２０２６-01-01"]
)
def test_a_date_is_written_one_way(text):
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        o.read_date("--as-of", text)


@given(st.dates())
def test_every_date_is_read_back(day):
    assert o.read_date("--as-of", day.isoformat()) == day


def test_an_unknown_word_names_the_nearest_and_all():
    with pytest.raises(UsageError, match=r"did you mean 'time'. one of time, cost, emissions"):
        o.read_words("--by", ["tme"], ("time", "cost", "emissions"))


def test_settings():
    assert o.read_settings(["a=24 h", "s.b = 3", "a=24 h"]) == {"a": "24 h", "s.b": "3"}


@pytest.mark.parametrize("texts", [["aktau_dwell"], ["=3"], ["a="], ["a=1", "a=2"]])
def test_settings_that_are_none(texts):
    with pytest.raises(UsageError, match="--set"):
        o.read_settings(texts)


def test_stacks():
    assert o.split_stack("a + b:slow") == ("a", "b:slow")
    assert o.split_stack("base") == ()
    with pytest.raises(UsageError, match="--versus"):
        o.split_stack("a++b")
