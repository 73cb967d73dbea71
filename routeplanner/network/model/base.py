"""What every row is made of: types with their bounds, and where its figures come from."""

from __future__ import annotations

from typing import Annotated

from routeplanner.fields import Limit
from routeplanner.record import Record
from routeplanner.terms import Quality

NonNegative = Annotated[float, Limit(ge=0)]
Positive = Annotated[float, Limit(gt=0)]
SLUG_PATTERN = r"^[a-z0-9][a-z0-9-]*$"
COUNTRY_PATTERN = r"^[A-Z]{2}$"
MONTH_DAY_PATTERN = (
    r"^((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))$"
)
COLOR_PATTERN = r"^#[0-9a-fA-F]{6}$"
Slug = Annotated[str, Limit(pattern=SLUG_PATTERN)]
Country = Annotated[str, Limit(pattern=COUNTRY_PATTERN)]
MonthDay = Annotated[str, Limit(pattern=MONTH_DAY_PATTERN)]
Color = Annotated[str, Limit(pattern=COLOR_PATTERN)]
Text = Annotated[str, Limit(min_length=1)]
"""Text that must not be blank."""


class Row(Record):
    """What every table's row carries: where its figures come from."""

    source_id: tuple[str, ...]
    """Sources of the row's figures (`source.csv`); `estimate` for a judgment."""
    quality: Quality
    """cited: the figure stands in the source; derived: computed from cited figures; estimated: judgment."""
    note: str = ""
    """How a derived figure was computed, why an estimated one was chosen."""
