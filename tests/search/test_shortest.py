from math import fsum, isclose

import networkx as nx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from routeplanner.search import INFINITY, Gates, build_graph, distances, reverse_potentials, shortest
from tests.search.strategies import graphs, is_path, simple_paths


@given(graphs(), st.integers(0, 1), st.data())
def test_value_equals_the_best_of_all_enumerated_paths(graph, criterion, data):
    source = data.draw(st.integers(0, graph.states - 1))
    target = data.draw(st.integers(0, graph.states - 1))
    found = shortest(graph, source, target, criterion)
    values = [fsum(graph.weights[criterion][edge] for edge in edges) for edges in simple_paths(graph, source, target)]
    assert (found is None) == (not values)
    if found is not None:
        assert is_path(graph, found.edges, source, target)
        assert found.value == min(values)


@given(graphs(), st.data())
def test_among_equal_paths_the_second_criterion_decides(graph, data):
    source = data.draw(st.integers(0, graph.states - 1))
    target = data.draw(st.integers(0, graph.states - 1))
    assume(source != target)
    found = shortest(graph, source, target, 0, tie=1)
    paths = simple_paths(graph, source, target)
    assume(found is not None)
    best = min(tuple(fsum(graph.weights[c][edge] for edge in edges) for c in (0, 1)) for edges in paths)
    assert tuple(fsum(graph.weights[c][edge] for edge in found.edges) for c in (0, 1)) == best


@given(graphs(), st.data())
def test_a_barred_edge_never_appears_in_a_path(graph, data):
    barred = bytearray(data.draw(st.lists(st.integers(0, 1), min_size=graph.edges, max_size=graph.edges)))
    found = shortest(graph, 0, 1, 0, barred=barred)
    open_paths = [edges for edges in simple_paths(graph, 0, 1) if not any(barred[edge] for edge in edges)]
    assert (found is None) == (not open_paths)
    if found is not None:
        assert not any(barred[edge] for edge in found.edges)
        assert found.value == min(fsum(graph.weights[0][edge] for edge in edges) for edges in open_paths)


@given(graphs(), st.data())
def test_gates_are_all_met_at_the_least_value(graph, data):
    bits = tuple(data.draw(st.lists(st.integers(0, 3), min_size=graph.edges, max_size=graph.edges)))
    found = shortest(graph, 0, 1, 0, gates=Gates(bits, 3), potential=reverse_potentials(graph, 1, 0))
    product = nx.MultiDiGraph()
    product.add_nodes_from([(0, 0), (1, 3)])
    for edge in range(graph.edges):
        for met in range(4):
            ends = (graph.tails[edge], met), (graph.heads[edge], met | bits[edge])
            product.add_edge(*ends, weight=graph.weights[0][edge])
    expected = nx.single_source_dijkstra_path_length(product, (0, 0)).get((1, 3))
    assert (found is None) == (expected is None)
    if found is not None:
        met = 0
        for edge in found.edges:
            met |= bits[edge]
        assert met == 3
        assert is_path(graph, found.edges, 0, 1)
        assert found.value == pytest.approx(expected)


@given(graphs(), st.data())
def test_potentials_are_exact_and_change_no_value(graph, data):
    target = data.draw(st.integers(0, graph.states - 1))
    bound = reverse_potentials(graph, target, 0)
    for source in range(graph.states):
        plain = shortest(graph, source, target, 0)
        guided = shortest(graph, source, target, 0, potential=bound)
        assert (plain is None) == (guided is None) == (bound[source] == INFINITY)
        if plain is not None and guided is not None:
            assert plain.value == guided.value
            assert isclose(bound[source], plain.value)


@given(graphs(max_states=8, max_edges=24))
def test_distances_agree_with_networkx(graph):
    oracle = nx.MultiDiGraph()
    oracle.add_nodes_from(range(graph.states))
    for edge in range(graph.edges):
        oracle.add_edge(graph.tails[edge], graph.heads[edge], weight=graph.weights[0][edge])
    expected = nx.single_source_dijkstra_path_length(oracle, 0)
    found = distances(graph, 0, 0)
    assert {state: value for state, value in enumerate(found) if value < INFINITY} == pytest.approx(expected)


def test_source_equal_to_target_is_the_empty_path():
    graph, _ = build_graph(2, [0], [1], [[1.0]])
    found = shortest(graph, 0, 0, 0)
    assert found is not None
    assert found.edges == ()
    assert found.value == 0.0


@pytest.mark.parametrize("weight", [float("nan"), float("inf"), -1.0])
def test_a_weight_that_is_no_finite_amount_is_refused(weight):
    with pytest.raises(ValueError, match="not a finite number"):
        build_graph(2, [0], [1], [[weight]])


def test_an_end_that_is_no_state_is_refused():
    with pytest.raises(ValueError, match="there are 2 states"):
        build_graph(2, [0], [2], [[1.0]])
