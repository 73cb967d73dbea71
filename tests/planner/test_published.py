"""What others published for the trip of an answer: which figures it is, and what stands beside them."""

import csv
import shutil

import pytest

import routeplanner as rp
from routeplanner.network.files import data_folder
from tests.tiny import border, corridor, link, node, published, tiny, transfer

LINE = (
    node("east", "CN", "border", aliases=("Gate",)),
    node("west", "KZ", "border", aliases=("Gate",)),
    node("other", "KZ", aliases=("Gate",)),
    link("east-west", hours=2),
    border("east-west-rail", 0.0),
    link("west-other", hours=1),
    link("west-end", hours=46, dollars=900),
    link("west-end", "sea", hours=190, dollars=300),
    transfer("*", "rail1520>sea", 1),
    corridor("land", "west-end-rail"),
    corridor("water", "west-end-sea", 2),
)


def ask(*rows, origin="east", destination="end", network=None, **more):
    request = rp.Request(origin=origin, destination=destination, **more)
    return rp.plan(network or tiny(*LINE, *rows), request).with_published()


def day_row(name="x", ends="east>end", **more):
    return published(name, ends, **({"days_low": 2.0, "days_high": 3.0} | more))


def test_an_answer_has_none_unless_it_is_asked():
    plan = rp.plan(tiny(*LINE, day_row()), rp.Request(origin="east", destination="end"))
    assert plan.published is None
    assert [figure.row.published_id for figure in plan.with_published().published] == ["x"]


def test_planning_parses_no_published_row(tmp_path, monkeypatch):
    monkeypatch.setenv("ROUTEPLANNER_CACHE", str(tmp_path / "cache"))
    folder = shutil.copytree(data_folder("networks") / "toy", tmp_path / "toy")
    row = day_row(ends="xian>alat").model_dump(mode="json")
    with (folder / "published.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row), lineterminator="\n")
        writer.writeheader()
        writer.writerow({name: "|".join(value) if isinstance(value, list) else value for name, value in row.items()})
    rp.read_network(folder)
    network = rp.read_network(folder)
    plan = rp.plan(network, rp.Request(origin="xian", destination="alat"))
    assert network.published._rows == {}
    assert [figure.row for figure in plan.with_published().published] == [day_row(ends="xian>alat")]
    assert list(network.published._rows) == ["x"]


@pytest.mark.parametrize(
    ("ends", "found"),
    [("east>end", 1), ("west>end", 1), ("end>east", 0), ("other>end", 0), ("east>other", 0)],
)
def test_both_ends_and_the_direction_are_the_trips_and_a_twin_station_stands_for_the_pair(ends, found):
    assert len(ask(day_row(ends=ends)).published) == found
    assert len(ask(day_row(ends=ends), origin="west").published) == found


def test_planned_figures_are_those_of_the_corridor_published():
    price = {"cost_low_usd": 1.0, "cost_high_usd": 1.0, "cost_per": "teu"}
    land, water, any_way = ask(
        day_row("land", corridor="land", **price),
        day_row("water", corridor="water", **price),
        day_row("x", **price),
    ).published
    assert (land.days, land.cost_usd) == ((2, "land"), (500, "land"))
    assert (water.days.value, water.cost_usd) == (pytest.approx(8.04, abs=0.01), (200, "water"))
    assert (any_way.days, any_way.cost_usd) == ((2, "land"), (200, "water"))


def test_a_corridor_no_itinerary_takes_stands_beside_the_best():
    (figure,) = ask(day_row(corridor="water"), by=("time",)).published
    assert figure.days == (2, "land")


def test_a_branch_belongs_to_its_corridor():
    branch = corridor("branch", "west-end-rail", 0).model_copy(update={"parent": "water"})
    (figure,) = ask(branch, day_row(corridor="water"), by=("time",)).published
    assert figure.days == (2, "branch")


@pytest.mark.parametrize(
    ("row", "request_", "differs"),
    [
        ({"scope": "door"}, {}, ("scope",)),
        ({"scope": "terminals"}, {"scope": "terminals"}, ()),
        ({"scope": "border"}, {}, ()),
        ({"equipment": "20ft"}, {}, ("equipment",)),
        ({"equipment": "20ft", "scope": "door"}, {}, ("scope", "equipment")),
        ({"equipment": "20ft"}, {"consignment": rp.Consignment(cargo="20ft")}, ()),
    ],
)
def test_what_differs_from_the_request_is_named_and_not_compared(row, request_, differs):
    (figure,) = ask(day_row(**row), **request_).published
    assert figure.differs == differs
    assert (figure.days is None) == bool(differs)


def test_dollars_are_per_what_the_price_published_is_per():
    row = published("x", "east>end", cost_low_usd=1.0, cost_high_usd=1.0, cost_per="feu")
    (figure,) = ask(row, consignment=rp.Consignment(units=3)).published
    assert figure.days is None
    assert figure.cost_usd.value == pytest.approx(400)


def test_without_a_route_the_published_figures_stand_alone():
    plan = ask(day_row(), preferences=rp.Preferences(avoid=("west-end-rail", "west-end-sea")))
    (figure,) = plan.published
    assert (plan.itineraries, figure.days) == ((), None)
