"""set: a figure gets a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplanner.scenario.verbs.base import Operation, Verb, find_attribute
from routeplanner.scenario.verbs.figures import FIGURE_COLLECTIONS, read_figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from routeplanner.network.attributes import Attribute
    from routeplanner.network.network import Network
    from routeplanner.network.selection import Selection
    from routeplanner.scenario.document import Item
    from routeplanner.scenario.reader import Reader
    from routeplanner.scenario.verbs.base import Change, State
    from routeplanner.units import Quantity


class Set(Verb):
    """Gives figures a value; the 90th percentile keeps its proportion unless it is set too."""

    name = "set"
    summary = "Gives figures a value."
    example = "{id: hub, set: {time: 36 h}, where: {transfers: {node: aktau}}, was: {time: 72 h}, source: [x]}"
    collections = FIGURE_COLLECTIONS
    exclusive = True

    def read(self, item: Item, reader: Reader, collection: str) -> list[tuple[Attribute, Quantity]] | None:
        """Return attributes and their values."""
        body = reader.mapping(item, self.name)
        if body is None:
            return None
        if not body:
            reader.error("E020", item, "set changes nothing", "give attributes, such as set: {time: 36 h}")
            return None
        found = []
        for name, part in body.items():
            attribute = find_attribute(reader, item, collection, name)
            quantity = read_figure(attribute, part, reader, collection) if attribute else None
            if attribute and quantity:
                found.append((attribute, quantity))
        return found

    def build(self, change: Change, network: Network, selection: Selection) -> Iterator[Operation]:  # noqa: ARG002
        """Yield one operation per row and attribute."""
        for row_id in selection.ids:
            for attribute, quantity in change.payload:
                yield Operation(
                    change.override,
                    selection.table,
                    row_id,
                    attribute,
                    quantity.value,
                    quantity.basis if attribute.basis_column else None,
                    change.sense,
                )

    def combine(self, state: State, operations: Sequence[Operation]) -> None:
        """Set the figure; all operations agree, as differing ones have been refused."""
        if not operations:
            return
        attribute, value = operations[0].attribute, operations[0].amount
        assert isinstance(value, float)  # noqa: S101 - only status is a text
        old, spread = state[attribute.column], state.get(attribute.spread_column)
        if spread is not None:
            state[attribute.spread_column] = spread * (value / old) if old else max(spread, value)
        state[attribute.column] = value
        if attribute.basis_column:
            state[attribute.basis_column] = operations[0].basis

    def is_neutral(self, row: Any, operation: Operation) -> bool:  # noqa: ANN401
        """Tell whether the row has the value already."""
        attribute = operation.attribute
        same_basis = not attribute.basis_column or getattr(row, attribute.basis_column) == operation.basis
        return bool(getattr(row, attribute.column) == operation.amount and same_basis)


VERB = Set()
