"""networks/eurasia/map.svg: the network drawn by mode, with its corridors, places and principal names."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from itertools import pairwise
from math import dist, hypot
from typing import TYPE_CHECKING

from docpages.map_labels import Label, place
from docpages.map_lanes import BENDS, Lanes
from docpages.map_legend import legend
from docpages.map_style import (
    CORRIDOR_WIDTH,
    MODE_STYLES,
    NODE_STYLES,
    PAPER,
    SHEET_STYLE,
    dot,
    line,
    rectangle,
    ring,
    text,
)
from docpages.projection import Frame, Lambert, Point
from routeplanner.network.files import read_network

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from routeplanner.network.model import Link
    from routeplanner.network.network import Network

FILE = "networks/eurasia/map.svg"
CAPE = "cape-good-hope"
"""The one place outside the frame: lanes to it are cut at the edge, where a label says where they lead."""
WIDTH, HEIGHT = 1000, 688
FRAME = Frame(8, 40, 992, 680)
PROJECTION = Lambert(lon=62, lat=30, south=30, north=60)
CENTER = Point(0.015, 0.095)
"""What the projection puts in the middle of the frame."""
SCALE = 536.0
"""Units of the sheet for one radius of the Earth."""
LABELED = (
    *("xian", "khorgos-cn", "dostyk", "almaty", "aktau", "baku", "tbilisi", "poti", "istanbul", "moscow", "duisburg"),
    *("malaszewicze", "bandar-abbas", "nhava-sheva", "shanghai", "zhengzhou", "singapore", "suez", "rotterdam"),
    *("hamburg", "aprin", "tashkent", "astana", "urumqi", "turkmenbashi", "kars", "constanta", "piraeus", "serakhs-ir"),
    *("zabaikalsk", "ulaanbaatar", "irkutsk", "yekaterinburg", "vladivostok", "st-petersburg", "beijing", "chengdu"),
    *("novosibirsk", "bab-el-mandeb", "hormuz", "malacca", "gibraltar", "shenzhen", "kashgar", "delhi", "budapest"),
    "milan",
)
"""Places with a name on the map, the most important first."""
SIZE, SMALL = 10.5, 9.0
TOGETHER = 60.0
"""Lines that leave the frame nearer to each other than this share a label."""

Part = tuple[str, str]
"""A straight piece of the lines between two ids of the sheet; drawn once, whichever links share it."""
Piece = tuple[Point, Point]
"""The visible piece of a part."""


class Sheet:
    """A network laid out on the sheet: points by id, of places and bends, and the parts of each link by its id."""

    def __init__(self, network: Network) -> None:
        """Lay out a network."""
        self.network = network
        self.points = {name: sheet_point(*at) for name, at in BENDS.items()}
        self.points |= {name: sheet_point(node.x_coord, node.y_coord) for name, node in network.nodes.items()}
        lanes = Lanes(self.points)
        self.parts = {name: self._parts(link, lanes) for name, link in network.links.items()}

    def _parts(self, link: Link, lanes: Lanes) -> list[Part]:
        ends = link.from_node_id, link.to_node_id
        way = lanes.way(*ends) if link.mode == "sea" else ends
        # from left to right, so that corridors side by side keep their sides from part to part
        return [
            (one, other) if self.points[one] <= self.points[other] else (other, one) for one, other in pairwise(way)
        ]

    def visible(self, parts: Sequence[Part]) -> Iterator[Piece]:
        """Yield the pieces of parts that lie in the frame."""
        for one, other in parts:
            piece = FRAME.cut(self.points[one], self.points[other])
            if piece:
                yield piece

    def parts_of(self, links: Sequence[Link]) -> list[Part]:
        """Return the parts of some links, each once and in a fixed order."""
        return sorted({part for link in links for part in self.parts[link.link_id]})

    def exits(self) -> list[Point]:
        """Return where lines leave the frame, one point for those that leave together."""
        found: list[Point] = []
        for one, other in self.parts_of(list(self.network.links.values())):
            ends = self.points[one], self.points[other]
            for end, seen in zip(ends, FRAME.cut(*ends) or ends, strict=True):
                if end != seen and all(dist(seen, other) > TOGETHER for other in found):
                    found.append(seen)
        return found


def sheet_point(lon: float, lat: float) -> Point:
    """Return where a longitude and latitude in degrees lie on the sheet."""
    x, y = PROJECTION(lon, lat)
    middle_x, middle_y = (FRAME.left + FRAME.right) / 2, (FRAME.top + FRAME.bottom) / 2
    return Point(middle_x + (x - CENTER.x) * SCALE, middle_y - (y - CENTER.y) * SCALE)


def map_svg() -> str:
    """Return the map of networks/eurasia as SVG."""
    sheet = Sheet(read_network("eurasia"))
    network = sheet.network
    title = "The freight network of Eurasia"
    about = (
        f"{network.config.dataset_name} {network.version} · {len(network.nodes)} places · {len(network.links)} links"
    )
    shown = corridor_links(network)
    gates = gate_links(network, shown)
    listed = [corridor_id for corridor_id in network.corridors if shown.get(corridor_id) or gates.get(corridor_id)]
    box, room = legend(network, listed, Point(FRAME.left + 8, FRAME.bottom - 8))
    degrees = degree_labels([room])
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
            f"<title>{escape(title)}</title>",
            SHEET_STYLE,
            rectangle(Frame(0, 0, WIDTH, HEIGHT), "#ffffff"),
            rectangle(FRAME, PAPER, "#b9b2a6"),
            text(Label(title, FRAME.left, 27, 17), "head"),
            text(Label(about, FRAME.right, 27, SIZE), "end"),
            *(line(_visible_line(points), "#e4e0d8", 0.6) for points in graticule().values()),
            *(text(label, "degree") for label in degrees),
            *_modes(sheet),
            *_corridors(sheet, shown),
            *_gates(sheet, gates),
            *_dots(sheet),
            box,
            *(text(label, kind) for label, kind in labels(sheet, [room, *(label.box for label in degrees)])),
            "</svg>\n",
        ]
    )


def corridor_links(network: Network) -> dict[str, list[Link]]:
    """Return the links that name a corridor, by its id."""
    found: dict[str, list[Link]] = {corridor_id: [] for corridor_id in network.corridors}
    for link in network.links.values():
        for corridor_id in link.corridors:
            found[corridor_id].append(link)
    return {corridor_id: links for corridor_id, links in found.items() if links}


def gate_links(network: Network, shown: Collection[str]) -> dict[str, list[Link]]:
    """Return the links among the gates of corridors that nothing else shows: no link, no branch and no parent."""
    parents = {corridor.parent for corridor in network.corridors.values()}
    found = {}
    for corridor_id, corridor in network.corridors.items():
        if not (corridor_id in shown or corridor_id in parents or corridor.parent):
            gates = [gate for group in corridor.gate_groups() for gate in group]
            found[corridor_id] = [network.links[gate] for gate in gates if gate in network.links]
    return found


def labels(sheet: Sheet, taken: Sequence[Frame]) -> list[tuple[Label, str]]:
    """Return the names on the map, each with its classes, clear of one another and of room that is taken."""
    cape = f"to the {sheet.network.nodes[CAPE].name}"
    wanted = [(cape, point, SMALL) for point in sheet.exits()]
    water = {cape}
    for node_id in LABELED:
        node = sheet.network.nodes[node_id]
        name = node.name.partition(" (")[0]
        wanted.append((name, sheet.points[node_id], SIZE))
        if node.node_type == "passage":
            water.add(name)
    dots = [sheet.points[node_id] for node_id in sheet.network.nodes if node_id != CAPE]
    pieces = sheet.visible(sheet.parts_of(list(sheet.network.links.values())))
    lines = [point for piece in pieces for point in _steps(*piece)]
    placed = place(wanted, FRAME, taken, dots, lines)
    return [(label, "name water" if label.text in water else "name") for label in placed]


def _steps(start: Point, end: Point) -> Iterator[Point]:
    """Yield the points of a line a unit apart."""
    count = max(1, round(hypot(end.x - start.x, end.y - start.y)))
    for step in range(count):
        yield Point(start.x + (end.x - start.x) * step / count, start.y + (end.y - start.y) * step / count)


def graticule() -> dict[str, list[Point]]:
    """Return meridians every 20° and parallels every 10° by their names, as points of the sheet from north and west."""
    meridians = {
        f"{abs(lon)}° {'W' if lon < 0 else 'E'}": [sheet_point(lon, lat) for lat in range(86, -22, -2)]
        for lon in range(-20, 181, 20)
    }
    parallels = {f"{lat}° N": [sheet_point(lon, lat) for lon in range(-60, 201, 2)] for lat in range(0, 81, 10)}
    return meridians | parallels


def degree_labels(taken: Sequence[Frame]) -> list[Label]:
    """Return the degrees, written where a line of the graticule enters the frame, clear of room that is taken."""
    return place(
        [(name, pieces[0][0], SMALL) for name, points in graticule().items() if (pieces := _visible_line(points))],
        FRAME,
        taken,
        dots=(),
        lines=(),
    )


def _visible_line(points: Sequence[Point]) -> list[Piece]:
    return [piece for pair in pairwise(points) if (piece := FRAME.cut(*pair))]


def _modes(sheet: Sheet) -> Iterator[str]:
    by_mode: defaultdict[str, list[Link]] = defaultdict(list)
    for link in sheet.network.links.values():
        by_mode[link.mode].append(link)
    for mode, style in MODE_STYLES.items():
        yield line(sheet.visible(sheet.parts_of(by_mode[mode])), *style)


def _corridors(sheet: Sheet, shown: dict[str, list[Link]]) -> Iterator[str]:
    """Yield the corridors, side by side where they share a part."""
    users: defaultdict[Part, list[str]] = defaultdict(list)
    for corridor_id, links in shown.items():
        for part in sheet.parts_of(links):
            users[part].append(corridor_id)
    for corridor_id, links in shown.items():
        color = sheet.network.corridors[corridor_id].color
        for mode, (_, _, dashes) in MODE_STYLES.items():
            pieces = []
            for part in sheet.parts_of([link for link in links if link.mode == mode]):
                lane = users[part].index(corridor_id) - (len(users[part]) - 1) / 2
                pieces += [_aside(*piece, lane * CORRIDOR_WIDTH) for piece in sheet.visible([part])]
            if pieces:
                yield line(pieces, color, CORRIDOR_WIDTH, dashes)


def _gates(sheet: Sheet, gates: dict[str, list[Link]]) -> Iterator[str]:
    """Yield a ring round the middle of every gate."""
    for corridor_id, links in gates.items():
        for one, other in sheet.parts_of(links):
            (x, y), (end_x, end_y) = sheet.points[one], sheet.points[other]
            yield ring(Point((x + end_x) / 2, (y + end_y) / 2), sheet.network.corridors[corridor_id].color)


def _aside(start: Point, end: Point, by: float) -> Piece:
    """Return a line moved sideways."""
    length = hypot(end.x - start.x, end.y - start.y) or 1.0
    x, y = -(end.y - start.y) / length * by, (end.x - start.x) / length * by
    return Point(start.x + x, start.y + y), Point(end.x + x, end.y + y)


def _dots(sheet: Sheet) -> Iterator[str]:
    for node_type in NODE_STYLES:
        for node_id, node in sheet.network.nodes.items():
            if node.node_type == node_type and node_id != CAPE:
                yield dot(sheet.points[node_id], node_type, node.name)
