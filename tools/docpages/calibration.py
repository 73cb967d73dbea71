"""The counted parts of docs/calibration.md: published figures beside those of the shipped network."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from docpages.markdown import table
from routeplanner.analysis.calibrate import calibrate
from routeplanner.analysis.calibration import MEASURES
from routeplanner.network.files import read_network
from routeplanner.report import calibration as report
from routeplanner.report import published as words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from routeplanner.analysis.calibration import Calibration, Group, Match, Range

FILE = "docs/calibration.md"
EMPTY = "No figure of this kind is published in the network."
TITLES = {"days": ("published days", "planned", "error"), "dollars": ("published dollars", "planned", "error")}


@cache
def _found() -> Calibration:
    """Calibrate once for all parts: reading and planning take longer than everything else of the page."""
    return calibrate(read_network("eurasia"))


def parts() -> dict[str, str]:
    """Return the generated parts of the page by name."""
    found = _found()
    return {
        "method": report.method(found),
        "summary": _summary(found),
        "days": _groups(found, "days"),
        "dollars": _groups(found, "dollars"),
        "left out": _left_out(found),
    }


def _summary(found: Calibration) -> str:
    rows = report.summary_rows(found)
    if not rows:
        return EMPTY
    return table([column.title for column in report.SUMMARY], rows) + f"\n{report.verdict(found).capitalize()}."


def _groups(found: Calibration, measure: str) -> str:
    rows = [
        (*_case(found, group), group.use, *_match(match, measure), sources(found, group.sources))
        for group in found.groups
        if (match := group.match(measure)) is not None
    ]
    heads = ("trip", "how", "scope", "regime", "use", *TITLES[measure], "sources")
    return table(heads, rows) if rows else EMPTY


def _case(found: Calibration, group: Group) -> tuple[str, ...]:
    case = group.case
    return report.trip(found, case), words.how(found.network, case), case.scope, report.regime(case)


def _match(match: Match, measure: str) -> tuple[str, ...]:
    return (*report.match_words(match, measure), words.deviation(match.error))


def _left_out(found: Calibration) -> str:
    rows = [
        (
            report.trip(found, each.case),
            words.how(found.network, each.case),
            each.case.scope,
            report.regime(each.case),
            *(_ends(span, measure) for measure, span in zip(MEASURES, (each.days, each.dollars), strict=True)),
            each.reason,
            sources(found, each.sources),
        )
        for each in found.left_out
    ]
    heads = ("trip", "how", "scope", "regime", "days", "dollars", "why", "sources")
    return table(heads, rows) if rows else EMPTY


def _ends(span: Range | None, measure: str) -> str:
    if span is None:
        return ""
    return words.day_range(*span) if measure == "days" else words.dollar_range(*span)


def sources(found: Calibration, ids: Iterable[str]) -> str:
    """Return sources by title, each a link to its page where it has one."""
    rows = [found.network.sources[source_id] for source_id in ids]
    return "; ".join(f"[{_plain(row.title)}]({_address(row.url)})" if row.url else _plain(row.title) for row in rows)


def _plain(title: str) -> str:
    return title.replace("[", "(").replace("]", ")")


def _address(url: str) -> str:
    return url.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
