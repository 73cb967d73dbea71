"""limit: a figure is kept between a least and a most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.scenario.verbs.base import Bounds, FlawError, Verb
from routeplanner.scenario.verbs.figures import (
    FIGURE_COLLECTIONS,
    as_quantity,
    basis_of,
    check_basis,
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

KEYS = ("at_least", "at_most")
Limited = tuple["Attribute", Bounds, str | None]


class Limit(Verb):
    """Keeps figures, once set, multiplied and shifted, from being less or more than something.

    The 90th percentile of hours is kept between the same two. Of several limits the tightest counts; two that leave
    nothing between them are an error (E509). Hours of a link are those of an ordinary day: a season comes on top.
    """

    name = "limit"
    summary = "Keeps figures between a least and a most."
    example = "{id: fast, limit: {time: {at_most: 30 min}}, where: {transfers: {country: KZ}}, source: [x]}"
    collections = FIGURE_COLLECTIONS

    def read(self, item: Item, reader: Reader, collection: str) -> list[Limited]:
        """Return attributes, their bounds and what the bounds of a price are per."""
        found = []
        for _, attribute, part in read_attributes(self, item, reader, collection, "limit: {dwell: {at_most: 2 d}}"):
            limited = _read_bounds(attribute, part, reader, collection) if attribute else None
            if limited:
                found.append(limited)
        return found

    def build(self, change: Change, network: Network, selection: Selection) -> Iterator[Operation]:
        """Yield one operation per row and attribute; a blank figure cannot be held against a limit."""
        for attribute, bounds, basis in change.payload:
            where = "limit the rates it follows from" if attribute.factor_column else f"limit {attribute.instead}"
            if note_blank(change, network, selection, attribute, f"set it first, {where}"):
                continue
            yield from change.operations(selection, attribute, bounds, basis)

    def combine(self, state: State, operations: Sequence[Operation]) -> None:
        """Hold a figure and its 90th percentile between the tightest bounds.

        Raises:
            FlawError: bounds that leave nothing between them, or per something else than the figure.
        """
        attribute = operations[0].attribute
        for operation in operations:
            check_basis(state.get(attribute.basis_column), operation)
            if attribute.shift_basis_column:
                check_basis(state[attribute.shift_basis_column], operation)
        bounds = _tightest(operations)
        if not attribute.factor_column:
            for column in self.columns(operations[0]):
                if state[column] is not None:
                    state[column] = _held(state[column], bounds)
            return
        self._hold_link(state, attribute, bounds, operations[0].basis)

    @staticmethod
    def _hold_link(state: State, attribute: Attribute, bounds: Bounds, basis: str | None) -> None:
        """Hold a link's figure by the amount that stands beside it, so that its factors keep their own record."""
        whole = whole_figure(state, attribute)
        spread = whole_figure(state, attribute, attribute.spread_column) if attribute.spread_column else None
        if _held(whole, bounds) != whole:
            shift = state[attribute.shift_column] + (_held(whole, bounds) - whole)
            state[attribute.shift_column] = shift
            if attribute.shift_basis_column:
                state[attribute.shift_basis_column] = basis if shift else None
        factor = state[attribute.factor_column]
        if spread is not None and factor:
            target = _held(spread, bounds)
            if target != whole_figure(state, attribute, attribute.spread_column):
                state[attribute.spread_column] = (target - state[attribute.shift_column]) / factor

    def is_neutral(self, state: State, operation: Operation) -> bool:
        """Tell whether figure and 90th percentile lie between the bounds already."""
        attribute = operation.attribute
        assert isinstance(operation.amount, Bounds)  # noqa: S101 - what `build` gave
        columns = (attribute.column, *([attribute.spread_column] if attribute.spread_column else []))
        figures = [whole_figure(state, attribute, column) for column in columns]
        return all(figure is None or _held(figure, operation.amount) == figure for figure in figures)

    def columns(self, operation: Operation) -> tuple[str, ...]:
        """Return the figure, or the columns beside a link's, and its 90th percentile."""
        attribute = operation.attribute
        beside = (attribute.shift_column, attribute.shift_basis_column)
        own = beside if attribute.factor_column else (attribute.column,)
        return tuple(name for name in (*own, attribute.spread_column) if name)


def _read_bounds(attribute: Attribute, item: Item, reader: Reader, collection: str) -> Limited | None:
    name = attribute.name
    if not isinstance(item.value, dict):
        hint = f"such as limit: {{{name}: {{at_most: …}}}}"
        reader.error("E020", item, f"a limit of {name} says at_least or at_most", hint)
        return None
    before = len(reader.problems)
    reader.closed(item, f"the limit of {name}", KEYS)
    if not item.value:
        reader.error("E020", item, f"the limit of {name} is empty", "give at_least or at_most")
    found = {key: read_figure(attribute, item.value[key], reader, collection) for key in KEYS if key in item.value}
    if len(reader.problems) > before:
        return None
    quantities = [quantity for quantity in found.values() if quantity]
    bases = {basis_of(attribute, quantity) for quantity in quantities}
    if len(bases) > 1:
        reader.error("E104", item.keys["at_most"], "at_least and at_most are per different things", "write one unit")
        return None
    if len(quantities) > 1 and quantities[0].value > quantities[1].value:
        reader.error("E509", item.keys["at_least"], f"at_least of {name} is more than at_most", "exchange them")
        return None
    low, high = (found.get(key) for key in KEYS)
    return attribute, Bounds(low.value if low else None, high.value if high else None), bases.pop()


def _tightest(operations: Sequence[Operation]) -> Bounds:
    """Return the greatest least and the least most.

    Raises:
        FlawError: nothing lies between them.
    """
    low = high = None
    lowest = highest = operations[0]
    for operation in operations:
        assert isinstance(operation.amount, Bounds)  # noqa: S101 - what `build` gave
        least, most = operation.amount
        if least is not None and (low is None or least > low):
            low, lowest = least, operation
        if most is not None and (high is None or most < high):
            high, highest = most, operation
    if low is not None and high is not None and low > high:
        attribute = lowest.attribute
        least_text, most_text = (as_quantity(bound, attribute, lowest.basis) for bound in (low, high))
        what = (
            f"{attribute.name} of {lowest.table} {lowest.row_id} is to be at least {least_text} ({named([lowest])}) "
            f"and at most {most_text} ({named([highest])})"
        )
        raise FlawError(lowest, "E509", what, "give them different dates, or leave one of them out")
    return Bounds(low, high)


def _held(value: float, bounds: Bounds) -> float:
    if bounds.at_least is not None and value < bounds.at_least:
        return bounds.at_least
    if bounds.at_most is not None and value > bounds.at_most:
        return bounds.at_most
    return value


VERB = Limit()
