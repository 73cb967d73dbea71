"""Door to door: what a network must say of the first and the last mile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.errors import UsageError
from routeplanner.terms import DOOR

if TYPE_CHECKING:
    from routeplanner.compiler import Compiled
    from routeplanner.network.network import Network


def check_miles(compiled: Compiled, network: Network, origin: str, destination: str) -> None:
    """Refuse to count door to door where some way to leave the origin, or reach the destination, has no mile.

    It would count less than the other ways, and be chosen for that.

    Raises:
        UsageError: no transfer row leads from the door to a vehicle, or back.
    """
    graph, transfers = compiled.graph, network.transfers
    start, end = compiled.start_of[origin], compiled.end_of[destination]
    missing = []
    leaving = (compiled.edge(number).before for number in range(graph.starts[start], graph.starts[start + 1]))
    if not all(rows and transfers[rows[0]].from_mode == DOOR for rows in leaving):
        missing.append(f"no first mile at {origin!r}")
    arriving = (compiled.edge(number).after for number, head in enumerate(graph.heads) if head == end)
    if not all(rows and transfers[rows[-1]].to_mode == DOOR for rows in arriving):
        missing.append(f"no last mile at {destination!r}")
    if missing:
        what = f"cannot count door to door: network {network.id!r} has {' and '.join(missing)}"
        raise UsageError(what, "count --terminals instead, or add rows from and to `door` to transfer.csv")
