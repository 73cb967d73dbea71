import errno

import pytest

from routeplanner.cli import route
from routeplanner.cli.failures import describe_failure
from routeplanner.errors import DataError, FileError, Problem, UnknownNameError, UsageError


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (UsageError("no", "do it"), 2, "error: no – do it"),
        (UnknownNameError("place", "aktua", ["Aktau"]), 2, "error: unknown place 'aktua' – did you mean 'Aktau'?"),
        (FileError("gone"), 4, "error: gone"),
        (
            FileNotFoundError(errno.ENOENT, "No such file", "a.csv"),
            4,
            "error: cannot read or write a.csv: No such file",
        ),
        (
            OSError(errno.ENOSPC, "No space left on device"),
            4,
            "error: cannot write to standard output: No space left on device",
        ),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 0, ""),
        (SystemExit(1), 0, ""),
        (KeyboardInterrupt(), 130, "interrupted"),
        (ZeroDivisionError("x\ny"), 70, "internal error, please report: ZeroDivisionError: x y (--debug shows where)"),
    ],
)
def test_every_error_has_its_exit_code_and_one_line(error, code, said):
    assert describe_failure(error) == (code, said)


def test_a_data_error_tells_all_problems():
    problems = [
        Problem("E101", "link.csv:2:3", "'x' is not a plain number", "write digits", "a,x", 3, 1),
        Problem("E711", "node.csv:9:1", "y"),
    ]
    code, text = describe_failure(DataError(problems))
    assert code == 3
    assert text == "\n".join(problem.as_text() for problem in problems)


def broken(error):
    def fail(*_args, **_options):
        raise error

    return fail


def test_a_bug_is_one_line_and_a_traceback_only_for_debugging(cli, monkeypatch):
    monkeypatch.setattr(route, "deliver", broken(RuntimeError("boom")))
    code, out, err = cli("route", "xian", "aktau", "-n", "toy")
    assert (code, out) == (70, "")
    assert err == "internal error, please report: RuntimeError: boom (--debug shows where)\n"
    code, out, err = cli("route", "xian", "aktau", "-n", "toy", "--debug")
    assert (code, out) == (70, "")
    assert "Traceback" in err
    assert err.endswith("internal error, please report: RuntimeError: boom (--debug shows where)\n")


def test_ctrl_c_is_one_line(cli, monkeypatch):
    monkeypatch.setattr(route, "deliver", broken(KeyboardInterrupt()))
    assert cli("route", "xian", "aktau", "-n", "toy", "--debug") == (130, "", "interrupted\n")
