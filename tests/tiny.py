"""Networks of a few rows, written in a line each."""

from datetime import date
from typing import Any

from routeplanner.network.keyed import Rows
from routeplanner.network.model import (
    TABLES,
    Border,
    Cargo,
    Config,
    Corridor,
    Hire,
    Link,
    Node,
    Published,
    Rate,
    Restriction,
    Season,
    Service,
    Source,
    Transfer,
    row_key,
)
from routeplanner.network.network import Network

ORIGIN: dict[str, Any] = {"source_id": ("estimate",), "quality": "estimated", "note": "made for a test"}
CONTAINER = ("rail", "road", "sea", "ferry", "waterway")


def node(node_id: str, country: str | None = "KZ", node_type: str = "hub", **more: Any) -> Node:
    values = {"name": node_id, "x_coord": 0.0, "y_coord": 0.0} | more
    return Node(node_id=node_id, country=country, node_type=node_type, **values, **ORIGIN)


def link(ends: str, mode: str = "rail", *, hours: float = 24.0, dollars: float = 100.0, **more: Any) -> Link:
    """A link from `a>b` (one way) or `a-b` (both ways) with its own hours and dollars per FEU."""
    directed = ">" in ends
    start, end = ends.split(">" if directed else "-")
    values: dict[str, Any] = {
        "link_id": f"{start}-{end}-{mode}",
        "gauge_mm": 1520 if mode == "rail" else None,
        "length_km": 1000.0,
        "country": None,
        "time_h": hours,
        "cost_usd": dollars,
        "cost_per": "feu",
    }
    values |= more
    return Link(from_node_id=start, to_node_id=end, directed=directed, mode=mode, **values, **ORIGIN)


def border(link_id: str, hours: float, fee: float = 0.0, **more: Any) -> Border:
    values: dict[str, Any] = {"direction": "both", "service_class": None} | more
    suffix = f":{values['service_class']}" if values["service_class"] else ""
    return Border(
        border_id=f"{link_id}:{values['direction']}{suffix}",
        link_id=link_id,
        dwell_h=hours,
        dwell_p90_h=hours * 2,
        fee_usd=fee,
        fee_per="feu",
        **values,
        **ORIGIN,
    )


def transfer(place: str, change: str, hours: float, dollars: float = 0.0, **more: Any) -> Transfer:
    """A transfer written `rail1435>rail1520`, `rail1520>ferry`, `terminal>road`, `door>terminal` …"""
    sides: list[Any] = []
    for side in change.split(">"):
        mode = side.rstrip("0123456789")
        sides += [mode, int(side[len(mode) :]) if mode != side else None]
    values: dict[str, Any] = {"service_class": None} | more
    suffix = f":{values['equipment']}" if values.get("equipment") else ""
    return Transfer(
        transfer_id=f"{place.replace('*', 'any')}:{change.replace('>', '-')}{suffix}",
        node_id=place,
        from_mode=sides[0],
        from_gauge=sides[1],
        to_mode=sides[2],
        to_gauge=sides[3],
        time_h=hours,
        time_p90_h=hours * 2,
        cost_usd=dollars,
        cost_per="feu",
        **values,
        **ORIGIN,
    )


def service(service_id: str, *links: str, interval: float | None = None, **more: Any) -> Service:
    values: dict[str, Any] = {"service_class": None, "direction": "both", "name": service_id, "operator": "test"} | more
    return Service(service_id=service_id, links=links, interval_h=interval, **values, **ORIGIN)


def rate(rate_id: str, mode: str, **more: Any) -> Rate:
    values: dict[str, Any] = {
        "country": None,
        "service_class": None,
        "tariff": "",
        "equipment": "",
        "direction": None,
    } | more
    return Rate(rate_id=rate_id, mode=mode, **values, **ORIGIN)


def season(season_id: str, kind: str, start: str, end: str, **more: Any) -> Season:
    return Season(season_id=season_id, kind=kind, start=start, end=end, **more, **ORIGIN)


def restriction(restriction_id: str, applies_to: str, **more: Any) -> Restriction:
    return Restriction(restriction_id=restriction_id, applies_to=applies_to, **more, **ORIGIN)


def published(published_id: str, ends: str, **more: Any) -> Published:
    """A published figure for `a>b`, an ordinary one to fit unless said otherwise."""
    origin, _, destination = ends.partition(">")
    values: dict[str, Any] = {
        "corridor": "",
        "modes": (),
        "service_class": None,
        "equipment": "40ft",
        "scope": "terminal",
        "regime": "usual",
        "on_date": None,
        "as_of": "2025",
        "use": "fit",
    } | more
    return Published(published_id=published_id, origin=origin, destination=destination, **values, **ORIGIN)


def hire(box_id: str, dollars: float, start: str = "", end: str = "", **more: Any) -> Hire:
    """The hire of a container, per FEU; regions as in `box.csv`: `KZ|EU`, blank for any."""
    regions = {
        name: tuple(filter(None, text.split("|"))) for name, text in (("from_region", start), ("to_region", end))
    }
    values: dict[str, Any] = {"equipment": "", "cost_per": "feu", **regions} | more
    return Hire(box_id=box_id, one_way_usd=dollars, **values, **ORIGIN)


def corridor(corridor_id: str, gates: str, priority: int = 1) -> Corridor:
    return Corridor(
        corridor_id=corridor_id,
        name=corridor_id,
        gates=gates,
        priority=priority,
        color="#123456",
        description="A corridor made for a test.",
    )


def cargo(cargo_id: str, **more: Any) -> Cargo:
    """One of the usual kinds of equipment, with other figures."""
    return next(row for row in CARGO if row.cargo_id == cargo_id).model_copy(update=more)


CARGO = (
    Cargo(
        cargo_id="40ft",
        kind="equipment",
        name="40 ft",
        teu=2.0,
        payload_t=26.0,
        volume_m3=67.0,
        default_t=14.0,
        modes=CONTAINER,
        service_classes=("express", "regular", "solo"),
        factor_feu=1.0,
        factor_teu=2.0,
        factor_truck=1.0,
        **ORIGIN,
    ),
    Cargo(
        cargo_id="20ft",
        kind="equipment",
        name="20 ft",
        teu=1.0,
        payload_t=21.0,
        volume_m3=33.0,
        default_t=10.0,
        modes=CONTAINER,
        service_classes=("express", "regular", "solo"),
        factor_feu=0.6,
        factor_teu=1.0,
        factor_truck=1.0,
        **ORIGIN,
    ),
    Cargo(
        cargo_id="truck",
        kind="equipment",
        name="truck",
        payload_t=22.0,
        volume_m3=86.0,
        default_t=14.0,
        modes=("road", "ferry"),
        service_classes=("solo",),
        factor_feu=2.0,
        factor_truck=1.0,
        **ORIGIN,
    ),
    Cargo(cargo_id="general", kind="goods", name="general", **ORIGIN),
    Cargo(cargo_id="dual-use", kind="goods", name="dual-use", **ORIGIN),
)
RATES = tuple(
    rate(mode, mode, speed_km_day=1000.0, cost_usd_km=0.5, cost_per="feu", emission_kg_tkm=factor)
    for mode, factor in {"rail": 0.02, "road": 0.08, "sea": 0.01, "ferry": 0.05, "waterway": 0.03, "air": 0.6}.items()
)
CONFIG = Config(
    dataset_name="tiny",
    version_number="1",
    crs="EPSG:4326",
    currency="USD",
    reference_date=date(2026, 1, 1),
    price_year=2025,
    licence="CC0",
    attribution="nobody",
    description="Made for a test.",
)


def tiny(*rows: Any) -> Network:
    """A network of the rows given, before the usual cargo of the same id; nodes that links name and no row describes are hubs in Kazakhstan; a crossing without a border row has no stop."""
    tables: dict[str, dict[str, Any]] = {"config": {"tiny": CONFIG}}
    tables["source"] = {"estimate": Source(source_id="estimate", title="Estimate", publisher="test")}
    given = [*CARGO, *rows, *(row for row in RATES if not any(isinstance(other, Rate) for other in rows))]
    table_of = {model: name for name, model in TABLES.items()}
    for row in given:
        table = table_of[type(row)]
        tables.setdefault(table, {})[row_key(table, row)] = row
    nodes = tables.setdefault("node", {})
    for row in tables.get("link", {}).values():
        for name in row.ends():
            nodes.setdefault(name, node(name))
    stops = tables.setdefault("border", {})
    for row in tables.get("link", {}).values():
        ends = {nodes[row.from_node_id].country, nodes[row.to_node_id].country}
        on_land = row.mode in {"rail", "road", "waterway"}
        if on_land and len(ends) > 1 and not any(stop.link_id == row.link_id for stop in stops.values()):
            free = border(row.link_id, 0.0)
            stops[free.border_id] = free
    return Network(
        {name: Rows(TABLES[name], {key: table[key] for key in sorted(table)}) for name, table in tables.items()}
    )
