"""Results as text: one file per format, one table of formats."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _late(module: str, function: str) -> Callable[[Any], str]:
    """Return a function that loads its module when it is first called."""

    def render(result: Any) -> str:  # noqa: ANN401 - any result
        text: str = getattr(import_module(f"routeplanner.report.{module}"), function)(result)
        return text

    return render


FORMATS: Mapping[str, Callable[[Any], str]] = {
    "table": _late("text", "as_text"),
    "tsv": _late("tsv", "as_tsv"),
    "csv": _late("tsv", "as_csv"),
    "json": _late("json", "as_json"),
    "jsonl": _late("json", "as_jsonl"),
    "geojson": _late("geojson", "as_geojson_text"),
    "html": _late("html", "as_html"),
}
"""Every format by name: a function from a result to its text. `html` is what a notebook shows."""

RESULT_FORMATS = ("table", "tsv", "csv", "json", "jsonl", "geojson")
"""Formats the command line offers for plans and comparisons."""
LISTING_FORMATS = ("table", "tsv", "csv", "json", "jsonl")
"""Formats it offers for lists without geography."""
