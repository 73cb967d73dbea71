"""open: what is closed in the network can be used again."""

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


class Open(Verb):
    """Opens places, links, borders, transfers or services that are closed in the network.

    What another override closes at that moment is an error; seasons and standing restrictions hold all the same.
    """

    name = "open"
    summary = "Opens what is closed in the network."
    example = "{id: reopened, open: {borders: bruzgi-kuznica-road}, when: {from: 2027-01-01}, source: [x]}"
    body_selects = True
    collections = STATUS_COLLECTIONS

    def read(self, item: Item, reader: Reader, collection: str) -> Any:  # noqa: ANN401, ARG002
        """Return the body, which is a selector and nothing else."""
        return {}

    def build(self, change: Change, network: Network, selection: Selection) -> Iterator[Operation]:  # noqa: ARG002
        """Yield one operation per row."""
        for row_id in selection.ids:
            yield Operation(change.override, selection.table, row_id, STATUS, "open", sense=change.sense)

    def combine(self, state: State, operations: Sequence[Operation]) -> None:
        """Open the row."""
        if operations:
            state["status"] = "open"

    def is_neutral(self, state: State, operation: Operation) -> bool:
        """Tell whether the row is open already."""
        return bool(state["status"] == operation.amount)


VERB = Open()
