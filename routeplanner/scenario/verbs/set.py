"""set: a figure gets a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.scenario.verbs.base import Verb
from routeplanner.scenario.verbs.figures import (
    FIGURE_COLLECTIONS,
    basis_of,
    check_basis,
    note_blank,
    read_attributes,
    read_figure,
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


class Set(Verb):
    """Gives figures a value; the 90th percentile keeps its proportion unless it is set too.

    With a chance the figure moves that share of the way, so it must be known before.
    """

    name = "set"
    summary = "Gives figures a value."
    example = "{id: hub, set: {time: 36 h}, where: {transfers: {node: aktau}}, was: {time: 72 h}, source: [x]}"
    collections = FIGURE_COLLECTIONS
    exclusive = True
    takes_chance = True

    def read(self, item: Item, reader: Reader, collection: str) -> list[tuple[Attribute, Quantity]]:
        """Return attributes and their values."""
        found = []
        for _, attribute, part in read_attributes(self, item, reader, collection, "set: {time: 36 h}"):
            quantity = read_figure(attribute, part, reader, collection) if attribute else None
            if attribute and quantity:
                found.append((attribute, quantity))
        return found

    def build(self, change: Change, network: Network, selection: Selection) -> Iterator[Operation]:
        """Yield one operation per row and attribute; what is set with a chance only must have a figure without it."""
        for attribute, quantity in change.payload:
            hint = "what is set with a chance needs a figure for when it does not happen: scale or shift it"
            if change.chance and note_blank(change, network, selection, attribute, hint):
                continue
            yield from change.operations(selection, attribute, quantity.value, basis_of(attribute, quantity))

    def combine(self, state: State, operations: Sequence[Operation]) -> None:
        """Set the figure, then move it to its expected value; differing amounts have been refused.

        Raises:
            FlawError: a price with a chance that is per something else than the figure.
        """
        certain = [operation for operation in operations if operation.chance is None]
        if certain:
            amount, attribute = certain[0].amount, certain[0].attribute
            assert isinstance(amount, float)  # noqa: S101 - only status is a text
            _put(state, attribute, amount)
            if attribute.basis_column:
                state[attribute.basis_column] = certain[0].basis
        _move(state, [operation for operation in operations if operation.chance is not None])

    def is_neutral(self, state: State, operation: Operation) -> bool:
        """Tell whether the row has the value already."""
        attribute = operation.attribute
        same_basis = not attribute.basis_column or state[attribute.basis_column] == operation.basis
        same = state[attribute.column] == operation.amount and same_basis
        return bool(same or (operation.chance and not operation.chance.probability))


def _put(state: State, attribute: Attribute, value: float) -> None:
    """Set a figure and keep its 90th percentile in proportion."""
    old, spread = state[attribute.column], state.get(attribute.spread_column)
    if spread is not None:
        state[attribute.spread_column] = spread * (value / old) if old else max(spread, value)
    state[attribute.column] = value


def _move(state: State, operations: Sequence[Operation]) -> None:
    """Move a figure to its expected value: chances of one amount are independent."""
    stays = 1.0
    for operation in operations:
        check_basis(state.get(operation.attribute.basis_column), operation)
    for chance in sorted(operation.chance.probability for operation in operations if operation.chance):
        stays *= 1.0 - chance
    if stays < 1.0:
        attribute, amount = operations[0].attribute, operations[0].amount
        assert isinstance(amount, float)  # noqa: S101 - only status is a text
        _put(state, attribute, state[attribute.column] + (1.0 - stays) * (amount - state[attribute.column]))


VERB = Set()
