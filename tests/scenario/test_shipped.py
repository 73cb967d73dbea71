"""The shipped scenarios apply to the shipped network and do what they say."""

from datetime import date

import pytest

from routeplanner.network.files import read_network
from routeplanner.scenario.apply import apply
from routeplanner.scenario.files import list_scenarios
from routeplanner.scenario.model import Scenario


@pytest.fixture(scope="module")
def eurasia():
    return read_network("eurasia")


SHIPPED = [scenario.id for scenario in list_scenarios()]


def test_the_three_of_the_first_step_are_there():
    assert {"caspian-hubs", "red-sea-closed", "russia-transit-ban"} <= set(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_override_acts_on_the_scenario_s_own_date_or_on_another(eurasia, name):
    applied = apply([name], eurasia)
    assert isinstance(next(found for found in list_scenarios() if found.id == name), Scenario)
    day = applied.as_of or eurasia.reference_date
    today = applied.effects(day)
    statuses = {effect.status for effect in today}
    assert "applied" in statuses
    assert "neutral" not in statuses
    own = {effect.override for effect in today if effect.scenario == name and effect.status != "off"}
    acting = {e.override for at in (day, *applied.periods) for e in applied.effects(at) if e.status == "applied"}
    assert own <= acting


def test_the_ban_closes_russia_and_belarus_to_transit_of_everything(eurasia):
    applied = apply(["russia-transit-ban"], eurasia)
    rule = applied.at(applied.as_of).restrictions["russia-transit-ban#no-transit"]
    assert (rule.applies_to, rule.countries, rule.goods, rule.equipment) == ("transit", ("BY", "RU"), (), ())


def test_the_red_sea_is_open_before_its_day(eurasia):
    applied = apply(["red-sea-closed"], eurasia)
    states = [applied.at(day).nodes["bab-el-mandeb"].status for day in (date(2026, 2, 28), date(2026, 3, 1))]
    assert states == ["open", "closed"]


def test_the_hubs_make_handling_faster_and_keep_the_spread_in_proportion(eurasia):
    row = apply(["caspian-hubs"], eurasia).at(date(2027, 12, 1)).transfers["aktau:rail1520-sea"]
    assert (row.time_h, row.time_p90_h) == (12.0, 36.0)


def test_slow_hubs_open_later(eurasia):
    applied = apply(["caspian-hubs:slow-start"], eurasia)
    hours = [applied.at(day).transfers["aktau:rail1520-sea"].time_h for day in (date(2027, 9, 29), date(2027, 9, 30))]
    assert hours == [24.0, 20.0]


def test_the_three_stack_in_any_order(eurasia):
    names = ["caspian-hubs", "red-sea-closed", "russia-transit-ban"]
    day = date(2027, 12, 1)
    assert apply(names, eurasia).at(day).hash == apply(names[::-1], eurasia).at(day).hash
