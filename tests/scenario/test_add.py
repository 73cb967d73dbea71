"""New rows: how they are written, what must fit, when they are there, what others can do to them."""

from datetime import date
from itertools import permutations

import pytest

from routeplanner.cli.app import run as run_program
from routeplanner.network.model import TABLES
from routeplanner.network.provenance import Key
from routeplanner.scenario.apply import apply
from routeplanner.scenario.diff import diff
from routeplanner.scenario.verbs.rows import ROW_KEYS, column_words
from tests import tiny as t

DAY = date(2026, 1, 1)
PLACES = {
    "urumqi": ("CN", "hub", 87.6, 43.8),
    "tacheng": ("CN", "border", 82.98, 46.75),
    "bakhty": ("KZ", "border", 82.72, 46.66),
    "ayagoz": ("KZ", "hub", 80.43, 47.96),
    "aktau": ("KZ", "port", 51.15, 43.65),
    "alat": ("AZ", "port", 49.41, 39.94),
}
LINE = "id: line, from: ayagoz, to: bakhty, mode: rail, gauge: 1520, length: 297 km"
CROSSING = "id: gate, from: tacheng, to: bakhty, mode: rail, gauge: 1435, length: 24 km"
STOP = "link: gate, dwell: 12 h, dwell_p90: 1 d, fee: 50 USD/FEU"
RELOAD = "node: bakhty, from: {mode: rail, gauge: 1435}, to: {mode: rail, gauge: 1520}, time: 8 h, time_p90: 20 h, cost: 100 USD/FEU"
PLACE = "id: sary, name: Sary, node_type: terminal, country: KZ, x: 81.25, y: 47.25"


@pytest.fixture(scope="module")
def network():
    """Six places where they lie, a road and a ferry: nothing of a railway yet."""
    return t.tiny(
        *(t.node(name, country, kind, x_coord=x, y_coord=y) for name, (country, kind, x, y) in PLACES.items()),
        t.link("urumqi-tacheng", "road", length_km=620.0, country="CN"),
        t.link("aktau-alat", "ferry", length_km=470.0),
        t.link("ayagoz-bakhty", "road", length_km=280.0, country="KZ"),
        t.link("tacheng-bakhty", "road", length_km=24.0),
        t.service("ferry", "aktau-alat-ferry", interval=48.0),
        t.corridor("northern", "ayagoz"),
    )


def add(table, row, more=""):
    return f"add: {{{table}: {{{row}}}}}" + (f"\n{more}" if more else "")


def only(effects):
    (effect,) = effects
    return effect


class TestRows:
    """Every column of a table can be written, under the name selectors and other verbs know."""

    @pytest.mark.parametrize(
        ("table", "row", "row_id", "expected"),
        [
            (
                "node",
                f"{PLACE}, unlocode: KZSRY, aliases: [Сары, Sari]",
                "sary",
                {"node_type": "terminal", "country": "KZ", "x_coord": 81.25, "y_coord": 47.25, "unlocode": "KZSRY",
                 "aliases": ("Сары", "Sari"), "status": "open"},
            ),
            (
                "link",
                f"{LINE}, corridors: [northern], time: 1d 6h, time_p90: 40 h, cost: 60 USD/TEU, directed: true",
                "line",
                {"from_node_id": "ayagoz", "to_node_id": "bakhty", "gauge_mm": 1520, "length_km": 297.0, "country": "KZ",
                 "corridors": ("northern",), "time_h": 30.0, "time_p90_h": 40.0, "cost_usd": 60.0, "cost_per": "teu",
                 "directed": True, "time_factor": 1.0},
            ),
            (
                "link",
                "id: sail, from: aktau, to: alat, mode: sea, length: 254 nmi",
                "sail",
                {"directed": False, "gauge_mm": None, "country": None, "length_km": 470.408, "time_h": None,
                 "cost_usd": None, "cost_per": None, "corridors": (), "tariff": ""},
            ),
            (
                "border",
                "link: tacheng-bakhty-road, direction: forward, service_class: team, dwell: 12 h, dwell_p90: 1 d, fee: 50 USD/truck, capacity: 20 trucks/d, procedure: customs",
                "tacheng-bakhty-road:forward:team",
                {"link_id": "tacheng-bakhty-road", "direction": "forward", "service_class": "team", "dwell_h": 12.0,
                 "dwell_p90_h": 24.0, "fee_usd": 50.0, "fee_per": "truck", "capacity_per_day": 20.0,
                 "procedure": "customs"},
            ),
            (
                "transfer",
                f"{RELOAD}, service_class: regular, equipment: 20ft, capacity: 40 FEU/d",
                "bakhty:rail1435-rail1520:regular:20ft",
                {"node_id": "bakhty", "from_mode": "rail", "from_gauge": 1435, "to_mode": "rail", "to_gauge": 1520,
                 "time_h": 8.0, "time_p90_h": 20.0, "cost_usd": 100.0, "cost_per": "feu", "capacity_per_day": 40.0,
                 "service_class": "regular", "equipment": "20ft"},
            ),
            (
                "transfer",
                "node: '*', from: ferry, to: road, time: 8 h, time_p90: 8 h, cost: 0 USD/FEU",
                "any:ferry-road",
                {"node_id": "*", "from_mode": "ferry", "from_gauge": None, "to_mode": "road", "cost_usd": 0.0},
            ),
            (
                "service",
                "id: liner, name: Liner, operator: Who, direction: forward, links: [aktau-alat-ferry], calls: [aktau, alat], interval: 7 d, weekdays: [mon, thu], wait: 2 d, wait_p90: 4 d, capacity: 30 FEU, time: 20 h, cost: 900 USD/FEU, includes: [transfer], terms: soc",
                "liner",
                {"name": "Liner", "operator": "Who", "direction": "forward", "links": ("aktau-alat-ferry",),
                 "calls": ("aktau", "alat"), "interval_h": 168.0, "weekdays": ("mon", "thu"), "wait_h": 48.0,
                 "wait_p90_h": 96.0, "capacity_teu": 60.0, "time_h": 20.0, "cost_usd": 900.0, "cost_per": "feu",
                 "includes": ("transfer",), "terms": "soc", "service_class": None},
            ),
        ],
    )  # fmt: skip
    def test_is_as_written(self, folder, run, table, row, row_id, expected):
        folder.write("s", add(table, row))
        found = run("s").at(DAY).table(table)[row_id]
        assert {column: getattr(found, column) for column in expected} == expected
        assert (found.source_id, found.quality, found.note) == (("estimate",), "estimated", "test")

    @pytest.mark.parametrize("table", ROW_KEYS)
    def test_every_column_has_a_key_without_its_unit(self, table):
        unwritten = {"status", "season", "border_id", "transfer_id", "source_id", "quality", "note"}
        factors = {"time_factor", "time_shift_h", "cost_factor", "cost_shift_usd", "cost_shift_per"}
        assert set(TABLES[table].model_fields) - unwritten - factors == set(column_words(table))
        assert not [key for key in ROW_KEYS[table] if key.endswith(("_h", "_km", "_usd", "_per", "_id", "_mm"))]

    def test_may_have_parameters_for_values(self, folder, run):
        folder.write("s", add("link", LINE.replace("297 km", "$km")), head="parameters: {km: {default: 300 km}}")
        assert run("s", settings={"km": "310 km"}).at(DAY).links["line"].length_km == 310.0

    @pytest.mark.parametrize(
        ("ends", "mode", "country"),
        [
            ("from: ayagoz, to: bakhty", "road", "KZ"),
            ("from: bakhty, to: tacheng", "road", None),
            ("from: aktau, to: ayagoz", "air", None),
            ("from: sary, to: bakhty", "road", "KZ"),
        ],
    )
    def test_a_land_link_lies_in_the_country_of_its_ends(self, folder, run, ends, mode, country):
        border = "link: new, dwell: 0 h, dwell_p90: 0 h, fee: 0 USD/truck"
        length = 2600 if mode == "air" else 300 if country else 25
        rows = [add("link", f"id: new, {ends}, mode: {mode}, length: {length} km"), add("node", PLACE)]
        folder.write("s", *rows, *([] if country or mode == "air" else [add("border", border)]))
        assert run("s").at(DAY).links["new"].country == country

    def test_the_word_of_the_override_is_the_word_of_the_row(self, folder, run):
        body = f"  - id: c1\n    {add('link', LINE)}\n    source: [page]\n    note: as announced\n"
        head = "scenario: 1\nid: s\ntitle: t\nsources: {page: {title: A page, publisher: P}}\noverrides:\n"
        folder.put("s", head + body)
        network = run("s").at(DAY)
        link = network.links["line"]
        assert (link.source_id, link.quality, link.note) == (("s:page",), "cited", "as announced")
        assert network.provenance(Key("link", "line", "length_km")) == (("s:page",), "cited", ("s#c1",))
        assert network.sources["s:page"].publisher == "P"


class TestDays:
    def test_there_from_its_day_on_and_not_before(self, folder, run):
        folder.write("s", add("node", PLACE, "when: {from: 2027-03-01, until: 2028-03-01}"))
        applied = run("s")
        days = [date(2027, 2, 28), date(2027, 3, 1), date(2028, 2, 29), date(2028, 3, 1)]
        assert ["sary" in applied.at(day).nodes for day in days] == [False, True, True, False]
        assert [only(applied.effects(day)).status for day in days] == ["inactive", "applied", "applied", "inactive"]
        assert applied.at(days[0]) is applied.base is applied.at(days[3])

    def test_the_base_stays_as_it_is(self, folder, run, network):
        before = network.hash
        folder.write("s", add("node", PLACE), add("link", LINE))
        after = run("s").at(DAY)
        assert after.hash != before == network.hash
        assert "sary" not in network.nodes

    def test_its_names_find_it(self, folder, run):
        folder.write("s", add("node", f"{PLACE}, aliases: [Жаңа Сары]", "when: {from: 2027-03-01}"))
        applied = run("s")
        assert applied.at(date(2027, 3, 1)).names["жаңасары"] == ["sary"]
        assert "жаңасары" not in applied.at(DAY).names

    @pytest.mark.parametrize(
        ("first", "second", "code", "where", "said"),
        [
            (
                add("node", PLACE, "when: {from: 2027-01-01}"),
                add("link", "id: spur, from: sary, to: ayagoz, mode: road, length: 120 km", "when: {from: 2026-06-01}"),
                "E711",
                "s.yaml:11:34",
                "on 2026-06-01: from: unknown node 'sary'",
            ),
            (
                add("link", CROSSING, "when: {from: 2026-06-01}"),
                add("border", STOP, "when: {from: 2027-01-01}"),
                "E720",
                "s.yaml:6:22",
                "on 2026-06-01: crossing 'gate' has no border row for direction forward",
            ),
        ],
    )
    def test_what_it_needs_must_be_there_too(self, folder, problems, first, second, code, where, said):
        folder.write("s", first, second)
        (problem,) = problems("s")
        assert (problem.code, problem.where, problem.what) == (code, where, said)
        assert "give both the same when" in problem.hint


class TestOthers:
    """Selectors see every new row; what is done to one counts on the days it is there."""

    WHEN = "when: {from: 2027-01-01}"
    LATER = date(2027, 1, 1)

    def test_set_scale_and_close_it(self, folder, run):
        folder.write("a", add("link", f"{LINE}, time: 10 h", self.WHEN))
        folder.write("b", "set: {time: 20 h}\nwhere: {links: line}", "scale: {time: 2}\nwhere: {links: {gauge: 1520}}")
        folder.write("c", "close: {links: li*}\nwhen: {from: 2028-01-01}")
        applied = run("c", "b", "a")
        link = applied.at(self.LATER).links["line"]
        assert (link.time_h, link.time_factor, link.status) == (20.0, 2.0, "open")
        assert applied.at(date(2028, 1, 1)).links["line"].status == "closed"
        assert [effect.status for effect in applied.effects(DAY)] == ["inactive"] * 4
        assert applied.at(DAY) is applied.base

    def test_what_also_hits_other_rows_goes_on_without_it(self, folder, run):
        folder.write("s", add("link", LINE, self.WHEN), "scale: {time: 2}\nwhere: {links: {country: KZ}}\nmatches: 2")
        applied = run("s")
        assert [effect.status for effect in applied.effects(DAY)] == ["inactive", "applied"]
        assert [key.row_id for key in applied.at(DAY).changes] == ["ayagoz-bakhty-road"]
        assert {"ayagoz-bakhty-road", "line"} <= {key.row_id for key in applied.at(self.LATER).changes}

    def test_one_sense_of_a_new_border(self, folder, run):
        folder.write("a", add("link", CROSSING), add("border", STOP))
        folder.write("b", "set: {dwell: 30 h}\nwhere: {borders: gate}\ndirection: back")
        borders = run("a", "b").at(DAY).borders
        assert (borders["gate:forward"].dwell_h, borders["gate:both"].dwell_h) == (12.0, 30.0)
        assert (borders["gate:both"].direction, borders["gate:both"].dwell_p90_h) == ("back", 60.0)

    def test_a_ban_on_it_comes_and_goes_with_it(self, folder, run):
        folder.write("s", add("link", LINE, self.WHEN), "forbid: {as: crossing}\nwhere: {links: line}")
        applied = run("s")
        assert not applied.at(DAY).restrictions
        assert only(applied.effects(DAY)[1:]).status == "inactive"
        assert applied.at(self.LATER).restrictions["s#c2"].links == ("line",)

    def test_what_moves_its_figures_is_named_beside_what_brought_it(self, folder, run):
        folder.write("a", add("border", STOP), add("link", CROSSING))
        folder.write("b", "scale: {dwell: 2}\nwhere: {borders: gate}", "set: {fee: 9 USD/FEU}\nwhere: {borders: gate}")
        network = run("a", "b").at(DAY)
        overrides = {name: network.provenance(Key("border", "gate:both", name)).overrides for name in
                     ("dwell_h", "fee_usd", "procedure")}  # fmt: skip
        assert overrides == {"dwell_h": ("a#c1", "b#c1"), "fee_usd": ("b#c2",), "procedure": ()}

    def test_differences_from_the_base_start_from_nothing(self, folder, run):
        folder.write("a", add("border", STOP.replace("50 USD", "0 USD")), add("link", CROSSING))
        folder.write("b", "scale: {dwell: 2}\nwhere: {borders: gate}")
        applied = run("a", "b")
        found = {(d.row_id, d.field): (d.old, d.new, d.overrides) for d in diff(applied, DAY)}
        assert found["gate:both", "dwell_h"] == (None, 24.0, ("a#c1", "b#c1"))
        assert found["gate:both", "fee_usd"] == (None, 0.0, ("a#c1",))
        assert found["gate", "length_km"] == (None, 24.0, ("a#c2",))
        assert ("gate", "directed") in found
        assert ("gate", "country") not in found
        assert {old for old, _, _ in found.values()} == {None}
        assert ("border", "gate:both", "dwell_h", None, 24.0) in applied.effects(DAY)[0].elements


class TestTwice:
    @pytest.mark.parametrize("table", ["node", "link"])
    def test_what_the_network_has_is_an_error(self, folder, problems, table):
        there = {"node": PLACE.replace("sary", "aktau"), "link": LINE.replace("id: line", "id: ayagoz-bakhty-road")}
        row = there[table]
        folder.write("s", add(table, row))
        (problem,) = problems("s")
        column = f"    add: {{{table}: {{{row}".index("id: ") + 5
        assert (problem.code, problem.where) == ("E501", f"s.yaml:6:{column}")
        assert "is in network 'tiny' already" in problem.what

    def test_the_same_border_is_an_error_whatever_its_figures(self, folder, problems):
        folder.write("s", add("border", STOP.replace("gate", "tacheng-bakhty-road")))
        (problem,) = problems("s")
        assert (problem.code, problem.where) == ("E501", "s.yaml:6:11")

    def test_two_scenarios_may_add_the_same(self, folder, run):
        folder.write("a", add("link", LINE, "when: {from: 2027-01-01}"))
        folder.write("b", add("link", LINE.replace("297 km", "297000 m"), "when: {from: 2028-01-01}"))
        applied = {order: run(*order) for order in permutations("ab")}
        day = date(2028, 1, 1)
        assert len({found.at(day).hash for found in applied.values()}) == 1
        one = applied["a", "b"]
        assert one.at(day).provenance(Key("link", "line", "length_km")).overrides == ("a#c1", "b#c1")
        assert one.at(date(2027, 1, 1)).provenance(Key("link", "line", "length_km")).overrides == ("a#c1",)
        assert [effect.status for effect in one.effects(day)] == ["applied", "applied"]

    def test_with_other_values_both_places_are_named(self, folder, problems):
        folder.write("a", add("link", LINE))
        folder.write("b", add("link", LINE.replace("297", "300")))
        for names in permutations("ab"):
            (problem,) = problems(*names)
            assert (problem.code, problem.where) == ("E502", "b.yaml:6:87")
            assert problem.what == "b#c1 adds link 'line' with length 300 km, but a#c1 at a.yaml:6:87 with 297 km"
            assert "supersedes: [a#c1]" in problem.hint

    def test_unless_one_steps_back(self, folder, run):
        folder.write("a", add("link", LINE))
        body = add("link", LINE.replace("297", "300"), "supersedes: [a#c1]\nwhen: {from: 2027-01-01}")
        folder.write("b", body)
        applied = run("a", "b")
        assert [applied.at(day).links["line"].length_km for day in (DAY, date(2027, 1, 1))] == [297.0, 300.0]

    def test_or_is_off(self, folder, run):
        rows = [add("link", LINE, "if: not $long"), add("link", LINE.replace("297", "300"), "if: $long")]
        folder.write("s", *rows, head="parameters: {long: {default: 'false'}}")
        lengths = {
            value: run("s", settings={"long": value}).at(DAY).links["line"].length_km for value in ("true", "false")
        }
        assert lengths == {"true": 300.0, "false": 297.0}

    def test_what_is_off_is_checked_all_the_same(self, folder, problems):
        rows = [add("link", LINE, "if: not $long"), add("link", LINE.replace("297", "30"), "if: $long")]
        folder.write("s", *rows, head="parameters: {long: {default: 'false'}}")
        (problem,) = problems("s")
        assert (problem.code, problem.where) == ("E714", "s.yaml:12:87")

    def test_what_is_off_is_not_there_but_can_be_named(self, folder, run):
        head = "parameters: {built: {default: 'false'}}"
        folder.write("s", add("link", LINE, "if: $built"), "close: {links: line}", head=head)
        applied = run("s")
        assert [effect.status for effect in applied.effects(DAY)] == ["off", "inactive"]
        assert applied.at(DAY) is applied.base


BAD = [
    ("link", LINE.replace("to:", "too:"), "E021", "too", "'to'"),
    ("link", f"{LINE}, time_h: 3", "E021", "time_h", "'time'"),
    ("lnk", LINE, "E021", "lnk", "'link'"),
    ("link", LINE.replace(", length: 297 km", "").replace(", mode: rail", ""), "E020", "{id", "needs mode and length"),
    ("link", LINE.replace("297 km", "297"), "E104", "297", "no unit"),
    ("link", LINE.replace("297 km", "297 h"), "E104", "297 h", "m, km, nmi"),
    ("link", LINE.replace("297 km", "0 km"), "E110", "0 km", "more than 0"),
    ("link", LINE.replace("rail", "rial"), "E111", "rial", "did you mean 'rail'?"),
    ("link", LINE.replace("1520", "1500"), "E111", "1500", "gauge 1500 is not known"),
    ("link", LINE.replace("1520", "broad"), "E101", "broad", "not a whole number"),
    ("link", LINE.replace("id: line", "id: The Line"), "E114", "The Line", "lower-case"),
    ("link", LINE.replace("id: line", 'id: ""'), "E112", '""', "fill it"),
    ("link", f"{LINE}, directed: 'no'", "E103", "'no'", "true or false"),
    ("link", LINE.replace("ayagoz", "ayagos"), "E711", "ayagos", "did you mean 'ayagoz'?"),
    ("link", f"{LINE}, corridors: [northern, norther]", "E711", "[northern", "did you mean 'northern'?"),
    ("link", f"{LINE}, tariff: cheap", "E711", "cheap", "unknown tariff"),
    ("link", LINE.replace("to: bakhty", "to: ayagoz"), "E712", "ayagoz, mode", "starts and ends"),
    ("link", LINE.replace("297", "197"), "E714", "197 km", "lie 225.2 km apart"),
    ("link", LINE.replace("297", "2970"), "E731", "2970 km", "a digit too many"),
    ("link", f"{LINE}, time: 1 h", "E715", "1 h", "the limit is 200 km/h"),
    ("link", LINE.replace(", gauge: 1520", ""), "E717", "link", "gauge of 'line' is blank, but it is rail"),
    ("link", LINE.replace("rail", "road"), "E717", "1520", "only rail has a gauge"),
    ("link", f"{LINE}, time: 20 h, time_p90: 19 h", "E719", "19 h", "time_p90"),
    ("link", f"{CROSSING}, directed: true", "E720", "gate", "add a border for it (add: {border: {link: …"),
    ("link", f"{LINE}, country: CN", "E721", "CN", "write KZ"),
    ("node", PLACE.replace("x: 81.25, y: 47.25", "x: 47.25, y: 81.25"), "E716", "47.25", "swap the two: x is the"),
    ("node", PLACE.replace("x: 81.25", "x: 481.25"), "E110", "481.25", "at most 180"),
    ("node", PLACE.replace("x: 81.25", "x: east"), "E101", "east", "plain number"),
    ("node", PLACE.replace("KZ", "Kazakhstan"), "E114", "Kazakhstan", "such as KZ"),
    ("node", PLACE.replace("country: KZ, ", ""), "E716", "node", "has no country"),
    ("border", STOP, "E711", "gate", "unknown link 'gate'"),
    ("border", STOP.replace("gate", "ayagoz-bakhty-road"), "E720", "ayagoz-bakhty-road", "lie in one country"),
    ("border", STOP.replace(", dwell_p90: 1 d", ""), "E020", "{link", "such as dwell_p90: 36 h"),
    ("transfer", RELOAD.replace("node: bakhty, ", ""), "E020", "{from", "a transfer needs node"),
    ("transfer", RELOAD.replace("node: bakhty", 'node: ""'), "E112", '""', "node is empty"),
    ("service", "id: s, name: S", "E020", "{id", "a service needs links"),
    ("border", f"{STOP}, capacity: 9 Mt/yr", "E104", "9 Mt/yr", "trains"),
    ("border", f"{STOP}, service_class: fast", "E111", "fast", "service_class"),
    ("transfer", RELOAD.replace("gauge: 1435", "gage: 1435"), "E021", "gage", "'gauge'"),
    ("transfer", RELOAD.replace("mode: rail, gauge: 1435", "gauge: 1435"), "E020", "{gauge: 1435", "from needs a mode"),
    ("transfer", RELOAD.replace("{mode: rail, gauge: 1435}", "rail"), "E717", "transfer", "from.gauge of"),
    ("transfer", RELOAD.replace("bakhty", "bakhtu"), "E711", "bakhtu", "did you mean 'bakhty'?"),
    ("service", "id: s, name: S, links: [aktau-alat-ferry, ayagoz-bakhty-road]", "E722", "[aktau", "per mode and gauge"),
    ("service", "id: s, name: S, links: []", "E722", "[]", "has no links"),
    ("service", "id: s, name: S, links: [aktau-alat-fery]", "E711", "[aktau", "did you mean 'aktau-alat-ferry'?"),
    ("service", "id: s, name: S, links: [aktau-alat-ferry], weekdays: [mon, someday]", "E111", "someday", "'sun'"),
    ("service", "id: s, name: S, links: [aktau-alat-ferry], calls: [aktau, ayagoz]", "E735", "[aktau, ay", "passes"),
    ("service", "id: s, name: S, links: [aktau-alat-ferry], service_class: team", "E727", "team", "no service class"),
]  # fmt: skip


class TestRefusals:
    @pytest.mark.parametrize(("table", "row", "code", "at", "said"), BAD)
    def test_name_the_place_and_what_to_do(self, folder, problems, table, row, code, at, said):
        folder.write("s", add(table, row))
        found = problems("s")
        line = f"    {add(table, row)}"
        assert [(problem.code, problem.where) for problem in found] == [(code, f"s.yaml:6:{line.index(at) + 1}")]
        assert said in found[0].as_text()

    @pytest.mark.parametrize(
        ("body", "code", "where"),
        [
            ("add: {}", "E020", "6:10"),
            ("add: x", "E020", "6:10"),
            (f"add: {{node: {{{PLACE}}}, link: {{{LINE}}}}}", "E020", "6:95"),
            (add("link", LINE, "where: {links: '*'}"), "E405", "7:5"),
            (add("link", LINE, "was: {time: 3 h}"), "E022", "7:5"),
            (add("link", LINE, "matches: 1"), "E022", "7:5"),
            (add("link", LINE, "direction: forward"), "E022", "7:5"),
            (add("link", LINE, "chance: {share: 50 %, per: crossing}"), "E022", "7:13"),
        ],
    )
    def test_of_what_an_override_that_adds_has_no_use_for(self, folder, problems, body, code, where):
        folder.write("s", body)
        assert [(problem.code, problem.where) for problem in problems("s")] == [(code, f"s.yaml:{where}")]

    def test_come_together(self, folder, problems):
        folder.write("s", add("node", PLACE.replace("x: 81.25", "x: 71")), add("link", LINE.replace("297", "19")),
                     add("border", STOP), "close: {nodes: aktua}")  # fmt: skip
        assert [(problem.code, problem.where.split(":")[1]) for problem in problems("s")] == [
            ("E714", "10"), ("E711", "14"), ("E402", "18"),
        ]  # fmt: skip

    @pytest.mark.parametrize("row", [PLACE.replace("terminal", "termnal"), f"{PLACE}, idd: x"])
    def test_do_not_repeat_that_a_row_could_not_be_added(self, folder, problems, row):
        spur = "id: spur, from: sary, to: ayagoz, mode: road, length: 120 km"
        folder.write("s", add("node", row), add("link", spur), "scale: {time: 2}\nwhere: {links: spur}",
                     "close: {nodes: sary}", "close: {links: {touching: sary}}")  # fmt: skip
        (problem,) = problems("s")
        assert problem.where.startswith("s.yaml:6:")

    def test_of_a_crossing_without_a_stop_come_whatever_else_is_wrong(self, folder, problems):
        folder.write("s", add("link", f"{CROSSING}, directed: true"), add("link", LINE.replace("bakhty", "bakhtu")))
        assert [problem.code for problem in problems("s")] == ["E720", "E711"]
        folder.write("s", add("link", f"{CROSSING}, directed: true"), add("border", STOP.replace("12 h", "12 hrs")))
        assert [problem.code for problem in problems("s")] == ["E104"]

    def test_a_service_that_spoils_a_crossing_of_the_base_is_blamed(self, folder, network):
        base = network.derived({"link": {"gate": t.link("tacheng-bakhty", link_id="gate", length_km=24.0)},
                                "border": {"gate:both:regular": t.border("gate", 9.0, service_class="regular"),
                                           "gate:both:wagonload": t.border("gate", 9.0, service_class="wagonload")}},
                               {})  # fmt: skip
        folder.write("s", add("service", "id: fast, name: F, service_class: express, links: [gate], interval: 1 d"))
        with pytest.raises(Exception, match=r"s\.yaml:6:11: error\[E720\]: crossing 'gate' has no .*class express"):
            apply(["s"], base, folder=folder.path)


class TestWarnings:
    def test_are_kept_and_shown_by_the_check(self, folder, run, capfd):
        folder.write("s", add("link", "id: sail, from: aktau, to: alat, mode: sea, length: 470 km"))
        (warning,) = run("s").warnings
        assert (warning.code, warning.where) == ("W803", "s.yaml:6:22")
        folder.write("toy", add("node", "id: sary, name: Sary, node_type: terminal, country: KZ, x: 81.2, y: 47.25"))
        args = ["scenario", "check", "toy", "--network", "toy", "--scenarios", str(folder.path)]
        assert run_program(args) == 0
        out = capfd.readouterr().out
        assert "warning[W811]: no link touches 'sary'" in out
        assert "warning[W806]: x 81.2 of 'sary' has fewer than 2 decimals" in out

    def test_there_are_none_for_what_fits(self, folder, run):
        folder.write("s", add("link", LINE))
        assert run("s").warnings == ()
