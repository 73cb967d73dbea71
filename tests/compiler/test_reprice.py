"""What is weighed anew equals what is compiled anew, bit for bit; what may change the graph is left alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import routeplanner as rp
from routeplanner.compiler import compile_network
from routeplanner.compiler.reprice import FIGURES, reprice
from routeplanner.network.model import TABLES
from routeplanner.scenario.apply import apply
from routeplanner.scenario.files import names_in
from tests.scenario.samples import Folder, network
from tests.tiny import link, node, season, service, tiny

LOAD = rp.Consignment()


def same(found, wanted):
    assert tuple(map(tuple, found.graph.weights)) == tuple(map(tuple, wanted.graph.weights))
    for name in ("starts", "tails", "heads"):
        assert tuple(getattr(found.graph, name)) == tuple(getattr(wanted.graph, name))
    assert dict(found.closed) == dict(wanted.closed)
    assert (found.places, found.layers, tuple(found.row_of)) == (wanted.places, wanted.layers, tuple(wanted.row_of))


def check(base, changed, load=LOAD, scope="terminal", days=(None, None)):
    """Weigh anew and compare; return whether that was possible."""
    compiled = compile_network(base, load, scope=scope, day=days[0])
    found = reprice(compiled, base, changed, load, days=days)
    if found is not None:
        same(found, compile_network(changed, load, scope=scope, day=days[1]))
    return found is not None


@pytest.fixture(scope="module")
def eurasia():
    return rp.read_network("eurasia")


@pytest.fixture(scope="module")
def whole(eurasia):
    return compile_network(eurasia, LOAD, scope="door")


@pytest.mark.parametrize("name", names_in())
def test_every_shipped_scenario_weighs_the_same_either_way(eurasia, whole, name):
    applied = apply([name], eurasia)
    day = applied.as_of or eurasia.reference_date
    changed = applied.at(day)
    found = reprice(whole, eurasia, changed, LOAD, days=(None, day))
    if found is None:
        tables = [table for table in TABLES if table not in FREE and changed.table(table) is not eurasia.table(table)]
        assert any(shape(eurasia, table) != shape(changed, table) for table in tables)
    else:
        same(found, compile_network(changed, LOAD, scope="door", day=day))


FREE = {"source", "evidence", "restriction"}
"""Tables that scenarios change and no compilation looks at."""


def shape(given, table):
    """All of a table but the figures; of prices only whether there is any."""
    figures = FIGURES.get(table, frozenset())
    return {
        row_id: [
            getattr(row, name) is None if name in figures else getattr(row, name)
            for name in TABLES[table].model_fields
            if name not in figures or name == "cost_usd"
        ]
        for row_id, row in given.table(table).items()
    }


def test_the_same_network_is_the_same_compilation(eurasia, whole):
    assert reprice(whole, eurasia, eurasia, LOAD, days=(None, None)) is whole


CHANGES = [
    "scale: {time: 2}\nwhere: {links: '*'}",
    "set: {time: 5 h}\nwhere: {links: dostyk-aktau-rail}",
    "scale: {cost: 3}\nwhere: {links: aktau-alat-sea}",
    "shift: {cost: +7 USD/FEU, time: +3 h}\nwhere: {links: alat-tbilisi-road}",
    "set: {dwell: 1 h, fee: 3 USD/FEU}\nwhere: {borders: '*'}",
    "set: {time: 1 h, cost: 3 USD/FEU}\nwhere: {transfers: '*'}",
    "scale: {wait: 3}\nwhere: {services: feeder}",
    "set: {interval: 96 h}\nwhere: {services: ferry}",
    "close: {nodes: aktau}",
    "close: {links: {mode: sea}}",
    "close: {borders: alat-tbilisi-road}",
    "close: {transfers: 'aktau:rail1520-ferry'}",
    "close: {services: ferry}",
    "forbid: {as: transit}\nwhere: {countries: [AZ]}",
]


@given(st.sets(st.sampled_from(CHANGES), min_size=1, max_size=4), st.sampled_from(["terminal", "terminals"]))
def test_any_stack_of_figures_and_closures_weighs_the_same_either_way(tmp_path_factory, changes, scope):
    base = network()
    folder = Folder(tmp_path_factory.mktemp("s"))
    names = [f"s{CHANGES.index(change)}" for change in sorted(changes)]
    for name, change in zip(names, sorted(changes), strict=True):
        folder.write(name, change)
    changed = apply(names, base, folder=folder.path).at(base.reference_date)
    assert check(base, changed, scope=scope)


@pytest.mark.parametrize(
    "change",
    [
        "set: {cost: 3 USD/FEU}\nwhere: {links: dostyk-aktau-rail}",
        "set: {length: 3 km}\nwhere: {links: dostyk-aktau-rail}",
        "scale: {speed: 2}\nwhere: {rates: rail}",
        "set: {dwell: 1 h}\nwhere: {borders: alat-tbilisi-road}\ndirection: back",
        "add: {link: {id: dostyk-aktau-road, from: dostyk, to: aktau, mode: road, length: 90 km}}",
    ],
)
def test_what_may_change_the_graph_is_left_to_the_compiler(tmp_path, change):
    base = network()
    Folder(tmp_path).write("s", change)
    changed = apply(["s"], base, folder=tmp_path).at(base.reference_date)
    assert not check(base, changed)


@pytest.mark.parametrize("kind", ["closed", "slow", "delay"])
@pytest.mark.parametrize("before", [None, date(2026, 7, 1), date(2026, 1, 15)])
@pytest.mark.parametrize("after", [None, date(2026, 7, 1), date(2026, 1, 15)])
def test_a_season_begins_and_ends(kind, before, after):
    extra = {"slow": {"factor": 2.0}, "delay": {"delay_h": 7.0}}.get(kind, {})
    base = tiny(
        link("a-b"),
        link("b-c", "ferry"),
        service("boat", "b-c-ferry", interval=24.0),
        node("b", node_type="port"),
        season("ice", kind, "12-01", "03-01", links=("a-b-rail",), services=("boat",), **extra),
    )
    assert check(base, base, days=(before, after))


def test_the_columns_are_of_their_tables():
    for table, columns in FIGURES.items():
        assert columns <= set(TABLES[table].model_fields)
