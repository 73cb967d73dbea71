"""A: moving on links, from simple to complex; tiny data, one line expected."""

from tests.features.lines import line
from tests.tiny import cargo, corridor, link, node, rate, restriction, tiny, transfer


def test_a01_one_link():
    assert line(tiny(link("a-b", hours=30)), "a", "b") == "a ~ rail 1d 6h ~ b [1d 6h $100]"


def test_a02_two_way_link_is_traveled_back():
    assert line(tiny(link("a-b")), "b", "a") == "b ~ rail 1d ~ a [1d $100]"


def test_a03_one_way_link_is_not_traveled_back():
    assert line(tiny(link("a>b")), "b", "a") == "no route: nothing leads from b for 40ft"


def test_a04_the_faster_of_two_ways():
    network = tiny(link("a-b", hours=10), link("b-c", hours=10), link("a-c", hours=24))
    assert line(network, "a", "c") == "a ~ rail 20h ~ c [20h $200]"


def test_a05_the_cheaper_of_two_ways():
    network = tiny(link("a-b", hours=10), link("b-c", hours=10), link("a-c", hours=24))
    assert line(network, "a", "c", by=("cost",)) == "cheapest: a ~ rail 1d ~ c [1d $100]"


def test_a06_parallel_links_the_better_one():
    network = tiny(link("a-b", hours=10, link_id="slow"), link("a-b", hours=5, link_id="fast"))
    assert line(network, "a", "b") == "a ~ rail 5h ~ b [5h $100]"


def test_a07_a_link_of_no_hours_and_no_dollars():
    assert line(tiny(link("a-b", hours=0, dollars=0)), "a", "b") == "a ~ rail 0h ~ b [0h $0]"


def test_a08_hours_and_dollars_follow_from_rates_where_a_link_has_none():
    rates = [
        rate("rail", "rail", speed_km_day=500.0, cost_usd_km=0.4, cost_per="feu", emission_kg_tkm=0.02),
        rate("rail-kz", "rail", country="KZ", speed_km_day=1000.0),
    ]
    network = tiny(link("a-b", country="KZ", time_h=None, cost_usd=None, cost_per=None), *rates)
    assert line(network, "a", "b") == "a ~ rail 1d ~ b [1d $400]"


def test_a09_changing_mode_takes_handling():
    network = tiny(link("a-b"), link("b-c", "road"), transfer("*", "rail1520>road", 6, 40))
    assert line(network, "a", "c") == "a ~ rail 1d ~ b [rail → road 6h] ~ road 1d ~ c [2d 6h $240]"


def test_a10_without_a_transfer_row_the_mode_cannot_be_changed():
    network = tiny(link("a-b"), link("b-c", "road"))
    assert (
        line(network, "a", "c")
        == "no route: 40ft cannot get from a to c: b → c: no transfer to road, or no service for 40ft"
    )


def test_a11_a_places_own_handling_beats_the_default():
    network = tiny(
        link("a-b"), link("b-c", "road"), transfer("*", "rail1520>road", 6), transfer("b", "rail1520>road", 10)
    )
    assert line(network, "a", "c") == "a ~ rail 1d ~ b [rail → road 10h] ~ road 1d ~ c [2d 10h $200]"


def test_a12_two_changes_in_one_place_need_a_move_between():
    network = tiny(
        link("a-b"),
        link("b-c", "sea"),
        link("b-d", "road"),
        transfer("*", "rail1520>road", 1),
        transfer("*", "road>sea", 1),
    )
    assert line(network, "a", "c") == (
        "a ~ rail 1d ~ b [rail → road 1h] ~ road 2d ~ b [road → sea 1h] ~ sea 1d ~ c [4d 2h $400]"
    )


def test_a13_a_truck_stays_on_the_road():
    network = tiny(link("a-b", hours=5), link("a-b", "road", hours=9))
    assert line(network, "a", "b", cargo="truck") == "a ~ road 9h ~ b [9h $200]"


def test_a14_modes_asked_for_are_kept():
    network = tiny(link("a-b", hours=5), link("a-b", "road", hours=9))
    assert line(network, "a", "b", modes=("road",)) == "a ~ road 9h ~ b [9h $100]"


def test_a15_a_place_to_avoid_is_gone_round():
    network = tiny(link("a-b", hours=1), link("b-c", hours=1), link("a-c", hours=9))
    assert line(network, "a", "c", avoid=("b",)) == "a ~ rail 9h ~ c [9h $100]"


def test_a16_places_to_pass_are_passed_in_any_order():
    network = tiny(link("a-b", hours=1), link("b-c", hours=1), link("a-d", hours=5), link("d-c", hours=5))
    assert line(network, "a", "c", via=("d",)) == "a ~ rail 10h ~ c [10h $200]"


def test_a17_a_forbidden_transit_country_is_gone_round_but_stays_reachable():
    network = tiny(
        link("a-b", hours=1, country="RU"),
        link("b-c", hours=1, country="RU"),
        link("a-c", hours=9),
        node("b", "RU"),
        restriction("ban", "transit", countries=("RU",)),
    )
    assert line(network, "a", "c") == "a ~ rail 9h ~ c [9h $100]"
    assert line(network, "a", "b") == "a [border 1h] b [1h $100]"


def test_a18_a_restriction_on_other_goods_does_not_matter():
    network = tiny(
        link("a-b", hours=1),
        link("b-c", hours=1),
        node("b", "RU"),
        link("a-c", hours=9),
        restriction("ban", "transit", countries=("RU",), goods=("dual-use",)),
    )
    assert line(network, "a", "c") == "a [border 1h] b [border 1h] c [2h $200]"
    assert line(network, "a", "c", goods="dual-use") == "a ~ rail 9h ~ c [9h $100]"


def test_a19_dollars_are_for_all_units_the_tonnes_need():
    assert line(tiny(link("a-b")), "a", "b", tonnes=60.0) == "a ~ rail 1d ~ b [1d $300]"


def test_a20_twenty_foot_price_follows_from_the_factor():
    assert line(tiny(link("a-b")), "a", "b", cargo="20ft") == "a ~ rail 1d ~ b [1d $60]"


def test_a21_handling_at_the_terminals_is_counted_when_asked_for():
    network = tiny(link("a-b"), transfer("*", "terminal>rail1520", 48, 80), transfer("*", "rail1520>terminal", 12, 70))
    assert line(network, "a", "b") == "a ~ rail 1d ~ b [1d $100]"
    assert line(network, "a", "b", scope="terminals") == (
        "a [handling and cut-off before departure by rail 2d] ~ rail 1d ~ b "
        "[handling after arrival by rail 12h] [3d 12h $250]"
    )


def test_a22_a_corridor_is_not_met_by_going_out_and_back():
    rows = [link("a-b", hours=1), link("b-g", hours=1), link("b-c", hours=1)]
    gate = corridor("spur", "b-g-rail")
    assert line(tiny(*rows, gate), "a", "c", corridor="spur") == (
        "no route: corridor spur leads from a to c only by going out and back"
    )
    clean = tiny(*rows, link("g-c", hours=9), gate)
    assert line(clean, "a", "c", corridor="spur") == "a ~ rail 11h ~ c [11h $300]"


def test_a23_a_place_to_pass_on_a_dead_end_is_gone_to_and_back():
    network = tiny(link("a-b", hours=1), link("b-g", hours=1), link("b-c", hours=1))
    assert line(network, "a", "c", via=("g",)) == "a ~ rail 4h ~ c [4h $400]"


def test_a24_a_corridor_is_met_by_changing_where_it_is_dear_when_the_cheap_change_lies_off_the_way():
    network = tiny(
        link("a-m", hours=10),
        link("m-n", hours=1),
        link("n-m", "road", hours=1),
        link("m-c", "road", hours=10),
        transfer("m", "rail1520>road", 100),
        transfer("n", "rail1520>road", 1),
        corridor("far", "c"),
    )
    assert line(network, "a", "c", corridor="far") == "a ~ rail 10h ~ m [rail → road 4d 4h] ~ road 10h ~ c [5d $200]"


def by_rail_or_sea():
    """A quick train and a slow ship; by rail a forty-foot container takes 21 t, the box itself 26 t."""
    rows = [link("a-b", hours=10), link("a-b", "sea", hours=50, dollars=40)]
    return tiny(*rows, cargo("40ft", payload_rail_t=21.0))


def test_a25_boxes_are_counted_so_that_every_mode_allowed_takes_them():
    network = by_rail_or_sea()
    assert line(network, "a", "b", tonnes=120.0) == "a ~ rail 10h ~ b [10h $600]"
    assert line(network, "a", "b", tonnes=120.0, modes=("sea",)) == "a ~ sea 2d 2h ~ b [2d 2h $200]"
    assert line(network, "a", "b", tonnes=120.0, avoid=("rail",)) == "a ~ sea 2d 2h ~ b [2d 2h $200]"


def test_a26_a_box_too_heavy_for_the_train_goes_by_sea():
    network = by_rail_or_sea()
    assert line(network, "a", "b", tonnes=21.0, units=1) == "a ~ rail 10h ~ b [10h $100]"
    assert line(network, "a", "b", tonnes=26.0, units=1) == "a ~ sea 2d 2h ~ b [2d 2h $40]"
    assert line(network, "a", "b", tonnes=26.0, units=1, modes=("rail",)) == (
        "no route: no route while the request leaves out mode sea; 26 t a unit are above the 21 t that rail takes"
    )
