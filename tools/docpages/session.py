"""Pages with commands and Python in them, run as a reader would run them.

In a `console` block, lines that start with `$ ` are commands and what follows is their output, standard error included.
A `python` block runs in the page's one namespace; a `text` block right after it is what it prints. The block after a
line `<!-- file: NAME -->` is a file the reader saves. Every page has a folder of its own. A command without output
below it is run and stays as it is; where output is shown, it is replaced by what the program says today.
"""

from __future__ import annotations

import io
import os
import re
import shlex
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from routeplanner.cli.app import run

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 100
"""Columns of the terminal the pages show."""
_FENCE = re.compile(r"^```(\w+)$")
_FILE = re.compile(r"^<!-- file: (\S+) -->$")
_BAD_EXITS = (4, 70)
"""Exit codes no page has a use for: files that cannot be read, and bugs."""


class Screen(io.StringIO):
    """A terminal without color that remembers what it shows."""

    def isatty(self) -> bool:
        """Say yes: pages show what people see, tables and not TSV."""
        return True


class Session:
    """A reader at work: a folder, a namespace and the exit code of the last command."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, Any] = {"__name__": "page"}
        self.exit_code = 0

    def save(self, name: str, content: str) -> None:
        """Save a file of the page in the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")

    def shell(self, command: str) -> str:
        """Return what a command writes, to standard output and error.

        Raises:
            ValueError: not a command a page may show, or one that fails as none should.
        """
        words = shlex.split(command)
        if words == ["echo", "$?"]:
            return f"{self.exit_code}\n"
        if not words or words[0] != "routeplanner":
            raise ValueError(f"pages run `routeplanner …` and `echo $?`, not {command!r}")
        with self._terminal() as screen:
            self.exit_code = run(words[1:])
        if self.exit_code in _BAD_EXITS:
            raise ValueError(f"{command!r} ends with exit code {self.exit_code}: {screen.getvalue()}")
        return screen.getvalue()

    def python(self, source: str) -> str:
        """Return what a block of Python prints."""
        with self._terminal() as screen:
            exec(compile(source, "<page>", "exec"), self.names)  # noqa: S102 - this repository's own pages
        return screen.getvalue()

    @contextmanager
    def _terminal(self) -> Iterator[Screen]:
        screen = Screen()
        settings = {"COLUMNS": str(WIDTH), "LINES": "40", "NO_COLOR": "1", "TERM": "dumb"}
        before = {name: os.environ.get(name) for name in settings}
        os.environ.update(settings)
        try:
            with chdir(self.folder), redirect_stdout(screen), redirect_stderr(screen):
                yield screen
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


def refresh(text: str) -> str:
    """Return a page with every output as it is today."""
    with TemporaryDirectory() as folder:
        session = Session(Path(folder))
        return "\n".join(_refreshed(text.split("\n"), session))


def _refreshed(lines: list[str], session: Session) -> Iterator[str]:
    """Yield the lines of a page while its blocks are run."""
    position = 0
    file_name = ""
    printed: str | None = None
    while position < len(lines):
        line = lines[position]
        position += 1
        yield line
        named, fence = _FILE.match(line), _FENCE.match(line)
        if fence is None:
            file_name = named[1] if named else file_name if not line.strip() else ""
            continue
        end = lines.index("```", position)
        body = lines[position:end]
        position = end + 1
        if file_name:
            session.save(file_name, "\n".join(body) + "\n")
        elif fence[1] == "console":
            body = list(_console(body, session))
        elif fence[1] == "text" and printed is not None:
            body = printed.rstrip("\n").split("\n")
        printed = session.python("\n".join(body)) if fence[1] == "python" and not file_name else None
        file_name = ""
        yield from body
        yield "```"


def _console(body: list[str], session: Session) -> Iterator[str]:
    """Yield the lines of a console block, each command's output replaced where one is shown."""
    starts = [index for index, line in enumerate(body) if line.startswith("$ ")] + [len(body)]
    for start, end in pairwise(starts):
        yield body[start]
        output = session.shell(body[start].removeprefix("$ "))
        if end - start > 1:
            yield from output.rstrip("\n").split("\n")
            if body[end - 1] == "" and end < len(body):
                yield ""
