"""Groups of places or links a path must meet, as bits on edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.search import Gates

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from routeplanner.compiler.compiled import Compiled


def build_gates(
    compiled: Compiled,
    groups: Sequence[Sequence[str]],
    avoided: Sequence[tuple[str, Sequence[Sequence[str]]]] = (),
) -> Gates | None:
    """Return the gates for groups of node and link ids to meet, and for corridors to avoid; None for neither.

    A group is met by traveling one of its links, or by moving from, to or past one of its nodes. `avoided` holds names
    and groups of which a path must leave out at least one.
    """
    need = (1 << len(groups)) - 1
    never = []
    every = list(groups)
    for name, others in avoided:
        never.append((((1 << len(others)) - 1) << len(every), name))
        every += others
    if not every:
        return None
    groups = every
    node_bits: dict[str, int] = {}
    link_bits: dict[str, int] = {}
    for position, group in enumerate(groups):
        for gate in group:
            for known, bits in ((compiled.places, node_bits), (compiled.link_ids, link_bits)):
                if gate in known:
                    bits[gate] = bits.get(gate, 0) | 1 << position
    by_place = [node_bits.get(node_id, 0) for node_id in compiled.places]
    by_link = [link_bits.get(link_id, 0) for link_id in compiled.link_ids]
    by_state = [by_place[place] for place in compiled.place_of]
    ends = zip(compiled.link_of, compiled.graph.tails, compiled.graph.heads, strict=True)
    edge_bits = [by_link[link] | by_state[tail] | by_state[head] if link >= 0 else 0 for link, tail, head in ends]
    return Gates(tuple(edge_bits), need, tuple(never))


def edges_on(compiled: Compiled, members: Collection[str]) -> list[int]:
    """Return the rides that touch any of some nodes or links."""
    nodes = {number for number, node_id in enumerate(compiled.places) if node_id in members}
    links = {number for number, link_id in enumerate(compiled.link_ids) if link_id in members}
    graph = compiled.graph
    near = [place in nodes for place in compiled.place_of]
    ends = zip(compiled.link_of, graph.tails, graph.heads, strict=True)
    return [
        edge
        for edge, (link, tail, head) in enumerate(ends)
        if link >= 0 and (link in links or near[tail] or near[head])
    ]
