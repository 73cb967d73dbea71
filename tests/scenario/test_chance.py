"""chance: expected values for one answer, and the chance itself for whoever wants to draw it."""

from datetime import date

import pytest

from routeplanner.network.provenance import Key
from routeplanner.report.header import scenario
from routeplanner.report.scenario import show_changes
from routeplanner.scenario.chance import Chance
from routeplanner.scenario.diff import diff

DAY = date(2026, 1, 1)
STORM = "chance: {share: 50 %, per: day, lasts: 30 h}"
INSPECTION = "chance: {share: 20 %, per: crossing, lasts: 10 h}"
SOMETIMES = "chance: {share: 25 %, per: crossing}"
SEA = "where: {transfers: 'aktau:rail1520-sea'}"
FORWARD = "alashankou-dostyk-rail:forward"
DOSTYK = f"where: {{borders: '{FORWARD}'}}"


class TestChance:
    @pytest.mark.parametrize(
        ("chance", "probability", "wait"),
        [
            (Chance(0.5, "day", 30.0), 0.625, 9.375),
            (Chance(0.5, "day", 72.0), 1.0, 36.0),
            (Chance(0.2, "crossing", 10.0), 0.2, 2.0),
            (Chance(0.2, "crossing"), 0.2, 0.0),
            (Chance(0.0, "day", 30.0), 0.0, 0.0),
        ],
    )
    def test_of_meeting_it_and_the_wait(self, chance, probability, wait):
        assert (chance.probability, chance.wait_h) == (pytest.approx(probability), pytest.approx(wait))


class TestClose:
    @pytest.mark.parametrize(
        ("selector", "table", "row_id", "column", "hours"),
        [
            ("links: aktau-alat-sea", "link", "aktau-alat-sea", "time_shift_h", 9.375),
            ("links: dostyk-aktau-rail", "link", "dostyk-aktau-rail", "time_shift_h", 9.375),
            ("borders: 'alat-tbilisi-road:both'", "border", "alat-tbilisi-road:both", "dwell_h", 19.375),
            ("transfers: 'aktau:rail1520-sea'", "transfer", "aktau:rail1520-sea", "time_h", 33.375),
            ("services: feeder", "service", "feeder", "wait_h", 42.375),
            ("services: ferry", "service", "ferry", "wait_h", 33.375),
        ],
    )
    def test_adds_the_mean_wait_and_closes_nothing(self, folder, run, selector, table, row_id, column, hours):
        folder.write("s", f"close: {{{selector}}}\n{STORM}")
        network = run("s").at(DAY)
        row = network.table(table)[row_id]
        assert getattr(row, column) == hours
        assert row.status == "open"
        assert network.provenance(Key(table, row_id, column)).overrides == ("s#c1",)

    def test_of_an_inspection_is_waited_out_in_full(self, folder, run):
        folder.write("s", f"close: {{borders: '{FORWARD}'}}\n{INSPECTION}")
        row = run("s").at(DAY).borders[FORWARD]
        assert (row.dwell_h, row.dwell_p90_h) == (92.0, 182.0)

    def test_two_storms_add_up(self, folder, run):
        folder.write("a", f"close: {{links: aktau-alat-sea}}\n{STORM}")
        folder.write("b", "close: {links: aktau-alat-sea}\nchance: {share: 10 %, per: day, lasts: 24 h}")
        first, second = (run(*order).at(DAY).links["aktau-alat-sea"].time_shift_h for order in (("a", "b"), ("b", "a")))
        assert first == second == pytest.approx(10.575)

    def test_a_certain_closure_beside_it_closes(self, folder, run):
        folder.write("s", f"close: {{links: aktau-alat-sea}}\n{STORM}", "close: {links: aktau-alat-sea}")
        link = run("s").at(DAY).links["aktau-alat-sea"]
        assert (link.status, link.time_shift_h) == ("closed", 9.375)


class TestFigures:
    @pytest.mark.parametrize(
        ("body", "hours", "p90"),
        [
            ("set: {dwell: 130 h}", 100.0, 200.0),
            ("scale: {dwell: 3}", 135.0, 270.0),
            ("shift: {dwell: +40 h}", 100.0, 190.0),
            ("shift: {dwell: -40 h}", 80.0, 170.0),
        ],
    )
    def test_take_the_expected_value(self, folder, run, body, hours, p90):
        folder.write("s", f"{body}\n{DOSTYK}\n{SOMETIMES}")
        row = run("s").at(DAY).borders[FORWARD]
        assert (row.dwell_h, row.dwell_p90_h) == (hours, p90)

    def test_per_day_for_the_share_of_the_day_it_takes_up(self, folder, run):
        folder.write("s", f"scale: {{dwell: 2}}\n{DOSTYK}\nchance: {{share: 50 %, per: day, lasts: 12 h}}")
        assert run("s").at(DAY).borders[FORWARD].dwell_h == 112.5

    def test_set_moves_what_was_set_for_sure(self, folder, run):
        folder.write("a", f"set: {{dwell: 50 h}}\n{DOSTYK}")
        folder.write("b", f"set: {{dwell: 90 h}}\n{DOSTYK}\n{SOMETIMES}")
        assert run("b", "a").at(DAY).borders[FORWARD].dwell_h == 60.0

    def test_two_chances_of_one_value_are_independent(self, folder, run):
        for name in "ab":
            folder.write(name, f"set: {{dwell: 190 h}}\n{DOSTYK}\nchance: {{share: 50 %, per: crossing}}")
        assert run("a", "b").at(DAY).borders[FORWARD].dwell_h == 165.0

    def test_the_record_says_what_it_rests_on(self, folder, run):
        source = "sources: {page: {title: A page, publisher: P}}"
        body = f"  - id: c1\n    set: {{dwell: 130 h}}\n    {DOSTYK}\n    {SOMETIMES}\n    source: [page]\n"
        folder.put("s", f"scenario: 1\nid: s\ntitle: t\n{source}\noverrides:\n{body}")
        found = run("s").at(DAY).provenance(Key("border", FORWARD, "dwell_h"))
        assert found == (("estimate", "s:page"), "estimated", ("s#c1",))

    @pytest.mark.parametrize(
        "body", ["set: {dwell: 130 h}", "scale: {dwell: 3}", "shift: {dwell: 1 h}", f"close: {{borders: '{FORWARD}'}}"]
    )
    def test_no_chance_at_all_is_neutral(self, folder, run, body):
        where = "" if body.startswith("close") else DOSTYK
        folder.write("s", f"{body}\n{where}\nchance: {{share: 0 %, per: day, lasts: 9 h}}")
        applied = run("s")
        assert applied.effects(DAY)[0].status == "neutral"
        assert applied.at(DAY).hash == applied.base.hash

    def test_certainty_is_the_override_itself(self, folder, run):
        folder.write("a", f"scale: {{dwell: 3}}\n{DOSTYK}\nchance: {{share: 100 %, per: crossing}}")
        folder.write("b", f"scale: {{dwell: 3}}\n{DOSTYK}")
        assert run("a").at(DAY).hash == run("b").at(DAY).hash

    def test_a_parameter_may_be_the_share(self, folder, run):
        head = "parameters: {p: {default: 10 %, min: 0 %, max: 60 %}}"
        folder.write("s", f"scale: {{dwell: 2}}\n{DOSTYK}\nchance: {{share: $p, per: crossing}}", head=head)
        hours = [run("s", settings=chosen).at(DAY).borders[FORWARD].dwell_h for chosen in (None, {"p": "50 %"})]
        assert hours == [pytest.approx(99.0), 135.0]


class TestWhatIsSaid:
    def test_effects_keep_the_chance_and_say_expected_value(self, folder, run):
        folder.write("s", f"close: {{links: aktau-alat-sea}}\n{STORM}", f"scale: {{dwell: 2}}\n{DOSTYK}")
        storm, certain = run("s").effects(DAY)
        assert storm.chance == Chance(0.5, "day", 30.0)
        assert storm.remark == "expected value of a chance of 50 % a day, lasting 30 h"
        assert (certain.chance, certain.remark) == (None, "")

    def test_the_diff_shows_it(self, folder, run):
        folder.write("s", f"close: {{links: aktau-alat-sea}}\n{STORM}")
        applied = run("s")
        listing = show_changes(diff(applied, DAY), applied.effects(DAY), ["s"], DAY)
        assert listing.notes == ("s#c1: expected value of a chance of 50 % a day, lasting 30 h",)
        (row,) = listing.records()
        assert row["chances"] == [{"override": "s#c1", "share": 0.5, "per": "day", "lasts_h": 30.0}]

    def test_an_answer_says_what_counts_in_the_mean(self, folder, run):
        folder.write("s", f"close: {{links: aktau-alat-sea}}\n{STORM}", f"scale: {{dwell: 2}}\n{DOSTYK}")
        (stamp,) = run("s").stamps_at(DAY)
        assert scenario(stamp, DAY) == "s: t; c1 counted with its expected value (50 % a day, lasting 30 h)"


class TestRefusals:
    @pytest.mark.parametrize(
        ("body", "code", "said"),
        [
            (f"limit: {{dwell: {{at_most: 9 h}}}}\n{DOSTYK}\n{SOMETIMES}", "E022", "limit does not take a chance"),
            (f"spread: {{dwell: {{p90: 9 d}}}}\n{DOSTYK}\n{SOMETIMES}", "E022", "spread does not take a chance"),
            (f"forbid: {{as: transit}}\nwhere: {{countries: KZ}}\n{SOMETIMES}", "E022", "forbid does not take"),
            (f"close: {{nodes: aktau}}\n{STORM}", "E022", "a place closed with a chance"),
            (f"close: {{links: aktau-alat-sea}}\n{SOMETIMES}", "E020", "how long it is closed"),
            (f"scale: {{dwell: 2}}\n{DOSTYK}\nchance: {{share: 5 %, per: day}}", "E020", "how much of a day"),
            (f"scale: {{dwell: 2}}\n{DOSTYK}\n{INSPECTION}", "E022", "lasts means nothing"),
            (f"scale: {{dwell: 2}}\n{DOSTYK}\nchance: {{per: crossing}}", "E020", "needs share"),
            (f"scale: {{dwell: 2}}\n{DOSTYK}\nchance: {{share: 5 %}}", "E020", "needs per"),
            (f"scale: {{dwell: 2}}\n{DOSTYK}\nchance: {{share: 0.5, per: crossing}}", "E104", "has no unit"),
            (f"scale: {{dwell: 2}}\n{DOSTYK}\nchance: {{share: 150 %, per: crossing}}", "E110", "more than 100 %"),
            (f"scale: {{dwell: 2}}\n{DOSTYK}\nchance: {{share: 5 %, per: year}}", "E111", "'year'"),
            (f"scale: {{dwell: 2}}\n{DOSTYK}\nchance: {{share: 5 %, per: crossing, of: 3}}", "E021", "'of'"),
            (f"scale: {{dwell: 2}}\n{DOSTYK}\nchance: 5 %", "E020", "must be a mapping"),
            (f"set: {{time: 9 h}}\nwhere: {{links: dostyk-aktau-rail}}\n{SOMETIMES}", "E408", "time is blank"),
            (f"set: {{fee: 9 USD/truck}}\n{DOSTYK}\n{SOMETIMES}", "E104", "per FEU, not per truck"),
        ],
    )
    def test_are_named(self, folder, problems, body, code, said):
        folder.write("s", body)
        (problem,) = problems("s")
        assert problem.code == code
        assert said in problem.what
        assert problem.hint

    def test_two_different_values_with_a_chance_clash(self, folder, problems):
        for name, hours in (("a", 10), ("b", 20)):
            folder.write(name, f"set: {{time: {hours} h}}\n{SEA}\n{SOMETIMES}")
        assert [problem.code for problem in problems("a", "b")] == ["E504"]
