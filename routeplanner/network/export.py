"""The network as a graph of networkx, for notebooks and for checks that need graph algorithms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

    from routeplanner.network.network import Network


def as_multidigraph(network: Network) -> nx.MultiDiGraph[str]:
    """Return places and links as a `MultiDiGraph` with every attribute.

    Nodes carry the columns of `node.csv`. Edges are keyed by link id, run both ways for two-way links, and carry the
    columns of `link.csv` plus `direction` (forward or back, against `from_node_id` and `to_node_id`) and `borders`,
    the rows of `border.csv` that apply to that direction. The graph carries `id`, `version` and `hash`.
    """
    import networkx as nx  # noqa: PLC0415 - a quarter of a second nobody else should pay

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(id=network.id, version=network.version, hash=network.hash)
    for node_id, node in network.nodes.items():
        graph.add_node(node_id, **node.model_dump())
    rows: dict[str, list[dict[str, Any]]] = {}
    for border in network.borders.values():
        rows.setdefault(border.link_id, []).append(border.model_dump())
    for link_id, link in network.links.items():
        columns = link.model_dump()
        for direction in ("forward",) if link.directed else ("forward", "back"):
            tail, head = link.ends(forward=direction == "forward")
            borders = [dict(row) for row in rows.get(link_id, ()) if row["direction"] in {direction, "both"}]
            graph.add_edge(tail, head, key=link_id, **columns, direction=direction, borders=borders)
    return graph
