"""The shipped networks, pair by pair."""

from math import isclose

import networkx as nx
import numpy as np
import pytest

import routeplanner as rp
from routeplanner.compiler import compile_network
from routeplanner.network.facts import gather_facts
from routeplanner.network.files import parse_network, shipped_networks
from routeplanner.report.cells import width
from routeplanner.report.text import as_text
from routeplanner.search import INFINITY, distances

PARTS = 4
"""The pairs are split by origin, so that workers share them."""
SAMPLE = 10
"""Origins, about, that networkx searches from."""


@pytest.fixture(scope="module", params=["eurasia", "toy"])
def compiled(request):
    return compile_network(rp.read_network(request.param), rp.Consignment())


def test_both_networks_are_shipped():
    assert shipped_networks() == ["eurasia", "toy"]


@pytest.mark.parametrize("name", ["eurasia", "toy"])
def test_a_shipped_network_has_no_problem(name):
    folder = rp.read_network(name).folder
    from pathlib import Path

    _, problems = parse_network(Path(folder))
    assert [problem.as_text() for problem in problems if not problem.is_warning] == []


@pytest.mark.parametrize("name", ["eurasia", "toy"])
def test_every_emission_factor_says_what_it_stands_for(name):
    rates = rp.read_network(name).rates.values()
    assert [rate.rate_id for rate in rates if (rate.emission_kg_tkm is None) == bool(rate.emission_category)] == []
    for rate in rates:
        words = rate.emission_category.replace("inland waterway", "waterway")
        assert not words or words.startswith(f"{rate.mode}, ")


def test_one_category_of_a_mode_and_country_has_one_factor():
    factors = {}
    for rate in rp.read_network("eurasia").rates.values():
        if rate.emission_kg_tkm is not None:
            factors.setdefault((rate.mode, rate.country, rate.emission_category), set()).add(rate.emission_kg_tkm)
    assert {case: found for case, found in factors.items() if len(found) > 1} == {}


@pytest.mark.parametrize("part", range(PARTS))
def test_every_pair_has_a_route_of_the_least_hours_and_of_the_least_dollars(compiled, part):
    """For all pairs: no edge shortens a sum (none is too large), edges from the origin add up to it (none too small)."""
    graph = compiled.graph
    tails, heads = np.array(graph.tails), np.array(graph.heads)
    for place in list(compiled.start_of)[part::PARTS]:
        source = compiled.start_of[place]
        others = [end for other, end in compiled.end_of.items() if other != place]
        for number in range(2):
            least = np.array(distances(graph, source, number))
            assert np.isfinite(least[others]).all(), place
            onward = least[tails] + np.array(graph.weights[number])
            assert (least[heads] <= onward).all(), place
            before = np.arange(graph.states)
            exact = np.isfinite(onward) & (onward == least[heads])
            before[heads[exact]] = tails[exact]
            before[source] = source
            for _ in range(graph.states.bit_length()):
                before = before[before]
            assert (before[np.isfinite(least)] == source).all(), place


def test_the_least_hours_and_dollars_equal_networkx(compiled):
    simple = _lightest(compiled)
    for place in list(compiled.start_of)[:: max(1, len(compiled.start_of) // SAMPLE)]:
        source = compiled.start_of[place]
        for number, criterion in enumerate(("time", "cost")):
            ours = distances(compiled.graph, source, number)
            theirs = nx.single_source_dijkstra_path_length(simple, source, weight=criterion)
            assert {state for state, value in enumerate(ours) if value < INFINITY} == set(theirs), place
            assert all(isclose(ours[state], value, rel_tol=1e-12) for state, value in theirs.items()), place


def _lightest(compiled):
    """The exported graph with parallel edges reduced, as `networkx` would choose among them per criterion."""
    exported = compiled.to_networkx()
    simple = nx.DiGraph()
    simple.add_nodes_from(exported)
    for tail, head, data in exported.edges(data=True):
        known = simple.get_edge_data(tail, head)
        if known is None:
            simple.add_edge(tail, head, time=data["time"], cost=data["cost"])
        else:
            for criterion in ("time", "cost"):
                known[criterion] = min(known[criterion], data[criterion])
    return simple


def test_the_places_that_open_data_sets_lose_are_in_one_component():
    network = rp.read_network("eurasia")
    for name in (
        "Altynkol",
        "khorgos-cn",
        "Dostyk",
        "Alashankou",
        "Aktau",
        "Kuryk",
        "Alat",
        "Turkmenbashi",
        "Akhalkalaki",
        "Kars",
        "Poti",
        "Istanbul",
        "Małaszewicze",
        "Brest",
        "serakhs-ir",
        "astara-ir",
    ):
        for ends in ((name, "Xi'an"), ("Xi'an", name)):
            request = rp.Request(origin=ends[0], destination=ends[1], by=("time",))
            assert rp.plan(network, request).no_route is None, ends


def test_exported_graph_has_every_attribute():
    network = rp.read_network("toy")
    graph = network.to_networkx()
    assert isinstance(graph, nx.MultiDiGraph)
    assert set(graph) == set(network.nodes)
    for node_id, data in graph.nodes(data=True):
        assert data == network.nodes[node_id].model_dump()
    for _, _, key, data in graph.edges(keys=True, data=True):
        assert data.items() >= network.links[key].model_dump().items()


TOLD = {
    "aktau": {"corridors", "links", "handling", "services", "seasons"},
    "kuryk": {"corridors", "links", "handling", "services", "seasons"},
    "alat": {"corridors", "links", "handling", "services", "seasons"},
    "turkmenbashi": {"corridors", "links", "handling", "services", "seasons"},
    "altynkol": {"corridors", "links", "borders", "handling", "services"},
    "khorgos-cn": {"corridors", "links", "borders", "handling", "services"},
    "dostyk": {"corridors", "links", "borders", "handling", "services"},
    "alashankou": {"corridors", "links", "borders", "handling", "services"},
    "malaszewicze": {"corridors", "links", "borders", "handling", "services"},
    "moscow": {"links", "handling", "services", "restrictions"},
    "poti": {"corridors", "links", "handling", "services"},
    "xian": {"links", "handling", "services"},
    "suez": {"corridors", "links", "services"},
}
"""What must be told of a place, at least."""


@pytest.mark.parametrize("place", TOLD)
def test_what_is_known_of_a_place_is_told(place):
    facts = gather_facts(rp.read_network("eurasia"), place)
    assert {name for name, entries in facts.sections.items() if entries} >= {"place", *TOLD[place]}
    network = facts.network
    assert {entry.row_id for entry in facts.sections["links"]} == {
        link_id for link_id, link in network.links.items() if place in {link.from_node_id, link.to_node_id}
    }
    assert all(row["sources"] for row in facts.records() if row["quality"] is not None)
    assert all(name in network.sources for name in facts.source_ids())
    titles = [line for line in as_text(facts, width=80).splitlines() if line and line[0] != " "]
    assert len(titles) == len({name for name, entries in facts.sections.items() if entries}) + 1
    assert max(width(line) for line in as_text(facts, width=80).splitlines()) <= 80


def test_suez_is_passed_and_nothing_is_handled_there():
    facts = gather_facts(rp.read_network("eurasia"), "suez")
    assert facts.sections["handling"] == facts.sections["borders"] == ()
    assert not any(entry.seen["calls_here"] for entry in facts.sections["services"])


def test_both_sides_of_a_border_tell_the_same_stops():
    network = rp.read_network("eurasia")
    for one, other in (("altynkol", "khorgos-cn"), ("dostyk", "alashankou")):
        here, there = (gather_facts(network, place).sections["borders"] for place in (one, other))
        joining = [entry for entry in here if {entry.seen["start"], entry.seen["end"]} == {one, other}]
        assert joining
        assert {entry.row_id for entry in joining} <= {entry.row_id for entry in there}


def test_terminals_and_miles_add_what_the_method_says():
    rows = rp.read_network("eurasia").transfers

    def days(side, equipment=""):
        hours = 0.0
        for change in ("door-terminal", f"terminal-{side}", f"{side}-terminal", "terminal-door"):
            hours += rows[f"any:{change}{equipment if 'door' in change else ''}"].time_h
        return round(hours / 24, 1)

    assert [days("rail1520"), days("rail1435"), days("ferry"), days("road"), days("sea")] == [4.5, 4.5, 2.8, 2.3, 6.0]
    assert [days("air", ":air"), days("road", ":truck")] == [4.0, 0.3]
    assert not [
        row_id
        for row_id, row in rows.items()
        if row.node_id != "*" and {row.from_mode, row.to_mode} & {"door", "terminal"}
    ]
