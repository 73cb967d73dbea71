"""A plan as text: one line per itinerary, then the legs of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.network.chains import oriented_chain
from routeplanner.network.provenance import in_order
from routeplanner.report import header as head
from routeplanner.report.cells import NO_BREAK, Cell, Column, Painter
from routeplanner.report.container import container_words
from routeplanner.report.notes import note_texts
from routeplanner.report.words import NONE, count, days, dollars, duration, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from routeplanner.itinerary.model import Itinerary, Leg
    from routeplanner.network.network import Network
    from routeplanner.planner.result import Blocker, NoRoute, Plan

KIND_WORDS = {"move": "moving", "border": "borders", "transfer": "transfers", "wait": "waiting"}
KIND_SIGNS = {"move": "█", "border": "▓", "transfer": "▒", "wait": "░"}
BAR = 48
"""Length of the bar that splits an itinerary's days, in columns."""

SUMMARY = (
    Column("", right=True), Column("best by", least=15), Column("corridor", least=12), Column("days", right=True),
    Column("cost", right=True), Column("kg CO2e", right=True), Column("km", right=True, spare=True),
    Column("borders", right=True, spare=True),
    Column("sourced h/$", right=True),
)  # fmt: skip
LEGS = (
    Column("leg"), Column("place", least=16), Column("how", least=12), Column("time", right=True),
    Column("cost", right=True), Column("km", right=True, spare=True), Column("in"),
)  # fmt: skip


def plan_lines(painter: Painter, plan: Plan, explain: bool) -> list[str]:  # noqa: FBT001 - one of a table of functions
    """Return the lines of a plan."""
    lines = head.paint_header(painter, head.title(plan.header), head.lines(plan.header))
    network = plan.header.network
    notes = [line for note in note_texts(plan, explain=explain) for line in painter.paragraph(note, hang=2)]
    if plan.no_route is not None:
        return [*lines, "", *no_route_lines(painter, plan.no_route), *notes, *_published(painter, plan)]
    lines += ["", *painter.table(SUMMARY, [_summary(*item, network) for item in enumerate(plan.itineraries, 1)])]
    lines += painter.paragraph(
        "sourced h/$: share of the hours and of the dollars that rests on cited or derived figures", style="faint"
    )
    lines += notes
    for number, itinerary in enumerate(plan.itineraries, 1):
        lines += [
            "",
            *itinerary_lines(painter, number, itinerary, network, cargo=plan.header.request.consignment.cargo),
        ]
        lines += leg_lines(painter, itinerary.legs, network, explain=explain)
    if explain:
        used = in_order(source for itinerary in plan.itineraries for leg in itinerary.legs for source in leg.sources)
        lines += [*_emission_lines(painter, plan), "", *source_lines(painter, used, network)]
    return lines + _published(painter, plan)


def _published(painter: Painter, plan: Plan) -> list[str]:
    if plan.published is None:
        return []
    from routeplanner.report.published import published_lines  # noqa: PLC0415 - only when asked for

    return ["", *published_lines(painter, plan.published, plan.header)]


def _summary(number: int, itinerary: Itinerary, network: Network) -> list[Cell]:
    shares = f"{itinerary.sourced_share_time * 100:.0f}/{percent(itinerary.sourced_share_cost)}"
    return [
        Cell(str(number), "strong"),
        Cell(", ".join(itinerary.labels), "strong"),
        Cell(head.corridor_name(network, itinerary.corridor)),
        Cell(days(itinerary.time_h), "good" if "fastest" in itinerary.labels else ""),
        Cell(dollars(itinerary.cost_usd), "good" if "cheapest" in itinerary.labels else ""),
        Cell(count(itinerary.emissions_kgco2e), "good" if "lowest-emission" in itinerary.labels else ""),
        Cell(count(itinerary.distance_km)),
        Cell(str(itinerary.borders)),
        Cell(shares),
    ]


def itinerary_lines(painter: Painter, number: int, itinerary: Itinerary, network: Network, *, cargo: str) -> list[str]:
    """Return the heading of an itinerary, and the bar that splits its days."""
    cost = dollars(itinerary.cost_usd)
    if itinerary.units > 1:
        cost += f" ({dollars(itinerary.cost_usd / itinerary.units)} per {cargo})"
    heading = (
        f"{number}  {', '.join(itinerary.labels)}: {head.corridor_name(network, itinerary.corridor)},"
        f" {duration(itinerary.time_h)}, {cost}"
    )
    hours = itinerary.hours_by_kind()
    parts = [f"{KIND_SIGNS[kind]} {word} {duration(hours[kind])}" for kind, word in KIND_WORDS.items() if hours[kind]]
    split = " · ".join(part.replace(" ", NO_BREAK) for part in parts)
    lines = painter.paragraph(heading, hang=3, style="strong")
    bar = split_bar(hours, min(BAR, painter.width - 3))
    if bar:
        lines.append(f"   {bar}")
    lines += painter.paragraph(split, indent=3)
    if itinerary.inventory_cost_usd is not None:
        lines += painter.paragraph(
            f"capital bound on the way: {dollars(itinerary.inventory_cost_usd)}, not in the cost", indent=3
        )
    terms = container_words([itinerary.container])
    if terms:
        lines += painter.paragraph(f"container: {terms}", indent=3, hang=5)
    met = list(dict.fromkeys(override for leg in itinerary.legs for override in leg.overrides))
    if met:
        lines += painter.paragraph(f"overrides met: {', '.join(met)}", indent=3, hang=5)
    return lines


def split_bar(hours: dict[str, float], length: int) -> str:
    """Return a bar that splits hours by kind of leg; every sign is an equal share, rounded so that all are used."""
    total = sum(hours.values())
    if total <= 0:
        return ""
    bar, ahead = "", 0.0
    for kind, sign in KIND_SIGNS.items():
        ahead += hours[kind]
        bar += sign * (round(length * ahead / total) - len(bar))
    return bar


def leg_lines(painter: Painter, legs: Sequence[Leg], network: Network, *, explain: bool) -> list[str]:
    """Return the table of legs; with `explain`, what stands behind each below it."""
    heading, *blocks = painter.blocks(LEGS, [_leg(leg, network) for leg in legs], indent=3)
    lines = list(heading)
    for leg, block in zip(legs, blocks, strict=True):
        lines += block
        if explain:
            lines += _grounds(painter, leg)
    return lines


def _leg(leg: Leg, network: Network) -> list[Cell]:
    place = head.place(network, leg.origin)
    if leg.destination != leg.origin:
        place += f" → {head.place(network, leg.destination)}"
    style = "" if leg.kind == "move" else "faint"
    return [
        Cell(leg.kind, style),
        Cell(place),
        Cell(how(leg, network)),
        Cell(duration(leg.time_h)),
        Cell(dollars(leg.cost_usd)),
        Cell(count(leg.distance_km) if leg.distance_km else ""),
        Cell(leg.country or ""),
    ]


def how(leg: Leg, network: Network) -> str:
    """Return how a leg is made: mode, gauge, class and service moved by, or what happens there."""
    text = service = ""
    if leg.kind == "move":
        parts = (leg.mode, f"{leg.gauge_mm} mm" if leg.gauge_mm else None, leg.operation)
        text = " ".join(part for part in parts if part)
    if leg.service is not None and leg.service in network.services and leg.kind in {"move", "wait"}:
        name = network.services[leg.service].name
        name += ", in return" if leg.kind == "move" and runs_back(leg, network) else ""
        service = f"for {name}" if leg.kind == "wait" else name
    return "; ".join(part for part in (text, service, leg.detail) if part)


def runs_back(leg: Leg, network: Network) -> bool:
    """Tell whether a leg rides its service against the order its links are listed in."""
    service = network.services[leg.service or ""]
    if not leg.links or leg.links[0] not in service.links or leg.links[0] not in network.links:
        return False
    chain = dict(oriented_chain(network.links, service) or ())
    return chain.get(leg.links[0]) != (network.links[leg.links[0]].from_node_id == leg.origin)


def _grounds(painter: Painter, leg: Leg) -> list[str]:
    """Return the lines that say what a leg's figures rest on."""
    lines = painter.paragraph(f"{leg.quality}: {', '.join(leg.sources) or NONE}", indent=8, hang=10, style="faint")
    if leg.overrides:
        lines += painter.paragraph(f"changed by {', '.join(leg.overrides)}", indent=8, hang=10, style="good")
    return lines


def _emission_lines(painter: Painter, plan: Plan) -> list[str]:
    """Return what every emission factor met stands for, in order of first use; nothing where none was met."""
    network = plan.header.network
    legs = [leg for itinerary in plan.itineraries for leg in itinerary.legs]
    used = [ground.key.row_id for leg in legs for ground in leg.grounds if ground.key.field == "emission_kg_tkm"]
    places: dict[tuple[str, str], list[str]] = {}
    for rate_id in dict.fromkeys(used):
        rate = network.rates[rate_id]
        category = rate.emission_category or f"{rate.mode or 'any mode'}, category not stated"
        places.setdefault((f"{rate.emission_kg_tkm:g}", category), []).append(rate.country or "any country")
    lines = ["", painter.paint("emission factors, kg CO2e per tonne-kilometer", "strong")] if places else []
    for (factor, category), met in places.items():
        lines += painter.paragraph(f"{factor} ({', '.join(dict.fromkeys(met))}): {category}", indent=2, hang=4)
    return lines


def behind(blocker: Blocker) -> str:
    """Return who closed an element and what the rule says, as far as its own name does not say it."""
    unsaid = [override for override in blocker.overrides if override not in blocker.element]
    parts = [f"by {', '.join(unsaid)}" if unsaid else "", blocker.note]
    return "".join(f" – {part}" for part in parts if part)


def source_lines(painter: Painter, source_ids: Sequence[str], network: Network) -> list[str]:
    """Return the titles of sources, once each."""
    lines = [painter.paint("sources", "strong")]
    for source_id in source_ids:
        row = network.sources.get(source_id)
        text = source_id
        if row is not None:
            parts = (row.title, row.publisher, row.as_of, row.url)
            text += f": {', '.join(part for part in parts if part)}"
        lines += painter.paragraph(text, indent=2, hang=4)
    return lines


def no_route_lines(painter: Painter, no_route: NoRoute) -> list[str]:
    """Return why there is no route: what blocks it, the overrides behind that, or where the way ends."""
    reason = no_route.reason.removeprefix("no route ")
    lines = painter.paragraph(f"No route{' ' if reason != no_route.reason else ': '}{reason}", style="bad")
    for blocker in no_route.blocked_by:
        lines += painter.paragraph(f"to reopen: {blocker.element}{behind(blocker)}", indent=2, hang=4)
    if no_route.cut and set(no_route.cut) != {blocker.element for blocker in no_route.blocked_by}:
        lines += painter.paragraph(f"closed across every way: {', '.join(no_route.cut)}", indent=2, hang=4)
    for place in no_route.frontier:
        lines += painter.paragraph(f"the way ends at {place}", indent=2, hang=4)
    return lines
