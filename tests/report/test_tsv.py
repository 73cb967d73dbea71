import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routeplanner.report.listing import Listing
from routeplanner.report.tsv import as_csv, as_tsv, guarded
from tests.report.samples import FORMULA, make_blocked_plan, make_comparison, make_itinerary, make_leg, make_plan


def rows_of(text, delimiter="\t"):
    return list(
        csv.DictReader(io.StringIO(text), delimiter=delimiter, quoting=csv.QUOTE_NONE if delimiter == "\t" else 0)
    )


def test_a_plan_is_a_row_per_leg_that_stands_alone():
    rows = rows_of(as_tsv(make_plan()))
    assert len(rows) == 10
    assert rows[0]["itinerary"] == "1"
    assert rows[0]["labels"] == "fastest|cheapest"
    assert (rows[0]["from"], rows[0]["to"], rows[0]["time_h"]) == ("xian", "khorgos", "85")
    assert (rows[0]["scope"], rows[0]["as_of"], rows[0]["network"]) == ("terminal", "2026-01-01", "sample 7")
    assert (rows[0]["cargo"], rows[0]["tonnes"], rows[0]["scenarios"]) == ("40ft", "14", "")


def test_columns_are_those_of_the_records():
    plan = make_plan()
    assert list(plan.records()[0]) == as_tsv(plan).split("\n")[0].split("\t")[: len(plan.records()[0])]


def test_no_route_is_a_header_alone():
    assert as_tsv(make_blocked_plan()).count("\n") == 1


def test_a_comparison_is_a_row_per_corridor_and_column():
    rows = rows_of(as_csv(make_comparison()), ",")
    assert [(row["scenario"], row["corridor"], row["scenarios"]) for row in rows] == [
        ("base", "middle", ""), ("ban", "middle", "hubs"), ("base", "north", ""), ("ban", "north", "hubs"),
    ]  # fmt: skip
    assert rows[3]["time_h"] == ""
    assert rows[3]["blocked_by"] == "restriction:ban#transit RU"


@pytest.mark.parametrize("text", [FORMULA, "+1", "-1", "@x", "\tx"])
def test_texts_that_look_like_formulas_are_guarded(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "cell"), [(-5, "-5"), (-5.25, "-5.25"), (14.0, "14"), (None, ""), (True, "true"), (["=a", "b"], "'=a|b")]
)
def test_numbers_stay_numbers(value, cell):
    assert guarded(value) == cell


def test_a_hostile_name_is_guarded_in_both_formats():
    plan = make_plan([make_itinerary(legs=(make_leg(detail=FORMULA),))])
    assert rows_of(as_tsv(plan))[0]["detail"] == f"'{FORMULA}"
    assert rows_of(as_csv(plan), ",")[0]["detail"] == f"'{FORMULA}"


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_any_text_keeps_its_row_and_column(texts):
    listing = Listing("", ("a", "b"), tuple({"a": text, "b": "end"} for text in texts))
    lines = as_tsv(listing).removesuffix("\n").split("\n")
    assert len(lines) == len(texts) + 1
    assert all(line.count("\t") == 1 and line.endswith("end") for line in lines[1:])
    found = list(csv.reader(io.StringIO(as_csv(listing), newline="")))
    assert [row[1] for row in found[1:]] == ["end"] * len(texts)
