import pytest

import routeplanner as rp
from routeplanner.criteria import resolve_load
from routeplanner.errors import UnknownNameError, UsageError
from tests.tiny import link, tiny

NETWORK = tiny(link("a-b"))


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
