"""What every machine-readable form writes alike: figures, and the network they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from routeplanner.network.network import Network

DECIMALS = 4
"""Decimals of every figure: 0.36 seconds, a hundredth of a cent, a tenth of a gram, a hundredth of a percent."""
SUMS = ("time_h", "cost_usd", "emissions_kgco2e", "distance_km")
"""Figures of an itinerary that are the sums of its legs."""


@overload
def rounded(figure: float) -> float: ...
@overload
def rounded(figure: float | None) -> float | None: ...
def rounded(figure: float | None) -> float | None:
    """Return a figure as it is written; None stays None."""
    return None if figure is None else round(figure, DECIMALS)


def network_record(network: Network, content_hash: str | None = None) -> dict[str, Any]:
    """Return what tells a network and the overlays on it; `content_hash` is that of the network before any scenario."""
    return {
        "id": network.id,
        "version": network.version,
        "hash": content_hash or network.hash,
        "overlays": [overlay._asdict() for overlay in network.overlays],
    }
