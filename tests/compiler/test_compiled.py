import pytest

import routeplanner as rp
from routeplanner.compiler import Compiled, compile_network
from routeplanner.compiler.compiled import steps_of
from routeplanner.compiler.gates import build_gates, edges_on
from tests.tiny import link, node, service, tiny, transfer


@pytest.fixture(scope="module")
def toy():
    return compile_network(rp.read_network("toy"), rp.Consignment(), scope="terminals")


def test_the_text_for_the_cache_gives_the_same_back(toy):
    again = Compiled.from_text(toy.as_text())
    assert (tuple(again.graph.starts), tuple(again.graph.heads)) == (toy.graph.starts, toy.graph.heads)
    assert again.graph.weights == toy.graph.weights
    assert [again.edge(number) for number in range(again.graph.edges)] == [
        toy.edge(number) for number in range(toy.graph.edges)
    ]
    assert (again.start_of, again.end_of, again.closed) == (toy.start_of, toy.end_of, toy.closed)


def test_another_machines_byte_order_is_not_read(toy):
    other = {"little": "big", "big": "little"}
    import sys

    text = toy.as_text().replace(f'"byteorder":"{sys.byteorder}"', f'"byteorder":"{other[sys.byteorder]}"')
    assert Compiled.from_text(text) is None


def test_the_exported_graph_has_every_edge_and_weight(toy):
    graph = toy.to_networkx()
    assert graph.number_of_edges() == toy.graph.edges
    for tail, head, number, data in graph.edges(keys=True, data=True):
        assert (tail, head) == (toy.graph.tails[number], toy.graph.heads[number])
        assert (data["time"], data["cost"], data["emissions"]) == tuple(w[number] for w in toy.graph.weights)


def test_an_edge_is_worth_the_sum_of_its_steps(toy):
    kinds = {step.kind for number in range(toy.graph.edges) for step in steps_of(toy.edge(number))}
    assert kinds == {"move", "border", "transfer", "wait"}


def test_closed_elements_stay_in_the_graph_and_are_named():
    network = tiny(
        link("a-b", status="closed"),
        link("b-c", "ferry"),
        service("boat", "b-c-ferry", status="closed"),
        node("c", status="closed"),
        transfer("b", "rail1520>ferry", 1, status="closed"),
    )
    compiled = compile_network(network, rp.Consignment())
    named = {element for elements in compiled.closed.values() for element in elements}
    assert named == {"link:a-b-rail", "service:boat", "node:c", "transfer:b:rail1520-ferry"}


def test_gates_mark_links_and_places_and_nothing_else():
    compiled = compile_network(tiny(link("a-b"), link("b-c"), link("c-d")), rp.Consignment())
    gates = build_gates(compiled, [("a-b-rail", "c"), ("d",)])
    assert gates.need == 3
    for number, bits in enumerate(gates.bits):
        edge = compiled.edge(number)
        places = {compiled.tail_place(number), compiled.head_place(number)} if edge.run else set()
        expected = bool(places & {"c"} or (edge.run and edge.run.link_id == "a-b-rail")) + 2 * ("d" in places)
        assert bits == expected
    assert build_gates(compiled, []) is None


def test_edges_on_are_the_rides_over_links_and_places():
    compiled = compile_network(tiny(link("a-b"), link("b-c"), link("c-d")), rp.Consignment())
    found = edges_on(compiled, ("a-b-rail", "d"))
    assert {compiled.edge(number).run.link_id for number in found} == {"a-b-rail", "c-d-rail"}
