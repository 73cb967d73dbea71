"""Rows as an override writes them: the columns of a table under their names without units.

Figures are quantities with their units. Everything else is read and validated as a cell of the table would be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from routeplanner.network.attributes import ATTRIBUTES, COLLECTION_OF, Attribute
from routeplanner.network.cells import CellError, read_cell
from routeplanner.network.model import TABLES, row_key
from routeplanner.network.rows import columns_of, describe_violation
from routeplanner.scenario.verbs.figures import read_figure
from routeplanner.units import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from routeplanner.record import Record
    from routeplanner.scenario.document import Item
    from routeplanner.scenario.reader import Reader

ROW_KEYS: dict[str, dict[str, str]] = {
    "node": {
        "id": "node_id",
        "name": "name",
        "node_type": "node_type",
        "country": "country",
        "x": "x_coord",
        "y": "y_coord",
        "unlocode": "unlocode",
        "aliases": "aliases",
    },
    "link": {
        "id": "link_id",
        "from": "from_node_id",
        "to": "to_node_id",
        "directed": "directed",
        "mode": "mode",
        "gauge": "gauge_mm",
        "length": "length_km",
        "country": "country",
        "corridors": "corridors",
        "tariff": "tariff",
        "time": "time_h",
        "time_p90": "time_p90_h",
        "cost": "cost_usd",
    },
    "border": {
        "link": "link_id",
        "direction": "direction",
        "service_class": "service_class",
        "dwell": "dwell_h",
        "dwell_p90": "dwell_p90_h",
        "fee": "fee_usd",
        "capacity": "capacity_per_day",
        "procedure": "procedure",
    },
    "transfer": {
        "node": "node_id",
        "from": "from_mode",
        "to": "to_mode",
        "service_class": "service_class",
        "equipment": "equipment",
        "time": "time_h",
        "time_p90": "time_p90_h",
        "cost": "cost_usd",
        "capacity": "capacity_per_day",
    },
    "service": {
        "id": "service_id",
        "name": "name",
        "operator": "operator",
        "service_class": "service_class",
        "direction": "direction",
        "links": "links",
        "calls": "calls",
        "interval": "interval_h",
        "weekdays": "weekdays",
        "wait": "wait_h",
        "wait_p90": "wait_p90_h",
        "capacity": "capacity_teu",
        "time": "time_h",
        "cost": "cost_usd",
        "includes": "includes",
        "terms": "terms",
    },
}
"""table → key in the file → column; `from` and `to` of a transfer are a mode with its gauge."""
DEFAULTS: dict[str, dict[str, Any]] = {
    "link": {"directed": False},
    "border": {"direction": "both"},
    "service": {"direction": "both"},
}
"""Values of columns that a table wants and an override may leave out."""
MEANT_TO_BE_FILLED = {"transfer": ("node",), "service": ("links",)}
"""Keys that no row can do without, though a table takes them blank."""
SIDES = ("from", "to")
SIDE_KEYS = ("mode", "gauge")
HOUSEKEEPING: dict[str, Any] = {"source_id": (), "quality": "estimated", "note": ""}
"""Columns that the override itself fills: where the row comes from."""


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row as an override writes it."""

    table: str
    row: Record
    """Valid by itself; where it comes from is still to be filled in."""
    cells: Mapping[str, Item]
    """Where the columns stand in the file."""

    @property
    def row_id(self) -> str:
        """Id of the row in its table."""
        return row_key(self.table, self.row)


def told_columns(table: str) -> tuple[str, ...]:
    """Return the columns an override can fill, but for the row's own id."""
    words = column_words(table)
    return tuple(column for column in TABLES[table].model_fields if column in words and words[column] != "id")


def column_words(table: str) -> dict[str, str]:
    """Return the word of every column an override can fill: its key, that of its price, or `from.gauge`."""
    words = {column: key for key, column in ROW_KEYS[table].items()}
    for key, attribute in _attributes(table).items():
        if key in ROW_KEYS[table] and attribute.basis_column:
            words[attribute.basis_column] = key
    if table == "transfer":
        words |= {f"{side}_gauge": f"{side}.gauge" for side in SIDES}
    return words


def needed_keys(table: str) -> tuple[str, ...]:
    """Return the keys no row of a table can do without."""
    columns = columns_of(table)
    filled = DEFAULTS.get(table, {})
    return tuple(
        key
        for key, column in ROW_KEYS[table].items()
        if (columns[column].blank == "never" and not columns[column].has_default and column not in filled)
        or key in MEANT_TO_BE_FILLED.get(table, ())
    )


def read_row(table: str, item: Item, reader: Reader) -> NewRow | None:
    """Return the row of a table that an override describes, or None with problems."""
    return _RowReader(table, item, reader).read()


def _attributes(table: str) -> dict[str, Attribute]:
    return ATTRIBUTES[COLLECTION_OF[table]]


class _RowReader:
    """Reads one row; one use."""

    def __init__(self, table: str, item: Item, reader: Reader) -> None:
        self.table = table
        self.item = item
        self.reader = reader
        self.keys = ROW_KEYS[table]
        self.columns = columns_of(table)
        self.values: dict[str, Any] = {}
        self.cells: dict[str, Item] = {}

    def read(self) -> NewRow | None:
        """Return the row, or None with problems."""
        parts = self.reader.mapping(self.item, self.table)
        if parts is None:
            return None
        before = len(self.reader.problems)
        self.reader.closed(self.item, self.table, self.keys)
        for key, part in parts.items():
            if key in self.keys:
                self._read_part(key, part)
        if parts.keys() <= self.keys.keys():  # else what is missing may be what is misspelt
            self._check_missing(parts)
        if len(self.reader.problems) > before:
            return None
        return self._validated()

    def _read_part(self, key: str, part: Item) -> None:
        """Take the value of one key in, or note what is wrong with it."""
        column = self.keys[key]
        attribute = _attributes(self.table).get(key)
        if attribute is not None:
            self._read_figure(attribute, part)
        elif self.table == "transfer" and key in SIDES:
            self._read_side(key, part)
        elif self.columns[column].kind == "list":
            self._put(column, part, tuple(text for text, _ in self.reader.texts(part, key)))
        else:
            self._read_cell(key, column, part)

    def _put(self, column: str, part: Item, value: object) -> None:
        self.values[column] = value
        self.cells[column] = part

    def _read_figure(self, attribute: Attribute, part: Item) -> None:
        quantity = read_figure(attribute, part, self.reader, COLLECTION_OF[self.table])
        if quantity is None:
            return
        self._put(attribute.column, part, quantity.value)
        if attribute.basis_column:
            self._put(attribute.basis_column, part, quantity.basis)

    def _read_side(self, key: str, part: Item) -> None:
        """Read a side of a transfer: a mode, or a mode with its gauge."""
        if not isinstance(part.value, dict):
            self._read_cell(key, f"{key}_mode", part)
            return
        self.reader.closed(part, key, SIDE_KEYS)
        if "mode" not in part.value:
            self.reader.error("E020", part, f"{key} needs a mode", f"such as {key}: {{mode: rail, gauge: 1520}}")
        for name, inner in part.value.items():
            if name in SIDE_KEYS:
                self._read_cell(f"{key}.{name}", f"{key}_{name}", inner)

    def _read_cell(self, name: str, column: str, part: Item) -> None:
        before = len(self.reader.problems)
        text = self.reader.value(part, name)
        if not text:
            if len(self.reader.problems) == before:
                self.reader.error("E112", part, f"{name} is empty", "fill it, or leave it out")
            return
        try:
            self._put(column, part, read_cell(text, self.columns[column].kind))
        except CellError as error:
            self.reader.error(error.code, part, f"{name}: {error.what}", error.hint)

    def _check_missing(self, parts: Mapping[str, Item]) -> None:
        """Note the keys that a row needs and that are not there; fill in what may be left out."""
        for column, value in DEFAULTS.get(self.table, {}).items():
            self.values.setdefault(column, value)
        missing = [key for key in needed_keys(self.table) if key not in parts]
        if missing:
            attribute = _attributes(self.table).get(missing[0])
            hint = f"such as {missing[0]}: {EXAMPLES[attribute.dimension]}" if attribute else f"add {missing[0]}: …"
            *others, last = missing
            named = f"{', '.join(others)} and {last}" if others else last
            self.reader.error("E020", self.item, f"a {self.table} needs {named}", hint)

    def _validated(self) -> NewRow | None:
        """Return the row as its table takes it, or None with a problem for every column that it does not take."""
        words = column_words(self.table)
        blank = {
            name: column.blank_value(name)
            for name, column in self.columns.items()
            if name in words and name not in self.values and not column.has_default and column.blank != "never"
        }
        values = self._own_id() | blank | self.values | HOUSEKEEPING
        try:
            return NewRow(self.table, TABLES[self.table].model_validate(values), self.cells)
        except ValueError as error:  # pydantic's ValidationError; its name would load pydantic for sound rows too
            for item in cast("Any", error).errors():
                column, *index = item["loc"]
                spot = self.cells.get(column, self.item).find(index)
                code, what, hint = describe_violation(words.get(column, column), item)
                self.reader.error(code, spot, what, hint)
        return None

    def _own_id(self) -> dict[str, str]:
        """Return the id of a border or transfer, which follows from what it is for."""
        values = self.values
        if self.table == "border":
            parts = [values["link_id"], values["direction"], values.get("service_class")]
            return {"border_id": ":".join(part for part in parts if part)}
        if self.table == "transfer":
            sides = [f"{values[f'{side}_mode']}{values.get(f'{side}_gauge') or ''}" for side in SIDES]
            place = values["node_id"].replace("*", "any")
            parts = [place, "-".join(sides), values.get("service_class"), values.get("equipment")]
            return {"transfer_id": ":".join(part for part in parts if part)}
        return {}
