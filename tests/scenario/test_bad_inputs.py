"""Bad scenario files: each is refused with its code, its place and a hint, quickly and without a traceback.

The cases follow the project's catalogue of bad inputs (their numbers stand in front), spelled in this grammar.
"""

import time

import pytest

from routeplanner.errors import DataError, FileError
from routeplanner.scenario.apply import apply
from routeplanner.scenario.files import list_scenarios, read_scenario
from tests.scenario.samples import override, text

HEAD = "scenario: 1\nid: bad\ntitle: t\n"
DWELL = "where: {borders: alashankou-dostyk-rail}"
GOOD = text("bad", override("c1", "close: {nodes: aktau}"))

WHOLE_FILES = [
    ("B001", b"", "E012", "", "empty"),
    ("B002", b"# nothing\n", "E012", "1:1", "empty"),
    ("B003", b"- a\n", "E020", "1:1", "scenario, id, title"),
    ("B004", b"hello\n", "E020", "1:1", "scenario, id, title"),
    ("B006", (HEAD + "overrides:\n\t- id: c\n").encode(), "E010", "5:1", "spaces"),
    ("B007", (HEAD + "title: u\n").encode(), "E016", "4:1", "bad.yaml:3:1"),
    ("B012", b"[" * 100_000, "E007", "1:25", "24 levels"),
    ("B013", b"[" * 5000 + b"]" * 5000, "E007", "1:25", "24 levels"),
    ("dashes", b"- " * 50_000 + b"a", "E007", "1:1", "24 levels"),
    ("steps", "\n".join(" " * n + "a:" for n in range(400)).encode(), "E007", "25:25", "24 levels"),
    ("B019", (HEAD + "description: Aktau: port\n").encode(), "E010", "4:19", 'quote a text that has ": "'),
    ("B020", (HEAD + 'description: "a\0b"\n').encode(), "E010", "4:16", "U+0000"),
    ("escape", (HEAD + 'description: "a\\x1b[2J"\n').encode(), "E010", "4:14", "U+001B"),
    ("B021", HEAD.encode() + "description: Актау\n".encode("windows-1251"), "E006", "4:1", "save the file as UTF-8"),
    ("B022", HEAD.encode("utf-16"), "E006", "1:1", "save the file as UTF-8"),
    ("B025", b"#" * (2 << 20), "E005", "1:1", "1,048,576"),
    ("anchor", (HEAD + "as_of: &d 2026-01-01\n").encode(), "E013", "4:8", "parameter"),
    ("alias", (HEAD + "as_of: *d\n").encode(), "E013", "4:8", "parameter"),
    ("tag", (HEAD + "as_of: !!timestamp 2026-01-01\n").encode(), "E014", "4:8", "delete it"),
    ("documents", (HEAD + "---\nscenario: 1\n").encode(), "E015", "4:1", "one file, one scenario"),
    ("merge key", (HEAD + "<<: {title: u}\n").encode(), "E021", "4:1", "'<<'"),
    ("list as key", (HEAD + "? [a, b]\n: c\n").encode(), "E020", "4:3", "key: value"),
    ("open quote", (HEAD + "description: 'x\n").encode(), "E010", "5:1", "close the quote"),
    ("B054", b"scenario: 99\nid: bad\ntitle: t\n", "E023", "1:11", "reads 1"),
    ("no format", b"id: bad\ntitle: t\n", "E023", "1:1", "scenario: 1"),
    ("boolean format", b"scenario: yes\nid: bad\ntitle: t\n", "E023", "1:11", "reads 1"),
    ("B055", b"scenario: 1\nid: other\ntitle: t\n", "E024", "2:5", "'bad'"),
    ("no title", b"scenario: 1\nid: bad\n", "E020", "1:1", "title is missing"),
    ("bad id", b"scenario: 1\nid: ../x\ntitle: t\n", "E114", "2:5", "hyphens"),
    ("empty id", b"scenario: 1\nid: ''\ntitle: t\n", "E114", "2:5", "hyphens"),
    (
        "override with an empty id",
        (HEAD + "overrides:\n  - id: ''\n    close: {nodes: aktau}\n    confidence: assumption\n    why: t\n").encode(),
        "E114",
        "5:9",
        "hyphens",
    ),
    ("empty network id", (HEAD + "network: {id: ''}\n").encode(), "E114", "4:15", "eurasia"),
    ("empty id in a list", (HEAD + "requires: ['']\n").encode(), "E201", "4:12", "never a path"),
    ("bad status", (HEAD + "status: shocked\n").encode(), "E111", "4:9", "'shock'"),
    (
        "B057",
        (
            HEAD + "sources:\n  tca-hubs: {title: x}\noverrides:\n  - id: c1\n    close: {nodes: aktau}\n"
            "    source: [tca-hub]\n"
        ).encode(),
        "E028",
        "9:14",
        "'tca-hubs'",
    ),
    ("B058", (HEAD + "overrides: {id: x}\n").encode(), "E020", "4:12", "must be a list"),
    (
        "B089",
        (HEAD + "expect:\n  - {id: e, route: {}, then: {reachable: true}, because: b}\n").encode(),
        "E020",
        "5:20",
        "needs from",
    ),
    ("blank title", b"scenario: 1\nid: bad\ntitle: ''\n", "E020", "3:8", "title is blank"),
    ("B076", (HEAD + "extends: [/dev/zero]\n").encode(), "E201", "4:11", "never a path"),
    ("http source", (HEAD + "sources: {a: {title: t, url: 'http://x'}}\n").encode(), "E114", "4:30", "https"),
    (
        "B088",
        (
            HEAD + "parameters: {d: {default: 3}}\noverrides:\n" + override("c1", f'set: {{dwell: "$d h"}}\n{DWELL}')
        ).encode(),
        "E302",
        "7:18",
        "whole value",
    ),
    (
        "B087",
        (
            HEAD
            + "parameters: {d: {default: 300 h, min: 24 h, max: 240 h}}\noverrides:\n"
            + override("c1", f"set: {{dwell: $d}}\n{DWELL}")
        ).encode(),
        "E303",
        "4:27",
        "24 h .. 240 h",
    ),
    (
        "B086",
        (
            HEAD + "parameters: {unused: {default: 24 h}}\noverrides:\n" + override("c1", "close: {nodes: aktau}")
        ).encode(),
        "E305",
        "4:14",
        "never used",
    ),
    (
        "range of another unit",
        (
            HEAD
            + "parameters: {d: {default: 3 h, min: 1 km}}\noverrides:\n"
            + override("c1", f"set: {{dwell: $d}}\n{DWELL}")
        ).encode(),
        "E304",
        "4:37",
        "3 h",
    ),
    (
        "B126",
        (
            HEAD
            + "parameters: {d: {default: 3 h, sweep: {from: 0 h, to: 10 h, step: 0 h}}}\noverrides:\n"
            + override("c1", f"set: {{dwell: $d}}\n{DWELL}")
        ).encode(),
        "E307",
        "4:67",
        "step above 0",
    ),
]

OVERRIDES = [
    ("B008", f"set: {{dwell: 24 h, dwell: 48 h}}\n{DWELL}", "E016", "6:24", "bad.yaml:6:11"),
    ("B017", f"set: {{dwell: ${{x}}}}\n{DWELL}", "E010", "6:19", "write $name"),
    ("B029", f"set: {{dwell: 24 km}}\n{DWELL}", "E104", "6:18", "min, h, d, wk"),
    ("B030", f"set: {{dwell: 24 hrs}}\n{DWELL}", "E104", "6:18", "min, h, d, wk"),
    ("no unit", f"set: {{dwell: 24}}\n{DWELL}", "E104", "6:18", "36 h"),
    ("B033", f"scale: {{dwell: .inf}}\n{DWELL}", "E109", "6:20", "use close"),
    ("B034", f"scale: {{dwell: 1.0e+400}}\n{DWELL}", "E110", "6:20", "use close"),
    ("B035", "scale: {time: 0}\nwhere: {links: aktau-alat-ferry}", "E110", "6:19", "use close"),
    ("B036", "scale: {time: -1.5}\nwhere: {links: aktau-alat-ferry}", "E110", "6:19", "0 .. 1000"),
    ("B037", "scale: {time: true}\nwhere: {links: aktau-alat-ferry}", "E109", "6:19", "'true'"),
    ("B038", f"set: {{dwell: -5 h}}\n{DWELL}", "E102", "6:18", "shift"),
    ("B039", "scale: {time: " + "9" * 5000 + "}\nwhere: {links: aktau-alat-ferry}", "E109", "6:19", "plain number"),
    ("B041", "close: {nodes: aktau}\nwhen: {from: 2026-02-30}", "E105", "7:18", "YYYY-MM-DD"),
    ("B042", "close: {nodes: aktau}\nwhen: {from: 12/31/2026}", "E105", "7:18", "YYYY-MM-DD"),
    (
        "B044",
        "close: {nodes: aktau}\nwhen: {from: 2026-01-01, until: 2026-02-01, through: 2026-02-01}",
        "E106",
        "7:49",
        "one of the two",
    ),
    ("backwards", "close: {nodes: aktau}\nwhen: {from: 2026-02-01, until: 2026-02-01}", "E107", "7:37", "not after"),
    ("B045", "close: {nodes: aktau}\nwhen: {season: Nov-Mar}", "E108", "7:20", "MM-DD..MM-DD"),
    ("30 February", "close: {nodes: aktau}\nwhen: {season: 02-30..03-01}", "E108", "7:20", "MM-DD..MM-DD"),
    ("empty when", "close: {nodes: aktau}\nwhen: {}", "E020", "7:11", "season"),
    ("B048", "clsoe: {nodes: aktau}", "E021", "6:5", "'close'"),
    ("B049", "where: {nodes: aktau}", "E025", "5:5", "set, scale, shift, limit, spread"),
    ("two verbs", f"set: {{dwell: 1 h}}\nscale: {{dwell: 2}}\n{DWELL}", "E025", "7:5", "split"),
    ("B051", "set: {dwell: 24 h}", "E405", "6:5", "needs where"),
    ("where beside close", "close: {nodes: aktau}\nwhere: {nodes: aktau}", "E405", "7:5", "itself"),
    ("B059", "close: {nodes: aktua}", "E402", "6:20", "'aktau'"),
    ("B061", 'close: {links: "aktao-*"}', "E402", "6:20", "no link matches"),
    ("B062", "close: {links: {mode: ferry, country: KZ}}", "E406", "6:13", "each key by itself"),
    ("B063", "close: {links: {mode: train}}", "E402", "6:27", "ferry, rail, road, sea"),
    ("B065", "close: {links: {corridor: trans-caspian}}\nmatches: 3", "E407", "7:14", "aktau-alat-ferry"),
    (
        "B066",
        "set: {time: 24 h}\nwhere: {transfers: 'aktau:rail1520-ferry'}\nwas: {time: 50 h}",
        "E409",
        "8:17",
        "is 72, written for 50 h",
    ),
    ("B067", "set: {frequency: 24 h}\nwhere: {nodes: aktau}", "E408", "6:11", "transfers and borders"),
    ("B068", f"set: {{dwel: 24 h}}\n{DWELL}", "E408", "6:11", "'dwell'"),
    ("B071", "close: {}", "E401", "6:12", "nodes"),
    (
        "B082",
        "add: {node: {id: aktau, name: Aktau, node_type: port, country: KZ, x: 51.15, y: 43.65}}",
        "E501",
        "6:22",
        "already",
    ),
    (
        "B084",
        "add: {link: {id: x-y, from: aktau, to: alat, mode: sea, length: 1 km, time: 1 h, cost: 1 USD/FEU, tims: 3 h}}",
        "E021",
        "6:103",
        "'time'",
    ),
    ("blank figure", "scale: {capacity: 2}\nwhere: {services: '*'}", "E408", "6:23", "scale interval"),
    ("nothing set", f"set: {{}}\n{DWELL}", "E020", "6:10", "set: {time: 36 h}"),
    ("rates close", "close: {rates: '*'}", "E408", "6:13", "'rates'"),
    ("unknown parameter", f"set: {{dwell: $d}}\n{DWELL}", "E301", "6:18", "no parameter 'd'"),
    ("direction of a link", "scale: {time: 2}\nwhere: {links: '*'}\ndirection: back", "E022", "8:5", "borders"),
    ("B073-forbid as", "forbid: {goods: [general]}\nwhere: {countries: [KZ]}", "E020", "6:13", "transit"),
    (
        "forbidden goods",
        "forbid: {as: transit, goods: [generl]}\nwhere: {countries: [KZ]}",
        "E402",
        "6:35",
        "'general'",
    ),
    ("forbidden origin", "forbid: {as: transit, origin: XX}\nwhere: {countries: [KZ]}", "E402", "6:35", "EU"),
    ("forbidden where", "forbid: {as: transit}\nwhere: {countries: [KZ, RU]}", "E402", "7:29", "'RU'"),
    ("zero interval", "set: {interval: 0 h}\nwhere: {services: ferry}", "E110", "6:21", "more than 0"),
    ("wrong count", "set: {capacity: 9 Mt/yr}\nwhere: {borders: '*'}", "E104", "6:21", "trains"),
    ("B080", "close: {nodes: aktau}\nsupersedes: [nope#x]", "E503", "7:18", "known"),
    ("low percentile", f"set: {{dwell_p90: 1 h}}\n{DWELL}", "E110", "6:22", "mean"),
]


def check(caught, seconds, *expected):
    code, where, said = expected
    found = [problem for problem in caught.problems if problem.code == code]
    assert found, caught
    problem = found[0]
    assert problem.where == f"bad.yaml:{where}" or not where
    assert said in problem.as_text()
    assert len(problem.excerpt) <= 102
    assert seconds < 2


@pytest.mark.parametrize("case", WHOLE_FILES, ids=[case[0] for case in WHOLE_FILES])
def test_a_bad_file(folder, case):
    _, content, *expected = case
    folder.put("bad", content)
    began = time.perf_counter()
    with pytest.raises(DataError) as caught:
        read_scenario("bad", folder=folder.path)
    check(caught.value, time.perf_counter() - began, *expected)


@pytest.mark.parametrize("case", OVERRIDES, ids=[case[0] for case in OVERRIDES])
def test_a_bad_override(folder, network, case):
    _, body, *expected = case
    folder.write("bad", body)
    began = time.perf_counter()
    with pytest.raises(DataError) as caught:
        apply(["bad"], network, folder=folder.path)
    check(caught.value, time.perf_counter() - began, *expected)


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(),
        GOOD.rstrip("\n").encode(),
        GOOD.replace("title: t", "title: '12:30'").encode(),
        GOOD.replace("    why", "    when: {season: 11-01..02-28}\n    why").encode(),
    ],
    ids=["B023 BOM and CRLF", "B024 no newline at the end", "a time as title", "B046 season over New Year"],
)
def test_must_work(folder, content):
    folder.put("bad", content)
    assert read_scenario("bad", folder=folder.path).overrides[0].verb == "close"


def test_layout_does_not_change_the_hash(folder):
    folder.put("bad", GOOD)
    before = read_scenario("bad", folder=folder.path).hash
    folder.put("bad", b"\xef\xbb\xbf# a comment\r\n" + GOOD.replace("\n", "\r\n").encode())
    assert read_scenario("bad", folder=folder.path).hash == before


def test_b052_an_override_needs_an_id(folder):
    folder.put("bad", HEAD + "overrides:\n  - close: {nodes: aktau}\n    confidence: assumption\n    why: t\n")
    with pytest.raises(DataError) as caught:
        read_scenario("bad", folder=folder.path)
    assert [(problem.code, problem.where) for problem in caught.value.problems] == [("E026", "bad.yaml:5:5")]


def test_two_overrides_of_one_id_are_refused(folder):
    body = override("same", "close: {nodes: aktau}")
    folder.put("bad", text("bad", body, body))
    with pytest.raises(DataError, match=r"stands already at bad\.yaml:5:9"):
        read_scenario("bad", folder=folder.path)


@pytest.mark.parametrize("grounds", ["", "    confidence: assumption\n"])
def test_a_change_needs_a_source_or_a_reason(folder, grounds):
    folder.put("bad", text("bad", override("c1", "close: {nodes: aktau}", grounds=False) + grounds))
    with pytest.raises(DataError, match="E027"):
        read_scenario("bad", folder=folder.path)


def test_b138_a_device_is_no_scenario():
    with pytest.raises(DataError, match="not a regular file"):
        read_scenario("/dev/zero")


def test_b138_a_folder_is_no_scenario(tmp_path):
    with pytest.raises(DataError, match="not a regular file"):
        read_scenario(tmp_path)


def test_b139_a_link_out_of_the_folder_is_refused(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "bad.yaml"
    outside.write_text(GOOD)
    (folder.path / "bad.yaml").symlink_to(outside)
    with pytest.raises(DataError, match="E203"):
        read_scenario("bad", folder=folder.path)


def test_b140_a_file_that_cannot_be_read_is_a_file_error(folder, monkeypatch):
    path = folder.put("bad", GOOD)

    def refuse(self):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(type(path), "read_bytes", refuse)
    with pytest.raises(FileError, match=r"bad\.yaml: Permission denied"):
        read_scenario("bad", folder=folder.path)
    (stub,) = [found for found in list_scenarios(folder.path) if found.id == "bad"]
    assert (stub.status, stub.problems[0].code) == ("broken", "E002")


def test_b157_a_scenario_for_another_network_names_both(folder, network):
    folder.write("bad", "close: {nodes: aktau}", head="network: {id: eurasia}")
    with pytest.raises(DataError, match=r"E410.*'eurasia', this is 'tiny'"):
        apply(["bad"], network, folder=folder.path)


def test_on_another_network_no_selector_is_tried(folder, network):
    folder.write("bad", "close: {nodes: hamburg}", "scale: {time: 2}\nwhere: {links: x}", head="network: {id: eurasia}")
    with pytest.raises(DataError) as caught:
        apply(["bad"], network, folder=folder.path)
    assert [problem.code for problem in caught.value.problems] == ["E410"]


def test_a_later_version_is_asked_for(folder, network):
    folder.write("bad", "close: {nodes: aktau}", head='network: {id: tiny, version: ">=1.2"}')
    with pytest.raises(DataError, match=r"needs tiny >=1\.2, this is 1"):
        apply(["bad"], network, folder=folder.path)


def test_all_problems_of_a_stack_come_together_in_order(folder, network):
    folder.write("bad", f"set: {{dwell: 24 hrs}}\n{DWELL}", "close: {nodes: aktua}", head="colour: red")
    folder.write("worse", "scale: {time: 0}\nwhere: {links: nowhere}")
    with pytest.raises(DataError) as caught:
        apply(["worse", "bad"], network, folder=folder.path)
    assert [(problem.code, problem.where) for problem in caught.value.problems] == [
        ("E021", "bad.yaml:4:1"),
        ("E104", "bad.yaml:7:18"),
        ("E402", "bad.yaml:12:20"),
        ("E110", "worse.yaml:6:19"),
        ("E402", "worse.yaml:7:20"),
    ]


def test_a_problem_is_shown_with_line_caret_and_help(folder, network):
    folder.write("bad", "close: {nodes: aktua}")
    with pytest.raises(DataError) as caught:
        apply(["bad"], network, folder=folder.path)
    assert str(caught.value) == (
        "bad.yaml:6:20: error[E402]: no node 'aktua' in network 'tiny'\n"
        "    6 |     close: {nodes: aktua}\n"
        "      |                    ^^^^^\n"
        "   help: did you mean 'aktau'?"
    )
