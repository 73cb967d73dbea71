"""Freight route planner for Eurasian corridors.

Public names are loaded on first use (PEP 562), so that `import routeplanner` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplanner.result import register_renderer

if TYPE_CHECKING:
    from routeplanner.analysis.calibrate import calibrate as calibrate
    from routeplanner.analysis.calibration import Calibration as Calibration
    from routeplanner.analysis.compare import Comparison as Comparison
    from routeplanner.analysis.compare import compare as compare
    from routeplanner.errors import RouteplannerError as RouteplannerError
    from routeplanner.itinerary.model import Itinerary as Itinerary
    from routeplanner.itinerary.model import Leg as Leg
    from routeplanner.network.files import read_network as read_network
    from routeplanner.network.network import Network as Network
    from routeplanner.planner.plan import plan as plan
    from routeplanner.planner.result import Plan as Plan
    from routeplanner.request import Consignment as Consignment
    from routeplanner.request import Preferences as Preferences
    from routeplanner.request import Request as Request
    from routeplanner.scenario.applied import Applied as Applied
    from routeplanner.scenario.apply import apply as apply
    from routeplanner.scenario.files import read_scenario as read_scenario
    from routeplanner.scenario.model import Scenario as Scenario

__version__ = "0.1.0"

_HOMES = {
    "Applied": "scenario.applied",
    "Calibration": "analysis.calibration",
    "Comparison": "analysis.compare",
    "Consignment": "request",
    "Itinerary": "itinerary.model",
    "Leg": "itinerary.model",
    "Network": "network.network",
    "Plan": "planner.result",
    "Preferences": "request",
    "Request": "request",
    "RouteplannerError": "errors",
    "Scenario": "scenario.model",
    "apply": "scenario.apply",
    "calibrate": "analysis.calibrate",
    "compare": "analysis.compare",
    "plan": "planner.plan",
    "read_network": "network.files",
    "read_scenario": "scenario.files",
}

__all__ = [*_HOMES, "__version__"]  # noqa: PLE0604 - the table is the list


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    home = _HOMES.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module  # noqa: PLC0415 - only when a name is used

    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def _render(module: str, function: str, result: Any) -> Any:  # noqa: ANN401 - any result, any rendering
    from importlib import import_module  # noqa: PLC0415 - only when a notebook shows a result

    return getattr(import_module(f"{__name__}.report.{module}"), function)(result)


register_renderer("html", lambda result: _render("html", "as_html", result))
register_renderer("geojson", lambda result: _render("geojson", "as_geojson", result))


def __dir__() -> list[str]:
    return sorted(__all__)
