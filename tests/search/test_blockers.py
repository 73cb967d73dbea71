from itertools import combinations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from routeplanner.search import Gates, build_graph, components, reachable, shortest, smallest_reopening
from tests.search.strategies import graphs

ELEMENTS = ("a", "b", "c")


@st.composite
def closures(draw):
    graph = draw(graphs())
    sets = st.frozensets(st.sampled_from(ELEMENTS), max_size=2)
    drawn = draw(st.lists(sets, min_size=graph.edges, max_size=graph.edges))
    return graph, {edge: elements for edge, elements in enumerate(drawn) if elements}


@given(closures())
def test_smallest_reopening_equals_trying_every_set(case):
    graph, closed = case
    found = smallest_reopening(graph, 0, 1, closed)

    def opens(opened):
        barred = bytearray(not closed.get(edge, frozenset()) <= opened for edge in range(graph.edges))
        return shortest(graph, 0, 1, 0, barred=barred) is not None

    sets = [frozenset(s) for size in range(len(ELEMENTS) + 1) for s in combinations(ELEMENTS, size)]
    sizes = [len(opened) for opened in sets if opens(opened)]
    assert (found is None) == (not sizes)
    if found is not None:
        assert opens(found)
        assert len(found) == min(sizes)


def test_smallest_reopening_through_gates_counts_what_the_gate_needs():
    graph, _ = build_graph(3, [0, 0, 2], [1, 2, 1], [[1.0, 1.0, 1.0]])
    bits = tuple(1 if graph.heads[edge] == 2 else 0 for edge in range(3))
    closed = {edge: frozenset({"x"}) for edge in range(3) if graph.heads[edge] == 2}
    assert smallest_reopening(graph, 0, 1, closed) == frozenset()
    assert smallest_reopening(graph, 0, 1, closed, gates=Gates(bits, 1)) == frozenset({"x"})


@given(graphs(max_states=7, max_edges=20))
def test_components_and_reachable_agree_with_networkx(graph):
    oracle = nx.MultiDiGraph()
    oracle.add_nodes_from(range(graph.states))
    oracle.add_edges_from(zip(graph.tails, graph.heads, strict=True))
    seen = reachable(graph, 0)
    assert {state for state in range(graph.states) if seen[state]} == nx.descendants(oracle, 0) | {0}
    number = components(graph)
    grouped = {}
    for state, name in enumerate(number):
        grouped.setdefault(name, set()).add(state)
    assert sorted(map(sorted, grouped.values())) == sorted(map(sorted, nx.strongly_connected_components(oracle)))
