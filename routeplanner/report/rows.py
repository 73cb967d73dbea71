"""Results as flat rows that can stand alone: every row says what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from routeplanner.planner.result import Header

LEG_COLUMNS = (
    "itinerary", "labels", "corridor", "kind", "mode", "gauge_mm", "from", "to", "country", "time_h", "cost_usd",
    "emissions_kgco2e", "distance_km", "service", "operation", "detail", "nodes", "links", "sources", "quality",
    "overrides",
)  # fmt: skip
CORRIDOR_COLUMNS = (
    "scenario", "corridor", "time_h", "cost_usd", "emissions_kgco2e", "distance_km", "borders",
    "least_cost_usd", "least_cost_time_h", "move_h", "border_h", "transfer_h", "wait_h", "nodes", "blocked_by", "reason",
)  # fmt: skip
HEADER_COLUMNS = (
    "origin",
    "destination",
    "scope",
    "as_of",
    "cargo",
    "goods",
    "units",
    "tonnes",
    "scenarios",
    "network",
)


def flat_rows(result: Any) -> tuple[tuple[str, ...], list[dict[str, Any]]]:  # noqa: ANN401 - any result
    """Return the columns and rows of a plan (a row per leg), a comparison (per corridor and column) or a listing.

    Rows of plans and comparisons repeat the scope, date, consignment, scenarios and network they hold for.
    """
    rows = result.records()
    if result.kind == "plan":
        shared = _header(result.header)
        return (*LEG_COLUMNS, *HEADER_COLUMNS), [row | shared for row in rows]
    if result.kind == "comparison":
        own = dict(zip(result.columns, map(_header, result.headers), strict=True))
        return (*CORRIDOR_COLUMNS, *HEADER_COLUMNS), [row | own[row["scenario"]] for row in rows]
    return result.columns, rows


def _header(header: Header) -> dict[str, Any]:
    return {
        "origin": header.origin,
        "destination": header.destination,
        "scope": header.request.scope,
        "as_of": header.as_of.isoformat(),
        "cargo": header.request.consignment.cargo,
        "goods": header.request.consignment.goods,
        "units": header.units,
        "tonnes": header.tonnes,
        "scenarios": [stamp.id for stamp in header.scenarios],
        "network": header.network.title,
    }
