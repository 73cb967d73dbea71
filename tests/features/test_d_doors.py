"""D: outside the vehicle: handling at the terminals, first and last mile."""

import pytest

import routeplanner as rp
from tests.features.lines import ask, line
from tests.tiny import border, link, node, service, tiny, transfer

TERMINALS = (transfer("*", "terminal>rail1520", 36, 60), transfer("*", "rail1520>terminal", 24, 60))
MILES = (transfer("*", "door>terminal", 24, 350), transfer("*", "terminal>door", 12, 450))


def test_d01_door_to_door_begins_with_the_first_mile_and_ends_with_the_last():
    assert line(tiny(link("a-b"), *TERMINALS, *MILES), "a", "b", scope="door") == (
        "a [first mile 1d] [handling and cut-off before departure by rail 1d 12h] ~ rail 1d ~ b"
        " [handling after arrival by rail 1d] [last mile 12h] [5d $1,020]"
    )


def test_d02_narrower_scopes_do_not_count_the_miles():
    network = tiny(link("a-b"), *TERMINALS, *MILES)
    assert line(network, "a", "b", scope="terminals") == (
        "a [handling and cut-off before departure by rail 1d 12h] ~ rail 1d ~ b"
        " [handling after arrival by rail 1d] [3d 12h $220]"
    )
    assert line(network, "a", "b") == "a ~ rail 1d ~ b [1d $100]"


def test_d03_where_a_terminal_has_no_row_the_miles_stand_alone():
    assert line(tiny(link("a-b"), *MILES), "a", "b", scope="door") == (
        "a [first mile 1d] ~ rail 1d ~ b [last mile 12h] [2d 12h $900]"
    )


def test_d04_a_places_own_mile_beats_the_default():
    network = tiny(link("a-b"), *MILES, transfer("a", "door>terminal", 2, 5))
    assert line(network, "a", "b", scope="door") == "a [first mile 2h] ~ rail 1d ~ b [last mile 12h] [1d 14h $555]"
    assert line(network, "b", "a", scope="door") == "b [first mile 1d] ~ rail 1d ~ a [last mile 12h] [2d 12h $900]"


def test_d05_a_row_for_the_equipment_beats_the_row_for_any():
    ends = [transfer("*", "terminal>road", 4), transfer("*", "road>terminal", 4)]
    own = [transfer("*", "door>terminal", 0, equipment="truck"), transfer("*", "terminal>door", 0, equipment="truck")]
    network = tiny(link("a-b", "road"), *MILES, *ends, *own)
    assert line(network, "a", "b", scope="door", cargo="truck") == (
        "a [first mile 0h] [handling and cut-off before departure by road 4h] ~ road 1d ~ b"
        " [handling after arrival by road 4h] [last mile 0h] [1d 8h $200]"
    )
    assert line(network, "a", "b", scope="door").endswith("[last mile 12h] [2d 20h $900]")


def test_d06_a_row_for_the_equipment_holds_between_vehicles_too():
    network = tiny(
        link("a-b"),
        link("b-c", "road"),
        transfer("b", "rail1520>road", 30, 90),
        transfer("b", "rail1520>road", 3, 9, equipment="20ft"),
    )
    assert "[rail → road 1d 6h]" in line(network, "a", "c")
    assert "[rail → road 3h]" in line(network, "a", "c", cargo="20ft")


def test_d07_a_stop_at_either_end_still_does_not_count():
    network = tiny(link("a-b"), node("b", "RU"), border("a-b-rail", 30, 70), *MILES)
    assert line(network, "a", "b", scope="door") == "a [first mile 1d] [border 1d] b [last mile 12h] [2d 12h $900]"


def test_d08_boarding_at_the_origin_takes_no_wait_behind_a_mile():
    network = tiny(link("a-b", "ferry"), service("boat", "a-b-ferry", interval=48.0), *MILES)
    assert line(network, "a", "b", scope="door").startswith("a [first mile 1d] ~ ferry 1d ~ b")


def test_d09_a_mile_is_a_transfer_of_no_mode_that_belongs_to_no_service():
    network = tiny(link("a-b", "ferry"), service("boat", "a-b-ferry", interval=48.0), *MILES)
    itinerary = ask(network, "a", "b", scope="door").fastest
    first, _, last = itinerary.legs
    assert [(leg.kind, leg.mode, leg.service, leg.nodes) for leg in (first, last)] == [
        ("transfer", None, None, ("a",)),
        ("transfer", None, None, ("b",)),
    ]
    assert (itinerary.modes, itinerary.nodes, itinerary.scope) == (("ferry",), ("a", "b"), "door")


def test_d10_a_closed_mile_is_named():
    shut = [row.model_copy(update={"status": "closed"}) for row in MILES[:1]]
    plan = ask(tiny(link("a-b"), *shut, MILES[1]), "a", "b", scope="door")
    assert [blocker.element for blocker in plan.no_route.blocked_by] == ["transfer:any:door-terminal"]


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        ((), "no first mile at 'a' and no last mile at 'b'"),
        (MILES[:1], "no last mile at 'b'"),
        (MILES[1:], "no first mile at 'a'"),
        ((transfer("b", "door>terminal", 1), MILES[1]), "no first mile at 'a'"),
        ((transfer("*", "door>terminal", 1, equipment="truck"), MILES[1]), "no first mile at 'a'"),
    ],
)
@pytest.mark.parametrize("crossing", [False, True])
def test_d11_a_network_without_miles_is_not_counted_door_to_door(rows, missing, crossing):
    network = tiny(link("a-b"), node("b", "RU" if crossing else "KZ"), *TERMINALS, *rows)
    with pytest.raises(rp.RouteplannerError) as caught:
        ask(network, "a", "b", scope="door")
    assert str(caught.value) == (
        f"cannot count door to door: network 'tiny' has {missing}"
        " – count --terminals instead, or add rows from and to `door` to transfer.csv"
    )
    assert caught.value.exit_code == 2
