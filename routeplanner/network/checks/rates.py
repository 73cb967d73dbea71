"""Rates: one applies to every case, and every price can be paid."""

from __future__ import annotations

from functools import cache, partial
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from routeplanner.network.checks.pointer import (
    Joined,
    Pointer,
    free_classes,
    joined_links,
    linked_services,
    once,
    runs_of_services,
)
from routeplanner.network.provenance import Key
from routeplanner.terms import CLASSES, DOOR, OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from routeplanner.errors import Problem
    from routeplanner.network.model import Cargo, Rate, Transfer
    from routeplanner.network.network import Network
    from routeplanner.network.table import TableText

UNITS = ("feu", "teu", "truck")
"""What prices are per that take a factor of the equipment."""
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
        for key, given in zip(self, case, strict=False):  # noqa: SIM110 - three times as fast as `all`
            if key is not None and key != given:
                return False
        return True


def keys_of(rate: Rate) -> Keys:
    """Return the keys of a rate."""
    direction = None if rate.direction == "both" else rate.direction
    return Keys(rate.mode, rate.country, rate.service_class, rate.tariff or None, direction, rate.equipment or None)


class _Kind(NamedTuple):
    """What the cases of a link depend on: far fewer than there are links."""

    mode: str
    forward_country: str | None
    back_country: str | None
    tariff: str | None
    directed: bool
    is_unpriced: bool

    def case(self, service_class: str | None, *, forward: bool) -> Case:
        """Return the case of a run over such a link."""
        country = self.forward_country if forward else self.back_country
        return Case(self.mode, country, service_class, self.tariff, "forward" if forward else "back")


def _kind(network: Network, row: Joined) -> _Kind:
    """Return the kind of a link; a crossing is looked up in the country it leaves."""
    link = row.link
    countries = (link.country, link.country)
    if link.country is None and network.is_crossing(link):
        countries = (row.start.country, row.end.country)
    return _Kind(link.mode, *countries, link.tariff or None, link.directed, link.cost_usd is None)


@once
def _cases(network: Network) -> dict[Case, bool]:
    """Return every case that occurs, and whether a price by the kilometer is ever looked up for it."""
    distinct: dict[_Kind, _Kind] = {}
    kinds = {row.link.link_id: _kind(network, row) for row in joined_links(network)}
    kinds = {link_id: distinct.setdefault(kind, kind) for link_id, kind in kinds.items()}
    runs: dict[tuple[_Kind, str | None, bool], bool] = {}
    for kind in distinct:
        for service_class in free_classes(kind.mode):
            for forward in (True,) if kind.directed else (True, False):
                runs[kind, service_class, forward] = kind.is_unpriced
    for service, passed in runs_of_services(network):
        for link_id, forward in passed:
            if link_id in kinds:
                run = (kinds[link_id], service.service_class, forward)
                runs[run] = runs.get(run, False) or (run[0].is_unpriced and service.cost_usd is None)
    found: dict[Case, bool] = {}
    for (kind, service_class, forward), by_rate in runs.items():
        case = kind.case(service_class, forward=forward)
        found[case] = found.get(case, False) or by_rate
    return found


def _equipment(network: Network, mode: str) -> list[Cargo]:
    return [cargo for cargo in network.cargo.values() if cargo.kind == "equipment" and mode in cargo.modes]


class _Keyed(NamedTuple):
    """A rate with its keys."""

    keys: Keys
    filled: int
    rate: Rate


class _Choice:
    """Looks up the rates with one figure."""

    def __init__(self, network: Network, figure: str) -> None:
        rates = [(keys_of(rate), rate) for rate in network.rates.values() if getattr(rate, figure) is not None]
        self._rates = [_Keyed(keys, keys.filled, rate) for keys, rate in rates]
        self._there: dict[tuple[str, str | None], list[_Keyed]] = {}

    def best(self, case: Case, equipment: list[Cargo]) -> Iterator[tuple[Cargo, list[Rate]]]:
        """Yield for each equipment the rates that apply in a case and are as specific as any that does."""
        yield from self._best(self._fitting(case), equipment)

    def ties(self, case: Case, equipment: list[Cargo]) -> Iterator[tuple[Cargo, Rate, Rate]]:
        """Yield for each equipment every two rates of which neither comes before the other in a case."""
        fitting = self._fitting(case)
        if len({one.filled for one in fitting}) < len(fitting):
            for cargo, best in self._best(fitting, equipment):
                for one, other in combinations(best, 2):
                    yield cargo, one, other

    @staticmethod
    def _best(fitting: list[_Keyed], equipment: list[Cargo]) -> Iterator[tuple[Cargo, list[Rate]]]:
        named = {one.keys.equipment for one in fitting}
        usual = _most_specific(fitting, None)
        for cargo in equipment:
            yield cargo, _most_specific(fitting, cargo.cargo_id) if cargo.cargo_id in named else usual

    def _fitting(self, case: Case) -> list[_Keyed]:
        """Return the rates that apply to some equipment in a case."""
        place = (case.mode, case.country)
        if place not in self._there:
            modes, countries = {None, case.mode}, {None, case.country}
            self._there[place] = [
                one for one in self._rates if one.keys.mode in modes and one.keys.country in countries
            ]
        return [one for one in self._there[place] if one.keys.match(case)]


def _most_specific(fitting: list[_Keyed], cargo_id: str | None) -> list[Rate]:
    """Return the rates with the most keys filled of those for any equipment or for one."""
    applying = [one for one in fitting if one.keys.equipment is None or one.keys.equipment == cargo_id]
    most = max([one.filled for one in applying], default=0)
    return [one.rate for one in applying if one.filled == most]


def check_rate_ties(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E723: a case that occurs, with two equally specific rates for one figure and none more specific."""
    pointer = Pointer(network, texts)
    ties: dict[tuple[str, str], dict[str, str]] = {}
    cases = _cases(network)
    equipment = {mode: _equipment(network, mode) for mode in {case.mode for case in cases}}
    for figure in FIGURES:
        choice = _Choice(network, figure)
        for case in cases:
            for cargo, one, other in choice.ties(case, equipment[case.mode]):
                example = ", ".join(str(key) for key in (*case, cargo.cargo_id) if key)
                ties.setdefault((one.rate_id, other.rate_id), {}).setdefault(figure, example)
    problems = []
    for (one_id, other_id), figures in ties.items():
        what = f"rates {one_id!r} and {other_id!r} both give {', '.join(figures)} for {next(iter(figures.values()))}"
        hint = "they are equally specific: fill one more key in one of them"
        at, base = (one_id, other_id) if network.rates.origin(one_id) else (other_id, one_id)
        if network.rates.origin(at) and not network.rates.origin(base):
            hint = f"call it {base!r} to replace that one, or fill one more key"
        problems.append(pointer.at("E723", Key("rate", at, "rate_id"), what, hint))
    return problems


def check_default_rates(network: Network, texts: Mapping[str, TableText]) -> list[Problem]:
    """E724: a mode in use without a speed, price or emission factor that applies everywhere."""
    pointer = Pointer(network, texts)
    problems = []
    first_link: dict[str, str] = {}
    for link_id, link in network.links.items():
        first_link.setdefault(link.mode, link_id)
    general = [(keys, rate) for rate in network.rates.values() if (keys := keys_of(rate)) == _only(keys.mode)]
    for mode, link_id in sorted(first_link.items()):
        defaults = [rate for keys, rate in general if keys.mode in {None, mode}]
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
        if basis in UNITS and getattr(cargo, f"factor_{basis}") is None:
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
    """Yield the basis of every price and the equipment that may have to pay it, but for what can pay per anything."""
    wanting = [
        cargo
        for cargo in network.cargo.values()
        if cargo.kind == "equipment" and any(getattr(cargo, f"factor_{unit}") is None for unit in UNITS)
    ]
    riding = cache(partial(_riding, wanting))
    yield from _payments_by_rate(network, riding)
    yield from _payments_on_links(network, riding)
    for box_id, box in network.boxes.items():
        for cargo in network.cargo.values():
            if cargo.teu and box.equipment in {"", cargo.cargo_id}:
                yield Key("box", box_id, "cost_per"), box.cost_per, cargo
    special = {(*_change(row), row.equipment) for row in network.transfers.values() if row.equipment}
    for transfer in network.transfers.values():
        modes = {transfer.from_mode, transfer.to_mode}.difference(OUTSIDE[DOOR])
        for cargo in wanting:
            if not modes.issubset(cargo.modes):
                continue
            has_own = (*_change(transfer), cargo.cargo_id) in special
            if transfer.equipment == cargo.cargo_id or not (transfer.equipment or has_own):
                yield Key("transfer", transfer.transfer_id, "cost_per"), transfer.cost_per, cargo


def _change(transfer: Transfer) -> tuple[str | int | None, ...]:
    """Return what a transfer changes, and where."""
    return transfer.node_id, transfer.from_mode, transfer.from_gauge, transfer.to_mode, transfer.to_gauge


def _payments_by_rate(
    network: Network, riding: Callable[[str, str | None], list[Cargo]]
) -> Iterator[tuple[Key, str | None, Cargo]]:
    choice = _Choice(network, "cost_usd_km")
    for case in [case for case, by_rate in _cases(network).items() if by_rate]:
        riders = riding(case.mode, case.service_class)
        for cargo, best in choice.best(case, riders) if riders else ():
            for rate in best:
                yield Key("rate", rate.rate_id, "cost_per"), rate.cost_per, cargo


def _payments_on_links(
    network: Network, riding: Callable[[str, str | None], list[Cargo]]
) -> Iterator[tuple[Key, str | None, Cargo]]:
    for link in network.links.values():
        for cargo in riding(link.mode, None) if link.cost_per else ():
            yield Key("link", link.link_id, "cost_per"), link.cost_per, cargo
    for service in linked_services(network):
        mode = network.links[service.links[0]].mode
        for cargo in riding(mode, service.service_class) if service.cost_per else ():
            yield Key("service", service.service_id, "cost_per"), service.cost_per, cargo
    for border in network.borders.values():
        crossed = network.links.get(border.link_id)
        for cargo in riding(crossed.mode, border.service_class) if crossed else ():
            yield Key("border", border.border_id, "fee_per"), border.fee_per, cargo


def _riding(equipment: Iterable[Cargo], mode: str, service_class: str | None) -> list[Cargo]:
    """Return the equipment that rides a class of a mode, None for any, when the request says nothing."""
    riding = []
    for cargo in equipment:
        usual = [name for name in cargo.service_classes if name in CLASSES.get(mode, ())]
        if mode in cargo.modes and (service_class is None or not usual or service_class in usual):
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
