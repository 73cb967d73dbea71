"""shift: what it adds to, what it takes along, and where it stops."""

from datetime import date

import pytest

from routeplanner.errors import DataError
from routeplanner.network.provenance import Key
from routeplanner.scenario.apply import apply
from tests import tiny as t

DAY = date(2026, 1, 1)
SEA = "where: {transfers: 'aktau:rail1520-sea'}"
DOSTYK = "where: {borders: 'alashankou-dostyk-rail:forward'}"


class TestFigures:
    @pytest.mark.parametrize(
        ("body", "where", "table", "row_id", "expected"),
        [
            (
                "dwell: -2 h",
                "borders: 'alashankou-dostyk-rail:forward'",
                "border",
                "alashankou-dostyk-rail:forward",
                {"dwell_h": 88.0, "dwell_p90_h": 178.0},
            ),
            (
                "dwell: +1d 6h, fee: -50 USD/FEU",
                "borders: 'alashankou-dostyk-rail:forward'",
                "border",
                "alashankou-dostyk-rail:forward",
                {"dwell_h": 120.0, "dwell_p90_h": 210.0, "fee_usd": 100.0, "fee_per": "feu"},
            ),
            (
                "time_p90: 10 h",
                "transfers: 'aktau:rail1520-sea'",
                "transfer",
                "aktau:rail1520-sea",
                {"time_h": 24.0, "time_p90_h": 58.0},
            ),
            ("wait: -3 h", "services: feeder", "service", "feeder", {"wait_h": 30.0, "wait_p90_h": 93.0}),
            ("interval: -8 h", "services: ferry", "service", "ferry", {"interval_h": 40.0, "wait_h": None}),
            ("capacity: -25 FEU", "services: feeder", "service", "feeder", {"capacity_teu": 175.0}),
            ("speed: +10 km/h", "rates: rail", "rate", "rail", {"speed_km_day": 1240.0}),
            ("length: 24 km", "links: dostyk-aktau-rail", "link", "dostyk-aktau-rail", {"length_km": 1024.0}),
        ],
    )
    def test_are_moved_with_their_percentile(self, folder, run, body, where, table, row_id, expected):
        folder.write("s", f"shift: {{{body}}}\nwhere: {{{where}}}")
        applied = run("s")
        row = applied.at(DAY).table(table)[row_id]
        assert {column: getattr(row, column) for column in expected} == expected
        before = applied.base.table(table)[row_id]
        others = {c for c in type(row).model_fields if getattr(row, c) != getattr(before, c)} - expected.keys()
        assert not others

    def test_a_link_s_hours_and_price_wherever_they_come_from(self, folder, run):
        folder.write("s", "shift: {time: +6 h, cost: -5 USD/TEU}\nwhere: {links: [dostyk-aktau-rail, aktau-alat-sea]}")
        links = run("s").at(DAY).links
        for name, hours in (("dostyk-aktau-rail", None), ("aktau-alat-sea", 24.0)):
            link = links[name]
            assert (link.time_h, link.time_shift_h) == (hours, 6.0)
            assert (link.cost_shift_usd, link.cost_shift_per) == (-5.0, "teu")

    def test_a_wait_that_follows_from_departures(self, folder, run):
        folder.write("s", "shift: {wait: 10 h}\nwhere: {services: ferry}")
        service = run("s").at(DAY).services["ferry"]
        assert (service.wait_h, service.interval_h, service.wait_p90_h) == (34.0, 48.0, None)

    def test_acts_after_set_and_scale_and_sums_up(self, folder, run):
        folder.write("a", f"set: {{time: 10 h}}\n{SEA}")
        folder.write("b", f"scale: {{time: 3}}\n{SEA}")
        folder.write("c", f"shift: {{time: +5 h}}\n{SEA}", f"shift: {{time: -1 h}}\n{SEA}")
        row = run("c", "b", "a").at(DAY).transfers["aktau:rail1520-sea"]
        assert (row.time_h, row.time_p90_h) == (34.0, 64.0)

    def test_one_sense_of_a_border_for_both(self, folder, run):
        folder.write("s", "shift: {dwell: 5 h}\nwhere: {borders: 'alat-tbilisi-road:both'}\ndirection: back")
        borders = run("s").at(DAY).borders
        assert {row.direction: row.dwell_h for row in borders.values() if row.link_id == "alat-tbilisi-road"} == {
            "forward": 10.0,
            "back": 15.0,
        }

    def test_the_amount_may_be_a_parameter(self, folder, run):
        folder.write("s", f"shift: {{dwell: $d}}\n{DOSTYK}", head="parameters: {d: {default: -2 h, min: -10 h}}")
        rows = [run("s", settings=chosen).at(DAY) for chosen in (None, {"d": "-10 h"})]
        assert [network.borders["alashankou-dostyk-rail:forward"].dwell_h for network in rows] == [88.0, 80.0]


class TestRecord:
    SOURCE = "scenario: 1\nid: s\ntitle: t\nsources: {page: {title: A page, publisher: P}}\noverrides:\n"

    def test_a_cited_amount_on_an_estimate_stays_an_estimate(self, folder, run):
        folder.put("s", f"{self.SOURCE}  - id: c1\n    shift: {{time: 2 h}}\n    {SEA}\n    source: [page]\n")
        network = run("s").at(DAY)
        for column in ("time_h", "time_p90_h"):
            found = network.provenance(Key("transfer", "aktau:rail1520-sea", column))
            assert found == (("estimate", "s:page"), "estimated", ("s#c1",))

    def test_the_amount_beside_a_link_has_no_figure_behind_it(self, folder, run):
        where = "where: {links: aktau-alat-sea}"
        folder.put("s", f"{self.SOURCE}  - id: c1\n    shift: {{time: 2 h}}\n    {where}\n    source: [page]\n")
        found = run("s").at(DAY).provenance(Key("link", "aktau-alat-sea", "time_shift_h"))
        assert found == (("s:page",), "cited", ("s#c1",))

    @pytest.mark.parametrize("where", ["links: '*'", "transfers: '*'"])
    def test_nothing_added_is_neutral(self, folder, run, where):
        folder.write("s", f"shift: {{time: 0 h}}\nwhere: {{{where}}}")
        applied = run("s")
        assert applied.effects(DAY)[0].status == "neutral"
        assert applied.at(DAY).hash == applied.base.hash

    def test_what_is_taken_back_leaves_the_row_as_it_was(self, folder, run):
        where = "where: {links: aktau-alat-sea}"
        folder.write("s", f"shift: {{cost: +5 USD/FEU}}\n{where}", f"shift: {{cost: -5 USD/FEU}}\n{where}")
        applied = run("s")
        assert applied.at(DAY).hash == applied.base.hash


class TestRefusals:
    @pytest.mark.parametrize(
        ("bodies", "code", "said"),
        [
            ([f"shift: {{dwell: -4 d}}\n{DOSTYK}"], "E507", "would be -6 h with s#c1, on 2026-01-01"),
            (
                [f"shift: {{dwell: -60 h}}\n{DOSTYK}", f"shift: {{dwell: -1 wk}}\n{DOSTYK}"],
                "E507",
                "would be -138 h with s#c1 and s#c2",
            ),
            (["shift: {interval: -2 d}\nwhere: {services: ferry}"], "E507", "interval of service ferry would be 0 h"),
            (["shift: {time: -30 h}\nwhere: {links: aktau-alat-sea}"], "E507", "would be -6 h"),
            (["shift: {cost: -150 USD/FEU}\nwhere: {links: aktau-alat-sea}"], "E507", "would be -50 USD/FEU"),
            ([f"shift: {{fee: +120 USD/truck}}\n{DOSTYK}"], "E104", "is per FEU, not per truck"),
            (
                [
                    "shift: {cost: 1 USD/FEU}\nwhere: {links: aktau-alat-sea}",
                    "shift: {cost: 1 USD/truck}\nwhere: {links: '*-sea'}",
                ],
                "E104",
                "one per FEU, one per truck",
            ),
            (["shift: {cost: 5 USD/FEU}\nwhere: {services: ferry}"], "E408", "cost is blank in 1 of 1: ferry"),
            ([f"shift: {{}}\n{DOSTYK}"], "E020", "changes nothing"),
            ([f"shift: {{dwell: 2}}\n{DOSTYK}"], "E104", "has no unit"),
            ([f"shift: {{dwell: 1d -2h}}\n{DOSTYK}"], "E102", "sign inside"),
        ],
    )
    def test_are_named(self, folder, problems, bodies, code, said):
        folder.write("s", *bodies)
        (problem,) = problems("s")
        assert problem.code == code
        assert said in problem.what
        assert problem.where.startswith("s.yaml:6:") or len(bodies) > 1

    def test_rounding_does_not_count_as_below_nothing(self, folder, network):
        row = t.transfer("aktau", "ferry>sea", 0.3)
        base = network.derived({"transfer": {row.transfer_id: row}}, {})
        folder.write("s", *[f"shift: {{time: -0.1 h}}\nwhere: {{transfers: '{row.transfer_id}'}}"] * 3)
        assert apply(["s"], base, folder=folder.path).at(DAY).transfers[row.transfer_id].time_h == 0.0

    def test_hours_that_follow_from_a_rate_are_checked_when_they_are_known(self, folder, run):
        from tests.features.lines import ask

        folder.write("s", "shift: {time: -40 h}\nwhere: {links: dostyk-aktau-rail}")
        network = run("s").at(DAY)
        with pytest.raises(DataError, match=r"E507.*dostyk-aktau-rail.*would take -16 h.*by s#c1"):
            ask(network, "dostyk", "aktau")
