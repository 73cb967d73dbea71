"""close: what cannot be used any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplanner.network.attributes import STATUS_COLLECTIONS
from routeplanner.scenario.verbs.base import STATUS, Operation, Verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from routeplanner.network.network import Network
    from routeplanner.network.selection import Selection
    from routeplanner.scenario.document import Item
    from routeplanner.scenario.reader import Reader
    from routeplanner.scenario.verbs.base import Change, State


class Close(Verb):
    """Closes places, links, borders, transfers or services; wins over every other verb."""

    name = "close"
    summary = "Closes places, links, borders, transfers or services."
    example = "{id: strike, close: {nodes: aktau}, when: {season: 11-01..12-31}, source: [x]}"
    body_selects = True
    collections = STATUS_COLLECTIONS

    def read(self, item: Item, reader: Reader, collection: str) -> Any:  # noqa: ANN401, ARG002
        """Return the body, which is a selector and nothing else."""
        return {}

    def build(self, change: Change, network: Network, selection: Selection) -> Iterator[Operation]:  # noqa: ARG002
        """Yield one operation per row."""
        for row_id in selection.ids:
            yield Operation(change.override, selection.table, row_id, STATUS, "closed", sense=change.sense)

    def combine(self, state: State, operations: Sequence[Operation]) -> None:
        """Close the row."""
        if operations:
            state["status"] = "closed"

    def is_neutral(self, row: Any, operation: Operation) -> bool:  # noqa: ANN401
        """Tell whether the row is closed already."""
        return bool(row.status == operation.amount)


VERB = Close()
