"""The keys of expectations, for docs/reference/verbs.md."""

from __future__ import annotations

from routeplanner.record import field_docs
from routeplanner.request import Consignment, Preferences, Request
from routeplanner.scenario.expect import KEYS
from routeplanner.scenario.expect_route import LOAD_KEYS, TRIP_KEYS, WISH_KEYS
from routeplanner.scenario.expectation import Expectation, ExpectedValue, Limits, Then, Versus


def keys() -> dict[str, list[tuple[str, str]]]:
    """Return keys and their meaning by the title of their table."""
    docs = field_docs(Expectation)
    docs["with"] = docs["parameters"].removeprefix("`with`: ")
    value = field_docs(ExpectedValue)
    request = [
        (TRIP_KEYS, field_docs(Request)),
        (LOAD_KEYS, field_docs(Consignment)),
        (WISH_KEYS, field_docs(Preferences)),
    ]
    return {
        "Keys of an expectation": [(key, docs[key]) for key in KEYS],
        "Keys of its `route`": [(key, texts[field]) for names, texts in request for key, field in names.items()],
        "Keys of `then`": list(field_docs(Then).items()),
        "Keys of limits: `time`, `cost` and `emissions` of `then`": list(field_docs(Limits).items()),
        "Keys of `time`, `cost` and `emissions` of `vs_base` (or just a word of `change`)": list(
            field_docs(Versus).items()
        ),
        "Keys of `value`": [
            ("transfers, links, borders …", value["selector"]),
            ("attribute", value["attribute"]),
            ("is", value["value"].removeprefix("`is`: ")),
            ("as_of", value["as_of"]),
        ],
    }
