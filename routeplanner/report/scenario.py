"""Scenarios as lists: what there is, what one says, what a stack changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplanner.report.listing import Listing, as_cell
from routeplanner.report.words import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from routeplanner.scenario.applied import Effect
    from routeplanner.scenario.diff import Difference
    from routeplanner.scenario.files import BrokenScenario
    from routeplanner.scenario.model import Override, Scenario

SELECTING = ("close", "open", "forbid")
"""Verbs whose selector may stand under the verb itself."""
IDLE = {
    "inactive": "inactive on this day",
    "off": "off",
    "superseded": "superseded by {by}",
    "neutral": "neutral, the values were so already",
}
"""What is said of an override that changes nothing."""


def list_scenarios(scenarios: Sequence[Scenario | BrokenScenario]) -> Listing:
    """Return scenarios by id; one that cannot be read says so."""
    columns = ("id", "title", "status", "as_of", "extends", "parameters", "variants", "overrides", "file")
    return Listing("", columns, tuple(map(_summary, scenarios)), shown=("id", "title", "status", "as_of", "variants"))


def _summary(scenario: Scenario | BrokenScenario) -> dict[str, Any]:
    row: dict[str, Any] = {"id": scenario.id, "title": scenario.title, "status": scenario.status, "file": scenario.file}
    problems = getattr(scenario, "problems", None)
    if problems is not None:
        return row | {
            "title": f"has {len(problems)} problem{'s' if len(problems) != 1 else ''}; see `scenario check {scenario.id}`"
        }
    as_of = getattr(scenario, "as_of", None)
    return row | {
        "as_of": as_of.isoformat() if as_of else None,
        "extends": [extension.scenario for extension in getattr(scenario, "extends", ())],
        "parameters": list(getattr(scenario, "parameters", ())),
        "variants": list(getattr(scenario, "variants", ())),
        "overrides": len(getattr(scenario, "overrides", ())),
    }


def show_scenario(scenario: Scenario) -> Listing:
    """Return what a scenario says: its overrides as rows, everything else below; JSON has the whole file."""
    columns = ("override", "change", "when", "on_the_word_of", "note")
    rows = [
        {
            "override": override.id,
            "change": _change(override),
            "when": _when(override),
            "on_the_word_of": ", ".join(override.source) or f"assumption: {override.why}",
            "note": override.note,
        }
        for override in scenario.overrides
    ]
    title = f"{scenario.id}: {scenario.title} ({scenario.status})"
    whole = scenario.model_dump(mode="json")
    return Listing(title, columns, tuple(rows), notes=tuple(_facts(scenario)), whole=whole)


def _facts(scenario: Scenario) -> Iterable[str]:
    if scenario.description:
        yield " ".join(scenario.description.split())
    if scenario.network:
        yield f"written for network {scenario.network.id} {scenario.network.version}".rstrip()
    if scenario.as_of:
        yield f"meant for {scenario.as_of.isoformat()}"
    for extension in scenario.extends:
        variant = f":{extension.variant}" if extension.variant else ""
        given = f" with {as_cell(dict(extension.parameters))}" if extension.parameters else ""
        yield f"extends {extension.scenario}{variant}{given}"
    if scenario.requires:
        yield f"requires {joined(list(scenario.requires))}"
    if scenario.conflicts_with:
        yield f"excludes {joined(list(scenario.conflicts_with))}"
    for name, parameter in scenario.parameters.items():
        limits = f", {parameter.min} to {parameter.max}" if parameter.min and parameter.max else ""
        note = f": {parameter.note}" if parameter.note else ""
        run = parameter.sweep
        sweep = f", swept from {run.starts} to {run.ends} by {run.step}" if run else ""
        yield f"parameter {name} = {parameter.default}{limits}{sweep}{note}"
    for name, values in scenario.variants.items():
        yield f"variant {name}: {as_cell(dict(values))}"
    yield from (f"expects {expectation.id}: {expectation.because}" for expectation in scenario.expect)
    for name, source in scenario.sources.items():
        parts = (source.title, source.publisher, source.as_of, source.url)
        yield f"source {name}: {', '.join(part for part in parts if part)}"


def _change(override: Override) -> str:
    text = f"{override.verb} {_written(override.body)}"
    if override.where is not None and override.verb not in SELECTING:
        text += f" where {_written(override.where)}"
    text += "" if override.direction == "both" else f", {override.direction} only"
    text += f" with a chance of {_written(dict(override.chance))}" if override.chance else ""
    text += f" if {override.condition}" if override.condition else ""
    return text + (f", supersedes {joined(list(override.supersedes))}" if override.supersedes else "")


def _written(value: Any) -> str:  # noqa: ANN401 - any part of a file
    """Return a part of a file in one line, as it could be written."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_written, value)) + "]"
    return str(value)


def _when(override: Override) -> str:
    span = override.when
    if span is None:
        return "always"
    words = {"from": span.starts, "until": span.until, "through": span.through, "season": span.season}
    return " ".join(f"{word} {text}" for word, text in words.items() if text)


def show_changes(
    differences: Sequence[Difference],
    effects: Sequence[Effect],
    names: Sequence[str],
    day: date,
    overlays: Sequence[str] = (),
) -> Listing:
    """Return every figure that a stack changes on a day: old, new and the overrides that did it.

    Overrides that do nothing on the day are named below, and what was laid over the network.
    """
    columns = ("table", "row", "column", "old", "new", "overrides", "sources", "chances")
    chances = {effect.override: effect.chance.as_dict() for effect in effects if effect.chance}
    rows = [
        {
            "table": difference.table,
            "row": difference.row_id,
            "column": difference.field,
            "old": plain(difference.old),
            "new": plain(difference.new),
            "overrides": list(difference.overrides),
            "sources": list(difference.sources),
            "chances": [{"override": name, **chances[name]} for name in difference.overrides if name in chances],
        }
        for difference in differences
    ]
    idle = [f"{effect.override}: {_idle(effect)}" for effect in effects if effect.status in IDLE]
    remarks = [f"{effect.override}: {effect.remark}" for effect in effects if effect.remark]
    notes = [*remarks, *idle] if rows else ["nothing differs on this day", *idle]
    title = f"{' + '.join(names)} on {day.isoformat()}"
    return Listing(title, columns, tuple(rows), shown=columns[:6], notes=(*notes, *overlays))


def _idle(effect: Effect) -> str:
    return IDLE[effect.status].format(by=joined(list(effect.superseded_by)))


def show_statuses(effects: Sequence[Effect], names: Sequence[str], day: date) -> Listing:
    """Return what every override of a stack does on a day: applied, neutral, inactive, off or superseded."""
    columns = ("override", "status", "superseded_by", "figures", "change", "remark")
    rows = [
        {
            "override": effect.override,
            "status": effect.status,
            "superseded_by": list(effect.superseded_by),
            "figures": len(effect.elements),
            "change": [
                {"table": table, "row": row_id, "column": column, "old": plain(old), "new": plain(new)}
                for table, row_id, column, old, new in effect.elements
            ],
            "remark": effect.remark,
        }
        for effect in effects
    ]
    title = f"{' + '.join(names)} on {day.isoformat()}"
    return Listing(title, columns, tuple(rows), shown=("override", "status", "superseded_by", "figures", "remark"))


def plain(value: object) -> Any:  # noqa: ANN401 - as above
    """Return any value of a row as what JSON can hold."""
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)
