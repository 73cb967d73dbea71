import json
from importlib import import_module

import pytest

from routeplanner.analysis.calibration import Calibration
from routeplanner.analysis.compare import Comparison
from routeplanner.network.facts import PlaceFacts
from routeplanner.planner.result import Plan
from routeplanner.report import FORMATS, LISTING_FORMATS, RESULT_FORMATS
from routeplanner.report.listing import Listing
from routeplanner.report.text import LINES
from tests.report.samples import make_blocked_plan, make_comparison, make_plan

RESULTS = {"plan": make_plan, "blocked": make_blocked_plan, "comparison": make_comparison}


def test_every_format_of_the_command_line_is_in_the_table():
    assert {*RESULT_FORMATS, *LISTING_FORMATS} <= set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("result", RESULTS)
def test_every_format_renders_every_result_the_same_way_twice(name, result):
    text = FORMATS[name](RESULTS[result]())
    assert text == FORMATS[name](RESULTS[result]())
    assert text.endswith("\n") or text == ""


@pytest.mark.parametrize("name", LISTING_FORMATS)
def test_every_list_format_renders_a_listing(name):
    assert "Aktau" in FORMATS[name](Listing("", ("id",), ({"id": "Aktau"},)))


def test_a_result_shows_itself_in_a_notebook():
    plan = make_plan()
    assert plan._repr_html_() == FORMATS["html"](plan)
    assert plan.__geo_interface__["type"] == "FeatureCollection"
    assert json.dumps(plan.to_geojson()) == json.dumps(plan.__geo_interface__)


def test_every_kind_of_result_has_its_lines():
    kinds = {shown.kind for shown in (Plan, Comparison, Calibration, PlaceFacts, Listing)}
    assert kinds == set(LINES)
    for module, function in LINES.values():
        assert callable(getattr(import_module(f"routeplanner.report.{module}"), function))
