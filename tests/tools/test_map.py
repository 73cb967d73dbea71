"""The map of the shipped network: readable, inside its frame, and true to the tables."""

import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from docpages.map import CAPE, FRAME, HEIGHT, LABELED, WIDTH, Sheet, corridor_links, gate_links, map_svg
from docpages.map_labels import Label, place
from docpages.map_lanes import BENDS, LANES, Lanes
from docpages.map_style import SHEET_STYLE, dot, number, text
from docpages.projection import Frame, Point
from hypothesis import given
from hypothesis import strategies as st

from routeplanner.network.files import read_network
from routeplanner.terms import MODES, NODE_TYPES

SVG = "{http://www.w3.org/2000/svg}"
POINTS = st.builds(Point, st.floats(0, 300), st.floats(0, 200))
WANTED = st.lists(
    st.tuples(st.sampled_from(["Aktau", "Xi'an", "Strait of Malacca"]), POINTS, st.just(10.0)), max_size=30
)


@pytest.fixture(scope="module")
def network():
    return read_network("eurasia")


@pytest.fixture(scope="module")
def sheet(network):
    return Sheet(network)


@pytest.fixture(scope="module")
def written():
    return map_svg()


@pytest.fixture(scope="module")
def drawing(written):
    return ET.fromstring(written)  # noqa: S314 - made by ourselves a moment ago


def written_labels(drawing):
    """Return the texts inside the frame, apart from the legend's."""
    return [
        Label(element.text, *(float(element.get(key)) for key in ("x", "y", "font-size")))
        for element in drawing.iter(f"{SVG}text")
        if {"name", "degree"} & set(element.get("class", "").split())
    ]


def test_no_name_stands_over_another_or_outside(drawing):
    labels = written_labels(drawing)
    assert len(labels) > 50
    for one, other in combinations(labels, 2):
        assert not one.box.overlaps(other.box), (one.text, other.text)
    assert all(FRAME.encloses(label.box) for label in labels)


def test_no_name_stands_over_the_legend(drawing):
    page, frame, legend = (
        Frame(x, y, x + wide, y + high)
        for x, y, wide, high in (
            tuple(float(element.get(key)) for key in ("x", "y", "width", "height"))
            for element in drawing.iter(f"{SVG}rect")
        )
    )
    assert page == Frame(0, 0, WIDTH, HEIGHT)
    assert frame == FRAME
    assert FRAME.encloses(legend)
    assert not [label.text for label in written_labels(drawing) if label.box.overlaps(legend)]


def test_the_principal_places_are_named(drawing, network):
    shown = {element.text for element in drawing.iter(f"{SVG}text")}
    names = {network.nodes[node_id].name.partition(" (")[0] for node_id in LABELED}
    assert len(names & shown) >= 40
    assert {"Xi'an", "Khorgos", "Aktau", "Małaszewicze", "Strait of Hormuz"} <= shown
    assert f"to the {network.nodes[CAPE].name}" in shown


def test_every_line_and_dot_lies_in_the_frame(written, drawing, network):
    room = Frame(FRAME.left - 3, FRAME.top - 3, FRAME.right + 3, FRAME.bottom + 3)  # half of lines side by side
    ends = [Point(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", written)]
    dots = [Point(float(each.get("cx")), float(each.get("cy"))) for each in drawing.iter(f"{SVG}circle")]
    assert len(ends) > 2 * len(network.links) * 0.8
    assert all(room.holds(point) for point in [*ends, *dots])
    titles = [each.find(f"{SVG}title").text for each in drawing.iter(f"{SVG}circle") if len(each)]
    assert sorted(titles) == sorted(node.name for node_id, node in network.nodes.items() if node_id != CAPE)


def test_the_legend_explains_what_is_drawn(drawing, network):
    shown = {element.text for element in drawing.iter(f"{SVG}text")}
    assert {mode for mode in MODES if any(link.mode == mode for link in network.links.values())} <= shown
    assert {node_type.replace("_", " ") for node_type in NODE_TYPES} <= shown


def test_every_corridor_is_shown_by_itself_its_branches_or_its_parent(network, drawing):
    own = corridor_links(network)
    gates = gate_links(network, own)
    families = {network.corridors[name].parent or name for name in [*own, *gates]}
    assert {corridor.parent or name for name, corridor in network.corridors.items()} <= families
    shown = {element.text for element in drawing.iter(f"{SVG}text")}
    assert {network.corridors[name].name for name in [*own, *gates]} <= shown
    colors = {element.get("stroke") for element in drawing.iter() if element.get("stroke")}
    assert {network.corridors[name].color for name in [*own, *gates]} <= colors


def test_the_file_is_small_and_alike_every_time(written):
    assert len(written.encode()) < 250_000
    assert map_svg() == written
    assert "nan" not in written
    assert SHEET_STYLE in written


def test_names_are_escaped():
    assert ET.fromstring(dot(Point(1, 2), "hub", "A & <B>")).find("title").text == "A & <B>"  # noqa: S314 - our own
    assert ET.fromstring(text(Label("A & <B>", 1, 2, 9))).text == "A & <B>"  # noqa: S314 - our own


@pytest.mark.parametrize(("value", "shown"), [(1.26, "1.3"), (12.0, "12"), (-0.04, "0"), (992.04, "992")])
def test_numbers_are_short(value, shown):
    assert number(value) == shown


@given(WANTED)
def test_labels_are_placed_apart_and_inside(wanted):
    frame, taken = Frame(0, 0, 300, 200), Frame(0, 120, 80, 200)
    boxes = [label.box for label in place(wanted, frame, [taken], dots=(), lines=())]
    assert not any(one.overlaps(other) for one, other in combinations([taken, *boxes], 2))
    assert all(frame.encloses(box) for box in boxes)


def test_a_label_stands_right_of_its_place_unless_that_covers_something():
    def box(dots=(), lines=()):
        return place([("Aktau", Point(50, 50), 10.0)], Frame(0, 0, 100, 100), [], dots, lines)[0].box

    assert box().left > 50
    assert box(dots=[Point(60, 50)]).right < 50
    assert box(lines=[Point(x, 50) for x in range(100)]).bottom < 50


def test_a_label_without_room_is_left_out():
    wanted = [("Aktau", Point(15, 10), 10.0), ("Kuryk", Point(15, 10), 10.0)]
    assert [label.text for label in place(wanted, Frame(0, 0, 50, 20), [], (), ())] == ["Aktau"]


def test_lines_leave_the_frame_at_its_edge_towards_the_cape_alone(network, sheet):
    exits = sheet.exits()
    assert len(exits) >= 2
    for point in exits:
        gaps = (point.x - FRAME.left, FRAME.right - point.x, point.y - FRAME.top, FRAME.bottom - point.y)
        assert min(gaps) == pytest.approx(0, abs=1e-6)
    leaving = [
        link
        for name, link in network.links.items()
        if not all(FRAME.holds(sheet.points[end]) for part in sheet.parts[name] for end in part)
    ]
    assert leaving
    assert all(CAPE in link.ends() for link in leaving)


def test_lanes_join_bends_and_places_and_every_bend_is_used(network, sheet):
    stops = {stop for lane in LANES for stop in lane.split()}
    assert stops <= {*BENDS, *network.nodes}
    assert not set(BENDS) & set(network.nodes)
    drawn = {end for parts in sheet.parts.values() for part in parts for end in part}
    assert set(BENDS) <= drawn


def test_a_ship_follows_the_lanes_and_goes_straight_where_there_are_none(sheet):
    lanes = Lanes(sheet.points)
    assert lanes.way("suez", "bab-el-mandeb") == ["suez", "gulf-of-suez", "red-sea", "bab-el-mandeb"]
    assert lanes.way("bab-el-mandeb", "suez") == lanes.way("suez", "bab-el-mandeb")[::-1]
    assert lanes.way("aktau", "alat") == ["aktau", "alat"]
