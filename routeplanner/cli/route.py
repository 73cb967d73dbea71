"""`routeplanner route`."""

from __future__ import annotations

from routeplanner.cli import options as o
from routeplanner.cli.results import Output, deliver, note_published
from routeplanner.errors import EXIT_NO_ROUTE, EXIT_OK
from routeplanner.report import RESULT_FORMATS


def route(
    origin: o.Origin,
    destination: o.Destination,
    *,
    network: o.Network = "eurasia",
    overlay: o.Overlays = None,
    scenario: o.Scenarios = None,
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
    corridor: o.Corridor = None,
    via: o.Via = None,
    avoid: o.Avoid = None,
    mode: o.Modes = None,
    terminals: o.Terminals = False,
    door: o.Door = False,
    published: o.Published = False,
    format_: o.Format = None,
    as_json: o.AsJson = False,
    output: o.OutputFile = None,
    force: o.Force = False,
    explain: o.Explain = False,
    debug: o.Debug = False,  # noqa: ARG001 - read from the arguments by `app.run`, whatever fails
) -> int:
    """Plan one trip: the fastest, the cheapest and the lowest-emission itinerary.

    Each is shown with its hours, US dollars, kg CO2e and kilometers for the whole consignment, leg by leg: moves,
    border crossings, transfers and waits. When nothing can carry it, the answer says what is in the way (exit code 1).

    Example: routeplanner route "Xi'an" Duisburg --scenario russia-transit-ban --tonnes 22
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
            corridor=corridor,
            via=via,
            avoid=avoid,
            mode=mode,
            terminals=terminals,
            door=door,
        )
    )
    chosen = o.read_settings(settings)
    from routeplanner.network.files import read_network
    from routeplanner.planner import plan

    answer = plan(
        read_network(network, overlays=overlay or ()),
        request,
        tuple(scenario or ()),
        settings=chosen or None,
        scenario_folder=scenarios,
    )
    if published:
        answer = answer.with_published()
    deliver(answer, target, RESULT_FORMATS)
    if published and target.chosen(RESULT_FORMATS) not in {"table", "json"}:
        note_published(answer)
    return EXIT_OK if answer.itineraries else EXIT_NO_ROUTE
