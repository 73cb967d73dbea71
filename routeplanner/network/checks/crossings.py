"""Frontiers: every land link lies in one country or crosses between two, with a stop in each direction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplanner.network.checks.pointer import Pointer, free_classes, joined_links, runs_of_services
from routeplanner.network.provenance import Key
from routeplanner.terms import LAND_MODES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from routeplanner.errors import Problem
    from routeplanner.network.model import Link
    from routeplanner.network.network import Network
    from routeplanner.network.table import TableText


def check_crossings(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E720: a crossing link without a border row for a direction and class that can be traveled."""
    pointer = Pointer(network, texts)
    rows: dict[str, list[tuple[str, str | None]]] = {}
    for row in network.borders.values():
        rows.setdefault(row.link_id, []).append((row.direction, row.service_class))
    scheduled: dict[tuple[str, str], set[str]] = {}
    for service, runs in runs_of_services(network):
        for link_id, forward in runs:
            if service.service_class:
                scheduled.setdefault((link_id, _word(forward=forward)), set()).add(service.service_class)
    problems = []
    for link, _, _ in joined_links(network):
        if not network.is_crossing(link):
            continue
        for direction in ("forward",) if link.directed else ("forward", "back"):
            known = {of_class for way, of_class in rows.get(link.link_id, ()) if way in {direction, "both"}}
            classes = free_classes(link.mode) + tuple(sorted(scheduled.get((link.link_id, direction), ())))
            missing = [name for name in dict.fromkeys(classes) if name not in known]
            if None in known or not missing:
                continue
            what = f"crossing {link.link_id!r} has no border row for direction {direction}"
            if known:
                what += f", class {', '.join(str(name) for name in missing)}"
            hint = "add it to border.csv; dwell_h may be 0, a blank service_class covers every class"
            problems.append(pointer.at("E720", Key("link", link.link_id, "link_id"), what, hint))
    return problems


def _word(*, forward: bool) -> str:
    return "forward" if forward else "back"


def check_border_rows(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E720: a border row on a link that is no crossing, or for a direction that cannot be traveled."""
    pointer = Pointer(network, texts)
    links = {link.link_id: link for link, _, _ in joined_links(network)}
    problems = []
    for border_id, row in network.borders.items():
        link = links.get(row.link_id)
        if link is None:
            continue
        if not network.is_crossing(link):
            what = f"{row.link_id!r} is no crossing: {_why_not(link)}"
            problems.append(pointer.at("E720", Key("border", border_id, "link_id"), what, "delete the row"))
        elif link.directed and row.direction == "back":
            what = f"{row.link_id!r} is one-way and cannot be traveled back"
            problems.append(pointer.at("E720", Key("border", border_id, "direction"), what, "write forward"))
    return problems


def _why_not(link: Link) -> str:
    if link.mode not in LAND_MODES:
        return f"formalities of {link.mode} are part of the port's or airport's handling"
    return "both its ends lie in one country"


def check_link_countries(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E721: a land link whose country is not that of both ends, or a country where there is none."""
    pointer = Pointer(network, texts)
    problems = []
    for link, start, end in joined_links(network):
        key = Key("link", link.link_id, "country")
        if link.mode not in LAND_MODES or network.is_crossing(link):
            if link.country is not None:
                kind = f"{link.mode} link" if link.mode not in LAND_MODES else f"crossing {start.country}–{end.country}"
                what = f"{kind} {link.link_id!r} has country {link.country}"
                problems.append(pointer.at("E721", key, what, "leave country blank"))
        elif link.country != start.country:
            given = f"country {link.country}" if link.country else "no country"
            what = f"link {link.link_id!r} has {given}, but both its ends lie in {start.country}"
            problems.append(pointer.at("E721", key, what, f"write {start.country}"))
    return problems


def check_repeated_cases(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E729: two rows for one border case or one change at a node."""
    pointer = Pointer(network, texts)
    problems = []
    for table, column, cases in (
        ("border", "border_id", _border_cases(network)),
        ("transfer", "transfer_id", _transfer_cases(network)),
    ):
        seen: dict[tuple[Any, ...], str] = {}
        for row_id, case in cases:
            first = seen.setdefault(case, row_id)
            if first != row_id:
                what = f"{row_id!r} describes the same case as {first!r}"
                problems.append(pointer.at("E729", Key(table, row_id, column), what, "delete one"))
    return problems


def _border_cases(network: Network) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for row_id, row in network.borders.items():
        yield row_id, (row.link_id, row.direction, row.service_class)


def _transfer_cases(network: Network) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for row_id, row in network.transfers.items():
        change = (row.from_mode, row.from_gauge, row.to_mode, row.to_gauge)
        yield row_id, (row.node_id, *change, row.service_class, row.equipment)
