"""The rows of one table by id, and what tells tables of equal content."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import ItemsView, Iterator, ValuesView

    from routeplanner.record import Record

RowT = TypeVar("RowT")


class Rows(Mapping[str, RowT], Generic[RowT]):
    """The rows of one table by id, in id order.

    A network from the cache is trusted (its content hash matched), so its rows stay text until something reads them.
    """

    __slots__ = ("_lines", "_model", "_origins", "_raw", "_rows")

    def __init__(
        self,
        model: type[Record],
        rows: Mapping[str, RowT] | None = None,
        *,
        raw: Mapping[str, str] | None = None,
        lines: Mapping[str, int] | None = None,
        origins: Mapping[str, str] | None = None,
    ) -> None:
        self._model = model
        self._raw = dict(raw or {})
        self._rows: dict[str, RowT] = dict(rows or {})
        self._lines = dict(lines or {})
        self._origins = dict(origins or {})

    def __getitem__(self, key: str) -> RowT:
        row = self._rows.get(key)
        if row is None:
            row = cast("RowT", self._model.from_plain(json.loads(self._raw[key])))
            self._rows[key] = row
        return row

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw or self._rows)

    def __len__(self) -> int:
        return len(self._raw or self._rows)

    def __contains__(self, key: object) -> bool:
        return key in self._raw or key in self._rows

    def values(self) -> ValuesView[RowT]:
        """Return the rows, in id order."""
        return super().values() if self._raw else self._rows.values()

    def items(self) -> ItemsView[str, RowT]:
        """Return the ids and rows, in id order."""
        return super().items() if self._raw else self._rows.items()

    def line(self, key: str) -> int:
        """Return the line of the row in its file, 0 when it came from elsewhere."""
        return self._lines.get(key, 0)

    def lines(self) -> dict[str, int]:
        """Return the line of every row that came from a file."""
        return dict(self._lines)

    def origin(self, key: str) -> str:
        """Return the name of the overlay a row came from, empty for the network's own."""
        return self._origins.get(key, "")

    def origins(self) -> dict[str, str]:
        """Return the overlay of every row that came from one."""
        return dict(self._origins)

    def replaced(self, rows: Mapping[str, RowT]) -> Rows[RowT]:
        """Return these rows with some replaced or added, in id order."""
        merged = {key: self[key] for key in self}
        merged.update(rows)
        ordered = {key: merged[key] for key in sorted(merged)}
        return Rows(self._model, ordered, lines=self._lines, origins=self._origins)


def content_hash(tables: Mapping[str, Rows[Any]], more: Mapping[str, object] | None = None) -> str:
    """Return the SHA-256 of the values of all rows, whatever their order, and of what else is given."""
    import hashlib  # noqa: PLC0415 - a network from the cache brings its hash along

    content = {name: {key: row.model_dump(mode="json") for key, row in rows.items()} for name, rows in tables.items()}
    text = json.dumps(content | dict(more or {}), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
