"""Placing the labels of the map: greedily, the principal places first, never one over another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docpages.projection import Frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docpages.projection import Point

ADVANCE = 0.58
"""Mean width of a letter in ems, on the wide side of the usual sans-serif faces."""
RISE, FALL = 0.78, 0.22
"""How far letters stand above and below the line they are written on, ems."""
SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
"""Where a label may stand, seen from its place, the best first: right, left, above, below, and the corners."""
GAPS = (4.0, 9.0)
"""Room between a place and its label; the wider one costs more."""
FAR, SIDE, DOT, LINE = 3.0, 0.25, 2.5, 0.35
"""What a wide gap, a place further down in `SIDES`, a dot covered and a unit of line covered cost."""


class Label(NamedTuple):
    """A text on the map: the left end of its baseline and its size."""

    text: str
    x: float
    y: float
    size: float

    @property
    def box(self) -> Frame:
        """Return the room it fills."""
        right = self.x + len(self.text) * ADVANCE * self.size
        return Frame(self.x, self.y - RISE * self.size, right, self.y + FALL * self.size)


def place(
    wanted: Iterable[tuple[str, Point, float]],
    frame: Frame,
    taken: Sequence[Frame],
    dots: Sequence[Point],
    lines: Sequence[Point],
) -> list[Label]:
    """Return labels for places, each with its text, point and size, the first ones with the first choice.

    `taken` is room that is not free, `dots` and `lines` (points along the lines, a unit apart) what is better left
    visible. A label that would touch another or leave the frame whatever its side is left out.
    """
    placed: list[Label] = []
    for text, point, size in wanted:
        rooms = [*taken, *(label.box for label in placed)]
        seen = [[spot for spot in spots if _is_near(spot, point, text, size)] for spots in (dots, lines)]
        free = [
            (cost + _covered(label.box, *seen), rank, label)
            for rank, (cost, label) in enumerate(_around(text, point, size))
            if frame.encloses(label.box) and not any(label.box.overlaps(room) for room in rooms)
        ]
        if free:
            placed.append(min(free)[2])
    return placed


def _around(text: str, point: Point, size: float) -> Iterable[tuple[float, Label]]:
    width, height = len(text) * ADVANCE * size, RISE * size
    for far, gap in enumerate(GAPS):
        for rank, (right, down) in enumerate(SIDES):
            reach = gap if not (right and down) else gap * 0.7
            x = point.x + right * reach - width * (1 - right) / 2
            y = point.y + down * reach + height * (1 + down) / 2
            yield far * FAR + rank * SIDE, Label(text, round(x, 1), round(y, 1), size)


def _is_near(spot: Point, point: Point, text: str, size: float) -> bool:
    """Tell whether a spot may come to lie under a label of a point."""
    reach = len(text) * ADVANCE * size + max(GAPS)
    return abs(spot.x - point.x) <= reach and abs(spot.y - point.y) <= 2 * size + max(GAPS)


def _covered(box: Frame, dots: Sequence[Point], lines: Sequence[Point]) -> float:
    return DOT * sum(map(box.holds, dots)) + LINE * sum(map(box.holds, lines))
