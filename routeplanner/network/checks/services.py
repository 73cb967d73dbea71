"""Services: one chain of links, traveled the way they run, with one set of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.network.checks.pointer import Pointer, linked_services, runs_of_services
from routeplanner.network.provenance import Key
from routeplanner.terms import CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from routeplanner.errors import Problem
    from routeplanner.network.model import Service
    from routeplanner.network.network import Network
    from routeplanner.network.table import TableText


def check_chains(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E722: a service without links, of several modes or gauges, with a gap, or against a one-way link."""
    pointer = Pointer(network, texts)
    problems = [
        pointer.at("E722", Key("service", service_id, "links"), f"service {service_id!r} has no links", "list them")
        for service_id, service in network.services.items()
        if not service.links
    ]
    for service, runs in runs_of_services(network):
        found = _chain_fault(network, service, runs)
        if found:
            problems.append(pointer.at("E722", Key("service", service.service_id, "links"), *found))
    return problems


def _chain_fault(network: Network, service: Service, runs: list[tuple[str, bool]]) -> tuple[str, str] | None:
    """Return what is wrong with the links of a service and what to do, or None."""
    name = f"service {service.service_id!r}"
    links = [network.links[link_id] for link_id in service.links]
    kinds = dict.fromkeys((link.mode, link.gauge_mm) for link in links)
    if len(kinds) > 1:
        shown = dict.fromkeys(f"{mode} {gauge or ''}".strip() for mode, gauge in kinds)
        return f"{name} runs on {', '.join(shown)}", "write one service per mode and gauge"
    if not runs:
        return (
            f"the links of {name} are not one chain",
            "list them in the order they are run; each starts where the last ends",
        )
    against = {link.link_id for link in links if link.directed}
    wrong = [link_id for link_id, forward in runs if not forward and link_id in against]
    if wrong:
        what = f"{name} ({service.direction}) runs {', '.join(map(repr, wrong))} against its one-way direction"
        return what, "change direction, or list the link of the other direction"
    return None


def check_calls(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E735: a service that calls where its links do not lead, or at fewer than two places."""
    pointer = Pointer(network, texts)
    problems = []
    for service in linked_services(network):
        if not service.calls:
            continue
        links = [network.links[link_id] for link_id in service.links]
        passed = dict.fromkeys(node_id for link in links for node_id in link.ends())
        key = Key("service", service.service_id, "calls")
        name = f"service {service.service_id!r}"
        for node_id in dict.fromkeys(service.calls):
            if node_id not in passed and node_id in network.nodes:
                hint = f"it passes {', '.join(passed)}"
                problems.append(pointer.at("E735", key, f"{name} does not pass {node_id!r}", hint))
        if len(set(service.calls)) == 1:
            what = f"{name} calls at {service.calls[0]!r} only"
            problems.append(pointer.at("E735", key, what, "name where cargo gets on and off, or leave it blank"))
    return problems


def check_classes(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E727: a service class its mode does not have."""
    pointer = Pointer(network, texts)
    problems = []
    for key, mode, service_class in _classes(network):
        known = CLASSES.get(mode, ())
        if service_class is not None and service_class not in known:
            what = f"{mode} has no service class {service_class!r}"
            hint = f"{mode}: {', '.join(known)}, or blank" if known else "leave service_class blank"
            problems.append(pointer.at("E727", key, what, hint))
    return problems


def _classes(network: Network) -> Iterator[tuple[Key, str, str | None]]:
    """Yield cell, mode and class of every row that names a class for a mode."""
    for service in linked_services(network):
        mode = network.links[service.links[0]].mode
        yield Key("service", service.service_id, "service_class"), mode, service.service_class
    for border_id, border in network.borders.items():
        link = network.links.get(border.link_id)
        if link:
            yield Key("border", border_id, "service_class"), link.mode, border.service_class
    for transfer_id, transfer in network.transfers.items():
        yield Key("transfer", transfer_id, "service_class"), transfer.to_mode, transfer.service_class
    for rate_id, rate in network.rates.items():
        if rate.mode:
            yield Key("rate", rate_id, "service_class"), rate.mode, rate.service_class


def check_unserved_links(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """W803: a sea, ferry, waterway or air link that no service runs."""
    pointer = Pointer(network, texts)
    served = {link_id for service in network.services.values() for link_id in service.links}
    return [
        pointer.at(
            "W803",
            Key("link", link_id, "link_id"),
            f"no service runs {link.mode} link {link_id!r}",
            "it is then traveled at any time without waiting; add a service if it has departures",
        )
        for link_id, link in network.links.items()
        if link.mode not in CLASSES and link_id not in served
    ]


def check_double_figures(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """W804: own hours or dollars on a link whose service has figures for the whole line."""
    pointer = Pointer(network, texts)
    problems = []
    for service in linked_services(network):
        for column in ("time_h", "cost_usd"):
            if getattr(service, column) is None:
                continue
            for link_id in service.links:
                if getattr(network.links[link_id], column) is not None:
                    what = f"{link_id!r} has its own {column}, and so has service {service.service_id!r} it is part of"
                    problems.append(
                        pointer.at("W804", Key("link", link_id, column), what, "the link's own figure is used")
                    )
    return problems


def check_departures(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """W810: a service that says nothing about its departures, so that nobody ever waits for it."""
    pointer = Pointer(network, texts)
    return [
        pointer.at(
            "W810",
            Key("service", service_id, "interval_h"),
            f"service {service_id!r} has no interval_h, wait_h or weekdays",
            "nobody waits for it; fill one",
        )
        for service_id, service in network.services.items()
        if service.mean_wait() is None
    ]
