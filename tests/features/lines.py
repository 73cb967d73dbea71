"""Ask a tiny network, get one line."""

from typing import Any

import routeplanner as rp
from routeplanner.report.line import as_lines

CONSIGNMENT = {"cargo", "goods", "tonnes", "volume_m3", "value_usd", "units", "service_classes", "box"}
PREFERENCES = {"modes", "avoid", "via", "corridor"}


def ask(network: rp.Network, origin: str, destination: str, scenarios: Any = (), **options: Any) -> rp.Plan:
    consignment = rp.Consignment(**{key: options.pop(key) for key in CONSIGNMENT & options.keys()})
    preferences = rp.Preferences(**{key: options.pop(key) for key in PREFERENCES & options.keys()})
    options.setdefault("by", ("time",))
    request = rp.Request(
        origin=origin, destination=destination, consignment=consignment, preferences=preferences, **options
    )
    return rp.plan(network, request, scenarios)


def line(network: rp.Network, origin: str, destination: str, **options: Any) -> str:
    return as_lines(ask(network, origin, destination, **options)).removeprefix("fastest: ")
