"""Quantities in: "36 h", "2d 6h", "120 USD/FEU", "4.5 Mt/yr" become numbers in base units.

Base units are h, USD, km, kg, km/day and things a day, as everywhere inside. A quantity without its unit is refused:
in a bare 24 nobody can tell hours from days.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_TEXT = 60
"""Characters a quantity may have."""
MAX_FACTOR = 1000.0
"""Largest factor; more than this is a slip of the keyboard."""


class Unit(NamedTuple):
    """What a unit is in base units: number × times / over. Dividing keeps 83 % at 0.83."""

    times: float = 1.0
    over: float = 1.0
    basis: str | None = None


TIME = {"min": Unit(over=60), "h": Unit(), "d": Unit(24), "wk": Unit(168)}
LENGTH = {"m": Unit(over=1000), "km": Unit(), "nmi": Unit(1852, over=1000)}
MASS = {"kg": Unit(), "t": Unit(1e3), "kt": Unit(1e6), "Mt": Unit(1e9)}
BASES = {"FEU": "feu", "TEU": "teu", "truck": "truck", "t": "tonne", "tonne": "tonne", "kg": "kg"}
"""What a price may be per, as written."""
COUNTED = {
    "TEU": Unit(basis="teu"),
    "FEU": Unit(basis="feu"),
    "trains": Unit(basis="trains"),
    "wagons": Unit(basis="wagons"),
    "trucks": Unit(basis="trucks"),
    "vehicles": Unit(basis="trucks"),
    "units": Unit(basis="units"),
    "t": Unit(basis="tonne"),
    "kt": Unit(1e3, basis="tonne"),
    "Mt": Unit(1e6, basis="tonne"),
}
"""What a capacity counts."""
PER = {"h": Unit(24), "d": Unit(), "wk": Unit(over=7), "yr": Unit(over=365)}
"""Time a capacity is per, against a day."""


def _units() -> dict[str, dict[str, Unit]]:
    prices = {f"USD/{word}": Unit(basis=basis) for word, basis in BASES.items()}
    return {
        "time": TIME,
        "length": LENGTH,
        "mass": MASS,
        "money": {"USD": Unit()},
        "price": prices,
        "price_km": {f"{name}-km": unit for name, unit in prices.items()},
        "speed": {"km/d": Unit(), "km/h": Unit(24)},
        "flow": {
            f"{word}/{per}": Unit(unit.times * time.times, time.over, unit.basis)
            for word, unit in COUNTED.items()
            for per, time in PER.items()
        },
        "load": {word: COUNTED[word] for word in ("TEU", "FEU")},
        "share": {"%": Unit(over=100)},
        "emission": {"kg/tkm": Unit(), "g/tkm": Unit(over=1000)},
    }


UNITS = _units()
"""dimension → name → unit."""
DIMENSIONS = tuple(UNITS)
_DIMENSION_OF = {unit: name for name, units in UNITS.items() for unit in units}
_LISTED: Mapping[str, str] = {
    "time": "min, h, d, wk",
    "length": "m, km, nmi",
    "mass": "kg, t, kt, Mt",
    "money": "USD",
    "price": "USD/FEU, USD/TEU, USD/truck, USD/t, USD/kg",
    "price_km": "USD/FEU-km, USD/TEU-km, USD/truck-km, USD/t-km, USD/kg-km",
    "speed": "km/d, km/h",
    "flow": "trains/d, trucks/d, units/d, TEU/yr, Mt/yr …",
    "load": "TEU, FEU",
    "share": "%",
    "emission": "kg/tkm, g/tkm",
}
EXAMPLES: Mapping[str, str] = {
    "time": "36 h",
    "length": "24 km",
    "mass": "14 t",
    "money": "800 USD",
    "price": "120 USD/FEU",
    "price_km": "0.52 USD/FEU-km",
    "speed": "1100 km/d",
    "flow": "20 trains/d",
    "load": "700 TEU",
    "share": "83 %",
    "emission": "0.02 kg/tkm",
}
"""One quantity of each dimension, as it should be written."""

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_PART = re.compile(r"(?P<number>[^\sA-Za-z%]+(?:[eE][+-]?\d+)?)\s*(?P<unit>[A-Za-z%][A-Za-z/%-]*)\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its meaning."""

    value: float
    """In the base unit of the dimension: h, km, kg, USD, km/day, things a day, a share of one."""
    dimension: str
    """time, length, mass, money, price, price_km, speed, flow, load, share or emission."""
    basis: str | None = None
    """What a price is per, what a capacity counts: feu, teu, truck, tonne, kg, trains …"""


class QuantityError(ValueError):
    """A quantity that cannot be read: code, what, hint."""

    def __init__(self, code: str, what: str, hint: str = "") -> None:
        super().__init__(f"{what} – {hint}" if hint else what)
        self.code = code
        self.what = what
        self.hint = hint


def read_quantity(text: str, dimension: str | None = None, *, signed: bool = False) -> Quantity:
    """Return a quantity in base units; of the given dimension, when one is given.

    Hours may be written in parts, "2d 6h". A sign is refused unless `signed`; it stands in front of all parts, and
    counts for all of them.

    Raises:
        QuantityError: E102 a sign where none may stand, E104 a wrong, misspelt or missing unit, E109 not a plain
            number, E110 out of range.
    """
    written = text.strip()
    parts = _split(written, dimension)
    total = 0.0
    units = [unit for _, unit in parts]
    for index, (number, unit) in enumerate(parts):
        if number[0] in "+-" and not signed:
            raise QuantityError("E102", f"{_shown(written)} must not be signed", "shift adds to a figure, set gives it")
        if number[0] in "+-" and index:
            what = f"{_shown(written)} has a sign inside"
            raise QuantityError("E102", what, "one sign in front counts for all parts, such as -2d 6h")
        meaning = _unit(unit, written, dimension)
        total += read_number(number.lstrip("+-")) * meaning.times / meaning.over
    if parts[0][0].startswith("-"):
        total = -total
    found = _dimension(units[0], dimension)
    if len(parts) > 1 and (found != "time" or len(set(units)) < len(units)):
        raise QuantityError("E104", f"{_shown(written)} has several units", f"write one, such as {EXAMPLES[found]}")
    if not math.isfinite(total):
        raise QuantityError("E110", f"{_shown(written)} is out of range", "the largest number is about 1.8e308")
    return Quantity(total, found, UNITS[found][units[0]].basis)


def read_number(text: str) -> float:
    """Return a plain decimal number.

    Raises:
        QuantityError: E109 not a plain number, E110 out of range.
    """
    if len(text) > MAX_TEXT or not _NUMBER.fullmatch(text):
        raise QuantityError("E109", f"{_shown(text)} is not a plain number", _number_hint(text))
    value = float(text)
    if not math.isfinite(value):
        raise QuantityError("E110", f"{_shown(text)} is out of range", "the largest number is about 1.8e308")
    return value


def read_factor(text: str) -> float:
    """Return a factor: a plain number above 0 and up to 1000.

    Raises:
        QuantityError: E109 not a plain number, E110 out of range.
    """
    if len(text) > MAX_TEXT or not _NUMBER.fullmatch(text):
        hint = "use close for what cannot be passed" if "inf" in text.casefold() else "write a number such as 1.15"
        raise QuantityError("E109", f"a factor is a plain number, found {_shown(text)}", hint)
    value = float(text)
    if not 0 < value <= MAX_FACTOR:
        what = f"factor {_shown(text)} is outside 0 .. {MAX_FACTOR:g}"
        raise QuantityError("E110", what, "use close for what cannot be passed")
    return value


def _split(written: str, dimension: str | None) -> list[tuple[str, str]]:
    """Split a text into (number, unit) parts."""
    if len(written) > MAX_TEXT:
        raise QuantityError("E109", f"{_shown(written)} is not a quantity", f"at most {MAX_TEXT} characters")
    if not written:
        raise QuantityError("E104", "the quantity is empty", f"write one, such as {_example(dimension)}")
    if _NUMBER.fullmatch(written):
        raise QuantityError("E104", f"{_shown(written)} has no unit", f"write one, such as {_example(dimension)}")
    parts: list[tuple[str, str]] = []
    position = 0
    while position < len(written):
        match = _PART.match(written, position)
        if match is None:
            raise QuantityError("E109", f"{_shown(written)} is not a quantity", _quantity_hint(written, dimension))
        if not _NUMBER.fullmatch(match["number"]):
            what = f"{_shown(match['number'])} in {_shown(written)} is not a plain number"
            raise QuantityError("E109", what, _number_hint(match["number"]))
        parts.append((match["number"], match["unit"]))
        position = match.end()
    return parts


def _dimension(unit: str, dimension: str | None) -> str:
    """Return the dimension of a unit; `t` and TEU belong to several, so the one wanted comes first."""
    return dimension if dimension and unit in UNITS[dimension] else _DIMENSION_OF[unit]


def _unit(unit: str, written: str, dimension: str | None) -> Unit:
    known = UNITS[dimension] if dimension else {name: UNITS[of][name] for name, of in _DIMENSION_OF.items()}
    if unit in known:
        return known[unit]
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    near = next((name for name in known if name.casefold() == unit.casefold()), None)
    if near is None and unit not in _DIMENSION_OF:
        near = next(iter(get_close_matches(unit, known, n=1, cutoff=0.5)), None)
    what = f"unit {unit!r} does not fit {_words(dimension)}" if unit in _DIMENSION_OF else f"unit {unit!r} is not known"
    allowed = _LISTED[dimension] if dimension else "; ".join(_LISTED.values())
    hint = f"did you mean {near!r}? allowed: {allowed}" if near else f"allowed: {allowed}"
    raise QuantityError("E104", f"{what} in {_shown(written)}", hint)


def _words(dimension: str | None) -> str:
    return {
        "price_km": "a price per km",
        "flow": "a capacity per time",
        "load": "a capacity per departure",
        "emission": "an emission factor",
    }.get(dimension or "", f"a {dimension}")


def _example(dimension: str | None) -> str:
    return EXAMPLES[dimension or "time"]


def _quantity_hint(text: str, dimension: str | None) -> str:
    if any(character.isdigit() for character in text):
        return _number_hint(text)
    return f"write a number and a unit, such as {_example(dimension)}"


def _number_hint(text: str) -> str:
    if "\u2212" in text:
        return 'U+2212 MINUS SIGN is not "-"'
    if any(character.isdigit() and not character.isascii() for character in text):
        return "write the digits 0 to 9"
    if "," in text:
        return "write the decimal point as '.', and no thousands mark"
    return "write digits and at most one '.', such as 1200 or 0.5"


def _shown(text: str) -> str:
    return repr(text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…")
