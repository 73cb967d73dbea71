"""Names to nodes: forgiving about case, accents, apostrophes and scripts, strict about what is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.errors import AmbiguousPlaceError, UnknownNameError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from routeplanner.network.model import Node
    from routeplanner.network.network import Network

_PUNCTUATION = {code: None for code in range(128) if not chr(code).isalnum()}
_SPECIAL = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "ß": "ss", "đ": "d", "æ": "ae", "ə": "a", "ё": "е", "ъ": ""})


def fold(name: str) -> str:
    """Return a name without case, accents, apostrophes, blanks and punctuation, in any script."""
    text = name.strip().casefold()
    if text.isascii():
        return text.translate(_PUNCTUATION)
    import unicodedata  # noqa: PLC0415 - most names are ASCII

    decomposed = unicodedata.normalize("NFKD", text.translate(_SPECIAL))
    return "".join(character for character in decomposed if character.isalnum())


def names_of(node: Node) -> tuple[str, ...]:
    """Return every name a node answers to."""
    return tuple(name for name in (node.node_id, node.name, node.unlocode, *node.aliases) if name)


def index_names(nodes: Mapping[str, Node]) -> dict[str, list[str]]:
    """Return the ids of the nodes that answer to each folded name, sorted."""
    index: dict[str, set[str]] = {}
    for node_id, node in nodes.items():
        for name in names_of(node):
            folded = fold(name)
            if folded:
                index.setdefault(folded, set()).add(node_id)
    return {name: sorted(index[name]) for name in sorted(index)}


def find_places(network: Network, name: str) -> list[str]:
    """Return the ids of the nodes that carry a name: the id alone when it is one, else every match, sorted."""
    if name in network.nodes:
        return [name]
    return list(network.names.get(fold(name), ()))


def get_place(network: Network, name: str) -> str:
    """Return the id of the one node a name means.

    Raises:
        UnknownNameError: nothing carries the name; the nearest ones are named.
        AmbiguousPlaceError: several do, as twin border stations share one.
    """
    found = find_places(network, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousPlaceError(name, [(node_id, _label(network.nodes[node_id])) for node_id in found])
    raise UnknownNameError("place", name, near_places(network, name), "`routeplanner network places` lists every name")


def get_terminal(network: Network, name: str) -> str:
    """Return the id of the one node a name means, where cargo can start, end or change vehicle.

    Raises:
        UsageError: as `get_place`, or the place is a sea passage.
    """
    node_id = get_place(network, name)
    if network.nodes[node_id].node_type == "passage":
        raise UsageError(
            f"{name!r} is a sea passage, cargo neither starts nor ends there", "name a port; --via takes a passage"
        )
    return node_id


def near_places(network: Network, name: str, most: int = 3) -> list[str]:
    """Return the names nearest to one that is unknown, best first, one per node."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - only when something is wrong

    wanted = fold(name)
    scored = []
    for node_id, node in network.nodes.items():
        score, best = max((SequenceMatcher(None, wanted, fold(known)).ratio(), known) for known in names_of(node))
        if score >= 0.6:  # noqa: PLR2004 - difflib's own cutoff for a close match
            scored.append((-score, node_id, node.name if fold(best) == fold(node.name) else best))
    return [best for _, _, best in sorted(scored)[:most]]


def _label(node: Node) -> str:
    return f"{node.name}, {node.country}" if node.country else node.name
