"""Commands built on demand: the group loads the one that is asked for, the command reads its options as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from routeplanner import __version__
from routeplanner.cli import streams

if TYPE_CHECKING:
    from collections.abc import Callable

    from routeplanner.cli.app import Entry

PLAIN: dict[str, Any] = {
    "add_completion": False,
    "rich_markup_mode": None,  # rich help takes 2.6 times as long as everything else a help page needs
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}
"""Settings of every typer application of this program."""


class TextCommand(TyperCommand):
    """A command whose arguments and options are texts and flags, which need no conversion.

    typer builds a pydantic validator for every parameter, given or not: more than half of the time a route may take.
    Numbers, dates and choices are read by `options`, which can also say what is wrong in the words of the field.
    """

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401 - typer's own class has moved between packages
        """Return the parameters, each passing its text through."""
        return [_passing_through(param) for param in super().get_params(ctx)]


def _passing_through(param: Any) -> Any:  # noqa: ANN401 - as above
    # an attribute of the parameter, as typer leaves no other door to its converters
    vars(param)["process_value"] = partial(_as_given, param, type(param).process_value)
    return param


def _as_given(param: Any, convert: Callable[..., Any], ctx: Any, value: Any) -> Any:  # noqa: ANN401 - as above
    """Return the value of a parameter as it was typed; leave what is missing, or has a callback to call, to typer."""
    if value is None and not param.required:
        return () if param.multiple or param.nargs == -1 else None
    if param.callback is None and (isinstance(value, (str, bool)) or (isinstance(value, (list, tuple)) and value)):
        return value
    return convert(param, ctx, value)


class CommandTable(TyperGroup):
    """A group whose commands are imported when asked for; its help page is written from the table."""

    def use(self, table: Mapping[str, Entry], prefix: str) -> None:
        """Take the commands from the lines of a table that start with a prefix."""
        self.table = table
        self.prefix = prefix
        self.commands = _Commands(table, prefix)  # type: ignore[assignment] # read like the dict it stands for

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401 - as above
        """Return the parameters, each passing its text through."""
        return [_passing_through(param) for param in super().get_params(ctx)]

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - as above
        """Return the names in the order of the table."""
        return list(self.commands)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as above
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.table[self.prefix + name].help) for name in self.list_commands(ctx)])


class _Commands(Mapping[str, Any]):
    """The commands of a group by name, each built when first read."""

    def __init__(self, table: Mapping[str, Entry], prefix: str) -> None:
        self._table = table
        self._prefix = prefix
        self._built: dict[str, Any] = {}

    def __iter__(self) -> Iterator[str]:
        depth = self._prefix.count(" ")
        return (
            name.removeprefix(self._prefix)
            for name in self._table
            if name.startswith(self._prefix) and name.count(" ") == depth
        )

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - as above
        if name not in self._built:
            self._built[name] = self._build(name, self._table[self._prefix + name])
        return self._built[name]

    def _build(self, name: str, entry: Entry) -> Any:  # noqa: ANN401 - as above
        if not entry.target:
            group = CommandTable(
                name=name, help=entry.help, rich_markup_mode=None, context_settings=PLAIN["context_settings"]
            )
            group.use(self._table, f"{self._prefix}{name} ")
            return group
        file, _, function = entry.target.partition(":")
        app = typer.Typer(**PLAIN)
        app.command(name, cls=TextCommand)(getattr(import_module(f"routeplanner.cli.{file}"), function))
        return typer.main.get_command(app)


def build_program(table: Mapping[str, Entry]) -> Any:  # noqa: ANN401 - as above
    """Return the program as a command that typer can run."""
    app = typer.Typer(cls=CommandTable, **PLAIN)
    app.callback()(_program)
    program = typer.main.get_command(app)
    assert isinstance(program, CommandTable)  # noqa: S101 - for the type checker: `cls` above says so
    program.use(table, "")
    return program


def _show_version(asked: bool) -> None:
    if asked:
        streams.write(f"routeplanner {__version__}\n")
        raise typer.Exit


def _program(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Plan freight between Eurasian places: hours, dollars and kg CO2e, leg by leg, with a source for every figure.

    Exit codes: 0 fine; 1 no route, or an expectation failed; 2 bad option, place, scenario or network name; 3 something
    wrong inside a network or scenario file; 4 reading or writing files; 70 internal error; 130 interrupted.
    """
