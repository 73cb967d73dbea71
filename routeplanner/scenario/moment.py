"""One moment of a stack: the rows that differ from the base, figure by figure, and who changed them."""

from __future__ import annotations

from collections.abc import Iterable  # noqa: TC003 - part of a public annotation
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from routeplanner.network.attributes import ATTRIBUTES, COLLECTIONS
from routeplanner.network.model import TABLES
from routeplanner.network.provenance import Change as Trace
from routeplanner.network.provenance import Key
from routeplanner.scenario.senses import EACH, decided_senses
from routeplanner.scenario.verbs import VERBS
from routeplanner.scenario.verbs.base import Flaw, FlawError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from routeplanner.network.network import Network
    from routeplanner.record import Record
    from routeplanner.scenario.verbs.base import Addition, Change, Operation, State, Verb

EPSILON = 1e-9
"""Share by which a 90th percentile may lie below its mean: rounding of a product."""
PERCENTILES = {
    COLLECTIONS[name]: [(a.column, a.spread_column) for a in attributes.values() if a.spread_column]
    for name, attributes in ATTRIBUTES.items()
}
"""table → (mean, 90th percentile) columns."""
FACTORS = {
    column
    for attributes in ATTRIBUTES.values()
    for a in attributes.values()
    for column in (a.factor_column, a.shift_column)
    if column
}
"""Columns of factors and of amounts to add: the figure they go on keeps a provenance of its own, so a change of them
starts from nothing."""


@dataclass(frozen=True, slots=True)
class Act:
    """A change and what it does to the base network."""

    change: Change
    operations: tuple[Operation, ...]
    additions: tuple[Addition, ...]

    def is_there(self, network: Network) -> bool:
        """Tell whether a network holds any of the rows the change is about: those that others add come and go."""
        about = [(op.table, op.row_id) for op in self.operations]
        about += [row for addition in self.additions for row in addition.about]
        return not about or any(row_id in network.table(table) for table, row_id in about)


@dataclass(slots=True)
class Moment:
    """What a set of changes makes of the base."""

    network: Network
    """The base with the rows that are added, before any figure moves."""
    rows: dict[str, dict[str, Record]] = field(default_factory=dict)
    traces: dict[Key, tuple[Trace, ...]] = field(default_factory=dict)
    added: set[tuple[str, str]] = field(default_factory=set)
    """(table, row id) of the rows that are added."""
    clashes: list[tuple[Operation, Operation]] = field(default_factory=list)
    """Operations that want two different amounts of one figure."""
    low: list[tuple[Operation, float, float]] = field(default_factory=list)
    """Operations after which a 90th percentile lies below its mean: the operation, percentile, mean."""
    flaws: list[Flaw] = field(default_factory=list)
    """What else is wrong with operations that hold together."""
    telling: set[str] = field(default_factory=set)
    """Overrides that move a figure when their verb's turn comes; the others are neutral."""

    def add(self, change: Change, addition: Addition) -> None:
        """Put a new row in; where several overrides add the same one, all are named behind it."""
        self.added.add((addition.table, addition.row_id))
        self.rows.setdefault(addition.table, {}).setdefault(addition.row_id, addition.row)
        for column in addition.told:
            value = getattr(addition.row, column)
            if value not in {None, "", ()}:
                key = Key(addition.table, addition.row_id, column)
                trace = Trace(change.override, None, value, change.sources, change.quality)
                self.traces[key] = (*self.traces.get(key, ()), trace)


def compose_moment(network: Network, acts: Iterable[Act]) -> Moment:
    """Return what changes make of a network when they hold together, in whatever order they come."""
    acts = sorted(acts, key=lambda act: act.change.override)
    by_override = {act.change.override: act.change for act in acts}
    moment = _with_new_rows(network, acts)
    by_row: dict[tuple[str, str], list[Operation]] = {}
    for act in acts:
        for operation in act.operations:
            if operation.row_id in moment.network.table(operation.table):
                by_row.setdefault((operation.table, operation.row_id), []).append(operation)
    for (table, row_id), operations in sorted(by_row.items(), key=lambda entry: entry[0]):
        _RowComposer(moment, by_override, moment.network, table, row_id).compose(operations)
    return moment


def _with_new_rows(network: Network, acts: Sequence[Act]) -> Moment:
    """Return a moment of new rows only; a rule about rows that are not there stays out."""
    moment = Moment(network)
    for act in acts:
        for addition in act.additions:
            if not addition.about:
                moment.add(act.change, addition)
    moment.network = network.derived(moment.rows, {})
    for act in acts:
        for addition in act.additions:
            if any(row_id in moment.network.table(table) for table, row_id in addition.about):
                moment.add(act.change, addition)
    return moment


class _RowComposer:
    """Composes one row of the base; a border for both senses may come out as two."""

    def __init__(
        self, moment: Moment, changes: Mapping[str, Change], network: Network, table: str, row_id: str
    ) -> None:
        self.moment = moment
        self.changes = changes
        self.network = network
        self.table = table
        self.row_id = row_id
        self.row = network.table(table)[row_id]

    def compose(self, operations: Sequence[Operation]) -> None:
        """Put the row's new states into the moment."""
        whole = [operation for operation in operations if operation.sense == "both"]
        if len(whole) == len(operations) or getattr(self.row, "direction", "both") != "both":
            self._store(self.row_id, *self._state(operations))
            return
        halves = {sense: [op for op in operations if op.sense in {"both", sense}] for sense in EACH}
        decided = decided_senses(self.network, self.row)
        if len(decided) == 1:  # the other sense has a row of its own: there is nothing to split
            (sense,) = decided
            self._store(self.row_id, *self._state(halves[sense]))
            return
        (there, forth), (back, home) = (self._state(halves[sense]) for sense in EACH)
        if there == back:
            self._store(self.row_id, there, [*forth, *home])
            return
        self._store(self.row_id, back | {"direction": "back"}, home)
        forward_id = self._forward_id()
        self._store(forward_id, there | {"direction": "forward", "border_id": forward_id}, forth)
        self._copy_evidence(forward_id)

    def _forward_id(self) -> str:
        parts = (self.row.link_id, "forward", self.row.service_class)
        return ":".join(part for part in parts if part)

    def _copy_evidence(self, new_id: str) -> None:
        for single in self.network.evidence.values():
            if (single.table, single.row_id) == (self.table, self.row_id):
                copy = single.model_copy(update={"row_id": new_id})
                self.moment.rows.setdefault("evidence", {})[f"{self.table}:{new_id}:{single.field}"] = copy

    def _state(self, operations: Sequence[Operation]) -> tuple[State, list[Operation]]:
        """Return the columns of the row after every verb, in the order of `VERBS`, and the operations that moved any."""
        state: State = {name: getattr(self.row, name) for name in TABLES[self.table].model_fields}
        attributes = {operation.attribute.column: operation.attribute for operation in operations}
        spreads = {attribute.spread_column for attribute in attributes.values()}
        ordered = sorted(attributes, key=lambda column: (column in spreads, column))  # a mean before its percentile
        telling: list[Operation] = []
        done: list[tuple[Verb, list[Operation]]] = []
        for name, verb in VERBS.items():
            mine = [operation for operation in operations if self._verb(operation).name == name]
            for column in ordered if mine else ():
                chosen = [operation for operation in mine if operation.attribute.column == column]
                if chosen and not (verb.exclusive and self._clash(chosen)):
                    telling += self._combine(verb, state, chosen, telling)
                    done.append((verb, chosen))
        for verb, chosen in done:
            self._try(verb.finish, state, chosen)
        self._check_spread(state, operations)
        self._check_opposites(operations)
        self.moment.telling.update(operation.override for operation in telling)
        return state, telling

    def _verb(self, operation: Operation) -> Verb:
        """Return the verb in whose turn an operation acts."""
        return VERBS[operation.phase] if operation.phase else self.changes[operation.override].verb

    def _combine(
        self, verb: Verb, state: State, chosen: Sequence[Operation], earlier: Sequence[Operation]
    ) -> list[Operation]:
        """Bring operations into the state; return those that move it."""
        moving = [operation for operation in chosen if not verb.is_neutral(state, operation)]
        self._try(verb.check_company, chosen, earlier)
        self._try(verb.combine, state, chosen)
        return moving

    def _try(self, step: Callable[..., None], *parts: object) -> None:
        """Take a step, and note what is wrong with the operations."""
        try:
            step(*parts)
        except FlawError as error:
            self.moment.flaws.append(error.flaw)

    def _clash(self, operations: Sequence[Operation]) -> bool:
        """Note two operations that want different amounts; what is certain and what has a chance go apart."""
        for group in ([op for op in operations if op.chance is None], [op for op in operations if op.chance]):
            for other in group[1:]:
                if (other.amount, other.basis) != (group[0].amount, group[0].basis):
                    self.moment.clashes.append((group[0], other))
                    return True
        return False

    def _check_opposites(self, operations: Sequence[Operation]) -> None:
        """Note an operation whose reverse another override wants."""
        for operation in operations:
            opposite = self._verb(operation).opposite
            rival = next((other for other in operations if opposite and self._verb(other).name == opposite), None)
            if rival:
                spot = self.changes[rival.override].where
                what = f"{self.table} {self.row_id} is closed here and opened by {rival.override} at {spot} at the same time"
                hint = f"give them different dates, or let the one that counts say supersedes: [{rival.override}]"
                self.moment.flaws.append(Flaw(operation, "E505", what, hint))

    def _check_spread(self, state: State, operations: Sequence[Operation]) -> None:
        for column, spread_column in PERCENTILES.get(self.table, ()):
            mean, spread = state[column], state[spread_column]
            if mean is None or spread is None or spread >= mean * (1 - EPSILON):
                continue
            culprits = [op for op in operations if op.attribute.column in {spread_column, column}]
            if culprits:
                culprits.sort(key=lambda op: op.attribute.column != spread_column)
                self.moment.low.append((culprits[0], spread, mean))

    def _store(self, row_id: str, state: State, telling: Sequence[Operation]) -> None:
        """Keep the row if it differs from the base, and who moved which column."""
        moved = {name: value for name, value in state.items() if value != getattr(self.row, name)}
        if not moved:
            return
        model = TABLES[self.table]
        self.moment.rows.setdefault(self.table, {})[row_id] = model.model_construct(**state)
        for column, value in moved.items():
            movers = {op.override: op for op in telling if column in self._verb(op).columns(op)}
            if movers:
                traces = tuple(self._trace(movers[name], column, value) for name in sorted(movers))
                key = Key(self.table, row_id, column)
                brought = self.moment.traces.get(key, ()) if all(trace.relative for trace in traces) else ()
                self.moment.traces[key] = (*(trace._replace(new=value) for trace in brought), *traces)

    def _trace(self, operation: Operation, column: str, value: object) -> Trace:
        change = self.changes[operation.override]
        rests = self._verb(operation).relative or operation.chance is not None
        old = None if (self.table, self.row_id) in self.moment.added else getattr(self.row, column)
        relative = rests and column not in FACTORS
        return Trace(change.override, old, value, change.sources, change.quality, relative=relative)
