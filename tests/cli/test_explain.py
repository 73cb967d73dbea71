import re
from pathlib import Path

import pytest

import routeplanner
from routeplanner.report.codes import FAMILIES, codes

SOURCES = Path(routeplanner.__file__).parent
USED = {
    code for path in SOURCES.rglob("*.py") for code in re.findall(r'"([EW]\d{3})"', path.read_text(encoding="utf-8"))
}


def test_every_code_the_program_uses_has_a_page():
    assert {"E101", "E711"} <= USED
    assert USED - set(codes()) == set()


@pytest.mark.parametrize("name", codes())
def test_every_page_is_two_sentences_of_a_known_family(name):
    page = codes()[name]
    assert name[:2] in FAMILIES
    assert page.meaning.endswith(".")
    assert page.mend.endswith(".")


def test_explain(cli):
    code, out, err = cli("explain", "e725")
    assert (code, err) == (0, "")
    assert out.startswith("E725: The quality")
    assert "\n  about: a table of a network\n  help: " in out


def test_an_unknown_code(cli):
    code, out, err = cli("explain", "E7255")
    assert (code, out) == (2, "")
    assert "did you mean 'E725'" in err
    assert "E7xx a table of a network" in cli("explain", "zzz")[2]
