"""close: what cannot be used any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplanner.network.attributes import ATTRIBUTES, COLLECTIONS, STATUS_COLLECTIONS
from routeplanner.scenario.verbs.base import STATUS, Operation, Verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from routeplanner.network.network import Network
    from routeplanner.network.selection import Selection
    from routeplanner.scenario.chance import Chance
    from routeplanner.scenario.document import Item
    from routeplanner.scenario.reader import Reader
    from routeplanner.scenario.verbs.base import Change, State


WAITS = {"link": "time", "border": "dwell", "transfer": "time", "service": "wait"}
"""Table → attribute that a closure with a chance adds its expected wait to."""


class Close(Verb):
    """Closes places, links, borders, transfers or services, whatever else is changed on them.

    With a chance nothing is closed: the expected wait until it opens again is added to the hours of links and transfers,
    the stop at borders, the wait for services; half of how long it lasts per day, all of it per crossing.
    """

    name = "close"
    summary = "Closes places, links, borders, transfers or services."
    example = "{id: strike, close: {nodes: aktau}, when: {season: 11-01..12-31}, source: [x]}"
    body_selects = True
    takes_chance = True
    opposite = "open"
    collections = STATUS_COLLECTIONS

    def read(self, item: Item, reader: Reader, collection: str) -> Any:  # noqa: ANN401, ARG002
        """Return the body, which is a selector and nothing else."""
        return {}

    def build(self, change: Change, network: Network, selection: Selection) -> Iterator[Operation]:  # noqa: ARG002
        """Yield one operation per row: closed, or with a chance the wait it adds."""
        if change.chance:
            yield from self._waits(change, change.chance, selection)
            return
        for row_id in selection.ids:
            yield Operation(change.override, selection.table, row_id, STATUS, "closed", sense=change.sense)

    @staticmethod
    def _waits(change: Change, chance: Chance, selection: Selection) -> Iterator[Operation]:
        if selection.table not in WAITS:
            what = "a place closed with a chance has no hours that could grow"
            change.error("E022", ("chance",), what, "close its links, borders, transfers or services")
            return
        names = {table: collection for collection, table in COLLECTIONS.items()}
        attribute = ATTRIBUTES[names[selection.table]][WAITS[selection.table]]
        for row_id in selection.ids:
            yield Operation(
                change.override,
                selection.table,
                row_id,
                attribute,
                chance.wait_h,
                sense=change.sense,
                phase="shift",
                chance=chance,
            )

    def combine(self, state: State, operations: Sequence[Operation]) -> None:
        """Close the row."""
        if operations:
            state["status"] = "closed"

    def is_neutral(self, state: State, operation: Operation) -> bool:
        """Tell whether the row is closed already."""
        return bool(state["status"] == operation.amount)


VERB = Close()
