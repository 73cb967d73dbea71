"""Write the pages that are made from the program and its data, and the outputs shown in the others.

`python tools/update_docs.py` writes what has changed and names it; with `--check` it writes nothing, shows the differences
and ends with exit code 1 when there are any.
"""

from __future__ import annotations

import sys
from difflib import unified_diff
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from docpages import calibration, codes, commands, method, networks, scenarios, tables, verbs
from docpages.datapackage import NAME, datapackage
from docpages.map import FILE as MAP_FILE
from docpages.map import map_svg
from docpages.markdown import put
from docpages.session import refresh

from routeplanner.scenario.schema import FILE as SCHEMA_NAME
from routeplanner.scenario.schema import as_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = f"scenarios/{SCHEMA_NAME}"
WHOLE: Mapping[str, Callable[[], str]] = {
    tables.FILE: tables.tables_page,
    commands.FILE: commands.cli_page,
    codes.FILE: codes.codes_page,
    verbs.FILE: verbs.verbs_page,
    SCHEMA: as_json,
    MAP_FILE: map_svg,
}
"""Pages that are generated as a whole."""
MARKED: Mapping[str, Callable[[], Mapping[str, str]]] = {
    calibration.FILE: calibration.parts,
    method.FILE: method.parts,
    networks.FILE: networks.parts,
    scenarios.FILE: scenarios.parts,
}
"""Pages with generated parts between markers."""
SHOWN = ("README.md", "CONTRIBUTING.md", "docs/*.md", "docs/how-to/*.md")
"""Pages whose commands and Python are run."""


def generated() -> dict[str, Callable[[], str]]:
    """Return how to make every page, by path from the root."""
    makers = dict(WHOLE)
    for path, parts in MARKED.items():
        makers[path] = partial(_filled, path, parts)
    for config in sorted((ROOT / "networks").glob("*/config.csv")):
        makers[f"networks/{config.parent.name}/{NAME}"] = partial(datapackage, config.parent)
    for path in shown():
        makers[path] = partial(_refreshed, makers.get(path, partial(_read, path)))
    return makers


def shown() -> list[str]:
    """Return the pages whose commands are run."""
    return [path.relative_to(ROOT).as_posix() for pattern in SHOWN for path in sorted(ROOT.glob(pattern))]


def difference(path: str, wanted: str) -> str:
    """Return how a page differs from what it should be; empty when it does not."""
    current = _read(path) if (ROOT / path).is_file() else ""
    lines = unified_diff(current.splitlines(), wanted.splitlines(), path, "as it should be", lineterm="", n=1)
    return "\n".join(lines)


def _filled(path: str, parts: Callable[[], Mapping[str, str]]) -> str:
    text = _read(path)
    for name, content in parts().items():
        text = put(text, name, content)
    return text


def _refreshed(make: Callable[[], str]) -> str:
    return refresh(make())


def _read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def main(*, check: bool) -> int:
    """Write or check every page; return the exit code."""
    changed = 0
    for path, make in generated().items():
        wanted = make()
        found = difference(path, wanted)
        if not found:
            continue
        changed += 1
        if check:
            print(found)
        else:
            (ROOT / path).write_text(wanted, encoding="utf-8", newline="\n")
            print(f"wrote {path}")
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
