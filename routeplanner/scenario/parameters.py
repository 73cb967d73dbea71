"""Parameters: their kinds, ranges and variants."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from routeplanner.network.cells import shown
from routeplanner.network.selection import near_hint
from routeplanner.scenario.model import ID_PATTERN, NAME_PATTERN, UNSUPPORTED, Parameter
from routeplanner.scenario.reader import as_date
from routeplanner.units import QuantityError, read_number, read_quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from routeplanner.scenario.document import Item
    from routeplanner.scenario.reader import Reader

_NAME = re.compile(NAME_PATTERN, re.ASCII)
_ID = re.compile(ID_PATTERN, re.ASCII)
Value = tuple[str, float | str]
"""Kind (number, date, text, or dimension and basis) and a comparable amount."""


def kind_and_amount(text: str) -> Value:
    """Return what kind of value a text is, and an amount to compare it by.

    Raises:
        QuantityError: neither a number, quantity, date nor word.
    """
    day = as_date(text)
    if day is not None:
        return "date", day.isoformat()
    if not any(character.isdigit() for character in text[:2]) and re.fullmatch(r"[A-Za-z][A-Za-z0-9:_-]*", text):
        return "text", text
    try:
        return "number", read_number(text)
    except QuantityError as error:
        if error.code == "E110":
            raise
    quantity = read_quantity(text, signed=True)
    return f"{quantity.dimension} {quantity.basis or ''}".strip(), quantity.value


def check_value(name: str, parameter: Parameter, text: str) -> tuple[str, str, str] | None:
    """Return code, what and hint when a value does not fit its parameter, else None."""
    try:
        kind, amount = kind_and_amount(text)
    except QuantityError as error:
        return error.code, f"{name}: {error.what}", error.hint
    wanted = kind_and_amount(parameter.default)[0]
    if kind != wanted:
        what = f"{name}: {shown(text)} is a {kind}, the parameter a {wanted}"
        return "E304", what, f"such as {parameter.default}"
    low = kind_and_amount(parameter.min)[1] if parameter.min else None
    high = kind_and_amount(parameter.max)[1] if parameter.max else None
    if (low is not None and amount < low) or (high is not None and amount > high):  # type: ignore[operator]
        limits = f"{parameter.min or '…'} .. {parameter.max or '…'}"
        return "E303", f"{name}: {shown(text)} is outside {limits}", "choose a value in the range"
    return None


def read_parameters(item: Item, reader: Reader) -> dict[str, Parameter]:
    """Return the parameters that can be read."""
    found = {}
    for name, part in (reader.mapping(item, "parameters") or {}).items():
        if not _NAME.fullmatch(name):
            what = f"parameter name {shown(name)} has the wrong form"
            reader.error("E114", item.keys[name], what, "lower-case letters, digits and _, such as aktau_dwell")
        parameter = _read_parameter(name, part, reader)
        if parameter is not None:
            found[name] = parameter
    return found


def _read_parameter(name: str, item: Item, reader: Reader) -> Parameter | None:
    parts = reader.mapping(item, f"parameter {name}")
    if parts is None:
        return None
    before = len(reader.problems)
    reader.closed(item, f"parameter {name}", Parameter.model_fields, UNSUPPORTED["parameter"])
    if "default" not in parts:
        reader.error("E020", item, f"parameter {name!r} needs a default", "such as {default: 36 h, min: 24 h}")
        return None
    values = {key: reader.text(part, key) for key, part in parts.items() if key in Parameter.model_fields}
    if not _check_kinds(name, values, parts, reader):
        return None
    if len(reader.problems) > before:
        return Parameter(default=values["default"])
    parameter = Parameter(**values)
    wrong = check_value(f"default of {name!r}", parameter, parameter.default)
    if wrong:
        reader.error(wrong[0], parts["default"], wrong[1], wrong[2])
    return parameter


def _check_kinds(name: str, values: Mapping[str, str], parts: Mapping[str, Item], reader: Reader) -> bool:
    """Note what default and range cannot be; tell whether the default can be used."""
    kinds = {}
    for key in ("default", "min", "max"):
        if not values.get(key):
            continue
        try:
            kinds[key] = kind_and_amount(values[key])[0]
        except QuantityError as error:
            reader.error(error.code, parts[key], f"{name}.{key}: {error.what}", error.hint)
    for key, kind in kinds.items():
        if "default" in kinds and (kind != kinds["default"] or (kind == "text" and key != "default")):
            hint = "ranges go with numbers, quantities and dates" if kind == "text" else f"such as {values['default']}"
            reader.error("E304", parts[key], f"{name}.{key}: {shown(values[key])} does not fit the default", hint)
    return "default" in kinds


def read_variants(item: Item, reader: Reader, parameters: Mapping[str, Parameter]) -> dict[str, dict[str, str]]:
    """Return the variants, with the values that fit."""
    found: dict[str, dict[str, str]] = {}
    for name, part in (reader.mapping(item, "variants") or {}).items():
        if not _ID.fullmatch(name):
            what = f"variant name {shown(name)} has the wrong form"
            reader.error("E114", item.keys[name], what, "lower-case letters, digits and hyphens")
        found[name] = {}
        for key, value in (reader.mapping(part, f"variant {name}") or {}).items():
            if key not in parameters:
                what = f"there is no parameter {shown(key)}"
                reader.error("E301", part.keys[key], what, near_hint(key, parameters))
                continue
            text = reader.text(value, key)
            wrong = check_value(key, parameters[key], text) if text else None
            if wrong:
                reader.error(wrong[0], value, wrong[1], wrong[2])
            elif text:
                found[name][key] = text
    return found
