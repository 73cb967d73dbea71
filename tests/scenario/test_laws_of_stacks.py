"""What holds for stacks of whole scenario files: their order, their undoing, their flattening, their being neutral."""

import random
from datetime import date
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routeplanner.network.files import read_network
from routeplanner.scenario.apply import apply
from routeplanner.scenario.files import list_scenarios, read_scenario
from routeplanner.scenario.flatten import flatten
from routeplanner.scenario.invert import invert
from routeplanner.scenario.write import as_yaml
from tests.scenario import samples

NETWORK = samples.network()
HASH = NETWORK.hash
DAYS = [date(2026, 4, 1), date(2026, 12, 10), date(2027, 6, 1), date(2028, 2, 29)]
ORDERS = 120
SEA = "where: {transfers: 'aktau:rail1520-sea'}"
ROAD = "where: {links: alat-tbilisi-road}"
BORDER = "where: {borders: 'alat-tbilisi-road:both'}"
DIGITAL = "parameters: {digital: {default: true}}"
LINE = "{id: new-line, from: xian, to: alashankou, mode: road, length: 9 km, time: 40 h, cost: 300 USD/FEU}"
FILES = {
    "hub": ([f"set: {{time: $d}}\n{SEA}\nwhen: {{from: 2026-06-01}}"], "parameters: {d: {default: 12 h, min: 6 h}}"),
    "strike": ([f"set: {{time: 90 h}}\n{SEA}\nwhen: {{season: 11-15..01-31}}\nsupersedes: [hub#c1]"], ""),
    "fees": (
        [f"scale: {{fee: 1.1}}\n{BORDER}\ndirection: back", f"shift: {{fee: +7 USD/FEU, dwell: -1 h}}\n{BORDER}"],
        "",
    ),
    "papers": (
        [f"limit: {{dwell: {{at_most: 8 h}}}}\n{BORDER}\nif: $digital", f"scale: {{time: 0.9}}\n{ROAD}"],
        DIGITAL,
    ),
    "storms": (
        ["close: {links: aktau-alat-ferry}\nwhen: {season: 12-01..02-29}", f"scale: {{time: 1.3}}\n{ROAD}"],
        "",
    ),
    "waves": (
        [
            "close: {links: aktau-alat-sea}\nchance: {share: 20 %, per: day, lasts: 30 h}",
            f"shift: {{cost: -5 USD/FEU}}\n{ROAD}",
        ],
        "",
    ),
    "line": (
        [f"add: {{link: {LINE}}}\nwhen: {{from: 2027-01-01}}", "scale: {time: 0.7}\nwhere: {links: {mode: road}}"],
        "",
    ),
    "ban": (
        [
            "forbid: {as: transit, goods: dual-use}\nwhere: {countries: [AZ]}",
            "spread: {dwell: {p90: 90 h}}\nwhere: {borders: alashankou-dostyk-rail}",
        ],
        "",
    ),
}
"""Eight scenarios that meet on the same rows, with every verb but open, whose opposite is tried with close."""
SETTINGS = [None, {"digital": "false"}]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    folder = samples.Folder(tmp_path_factory.mktemp("shelf"))
    for name, (bodies, head) in FILES.items():
        folder.write(name, *bodies, head=head)
    return folder


def test_120_orders_of_eight_scenarios_give_one_network_on_each_of_four_days(shelf):
    draw = random.Random(20260101)
    orders = {tuple(draw.sample(sorted(FILES), len(FILES))) for _ in range(ORDERS)}
    assert len(orders) == ORDERS
    stacks = [apply(order, NETWORK, folder=shelf.path) for order in sorted(orders)]
    found = {frozenset(applied.at(day).hash for applied in stacks) for day in DAYS}
    assert {len(hashes) for hashes in found} == {1}
    assert len(found) == len(DAYS)
    assert frozenset([HASH]) not in found
    assert NETWORK.hash == samples.network().hash == HASH


@pytest.mark.parametrize("day", DAYS)
def test_what_is_said_of_a_stack_does_not_depend_on_its_order_either(shelf, day):
    names = sorted(FILES)
    told = {apply(order, NETWORK, folder=shelf.path).stamps_at(day)[0].effects for order in (names, names[::-1])}
    assert len(told) == 1


STACKS = st.lists(st.sampled_from(sorted(FILES)), min_size=1, unique=True)


@settings(max_examples=50, deadline=None)
@given(STACKS, st.sampled_from(DAYS), st.sampled_from(SETTINGS))
def test_a_stack_with_what_undoes_it_is_the_base(shelf, names, day, chosen):
    chosen = chosen if "papers" in names else None
    applied = apply(names, NETWORK, settings=chosen, folder=shelf.path)
    if applied.at(day).hash == HASH:
        return
    with TemporaryDirectory() as path:
        undo = Path(path) / "undo.yaml"
        undo.write_text(as_yaml(invert(applied, day, "undo")), encoding="utf-8")
        both = apply([*names, str(undo)], NETWORK, settings=chosen, folder=shelf.path)
        assert both.at(day).hash == HASH
        statuses = {effect.status for effect in both.effects(day) if effect.scenario != "undo"}
    assert "applied" not in statuses
    assert NETWORK.hash == HASH


@settings(max_examples=50, deadline=None)
@given(STACKS, st.sampled_from(DAYS), st.sampled_from(SETTINGS))
def test_a_flattened_stack_is_the_stack(shelf, names, day, chosen):
    chosen = chosen if "papers" in names else None
    whole = apply(names, NETWORK, settings=chosen, folder=shelf.path)
    with TemporaryDirectory() as path:
        written = as_yaml(flatten(names, "flat", settings=chosen, folder=shelf.path))
        (Path(path) / "flat.yaml").write_text(written, encoding="utf-8")
        (Path(path) / "hub.yaml").write_text((shelf.path / "hub.yaml").read_text())  # what `supersedes` may name
        alone = apply(["flat"], NETWORK, folder=path)
    assert alone.at(day).hash == whole.at(day).hash
    assert alone.at(day).changes == whole.at(day).changes


NEUTRAL = [
    "",
    f"scale: {{time: 1}}\n{SEA}",
    f"shift: {{time: 0 h}}\n{SEA}",
    f"shift: {{cost: 0 USD/FEU}}\n{ROAD}",
    f"set: {{time: 24 h}}\n{SEA}",
    f"limit: {{time: {{at_most: 99 d}}}}\n{SEA}",
    "open: {links: aktau-alat-sea}",
    f"scale: {{time: 9}}\n{SEA}\nwhen: {{from: 2100-01-01}}",
    f"set: {{time: 9 h}}\n{SEA}\nchance: {{share: 0 %, per: crossing}}",
]


@pytest.mark.parametrize("bodies", [*((body,) for body in NEUTRAL), *combinations(NEUTRAL, 2)])
def test_empty_and_neutral_scenarios_leave_the_hash(folder, bodies):
    names = [f"s{number}" for number, _ in enumerate(bodies)]
    for name, body in zip(names, bodies, strict=True):
        folder.write(name, *([body] if body else []))
    applied = apply(names, NETWORK, folder=folder.path)
    assert applied.at(DAYS[0]).hash == HASH
    assert {effect.status for effect in applied.effects(DAYS[0])} <= {"neutral", "inactive"}


@settings(max_examples=30, deadline=None)
@given(STACKS, st.sampled_from(DAYS), st.sampled_from([body for body in NEUTRAL if body and "chance" not in body]))
def test_a_neutral_scenario_on_top_of_a_stack_that_leaves_its_rows_alone_changes_nothing(shelf, names, day, body):
    names = [name for name in names if name not in {"hub", "strike", "waves"}]
    with TemporaryDirectory() as path:
        top = samples.Folder(Path(path)).write("idle", body)
        with_it = apply([*names, str(top)], NETWORK, folder=shelf.path).at(day)
    assert with_it.hash == apply(names, NETWORK, folder=shelf.path).at(day).hash


SHIPPED = [scenario.id for scenario in list_scenarios()]


@pytest.fixture(scope="module")
def eurasia():
    return read_network("eurasia")


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_scenario_can_be_flattened_and_undone(eurasia, name, tmp_path):
    names = [name, *read_scenario(name).requires]
    applied = apply(names, eurasia)
    day = applied.as_of or eurasia.reference_date
    flat, undo = tmp_path / "flat.yaml", tmp_path / "undo.yaml"
    flat.write_text(as_yaml(flatten(names, "flat")), encoding="utf-8")
    undo.write_text(as_yaml(invert(applied, day, "undo")), encoding="utf-8")
    assert apply([str(flat)], eurasia).at(day).hash == applied.at(day).hash
    assert apply([*names, str(undo)], eurasia).at(day).hash == eurasia.hash
