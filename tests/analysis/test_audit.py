import pytest

import routeplanner as rp
from routeplanner.analysis.audit import audit
from tests.tiny import CARGO, link, tiny, transfer


def problems(network):
    return [(problem.code, problem.what) for problem in audit(network)]


@pytest.mark.parametrize("name", ["eurasia", "toy"])
def test_shipped_networks_are_in_one_piece(name):
    assert problems(rp.read_network(name)) == []


def test_a_one_way_trap_is_named():
    network = tiny(link("a-b"), link("b>c"))
    assert ("E730", "40ft cannot get from every place to every other: c stand apart") in problems(network)


def test_pieces_apart_are_named_for_what_goes_by_sea():
    network = tiny(link("a-b"), link("c-d", "sea"), link("b-e"))
    assert problems(network) == [
        ("E730", f"{name} cannot get from every place to every other: c, d stand apart") for name in ("20ft", "40ft")
    ]


def test_a_transfer_one_way_only_is_a_trap_for_boxes():
    network = tiny(link("a-b"), link("b-c", "sea"), link("a-d"), transfer("b", "rail1520>sea", 1))
    assert ("E730", "40ft cannot get from every place to every other: c stand apart") in problems(network)


def test_trucks_may_have_a_land_mass_of_their_own_but_no_trap():
    split = tiny(
        link("a-b", "road"),
        link("c-d", "road"),
        link("b-c", "sea"),
        transfer("*", "road>sea", 1),
        transfer("*", "sea>road", 1),
    )
    assert problems(split) == []
    trap = tiny(link("a-b", "road"), link("b>c", "road"))
    assert ("E730", "truck cannot get from every place to every other: c stand apart") in problems(trap)
    assert {row.cargo_id for row in CARGO if row.kind == "equipment"} == {"20ft", "40ft", "truck"}
