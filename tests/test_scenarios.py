"""The shipped scenarios hold what they expect of themselves on the shipped network."""

import pytest

import routeplanner as rp
from routeplanner.analysis.expectations import try_scenarios
from routeplanner.report.trial import sentences
from routeplanner.scenario.files import names_in


@pytest.fixture(scope="module")
def eurasia():
    return rp.read_network("eurasia")


@pytest.mark.parametrize("name", names_in())
def test_a_shipped_scenario_expects_something_and_it_holds(eurasia, name):
    trial = try_scenarios(eurasia, [name])
    assert [problem.as_text() for problem in trial.problems] == []
    assert {verdict.expectation: sentences(verdict) for verdict in trial.verdicts if verdict.status != "passed"} == {}
    assert trial.verdicts
