"""spread: a figure gets a distribution instead of a point."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt
from typing import TYPE_CHECKING

from routeplanner.scenario.verbs.base import Bounds, FlawError, Shape, Verb
from routeplanner.scenario.verbs.figures import (
    FIGURE_COLLECTIONS,
    as_quantity,
    named,
    note_blank,
    read_attributes,
    read_figure,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from routeplanner.network.attributes import Attribute
    from routeplanner.network.network import Network
    from routeplanner.network.selection import Selection
    from routeplanner.scenario.document import Item
    from routeplanner.scenario.reader import Reader
    from routeplanner.scenario.verbs.base import Change, Operation, State

Z90 = 1.2815515655446004
"""90th percentile of the standard normal distribution."""
P90 = 0.9
DISTS: Mapping[str, tuple[str, ...]] = {"lognormal": ("p50", "p90"), "triangular": ("low", "mode", "high")}
"""Distributions that a mean and a 90th percentile can stand for, and what each is given by."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A distribution as written."""

    attribute: Attribute
    dist: str
    given: Mapping[str, float]
    """Hours, by key: p90 alone, or all keys of the distribution."""

    def shape(self) -> Shape:
        """Return its mean and 90th percentile."""
        if self.dist == "triangular":
            return _triangular(*(self.given[key] for key in DISTS["triangular"]))
        p90 = self.given["p90"]
        if "p50" not in self.given:
            return Shape(None, p90)
        sigma = log(p90 / self.given["p50"]) / Z90
        return Shape(self.given["p50"] * exp(sigma * sigma / 2.0), p90)

    def as_text(self) -> str:
        """Return the distribution in words, and what is kept of it."""
        shape = self.shape()
        p90 = as_quantity(shape.p90, self.attribute, None)
        if shape.mean is None:
            return f"{self.attribute.name}: 90th percentile {p90}"
        given = ", ".join(f"{key} {as_quantity(value, self.attribute, None)}" for key, value in self.given.items())
        mean = as_quantity(shape.mean, self.attribute, None)
        return f"{self.attribute.name}: {self.dist} with {given}, kept as mean {mean} and 90th percentile {p90}"


class SpreadVerb(Verb):
    """Gives hours a distribution: their 90th percentile, or all of it.

    With `p90` alone the mean stays what the other verbs make of it. With `p50` and `p90` it is a lognormal distribution,
    with `dist: triangular` one from `low` over `mode` to `high`; their mean and 90th percentile are computed and kept.
    It comes last, so a whole distribution cannot stand with another change of the same hours (E508). A mixture is a
    `shift` with a `chance`.
    """

    name = "spread"
    summary = "Gives hours a distribution instead of a point."
    example = (
        "{id: queue, spread: {dwell: {p50: 40 h, p90: 168 h}}, where: {borders: {crosses: [CN, KZ]}}, source: [x]}"
    )
    collections = FIGURE_COLLECTIONS
    exclusive = True

    def read(self, item: Item, reader: Reader, collection: str) -> list[Spread]:
        """Return the distributions by attribute."""
        found = []
        for _, attribute, part in read_attributes(self, item, reader, collection, "spread: {dwell: {p90: 7 d}}"):
            if attribute and not attribute.spread_column:
                what = f"{attribute.name} of {collection} is kept as one number, without a 90th percentile"
                reader.error("E408", item.keys[attribute.name], what, "spread goes with time, dwell and wait")
                continue
            spread = _read_spread(attribute, part, reader, collection) if attribute else None
            if spread:
                found.append(spread)
        return found

    def build(self, change: Change, network: Network, selection: Selection) -> Iterator[Operation]:
        """Yield one operation per row and attribute; a 90th percentile alone needs a mean beside it."""
        for spread in change.payload:
            shape = spread.shape()
            hint = "give p50 beside p90"
            if shape.mean is None and note_blank(change, network, selection, spread.attribute, hint):
                continue
            yield from change.operations(selection, spread.attribute, shape)

    def check_company(self, operations: Sequence[Operation], earlier: Sequence[Operation]) -> None:
        """Refuse to take the place of other changes of the same hours.

        Raises:
            FlawError: there are some.
        """
        attribute, shape = operations[0].attribute, operations[0].amount
        assert isinstance(shape, Shape)  # noqa: S101 - what `build` gave
        same = {attribute.column, attribute.spread_column} if shape.mean is not None else {attribute.spread_column}
        rivals = [
            other
            for other in earlier
            if other.attribute.column in same
            or (other.attribute.column == attribute.column and isinstance(other.amount, Bounds))
        ]
        if rivals:
            first = operations[0]
            given = "the whole distribution" if shape.mean is not None else "the 90th percentile"
            what = f"{first.override} gives {given} of {attribute.name} of {first.table} {first.row_id}"
            hint = "give them different dates, or put the change into the distribution"
            raise FlawError(first, "E508", f"{what}, but {named(rivals)} would change it too", hint)

    def combine(self, state: State, operations: Sequence[Operation]) -> None:
        """Put the mean and the 90th percentile; all operations agree, as differing ones have been refused."""
        attribute, shape = operations[0].attribute, operations[0].amount
        assert isinstance(shape, Shape)  # noqa: S101 - what `build` gave
        if shape.mean is not None:
            state[attribute.column] = shape.mean
            if attribute.factor_column:  # the distribution is of the hours themselves
                state[attribute.factor_column], state[attribute.shift_column] = 1.0, 0.0
        state[attribute.spread_column] = _beside(state, attribute, shape.p90)

    def is_neutral(self, state: State, operation: Operation) -> bool:
        """Tell whether mean and 90th percentile are these already."""
        after = dict(state)
        self.combine(after, [operation])
        return all(after[column] == state[column] for column in self.columns(operation))

    def columns(self, operation: Operation) -> tuple[str, ...]:
        """Return the mean with what stands beside it, and the 90th percentile."""
        attribute = operation.attribute
        names = (attribute.column, attribute.spread_column, attribute.factor_column, attribute.shift_column)
        return tuple(name for name in names if name)

    def remark(self, change: Change) -> str:
        """Return what was given and what is kept of it."""
        return "; ".join(spread.as_text() for spread in change.payload)


def _beside(state: State, attribute: Attribute, p90: float) -> float:
    """Return the column that makes a 90th percentile with the factor and the amount that stand beside a link's hours."""
    if not attribute.factor_column or not state[attribute.factor_column]:
        return p90
    return float((p90 - state[attribute.shift_column]) / state[attribute.factor_column])


def _read_spread(attribute: Attribute, item: Item, reader: Reader, collection: str) -> Spread | None:
    parts = reader.mapping(item, f"spread of {attribute.name}")
    if parts is None:
        return None
    before = len(reader.problems)
    if "dist" in parts and parts["dist"].value == "mixture":
        what = "a mixture cannot be kept as a mean and a 90th percentile"
        reader.error("E022", parts["dist"], what, "write what happens now and then as a shift with a chance")
        return None
    dist = reader.choice(parts["dist"], "dist", tuple(DISTS)) if "dist" in parts else "lognormal"
    if not dist:
        return None
    keys = DISTS[dist]
    reader.closed(item, f"a {dist} spread", ("dist", *keys))
    missing = [key for key in keys if key not in parts and (key != "p50" or "dist" in parts)]
    for key in missing:
        reader.error("E020", item, f"spread of {attribute.name} needs {key}", f"a {dist} one has {', '.join(keys)}")
    quantities = {key: read_figure(attribute, parts[key], reader, collection) for key in keys if key in parts}
    if len(reader.problems) > before:
        return None
    given = {key: quantity.value for key, quantity in quantities.items() if quantity}
    return Spread(attribute, dist, given) if _check_order(given, item, reader) else None


def _check_order(given: Mapping[str, float], item: Item, reader: Reader) -> bool:
    """Note figures that make no distribution, or one that mean and 90th percentile do not tell."""
    assert isinstance(item.value, dict)  # noqa: S101 - read as a mapping before
    before = len(reader.problems)
    values = list(given.values())
    if values != sorted(values) or (len(values) > 1 and values[0] == values[-1]):
        wanted = " ≤ ".join(given)
        reader.error("E110", item.value[list(given)[-1]], f"a distribution has {wanted}, and not all the same", "")
    elif "p50" in given and not given["p50"]:
        reader.error("E110", item.value["p50"], "p50 must be more than 0", "a lognormal distribution has no 0")
    elif "p50" in given and log(given["p90"] / given["p50"]) > Z90 * Z90:
        most = exp(Z90 * Z90)
        what = f"p90 is more than {most:.3g} times p50: mean and 90th percentile no longer tell the distribution"
        reader.error("E110", item.value["p90"], what, "write what happens now and then as a shift with a chance")
    return len(reader.problems) == before


def _triangular(low: float, mode: float, high: float) -> Shape:
    """Return mean and 90th percentile of a triangular distribution."""
    below = (mode - low) / (high - low)
    if below <= P90:
        p90 = high - sqrt((1.0 - P90) * (high - low) * (high - mode))
    else:
        p90 = low + sqrt(P90 * (high - low) * (mode - low))
    return Shape((low + mode + high) / 3.0, p90)


VERB = SpreadVerb()
