"""What a calibration holds: published ranges, planned figures, and how they agree."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from routeplanner.network.published import Case
from routeplanner.result import Result

if TYPE_CHECKING:
    from routeplanner.network.network import Network

MEASURES = ("days", "dollars")
ROUNDING = 1e-9
"""Share below which two figures are the same: the rounding of sums."""
USES = ("fit", "check", "all")
AIMS = {"days": 0.90, "dollars": 0.80}
"""Share of the groups that shall lie within the tolerance."""
CHECK_BELOW = 0.10
"""How far the share of the figures kept aside may lie below that of the figures fitted to."""


class Range(NamedTuple):
    """A published range: days, or US dollars for one unit of the equipment."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """Middle of the range."""
        return (self.low + self.high) / 2.0

    @property
    def spread(self) -> float:
        """Half of its width as a share of its middle."""
        return (self.high - self.low) / (self.low + self.high)

    def error(self, planned: float) -> float:
        """Return how far a figure lies outside, as a share of the nearest end: 0 inside, below 0 under the range."""
        error = min(0.0, planned / self.low - 1.0) + max(0.0, planned / self.high - 1.0)
        return error if abs(error) > ROUNDING else 0.0


@dataclass(frozen=True, slots=True)
class Match:
    """One published range beside the planned figure."""

    published: Range
    planned: float | None
    """None: the network has no such way."""

    @property
    def error(self) -> float | None:
        """How far the planned figure lies outside the range, as a share of its nearest end; 0 inside."""
        return None if self.planned is None else self.published.error(self.planned)

    @property
    def midpoint_error(self) -> float | None:
        """How far the planned figure lies from the middle of the range, as a share of it."""
        return None if self.planned is None else self.planned / self.published.middle - 1.0

    def is_within(self, tolerance: float) -> bool:
        """Tell whether the planned figure lies inside the range or within a tolerance of it."""
        return self.error is not None and abs(self.error) <= tolerance + ROUNDING


@dataclass(frozen=True, slots=True)
class Group:
    """The published figures of one trip, merged, beside what the network gives."""

    case: Case
    use: str
    """fit or check."""
    days: Match | None
    """Days of the fastest way; None when no days, or too wide a range of them, are published."""
    dollars: Match | None
    """Dollars of the cheapest way for one unit of the equipment; None likewise."""
    published: tuple[str, ...]
    """Ids of the figures."""
    sources: tuple[str, ...]
    no_route: str = ""
    """Why the network has no such way; empty when it has."""

    def match(self, measure: str) -> Match | None:
        """Return the comparison of days or of dollars."""
        return self.days if measure == "days" else self.dollars


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Published figures that are not compared."""

    case: Case
    use: str
    days: Range | None
    dollars: Range | None
    """For one unit of the equipment."""
    published: tuple[str, ...]
    sources: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Summary:
    """How well one measure is met by the groups of one use."""

    measure: str
    """days or dollars."""
    use: str
    """fit, check or all."""
    groups: int
    inside: int
    """Groups whose planned figure lies inside the published range."""
    within: int
    """Groups whose planned figure lies inside or within the tolerance."""
    no_route: int
    """Groups that the network has no way for; they count as outside."""
    median_midpoint_error: float | None
    """Median distance from the middle of the range, as a share of it, whatever its sign."""
    worst: float | None
    """Largest distance outside the range, with its sign."""

    @property
    def share(self) -> float | None:
        """Share of the groups within the tolerance; None without any."""
        return self.within / self.groups if self.groups else None


class Shortfall(NamedTuple):
    """An aim that is missed."""

    measure: str
    use: str
    share: float
    aim: float


@dataclass(frozen=True, slots=True, repr=False)
class Calibration(Result):
    """Every published figure of a network beside the planned one."""

    kind: ClassVar[str] = "calibration"

    groups: tuple[Group, ...]
    summaries: tuple[Summary, ...]
    """Days before dollars; fit, check, all."""
    left_out: tuple[LeftOut, ...]
    tolerance: dict[str, float]
    """By measure."""
    network: Network = field(repr=False, compare=False)

    def __repr__(self) -> str:
        return f"<Calibration of {self.network.id} {self.network.version}: {len(self.groups)} groups>"

    def summary(self, measure: str, use: str = "all") -> Summary:
        """Return the summary of a measure (days, dollars) and use (fit, check, all)."""
        return next(each for each in self.summaries if (each.measure, each.use) == (measure, use))

    @property
    def shortfalls(self) -> tuple[Shortfall, ...]:
        """Aims that are missed: of all groups, and of those kept aside against those fitted to."""
        missed = []
        for measure in MEASURES:
            fit, check, every = (self.summary(measure, use).share for use in USES)
            if every is not None and every < AIMS[measure]:
                missed.append(Shortfall(measure, "all", every, AIMS[measure]))
            if fit is not None and check is not None and check < fit - CHECK_BELOW:
                missed.append(Shortfall(measure, "check", check, fit - CHECK_BELOW))
        return tuple(missed)

    @property
    def columns(self) -> tuple[str, ...]:
        """Keys of the records."""
        return (*Case._fields, "use", *_FIGURES, "published", "sources", "no_route", "left_out")

    def records(self) -> list[dict[str, Any]]:
        """Return one flat dictionary per group, then one per entry left out, which says why in `left_out`."""
        rows = [_record(group, _figures(group), no_route=group.no_route) for group in self.groups]
        return rows + [_record(each, _ranges(each), left_out=each.reason) for each in self.left_out]


_FIGURES = (
    "days_low", "days_high", "days_planned", "days_error", "days_midpoint_error",
    "cost_low_usd", "cost_high_usd", "cost_planned_usd", "cost_error", "cost_midpoint_error",
)  # fmt: skip


def _record(row: Group | LeftOut, figures: list[Any], *, no_route: str = "", left_out: str = "") -> dict[str, Any]:
    told = {"no_route": no_route or None, "left_out": left_out or None}
    named = {"published": list(row.published), "sources": list(row.sources)}
    return row.case.record() | {"use": row.use} | dict(zip(_FIGURES, figures, strict=True)) | named | told


def _figures(group: Group) -> list[Any]:
    figures: list[Any] = []
    for match in (group.days, group.dollars):
        ends = (match.published.low, match.published.high) if match else (None, None)
        figures += [*ends, *((match.planned, match.error, match.midpoint_error) if match else (None, None, None))]
    return figures


def _ranges(row: LeftOut) -> list[Any]:
    return [figure for span in (row.days, row.dollars) for figure in (*(span or (None, None)), None, None, None)]
