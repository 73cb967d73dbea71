"""What a field may hold: bounds for annotations, and a quick test that spares sound values pydantic.

pydantic decides what a record accepts and says what is wrong. Importing it and building its schemas takes longer than
reading a network, so a value beyond doubt is taken as it is. Every other value, and every value of a type not known
here, is left to pydantic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import reduce
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

Test = Callable[[Any], bool]
INFINITY = float("inf")


class Limit:
    """A bound on a field, in an annotation: `Annotated[float, Limit(ge=0)]`.

    Keys are those of pydantic's core schemas: ge, gt, le, lt for numbers, pattern and min_length for text.
    """

    __slots__ = ("bounds",)

    def __init__(self, **bounds: float | str) -> None:
        self.bounds = bounds

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:  # noqa: ANN401 - pydantic's protocol
        """Add the bounds to the schema of the annotated type."""
        return dict(handler(source)) | self.bounds


def sound_test(annotation: Any) -> Test:  # noqa: ANN401 - any annotation of a record
    """Return a test that only values pass which pydantic, strict, would take unchanged.

    It may fail a value pydantic takes; nothing passes for a type that is not known here.
    """
    build = _BUILDERS.get(get_origin(annotation))
    if build is not None:
        return build(get_args(annotation))
    if isinstance(annotation, type) and hasattr(annotation, "model_fields"):  # another record
        return lambda value: isinstance(value, annotation)
    return _PLAIN.get(annotation, _nothing)


def _nothing(value: object) -> bool:  # noqa: ARG001 - a test like the others
    return False


def _is_text(value: object) -> bool:
    if type(value) is not str:
        return False
    if value.isascii():
        return True
    try:
        value.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    return True


_PLAIN: dict[Any, Test] = {
    Any: lambda _: True,
    str: _is_text,
    float: lambda value: type(value) is float and -INFINITY < value < INFINITY,
    int: lambda value: type(value) is int,
    bool: lambda value: type(value) is bool,
    date: lambda value: type(value) is date,
    NoneType: lambda value: value is None,
}


def _both(one: Test, other: Test) -> Test:
    return lambda value: one(value) and other(value)


def _either(one: Test, other: Test) -> Test:
    return lambda value: one(value) or other(value)


def _limited(inside: tuple[Any, ...]) -> Test:
    annotation, *limits = inside
    return reduce(_both, map(_limit_test, limits), sound_test(annotation))


def _limit_test(limit: object) -> Test:
    if not (isinstance(limit, Limit) and limit.bounds and limit.bounds.keys() <= _BOUNDS.keys()):
        return _nothing
    return reduce(_both, [_BOUNDS[name](bound) for name, bound in limit.bounds.items()])


def _any_of(inside: tuple[Any, ...]) -> Test:
    return reduce(_either, map(sound_test, inside))


def _one_of(inside: tuple[Any, ...]) -> Test:
    known = {(type(word), word) for word in inside}
    return lambda value: type(value) in {str, int} and (type(value), value) in known


def _tuple_of(inside: tuple[Any, ...]) -> Test:
    if inside[1:] != (...,):
        return _nothing
    test = sound_test(inside[0])
    return lambda value: type(value) is tuple and all(map(test, value))


def _dict_of(inside: tuple[Any, ...]) -> Test:
    test_key, test = map(sound_test, inside)
    return lambda value: type(value) is dict and all(map(test_key, value)) and all(map(test, value.values()))


_BUILDERS: dict[Any, Callable[[tuple[Any, ...]], Test]] = {
    Annotated: _limited,
    Union: _any_of,
    UnionType: _any_of,
    Literal: _one_of,
    tuple: _tuple_of,
    Mapping: _dict_of,
}


def _pattern(pattern: str) -> Test:
    match = re.compile(pattern).fullmatch
    return lambda value: match(value) is not None


_BOUNDS: dict[str, Callable[[Any], Test]] = {
    "ge": lambda bound: lambda value: value >= bound,
    "gt": lambda bound: lambda value: value > bound,
    "le": lambda bound: lambda value: value <= bound,
    "lt": lambda bound: lambda value: value < bound,
    "min_length": lambda bound: lambda value: len(value) >= bound,
    "pattern": _pattern,
}
