"""Reading `expect`: shape, words and units of every expectation, all mistakes at once; no network is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplanner.network.cells import shown
from routeplanner.network.selection import near_hint
from routeplanner.scenario.expect_outcome import read_then, read_value, read_versus
from routeplanner.scenario.expect_route import read_route
from routeplanner.scenario.expectation import Expectation
from routeplanner.scenario.ids import ID
from routeplanner.scenario.parameters import read_values
from routeplanner.scenario.reader import Reader
from routeplanner.terms import CRITERIA_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from routeplanner.scenario.document import Item
    from routeplanner.scenario.model import Parameter

KEYS = ("id", "route", "by", "variant", "with", "then", "vs_base", "value", "because")
"""Keys of an expectation."""


def read_expectations(item: Item | None, reader: Reader, scenario: Mapping[str, Any]) -> tuple[Expectation, ...]:
    """Return the expectations that can be read; `$name` is the parameter's value where the expectation holds.

    `scenario` has the file's `parameters` and `variants`, as far as they could be read.
    """
    parameters, variants = scenario["parameters"], scenario.get("variants", {})
    found: list[Expectation] = []
    known: dict[str, Item] = {}
    for part in reader.listing(item, "expect") if item else ():
        parts = reader.mapping(part, "an expectation")
        if parts is None:
            continue
        before = len(reader.problems)
        reader.closed(part, "an expectation", KEYS)
        name = reader.own_id(part, "expectation", "middle-gets-faster", ID, known)
        given = _read_setting(parts, reader, parameters, variants)
        inner = Reader(reader.document, given.pop("values"))
        values = {"id": name, **given, **_read_body(part, parts, inner)}
        reader.problems += inner.problems
        if len(reader.problems) == before:
            found.append(Expectation(**values))
    return tuple(found)


def _read_setting(
    parts: Mapping[str, Item],
    reader: Reader,
    parameters: Mapping[str, Parameter],
    variants: Mapping[str, Mapping[str, str]],
) -> dict[str, Any]:
    """Return the variant and parameter values an expectation holds for, and all values under them."""
    variant = reader.text(parts["variant"], "variant") if "variant" in parts else ""
    if variant and variant not in variants:
        what = f"there is no variant {shown(variant)}"
        reader.error("E306", parts["variant"], what, near_hint(variant, variants))
    chosen = read_values(parts["with"], reader, "with", parameters, others=True) if "with" in parts else {}
    values = {name: parameter.default for name, parameter in parameters.items()}
    values |= {**variants.get(variant, {}), **{name: text for name, text in chosen.items() if name in parameters}}
    return {"variant": variant, "parameters": chosen, "values": values}


def _read_body(item: Item, parts: Mapping[str, Item], reader: Reader) -> dict[str, Any]:
    """Return what an expectation is about and what it says."""
    values: dict[str, Any] = {}
    if "because" in parts:
        values["because"] = reader.text(parts["because"], "because")
    else:
        reader.error("E020", item, "because is missing", "say in one sentence why it must be so")
    if ("route" in parts) == ("value" in parts):
        reader.error(
            "E020", item, "an expectation is about a route or a value, one of the two", "route: {from: …, to: …}"
        )
        return values
    if "value" in parts:
        for key in ("by", "then", "vs_base"):
            if key in parts:
                reader.error("E022", item.keys[key], f"{key} does not go with value", "write it beside a route")
        values["value"] = read_value(parts["value"], reader)
        return values
    by = reader.choice(parts["by"], "by", CRITERIA_NAMES) if "by" in parts else "time"
    values["by"] = by or "time"
    values["route"] = read_route(parts["route"], reader, values["by"])
    if "then" in parts:
        values["then"] = read_then(parts["then"], reader)
    if "vs_base" in parts:
        values["vs_base"] = read_versus(parts["vs_base"], reader)
    if "then" not in parts and "vs_base" not in parts and parts.keys() <= set(KEYS):  # else one may be misspelt
        reader.error("E020", item, "the expectation expects nothing", "add then: {…} or vs_base: {…}")
    if values.get("vs_base") and values.get("then") and values["then"].reachable is False:
        reader.error("E022", item.keys["vs_base"], "without a route there is nothing to compare", "leave vs_base out")
    return values
