"""Small random graphs with parallel edges, loops, zero weights and unreachable states."""

from itertools import pairwise

from hypothesis import strategies as st

from routeplanner.search import Graph, build_graph

WEIGHTS = st.sampled_from([0.0, 0.0, 1.0, 1.0, 2.0, 3.5, 7.25])


@st.composite
def graphs(draw, max_states: int = 6, max_edges: int = 14) -> Graph:
    states = draw(st.integers(2, max_states))
    state = st.integers(0, states - 1)
    edges = draw(st.lists(st.tuples(state, state, WEIGHTS, WEIGHTS), max_size=max_edges))
    tails = [edge[0] for edge in edges]
    heads = [edge[1] for edge in edges]
    return build_graph(states, tails, heads, [[edge[2] for edge in edges], [edge[3] for edge in edges]])[0]


def simple_paths(graph: Graph, source: int, target: int) -> list[tuple[int, ...]]:
    """Every path without a repeated state, as edge numbers: the slow, obvious way."""
    found: list[tuple[int, ...]] = []

    def extend(state: int, seen: frozenset[int], edges: tuple[int, ...]) -> None:
        if state == target:
            found.append(edges)
            return
        for edge in range(graph.starts[state], graph.starts[state + 1]):
            head = graph.heads[edge]
            if head not in seen:
                extend(head, seen | {head}, (*edges, edge))

    extend(source, frozenset({source}), ())
    return found


def is_path(graph: Graph, edges: tuple[int, ...], source: int, target: int) -> bool:
    if not edges:
        return source == target
    joined = all(graph.heads[first] == graph.tails[second] for first, second in pairwise(edges))
    return joined and graph.tails[edges[0]] == source and graph.heads[edges[-1]] == target
