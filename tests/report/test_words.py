import pytest

from routeplanner.report import words


@pytest.mark.parametrize(
    ("hours", "text"),
    [
        (0.0, "0h"),
        (0.004, "0h"),
        (0.5, "30min"),
        (0.999, "1h"),
        (1.4, "1h"),
        (13.0, "13h"),
        (23.6, "1d"),
        (24.0, "1d"),
        (85.0, "3d 13h"),
        (85.5, "3d 14h"),
        (240.0, "10d"),
    ],
)
def test_duration(hours, text):
    assert words.duration(hours) == text


@pytest.mark.parametrize(("amount", "text"), [(7030.4, "$7,030"), (0.2, "$0"), (-0.2, "$0"), (-1200.0, "-$1,200")])
def test_dollars(amount, text):
    assert words.dollars(amount) == text


def test_changes_carry_a_sign():
    assert words.change_in_days(76.8) == "+3.2 d"
    assert words.change_in_days(-24.0) == "-1.0 d"
    assert words.change_in_share(118.0, 100.0) == "+18 %"
    assert words.change_in_share(1.0, 0.0) == words.NONE
    assert words.change_in_dollars(150.2) == "+$150"
    assert words.change_in_dollars(-150.2) == "-$150"
    assert {words.change_in_days(0.9), words.change_in_dollars(0.4), words.change_in_share(100.4, 100.0)} == {
        words.SAME
    }


def test_amount_has_no_needless_decimals():
    assert [words.amount(value) for value in (14.0, 22.5, 12000.0, 3)] == ["14", "22.5", "12,000", "3"]
