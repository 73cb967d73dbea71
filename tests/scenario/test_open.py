"""What is closed in the network opens; what another override closes at the same time is an error."""

from datetime import date
from itertools import permutations

import pytest

from routeplanner.network.provenance import Key
from tests.scenario import samples

DAY = date(2026, 1, 1)
CLOSED = {
    "node": "aktau",
    "link": "aktau-alat-sea",
    "border": "alat-tbilisi-road:both",
    "transfer": "aktau:rail1520-sea",
    "service": "feeder",
}


@pytest.fixture(scope="module")
def network():
    """The sample network with one row of each kind closed."""
    base = samples.network()
    rows = {
        table: {row_id: base.table(table)[row_id].model_copy(update={"status": "closed"})}
        for table, row_id in CLOSED.items()
    }
    return base.derived(rows, {})


@pytest.mark.parametrize(
    ("selector", "table"),
    [
        ("nodes: aktau", "node"),
        ("links: {mode: sea}", "link"),
        ("borders: alat-tbilisi-road", "border"),
        ("transfers: {to: sea}", "transfer"),
        ("services: [feeder]", "service"),
    ],
)
def test_sets_the_status(folder, run, network, selector, table):
    folder.write("s", f"open: {{{selector}}}")
    applied = run("s")
    after = applied.at(DAY)
    assert after.table(table)[CLOSED[table]].status == "open"
    (change,) = after.changes[Key(table, CLOSED[table], "status")]
    assert (change.override, change.old, change.new) == ("s#c1", "closed", "open")
    assert [key.table for key in after.changes] == [table]
    assert network.table(table)[CLOSED[table]].status == "closed"


def test_on_its_days_only(folder, run):
    folder.write("s", "open: {links: aktau-alat-sea}\nwhen: {season: 12-01..03-15}")
    applied = run("s")
    states = [applied.at(day).links["aktau-alat-sea"].status for day in (DAY, date(2026, 3, 16))]
    assert states == ["open", "closed"]


def test_what_is_open_already_is_neutral(folder, run):
    folder.write("s", "open: {links: aktau-alat-ferry}")
    applied = run("s")
    assert [effect.status for effect in applied.effects(DAY)] == ["neutral"]
    assert applied.at(DAY).hash == applied.base.hash


def test_b081_closed_and_opened_at_once_names_both_in_any_order(folder, problems):
    folder.write("a", "close: {links: {mode: [sea, ferry]}}\nwhen: {from: 2026-06-01}")
    folder.write("b", "open: {links: {mode: [sea, ferry]}}")
    for names in permutations("ab"):
        (problem,) = problems(*names)
        assert (problem.code, problem.where) == ("E505", "a.yaml:6:12")
        assert "opened by b#c1 at b.yaml:6:5 at the same time, on 2026-06-01" in problem.what
        assert "supersedes: [b#c1]" in problem.hint


def test_closed_and_opened_on_different_days_or_superseded_is_fine(folder, run):
    folder.write("a", "close: {links: {mode: [sea, ferry]}}\nwhen: {from: 2026-06-01}\nsupersedes: [b#c1]")
    folder.write("b", "open: {links: {mode: [sea, ferry]}}")
    applied = run("a", "b")
    states = [
        [applied.at(day).links[name].status for name in ("aktau-alat-ferry", "aktau-alat-sea")]
        for day in (DAY, date(2026, 6, 1))
    ]
    assert states == [["open", "open"], ["closed", "closed"]]


def test_one_direction_of_a_border_for_both(folder, run):
    folder.write("s", "open: {borders: alat-tbilisi-road}\ndirection: forward")
    borders = run("s").at(DAY).borders
    there, back = borders["alat-tbilisi-road:forward"], borders["alat-tbilisi-road:both"]
    assert (there.direction, there.status, back.direction, back.status) == ("forward", "open", "back", "closed")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("open: {}", "E401"),
        ("open: {links: nowhere}", "E402"),
        ("open: {rates: '*'}", "E408"),
        ("open: {links: '*'}\nwhere: {links: '*'}", "E405"),
        ("open: {links: '*'}\ndirection: back", "E022"),
        ("open: {links: '*'}\nchance: {share: 50 %, per: crossing}", "E022"),
    ],
)
def test_refusals(folder, problems, body, code):
    folder.write("s", body)
    assert [problem.code for problem in problems("s")] == [code]
