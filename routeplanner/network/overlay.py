"""Overlays: folders with some tables whose rows replace a network's (same id) or add to them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from routeplanner.errors import FileError, Problem, UnknownNameError, UsageError
from routeplanner.network.keyed import Rows, content_hash
from routeplanner.network.model import KEYS, ORIGIN, SOURCED, TABLES, Source
from routeplanner.network.provenance import OVERLAY, Overlay

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from routeplanner.network.model import Evidence
    from routeplanner.network.table import TableText
    from routeplanner.record import Record

DEFAULTS = {"source_id": (), "quality": "cited"}
"""What a row of an overlay is that says nothing of its source; `overlay:NAME` goes before any source."""


class Layer(NamedTuple):
    """The tables of one overlay, as read."""

    name: str
    tables: Mapping[str, Rows[Any]]
    texts: Mapping[str, TableText]


def name_folders(folders: Sequence[str | Path], network: str) -> dict[str, Path]:
    """Return the folders of overlays by name: the last part of their path.

    Raises:
        UnknownNameError: no such folder.
        UsageError: a name given twice, the name of the network's folder, or one that cannot stand in a list of sources.
    """
    named: dict[str, Path] = {}
    for given in folders:
        path = _folder(given)
        name = path.name if path.name not in {"", ".."} else path.resolve().name
        if not name.isprintable() or "|" in name or not name:
            raise UsageError(f"overlay {name!r} cannot be named in an answer", "rename the folder: letters and hyphens")
        if name == network:
            raise UsageError(f"overlay {name!r} is called as the network is", "rename the folder")
        if name in named:
            again = named[name].resolve() == path.resolve()
            what = f"overlay {name!r} is given twice" if again else f"two overlays are called {name!r}"
            raise UsageError(what, "keep one" if again else "rename one of the folders")
        named[name] = path
    return named


def _folder(given: str | Path) -> Path:
    """Return the folder of an overlay, which must be one."""
    path = Path(given)
    try:
        if str(given) and path.is_dir():
            return path
        beside = sorted(folder.name for folder in path.parent.iterdir() if folder.is_dir())
    except ValueError:  # a path that cannot be one
        beside = []
    except OSError as error:
        if not isinstance(error, (FileNotFoundError, NotADirectoryError)):
            raise FileError(f"cannot read {str(given)[:60]!r}: {error.strerror}") from error
        beside = []
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    near = [str(path.parent / name) for name in get_close_matches(path.name, beside, n=1)]
    raise UnknownNameError("overlay", str(given), near, "give the path of a folder with some of a network's tables")


def defaults_of(table: str) -> dict[str, Any]:
    """Return the values of the columns an overlay may leave out of a table, or blank."""
    return dict(DEFAULTS) if table in SOURCED else {}


def check_overlay(name: str, contents: Mapping[str, bytes], texts: Mapping[str, TableText]) -> list[Problem]:
    """Return a problem for an overlay that does nothing, or that would make another network of it."""
    problems = []
    if not contents:
        known = ", ".join(table for table in TABLES if table != "config")
        problems.append(Problem("E740", f"{name}:1:1", f"overlay {name!r} holds no table", f"put in some of {known}"))
    if "config.csv" in contents:
        what = "config.csv would make another network of it"
        problems.append(Problem("E741", f"{name}/config.csv:1:1", what, "an overlay has none: delete the file"))
    for table, text in texts.items():
        if text.header and not text.has_rows():
            what, hint = f"{table}.csv has no rows", "fill it or delete the file"
            problems.append(Problem("E713", f"{name}/{table}.csv:1:1", what, hint))
    return problems


def lay_over(
    tables: Mapping[str, Rows[Any]], layers: Sequence[Layer]
) -> tuple[dict[str, Rows[Any]], tuple[Overlay, ...], list[Problem]]:
    """Return a network's tables with overlays laid over them in order, what each overlay did, and warnings.

    A row replaces the one of its id whole, with what `evidence.csv` said of it before.
    """
    pile = _Pile(tables)
    problems = [problem for layer in layers for problem in pile.lay(layer)]
    return pile.tables(), pile.overlays(), problems


class _Pile:
    """Tables with overlays laid over them, one after the other."""

    def __init__(self, tables: Mapping[str, Rows[Any]]) -> None:
        self.rows: dict[str, dict[str, Any]] = {name: dict(tables.get(name, {})) for name in TABLES}
        self.lines = {name: tables[name].lines() if name in tables else {} for name in TABLES}
        self.origins: dict[str, dict[str, str]] = {name: {} for name in TABLES}
        self.laid: list[Overlay] = []

    def lay(self, layer: Layer) -> list[Problem]:
        """Lay one overlay over what is there; return a warning for every row that changes no figure."""
        problems = []
        known = {name: set(rows) for name, rows in self.rows.items()}
        for name in TABLES:  # evidence is the last: it may speak of the rows before
            for key, row in layer.tables.get(name, {}).items():
                before = self.rows[name].get(key)
                if before is not None and _same_figures(name, row, before):
                    problems.append(_idle(layer, name, key))
                self._forget_evidence(name, key)
                self.rows[name][key] = _marked(row, name, layer.name)
                self.origins[name][key] = layer.name
            self.lines[name] |= layer.tables[name].lines() if name in layer.tables else {}
        count = sum(map(len, layer.tables.values()))
        replaced = sum(key in known[name] for name, rows in layer.tables.items() for key in rows)
        self.laid.append(Overlay(layer.name, content_hash(layer.tables), count, replaced, count - replaced))
        return problems

    def _forget_evidence(self, table: str, row_id: str) -> None:
        """Drop what was said of single figures of a row that is replaced."""
        rows: dict[str, Evidence] = self.rows["evidence"]
        for key in [key for key, row in rows.items() if (row.table, row.row_id) == (table, row_id)]:
            del rows[key]
            self.lines["evidence"].pop(key, None)
            self.origins["evidence"].pop(key, None)

    def tables(self) -> dict[str, Rows[Any]]:
        """Return every table in id order, with a source for every overlay that figures rest on."""
        for source_id in sorted(set(self._sources())):
            name = source_id.removeprefix(OVERLAY)
            row = Source.model_construct(source_id=source_id, title=f"Overlay {name}", publisher="")
            self.rows["source"][source_id] = row
        return {
            name: Rows(
                TABLES[name],
                {key: rows[key] for key in sorted(rows)},
                lines=self.lines[name],
                origins=self.origins[name],
            )
            for name, rows in self.rows.items()
        }

    def _sources(self) -> Iterator[str]:
        for name, origins in self.origins.items():
            if name in SOURCED:
                yield from (f"{OVERLAY}{overlay}" for overlay in origins.values())

    def overlays(self) -> tuple[Overlay, ...]:
        """Return what each overlay did."""
        left = [name for origins in self.origins.values() for name in origins.values()]
        return tuple(overlay._replace(replaced_later=overlay.rows - left.count(overlay.name)) for overlay in self.laid)


def _marked(row: Record, table: str, name: str) -> Record:
    """Return a row of an overlay with the overlay as its first source."""
    if table not in SOURCED:
        return row
    sources: tuple[str, ...] = getattr(row, "source_id", ())
    return row.model_copy(update={"source_id": tuple(dict.fromkeys((f"{OVERLAY}{name}", *sources)))})


def _same_figures(table: str, row: Record, other: Record) -> bool:
    """Tell whether a row says the same as another but for where its figures come from."""
    ignored = frozenset() if table == "evidence" else ORIGIN
    return all(
        getattr(row, field) == getattr(other, field) for field in TABLES[table].model_fields if field not in ignored
    )


def _idle(layer: Layer, table: str, key: str) -> Problem:
    text = layer.texts[table]
    index = text.header.index(KEYS[table]) if KEYS[table] in text.header else 0
    what = f"{key!r} has the figures it has without the overlay"
    hint = "delete the row, unless it is there to vouch for them"
    return text.problem("W820", layer.tables[table].line(key), index, what, hint)
