"""Where a figure came from: a neutral record, the same for tables, overlays and scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

ORDER = {"cited": 0, "derived": 1, "estimated": 2}
OVERLAY = "overlay:"
"""What the source of an overlay's rows starts with; its name follows."""


class Key(NamedTuple):
    """One figure: table, row, column."""

    table: str
    row_id: str
    field: str


class Change(NamedTuple):
    """One override that changed a figure."""

    override: str
    """`scenario#override`."""
    old: object
    new: object
    sources: tuple[str, ...]
    """Ids of the scenario's sources, `scenario:id`; empty for an assumption."""
    quality: str
    """cited when a source stands behind the override, else estimated."""
    relative: bool = False
    """Whether the new figure rests on the old one, as a multiple of it."""


class Provenance(NamedTuple):
    """Sources, quality and overrides of a figure."""

    sources: tuple[str, ...]
    quality: str
    overrides: tuple[str, ...]


class Overlay(NamedTuple):
    """A folder whose rows were laid over a network's."""

    name: str
    """Name of the folder; its rows have the source `overlay:NAME`."""
    hash: str
    """SHA-256 of its rows' values, whatever the files' order or format."""
    rows: int
    replaced: int
    """Rows that took the place of one of the same id."""
    added: int
    """Rows with an id of their own."""
    replaced_later: int = 0
    """Rows that a later overlay replaced in turn."""

    @property
    def source(self) -> str:
        """Id of the source its rows count as."""
        return f"{OVERLAY}{self.name}"


def in_order(sources: Iterable[str]) -> tuple[str, ...]:
    """Return ids of sources sorted, each once, overlays first."""
    return tuple(sorted(set(sources), key=lambda name: (not name.startswith(OVERLAY), name)))


def worst(qualities: list[str]) -> str:
    """Return the weakest of several qualities; cited for none."""
    return max(qualities, key=ORDER.__getitem__, default="cited")
