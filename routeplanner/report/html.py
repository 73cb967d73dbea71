"""Results as compact HTML for a notebook: cards of a plan, the table of a comparison; no script, nothing loaded."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from routeplanner.report import header as head
from routeplanner.report.cells import Column, clean
from routeplanner.report.comparison import containers, left_out
from routeplanner.report.container import container_words
from routeplanner.report.notes import note_texts
from routeplanner.report.plan import KIND_WORDS, how
from routeplanner.report.words import count, days, dollars, duration, percent

if TYPE_CHECKING:
    from routeplanner.analysis.calibration import Calibration
    from routeplanner.analysis.compare import Comparison
    from routeplanner.itinerary.model import Itinerary
    from routeplanner.network.network import Network
    from routeplanner.planner.result import Header, Plan

KIND_COLORS = {"move": "#2b6cb0", "border": "#c53030", "transfer": "#b7791f", "wait": "#a0aec0"}
NO_CORRIDOR = "#718096"
"""Color of an itinerary that follows no named corridor."""
BLOCK = "border:1px solid rgba(128,128,128,.35);border-radius:6px;padding:.6em .8em"
CELL = 'style="text-align:right;padding:.1em .6em"'
WORD = 'style="text-align:left;padding:.1em .6em"'


def as_html(result: Any) -> str:  # noqa: ANN401 - any result
    """Render a plan, a comparison or a calibration as an HTML fragment; every name is escaped."""
    if result.kind == "calibration":
        return _calibration(result)
    body = _plan(result) if result.kind == "plan" else _comparison(result)
    for note in note_texts(result, explain=True):
        body += f'<div style="font-size:.85em;opacity:.8">{_text(note)}</div>'
    return f'<div style="font-family:system-ui,sans-serif;line-height:1.4">{_header(result.header)}{body}</div>\n'


def _text(text: object) -> str:
    return escape(clean(str(text)))


def _header(header: Header) -> str:
    pairs = head.lines(header)
    listed = "<br>".join(f"<b>{_text(word)}</b> {_text(text)}" for word, text in pairs)
    return (
        f'<div style="font-size:1.2em;font-weight:600">{_text(head.title(header))}</div>'
        f'<div style="font-size:.85em;opacity:.8;margin-bottom:.6em">{listed}</div>'
    )


def _plan(plan: Plan) -> str:
    network = plan.header.network
    if plan.no_route is not None:
        blockers = "".join(
            f"<li>{_text(blocker.element)}: {_text(blocker.what)} {_text(', '.join(blocker.overrides))}</li>"
            for blocker in plan.no_route.blocked_by
        )
        why = f"<b>No route</b>: {_text(plan.no_route.reason)}<ul>{blockers}</ul>"
        return f'<div style="{BLOCK}">{why}</div>{_published(plan)}'
    cards = "".join(_card(itinerary, network) for itinerary in plan.itineraries)
    return f'<div style="display:flex;flex-wrap:wrap;gap:.8em">{cards}</div>{_published(plan)}'


def _published(plan: Plan) -> str:
    if plan.published is None:
        return ""
    from routeplanner.report import published as text  # noqa: PLC0415 - only when asked for

    if not plan.published:
        return f"<div>published: {_text(text.NOTHING)}</div>"
    heads = "".join(f"<th {CELL}>{_text(column.title)}</th>" for column in (*text.COLUMNS, Column("from")))
    lines = ""
    for figure in plan.published:
        words = [cell.text for cell in text.figure_cells(figure, plan.header.network)]
        words.append(text.grounds(figure, plan.header))
        lines += f"<tr>{''.join(f'<td {CELL}>{_text(word)}</td>' for word in words)}</tr>"
    return f'<table style="font-size:.85em;border-collapse:collapse"><tr>{heads}</tr>{lines}</table>'


def _card(itinerary: Itinerary, network: Network) -> str:
    corridor = network.corridors.get(itinerary.corridor or "")
    color = corridor.color if corridor else NO_CORRIDOR
    figures = (
        (duration(itinerary.time_h), f"{itinerary.borders} borders"),
        (dollars(itinerary.cost_usd), f"{itinerary.units} unit{'s' * (itinerary.units > 1)}"),
        (f"{count(itinerary.emissions_kgco2e)} kg", "CO2e"),
        (f"{count(itinerary.distance_km)} km", " + ".join(itinerary.modes)),
    )
    shown = "".join(
        f'<div><div style="font-weight:600">{_text(figure)}</div>'
        f'<div style="font-size:.8em;opacity:.75">{_text(word)}</div></div>'
        for figure, word in figures
    )
    sourced = f"{percent(itinerary.sourced_share_time)} of hours, {percent(itinerary.sourced_share_cost)} of dollars"
    terms = container_words([itinerary.container])
    box = f'<div style="font-size:.8em;opacity:.75">container: {_text(terms)}</div>' if terms else ""
    return (
        f'<div style="{BLOCK};border-left:4px solid {_text(color)};flex:1 1 20em;max-width:34em">'
        f"<div><b>{_text(head.corridor_name(network, itinerary.corridor))}</b> "
        f'<span style="color:#c53030;font-size:.85em">{_text(", ".join(itinerary.labels))}</span></div>'
        f'<div style="display:flex;gap:1.4em;margin:.4em 0">{shown}</div>{_bar(itinerary)}'
        f'<div style="font-size:.8em;opacity:.75">on cited or derived figures: {_text(sourced)}</div>{box}'
        f"<details><summary>{len(itinerary.legs)} legs</summary>{_legs(itinerary, network)}</details></div>"
    )


def _bar(itinerary: Itinerary) -> str:
    total = itinerary.time_h
    if total <= 0:
        return ""
    parts = "".join(
        f'<span title="{KIND_WORDS[kind]} {duration(hours)}" style="display:inline-block;height:.6em;'
        f'width:{100 * hours / total:.2f}%;background:{KIND_COLORS[kind]}"></span>'
        for kind, hours in itinerary.hours_by_kind().items()
        if hours > 0
    )
    return f'<div style="white-space:nowrap;font-size:1em;line-height:0;margin:.5em 0">{parts}</div>'


def _legs(itinerary: Itinerary, network: Network) -> str:
    rows = ""
    for leg in itinerary.legs:
        place = head.place(network, leg.origin)
        if leg.destination != leg.origin:
            place += f" → {head.place(network, leg.destination)}"
        rows += (
            f"<tr><td {WORD}>{_text(leg.kind)}</td><td {WORD}>{_text(place)}</td>"
            f"<td {WORD}>{_text(how(leg, network))}</td>"
            f"<td {CELL}>{duration(leg.time_h)}</td><td {CELL}>{dollars(leg.cost_usd)}</td>"
            f"<td {WORD}>{_text(leg.country or '')}</td></tr>"
        )
    return f'<table style="font-size:.85em;border-collapse:collapse">{rows}</table>'


def _comparison(comparison: Comparison) -> str:
    network = comparison.header.network
    corridors = dict.fromkeys(row.corridor for row in comparison.rows)
    heads = "".join(f"<th {CELL}>{_text(label)}</th>" for label in comparison.columns)
    lines = ""
    for corridor in corridors:
        cells = ""
        for label in comparison.columns:
            row = comparison.row(label, corridor)
            if row is None:
                cells += f"<td {CELL}></td>"
            elif row.itinerary is None:
                cells += f'<td {CELL} title="{_text(row.reason)}">blocked</td>'
            else:
                found = row.itinerary
                least = f"<br>from {dollars(row.cheapest.cost_usd)}" if row.cheapest else ""
                cells += f"<td {CELL}>{days(found.time_h)} d<br>{dollars(found.cost_usd)}{least}</td>"
        lines += f"<tr><th {WORD}>{_text(head.corridor_name(network, corridor))}</th>{cells}</tr>"
    notes = (("left out", left_out(comparison)), ("container", container_words(containers(comparison))))
    below = "".join(
        f'<div style="font-size:.85em;opacity:.8">{word}: {_text(text)}</div>' for word, text in notes if text
    )
    return f"<table><tr><th></th>{heads}</tr>{lines}</table>{below}"


def _calibration(found: Calibration) -> str:
    from routeplanner.report import calibration as text  # noqa: PLC0415 - of one result only

    heads = "".join(f"<th {CELL}>{_text(column.title)}</th>" for column in text.GROUPS)
    tables = ""
    for use, meaning in text.HEADINGS.items():
        rows = [text.group_cells(group, found) for group in found.groups if group.use == use]
        lines = "".join(f"<tr>{''.join(f'<td {CELL}>{_text(cell.text)}</td>' for cell in row)}</tr>" for row in rows)
        tables += f"<div>{_text(f'{use}: {meaning}')}</div><table><tr>{heads}</tr>{lines}</table>" if rows else ""
    title = f"{found.network.id} {found.network.version}: published and planned"
    return (
        f'<div style="font-family:system-ui,sans-serif;line-height:1.4"><b>{_text(title)}</b>'
        f"<div>{_text(text.method(found))}</div>{tables}<div>{_text(text.verdict(found))}</div></div>\n"
    )
