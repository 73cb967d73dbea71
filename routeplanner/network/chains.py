"""The run of a service along its links."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from routeplanner.network.model import Link, Service


def oriented_chain(links: Mapping[str, Link], service: Service) -> list[tuple[str, bool]] | None:
    """Return the links of a service in order, each with whether it is run along its orientation.

    None when consecutive links do not share a node (the checks report it).
    """
    chain = [links[link_id] for link_id in service.links]
    first = chain[0]
    for start in first.ends():
        at = start
        run: list[tuple[str, bool]] = []
        for link in chain:
            if at == link.from_node_id:
                run.append((link.link_id, True))
                at = link.to_node_id
            elif at == link.to_node_id:
                run.append((link.link_id, False))
                at = link.from_node_id
            else:
                break
        else:
            return run
    return None


def service_runs(links: Mapping[str, Link], service: Service) -> list[tuple[str, bool]]:
    """Return every (link, forward) a service runs, in both directions where it does."""
    chain = oriented_chain(links, service) or []
    if service.direction == "forward":
        return chain
    back = [(link_id, not forward) for link_id, forward in reversed(chain)]
    return back if service.direction == "back" else chain + back
