"""The index in scenarios/README.md."""

from __future__ import annotations

from docpages.markdown import code, table
from routeplanner.network.files import data_folder
from routeplanner.scenario.files import list_scenarios
from routeplanner.scenario.model import Scenario

FILE = "scenarios/README.md"


def parts() -> dict[str, str]:
    """Return the generated part of the page by name.

    Raises:
        ValueError: a shipped scenario that cannot be read.
    """
    rows = []
    for scenario in list_scenarios(data_folder("scenarios")):
        if not isinstance(scenario, Scenario):
            raise ValueError(f"{scenario.id}: {scenario.problems[0].as_text()}")  # noqa: TRY004 - its content is wrong
        rows.append(
            (
                f"[{scenario.id}]({scenario.id}.yaml)",
                scenario.title,
                scenario.status,
                scenario.as_of.isoformat() if scenario.as_of else "",
                code([*scenario.parameters]),
                code([*scenario.variants]),
                len(scenario.overrides),
            )
        )
    return {"index": table(("id", "title", "status", "meant for", "parameters", "variants", "overrides"), rows)}
