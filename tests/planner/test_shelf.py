"""A shelf answers as a compilation of its own does, and compiles the base once for every kind of load."""

from datetime import date

import pytest

import routeplanner as rp
from routeplanner.planner import shelf as shelf_module
from routeplanner.planner.desk import Desk
from routeplanner.planner.shelf import Shelf
from routeplanner.planner.view import view_at
from routeplanner.scenario.apply import apply
from tests.scenario.samples import Folder, network

DAY = date(2026, 3, 1)
REQUEST = rp.Request(origin="dostyk", destination="tbilisi", by=("time",))


@pytest.fixture
def applied(tmp_path):
    folder = Folder(tmp_path)
    folder.write("slow", "scale: {time: 2}\nwhere: {links: {mode: ferry}}")
    folder.write("more", "add: {link: {id: dostyk-aktau-road, from: dostyk, to: aktau, mode: road, length: 90 km}}")
    base = network()
    return {name: apply([name], base, folder=tmp_path) for name in ("slow", "more")}


@pytest.fixture
def counted(monkeypatch):
    """The networks that are compiled in full."""
    seen = []
    compile_network = shelf_module.compile_network

    def counting(given, *args, **options):
        seen.append(given)
        return compile_network(given, *args, **options)

    monkeypatch.setattr(shelf_module, "compile_network", counting)
    return seen


@pytest.mark.parametrize("name", ["slow", "more"])
@pytest.mark.parametrize("day_given", [True, False])
@pytest.mark.parametrize("load", [rp.Consignment(), rp.Consignment(cargo="20ft", tonnes=40.0)])
def test_answers_are_the_same(applied, name, day_given, load):
    stack = applied[name]
    request = REQUEST.model_copy(update={"consignment": load, "as_of": DAY if day_given else None})
    view = view_at(stack.base, stack, DAY, day_given=day_given)
    own, shared = Desk(view, request), Desk(view, request, Shelf(stack.base))
    assert own.itinerary(own.search("time").edges) == shared.itinerary(shared.search("time").edges)


def test_only_what_changes_the_graph_is_compiled_again(applied, counted):
    stack = applied["slow"]
    shelf = Shelf(stack.base)
    for day in (DAY, date(2026, 4, 1)):
        for given in (None, stack):
            Desk(view_at(stack.base, given, day, day_given=False), REQUEST, shelf)
    assert counted == []
    grown = applied["more"]
    shelf = Shelf(grown.base)
    for _ in range(2):
        Desk(view_at(grown.base, grown, DAY, day_given=False), REQUEST, shelf)
    assert counted == [grown.at(DAY)]
    shelf.clear()
    Desk(view_at(grown.base, grown, DAY, day_given=False), REQUEST, shelf)
    assert len(counted) == 2


def test_goods_and_their_value_need_no_graph_of_their_own(applied):
    base = applied["slow"].base
    shelf = Shelf(base)
    loads = [
        rp.Consignment(),
        rp.Consignment(goods="dual-use"),
        rp.Consignment(value_usd=5.0),
        rp.Consignment(box="coc"),
    ]
    views = view_at(base, None, DAY, day_given=False)
    compiled = {id(shelf(views, REQUEST.model_copy(update={"consignment": load}), (), 1)) for load in loads}
    assert len(compiled) == 1
