"""Compilations kept while many questions are asked of one network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.compiler import compile_network
from routeplanner.compiler.reprice import reprice
from routeplanner.planner.view import View, compile_view, graph_load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from routeplanner.compiler import Compiled
    from routeplanner.network.network import Network
    from routeplanner.request import Request


class Shelf:
    """Compiles views of one network; what is there of the same kind of load is weighed anew where that is possible.

    It takes the place of `compile_view`, with the same answers.
    """

    def __init__(self, base: Network) -> None:
        self.base = base
        self._bases: dict[object, Compiled] = {}
        self._kept: dict[object, dict[tuple[Network, date | None], Compiled]] = {}

    def __call__(self, view: View, request: Request, modes: Sequence[str], units: int) -> Compiled:
        """Return the compilation of a view for a request's load."""
        case = (graph_load(request.consignment), units, request.scope)
        if case not in self._bases:
            plain = View(self.base, self.base, view.day, day_given=False, stamps=())
            self._bases[case] = compile_view(plain, request, modes, units)
        kept = self._kept.setdefault(case, {(self.base, None): self._bases[case]})
        key = (view.network, view.season_day)
        if key not in kept:
            kept[key] = self._made(kept, view, request, modes)
        return kept[key]

    @staticmethod
    def _made(
        kept: Mapping[tuple[Network, date | None], Compiled], view: View, request: Request, modes: Sequence[str]
    ) -> Compiled:
        load, day = request.consignment, view.season_day
        for (network, other), compiled in kept.items():
            found = reprice(compiled, network, view.network, load, modes=modes, days=(other, day))
            if found is not None:
                return found
        return compile_network(view.network, load, modes=modes, scope=request.scope, day=day)

    def clear(self) -> None:
        """Forget all compilations but those of the base for typical values of the year."""
        self._kept.clear()
