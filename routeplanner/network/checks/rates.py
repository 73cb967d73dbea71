"""Rates: one applies to every case, and every price can be paid."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from routeplanner.network.chains import service_runs
from routeplanner.network.checks.pointer import Joined, Pointer, free_classes, joined_links, linked_services
from routeplanner.network.provenance import Key
from routeplanner.terms import CLASSES, TERMINAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from routeplanner.errors import Problem
    from routeplanner.network.model import Cargo, Rate
    from routeplanner.network.network import Network
    from routeplanner.network.table import TableText

FIGURES = ("speed_km_day", "cost_usd_km", "emission_kg_tkm")


class Case(NamedTuple):
    """What a rate is looked up for, but for the equipment; the fields are the keys of `rate.csv`."""

    mode: str
    country: str | None
    service_class: str | None
    tariff: str | None
    direction: str


class Keys(NamedTuple):
    """The keys of a rate; None is any."""

    mode: str | None
    country: str | None
    service_class: str | None
    tariff: str | None
    direction: str | None
    equipment: str | None

    @property
    def filled(self) -> int:
        """How specific the rate is."""
        return sum(key is not None for key in self)

    def match(self, case: Case) -> bool:
        """Tell whether the rate applies to some equipment in a case."""
        return all(key is None or key == given for key, given in zip(self, case, strict=False))


def keys_of(rate: Rate) -> Keys:
    """Return the keys of a rate."""
    direction = None if rate.direction == "both" else rate.direction
    return Keys(rate.mode, rate.country, rate.service_class, rate.tariff or None, direction, rate.equipment or None)


def _cases(network: Network) -> dict[Case, bool]:
    """Return every case that occurs, and whether a price by the kilometer is ever looked up for it."""
    found: dict[Case, bool] = {}
    joined = {row.link.link_id: row for row in joined_links(network)}
    for row in joined.values():
        link = row.link
        for service_class in free_classes(link.mode):
            for forward in (True,) if link.directed else (True, False):
                case = _case(network, row, service_class, forward=forward)
                found[case] = found.get(case, False) or link.cost_usd is None
    for service in linked_services(network):
        for link_id, forward in service_runs(network.links, service):
            if link_id in joined:
                row = joined[link_id]
                case = _case(network, row, service.service_class, forward=forward)
                found[case] = found.get(case, False) or (row.link.cost_usd is None and service.cost_usd is None)
    return found


def _case(network: Network, row: Joined, service_class: str | None, *, forward: bool) -> Case:
    """Return the case of a run; a crossing is looked up in the country it leaves."""
    country = row.link.country
    if country is None and network.is_crossing(row.link):
        country = (row.start if forward else row.end).country
    direction = "forward" if forward else "back"
    return Case(row.link.mode, country, service_class, row.link.tariff or None, direction)


def _equipment(network: Network, mode: str) -> list[Cargo]:
    return [cargo for cargo in network.cargo.values() if cargo.kind == "equipment" and mode in cargo.modes]


class _Choice:
    """Looks up the rates with one figure."""

    def __init__(self, network: Network, figure: str) -> None:
        rates = [(keys_of(rate), rate) for rate in network.rates.values() if getattr(rate, figure) is not None]
        self._by_mode: dict[str, list[tuple[Keys, Rate]]] = {
            mode: [(keys, rate) for keys, rate in rates if keys.mode in {None, mode}]
            for mode in dict.fromkeys(link.mode for link in network.links.values())
        }

    def best(self, case: Case, equipment: list[Cargo]) -> Iterator[tuple[Cargo, list[Rate]]]:
        """Yield for each equipment the rates that apply in a case and are as specific as any that does."""
        fitting = [(keys.filled, keys.equipment, rate) for keys, rate in self._by_mode[case.mode] if keys.match(case)]
        for cargo in equipment:
            applying = [(filled, rate) for filled, only, rate in fitting if only in {None, cargo.cargo_id}]
            most = max((filled for filled, _ in applying), default=0)
            yield cargo, [rate for filled, rate in applying if filled == most]


def check_rate_ties(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E723: a case that occurs, with two equally specific rates for one figure and none more specific."""
    pointer = Pointer(network, texts)
    ties: dict[tuple[str, str], dict[str, str]] = {}
    cases = _cases(network)
    equipment = {mode: _equipment(network, mode) for mode in {case.mode for case in cases}}
    for figure in FIGURES:
        choice = _Choice(network, figure)
        for case in cases:
            for cargo, best in choice.best(case, equipment[case.mode]):
                for one, other in combinations(best, 2):
                    example = ", ".join(str(key) for key in (*case, cargo.cargo_id) if key)
                    ties.setdefault((one.rate_id, other.rate_id), {}).setdefault(figure, example)
    problems = []
    for (one_id, other_id), figures in ties.items():
        what = f"rates {one_id!r} and {other_id!r} both give {', '.join(figures)} for {next(iter(figures.values()))}"
        hint = "they are equally specific: fill one more key in one of them"
        problems.append(pointer.at("E723", Key("rate", other_id, "rate_id"), what, hint))
    return problems


def check_default_rates(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E724: a mode in use without a speed, price or emission factor that applies everywhere."""
    pointer = Pointer(network, texts)
    problems = []
    first_link: dict[str, str] = {}
    for link_id, link in network.links.items():
        first_link.setdefault(link.mode, link_id)
    for mode, link_id in sorted(first_link.items()):
        defaults = [rate for rate in network.rates.values() if keys_of(rate) in {_only(mode), _only(None)}]
        missing = [figure for figure in FIGURES if all(getattr(rate, figure) is None for rate in defaults)]
        if missing:
            what = f"mode {mode} has no default {', '.join(missing)}"
            hint = f"rate.csv needs a row with mode {mode} and no other key"
            problems.append(pointer.at("E724", Key("link", link_id, "mode"), what, hint))
    return problems


def _only(mode: str | None) -> Keys:
    return Keys(mode, None, None, None, None, None)


def check_payable(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E726: a price per something for which equipment that meets the price has no factor."""
    pointer = Pointer(network, texts)
    problems = []
    lacking: dict[tuple[Key, str], list[str]] = {}
    for key, basis, cargo in _payments(network):
        if basis in {"feu", "teu", "truck"} and getattr(cargo, f"factor_{basis}") is None:
            names = lacking.setdefault((key, basis), [])
            if cargo.cargo_id not in names:
                names.append(cargo.cargo_id)
    for (key, basis), names in lacking.items():
        what = f"{key.row_id!r} is priced per {basis}, but {', '.join(names)} has no factor_{basis}"
        problems.append(
            pointer.at("E726", key, what, f"fill factor_{basis} in cargo.csv, or add a row for the equipment")
        )
    return problems


def _payments(network: Network) -> Iterator[tuple[Key, str | None, Cargo]]:
    """Yield the basis of every price and the equipment that may have to pay it."""
    yield from _payments_by_rate(network)
    yield from _payments_on_links(network)
    for transfer in network.transfers.values():
        modes = {transfer.from_mode, transfer.to_mode} - {TERMINAL}
        for cargo in network.cargo.values():
            if cargo.kind == "equipment" and modes <= set(cargo.modes):
                yield Key("transfer", transfer.transfer_id, "cost_per"), transfer.cost_per, cargo


def _payments_by_rate(network: Network) -> Iterator[tuple[Key, str | None, Cargo]]:
    choice = _Choice(network, "cost_usd_km")
    for case in [case for case, by_rate in _cases(network).items() if by_rate]:
        for cargo, best in choice.best(case, _riding(network, case.mode, case.service_class)):
            for rate in best:
                yield Key("rate", rate.rate_id, "cost_per"), rate.cost_per, cargo


def _payments_on_links(network: Network) -> Iterator[tuple[Key, str | None, Cargo]]:
    for link in network.links.values():
        for cargo in _equipment(network, link.mode):
            yield Key("link", link.link_id, "cost_per"), link.cost_per, cargo
    for service in linked_services(network):
        mode = network.links[service.links[0]].mode
        for cargo in _riding(network, mode, service.service_class):
            yield Key("service", service.service_id, "cost_per"), service.cost_per, cargo
    for border in network.borders.values():
        crossed = network.links.get(border.link_id)
        for cargo in _riding(network, crossed.mode, border.service_class) if crossed else ():
            yield Key("border", border.border_id, "fee_per"), border.fee_per, cargo


def _riding(network: Network, mode: str, service_class: str | None) -> list[Cargo]:
    """Return the equipment that rides a class of a mode when the request says nothing."""
    riding = []
    for cargo in _equipment(network, mode):
        usual = [name for name in cargo.service_classes if name in CLASSES.get(mode, ())]
        if service_class is None or not usual or service_class in usual:
            riding.append(cargo)
    return riding


def check_unused_tariffs(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """W809: a rate for a tariff no link carries."""
    pointer = Pointer(network, texts)
    carried = {link.tariff for link in network.links.values()}
    return [
        pointer.at(
            "W809", Key("rate", rate_id, "tariff"), f"no link carries tariff {rate.tariff!r}", "fill link.tariff"
        )
        for rate_id, rate in network.rates.items()
        if rate.tariff not in carried and rate.tariff
    ]
