"""The records of a scenario file, as written: `$name` still stands where a parameter goes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, get_args

from routeplanner.fields import Limit
from routeplanner.record import Record
from routeplanner.scenario.document import Document
from routeplanner.scenario.expectation import Expectation
from routeplanner.scenario.ids import ID_PATTERN

FORMAT = 1
"""Version of the grammar this program reads."""
NAME_PATTERN = r"^[a-z][a-z0-9_]*$"
OVERRIDE_PATTERN = r"^[a-z0-9][a-z0-9-]*(#[a-z0-9][a-z0-9-]*)?$"
"""Id of an override; in a flattened file with the scenario it comes from before it."""
ScenarioStatus = Literal["planned", "shock", "historical", "assumption"]
SENSES = ("forward", "back", "both")
"""Values of `direction`."""
STATUSES: tuple[str, ...] = get_args(ScenarioStatus)
Id = Annotated[str, Limit(pattern=ID_PATTERN)]
Name = Annotated[str, Limit(pattern=NAME_PATTERN)]
OverrideId = Annotated[str, Limit(pattern=OVERRIDE_PATTERN)]
Sense = Literal["forward", "back", "both"]


class NetworkNeed(Record):
    """The network a scenario was written for."""

    id: Id
    """Id of the network."""
    version: str = ""
    """Version needed: `2026.1`, or at least it: `>=2026.1`; blank: any."""


class Extension(Record):
    """Another scenario that comes along."""

    scenario: Id
    """Its id."""
    variant: str = ""
    """One of its variants; blank: its defaults."""
    parameters: Mapping[str, str] = {}
    """Values for its parameters (`with`)."""


class ScenarioSource(Record):
    """A publication a scenario rests on."""

    title: str
    """Title of the page, report or data set."""
    publisher: str = ""
    """Who published it."""
    url: str = ""
    """Address, https only."""
    as_of: str = ""
    """Date or year it describes."""
    note: str = ""
    """What was taken from it."""


class Sweep(Record):
    """The values of a parameter that a sweep runs through."""

    starts: str
    """`from`: first value."""
    ends: str
    """`to`: value not passed."""
    step: str
    """From one value to the next; of dates a time."""


SWEEP_FIELDS = {"from": "starts", "to": "ends", "step": "step"}
"""Key in the file → field of `Sweep`."""


class Parameter(Record):
    """A value that can be chosen when the scenario is applied."""

    default: str
    """Value without a choice: a quantity, number, date, id, or true or false."""
    min: str = ""
    """Least value allowed."""
    max: str = ""
    """Greatest value allowed."""
    sweep: Sweep | None = None
    """Values a sweep runs through."""
    note: str = ""
    """What it means and where its range comes from."""


class Matches(Record):
    """How many rows a selector must hit."""

    exactly: Annotated[int, Limit(ge=0)] | None = None
    """This many."""
    at_least: Annotated[int, Limit(ge=0)] | None = None
    """This many or more."""
    at_most: Annotated[int, Limit(ge=0)] | None = None
    """This many or fewer."""

    def fits(self, count: int) -> bool:
        """Tell whether a count is as promised."""
        return (
            (self.exactly is None or count == self.exactly)
            and (self.at_least is None or count >= self.at_least)
            and (self.at_most is None or count <= self.at_most)
        )

    def as_text(self) -> str:
        """Return the promise in words."""
        words = {"": self.exactly, "at least ": self.at_least, "at most ": self.at_most}
        return " and ".join(f"{word}{count}" for word, count in words.items() if count is not None)


class Span(Record):
    """When an override holds, as written."""

    starts: str = ""
    """`from`: first day."""
    until: str = ""
    """Day after the last one."""
    through: str = ""
    """Last day."""
    season: str = ""
    """MM-DD..MM-DD of every year, both days included; may pass New Year."""


SPAN_FIELDS = {"from": "starts", "until": "until", "through": "through", "season": "season"}
"""Key in the file → field of `Span`."""


class Override(Record):
    """One change."""

    id: OverrideId
    """Id within the scenario; `scenario#override` for one that was flattened into it."""
    verb: str
    """close, set, scale, forbid …"""
    body: Any
    """What stands under the verb."""
    where: Any = None
    """Selector; for `close` it stands under the verb."""
    was: Mapping[str, str] = {}
    """Figures the base network must have."""
    matches: Matches | None = None
    """How many rows the selector must hit."""
    when: Span | None = None
    """When it holds; blank: always."""
    direction: Sense = "both"
    """Sense of travel it holds for."""
    chance: Mapping[str, str] = {}
    """Chance it holds with; blank: certain."""
    condition: str = ""
    """`if`: `$flag` or `not $flag`, a parameter that is true or false; blank: always on."""
    supersedes: tuple[str, ...] = ()
    """`scenario#override` of those that do not act where this one holds."""
    source: tuple[str, ...] = ()
    """Ids of the scenario's sources behind it."""
    confidence: Literal["assumption"] | None = None
    """assumption: nobody has published it."""
    why: str = ""
    """Reason for an assumption."""
    note: str = ""
    """Anything a reader should know."""


class Scenario(Record):
    """A named what-if, read from a file."""

    id: Id
    """Its name, equal to the file's."""
    title: str
    """One line."""
    status: ScenarioStatus = "assumption"
    """planned, shock, historical or assumption."""
    description: str = ""
    """A paragraph."""
    network: NetworkNeed | None = None
    """Network it was written for; blank: any."""
    as_of: date | None = None
    """Date it is meant for, unless the request names one."""
    extends: tuple[Extension, ...] = ()
    """Scenarios that come along."""
    requires: tuple[Id, ...] = ()
    """Scenarios that must be in the stack."""
    conflicts_with: tuple[Id, ...] = ()
    """Scenarios that must not be in the stack."""
    sources: Mapping[str, ScenarioSource] = {}
    """Publications by id."""
    parameters: Mapping[str, Parameter] = {}
    """Parameters by name."""
    variants: Mapping[str, Mapping[str, str]] = {}
    """Named sets of parameter values."""
    overrides: tuple[Override, ...] = ()
    """The changes."""
    expect: tuple[Expectation, ...] = ()
    """What its author expects of it; `scenario test` tries them."""
    file: str = ""
    """Path of the file."""

    _document: Document | None = None

    @property
    def document(self) -> Document:
        """The file's tree, for positions in messages."""
        assert self._document is not None  # noqa: S101 - `parse_scenario` is the only maker
        return self._document

    @property
    def hash(self) -> str:
        """SHA-256 of what the file says, whatever its layout and comments."""
        text = json.dumps(self.document.root.plain(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def version_parts(version: str) -> list[int]:
    """Return the numbers of a version, by which versions compare: `>=2026.1` is [2026, 1]."""
    return [int(part) for part in re.findall(r"\d+", version)]


def full_name(scenario: str, override: str) -> str:
    """Return `scenario#override`; an override that was flattened into the scenario keeps the name it had."""
    return override if "#" in override else f"{scenario}#{override}"


def source_name(scenario: str, source: str) -> str:
    """Return `scenario:source`; a source that was flattened into the scenario keeps the name it had."""
    return source if ":" in source else f"{scenario}:{source}"
