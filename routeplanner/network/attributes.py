"""The figures selectors and scenarios speak of: collection → attribute → column, unit and companions.

An attribute is a column's name without its unit: `time` for `time_h`, `cost` for `cost_usd` and `cost_per` together.
"""

from __future__ import annotations

from dataclasses import dataclass

COLLECTIONS: dict[str, str] = {
    "nodes": "node",
    "links": "link",
    "borders": "border",
    "transfers": "transfer",
    "services": "service",
    "rates": "rate",
    "corridors": "corridor",
}
"""What a selector can name, and the table behind it."""
COLLECTION_OF: dict[str, str] = {table: collection for collection, table in COLLECTIONS.items()}
"""The way back: table → collection."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One figure of a row."""

    name: str
    column: str
    dimension: str
    """Of `units`."""
    basis_column: str = ""
    """Column that says what the figure is per; empty when nothing does."""
    spread_column: str = ""
    """90th percentile that keeps its proportion when the figure changes; empty when the table has none."""
    factor_column: str = ""
    """Column a factor goes to when the figure can come from elsewhere too (a service, a rate)."""
    shift_column: str = ""
    """Column that an amount to add goes to, for the same reason."""
    shift_basis_column: str = ""
    """Column that says what that amount is per."""
    is_positive: bool = False
    """Whether 0 is refused."""
    counts: tuple[tuple[str, float], ...] = ()
    """What a capacity may count, and how many of the column's units one of it is."""
    instead: str = ""
    """Attribute to change where a row leaves this one blank."""


def _table(*attributes: Attribute) -> dict[str, Attribute]:
    return {attribute.name: attribute for attribute in attributes}


_VEHICLES = (("trains", 1.0), ("wagons", 1.0), ("trucks", 1.0), ("units", 1.0))
_BOXES = (("feu", 1.0), ("teu", 0.5))

ATTRIBUTES: dict[str, dict[str, Attribute]] = {
    "nodes": {},
    "links": _table(
        Attribute(
            "time",
            "time_h",
            "time",
            spread_column="time_p90_h",
            factor_column="time_factor",
            shift_column="time_shift_h",
        ),
        Attribute("time_p90", "time_p90_h", "time", instead="time"),
        Attribute(
            "cost",
            "cost_usd",
            "price",
            basis_column="cost_per",
            factor_column="cost_factor",
            shift_column="cost_shift_usd",
            shift_basis_column="cost_shift_per",
        ),
        Attribute("length", "length_km", "length", is_positive=True),
    ),
    "borders": _table(
        Attribute("dwell", "dwell_h", "time", spread_column="dwell_p90_h"),
        Attribute("dwell_p90", "dwell_p90_h", "time"),
        Attribute("fee", "fee_usd", "price", basis_column="fee_per"),
        Attribute("capacity", "capacity_per_day", "flow", counts=_VEHICLES, instead="dwell"),
    ),
    "transfers": _table(
        Attribute("time", "time_h", "time", spread_column="time_p90_h"),
        Attribute("time_p90", "time_p90_h", "time"),
        Attribute("cost", "cost_usd", "price", basis_column="cost_per"),
        Attribute("capacity", "capacity_per_day", "flow", counts=(*_VEHICLES, *_BOXES), instead="time"),
    ),
    "services": _table(
        Attribute("interval", "interval_h", "time", is_positive=True, instead="wait"),
        Attribute("wait", "wait_h", "time", spread_column="wait_p90_h", instead="interval"),
        Attribute("wait_p90", "wait_p90_h", "time", instead="wait"),
        Attribute("time", "time_h", "time", is_positive=True, instead="time of its links"),
        Attribute("cost", "cost_usd", "price", basis_column="cost_per", instead="cost of its links"),
        Attribute(
            "capacity", "capacity_teu", "load", is_positive=True, counts=(("teu", 1), ("feu", 2)), instead="interval"
        ),
    ),
    "rates": _table(
        Attribute("speed", "speed_km_day", "speed", is_positive=True, instead="time of the links"),
        Attribute("cost", "cost_usd_km", "price_km", basis_column="cost_per", instead="cost of the links"),
        Attribute("emission", "emission_kg_tkm", "emission", instead="emission of another rate"),
    ),
    "corridors": {},
}
"""collection → attribute name → attribute."""

STATUS_COLLECTIONS = ("nodes", "links", "borders", "transfers", "services")
"""Collections whose rows can be closed."""
