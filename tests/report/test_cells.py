import pytest
from hypothesis import given
from hypothesis import strategies as st

from routeplanner.report.cells import NO_BREAK, Cell, Column, Painter, clean, width, wrap


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Aktau", 5),
        ("霍尔果斯", 8),
        ("Xi\N{MODIFIER LETTER APOSTROPHE}an", 5),
        ("e\N{COMBINING ACUTE ACCENT}", 1),
        ("", 0),
    ],
)
def test_width_counts_columns_of_a_terminal(text, columns):
    assert width(text) == columns


@given(st.text())
def test_clean_leaves_nothing_that_could_steer_a_terminal(text):
    assert clean(text).replace(NO_BREAK, " ").isprintable()


def test_clean_spells_control_characters_out():
    assert clean("a\x1b[2Jb") == "a\\x1b[2Jb"


@given(st.text(alphabet="ab 霍", max_size=60), st.integers(2, 20))
def test_wrapped_lines_fit_and_lose_nothing_but_blanks(text, most):
    lines = wrap(text, most)
    assert all(width(line) <= most for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(
    st.lists(st.tuples(st.text(alphabet="ab 霍é", max_size=30), st.integers(0, 10**9)), max_size=5),
    st.integers(40, 120),
)
def test_a_table_is_never_wider_than_asked_and_figures_line_up(rows, most):
    columns = (Column("name"), Column("figure", right=True))
    lines = Painter(most).table(columns, [(Cell(text), Cell(str(number))) for text, number in rows])
    assert all(width(line) <= most for line in lines)
    figures = [str(number) for _, number in rows]
    ends = {width(line) for line in lines[1:] if line.split()[-1:] and line.split()[-1] in figures}
    assert len(ends) <= 1


def test_columns_without_content_are_left_out():
    lines = Painter(40).table((Column("a"), Column("b")), [(Cell("x"), Cell(""))])
    assert lines == ["a", "x"]


def test_markup_is_text():
    assert Painter(40).table((Column("a"),), [(Cell("[/Aktau]"),)])[1] == "[/Aktau]"


def test_color_is_used_only_when_asked_for_and_does_not_shift_columns():
    columns, row = (Column("a"), Column("b")), (Cell("x", "good"), Cell("y"))
    plain = Painter(40).table(columns, [row])
    colored = Painter(40, color=True).table(columns, [row])
    assert "\x1b" not in "".join(plain)
    assert "\x1b[32mx\x1b[0m  y" in colored[1]


def test_a_paragraph_hangs():
    assert Painter(12).paragraph("one two three four", indent=2, hang=4) == ["  one two", "    three", "    four"]
