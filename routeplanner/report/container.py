"""Whose container prices are for, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.report.words import dollars, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from routeplanner.itinerary.model import Container


def container_words(containers: Sequence[Container | None]) -> str:
    """Return the container terms of one itinerary or of several together; empty where there is nothing to say."""
    boxes = [container for container in containers if container is not None]
    if not boxes:
        return ""
    box = boxes[0].box
    soc = list(dict.fromkeys(mode for container in boxes for mode in container.soc))
    coc = list(dict.fromkeys(mode for container in boxes for mode in container.coc))
    said = []
    if soc:
        said.append(f"{_prices(soc, coc)} for a shipper-owned one (SOC), {_hire(box, boxes)}")
    if coc:
        gain = ", with no reduction for a shipper's own" if box == "soc" else ""
        said.append(f"{_prices(coc, soc)} with the carrier's (COC){gain}")
    if not said:
        counted = ", and no hire is counted" if box == "coc" else ""
        return f"no price here depends on whose it is{counted}" if box != "as-quoted" else ""
    if box == "coc" and not soc:
        said.append("no hire is needed")
    return "; ".join(said)


def _prices(modes: Sequence[str], others: Sequence[str]) -> str:
    """Return modes as `rail and some sea prices are`: some, where the mode has prices on other terms too."""
    words = [f"some {mode}" if mode in others else mode for mode in modes]
    return f"{joined(words)} prices are"


def _hire(box: str, boxes: Sequence[Container]) -> str:
    """Return what is done about a hire."""
    if box == "soc":
        return "which the shipper brings"
    found = {container.hire for container in boxes}
    if "not-counted" in found:
        return "its hire not counted"
    amounts = {round(container.hire_usd or 0.0) for container in boxes if container.hire == "added"}
    most = max((container.days_beyond for container in boxes), default=0)
    beyond = f", with {most} day{'s' * (most > 1)} beyond the free ones" if most else ""
    parts = []
    if amounts:
        price = dollars(amounts.pop()) if len(amounts) == 1 else f"{dollars(min(amounts))} to {dollars(max(amounts))}"
        parts.append(f"its hire of {price} added{beyond}")
    if "unknown" in found:
        parts.append("its hire not known for this trip and not counted")
    return joined(parts)
