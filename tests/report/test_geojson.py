import json

from routeplanner.report.geojson import as_geojson, as_geojson_text
from tests.report.samples import make_comparison, make_plan


def test_moves_are_lines_and_the_rest_points_longitude_first():
    features = as_geojson(make_plan())["features"]
    legs = [feature for feature in features if "leg" in feature["properties"]]
    assert [leg["geometry"]["type"] for leg in legs[:5]] == ["LineString", "LineString", "Point", "Point", "LineString"]
    assert legs[0]["geometry"]["coordinates"] == [[108.9, 34.3], [80.4, 44.2]]
    assert legs[0]["properties"]["labels"] == ["fastest", "cheapest"]
    assert legs[0]["properties"]["color"] == "#2b6cb0"


def test_every_place_passed_is_a_point_once():
    features = as_geojson(make_plan())["features"]
    places = [feature["properties"]["node"] for feature in features if "node" in feature["properties"]]
    assert places == ["xian", "khorgos", "aktau", "alat"]


def test_a_comparison_names_its_columns_and_skips_what_is_blocked():
    features = as_geojson(make_comparison())["features"]
    named = {
        (f["properties"]["scenario"], f["properties"]["corridor"]) for f in features if "scenario" in f["properties"]
    }
    assert named == {("base", "middle"), ("ban", "middle"), ("base", "north")}


def test_the_text_is_the_same_collection():
    assert json.loads(as_geojson_text(make_plan())) == json.loads(json.dumps(as_geojson(make_plan())))
