"""Expectations tried: what holds, what does not, what is compared with what, on which day."""

from datetime import date

import pytest

import routeplanner as rp
from routeplanner.analysis.expectations import check_names, try_scenarios
from routeplanner.errors import FileError, UnknownNameError
from routeplanner.scenario.apply import apply
from routeplanner.scenario.files import read_scenario
from tests.scenario import samples
from tests.tiny import corridor, link, node, season, service, tiny, transfer

HEAD = """\
as_of: 2026-06-01
parameters: {factor: {default: 2, min: 0.1, max: 9}}
variants: {worse: {factor: 4}, better: {factor: 0.5}}
"""
SLOW = "scale: {time: $factor, cost: 2}\nwhere: {links: a-north-rail}\nwhen: {from: 2026-05-01}"
TRIP = "route: {from: a, to: z}"


def network():
    """From a to z by the north (100 h, $1,000, a corridor with a branch) or the south (130 h, $900, by ship)."""
    return tiny(
        node("a", "KZ"),
        node("z", "KZ"),
        node("far", "CN"),
        node("north", "KZ", aliases=("Sever",)),
        node("south", "KZ", "port"),
        node("island", "KZ", "port"),
        link("a-north", hours=50.0, dollars=500.0),
        link("north-z", hours=50.0, dollars=500.0),
        link("a-south", hours=60.0, dollars=400.0),
        link("south-z", "sea", hours=50.0, dollars=500.0),
        service("line", "south-z-sea", interval=40.0),
        transfer("south", "rail1520>sea", 0.0),
        season("ice", "closed", "12-01", "03-01", links=("south-z-sea",)),
        corridor("up", "north"),
        corridor("down", "south"),
    )


BASE = network()


@pytest.fixture
def trial(tmp_path):
    """Try the expectations written as the lines of each item."""

    def call(*items, head=HEAD, change=SLOW, base=BASE, name="s"):
        text = samples.text(name, samples.override("c1", change), head=head) + "expect:\n"
        for item in items:
            first, *rest = item.strip("\n").split("\n")
            text += f"  - {first}\n" + "".join(f"    {line}\n" for line in rest) + "    because: it must\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return try_scenarios(base, [name], folder=tmp_path)

    return call


@pytest.fixture
def verdict(trial):
    def call(item, **options):
        return trial(item, **options).verdicts[0]

    return call


def failed(verdict):
    return [(finding.key, finding.expected, finding.found) for finding in verdict.failures]


class TestThen:
    @pytest.mark.parametrize(
        "words",
        [
            "corridor: down",
            "via: south",
            "via: [south, z]",
            "avoids: {nodes: north, countries: CN, links: [north-z-rail], modes: road, corridors: up}",
            "modes: [sea, rail]",
            "reachable: true",
            "time: {at_least: 130 h, at_most: 5d 10h}, cost: {at_most: 900 USD}, emissions: {at_least: 1 kg}",
        ],
    )
    def test_what_is_so_holds(self, verdict, words):
        found = verdict(f"id: e\n{TRIP}\nthen: {{{words}}}")
        assert (found.status, found.problems) == ("passed", ())
        assert found.itinerary.nodes == ("a", "south", "z")
        assert found.findings

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("corridor: up", [("then.corridor", "up", "down")]),
            ("via: [south, Sever]", [("then.via", "Sever", False)]),
            ("modes: [sea, road]", [("then.modes", "road", False)]),
            ("avoids: {nodes: [north, south]}", [("then.avoids.nodes", "south", True)]),
            ("avoids: {countries: KZ}", [("then.avoids.countries", "KZ", True)]),
            ("avoids: {links: south-z-sea}", [("then.avoids.links", "south-z-sea", True)]),
            ("avoids: {services: line}", [("then.avoids.services", "line", True)]),
            ("avoids: {corridors: down}", [("then.avoids.corridors", "down", True)]),
            ("avoids: {modes: [sea]}", [("then.avoids.modes", "sea", True)]),
            ("time: {at_most: 5 d}", [("then.time", "at most 5 d", 130.0)]),
            ("cost: {at_least: 901 USD}", [("then.cost", "at least 901 USD", 900.0)]),
            ("reachable: false", [("then.reachable", "false", True)]),
        ],
    )
    def test_what_is_not_so_fails_with_what_is_there(self, verdict, words, expected):
        found = verdict(f"id: e\n{TRIP}\nthen: {{{words}}}")
        assert found.status == "failed"
        assert failed(found) == expected

    def test_a_branch_counts_as_its_corridor(self, verdict):
        rows = {row.corridor_id: row for row in BASE.corridors.values()}
        base = BASE.derived({"corridor": {"down": rows["down"].model_copy(update={"parent": "up"})}}, {})
        assert verdict(f"id: e\n{TRIP}\nthen: {{corridor: up}}", base=base).status == "passed"

    def test_no_route_is_what_was_expected_or_it_is_not(self, trial):
        way = "route: {from: a, to: z, modes: [road]}"
        no, yes, other = trial(
            f"id: no\n{way}\nthen: {{reachable: false}}",
            f"id: yes\n{way}\nthen: {{reachable: true}}",
            f"id: other\n{way}\nthen: {{via: south}}\nvs_base: {{time: same}}",
        ).verdicts
        assert (no.status, yes.status, other.status) == ("passed", "failed", "failed")
        assert failed(yes) == failed(other) == [("then.reachable", "true", False)]
        assert yes.reason
        assert no.reason == ""


class TestVersusBase:
    """Without the scenario 100 h and $1,000 by the north; with it 130 h and $900 by the south."""

    @pytest.mark.parametrize(
        "words",
        [
            "time: increases, cost: decreases",
            "time: not_better, cost: not_worse",
            "time: {by_at_least: 30 h, by_at_most: 30 h}",
            "time: {change: increases, by_at_least: 30 %}",
            "time: {by_at_most: 40 %}",
            "cost: {change: decreases, by_at_least: 100 USD, by_at_most: 10 %}",
            "cost: {by_at_most: 1 USD}",
        ],
    )
    def test_what_is_so_holds(self, verdict, words):
        found = verdict(f"id: e\n{TRIP}\nvs_base: {{{words}}}")
        assert found.status == "passed"
        assert (found.base.time_h, found.itinerary.time_h) == (100.0, 130.0)

    @pytest.mark.parametrize(
        "words",
        [
            "time: decreases",
            "time: same",
            "time: not_worse",
            "cost: not_better",
            "time: {by_at_least: 31 h}",
            "time: {by_at_most: 29 %}",
            "time: {change: decreases, by_at_most: 99 h}",
            "cost: {change: decreases, by_at_least: 11 %}",
            "cost: {by_at_least: 1 USD}",
        ],
    )
    def test_what_is_not_so_fails_with_both_figures(self, verdict, words):
        found = verdict(f"id: e\n{TRIP}\nvs_base: {{{words}}}")
        (finding,) = found.failures
        assert found.status == "failed"
        assert (finding.found, finding.base) in {(130.0, 100.0), (900.0, 1000.0)}

    def test_by_chooses_the_itinerary(self, verdict):
        found = verdict(f"id: e\n{TRIP}\nby: cost\nthen: {{via: south}}\nvs_base: {{time: same, cost: same}}")
        assert (found.status, found.by) == ("passed", "cost")

    def test_without_a_route_in_the_base_there_is_nothing_to_compare(self, verdict):
        change = "add: {link: {id: z-island, from: z, to: island, mode: rail, gauge: 1520, length: 9 km}}"
        item = "id: e\nroute: {from: a, to: island}\nthen: {reachable: true}\nvs_base: {time: decreases}"
        found = verdict(item, change=change, head="as_of: 2026-06-01")
        assert failed(found) == [("vs_base.reachable", "true", False)]
        assert found.itinerary.nodes[-1] == "island"


class TestDates:
    def test_the_scenario_s_date_unless_one_is_named(self, trial):
        later, before = trial(
            f"id: later\n{TRIP}\nvs_base: {{time: increases}}",
            "id: before\nroute: {from: a, to: z, as_of: 2026-04-30}\nvs_base: {time: same}",
        ).verdicts
        assert (later.status, before.status) == ("passed", "passed")
        assert (later.as_of, before.as_of) == (date(2026, 6, 1), date(2026, 4, 30))

    def test_else_the_network_s(self, verdict):
        found = verdict(f"id: e\n{TRIP}\nvs_base: {{time: same}}", head="parameters: {factor: {default: 2}}")
        assert (found.as_of, found.status) == (BASE.reference_date, "passed")

    def test_base_and_scenario_have_the_same_season(self, verdict):
        item = "id: e\nroute: {from: a, to: z, as_of: 2027-01-15}\nthen: {avoids: {modes: sea}}\nvs_base: {time: same}"
        found = verdict(item, change="scale: {cost: 2}\nwhere: {links: a-north-rail}", head="as_of: 2026-06-01")
        assert found.status == "passed"
        assert found.base.nodes == found.itinerary.nodes == ("a", "north", "z")

    def test_what_is_added_later_is_known_before_and_not_there(self, trial):
        change = (
            "add: {link: {id: z-island, from: z, to: island, mode: rail, gauge: 1520, length: 9 km}}\n"
            "when: {from: 2026-06-01}"
        )
        there, gone, avoided, figure = trial(
            "id: there\nroute: {from: a, to: island}\nthen: {reachable: true}",
            "id: gone\nroute: {from: a, to: island, as_of: 2026-05-01}\nthen: {reachable: false}",
            "id: avoided\nroute: {from: a, to: z, as_of: 2026-05-01, avoid: z-island}\n"
            "then: {avoids: {links: z-island}}\nvs_base: {time: same}",
            "id: figure\nvalue: {links: z-island, attribute: length, is: 9 km, as_of: 2026-05-01}",
            change=change,
            head="as_of: 2026-06-01",
        ).verdicts
        assert [found.status for found in (there, gone, avoided, figure)] == ["passed", "passed", "passed", "failed"]
        assert failed(figure) == [("value", "9 km", None)]


class TestValue:
    @pytest.mark.parametrize(
        ("words", "status"),
        [
            ("links: south-z-sea, attribute: time, is: 50 h", "passed"),
            ("links: south-z-sea, attribute: time, is: 2d 2h", "passed"),
            ("links: south-z-sea, attribute: time, is: 51 h", "failed"),
            ("links: south-z-sea, attribute: cost, is: 500 USD/FEU", "passed"),
            ("links: south-z-sea, attribute: cost, is: 500 USD/TEU", "failed"),
            ("links: {mode: rail}, attribute: status, is: open", "passed"),
            ("links: {mode: rail}, attribute: time, is: 50 h", "failed"),
        ],
    )
    def test_every_row_selected_has_it(self, verdict, words, status):
        assert verdict(f"id: e\nvalue: {{{words}}}").status == status

    def test_what_is_there_is_said_row_by_row(self, verdict):
        found = verdict("id: e\nvalue: {links: {mode: rail}, attribute: time, is: 50 h}")
        assert [(finding.row, finding.found) for finding in found.failures] == [("link a-south-rail time_h", 60.0)]

    def test_closed_is_a_value_too(self, verdict):
        item = "id: e\nvalue: {links: south-z-sea, attribute: status, is: closed}"
        found = verdict(item, change="close: {links: south-z-sea}", head="as_of: 2026-06-01")
        assert found.status == "passed"


class TestSetting:
    def test_defaults_variants_and_values(self, trial):
        found = trial(
            f"id: default\n{TRIP}\nthen: {{via: south}}",
            f"id: better\nvariant: better\n{TRIP}\nthen: {{via: north}}\nvs_base: {{time: {{change: decreases, by_at_least: 25 h}}}}",
            f"id: own\nvariant: better\nwith: {{factor: 3}}\n{TRIP}\nthen: {{via: south}}",
        ).verdicts
        assert [verdict.status for verdict in found] == ["passed"] * 3
        assert (found[2].variant, found[2].parameters) == ("better", {"factor": "3"})

    def test_what_a_scenario_extends_and_requires_comes_along(self, tmp_path, trial):
        samples.Folder(tmp_path).write("shut", "close: {links: a-south-rail}")
        for key in ("extends", "requires"):
            (found,) = trial(f"id: e\n{TRIP}\nthen: {{via: north}}", head=f"{key}: [shut]\n{HEAD}").verdicts
            assert found.status == "passed", key

    def test_a_value_for_another_scenario_of_the_stack(self, tmp_path, trial):
        shift = "shift: {time: $hours}\nwhere: {links: south-z-sea}"
        samples.Folder(tmp_path).write("ships", shift, head="parameters: {hours: {default: 1 h, min: 0 h, max: 99 h}}")
        good, bad = trial(
            f"id: good\nwith: {{ships.hours: 90 h}}\n{TRIP}\nthen: {{via: north}}",
            f"id: bad\nwith: {{ships.days: 90 h}}\n{TRIP}\nthen: {{via: north}}",
            head=f"extends: [ships]\n{HEAD}",
        ).verdicts
        assert (good.status, bad.status) == ("passed", "error")
        assert bad.problems[0].code == "E301"

    def test_a_setting_the_network_refuses_is_an_error_of_its_expectation(self, trial):
        head = "parameters: {hours: {default: 1 h, max: 999 h}}\n"
        change = "shift: {time: $hours}\nwhere: {transfers: 'south:rail1520-sea'}"
        good, bad = trial(
            f"id: good\n{TRIP}\nthen: {{reachable: true}}",
            f"id: bad\nwith: {{hours: -9 h}}\n{TRIP}\nthen: {{reachable: true}}",
            head=head,
            change=change,
        ).verdicts
        assert (good.status, bad.status) == ("passed", "error")
        assert bad.problems[0].where.startswith("s.yaml:")


class TestNames:
    @pytest.mark.parametrize(
        ("item", "code", "said"),
        [
            ("route: {from: b, to: z}\nthen: {reachable: true}", "E601", "'b'"),
            ("route: {from: a, to: isle}\nthen: {reachable: true}", "E601", "'island'"),
            ("route: {from: a, to: z, via: [south, noth]}\nthen: {reachable: true}", "E601", "'north'"),
            ("route: {from: a, to: z, avoid: [XX]}\nthen: {reachable: true}", "E402", "'XX'"),
            ("route: {from: a, to: z, corridor: upp}\nthen: {reachable: true}", "E402", "'up'"),
            ("route: {from: a, to: z, cargo: 41ft}\nthen: {reachable: true}", "E402", "'40ft'"),
            ("route: {from: a, to: z, goods: genral}\nthen: {reachable: true}", "E402", "'general'"),
            (f"{TRIP}\nthen: {{corridor: dwn}}", "E402", "'down'"),
            (f"{TRIP}\nthen: {{via: suth}}", "E601", "'south'"),
            (f"{TRIP}\nthen: {{avoids: {{countries: KX}}}}", "E402", "'KZ'"),
            (f"{TRIP}\nthen: {{avoids: {{links: [south-z-ses]}}}}", "E402", "'south-z-sea'"),
            (f"{TRIP}\nthen: {{avoids: {{services: [lime]}}}}", "E402", "'line'"),
            (f"{TRIP}\nthen: {{avoids: {{nodes: [nort]}}}}", "E601", "'north'"),
            ("value: {links: {mode: [sea, rai]}, attribute: time, is: 1 h}", "E402", "'rail'"),
            ("route: {from: a, to: a}\nthen: {reachable: true}", "E603", "same place"),
            ("route: {from: a, to: z, tonnes: 900 t, units: 1}\nthen: {reachable: true}", "E603", "units are needed"),
        ],
    )
    def test_a_name_nothing_carries_is_an_error_where_it_stands(self, tmp_path, trial, item, code, said):
        found = trial(f"id: e\n{item}")
        (problem,) = found.problems
        assert found.verdicts[0].status == "error"
        assert problem.code == code
        assert said in f"{problem.what} – {problem.hint}"
        assert int(problem.where.split(":")[1]) >= 16
        scenario = read_scenario("s", folder=tmp_path)
        told = check_names(scenario, apply(["s"], BASE, folder=tmp_path))
        assert told == ([] if code == "E603" else [problem])

    def test_a_name_of_two_places_is_asked_back(self, verdict):
        twins = BASE.derived(
            {"node": {name: BASE.nodes[name].model_copy(update={"aliases": ("Pair",)}) for name in ("north", "south")}},
            {},
        )
        found = verdict("id: e\nroute: {from: Pair, to: z}\nthen: {reachable: true}", base=twins)
        assert found.problems[0].code == "E602"
        assert verdict(f"id: e\n{TRIP}\nthen: {{via: Pair}}", base=twins).status == "passed"


class TestTrial:
    def test_a_broken_file_has_its_problems_and_no_verdicts(self, tmp_path):
        folder = samples.Folder(tmp_path)
        folder.write("broken", "close: {nodes: nort}")
        folder.put("unread", "scenario: 1\n")
        folder.put("plain", samples.text("plain", samples.override("c1", "close: {nodes: north}")))
        found = try_scenarios(BASE, folder=tmp_path)
        assert [(tried.scenario, len(tried.problems), tried.verdicts) for tried in found.tried] == [
            ("broken", 1, ()),
            ("plain", 0, ()),
            ("unread", 2, ()),
        ]
        assert [record["status"] for record in found.records()] == ["error", "error"]
        assert [problem.code for problem in found.problems] == ["E402", "E020", "E020"]

    def test_records_are_flat_and_counts_add_up(self, trial):
        found = trial(f"id: good\n{TRIP}\nvs_base: {{time: increases}}", f"id: bad\n{TRIP}\nthen: {{via: north}}")
        assert found.counts() == {"passed": 1, "failed": 1, "error": 0}
        assert "1 passed, 1 failed" in repr(found)
        good, bad = found.records()
        assert (good["time_h"], good["base_time_h"], bad["base_time_h"]) == (130.0, 100.0, None)
        assert all(not isinstance(value, (dict, tuple)) for value in good.values())

    def test_progress_is_told_and_names_are_tried_once(self, tmp_path):
        samples.Folder(tmp_path).write("one", "close: {nodes: north}")
        seen = []
        try_scenarios(BASE, ["one", "one"], folder=tmp_path, progress=lambda *step: seen.append(step))
        assert seen == [(0, 1, "one")]

    def test_unknown_names_and_folders_are_errors(self, tmp_path):
        with pytest.raises(UnknownNameError):
            try_scenarios(BASE, ["nowhere"], folder=tmp_path)
        with pytest.raises(FileError, match="not a folder"):
            try_scenarios(BASE, folder=tmp_path / "none")

    def test_nothing_is_changed_and_the_order_does_not_matter(self, trial):
        before = BASE.hash
        items = [f"id: e{number}\n{TRIP}\nthen: {{time: {{at_most: {number} h}}}}" for number in (100, 130, 140)]
        there, back = trial(*items).records(), trial(*items[::-1]).records()
        assert there == back[::-1]
        assert BASE.hash == before


def test_a_verdict_agrees_with_a_plan_of_the_same_request(tmp_path):
    network = rp.read_network("toy")
    text = samples.text("s", samples.override("c1", "scale: {time: 2}\nwhere: {links: {mode: ferry}}"))
    text += "expect:\n  - {id: e, route: {from: xian, to: alat}, vs_base: {time: not_better}, because: slower}\n"
    (tmp_path / "s.yaml").write_text(text, encoding="utf-8")
    (found,) = try_scenarios(network, ["s"], folder=tmp_path).verdicts
    request = rp.Request(origin="xian", destination="alat", by=("time",))
    plan = rp.plan(network, request, "s", scenario_folder=tmp_path)
    assert found.itinerary.legs == plan.fastest.legs
    assert found.base.legs == rp.plan(network, request).fastest.legs
