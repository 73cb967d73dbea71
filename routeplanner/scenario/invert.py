"""The scenario that undoes a stack: each override superseded, and what it moved set back by element.

Order never matters, so nothing can be put back after the event: a second `set` would clash with the first, and what one
override closes another cannot open. The undoing scenario therefore supersedes every override that acts on the day, and
says for each what holds instead. With it the stack gives the base, down to the hash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplanner.errors import UsageError
from routeplanner.network.attributes import ATTRIBUTES, COLLECTIONS, STATUS_COLLECTIONS
from routeplanner.scenario.diff import diff
from routeplanner.scenario.model import FORMAT
from routeplanner.scenario.verbs.base import STATUS
from routeplanner.scenario.verbs.figures import UNIT_WORDS, WORDS
from routeplanner.scenario.when import moments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from routeplanner.network.attributes import Attribute
    from routeplanner.network.network import Network
    from routeplanner.scenario.applied import Applied
    from routeplanner.scenario.moment import Act
    from routeplanner.scenario.verbs.base import Addition, Operation

KEEPING = {"open": "open", "closed": "close"}
"""Status in the base → verb that says so."""
Body = dict[str, Any]
"""Verb and selector of an override."""


def invert(applied: Applied, day: date, name: str) -> dict[str, Any]:
    """Return the scenario called `name` that undoes what a stack does on a day, as texts, lists and dictionaries.

    It holds for as long as the stack does the same as on that day.

    Raises:
        UsageError: nothing differs on the day, or an override has nothing that could be set back.
    """
    if not diff(applied, day):
        raise UsageError(f"nothing differs on {day.isoformat()}: there is nothing to undo", "name another day")
    active = applied.active(day)
    acts = [act for act in applied.acts if act.change.override in active]
    when = _period(applied, day)
    overrides: list[dict[str, Any]] = []
    stuck: list[str] = []
    for act in acts:
        bodies = [body for body in _bodies(act, applied.base) if body] or list(_kept_status(act, applied.base))
        if not bodies:
            stuck.append(act.change.override)
        for body in bodies:
            overrides.append({"id": _free_id(act, overrides), **body, **when, **_grounds(act, day)})
    if stuck:
        what = f"cannot undo {', '.join(stuck)}: the base leaves the figure blank, and no verb makes one blank"
        raise UsageError(what, "leave its scenario out of the stack instead")
    return {
        "scenario": str(FORMAT),
        "id": name,
        "title": f"Undoes {' + '.join(sorted({act.change.scenario for act in acts}))} as of {day.isoformat()}",
        "status": "assumption",
        "network": {"id": applied.base.id, "version": f"=={applied.base.version}"},
        "as_of": day.isoformat(),
        "requires": sorted({act.change.scenario for act in acts}),
        "overrides": overrides,
    }


def _grounds(act: Act, day: date) -> dict[str, Any]:
    name = act.change.override
    why = f"As in the base network, without {name} as it acts on {day.isoformat()}."
    return {"supersedes": [name], "confidence": "assumption", "why": why}


def _free_id(act: Act, overrides: Iterable[Mapping[str, Any]]) -> str:
    taken = {override["id"] for override in overrides}
    stem = act.change.override.replace("#", "-")
    number = 1
    while (name := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return name


def _period(applied: Applied, day: date) -> Body:
    """Return the days around a day on which the same overrides act, as `when`; empty for always."""
    days = moments((act.change.when for act in applied.acts), day)
    now = applied.active(day)
    before = [one for one in days if one < day and applied.active(one) != now]
    after = [one for one in days if one > day and applied.active(one) != now]
    when = {}
    if before:
        when["from"] = next(one for one in days if one > before[-1]).isoformat()
    if after:
        when["until"] = after[0].isoformat()
    return {"when": when} if when else {}


def _bodies(act: Act, base: Network) -> Iterator[Body]:
    """Yield what holds in place of an override: verbs and selectors."""
    for table, collection in _tables(act):
        operations = [op for op in act.operations if op.table == table and op.row_id in base.table(table)]
        yield from _statuses(collection, [op for op in operations if op.attribute is STATUS], base)
        yield from _figures(collection, [op for op in operations if op.attribute is not STATUS], base)
        new = {op.row_id for op in act.operations if op.table == table} - base.table(table).keys()
        new |= {addition.row_id for addition in act.additions if addition.table == table}
        if new and collection in STATUS_COLLECTIONS:
            yield {"close": {collection: sorted(new)}}
    for addition in act.additions:
        if addition.table == "restriction":
            yield _lifted(addition, base)


def _tables(act: Act) -> list[tuple[str, str]]:
    touched = {op.table for op in act.operations} | {addition.table for addition in act.additions}
    return [(table, collection) for collection, table in COLLECTIONS.items() if table in touched]


def _statuses(collection: str, operations: Iterable[Operation], base: Network) -> Iterator[Body]:
    by_verb: dict[str, list[str]] = {}
    for row_id in dict.fromkeys(operation.row_id for operation in operations):
        status = base.table(COLLECTIONS[collection])[row_id].status
        by_verb.setdefault(KEEPING[status], []).append(row_id)
    for verb, ids in sorted(by_verb.items()):
        yield {verb: {collection: sorted(ids)}}


def _kept_status(act: Act, base: Network) -> Iterator[Body]:
    """Yield the status of rows of which nothing else can be said: no verb makes a figure blank."""
    for table, collection in _tables(act):
        if collection in STATUS_COLLECTIONS:
            yield from _statuses(collection, [op for op in act.operations if op.row_id in base.table(table)], base)


def _figures(collection: str, operations: Iterable[Operation], base: Network) -> Iterator[Body]:
    """Yield one `set` for all rows with the same figures, and a factor of 1 where the base leaves them blank."""
    figures: dict[str, dict[str, str]] = {}
    blank: dict[str, set[str]] = {}
    for operation in operations:
        row = base.table(COLLECTIONS[collection])[operation.row_id]
        written = dict(_written(collection, operation.attribute, row))
        if written:
            figures[operation.row_id] = figures.get(operation.row_id, {}) | written
        elif operation.attribute.factor_column:
            blank.setdefault(operation.attribute.name, set()).add(operation.row_id)
    groups: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for row_id, found in sorted(figures.items()):
        groups.setdefault(tuple(sorted(found.items())), []).append(row_id)
    for pairs, ids in groups.items():
        yield {"set": dict(pairs), "where": {collection: ids}}
    for attribute, rows in sorted(blank.items()):
        yield {"scale": {attribute: "1"}, "where": {collection: sorted(rows)}}


def _written(collection: str, attribute: Attribute, row: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any record
    """Yield a figure and its 90th percentile as they stand in a row, exactly; nothing where it is blank."""
    columns = {attribute.column, attribute.spread_column}
    for one in ATTRIBUTES[collection].values():
        value = getattr(row, one.column) if one.column in columns else None
        if value is not None:
            yield one.name, _quantity(value, one, getattr(row, one.basis_column) if one.basis_column else None)


def _quantity(value: float, attribute: Attribute, basis: str | None) -> str:
    """Return a figure exactly, in the tables' own unit."""
    text = f"{value:g}" if float(f"{value:g}") == value else repr(float(value))
    if attribute.dimension == "flow":
        word = "units" if ("units", 1.0) in attribute.counts else attribute.counts[0][0]
        return f"{text} {word}/d"
    if basis:
        return f"{text} USD/{WORDS[basis]}" + ("-km" if attribute.dimension == "price_km" else "")
    return f"{text} {UNIT_WORDS[attribute.dimension]}"


def _lifted(addition: Addition, base: Network) -> Body:
    """Return what is open again when a ban is lifted: the places or links it is about that are open in the base."""
    rule: Any = addition.row
    if rule.links:
        links = [name for name in rule.links if name in base.links and base.links[name].status == "open"]
        return {"open": {"links": links}} if links else {}
    if rule.nodes:
        nodes = [name for name in rule.nodes if name in base.nodes and base.nodes[name].status == "open"]
        return {"open": {"nodes": nodes}} if nodes else {}
    inside = [node for node in base.nodes.values() if node.country in rule.countries]
    if inside and all(node.status == "open" for node in inside):
        return {"open": {"nodes": {"country": list(rule.countries)}}}
    nodes = sorted(node.node_id for node in inside if node.status == "open")
    return {"open": {"nodes": nodes}} if nodes else {}
