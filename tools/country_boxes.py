"""Fill the `boxes` column of `routeplanner/network/countries.csv` from country outlines.

The outlines are Natural Earth 1:50m (public domain, naturalearthdata.com), taken from the npm package world-atlas
2.0.2, file `countries-50m.json`::

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/country_boxes.py package/countries-50m.json

The other columns are kept by hand; `iso_numeric` is what joins the two files. A country gets one box for every group
of outlines that lie close together, so that Kaliningrad, Réunion or the far side of the antimeridian do not stretch
the box of the mainland over half the world.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from pathlib import Path
from typing import Any

TABLE = Path(__file__).resolve().parent.parent / "routeplanner" / "network" / "countries.csv"
GAP_DEGREES = 3.0
"""Outlines nearer than this share a box."""

Box = tuple[float, float, float, float]
"""West, south, east, north."""

UNNUMBERED = {"Kosovo": "XK", "N. Cyprus": "196", "Somaliland": "706"}
"""Outlines without an ISO number: the row they belong to, by its `iso_numeric`, or its `iso2` when it has none."""
HALF_TURN = 180.0
ADDED: dict[str, list[Box]] = {
    "UA": [(32.4, 44.3, 36.7, 46.3)],  # Crimea: Natural Earth draws it once; a check for typing errors takes no side
    "GI": [(-5.37, 36.1, -5.33, 36.16)],  # too small for 1:50m
}
"""Boxes the outlines do not have."""


def arc_points(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Return every arc of a TopoJSON topology as longitudes and latitudes.

    Arcs are stored as integer steps from point to point; `transform` turns the running sums into degrees.
    """
    (x_scale, y_scale), (x_origin, y_origin) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        points = []
        for x_step, y_step in steps:
            x += x_step
            y += y_step
            points.append((x * x_scale + x_origin, y * y_scale + y_origin))
        arcs.append(points)
    return arcs


def outline_boxes(geometry: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> list[Box]:
    """Return the box of every polygon of a geometry; `~i` in a ring means arc i run backwards."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    boxes = []
    for outer_ring, *_holes in polygons:
        points = [point for index in outer_ring for point in arcs[index if index >= 0 else ~index]]
        xs = [x for x, _ in points]
        if max(xs) - min(xs) > HALF_TURN:  # Chukotka, Fiji: the ring crosses the antimeridian
            boxes.append(_box([point for point in points if point[0] < 0]))
            points = [point for point in points if point[0] >= 0]
        boxes.append(_box(points))
    return boxes


def _box(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def joined(boxes: list[Box]) -> list[Box]:
    """Return boxes merged until no two lie closer than `GAP_DEGREES`, from west to east."""
    merged: list[Box] = []
    for new in boxes:
        box = new
        while True:
            near = next((other for other in merged if _are_near(box, other)), None)
            if near is None:
                break
            merged.remove(near)
            box = (min(box[0], near[0]), min(box[1], near[1]), max(box[2], near[2]), max(box[3], near[3]))
        merged.append(box)
    return sorted(merged)


def _are_near(one: Box, other: Box) -> bool:
    x_gap = max(one[0], other[0]) - min(one[2], other[2])
    y_gap = max(one[1], other[1]) - min(one[3], other[3])
    return max(x_gap, y_gap) < GAP_DEGREES


def as_cell(boxes: list[Box]) -> str:
    """Render boxes as `west south east north`, rounded outwards to hundredths and separated by `|`."""
    return "|".join(
        f"{_down(west):g} {_down(south):g} {_up(east):g} {_up(north):g}" for west, south, east, north in boxes
    )


def _down(degrees: float) -> float:
    return math.floor(round(degrees * 100, 6)) / 100


def _up(degrees: float) -> float:
    return math.ceil(round(degrees * 100, 6)) / 100


def main(arguments: list[str]) -> int:
    """Rewrite the table; return the exit code."""
    if len(arguments) != 1:
        print("usage: country_boxes.py PATH_OF_countries-50m.json", file=sys.stderr)
        return 2
    topology = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    arcs = arc_points(topology)
    found: dict[str, list[Box]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        key = geometry.get("id") or UNNUMBERED.get(geometry["properties"]["name"])
        if key:
            found.setdefault(key, []).extend(outline_boxes(geometry, arcs))
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        outlines = found.get(row["iso_numeric"] or row["iso2"], [])
        row["boxes"] = as_cell(joined(outlines + ADDED.get(row["iso2"], [])))
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    without = [row["iso2"] for row in rows if not row["boxes"]]
    print(f"{len(rows)} countries, without a box: {', '.join(without) or 'none'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
