"""Spans of dates and seasons."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from routeplanner.scenario.when import ALWAYS, When, moments

REFERENCE = date(2026, 1, 1)
days = st.dates(date(2020, 1, 1), date(2031, 12, 31))
month_days = days.map(lambda day: (day.month, day.day))


@st.composite
def spans(draw):
    starts, ends = draw(st.none() | days), draw(st.none() | days)
    season = draw(st.none() | st.tuples(month_days, month_days))
    return When(starts, ends, season)


def test_until_is_the_day_after_the_last():
    span = When(date(2026, 3, 1), date(2026, 3, 3))
    assert [span.holds(date(2026, 2, 28) + timedelta(n)) for n in range(5)] == [False, True, True, False, False]


def test_a_season_may_pass_new_year():
    span = When(season=((11, 1), (2, 28)))
    held = [span.holds(day) for day in (date(2026, 10, 31), date(2026, 11, 1), date(2027, 1, 5), date(2027, 2, 28))]
    assert held == [False, True, True, True]
    assert not span.holds(date(2027, 3, 1))


def test_always():
    assert ALWAYS.holds(date.min)
    assert ALWAYS.holds(date.max)


@given(st.lists(spans(), max_size=3), days)
def test_moments_see_every_combination(several, day):
    def holding(at):
        return tuple(span.holds(at) for span in several)

    assert holding(day) in {holding(moment) for moment in moments(several, REFERENCE)}


def test_moments_survive_the_ends_of_the_calendar():
    assert moments([When(date.min, date.max, ((2, 29), (2, 29)))], REFERENCE)
