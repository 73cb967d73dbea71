"""Published figures in words and as JSON: ranges, what trip they are about, and planned ones beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from routeplanner.network.model import ORIGIN
from routeplanner.report import header as head
from routeplanner.report.cells import Cell, Column, Painter
from routeplanner.report.records import rounded
from routeplanner.report.words import NONE, count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from routeplanner.network.model import Published
    from routeplanner.network.network import Network
    from routeplanner.planner.published import Planned, PublishedFigure
    from routeplanner.planner.result import Header

NOTHING = "nothing published for this pair in the network"
COLUMNS = (
    Column("published", least=14), Column("scope"), Column("regime", least=12), Column("as of"),
    Column("days", right=True), Column("planned", right=True), Column("dollars", right=True),
    Column("planned", right=True), Column("not as asked", least=9),
)  # fmt: skip
USUAL = "40ft"
"""Equipment that goes without saying."""


class Trip(Protocol):
    """What a published row and a group of them have in common."""

    @property
    def corridor(self) -> str: ...  # noqa: D102 - columns of published.csv
    @property
    def modes(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def service_class(self) -> str | None: ...  # noqa: D102
    @property
    def equipment(self) -> str: ...  # noqa: D102


def how(network: Network, trip: Trip) -> str:
    """Return the corridor, modes, class and equipment of a published figure; a dash where it says none."""
    parts = [head.corridor_name(network, trip.corridor)] if trip.corridor else []
    parts += [" + ".join(trip.modes)] if trip.modes else []
    parts += [trip.service_class] if trip.service_class else []
    parts += [trip.equipment] if trip.equipment != USUAL else []
    return ", ".join(parts) or NONE


def day_range(low: float | None, high: float | None) -> str:
    """Return days as `12–15`, a single figure as `12`; empty without any."""
    if low is None or high is None:
        return ""
    return f"{low:.4g}" if low == high else f"{low:.4g}–{high:.4g}"


def dollar_range(low: float | None, high: float | None) -> str:
    """Return whole dollars as `$3,800–4,200`, a single figure as `$3,800`; empty without any."""
    if low is None or high is None:
        return ""
    return f"${count(low)}" if low == high else f"${count(low)}–{count(high)}"


def deviation(share: float | None) -> str:
    """Return how far a planned figure lies outside a published range."""
    if share is None:
        return "no route"
    if share == 0:
        return "inside"
    percent = round(share * 100.0)
    return f"{percent:+d} %" if percent else "±0 %"


def published_lines(painter: Painter, figures: Sequence[PublishedFigure], header: Header) -> list[str]:
    """Return a table of published figures beside the planned ones, each with its sources below."""
    if not figures:
        return painter.paragraph(f"published: {NOTHING}")
    network = header.network
    heading, *blocks = painter.blocks(COLUMNS, [figure_cells(figure, network) for figure in figures])
    lines = list(heading)
    for figure, block in zip(figures, blocks, strict=True):
        lines += [*block, *painter.paragraph(grounds(figure, header), indent=3, hang=5, style="faint")]
    return lines


def figure_cells(figure: PublishedFigure, network: Network) -> list[Cell]:
    """Return one line of the table."""
    row = figure.row
    price = dollar_range(row.cost_low_usd, row.cost_high_usd)
    terms = f", {row.terms}" if row.terms else ""
    return [
        Cell(how(network, row) + terms),
        Cell(row.scope, "bad" if "scope" in figure.differs else ""),
        Cell(f"{row.regime} {row.on_date.isoformat()}" if row.on_date else row.regime),
        Cell(row.as_of),
        Cell(day_range(row.days_low, row.days_high)),
        Cell("" if figure.days is None else f"{figure.days.value:.1f}"),
        Cell(f"{price}/{row.cost_per}" if price else ""),
        Cell("" if figure.cost_usd is None else f"${count(figure.cost_usd.value)}"),
        Cell(", ".join(row.equipment if name == "equipment" else row.scope for name in figure.differs), "bad"),
    ]


def grounds(figure: PublishedFigure, header: Header) -> str:
    """Return the sources of a figure, where it is about a twin station, and whose corridor the planned figures are."""
    row, network = figure.row, header.network
    titles = [network.sources[name].title if name in network.sources else name for name in row.source_id]
    parts = ["; ".join(titles)]
    if (row.origin, row.destination) != (header.origin, header.destination):
        parts.append(f"{head.place(network, row.origin)} → {head.place(network, row.destination)}")
    planned = dict.fromkeys(each.corridor for each in (figure.days, figure.cost_usd) if each is not None)
    if planned and list(planned) != [row.corridor]:
        parts.append(f"planned: {'; '.join(head.corridor_name(network, name) for name in planned)}")
    if row.reason:
        parts.append(row.reason)
    return " · ".join(parts)


def published_record(figure: PublishedFigure, network: Network) -> dict[str, Any]:
    """Return a published figure as what JSON can hold: its row, its sources and the planned figures."""
    return _row(figure.row) | {
        "sources": [_source(network, name) for name in figure.row.source_id],
        "differs": list(figure.differs),
        "planned": {"days": _planned(figure.days), "cost_usd": _planned(figure.cost_usd)},
    }


def _planned(figure: Planned | None) -> dict[str, Any] | None:
    return None if figure is None else {"value": rounded(figure.value), "corridor": figure.corridor}


def _row(row: Published) -> dict[str, Any]:
    """Return the columns in the order of the table, those on its sources last; blank text is null."""
    values = row.model_dump(mode="json")
    names = [*(name for name in values if name not in ORIGIN), "quality", "note"]
    return {name: None if values[name] == "" else values[name] for name in names}


def _source(network: Network, name: str) -> dict[str, Any]:
    source = network.sources.get(name)
    return {"id": name, "title": source.title if source else None, "url": (source.url or None) if source else None}
