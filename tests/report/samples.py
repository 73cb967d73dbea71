"""Plans and comparisons made by hand: hostile names, wide characters, round figures."""

from dataclasses import replace
from datetime import date

from routeplanner.analysis.compare import Comparison, Row
from routeplanner.itinerary.model import Itinerary, Leg
from routeplanner.network.keyed import Rows
from routeplanner.network.model import TABLES, Config, Corridor, Node, Service, Source
from routeplanner.network.network import Network
from routeplanner.planner.result import Blocker, Header, NoRoute, Plan
from routeplanner.request import Consignment, Preferences, Request
from routeplanner.scenario.applied import Effect, ScenarioStamp

MARKUP = "[/Aktau]"
FORMULA = "=HYPERLINK(1)"
SCRIPT = "<script>alert(1)</script>"


def make_node(node_id, name, country, x, y, **more):
    return Node(
        source_id=("estimate",), quality="estimated", note="test", node_id=node_id, name=name, node_type="hub",
        country=country, x_coord=x, y_coord=y, **more,
    )  # fmt: skip


def make_network(**names):
    named = {"xian": "Xi'an", "khorgos": "霍尔果斯", "aktau": "Aktau", "alat": "Əlat"} | names
    places = {
        "xian": ("CN", 108.9, 34.3),
        "khorgos": ("CN", 80.4, 44.2),
        "aktau": ("KZ", 51.2, 43.6),
        "alat": ("AZ", 49.4, 40.0),
    }
    nodes = {node_id: make_node(node_id, named[node_id], *place) for node_id, place in places.items()}
    ferry = Service(
        source_id=("estimate",), quality="estimated", note="test", service_id="aktau-alat", name="Caspian ferry",
        operator="", service_class=None, direction="both", links=("aktau-alat-ferry",), interval_h=48.0,
    )  # fmt: skip
    corridors = {
        name: Corridor(corridor_id=name, name=title, gates="aktau", priority=1, color=color, description=title)
        for name, title, color in (("middle", "Trans-Caspian", "#2b6cb0"), ("north", "Northern", "#c05030"))
    }
    config = Config(
        dataset_name="sample", version_number="7", crs="EPSG:4326", currency="USD", reference_date=date(2026, 1, 1),
        price_year=2025, licence="MIT", attribution="nobody", description="A sample.",
    )  # fmt: skip
    source = Source(source_id="timetable", title="Timetable 2026", publisher="Railway", url="https://example.org/t")
    tables = {
        "config": {"sample": config}, "node": nodes, "service": {"aktau-alat": ferry}, "corridor": corridors,
        "source": {"timetable": source},
    }  # fmt: skip
    return Network({name: Rows(TABLES[name], rows) for name, rows in tables.items()}, content_hash="0123456789abcdef")


def make_leg(kind="move", origin="xian", destination=None, **more):
    destination = destination or origin
    values = {
        "kind": kind, "mode": "rail", "gauge_mm": 1435, "origin": origin, "destination": destination, "country": "CN",
        "time_h": 85.0, "cost_usd": 1250.0, "emissions_kgco2e": 800.0, "distance_km": 3610.0, "service": None,
        "sources": ("timetable",), "quality": "cited", "overrides": (), "links": (),
        "nodes": (origin, destination) if destination != origin else (origin,),
    }  # fmt: skip
    return Leg(**(values | more))


NOTHING = {"time_h": 0.0, "cost_usd": 0.0, "emissions_kgco2e": 0.0, "distance_km": 0.0}
AFLOAT = {"mode": "ferry", "gauge_mm": None, "service": "aktau-alat"}
LEGS = (
    make_leg("move", "xian", "khorgos", operation="express"),
    make_leg(
        "border", "khorgos", "aktau", country="KZ", time_h=34.0, cost_usd=120.1, emissions_kgco2e=0.2, distance_km=6.0
    ),
    make_leg("transfer", "aktau", **NOTHING | {"time_h": 0.5, "cost_usd": 0.3}, detail="rail → ferry"),
    make_leg("wait", "aktau", **NOTHING | {"time_h": 24.1} | AFLOAT),
    make_leg(
        "move",
        "aktau",
        "alat",
        country=None,
        time_h=20.2,
        cost_usd=700.7,
        emissions_kgco2e=99.9,
        distance_km=420.4,
        overrides=("hubs#aktau-dwell",),
        quality="estimated",
        sources=("estimate", "hubs:trend"),
        **AFLOAT,
    ),
)


def make_itinerary(labels=("fastest", "cheapest"), corridor="middle", legs=LEGS, **more):
    values = {
        "labels": labels, "corridor": corridor, "scope": "terminal", "units": 1, "inventory_cost_usd": None,
        "modes": ("rail", "ferry"), "countries": ("CN", "KZ", "AZ"), "nodes": ("xian", "khorgos", "aktau", "alat"),
        "legs": legs, "sourced_share_time": 0.876, "sourced_share_cost": 0.65,
    }  # fmt: skip
    for name in ("time_h", "cost_usd", "emissions_kgco2e", "distance_km"):
        values[name] = sum(getattr(leg, name) for leg in legs)
    return Itinerary(**(values | more))


def make_header(network=None, scenarios=(), **more):
    network = network or make_network()
    request = Request(origin="Xian", destination="Alat", consignment=Consignment(), preferences=Preferences())
    values = {
        "network_id": network.id, "network_version": network.version, "network_hash": network.hash,
        "scenarios": scenarios, "as_of": date(2026, 1, 1), "as_of_given": False, "request": request, "origin": "xian",
        "destination": "alat", "units": 1, "tonnes": 14.0, "network": network,
    }  # fmt: skip
    return Header(**(values | more))


EFFECTS = (
    Effect("hubs#aktau", "applied", (("transfer", "aktau", "time_h", 72.0, 36.0),), scenario="hubs"),
    Effect("hubs#kuryk", "inactive", (), scenario="hubs"),
    Effect("hubs#ships", "superseded", (), superseded_by=("fleet#ships",), scenario="hubs"),
    Effect("hubs#digital", "off", (), scenario="hubs"),
)
STAMP = ScenarioStamp("hubs", "", "Container hubs", "ff00", {"aktau_dwell": "36 h"}, EFFECTS)
BLOCKER = Blocker("restriction:ban#transit RU", "RU is forbidden by ban#transit", ("ban#transit",))


def make_plan(itineraries=None, **header):
    if itineraries is None:
        slower = replace(make_itinerary(("lowest-emission",), None), time_h=999.0)
        itineraries = (make_itinerary(), slower)
    return Plan(make_header(**header), tuple(itineraries), None)


def make_blocked_plan():
    why = NoRoute(
        (BLOCKER,),
        ("restriction:ban#transit RU",),
        ("ban#transit",),
        (),
        "no route while RU is forbidden by ban#transit",
    )
    return Plan(make_header(), (), why)


def make_comparison():
    """Two corridors: both open in the base, one blocked and one slower under `ban`."""
    quick = make_itinerary((), "north", legs=(make_leg("move", "xian", "alat", time_h=240.0, cost_usd=2500.0),))
    slow = make_itinerary((), "middle", legs=(make_leg("move", "xian", "alat", time_h=312.0, cost_usd=2000.0),))
    slower = make_itinerary(
        (), "middle", legs=(make_leg("move", "xian", "alat", time_h=336.0, cost_usd=2150.0, overrides=("ban#x",)),)
    )
    rows = (
        Row("base", "middle", slow, (), ""),
        Row("ban", "middle", slower, (), ""),
        Row("base", "north", quick, (), ""),
        Row("ban", "north", None, (BLOCKER,), "no route while RU is forbidden by ban#transit"),
    )
    network = make_network()
    headers = (make_header(network), make_header(network, scenarios=(STAMP,)))
    return Comparison(headers[0], ("base", "ban"), headers, rows, (("south", "a detour of 90 days"),))
