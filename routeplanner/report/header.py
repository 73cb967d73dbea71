"""What stands above every answer: scope, date, consignment, preferences, scenarios, network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.report.words import amount, dollars, joined
from routeplanner.terms import CRITERIA_NAMES, SCOPE_TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from routeplanner.network.network import Network
    from routeplanner.network.provenance import Overlay
    from routeplanner.planner.result import Header
    from routeplanner.report.cells import Painter
    from routeplanner.scenario.applied import Effect, ScenarioStamp

BOX_WORDS = {"soc": "the shipper's own container (SOC)", "coc": "the carrier's or a hired container (COC)"}
IDLE = {
    "inactive": "inactive on {day}",
    "off": "off",
    "superseded": "superseded",
    "neutral": "neutral, the values were so already",
}
"""What is said of overrides that do nothing, by status."""
HASH_SHOWN = 12
"""Characters of a hash that are shown; the JSON form has them all."""


def place(network: Network, node_id: str) -> str:
    """Return the name of a place, its id where the network does not know it."""
    return network.nodes[node_id].name if node_id in network.nodes else node_id


def corridor_name(network: Network, corridor_id: str | None) -> str:
    """Return the name of a corridor; words for an itinerary that follows none."""
    if corridor_id is None:
        return "no named corridor"
    return network.corridors[corridor_id].name if corridor_id in network.corridors else corridor_id


def title(header: Header) -> str:
    """Return `origin → destination` by name."""
    return f"{place(header.network, header.origin)} → {place(header.network, header.destination)}"


def consignment(header: Header) -> str:
    """Return what moves: units, tonnes, goods, volume, value, and the modes its units are too heavy for."""
    load = header.request.consignment
    parts = [f"{header.units} × {load.cargo}", f"{amount(header.tonnes)} t", f"{load.goods} goods"]
    if load.volume_m3 is not None:
        parts.append(f"{amount(load.volume_m3)} m³")
    if load.value_usd is not None:
        parts.append(f"worth {dollars(load.value_usd)}")
    if load.service_classes:
        parts.append(f"service {' or '.join(load.service_classes)}")
    if load.box != "as-quoted":
        parts.append(BOX_WORDS[load.box])
    return ", ".join(parts) + _too_heavy(header)


def _too_heavy(header: Header) -> str:
    """Return `; 24 t a unit: above the 21 t that rail takes, so not by rail`; empty where every mode takes the units."""
    if not header.too_heavy:
        return ""
    limits = joined([f"the {limit:g} t that {mode} takes" for mode, limit in header.too_heavy])
    modes = joined([mode for mode, _ in header.too_heavy], "or")
    return f"; {header.tonnes / header.units:.4g} t a unit: above {limits}, so not by {modes}"


def preferences(header: Header) -> str:
    """Return what the request prefers; empty when it prefers nothing."""
    wish = header.request.preferences
    parts = []
    if wish.corridor:
        parts.append(f"corridor {corridor_name(header.network, wish.corridor)}")
    if wish.via:
        parts.append(f"via {', '.join(wish.via)}")
    if wish.avoid:
        parts.append(f"avoid {', '.join(wish.avoid)}")
    if wish.modes:
        parts.append(f"only {', '.join(wish.modes)}")
    if tuple(header.request.by) != CRITERIA_NAMES:
        parts.append(f"by {', '.join(header.request.by)}")
    return "; ".join(parts)


def as_of(header: Header) -> str:
    """Return the date, and how seasons are read at it."""
    day = header.as_of.isoformat()
    if header.as_of_given:
        return day
    whose = "reference date" if header.as_of == header.network.reference_date else "the scenarios' date"
    return f"{day} ({whose}; the network's seasons at their yearly typical value)"


def scenario(stamp: ScenarioStamp, day: date) -> str:
    """Return a scenario: id, title, parameters, overrides that count in the mean or do nothing on the date, and why."""
    name = f"{stamp.id}:{stamp.variant}" if stamp.variant else stamp.id
    text = f"{name}: {stamp.title}"
    if stamp.parameters:
        text += f" ({', '.join(f'{name} = {value}' for name, value in stamp.parameters.items())})"
    return "; ".join([text, *_chances(stamp), *idle_overrides(stamp, day)])


def _chances(stamp: ScenarioStamp) -> list[str]:
    """Return the overrides that count with their expected value, and how likely they are."""
    return [
        f"{_idle(effect, stamp.id)} counted with its expected value ({effect.chance.as_text()})"
        for effect in stamp.effects
        if effect.chance and effect.status == "applied"
    ]


def idle_overrides(stamp: ScenarioStamp, day: date) -> list[str]:
    """Return for every reason to do nothing which overrides have it: `3 of 7 overrides inactive on 2026-01-01: …`."""
    found = []
    for status, words in IDLE.items():
        names = [_idle(effect, stamp.id) for effect in stamp.effects if effect.status == status]
        if names:
            count, noun = len(stamp.effects), "override" if len(stamp.effects) == 1 else "overrides"
            found.append(f"{len(names)} of {count} {noun} {words.format(day=day.isoformat())}: {', '.join(names)}")
    return found


def _idle(effect: Effect, owner: str) -> str:
    name = effect.override.removeprefix(f"{owner}#")
    return f"{name} by {' and '.join(effect.superseded_by)}" if effect.superseded_by else name


def network(header: Header) -> str:
    """Return the network's id, version and the start of its hash."""
    return f"{header.network_id} {header.network_version} ({header.network_hash[:HASH_SHOWN]})"


def overlay(laid: Overlay) -> str:
    """Return what an overlay did: `my-prices (3 rows: 2 replaced, 1 added)`."""
    done = [f"{laid.replaced} replaced" if laid.replaced else "", f"{laid.added} added" if laid.added else ""]
    later = f"; {laid.replaced_later} of them replaced by a later overlay" if laid.replaced_later else ""
    rows = f"{laid.rows} row{'' if laid.rows == 1 else 's'}"
    return f"{laid.name} ({rows}: {', '.join(part for part in done if part)}{later})"


def overlays(network: Network) -> tuple[str, ...]:
    """Return a sentence for every overlay of a network, for lists without a header."""
    return tuple(f"overlay {overlay(laid)}" for laid in network.overlays)


def lines(header: Header, *, with_scenarios: bool = True) -> list[tuple[str, str]]:
    """Return the header as (word, text) pairs; scenarios apart where every column has its own."""
    pairs = [("scope", SCOPE_TEXT[header.request.scope]), ("as of", as_of(header))]
    pairs.append(("consignment", consignment(header)))
    wish = preferences(header)
    if wish:
        pairs.append(("preferences", wish))
    if with_scenarios:
        pairs += scenario_lines(header.scenarios, header.as_of)
    pairs.append(("network", network(header)))
    return pairs + [("overlay", overlay(laid)) for laid in header.network.overlays]


def scenario_lines(stamps: Sequence[ScenarioStamp], day: date) -> list[tuple[str, str]]:
    """Return one (word, text) pair per scenario, or one that says there is none."""
    if not stamps:
        return [("scenarios", "none: the network as it is")]
    return [("scenarios" if number == 0 else "", scenario(stamp, day)) for number, stamp in enumerate(stamps)]


def paint_header(painter: Painter, heading: str, pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Return the lines of a heading and its (word, text) pairs, aligned."""
    margin = max(len(word) for word, _ in pairs) + 4
    painted = painter.paragraph(heading, style="strong")
    for word, text in pairs:
        label = "  " + painter.paint(word, "faint") + " " * (margin - 2 - len(word))
        first, *rest = painter.paragraph(text, indent=margin)
        painted += [label + first[margin:], *rest]
    return painted
