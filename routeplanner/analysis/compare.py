"""Corridors side by side: each forced in turn, under each stack of scenarios."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from routeplanner.compiler import Compiled, compile_network
from routeplanner.errors import UnknownNameError, UsageError
from routeplanner.planner.desk import Desk
from routeplanner.planner.names import get_corridor
from routeplanner.planner.noroute import explain_no_route
from routeplanner.planner.view import apply_stack, view_at
from routeplanner.result import Result

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from routeplanner.itinerary.model import Itinerary
    from routeplanner.network.model import Node
    from routeplanner.network.network import Network
    from routeplanner.planner.result import Blocker, Header
    from routeplanner.planner.view import View
    from routeplanner.request import Request
    from routeplanner.scenario.applied import Applied
    from routeplanner.scenario.model import Scenario

BASE = "base"
MOST_HOURS = 2.0
"""A corridor is a choice when its least hours are at most this many times the column's least …"""
MOST_DOLLARS = 1.5
"""… or its least dollars at most this many times the column's least; else it is a detour."""


@dataclass(frozen=True, slots=True)
class Row:
    """One corridor under one stack."""

    scenario: str
    """Label of the column: `base`, or the stack's names joined by `+`."""
    corridor: str
    itinerary: Itinerary | None
    blocked_by: tuple[Blocker, ...]
    reason: str
    """Why there is no itinerary; empty when there is one."""
    cheapest: Itinerary | None = None
    """The corridor's least dollars, where the request asks for cost beside its first criterion."""


@dataclass(frozen=True, slots=True, repr=False)
class Comparison(Result):
    """Corridors × stacks."""

    kind: ClassVar[str] = "comparison"

    header: Header
    """Header of the first column."""
    columns: tuple[str, ...]
    headers: tuple[Header, ...]
    """One per column."""
    rows: tuple[Row, ...]
    """Corridor by corridor, columns in order within each."""
    left_out: tuple[tuple[str, str], ...]
    """Corridors that are no choice for this trip in any column, with the reason."""
    best: tuple[Itinerary | None, ...] = ()
    """Best itinerary of each column with no corridor forced."""

    def __repr__(self) -> str:
        head = self.header
        corridors = len({row.corridor for row in self.rows})
        return f"<Comparison {head.origin} to {head.destination}: {corridors} corridors × {', '.join(self.columns)}>"

    def row(self, scenario: str, corridor: str) -> Row | None:
        """Return one cell of the table, or None."""
        return next((row for row in self.rows if (row.scenario, row.corridor) == (scenario, corridor)), None)

    def records(self) -> list[dict[str, Any]]:
        """Return one flat dictionary per corridor and column."""
        return [_record(row) for row in self.rows]


def _record(row: Row) -> dict[str, Any]:
    itinerary = row.itinerary
    record: dict[str, Any] = {"scenario": row.scenario, "corridor": row.corridor}
    for name in ("time_h", "cost_usd", "emissions_kgco2e", "distance_km", "borders"):
        record[name] = getattr(itinerary, name) if itinerary else None
    record["least_cost_usd"] = row.cheapest.cost_usd if row.cheapest else None
    record["least_cost_time_h"] = row.cheapest.time_h if row.cheapest else None
    if itinerary:
        record |= {f"{kind}_h": hours for kind, hours in itinerary.hours_by_kind().items()}
        record["nodes"] = list(itinerary.nodes)
    record["blocked_by"] = [blocker.element for blocker in row.blocked_by]
    record["reason"] = row.reason
    return record


def compare(
    network: Network,
    request: Request,
    scenarios: str | Sequence[str | Scenario] = (),
    versus: Sequence[str | Sequence[str | Scenario]] = (),
    *,
    corridors: Sequence[str] = (),
    settings: Mapping[str, str] | None = None,
    scenario_folder: Path | str | None = None,
) -> Comparison:
    """Return every corridor's best itinerary by the request's first criterion, under each stack.

    When the request asks for cost beside it, its least dollars too: the fastest way is seldom the cheapest.
    The first column is the stack `scenarios` (the base when empty), then one column per stack in `versus`; all share
    one date: the request's, else the latest `as_of` of any stack, else the network's reference date. `corridors`
    limits the rows and keeps detours; without it, corridors that no column can use, or only by a long detour, are
    left out and named.

    Raises:
        UsageError: as `plan`, or the same column twice.
    """
    stacks = [_as_names(scenarios), *(_as_names(stack) for stack in _as_names(versus))]
    labels = ["+".join(sorted(map(_name, stack))) or BASE for stack in stacks]
    for label in labels:
        if labels.count(label) > 1:
            raise UsageError(f"the stack {label} stands in two columns", "name every stack once")
    applied = _apply_each(network, stacks, settings, scenario_folder)
    dates = [stack.as_of for stack in applied if stack is not None and stack.as_of is not None]
    day = request.as_of or (max(dates) if dates else network.reference_date)
    views = [view_at(network, stack, day, day_given=request.as_of is not None) for stack in applied]
    desks = [_desk(view, request, _strangers(view, views)) for view in views]
    named = _as_names(corridors) or _as_names(request.preferences.corridor or ())
    wanted = list(dict.fromkeys(get_corridor(network, name) for name in named)) or list(network.corridors)
    rows: list[Row] = []
    left_out: list[tuple[str, str]] = []
    for corridor in wanted:
        found = [_row(desk, label, corridor) for desk, label in zip(desks, labels, strict=True)]
        reason = "" if named else _no_choice(found, desks, corridor)
        if reason:
            left_out.append((corridor, reason))
        else:
            rows += found
    headers = tuple(desk.header() for desk in desks)
    best = tuple(_best(desk) for desk in desks)
    return Comparison(headers[0], tuple(labels), headers, tuple(rows), tuple(left_out), best)


def _strangers(view: View, views: Sequence[View]) -> dict[str, Node]:
    """Return the places that other columns have and this one has not, as a scenario adds them."""
    own = view.network.nodes
    return {name: node for other in views for name, node in other.network.nodes.items() if name not in own}


def _desk(view: View, request: Request, strangers: Mapping[str, Node]) -> Desk:
    """Return a desk on which every place of the comparison has its name, though nothing leads to a stranger."""
    if not strangers:
        return Desk(view, request)
    grown = replace(view, network=view.network.derived({"node": strangers}, {}))
    return Desk(grown, request, _compile_afresh)


def _compile_afresh(view: View, request: Request, modes: Sequence[str], _units: int) -> Compiled:
    """Compile a network that is like no other column's, past every cache."""
    return compile_network(view.network, request.consignment, modes=modes, scope=request.scope, day=view.season_day)


def _as_names(given: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a name, or several
    """Return a lone name as a tuple of one."""
    return (given,) if isinstance(given, str) else tuple(given)


def _best(desk: Desk) -> Itinerary | None:
    path = desk.search(desk.request.by[0])
    return desk.itinerary(path.edges) if path else None


def _name(scenario: str | Scenario) -> str:
    return scenario if isinstance(scenario, str) else scenario.id


def _apply_each(
    network: Network,
    stacks: Sequence[Sequence[str | Scenario]],
    settings: Mapping[str, str] | None,
    folder: Path | str | None,
) -> list[Applied | None]:
    """Return every stack applied with the settings it knows.

    Raises:
        UnknownNameError: a setting that no stack knows.
    """
    unknown: dict[str, list[UsageError]] = {name: [] for name in settings or {}}
    applied = []
    for stack in stacks:
        own = dict(settings or {})
        while True:
            try:
                applied.append(apply_stack(network, stack, own, folder))
                break
            except UsageError as error:
                name = next((name for name in own if not stack or name == getattr(error, "name", None)), None)
                if name is None:
                    raise
                unknown[name].append(error)
                del own[name]
    for errors in unknown.values():
        if len(errors) == len(stacks):
            raise next((error for error in errors if isinstance(error, UnknownNameError)), errors[0])
    return applied


def _row(desk: Desk, label: str, corridor: str) -> Row:
    path = desk.search(desk.request.by[0], corridor)
    if path is not None:
        itinerary = desk.itinerary(path.edges)
        if "cost" not in desk.request.by[1:]:
            return Row(label, corridor, itinerary, (), "")
        cheapest = desk.search("cost", corridor)
        return Row(label, corridor, itinerary, (), "", desk.itinerary(cheapest.edges) if cheapest else None)
    why = explain_no_route(desk, corridor)
    reason = why.reason
    if why.turns_back:
        reason = "only by going out and back over the same places"
    elif not why.blocked_by:
        heavy = f" of {desk.load.unit_t:.4g} t" if desk.load.too_heavy else ""
        reason = f"no way for {desk.load.equipment.cargo_id}{heavy}"
    return Row(label, corridor, None, why.blocked_by, reason)


def _no_choice(rows: Sequence[Row], desks: Sequence[Desk], corridor: str) -> str:
    """Return why a corridor is no choice in any column; empty when it is one in some."""
    found = [row.itinerary for row in rows if row.itinerary]
    if not found:
        return "" if any(row.blocked_by for row in rows) else rows[0].reason
    if any(_is_choice(desk, corridor) for desk in desks):
        return ""
    return f"a detour of {min(itinerary.days for itinerary in found):.0f} days"


def _is_choice(desk: Desk, corridor: str) -> bool:
    for criterion, most in (("time", MOST_HOURS), ("cost", MOST_DOLLARS)):
        forced, free = desk.search(criterion, corridor), desk.search(criterion)
        if forced is not None and free is not None and forced.value <= most * free.value:
            return True
    return False
