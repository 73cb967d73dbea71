"""What the verbs that open and close share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from routeplanner.network.attributes import STATUS_COLLECTIONS
from routeplanner.scenario.verbs.base import STATUS, Verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from routeplanner.network.network import Network
    from routeplanner.network.selection import Selection
    from routeplanner.scenario.document import Item
    from routeplanner.scenario.reader import Reader
    from routeplanner.scenario.verbs.base import Change, Operation, State


class StatusVerb(Verb):
    """Gives rows a status; its body is a selector and nothing else."""

    status: Literal["open", "closed"]
    """The status it gives."""
    body_selects = True
    collections = STATUS_COLLECTIONS

    def read(self, item: Item, reader: Reader, collection: str) -> Any:  # noqa: ANN401, ARG002
        """Return nothing: the selector is read by itself."""
        return {}

    def build(self, change: Change, network: Network, selection: Selection) -> Iterator[Operation]:  # noqa: ARG002
        """Yield one operation per row."""
        return change.operations(selection, STATUS, self.status)

    def combine(self, state: State, operations: Sequence[Operation]) -> None:
        """Give the row the status."""
        if operations:
            state["status"] = self.status

    def is_neutral(self, state: State, operation: Operation) -> bool:
        """Tell whether the row has the status already."""
        return bool(state["status"] == operation.amount)
