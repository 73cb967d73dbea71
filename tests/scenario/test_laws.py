"""What holds for every stack: order never matters, the base never moves, nothing silently does nothing."""

from datetime import date
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routeplanner.errors import DataError
from routeplanner.scenario.apply import apply
from routeplanner.scenario.files import read_scenario
from routeplanner.scenario.verbs import VERBS
from tests.scenario import samples

NETWORK = samples.network()
HASH = NETWORK.hash
DAY = date(2026, 1, 1)
factors = st.floats(0.1, 10).map(lambda factor: f"{factor!r}")
TARGETS = {
    "links": ("time", "cost"),
    "borders": ("dwell", "fee"),
    "transfers": ("time", "cost"),
    "rates": ("speed", "emission"),
}


@st.composite
def scalings(draw):
    collection = draw(st.sampled_from(sorted(TARGETS)))
    attribute = draw(st.sampled_from(TARGETS[collection]))
    return f"scale: {{{attribute}: {draw(factors)}}}\nwhere: {{{collection}: '*'}}"


closings = st.sampled_from(sorted(NETWORK.links)).map(lambda name: f"close: {{links: {name}}}")
bans = st.sampled_from(["CN", "KZ", "AZ", "GE"]).map(
    lambda code: f"forbid: {{as: transit}}\nwhere: {{countries: {code}}}"
)
halves = st.sampled_from(["forward", "back"]).map(
    lambda sense: f"scale: {{dwell: 1.7}}\nwhere: {{borders: 'alat-tbilisi-road:both'}}\ndirection: {sense}"
)


additions = st.sampled_from(
    [
        "add: {link: {id: new, from: xian, to: alashankou, mode: road, length: 50 km}}",
        "add: {link: {id: far, from: alat, to: tbilisi, mode: sea, length: 60 km, time: 4 h, time_p90: 9 h}}",
        "add: {node: {id: sary, name: Sary, node_type: hub, country: KZ, x: 81.25, y: 47.25}}",
        "add: {transfer: {node: alat, from: sea, to: road, time: 3 h, time_p90: 5 h, cost: 9 USD/FEU}}",
    ]
)
openings = closings.map(lambda body: body.replace("close", "open"))


@settings(max_examples=30)
@given(st.lists(scalings() | closings | openings | bans | halves | additions, min_size=2, max_size=4))
def test_any_order_gives_the_same_network_and_leaves_the_base_alone(bodies):
    with TemporaryDirectory() as path:
        folder = samples.Folder(Path(path))
        names = [f"s{number}" for number in range(len(bodies))]
        for name, body in zip(names, bodies, strict=True):
            folder.write(name, body)
        found = {apply(order, NETWORK, folder=path).at(DAY).hash for order in permutations(names)}
    assert len(found) == 1
    assert NETWORK.hash == samples.network().hash == HASH


days = st.dates(date(2025, 1, 1), date(2028, 12, 31))


@settings(max_examples=30)
@given(st.lists(additions, min_size=1, max_size=4, unique=True), days, days, days)
def test_what_is_added_and_goes_again_leaves_the_base(bodies, first, last, day):
    first, last = sorted((first, last))
    when = f"\nwhen: {{from: {first}, through: {last}}}"
    with TemporaryDirectory() as path:
        samples.Folder(Path(path)).write("s", *(body + when for body in bodies))
        applied = apply(["s"], NETWORK, folder=path)
    there = applied.at(day)
    assert (there is NETWORK) != (first <= day <= last)
    rows = {name: len(there.table(name)) - len(NETWORK.table(name)) for name in ("node", "link", "transfer")}
    assert sum(rows.values()) == (len(bodies) if first <= day <= last else 0)
    assert NETWORK.hash == HASH


amounts = st.sampled_from(["0.1 h", "-0.1 h", "7.3 h", "-1 h", "+2d 5h", "20 min"])
chances = st.sampled_from(
    ["", "\nchance: {share: 30 %, per: crossing}", "\nchance: {share: 7 %, per: day, lasts: 31 h}"]
)
limits = st.sampled_from(["{at_most: 200 h}", "{at_least: 31 h}", "{at_least: 33.3 h, at_most: 70.1 h}"])
BORDERS = "where: {borders: 'alat-tbilisi-road:both'}"
ROADS = "where: {links: alat-tbilisi-road}"
TRANSFERS = "where: {transfers: {node: aktau}}"
SPOTS = [("dwell", BORDERS), ("time", ROADS), ("time", TRANSFERS)]
CLOSED = "close: {links: alat-tbilisi-road}\nchance: {share: 50 %, per: day, lasts: 30 h}"


@st.composite
def changes_of_the_same_rows(draw):
    """One override of a few that all meet on the same figures."""
    name, where = draw(st.sampled_from(SPOTS))
    body = draw(
        st.one_of(
            st.tuples(st.just(f"set: {{{name}: 77.7 h}}"), chances).map("|".join),
            st.tuples(factors.map(lambda factor: f"scale: {{{name}: {factor}}}"), chances).map("|".join),
            st.tuples(amounts.map(lambda amount: f"shift: {{{name}: {amount}}}"), chances).map("|".join),
            limits.map(lambda bounds: f"limit: {{{name}: {bounds}}}|"),
        )
    )
    verb, chance = body.split("|")
    sense = draw(st.sampled_from(["", "\ndirection: back"])) if where is BORDERS else ""
    return verb + "\n" + where + sense + chance


def hash_or_codes(names, path):
    """What a stack makes of the network; where figures cannot go together, which errors say so."""
    try:
        return apply(names, NETWORK, folder=path).at(DAY).hash
    except DataError as error:
        return tuple(problem.code for problem in error.problems)


@settings(max_examples=60)
@given(st.lists(changes_of_the_same_rows() | st.just(CLOSED), min_size=6, max_size=6), st.randoms())
def test_six_overrides_of_the_same_figures_give_one_hash_in_any_order(bodies, random):
    with TemporaryDirectory() as path:
        folder = samples.Folder(Path(path))
        names = [f"s{number}" for number in range(len(bodies))]
        for name, body in zip(names, bodies, strict=True):
            folder.write(name, body)
        orders = [names, names[::-1], *(random.sample(names, len(names)) for _ in range(4))]
        assert len({hash_or_codes(order, path) for order in orders}) == 1
    assert NETWORK.hash == HASH


@settings(max_examples=20)
@given(st.lists(factors, min_size=3, max_size=3))
def test_products_are_the_same_bits_in_any_order(chosen):
    with TemporaryDirectory() as path:
        folder = samples.Folder(Path(path))
        for name, factor in zip("abc", chosen, strict=True):
            folder.write(name, f"scale: {{time: {factor}}}\nwhere: {{transfers: {{node: aktau}}}}")
        hours = {
            apply(order, NETWORK, folder=path).at(DAY).transfers["aktau:rail1520-sea"].time_h
            for order in permutations("abc")
        }
    assert len(hours) == 1


@settings(max_examples=20)
@given(st.lists(st.floats(-1, 10).map(lambda hours: f"{hours:.17f} h"), min_size=3, max_size=3))
def test_sums_are_the_same_bits_in_any_order(chosen):
    with TemporaryDirectory() as path:
        folder = samples.Folder(Path(path))
        for name, hours in zip("abc", chosen, strict=True):
            folder.write(name, f"shift: {{time: {hours}}}\n{TRANSFERS}")
        hours = {
            apply(order, NETWORK, folder=path).at(DAY).transfers["aktau:rail1520-sea"].time_h
            for order in permutations("abc")
        }
    assert len(hours) == 1


def test_the_empty_stack_is_the_base_itself():
    applied = apply([], NETWORK)
    assert applied.at(DAY) is NETWORK
    assert (applied.stamps, applied.as_of, applied.periods, applied.effects(DAY)) == ((), None, (), ())


@pytest.mark.parametrize(
    "body", [f"scale: {{{name}: 1}}\nwhere: {{{key}: '*'}}" for key, names in TARGETS.items() for name in names]
)
def test_scale_by_one_is_neutral_and_leaves_the_hash(folder, body):
    folder.write("s", body)
    applied = apply(["s"], NETWORK, folder=folder.path)
    assert applied.at(DAY).hash == HASH
    assert {effect.status for effect in applied.effects(DAY)} == {"neutral"}


@pytest.mark.parametrize("collection", ["nodes", "links", "borders", "transfers", "services"])
def test_a_selector_that_matches_nothing_is_an_error(folder, collection):
    folder.write("s", f"close: {{{collection}: nowhere-*}}")
    with pytest.raises(DataError, match=r"s\.yaml:6:\d+: error\[E402\]"):
        apply(["s"], NETWORK, folder=folder.path)


GOOD = """scenario: 1
id: s
title: t
as_of: 2026-06-01
sources: {page: {title: A page}}
parameters: {d: {default: 36 h, min: 24 h}}
overrides:
  - id: c1
    set: {time: $d}
    where: {transfers: {node: aktau}}
    was: {cost: 100 USD/FEU}
    matches: {at_least: 1}
    when: {from: 2026-01-01}
    source: [page]
"""
WORDS = [
    *("as_of", "sources", "title: A", "parameters", "default", "min", "overrides", "set", "time", "$d", "where"),
    *("transfers", "node", "aktau", "was", "cost", "USD", "FEU", "matches", "at_least", "when", "from", "source: ["),
]


def misspelt(word):
    """Swap the last two different letters of a word."""
    letters = [index for index, letter in enumerate(word.split(":")[0]) if letter.isalpha()]
    first = next((i for i in reversed(letters[:-1]) if word[i] != word[i + 1]), None)
    if first is None:
        return word.replace("d", "dd")
    return word[:first] + word[first + 1] + word[first] + word[first + 2 :]


def test_the_text_the_next_test_misspells_is_good(folder):
    folder.put("s", GOOD)
    assert apply(["s"], NETWORK, folder=folder.path).stamps[0].id == "s"


@pytest.mark.parametrize("word", WORDS)
def test_every_misspelt_key_id_or_unit_is_an_error_that_names_its_line(folder, word):
    at = GOOD.rindex(word) if word in {"aktau", "source: ["} else GOOD.index(word)
    wrong = misspelt(word)
    assert wrong != word
    content = GOOD[:at] + wrong + GOOD[at + len(word) :]
    line = content[:at].count("\n") + 1
    folder.put("s", content)
    with pytest.raises(DataError) as caught:
        apply(["s"], NETWORK, folder=folder.path)
    assert any(problem.where.startswith(f"s.yaml:{line}:") and problem.hint for problem in caught.value.problems)


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_is_documented_and_exemplified(name, folder):
    verb = VERBS[name]
    assert verb.name == name
    assert verb.summary.endswith(".")
    source = "sources: {x: {title: A page}}\n"
    folder.put("s", f"scenario: 1\nid: s\ntitle: t\n{source}overrides:\n  - {verb.example}\n")
    assert read_scenario("s", folder=folder.path).overrides[0].verb == name


def test_nothing_of_scenarios_is_loaded_when_none_is_asked_for():
    import subprocess
    import sys

    code = (
        "import sys; from routeplanner.planner.plan import plan; "
        "print([m for m in sys.modules if m.startswith(('routeplanner.scenario', 'ruamel'))])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
