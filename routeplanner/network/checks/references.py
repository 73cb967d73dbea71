"""References: every id names a row that exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from routeplanner.network.checks.pointer import Pointer, near
from routeplanner.network.countries import countries, groups
from routeplanner.network.model import SOURCED, TABLES
from routeplanner.network.provenance import Key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from routeplanner.errors import Problem
    from routeplanner.network.network import Network
    from routeplanner.network.table import TableText


class Target(NamedTuple):
    """What a column refers to."""

    noun: str
    where: str
    """Where to look, as the end of a hint."""
    known: Callable[[Network], Collection[str]]


def _cargo(network: Network, kind: str) -> Collection[str]:
    return [cargo_id for cargo_id, row in network.cargo.items() if row.kind == kind]


NODE = Target("node", "nodes are in node.csv", lambda network: network.nodes)
ANY_NODE = Target("node", "nodes are in node.csv; * is every node", lambda network: {*network.nodes, "*"})
LINK = Target("link", "links are in link.csv", lambda network: network.links)
SERVICE = Target("service", "services are in service.csv", lambda network: network.services)
SOURCE = Target("source", "sources are in source.csv", lambda network: network.sources)
CORRIDOR = Target("corridor", "corridors are in corridor.csv", lambda network: network.corridors)
GATE = Target("gate", "a gate is a node_id or a link_id", lambda network: {*network.nodes, *network.links})
TARIFF = Target(
    "tariff", "a tariff needs a row in rate.csv", lambda network: {r.tariff for r in network.rates.values()}
)
EQUIPMENT = Target("equipment", "equipment is in cargo.csv", lambda network: _cargo(network, "equipment"))
GOODS = Target("goods class", "goods classes are in cargo.csv", lambda network: _cargo(network, "goods"))
COUNTRY = Target("country", "use the code of ISO 3166-1, such as KZ", lambda _network: countries())
COUNTRY_OR_GROUP = Target(
    "country or group", "use ISO 3166-1 codes, EU or EAEU", lambda _network: {*countries(), *groups()}
)

REFERENCES: tuple[tuple[str, str, Target], ...] = (
    ("node", "country", COUNTRY),
    ("link", "from_node_id", NODE),
    ("link", "to_node_id", NODE),
    ("link", "country", COUNTRY),
    ("link", "corridors", CORRIDOR),
    ("link", "tariff", TARIFF),
    ("border", "link_id", LINK),
    ("transfer", "node_id", ANY_NODE),
    ("service", "links", LINK),
    ("service", "calls", NODE),
    ("rate", "country", COUNTRY),
    ("transfer", "equipment", EQUIPMENT),
    ("rate", "equipment", EQUIPMENT),
    ("restriction", "countries", COUNTRY),
    ("restriction", "links", LINK),
    ("restriction", "nodes", NODE),
    ("restriction", "goods", GOODS),
    ("restriction", "equipment", EQUIPMENT),
    ("restriction", "origin", COUNTRY_OR_GROUP),
    ("restriction", "destination", COUNTRY_OR_GROUP),
    ("season", "links", LINK),
    ("season", "services", SERVICE),
    ("corridor", "parent", CORRIDOR),
    ("corridor", "gates", GATE),
    ("box", "from_region", COUNTRY_OR_GROUP),
    ("box", "to_region", COUNTRY_OR_GROUP),
    ("box", "equipment", EQUIPMENT),
    ("published", "origin", NODE),
    ("published", "destination", NODE),
    ("published", "corridor", CORRIDOR),
    ("published", "equipment", EQUIPMENT),
    *((table, "source_id", SOURCE) for table in SOURCED),
)
"""Every column that refers to other rows: table, column, what it refers to."""


def check_references(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E711: an id that no row has."""
    pointer = Pointer(network, texts)
    problems = []
    for table, column, target in REFERENCES:
        known = target.known(network)
        sound: set[object] = set()  # most cells hold what another row's did
        for row_id, row in network.table(table).items():
            cell = row.gate_groups() if column == "gates" else getattr(row, column)
            if cell in sound:
                continue
            unknown = [value for value in _values(cell) if value not in known]
            if not unknown:
                sound.add(cell)
            for value in unknown:
                what = f"{column}: unknown {target.noun} {value!r}"
                hint = near(value, known) + target.where
                problems.append(pointer.at("E711", Key(table, row_id, column), what, hint))
    return problems


def _values(value: str | tuple[str | tuple[str, ...], ...] | None) -> list[str]:
    """Return the ids in a cell: one, a list, or groups of alternatives; a blank cell holds none."""
    if not value:
        return []
    if isinstance(value, str):
        return [value]
    return [item for part in value for item in ([part] if isinstance(part, str) else part)]


def check_evidence_rows(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E711: evidence for a table, row or column that is not there."""
    pointer = Pointer(network, texts)
    problems = []
    for key, row in network.evidence.items():
        if row.table not in TABLES:
            wrong, value, known, noun = "table", row.table, list(TABLES), "table"
        elif row.row_id not in network.table(row.table):
            wrong, value, known, noun = "row_id", row.row_id, list(network.table(row.table)), f"row of {row.table}.csv"
        elif row.field not in TABLES[row.table].model_fields:
            fields = list(TABLES[row.table].model_fields)
            wrong, value, known, noun = "field", row.field, fields, f"column of {row.table}.csv"
        else:
            continue
        problems.append(
            pointer.at(
                "E711", Key("evidence", key, wrong), f"{wrong}: unknown {noun} {value!r}", near(value, known).strip()
            )
        )
    return problems


def check_loops(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E712: a link from a node to itself, or a corridor that is a branch of itself."""
    pointer = Pointer(network, texts)
    problems = []
    for link_id, link in network.links.items():
        if link.from_node_id == link.to_node_id:
            what = f"link {link_id!r} starts and ends at {link.to_node_id!r}"
            key = Key("link", link_id, "to_node_id")
            problems.append(
                pointer.at("E712", key, what, "hours spent at a node belong into border.csv or transfer.csv")
            )
    for corridor_id in network.corridors:
        ancestors = [corridor_id]
        while (parent := _parent(network, ancestors[-1])) and parent not in ancestors:
            ancestors.append(parent)
        if parent == corridor_id:
            what = f"corridor {corridor_id!r} is a branch of itself: {' > '.join([*ancestors, parent])}"
            problems.append(pointer.at("E712", Key("corridor", corridor_id, "parent"), what, "leave one parent blank"))
    return problems


def _parent(network: Network, corridor_id: str) -> str:
    corridor = network.corridors.get(corridor_id)
    return corridor.parent if corridor else ""
