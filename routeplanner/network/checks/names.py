"""Names and nodes: each is found, and reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.network.checks.pointer import Pointer, joined_links
from routeplanner.network.places import fold, names_of
from routeplanner.network.provenance import Key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from routeplanner.errors import Problem
    from routeplanner.network.network import Network
    from routeplanner.network.table import TableText


def check_shared_names(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """W801: a name that several nodes carry, unless crossing links join them all (twin border stations)."""
    pointer = Pointer(network, texts)
    carriers: dict[str, dict[str, str]] = {}
    for node_id, node in network.nodes.items():
        for name in names_of(node):
            carriers.setdefault(fold(name), {}).setdefault(node_id, name)
    twins: dict[str, set[str]] = {}
    for link, start, end in joined_links(network):
        if network.is_crossing(link):
            twins.setdefault(start.node_id, set()).add(end.node_id)
            twins.setdefault(end.node_id, set()).add(start.node_id)
    problems = []
    for nodes in carriers.values():
        if len(nodes) > 1 and not _are_joined(set(nodes), twins):
            *others, last = nodes
            what = f"{nodes[last]!r} is a name of {last!r} and of {', '.join(map(repr, others))}"
            problems.append(pointer.at("W801", Key("node", last, "name"), what, "whoever types it must choose"))
    return problems


def _are_joined(nodes: set[str], twins: Mapping[str, set[str]]) -> bool:
    reached: set[str] = set()
    ahead = {min(nodes)}
    while ahead:
        node_id = ahead.pop()
        reached.add(node_id)
        ahead |= (twins.get(node_id, set()) & nodes) - reached
    return reached == nodes


def check_links_of_nodes(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """W811: a node no link touches."""
    pointer = Pointer(network, texts)
    touched = {node_id for link in network.links.values() for node_id in link.ends()}
    return [
        pointer.at(
            "W811", Key("node", node_id, "node_id"), f"no link touches {node_id!r}", "add one, or delete the node"
        )
        for node_id in network.nodes
        if node_id not in touched
    ]
