"""What the verbs that change figures share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from routeplanner.network.attributes import ATTRIBUTES

if TYPE_CHECKING:
    from routeplanner.network.attributes import Attribute
    from routeplanner.scenario.document import Item
    from routeplanner.scenario.reader import Reader
    from routeplanner.units import Quantity

FIGURE_COLLECTIONS = tuple(name for name, attributes in ATTRIBUTES.items() if attributes or name == "nodes")
"""Collections with figures; nodes are let in to be told where a place's figures are."""
MOST_ROWS_NAMED = 6
"""How many rows a message lists."""


def read_figure(attribute: Attribute, item: Item, reader: Reader, collection: str) -> Quantity | None:
    """Return a value for an attribute in the table's unit, or None with a problem."""
    quantity = reader.quantity(item, attribute.name, attribute.dimension)
    if quantity is None:
        return None
    if attribute.is_positive and not quantity.value:
        hint = "use close for what cannot be used"
        reader.error("E110", item, f"{attribute.name} must be more than 0", hint)
        return None
    if attribute.counts:
        share = dict(attribute.counts).get(quantity.basis or "")
        if share is None:
            allowed = ", ".join(word for word, _ in attribute.counts)
            what = f"{attribute.name} of {collection} does not count {quantity.basis}"
            reader.error("E104", item, what, f"it counts {allowed}")
            return None
        quantity = replace(quantity, value=quantity.value * share)
    return quantity
