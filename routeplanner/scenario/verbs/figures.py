"""What the verbs that change figures share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from routeplanner.network.attributes import ATTRIBUTES
from routeplanner.network.model import Service
from routeplanner.scenario.verbs.base import FlawError, find_attribute
from routeplanner.units import BASES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from routeplanner.network.attributes import Attribute
    from routeplanner.network.network import Network
    from routeplanner.network.selection import Selection
    from routeplanner.scenario.document import Item
    from routeplanner.scenario.reader import Reader
    from routeplanner.scenario.verbs.base import Change, Operation, State, Verb
    from routeplanner.units import Quantity

FIGURE_COLLECTIONS = tuple(name for name, attributes in ATTRIBUTES.items() if attributes or name == "nodes")
"""Collections with figures; nodes are let in to be told where a place's figures are."""
MOST_ROWS_NAMED = 6
"""How many rows a message lists."""
TOLERANCE = 1e-6
"""Share by which figures may differ and still be the same: rounding of sums and units."""
ROUNDING = 1e-9
"""How far below 0 a figure may come out for having been added up."""
WORDS = {basis: word for word, basis in reversed(BASES.items())}
"""What a price is per → as it is written."""
UNIT_WORDS = {"time": "h", "length": "km", "speed": "km/d", "flow": "a day", "load": "TEU", "emission": "kg/tkm"}
"""Dimension → unit of the tables."""


def read_attributes(
    verb: Verb, item: Item, reader: Reader, collection: str, example: str
) -> Iterator[tuple[str, Attribute | None, Item]]:
    """Yield every name under a verb, its attribute, None for an unknown one, and what is said of it; problems are noted."""
    body = reader.mapping(item, verb.name)
    if body is not None and not body:
        reader.error("E020", item, f"{verb.name} changes nothing", f"give attributes, such as {example}")
    for name, part in (body or {}).items():
        yield name, find_attribute(reader, item, collection, name), part


def read_figure(
    attribute: Attribute, item: Item, reader: Reader, collection: str, *, signed: bool = False
) -> Quantity | None:
    """Return a value for an attribute in the table's unit, or None with a problem; `signed`: an amount to add."""
    quantity = reader.quantity(item, attribute.name, attribute.dimension, signed=signed)
    if quantity is None:
        return None
    if attribute.is_positive and not quantity.value and not signed:
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


def basis_of(attribute: Attribute, quantity: Quantity) -> str | None:
    """Return what a price is per; None for a figure that is no price."""
    return quantity.basis if attribute.basis_column else None


def note_blank(change: Change, network: Network, selection: Selection, attribute: Attribute, instead: str) -> bool:
    """Note the rows that leave a figure blank; tell whether there are any. `instead` says what to do."""
    rows = network.table(selection.table)
    blank = [row_id for row_id in selection.ids if getattr(rows[row_id], attribute.column) is None]
    if blank:
        what = f"{attribute.name} is blank in {len(blank)} of {len(selection.ids)}: {listed(blank)}"
        change.error("E408", (change.verb.name, attribute.name), what, f"{instead}, or leave them out")
    return bool(blank)


def listed(row_ids: Sequence[str]) -> str:
    """Return the first rows of some, as a message names them."""
    return ", ".join(row_ids[:MOST_ROWS_NAMED]) + (" …" if len(row_ids) > MOST_ROWS_NAMED else "")


def has_figure(row: object, attribute: Attribute, wanted: Quantity) -> bool:
    """Tell whether a row has a figure, and per the same."""
    figure = getattr(row, attribute.column)
    if figure is None or (attribute.basis_column and getattr(row, attribute.basis_column) != wanted.basis):
        return False
    return abs(float(figure) - wanted.value) <= TOLERANCE * max(1.0, abs(wanted.value))


def check_basis(basis: str | None, operation: Operation) -> None:
    """Refuse an amount per something else than the figure.

    Raises:
        FlawError: E104, the two are per different things.
    """
    if operation.basis is not None and basis is not None and operation.basis != basis:
        name = operation.attribute.name
        what = f"{name} of {operation.table} {operation.row_id} is per {WORDS[basis]}, not per {WORDS[operation.basis]}"
        factor = f"factor_{operation.basis} / factor_{basis}"
        hint = f"write it in USD/{WORDS[basis]}: the amount × {factor} of the equipment in cargo.csv; or leave them out"
        raise FlawError(operation, "E104", what, hint)


def as_quantity(value: float, attribute: Attribute, basis: str | None) -> str:
    """Return a figure with its unit, as a message says it."""
    price = f"USD/{WORDS[basis]}" if basis else "USD"
    unit = UNIT_WORDS.get(attribute.dimension) or (f"{price}-km" if attribute.dimension == "price_km" else price)
    return f"{value:.6g} {unit}"


def named(operations: Sequence[Operation]) -> str:
    """Return the overrides behind operations, sorted."""
    return " and ".join(sorted({operation.override for operation in operations}))


def fill_wait(state: State) -> None:
    """Give a service without a queue the wait that follows from its departures, so that something can go on top."""
    if "wait_h" in state and state["wait_h"] is None:
        known = Service.model_construct(**state).mean_wait()
        state["wait_h"] = known[0] if known else 0.0


def whole_figure(state: State, attribute: Attribute, column: str = "") -> Any:  # noqa: ANN401 - None or a number
    """Return a figure with the factor and the amount that stand beside it; None when it is blank."""
    value = state[column or attribute.column]
    if value is None or not attribute.factor_column:
        return value
    return value * state[attribute.factor_column] + state[attribute.shift_column]
