"""A network under a stack of scenarios at a date, and its compilation for a request."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from routeplanner.compiler import Compiled, compile_network
from routeplanner.errors import FileError, UsageError
from routeplanner.network import cache

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from routeplanner.network.network import Network
    from routeplanner.request import Consignment, Request
    from routeplanner.scenario.applied import Applied, ScenarioStamp
    from routeplanner.scenario.model import Scenario

MOST_KEPT = 4
"""Compilations kept in memory, some megabytes each, for the next question: reading one from the cache takes a while."""


@dataclass(frozen=True, eq=False)
class View:
    """A network under a stack of scenarios at a date."""

    base: Network
    """The network as read."""
    network: Network
    """The network with the overrides of the date."""
    day: date
    day_given: bool
    stamps: tuple[ScenarioStamp, ...]

    @property
    def season_day(self) -> date | None:
        """Date seasons are read at; None for typical values."""
        return self.day if self.day_given else None


def apply_stack(
    network: Network,
    scenarios: str | Sequence[str | Scenario],
    settings: Mapping[str, str] | None,
    folder: Path | str | None,
) -> Applied | None:
    """Return the applied stack, or None for an empty one.

    Raises:
        FileError: the folder of scenarios is none.
        UsageError: settings without a scenario they could be for.
    """
    from pathlib import Path  # noqa: PLC0415 - as `network.files` has it

    if folder is not None and not Path(folder).is_dir():
        raise FileError(f"{folder} is not a folder of scenarios")
    if not scenarios:
        if settings:
            name = next(iter(settings))
            raise UsageError(f"--set {name}: no scenario is applied that could have this parameter", "add -s NAME")
        return None
    from routeplanner.scenario.apply import apply  # noqa: PLC0415 - scenarios cost nothing when none is asked for

    return apply((scenarios,) if isinstance(scenarios, str) else scenarios, network, settings=settings, folder=folder)


def view_at(network: Network, applied: Applied | None, day: date, *, day_given: bool) -> View:
    """Return the network at a date, with the stamps of what was applied."""
    if applied is None:
        return View(network, network, day, day_given, ())
    return View(network, applied.at(day), day, day_given, applied.stamps_at(day))


def graph_load(consignment: Consignment) -> Consignment:
    """Return what of a consignment decides the graph: goods and value do not, and a hire is no edge."""
    return consignment.model_copy(update={"box": "as-quoted", "goods": "", "value_usd": None})


def compile_view(view: View, request: Request, modes: Sequence[str], units: int) -> Compiled:
    """Compile, or take the same compilation from memory or the cache when the network comes straight from files."""
    consignment = request.consignment
    if view.base.changes or not view.base.folder:
        return compile_network(view.network, consignment, modes=modes, scope=request.scope, day=view.season_day)
    stack = [(stamp.id, stamp.variant, stamp.hash, sorted(stamp.parameters.items())) for stamp in view.stamps]
    moment = view.day if stack else None
    case = ("compiled", view.base.hash, stack, moment, graph_load(consignment), units, request.scope, view.season_day)
    key = hashlib.sha256(repr(case).encode()).hexdigest()
    kept = _kept(key)
    if not kept:
        stored = cache.load(key)
        compiled = Compiled.from_text(stored) if stored is not None else None
        if compiled is None:
            compiled = compile_network(view.network, consignment, modes=modes, scope=request.scope, day=view.season_day)
            cache.store(key, compiled.as_text())
        kept.append(compiled)
    return kept[0]


@lru_cache(maxsize=MOST_KEPT)
def _kept(key: str) -> list[Compiled]:  # noqa: ARG001 - what is kept goes by it
    """Return where a compilation is kept in memory: empty at first, forgotten when others were asked for since."""
    return []
