"""Every error a user can meet, as one tree.

RouteplannerError                 exit 70 unless a subclass says otherwise
├── UsageError                    2   bad option, origin = destination, impossible consignment
│   ├── UnknownNameError          2   a place, scenario, network or parameter that is not there
│   └── AmbiguousPlaceError       2   a name that several places carry
├── DataError                     3   problems inside a network or scenario file, all of them at once
└── FileError                     4   reading or writing files, output that exists

"No route" is an answer, not an error: see ``routeplanner.planner.Plan.no_route``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EXIT_OK = 0
EXIT_NO_ROUTE = 1
EXIT_USAGE = 2
EXIT_DATA = 3
EXIT_FILE = 4
EXIT_BUG = 70
EXIT_INTERRUPT = 130


class Problem(NamedTuple):
    """One thing that is wrong: where it is, what it is, what to do about it."""

    code: str
    """Code such as E402; W8xx are warnings."""
    where: str
    """`file:line:column`, an option or an argument."""
    what: str
    """The offending value and the rule it breaks."""
    hint: str = ""
    """What to do, without a full stop; empty when nothing useful can be said."""
    excerpt: str = ""
    """The offending line of the file, when there is one."""
    column: int = 0
    """First column (1-based) the caret points at; 0 for no caret."""
    width: int = 1
    """How many characters the caret underlines."""

    @property
    def is_warning(self) -> bool:
        """Tell whether the problem is only suspicious."""
        return self.code.startswith("W")

    def as_text(self) -> str:
        """Render the problem as the lines a terminal shows."""
        level = "warning" if self.is_warning else "error"
        lines = [f"{self.where}: {level}[{self.code}]: {self.what}"]
        if self.excerpt:
            _, *position = self.where.rsplit(":", 2)  # from the end: a folder's name may hold a colon
            number = position[0] if position else ""
            margin = f"{number:>5} | "
            lines.append(margin + self.excerpt)
            if self.column:
                blank = " " * (len(margin) - 2) + "| "
                lines.append(blank + " " * (self.column - 1) + "^" * max(1, self.width))
        if self.hint:
            lines.append(f"   help: {self.hint}")
        return "\n".join(lines)


class RouteplannerError(Exception):
    """Base of every error this package raises on purpose."""

    exit_code = EXIT_BUG


class UsageError(RouteplannerError):
    """A bad option or argument: one clear line, exit 2."""

    exit_code = EXIT_USAGE

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(f"{what} – {hint}" if hint else what)
        self.what = what
        self.hint = hint


class UnknownNameError(UsageError):
    """A name that nothing carries, with the nearest ones."""

    def __init__(self, kind: str, name: str, near: Sequence[str] = (), hint: str = "") -> None:
        if near:
            hint = "did you mean " + " or ".join(repr(n) for n in near) + "?"
        super().__init__(f"unknown {kind} {name!r}", hint)
        self.kind = kind
        self.name = name
        self.near = tuple(near)


class AmbiguousPlaceError(UsageError):
    """A name that several places carry; the caller must say which one."""

    def __init__(self, name: str, candidates: Sequence[tuple[str, str]]) -> None:
        listed = ", ".join(f"{node_id} ({label})" for node_id, label in candidates)
        super().__init__(f"{name!r} is ambiguous", f"say which one: {listed}")
        self.name = name
        self.candidates = tuple(node_id for node_id, _ in candidates)


class DataError(RouteplannerError):
    """Problems inside network or scenario files, all of them together."""

    exit_code = EXIT_DATA

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.as_text() for problem in self.problems))


class FileError(RouteplannerError):
    """A file that cannot be read or written."""

    exit_code = EXIT_FILE
