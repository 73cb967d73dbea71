"""docs/reference/cli.md: every command, from its function's docstring and annotations.

Not from the help pages: their layout belongs to typer and changes with its version.
"""

from __future__ import annotations

from importlib import import_module
from inspect import cleandoc, signature
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from docpages.markdown import page, table
from routeplanner.cli.app import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from routeplanner.cli.app import Entry

FILE = "docs/reference/cli.md"
INTRO = """\
`routeplanner COMMAND --help` shows the same on the terminal. Results go to standard output, everything else to standard
error; a table on a terminal, TSV in a pipe. Exit codes are in [codes.md](codes.md#exit-codes). `routeplanner --version`
shows the version.
"""


def cli_page() -> str:
    """Return the reference page of the command line."""
    index = table(
        ("command", ""),
        (
            (f"[{name}](#routeplanner-{name.replace(' ', '-')})", entry.help)
            for name, entry in COMMANDS.items()
            if entry.target
        ),
    )
    sections = [_section(name, entry) for name, entry in COMMANDS.items() if entry.target]
    return page("Command line", INTRO, index, *sections)


def _section(name: str, entry: Entry) -> str:
    file, _, function_name = entry.target.partition(":")
    function = getattr(import_module(f"routeplanner.cli.{file}"), function_name)
    text, _, example = cleandoc(function.__doc__ or "").partition("\n\nExample: ")
    arguments, options = _parameters(function)
    usage = " ".join(
        ["routeplanner", name, *(["[OPTIONS]"] if options else []), *(row[0].strip("`") for row in arguments)]
    )
    parts = [f"## routeplanner {name}", text, f"```sh\n{usage}\n```"]
    if arguments:
        parts.append(table(("argument", "meaning"), arguments))
    parts += [table(("option", "meaning"), options), f"Example:\n\n```sh\n{' '.join(example.split())}\n```"]
    return "\n\n".join(part.rstrip("\n") for part in parts)


def _parameters(function: Callable[..., Any]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return arguments and options, each as written and what it means."""
    hints = get_type_hints(function, include_extras=True)
    arguments, options = [], []
    for name, parameter in signature(function).parameters.items():
        info = get_args(hints[name])[1]
        shown = f" {info.metavar}" if info.metavar else ""
        default = parameter.default if isinstance(parameter.default, str) else info.show_default
        text = info.help + (f" Default: {default}." if isinstance(default, str) else "")
        if type(info).__name__ == "ArgumentInfo":
            optional = parameter.default is not parameter.empty and not info.metavar.startswith("[")
            arguments.append((f"`[{info.metavar}]`" if optional else f"`{info.metavar}`", text))
        else:
            declared = (info.default, *(info.param_decls or ()))  # typer takes the first word for a default
            words = sorted((word for word in declared if isinstance(word, str)), key=len)
            options.append((f"`{', '.join(words)}{shown}`", text))
    return arguments, options
