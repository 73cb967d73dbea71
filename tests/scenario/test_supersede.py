"""`supersedes`: an override that takes the place of another."""

from datetime import date

import pytest

DAY = date(2026, 1, 1)
AKTAU = "where: {transfers: 'aktau:rail1520-sea'}"


def hours(applied, day=DAY):
    return applied.at(day).transfers["aktau:rail1520-sea"].time_h


def statuses(applied, day=DAY):
    return {effect.override: (effect.status, effect.superseded_by) for effect in applied.effects(day)}


@pytest.fixture
def hub(folder):
    folder.write("hub", f"set: {{time: 12 h}}\n{AKTAU}")
    folder.write("strike", f"set: {{time: 90 h}}\n{AKTAU}\nsupersedes: [hub#c1]")


@pytest.mark.usefixtures("hub")
class TestActing:
    @pytest.mark.parametrize("names", [("hub", "strike"), ("strike", "hub")])
    def test_settles_two_values_for_one_figure(self, run, names):
        applied = run(*names)
        assert hours(applied) == 90.0
        assert statuses(applied) == {"hub#c1": ("superseded", ("strike#c1",)), "strike#c1": ("applied", ())}
        assert {trace.override for traces in applied.at(DAY).changes.values() for trace in traces} == {"strike#c1"}

    def test_without_the_other_it_is_an_override_like_any(self, run):
        assert hours(run("strike")) == 90.0
        assert hours(run("hub")) == 12.0

    def test_only_while_it_holds(self, folder, run):
        folder.write("strike", f"set: {{time: 90 h}}\n{AKTAU}\nsupersedes: hub#c1\nwhen: {{season: 12-01..12-31}}")
        applied = run("hub", "strike")
        assert (hours(applied), hours(applied, date(2026, 12, 5))) == (12.0, 90.0)
        assert statuses(applied)["hub#c1"] == ("applied", ())

    def test_not_while_it_is_off(self, folder, run):
        head = "parameters: {strikes: {default: false}}"
        folder.write("strike", f"set: {{time: 90 h}}\n{AKTAU}\nsupersedes: [hub#c1]\nif: $strikes", head=head)
        assert hours(run("hub", "strike")) == 12.0
        assert hours(run("hub", "strike", settings={"strikes": "true"})) == 90.0

    def test_the_superseding_of_a_superseded_one_stays(self, folder, run):
        folder.write("peace", f"set: {{time: 30 h}}\n{AKTAU}\nsupersedes: [strike#c1]")
        applied = run("hub", "strike", "peace")
        assert hours(applied) == 30.0
        assert [found[0] for found in statuses(applied).values()] == ["superseded", "applied", "superseded"]

    def test_one_that_only_supersedes_is_not_neutral(self, folder, run):
        folder.write("calm", f"set: {{time: 24 h}}\n{AKTAU}\nsupersedes: [hub#c1]")
        assert statuses(run("calm"))["calm#c1"][0] == "neutral"
        applied = run("calm", "hub")
        assert statuses(applied)["calm#c1"][0] == "applied"
        assert applied.at(DAY) is applied.base

    def test_within_one_file(self, folder, run):
        folder.write("one", f"set: {{time: 12 h}}\n{AKTAU}", f"set: {{time: 90 h}}\n{AKTAU}\nsupersedes: one#c1")
        assert hours(run("one")) == 90.0

    def test_the_clash_names_the_way_out(self, folder, problems):
        folder.write("rival", f"set: {{time: 50 h}}\n{AKTAU}")
        (problem,) = problems("hub", "rival")
        assert problem.code == "E504"
        assert "supersedes: [hub#c1]" in problem.hint


@pytest.mark.usefixtures("hub")
class TestReferences:
    def test_one_of_a_known_scenario_outside_the_stack_is_fine(self, run):
        assert statuses(run("strike")) == {"strike#c1": ("applied", ())}

    @pytest.mark.parametrize(
        ("name", "code", "said"),
        [
            ("hub#c2", "E503", "did you mean 'hub#c1'?"),
            ("hubb#c1", "E503", "did you mean 'hub'?"),
            ("bad#c2", "E503", "did you mean 'bad#c1'?"),
            ("nowhere#x", "E503", "known:"),
            ("hub", "E114", "scenario#override"),
            ("'#c1'", "E114", "scenario#override"),
            ("bad#c1", "E506", "bad#c1 -> bad#c1"),
            ("[]", "E020", "supersedes names nothing"),
        ],
    )
    def test_one_that_leads_nowhere_is_an_error_at_its_place(self, folder, problems, name, code, said):
        folder.write("bad", f"close: {{nodes: xian}}\nsupersedes: {name}")
        (problem,) = problems("bad")
        assert (problem.code, problem.where) == (code, "bad.yaml:7:17")
        assert said in problem.as_text()

    def test_every_item_of_a_list_has_its_place(self, folder, problems):
        folder.write("bad", "close: {nodes: xian}\nsupersedes: [hub#c1, hub#c7]")
        assert [(problem.code, problem.where) for problem in problems("bad")] == [("E503", "bad.yaml:7:26")]

    @pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
    def test_a_circle_is_an_error(self, folder, problems, names):
        folder.write("a", "close: {nodes: xian}\nsupersedes: [b#c1]")
        folder.write("b", "close: {nodes: tbilisi}\nsupersedes: [a#c1]")
        (problem,) = problems(*names)
        assert (problem.code, problem.where) == ("E506", "a.yaml:7:18")
        assert "a#c1 -> b#c1 -> a#c1" in problem.what

    def test_a_broken_file_outside_the_stack_does_not_matter(self, folder, run):
        folder.put("broken", "scenario: 1\nid: broken\n")
        folder.write("s", "close: {nodes: xian}\nsupersedes: [broken#c1]")
        assert statuses(run("s"))["s#c1"] == ("applied", ())
