"""The one base of everything read from outside: strict, closed, immutable.

pydantic validates records, but importing it costs as much as a whole answer from the cache. So a record is a plain
class whose pydantic twin is built from the same annotations when a value is first in doubt (`fields.sound_test`).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, ClassVar, Final, dataclass_transform

from routeplanner.errors import UsageError
from routeplanner.fields import sound_test

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from pydantic import BaseModel, ValidationError

    from routeplanner.fields import Test

REQUIRED: Final = object()
"""Default of a field that has none."""


class RecordField:
    """What is known of one field of a record."""

    __slots__ = ("default", "is_date", "name", "owner")

    def __init__(self, owner: type[Record], name: str, default: object, *, is_date: bool) -> None:
        self.owner = owner
        self.name = name
        self.default = default
        self.is_date = is_date

    def is_required(self) -> bool:
        """Tell whether the field has no default."""
        return self.default is REQUIRED

    @property
    def annotation(self) -> Any:  # noqa: ANN401 - any type
        """Type of the field, with its bounds."""
        return _annotations(self.owner)[self.name]

    @property
    def metadata(self) -> tuple[object, ...]:
        """Bounds of the field's own type."""
        bounds: tuple[object, ...] = getattr(self.annotation, "__metadata__", ())
        return bounds


class InvalidRecordError(UsageError, ValueError):
    """Values that make no record: every one that is wrong, on one line."""


class RecordError(AttributeError):
    """An attempt to change a record."""


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Record:
    """Immutable record that refuses unknown keys, loose types, NaN and infinity."""

    model_fields: ClassVar[dict[str, RecordField]] = {}
    """Fields by name, in the order of their definition."""

    def __init_subclass__(cls) -> None:
        own = {
            name: RecordField(cls, name, cls.__dict__.get(name, REQUIRED), is_date=str(annotation).startswith("date"))
            for name, annotation in cls.__annotations__.items()
            if not name.startswith("_") and not str(annotation).startswith("ClassVar")
        }
        inherited = {
            name: RecordField(cls, name, field.default, is_date=field.is_date)
            for name, field in cls.model_fields.items()
        }
        cls.model_fields = inherited | own

    def __init__(self, **values: Any) -> None:  # noqa: ANN401 - any field
        """Validate the values; a list may stand for a tuple.

        Raises:
            InvalidRecordError: a missing, unknown, mistyped or out-of-bounds value.
        """
        listed = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
        sound = _if_sound(type(self), listed)
        if sound is None:
            from pydantic import ValidationError  # noqa: PLC0415 - only for values in doubt

            try:
                sound = _judged(type(self), listed)
            except ValidationError as error:
                raise InvalidRecordError(_in_words(type(self), error)) from None
        self.__dict__.update(sound)

    @classmethod
    def model_validate(cls, values: Mapping[str, Any]) -> Self:
        """Return a record of validated values.

        Raises:
            pydantic.ValidationError: a missing, unknown, mistyped or out-of-bounds value.
        """
        sound = _if_sound(cls, values)
        return cls.adopt(dict(_judged(cls, values)) if sound is None else sound)

    @classmethod
    def model_construct(cls, **values: Any) -> Self:  # noqa: ANN401 - any field
        """Return a record of values that are known to be sound, without validating them."""
        return cls.adopt(values)

    @classmethod
    def adopt(cls, values: dict[str, Any]) -> Self:
        """Return a record that keeps its values, known to be sound, in the dictionary given."""
        record = object.__new__(cls)
        object.__setattr__(record, "__dict__", values)
        return record

    @classmethod
    def from_plain(cls, values: dict[str, Any]) -> Self:
        """Return the record whose `model_dump(mode="json")` gave the values, without validating them again."""
        for name, value in values.items():
            if isinstance(value, list):
                values[name] = tuple(value)
            elif cls.model_fields[name].is_date and value is not None:
                from datetime import date  # noqa: PLC0415 - few records have any

                values[name] = date.fromisoformat(value)
        return cls.adopt(values)

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """Return the record with some values replaced, without validating them."""
        return type(self).model_construct(**(self.__dict__ | dict(update)))

    def model_dump(self, *, mode: str = "python", exclude_defaults: bool = False) -> dict[str, Any]:
        """Return the values by field; mode `json` turns them into what JSON knows."""
        as_json = mode == "json"
        values = {}
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if not (exclude_defaults and value == field.default):
                values[name] = _plain(value, as_json=as_json)
        return values

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:  # noqa: ANN401 - pydantic's protocol
        """Let a record hold another."""
        from pydantic_core import core_schema  # noqa: PLC0415 - only while validating

        return core_schema.is_instance_schema(cls)

    def __setattr__(self, name: str, value: object) -> None:
        if not name.startswith("_"):
            raise RecordError(f"{type(self).__name__}.{name} cannot be changed: records are immutable")
        object.__setattr__(self, name, value)

    def __delattr__(self, name: str) -> None:
        raise RecordError(f"{type(self).__name__}.{name} cannot be deleted: records are immutable")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in type(self).model_fields)

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, name) for name in type(self).model_fields)))

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in type(self).model_fields)
        return f"{type(self).__name__}({values})"


def _in_words(record: type[Record], error: ValidationError) -> str:
    """Return what is wrong with each value: `Consignment.tonnes -1.0: Input should be greater than 0; …`."""
    words = []
    for item in error.errors():
        name = ".".join(map(str, item["loc"]))
        if item["type"] == "extra_forbidden":
            words.append(f"{record.__name__} has no {name!r} (it has {', '.join(record.model_fields)})")
        elif item["type"] == "missing":
            words.append(f"{record.__name__} needs {name!r}")
        else:
            words.append(f"{record.__name__}.{name} {item['input']!r}: {item['msg']}")
    return "; ".join(words)


def _plain(value: Any, *, as_json: bool) -> Any:  # noqa: ANN401 - any value of a field
    if value is None or type(value) in {str, float, int, bool}:
        return value
    if isinstance(value, Record):
        return value.model_dump(mode="json" if as_json else "python")
    if not as_json:
        return value
    if isinstance(value, tuple | list):
        return [_plain(item, as_json=True) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item, as_json=True) for key, item in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else value


_ANNOTATIONS: dict[type[Record], dict[str, Any]] = {}
_TESTS: dict[type[Record], dict[str, Test]] = {}
_TWINS: dict[type[Record], type[BaseModel]] = {}


def _annotations(record: type[Record]) -> dict[str, Any]:
    if record not in _ANNOTATIONS:
        base = record.__mro__[1]
        names = vars(sys.modules[record.__module__])
        texts = {name: text for name, text in record.__annotations__.items() if name in record.model_fields}
        own = {name: eval(text, names) for name, text in texts.items()}  # noqa: S307 - our own source
        _ANNOTATIONS[record] = (_annotations(base) if base is not Record else {}) | own
    return _ANNOTATIONS[record]


def field_tests(record: type[Record]) -> Mapping[str, Test]:
    """Return for every field a test that only values pass which need no validation."""
    if record not in _TESTS:
        annotations = _annotations(record)
        _TESTS[record] = {name: sound_test(annotations[name]) for name in record.model_fields}
    return _TESTS[record]


def _if_sound(record: type[Record], values: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the values with the defaults of the others, or None when any is in doubt."""
    tests = field_tests(record)
    if not values.keys() <= tests.keys():
        return None
    complete: dict[str, Any] = {}
    for name, field in record.model_fields.items():
        value = values.get(name, field.default)
        if value is REQUIRED or (name in values and not tests[name](value)):
            return None
        complete[name] = value
    return complete


def _judged(record: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with the defaults of the others as pydantic takes them, or raise its `ValidationError`."""
    return _twin(record).model_validate(dict(values)).__dict__


def _twin(record: type[Record]) -> type[BaseModel]:
    """Return the pydantic model with a record's fields."""
    if record not in _TWINS:
        from pydantic import ConfigDict, create_model  # noqa: PLC0415 - only while validating

        fields: dict[str, Any] = {
            name: (field.annotation, ... if field.is_required() else field.default)
            for name, field in record.model_fields.items()
        }
        config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False, arbitrary_types_allowed=True)
        _TWINS[record] = create_model(record.__name__, __config__=config, **fields)
    return _TWINS[record]


def field_docs(record: type[Record]) -> dict[str, str]:
    """Return the attribute docstrings of a record and its bases, by field name.

    They are parsed from the source only when documentation, a schema or a message wants them.
    """
    import ast  # noqa: PLC0415 - only for documentation
    import textwrap  # noqa: PLC0415
    from inspect import cleandoc, getsource  # noqa: PLC0415
    from itertools import pairwise  # noqa: PLC0415

    docs: dict[str, str] = {}
    for cls in reversed(record.__mro__):
        if not issubclass(cls, Record) or cls is Record:
            continue
        (node,) = ast.parse(textwrap.dedent(getsource(cls))).body
        body: list[Any] = getattr(node, "body", [])
        for statement, follower in pairwise(body):
            match statement, follower:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    docs[name] = cleandoc(text)
    return docs
