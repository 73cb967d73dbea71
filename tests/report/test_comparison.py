from dataclasses import replace

import pytest

from routeplanner.report.cells import width as columns
from routeplanner.report.comparison import best_values
from routeplanner.report.text import as_text
from tests.report.samples import make_comparison, make_itinerary, make_leg


def lines_of(**options):
    return [" ".join(line.split()) for line in as_text(make_comparison(), width=140, **options).splitlines()]


def test_best_corridors_are_marked_and_the_others_carry_their_gap():
    lines = lines_of()
    assert "Trans-Caspian 13.0 +3.0 d $2,000 cheapest 800 lowest rail+ferry" in lines
    assert "Northern 10.0 fastest $2,500 +25 % 800 lowest rail+ferry" in lines


def test_it_says_which_itinerary_stands_for_a_corridor():
    assert "each by its fastest itinerary (--by chooses)" in lines_of()


def test_later_columns_carry_the_change_against_the_first():
    lines = lines_of()
    assert "ban (change against base)" in lines
    assert "Trans-Caspian 14.0 fastest $2,150 cheapest 800 lowest rail+ferry +1.0 d +$150" in lines


def test_blocked_corridors_carry_the_reason_and_the_override():
    assert "Northern: blocked, RU is forbidden by ban#transit" in lines_of()


def test_left_out_corridors_are_named_with_the_reason():
    assert "left out: south (a detour of 90 days)" in lines_of()


def test_every_column_names_its_scenarios():
    assert any(line.startswith("scenario hubs: Container hubs") for line in lines_of())


def test_explain_adds_overrides():
    assert "Trans-Caspian meets ban#x" in lines_of(explain=True)
    assert "Trans-Caspian meets ban#x" not in lines_of()


@pytest.mark.parametrize("width", [80, 140])
def test_no_line_is_wider_than_asked(width):
    assert max(columns(line) for line in as_text(make_comparison(), width=width, explain=True).splitlines()) <= width


def test_best_values_ignore_blocked_corridors():
    rows = make_comparison().rows
    assert best_values([row for row in rows if row.scenario == "ban"])["time"] == 336.0
    assert best_values([row for row in rows if row.itinerary is None]) == {}


def with_cheapest(comparison):
    slow = comparison.rows[0].itinerary
    rows = tuple(replace(row, cheapest=row.itinerary and replace(slow, cost_usd=1500.0)) for row in comparison.rows)
    return replace(comparison, rows=rows)


def test_the_least_cost_stands_beside_the_fastest_way():
    text = as_text(with_cheapest(make_comparison()), width=140)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "each by its fastest itinerary, and its least cost beside it (--by chooses)" in lines
    assert "Northern 10.0 fastest $2,500 800 rail+ferry $1,500 cheapest 13.0" in lines


def test_the_way_with_no_corridor_forced_is_shown_where_it_is_another():
    comparison = make_comparison()
    other = make_itinerary((), None, legs=(make_leg("move", "xian", "aktau", time_h=100.0, cost_usd=900.0),))
    other = replace(other, nodes=("xian", "alat"))
    lines = as_text(replace(comparison, best=(other, None)), width=140).splitlines()
    assert any("no corridor forced" in line and "fastest" in line and "cheapest" in line for line in lines)
    same = comparison.rows[0].itinerary
    assert "no corridor forced" not in as_text(replace(comparison, best=(same, None)), width=140)
