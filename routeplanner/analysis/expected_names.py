"""What the names in an expectation mean on a network, and which mean nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.errors import AmbiguousPlaceError, UsageError
from routeplanner.network.places import find_places, get_place, get_terminal
from routeplanner.network.selection import near_hint
from routeplanner.planner.names import get_corridor, resolve_avoided

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from routeplanner.errors import Problem
    from routeplanner.network.network import Network
    from routeplanner.request import Request
    from routeplanner.scenario.expectation import Expectation
    from routeplanner.scenario.model import Scenario

Path = tuple[str | int, ...]


def find_unknown(scenario: Scenario, index: int, networks: Callable[[], Iterable[Network]]) -> list[Problem]:
    """Return a problem for every name in an expectation that none of some networks knows.

    The network of the day comes first; the others are looked at only for what it does not have.
    """
    expectation, document = scenario.expect[index], scenario.document
    item = document.root.find(("expect", index))
    problems = []
    for path, kind, name in _named(expectation):
        first: UsageError | None = None
        for network in networks():
            try:
                _LOOK_UPS[kind](network, name)
                break
            except UsageError as error:
                first = first or error
        else:
            if first is not None:
                code = "E602" if isinstance(first, AmbiguousPlaceError) else "E601" if kind in _PLACES else "E402"
                problems.append(document.problem(code, item.find(path), first.what, first.hint))
    return problems


def _named(expectation: Expectation) -> Iterator[tuple[Path, str, str]]:
    """Yield every name: where it stands, what it should be, itself."""
    route, then = expectation.route, expectation.then
    if route is not None:
        wish, load = route.preferences, route.consignment
        yield ("route", "from"), "terminal", route.origin
        yield ("route", "to"), "terminal", route.destination
        yield ("route", "cargo"), "equipment", load.cargo
        yield ("route", "goods"), "goods", load.goods
        yield from ((("route", "via", index), "place", name) for index, name in enumerate(wish.via))
        yield from ((("route", "avoid", index), "avoid", name) for index, name in enumerate(wish.avoid))
        if wish.corridor:
            yield ("route", "corridor"), "corridors", wish.corridor
    if then is not None:
        yield from ((("then", "via", index), "nodes", name) for index, name in enumerate(then.via))
        for kind, names in then.avoids.items():
            if kind == "modes":  # read with the file
                continue
            yield from ((("then", "avoids", kind, index), kind, name) for index, name in enumerate(names))
        if then.corridor:
            yield ("then", "corridor"), "corridors", then.corridor


_PLACES = frozenset({"terminal", "place", "nodes"})


def _places(network: Network, name: str) -> None:
    """Accept a name that one place or several carry."""
    if not find_places(network, name):
        get_place(network, name)


def _among(label: str, known: Callable[[Network], Iterable[str]]) -> Callable[[Network, str], object]:
    def look_up(network: Network, name: str) -> None:
        names = list(known(network))
        if name not in names:
            raise UsageError(f"no {label} {name!r} in network {network.id!r}", near_hint(name, names, most=12))

    return look_up


def _cargo(kind: str) -> Callable[[Network], Iterable[str]]:
    return lambda network: (row.cargo_id for row in network.cargo.values() if row.kind == kind)


_LOOK_UPS: dict[str, Callable[[Network, str], object]] = {
    "terminal": get_terminal,
    "place": get_place,
    "nodes": _places,
    "avoid": resolve_avoided,
    "corridors": get_corridor,
    "links": _among("link", lambda network: network.links),
    "services": _among("service", lambda network: network.services),
    "countries": _among("country", lambda network: {node.country for node in network.nodes.values() if node.country}),
    "equipment": _among("equipment", _cargo("equipment")),
    "goods": _among("goods class", _cargo("goods")),
}


def missing(network: Network, request: Request) -> str:
    """Return what a request cannot do without and a network does not have; empty when it has everything."""
    wish = request.preferences
    needed: Sequence[tuple[str, str]] = [
        ("terminal", request.origin),
        ("terminal", request.destination),
        *(("place", name) for name in wish.via),
        *((("corridors", wish.corridor),) if wish.corridor else ()),
    ]
    return next((name for kind, name in needed if not _is_there(network, kind, name)), "")


def without_strangers(network: Network, request: Request) -> Request:
    """Return a request that does not avoid what a network does not have."""
    avoid = tuple(name for name in request.preferences.avoid if _is_there(network, "avoid", name))
    return request.model_copy(update={"preferences": request.preferences.model_copy(update={"avoid": avoid})})


def _is_there(network: Network, kind: str, name: str) -> bool:
    try:
        _LOOK_UPS[kind](network, name)
    except UsageError:
        return False
    return True
