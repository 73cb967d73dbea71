"""What a consignment comes to on a network: equipment, units, tonnes."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from routeplanner.errors import UnknownNameError, UsageError
from routeplanner.terms import CLASSES, DEFAULT_CLASS

if TYPE_CHECKING:
    from collections.abc import Collection

    from routeplanner.network.model import Cargo
    from routeplanner.network.network import Network
    from routeplanner.request import Consignment


MOST_UNITS = 100_000
"""More than any ship carries: a slip of the keyboard."""
ROUNDING = 1e-9
"""Share by which tonnes or cubic meters may lie above a limit for having been divided."""


@dataclass(frozen=True, eq=False)
class Load:
    """A consignment resolved against the cargo table."""

    equipment: Cargo
    goods: str
    units: int
    tonnes: float
    volume_m3: float
    classes: tuple[tuple[str, tuple[str, ...]], ...]
    """Service classes that carry it, by mode, for the modes that have classes."""
    too_heavy: tuple[tuple[str, float], ...] = ()
    """Modes that do not take a unit as heavy as these, with the most tonnes they take; only where units are named."""

    @property
    def unit_t(self) -> float:
        """Tonnes in one unit."""
        return self.tonnes / self.units

    @property
    def is_container(self) -> bool:
        """Whether the equipment is a container, which somebody has to own."""
        return bool(self.equipment.teu)

    def allows(self, mode: str, service_class: str | None) -> bool:
        """Tell whether the load in its equipment rides a mode, and a class of it."""
        if mode not in self.equipment.modes or mode in dict(self.too_heavy):
            return False
        allowed = dict(self.classes).get(mode)
        return service_class is None or allowed is None or service_class in allowed

    def factor(self, basis: str) -> float | None:
        """Return what a price per basis is multiplied by for the whole consignment; None when it cannot be."""
        if basis == "tonne":
            return self.tonnes
        if basis == "kg":
            return max(self.tonnes * 1000.0, self.volume_m3 * (self.equipment.volumetric_kg_m3 or 0.0))
        share: float | None = getattr(self.equipment, f"factor_{basis}")
        return None if share is None else share * self.units


def resolve_load(network: Network, consignment: Consignment, modes: Collection[str] = ()) -> Load:
    """Return the load of a consignment.

    Units are what the tonnes and cubic meters need by the strictest of the `modes` the request allows (empty: all the
    equipment rides), unless the consignment names them; then a mode may be out of reach.

    Raises:
        UnknownNameError: equipment or goods class that the network's `cargo.csv` does not have.
        UsageError: a load that does not fit the units named, or a class the equipment cannot ride.
    """
    equipment = _cargo(network, consignment.cargo, "equipment")
    _cargo(network, consignment.goods, "goods")
    if consignment.box != "as-quoted" and not equipment.teu:
        what = f"container terms {consignment.box!r} do not go with {equipment.cargo_id}: it is no container"
        raise UsageError(what, "leave them as-quoted")
    units = consignment.units or max(
        _needed(consignment.tonnes, _strictest(equipment, modes)),
        _needed(consignment.volume_m3, equipment.volume_m3),
    )
    if units > MOST_UNITS:
        raise UsageError(f"{units:,} × {equipment.cargo_id} are more than {MOST_UNITS:,}", "split the consignment")
    tonnes = consignment.tonnes or units * (equipment.default_t or equipment.payload_t or 1.0)
    _check_limit(equipment, units, tonnes, equipment.payload_t, "t")
    _check_limit(equipment, units, consignment.volume_m3, equipment.volume_m3, "m³")
    return Load(
        equipment,
        consignment.goods,
        units,
        tonnes,
        consignment.volume_m3 or 0.0,
        _classes(equipment, consignment.service_classes),
        _too_heavy(equipment, tonnes / units) if consignment.units else (),
    )


def _cargo(network: Network, name: str, kind: str) -> Cargo:
    row = network.cargo.get(name)
    if row is not None and row.kind == kind:
        return row
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    known = [cargo_id for cargo_id, cargo in network.cargo.items() if cargo.kind == kind]
    label = "equipment" if kind == "equipment" else "goods class"
    near = get_close_matches(name, known, n=1)
    raise UnknownNameError(label, name, near, f"known: {', '.join(known)}")


def _strictest(equipment: Cargo, modes: Collection[str]) -> float | None:
    """Return the least of the limits of one unit on the modes allowed, tonnes."""
    limits = [equipment.limit_t(mode) for mode in equipment.modes if not modes or mode in modes]
    return min([limit for limit in limits if limit], default=equipment.payload_t)


def _too_heavy(equipment: Cargo, unit_t: float) -> tuple[tuple[str, float], ...]:
    limits = [(mode, equipment.limit_t(mode)) for mode in equipment.modes]
    return tuple((mode, limit) for mode, limit in limits if limit and unit_t > limit * (1 + ROUNDING))


def _needed(amount: float | None, limit: float | None) -> int:
    return max(1, ceil(amount / limit - ROUNDING)) if amount and limit else 1


def _check_limit(equipment: Cargo, units: int, amount: float | None, limit: float | None, unit: str) -> None:
    if amount and limit and amount > units * limit * (1 + ROUNDING):
        raise UsageError(
            f"{amount:g} {unit} do not fit {units} × {equipment.cargo_id}: the limit is {limit:g} {unit} each",
            f"{_needed(amount, limit)} units are needed",
        )


def _classes(equipment: Cargo, asked: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    classes = []
    for mode, known in CLASSES.items():
        if mode not in equipment.modes:
            continue
        wanted = tuple(name for name in known if name in asked)
        usual = tuple(name for name in known if name in equipment.service_classes)
        classes.append((mode, wanted or usual or (DEFAULT_CLASS[mode],)))
    possible = {name for mode, names in CLASSES.items() if mode in equipment.modes for name in names}
    for name in asked:
        if name not in possible:
            raise UsageError(
                f"service class {name!r} does not carry {equipment.cargo_id}", f"one of {', '.join(sorted(possible))}"
            )
    return tuple(classes)
