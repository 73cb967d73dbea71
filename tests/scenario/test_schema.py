"""The JSON Schema of scenario files: it takes what the reader takes, and refuses what it can see is wrong."""

import re
from copy import deepcopy

import pytest
from jsonschema import Draft202012Validator

from routeplanner.network.files import data_folder
from routeplanner.record import field_docs
from routeplanner.scenario import model
from routeplanner.scenario.document import parse
from routeplanner.scenario.expect import KEYS as EXPECTATION_KEYS
from routeplanner.scenario.expect_route import ROUTE_KEYS
from routeplanner.scenario.files import names_in
from routeplanner.scenario.overrides import MODIFIERS
from routeplanner.scenario.parse import KEYS
from routeplanner.scenario.schema import FILE, POINTER, as_json, scenario_schema
from routeplanner.scenario.schema_parts import quantity_pattern
from routeplanner.scenario.verbs import VERBS
from routeplanner.units import EXAMPLES, UNITS
from tests.scenario.samples import GROUNDS

SCHEMA = scenario_schema()
CHECK = Draft202012Validator(SCHEMA)
NUMBER = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?")


def values(item):
    """The tree of a file as YAML 1.2 reads it."""
    if isinstance(item.value, dict):
        return {key: values(part) for key, part in item.value.items()}
    if isinstance(item.value, list):
        return [values(part) for part in item.value]
    if item.quoted:
        return item.value
    if item.value in {"true", "false"}:
        return item.value == "true"
    if re.fullmatch(r"[-+]?\d+", item.value):
        return int(item.value)
    return float(item.value) if NUMBER.fullmatch(item.value) else item.value


def read(text):
    document, problems = parse("s.yaml", text.encode())
    assert problems == []
    return values(document.root)


def shipped(name):
    return read((data_folder("scenarios") / f"{name}.yaml").read_text(encoding="utf-8"))


def errors(tree):
    return [error.message for error in CHECK.iter_errors(tree)]


def test_it_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", names_in())
def test_every_shipped_file_is_valid_and_points_to_it(name):
    text = (data_folder("scenarios") / f"{name}.yaml").read_text(encoding="utf-8")
    assert text.split("\n")[0] == POINTER
    assert errors(read(text)) == []


def test_the_shipped_schema_is_this_one():
    assert (data_folder("scenarios") / FILE).read_text(encoding="utf-8") == as_json()


def test_every_key_is_known_and_described():
    override, expectation = SCHEMA["$defs"]["override"], SCHEMA["$defs"]["expectation"]
    assert set(SCHEMA["properties"]) == {"scenario", *KEYS}
    assert set(override["properties"]) == {"id", *VERBS, *MODIFIERS}
    assert set(expectation["properties"]) == set(EXPECTATION_KEYS)
    assert set(expectation["properties"]["route"]["properties"]) == set(ROUTE_KEYS)
    for schema in (
        SCHEMA,
        override,
        expectation,
        expectation["properties"]["route"],
        expectation["properties"]["then"],
    ):
        assert all(part.get("description") for part in schema["properties"].values())
    assert SCHEMA["properties"]["as_of"]["description"] == field_docs(model.Scenario)["as_of"]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_s_example_is_valid(verb):
    text = f"scenario: 1\nid: s\ntitle: t\nsources: {{x: {{title: t}}}}\noverrides:\n  - {VERBS[verb].example}\n"
    assert errors(read(text)) == []


@pytest.mark.parametrize("dimension", UNITS)
def test_patterns_take_every_unit_and_nothing_else(dimension):
    plain, signed = (re.compile(quantity_pattern(dimension, sign)) for sign in ("", "[+-]?"))
    for unit in UNITS[dimension]:
        assert plain.search(f"1.5 {unit}")
        assert signed.search(f"-3{unit}")
        assert not plain.search(f"-3 {unit}")
        assert not plain.search(f"3 {unit}x")
    assert plain.search(EXAMPLES[dimension])
    assert plain.search("$a_name")
    for wrong in ("3", "km", "3 parsecs", "${x}", "$x h", ""):
        assert not plain.search(wrong)


WHOLE = """\
scenario: 1
id: s
title: t
as_of: 2026-06-01
parameters: {p: {default: 12 h, min: 1 h, max: 30 h, sweep: {from: 1 h, to: 9 h, step: 1 h}}}
variants: {v: {p: 3 h}}
extends: [other, {scenario: more, variant: v, with: {a: 3}}]
overrides:
  - id: c1
    set: {time: $p, cost: 12 USD/FEU}
    where: {links: {mode: rail, time: {gt: 3 h}, not: {country: [RU, KZ]}}}
    was: {time: 4 h}
    matches: {at_least: 1}
    when: {from: 2026-06-01, season: 11-01..02-28}
    chance: {share: 50 %, per: day, lasts: 30 h}
    if: not $p
    supersedes: [other#c1]
""" + GROUNDS + """\
  - id: c2
    add: {transfer: {node: aktau, from: {mode: rail, gauge: 1520}, to: ferry, time: 6 h, time_p90: 9 h, cost: 80 USD/FEU}}
""" + GROUNDS + """\
  - id: c3
    add: {service: {id: s, name: S, service_class: express, links: [l], interval: 12 h}}
""" + GROUNDS + """\
expect:
  - id: e1
    route: {from: a, to: b, tonnes: 12 t, units: 2, modes: [rail], as_of: 2026-06-01, scope: door}
    by: cost
    variant: v
    with: {p: 4 h}
    then: {corridor: c, avoids: {countries: RU}, reachable: true, time: {at_most: 3 d}}
    vs_base: {time: same, cost: {change: decreases, by_at_least: 3 %}}
    because: b
  - {id: e2, value: {links: x, attribute: time, is: 3 h}, because: b}
"""  # fmt: skip


def at(tree, path):
    for step in path[:-1]:
        tree = tree[step]
    return tree, path[-1]


MUTATED = [
    (["scenario"], 2),
    (["id"], "S"),
    (["status"], "shocked"),
    (["as_of"], "June"),
    (["colour"], "red"),
    (["sources"], {"x": {"url": "https://x"}}),
    (["sources"], {"x": {"title": "t", "url": "http://x"}}),
    (["parameters", "P"], {"default": 1}),
    (["parameters", "p", "deflt"], 3),
    (["parameters", "p", "sweep"], {"from": 1}),
    (["extends", 1, "variants"], "v"),
    (["overrides", 0, "scale"], {"time": 2}),
    (["overrides", 0, "set"], {"time": 12}),
    (["overrides", 0, "set"], {"time": "12 km"}),
    (["overrides", 0, "set"], {"dwell": "12 h"}),
    (["overrides", 0, "set"], {}),
    (["overrides", 0, "where"], {"links": {"mood": "rail"}}),
    (["overrides", 0, "where"], {"links": "x", "nodes": "y"}),
    (["overrides", 0, "where"], {"links": {"time": {"gt": 3}}}),
    (["overrides", 0, "was"], {"time": "4"}),
    (["overrides", 0, "matches"], -1),
    (["overrides", 0, "when"], {"season": "Nov-Mar"}),
    (["overrides", 0, "when"], {"form": "2026-01-01"}),
    (["overrides", 0, "chance"], {"share": 0.5, "per": "day"}),
    (["overrides", 0, "chance"], {"share": "5 %", "per": "week"}),
    (["overrides", 0, "if"], "$p > 3"),
    (["overrides", 0, "confidence"], "sure"),
    (["overrides", 0, "direction"], "up"),
    (["overrides", 1, "add", "transfer", "from", "gauge"], 1000),
    (["overrides", 1, "add", "transfer", "to"], "train"),
    (["expect", 0, "route", "to"], None),
    (["expect", 0, "route", "depart"], "2026-01-01"),
    (["expect", 0, "route", "tonnes"], 12),
    (["expect", 0, "route", "modes"], ["train"]),
    (["expect", 0, "route", "scope"], "doors"),
    (["expect", 0, "by"], "speed"),
    (["expect", 0, "then", "reachable"], "maybe"),
    (["expect", 0, "then", "avoids"], {"country": "RU"}),
    (["expect", 0, "then", "time"], "3 d"),
    (["expect", 0, "then", "time"], {"at_most": "3 USD"}),
    (["expect", 0, "vs_base", "time"], "less"),
    (["expect", 0, "vs_base", "cost"], {"change": "decreases"}),
    (["expect", 0, "vs_base", "cost"], {"by_at_least": "3 h"}),
    (["expect", 1, "by"], "time"),
    (["expect", 1, "value"], {"attribute": "time", "is": "3 h"}),
    (["expect", 1, "value", "attribute"], "tim"),
]


def test_a_file_with_everything_is_valid():
    assert errors(read(WHOLE)) == []


@pytest.mark.parametrize(
    ("path", "value"), MUTATED, ids=[f"{'.'.join(map(str, path))}={value}" for path, value in MUTATED]
)
def test_one_wrong_value_is_found(path, value):
    tree = deepcopy(read(WHOLE))
    place, key = at(tree, path)
    place[key] = value
    assert errors(tree)


@pytest.mark.parametrize(
    "path",
    [
        ["scenario"],
        ["id"],
        ["title"],
        ["overrides", 0, "id"],
        ["overrides", 0, "set"],
        ["overrides", 0, "where"],
        ["overrides", 0, "confidence"],
        ["overrides", 0, "why"],
        ["overrides", 1, "add", "transfer", "node"],
        ["overrides", 2, "add", "service", "links"],
        ["expect", 0, "because"],
        ["expect", 0, "route"],
        ["expect", 1, "value"],
        ["expect", 0, "route", "from"],
    ],
)
def test_what_is_needed_is_missed(path):
    tree = deepcopy(read(WHOLE))
    place, key = at(tree, path)
    del place[key]
    assert errors(tree)


@pytest.mark.parametrize("name", names_in())
def test_a_misspelt_key_is_found_wherever_it_stands(name):
    tree = shipped(name)

    def spoiled(part):
        """Every tree with one key of a mapping misspelt; names chosen by the author are left alone."""
        if isinstance(part, list):
            for index, item in enumerate(part):
                yield from ([*part[:index], other, *part[index + 1 :]] for other in spoiled(item))
        elif isinstance(part, dict):
            for key, item in part.items():
                if key not in {"sources", "parameters", "variants", "with"}:
                    yield {(f"{name}x" if name == key else name): value for name, value in part.items()}
                    yield from ({**part, key: other} for other in spoiled(item))

    for count, other in enumerate(spoiled(tree)):
        if count % 7 == 0:  # one in seven is plenty
            assert errors(other)
