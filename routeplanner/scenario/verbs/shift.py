"""shift: an amount added to a figure, or taken from it."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from routeplanner.scenario.verbs.base import FlawError, Verb
from routeplanner.scenario.verbs.figures import (
    FIGURE_COLLECTIONS,
    ROUNDING,
    WORDS,
    as_quantity,
    basis_of,
    check_basis,
    fill_wait,
    named,
    note_blank,
    read_attributes,
    read_figure,
    whole_figure,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from routeplanner.network.attributes import Attribute
    from routeplanner.network.network import Network
    from routeplanner.network.selection import Selection
    from routeplanner.scenario.document import Item
    from routeplanner.scenario.reader import Reader
    from routeplanner.scenario.verbs.base import Change, Operation, State
    from routeplanner.units import Quantity

FOLLOWING = ("wait",)
"""Attributes whose blanks follow from the row's other columns."""


class Shift(Verb):
    """Adds to figures, or takes from them; hours take their 90th percentile along.

    On links, hours and price wherever they come from. What would fall below 0 is an error (E507).
    """

    name = "shift"
    summary = "Adds an amount to figures, or takes it away."
    example = (
        "{id: levy, shift: {fee: +120 USD/FEU, dwell: -2 h}, where: {borders: {country: BY, mode: rail}}, source: [x]}"
    )
    collections = FIGURE_COLLECTIONS
    relative = True
    takes_chance = True

    def read(self, item: Item, reader: Reader, collection: str) -> list[tuple[Attribute, Quantity]]:
        """Return attributes and the amounts to add."""
        found = []
        for _, attribute, part in read_attributes(self, item, reader, collection, "shift: {dwell: +6 h}"):
            quantity = read_figure(attribute, part, reader, collection, signed=True) if attribute else None
            if attribute and quantity:
                found.append((attribute, quantity))
        return found

    def build(self, change: Change, network: Network, selection: Selection) -> Iterator[Operation]:
        """Yield one operation per row and attribute; to a blank figure nothing can be added."""
        share = change.chance.probability if change.chance else 1.0
        for attribute, quantity in change.payload:
            follows = attribute.shift_column or attribute.name in FOLLOWING
            if not follows and note_blank(change, network, selection, attribute, f"shift {attribute.instead}"):
                continue
            amount = quantity.value * share
            yield from change.operations(selection, attribute, amount, basis_of(attribute, quantity))

    def combine(self, state: State, operations: Sequence[Operation]) -> None:
        """Add all amounts at once, correctly rounded: any stack gives the same bits.

        Raises:
            FlawError: an amount per something else than the figure.
        """
        amounts = [operation.amount for operation in operations if isinstance(operation.amount, float)]
        if not any(amounts):
            return
        attribute = operations[0].attribute
        if attribute.shift_column:
            self._add_beside(state, operations, amounts)
            return
        if attribute.name in FOLLOWING:
            fill_wait(state)
        for operation in operations:
            check_basis(state.get(attribute.basis_column), operation)
        for column in self.columns(operations[0]):
            if state[column] is not None:
                state[column] = fsum([state[column], *amounts])

    def _add_beside(self, state: State, operations: Sequence[Operation], amounts: Sequence[float]) -> None:
        """Add to the amount that stands beside a link's figure, wherever that comes from."""
        attribute = operations[0].attribute
        old = state[attribute.shift_column]
        basis = state[attribute.shift_basis_column] if attribute.shift_basis_column and old else operations[0].basis
        for operation in operations:
            self._check_company(basis, operation)
        total = fsum([old, *amounts])
        state[attribute.shift_column] = total
        if attribute.shift_basis_column:
            state[attribute.shift_basis_column] = basis if total else None

    @staticmethod
    def _check_company(basis: str | None, operation: Operation) -> None:
        if operation.basis != basis:
            where = f"{operation.attribute.name} of {operation.table} {operation.row_id}"
            one, other = (WORDS[name] for name in (basis, operation.basis) if name)
            what = f"two amounts are added to {where}, one per {one}, one per {other}"
            raise FlawError(operation, "E104", what, "write both per the same")

    def finish(self, state: State, operations: Sequence[Operation]) -> None:
        """Refuse what has fallen below 0 and is held up by no limit; mend what only rounding took there.

        Raises:
            FlawError: the figure would be less than 0, or 0 where that cannot be.
        """
        attribute = operations[0].attribute
        value = whole_figure(state, attribute)
        beside = attribute.shift_basis_column
        if beside and state[beside] not in {None, state[attribute.basis_column]}:
            return  # dollars per two different things: `criteria` checks them once the load is known
        if value is None or value > 0 or (not value and not attribute.is_positive):
            return
        if -ROUNDING < value < 0 and not attribute.is_positive:
            state[attribute.shift_column or attribute.column] -= value
            return
        takers = [op for op in operations if isinstance(op.amount, float) and op.amount < 0]
        first = takers[0] if takers else operations[0]
        would = as_quantity(value, attribute, first.basis)
        what = f"{attribute.name} of {first.table} {first.row_id} would be {would} with {named(takers or operations)}"
        raise FlawError(first, "E507", what, "take less away, or set the figure it shall have")

    def is_neutral(self, state: State, operation: Operation) -> bool:  # noqa: ARG002
        """Tell whether nothing is added."""
        return not operation.amount

    def columns(self, operation: Operation) -> tuple[str, ...]:
        """Return the figure and its 90th percentile, or the columns its amount goes to."""
        attribute = operation.attribute
        if attribute.shift_column:
            return tuple(name for name in (attribute.shift_column, attribute.shift_basis_column) if name)
        return tuple(name for name in (attribute.column, attribute.spread_column) if name)


VERB = Shift()
