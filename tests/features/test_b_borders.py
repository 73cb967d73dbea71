"""B: borders and breaks of gauge."""

import pytest

from tests.features.lines import line
from tests.tiny import border, link, node, service, tiny, transfer


def crossing(*more):
    return tiny(
        node("x", "CN"),
        node("p", "CN", "border"),
        link("x-p", gauge_mm=1435, hours=48),
        link("p>q", gauge_mm=1435, hours=1),
        link("q>p", gauge_mm=1520, hours=1),
        link("q-y", hours=24),
        transfer("q", "rail1435>rail1520", 2, 50),
        transfer("p", "rail1520>rail1435", 3, 60),
        border("p-q-rail", 40, 80),
        border("q-p-rail", 60, 90),
        *more,
    )


def test_b01_each_direction_has_its_own_stop_and_reloads_on_the_far_side():
    assert line(crossing(), "x", "y") == (
        "x ~ rail 2d ~ p [border 1d 17h] q [gauge change 1435 → 1520 mm 2h] ~ rail 1d ~ y [4d 19h $430]"
    )
    assert line(crossing(), "y", "x") == (
        "y ~ rail 1d ~ q [border 2d 13h] p [gauge change 1520 → 1435 mm 3h] ~ rail 2d ~ x [5d 16h $450]"
    )


def test_b02_a_stop_at_the_origin_or_destination_does_not_count():
    assert line(crossing(), "x", "q") == "x ~ rail 2d ~ p [border 1h] q [2d 1h $200]"
    assert line(crossing(), "p", "y") == ("p [border 1h] q [gauge change 1435 → 1520 mm 2h] ~ rail 1d ~ y [1d 3h $250]")
    assert line(crossing(), "p", "q") == "p [border 1h] q [1h $100]"


def test_b03_the_row_of_the_service_class_beats_the_general_row():
    network = tiny(
        node("a", "KZ"),
        node("b", "RU", "border"),
        link("a-b", hours=1),
        link("c-a", hours=9),
        link("b-d", hours=9, country="RU"),
        node("d", "RU"),
        service("fast", "a-b-rail", "b-d-rail", service_class="express"),
        border("a-b-rail", 30),
        border("a-b-rail", 5, service_class="express"),
    )
    assert line(network, "c", "d") == "c ~ rail 9h ~ a [border 6h] b ~ rail 9h ~ d [1d $300]"
    assert line(network, "c", "d", service_classes=("regular",)) == (
        "c ~ rail 9h ~ a [border 1d 7h] b ~ rail 9h ~ d [2d 1h $300]"
    )


def test_b04_without_a_reload_row_the_gauge_stops_the_train():
    network = tiny(link("a-b", gauge_mm=1435), link("b-c", gauge_mm=1520))
    assert line(network, "a", "c").startswith("no route: 40ft cannot get from a to c")


@pytest.mark.parametrize(("includes", "dollars"), [((), 530), (("border",), 450), (("border", "transfer"), 400)])
def test_b05_fees_that_a_through_price_holds_are_not_added_again(includes, dollars):
    rows = [
        service("through", "q-y-rail", service_class="express", cost_usd=200.0, cost_per="feu", includes=includes),
        service(
            "to-border",
            "p-q-rail",
            direction="forward",
            service_class="express",
            cost_usd=100.0,
            cost_per="feu",
            includes=tuple(set(includes) & {"border"}),
        ),
    ]
    network = crossing(
        *rows,
        link("q-y", hours=24, cost_usd=None, cost_per=None),
        link("p>q", gauge_mm=1435, hours=1, cost_usd=None, cost_per=None),
    )
    assert line(network, "x", "y", service_classes=("express", "regular"), by=("cost",)).endswith(f"${dollars}]")


def test_b06_crossing_twice_counts_twice():
    network = tiny(
        node("b", "RU", "border"),
        node("c", "RU", "border"),
        node("a"),
        node("d"),
        link("a-b", hours=1),
        link("b-c", hours=1, country="RU"),
        link("c-d", hours=1),
        link("o-a", hours=1),
        link("d-z", hours=1),
        border("a-b-rail", 10),
        border("c-d-rail", 20),
    )
    assert line(network, "o", "z") == (
        "o ~ rail 1h ~ a [border 11h] b ~ rail 1h ~ c [border 21h] d ~ rail 1h ~ z [1d 11h $500]"
    )
