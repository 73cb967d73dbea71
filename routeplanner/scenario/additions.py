"""Rows that scenarios add: together with the base they make the network that selectors are read on.

The rules are those of the tables (`network.checks`), run on the base with every new row; what is wrong with a row is
said where the row stands in its scenario.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from routeplanner.network.model import KEYS
from routeplanner.network.selection import Selection
from routeplanner.scenario.entries import Entry, blame, in_turns, lay
from routeplanner.scenario.supersede import find_superseded
from routeplanner.scenario.verbs.base import Addition
from routeplanner.scenario.verbs.rows import column_words
from routeplanner.scenario.when import moments

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from routeplanner.errors import Problem
    from routeplanner.network.checks import Check
    from routeplanner.network.network import Network
    from routeplanner.record import Record
    from routeplanner.scenario.document import Item
    from routeplanner.scenario.verbs.base import Change

NOTHING = Selection("", "", ())


@dataclass(frozen=True, slots=True)
class Grown:
    """The base with every row the stack adds on any day."""

    network: Network
    additions: Mapping[str, Addition]
    """override → the row it adds, if it fits."""
    lost: frozenset[str] = frozenset()
    """Ids that were to be added and could not be: what names them is not wrong by itself."""
    warnings: tuple[Problem, ...] = ()
    """What is only suspicious about the new rows."""

    def excuses(self, what: str) -> bool:
        """Tell whether a problem only repeats that a row could not be added."""
        return _tells_of(what, self.lost)


def _tells_of(what: str, names: Iterable[str]) -> bool:
    """Tell whether a problem quotes one of some ids."""
    return any(repr(name) in what for name in names)


def add_rows(changes: Sequence[Change], base: Network) -> Grown:
    """Return the base with the rows of all overrides that add one, whenever; problems are noted at the changes."""
    if all(change.verb.selects for change in changes):
        return Grown(base, {})
    return _Gardener(base, changes).grow()


class _Gardener:
    """Puts rows into the base, leaving out those that do not fit; one use."""

    def __init__(self, base: Network, changes: Sequence[Change]) -> None:
        self.base = base
        self.changes = sorted(changes, key=lambda change: (not change.on, change.override))
        self.entries: list[Entry] = []
        self.lost: set[str] = set()
        self.lacking: set[str] = set()
        """Tables that lack a row which could not be added."""

    def grow(self) -> Grown:
        """Return the base with the rows that fit."""
        self._enter()
        self._drop_repeated()
        self._drop_hanging()
        warnings = self._check_all()
        self._check_days()
        additions = {entry.change.override: entry.addition for entry in self.entries}
        network = self.base.derived(_by_table(self.entries), {})
        return Grown(network, additions, frozenset(self.lost), tuple(warnings))

    def _enter(self) -> None:
        """Build every row that could be read; nodes first, as a link lies in the country of its ends."""
        adding = [change for change in self.changes if not change.verb.selects]
        for table, name in (_name_of(change) for change in adding if change.payload is None):
            self.lacking.add(table)
            self.lost |= {name} if name else set()
        readable = [change for change in adding if change.payload is not None]
        for nodes in (True, False):
            network = self.base.derived(_by_table(self.entries), {})
            for change in readable:
                if (change.payload.table == "node") == nodes:
                    for part in change.verb.build(change, network, NOTHING):
                        if isinstance(part, Addition):
                            self.entries.append(Entry(change, change.payload, part))

    def _drop_repeated(self) -> None:
        """Leave out, and note, rows whose id the base has, or that another override adds with other values."""
        kept: list[Entry] = []
        for entry in self.entries:
            table, row_id = entry.key
            rival = next((other for other in kept if other.clashes(entry)), None)
            if row_id in self.base.table(table):
                what = f"{table} {row_id!r} is in network {self.base.id!r} already"
                entry.note("E501", KEYS[table], what, "change it with set, or give the new one another id")
            elif rival:
                column = rival.differs(entry)
                word = column_words(table)[column]
                spot = rival.change.document.where(rival.spot(column))
                what = (
                    f"{entry.change.override} adds {table} {row_id!r} with {word} {entry.written(column)}, "
                    f"but {rival.change.override} at {spot} with {rival.written(column)}"
                )
                hint = f"leave one out, make them alike, or say supersedes: [{rival.change.override}]"
                entry.note("E502", column, what, hint)
            else:
                kept.append(entry)
        self.entries = kept

    def _drop_hanging(self) -> None:
        """Leave out rows that refer to what is not there; note those whose reference nobody meant to add."""
        from routeplanner.network.checks.references import check_references  # noqa: PLC0415 - only when rows are added

        while found := self._run((check_references,), self.entries):
            for entry, problem in found:
                if not _tells_of(problem.what, self.lost):
                    entry.change.problems.append(problem)
            hanging = {entry.key for entry, _ in found}
            self.lacking |= {table for table, _ in hanging}
            self.lost |= {row_id for _, row_id in hanging}
            self.entries = [entry for entry in self.entries if entry.key not in hanging]

    def _check_all(self) -> list[Problem]:
        """Note what is wrong with the rows and what they spoil, all of them in place; return what is suspicious."""
        from routeplanner.network.checks import CHECKS, crossings, evidence, names, services  # noqa: PLC0415

        # a scenario says in its own way where rows come from
        left_out: set[Check] = {evidence.check_quality, evidence.check_unused_sources, evidence.check_source_urls}
        for table, check in (
            ("border", crossings.check_crossings),
            ("service", services.check_unserved_links),
            ("link", names.check_links_of_nodes),
        ):
            if table in self.lacking:  # what could not be added would be missed
                left_out.add(check)
        rules = [check for check in CHECKS if check not in left_out]
        found = self._run(rules, self.entries, spoilt=True)
        for entry, problem in found:
            if not problem.is_warning:
                entry.change.problems.append(problem)
        return [problem for _, problem in found if problem.is_warning]

    def _check_days(self) -> None:
        """Note rows that are there on days when what they need is not."""
        from routeplanner.network.checks.crossings import check_border_rows, check_crossings  # noqa: PLC0415
        from routeplanner.network.checks.references import check_references  # noqa: PLC0415 - only when rows are added

        rules = (check_references, check_crossings, check_border_rows)
        known: set[tuple[tuple[str, str], str]] | None = None
        seen = {frozenset(), frozenset(entry.key for entry in self.entries)}
        deciding = [change.when for change in self.changes if change.supersedes or not change.verb.selects]
        for day in moments(deciding, self.base.reference_date):
            there = self._there(day)
            keys = frozenset(entry.key for entry in there)
            if keys in seen:
                continue
            seen.add(keys)
            if known is None:
                known = {(entry.key, problem.code) for entry, problem in self._run(rules, self.entries)}
            for entry, problem in self._run(rules, there):
                if (entry.key, problem.code) not in known:
                    known.add((entry.key, problem.code))
                    what = f"on {day.isoformat()}: {problem.what}"
                    hint = "what it needs is added for other days: give both the same when"
                    entry.change.problems.append(problem._replace(what=what, hint=hint))

    def _there(self, day: date) -> list[Entry]:
        """Return the rows that are there on a day."""
        holding = [change for change in self.changes if change.on and change.when.holds(day)]
        names = {change.override for change in holding}.difference(find_superseded(holding))
        return [entry for entry in self.entries if entry.change.override in names]

    def _run(
        self, rules: Sequence[Check], entries: Sequence[Entry], *, spoilt: bool = False
    ) -> list[tuple[Entry, Problem]]:
        """Return what checks find in the rows, and with `spoilt` in rows of the base that were sound before."""
        found: list[tuple[Entry, Problem]] = []
        for turn in in_turns(entries):
            network, pages = lay(self.base, turn)
            problems = [problem for check in rules for problem in check(network, pages)]
            placed = [pair for page in pages.values() for pair in page.found]
            found += placed
            own = {id(problem) for _, problem in placed}
            others = [problem for problem in problems if not problem.is_warning and id(problem) not in own]
            if spoilt and others:
                before = {problem for check in rules for problem in check(self.base, {})}
                found += [blame(problem, turn) for problem in others if problem not in before]
        return [pair for index, pair in enumerate(found) if pair[1] not in [other for _, other in found[:index]]]


def _name_of(change: Change) -> tuple[str, str]:
    """Return the table and the id of a row that could not be read, each empty when that cannot be read either."""
    body = _parts(_parts(change.item).get(change.verb.name))
    table = next(iter(body), "")
    name = _parts(body.get(table)).get("id")
    return table, name.value if name is not None and isinstance(name.value, str) else ""


def _parts(item: Item | None) -> dict[str, Item]:
    return item.value if item is not None and isinstance(item.value, dict) else {}


def _by_table(entries: Iterable[Entry]) -> dict[str, dict[str, Record]]:
    """Return the rows by table and id; of several for one id the first."""
    found: dict[str, dict[str, Record]] = {}
    for entry in entries:
        table, row_id = entry.key
        found.setdefault(table, {}).setdefault(row_id, entry.addition.row)
    return found
