"""What the names in a request mean on a network: both ends, corridors, what to avoid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.errors import UnknownNameError, UsageError
from routeplanner.network.places import find_places, get_place, get_terminal
from routeplanner.terms import MODES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from routeplanner.network.network import Network
    from routeplanner.request import Request


def get_ends(network: Network, request: Request) -> tuple[str, str]:
    """Return the nodes of origin and destination; when both names are wrong, both are said to be.

    Raises:
        UsageError: nothing, or more than one place, carries a name; or nothing can start or end there.
    """
    found: list[str] = []
    wrong: list[UsageError] = []
    for name in (request.origin, request.destination):
        try:
            found.append(get_terminal(network, name))
        except UsageError as error:
            wrong.append(error)
    if len(wrong) > 1:
        raise UsageError(f"{wrong[0]}; {wrong[1]}")
    if wrong:
        raise wrong[0]
    return found[0], found[1]


def resolve_avoided(network: Network, name: str) -> list[tuple[str, str]]:
    """Return what a name to avoid means, as (kind, id) pairs; a name that twin stations share means both.

    Raises:
        UnknownNameError: nothing carries the name.
    """
    if name in MODES:
        return [("mode", name)]
    if name.upper() == name and any(node.country == name for node in network.nodes.values()):
        return [("country", name)]
    tables: dict[str, Mapping[str, object]] = {
        "corridor": network.corridors,
        "link": network.links,
        "service": network.services,
    }
    for kind, rows in tables.items():
        if name in rows:
            return [(kind, name)]
    return [("node", node_id) for node_id in find_places(network, name) or [get_place(network, name)]]


def get_corridor(network: Network, name: str) -> str:
    """Return the id of a corridor.

    Raises:
        UnknownNameError: there is none of that name.
    """
    if name in network.corridors:
        return name
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    known = list(network.corridors)
    raise UnknownNameError("corridor", name, get_close_matches(name, known, n=2), f"known: {', '.join(known)}")
