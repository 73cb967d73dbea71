"""The legend of the map: corridors on the left, kinds of line and of place on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpages.map_labels import Label
from docpages.map_style import CORRIDOR_WIDTH, MODE_STYLES, NODE_STYLES, PAPER, dot, line, rectangle, ring, text
from docpages.projection import Frame, Point

if TYPE_CHECKING:
    from collections.abc import Collection

    from routeplanner.network.model import Corridor
    from routeplanner.network.network import Network

SIZE = 9.5
ROW = 13.5
SWATCH = 18
HEAD = 16
COLUMNS = (10, 164)
"""Where the two columns start, from the left edge of the legend."""
WIDTH = 238


def legend(network: Network, corridors: Collection[str], corner: Point) -> tuple[str, Frame]:
    """Return the legend of the corridors named and of what else is on the map, and the room it fills.

    `corner` is its lower left one.
    """
    modes = sorted({link.mode for link in network.links.values()}, key=list(MODE_STYLES).index, reverse=True)
    types = sorted({node.node_type for node in network.nodes.values()}, key=list(NODE_STYLES).index, reverse=True)
    rows = max(len(corridors), len(modes) + len(types) + 1)
    frame = Frame(corner.x, corner.y - HEAD - rows * ROW - 4, corner.x + WIDTH, corner.y)
    left, right = (frame.left + column for column in COLUMNS)
    items = [
        rectangle(frame, PAPER, "#ddd8cf"),
        *_head("Corridors", left, frame),
        *_head("Lines, places", right, frame),
    ]
    for row, corridor_id in enumerate(corridors):
        corridor = network.corridors[corridor_id]
        y = _row(frame, row)
        items += [_sample(network, corridor, left, y), _word(corridor.name, left, y)]
    for row, mode in enumerate(modes):
        y = _row(frame, row)
        items += [_stroke(right, y, *MODE_STYLES[mode]), _word(mode, right, y)]
    for row, node_type in enumerate(types, len(modes) + 1):
        y = _row(frame, row)
        items += [dot(Point(right + SWATCH / 2, y), node_type), _word(node_type.replace("_", " "), right, y)]
    return "\n".join(items), frame


def _row(frame: Frame, row: int) -> float:
    return frame.top + HEAD + (row + 0.5) * ROW


def _sample(network: Network, corridor: Corridor, x: float, y: float) -> str:
    """Return a piece of a corridor's line, dashed where it has one mode alone, or a ring where only its gates are shown."""
    modes = {link.mode for link in network.links.values() if corridor.corridor_id in link.corridors}
    if not modes:
        return ring(Point(x + SWATCH / 2, y), corridor.color)
    dashes = MODE_STYLES[modes.pop()][2] if len(modes) == 1 else ""
    return _stroke(x, y, corridor.color, CORRIDOR_WIDTH, dashes)


def _head(words: str, x: float, frame: Frame) -> list[str]:
    return [text(Label(words, x, frame.top + 13, SIZE), "head")]


def _stroke(x: float, y: float, color: str, width: float, dashes: str) -> str:
    return line([(Point(x, y), Point(x + SWATCH, y))], color, width, dashes)


def _word(words: str, x: float, y: float) -> str:
    return text(Label(words, x + SWATCH + 6, y + 3.3, SIZE))
