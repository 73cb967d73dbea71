"""Reading `expect`: what is understood, and what is refused with its place."""

from datetime import date

import pytest

from routeplanner.errors import DataError
from routeplanner.scenario.expectation import ExpectedValue, Limits, Then, Versus
from routeplanner.scenario.files import read_scenario
from tests.scenario import samples

HEAD = """\
parameters: {hours: {default: 12 h, min: 1 h, max: 99 h}}
variants: {slow: {hours: 20 h}}
"""
CHANGE = "set: {time: $hours}\nwhere: {transfers: 'aktau:rail1520-sea'}"
ROUTE = "route: {from: xian, to: tbilisi}"


@pytest.fixture
def read(tmp_path):
    """Read the expectations written as the lines of each item."""

    def call(*items):
        text = samples.text("s", samples.override("c1", CHANGE), head=HEAD) + "expect:\n"
        for item in items:
            first, *rest = item.strip("\n").split("\n")
            text += f"  - {first}\n" + "".join(f"    {line}\n" for line in rest)
        (tmp_path / "s.yaml").write_text(text, encoding="utf-8")
        return read_scenario("s", folder=tmp_path).expect

    return call


@pytest.fixture
def problems(read):
    def call(*items):
        with pytest.raises(DataError) as caught:
            read(*items)
        return caught.value.problems

    return call


def test_a_route_is_a_request_in_its_own_words(read):
    (found,) = read(
        "id: one\n"
        "route: {from: Xi'an, to: Poti, cargo: 20ft, goods: dual-use, tonnes: 12 t, units: 2, service_class: regular,"
        " box: soc, modes: [rail, sea], avoid: RU, via: [aktau], corridor: trans-caspian, as_of: 2027-02-01,"
        " scope: door}\n"
        "by: cost\nthen: {reachable: true}\nbecause: it must"
    )
    request = found.route
    load, wish = request.consignment, request.preferences
    assert (request.origin, request.destination, request.scope, request.by) == ("Xi'an", "Poti", "door", ("cost",))
    assert request.as_of == date(2027, 2, 1)
    assert (load.cargo, load.goods, load.tonnes, load.units, load.box) == ("20ft", "dual-use", 12.0, 2, "soc")
    assert load.service_classes == ("regular",)
    assert (wish.modes, wish.avoid, wish.via, wish.corridor) == (("rail", "sea"), ("RU",), ("aktau",), "trans-caspian")
    assert (found.by, found.because, found.value) == ("cost", "it must", None)


def test_then_and_vs_base_keep_what_is_written(read):
    (found,) = read(
        f"id: one\n{ROUTE}\nbecause: so\n"
        "then: {corridor: trans-caspian, via: [aktau, alat], avoids: {countries: RU, modes: [road]}, modes: [sea],"
        " time: {at_most: 20 d}, cost: {at_least: 1 USD, at_most: 9000 USD}}\n"
        "vs_base: {time: decreases, cost: {change: increases, by_at_least: 2 %}, emissions: {by_at_most: 3 kg}}"
    )
    assert found.then == Then(
        corridor="trans-caspian",
        via=("aktau", "alat"),
        avoids={"countries": ("RU",), "modes": ("road",)},
        modes=("sea",),
        time=Limits(at_most="20 d"),
        cost=Limits(at_least="1 USD", at_most="9000 USD"),
    )
    assert found.vs_base == {
        "time": Versus(change="decreases"),
        "cost": Versus(change="increases", by_at_least="2 %"),
        "emissions": Versus(by_at_most="3 kg"),
    }


def test_a_parameter_has_its_value_of_the_default_the_variant_or_with(read):
    value = "value: {transfers: 'aktau:rail1520-sea', attribute: time, is: $hours}\nbecause: so"
    found = read(
        f"id: plain\n{value}",
        f"id: slow\nvariant: slow\n{value}",
        f"id: own\nvariant: slow\nwith: {{hours: 30 h}}\n{value}",
        f"id: other\nwith: {{another.hours: 5 h}}\n{value}",
    )
    assert [expectation.value.value for expectation in found] == ["12 h", "20 h", "30 h", "12 h"]
    assert found[2].value == ExpectedValue(
        selector={"transfers": "aktau:rail1520-sea"}, attribute="time", value="30 h", as_of=None
    )
    assert found[3].parameters == {"another.hours": "5 h"}


def test_a_status_may_be_expected(read):
    (found,) = read(
        "id: a\nvalue: {links: {mode: ferry}, attribute: status, is: closed, as_of: 2026-05-01}\nbecause: b"
    )
    assert (found.value.attribute, found.value.value, found.value.as_of) == ("status", "closed", date(2026, 5, 1))


CASES = [
    (f"{ROUTE}\nthen: {{reachable: true}}\nbecause: a", "E026", "id: middle"),
    (f"id: A\n{ROUTE}\nthen: {{reachable: true}}\nbecause: a", "E114", "hyphens"),
    (f"id: a\n{ROUTE}\nthen: {{reachable: true}}", "E020", "why it must be so"),
    (f"id: a\n{ROUTE}\nbecause: a", "E020", "add then"),
    ("id: a\nbecause: a", "E020", "route: {from"),
    (f"id: a\n{ROUTE}\nvalue: {{links: x}}\nthen: {{reachable: true}}\nbecause: a", "E020", "one of the two"),
    (f"id: a\n{ROUTE}\nthan: {{reachable: true}}\nbecause: a", "E021", "did you mean 'then'?"),
    ("id: a\nroute: {from: a}\nthen: {reachable: true}\nbecause: a", "E020", "route needs to"),
    ("id: a\nroute: {from: a, to: b, depart: 2027-01-01}\nthen: {reachable: true}\nbecause: a", "E022", "as_of"),
    ("id: a\nroute: {from: a, to: b, tonnes: 22}\nthen: {reachable: true}\nbecause: a", "E104", "14 t"),
    ("id: a\nroute: {from: a, to: b, tonnes: 0 t}\nthen: {reachable: true}\nbecause: a", "E110", "more than 0"),
    ("id: a\nroute: {from: a, to: b, units: 0}\nthen: {reachable: true}\nbecause: a", "E110", "1 or more"),
    ("id: a\nroute: {from: a, to: b, modes: train}\nthen: {reachable: true}\nbecause: a", "E111", "'rail'"),
    ("id: a\nroute: {from: a, to: b, service_class: fast}\nthen: {reachable: true}\nbecause: a", "E111", "regular"),
    ("id: a\nroute: {from: a, to: b, scope: doors}\nthen: {reachable: true}\nbecause: a", "E111", "'door'"),
    ("id: a\nroute: {from: a, to: b, as_of: May}\nthen: {reachable: true}\nbecause: a", "E105", "YYYY-MM-DD"),
    (f"id: a\n{ROUTE}\nby: speed\nthen: {{reachable: true}}\nbecause: a", "E111", "speed"),
    (f"id: a\n{ROUTE}\nthen: {{}}\nbecause: a", "E020", "expects nothing"),
    (f"id: a\n{ROUTE}\nthen: {{via: []}}\nbecause: a", "E020", "names nothing"),
    (f"id: a\n{ROUTE}\nthen: {{reachable: no}}\nbecause: a", "E103", "true or false"),
    (f"id: a\n{ROUTE}\nthen: {{reachable: false, via: b}}\nbecause: a", "E022", "nothing else can hold"),
    (f"id: a\n{ROUTE}\nthen: {{reachable: false}}\nvs_base: {{time: same}}\nbecause: a", "E022", "nothing to compare"),
    (f"id: a\n{ROUTE}\nthen: {{avoids: {{country: RU}}}}\nbecause: a", "E021", "'countries'"),
    (f"id: a\n{ROUTE}\nthen: {{avoids: {{}}}}\nbecause: a", "E020", "countries: [RU]"),
    (f"id: a\n{ROUTE}\nthen: {{time: 20 d}}\nbecause: a", "E020", "must be a mapping"),
    (f"id: a\n{ROUTE}\nthen: {{time: {{at_most: 20}}}}\nbecause: a", "E104", "36 h"),
    (f"id: a\n{ROUTE}\nthen: {{cost: {{at_most: 20 h}}}}\nbecause: a", "E104", "USD"),
    (f"id: a\n{ROUTE}\nthen: {{time: {{at_most: 1 d, at_least: 2 d}}}}\nbecause: a", "E110", "exchange"),
    (f"id: a\n{ROUTE}\nvs_base: {{}}\nbecause: a", "E020", "time: decreases"),
    (f"id: a\n{ROUTE}\nvs_base: {{hours: same}}\nbecause: a", "E021", "emissions"),
    (f"id: a\n{ROUTE}\nvs_base: {{time: decrease}}\nbecause: a", "E111", "'decreases'"),
    (f"id: a\n{ROUTE}\nvs_base: {{time: {{change: same, by_at_least: 1 h}}}}\nbecause: a", "E111", "increases"),
    (f"id: a\n{ROUTE}\nvs_base: {{time: {{change: increases}}}}\nbecause: a", "E020", "by_at_least"),
    (f"id: a\n{ROUTE}\nvs_base: {{time: {{by_at_least: -1 h}}}}\nbecause: a", "E102", "signed"),
    (f"id: a\n{ROUTE}\nvs_base: {{cost: {{by_at_least: 1 h}}}}\nbecause: a", "E104", "10 %"),
    (f"id: a\n{ROUTE}\nvs_base: {{time: {{by_at_least: 3 d, by_at_most: 2 d}}}}\nbecause: a", "E110", "exchange"),
    (f"id: a\nvariant: fast\n{ROUTE}\nvs_base: {{time: same}}\nbecause: a", "E306", "slow"),
    (f"id: a\nwith: {{days: 3 h}}\n{ROUTE}\nvs_base: {{time: same}}\nbecause: a", "E301", "hours"),
    (f"id: a\nwith: {{hours: 300 h}}\n{ROUTE}\nvs_base: {{time: same}}\nbecause: a", "E303", "1 h .. 99 h"),
    ("id: a\nvalue: {attribute: time, is: 3 h}\nbecause: a", "E408", "found none"),
    ("id: a\nvalue: {links: a, nodes: b, attribute: status, is: open}\nbecause: a", "E408", "links and nodes"),
    ("id: a\nvalue: {transfers: a, attribute: time}\nbecause: a", "E020", "value needs is"),
    ("id: a\nvalue: {transfers: a, attribute: tim, is: 3 h}\nbecause: a", "E408", "'time'"),
    ("id: a\nvalue: {transfers: a, attribute: time, is: 3}\nbecause: a", "E104", "36 h"),
    ("id: a\nvalue: {links: a, attribute: status, is: shut}\nbecause: a", "E111", "open"),
    ("id: a\nvalue: {links: a, attribute: status, is: open}\nthen: {reachable: true}\nbecause: a", "E022", "route"),
]


@pytest.mark.parametrize(("item", "code", "said"), CASES, ids=[f"{code} {said}" for _, code, said in CASES])
def test_what_cannot_be_meant_is_refused_where_it_stands(problems, item, code, said):
    (found,) = problems(item)
    assert found.code == code
    assert said in f"{found.what} – {found.hint}"
    line = int(found.where.split(":")[1])
    assert 13 <= line <= 13 + item.count("\n")
    assert found.excerpt


def test_every_mistake_of_every_expectation_is_said_at_once(problems):
    bad = f"id: a\n{ROUTE}\nthen: {{modes: train, reachable: maybe}}\nvs_base: {{time: less}}"
    found = problems(bad, bad)
    assert [problem.code for problem in found] == [
        "E020",
        "E111",
        "E103",
        "E111",
        "E029",
        "E020",
        "E111",
        "E103",
        "E111",
    ]


def test_a_parameter_used_in_expectations_alone_is_not_used(tmp_path):
    text = samples.text("s", samples.override("c1", "close: {nodes: aktau}"), head="parameters: {x: {default: 3 h}}")
    text += "expect:\n  - id: a\n    value: {transfers: b, attribute: time, is: $x}\n    because: c\n"
    (tmp_path / "s.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="never used"):
        read_scenario("s", folder=tmp_path)


def test_expect_is_a_list(tmp_path):
    (tmp_path / "s.yaml").write_text(samples.text("s") + "expect: {id: a}\n", encoding="utf-8")
    with pytest.raises(DataError, match="expect must be a list"):
        read_scenario("s", folder=tmp_path)


@pytest.mark.parametrize(("name", "code"), [("''", "E114"), ("A", "E114"), ("[a]", "E020")])
def test_an_id_that_is_none_is_said_once_and_not_compared(problems, name, code):
    item = f"id: {name}\n{ROUTE}\nthen: {{reachable: true}}\nbecause: a"
    assert [problem.code for problem in problems(item, item)] == [code, code]
