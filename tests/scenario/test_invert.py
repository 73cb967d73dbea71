"""The undoing scenario: with it a stack gives the base."""

from datetime import date

import pytest

from routeplanner.errors import UsageError
from routeplanner.scenario.apply import apply
from routeplanner.scenario.diff import diff
from routeplanner.scenario.invert import invert
from routeplanner.scenario.write import as_yaml

DAY = date(2026, 12, 10)
TRANSFERS = "where: {transfers: {node: aktau}}"


@pytest.fixture
def undone(folder, network):
    """Apply a stack together with what undoes it on a day."""

    def made(*names, day=DAY, base=network):
        applied = apply(names, base, folder=folder.path)
        folder.put("undo", as_yaml(invert(applied, day, "undo")))
        return apply([*names, "undo"], base, folder=folder.path)

    return made


@pytest.mark.parametrize(
    ("body", "written"),
    [
        (f"set: {{time: 2 d}}\n{TRANSFERS}", "set: {time: 24 h, time_p90: 48 h}"),
        (f"scale: {{cost: 1.3}}\n{TRANSFERS}", "set: {cost: 100 USD/FEU}"),
        ("shift: {dwell: -2 h}\nwhere: {borders: '*'}\ndirection: back", "set: {dwell: 10 h, dwell_p90: 20 h}"),
        ("scale: {time: 2}\nwhere: {links: dostyk-aktau-rail}", "scale: {time: 1}"),
        ("scale: {speed: 2, emission: 0.5}\nwhere: {rates: rail}", "set: {emission: 0.02 kg/tkm, speed: 1000 km/d}"),
        ("scale: {wait: 2, capacity: 3}\nwhere: {services: feeder}", "capacity: 225 TEU"),
        ("close: {nodes: [aktau, alat]}", "open: {nodes: [aktau, alat]}"),
        ("forbid: {as: transit}\nwhere: {countries: [KZ, AZ]}", "open: {nodes: {country: [AZ, KZ]}}"),
        ("forbid: {as: crossing}\nwhere: {links: aktau-alat-sea}", "open: {links: [aktau-alat-sea]}"),
        ("forbid: {as: transit}\nwhere: {nodes: aktau}", "open: {nodes: [aktau]}"),
        (
            "add: {link: {id: new, from: xian, to: alashankou, mode: road, length: 9 km, time: 9 h, cost: 9 USD/FEU}}",
            "close: {links: [new]}",
        ),
        ("limit: {time: {at_most: 30 min}}\nwhere: {transfers: '*'}", "set: {time: 72 h, time_p90: 144 h}"),
        ("set: {cost: 9 USD/FEU}\nwhere: {services: ferry}", "open: {services: [ferry]}"),
        ("close: {links: aktau-alat-sea}\nchance: {share: 50 %, per: day, lasts: 30 h}", "set: {time: 24 h}"),
    ],
)
def test_it_sets_back_by_element_and_gives_the_base(folder, network, undone, body, written):
    folder.write("s", body)
    applied = undone("s")
    assert written in (folder.path / "undo.yaml").read_text()
    assert applied.at(DAY).hash == network.hash
    assert diff(applied, DAY) == ()
    assert {effect.status for effect in applied.effects(DAY) if effect.scenario == "s"} == {"superseded"}


def test_it_holds_as_long_as_the_stack_does_the_same(folder, network, undone):
    folder.write("s", f"set: {{time: 9 h}}\n{TRANSFERS}\nwhen: {{season: 12-01..01-31}}")
    folder.write("always", "scale: {dwell: 2}\nwhere: {borders: '*'}")
    applied = undone("s", "always")
    text = (folder.path / "undo.yaml").read_text()
    assert text.count("when: {from: 2026-12-01, until: 2027-02-01}") == text.count("- id:")
    days = [date(2026, 11, 30), date(2026, 12, 1), date(2027, 1, 31), date(2027, 2, 1)]
    assert [applied.at(day).hash == network.hash for day in days] == [False, True, True, False]


def test_it_always_holds_where_the_stack_does(folder, undone):
    folder.write("always", "scale: {dwell: 2}\nwhere: {borders: '*'}")
    undone("always")
    assert "when" not in (folder.path / "undo.yaml").read_text()


def test_it_undoes_what_another_override_made_neutral(folder, network, undone):
    folder.write("a", f"set: {{time: 1 h}}\n{TRANSFERS}")
    folder.write("b", f"limit: {{time: {{at_most: 10 h}}}}\n{TRANSFERS}")
    assert undone("a", "b").at(DAY).hash == network.hash


def test_what_was_closed_in_the_base_is_closed_again(folder, network, undone):
    closed = {"link": {"aktau-alat-sea": network.links["aktau-alat-sea"].model_copy(update={"status": "closed"})}}
    base = network.derived(closed, {})
    folder.write("s", "open: {links: aktau-alat-sea}")
    assert undone("s", base=base).at(DAY).hash == base.hash
    assert "close: {links: [aktau-alat-sea]}" in (folder.path / "undo.yaml").read_text()


def test_it_needs_the_scenarios_it_undoes_and_the_network_as_it_is(folder, network):
    folder.write("s", f"set: {{time: 9 h}}\n{TRANSFERS}")
    found = invert(apply(["s"], network, folder=folder.path), DAY, "undo")
    assert (found["requires"], found["network"]) == (["s"], {"id": "tiny", "version": f"=={network.version}"})


def test_where_nothing_differs_there_is_nothing_to_undo(folder, network):
    folder.write("s", f"set: {{time: 9 h}}\n{TRANSFERS}\nwhen: {{from: 2030-01-01}}")
    with pytest.raises(UsageError, match="nothing differs on 2026-12-10"):
        invert(apply(["s"], network, folder=folder.path), DAY, "undo")


def test_a_figure_the_base_leaves_blank_is_refused_by_name(folder, network):
    rates = {"rail": network.rates["rail"].model_copy(update={"cost_usd_km": None, "cost_per": None})}
    folder.write("s", "set: {cost: 9 USD/FEU-km}\nwhere: {rates: rail}")
    with pytest.raises(UsageError, match="cannot undo s#c1: the base leaves the figure blank"):
        invert(apply(["s"], network.derived({"rate": rates}, {}), folder=folder.path), DAY, "undo")


def test_figures_are_written_exactly(folder, undone, network):
    row = network.transfers["aktau:rail1520-sea"].model_copy(update={"time_h": 0.1 + 0.2, "time_p90_h": 1 / 3})
    base = network.derived({"transfer": {row.transfer_id: row}}, {})
    folder.write("s", f"set: {{time: 9 h}}\n{TRANSFERS}")
    assert undone("s", base=base).at(DAY).hash == base.hash
    assert "time: 0.30000000000000004 h" in (folder.path / "undo.yaml").read_text()
