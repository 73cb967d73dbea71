"""Stacks: what comes along, with which values, and what does not go together."""

import pytest

from routeplanner.errors import UnknownNameError, UsageError
from routeplanner.scenario.files import read_scenario

AKTAU = "where: {transfers: 'aktau:rail1520-sea'}"
PARAMETER = "parameters: {d: {default: 36 h, min: 24 h, max: 240 h}}\nvariants: {slow: {d: 96 h}}"


@pytest.fixture
def hub(folder):
    folder.write("hub", f"set: {{time: $d}}\n{AKTAU}", head=PARAMETER)


def hours(applied):
    return applied.at(applied.base.reference_date).transfers["aktau:rail1520-sea"].time_h


@pytest.mark.usefixtures("hub")
class TestParameters:
    @pytest.mark.parametrize(
        ("name", "settings", "expected"),
        [
            ("hub", None, 36),
            ("hub:slow", None, 96),
            ("hub", {"d": "2 d"}, 48),
            ("hub:slow", {"hub.d": "60 h"}, 60),
        ],
    )
    def test_default_then_variant_then_setting(self, run, name, settings, expected):
        assert hours(run(name, settings=settings)) == expected

    def test_the_stamp_says_variant_and_values(self, run):
        (stamp,) = run("hub:slow").stamps
        assert (stamp.id, stamp.variant, dict(stamp.parameters)) == ("hub", "slow", {"d": "96 h"})

    @pytest.mark.parametrize(
        ("settings", "said"),
        [
            ({"dd": "30 h"}, "did you mean 'd'"),
            ({"bub.d": "30 h"}, "did you mean 'hub.d'"),
            ({"d": "300 h"}, "outside 24 h .. 240 h"),
            ({"d": "30"}, "E304"),
            ({"d": "30 hrs"}, "E104"),
        ],
    )
    def test_a_wrong_setting_is_usage(self, run, settings, said):
        with pytest.raises(UsageError, match=said):
            run("hub", settings=settings)

    def test_a_name_two_scenarios_have_needs_the_scenario(self, folder, run):
        folder.write("other", "set: {time: $d}\nwhere: {transfers: 'aktau:rail1520-ferry'}", head=PARAMETER)
        with pytest.raises(UsageError, match=r"say hub\.d or other\.d"):
            run("hub", "other", settings={"d": "30 h"})
        assert hours(run("hub", "other", settings={"hub.d": "30 h"})) == 30

    def test_an_unknown_variant_is_usage(self, run):
        with pytest.raises(UnknownNameError, match="did you mean 'slow'"):
            run("hub:slo")


@pytest.mark.usefixtures("hub")
class TestExtends:
    def test_brings_the_other_along(self, folder, run):
        folder.write("top", "close: {nodes: tbilisi}", head="extends: [{scenario: hub, with: {d: 48 h}}]")
        applied = run("top")
        assert hours(applied) == 48
        assert [stamp.id for stamp in applied.stamps] == ["hub", "top"]

    def test_a_scenario_reached_twice_applies_once(self, folder, run):
        folder.write("share", "scale: {time: 2}\nwhere: {links: alat-tbilisi-road}")
        folder.write("left", "close: {nodes: xian}", head="extends: [share]")
        folder.write("right", "close: {nodes: tbilisi}", head="extends: [share]")
        applied = run("left", "right", "share", "share")
        assert applied.at(applied.base.reference_date).links["alat-tbilisi-road"].time_factor == 2

    def test_equal_values_in_another_spelling_are_the_same(self, folder, run):
        folder.write("left", "close: {nodes: xian}", head="extends: [{scenario: hub, with: {d: 48 h}}]")
        folder.write("right", "close: {nodes: tbilisi}", head="extends: [{scenario: hub, with: {d: 2 d}}]")
        assert hours(run("left", "right")) == 48

    def test_different_values_are_an_error(self, folder, problems):
        folder.write("left", "close: {nodes: xian}", head="extends: [{scenario: hub, with: {d: 48 h}}]")
        folder.write("right", "close: {nodes: tbilisi}", head="extends: [{scenario: hub, variant: slow}]")
        for stack in (("left", "right"), ("right", "left")):
            (problem,) = problems(*stack)
            assert (problem.code, problem.where) == ("E205", "right.yaml:4:22")
            said = "hub is in the stack twice: with d = 48 h by left.yaml:4:22 and with d = 96 h by right.yaml:4:22"
            assert (problem.what, problem.hint.count("--set hub.d=")) == (said, 1)

    @pytest.mark.parametrize("names", [("left", "hub"), ("hub", "left")])
    def test_other_values_than_the_request_s_are_an_error_in_the_file_that_has_them(self, folder, problems, names):
        folder.write("left", "close: {nodes: xian}", head="extends: [{scenario: hub, with: {d: 48 h}}]")
        (problem,) = problems(*names)
        assert (problem.code, problem.where) == ("E205", "left.yaml:4:22")
        assert "with d = 36 h by the request itself" in problem.what

    def test_a_setting_settles_different_values(self, folder, run):
        folder.write("left", "close: {nodes: xian}", head="extends: [{scenario: hub, with: {d: 48 h}}]")
        folder.write("right", "close: {nodes: tbilisi}", head="extends: [{scenario: hub, variant: slow}]")
        assert hours(run("left", "right", settings={"hub.d": "60 h"})) == 60
        assert hours(run("left", "right", settings={"d": "60 h"})) == 60

    def test_a_variant_and_values_go_together(self, folder, run):
        head = "parameters: {d: {default: 36 h}, f: {default: 1}}\nvariants: {slow: {d: 96 h, f: 2}}"
        folder.write("two", f"set: {{time: $d}}\n{AKTAU}", f"scale: {{cost: $f}}\n{AKTAU}", head=head)
        folder.write("top", "close: {nodes: xian}", head="extends: [{scenario: two, variant: slow, with: {d: 48 h}}]")
        (_, stamp) = run("top").stamps
        assert (stamp.variant, dict(stamp.parameters)) == ("slow", {"d": "48 h", "f": "2"})

    def test_two_variants_on_the_command_line_are_usage(self, run):
        with pytest.raises(UsageError, match="name it once"):
            run("hub", "hub:slow")

    @pytest.mark.parametrize(
        "case",
        [
            ("extends: [bad]", "E202", "4:11", "bad -> bad"),
            ("extends: [round]", "E202", "", "bad -> round -> bad"),
            ("extends: [hubb]", "E204", "4:11", "'hub'"),
            ("extends: [{scenario: hub, variant: slwo}]", "E306", "4:36", "'slow'"),
            ("extends: [{scenario: hub, with: {dd: 30 h}}]", "E301", "4:38", "'d'"),
            ("extends: [{scenario: hub, with: {d: 300 h}}]", "E303", "4:37", "24 h .. 240 h"),
            ("extends: [{scenarios: hub}]", "E021", "4:12", "'scenario'"),
            ("extends: hub", "E020", "4:10", "list"),
            ("requires: [hub]", "E206", "4:12", "-s hub"),
            ("requires: [hubb]", "E204", "4:12", "'hub'"),
            ("conflicts_with: [hubb]", "E204", "4:18", "'hub'"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_place(self, folder, problems, case):
        head, code, where, said = case
        folder.write("round", "close: {nodes: xian}", head="extends: [bad]")
        folder.write("bad", "close: {nodes: xian}", head=head)
        found = [problem for problem in problems("bad") if problem.code == code]
        assert found
        assert said in found[0].as_text()
        assert not where or found[0].where == f"bad.yaml:{where}"

    def test_scenarios_that_exclude_each_other(self, folder, problems, run):
        folder.write("rival", "close: {nodes: xian}", head="conflicts_with: [hub]")
        (problem,) = problems("rival", "hub")
        assert (problem.code, problem.where) == ("E207", "rival.yaml:4:18")
        assert run("rival").stamps[0].id == "rival"

    def test_what_is_required_may_come_along_another_way(self, folder, run):
        folder.write("needy", "close: {nodes: xian}", head="requires: [hub]")
        folder.write("top", "close: {nodes: tbilisi}", head="extends: [hub]")
        assert len(run("needy", "top").stamps) == 3


def test_scenario_objects_and_paths_stack_like_names(folder, run, hub):  # noqa: ARG001
    folder.write("other", "close: {nodes: tbilisi}")
    by_name = run("hub", "other")
    mixed = run(read_scenario("hub", folder=folder.path), str(folder.path / "other.yaml"))
    day = by_name.base.reference_date
    assert by_name.at(day).hash == mixed.at(day).hash


def test_a_path_finds_what_it_extends_beside_itself(folder, network):
    from routeplanner.scenario.apply import apply

    folder.write("low", "close: {nodes: xian}")
    path = folder.write("top", "close: {nodes: tbilisi}", head="extends: [low]")
    assert [stamp.id for stamp in apply([str(path)], network).stamps] == ["low", "top"]
