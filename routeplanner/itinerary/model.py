"""The itinerary and its legs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from routeplanner.network.provenance import Key


class Ground(NamedTuple):
    """A figure of a table, and how much of a leg rests on it."""

    key: Key
    time_h: float
    """Hours of the leg that follow from it."""
    cost_usd: float
    """Dollars of the leg that follow from it."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One movement, border, transfer or wait of an itinerary; hours, dollars and kg for the whole consignment."""

    kind: str
    """move, border, transfer or wait."""
    mode: str | None
    """Mode moved by, or left by after a transfer or wait."""
    gauge_mm: int | None
    """Gauge moved or left on; rail only."""
    origin: str
    """Node the leg starts at."""
    destination: str
    """Node the leg ends at; the same node for a transfer or wait."""
    country: str | None
    """Country the leg lies in; the country entered, for a border; None at sea and in the air."""
    time_h: float
    cost_usd: float
    emissions_kgco2e: float
    distance_km: float
    service: str | None
    """Service ridden or waited for; else the service class."""
    sources: tuple[str, ...]
    """Ids of every source behind the leg's hours and dollars."""
    quality: str
    """The weakest quality among them."""
    overrides: tuple[str, ...]
    """`scenario#override` of every override met."""
    links: tuple[str, ...]
    """Links traveled."""
    nodes: tuple[str, ...]
    """Nodes passed, first and last included."""
    detail: str = ""
    """What happens, in the field's words: `1435 → 1520 mm`, `rail → ferry`, `seasonal` …"""
    operation: str | None = None
    """Service class moved by: express, regular, solo …"""
    grounds: tuple[Ground, ...] = field(default=(), repr=False, compare=False)
    """The single figures the leg rests on."""


@dataclass(frozen=True, slots=True)
class Container:
    """Whose container an itinerary's prices are for, and what the hire of one adds."""

    box: str
    """What was asked: as-quoted, soc or coc."""
    soc: tuple[str, ...]
    """Modes with prices for a shipper's own container (SOC), in order of first use."""
    coc: tuple[str, ...]
    """Modes with prices that hold the carrier's container (COC), in order of first use."""
    hire: str
    """none: not needed; not-counted: needed, not asked for; added: in the cost; unknown: needed, but no row gives it."""
    hire_usd: float | None
    """Hire in the cost, for the whole consignment; None where it is not counted or unknown."""
    days_beyond: int = 0
    """Days begun beyond the free ones, paid for in the hire."""


@dataclass(frozen=True, slots=True)
class Itinerary:
    """A way to move the consignment, with totals equal to the sum of its legs."""

    labels: tuple[str, ...]
    """fastest, cheapest, lowest-emission: what it is best at."""
    corridor: str | None
    scope: str
    time_h: float
    cost_usd: float
    units: int
    inventory_cost_usd: float | None
    """Capital bound on the way; None when the goods' value is not given."""
    emissions_kgco2e: float
    distance_km: float
    modes: tuple[str, ...]
    """In order of first use."""
    countries: tuple[str, ...]
    """In order of passage."""
    nodes: tuple[str, ...]
    """The chain of places."""
    legs: tuple[Leg, ...]
    sourced_share_time: float
    """Share of the hours that rest on cited or derived figures, 0 to 1."""
    sourced_share_cost: float
    """Share of the dollars that rest on cited or derived figures, 0 to 1."""
    container: Container | None = None
    """Whose container the prices are for; None for what is no container."""

    @property
    def days(self) -> float:
        """Hours as days."""
        return self.time_h / 24.0

    def hours_by_kind(self) -> dict[str, float]:
        """Return hours per leg kind: move, border, transfer, wait."""
        hours = dict.fromkeys(("move", "border", "transfer", "wait"), 0.0)
        for leg in self.legs:
            hours[leg.kind] += leg.time_h
        return hours

    @property
    def borders(self) -> int:
        """Number of border crossings."""
        return sum(leg.kind == "border" for leg in self.legs)


def leg_record(leg: Leg) -> dict[str, Any]:
    """Return a leg as a dictionary with the keys of the JSON contract."""
    return {
        "kind": leg.kind,
        "mode": leg.mode,
        "gauge_mm": leg.gauge_mm,
        "from": leg.origin,
        "to": leg.destination,
        "country": leg.country,
        "time_h": leg.time_h,
        "cost_usd": leg.cost_usd,
        "emissions_kgco2e": leg.emissions_kgco2e,
        "distance_km": leg.distance_km,
        "service": leg.service,
        "operation": leg.operation,
        "detail": leg.detail,
        "nodes": list(leg.nodes),
        "links": list(leg.links),
        "sources": list(leg.sources),
        "quality": leg.quality,
        "overrides": list(leg.overrides),
    }
