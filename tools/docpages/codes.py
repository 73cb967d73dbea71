"""docs/reference/codes.md: every error and warning, from report/codes.csv."""

from __future__ import annotations

from docpages.markdown import page, table
from routeplanner.report.codes import FAMILIES, codes

FILE = "docs/reference/codes.md"
INTRO = """\
Every problem in a file reads `file:line:column: error[CODE]: what – hint`, with the line and a caret below. Problems are
reported all together. `routeplanner explain CODE` prints the entry below. Codes that start with W are warnings: they
stop nothing unless a check is run with `--strict`.
"""
EXITS = """\
## Exit codes

| code | meaning |
| --- | --- |
| 0 | fine |
| 1 | ran, but there is no route, or an expectation failed |
| 2 | bad option, place, scenario or network name on the command line; origin equal to destination |
| 3 | something wrong inside a network or scenario file |
| 4 | reading or writing files; the output exists |
| 70 | an error of the program itself |
| 130 | interrupted |
"""


def codes_page() -> str:
    """Return the reference page of the codes."""
    sections = []
    for family, about in FAMILIES.items():
        rows = [(f"`{name}`", entry.meaning, entry.mend) for name, entry in codes().items() if name[:2] == family]
        if rows:
            sections.append(f"## {family}xx: {about}\n\n{table(('code', 'meaning', 'what to do'), rows)}")
    return page("Error and warning codes", INTRO, *sections, EXITS)
