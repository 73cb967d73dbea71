"""`routeplanner scenario explain | select | flatten`: tools for those who write scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from routeplanner.cli import options as o
from routeplanner.cli.results import Output, deliver
from routeplanner.cli.scenario_file import file_id, send_scenario
from routeplanner.errors import DataError, RouteplannerError, UsageError
from routeplanner.report import LISTING_FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from routeplanner.network.network import Network
    from routeplanner.scenario.applied import Applied

Element = Annotated[
    str, typer.Argument(metavar="ELEMENT", help="Id of a row, TABLE:ID (link:ID, border:ID …) or the name of a place.")
]
Filter = Annotated[
    str, typer.Argument(metavar="FILTER", help="Selector as under `where`, such as 'links: {mode: rail, country: KZ}'.")
]
YamlFile = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a .yaml file; its name becomes the id.")
]


def explain_element(
    element: Element,
    *,
    network: o.Network = "eurasia",
    overlay: o.Overlays = None,
    scenario: o.Scenarios = None,
    settings: o.Settings = None,
    scenarios: o.ScenarioFolder = None,
    format_: o.Format = None,
    as_json: o.AsJson = False,
    output: o.OutputFile = None,
    force: o.Force = False,
    debug: o.Debug = False,  # noqa: ARG001 - read by `app.run`, here and below
) -> None:
    """List every override that touches an element, old and new, by date.

    With -s those of the stack, else those of every known scenario, each by itself. A place stands for the handling there
    too, a link for the stops at its border. What an override does on no day is listed with the reason.

    Example: routeplanner scenario explain node:aktau
    """
    from routeplanner.network.files import read_network
    from routeplanner.report.scenario_tools import list_touches
    from routeplanner.scenario.touch import find_elements, find_touches

    target = Output(format_, as_json, output, force)
    target.check(LISTING_FORMATS)
    chosen = o.read_settings(settings)
    if chosen and not scenario:
        raise UsageError("--set is for the scenarios of a stack", "add -s NAME")
    base = read_network(network, overlays=overlay or ())
    stacks, left_out = _stacks(scenario, base, chosen, scenarios)
    elements = find_elements(element, base, [applied for _, applied in stacks])
    touches = [touch for owner, applied in stacks for touch in find_touches(applied, elements, owner)]
    deliver(list_touches(element, touches, left_out), target, LISTING_FORMATS)


def _stacks(
    names: Sequence[str] | None, base: Network, settings: dict[str, str], folder: str | None
) -> tuple[list[tuple[str | None, Applied]], list[str]]:
    """Return the stack asked for; without one, every known scenario by itself with its id, and those left out."""
    from routeplanner.scenario.apply import apply
    from routeplanner.scenario.company import company_of
    from routeplanner.scenario.files import folders, known_scenarios, read_scenario

    if names:
        return [(None, apply(names, base, settings=settings or None, folder=folder))], []
    found: list[tuple[str | None, Applied]] = []
    left_out = []
    for name in known_scenarios(folders(folder)):
        try:
            needs = company_of(read_scenario(name, folder=folder), folder)
            found.append((name, apply([name, *needs], base, folder=folder)))
        except DataError as error:
            left_out.append(f"{name}: {error.problems[0].what}")
        except RouteplannerError as error:
            left_out.append(f"{name}: {error}")
    return found, left_out


def select(
    selector: Filter,
    *,
    network: o.Network = "eurasia",
    overlay: o.Overlays = None,
    scenario: o.Scenarios = None,
    scenarios: o.ScenarioFolder = None,
    format_: o.Format = None,
    as_json: o.AsJson = False,
    output: o.OutputFile = None,
    force: o.Force = False,
    debug: o.Debug = False,  # noqa: ARG001
) -> None:
    """Try a selector: list the rows it means, and how many they are.

    With -s rows that the scenarios add can be meant too. What is wrong with the selector is shown in its text.

    Example: routeplanner scenario select 'borders: {crosses: [CN, KZ]}'
    """
    from routeplanner.network.files import read_network
    from routeplanner.report.scenario_tools import list_rows
    from routeplanner.scenario.apply import apply
    from routeplanner.scenario.selector import grown_network, try_selector

    target = Output(format_, as_json, output, force)
    target.check(LISTING_FORMATS)
    base = read_network(network, overlays=overlay or ())
    if scenario:
        base = grown_network(apply(scenario, base, folder=scenarios))
    deliver(list_rows(try_selector(selector, base), base), target, LISTING_FORMATS)


def flatten(
    names: o.ScenarioStack,
    *,
    settings: o.Settings = None,
    scenarios: o.ScenarioFolder = None,
    output: YamlFile = None,
    force: o.Force = False,
    debug: o.Debug = False,  # noqa: ARG001
) -> None:
    """Write a stack as one scenario file that needs no other.

    What it extends is in it and its parameters are filled in; overrides and sources keep the names they had. Applied, it
    gives the same network.

    Example: routeplanner scenario flatten caspian-hubs:slow-start red-sea-closed -o my-stack.yaml
    """
    from routeplanner.scenario.flatten import flatten as compute
    from routeplanner.scenario.write import as_yaml

    name = file_id(output, "flat", names, force=force)
    chosen = o.read_settings(settings)
    send_scenario(as_yaml(compute(names, name, settings=chosen or None, folder=scenarios)), output, force=force)
