"""The age of figures: by quotation or newest source, counted from the answer's date."""

from datetime import date
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

import routeplanner as rp
from routeplanner.itinerary.age import OLD_YEARS, date_of, old_sources, read_day
from routeplanner.network.model import TABLES, Source
from routeplanner.network.network import Network
from routeplanner.network.provenance import Change, Key
from tests import tiny as t

PRICE = Key("rate", "rail", "cost_usd_km")
SPEED = Key("rate", "rail", "speed_km_day")
STOP = Key("border", "a-b-rail:both", "dwell_h")


def sourced(row, *sources, quality="cited"):
    return row.model_copy(update={"source_id": sources, "quality": quality})


def dated(network, **days):
    """Return a network with a source for every name and date given."""
    rows = {name: Source(source_id=name, title=name, publisher="x", as_of=day) for name, day in days.items()}
    tables = {name: network.table(name) for name in TABLES}
    return Network(tables | {"source": tables["source"].replaced(rows)})


def make(price_date="2018-05", **stop):
    """Two stations with a border between, a train priced by the kilometer, all of it dated."""
    rate = t.rate(
        "rail",
        "rail",
        speed_km_day=1000.0,
        cost_usd_km=0.5,
        cost_per="feu",
        emission_kg_tkm=0.02,
        price_date=price_date,
    )
    network = t.tiny(
        t.node("o", "KZ"),
        t.node("a", "KZ"),
        t.node("b", "UZ"),
        t.node("c", "UZ"),
        t.link("o-a", country="KZ", hours=10.0, dollars=10.0),
        t.link("a-b", time_h=None, cost_usd=None, cost_per=None),
        sourced(t.link("b-c", country="UZ", hours=48.0, dollars=0.0), "line"),
        sourced(
            t.border("a-b-rail", 30.0, 90.0), *stop.get("sources", ("queue",)), quality=stop.get("quality", "cited")
        ),
        sourced(rate, "tariff"),
    )
    return dated(network, tariff="2024-12-31", queue="2019", line="2022-Q4", newer="2025-01-01")


def found(network, day, **more):
    request = rp.Request(origin="o", destination="c", by=("time",), as_of=day, **more)
    return old_sources([(network, rp.plan(network, request).itineraries)], day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-06-30", (2025, 6, 30)),
        ("2023-07", (2023, 7, 31)),
        ("2024-Q4", (2024, 12, 31)),
        ("2024-Q1", (2024, 3, 31)),
        ("2025", (2025, 12, 31)),
        ("2014-2016", (2016, 12, 31)),
        ("H1 2025", (2025, 12, 31)),
        ("between 2019-03 and 2020-01-15", (2020, 1, 15)),
        ("", None),
        ("lately", None),
        ("12025", None),
        ("1520 mm", None),
    ],
)
def test_a_date_is_read_to_the_last_day_it_speaks_of(text, day):
    assert read_day(text) == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_whole_date_is_itself_and_never_after_its_month_or_year(day):
    exact = read_day(day.isoformat())
    assert exact == (day.year, day.month, day.day)
    assert exact <= read_day(f"{day:%Y-%m}") <= read_day(f"{day:%Y}")


def test_a_price_is_as_old_as_its_quotation_and_a_speed_as_its_source():
    network = make()
    assert date_of(network, PRICE) == ((2018, 5, 31), "2018-05", "tariff")
    assert date_of(network, SPEED) == ((2024, 12, 31), "2024-12-31", "tariff")
    assert date_of(make(price_date=""), PRICE)[1:] == ("2024-12-31", "tariff")
    assert date_of(make(price_date="soon"), PRICE)[1:] == ("2024-12-31", "tariff")


def test_of_several_sources_the_newest_counts():
    assert date_of(make(sources=("newer", "queue")), STOP).source == "newer"
    assert date_of(make(sources=("queue", "newer")), STOP).source == "newer"


def test_estimates_lengths_and_undated_sources_have_no_age():
    assert date_of(make(sources=("estimate", "queue"), quality="estimated"), STOP) is None
    assert date_of(make(), Key("link", "b-c-rail", "length_km")) is None
    assert date_of(make(), Key("link", "b-c-rail", "time_h")) is not None
    assert date_of(dated(make(sources=("undated",)), undated=""), STOP) is None
    assert date_of(make(sources=("unknown",)), STOP) is None


def test_a_price_given_anew_is_as_old_as_its_new_source_and_a_scaled_one_as_before():
    network = make()

    def changed(**more):
        change = Change("s#o", 0.5, 1.0, ("newer",), "cited", **more)
        return network.derived({}, {PRICE: [change]})

    assert date_of(changed(), PRICE)[1:] == ("2025-01-01", "newer")
    assert date_of(changed(relative=True), PRICE).text == "2018-05"


def test_old_figures_are_grouped_by_source_those_that_weigh_most_first():
    groups = found(make(), date(2026, 1, 1))
    assert [(group.source, group.date, group.figures) for group in groups] == [
        ("tariff", "2018-05", 1), ("line", "2022-Q4", 1), ("queue", "2019", 2),
    ]  # fmt: skip
    assert groups[0].key == PRICE
    assert groups[2].key in {STOP, STOP._replace(field="fee_usd")}
    assert (groups[2].leg.origin, groups[2].leg.destination) == ("a", "b")
    assert [group.weight for group in groups] == sorted((group.weight for group in groups), reverse=True)
    assert groups[1].weight == pytest.approx(48.0 / (10.0 + 24.0 + 30.0 + 48.0))


def test_three_years_are_counted_from_the_answers_date_to_the_day():
    for day, old in ((date(2022, 12, 31), False), (date(2023, 1, 1), True)):
        assert ("queue" in {group.source for group in found(make(), day)}) is old
    assert OLD_YEARS == 3
    assert found(make(), date(2020, 1, 1)) == ()


def test_a_stop_that_does_not_count_is_no_ground():
    network = make()
    request = rp.Request(origin="a", destination="c", by=("time",), as_of=date(2026, 1, 1))
    groups = old_sources([(network, rp.plan(network, request).itineraries)], date(2026, 1, 1))
    assert sorted(group.source for group in groups) == ["line", "tariff"]


def test_the_grounds_of_a_leg_hold_its_hours_and_dollars():
    network = rp.read_network("eurasia")
    plan = rp.plan(network, rp.Request(origin="Xi'an", destination="Istanbul"))
    assert plan.itineraries
    for leg in (leg for itinerary in plan.itineraries for leg in itinerary.legs):
        assert leg.time_h == 0 or max(ground.time_h for ground in leg.grounds) > 0
        assert fsum(ground.time_h for ground in leg.grounds) >= leg.time_h * (1 - 1e-9)
        assert fsum(ground.cost_usd for ground in leg.grounds) >= leg.cost_usd * (1 - 1e-9)
        known = set(leg.sources)
        assert all(set(network.provenance(ground.key).sources) <= known for ground in leg.grounds)


@given(st.dates(min_value=date(2015, 1, 1), max_value=date(2035, 1, 1)), st.integers(0, 4000))
def test_what_is_old_stays_old(day, later):
    network = make()
    plan = rp.plan(network, rp.Request(origin="o", destination="c", by=("time",)))
    now, then = (
        {(group.source, group.figures) for group in old_sources([(network, plan.itineraries)], when)}
        for when in (day, date.fromordinal(day.toordinal() + later))
    )
    assert {source for source, _ in now} <= {source for source, _ in then}
    assert sum(figures for _, figures in now) <= sum(figures for _, figures in then)
