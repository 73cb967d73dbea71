"""Warnings about what a scenario says without effect."""

import pytest

from routeplanner.cli.app import run as run_program
from routeplanner.scenario.files import read_scenario
from routeplanner.scenario.remarks import find_remarks


def remarks(folder):
    return [(problem.code, problem.where) for problem in find_remarks(read_scenario("s", folder=folder.path))]


@pytest.mark.parametrize("body", ["set: {capacity: 9 units/d}", "scale: {capacity: 2}"])
def test_a_capacity_changes_no_route(folder, body):
    where = "where: {transfers: {node: aktau}}"
    folder.write("s", f"set: {{time: 5 h}}\n{where}", f"{body}\n{where}")
    ((code, spot),) = remarks(folder)
    assert code == "W814"
    assert spot.startswith("s.yaml:11:")


def test_other_figures_are_not_remarked_upon(folder):
    folder.write("s", "scale: {time: 2}\nwhere: {transfers: {node: aktau}}", "close: {nodes: aktau}")
    assert remarks(folder) == []


def test_the_check_warns_and_passes(folder, capfd):
    folder.write("s", "set: {capacity: 9 units/d}\nwhere: {transfers: {node: aktau}}")
    args = ["scenario", "check", "s", "--network", "toy", "--scenarios", str(folder.path)]
    assert run_program(args) == 0
    out = capfd.readouterr().out
    assert "warning[W814]: capacity changes no hours and no dollars: it is read by capacity checks only" in out
    assert run_program([*args, "--strict"]) == 0  # it only tells; W805 fails a strict check
