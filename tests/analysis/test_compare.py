"""Corridors side by side: which rows and columns there are, on which day, and what each cell says."""

from datetime import date

import pytest

import routeplanner as rp
from routeplanner.analysis.compare import MOST_DOLLARS, MOST_HOURS
from routeplanner.errors import UnknownNameError, UsageError
from tests.scenario.samples import Folder
from tests.tiny import corridor, link, node, tiny

REFERENCE = date(2026, 1, 1)
TIME, COST = ("time",), ("time", "cost")


def ways(**lengths):
    """From a to z in one way per name, each (hours, dollars) in all, and a corridor through its middle."""
    links = []
    for name, (hours, dollars) in lengths.items():
        links += [link(f"a-{name}", hours=hours / 2, dollars=dollars / 2)]
        links += [link(f"{name}-z", hours=hours / 2, dollars=dollars / 2)]
    return tiny(
        node("a", "CN"), node("z", "DE"), *(node(name) for name in lengths), *links, *(corridor(n, n) for n in lengths)
    )


TWO = ways(north=(100, 1000), south=(120, 900))


def compare(network=TWO, scenarios=(), versus=(), by=TIME, preferences=None, as_of=None, **options):
    preferences = rp.Preferences(**(preferences or {}))
    request = rp.Request(origin="a", destination="z", by=by, preferences=preferences, as_of=as_of)
    return rp.compare(network, request, scenarios, versus, **options)


def cells(comparison):
    return [(row.scenario, row.corridor) for row in comparison.rows]


@pytest.fixture
def folder(tmp_path):
    """Two scenarios, both with a date: the bridge closes in March, the north slows down by a setting in June."""
    made = Folder(tmp_path)
    made.write("bridge", "close: {links: a-north-rail}\nwhen: {from: 2026-03-01}", head="as_of: 2026-04-01")
    made.write(
        "slow",
        "set: {time: $hours}\nwhere: {links: a-south-rail}\nwhen: {from: 2026-06-01}",
        head="as_of: 2026-07-01\nparameters: {hours: {default: 90 h, min: 1 h, max: 999 h}}",
    )
    made.write("undated", "scale: {cost: 2}\nwhere: {links: a-south-rail}")
    return made


class TestColumns:
    def test_the_first_is_the_base_when_no_scenario_is_named(self, folder):
        found = compare(versus=[["bridge"], ["bridge", "slow"]], scenario_folder=folder.path)
        assert found.columns == ("base", "bridge", "bridge+slow")
        assert cells(found) == [(column, name) for name in ("north", "south") for column in found.columns]
        assert found.header is found.headers[0]
        assert [[stamp.id for stamp in header.scenarios] for header in found.headers] == [
            [],
            ["bridge"],
            ["bridge", "slow"],
        ]

    def test_the_first_may_be_a_stack_and_the_base_a_later_one(self, folder):
        found = compare(scenarios=["bridge"], versus=[[]], scenario_folder=folder.path)
        assert found.columns == ("bridge", "base")
        assert found.row("bridge", "north").itinerary is None
        assert found.row("base", "north").itinerary.time_h == 100

    def test_a_lone_name_is_a_stack_of_one(self, folder):
        found = compare(scenarios="bridge", versus=["slow"], scenario_folder=folder.path)
        assert found.columns == ("bridge", "slow")

    @pytest.mark.parametrize(
        ("scenarios", "versus"),
        [
            ((), [[]]),
            (["bridge"], [["bridge"]]),
            ((), [["slow"], ["slow"]]),
            (["bridge", "slow"], [["slow", "bridge"]]),
        ],
    )
    def test_the_same_stack_twice_is_refused(self, folder, scenarios, versus):
        with pytest.raises(UsageError):
            compare(scenarios=scenarios, versus=versus, scenario_folder=folder.path)

    def test_scenario_objects_stack_like_names(self, folder):
        bridge, slow = (rp.read_scenario(name, folder=folder.path) for name in ("bridge", "slow"))
        found = compare(scenarios=[bridge], versus=[[bridge, slow], [slow]])
        assert found.columns == ("bridge", "bridge+slow", "slow")
        named = compare(scenarios=["bridge"], versus=[["bridge", "slow"], ["slow"]], scenario_folder=folder.path)
        assert found.records() == named.records()

    def test_an_unknown_scenario_is_refused(self, folder):
        with pytest.raises(UnknownNameError):
            compare(versus=[["bridgge"]], scenario_folder=folder.path)


class TestDate:
    @pytest.mark.parametrize(
        ("scenarios", "versus", "as_of", "day"),
        [
            ((), (), None, REFERENCE),
            ((), (["undated"],), None, REFERENCE),
            ((), (["bridge"],), None, date(2026, 4, 1)),
            ((), (["bridge"], ["slow"]), None, date(2026, 7, 1)),
            (["slow"], (["bridge"],), None, date(2026, 7, 1)),
            (["bridge"], (["undated"],), None, date(2026, 4, 1)),
            ((), (["bridge"], ["slow"]), date(2026, 2, 1), date(2026, 2, 1)),
            ((), (), date(2027, 1, 1), date(2027, 1, 1)),
        ],
    )
    def test_all_columns_share_one(self, folder, scenarios, versus, as_of, day):
        found = compare(scenarios=scenarios, versus=versus, as_of=as_of, scenario_folder=folder.path)
        assert {header.as_of for header in found.headers} == {day}
        assert [row.itinerary is None for row in found.rows if "bridge" in row.scenario] == [
            day >= date(2026, 3, 1) and row.corridor == "north" for row in found.rows if "bridge" in row.scenario
        ]

    def test_the_date_of_one_stack_turns_on_the_overrides_of_another(self, folder):
        folder.write("early", "set: {time: 90 h}\nwhere: {links: a-south-rail}\nwhen: {from: 2026-06-01}")
        alone = compare(versus=[["early"]], scenario_folder=folder.path)
        beside = compare(versus=[["early"], ["slow"]], scenario_folder=folder.path)
        assert alone.row("early", "south").itinerary.time_h == 120
        assert beside.row("early", "south").itinerary.time_h == 150


class TestCells:
    def test_each_corridor_is_forced_in_turn(self):
        found = compare()
        nodes = {row.corridor: row.itinerary.nodes for row in found.rows}
        assert nodes == {"north": ("a", "north", "z"), "south": ("a", "south", "z")}
        assert all((row.blocked_by, row.reason) == ((), "") for row in found.rows)

    def test_a_blocked_corridor_names_the_element_and_the_override(self, folder):
        row = compare(versus=["bridge"], scenario_folder=folder.path).row("bridge", "north")
        (blocker,) = row.blocked_by
        assert (row.itinerary, blocker.element, blocker.overrides) == (None, "link:a-north-rail", ("bridge#c1",))
        assert row.reason

    def test_a_corridor_blocked_in_every_column_stays_in_the_table(self):
        network = ways(north=(100, 1000), south=(120, 900))
        shut = network.links["a-north-rail"].model_copy(update={"status": "closed"})
        far = network.links["north-z-rail"].model_copy(update={"directed": True})
        found = compare(network.derived({"link": {"a-north-rail": shut, "north-z-rail": far}}, {}))
        assert [blocker.element for blocker in found.row("base", "north").blocked_by] == ["link:a-north-rail"]
        assert found.left_out == ()

    def test_the_least_dollars_stand_beside_the_fastest_where_asked_for(self):
        network = tiny(
            node("a", "CN"),
            node("z", "DE"),
            link("a-g", hours=10, dollars=100),
            link("g-z", hours=10, dollars=900),
            link("g-z", "road", hours=40, dollars=300),
            link("a-g", "road", hours=20, dollars=200),
            corridor("x", "g"),
        )
        (row,) = compare(network, by=COST).rows
        assert (row.itinerary.time_h, row.itinerary.cost_usd) == (20, 1000)
        assert (row.cheapest.time_h, row.cheapest.cost_usd) == (60, 500)
        (record,) = compare(network, by=COST).records()
        assert (record["least_cost_usd"], record["least_cost_time_h"]) == (500, 60)
        assert compare(network, by=TIME).rows[0].cheapest is None
        (by_cost,) = compare(network, by=("cost", "time")).rows
        assert (by_cost.itinerary.cost_usd, by_cost.cheapest) == (500, None)

    def test_best_is_the_way_with_no_corridor_forced(self, folder):
        found = compare(versus=["bridge"], scenario_folder=folder.path)
        assert [itinerary.nodes for itinerary in found.best] == [("a", "north", "z"), ("a", "south", "z")]
        assert [compare(by=("cost",)).best[0].cost_usd, found.best[0].cost_usd] == [900, 1000]

    def test_best_may_follow_no_corridor(self):
        network = tiny(
            node("a", "CN"), link("a-north"), link("north-z"), link("a-z", hours=30), corridor("north", "north")
        )
        found = compare(network)
        assert (found.best[0].time_h, found.best[0].corridor) == (30, None)
        assert cells(found) == [("base", "north")]

    def test_a_network_without_corridors_still_has_the_best(self):
        found = compare(tiny(node("a", "CN"), link("a-z", hours=60)))
        assert (found.rows, found.left_out) == ((), ())
        assert found.best[0].time_h == 60

    def test_no_way_at_all_leaves_best_empty(self):
        found = compare(tiny(node("a", "CN"), link("a-z", status="closed")))
        assert found.best == (None,)


class TestDetours:
    """The free way takes 100 hours and 1000 dollars."""

    @pytest.mark.parametrize(
        ("hours", "dollars", "kept"),
        [
            (100 * MOST_HOURS, 9000, True),
            (100 * MOST_HOURS + 1, 9000, False),
            (9000, 1000 * MOST_DOLLARS, True),
            (9000, 1000 * MOST_DOLLARS + 1, False),
            (150, 1200, True),
        ],
    )
    @pytest.mark.parametrize("by", [TIME, COST])
    def test_one_far_in_both_hours_and_dollars_is_left_out(self, hours, dollars, kept, by):
        found = compare(ways(main=(100, 1000), other=(hours, dollars)), by=by)
        assert cells(found) == [("base", "main"), ("base", "other")][: 1 + kept]
        assert [name for name, _ in found.left_out] == ([] if kept else ["other"])

    def test_the_reason_says_how_long(self):
        ((name, reason),) = compare(ways(main=(100, 1000), other=(960, 9000))).left_out
        assert (name, reason) == ("other", "a detour of 40 days")

    def test_naming_corridors_keeps_detours(self):
        network = ways(main=(100, 1000), other=(960, 9000), third=(110, 1000))
        assert cells(compare(network, corridors=["other"])) == [("base", "other")]
        assert cells(compare(network, corridors=["third", "other"])) == [("base", "third"), ("base", "other")]
        assert compare(network, corridors="other").left_out == ()

    def test_a_choice_in_one_column_keeps_all_its_cells(self, folder):
        folder.write("jam", "set: {time: 960 h}\nwhere: {links: a-main-rail}")
        network = ways(main=(100, 1000), other=(900, 9000))
        found = compare(network, versus=["jam"], scenario_folder=folder.path)
        assert cells(found)[2:] == [("base", "other"), ("jam", "other")]
        assert found.left_out == ()

    def test_one_that_only_turns_back_is_left_out_and_says_so(self):
        network = tiny(
            node("a", "CN"), link("a-b"), link("b-z"), link("b-s"), corridor("spur", "s"), corridor("main", "b")
        )
        found = compare(network)
        assert cells(found) == [("base", "main")]
        ((name, reason),) = found.left_out
        assert name == "spur"
        assert "out and back" in reason
        kept = compare(network, corridors=["spur"]).row("base", "spur")
        assert (kept.itinerary, kept.blocked_by) == (None, ())
        assert "out and back" in kept.reason

    def test_one_that_the_load_cannot_take_is_left_out(self):
        network = tiny(node("a", "CN"), link("a-z"), link("a-p"), link("p-z", gauge_mm=1435), corridor("x", "p-z-rail"))
        found = compare(network)
        assert cells(found) == []
        assert [name for name, _ in found.left_out] == ["x"]


class TestRows:
    def test_the_preferred_corridor_is_the_only_row(self):
        found = compare(preferences={"corridor": "south"})
        assert cells(found) == [("base", "south")]
        assert found.rows[0].itinerary.nodes == ("a", "south", "z")

    def test_other_preferences_hold_in_every_row(self):
        found = compare(preferences={"avoid": ("north",)})
        assert [row.itinerary is None for row in found.rows] == [True, False]
        assert [blocker.element for blocker in found.rows[0].blocked_by] == ["avoid:north"]
        assert found.best[0].nodes == ("a", "south", "z")

    @pytest.mark.parametrize(
        "options", [{"corridors": ["sout"]}, {"preferences": {"corridor": "sout"}}, {"corridors": ["north", "sout"]}]
    )
    def test_an_unknown_corridor_is_refused_with_the_nearest(self, options):
        with pytest.raises(UnknownNameError, match="'south'"):
            compare(**options)


class TestSettings:
    def test_one_that_only_one_stack_knows_is_fine(self, folder):
        stacks = {"versus": [["bridge"], ["slow"]], "scenario_folder": folder.path}
        plain, tuned = compare(**stacks), compare(**stacks, settings={"hours": "40 h"})
        assert plain.row("slow", "south").itinerary.time_h == 150
        assert tuned.row("slow", "south").itinerary.time_h == 100
        assert tuned.row("bridge", "south").itinerary.time_h == tuned.row("base", "south").itinerary.time_h == 120

    def test_one_holds_in_every_stack_that_knows_it(self, folder):
        options = {"settings": {"slow.hours": "40 h"}, "scenario_folder": folder.path}
        found = compare(scenarios=["slow"], versus=[["bridge", "slow"]], **options)
        assert {row.itinerary.time_h for row in found.rows if row.corridor == "south"} == {100}

    @pytest.mark.parametrize(
        ("versus", "settings"),
        [
            ([["bridge"], ["slow"]], {"horus": "40 h"}),
            ([["bridge"], ["undated"]], {"hours": "40 h"}),
            ([["slow"]], {"bridge.hours": "40 h"}),
            ([["slow"]], {"hours": "40 h", "nope": "1 h"}),
            ((), {"hours": "40 h"}),
        ],
    )
    def test_one_that_no_stack_knows_is_refused(self, folder, versus, settings):
        with pytest.raises(UsageError):
            compare(versus=versus, settings=settings, scenario_folder=folder.path)

    def test_a_value_out_of_range_is_refused(self, folder):
        with pytest.raises(UsageError):
            compare(versus=[["bridge"], ["slow"]], settings={"hours": "9999 h"}, scenario_folder=folder.path)
