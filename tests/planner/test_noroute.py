"""What stands in the way: the fewest elements, who closed them, what alone would do, and where the network ends."""

from functools import cache
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import routeplanner as rp
from routeplanner.network.provenance import Change, Key
from routeplanner.planner.desk import Desk
from routeplanner.planner.view import view_at
from tests.features.lines import ask
from tests.tiny import border, cargo, corridor, link, node, restriction, service, tiny, transfer


def grid():
    """From a to z in two ways that share their ends: b and c by rail, then by ship, or d by road over a border."""
    return tiny(
        node("a", "CN"),
        node("b", "KZ", "border"),
        node("c", "KZ", "port"),
        node("d", "KZ"),
        node("e", "AZ", "port"),
        node("z", "AZ"),
        link("a-b"),
        link("b-c"),
        link("a-d", "road"),
        link("d-c", "road"),
        link("c-e", "sea"),
        link("c-e", "ferry"),
        link("e-z"),
        border("a-b-rail", 10),
        border("a-d-road", 10),
        service("ship", "c-e-sea"),
        service("ferry", "c-e-ferry"),
        transfer("c", "rail1520>sea", 1),
        transfer("c", "rail1520>ferry", 1),
        transfer("c", "road>sea", 1),
        transfer("e", "sea>rail1520", 1),
        transfer("e", "ferry>rail1520", 1),
    )


GRID = grid()
HEAVY = cargo("40ft", payload_rail_t=21.0, payload_road_t=23.0)
CLOSABLE = (
    "link:a-b-rail",
    "link:d-c-road",
    "link:c-e-sea",
    "link:e-z-rail",
    "node:b",
    "node:c",
    "node:d",
    "node:e",
    "border:a-b-rail:both",
    "border:a-d-road:both",
    "service:ship",
    "service:ferry",
    "transfer:c:rail1520-sea",
    "transfer:c:rail1520-ferry",
    "transfer:c:road-sea",
    "transfer:e:sea-rail1520",
    "transfer:e:ferry-rail1520",
)


def closed(network, elements, override=""):
    """Return a network with some elements closed, by an override when one is named."""
    rows, changes = {}, {}
    for element in elements:
        table, _, row_id = element.partition(":")
        rows.setdefault(table, {})[row_id] = network.table(table)[row_id].model_copy(update={"status": "closed"})
        if override:
            changes[Key(table, row_id, "status")] = (Change(override, "open", "closed", (), "estimated"),)
    return network.derived(rows, changes)


@cache
def is_open(network, shut):
    """Whether anything leads from a to z; a plan would also say why not, which takes ten times as long."""
    view = view_at(closed(network, shut), None, network.reference_date, day_given=False)
    return Desk(view, rp.Request(origin="a", destination="z")).search("time") is not None


def names(no_route):
    return [blocker.element for blocker in no_route.blocked_by]


def subsets(elements):
    return [set(some) for size in range(len(elements) + 1) for some in combinations(sorted(elements), size)]


@given(st.sets(st.sampled_from(CLOSABLE), min_size=1, max_size=5))
def test_what_blocks_is_as_small_as_trying_every_set_shows(shut):
    plan = ask(closed(GRID, shut), "a", "z")
    assume(plan.no_route is not None)
    reopened = set(names(plan.no_route))
    enough = [len(some) for some in subsets(shut) if is_open(GRID, frozenset(shut - some))]
    assert reopened <= shut
    assert is_open(GRID, frozenset(shut - reopened))
    assert len(reopened) == min(enough)


@given(st.sets(st.sampled_from(CLOSABLE), min_size=1, max_size=6))
def test_the_cut_alone_blocks_and_all_of_it_is_closed(shut):
    plan = ask(closed(GRID, shut), "a", "z")
    assume(plan.no_route is not None)
    cut = set(plan.no_route.cut)
    assert cut
    assert cut <= shut
    assert not is_open(GRID, frozenset(cut))


def straight():
    """From a to z in one way, over a border and by a ferry."""
    return tiny(
        node("a", "CN"),
        node("b", "KZ", "border"),
        link("a-b"),
        link("b-z", "ferry"),
        border("a-b-rail", 10),
        service("ferry", "b-z-ferry"),
        transfer("b", "rail1520>ferry", 1),
    )


ON_THE_ONLY_WAY = (
    "link:a-b-rail",
    "link:b-z-ferry",
    "node:a",
    "node:b",
    "node:z",
    "border:a-b-rail:both",
    "service:ferry",
    "transfer:b:rail1520-ferry",
)


@pytest.mark.parametrize("element", ON_THE_ONLY_WAY)
def test_one_closed_element_on_the_only_way_is_named(element):
    assert ask(straight(), "a", "z").itineraries
    no_route = ask(closed(straight(), {element}), "a", "z").no_route
    assert names(no_route) == [element]
    assert no_route.cut == (element,)
    assert no_route.frontier == ()


@pytest.mark.parametrize("pair", list(combinations(ON_THE_ONLY_WAY, 2)), ids=" ".join)
def test_two_closed_elements_on_the_only_way_are_both_named_and_each_alone_would_do(pair):
    no_route = ask(closed(straight(), pair), "a", "z").no_route
    assert names(no_route) == sorted(pair)
    assert set(no_route.cut) <= set(pair)
    assert ask(closed(straight(), no_route.cut), "a", "z").no_route


class TestOverrides:
    def test_the_overrides_behind_every_blocker_are_named(self):
        one = closed(GRID, {"node:e"}, "strike#port")
        both = closed(one, {"link:e-z-rail"}, "flood#line")
        no_route = ask(both, "a", "z").no_route
        found = {blocker.element: blocker.overrides for blocker in no_route.blocked_by}
        assert found == {"node:e": ("strike#port",), "link:e-z-rail": ("flood#line",)}
        assert no_route.overrides == ("flood#line", "strike#port")

    def test_two_overrides_on_one_element_are_both_named(self):
        twice = closed(closed(GRID, {"node:e"}, "b#1"), {"node:e"}, "a#2")
        assert ask(twice, "a", "z").no_route.overrides == ("a#2", "b#1")

    def test_an_override_of_what_need_not_be_reopened_is_not_named(self):
        network = closed(closed(GRID, {"node:e"}, "strike#port"), {"link:a-b-rail"}, "flood#line")
        assert ask(network, "a", "z").no_route.overrides == ("strike#port",)

    def test_what_the_network_itself_closes_has_none(self):
        (blocker,) = ask(closed(GRID, {"node:e"}), "a", "z").no_route.blocked_by
        assert (blocker.element, blocker.overrides) == ("node:e", ())

    def test_a_rule_is_named_with_its_note_and_the_scenario_that_made_it(self):
        ban = restriction("ban#transit", "transit", countries=("KZ",)).model_copy(update={"note": "By decree."})
        no_route = ask(GRID.derived({"restriction": {"ban#transit": ban}}, {}), "a", "z").no_route
        (blocker,) = no_route.blocked_by
        assert (blocker.element, blocker.note) == ("restriction:ban#transit KZ", "By decree.")
        assert (blocker.overrides, no_route.overrides) == (("ban#transit",), ("ban#transit",))


class TestRequest:
    @pytest.mark.parametrize(
        ("options", "elements"),
        [
            ({"avoid": ("c",)}, ["avoid:c"]),
            ({"avoid": ("KZ",)}, ["avoid:KZ"]),
            ({"avoid": ("e-z-rail",)}, ["avoid:e-z-rail"]),
            ({"avoid": ("sea", "ferry")}, ["avoid:ferry"]),
            ({"avoid": ("ship", "ferry")}, ["avoid:ferry"]),
            ({"modes": ("sea", "ferry")}, ["mode:rail"]),
            ({"modes": ("rail", "road")}, ["mode:ferry"]),
        ],
    )
    def test_what_the_request_leaves_out_is_named(self, options, elements):
        assert names(ask(GRID, "a", "z", **options).no_route) == elements

    def test_a_corridor_avoided_is_named(self):
        network = tiny(link("a-b"), corridor("x", "a & b"))
        assert names(ask(network, "a", "b", avoid=("x",)).no_route) == ["avoid:x"]

    def test_closed_and_avoided_together(self):
        no_route = ask(closed(GRID, {"node:e"}, "strike#port"), "a", "z", avoid=("e-z-rail",)).no_route
        assert names(no_route) == ["avoid:e-z-rail", "node:e"]
        assert no_route.overrides == ("strike#port",)


class TestFrontier:
    def test_a_mode_the_equipment_does_not_go_by(self):
        network = tiny(link("a-b", "road"), link("b-c"), transfer("b", "road>rail1520", 1))
        no_route = ask(network, "a", "c", cargo="truck").no_route
        assert (no_route.blocked_by, no_route.cut) == ((), ())
        assert no_route.frontier == ("b → c: truck does not go by rail",)
        assert no_route.reason == "truck cannot get from a to c: b → c: truck does not go by rail"

    def test_a_mode_the_units_are_too_heavy_for(self):
        network = tiny(link("a-b"), link("b-c", "road"), transfer("b", "rail1520>road", 1), HEAVY)
        no_route = ask(network, "a", "c", tonnes=50.0, units=2).no_route
        assert (no_route.blocked_by, no_route.cut) == ((), ())
        assert no_route.frontier == ("a → b: 25 t a unit are above the 21 t that rail takes",)
        assert no_route.reason == (
            "40ft cannot get from a to c: a → b: 25 t a unit are above the 21 t that rail takes;"
            " 25 t a unit are above the 23 t that road takes"
        )

    def test_a_mode_left_out_is_not_said_to_be_too_weak(self):
        network = tiny(link("a-b"), link("b-c", "sea", status="closed"), transfer("b", "rail1520>sea", 1), HEAVY)
        heavy = ask(network, "a", "c", tonnes=25.0, units=1, modes=("sea",)).no_route
        light = ask(network, "a", "c", tonnes=25.0, modes=("sea",)).no_route
        assert heavy.frontier == ("a → b: 25 t a unit are above the 21 t that rail takes",)
        assert "road" not in heavy.reason
        assert names(light) == ["link:b-c-sea", "mode:rail"]
        assert "above" not in light.reason

    def test_a_break_of_gauge_without_a_reload(self):
        network = tiny(link("a-b", gauge_mm=1435), link("b-c"))
        assert ask(network, "a", "c").no_route.frontier == ("b → c: no transfer to rail, or no service for 40ft",)

    def test_a_closed_element_that_would_not_help_is_not_offered(self):
        network = tiny(link("a-b", gauge_mm=1435), link("b-c"), link("a-d", status="closed"))
        no_route = ask(network, "a", "c").no_route
        assert (names(no_route), no_route.cut) == ([], ())
        assert no_route.frontier

    def test_a_one_way_link_leads_on_only_its_own_way(self):
        network = tiny(link("a>b"), link("c>b"), link("c-d"))
        no_route = ask(network, "a", "d").no_route
        assert names(no_route) == []
        assert no_route.frontier == ()


class TestCorridor:
    def test_a_spur_turns_back(self):
        network = tiny(link("a-b"), link("b-z"), link("b-s"), corridor("x", "s"))
        no_route = ask(network, "a", "z", corridor="x").no_route
        assert no_route.turns_back
        assert (no_route.blocked_by, no_route.cut, no_route.frontier) == ((), (), ())

    @pytest.mark.parametrize("onward", ["m>z", "m-z"])
    def test_a_closed_gate_is_named_and_does_not_turn_back(self, onward):
        """Going on to z, out to m and back again is no way that makes the closed link beside the point."""
        network = tiny(link("a-b"), link("b-z"), link("a-m", status="closed"), link(onward), corridor("x", "m"))
        no_route = ask(network, "a", "z", corridor="x").no_route
        assert (names(no_route), no_route.turns_back) == (["link:a-m-rail"], False)

    @pytest.mark.parametrize("shut", [False, True])
    @pytest.mark.parametrize("excluded", ["e", "e-z-rail"])
    def test_what_the_corridor_excludes_is_never_offered_for_reopening(self, excluded, shut):
        """The way by e is the corridor's no more than before, whether e is closed or open."""
        network = tiny(
            link("a-m"),
            link("m-e"),
            link("e-z"),
            link("m-n", status="closed"),
            link("n-z", status="closed"),
            corridor("x", f"m & !{excluded}"),
        )
        if shut:
            network = closed(network, {"node:e"} if excluded == "e" else {"link:e-z-rail"})
        no_route = ask(network, "a", "z", corridor="x").no_route
        assert names(no_route) == ["link:m-n-rail", "link:n-z-rail"]

    @pytest.mark.parametrize("shut", [False, True])
    def test_a_corridor_that_excludes_its_only_way_has_nothing_to_reopen(self, shut):
        network = tiny(link("a-m"), link("m-e"), link("e-z"), corridor("x", "m & !e"))
        network = closed(network, {"node:e"} if shut else set())
        no_route = ask(network, "a", "z", corridor="x").no_route
        assert (names(no_route), no_route.turns_back) == ([], False)
        assert "x" in no_route.reason


def test_a_network_with_every_link_closed_is_answered():
    network = rp.read_network("eurasia")
    shut = closed(network, {f"link:{link_id}" for link_id in network.links}, "all#closed")
    no_route = ask(shut, "xian", "duisburg").no_route
    assert names(no_route)
    assert no_route.overrides == ("all#closed",)
    assert no_route.reason


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ((link("a-b"), link("b-z", status="closed"), link("a-p", status="closed"), link("p-m", status="closed"),
          link("m-z")), ["link:a-p-rail", "link:p-m-rail"]),
        ((link("a-b"), link("b-z"), link("m-z"), link("a-p", status="closed", hours=1.0),
          link("p-m", status="closed", hours=1.0), link("a-m", status="closed", hours=9.0)), ["link:a-m-rail"]),
    ],
)  # fmt: skip
def test_what_is_named_gives_a_way_that_does_not_turn_back(rows, named):
    plan = ask(tiny(*rows, corridor("x", "m")), "a", "z", corridor="x")
    assert [blocker.element for blocker in plan.no_route.blocked_by] == named
