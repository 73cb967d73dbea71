"""What a verb is, and what it hands on: operations on figures, or new rows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from routeplanner.errors import Problem  # noqa: TC001 - part of a dataclass
from routeplanner.network.attributes import ATTRIBUTES, Attribute
from routeplanner.network.cells import shown
from routeplanner.network.selection import near_hint, select

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from routeplanner.network.network import Network
    from routeplanner.network.selection import Selection
    from routeplanner.record import Record
    from routeplanner.scenario.chance import Chance
    from routeplanner.scenario.document import Document, Item
    from routeplanner.scenario.reader import Reader
    from routeplanner.scenario.when import When

STATUS = Attribute("status", "status", "status")
"""The pseudo-attribute that close and open move."""
State = dict[str, Any]
"""Columns of a row while a moment is put together."""


class Bounds(NamedTuple):
    """The least and the most a figure may be."""

    at_least: float | None
    at_most: float | None


class Shape(NamedTuple):
    """A distribution as the tables keep it."""

    mean: float | None
    """None: the mean stays as it is."""
    p90: float


@dataclass(frozen=True, slots=True)
class Operation:
    """What one override does to one figure."""

    override: str
    """`scenario#override`."""
    table: str
    row_id: str
    attribute: Attribute
    amount: float | str | Bounds | Shape
    basis: str | None = None
    """What a price is per."""
    sense: str = "both"
    """Sense of travel it is limited to."""
    phase: str = ""
    """Verb in whose turn it acts; blank: the override's own."""
    chance: Chance | None = None
    """Chance with which it holds; None: certain."""


class Flaw(NamedTuple):
    """What is wrong with operations that hold together: a problem once it is known on which day."""

    operation: Operation
    """Where it is said."""
    code: str
    what: str
    hint: str


class FlawError(Exception):
    """Operations cannot be brought into a row."""

    def __init__(self, operation: Operation, code: str, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.flaw = Flaw(operation, code, what, hint)


@dataclass(frozen=True, slots=True)
class Addition:
    """A row an override adds."""

    override: str
    table: str
    row_id: str
    row: Record
    told: tuple[str, ...]
    """Columns that say what is new; those that are filled go into the record of changes."""
    about: tuple[tuple[str, str], ...] = ()
    """(table, row id) of the rows a rule is about; on a day when none of them is there, neither is the rule."""


@dataclass(slots=True)
class Change:
    """One override with parameters filled in, ready for a network."""

    override: str
    """`scenario#override`."""
    verb: Verb
    document: Document
    item: Item
    """The override in the file."""
    payload: Any
    """What the verb read from its body; None when it could not be read."""
    selector: Any
    """Plain data; None when there is none."""
    selector_path: tuple[str, ...]
    """Where the selector stands in the override."""
    was: tuple[tuple[Attribute, Any, Item], ...]
    matches: Any
    when: When
    sense: str
    sources: tuple[str, ...]
    """`scenario:source`; empty for a bare assumption."""
    quality: str
    """cited or estimated."""
    note: str
    chance: Chance | None = None
    """Chance with which it holds; None: certain."""
    scenario: str = ""
    """Id of the scenario whose file it stands in."""
    on: bool = True
    """Whether its `if` holds; True without one."""
    supersedes: tuple[str, ...] = ()
    """`scenario#override` of those that do not act where this one holds."""
    problems: list[Problem] = field(default_factory=list)

    def error(self, code: str, path: Sequence[str | int], what: str, hint: str = "") -> None:
        """Note a problem at a place inside the override."""
        self.problems.append(self.document.problem(code, self.item.find(path), what, hint))

    def operations(
        self,
        selection: Selection,
        attribute: Attribute,
        amount: float | str | Bounds | Shape,
        basis: str | None = None,
        *,
        phase: str = "",
    ) -> Iterator[Operation]:
        """Yield an operation on one figure for every row selected; the last three as in `Operation`."""
        for row_id in selection.ids:
            yield Operation(
                self.override, selection.table, row_id, attribute, amount, basis, self.sense, phase, self.chance
            )

    @property
    def where(self) -> str:
        """`file:line:column` of the verb."""
        return self.document.where(self.item.keys[self.verb.name])


class Verb(ABC):
    """A kind of change. A verb is a file here and a line in `VERBS`."""

    name: str
    """Key in the file."""
    summary: str
    """One sentence."""
    example: str
    """One override, as YAML."""
    body_selects: bool = False
    """Whether the selector stands under the verb itself and not under `where`."""
    selects: bool = True
    """Whether it changes the rows that a selector names; otherwise it brings a row of its own."""
    collections: tuple[str, ...]
    """Collections its selector may name."""
    senses: tuple[str, ...] = ("borders",)
    """Collections for which `direction` means something."""
    exclusive: bool = False
    """Whether two different amounts for one figure at one moment are an error."""
    opposite: str = ""
    """Verb that wants the reverse: both on one row at one moment are an error."""
    relative: bool = False
    """Whether what comes out rests on the figure that was there."""
    takes_chance: bool = False
    """Whether it has an expected value, so that it may hold with a chance only."""

    @abstractmethod
    def read(self, item: Item, reader: Reader, collection: str) -> Any:  # noqa: ANN401 - each verb has its own
        """Return what the body says, or None with problems."""

    def select(self, change: Change, network: Network) -> Selection:
        """Return the rows a change is about.

        Raises:
            SelectionError: the selector means nothing in this network.
        """
        return select(network, change.selector)

    @abstractmethod
    def build(self, change: Change, network: Network, selection: Selection) -> Iterator[Operation | Addition]:
        """Yield what the change does to the rows selected; problems are noted at the change."""

    def combine(self, state: State, operations: Sequence[Operation]) -> None:  # noqa: B027 - not every verb has any
        """Bring the operations on one figure at one moment into the row's state; nothing for a verb that adds rows.

        Raises:
            FlawError: they contradict one another or the row.
        """

    def check_company(self, operations: Sequence[Operation], earlier: Sequence[Operation]) -> None:  # noqa: B027
        """Refuse to undo what earlier verbs made of the row; most verbs build on it.

        Raises:
            FlawError: their work would be lost.
        """

    def finish(self, state: State, operations: Sequence[Operation]) -> None:  # noqa: B027
        """Check what has come of the operations once every verb has acted.

        Raises:
            FlawError: the figure cannot be.
        """

    def columns(self, operation: Operation) -> tuple[str, ...]:
        """Return the columns an operation can move."""
        attribute = operation.attribute
        return tuple(name for name in (attribute.column, attribute.basis_column, attribute.spread_column) if name)

    def is_neutral(self, state: State, operation: Operation) -> bool:  # noqa: ARG002
        """Tell whether an operation leaves a row as it is when its verb's turn comes."""
        return False

    def remark(self, change: Change) -> str:
        """Return what a reader must know of the figures an override gives; empty when they are as written."""
        return f"expected value of a chance of {change.chance.as_text()}" if change.chance else ""


def find_attribute(reader: Reader, item: Item, collection: str, name: str) -> Attribute | None:
    """Return an attribute of a collection, or None with a problem at its key."""
    known = ATTRIBUTES[collection]
    if name in known:
        return known[name]
    what = f"{collection} have no attribute {shown(name)}"
    if not known:
        hint = "hours and prices of a place are in its transfers and borders: where: {transfers: {node: …}}"
        reader.error("E408", item.keys[name], what, hint if collection == "nodes" else "")
        return None
    reader.error("E408", item.keys[name], what, near_hint(name, known, most=len(known), listed=True))
    return None
