"""A stack as one file that needs no other: extends resolved, parameters filled in, names kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from routeplanner.errors import DataError, UsageError
from routeplanner.scenario.compose import compose
from routeplanner.scenario.condition import read_condition
from routeplanner.scenario.model import FORMAT, full_name, source_name, version_parts
from routeplanner.scenario.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from routeplanner.scenario.compose import Layer
    from routeplanner.scenario.document import Item
    from routeplanner.scenario.model import Scenario

AS_WRITTEN = ("confidence", "why", "note")
"""Keys of an override that hold no parameter: in prose `$` is a dollar sign."""

_REFERENCE = re.compile(r"\$([a-z][a-z0-9_]*)", re.ASCII)


def flatten(
    scenarios: Sequence[str | Scenario],
    name: str,
    *,
    settings: Mapping[str, str] | None = None,
    folder: Path | str | None = None,
) -> dict[str, Any]:
    """Return a stack as one scenario called `name`, as texts, lists and dictionaries.

    Overrides keep their names, `scenario#override`, and sources theirs, `scenario:source`: applied, the file gives the
    same network as the stack, down to the hash, and answers name what they would have named.

    Raises:
        UsageError: an unknown scenario, variant or parameter; scenarios of different networks.
        DataError: what is wrong with the files, or with their going together.
        FileError: a file that cannot be read.
    """
    stack = compose(scenarios, settings=settings, folder=folder)
    if stack.problems:
        raise DataError(stack.problems)
    layers = stack.layers
    statuses = {layer.scenario.status for layer in layers}
    found: dict[str, Any] = {
        "scenario": str(FORMAT),
        "id": name,
        "title": " + ".join(layer.scenario.title for layer in layers),
        "status": statuses.pop() if len(statuses) == 1 else "assumption",
        "description": f"Flattened from {'; '.join(map(_told, layers))}.",
    }
    network = _network(layers)
    dates = [layer.scenario.as_of for layer in layers if layer.scenario.as_of is not None]
    rivals = sorted({rival for layer in layers for rival in layer.scenario.conflicts_with})
    found |= {"network": network} if network else {}
    found |= {"as_of": max(dates).isoformat()} if dates else {}
    found |= {"conflicts_with": rivals} if rivals else {}
    found["sources"] = {key: value for layer in layers for key, value in _sources(layer)}
    found["overrides"] = [override for layer in layers for override in _overrides(layer)]
    return {key: value for key, value in found.items() if value not in ({}, [])}


def _told(layer: Layer) -> str:
    """Return which scenario it was: id, variant, parameters and the start of its hash."""
    scenario = layer.scenario
    values = [f"{key} = {value}" for key, value in sorted(layer.values.items())]
    variant = f":{layer.variant}" if layer.variant else ""
    return f"{scenario.id}{variant} ({', '.join([*values, f'hash {scenario.hash[:12]}'])})"


def _network(layers: Iterable[Layer]) -> dict[str, str]:
    """Return the network all were written for, in the latest version any of them asks for.

    Raises:
        UsageError: they were written for different networks or versions.
    """
    needs = [layer.scenario.network for layer in layers if layer.scenario.network is not None]
    if not needs:
        return {}
    if len({need.id for need in needs}) > 1:
        names = " and ".join(sorted({need.id for need in needs}))
        raise UsageError(f"the stack is written for different networks: {names}", "no network fits all of it")
    exact = {need.version.removeprefix("==").strip() for need in needs if not need.version.startswith(">=")} - {""}
    if len(exact) > 1:
        raise UsageError(f"the stack needs different versions: {' and '.join(sorted(exact))}", "none fits all of it")
    least = [need.version for need in needs if need.version.startswith(">=")]
    version = exact.pop() if exact else max(least, key=version_parts, default="")
    return {"id": needs[0].id} | ({"version": version} if version else {})


def _sources(layer: Layer) -> Iterator[tuple[str, dict[str, str]]]:
    used = {name for override in layer.scenario.overrides for name in override.source}
    for name, source in layer.scenario.sources.items():
        if name in used:
            yield source_name(layer.scenario.id, name), source.model_dump(exclude_defaults=True)


def _overrides(layer: Layer) -> Iterator[dict[str, Any]]:
    """Yield the overrides as written, with parameters filled in; one that is off says so with `if: false`."""
    document = layer.scenario.document
    assert isinstance(document.root.value, dict)  # noqa: S101 - a scenario was made of it
    listed = document.root.value.get("overrides")
    for item in listed.value if listed is not None else ():
        assert isinstance(item, type(document.root))  # noqa: S101 - a list holds items
        assert isinstance(item.value, dict)  # noqa: S101 - as the scenario's overrides could be read
        yield dict(_parts_of(layer, item.value))


def _parts_of(layer: Layer, parts: Mapping[str, Item]) -> Iterator[tuple[str, Any]]:
    name = layer.scenario.id
    for key, item in parts.items():
        if key == "id":
            yield key, full_name(name, str(item.value))
        elif key == "source":
            written = item.plain()
            sources = written if isinstance(written, list) else [written]
            yield key, [source_name(name, source) for source in sources]
        elif key == "if":
            if not read_condition(item, Reader(layer.scenario.document, layer.values)):
                yield key, "false"
        else:
            yield key, item.plain() if key in AS_WRITTEN else _filled(item.plain(), layer.values)


def _filled(value: Any, values: Mapping[str, str]) -> Any:  # noqa: ANN401 - text, list or mapping
    """Return plain data with the values of parameters where `$name` stands."""
    if isinstance(value, dict):
        return {key: _filled(part, values) for key, part in value.items()}
    if isinstance(value, list):
        return [_filled(part, values) for part in value]
    found = _REFERENCE.fullmatch(value)
    return values.get(found[1], value) if found else value
