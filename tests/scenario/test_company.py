"""What a scenario needs beside it is found wherever it is named."""

import pytest

from routeplanner.errors import DataError
from routeplanner.scenario.apply import apply
from routeplanner.scenario.company import company_of
from routeplanner.scenario.files import read_scenario

BODY = "close: {nodes: aktau}"


@pytest.fixture
def chain(folder):
    folder.write("far", BODY)
    folder.write("near", BODY, head="requires: [far]")
    folder.write("bundle", BODY, head="extends: [near]")
    folder.write("top", BODY, head="requires: [bundle]")
    return folder


@pytest.mark.parametrize(
    ("name", "needed"), [("far", ()), ("near", ("far",)), ("bundle", ("far",)), ("top", ("bundle", "far"))]
)
def test_requirements_are_followed_through_what_comes_along(chain, network, name, needed):
    assert company_of(read_scenario(name, folder=chain.path), chain.path) == needed
    assert apply([name, *needed], network, folder=chain.path).stamps


def test_scenarios_that_need_each_other_need_each_other_once(folder):
    folder.write("a", BODY, head="requires: [b]")
    folder.write("b", BODY, head="requires: [a]")
    assert company_of(read_scenario("a", folder=folder.path), folder.path) == ("b",)


def test_an_unknown_name_is_left_to_apply_which_says_where_it_stands(folder, network):
    folder.write("a", BODY, head="requires: [nope]")
    assert company_of(read_scenario("a", folder=folder.path), folder.path) == ()
    with pytest.raises(DataError) as caught:
        apply(["a"], network, folder=folder.path)
    assert [(problem.code, problem.where) for problem in caught.value.problems] == [("E204", "a.yaml:4:12")]
