"""docs/reference/verbs.md: the verbs of scenarios, what they can change and what selectors can ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpages import expectations
from docpages.markdown import code, page, table
from routeplanner.network.attributes import ATTRIBUTES, COLLECTIONS
from routeplanner.network.filters import FILTERS
from routeplanner.network.model import TABLES
from routeplanner.network.selection import COMPARISONS
from routeplanner.record import field_docs
from routeplanner.scenario.chance import KEYS as CHANCE_KEYS
from routeplanner.scenario.model import (
    SPAN_FIELDS,
    SWEEP_FIELDS,
    Matches,
    Override,
    Parameter,
    Scenario,
    ScenarioSource,
    Span,
    Sweep,
)
from routeplanner.scenario.overrides import MODIFIERS
from routeplanner.scenario.parse import KEYS
from routeplanner.scenario.verbs import VERBS
from routeplanner.scenario.verbs.rows import ROW_KEYS, column_words, needed_keys
from routeplanner.units import EXAMPLES

if TYPE_CHECKING:
    from routeplanner.scenario.verbs.base import Verb

FILE = "docs/reference/verbs.md"
INTRO = """\
A scenario is one YAML file whose name is its id. An override has an id, exactly one verb, and modifiers. Order never
matters, in a file or in a stack: the verbs act in the order below, whatever the order they are written in.
"""
NEW_ROWS = """\
## Keys of `add`

One row in an override, as its table has it, with quantities in place of plain numbers. A border and a transfer have no id
of their own: it follows from what they are for. `directed` is false and `direction` both where they are left out. A link
on land lies in the country of its ends. The sides of a transfer are a mode, of railways with its gauge:
`from: {mode: rail, gauge: 1435}, to: ferry`. Coordinates are degrees, `x` east and `y` north.

"""
SELECTORS = """\
## Selectors

A selector names one collection and an id, a list of ids, a pattern with `*` and `?`, or a filter. The keys of a filter
must all hold, a list means any of its values; `not: {…}` and `any: [{…}, {…}]` nest. A figure is compared with limits:
`dwell: {gt: 24 h}`. Whatever is listed must exist, and what is described must match something: otherwise it is an error.
"""


def verbs_page() -> str:
    """Return the reference page of the verbs."""
    index = table(("verb", ""), ((f"[{name}](#{name})", verb.summary) for name, verb in VERBS.items()))
    sections = [_section(name, verb) for name, verb in VERBS.items()]
    return page(
        "Scenario files",
        INTRO,
        _keys(),
        "## Verbs",
        index,
        *sections,
        _new_rows(),
        SELECTORS,
        _filters(),
        "## Attributes",
        _attributes(),
    )


def _keys() -> str:
    """Return the keys of a file and of an override."""
    docs = field_docs(Scenario) | {"scenario": "Format of the file: 1."}
    override = field_docs(Override)
    override["if"] = override["condition"].removeprefix("`if`: ")
    parts = {
        "Keys of a file": [(name, docs[name]) for name in ("scenario", *KEYS)],
        "Keys of a source": list(field_docs(ScenarioSource).items()),
        "Keys of a parameter": list(field_docs(Parameter).items()),
        "Keys of `sweep`": [
            (key, field_docs(Sweep)[field].removeprefix(f"`{key}`: ")) for key, field in SWEEP_FIELDS.items()
        ],
        "Keys of an override, beside its verb": [(name, override[name]) for name in ("id", *MODIFIERS)],
        "Keys of `when`": [(key, field_docs(Span)[field]) for key, field in SPAN_FIELDS.items()],
        "Keys of `matches` (or just a number)": list(field_docs(Matches).items()),
        "Keys of `chance`": list(CHANCE_KEYS.items()),
        **expectations.keys(),
    }
    return "\n".join(
        f"## {title}\n\n{table(('key', 'meaning'), ((f'`{key}`', text) for key, text in rows))}"
        for title, rows in parts.items()
    )


def _section(name: str, verb: Verb) -> str:
    facts = _selecting(name, verb) if verb.selects else ["* no selector: the [row](#keys-of-add) is written out"]
    if verb.exclusive:
        facts.append("* two different values for one figure at one moment are an error (E504)")
    if verb.takes_chance:
        facts.append("* may hold with a `chance`")
    doc = " ".join((type(verb).__doc__ or verb.summary).split())
    return f"### {name}\n\n{doc}\n\n" + "\n".join(facts) + f"\n\n```yaml\n- {verb.example}\n```"


def _selecting(name: str, verb: Verb) -> list[str]:
    where = f"under `{name}` itself" if verb.body_selects else "under `where`"
    return [
        f"* selector: {where}, one of {code(verb.collections)}",
        f"* `direction` is for {code(verb.senses)}",
    ]


def _new_rows() -> str:
    """Return the keys of the rows that `add` takes, with what they mean in their table."""
    rows = []
    for name, keys in ROW_KEYS.items():
        docs = field_docs(TABLES[name])
        needed = needed_keys(name)
        for key, column in keys.items():
            meaning = docs[column]
            for other, word in column_words(name).items():
                meaning = meaning.replace(f"`{other}`", f"`{word}`")
            rows.append((f"`{name}`", f"`{key}`", "yes" if key in needed else "", meaning))
    return NEW_ROWS + table(("row", "key", "needed", "meaning"), rows)


def _filters() -> str:
    rows = [(f"`{name}`", f"`{COLLECTIONS[name]}.csv`", code(keys)) for name, keys in FILTERS.items()]
    rows.insert(0, ("`countries`", "", "two-letter codes; only for `forbid`"))
    return (
        table(("collection", "table", "keys of a filter"), rows)
        + f"\nComparisons: {code(COMPARISONS)}. In transfers `from` and `to` are modes; `crosses` takes the two countries"
        " of a frontier."
    )


def _attributes() -> str:
    rows = [
        (f"`{collection}`", f"`{name}`", f"`{attribute.column}`", f"`{EXAMPLES[attribute.dimension]}`")
        for collection, attributes in ATTRIBUTES.items()
        for name, attribute in attributes.items()
    ]
    return "A quantity always has its unit; a factor is a plain number.\n\n" + table(
        ("collection", "attribute", "column", "such as"), rows
    )
