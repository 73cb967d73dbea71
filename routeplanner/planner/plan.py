"""Answer one request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.planner.desk import Desk
from routeplanner.planner.names import get_corridor
from routeplanner.planner.noroute import explain_no_route
from routeplanner.planner.result import Plan
from routeplanner.planner.view import apply_stack, view_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from routeplanner.network.network import Network
    from routeplanner.request import Request
    from routeplanner.scenario.model import Scenario


def plan(
    network: Network,
    request: Request,
    scenarios: str | Sequence[str | Scenario] = (),
    *,
    settings: Mapping[str, str] | None = None,
    scenario_folder: Path | str | None = None,
) -> Plan:
    """Return the best itineraries of a request on a network under a stack of scenarios.

    Hours, US dollars and kg CO2e are for the whole consignment. `settings` sets scenario parameters by name or
    `scenario.name`; `scenario_folder` is where scenario names are looked up beside the shipped ones. Without
    `request.as_of`, dated overrides are read at the stack's latest `as_of`, else at the network's reference date, and
    seasons take their yearly typical value.

    Raises:
        UsageError: an unknown or ambiguous name, origin = destination, a load that does not fit.
        DataError: problems in a scenario, or a figure the trip needs that the network does not have.
    """
    applied = apply_stack(network, scenarios, settings, scenario_folder)
    day = request.as_of or (applied.as_of if applied else None) or network.reference_date
    desk = Desk(view_at(network, applied, day, day_given=request.as_of is not None), request)
    corridor = request.preferences.corridor
    if corridor is not None:
        get_corridor(network, corridor)
    itineraries = desk.best(corridor)
    no_route = None if itineraries else explain_no_route(desk, corridor)
    return Plan(desk.header(), itineraries, no_route)
