"""A place as text and as JSON."""

import json

import pytest

from routeplanner.network.facts import SECTIONS, gather_facts
from routeplanner.report import FORMATS, LISTING_FORMATS
from routeplanner.report.cells import width
from routeplanner.report.text import as_text
from tests.report.samples import FORMULA, MARKUP
from tests.tiny import border, corridor, link, node, published, restriction, season, service, tiny, transfer

NETWORK = tiny(
    node("a", name="Aktau", aliases=("Актау", "阿克套"), unlocode="KZAAU", x_coord=51.2, y_coord=43.6, node_type="dry_port"),
    node("b", "RU", name="Olya"),
    node("p", None, "passage", name="Volga mouth", x_coord=-5.0, y_coord=-45.5),
    link("a-b", length_km=1200.0),
    link("a>c", "road", status="closed"),
    link("a-p", "sea"),
    link("p-b", "sea"),
    border("a-b-rail", 30.0, 120.0, direction="forward", capacity_per_day=12.0, procedure="customs|veterinary"),
    border("a-b-rail", 0.0, direction="back", service_class="express"),
    transfer("a", "rail1520>sea", 36, 150),
    transfer("*", "sea>rail1520", 40, 0.25),
    transfer("*", "sea>rail1520", 4, equipment="truck"),
    service("ship", "a-p-sea", "p-b-sea", interval=84.0, operator="Volga Lines", capacity_teu=150.0, direction="forward"),
    service("train", "a-b-rail", service_class="express", weekdays=("mon", "thu")),
    season("ice", "closed", "12-15", "03-01", links=("a-p-sea",)),
    season("storm-1", "delay", "01-01", "01-31", services=("ship",), delay_h=26.0),
    season("storm-2", "slow", "02-01", "02-28", services=("ship",), factor=1.5),
    restriction("ban", "transit", countries=("KZ",), goods=("dual-use",), origin=("EU",)),
    corridor("middle", "a").model_copy(update={"name": "Middle way"}),
    published("dhl", "a>b", days_low=12.0, days_high=14.0, cost_low_usd=900.0, cost_high_usd=900.0, cost_per="feu"),
)  # fmt: skip


TEXT = """\
Aktau: dry port in Kazakhstan
  id           a
  country      KZ
  coordinates  43.6000° N, 51.2000° E
  UN/LOCODE    KZAAU
  aliases      Актау, 阿克套
  status       open
  quality      estimated
  network      tiny 1 (HASH)

corridors
  name        id      here
  Middle way  middle  gate

links
  to           mode          km  classes                      services  status  quality    id
  Olya         rail 1520  1,200  express, regular, wagonload         1  open    estimated  a-b-rail
  c (one way)  road       1,000  solo, team                             closed  estimated  a-c-road
  Volga mouth  sea        1,000                                      1  open    estimated  a-p-sea

border crossings
  crossing      by             mean    90 %       fee  a day  procedure            quality
  Olya → Aktau  rail express     0h      0h        $0                              estimated
  Aktau → Olya  rail          1d 6h  2d 12h  $120/feu     12  customs, veterinary  estimated

handling
  change                   holds       mean   90 %      price  quality    id
  rail 1520 → sea          here      1d 12h     3d   $150/feu  estimated  a:rail1520-sea
  sea → rail 1520          anywhere  1d 16h  3d 8h  $0.25/feu  estimated  any:sea-rail1520
  sea → rail 1520 (truck)  anywhere      4h     8h         $0  estimated  any:sea-rail1520:truck

services
  line          operator     by            every       wait  90 %  TEU  quality    id
  Aktau ↔ Olya  test         rail express  mon, thu  1d 18h     –       estimated  train
  Aktau → Olya  Volga Lines  sea           3d 12h    1d 18h     –  150  estimated  ship

published figures of whole trips
  trip          counted           days     price  when  quality    id
  Aktau → Olya  terminal, usual  12–14  $900/feu  2025  estimated  dhl

seasons
  a-p-sea: 12-15 to 03-01 closed
    ice, estimated
  ship: 01-01 to 01-31 +1d 2h; 02-01 to 02-28 hours × 1.5
    storm-1 … storm-2, estimated

restrictions
  ban: nothing through KZ, for dual-use, of trips from EU (estimated)

sources
  estimate: Estimate, test
"""


def text_of(place, columns=100):
    return as_text(gather_facts(NETWORK, place), width=columns)


def test_a_place_is_told_section_by_section():
    assert text_of("a").replace(NETWORK.hash[:12], "HASH") == TEXT


@pytest.mark.parametrize("columns", [72, 80, 100, 160])
@pytest.mark.parametrize("place", ["a", "b", "c", "p"])
def test_no_line_is_wider_than_the_screen(place, columns):
    assert max(width(line) for line in text_of(place, columns).splitlines()) <= columns


def test_sections_without_anything_to_tell_are_left_out():
    assert [line for line in text_of("c").splitlines() if line and line[0] != " "] == [
        "c: hub in Kazakhstan",
        "links",
        "restrictions",
        "sources",
    ]


def test_at_a_passage_services_pass():
    text = text_of("p")
    assert text.startswith("Volga mouth: passage\n")
    assert "none: a passage at sea" in text
    assert "45.5000° S, 5.0000° W" in text
    assert "\nservices that pass\n" in text
    assert "(passes)" not in text


def test_json_has_every_section_and_the_origin_of_every_figure():
    record = json.loads(FORMATS["json"](gather_facts(NETWORK, "a")))
    assert list(record) == ["schema", "network", *SECTIONS, "sources"]
    assert record["schema"] == "routeplanner/place/1"
    assert record["place"]["name"] == "Aktau"
    for section in set(SECTIONS) - {"place", "corridors"}:
        for entry in record[section]:
            assert set(entry["origins"]) <= set(entry), entry["id"]
            assert all(origin["sources"] == ["estimate"] for origin in entry["origins"].values())
    assert record["seasons"][0]["here"] == ["a-p-sea"]
    assert [source["title"] for source in record["sources"]] == ["Estimate"]


@pytest.mark.parametrize("name", LISTING_FORMATS)
def test_every_list_format_tells_a_place_the_same_way_twice(name):
    facts = gather_facts(NETWORK, "a")
    assert FORMATS[name](facts) == FORMATS[name](facts)
    assert "a-b-rail" in FORMATS[name](facts) or name == "table"


def test_hostile_names_steer_nothing():
    network = tiny(node("a", name=f"{MARKUP}\x1b[31m", aliases=(FORMULA,)), link("a-b"))
    facts = gather_facts(network, "a")
    assert "\x1b" not in as_text(facts)
    assert MARKUP in as_text(facts)
    assert f"\t'{FORMULA}" in FORMATS["tsv"](facts)
