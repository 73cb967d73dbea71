"""The table of emission factors in docs/method.md."""

from __future__ import annotations

from docpages.markdown import table
from routeplanner.network.files import read_network
from routeplanner.terms import MODES

FILE = "docs/method.md"


def parts() -> dict[str, str]:
    """Return the generated parts of the page by name."""
    return {"emission factors": _factors()}


def _factors() -> str:
    where: dict[tuple[int, float, str], set[str]] = {}
    for rate in read_network("eurasia").rates.values():
        if rate.emission_kg_tkm is not None and rate.mode is not None:
            case = (MODES.index(rate.mode), rate.emission_kg_tkm, rate.emission_category)
            where.setdefault(case, set()).add(rate.country or "")
    alone = [mode for mode, *_ in where]
    rows = [
        (MODES[case[0]], _places(countries, is_only=alone.count(case[0]) == 1), f"{case[1]:g}", case[2])
        for case, countries in sorted(where.items())
    ]
    return table(("mode", "where", "kg CO2e per tkm", "category"), rows)


def _places(countries: set[str], *, is_only: bool) -> str:
    """Return the countries of a factor; the one without a country holds wherever no other row does."""
    if is_only and "" in countries:
        return "everywhere"
    return ", ".join([*sorted(countries - {""}), *(["elsewhere"] if "" in countries else [])])
