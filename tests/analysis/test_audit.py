import shutil

import pytest

import routeplanner as rp
from routeplanner.analysis.audit import _reach, audit, check_network
from routeplanner.compiler import compile_network
from routeplanner.network.files import data_folder
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


@pytest.mark.parametrize("name", ["eurasia", "toy"])
def test_equipment_that_is_judged_together_has_one_graph(name):
    network = rp.read_network(name)
    graphs = {}
    for cargo_id, cargo in network.cargo.items():
        if cargo.kind == "equipment":
            compiled = compile_network(network, rp.Consignment(cargo=cargo_id), criteria=())
            graph = compiled.graph.starts, compiled.graph.heads, tuple(compiled.start_of.items())
            graphs.setdefault(_reach(network, cargo), set()).add(graph)
    assert all(len(found) == 1 for found in graphs.values())


def test_equipment_with_a_row_of_its_own_is_judged_by_itself():
    there, back = transfer("b", "rail1520>sea", 1), transfer("b", "sea>rail1520", 1, equipment="20ft")
    network = tiny(link("a-b"), link("b-c", "sea"), link("a-d"), there, back)
    assert problems(network) == [("E730", "40ft cannot get from every place to every other: c stand apart")]


@pytest.mark.parametrize(
    ("table", "old", "new", "code", "left_out"),
    [
        ("node", "51.22", "x", "E101", ("rows against one another", "ways between places")),
        ("link", "xian,khorgos-cn", "xiann,khorgos-cn", "E711", ("ways between places",)),
        ("node", "51.22,43.60", "51.2,43.6", "W806", ()),
    ],
)
def test_a_check_ends_after_the_stage_with_errors_and_says_what_it_left_out(tmp_path, table, old, new, code, left_out):
    folder = shutil.copytree(data_folder("networks") / "toy", tmp_path / "copy")
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    checked = check_network(folder)
    assert code in {problem.code for problem in checked.problems}
    assert checked.left_out == left_out


def test_a_network_without_problems_is_checked_to_the_end():
    network, problems, left_out = check_network(data_folder("networks") / "toy")
    assert (network.id, problems, left_out) == ("toy", [], ())
