"""Results as tables for people to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplanner.report.cells import Painter

if TYPE_CHECKING:
    from collections.abc import Callable


def as_text(result: Any, *, width: int = 100, color: bool = False, explain: bool = False) -> str:  # noqa: ANN401 - any
    """Render a plan, a comparison, a calibration or a listing as text of at most `width` columns.

    `explain` adds to every leg the sources behind its figures and the overrides met; `color` uses ANSI colors.
    """
    painter = Painter(width, color)
    lines = _renderer(result)(painter, result, explain)
    return "\n".join(lines).rstrip("\n") + "\n"


def _renderer(result: Any) -> Callable[[Painter, Any, bool], list[str]]:  # noqa: ANN401 - any result
    if hasattr(result, "itineraries"):
        from routeplanner.report.plan import plan_lines  # noqa: PLC0415 - only the one that is wanted

        return plan_lines
    if hasattr(result, "groups"):
        from routeplanner.report.calibration import calibration_lines  # noqa: PLC0415

        return calibration_lines
    if hasattr(result, "left_out"):
        from routeplanner.report.comparison import comparison_lines  # noqa: PLC0415

        return comparison_lines
    if hasattr(result, "sections"):
        from routeplanner.report.place import place_lines  # noqa: PLC0415

        return place_lines
    from routeplanner.report.listing import listing_lines  # noqa: PLC0415

    return listing_lines
