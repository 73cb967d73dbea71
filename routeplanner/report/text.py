"""Results as tables for people to read."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from routeplanner.report.cells import Painter

if TYPE_CHECKING:
    from collections.abc import Mapping

LINES: Mapping[str, tuple[str, str]] = {
    "plan": ("plan", "plan_lines"),
    "comparison": ("comparison", "comparison_lines"),
    "calibration": ("calibration", "calibration_lines"),
    "place": ("place", "place_lines"),
    "listing": ("listing", "listing_lines"),
}
"""Kind of a result → module and function that give its lines; only the one that is wanted is loaded."""


def as_text(result: Any, *, width: int = 100, color: bool = False, explain: bool = False) -> str:  # noqa: ANN401 - any
    """Render a plan, a comparison, a calibration, a place or a listing as text of at most `width` columns.

    `explain` adds to every leg the sources behind its figures and the overrides met; `color` uses ANSI colors.
    """
    painter = Painter(width, color)
    module, function = LINES[result.kind]
    lines: list[str] = getattr(import_module(f"routeplanner.report.{module}"), function)(painter, result, explain)
    return "\n".join(lines).rstrip("\n") + "\n"
