"""Results as JSON: the contract that scripts rely on."""

from __future__ import annotations

import json
from math import fsum, isfinite
from typing import TYPE_CHECKING, Any

from routeplanner.itinerary.model import leg_record
from routeplanner.report.notes import notes
from routeplanner.report.records import SUMS, network_record, rounded

if TYPE_CHECKING:
    from routeplanner.analysis.compare import Comparison
    from routeplanner.itinerary.model import Container, Itinerary
    from routeplanner.planner.result import Blocker, Header, NoRoute, Plan
    from routeplanner.scenario.applied import Effect, ScenarioStamp

PLAN_SCHEMA = "routeplanner/plan/1"
COMPARISON_SCHEMA = "routeplanner/comparison/1"


def as_json(result: Any) -> str:  # noqa: ANN401 - any result
    """Render a result as one indented JSON document."""
    return _dump(as_record(result), indent=2) + "\n"


def as_jsonl(result: Any) -> str:  # noqa: ANN401 - any result
    """Render a result as JSON Lines: an itinerary, a corridor's row or a list's row per line.

    Plans and comparisons repeat schema, network, scenarios and date on every line; no itinerary, no line.
    """
    record = as_record(result)
    if result.kind not in {"plan", "comparison"}:
        return "".join(_dump(row) + "\n" for row in result.records())
    shared = {name: record[name] for name in ("schema", "network", "scenarios", "as_of")}
    rows = record["itineraries"] if result.kind == "plan" else record["rows"]
    return "".join(_dump(shared | row) + "\n" for row in rows)


def as_record(result: Any) -> Any:  # noqa: ANN401 - any result
    """Return a result as what JSON can hold, keys in the order of the contract, numbers finite."""
    if result.kind == "plan":
        return _plan(result)
    if result.kind == "comparison":
        return _comparison(result)
    if result.kind == "calibration":
        from routeplanner.report.calibration import calibration_record  # noqa: PLC0415 - of one command only

        return calibration_record(result)
    if result.kind == "place":
        from routeplanner.report.place import place_record  # noqa: PLC0415 - of one command only

        return place_record(result)
    return result.records() if result.whole is None else result.whole


def _plan(plan: Plan) -> dict[str, Any]:
    record = _head(PLAN_SCHEMA, plan.header)
    record["itineraries"] = [itinerary_record(itinerary) for itinerary in plan.itineraries]
    record["notes"] = notes(plan)
    if plan.no_route is not None:
        record["no_route"] = _no_route(plan.no_route)
    if plan.published is not None:
        from routeplanner.report.published import published_record  # noqa: PLC0415 - only when asked for

        record["published"] = [published_record(figure, plan.header.network) for figure in plan.published]
    return record


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return _head(COMPARISON_SCHEMA, comparison.header) | {
        "columns": [
            {"scenario": label, "scenarios": [_stamp(stamp) for stamp in header.scenarios]}
            for label, header in zip(comparison.columns, comparison.headers, strict=True)
        ],
        "rows": [
            {
                "scenario": row.scenario,
                "corridor": row.corridor,
                "itinerary": _itinerary(row.itinerary),
                "cheapest": _itinerary(row.cheapest),
                "blocked_by": [_blocker(blocker) for blocker in row.blocked_by],
                "reason": row.reason,
            }
            for row in comparison.rows
        ],
        "best": [
            {"scenario": label, "itinerary": _itinerary(best)}
            for label, best in zip(comparison.columns, comparison.best, strict=False)
        ],
        "left_out": [{"corridor": corridor, "reason": reason} for corridor, reason in comparison.left_out],
        "notes": notes(comparison),
    }


def _itinerary(itinerary: Itinerary | None) -> dict[str, Any] | None:
    return None if itinerary is None else itinerary_record(itinerary)


def itinerary_record(itinerary: Itinerary) -> dict[str, Any]:
    """Return an itinerary with the keys of the contract; totals are the sums of the legs as written."""
    legs = [_rounded(leg_record(leg)) for leg in itinerary.legs]
    sums = {name: fsum(leg[name] for leg in legs) for name in SUMS}
    return {
        "labels": list(itinerary.labels),
        "corridor": itinerary.corridor,
        "scope": itinerary.scope,
        "time_h": sums["time_h"],
        "cost_usd": sums["cost_usd"],
        "units": itinerary.units,
        "container": None if itinerary.container is None else _container(itinerary.container),
        "inventory_cost_usd": rounded(itinerary.inventory_cost_usd),
        "emissions_kgco2e": sums["emissions_kgco2e"],
        "distance_km": sums["distance_km"],
        "borders": itinerary.borders,
        "hours_by_kind": {
            kind: fsum(leg["time_h"] for leg in legs if leg["kind"] == kind) for kind in itinerary.hours_by_kind()
        },
        "modes": list(itinerary.modes),
        "countries": list(itinerary.countries),
        "nodes": list(itinerary.nodes),
        "legs": legs,
        "sourced_share": {
            "time": rounded(itinerary.sourced_share_time),
            "cost": rounded(itinerary.sourced_share_cost),
        },
    }


def _container(container: Container) -> dict[str, Any]:
    return {
        "box": container.box,
        "soc": list(container.soc),
        "coc": list(container.coc),
        "hire": container.hire,
        "hire_usd": rounded(container.hire_usd),
        "days_beyond": container.days_beyond,
    }


def _head(schema: str, header: Header) -> dict[str, Any]:
    return {
        "schema": schema,
        "network": network_record(header.network, header.network_hash),
        "scenarios": [_stamp(stamp) for stamp in header.scenarios],
        "as_of": header.as_of.isoformat(),
        "depart": None,
        "request": _request(header),
    }


def _stamp(stamp: ScenarioStamp) -> dict[str, Any]:
    return {
        "id": stamp.id,
        "variant": stamp.variant,
        "title": stamp.title,
        "hash": stamp.hash,
        "parameters": dict(stamp.parameters),
        "inactive": [effect.override for effect in stamp.effects if effect.status == "inactive"],
        "overrides": [effect_record(effect) for effect in stamp.effects],
    }


def effect_record(effect: Effect) -> dict[str, Any]:
    """Return what one override does on the day, with the number of figures it moves."""
    return {
        "id": effect.override,
        "status": effect.status,
        "superseded_by": list(effect.superseded_by),
        "figures": len(effect.elements),
        "remark": effect.remark,
        "chance": effect.chance.as_dict() if effect.chance else None,
    }


def _request(header: Header) -> dict[str, Any]:
    request = header.request
    load, wish = request.consignment, request.preferences
    return {
        "origin": header.origin,
        "destination": header.destination,
        "as_of_given": header.as_of_given,
        "scope": request.scope,
        "by": list(request.by),
        "consignment": {
            "cargo": load.cargo,
            "goods": load.goods,
            "units": header.units,
            "tonnes": header.tonnes,
            "too_heavy_for": dict(header.too_heavy),
            "volume_m3": load.volume_m3,
            "value_usd": load.value_usd,
            "service_classes": list(load.service_classes),
            "box": load.box,
        },
        "preferences": {
            "modes": list(wish.modes),
            "avoid": list(wish.avoid),
            "via": list(wish.via),
            "corridor": wish.corridor,
        },
    }


def _no_route(no_route: NoRoute) -> dict[str, Any]:
    return {
        "blocked_by": [_blocker(blocker) for blocker in no_route.blocked_by],
        "cut": list(no_route.cut),
        "overrides": list(no_route.overrides),
        "frontier": list(no_route.frontier),
        "reason": no_route.reason,
    }


def _blocker(blocker: Blocker) -> dict[str, Any]:
    return {
        "element": blocker.element,
        "what": blocker.what,
        "overrides": list(blocker.overrides),
        "note": blocker.note,
    }


def _rounded(record: dict[str, Any]) -> dict[str, Any]:
    """Return a leg's record with its figures rounded; what is not finite would be a bug, and is refused."""
    for name in SUMS:
        if not isfinite(record[name]):
            raise ValueError(f"{name} of a leg is {record[name]}")
        record[name] = rounded(record[name])
    return record


def _dump(record: Any, indent: int | None = None) -> str:  # noqa: ANN401 - any JSON value
    return json.dumps(record, ensure_ascii=False, allow_nan=False, indent=indent)
