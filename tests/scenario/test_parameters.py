"""Parameters: switches and sweeps."""

import pytest

from routeplanner.errors import DataError
from routeplanner.report.scenario import show_scenario
from routeplanner.scenario.files import read_scenario
from routeplanner.scenario.model import Sweep

AKTAU = "where: {transfers: 'aktau:rail1520-sea'}"


def write(folder, parameter, body=f"set: {{time: $p}}\n{AKTAU}"):
    folder.write("s", body, head=f"parameters: {{p: {{{parameter}}}}}")


@pytest.mark.parametrize(
    ("parameter", "body"),
    [
        (
            "default: 36 h, min: 24 h, max: 10 d, sweep: {from: 24 h, to: 240 h, step: 1 d}",
            f"set: {{time: $p}}\n{AKTAU}",
        ),
        ("default: 1, sweep: {from: 0.5, to: 2, step: 0.5}", f"scale: {{time: $p}}\n{AKTAU}"),
        (
            "default: 2027-01-01, sweep: {from: 2027-01-01, to: 2027-12-31, step: 4 wk}",
            "close: {nodes: xian}\nwhen: {from: $p}",
        ),
    ],
)
def test_a_sweep_is_kept_and_shown(folder, parameter, body):
    write(folder, parameter, body)
    scenario = read_scenario("s", folder=folder.path)
    sweep = scenario.parameters["p"].sweep
    assert isinstance(sweep, Sweep)
    notes = " ".join(show_scenario(scenario).notes)
    assert f"swept from {sweep.starts} to {sweep.ends} by {sweep.step}" in notes


@pytest.mark.parametrize(
    ("parameter", "code", "said"),
    [
        ("default: 36 h, sweep: {from: 24 h, to: 48 h, step: 0 h}", "E307", "above 0"),
        ("default: 36 h, sweep: {from: 48 h, to: 24 h, step: 1 h}", "E307", "exchange them"),
        ("default: 36 h, sweep: {from: 24 h, to: 9000 h, step: 1 h}", "E307", "8,976 steps"),
        ("default: 36 h, sweep: {from: 24 h, to: 48 h}", "E020", "needs step"),
        ("default: 36 h, sweep: {from: 24 h, to: 48 h, steps: 1 h}", "E021", "'step'"),
        ("default: 36 h, sweep: 24 h", "E020", "must be a mapping"),
        ("default: 36 h, sweep: {from: 24 km, to: 48 h, step: 1 h}", "E304", "36 h"),
        ("default: 36 h, sweep: {from: 24 hrs, to: 48 h, step: 1 h}", "E104", "min, h, d, wk"),
        ("default: 36 h, max: 40 h, sweep: {from: 24 h, to: 48 h, step: 1 h}", "E303", "outside … .. 40 h"),
        ("default: 36 h, sweep: {from: 24 h, to: 48 h, step: 2}", "E304", "needed is a time"),
        ("default: aktau, sweep: {from: a, to: b, step: c}", "E304", "a text has no steps"),
        ("default: true, sweep: {from: false, to: true, step: 1}", "E304", "a switch has no steps"),
        ("default: 2027-01-01, sweep: {from: 2027-01-01, to: 2027-02-01, step: 36 h}", "E307", "whole days"),
        ("default: true, min: false", "E304", "ranges go with numbers"),
    ],
)
def test_a_sweep_that_leads_nowhere_is_refused(folder, parameter, code, said):
    write(folder, parameter)
    with pytest.raises(DataError) as caught:
        read_scenario("s", folder=folder.path)
    found = [problem for problem in caught.value.problems if problem.code == code]
    assert found, caught.value
    assert said in found[0].as_text()
    assert found[0].where.startswith("s.yaml:4:")
