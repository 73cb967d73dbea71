"""`if`: overrides that are switched on and off by a parameter."""

from datetime import date

import pytest

from routeplanner.errors import UsageError

DAY = date(2026, 1, 1)
AKTAU = "where: {transfers: 'aktau:rail1520-sea'}"


def head(default):
    return f"parameters: {{digital: {{default: {default}}}}}\nvariants: {{paper: {{digital: false}}}}"


@pytest.fixture
def statuses(run):
    def found(*names, settings=None):
        return {effect.override: effect.status for effect in run(*names, settings=settings).effects(DAY)}

    return found


@pytest.mark.parametrize(
    ("default", "condition", "expected"),
    [
        ("true", "$digital", "applied"),
        ("false", "$digital", "off"),
        ("true", "not $digital", "off"),
        ("false", "not $digital", "applied"),
    ],
)
def test_a_switch_decides_whether_an_override_acts(folder, run, statuses, default, condition, expected):
    folder.write("s", f"set: {{time: 12 h}}\n{AKTAU}\nif: {condition}", head=head(default))
    assert statuses("s") == {"s#c1": expected}
    hours = run("s").at(DAY).transfers["aktau:rail1520-sea"].time_h
    assert hours == (12.0 if expected == "applied" else 24.0)


def test_a_network_with_everything_off_is_the_base(folder, run, network):
    folder.write("s", "close: {nodes: aktau}\nif: $digital", head=head("false"))
    assert run("s").at(DAY) is network


def test_settings_and_variants_switch(folder, statuses):
    folder.write("s", f"set: {{time: 12 h}}\n{AKTAU}\nif: $digital", head=head("true"))
    assert statuses("s:paper") == {"s#c1": "off"}
    assert statuses("s", settings={"digital": "false"}) == {"s#c1": "off"}
    assert statuses("s:paper", settings={"digital": "true"}) == {"s#c1": "applied"}


def test_a_switch_takes_true_and_false_only(folder, run):
    folder.write("s", f"set: {{time: 12 h}}\n{AKTAU}\nif: $digital", head=head("true"))
    with pytest.raises(UsageError, match=r"'yes' is a text, the parameter a switch \(E304\)"):
        run("s", settings={"digital": "yes"})


def test_what_is_off_is_checked_all_the_same(folder, problems):
    folder.write("s", "close: {nodes: aktua}\nif: $digital", head=head("false"))
    (problem,) = problems("s")
    assert (problem.code, problem.where) == ("E402", "s.yaml:8:20")


def test_what_is_off_clashes_with_nothing(folder, run):
    folder.write("a", f"set: {{time: 12 h}}\n{AKTAU}\nif: $digital", head=head("false"))
    folder.write("b", f"set: {{time: 9 h}}\n{AKTAU}")
    assert run("a", "b").at(DAY).transfers["aktau:rail1520-sea"].time_h == 9.0


@pytest.mark.parametrize(
    ("default", "condition", "code", "said"),
    [
        ("true", "$digitl", "E301", "did you mean 'digital'?"),
        ("36 h", "$digital", "E308", "'36 h', neither true nor false"),
        ("true", "$digital == true", "E308", "no comparisons"),
        ("true", "digital", "E308", "neither $name nor not $name"),
        ("true", "not not $digital", "E308", "neither $name nor not $name"),
        ("true", "[$digital]", "E308", "write $name or not $name"),
        ("true", "", "E308", "write $name or not $name"),
    ],
)
def test_anything_else_is_refused(folder, problems, default, condition, code, said):
    body = f"set: {{time: 12 h}}\n{AKTAU}\nif: $digital"
    folder.write(
        "s", body, f"close: {{nodes: xian}}\nif: {condition}", head=f"parameters: {{digital: {{default: {default}}}}}"
    )
    found = [problem for problem in problems("s") if problem.code == code]
    assert any(said in problem.as_text() and problem.where.startswith("s.yaml:") for problem in found)
