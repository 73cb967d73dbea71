"""Results as JSON: the contract that scripts rely on."""

from __future__ import annotations

import json
from math import fsum, isfinite
from typing import TYPE_CHECKING, Any

from routeplanner.itinerary.model import leg_record
from routeplanner.report.notes import notes

if TYPE_CHECKING:
    from routeplanner.itinerary.model import Container, Itinerary
    from routeplanner.planner.result import Blocker, Header, NoRoute
    from routeplanner.scenario.apply import ScenarioStamp

PLAN_SCHEMA = "routeplanner/plan/1"
COMPARISON_SCHEMA = "routeplanner/comparison/1"
DECIMALS = 4
"""Decimals of every figure of a leg: 0.36 seconds, a hundredth of a cent, a tenth of a gram."""
SUMS = ("time_h", "cost_usd", "emissions_kgco2e", "distance_km")
"""Figures of an itinerary that are the sums of its legs."""


def as_json(result: Any) -> str:  # noqa: ANN401 - any result
    """Render a result as one indented JSON document."""
    return _dump(as_record(result), indent=2) + "\n"


def as_jsonl(result: Any) -> str:  # noqa: ANN401 - any result
    """Render a result as JSON Lines: an itinerary, a corridor's row or a list's row per line.

    Plans and comparisons repeat schema, network, scenarios and date on every line; no itinerary, no line.
    """
    record = as_record(result)
    if not hasattr(result, "header"):
        return "".join(_dump(row) + "\n" for row in result.records())
    shared = {name: record[name] for name in ("schema", "network", "scenarios", "as_of")}
    rows = record["itineraries"] if "itineraries" in record else record["rows"]
    return "".join(_dump(shared | row) + "\n" for row in rows)


def as_record(result: Any) -> Any:  # noqa: ANN401 - any result
    """Return a result as what JSON can hold, keys in the order of the contract, numbers finite."""
    if hasattr(result, "itineraries"):
        record = _head(PLAN_SCHEMA, result.header)
        record["itineraries"] = [itinerary_record(itinerary) for itinerary in result.itineraries]
        record["notes"] = notes(result)
        if result.no_route is not None:
            record["no_route"] = _no_route(result.no_route)
        if result.published is not None:
            from routeplanner.report.published import published_record  # noqa: PLC0415 - only when asked for

            network = result.header.network
            record["published"] = [published_record(figure, network) for figure in result.published]
        return record
    if hasattr(result, "groups"):
        from routeplanner.report.calibration import calibration_record  # noqa: PLC0415 - of one command only

        return calibration_record(result)
    if hasattr(result, "sections"):
        from routeplanner.report.place import place_record  # noqa: PLC0415 - of one command only

        return place_record(result)
    if hasattr(result, "left_out"):
        record = _head(COMPARISON_SCHEMA, result.header)
        record["columns"] = [
            {"scenario": label, "scenarios": [_stamp(stamp) for stamp in header.scenarios]}
            for label, header in zip(result.columns, result.headers, strict=True)
        ]
        record["rows"] = [
            {
                "scenario": row.scenario,
                "corridor": row.corridor,
                "itinerary": None if row.itinerary is None else itinerary_record(row.itinerary),
                "cheapest": None if row.cheapest is None else itinerary_record(row.cheapest),
                "blocked_by": [_blocker(blocker) for blocker in row.blocked_by],
                "reason": row.reason,
            }
            for row in result.rows
        ]
        record["best"] = [
            {"scenario": label, "itinerary": None if best is None else itinerary_record(best)}
            for label, best in zip(result.columns, result.best, strict=False)
        ]
        record["left_out"] = [{"corridor": corridor, "reason": reason} for corridor, reason in result.left_out]
        record["notes"] = notes(result)
        return record
    return result.records() if result.whole is None else result.whole


def itinerary_record(itinerary: Itinerary) -> dict[str, Any]:
    """Return an itinerary with the keys of the contract; totals are the sums of the legs as written."""
    legs = [_rounded(leg_record(leg)) for leg in itinerary.legs]
    sums = {name: fsum(leg[name] for leg in legs) for name in SUMS}
    inventory = itinerary.inventory_cost_usd
    return {
        "labels": list(itinerary.labels),
        "corridor": itinerary.corridor,
        "scope": itinerary.scope,
        "time_h": sums["time_h"],
        "cost_usd": sums["cost_usd"],
        "units": itinerary.units,
        "container": None if itinerary.container is None else _container(itinerary.container),
        "inventory_cost_usd": None if inventory is None else round(inventory, DECIMALS),
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
            "time": round(itinerary.sourced_share_time, DECIMALS),
            "cost": round(itinerary.sourced_share_cost, DECIMALS),
        },
    }


def _container(container: Container) -> dict[str, Any]:
    hire = container.hire_usd
    return {
        "box": container.box,
        "soc": list(container.soc),
        "coc": list(container.coc),
        "hire": container.hire,
        "hire_usd": None if hire is None else round(hire, DECIMALS),
        "days_beyond": container.days_beyond,
    }


def _head(schema: str, header: Header) -> dict[str, Any]:
    return {
        "schema": schema,
        "network": {
            "id": header.network_id,
            "version": header.network_version,
            "hash": header.network_hash,
            "overlays": [overlay._asdict() for overlay in header.network.overlays],
        },
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
        "inactive": list(stamp.inactive),
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
        record[name] = round(record[name], DECIMALS)
    return record


def _dump(record: Any, indent: int | None = None) -> str:  # noqa: ANN401 - any JSON value
    return json.dumps(record, ensure_ascii=False, allow_nan=False, indent=indent)
