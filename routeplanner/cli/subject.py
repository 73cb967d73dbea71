"""What the argument of `network show` means: a network, or a place or row of one."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from routeplanner.cli import streams
from routeplanner.errors import RouteplannerError, UnknownNameError, UsageError

if TYPE_CHECKING:
    from routeplanner.network.facts import PlaceFacts
    from routeplanner.network.network import Network
    from routeplanner.report.listing import Listing


def choose(what: str | None, named: str | None, default: str) -> tuple[str, str | None]:
    """Return the network to read, and the place or row to show of it; None for the network itself.

    A name that is both a network and a place means the network, and a note says so, unless --network names another:
    then only a place or row can be meant.
    """
    if what is None or what == named:
        return named or default, None
    if named is not None:
        return named, what
    if is_network(what):
        if what != default and _is_place(what, default):
            streams.note(f"{what!r} is shown as the network; the place of that name: --network {default}")
        return what, None
    is_path = os.sep in what or "/" in what
    return (what, None) if is_path else (default, what)


def is_network(name: str) -> bool:
    """Tell whether a name is a shipped network or a folder that holds one."""
    from routeplanner.network.files import shipped_networks

    try:
        return name in shipped_networks() or (name != "" and (Path(name) / "config.csv").is_file())
    except (OSError, ValueError):  # a name too long for the file system, or with characters it does not take
        return False


def _is_place(name: str, network: str) -> bool:
    from routeplanner.network.files import read_network
    from routeplanner.network.places import find_places

    with suppress(RouteplannerError):  # whatever is wrong with the other network does not matter here
        return bool(find_places(read_network(network), name))
    return False


def show_subject(network: Network, name: str) -> PlaceFacts | Listing:
    """Return what a network says of a place, or else everything of the row with that id.

    An id goes before a name: `khorgos-cn-altynkol` is the link.

    Raises:
        AmbiguousPlaceError: several places carry the name.
        UnknownNameError, UsageError: nothing does.
    """
    from routeplanner.network.facts import gather_facts
    from routeplanner.network.places import find_places, near_places
    from routeplanner.report.network import near_rows, rows_named, show_row

    if name not in network.nodes and rows_named(network, name)[0]:
        return show_row(network, name)
    if find_places(network, name):
        return gather_facts(network, name)
    if is_network(name):
        raise UsageError(f"{name!r} and --network are two networks, and {network.id!r} has no such place", "keep one")
    from difflib import get_close_matches

    from routeplanner.network.files import shipped_networks

    near = [*get_close_matches(name, shipped_networks(), n=1), *near_places(network, name), *near_rows(network, name)]
    hint = "a network, a place of `routeplanner network places`, or the id of a row"
    raise UnknownNameError("network, place or row", name, list(dict.fromkeys(near))[:3], hint)
