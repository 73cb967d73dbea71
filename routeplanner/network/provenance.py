"""Where a figure came from: a neutral record, the same for tables, overlays and scenarios."""

from __future__ import annotations

from typing import NamedTuple

ORDER = {"cited": 0, "derived": 1, "estimated": 2}


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


def worst(qualities: list[str]) -> str:
    """Return the weakest of several qualities; cited for none."""
    return max(qualities, key=ORDER.__getitem__, default="cited")
