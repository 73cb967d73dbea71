"""What each verb does to a network, on which day, and what two of them do together."""

from datetime import date

import pytest

from routeplanner.errors import DataError
from routeplanner.network.provenance import Key
from routeplanner.scenario.apply import apply
from routeplanner.scenario.diff import Difference, diff
from tests import tiny as t

DAY = date(2026, 1, 1)
SEA = "where: {transfers: 'aktau:rail1520-sea'}"


class TestClose:
    @pytest.mark.parametrize(
        ("selector", "table", "row_id"),
        [
            ("nodes: aktau", "node", "aktau"),
            ("links: aktau-alat-sea", "link", "aktau-alat-sea"),
            ("borders: 'alashankou-dostyk-rail:forward'", "border", "alashankou-dostyk-rail:forward"),
            ("transfers: {node: aktau}", "transfer", "aktau:rail1520-ferry"),
            ("services: feeder", "service", "feeder"),
        ],
    )
    def test_sets_the_status(self, folder, run, selector, table, row_id):
        folder.write("s", f"close: {{{selector}}}")
        network = run("s").at(DAY)
        assert network.table(table)[row_id].status == "closed"
        (change,) = network.changes[Key(table, row_id, "status")]
        assert (change.override, change.old, change.new, change.quality) == ("s#c1", "open", "closed", "estimated")

    def test_wins_over_everything_else(self, folder, run):
        folder.write("a", "scale: {time: 2}\nwhere: {links: aktau-alat-sea}")
        folder.write("b", "close: {links: aktau-alat-sea}")
        link = run("a", "b").at(DAY).links["aktau-alat-sea"]
        assert (link.status, link.time_factor) == ("closed", 2.0)


class TestSet:
    @pytest.mark.parametrize(
        "case",
        [
            (
                "time: 2 d",
                "transfers: 'aktau:rail1520-sea'",
                "transfer",
                "aktau:rail1520-sea",
                {"time_h": 48.0, "time_p90_h": 96.0},
            ),
            (
                "time: 12 h, time_p90: 90 h",
                "transfers: 'aktau:rail1520-sea'",
                "transfer",
                "aktau:rail1520-sea",
                {"time_h": 12.0, "time_p90_h": 90.0},
            ),
            (
                "cost: 60 USD/TEU",
                "transfers: 'aktau:rail1520-sea'",
                "transfer",
                "aktau:rail1520-sea",
                {"cost_usd": 60.0, "cost_per": "teu"},
            ),
            (
                "capacity: 730 TEU/yr",
                "transfers: 'aktau:rail1520-sea'",
                "transfer",
                "aktau:rail1520-sea",
                {"capacity_per_day": 1.0},
            ),
            ("time: 10 h", "links: dostyk-aktau-rail", "link", "dostyk-aktau-rail", {"time_h": 10.0}),
            (
                "time: 12 h",
                "links: alat-tbilisi-road",
                "link",
                "alat-tbilisi-road",
                {"time_h": 12.0, "time_p90_h": 24.0},
            ),
            (
                "cost: 9 USD/FEU",
                "links: dostyk-aktau-rail",
                "link",
                "dostyk-aktau-rail",
                {"cost_usd": 9.0, "cost_per": "feu"},
            ),
            ("length: 5 km", "links: dostyk-aktau-rail", "link", "dostyk-aktau-rail", {"length_km": 5.0}),
            (
                "dwell: 45 h, fee: 1 USD/truck",
                "borders: 'alashankou-dostyk-rail:forward'",
                "border",
                "alashankou-dostyk-rail:forward",
                {"dwell_h": 45.0, "dwell_p90_h": 90.0, "fee_usd": 1.0, "fee_per": "truck"},
            ),
            ("interval: 1 d, wait: 5 h", "services: ferry", "service", "ferry", {"interval_h": 24.0, "wait_h": 5.0}),
            ("capacity: 300 FEU", "services: feeder", "service", "feeder", {"capacity_teu": 600.0}),
            ("speed: 900 km/d", "rates: rail", "rate", "rail", {"speed_km_day": 900.0}),
            ("cost: 0.4 USD/FEU-km", "rates: rail", "rate", "rail", {"cost_usd_km": 0.4, "cost_per": "feu"}),
            ("emission: 30 g/tkm", "rates: rail", "rate", "rail", {"emission_kg_tkm": 0.03}),
        ],
    )
    def test_gives_a_figure(self, folder, run, case):
        body, where, table, row_id, expected = case
        folder.write("s", f"set: {{{body}}}\nwhere: {{{where}}}")
        applied = run("s")
        row = applied.at(DAY).table(table)[row_id]
        assert {column: getattr(row, column) for column in expected} == expected
        before = applied.base.table(table)[row_id]
        others = {c for c in type(row).model_fields if getattr(row, c) != getattr(before, c)} - expected.keys()
        assert not others

    def test_from_nothing_the_percentile_is_at_least_the_mean(self, folder, run):
        folder.write("zero", "set: {dwell: 0 h}\nwhere: {borders: 'alashankou-dostyk-rail:forward'}")
        row = run("zero").at(DAY).borders["alashankou-dostyk-rail:forward"]
        assert (row.dwell_h, row.dwell_p90_h) == (0.0, 0.0)

    def test_remembers_its_sources(self, folder, run):
        source = "sources: {page: {title: A page, publisher: P, url: 'https://example.org'}}"
        body = f"  - id: c1\n    set: {{time: 12 h}}\n    {SEA}\n    source: [page]\n"
        folder.put("s", f"scenario: 1\nid: s\ntitle: t\n{source}\noverrides:\n{body}")
        network = run("s").at(DAY)
        found = network.provenance(Key("transfer", "aktau:rail1520-sea", "time_h"))
        assert found == (("s:page",), "cited", ("s#c1",))
        assert network.sources["s:page"].publisher == "P"


class TestScale:
    def test_a_link_s_hours_and_price_wherever_they_come_from(self, folder, run):
        folder.write("s", "scale: {time: 1.5, cost: 2}\nwhere: {links: {mode: [rail, sea]}}")
        links = run("s").at(DAY).links
        assert {
            (links[name].time_factor, links[name].cost_factor) for name in ("dostyk-aktau-rail", "aktau-alat-sea")
        } == {(1.5, 2.0)}
        assert links["aktau-alat-sea"].time_h == 24.0

    SOURCE = "scenario: 1\nid: s\ntitle: t\nsources: {page: {title: A page, publisher: P}}\noverrides:\n"

    def test_a_cited_factor_on_an_estimate_stays_an_estimate(self, folder, run):
        folder.put("s", f"{self.SOURCE}  - id: c1\n    scale: {{time: 2}}\n    {SEA}\n    source: [page]\n")
        network = run("s").at(DAY)
        for column in ("time_h", "time_p90_h"):
            found = network.provenance(Key("transfer", "aktau:rail1520-sea", column))
            assert found == (("estimate", "s:page"), "estimated", ("s#c1",))

    def test_the_factor_of_a_link_has_no_figure_behind_it(self, folder, run):
        body = "scale: {time: 2}\n    where: {links: aktau-alat-sea}\n    source: [page]\n"
        folder.put("s", f"{self.SOURCE}  - id: c1\n    {body}")
        found = run("s").at(DAY).provenance(Key("link", "aktau-alat-sea", "time_factor"))
        assert found == (("s:page",), "cited", ("s#c1",))

    def test_the_percentile_goes_along(self, folder, run):
        folder.write("s", "scale: {wait: 0.5}\nwhere: {services: feeder}")
        service = run("s").at(DAY).services["feeder"]
        assert (service.wait_h, service.wait_p90_h) == (16.5, 48.0)

    def test_what_was_set_is_scaled_too(self, folder, run):
        folder.write("a", f"set: {{time: 10 h, time_p90: 30 h}}\n{SEA}")
        folder.write("b", f"scale: {{time: 2}}\n{SEA}")
        row = run("b", "a").at(DAY).transfers["aktau:rail1520-sea"]
        assert (row.time_h, row.time_p90_h) == (20.0, 60.0)


class TestForbid:
    @pytest.mark.parametrize(
        ("where", "column", "expected"),
        [
            ("countries: [KZ, AZ]", "countries", ("AZ", "KZ")),
            ("countries: KZ", "countries", ("KZ",)),
            ("links: {country: KZ}", "countries", ("KZ",)),
            ("nodes: {country: [KZ]}", "countries", ("KZ",)),
            ("links: {country: KZ, mode: rail}", "links", ("dostyk-aktau-rail",)),
            ("nodes: aktau", "nodes", ("aktau",)),
            ("borders: 'alashankou-dostyk-rail'", "links", ("alashankou-dostyk-rail",)),
        ],
    )
    def test_adds_a_restriction(self, folder, run, where, column, expected):
        folder.write("s", f"forbid: {{as: transit, goods: dual-use, origin: [EU]}}\nwhere: {{{where}}}")
        rule = run("s").at(DAY).restrictions["s#c1"]
        assert getattr(rule, column) == expected
        assert (rule.applies_to, rule.goods, rule.origin, rule.source_id) == (
            "transit",
            ("dual-use",),
            ("EU",),
            ("estimate",),
        )
        assert sum(bool(getattr(rule, name)) for name in ("countries", "links", "nodes")) == 1

    def test_along_one_sense_of_links(self, folder, run):
        folder.write("s", "forbid: {as: crossing}\nwhere: {links: aktau-alat-sea}\ndirection: back")
        assert run("s").at(DAY).restrictions["s#c1"].direction == "back"


class TestForbidAtBorders:
    """Whoever selects border rows bars the class and direction that those rows are for, and no more."""

    ROAD = "alat-tbilisi-road"
    KHORGOS = "alashankou-dostyk-rail"

    @pytest.fixture
    def rules(self, folder, network):
        rows = [
            t.border(self.KHORGOS, 30.0, direction="forward", service_class="express"),
            t.border("dostyk-alashankou-rail", 30.0, direction="forward", service_class="express"),
            t.border(self.ROAD, 4.0, direction="forward"),
        ]
        base = network.derived({"border": {row.border_id: row for row in rows}}, {})

        def found(where, body="as: crossing", more=""):
            folder.write("s", f"forbid: {{{body}}}\nwhere: {{borders: {where}}}\n{more}")
            applied = apply(["s"], base, folder=folder.path)
            rules = applied.at(DAY).restrictions
            traces = {trace.override for traces in applied.at(DAY).changes.values() for trace in traces}
            assert traces == {"s#c1"}
            return {name: (rule.service_class, rule.direction, rule.links) for name, rule in rules.items()}

        return found

    def test_a_class(self, rules):
        links = (self.KHORGOS, "dostyk-alashankou-rail")
        assert rules("{service_class: express}") == {"s#c1": ("express", "forward", links)}

    def test_one_rule_for_every_class_and_direction(self, rules):
        assert rules(f"['{self.KHORGOS}:forward', '{self.KHORGOS}:forward:express', '{self.ROAD}:*']") == {
            "s#c1": (None, "back", (self.ROAD,)),
            "s#c1:2": (None, "forward", (self.KHORGOS, self.ROAD)),
            "s#c1:3": ("express", "forward", (self.KHORGOS,)),
        }

    def test_a_row_for_both_senses_next_to_one_of_its_own_is_for_the_other(self, rules):
        assert rules(f"'{self.ROAD}:both'") == {"s#c1": (None, "back", (self.ROAD,))}

    def test_one_sense_of_a_row_for_both(self, folder, run):
        folder.write("s", f"forbid: {{as: crossing}}\nwhere: {{borders: '{self.ROAD}:both'}}\ndirection: forward")
        assert run("s").at(DAY).restrictions["s#c1"].direction == "forward"

    def test_the_class_of_the_ban_leaves_out_rows_of_another(self, rules):
        found = rules(f"['{self.KHORGOS}:*']", "as: crossing, service_class: regular")
        assert found == {"s#c1": ("regular", "forward", (self.KHORGOS,))}

    def test_a_class_none_of_the_rows_is_for_is_an_error(self, rules):
        with pytest.raises(DataError, match=r"E406.*none of these borders is for regular"):
            rules("{service_class: express}", "as: crossing, service_class: regular")


class TestDirection:
    BOTH = "alat-tbilisi-road:both"

    def test_a_row_for_both_senses_is_split(self, folder, run):
        folder.write("s", f"set: {{dwell: 30 h}}\nwhere: {{borders: '{self.BOTH}'}}\ndirection: forward")
        applied = run("s")
        borders = applied.at(DAY).borders
        there, back = borders["alat-tbilisi-road:forward"], borders[self.BOTH]
        assert (there.direction, there.dwell_h, there.dwell_p90_h) == ("forward", 30.0, 60.0)
        assert (back.direction, back.dwell_h, back.dwell_p90_h) == ("back", 10.0, 20.0)
        assert applied.base.borders[self.BOTH].direction == "both"

    def test_equal_changes_of_both_senses_leave_one_row(self, folder, run):
        for name, sense in (("a", "forward"), ("b", "back")):
            folder.write(name, f"scale: {{dwell: 2}}\nwhere: {{borders: '{self.BOTH}'}}\ndirection: {sense}")
        folder.write("c", f"scale: {{dwell: 2}}\nwhere: {{borders: '{self.BOTH}'}}")
        assert run("a", "b").at(DAY).hash == run("c").at(DAY).hash

    def test_each_sense_gets_what_is_meant_for_it(self, folder, run):
        folder.write("a", f"set: {{dwell: 30 h}}\nwhere: {{borders: '{self.BOTH}'}}\ndirection: forward")
        folder.write("b", f"close: {{borders: '{self.BOTH}'}}\ndirection: back")
        folder.write("c", f"scale: {{dwell: 2}}\nwhere: {{borders: '{self.BOTH}'}}")
        borders = run("a", "b", "c").at(DAY).borders
        there, back = borders["alat-tbilisi-road:forward"], borders[self.BOTH]
        assert (there.status, there.dwell_h) == ("open", 60.0)
        assert (back.status, back.dwell_h) == ("closed", 20.0)

    def test_a_row_of_the_sense_itself_goes_before_the_one_for_both(self, folder, network):
        own = t.border("alat-tbilisi-road", 4.0, direction="forward")
        base = network.derived({"border": {own.border_id: own}}, {})
        folder.write("s", "set: {dwell: 30 h}\nwhere: {borders: {mode: road}}\ndirection: forward\nmatches: 1")
        borders = apply(["s"], base, folder=folder.path).at(DAY).borders
        assert (borders[own.border_id].dwell_h, borders[self.BOTH].dwell_h) == (30.0, 10.0)

    @pytest.mark.parametrize(("own", "other"), [("forward", "back"), ("back", "forward")])
    def test_a_row_of_one_sense_stays_as_it_is_when_the_other_changes(self, folder, network, own, other):
        row = t.border("alat-tbilisi-road", 4.0, direction=own)
        base = network.derived({"border": {row.border_id: row}}, {})
        folder.write("s", f"set: {{dwell: 30 h}}\nwhere: {{borders: '{self.BOTH}'}}\ndirection: {other}")
        applied = apply(["s"], base, folder=folder.path)
        borders = applied.at(DAY).borders
        assert borders[row.border_id] == row
        assert (borders[self.BOTH].dwell_h, borders[self.BOTH].dwell_p90_h) == (30.0, 60.0)
        assert set(borders) == set(base.borders)
        assert {key.row_id for key in applied.at(DAY).changes} == {self.BOTH}

    def test_no_row_of_that_sense_is_an_error(self, folder, problems):
        folder.write("s", "set: {dwell: 30 h}\nwhere: {borders: {mode: rail}}\ndirection: back")
        assert [problem.code for problem in problems("s")] == ["E406"]


class TestDates:
    def test_holds_from_until(self, folder, run):
        folder.write(
            "s",
            f"set: {{time: 12 h}}\n{SEA}\nwhen: {{from: 2026-03-01, through: 2026-03-31}}",
            head="as_of: 2026-03-15",
        )
        applied = run("s")
        days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)]
        assert [applied.at(day).transfers["aktau:rail1520-sea"].time_h for day in days] == [24.0, 12.0, 12.0, 24.0]
        assert [applied.effects(day)[0].status for day in days] == ["inactive", "applied", "applied", "inactive"]
        assert (applied.as_of, applied.periods) == (date(2026, 3, 15), (date(2026, 3, 1), date(2026, 4, 1)))
        assert applied.at(days[0]) is applied.base
        assert applied.at(days[1]) is applied.at(days[2])

    def test_the_latest_as_of_of_the_stack_counts(self, folder, run):
        for name, day in (("a", "2027-01-01"), ("b", "2026-01-01")):
            folder.write(name, "close: {nodes: xian}", head=f"as_of: {day}")
        folder.write("c", "close: {nodes: xian}")
        assert run("a", "b", "c").as_of == date(2027, 1, 1)
        assert run("c").as_of is None

    def test_a_date_may_be_a_parameter(self, folder, run):
        folder.write(
            "s", "close: {nodes: xian}\nwhen: {from: $opens}", head="parameters: {opens: {default: 2026-06-01}}"
        )
        applied = run("s", settings={"opens": "2027-06-01"})
        assert applied.periods == (date(2027, 6, 1),)


class TestTwoSets:
    def test_different_values_at_one_moment_name_both_places_and_the_day(self, folder, problems):
        folder.write("a", f"set: {{time: 10 h}}\n{SEA}\nwhen: {{from: 2026-06-01}}")
        folder.write("b", f"set: {{time: 20 h}}\n{SEA}\nwhen: {{season: 07-01..08-31}}")
        (problem,) = problems("a", "b")
        assert (problem.code, problem.where) == ("E504", "b.yaml:6:17")
        assert "a.yaml:6:17" in problem.what
        assert "2026-07-01" in problem.what

    def test_the_same_value_is_fine(self, folder, run):
        folder.write("a", f"set: {{time: 48 h}}\n{SEA}")
        folder.write("b", f"set: {{time: 2 d}}\n{SEA}")
        assert run("a", "b").at(DAY).transfers["aktau:rail1520-sea"].time_h == 48.0

    def test_at_different_times_they_get_along(self, folder, run):
        folder.write("a", f"set: {{time: 10 h}}\n{SEA}\nwhen: {{until: 2026-06-01}}")
        folder.write("b", f"set: {{time: 20 h}}\n{SEA}\nwhen: {{from: 2026-06-01}}")
        applied = run("a", "b")
        hours = [applied.at(day).transfers["aktau:rail1520-sea"].time_h for day in (DAY, date(2026, 6, 1))]
        assert hours == [10.0, 20.0]

    def test_another_basis_is_another_value(self, folder, problems):
        folder.write("a", f"set: {{cost: 10 USD/FEU}}\n{SEA}")
        folder.write("b", f"set: {{cost: 10 USD/TEU}}\n{SEA}")
        assert [problem.code for problem in problems("a", "b")] == ["E504"]


class TestPromises:
    def test_was_and_matches_that_hold(self, folder, run):
        where = "where: {transfers: {node: aktau}}"
        folder.write(
            "s",
            f"set: {{capacity: 1 units/d}}\n{where}\nwas: {{cost: 100 USD/FEU}}\nmatches: {{at_least: 2, at_most: 2}}",
        )
        assert run("s").effects(DAY)[0].status == "applied"

    @pytest.mark.parametrize("matches", ["1", "{exactly: 3}", "{at_least: 3}", "{at_most: 1}"])
    def test_a_broken_promise_of_count(self, folder, problems, matches):
        folder.write("s", f"close: {{transfers: {{node: aktau}}}}\nmatches: {matches}")
        (problem,) = problems("s")
        assert problem.code == "E407"
        assert "matches 2" in problem.what

    def test_checked_against_the_base_whatever_the_rest_of_the_stack_does(self, folder, run):
        folder.write("a", f"set: {{time: 10 h}}\n{SEA}")
        folder.write("b", f"scale: {{time: 2}}\n{SEA}\nwas: {{time: 24 h}}")
        assert run("a", "b").at(DAY).transfers["aktau:rail1520-sea"].time_h == 20.0


class TestEffects:
    def test_what_changes_nothing_is_neutral(self, folder, run):
        folder.write(
            "s", f"set: {{time: 24 h}}\n{SEA}", f"scale: {{time: 1}}\n{SEA}", "scale: {fee: 3}\nwhere: {borders: '*'}"
        )
        applied = run("s")
        assert [effect.status for effect in applied.effects(DAY)] == ["neutral", "neutral", "applied"]

    def test_elements_say_old_and_new(self, folder, run):
        folder.write("s", f"scale: {{time: 2}}\n{SEA}")
        (effect,) = run("s").effects(DAY)
        assert effect.elements == (
            ("transfer", "aktau:rail1520-sea", "time_h", 24.0, 48.0),
            ("transfer", "aktau:rail1520-sea", "time_p90_h", 48.0, 96.0),
        )

    def test_a_neutral_override_is_not_named_behind_a_figure(self, folder, run):
        folder.write("a", f"set: {{time: 24 h}}\n{SEA}")
        folder.write("b", f"scale: {{time: 2}}\n{SEA}")
        found = run("a", "b").at(DAY).provenance(Key("transfer", "aktau:rail1520-sea", "time_h"))
        assert found.overrides == ("b#c1",)


class TestDiff:
    def test_old_new_and_overrides(self, folder, run):
        folder.write("a", f"set: {{time: 10 h}}\n{SEA}")
        folder.write("b", f"scale: {{time: 2}}\n{SEA}", "forbid: {as: transit}\nwhere: {countries: KZ}")
        found = diff(run("a", "b"), DAY)
        assert Difference("transfer", "aktau:rail1520-sea", "time_h", 24.0, 20.0, ("a#c1", "b#c1"), ()) in found
        assert Difference("restriction", "b#c2", "countries", None, ("KZ",), ("b#c2",), ()) in found
        assert [(d.table, d.row_id, d.field) for d in found] == sorted((d.table, d.row_id, d.field) for d in found)

    def test_without_a_day_at_the_stack_s_own(self, folder, run):
        folder.write("s", "close: {nodes: xian}\nwhen: {from: 2027-01-01}", head="as_of: 2027-01-01")
        applied = run("s")
        assert len(diff(applied)) == 1
        assert diff(applied, DAY) == ()

    def test_on_a_base_that_is_itself_derived_only_the_stack_shows(self, folder, run):
        folder.write("a", f"set: {{time: 10 h}}\n{SEA}")
        folder.write("b", f"scale: {{time: 2}}\n{SEA}")
        base = run("a").at(DAY)
        found = diff(apply(["b"], base, folder=folder.path), DAY)
        assert {(d.field, d.old, d.new, d.overrides) for d in found} == {
            ("time_h", 10.0, 20.0, ("b#c1",)),
            ("time_p90_h", 20.0, 40.0, ("b#c1",)),
        }
