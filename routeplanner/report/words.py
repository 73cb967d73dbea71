"""Quantities as people read them."""

from __future__ import annotations

from math import floor

from routeplanner.terms import HOURS_PER_DAY

NONE = "–"
SAME = "same"
"""A change too small to show."""


def duration(hours: float) -> str:
    """Return hours as `3d 13h`, below a day as `13h`, below an hour in minutes."""
    minutes = round(hours * 60.0)
    if minutes < 60:  # noqa: PLR2004 - minutes of an hour
        return f"{minutes}min" if minutes else "0h"
    whole = floor(hours + 0.5)
    days, rest = divmod(whole, int(HOURS_PER_DAY))
    if not days:
        return f"{rest}h"
    return f"{days}d {rest}h" if rest else f"{days}d"


def days(hours: float) -> str:
    """Return hours as days with one decimal."""
    return f"{hours / HOURS_PER_DAY:.1f}"


def dollars(amount: float) -> str:
    """Return whole US dollars."""
    return f"-${-amount:,.0f}" if round(amount) < 0 else f"${abs(amount):,.0f}"


def count(amount: float) -> str:
    """Return a whole number with thousands marks."""
    return f"{round(amount):,}"


def amount(number: float) -> str:
    """Return a number without needless decimals."""
    return f"{number:,.10g}"


def percent(share: float) -> str:
    """Return a share as whole percent."""
    return f"{share * 100.0:.0f} %"


def change_in_days(hours: float) -> str:
    """Return a difference of hours as days with a sign."""
    return f"{difference:+.1f} d" if (difference := round(hours / HOURS_PER_DAY, 1)) else SAME


def change_in_dollars(difference: float) -> str:
    """Return a difference of dollars with a sign."""
    if not round(difference):
        return SAME
    return f"{'-' if round(difference) < 0 else '+'}${abs(round(difference)):,}"


def change_in_share(value: float, base: float) -> str:
    """Return by how much a value lies above or below a base, in percent; a dash for a base of zero."""
    if base <= 0:
        return NONE
    share = round((value / base - 1.0) * 100.0)
    return f"{share:+d} %" if share else SAME


def joined(words: list[str], last: str = "and") -> str:
    """Return words as a list in a sentence."""
    if len(words) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
