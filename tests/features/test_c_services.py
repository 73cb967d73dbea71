"""C: services: boarding, waiting, riding through."""

from datetime import date

from tests.features.lines import line
from tests.tiny import border, link, node, season, service, tiny, transfer


def ferry(**more):
    return tiny(
        link("a-p", hours=10),
        link("p-q", "ferry", hours=20),
        link("q-z", hours=10),
        service("boat", "p-q-ferry", interval=48, **more),
        transfer("*", "rail1520>ferry", 5),
        transfer("*", "ferry>rail1520", 5),
    )


def test_c01_half_the_interval_is_waited_on_the_way():
    assert line(ferry(), "a", "z") == (
        "a ~ rail 10h ~ p [rail → ferry 5h] [wait 1d] ~ ferry 20h ~ q [ferry → rail 5h] ~ rail 10h ~ z [3d 2h $300]"
    )


def test_c02_no_wait_when_the_trip_starts_with_the_service():
    assert line(ferry(), "p", "q") == "p ~ ferry 20h ~ q [20h $100]"


def test_c03_a_queue_replaces_half_the_interval():
    assert "[wait 3d]" in line(ferry(wait_h=72.0), "a", "z")


def test_c04_a_link_with_a_service_is_not_sailed_without_it():
    assert line(ferry(direction="forward"), "q", "p").startswith("no route")


def test_c05_a_link_no_service_runs_is_sailed_freely():
    assert line(tiny(link("a-b", "sea", hours=20)), "a", "b") == "a ~ sea 20h ~ b [20h $100]"


def test_c06_a_through_train_is_boarded_once_and_two_trains_twice():
    links = [link("o-a", hours=1), link("a-b", hours=5), link("b-c", hours=5)]
    express = {"service_classes": ("express",)}
    quick = [row.model_copy(update={"time_h": None}) for row in links[1:]]
    through = tiny(
        links[0],
        *quick,
        service("one", "a-b-rail", "b-c-rail", service_class="express", interval=4, time_h=6.0),
        service("feeder", "o-a-rail", service_class="express"),
    )
    assert line(through, "o", "c", **express) == "o ~ rail 1h ~ a [wait 2h] ~ rail 6h ~ c [9h $300]"
    split = tiny(
        links[0],
        *quick,
        service("one", "a-b-rail", service_class="express", interval=4, time_h=3.0),
        service("two", "b-c-rail", service_class="express", interval=6, time_h=3.0),
        service("feeder", "o-a-rail", service_class="express"),
    )
    assert line(split, "o", "c", **express) == (
        "o ~ rail 1h ~ a [wait 2h] ~ rail 3h ~ b [wait 3h] ~ rail 3h ~ c [12h $300]"
    )


def test_c07_ships_change_cargo_only_with_a_transshipment_row_price():
    rows = [
        link("a-h", "sea", hours=10),
        link("h-b", "sea", hours=10),
        service("one", "a-h-sea", interval=24),
        service("two", "h-b-sea", interval=48),
    ]
    assert line(tiny(*rows, transfer("h", "sea>sea", 30, 120)), "a", "b") == (
        "a ~ sea 10h ~ h [transshipment sea → sea 1d 6h] [wait 1d] ~ sea 10h ~ b [3d 2h $320]"
    )


def through(**more):
    """A train a–b–c–d with places on the way, and a slow way beside it that is open everywhere."""
    links = [link(ends, hours=10, dollars=10) for ends in ("a-b", "b-c", "c-d")]
    slow = [link(ends, "road", hours=30, dollars=90) for ends in ("a-b", "b-c", "c-d")]
    names = tuple(row.link_id for row in links)
    return tiny(
        *links, *slow, service("train", *names, service_class="express", **more), transfer("*", "rail1520>road", 1)
    )


def by_express(network, *ends):
    return line(network, *ends, service_classes=("express", "solo"))


def test_c12_a_train_is_boarded_and_left_only_where_it_calls():
    assert by_express(through(), "b", "d") == "b ~ rail 20h ~ d [20h $20]"
    calls = through(calls=("a", "d"))
    assert by_express(calls, "a", "d") == "a ~ rail 1d 6h ~ d [1d 6h $30]"
    assert by_express(calls, "b", "d") == "b ~ road 2d 12h ~ d [2d 12h $180]"
    assert by_express(calls, "d", "b") == "d ~ road 2d 12h ~ b [2d 12h $180]"


def test_c13_a_crossing_is_no_end_of_a_trip_on_a_train_that_does_not_call_there():
    def network(**more):
        return tiny(
            node("z", "UZ"),
            link("a-y", hours=10),
            link("y-z", hours=1),
            link("z-w", hours=5),
            node("w", "UZ"),
            border("y-z-rail", 8),
            service("train", "a-y-rail", "y-z-rail", "z-w-rail", service_class="express", **more),
        )

    assert by_express(network(), "a", "z") == "a ~ rail 10h ~ y [border 1h] z [11h $200]"
    assert by_express(network(calls=("a", "w")), "a", "z").startswith("no route")


def test_c08_a_passage_is_passed_but_nothing_is_boarded_there():
    rows = [
        node("s", None, "passage"),
        link("a-s", "sea", hours=10),
        link("s-b", "sea", hours=10),
        service("one", "a-s-sea"),
        service("two", "s-b-sea"),
    ]
    assert line(tiny(*rows), "a", "b").startswith("no route")
    assert line(tiny(*rows, service("line", "a-s-sea", "s-b-sea")), "a", "b") == "a ~ sea 20h ~ b [20h $200]"


def test_c09_a_storm_season_adds_its_mean_on_its_dates_and_its_share_without_one():
    network = ferry()
    stormy = tiny(
        *network.links.values(),
        *network.services.values(),
        *network.transfers.values(),
        season("storms", "delay", "12-01", "02-11", services=("boat",), delay_h=50.0),
    )
    assert "[wait 3d 2h]" in line(stormy, "a", "z", as_of=date(2026, 1, 5))
    assert "[wait 1d]" in line(stormy, "a", "z", as_of=date(2026, 7, 1))
    assert "[wait 1d 10h]" in line(stormy, "a", "z")


def test_c10_a_closed_season_closes_on_its_dates_and_counts_as_open_without_one():
    network = tiny(
        link("a-b", "waterway", hours=10), season("ice", "closed", "11-20", "04-01", links=("a-b-waterway",))
    )
    assert line(network, "a", "b", as_of=date(2026, 1, 5)) == "no route: no route while season ice closes the way"
    assert line(network, "a", "b", as_of=date(2026, 7, 1)) == "a ~ waterway 10h ~ b [10h $100]"
    assert line(network, "a", "b") == "a ~ waterway 10h ~ b [10h $100]"


def test_c11_a_slow_season_stretches_the_hours():
    network = tiny(
        link("a-b", "sea", hours=10), season("ice", "slow", "01-01", "01-31", links=("a-b-sea",), factor=3.0)
    )
    assert line(network, "a", "b", as_of=date(2026, 1, 31)) == "a ~ sea 1d 6h ~ b [1d 6h $100]"
    assert line(network, "a", "b", as_of=date(2026, 2, 1)) == "a ~ sea 10h ~ b [10h $100]"
