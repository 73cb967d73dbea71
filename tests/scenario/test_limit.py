"""limit: figures held between a least and a most, after everything else."""

from datetime import date

import pytest

from routeplanner.network.provenance import Key

DAY = date(2026, 1, 1)
SEA = "where: {transfers: 'aktau:rail1520-sea'}"
FORWARD = "alashankou-dostyk-rail:forward"
DOSTYK = f"where: {{borders: '{FORWARD}'}}"
LINK = "where: {links: alat-tbilisi-road}"


class TestFigures:
    @pytest.mark.parametrize(
        ("body", "hours", "p90"),
        [
            ("{at_most: 30 min}", 0.5, 0.5),
            ("{at_least: 36 h}", 36.0, 48.0),
            ("{at_least: 3 d}", 72.0, 72.0),
            ("{at_most: 40 h}", 24.0, 40.0),
            ("{at_least: 2 h, at_most: 2 d}", 24.0, 48.0),
        ],
    )
    def test_are_held_with_their_percentile(self, folder, run, body, hours, p90):
        folder.write("s", f"limit: {{time: {body}}}\n{SEA}")
        row = run("s").at(DAY).transfers["aktau:rail1520-sea"]
        assert (row.time_h, row.time_p90_h) == (hours, p90)

    def test_prices_per_what_they_are_per(self, folder, run):
        folder.write("s", f"limit: {{fee: {{at_most: 120 USD/FEU}}}}\n{DOSTYK}")
        row = run("s").at(DAY).borders[FORWARD]
        assert (row.fee_usd, row.fee_per) == (120.0, "feu")

    def test_acts_after_set_scale_and_shift(self, folder, run):
        folder.write("a", f"limit: {{time: {{at_most: 2 d}}}}\n{SEA}")
        folder.write("b", f"set: {{time: 20 h}}\n{SEA}", f"scale: {{time: 2}}\n{SEA}", f"shift: {{time: +20 h}}\n{SEA}")
        assert run("b", "a").at(DAY).transfers["aktau:rail1520-sea"].time_h == 48.0

    def test_holds_up_what_a_shift_would_take_below_nothing(self, folder, run):
        folder.write("a", f"shift: {{dwell: -100 h}}\n{DOSTYK}")
        folder.write("b", f"limit: {{dwell: {{at_least: 4 h}}}}\n{DOSTYK}")
        row = run("a", "b").at(DAY).borders[FORWARD]
        assert (row.dwell_h, row.dwell_p90_h) == (4.0, 80.0)

    def test_the_tightest_of_several_counts(self, folder, run):
        folder.write("a", f"limit: {{dwell: {{at_most: 60 h}}}}\n{DOSTYK}")
        folder.write("b", f"limit: {{dwell: {{at_least: 10 h, at_most: 50 h}}}}\n{DOSTYK}")
        applied = run("a", "b")
        assert applied.at(DAY).borders[FORWARD].dwell_h == 50.0
        assert [effect.status for effect in applied.effects(DAY)] == ["applied", "applied"]


class TestLinks:
    """A link's hours are held by the amount beside them, so that its factor keeps a record of its own."""

    @staticmethod
    def whole(link, column="time_h"):
        return getattr(link, column) * link.time_factor + link.time_shift_h

    @pytest.mark.parametrize(("limit", "hours", "p90"), [("{at_most: 40 h}", 40, 40), ("{at_least: 60 h}", 60, 96)])
    def test_after_factor_and_shift(self, folder, run, limit, hours, p90):
        folder.write("a", f"scale: {{time: 2}}\n{LINK}")
        folder.write("b", f"limit: {{time: {limit}}}\n{LINK}")
        network = run("a", "b").at(DAY)
        link = network.links["alat-tbilisi-road"]
        assert link.time_factor == 2.0
        assert self.whole(link) == pytest.approx(hours)
        assert self.whole(link, "time_p90_h") == pytest.approx(p90)
        assert network.provenance(Key("link", link.link_id, "time_factor")).overrides == ("a#c1",)
        assert network.provenance(Key("link", link.link_id, "time_shift_h")).overrides == ("b#c1",)

    def test_of_a_price(self, folder, run):
        folder.write("s", f"limit: {{cost: {{at_most: 80 USD/FEU}}}}\n{LINK}")
        link = run("s").at(DAY).links["alat-tbilisi-road"]
        assert (link.cost_usd, link.cost_shift_usd, link.cost_shift_per) == (100.0, -20.0, "feu")

    def test_the_answer_is_within_the_limit(self, folder, run):
        from tests.features.lines import line

        folder.write("s", f"limit: {{time: {{at_most: 12 h}}}}\n{LINK}")
        assert line(run("s").at(DAY), "alat", "tbilisi") == "alat [border 12h] tbilisi [12h $100]"


class TestNeutral:
    @pytest.mark.parametrize(
        "body",
        [
            f"limit: {{time: {{at_least: 1 h, at_most: 5 d}}}}\n{LINK}",
            f"limit: {{dwell: {{at_most: 180 h}}}}\n{DOSTYK}",
            f"limit: {{cost: {{at_most: 100 USD/FEU}}}}\n{SEA}",
        ],
    )
    def test_what_does_not_bind_leaves_the_hash(self, folder, run, body):
        folder.write("s", body)
        applied = run("s")
        assert applied.at(DAY).hash == applied.base.hash
        assert applied.effects(DAY)[0].status == "neutral"

    def test_what_binds_only_beside_another_override_is_applied(self, folder, run):
        folder.write("a", f"limit: {{time: {{at_most: 60 h}}}}\n{SEA}")
        folder.write("b", f"scale: {{time: 3}}\n{SEA}")
        assert [effect.status for effect in run("a").effects(DAY)] == ["neutral"]
        applied = run("a", "b")
        assert [effect.status for effect in applied.effects(DAY)] == ["applied", "applied"]
        found = applied.at(DAY).provenance(Key("transfer", "aktau:rail1520-sea", "time_h"))
        assert found.overrides == ("a#c1", "b#c1")


class TestRefusals:
    @pytest.mark.parametrize(
        ("body", "code", "where", "said"),
        [
            (f"limit: {{dwell: {{at_least: 3 d, at_most: 2 d}}}}\n{DOSTYK}", "E509", "6:21", "more than at_most"),
            ("limit: {time: {at_most: 9 h}}\nwhere: {links: dostyk-aktau-rail}", "E408", "6:13", "time is blank"),
            ("limit: {wait: {at_most: 9 h}}\nwhere: {services: ferry}", "E408", "6:13", "wait is blank"),
            (f"limit: {{dwell: 9 h}}\n{DOSTYK}", "E020", "6:20", "at_least or at_most"),
            (f"limit: {{dwell: {{}}}}\n{DOSTYK}", "E020", "6:20", "is empty"),
            (f"limit: {{}}\n{DOSTYK}", "E020", "6:12", "changes nothing"),
            (f"limit: {{dwell: {{most: 9 h}}}}\n{DOSTYK}", "E021", "6:21", "'most'"),
            (f"limit: {{dwell: {{at_most: 9}}}}\n{DOSTYK}", "E104", "6:30", "has no unit"),
            (f"limit: {{dwell: {{at_most: -9 h}}}}\n{DOSTYK}", "E102", "6:30", "must not be signed"),
            ("limit: {interval: {at_most: 0 h}}\nwhere: {services: ferry}", "E110", "6:33", "more than 0"),
            (f"limit: {{fee: {{at_most: 9 USD/truck}}}}\n{DOSTYK}", "E104", "6:13", "per FEU, not per truck"),
            (
                f"limit: {{fee: {{at_least: 1 USD/FEU, at_most: 9 USD/truck}}}}\n{DOSTYK}",
                "E104",
                "6:40",
                "per different things",
            ),
        ],
    )
    def test_are_named_with_their_place(self, folder, problems, body, code, where, said):
        folder.write("s", body)
        (problem,) = problems("s")
        assert (problem.code, problem.where) == (code, f"s.yaml:{where}")
        assert said in problem.what

    def test_two_that_contradict_name_each_other(self, folder, problems):
        folder.write("a", f"limit: {{dwell: {{at_most: 2 d}}}}\n{DOSTYK}")
        folder.write("b", f"limit: {{dwell: {{at_least: 3 d}}}}\n{DOSTYK}")
        (problem,) = problems("a", "b")
        assert (problem.code, problem.where) == ("E509", "b.yaml:6:13")
        assert "at least 72 h (b#c1) and at most 48 h (a#c1), on 2026-01-01" in problem.what

    def test_at_different_times_they_get_along(self, folder, run):
        folder.write("a", f"limit: {{dwell: {{at_most: 2 d}}}}\n{DOSTYK}\nwhen: {{until: 2026-06-01}}")
        folder.write("b", f"limit: {{dwell: {{at_least: 5 d}}}}\n{DOSTYK}\nwhen: {{from: 2026-06-01}}")
        applied = run("a", "b")
        hours = [applied.at(day).borders[FORWARD].dwell_h for day in (DAY, date(2026, 6, 1))]
        assert hours == [48.0, 120.0]
