"""The one base of everything read from outside: strict, closed, immutable."""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache
from itertools import pairwise
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """Immutable record that refuses unknown keys, loose types, NaN and infinity."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        defer_build=True,
        validate_default=False,
    )


@cache
def field_docs(record: type[Record]) -> dict[str, str]:
    """Return the attribute docstrings of a record and its bases, by field name.

    They are parsed from the source only when documentation, a schema or a message wants them: pydantic's own
    `use_attribute_docstrings` would parse it at every start.
    """
    docs: dict[str, str] = {}
    for cls in reversed(record.__mro__):
        if not issubclass(cls, Record) or cls is Record:
            continue
        (node,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
        body: list[Any] = getattr(node, "body", [])
        for statement, follower in pairwise(body):
            match statement, follower:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    docs[name] = inspect.cleandoc(text)
    return docs
