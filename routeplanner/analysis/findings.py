"""What an expectation says, looked for in an itinerary or a network: one finding for each thing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from routeplanner.analysis.trial import FIGURES, Finding
from routeplanner.network.attributes import ATTRIBUTES
from routeplanner.network.places import find_places
from routeplanner.network.selection import select
from routeplanner.scenario.expect_outcome import DIMENSIONS, read_size
from routeplanner.scenario.reader import Reader
from routeplanner.scenario.verbs.figures import TOLERANCE, has_figure, read_figure
from routeplanner.units import read_quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from routeplanner.itinerary.model import Itinerary
    from routeplanner.network.network import Network
    from routeplanner.scenario.document import Document, Item
    from routeplanner.scenario.expectation import ExpectedValue, Limits, Then, Versus


def look_at(then: Then, itinerary: Itinerary, network: Network) -> Iterator[Finding]:
    """Yield what is found of everything that must hold of an itinerary."""
    if then.reachable is not None:
        yield Finding("then.reachable", str(then.reachable).lower(), found=True, held=then.reachable)
    if then.corridor:
        yield Finding(
            "then.corridor", then.corridor, itinerary.corridor, then.corridor in _corridors(network, itinerary)
        )
    for name in then.via:
        yield _there("then.via", name, held=not set(find_places(network, name)).isdisjoint(itinerary.nodes))
    for mode in then.modes:
        yield _there("then.modes", mode, held=mode in itinerary.modes)
    used: dict[str, set[str | None]] = {
        "nodes": set(itinerary.nodes),
        "countries": set(itinerary.countries),
        "links": {link for leg in itinerary.legs for link in leg.links},
        "modes": set(itinerary.modes),
        "services": {leg.service for leg in itinerary.legs},
        "corridors": _corridors(network, itinerary),
    }
    for kind, names in then.avoids.items():
        for name in names:
            members = set(find_places(network, name)) if kind == "nodes" else {name}
            held = members.isdisjoint(used[kind])
            yield Finding(f"then.avoids.{kind}", name, found=not held, held=held)
    for criterion, column in FIGURES.items():
        limits: Limits | None = getattr(then, criterion)
        if limits is not None:
            yield from _within(f"then.{criterion}", limits, getattr(itinerary, column), DIMENSIONS[criterion])


def _there(key: str, name: str, *, held: bool) -> Finding:
    return Finding(key, name, found=held, held=held)


def _corridors(network: Network, itinerary: Itinerary) -> set[str | None]:
    """Return the corridor of an itinerary and those it is a branch of."""
    return set(network.lineage(itinerary.corridor)) if itinerary.corridor else set()


def _within(key: str, limits: Limits, figure: float, dimension: str) -> Iterator[Finding]:
    for word, text in (("at least", limits.at_least), ("at most", limits.at_most)):
        if text:
            limit = read_quantity(text, dimension).value
            slack = TOLERANCE * max(1.0, abs(limit))
            held = figure >= limit - slack if word == "at least" else figure <= limit + slack
            yield Finding(key, f"{word} {text}", figure, held)


def compare_figures(vs_base: Iterable[tuple[str, Versus]], itinerary: Itinerary, base: Itinerary) -> Iterator[Finding]:
    """Yield how figures compare with those of the base."""
    for criterion, versus in vs_base:
        new, old = getattr(itinerary, FIGURES[criterion]), getattr(base, FIGURES[criterion])
        yield Finding(f"vs_base.{criterion}", _words(versus), new, _holds(versus, criterion, new, old), base=old)


def _words(versus: Versus) -> str:
    sizes = [
        f"by {word} {text}" for word, text in (("at least", versus.by_at_least), ("at most", versus.by_at_most)) if text
    ]
    return " ".join([*([versus.change] if versus.change else []), " and ".join(sizes)]).strip()


def _holds(versus: Versus, criterion: str, new: float, old: float) -> bool:
    slack = TOLERANCE * max(1.0, abs(old))
    change = new - old
    words = {
        "decreases": change < -slack,
        "increases": change > slack,
        "same": abs(change) <= slack,
        "not_worse": change <= slack,
        "not_better": change >= -slack,
        None: True,
    }
    if not words[versus.change]:
        return False
    upwards = -change if versus.change == "decreases" else change
    least, most = (_amount(text, criterion, old) for text in (versus.by_at_least, versus.by_at_most))
    return (least is None or upwards >= least - slack) and (most is None or upwards <= most + slack)


def _amount(text: str, criterion: str, old: float) -> float | None:
    """Return the size of a change in the figure's unit; None for none."""
    if not text:
        return None
    dimension, amount = read_size(text, criterion)
    return amount * old if dimension == "share" else amount


def find_values(value: ExpectedValue, network: Network, document: Document, item: Item) -> Iterator[Finding]:
    """Yield what every row selected has; `item` is where the file says what.

    Raises:
        SelectionError: the selector means nothing in this network.
    """
    selection = select(network, value.selector)
    rows = network.table(selection.table)
    attribute = ATTRIBUTES[selection.collection].get(value.attribute)
    if attribute is None:
        for row_id in selection.ids:
            status = rows[row_id].status
            yield Finding("value", value.value, status, status == value.value, row=f"{selection.table} {row_id} status")
        return
    wanted = read_figure(attribute, replace(item, value=value.value), Reader(document), selection.collection)
    assert wanted is not None  # noqa: S101 - it was read with the file
    for row_id in selection.ids:
        figure = getattr(rows[row_id], attribute.column)
        basis = getattr(rows[row_id], attribute.basis_column) if attribute.basis_column else None
        found = figure if figure is None or basis is None else f"{figure:.10g} per {basis}"
        held = has_figure(rows[row_id], attribute, wanted)
        yield Finding("value", value.value, found, held, row=f"{selection.table} {row_id} {attribute.column}")
