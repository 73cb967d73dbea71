import csv
import importlib.util
import json
from pathlib import Path

import pytest

from routeplanner.network import countries as module
from routeplanner.network.countries import countries, country_name, expand_groups, groups

TABLE = Path(module.__file__).with_name("countries.csv")


def test_every_row_is_whole_and_in_order():
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = [row["iso2"] for row in rows]
    numbers = [row["iso_numeric"] for row in rows if row["iso_numeric"]]
    assert codes == sorted(set(codes)) == list(countries())
    assert len(numbers) == len(set(numbers)) == len(rows) - 1  # Kosovo has none
    assert all(row["name"] and row["boxes"] for row in rows)
    assert '"' not in TABLE.read_text(encoding="utf-8"), "the reader splits at commas"


def test_every_box_is_on_the_globe():
    for country in countries().values():
        for box in country.boxes:
            assert -180 <= box.west < box.east <= 180, country
            assert -90 <= box.south < box.north <= 90, country


@pytest.mark.parametrize(
    ("code", "x", "y"),
    [
        ("RU", 37.62, 55.75),  # Moscow
        ("RU", 132.88, 42.8),  # Vostochny
        ("RU", 20.51, 54.71),  # Kaliningrad
        ("RU", -173.2, 64.4),  # Provideniya, beyond the antimeridian
        ("KZ", 51.22, 43.6),
        ("CN", 82.57, 45.17),
        ("AZ", 44.95, 39.2),  # Nakhchivan
        ("SG", 103.75, 1.26),
        ("NL", 4.05, 51.95),  # Maasvlakte
        ("EG", 32.55, 29.93),  # Suez
        ("GI", -5.36, 36.14),
        ("FR", 55.29, -20.94),  # Réunion
        ("XK", 21.1, 42.6),
        ("UA", 33.53, 44.62),
        ("RU", 33.53, 44.62),
        ("CY", 33.95, 35.12),
    ],
)
def test_places_lie_in_their_country(code, x, y):
    assert countries()[code].contains(x, y)


@pytest.mark.parametrize(
    ("code", "x", "y"),
    [
        ("KZ", 43.6, 51.22),  # Aktau swapped
        ("RU", 21.01, 52.23),  # Warsaw
        ("FR", 13.4, 52.52),  # Berlin: Réunion does not stretch the box of the mainland
        ("PL", -21.0, 52.2),
        ("SG", 101.4, 3.0),
    ],
)
def test_places_elsewhere_do_not(code, x, y):
    assert not countries()[code].contains(x, y)


def test_groups():
    assert len(groups()["EU"]) == 27
    assert groups()["EAEU"] == {"AM", "BY", "KG", "KZ", "RU"}
    assert list(groups()) == ["EAEU", "EU"]


def test_groups_expand_among_codes():
    assert expand_groups(["EAEU", "CN", "KZ"]) == {"AM", "BY", "KG", "KZ", "RU", "CN"}
    assert expand_groups([]) == frozenset()
    assert {"PL", "DE"} <= expand_groups(("EU",))
    assert not {"GB", "NO", "CH"} & expand_groups(("EU",))


def test_names():
    assert country_name("TR") == "Türkiye"
    assert country_name("ZZ") == "ZZ"


@pytest.fixture(scope="module")
def tool():
    path = Path(__file__).parents[2] / "tools" / "country_boxes.py"
    if not path.is_file():
        pytest.skip("the tool is part of the checkout only")
    spec = importlib.util.spec_from_file_location("country_boxes", path)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


TOPOLOGY = {
    "transform": {"scale": [0.5, 0.25], "translate": [-180, -90]},
    "arcs": [
        [[400, 400], [10, 0], [0, 20]],  # (20, 10) (25, 10) (25, 15)
        [[400, 400], [0, 20], [10, 0]],  # (20, 10) (20, 15) (25, 15)
        [[700, 600], [19, 0], [0, 4], [-719, 0], [0, 4], [10, 0]],  # across the antimeridian
        [[440, 400], [2, 0], [0, 4], [-2, -4]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "id": "398", "arcs": [[0, -2]], "properties": {"name": "Kazakhstan"}},
                {"type": "MultiPolygon", "id": "643", "arcs": [[[2]], [[3]]], "properties": {"name": "Russia"}},
                {"type": "Polygon", "arcs": [[3]], "properties": {"name": "Kosovo"}},
                {"type": "Polygon", "arcs": [[3]], "properties": {"name": "Siachen Glacier"}},
            ]
        }
    },
}


def test_arcs_are_running_sums(tool):
    assert tool.arc_points(TOPOLOGY)[0] == [(20.0, 10.0), (25.0, 10.0), (25.0, 15.0)]


def test_outlines_become_boxes(tool):
    arcs = tool.arc_points(TOPOLOGY)
    kazakhstan, russia, *_ = TOPOLOGY["objects"]["countries"]["geometries"]
    assert tool.outline_boxes(kazakhstan, arcs) == [(20.0, 10.0, 25.0, 15.0)]
    assert tool.outline_boxes(russia, arcs) == [
        (-180.0, 61.0, -175.0, 62.0),
        (170.0, 60.0, 179.5, 61.0),
        (40.0, 10.0, 41.0, 11.0),
    ]


def test_near_boxes_are_joined_and_far_ones_are_not(tool):
    assert tool.joined([(0, 0, 1, 1), (10, 0, 11, 1), (3.5, 0, 4, 1), (6, 0, 8, 1)]) == [(0, 0, 11, 1)]
    assert tool.joined([(0, 0, 1, 1), (4.5, 0, 5, 1)]) == [(0, 0, 1, 1), (4.5, 0, 5, 1)]


def test_boxes_are_rounded_outwards(tool):
    assert tool.as_cell([(-1.005, 1.001, 2.001, -0.011), (0, 0, 1, 1)]) == "-1.01 1 2.01 -0.01|0 0 1 1"


def test_the_table_is_rewritten(tool, tmp_path, monkeypatch, capsys):
    table = tmp_path / "countries.csv"
    head = "iso2,iso_numeric,name,groups,boxes\n"
    table.write_text(head + "KZ,398,Kazakhstan,EAEU,old\nXK,,Kosovo,,\nZZ,999,Nowhere,,old\n", encoding="utf-8")
    source = tmp_path / "countries-50m.json"
    source.write_text(json.dumps(TOPOLOGY), encoding="utf-8")
    monkeypatch.setattr(tool, "TABLE", table)
    assert tool.main([str(source)]) == 0
    assert table.read_text(encoding="utf-8") == (
        head + "KZ,398,Kazakhstan,EAEU,20 10 25 15\nXK,,Kosovo,,40 10 41 11\nZZ,999,Nowhere,,\n"
    )
    assert "without a box: ZZ" in capsys.readouterr().out
    assert tool.main([]) == 2
