"""Published figures beside an answer."""

import json
from dataclasses import replace
from datetime import date

import pytest

from routeplanner.planner.published import Planned, PublishedFigure
from routeplanner.report import FORMATS
from routeplanner.report.published import NOTHING, day_range, deviation, dollar_range
from routeplanner.report.text import as_text
from tests.report.samples import make_blocked_plan, make_plan
from tests.tiny import published

WINTER = published(
    "w", "khorgos>alat", corridor="north", modes=("rail", "ferry"), service_class="express", equipment="20ft",
    scope="door", regime="winter", on_date=date(2026, 1, 15), days_low=20.0, days_high=25.5, use="context",
    reason="a bad month",
)  # fmt: skip
USUAL = published(
    "u", "xian>alat", corridor="middle", days_low=11.0, days_high=11.0, cost_low_usd=3000.0, cost_high_usd=4000.0,
    cost_per="feu", terms="soc",
)  # fmt: skip
FIGURES = (
    PublishedFigure(USUAL, (), Planned(12.04, "middle"), Planned(3456.7, "north")),
    PublishedFigure(WINTER, ("scope", "equipment"), None, None),
)


def shown(figures, plan=None, width=160):
    return as_text(replace(plan or make_plan(), published=figures), width=width)


def below(text):
    return [" ".join(line.split()) for line in text[text.index("published") :].splitlines()]


def test_each_figure_stands_beside_the_planned_one_with_its_source():
    lines = below(shown(FIGURES))
    assert lines[1] == "Trans-Caspian, soc terminal usual 2025 11 12.0 $3,000–4,000/feu $3,457"
    assert lines[2] == "estimate · planned: Trans-Caspian; Northern"


def test_what_is_not_as_asked_is_marked():
    lines = below(shown(FIGURES))
    assert lines[0].endswith("not as asked")
    assert lines[3] == "Northern, rail + ferry, express, 20ft door winter 2026-01-15 2025 20–25.5 door, 20ft"
    assert lines[4] == "estimate · 霍尔果斯 → Əlat · a bad month"


def test_nothing_published_is_said_and_an_answer_that_was_not_asked_says_nothing():
    assert shown(()).endswith(f"published: {NOTHING}\n")
    assert "published" not in shown(None)


def test_they_stand_below_a_missing_route_too():
    assert NOTHING in shown((), make_blocked_plan())


def test_json_has_them_only_when_asked():
    assert "published" not in json.loads(FORMATS["json"](make_plan()))
    assert json.loads(FORMATS["json"](replace(make_plan(), published=())))["published"] == []
    first, second = json.loads(FORMATS["json"](replace(make_plan(), published=FIGURES)))["published"]
    assert next(iter(first)) == "published_id"
    assert (first["days_low"], first["cost_per"], first["terms"], first["service_class"]) == (11, "feu", "soc", None)
    assert first["planned"] == {
        "days": {"value": 12.04, "corridor": "middle"},
        "cost_usd": {"value": 3456.7, "corridor": "north"},
    }
    assert first["sources"] == [{"id": "estimate", "title": None, "url": None}]
    assert (second["differs"], second["planned"]["days"], second["on_date"]) == (
        ["scope", "equipment"],
        None,
        "2026-01-15",
    )


def test_a_notebook_shows_them():
    assert "$3,000–4,000/feu" in replace(make_plan(), published=FIGURES)._repr_html_()
    assert NOTHING in replace(make_plan(), published=())._repr_html_()
    assert "published" not in make_plan()._repr_html_()


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (day_range(12.0, 15.5), "12–15.5"),
        (day_range(7.31, 7.31), "7.31"),
        (day_range(None, None), ""),
        (dollar_range(3800.0, 4200.4), "$3,800–4,200"),
        (dollar_range(900.0, 900.0), "$900"),
        (dollar_range(None, None), ""),
        (deviation(None), "no route"),
        (deviation(0.0), "inside"),
        (deviation(0.004), "±0 %"),
        (deviation(-0.126), "-13 %"),
    ],
)
def test_ranges_and_deviations_in_words(words, text):
    assert words == text
