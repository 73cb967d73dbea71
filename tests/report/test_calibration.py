"""A calibration in every format: ranges, planned figures, errors, aims and what is left out."""

import csv
import io
import json
from datetime import date

import pytest

import routeplanner as rp
from routeplanner.report import FORMATS
from routeplanner.report.cells import width as columns
from routeplanner.report.text import as_text
from tests.tiny import corridor, link, node, published, tiny

DAYS = {"days_low": 2.0, "days_high": 3.0}
PRICE = {"cost_low_usd": 800.0, "cost_high_usd": 900.0, "cost_per": "feu"}


@pytest.fixture(scope="module")
def found():
    return rp.calibrate(
        tiny(
            node("a", name="<b>A</b>"),
            node("z"),
            corridor("south", "b"),
            link("a-b", hours=48, dollars=1000),
            published("p", "a>b", corridor="south", modes=("rail",), service_class="regular", **DAYS, **PRICE),
            published("q", "a>b", regime="winter", on_date=date(2026, 1, 15), use="check", days_low=1.0, days_high=1.5),
            published("r", "a>z", **DAYS),
            published("s", "a>b", equipment="20ft", use="context", reason="a record", days_low=1.0, days_high=9.0),
        )
    )


def lines(found, **more):
    return as_text(found, **more).splitlines()


def test_a_line_says_trip_how_scope_ranges_planned_and_errors(found):
    (line,) = [line for line in lines(found, width=140) if "south" in line and "→ b" in line]
    assert [part.strip() for part in line.split("  ") if part.strip()] == [
        "<b>A</b> → b", "south, rail, regular", "terminal, usual", "2–3", "2.0", "inside", "$800–900", "$1,000", "+11 %",
    ]  # fmt: skip


def test_fitted_figures_and_those_kept_aside_are_apart(found):
    text = as_text(found, width=140)
    fit, check = text.index("fit: others"), text.index("check: kept aside")
    assert fit < text.index("no route") < check < text.index("winter 2026-01-15")
    assert "+33 %" in text[check:]


def test_the_aims_and_what_misses_them_are_said(found):
    text = " ".join(as_text(found).split())
    assert "90 % of the groups within 15 % by days and 80 % within 20 % by dollars" in text
    assert "missed: 33 % of the days (all), the aim is 90 % and 0 % of the days (check), the aim is 40 %" in text


def test_what_is_left_out_says_why(found):
    assert lines(found)[-1].strip() == "<b>A</b> → b, 20ft, terminal, usual, 1–9 days: a record"


def test_explain_names_the_figures(found):
    assert "   from p" in lines(found, explain=True)
    assert "   from p" not in lines(found)


@pytest.mark.parametrize("width", [72, 100, 160])
def test_no_line_is_wider_than_the_screen(found, width):
    assert max(map(columns, lines(found, width=width))) <= width


def test_json_is_complete_and_finite(found):
    record = json.loads(FORMATS["json"](found))
    assert record["schema"] == "routeplanner/calibration/1"
    assert record["network"]["id"] == "tiny"
    first, second, third = record["groups"]
    assert first["days"] == {"low": 2, "high": 3, "planned": 2, "error": 0, "midpoint_error": -0.2}
    assert first["dollars"]["error"] == 0.1111
    assert (second["on_date"], second["use"], second["corridor"], second["dollars"]) == (
        "2026-01-15",
        "check",
        None,
        None,
    )
    assert third["days"]["planned"] is third["days"]["error"] is None
    assert third["no_route"]
    assert {(row["measure"], row["use"]): row["share"] for row in record["summary"]} == {
        ("days", "fit"): 0.5, ("days", "check"): 0, ("days", "all"): 0.3333,
        ("dollars", "fit"): 1, ("dollars", "check"): None, ("dollars", "all"): 1,
    }  # fmt: skip
    assert [row["use"] for row in record["shortfalls"]] == ["all", "check"]
    assert [(row["published"], row["reason"]) for row in record["left_out"]] == [(["s"], "a record")]


def test_tables_have_every_group_and_everything_left_out(found):
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"](found))))
    assert [row["published"] for row in rows] == ["p", "q", "r", "s"]
    assert [row["left_out"] for row in rows] == ["", "", "", "a record"]
    assert (rows[0]["days_low"], rows[0]["days_planned"], rows[0]["cost_error"]) == ("2", "2", "0.1111")
    assert len(FORMATS["jsonl"](found).splitlines()) == 4


def test_html_escapes_names_and_geojson_has_a_line_per_group(found):
    html = found._repr_html_()
    assert "&lt;b&gt;A&lt;/b&gt; → b" in html
    assert "<b>A" not in html
    features = found.to_geojson()["features"]
    assert [feature["geometry"]["type"] for feature in features] == ["LineString"] * 3


def test_nothing_published_is_said():
    text = as_text(rp.calibrate(tiny(link("a-b"))))
    assert "nothing is published in this network" in text
    assert "missed" not in text
