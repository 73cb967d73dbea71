"""What every result can do in a notebook: records, data frame, HTML, GeoJSON.

The renderings live in `report`, above everything that makes results; `routeplanner/__init__.py` registers them here,
so that a result can show itself without a lower layer importing a higher one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

_RENDERERS: dict[str, Callable[[Any], Any]] = {}


def register_renderer(name: str, render: Callable[[Any], Any]) -> None:
    """Make a rendering (html, geojson) known to every result."""
    _RENDERERS[name] = render


class Result(ABC):
    """Base of plans, comparisons and other results."""

    __slots__ = ()

    kind: ClassVar[str]
    """What it is (plan, comparison, calibration …); renderings are chosen by it."""

    @abstractmethod
    def records(self) -> list[dict[str, Any]]:
        """Return the result as flat dictionaries, one per row."""

    def to_dataframe(self) -> pd.DataFrame:
        """Return `records()` as a pandas data frame (pandas must be installed)."""
        try:
            import pandas as pd  # noqa: PLC0415 - an optional dependency of notebooks
        except ModuleNotFoundError as error:
            message = "to_dataframe() needs pandas: install routeplanner[notebook]"
            raise ModuleNotFoundError(message) from error

        return pd.DataFrame.from_records(self.records())

    def to_geojson(self) -> dict[str, Any]:
        """Return the result as a GeoJSON FeatureCollection."""
        collection: dict[str, Any] = _RENDERERS["geojson"](self)
        return collection

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """GeoJSON for geopandas, folium and others."""
        return self.to_geojson()

    def _repr_html_(self) -> str:
        """Show the result in a notebook."""
        html: str = _RENDERERS["html"](self)
        return html
