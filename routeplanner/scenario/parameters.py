"""Parameters: their kinds, ranges and variants."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from routeplanner.network.cells import shown
from routeplanner.network.selection import near_hint
from routeplanner.scenario.condition import WORDS
from routeplanner.scenario.ids import ID
from routeplanner.scenario.model import NAME_PATTERN, SWEEP_FIELDS, Parameter, Sweep
from routeplanner.scenario.reader import as_date
from routeplanner.terms import HOURS_PER_DAY
from routeplanner.units import QuantityError, read_number, read_quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from routeplanner.scenario.document import Item
    from routeplanner.scenario.reader import Reader

_NAME = re.compile(NAME_PATTERN, re.ASCII)
Value = tuple[str, float | str]
"""Kind (number, date, switch, text, or dimension and basis) and a comparable amount."""
UNORDERED = ("text", "switch")
"""Kinds that have no range and no sweep."""
MOST_STEPS = 1000
"""How many values a sweep may have; more is a slip of the keyboard."""


def kind_and_amount(text: str) -> Value:
    """Return what kind of value a text is, and an amount to compare it by.

    Raises:
        QuantityError: neither a number, quantity, date nor word.
    """
    day = as_date(text)
    if day is not None:
        return "date", day.isoformat()
    if text in WORDS:
        return "switch", text
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
    reader.closed(item, f"parameter {name}", Parameter.model_fields)
    if "default" not in parts:
        reader.error("E020", item, f"parameter {name!r} needs a default", "such as {default: 36 h, min: 24 h}")
        return None
    texts = {"default", "min", "max", "note"} & parts.keys()
    values: dict[str, Any] = {key: reader.text(part, key) for key, part in parts.items() if key in texts}
    if not _check_kinds(name, values, parts, reader):
        return None
    if len(reader.problems) > before:
        return Parameter(default=values["default"])
    parameter = Parameter(**values)
    wrong = check_value(f"default of {name!r}", parameter, parameter.default)
    if wrong:
        reader.error(wrong[0], parts["default"], wrong[1], wrong[2])
    elif "sweep" in parts:
        return parameter.model_copy(update={"sweep": read_sweep(name, parameter, parts["sweep"], reader)})
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
        if "default" in kinds and (kind != kinds["default"] or (kind in UNORDERED and key != "default")):
            hint = (
                "ranges go with numbers, quantities and dates" if kind in UNORDERED else f"such as {values['default']}"
            )
            reader.error("E304", parts[key], f"{name}.{key}: {shown(values[key])} does not fit the default", hint)
    return "default" in kinds


def read_sweep(name: str, parameter: Parameter, item: Item, reader: Reader) -> Sweep | None:
    """Return the values a sweep of a parameter runs through, or None with problems."""
    parts = reader.mapping(item, f"{name}.sweep")
    if parts is None:
        return None
    before = len(reader.problems)
    reader.closed(item, f"{name}.sweep", SWEEP_FIELDS)
    missing = [key for key in SWEEP_FIELDS if key not in parts]
    if missing:
        hint = "such as {from: 24 h, to: 240 h, step: 24 h}"
        reader.error("E020", item, f"{name}.sweep needs {' and '.join(missing)}", hint)
    kind = kind_and_amount(parameter.default)[0]
    if kind in UNORDERED:
        reader.error("E304", item, f"{name}.sweep: a {kind} has no steps", "sweeps go with numbers, quantities, dates")
    if len(reader.problems) > before:
        return None
    texts = {key: reader.text(parts[key], f"{name}.{key}") for key in SWEEP_FIELDS}
    for key in ("from", "to"):
        wrong = check_value(f"{name}.sweep.{key}", parameter, texts[key]) if texts[key] else None
        if wrong:
            reader.error(wrong[0], parts[key], wrong[1], wrong[2])
    step = _step(f"{name}.sweep.step", kind, parts["step"], reader) if texts["step"] else 0.0
    if len(reader.problems) == before:
        _check_steps(f"{name}.sweep", _number(texts["to"]) - _number(texts["from"]), step, item, reader)
    if len(reader.problems) > before:
        return None
    return Sweep(**{SWEEP_FIELDS[key]: text for key, text in texts.items()})


def _step(name: str, kind: str, item: Item, reader: Reader) -> float:
    """Return the step in the kind's own measure, of dates in days; a wrong one is noted."""
    assert isinstance(item.value, str)  # noqa: S101 - read as text before
    wanted = "time" if kind == "date" else kind
    try:
        found, amount = kind_and_amount(item.value)
    except QuantityError as error:
        reader.error(error.code, item, f"{name}: {error.what}", error.hint)
        return 0.0
    if found != wanted:
        what = f"{name}: {shown(item.value)} is a {found}, needed is a {wanted}"
        reader.error("E304", item, what, "such as 7 d" if kind == "date" else "the kind and unit of the default")
        return 0.0
    step = float(amount) / (HOURS_PER_DAY if kind == "date" else 1.0)
    if step <= 0 or (kind == "date" and not step.is_integer()):
        of_days = " of whole days" if kind == "date" else ""
        reader.error("E307", item, f"{name}: {shown(item.value)} leads nowhere", f"write a step above 0{of_days}")
    return step


def _number(text: str) -> float:
    """Return what a value is counted by: its amount, of a date the number of its day."""
    day = as_date(text)
    return float(day.toordinal()) if day is not None else float(kind_and_amount(text)[1])


def _check_steps(name: str, span: float, step: float, item: Item, reader: Reader) -> None:
    if span <= 0:
        reader.error("E307", item, f"{name}: from is not below to", "exchange them")
    elif span / step > MOST_STEPS:
        what = f"{name}: {span / step:,.0f} steps, the limit is {MOST_STEPS:,}"
        reader.error("E307", item, what, "take a longer step")


def read_variants(item: Item, reader: Reader, parameters: Mapping[str, Parameter]) -> dict[str, dict[str, str]]:
    """Return the variants, with the values that fit."""
    found: dict[str, dict[str, str]] = {}
    for name, part in (reader.mapping(item, "variants") or {}).items():
        if not ID.fullmatch(name):
            what = f"variant name {shown(name)} has the wrong form"
            reader.error("E114", item.keys[name], what, "lower-case letters, digits and hyphens")
        found[name] = read_values(part, reader, f"variant {name}", parameters)
    return found


def read_values(
    item: Item, reader: Reader, label: str, parameters: Mapping[str, Parameter], *, others: bool = False
) -> dict[str, str]:
    """Return the values that fit their parameters; `others` lets in `scenario.name` of another scenario, unchecked."""
    found: dict[str, str] = {}
    for name, part in (reader.mapping(item, label) or {}).items():
        text = reader.text(part, name)
        if name in parameters:
            wrong = check_value(name, parameters[name], text) if text else None
            if wrong:
                reader.error(wrong[0], part, wrong[1], wrong[2])
            elif text:
                found[name] = text
        elif others and "." in name:
            found |= {name: text} if text else {}
        else:
            what = f"there is no parameter {shown(name)}"
            reader.error("E301", item.keys[name], what, near_hint(name, parameters))
    return found
