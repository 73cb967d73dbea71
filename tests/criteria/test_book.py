from datetime import date

import pytest

import routeplanner as rp
from routeplanner.criteria import Book, Layer, Run, resolve_load
from routeplanner.criteria.time import move
from routeplanner.errors import DataError
from tests.tiny import link, rate, season, service, tiny

REGULAR = Layer("", "rail", 1520, "regular")


def book(*rows, day=None, **options):
    network = tiny(*rows)
    return Book(network, resolve_load(network, rp.Consignment(**options)), day)


def rated(*rates):
    return book(link("a-b", country="KZ", time_h=None, cost_usd=None, cost_per=None, tariff="t"), *rates)


def speed(found):
    return found.rate("speed_km_day", found.network.links["a-b-rail"], Run("a-b-rail", forward=True, layer=REGULAR))


def test_the_rate_with_most_keys_that_has_the_figure_wins():
    found = rated(
        rate("any", "rail", speed_km_day=1.0),
        rate("kz", "rail", country="KZ", speed_km_day=2.0),
        rate("kz-regular", "rail", country="KZ", service_class="regular", cost_usd_km=1.0, cost_per="feu"),
        rate("kz-t", "rail", country="KZ", tariff="t", speed_km_day=3.0),
        rate("ru", "rail", country="RU", tariff="t", service_class="regular", speed_km_day=4.0),
    )
    assert speed(found).rate_id == "kz-t"


def test_a_tie_is_an_error_that_names_both():
    found = rated(rate("kz", "rail", country="KZ", speed_km_day=2.0), rate("t", "rail", tariff="t", speed_km_day=3.0))
    with pytest.raises(DataError, match="'kz' and 't' both give speed_km_day"):
        speed(found)


def test_no_rate_is_an_error_that_names_the_link():
    with pytest.raises(DataError, match="no rate gives speed_km_day for rail link 'a-b-rail'"):
        speed(rated(rate("road", "road", speed_km_day=1.0)))


def test_directions_have_their_own_price():
    found = rated(
        rate("any", "rail", cost_usd_km=1.0, cost_per="feu"),
        rate("back", "rail", direction="back", cost_usd_km=0.5, cost_per="feu"),
    )
    prices = [found.price(Run("a-b-rail", forward=forward, layer=REGULAR)).value for forward in (True, False)]
    assert prices == [1000.0, 500.0]


def test_own_price_beats_the_line_and_the_line_beats_the_rate():
    layer = Layer("boat", "ferry", None, None)
    line = service("boat", "a-b-ferry", "b-c-ferry", cost_usd=900.0, cost_per="feu")
    own = book(link("a-b", "ferry", length_km=100.0), link("b-c", "ferry", length_km=200.0), line)
    assert own.price(Run("a-b-ferry", forward=True, layer=layer)).value == 100.0
    bare = {"cost_usd": None, "cost_per": None}
    shared = book(link("a-b", "ferry", length_km=100.0, **bare), link("b-c", "ferry", length_km=200.0, **bare), line)
    assert shared.price(Run("a-b-ferry", forward=True, layer=layer)).value == pytest.approx(300.0)


def test_scenario_factors_and_shifts_apply_wherever_the_price_comes_from():
    changed = book(link("a-b", cost_factor=2.0, cost_shift_usd=5.0, cost_shift_per="feu"), tonnes=50.0)
    price = changed.price(Run("a-b-rail", forward=True, layer=REGULAR))
    assert price.value == 2 * (2 * 100.0 + 5.0)
    assert {key.field for key in price.used} == {"cost_usd", "cost_factor", "cost_shift_usd"}


@pytest.mark.parametrize(("shift", "said"), [(-30.0, "take -6 h after the shift of time_shift_h"), (-24.0, "")])
def test_hours_below_nothing_are_an_error(shift, said):
    found = book(link("a-b", hours=24.0, time_shift_h=shift))
    run = Run("a-b-rail", forward=True, layer=REGULAR)
    if not said:
        assert move(found, run)[0].value == 0.0
        return
    with pytest.raises(DataError, match=said) as caught:
        move(found, run)
    assert caught.value.problems[0].code == "E507"


def test_dollars_below_nothing_are_an_error_once_the_load_is_known():
    found = book(link("a-b", cost_shift_usd=-80.0, cost_shift_per="teu"))
    with pytest.raises(DataError, match=r"E507.*cost -60 USD after the shift of cost_shift_usd"):
        found.price(Run("a-b-rail", forward=True, layer=REGULAR))


def test_rounding_does_not_count_as_below_nothing():
    found = book(link("a-b", hours=0.3, time_shift_h=-0.1 - 0.2))
    assert move(found, Run("a-b-rail", forward=True, layer=REGULAR))[0].value == 0.0


def test_a_price_the_equipment_has_no_factor_for_is_an_error():
    truck = book(link("a-b", "road", cost_per="teu"), cargo="truck")
    with pytest.raises(DataError, match="truck has no factor_teu"):
        truck.price(Run("a-b-road", forward=True, layer=Layer("", "road", None, "solo")))


@pytest.mark.parametrize(
    ("start", "end", "day", "share"),
    [
        ("12-01", "02-28", date(2026, 1, 1), 1.0),
        ("12-01", "02-28", date(2026, 12, 1), 1.0),
        ("12-01", "02-28", date(2026, 2, 28), 1.0),
        ("12-01", "02-28", date(2026, 3, 1), 0.0),
        ("03-01", "03-31", date(2026, 3, 31), 1.0),
        ("03-01", "03-31", date(2026, 4, 1), 0.0),
        ("01-01", "12-31", None, 1.0),
        ("12-01", "02-28", None, 90 / 365),
        ("05-05", "05-05", None, 1 / 365),
    ],
)
def test_a_season_weighs_one_on_its_days_and_its_share_of_the_year_without_a_date(start, end, day, share):
    row = season("s", "delay", start, end, delay_h=10.0, links=("a-b-rail",))
    assert book(link("a-b"), row, day=day).share(row) == pytest.approx(share)
