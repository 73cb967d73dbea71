"""spread: distributions, and what is kept of them."""

from datetime import date
from math import exp, log
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routeplanner.network.attributes import ATTRIBUTES
from routeplanner.scenario.verbs.spread import Spread

DAY = date(2026, 1, 1)
FORWARD = "alashankou-dostyk-rail:forward"
DOSTYK = f"where: {{borders: '{FORWARD}'}}"
DWELL = ATTRIBUTES["borders"]["dwell"]
Z90 = NormalDist().inv_cdf(0.9)


class TestShapes:
    def test_a_lognormal_of_median_and_90th_percentile(self):
        shape = Spread(DWELL, "lognormal", {"p50": 20.0, "p90": 60.0}).shape()
        sigma = log(3) / Z90
        assert shape.mean == pytest.approx(20 * exp(sigma**2 / 2))
        assert shape.p90 == 60.0

    @given(st.floats(1, 100), st.floats(1.01, 5))
    def test_mean_and_percentile_tell_the_lognormal(self, p50, ratio):
        """Whoever reads mean and P90 as the narrower lognormal with both finds the median again."""
        shape = Spread(DWELL, "lognormal", {"p50": p50, "p90": p50 * ratio}).shape()
        sigma = Z90 - (Z90**2 - 2 * log(shape.p90 / shape.mean)) ** 0.5
        assert shape.mean * exp(-(sigma**2) / 2) == pytest.approx(p50)

    @given(st.floats(0, 50), st.floats(0, 50), st.floats(0.1, 50))
    def test_a_triangle_has_a_tenth_of_its_area_above_the_percentile(self, low, rise, fall):
        mode, high = low + rise, low + rise + fall
        shape = Spread(DWELL, "triangular", {"low": low, "mode": mode, "high": high}).shape()
        assert shape.mean == pytest.approx((low + mode + high) / 3)
        width, p90 = high - low, shape.p90
        below = (
            (p90 - low) ** 2 / (width * (mode - low)) if p90 < mode else 1 - (high - p90) ** 2 / (width * (high - mode))
        )
        assert below == pytest.approx(0.9)
        assert shape.p90 >= shape.mean


class TestFigures:
    @pytest.mark.parametrize(
        ("body", "mean", "p90"),
        [
            ("{p90: 168 h}", 90.0, 168.0),
            ("{p50: 20 h, p90: 60 h}", 28.881, 60.0),
            ("{dist: lognormal, p50: 20 h, p90: 60 h}", 28.881, 60.0),
            ("{dist: triangular, low: 0 h, mode: 0 h, high: 30 h}", 10.0, 20.513),
        ],
    )
    def test_get_a_mean_and_a_90th_percentile(self, folder, run, body, mean, p90):
        folder.write("s", f"spread: {{dwell: {body}}}\n{DOSTYK}")
        row = run("s").at(DAY).borders[FORWARD]
        assert (row.dwell_h, row.dwell_p90_h) == (pytest.approx(mean, abs=1e-3), pytest.approx(p90, abs=1e-3))

    def test_a_link_without_hours_of_its_own(self, folder, run):
        folder.write("s", "spread: {time: {p50: 20 h, p90: 60 h}}\nwhere: {links: dostyk-aktau-rail}")
        link = run("s").at(DAY).links["dostyk-aktau-rail"]
        assert (link.time_h, link.time_p90_h) == (pytest.approx(28.881, abs=1e-3), 60.0)

    def test_the_percentile_alone_leaves_the_mean_to_the_other_verbs(self, folder, run):
        link = "where: {links: alat-tbilisi-road}"
        folder.write("a", f"spread: {{time: {{p90: 100 h}}}}\n{link}")
        folder.write("b", f"scale: {{time: 2}}\n{link}", f"shift: {{time: 6 h}}\n{link}")
        row = run("b", "a").at(DAY).links["alat-tbilisi-road"]
        assert (row.time_h, row.time_factor, row.time_shift_h) == (24.0, 2.0, 6.0)
        assert row.time_p90_h * row.time_factor + row.time_shift_h == 100.0

    def test_what_was_given_is_said(self, folder, run):
        folder.write("s", f"spread: {{dwell: {{p50: 20 h, p90: 60 h}}}}\n{DOSTYK}")
        (effect,) = run("s").effects(DAY)
        assert effect.remark == (
            "dwell: lognormal with p50 20 h, p90 60 h, kept as mean 28.8807 h and 90th percentile 60 h"
        )

    def test_the_same_distribution_again_is_neutral(self, folder, run):
        folder.write("s", f"spread: {{dwell: {{p90: 180 h}}}}\n{DOSTYK}")
        applied = run("s")
        assert applied.effects(DAY)[0].status == "neutral"
        assert applied.at(DAY).hash == applied.base.hash

    def test_equal_ones_get_along(self, folder, run):
        for name in "ab":
            folder.write(name, f"spread: {{dwell: {{p90: 7 d}}}}\n{DOSTYK}")
        assert run("a", "b").at(DAY).borders[FORWARD].dwell_p90_h == 168.0


class TestRefusals:
    @pytest.mark.parametrize(
        ("body", "code", "where", "said"),
        [
            ("{dwell: {p90: 24 h}}", "E110", "6:14", "90th percentile of 24 below its mean of 90"),
            ("{dwell: {p50: 60 h, p90: 20 h}}", "E110", "6:38", "p50 ≤ p90"),
            ("{dwell: {p50: 20 h, p90: 20 h}}", "E110", "6:38", "not all the same"),
            ("{dwell: {p50: 0 h, p90: 20 h}}", "E110", "6:27", "more than 0"),
            ("{dwell: {p50: 10 h, p90: 52 h}}", "E110", "6:38", "5.17 times"),
            ("{dwell: {p50: 10 h}}", "E020", "6:21", "needs p90"),
            ("{dwell: {dist: lognormal, p90: 10 h}}", "E020", "6:21", "needs p50"),
            ("{dwell: {dist: triangular, low: 1 h, mode: 2 h}}", "E020", "6:21", "needs high"),
            ("{dwell: {dist: triangular, low: 3 h, mode: 2 h, high: 9 h}}", "E110", "6:67", "low ≤ mode ≤ high"),
            ("{dwell: {dist: mixture, parts: []}}", "E022", "6:28", "a mixture cannot be kept"),
            ("{dwell: {dist: normal, p50: 1 h}}", "E111", "6:28", "'normal'"),
            ("{dwell: {p90: 200 h, p10: 2 h}}", "E021", "6:34", "'p10'"),
            ("{fee: {p90: 9 USD/FEU}}", "E408", "6:14", "without a 90th percentile"),
            ("{dwell: 90 h}", "E020", "6:21", "must be a mapping"),
            ("{}", "E020", "6:13", "changes nothing"),
        ],
    )
    def test_are_named_with_their_place(self, folder, problems, body, code, where, said):
        folder.write("s", f"spread: {body}\n{DOSTYK}")
        (problem,) = problems("s")
        assert (problem.code, problem.where) == (code, f"s.yaml:{where}")
        assert said in problem.what

    @pytest.mark.parametrize(
        ("where", "attribute"), [("links: dostyk-aktau-rail", "time"), ("services: ferry", "wait")]
    )
    def test_a_percentile_alone_needs_a_mean(self, folder, problems, where, attribute):
        folder.write("s", f"spread: {{{attribute}: {{p90: 9 d}}}}\nwhere: {{{where}}}")
        (problem,) = problems("s")
        assert (problem.code, "give p50" in problem.hint) == ("E408", True)

    def test_two_different_ones_clash(self, folder, problems):
        folder.write("a", f"spread: {{dwell: {{p90: 7 d}}}}\n{DOSTYK}")
        folder.write("b", f"spread: {{dwell: {{p90: 8 d}}}}\n{DOSTYK}")
        (problem,) = problems("a", "b")
        assert problem.code == "E504"
        assert "a 90th percentile of 192 h, but a#c1" in problem.what

    @pytest.mark.parametrize(
        ("spread", "other"),
        [
            ("{p50: 20 h, p90: 60 h}", "scale: {dwell: 2}"),
            ("{p50: 20 h, p90: 60 h}", "set: {dwell: 20 h}"),
            ("{p50: 20 h, p90: 60 h}", "shift: {dwell_p90: 20 h}"),
            ("{p90: 200 h}", "limit: {dwell: {at_most: 100 h}}"),
            ("{p90: 200 h}", "set: {dwell_p90: 100 h}"),
        ],
    )
    def test_work_that_would_be_lost_is_named(self, folder, problems, spread, other):
        folder.write("a", f"spread: {{dwell: {spread}}}\n{DOSTYK}")
        folder.write("b", f"{other}\n{DOSTYK}")
        (problem,) = problems("a", "b")
        assert (problem.code, problem.where) == ("E508", "a.yaml:6:14")
        assert "b#c1 would change it too" in problem.what

    def test_a_neutral_override_beside_it_loses_nothing(self, folder, run):
        folder.write("a", f"spread: {{dwell: {{p50: 20 h, p90: 60 h}}}}\n{DOSTYK}")
        folder.write("b", f"scale: {{dwell: 1}}\n{DOSTYK}")
        assert run("a", "b").at(DAY).borders[FORWARD].dwell_p90_h == 60.0
