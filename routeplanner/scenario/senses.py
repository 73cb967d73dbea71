"""Which border row decides on which sense of travel."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from routeplanner.network.model import Border
    from routeplanner.network.network import Network
    from routeplanner.terms import Direction

EACH: tuple[Direction, Direction] = ("forward", "back")


def decided_senses(network: Network, row: Border) -> tuple[Direction, ...]:
    """Return the senses a border row decides on; a row of its own goes before one for both."""
    if row.direction != "both":
        return (row.direction,)
    own = {
        other.direction
        for other in network.borders.values()
        if (other.link_id, other.service_class) == (row.link_id, row.service_class)
    }
    return tuple(sense for sense in EACH if sense not in own)
