"""G: rows that a scenario adds, and what it opens, from their day on."""

from datetime import date

import pytest

from routeplanner.scenario.files import read_scenario
from tests.features.lines import ask, line
from tests.scenario.samples import Folder
from tests.tiny import border, link, node, tiny, transfer

BEFORE, AFTER = date(2027, 12, 31), date(2028, 1, 1)
OLD_WAY = (
    "urumqi ~ rail 12h ~ alashankou [border 2d 1h] dostyk [gauge change 1435 → 1520 mm 10h] ~ rail 15h ~ ayagoz "
    "[3d 14h $360]"
)
NEW_WAY = (
    "urumqi ~ rail 15h ~ tacheng [border 13h] bakhty [gauge change 1435 → 1520 mm 8h] ~ rail 9h ~ ayagoz [1d 21h $410]"
)
ROWS = """
node: {id: tacheng, name: Tacheng, node_type: border, country: CN, x: 82.98, y: 46.75, aliases: [塔城]}
node: {id: bakhty, name: Bakhty, node_type: border, country: KZ, x: 82.72, y: 46.66}
link: {id: urumqi-tacheng, from: urumqi, to: tacheng, mode: rail, gauge: 1435, length: 620 km, time: 15 h, cost: 100 USD/FEU}
link: {id: tacheng-bakhty, from: tacheng, to: bakhty, mode: rail, gauge: 1435, length: 24 km, time: 1 h, cost: 100 USD/FEU}
link: {id: ayagoz-bakhty, from: ayagoz, to: bakhty, mode: rail, gauge: 1520, length: 297 km, time: 9 h, cost: 100 USD/FEU}
border: {link: tacheng-bakhty, dwell: 12 h, dwell_p90: 24 h, fee: 50 USD/FEU}
transfer: {node: bakhty, from: {mode: rail, gauge: 1435}, to: {mode: rail, gauge: 1520}, time: 8 h, time_p90: 20 h, cost: 60 USD/FEU}
"""


def frontier():
    return tiny(
        node("urumqi", "CN", x_coord=87.6, y_coord=43.8),
        node("alashankou", "CN", "border", x_coord=82.57, y_coord=45.17),
        node("dostyk", "KZ", "border", x_coord=82.49, y_coord=45.25),
        node("ayagoz", "KZ", x_coord=80.43, y_coord=47.96),
        link("urumqi-alashankou", gauge_mm=1435, hours=12, country="CN", length_km=480.0),
        link("alashankou-dostyk", gauge_mm=1435, hours=1, length_km=12.0),
        link("dostyk-ayagoz", hours=15, country="KZ", length_km=440.0),
        border("alashankou-dostyk-rail", 48.0),
        transfer("dostyk", "rail1435>rail1520", 10.0, 60.0),
    )


@pytest.fixture
def scenario(tmp_path):
    folder = Folder(tmp_path)

    def written(*more, rows=ROWS, when="when: {from: 2028-01-01}"):
        bodies = [f"add: {{{row}}}\n{when}" for row in rows.strip().splitlines()]
        folder.write("gate", *bodies, *more)
        return read_scenario("gate", folder=tmp_path)

    return written


def test_g01_a_new_crossing_is_used_from_its_day_on_and_not_before(scenario):
    way = {day: line(frontier(), "urumqi", "ayagoz", scenarios=[scenario()], as_of=day) for day in (BEFORE, AFTER)}
    assert way == {BEFORE: OLD_WAY, AFTER: NEW_WAY}
    assert line(frontier(), "urumqi", "ayagoz") == OLD_WAY


def test_g02_a_new_place_is_found_by_its_names(scenario):
    plan = ask(frontier(), "塔城", "ayagoz", [scenario()], as_of=AFTER)
    assert plan.fastest.nodes == ("tacheng", "bakhty", "ayagoz")
    with pytest.raises(Exception, match="unknown place '塔城'"):
        ask(frontier(), "塔城", "ayagoz", [scenario()], as_of=BEFORE)


def test_g03_every_leg_names_the_overrides_that_brought_it(scenario):
    plan = ask(frontier(), "urumqi", "ayagoz", [scenario()], as_of=AFTER)
    assert [leg.overrides for leg in plan.fastest.legs] == [
        ("gate#c3",), ("gate#c4", "gate#c6"), ("gate#c7",), ("gate#c5",),
    ]  # fmt: skip


def test_g04_what_is_added_can_be_slowed_closed_and_forbidden(scenario):
    slow = scenario("scale: {dwell: 2}\nwhere: {borders: tacheng-bakhty}")
    assert "[border 1d 1h] bakhty" in line(frontier(), "urumqi", "ayagoz", scenarios=[slow], as_of=AFTER)
    for change in (
        "close: {links: ayagoz-bakhty}",
        "forbid: {as: transit}\nwhere: {nodes: bakhty}",
    ):
        assert line(frontier(), "urumqi", "ayagoz", scenarios=[scenario(change)], as_of=AFTER) == OLD_WAY


def test_g05_a_new_service_gives_departures_to_links_that_are_there(scenario):
    row = "service: {id: block, name: Block train, service_class: express, direction: forward, interval: 20 h, time: 6 h, links: [urumqi-alashankou-rail]}"
    plan = ask(
        tiny(link("urumqi-alashankou", gauge_mm=1435, time_h=None, length_km=480.0, country="KZ")),
        "urumqi", "alashankou", [scenario(rows=row)], as_of=AFTER,
    )  # fmt: skip
    assert [(leg.kind, leg.service, leg.time_h) for leg in plan.fastest.legs] == [("move", "block", 6.0)]


def test_g06_what_is_closed_opens_on_its_day(scenario):
    network = frontier()
    shut = network.links["dostyk-ayagoz-rail"].model_copy(update={"status": "closed"})
    network = network.derived({"link": {shut.link_id: shut}}, {})
    opening = scenario("open: {links: dostyk-ayagoz-rail}\nwhen: {from: 2028-01-01}", rows="")
    before = line(network, "urumqi", "ayagoz", scenarios=[opening], as_of=BEFORE)
    assert before.startswith("no route")
    assert line(network, "urumqi", "ayagoz", scenarios=[opening], as_of=AFTER) == OLD_WAY
