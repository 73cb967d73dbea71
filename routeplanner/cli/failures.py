"""What the user reads when something goes wrong, and the exit code."""

from __future__ import annotations

from typing import Any

from routeplanner.cli import streams
from routeplanner.errors import EXIT_BUG, EXIT_FILE, EXIT_INTERRUPT, EXIT_OK, EXIT_USAGE, DataError, RouteplannerError


def report_failure(error: BaseException, *, debug: bool) -> int:
    """Write what went wrong to stderr and return the exit code; the traceback only for debugging."""
    code, text = describe_failure(error)
    if debug and code not in {EXIT_OK, EXIT_INTERRUPT}:
        import traceback

        streams.note("".join(traceback.format_exception(error)).rstrip())
    if text:
        streams.note(text)
    if isinstance(error, OSError) or code == EXIT_FILE:
        streams.discard_stdout()
    return code


def describe_failure(error: BaseException) -> tuple[int, str]:
    """Return the exit code and the text for an error: all problems of a data error, else one line."""
    if isinstance(error, DataError):
        return error.exit_code, "\n".join(_printable(problem.as_text()) for problem in error.problems)
    if isinstance(error, RouteplannerError):
        return error.exit_code, f"error: {_one_line(str(error))}"
    if isinstance(error, (SystemExit, BrokenPipeError)):  # a reader of a help page stopped reading
        return EXIT_OK, ""
    if isinstance(error, KeyboardInterrupt) or type(error).__name__ == "Abort":
        return EXIT_INTERRUPT, "interrupted"
    return _unforeseen(error)


def _unforeseen(error: BaseException) -> tuple[int, str]:
    """Return the same for errors that are not ours: typer's about usage, the system's about files, and bugs."""
    if hasattr(error, "format_message"):  # typer's: their class has moved between packages
        return EXIT_USAGE, _usage(error)
    if isinstance(error, OSError):
        where = f"read or write {_one_line(str(error.filename))}" if error.filename else "write to standard output"
        return EXIT_FILE, f"error: cannot {where}: {error.strerror or error}"
    kind = type(error).__name__
    return EXIT_BUG, f"internal error, please report: {kind}: {_one_line(str(error))} (--debug shows where)"


def _usage(error: Any) -> str:  # noqa: ANN401 - as above
    message = _one_line(error.format_message()).rstrip(".")
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "routeplanner"
    return f"error: {message} – see `{path} --help`"


def _one_line(text: str) -> str:
    return " ".join(_printable(text).split())


def _printable(text: str) -> str:
    """Return the text with control characters spelled out, so that a name cannot steer the terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in text)
