"""`routeplanner compare`."""

from __future__ import annotations

from typing import Annotated

import typer

from routeplanner.cli import options as o
from routeplanner.cli.results import Output, deliver
from routeplanner.errors import EXIT_NO_ROUTE, EXIT_OK
from routeplanner.report import RESULT_FORMATS

Versus = Annotated[
    list[str] | None,
    typer.Option("--versus", metavar="A+B", help="One more column: a stack of its own, or `base`; repeatable."),
]
Corridors = Annotated[
    list[str] | None,
    typer.Option("--corridors", metavar="ID,ID", help="Corridors to compare; without it all that are a choice."),
]


def compare(
    origin: o.Origin,
    destination: o.Destination,
    *,
    network: o.Network = "eurasia",
    overlay: o.Overlays = None,
    scenario: o.Scenarios = None,
    versus: Versus = None,
    corridors: Corridors = None,
    settings: o.Settings = None,
    scenarios: o.ScenarioFolder = None,
    as_of: o.AsOf = None,
    cargo: o.Cargo = "40ft",
    goods: o.Goods = "general",
    tonnes: o.Tonnes = None,
    volume: o.Volume = None,
    value: o.Value = None,
    units: o.Units = None,
    service: o.ServiceClasses = None,
    box: o.Box = "as-quoted",
    by: o.By = None,
    via: o.Via = None,
    avoid: o.Avoid = None,
    mode: o.Modes = None,
    terminals: o.Terminals = False,
    door: o.Door = False,
    format_: o.Format = None,
    as_json: o.AsJson = False,
    output: o.OutputFile = None,
    force: o.Force = False,
    explain: o.Explain = False,
    debug: o.Debug = False,  # noqa: ARG001 - read from the arguments by `app.run`, whatever fails
) -> int:
    """Compare the corridors between two places, each forced in turn.

    The first column is the stack given by --scenario (the base when there is none), then one column per --versus with
    the change against the first. All columns share one date. Each corridor is answered by its best itinerary by the
    first --by, time unless told otherwise.

    Example: routeplanner compare "Xi'an" Duisburg --versus russia-transit-ban --versus red-sea-closed
    """
    target = Output(format_, as_json, output, force, explain)
    target.check(RESULT_FORMATS)
    request = o.build_request(
        o.Trip(
            origin,
            destination,
            as_of=as_of,
            cargo=cargo,
            goods=goods,
            tonnes=tonnes,
            volume=volume,
            value=value,
            units=units,
            service=service,
            box=box,
            by=by,
            via=via,
            avoid=avoid,
            mode=mode,
            terminals=terminals,
            door=door,
        )
    )
    chosen = o.read_settings(settings)
    stacks = [o.split_stack(text) for text in versus or ()]
    wanted = [name.strip() for text in corridors or () for name in text.split(",")]
    from routeplanner.analysis.compare import compare as compare_corridors
    from routeplanner.network.files import read_network

    answer = compare_corridors(
        read_network(network, overlays=overlay or ()),
        request,
        tuple(scenario or ()),
        stacks,
        corridors=wanted,
        settings=chosen or None,
        scenario_folder=scenarios,
    )
    deliver(answer, target, RESULT_FORMATS)
    return EXIT_OK if any(answer.best) else EXIT_NO_ROUTE
