"""scale: a figure times a factor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.scenario.verbs.base import Verb
from routeplanner.scenario.verbs.figures import FIGURE_COLLECTIONS, note_blank, read_attributes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from routeplanner.network.attributes import Attribute
    from routeplanner.network.network import Network
    from routeplanner.network.selection import Selection
    from routeplanner.scenario.document import Item
    from routeplanner.scenario.reader import Reader
    from routeplanner.scenario.verbs.base import Change, Operation, State


class Scale(Verb):
    """Multiplies figures; on links, hours and price wherever they come from."""

    name = "scale"
    summary = "Multiplies figures by a factor."
    example = "{id: dearer, scale: {cost: 1.15}, where: {links: {country: KZ, mode: rail}}, source: [x]}"
    collections = FIGURE_COLLECTIONS
    relative = True
    takes_chance = True

    def read(self, item: Item, reader: Reader, collection: str) -> list[tuple[Attribute, float]]:
        """Return attributes and their factors."""
        found = []
        for name, attribute, part in read_attributes(self, item, reader, collection, "scale: {cost: 1.15}"):
            factor = reader.factor(part, f"scale {name}")
            if attribute and factor is not None:
                found.append((attribute, factor))
        return found

    def build(self, change: Change, network: Network, selection: Selection) -> Iterator[Operation]:
        """Yield one operation per row and attribute; a blank figure cannot be multiplied."""
        share = change.chance.probability if change.chance else 1.0
        for attribute, factor in change.payload:
            follows = attribute.factor_column
            if not follows and note_blank(change, network, selection, attribute, f"scale {attribute.instead}"):
                continue
            expected = 1.0 + share * (factor - 1.0) if change.chance else factor
            yield from change.operations(selection, attribute, expected)

    def combine(self, state: State, operations: Sequence[Operation]) -> None:
        """Multiply the figure and its 90th percentile by all factors, in sorted order: any stack gives the same bits."""
        for factor in sorted(operation.amount for operation in operations if isinstance(operation.amount, float)):
            for column in self.columns(operations[0]):
                if state[column] is not None:
                    state[column] *= factor

    def is_neutral(self, state: State, operation: Operation) -> bool:
        """Tell whether the factor is 1, or the figure 0."""
        return operation.amount == 1.0 or not any(state[name] for name in self.columns(operation))

    def columns(self, operation: Operation) -> tuple[str, ...]:
        """Return the figure and its 90th percentile, or the column its factor goes to."""
        attribute = operation.attribute
        if attribute.factor_column:
            return (attribute.factor_column,)
        return tuple(name for name in (attribute.column, attribute.spread_column) if name)


VERB = Scale()
