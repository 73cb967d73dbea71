"""The options that several commands share, and what is made of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeVar

import typer

from routeplanner.errors import UsageError
from routeplanner.terms import BOXES, CLASS_NAMES, CRITERIA_NAMES, MODES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from routeplanner.request import Request

Origin = Annotated[str, typer.Argument(metavar="ORIGIN", help="Where from: name, alias, id or UN/LOCODE.")]
Destination = Annotated[str, typer.Argument(metavar="DESTINATION", help="Where to, likewise.")]
Network = Annotated[
    str, typer.Option("--network", "-n", metavar="NAME|FOLDER", help="Network: a shipped one or a folder.")
]
Overlays = Annotated[
    list[str] | None,
    typer.Option(
        "--overlay",
        metavar="DIR",
        help="Folder of tables whose rows replace the network's or add to them: own prices, own terminals;"
        " repeatable, the last goes over those before.",
    ),
]
Scenarios = Annotated[
    list[str] | None,
    typer.Option("--scenario", "-s", metavar="NAME[:VARIANT]", help="Scenario to apply; repeat to stack."),
]
ScenarioNames = Annotated[
    list[str] | None, typer.Argument(metavar="[NAME]...", help="Scenarios: ids or paths; without any, all there are.")
]
ScenarioStack = Annotated[
    list[str], typer.Argument(metavar="NAME[:VARIANT]...", help="Scenarios, stacked in any order.")
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="[SCENARIO.]NAME=VALUE", help="Value of a scenario's parameter; repeatable."),
]
ScenarioFolder = Annotated[
    str | None, typer.Option("--scenarios", metavar="DIR", help="Folder of scenario files, beside the shipped ones.")
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="YYYY-MM-DD",
        help="Date the network, its overrides and seasons are read at. Without it: the latest `as_of` of the"
        " scenarios, else the network's reference date, with seasons at their yearly typical value.",
    ),
]
Cargo = Annotated[
    str, typer.Option("--cargo", metavar="EQUIPMENT", help="Equipment: 20ft, 40ft, 40hc, reefer40, truck, bulk or air.")
]
Goods = Annotated[
    str, typer.Option("--goods", metavar="CLASS", help="Goods class: general, dual-use, grain, dangerous and others.")
]
Tonnes = Annotated[str | None, typer.Option("--tonnes", metavar="T", help="Tonnes of goods in all.")]
Volume = Annotated[str | None, typer.Option("--volume", metavar="M3", help="Cubic meters of goods in all.")]
Value = Annotated[
    str | None, typer.Option("--value", metavar="USD", help="Value of the goods in all; gives the capital cost.")
]
Units = Annotated[
    str | None, typer.Option("--units", metavar="N", help="Units of equipment; without it as many as the load needs.")
]
ServiceClasses = Annotated[
    list[str] | None,
    typer.Option("--service", metavar="CLASS", help="Service class allowed: express, regular, wagonload, solo, team."),
]
Box = Annotated[
    str,
    typer.Option(
        "--box",
        metavar="TERMS",
        help="Whose container: as-quoted (prices as they are, hire not counted), soc (the shipper's own) or coc (the"
        " carrier's, or one hired where a price is without).",
    ),
]
By = Annotated[
    list[str] | None,
    typer.Option("--by", metavar="CRITERION", help="What to minimize: time, cost, emissions; repeatable, default all."),
]
Corridor = Annotated[str | None, typer.Option("--corridor", metavar="ID", help="Corridor to use.")]
Via = Annotated[list[str] | None, typer.Option("--via", metavar="PLACE", help="Place to pass; repeatable.")]
Avoid = Annotated[
    list[str] | None,
    typer.Option("--avoid", metavar="WHAT", help="Place, country code, link, mode or corridor to avoid; repeatable."),
]
Modes = Annotated[
    list[str] | None,
    typer.Option("--mode", metavar="MODE", help="Mode allowed: rail, road, sea, ferry, waterway, air; repeatable."),
]
Terminals = Annotated[
    bool, typer.Option("--terminals", help="Count handling and cut-off at the origin and destination terminals too.")
]
Door = Annotated[
    bool, typer.Option("--door", help="Count door to door: first and last mile, and what --terminals counts.")
]
Published = Annotated[
    bool, typer.Option("--published", help="Add what others published for the same trip, beside the planned figures.")
]
Explain = Annotated[bool, typer.Option("--explain", help="Add sources and overrides to every leg of the table.")]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="table, tsv, csv, json, jsonl or geojson. Without it: by the output file's suffix, else table on a"
        " terminal and tsv in a pipe.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
OutputFile = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file instead of the screen.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace the output file if it exists.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show a traceback with any error.")]

_NUMBER = re.compile(r"\d+(\.\d+)?([eE]\+?\d{1,2})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_Word = TypeVar("_Word", bound=str)


class Trip(NamedTuple):
    """The options that make a request, as typed."""

    origin: str
    destination: str
    as_of: str | None = None
    cargo: str = "40ft"
    goods: str = "general"
    tonnes: str | None = None
    volume: str | None = None
    value: str | None = None
    units: str | None = None
    service: list[str] | None = None
    box: str = "as-quoted"
    by: list[str] | None = None
    corridor: str | None = None
    via: list[str] | None = None
    avoid: list[str] | None = None
    mode: list[str] | None = None
    terminals: bool = False
    door: bool = False


def build_request(trip: Trip) -> Request:
    """Return the request of a command line; every word is checked here, so pydantic need not be loaded.

    Raises:
        UsageError: a number, date or word that is none.
    """
    from routeplanner.request import Consignment, Preferences, Request

    return Request.model_construct(
        origin=trip.origin,
        destination=trip.destination,
        consignment=Consignment.model_construct(
            cargo=trip.cargo,
            goods=trip.goods,
            tonnes=read_amount("--tonnes", trip.tonnes),
            volume_m3=read_amount("--volume", trip.volume),
            value_usd=read_amount("--value", trip.value),
            units=read_count("--units", trip.units),
            service_classes=read_words("--service", trip.service, CLASS_NAMES),
            box=read_word("--box", trip.box, BOXES),
        ),
        preferences=Preferences.model_construct(
            modes=read_words("--mode", trip.mode, MODES),
            avoid=tuple(trip.avoid or ()),
            via=tuple(trip.via or ()),
            corridor=trip.corridor,
        ),
        as_of=read_date("--as-of", trip.as_of),
        scope="door" if trip.door else "terminals" if trip.terminals else "terminal",
        by=read_words("--by", trip.by, CRITERIA_NAMES) or CRITERIA_NAMES,
    )


def read_amount(option: str, text: str | None) -> float | None:
    """Return an amount above zero, or None for an option that was not given."""
    if text is None:
        return None
    if not _NUMBER.fullmatch(text.strip()) or not 0 < float(text) < float("inf"):
        raise UsageError(f"{option} {text!r} is not an amount above zero", "a plain number such as 14 or 22.5")
    return float(text)


def read_count(option: str, text: str | None) -> int | None:
    """Return a whole number from one up, or None for an option that was not given."""
    if text is None:
        return None
    if not text.strip().isascii() or not text.strip().isdigit() or not 1 <= int(text) <= _MOST_UNITS:
        raise UsageError(f"{option} {text!r} is not a count", f"a whole number from 1 to {_MOST_UNITS}")
    return int(text)


_MOST_UNITS = 100_000
"""More containers than any ship carries: a slip of the keyboard."""


def read_date(option: str, text: str | None) -> date | None:
    """Return a date, or None for an option that was not given."""
    if text is None:
        return None
    from datetime import date

    if _DATE.fullmatch(text.strip()):
        try:
            return date.fromisoformat(text.strip())
        except ValueError:
            pass
    raise UsageError(f"{option} {text!r} is not a date", "write YYYY-MM-DD, such as 2026-06-01")


def read_words(option: str, texts: Sequence[str] | None, known: Sequence[_Word]) -> tuple[_Word, ...]:
    """Return words out of a known set, given repeatedly or joined by commas, each once, in the order typed."""
    words = [word.strip() for text in texts or () for word in text.split(",")]
    unknown = next((word for word in words if word not in known), None)
    if unknown is not None:
        from difflib import get_close_matches

        near = get_close_matches(unknown, known, n=1)
        meant = f"did you mean {near[0]!r}? " if near else ""
        raise UsageError(f"{option} {unknown!r} is not known", f"{meant}one of {', '.join(known)}")
    return tuple(dict.fromkeys(next(name for name in known if name == word) for word in words))


def read_word(option: str, text: str, known: Sequence[_Word]) -> _Word:
    """Return one word out of a known set."""
    found = read_words(option, [text], known)
    if len(found) > 1:
        raise UsageError(f"{option} {text!r} are several", f"one of {', '.join(known)}")
    return found[0]


def read_settings(texts: Sequence[str] | None) -> dict[str, str]:
    """Return parameters and their values, in the order typed.

    Raises:
        UsageError: no `=`, no name, no value, or two values for one parameter.
    """
    settings: dict[str, str] = {}
    for text in texts or ():
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not name or not value:
            raise UsageError(f"--set {text!r} is not NAME=VALUE", "such as --set aktau_dwell='24 h'")
        if settings.setdefault(name, value) != value:
            raise UsageError(f"--set gives {name!r} twice, {settings[name]!r} and {value!r}", "keep one")
    return settings


def split_stack(text: str) -> tuple[str, ...]:
    """Return the scenario names of `A+B`; `base` is the empty stack."""
    names = tuple(name.strip() for name in text.split("+"))
    if not all(names):
        raise UsageError(f"--versus {text!r} is not a stack of scenarios", "write A, A+B, or base for none")
    return () if names == ("base",) else names


def number(count: int, word: str) -> str:
    """Return a number of things in words."""
    return f"{count} {word}{'' if count == 1 else 's'}" if count else f"no {word}s"
