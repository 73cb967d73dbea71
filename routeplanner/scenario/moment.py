"""One moment of a stack: the rows that differ from the base, figure by figure, and who changed them."""

from __future__ import annotations

from collections.abc import Iterable  # noqa: TC003 - part of a public annotation
from dataclasses import dataclass
from typing import TYPE_CHECKING

from routeplanner.network.attributes import ATTRIBUTES, COLLECTIONS
from routeplanner.network.model import TABLES
from routeplanner.network.provenance import Change as Trace
from routeplanner.network.provenance import Key
from routeplanner.scenario.senses import EACH, decided_senses
from routeplanner.scenario.verbs import VERBS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from routeplanner.network.network import Network
    from routeplanner.record import Record
    from routeplanner.scenario.verbs.base import Addition, Change, Operation, State

EPSILON = 1e-9
"""Share by which a 90th percentile may lie below its mean: rounding of a product."""
PERCENTILES = {
    COLLECTIONS[name]: [(a.column, a.spread_column) for a in attributes.values() if a.spread_column]
    for name, attributes in ATTRIBUTES.items()
}
"""table → (mean, 90th percentile) columns."""
FACTORS = {a.factor_column for attributes in ATTRIBUTES.values() for a in attributes.values() if a.factor_column}
"""Columns of factors: what they multiply keeps a provenance of its own, so a change of them starts from nothing."""


@dataclass(frozen=True, slots=True)
class Act:
    """A change and what it does to the base network."""

    change: Change
    operations: tuple[Operation, ...]
    additions: tuple[Addition, ...]

    def telling(self, network: Network) -> list[Operation]:
        """Return the operations that move a figure of the base; none: the change is neutral."""
        neutral = self.change.verb.is_neutral
        return [op for op in self.operations if not neutral(network.table(op.table)[op.row_id], op)]


@dataclass(slots=True)
class Moment:
    """What a set of changes makes of the base."""

    rows: dict[str, dict[str, Record]]
    traces: dict[Key, tuple[Trace, ...]]
    clashes: list[tuple[Operation, Operation]]
    """Operations that want two different amounts of one figure."""
    low: list[tuple[Operation, float, float]]
    """Operations after which a 90th percentile lies below its mean: the operation, percentile, mean."""


def compose_moment(network: Network, acts: Iterable[Act]) -> Moment:
    """Return what changes make of a network when they hold together, in whatever order they come."""
    acts = sorted(acts, key=lambda act: act.change.override)
    by_override = {act.change.override: act.change for act in acts}
    by_row: dict[tuple[str, str], list[Operation]] = {}
    for act in acts:
        for operation in act.operations:
            by_row.setdefault((operation.table, operation.row_id), []).append(operation)
    moment = Moment({}, {}, [], [])
    for (table, row_id), operations in sorted(by_row.items(), key=lambda entry: entry[0]):
        _RowComposer(moment, by_override, network, table, row_id).compose(operations)
    for act in acts:
        for addition in act.additions:
            moment.rows.setdefault(addition.table, {})[addition.row_id] = addition.row
            change = act.change
            for column in addition.told:
                value = getattr(addition.row, column)
                if value:
                    trace = Trace(change.override, None, value, change.sources, change.quality)
                    moment.traces[Key(addition.table, addition.row_id, column)] = (trace,)
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
            self._store(self.row_id, self._state(operations), operations)
            return
        halves = {sense: [op for op in operations if op.sense in {"both", sense}] for sense in EACH}
        decided = decided_senses(self.network, self.row)
        if len(decided) == 1:  # the other sense has a row of its own: there is nothing to split
            (sense,) = decided
            self._store(self.row_id, self._state(halves[sense]), halves[sense])
            return
        states = {sense: self._state(chosen) for sense, chosen in halves.items()}
        if states["forward"] == states["back"]:
            self._store(self.row_id, states["forward"], operations)
            return
        states["back"]["direction"] = "back"
        self._store(self.row_id, states["back"], halves["back"])
        forward_id = self._forward_id()
        states["forward"] |= {"direction": "forward", "border_id": forward_id}
        self._store(forward_id, states["forward"], halves["forward"])
        self._copy_evidence(forward_id)

    def _forward_id(self) -> str:
        parts = (self.row.link_id, "forward", self.row.service_class)
        return ":".join(part for part in parts if part)

    def _copy_evidence(self, new_id: str) -> None:
        for single in self.network.evidence.values():
            if (single.table, single.row_id) == (self.table, self.row_id):
                copy = single.model_copy(update={"row_id": new_id})
                self.moment.rows.setdefault("evidence", {})[f"{self.table}:{new_id}:{single.field}"] = copy

    def _state(self, operations: Sequence[Operation]) -> State:
        """Return the columns of the row after every verb, in the order of `VERBS`."""
        state: State = {name: getattr(self.row, name) for name in TABLES[self.table].model_fields}
        attributes = {operation.attribute.column: operation.attribute for operation in operations}
        spreads = {attribute.spread_column for attribute in attributes.values()}
        ordered = sorted(attributes, key=lambda column: (column in spreads, column))  # a mean before its percentile
        for name, verb in VERBS.items():
            mine = [operation for operation in operations if self.changes[operation.override].verb.name == name]
            for column in ordered if mine else ():
                chosen = [operation for operation in mine if operation.attribute.column == column]
                if verb.exclusive and not self._agree(chosen):
                    continue
                if chosen:
                    verb.combine(state, chosen)
        self._check_spread(state, operations)
        return state

    def _agree(self, operations: Sequence[Operation]) -> bool:
        first = operations[0] if operations else None
        for other in operations[1:]:
            if first and (other.amount, other.basis) != (first.amount, first.basis):
                self.moment.clashes.append((first, other))
                return False
        return True

    def _check_spread(self, state: State, operations: Sequence[Operation]) -> None:
        for column, spread_column in PERCENTILES.get(self.table, ()):
            mean, spread = state[column], state[spread_column]
            if mean is None or spread is None or spread >= mean * (1 - EPSILON):
                continue
            culprits = [op for op in operations if op.attribute.column in {spread_column, column}]
            if culprits:
                culprits.sort(key=lambda op: op.attribute.column != spread_column)
                self.moment.low.append((culprits[0], spread, mean))

    def _store(self, row_id: str, state: State, operations: Sequence[Operation]) -> None:
        """Keep the row if it differs from the base, and who moved which column."""
        moved = {name: value for name, value in state.items() if value != getattr(self.row, name)}
        if not moved:
            return
        model = TABLES[self.table]
        self.moment.rows.setdefault(self.table, {})[row_id] = model.model_construct(**state)
        for column, value in moved.items():
            overrides = sorted({op.override for op in operations if self._moves(op, column)})
            traces = [self.changes[name] for name in overrides]
            if traces:
                self.moment.traces[Key(self.table, row_id, column)] = tuple(
                    Trace(
                        change.override,
                        getattr(self.row, column),
                        value,
                        change.sources,
                        change.quality,
                        relative=change.verb.relative and column not in FACTORS,
                    )
                    for change in traces
                )

    def _moves(self, operation: Operation, column: str) -> bool:
        verb = self.changes[operation.override].verb
        return column in verb.columns(operation) and not verb.is_neutral(self.row, operation)
