"""One compilation for one question: from memory, from the cache, or anew, always the same."""

import pytest

import routeplanner as rp
from routeplanner.compiler import compile_network
from routeplanner.planner import view as module
from routeplanner.planner.view import compile_view, view_at
from routeplanner.terms import MODES
from tests.tiny import link, tiny


def view_of(network):
    return view_at(network, None, network.reference_date, day_given=False)


@pytest.fixture
def counted(monkeypatch):
    """Count what is compiled; nothing is kept from other tests."""
    calls = []
    monkeypatch.setattr(
        module, "compile_network", lambda *args, **more: calls.append(1) or compile_network(*args, **more)
    )
    module._kept.cache_clear()
    yield calls
    module._kept.cache_clear()


@pytest.fixture
def toy(monkeypatch, tmp_path):
    monkeypatch.setenv("ROUTEPLANNER_CACHE", str(tmp_path))
    return rp.read_network("toy")


def test_the_same_question_is_compiled_once(counted, toy):
    request = rp.Request(origin="xian", destination="alat")
    first = compile_view(view_of(toy), request, MODES, 1)
    assert compile_view(view_of(toy), rp.Request(origin="alat", destination="xian"), MODES, 1) is first
    assert (
        compile_view(view_of(toy), rp.Request(origin="xian", destination="alat", scope="terminals"), MODES, 1)
        is not first
    )
    assert len(counted) == 2


def test_what_memory_has_forgotten_comes_from_the_cache(counted, toy):
    request = rp.Request(origin="xian", destination="alat")
    first = compile_view(view_of(toy), request, MODES, 1)
    module._kept.cache_clear()
    again = compile_view(view_of(toy), request, MODES, 1)
    assert again is not first
    assert again.graph.weights == first.graph.weights
    assert len(counted) == 1


def test_memory_keeps_few(counted, toy):
    for units in range(1, 2 * module.MOST_KEPT):
        compile_view(view_of(toy), rp.Request(origin="xian", destination="alat"), MODES, units)
    assert module._kept.cache_info().currsize == module.MOST_KEPT
    assert len(counted) == 2 * module.MOST_KEPT - 1


def test_a_network_made_in_memory_is_compiled_every_time(counted):
    network = tiny(link("a-b"))
    request = rp.Request(origin="a", destination="b")
    assert compile_view(view_of(network), request, MODES, 1) is not compile_view(view_of(network), request, MODES, 1)
    assert len(counted) == 2


def test_goods_value_and_box_need_no_graph_of_their_own(counted, toy):
    ends = {"origin": "xian", "destination": "alat"}
    first = compile_view(view_of(toy), rp.Request(**ends), MODES, 1)
    for more in ({"goods": "dual-use"}, {"value_usd": 1e6}, {"box": "coc"}):
        request = rp.Request(**ends, consignment=rp.Consignment(**more))
        assert compile_view(view_of(toy), request, MODES, 1) is first
    assert len(counted) == 1
