"""How the map looks: colors, widths and sizes, and the elements of SVG it is written with."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from docpages.map_labels import Label
    from docpages.projection import Frame, Point

MODE_STYLES: Mapping[str, tuple[str, float, str]] = {
    "road": ("#cdcac4", 0.7, ""),
    "air": ("#8a8a8a", 0.9, "0.1 3"),
    "sea": ("#6f9dc4", 0.9, "5 3"),
    "ferry": ("#3f7fb5", 1.1, "2.5 2"),
    "waterway": ("#4fa3a0", 1.1, "1.5 2"),
    "rail": ("#5d5a55", 0.9, ""),
}
"""Color, width and dashes of the lines, in the order they are drawn."""
NODE_STYLES: Mapping[str, tuple[float, str, str]] = {
    "border": (1.1, "#8d8880", "none"),
    "city": (1.7, "#ffffff", "#3b3833"),
    "terminal": (1.7, "#b9b2a6", "#3b3833"),
    "dry_port": (1.9, "#e0b64a", "#3b3833"),
    "airport": (1.9, "#d9d9d9", "#6a6a6a"),
    "port": (2.1, "#2b6ca3", "#ffffff"),
    "hub": (2.3, "#2f2c28", "#ffffff"),
    "passage": (2.3, "#ffffff", "#2b6ca3"),
}
"""Radius, filling and edge of the dots, in the order they are drawn."""
CORRIDOR_WIDTH = 1.8
PAPER = "#fdfcf9"
SHEET_STYLE = f"""\
<style>
text{{font-family:Helvetica,Arial,"Liberation Sans",sans-serif;fill:#2f2c28}}
path{{fill:none;stroke-linecap:round}}
circle{{stroke-width:0.6px}}
.gate{{stroke-width:1.5px}}
.head{{font-weight:bold}}
.name{{paint-order:stroke;stroke:{PAPER};stroke-width:2.6px;stroke-linejoin:round}}
.water{{fill:#2b6ca3;font-style:italic}}
.degree{{fill:#9a958b}}
.end{{text-anchor:end}}
</style>"""


def line(pieces: Iterable[tuple[Point, Point]], color: str, width: float, dashes: str = "") -> str:
    """Return straight pieces as one element."""
    data = "".join(f"M{number(a.x)} {number(a.y)}L{number(b.x)} {number(b.y)}" for a, b in pieces)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path stroke="{color}" stroke-width="{width:g}"{dashed} d="{data}"/>'


def dot(point: Point, node_type: str, name: str = "") -> str:
    """Return a place as a dot, with its name as a tooltip."""
    radius, fill, edge = NODE_STYLES[node_type]
    title = f"<title>{escape(name)}</title>" if name else ""
    at = f'cx="{number(point.x)}" cy="{number(point.y)}"'
    return f'<circle {at} r="{radius:g}" fill="{fill}" stroke="{edge}">{title}</circle>'


def ring(point: Point, color: str) -> str:
    """Return a ring round a gate of a corridor."""
    at = f'cx="{number(point.x)}" cy="{number(point.y)}"'
    return f'<circle class="gate" {at} r="3.6" fill="none" stroke="{color}"/>'


def text(label: Label, kind: str = "") -> str:
    """Return a text, of classes of the style sheet."""
    chosen = f' class="{kind}"' if kind else ""
    at = f'x="{number(label.x)}" y="{number(label.y)}"'
    return f'<text{chosen} {at} font-size="{label.size:g}">{escape(label.text)}</text>'


def rectangle(frame: Frame, fill: str, edge: str = "none") -> str:
    """Return a frame as a rectangle."""
    at = f'x="{number(frame.left)}" y="{number(frame.top)}"'
    size = f'width="{number(frame.right - frame.left)}" height="{number(frame.bottom - frame.top)}"'
    return f'<rect {at} {size} fill="{fill}" stroke="{edge}"/>'


def number(value: float) -> str:
    """Return a coordinate to a tenth, as short as it goes; minus zero is zero."""
    return f"{round(value, 1) + 0.0:g}"
