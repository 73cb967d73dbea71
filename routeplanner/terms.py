"""The words of the field, spelled once (glossary: docs/glossary.md)."""

from __future__ import annotations

from typing import Literal, get_args

Mode = Literal["rail", "road", "sea", "ferry", "waterway", "air"]
"""How a link is traveled."""
TransferMode = Literal["rail", "road", "sea", "ferry", "waterway", "air", "terminal", "door"]
"""A side of a transfer: a mode, the gate of the terminal, or the door of shipper or consignee."""
NodeType = Literal["hub", "border", "port", "terminal", "dry_port", "airport", "city", "passage"]
"""What kind of place a node is."""
Gauge = Literal[1435, 1520, 1676]
"""Distance between the rails, mm."""
ServiceClass = Literal["express", "regular", "wagonload", "solo", "team"]
"""Kind of rail or road operation; other modes have none."""
Direction = Literal["forward", "back", "both"]
"""Sense of travel against a link's orientation; forward is the headhaul."""
Quality = Literal["cited", "derived", "estimated"]
"""How well a figure is founded."""
Basis = Literal["feu", "teu", "truck", "tonne", "kg"]
"""What a price is per."""
Status = Literal["open", "closed"]
"""Whether an element can be used."""
AppliesTo = Literal["transit", "origin", "destination", "crossing"]
"""What a restriction forbids."""
SeasonKind = Literal["closed", "slow", "delay"]
"""What a season does."""
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
"""Day a service departs on."""
CargoKind = Literal["equipment", "goods"]
"""What a cargo row describes."""
Included = Literal["border", "transfer", "terminal"]
"""A fee that a through price already holds."""
HireBasis = Literal["feu", "teu"]
"""What the hire of a container is per."""
Box = Literal["as-quoted", "soc", "coc"]
"""Whose container it is: whoever's the prices are for, the shipper's own, or one to be hired."""
CriterionName = Literal["time", "cost", "emissions"]
"""What a search minimizes."""
Scope = Literal["terminal", "terminals", "door"]
"""From where to where hours and dollars are counted."""
PublishedScope = Literal["border", "terminal", "terminals", "door"]
"""From where to where a published figure counts."""
Regime = Literal["record", "plan", "usual", "congested", "winter"]
"""What kind of day a published figure is about."""
ContainerTerms = Literal["soc", "coc"]
"""Whose container a price is for: the shipper's own, or the carrier's."""
PublishedUse = Literal["fit", "check", "context"]
"""What a published figure is used for."""
LegKind = Literal["move", "border", "transfer", "wait"]
"""Kind of a leg of an itinerary."""

MODES: tuple[str, ...] = get_args(Mode)
NODE_TYPES: tuple[str, ...] = get_args(NodeType)
QUALITIES: tuple[str, ...] = get_args(Quality)
CRITERIA_NAMES: tuple[str, ...] = get_args(CriterionName)
BOXES: tuple[str, ...] = get_args(Box)

LAND_MODES = frozenset({"rail", "road", "waterway"})
"""Modes whose links lie in a country and cross its borders; ships and aircraft pass by."""
TERMINAL = "terminal"
"""Pseudo-mode of a transfer row: from or to the terminal's gate (handling at origin or destination)."""
DOOR = "door"
"""Pseudo-mode of a transfer row: from or to the door of shipper or consignee (first and last mile)."""
OUTSIDE: dict[str, tuple[str, ...]] = {"terminal": (), "terminals": (TERMINAL,), "door": (DOOR, TERMINAL)}
"""Pseudo-modes between the end of a trip and its vehicle, from the outside in, by scope."""

CLASSES: dict[str, tuple[str, ...]] = {
    "rail": ("express", "regular", "wagonload"),
    "road": ("solo", "team"),
}
"""Service classes of the modes that have any; `express` runs only as a service, the others freely."""
CLASS_NAMES: tuple[str, ...] = tuple(name for names in CLASSES.values() for name in names)
DEFAULT_CLASS: dict[str, str] = {"rail": "regular", "road": "solo"}
SCHEDULED_CLASSES = frozenset({"express"})

SCOPE_TEXT: dict[str, str] = {
    "terminal": "terminal to terminal: departure of the loaded vehicle at the origin to arrival at the destination",
    "terminals": "terminal to terminal, with handling and cut-off at both terminals, without the wait for the first departure",
    "door": "door to door: first and last mile, with handling and cut-off at both terminals, without the wait for the first departure",
}
LABELS: dict[str, str] = {"time": "fastest", "cost": "cheapest", "emissions": "lowest-emission"}
EARTH_RADIUS_KM = 6371.0
HOURS_PER_DAY = 24.0
HOURS_PER_WEEK = 168.0
CAPITAL_RATE_PER_YEAR = 0.10
"""Cost of the capital bound in goods under way, per year (estimate: a trading firm's borrowing rate)."""
HOURS_PER_YEAR = 8760.0
