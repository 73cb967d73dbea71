"""`routeplanner explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from routeplanner.cli import options as o
from routeplanner.cli import streams
from routeplanner.errors import UnknownNameError


def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="A code such as E402 or W802.")],
    debug: o.Debug = False,  # noqa: ARG001 - read by `app.run`
) -> None:
    """Explain an error or warning code and how to mend its cause.

    Example: routeplanner explain E402
    """
    from routeplanner.report.codes import FAMILIES, codes

    pages = codes()
    name = code.strip().upper()
    if name not in pages:
        from difflib import get_close_matches

        families = "; ".join(f"{family}xx {what}" for family, what in FAMILIES.items())
        raise UnknownNameError("code", code, get_close_matches(name, pages, n=2), families)
    page = pages[name]
    streams.write(f"{name}: {page.meaning}\n  about: {FAMILIES[name[:2]]}\n  help: {page.mend}\n")
