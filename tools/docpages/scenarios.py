"""The index in scenarios/README.md: what there is, what each changes, and what that does to standard trips."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docpages.markdown import code, table
from docpages.trips import OWN, TRIPS, Trips
from routeplanner.network.attributes import COLLECTION_OF
from routeplanner.network.files import data_folder, read_network
from routeplanner.scenario.apply import apply
from routeplanner.scenario.company import company_of
from routeplanner.scenario.diff import diff
from routeplanner.scenario.files import list_scenarios
from routeplanner.scenario.model import Scenario

if TYPE_CHECKING:
    from datetime import date

    from routeplanner.scenario.applied import Applied

FILE = "scenarios/README.md"
NETWORK = "eurasia"
MOST_DAYS = 3
"""How many days of change a cell names."""
PLURALS = COLLECTION_OF | {"restriction": "restrictions"}


def parts() -> dict[str, str]:
    """Return the generated parts of the page by name.

    Raises:
        ValueError: a shipped scenario that cannot be read.
    """
    network = read_network(NETWORK)
    trips = Trips(network)
    index = []
    effects: list[list[str]] = [["none", *trips.base_cells(), ""]]
    for scenario in list_scenarios(data_folder("scenarios")):
        if not isinstance(scenario, Scenario):
            raise ValueError(f"{scenario.id}: {scenario.problems[0].as_text()}")  # noqa: TRY004 - its content is wrong
        applied = apply([scenario.id, *company_of(scenario, None)], network)
        day = scenario.as_of or network.reference_date
        index.append(
            (
                f"[{scenario.id}]({scenario.id}.yaml)",
                scenario.title,
                scenario.status,
                day.isoformat(),
                _periods(applied),
                _changes(applied, day),
                code(scenario.variants),
            )
        )
        effects.append([f"[{scenario.id}]({scenario.id}.yaml)", *trips.cells(applied, scenario, day)])
    heads = ("scenario", "title", "status", "meant for", "changes on", "what it changes", "variants")
    return {"index": table(heads, index), "trips": table(("scenario", *TRIPS, OWN), effects)}


def _periods(applied: Applied) -> str:
    """Return the days on which dated overrides begin or end; the first and the last of many."""
    found = [day.isoformat() for day in applied.periods]
    return ", ".join(found) if len(found) <= MOST_DAYS else f"{found[0]} … {found[-1]}"


def _changes(applied: Applied, day: date) -> str:
    """Return how many rows of each table a scenario changes on a day, and how many it adds."""
    rows = {(difference.table, difference.row_id) for difference in diff(applied, day)}
    counts = Counter((name, row_id in applied.base.table(name)) for name, row_id in rows)
    words = []
    for (name, known), count in sorted(
        counts.items(), key=lambda entry: (not entry[0][1], list(PLURALS).index(entry[0][0]))
    ):
        noun = name if count == 1 else PLURALS[name]
        words.append(f"{count} {noun}" if known else f"{count} new {noun}")
    return ", ".join(words)
