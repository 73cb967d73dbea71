from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

import routeplanner as rp
from routeplanner.criteria import resolve_load
from routeplanner.errors import UnknownNameError, UsageError
from tests.tiny import cargo, link, tiny

NETWORK = tiny(link("a-b"))
LIMITED = tiny(link("a-b"), cargo("40ft", payload_t=26.0, payload_rail_t=21.0, payload_road_t=22.0))


def load(**options):
    return resolve_load(NETWORK, rp.Consignment(**options))


@pytest.mark.parametrize(
    ("options", "units", "tonnes"),
    [
        ({}, 1, 14.0),
        ({"tonnes": 26.0}, 1, 26.0),
        ({"tonnes": 26.1}, 2, 26.1),
        ({"cargo": "20ft", "tonnes": 120.0}, 6, 120.0),
        ({"volume_m3": 68.0}, 2, 28.0),
        ({"units": 3}, 3, 42.0),
        ({"units": 3, "tonnes": 12.0}, 3, 12.0),
    ],
)
def test_units_are_what_the_load_needs(options, units, tonnes):
    found = load(**options)
    assert (found.units, found.tonnes) == (units, tonnes)


@pytest.mark.parametrize(
    ("options", "what"),
    [
        ({"cargo": "20ft", "tonnes": 25.0, "units": 1}, "25 t do not fit 1 × 20ft: the limit is 21 t each"),
        ({"volume_m3": 100.0, "units": 1}, "100 m³ do not fit 1 × 40ft: the limit is 67 m³ each"),
        ({"cargo": "truck", "service_classes": ("express",)}, "service class 'express' does not carry truck"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_limit(options, what):
    with pytest.raises(UsageError, match=what):
        load(**options)


@pytest.mark.parametrize(("options", "near"), [({"cargo": "40f"}, "40ft"), ({"goods": "generl"}, "general")])
def test_unknown_kinds_name_the_nearest(options, near):
    with pytest.raises(UnknownNameError) as caught:
        load(**options)
    assert caught.value.near == (near,)


def test_factors_are_for_the_whole_load():
    boxes = load(cargo="20ft", tonnes=42.0)
    assert (boxes.factor("feu"), boxes.factor("teu"), boxes.factor("tonne"), boxes.factor("kg")) == (
        1.2,
        2.0,
        42.0,
        42_000.0,
    )


def test_air_charges_the_larger_of_mass_and_volume():
    network = rp.read_network("eurasia")
    light = resolve_load(network, rp.Consignment(cargo="air", tonnes=1.0, volume_m3=10.0))
    heavy = resolve_load(network, rp.Consignment(cargo="air", tonnes=3.0, volume_m3=10.0))
    assert (light.factor("kg"), heavy.factor("kg")) == (1_670.0, 3_000.0)


def test_classes_asked_for_replace_the_usual_ones():
    assert load(service_classes=("regular",)).allows("rail", "express") is False
    assert load().allows("rail", "express") is True
    assert load().allows("air", None) is False


@pytest.mark.parametrize(
    ("modes", "units"),
    [
        ((), 6),
        (("rail",), 6),
        (("sea", "rail"), 6),
        (("road",), 6),
        (("sea",), 5),
        (("sea", "ferry"), 5),
        (("air",), 5),
    ],
)
def test_units_are_what_the_strictest_of_the_modes_allowed_needs(modes, units):
    found = resolve_load(LIMITED, rp.Consignment(tonnes=124.0), modes)
    assert found.units == units
    assert found.too_heavy == ()
    assert found.allows("rail", "express")


@pytest.mark.parametrize(
    ("tonnes", "too_heavy"),
    [(42.0, ()), (43.0, ("rail",)), (44.0, ("rail",)), (45.0, ("rail", "road")), (52.0, ("rail", "road"))],
)
def test_named_units_do_not_ride_a_mode_they_are_too_heavy_for(tonnes, too_heavy):
    found = resolve_load(LIMITED, rp.Consignment(tonnes=tonnes, units=2))
    limits = {"rail": 21.0, "road": 22.0}
    assert found.too_heavy == tuple((mode, limits[mode]) for mode in too_heavy)
    assert found.unit_t == tonnes / 2
    for mode, service_class in (("rail", "regular"), ("road", "solo"), ("sea", None)):
        assert found.allows(mode, service_class) == (mode not in too_heavy)


def test_above_what_the_unit_itself_takes_is_refused_with_that_limit():
    with pytest.raises(UsageError, match="53 t do not fit 2 × 40ft: the limit is 26 t each"):
        resolve_load(LIMITED, rp.Consignment(tonnes=53.0, units=2))


def test_a_blank_limit_is_that_of_the_unit():
    row = cargo("40ft", payload_road_t=22.0)
    assert [row.limit_t(mode) for mode in ("rail", "road", "sea")] == [26.0, 22.0, 26.0]


@given(st.floats(0.1, 5000), st.lists(st.sampled_from(["rail", "road", "sea", "ferry"]), unique=True))
def test_units_that_follow_from_the_load_are_the_fewest_every_mode_allowed_takes(tonnes, modes):
    found = resolve_load(LIMITED, rp.Consignment(tonnes=tonnes), modes)
    allowed = modes or LIMITED.cargo["40ft"].modes
    limit = min(LIMITED.cargo["40ft"].limit_t(mode) for mode in allowed)
    assert found.unit_t <= limit * (1 + 1e-8)
    assert found.units == max(1, ceil(tonnes / limit - 1e-9))
    named = resolve_load(LIMITED, rp.Consignment(tonnes=tonnes, units=found.units))
    assert not {mode for mode, _ in named.too_heavy} & set(allowed)
