"""`routeplanner scenario new` and `routeplanner scenario schema`: what helps to write scenarios."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from routeplanner.cli import options as o
from routeplanner.cli import streams
from routeplanner.cli.results import Output, check_target, send, write_file
from routeplanner.cli.scenario_file import id_of_file
from routeplanner.errors import UsageError

NewName = Annotated[str, typer.Argument(metavar="NAME", help="Id of the new scenario: lower-case, digits, hyphens.")]
Example = Annotated[
    str | None, typer.Option("--from", metavar="EXAMPLE", help="Scenario to copy; without it, a commented skeleton.")
]
NewFile = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="File to write; without it NAME.yaml in the folder of --scenarios."
    ),
]
Folder = Annotated[
    str | None,
    typer.Option("--scenarios", metavar="DIR", help="Folder of scenario files; without it, the current one."),
]


def new(
    name: NewName,
    *,
    example: Example = None,
    scenarios: Folder = None,
    output: NewFile = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
    debug: o.Debug = False,  # noqa: ARG001 - read by `app.run`, here and below
) -> None:
    """Write a file to start a scenario from.

    A commented skeleton with one override, its source and an expectation, or a copy of an example under the new id. It
    passes `scenario check` and `scenario test` as it is.

    Example: routeplanner scenario new port-strike --from caspian-hubs
    """
    from routeplanner.scenario.files import read_scenario
    from routeplanner.scenario.ids import ID
    from routeplanner.scenario.schema import FILE
    from routeplanner.scenario.template import new_scenario

    if not ID.fullmatch(name):
        raise UsageError(f"{name!r} is no id of a scenario", "lower-case letters, digits and hyphens: port-strike")
    path = Path(output) if output is not None else Path(scenarios or "") / f"{name}.yaml"
    if id_of_file(path, force=force) != name:
        raise UsageError(f"--output {path.name!r} is not the file of scenario {name!r}", f"write to {name}.yaml")
    text = new_scenario(
        name,
        read_scenario(example, folder=scenarios) if example else None,
        pointer=(path.parent / FILE).is_file(),
    )
    write_file(path, text, force=force)
    streams.note(f"wrote {path}; next: routeplanner scenario check {path}")


def schema(
    *,
    output: o.OutputFile = None,
    force: o.Force = False,
    debug: o.Debug = False,  # noqa: ARG001
) -> None:
    """Write the JSON Schema of scenario files, by which editors complete, explain and check them.

    Put it beside the scenarios as scenario.schema.json, and begin each with the line
    `# yaml-language-server: $schema=scenario.schema.json`.

    Example: routeplanner scenario schema --output my-scenarios/scenario.schema.json
    """
    from routeplanner.scenario.schema import as_json

    target = Output("json", file=output, force=force)
    if output is not None:
        check_target(Path(output), force=force)
    send(as_json(), target, json_text=True)
