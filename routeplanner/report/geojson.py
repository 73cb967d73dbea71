"""Results as GeoJSON (RFC 7946): a line per leg and a point per place, longitude first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from routeplanner.report.records import SUMS, rounded
from routeplanner.report.words import duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from routeplanner.itinerary.model import Itinerary
    from routeplanner.network.network import Network


def as_geojson_text(result: Any) -> str:  # noqa: ANN401 - any result
    """Render a plan or a comparison as a GeoJSON document."""
    return json.dumps(as_geojson(result), ensure_ascii=False, allow_nan=False) + "\n"


def as_geojson(result: Any) -> dict[str, Any]:  # noqa: ANN401 - any result
    """Return a plan or a comparison as a GeoJSON FeatureCollection.

    Legs that move or cross a border are lines, transfers and waits points; their properties are the leg's, with the
    itinerary's labels and corridor (and a comparison's scenario). The places passed follow as points, once each. A
    calibration is a straight line per group of published figures.
    """
    if result.kind == "calibration":
        from routeplanner.report.calibration import features as of_groups  # noqa: PLC0415 - of one result only

        return {"type": "FeatureCollection", "features": list(of_groups(result))}
    network = result.header.network
    features: list[dict[str, Any]] = []
    passed: dict[str, None] = {}
    for shared, itinerary in _itineraries(result):
        features += _legs(itinerary, shared, network)
        passed.update(dict.fromkeys(itinerary.nodes))
    features += [_place(node_id, network) for node_id in passed]
    return {"type": "FeatureCollection", "features": features}


def _itineraries(result: Any) -> Iterator[tuple[dict[str, Any], Itinerary]]:  # noqa: ANN401 - any result
    if result.kind == "plan":
        for number, itinerary in enumerate(result.itineraries, 1):
            yield {"itinerary": number, "labels": list(itinerary.labels), "corridor": itinerary.corridor}, itinerary
        return
    for row in result.rows:
        if row.itinerary is not None:
            yield {"scenario": row.scenario, "corridor": row.corridor}, row.itinerary


def _legs(itinerary: Itinerary, shared: dict[str, Any], network: Network) -> Iterator[dict[str, Any]]:
    corridor = network.corridors.get(itinerary.corridor or "")
    for number, leg in enumerate(itinerary.legs, 1):
        properties = shared | {
            "leg": number,
            "kind": leg.kind,
            "mode": leg.mode,
            "from": leg.origin,
            "to": leg.destination,
            "country": leg.country,
            **{name: rounded(getattr(leg, name)) for name in SUMS},
            "time": duration(leg.time_h),
            "service": leg.service,
            "detail": leg.detail,
            "quality": leg.quality,
            "overrides": list(leg.overrides),
            "color": corridor.color if corridor else None,
        }
        yield {"type": "Feature", "geometry": _geometry(leg.nodes, network), "properties": properties}


def _geometry(nodes: Sequence[str], network: Network) -> dict[str, Any]:
    positions = [_position(node_id, network) for node_id in nodes]
    if len(positions) == 1:
        return {"type": "Point", "coordinates": positions[0]}
    return {"type": "LineString", "coordinates": positions}


def _place(node_id: str, network: Network) -> dict[str, Any]:
    node = network.nodes[node_id]
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": _position(node_id, network)},
        "properties": {
            "node": node_id,
            "name": node.name,
            "node_type": node.node_type,
            "country": node.country,
            "unlocode": node.unlocode or None,
        },
    }


def _position(node_id: str, network: Network) -> list[float]:
    node = network.nodes[node_id]
    return [node.x_coord, node.y_coord]
