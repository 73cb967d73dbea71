"""The counted part of networks/eurasia/README.md."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docpages.markdown import table
from routeplanner.network.files import read_network
from routeplanner.network.model import TABLES
from routeplanner.terms import MODES, NODE_TYPES, QUALITIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from routeplanner.network.model import Corridor
    from routeplanner.network.network import Network

FILE = "networks/eurasia/README.md"


def parts() -> dict[str, str]:
    """Return the generated parts of the page by name."""
    network = read_network("eurasia")
    return {
        "counts": _counts(network),
        "quality": _quality(network),
        "corridors": _corridors(network),
        "sources": _sources(network),
    }


def _counts(network: Network) -> str:
    nodes: Counter[str] = Counter(node.node_type for node in network.nodes.values())
    links: Counter[str] = Counter(link.mode for link in network.links.values())
    km: Counter[str] = Counter()
    for link in network.links.values():
        km[link.mode] += round(link.length_km)
    first = {service.service_id: network.links[service.links[0]].mode for service in network.services.values()}
    services: Counter[str] = Counter(first.values())
    countries = Counter(node.country or "sea passage" for node in network.nodes.values())
    by_country = sorted(countries.items(), key=lambda entry: (-entry[1], entry[0]))
    summary = (
        f"Version {network.version}, reference date {network.reference_date.isoformat()}, prices in"
        f" {network.config.currency} of {network.config.price_year}:"
        f" {len(network.nodes)} places in {len(countries) - 1} countries, {len(network.links)} links,"
        f" {len(network.services)} services, {len(network.borders)} border stops.\n"
    )
    return "\n".join(
        [
            summary,
            table(("places", ""), [(name, nodes[name]) for name in NODE_TYPES if nodes[name]]),
            table(
                ("links", "number", "km", "services"),
                [(mode, links[mode], f"{km[mode]:,}", services[mode]) for mode in MODES if links[mode]],
            ),
            "Places by country: " + ", ".join(f"{name} {count}" for name, count in by_country) + ".",
        ]
    )


def _quality(network: Network) -> str:
    rows = []
    for name, record in TABLES.items():
        table_rows = network.table(name)
        if "quality" not in record.model_fields or name == "evidence" or not table_rows:
            continue
        found: Counter[str] = Counter(row.quality for row in table_rows.values())
        rows.append((name, len(table_rows), *(_share(found[quality], len(table_rows)) for quality in QUALITIES)))
    single: Counter[str] = Counter(row.quality for row in network.evidence.values())
    note = ", ".join(f"{single[quality]} {quality}" for quality in QUALITIES)
    return (
        table(("table", "rows", *QUALITIES), rows)
        + f"\n`evidence.csv` gives {len(network.evidence)} single figures a source of their own: {note}."
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if part else "–"


def _corridors(network: Network) -> str:
    rows = [
        (
            f"`{corridor.corridor_id}`",
            corridor.name,
            f"`{corridor.parent}`" if corridor.parent else "",
            corridor.priority,
            gates_in_words(corridor),
        )
        for corridor in network.corridors.values()
    ]
    return table(("id", "name", "branch of", "priority", "must pass"), rows)


def gates_in_words(corridor: Corridor) -> str:
    """Return the gates of a corridor as a sentence, or their number where there are many."""
    groups = [_either(group) for group in corridor.gate_groups()]
    never = corridor.excluded()
    return " **and** ".join(groups) + (f"; never {_either(never)}" if never else "")


def _either(members: Iterable[str]) -> str:
    names = [f"`{name}`" for name in members]
    return names[0] if len(names) == 1 else "any of " + ", ".join(names)


def _sources(network: Network) -> str:
    licences = Counter(source.licence or "not stated" for source in network.sources.values())
    listed = sorted(licences.items(), key=lambda entry: (-entry[1], entry[0]))
    return (
        f"`source.csv` names {len(network.sources)} sources. Licences: "
        + "; ".join(f"{name} ({count})" for name, count in listed)
        + f".\n\nAttribution: {network.config.attribution}. Licence of the data: {network.config.licence}."
    )
