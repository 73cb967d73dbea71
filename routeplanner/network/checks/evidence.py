"""Sources: every figure says where it came from, and says it honestly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.network.checks.pointer import Pointer
from routeplanner.network.model import SOURCED
from routeplanner.network.provenance import Key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from routeplanner.errors import Problem
    from routeplanner.network.network import Network
    from routeplanner.network.table import TableText

ESTIMATE = "estimate"
"""The source of judgments."""


def check_quality(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E725: quality, source and note that contradict one another."""
    pointer = Pointer(network, texts)
    problems = []
    for table in SOURCED:
        for row_id, row in network.table(table).items():
            if not row.source_id:
                key = Key(table, row_id, "source_id")
                problems.append(pointer.at("E725", key, f"{row_id!r} names no source", f"{ESTIMATE} for a judgment"))
            elif (row.quality == "estimated") != (ESTIMATE in row.source_id):
                what = f"quality {row.quality} with source {'|'.join(row.source_id)!r}"
                hint = f"quality estimated and source {ESTIMATE} go together"
                problems.append(pointer.at("E725", Key(table, row_id, "source_id"), what, hint))
            if row.quality != "cited" and not row.note:
                what = f"{row.quality} without a note"
                hint = "say how it was computed" if row.quality == "derived" else "say why this figure"
                problems.append(pointer.at("E725", Key(table, row_id, "note"), what, hint))
    return problems


def check_unused_sources(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """W807: a source no row names.

    With overlays only theirs: the rows that named the network's own sources may be those an overlay replaced.
    """
    pointer = Pointer(network, texts)
    judged = [name for name in network.sources if not network.overlays or network.sources.origin(name)]
    used = {source for table in SOURCED for row in network.table(table).values() for source in row.source_id}
    return [
        pointer.at("W807", Key("source", source_id, "source_id"), f"no row names source {source_id!r}", "delete it")
        for source_id in judged
        if source_id not in used and source_id != ESTIMATE
    ]


def check_source_urls(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """W808: the address of a source that is not https."""
    pointer = Pointer(network, texts)
    return [
        pointer.at("W808", Key("source", source_id, "url"), f"{source.url!r} is not an https address", "https://…")
        for source_id, source in network.sources.items()
        if source.url and not source.url.startswith("https://")
    ]
