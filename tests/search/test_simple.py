from math import fsum, inf

from hypothesis import given, settings
from hypothesis import strategies as st

from routeplanner.search import Gates, build_graph, shortest, shortest_simple
from tests.search.strategies import graphs, is_path, simple_paths


@given(graphs(max_states=6, max_edges=14), st.data())
@settings(max_examples=200)
def test_it_is_the_best_of_all_simple_paths_through_the_gates(graph, data):
    drawn = data.draw(st.lists(st.integers(0, 3), min_size=graph.edges, max_size=graph.edges))
    loops = [graph.tails[edge] == graph.heads[edge] for edge in range(graph.edges)]
    bits = tuple(0 if loop else bit for bit, loop in zip(drawn, loops, strict=True))
    found = shortest_simple(graph, 0, 1, 0, place_of=range(graph.states), gates=Gates(bits, 3))

    def meets(edges):
        met = 0
        for edge in edges:
            met |= bits[edge]
        return met == 3

    paths = [edges for edges in simple_paths(graph, 0, 1) if meets(edges)]
    best = min((fsum(graph.weights[0][edge] for edge in edges) for edges in paths), default=inf)
    assert (found is None) == (not paths)
    if found is not None:
        assert is_path(graph, found.edges, 0, 1)
        assert meets(found.edges)
        assert found.value == best


def test_states_of_one_place_may_follow_one_another_but_not_be_come_back_to():
    tails, heads = [0, 1, 2, 3, 2], [1, 2, 3, 2, 4]
    graph, _ = build_graph(5, tails, heads, [[1.0] * 5])
    gate = Gates(tuple(int(graph.heads[edge] == 3) for edge in range(5)), 1)
    assert shortest_simple(graph, 0, 4, 0, place_of=[0, 0, 1, 2, 3], gates=gate) is None
    assert shortest(graph, 0, 4, 0, gates=gate).value == 5.0
    free = Gates(tuple(int(graph.heads[edge] == 2) for edge in range(5)), 1)
    assert shortest_simple(graph, 0, 4, 0, place_of=[0, 0, 1, 2, 3], gates=free).value == 3.0
