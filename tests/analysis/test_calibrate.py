"""Published figures beside planned ones: what is compared, how far off it is, and what is left out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import routeplanner as rp
from routeplanner.analysis.calibration import Match, Range
from tests.tiny import border, corridor, link, node, published, season, service, tiny, transfer

JANUARY, JULY = date(2026, 1, 15), date(2026, 7, 15)
ENDS = (node("a", "CN"), node("b", "KZ"))


def found(*rows):
    """The calibration of rows on a line a–b: two days and 1,000 dollars per FEU by rail."""
    return rp.calibrate(tiny(link("a-b", hours=48, dollars=1000), *rows))


def days(low, high, **more):
    return published("x", "a>b", days_low=float(low), days_high=float(high), **more)


def dollars(low, high, per="feu", **more):
    return published("x", "a>b", cost_low_usd=float(low), cost_high_usd=float(high), cost_per=per, **more)


def only(calibration):
    (group,) = calibration.groups
    return group


class TestErrors:
    @pytest.mark.parametrize(("low", "high", "error"), [(1, 2, 0), (2, 3, 0), (1, 1.6, 0.25), (4, 5, -0.5)])
    def test_it_is_the_distance_to_the_nearest_end_of_the_range(self, low, high, error):
        match = only(found(days(low, high))).days
        assert match.planned == pytest.approx(2)
        assert match.error == pytest.approx(error)

    def test_the_midpoint_error_is_signed_and_may_be_off_inside_the_range(self):
        match = only(found(days(1, 2))).days
        assert (match.error, match.midpoint_error) == (0, pytest.approx(1 / 3))
        assert only(found(days(2, 3))).days.midpoint_error == pytest.approx(-0.2)

    @given(
        st.tuples(st.floats(0.1, 1e5), st.floats(0.1, 1e5)).map(sorted),
        st.floats(0.1, 1e5),
    )
    def test_it_is_nothing_inside_and_grows_with_the_distance_outside(self, ends, planned):
        span = Range(*ends)
        error = span.error(planned)
        if span.low <= planned <= span.high:
            assert error == 0
        assert (error < 0) or planned > span.low * (1 - 1e-6)
        assert (error > 0) or planned < span.high * (1 + 1e-6)
        assert abs(span.error(planned * 2)) >= abs(error) or planned < span.high

    def test_no_way_is_outside_every_tolerance(self):
        assert not Match(Range(1, 2), None).is_within(1e9)


class TestPlanned:
    def test_days_are_of_the_fastest_way_and_dollars_of_the_cheapest(self):
        slow = link("a-b", "sea", hours=240, dollars=100)
        group = only(
            found(slow, published("x", "a>b", days_low=2.0, days_high=2.0, cost_low_usd=9.0, cost_high_usd=9.0, cost_per="feu"))
        )  # fmt: skip
        assert (group.days.planned, group.dollars.planned) == (2, 100)

    @pytest.mark.parametrize(
        ("equipment", "per", "factor"),
        [("40ft", "feu", 1), ("40ft", "teu", 2), ("20ft", "teu", 1), ("20ft", "feu", 0.6), ("40ft", "kg", 14000),
         ("20ft", "tonne", 10), ("40ft", "truck", 1)],
    )  # fmt: skip
    def test_prices_are_converted_to_one_unit_of_the_equipment_as_every_price_is(self, equipment, per, factor):
        match = only(found(dollars(1, 1.5, per, equipment=equipment))).dollars
        assert match.published == (factor, 1.5 * factor)
        assert match.planned == (1000 if equipment == "40ft" else 600)

    def test_it_goes_by_the_corridor_modes_and_class_published(self):
        network = tiny(
            link("a-b", hours=24, link_id="rail"),
            link("a-b", "road", hours=48),
            link("a-c", hours=24),
            link("c-b", hours=48),
            service("fast", "rail", service_class="express", time_h=12.0),
            corridor("south", "c"),
            published("any", "a>b", days_low=1.0, days_high=1.0),
            published("corridor", "a>b", days_low=1.0, days_high=1.0, corridor="south"),
            published("mode", "a>b", days_low=1.0, days_high=1.0, modes=("road",)),
            published("class", "a>b", days_low=1.0, days_high=1.0, service_class="regular", modes=("rail",)),
        )
        planned = {group.published[0]: group.days.planned for group in rp.calibrate(network).groups}
        assert planned == {"any": 1, "corridor": 3, "mode": 2, "class": 1}

    def test_a_border_station_at_the_end_counts_like_a_terminal(self):
        stop = border("a-b-rail", 24.0)
        group = only(found(*ENDS, stop, days(2, 2, scope="border")))
        assert group.days.error == 0

    def test_terminals_count_handling_at_both_ends(self):
        handling = [transfer("*", change, 12) for change in ("terminal>rail1520", "rail1520>terminal")]
        assert only(found(*handling, days(2, 2, scope="terminals"))).days.planned == 3
        assert only(found(*handling, days(2, 2))).days.planned == 2

    def test_the_network_is_read_at_the_date_published(self):
        winter = season("ice", "slow", "12-01", "02-28", factor=2.0, links=("a-b-rail",))
        assert only(found(winter, days(4, 4, regime="winter", on_date=JANUARY))).days.planned == 4
        assert only(found(winter, days(4, 4, regime="winter", on_date=JULY))).days.planned == 2
        assert 2 < only(found(winter, days(4, 4))).days.planned < 4


class TestGroups:
    def test_figures_of_one_trip_are_one_range(self):
        group = only(
            found(
                published("p", "a>b", days_low=2.0, days_high=2.2, modes=("rail", "road")),
                published("q", "a>b", days_low=1.9, days_high=2.0, modes=("road", "rail")),
                published("r", "a>b", cost_low_usd=900.0, cost_high_usd=950.0, cost_per="feu", modes=("rail", "road")),
                published("s", "a>b", cost_low_usd=500.0, cost_high_usd=500.0, cost_per="teu", modes=("rail", "road")),
            )
        )
        assert (group.days.published, group.dollars.published) == ((1.9, 2.2), (900, 1000))
        assert group.published == ("p", "q", "r", "s")
        assert group.sources == ("estimate",)

    @pytest.mark.parametrize(
        "other",
        [{"regime": "plan"}, {"scope": "terminals"}, {"equipment": "20ft"}, {"on_date": JANUARY}, {"modes": ("rail",)},
         {"service_class": "regular"}, {"corridor": "all"}],
    )  # fmt: skip
    def test_a_trip_that_differs_in_anything_is_another_group(self, other):
        rows = [published("p", "a>b", days_low=2.0, days_high=2.0), published("q", "a>b", days_low=2.0, days_high=2.0, **other)]  # fmt: skip
        assert [group.published for group in found(corridor("all", "a"), *rows).groups] == [("p",), ("q",)]

    def test_a_trip_the_network_cannot_make_is_a_failure_without_a_number(self):
        calibration = found(node("z"), published("x", "a>z", days_low=2.0, days_high=2.0))
        group = only(calibration)
        assert (group.days.planned, group.days.error, group.days.midpoint_error) == (None, None, None)
        assert group.no_route == "nothing leads from a for 40ft"
        summary = calibration.summary("days")
        assert (summary.groups, summary.within, summary.no_route, summary.share) == (1, 0, 1, 0)
        assert (summary.worst, summary.median_midpoint_error) == (None, None)


class TestLeftOut:
    def test_a_range_that_says_too_little_is_left_out_and_the_other_measure_stays(self):
        row = published(
            "x", "a>b", days_low=1.0, days_high=3.0, cost_low_usd=900.0, cost_high_usd=1100.0, cost_per="feu"
        )
        calibration = found(row)
        assert (only(calibration).days, only(calibration).dollars.error) == (None, 0)
        (left,) = calibration.left_out
        assert (left.days, left.dollars) == ((1, 3), None)
        assert "50 % to either side" in left.reason

    def test_figures_merged_to_too_wide_a_range_are_left_out(self):
        rows = [published("p", "a>b", days_low=1.0, days_high=1.0), published("q", "a>b", days_low=3.0, days_high=3.0)]
        calibration = found(*rows)
        assert calibration.groups == ()
        assert [left.published for left in calibration.left_out] == [("p", "q")]

    def test_a_range_of_just_35_percent_to_either_side_is_compared(self):
        assert found(days(1.3, 2.7)).groups
        assert not found(days(1.29, 2.71)).groups

    def test_context_is_left_out_with_its_reason(self):
        calibration = found(days(2, 2, use="context", reason="a record"))
        assert calibration.groups == ()
        assert [(left.reason, left.days) for left in calibration.left_out] == [("a record", (2, 2))]

    def test_door_to_door_without_a_first_mile_is_left_out(self):
        (left,) = found(days(2, 2, scope="door")).left_out
        assert "no first mile at 'a'" in left.reason


class TestSummary:
    def test_it_counts_by_measure_and_use(self):
        calibration = found(
            published("a", "a>b", days_low=2.0, days_high=3.0),
            published("b", "a>b", days_low=1.8, days_high=1.8, regime="plan"),
            published("c", "a>b", days_low=1.0, days_high=1.0, regime="record", use="check"),
            published("d", "a>b", cost_low_usd=850.0, cost_high_usd=850.0, cost_per="feu", regime="winter"),
        )
        shown = {
            (each.measure, each.use): (each.groups, each.inside, each.within, each.share)
            for each in calibration.summaries
        }
        assert shown == {
            ("days", "fit"): (2, 1, 2, 1),
            ("days", "check"): (1, 0, 0, 0),
            ("days", "all"): (3, 1, 2, pytest.approx(2 / 3)),
            ("dollars", "fit"): (1, 0, 1, 1),
            ("dollars", "check"): (0, 0, 0, None),
            ("dollars", "all"): (1, 0, 1, 1),
        }
        assert calibration.summary("days").worst == pytest.approx(1)
        assert calibration.summary("days").median_midpoint_error == pytest.approx(0.2)

    def test_shortfalls_name_the_share_and_the_aim(self):
        calibration = found(
            published("a", "a>b", days_low=2.0, days_high=2.0),
            published("b", "a>b", days_low=1.0, days_high=1.0, regime="plan", use="check"),
        )
        assert [tuple(each) for each in calibration.shortfalls] == [
            ("days", "all", 0.5, 0.9),
            ("days", "check", 0.0, pytest.approx(0.9)),
        ]

    def test_tolerances_and_the_widest_range_can_be_chosen(self):
        network = tiny(
            link("a-b", hours=48, dollars=1000),
            published("p", "a>b", days_low=1.6, days_high=1.6),
            published("q", "a>b", cost_low_usd=700.0, cost_high_usd=1700.0, cost_per="feu"),
        )
        strict, loose = rp.calibrate(network), rp.calibrate(network, days_tolerance=0.3, widest=0.6)
        assert (strict.summary("days").within, strict.summary("dollars").groups) == (0, 0)
        assert (loose.summary("days").within, loose.summary("dollars").groups) == (1, 1)

    def test_a_network_without_published_figures_misses_nothing(self):
        calibration = found()
        assert (calibration.groups, calibration.left_out, calibration.shortfalls) == ((), (), ())


def test_records_are_every_group_and_everything_left_out():
    network = tiny(
        link("a-b", hours=48, dollars=1000),
        published("p", "a>b", days_low=1.0, days_high=2.0),
        published("q", "a>b", cost_low_usd=1.0, cost_high_usd=9.0, cost_per="feu", regime="plan"),
    )
    first, second = rp.calibrate(network).records()
    assert (first["days_low"], first["days_planned"], first["days_error"], first["left_out"]) == (1, 2, 0, None)
    assert (second["cost_low_usd"], second["cost_planned_usd"]) == (1, None)
    assert "to either side" in second["left_out"]
    assert set(first) == set(second) == set(rp.calibrate(network).columns)


def test_a_price_with_the_carriers_container_is_compared_with_its_hire():
    """Rates are for a shipper's own container; a price that includes one is set beside freight and hire."""
    from routeplanner.network.model import Hire
    from tests.tiny import ORIGIN, rate

    hire = Hire(box_id="all", from_region=(), to_region=(), equipment="", one_way_usd=500.0, cost_per="feu", **ORIGIN)
    rail = rate("rail", "rail", speed_km_day=1000.0, cost_usd_km=1.0, cost_per="feu", emission_kg_tkm=0.1, terms="soc")
    own = link("a-b", dollars=None, cost_per=None, cost_usd=None)
    rows = [
        published(name, "a>b", cost_low_usd=1000.0, cost_high_usd=1000.0, cost_per="feu", terms=terms, regime=regime)
        for name, terms, regime in (("own", "soc", "usual"), ("hired", "coc", "plan"), ("unsaid", None, "record"))
    ]
    network = tiny(own, rail, *rows).derived({"box": {"all": hire}}, {})
    planned = {group.published[0]: group.dollars.planned for group in rp.calibrate(network).groups}
    assert planned == {"own": 1000, "hired": 1500, "unsaid": 1000}
