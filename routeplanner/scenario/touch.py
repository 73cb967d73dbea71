"""Which overrides touch an element: what they make of it, from when, or why they do nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from routeplanner.errors import UnknownNameError
from routeplanner.network.attributes import COLLECTIONS
from routeplanner.network.places import find_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from routeplanner.network.network import Network
    from routeplanner.network.provenance import Key
    from routeplanner.scenario.applied import Applied, Effect
    from routeplanner.scenario.moment import Act
    from routeplanner.scenario.verbs.base import Addition
    from routeplanner.scenario.when import When

TABLES = tuple(COLLECTIONS.values())
IDLE = ("off", "superseded", "neutral", "inactive")
"""Why an override does nothing, the most telling reason first."""
Element = tuple[str, str]
"""Table and row id."""


@dataclass(frozen=True, slots=True)
class Touch:
    """What one override does to one figure of an element, or that it does nothing."""

    override: str
    """`scenario#override`."""
    verb: str
    when: When
    """Days it holds on."""
    status: str
    """applied, neutral, inactive, off or superseded."""
    table: str
    row_id: str
    field: str
    """Column; empty for a ban, and where it does nothing."""
    old: object
    new: object
    """With the whole stack applied."""
    day: date | None
    """First day, from the reference date on, that gives this value; None when no day does."""
    sources: tuple[str, ...]
    superseded_by: tuple[str, ...] = ()
    """Where it is superseded whenever it would hold: by which others."""


def find_elements(name: str, base: Network, stacks: Sequence[Applied]) -> set[Element]:
    """Return the rows meant by `TABLE:ID`, an id, or the name of a place, in the base or added by a stack.

    A place stands for the transfers there too, a link for the border stops on it.

    Raises:
        UnknownNameError: nothing answers to the name.
    """
    additions = [addition for stack in stacks for act in stack.acts for addition in act.additions]
    added = {(addition.table, addition.row_id) for addition in additions}
    table, colon, row_id = name.partition(":")
    tables = (table,) if colon and table in TABLES else TABLES
    wanted = row_id if colon and table in TABLES else name
    found = {(one, wanted) for one in tables if wanted in base.table(one) or (one, wanted) in added}
    if not found and "node" in tables:
        found = {("node", node_id) for node_id in find_places(base, wanted)}
    if not found:
        from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

        known = {key for one in tables for key in base.table(one)} | {key for one, key in added if one in tables}
        near = get_close_matches(wanted, sorted(known), n=3)
        raise UnknownNameError("element", name, near, f"an id, or TABLE:ID; tables are {', '.join(TABLES)}")
    return found | set(_companions(found, base, additions))


def _companions(elements: Iterable[Element], base: Network, additions: Iterable[Addition]) -> Iterator[Element]:
    nodes = {row_id for table, row_id in elements if table == "node"}
    links = {row_id for table, row_id in elements if table == "link"}
    yield from (("transfer", key) for key, row in base.transfers.items() if row.node_id in nodes)
    yield from (("border", key) for key, row in base.borders.items() if row.link_id in links)
    for addition in additions:
        about = {"transfer": ("node_id", nodes), "border": ("link_id", links)}.get(addition.table)
        if about and getattr(addition.row, about[0]) in about[1]:
            yield addition.table, addition.row_id


def find_touches(applied: Applied, elements: set[Element], scenario: str | None = None) -> list[Touch]:
    """Return what the overrides of a stack do to some elements, by element, day and override.

    With `scenario`, its id, those in its file only, though the whole stack is applied.
    """
    days = {day: {effect.override: effect for effect in applied.effects(day)} for day in applied.telling_days()}
    found: list[Touch] = []
    for act in applied.acts:
        if scenario not in {None, act.change.scenario}:
            continue
        touched = _touched(act, elements, applied.base)
        if touched:
            found += _of_act(applied, act, touched, days)
    return sorted(found, key=lambda touch: (touch.table, touch.row_id, touch.field, str(touch.day), touch.override))


def _touched(act: Act, elements: set[Element], base: Network) -> set[Element]:
    """Return the elements an override is about."""
    rows = {(operation.table, operation.row_id) for operation in act.operations}
    rows |= {(addition.table, addition.row_id) for addition in act.additions}
    return (rows & elements) | {element for element in elements for rule in _bans(act) if _bars(rule, element, base)}


def _bans(act: Act) -> list[Any]:
    return [addition.row for addition in act.additions if addition.table == "restriction"]


def _bars(rule: Any, element: Element, base: Network) -> bool:  # noqa: ANN401 - a restriction
    """Tell whether a ban is about a link or place, by itself or by the country it lies in."""
    table, row_id = element
    if table not in {"link", "node"} or row_id not in base.table(table):
        return False
    row = base.table(table)[row_id]
    ends = [row_id] if table == "node" else [row.from_node_id, row.to_node_id]
    countries = {base.nodes[end].country for end in ends} | {row.country}
    named = rule.nodes if table == "node" else rule.links
    return row_id in named or bool(countries.intersection(rule.countries))


def _of_act(
    applied: Applied, act: Act, touched: set[Element], days: Mapping[date, Mapping[str, Effect]]
) -> list[Touch]:
    """Return what an override makes of its elements, each value once; why it does nothing when it never does."""
    change = act.change
    seen: dict[tuple[object, ...], Touch] = {}
    effects = {day: found[change.override] for day, found in days.items()}
    head = (change.override, change.verb.name, change.when)
    for day, effect in effects.items():
        if effect.status != "applied":
            continue
        for key, old, new in _moved(applied, act, touched, day):
            touch = Touch(*head, "applied", *key, old, new, day, change.sources)
            seen.setdefault((key, old, new), touch)
    if seen:
        return list(seen.values())
    idle = min(effects.values(), key=lambda effect: (*IDLE, "applied").index(effect.status))
    return [
        Touch(*head, idle.status, *element, "", None, None, None, change.sources, idle.superseded_by)
        for element in sorted(touched)
    ]


def _moved(
    applied: Applied, act: Act, touched: set[Element], day: date
) -> Iterator[tuple[tuple[str, str, str], object, object]]:
    """Yield the figures of the elements that an override moves on a day; a ban as one."""
    network = applied.at(day)
    for key, traces in network.changes.items():
        for trace in traces:
            if trace.override == act.change.override and _is_of(key, touched, applied.base):
                yield (key.table, key.row_id, key.field), trace.old, trace.new
    for rule in _bans(act):
        for table, row_id in sorted(touched):
            yield (table, row_id, ""), None, f"{rule.applies_to} forbidden"


def _is_of(key: Key, touched: set[Element], base: Network) -> bool:
    """Tell whether a figure is of one of the elements; a border for both senses may have come out as two."""
    if (key.table, key.row_id) in touched:
        return True
    if key.table != "border" or key.row_id in base.borders:
        return False
    link, _, service_class = key.row_id.replace(":forward", ":both").partition(":both")
    return ("border", f"{link}:both{service_class}") in touched
