"""close: what cannot be used any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.network.attributes import ATTRIBUTES
from routeplanner.scenario.verbs.status import StatusVerb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from routeplanner.network.network import Network
    from routeplanner.network.selection import Selection
    from routeplanner.scenario.verbs.base import Change, Operation

WAITS = {"link": "time", "border": "dwell", "transfer": "time", "service": "wait"}
"""Table → attribute that a closure with a chance adds its expected wait to."""


class Close(StatusVerb):
    """Closes places, links, borders, transfers or services, whatever else is changed on them.

    With a chance nothing is closed: the expected wait until it opens again is added to the hours of links and transfers,
    the stop at borders, the wait for services; half of how long it lasts per day, all of it per crossing.
    """

    name = "close"
    summary = "Closes places, links, borders, transfers or services."
    example = "{id: strike, close: {nodes: aktau}, when: {season: 11-01..12-31}, source: [x]}"
    status = "closed"
    takes_chance = True
    opposite = "open"

    def build(self, change: Change, network: Network, selection: Selection) -> Iterator[Operation]:
        """Yield one operation per row: closed, or with a chance the wait it adds."""
        if change.chance is None:
            return super().build(change, network, selection)
        if selection.table not in WAITS:
            what = "a place closed with a chance has no hours that could grow"
            change.error("E022", ("chance",), what, "close its links, borders, transfers or services")
            return iter(())
        attribute = ATTRIBUTES[selection.collection][WAITS[selection.table]]
        return change.operations(selection, attribute, change.chance.wait_h, phase="shift")


VERB = Close()
