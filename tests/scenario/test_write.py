"""What is written is read back as it was."""

from hypothesis import given
from hypothesis import strategies as st

from routeplanner.scenario.document import parse
from routeplanner.scenario.write import WIDTH, as_yaml

words = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=0, max_size=30)
quantities = st.sampled_from(
    ["36 h", "-2 h", "+120 USD/FEU", "83 %", "2027-01-01", "true", "1.5", "$x", "not $x", ">=2026.1"]
)
texts = words | quantities | st.sampled_from(["~", "null", "-", "a: b", "a #b", "a:", "- a", "#a", "a#b", "[", "*", ""])
values = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


@given(
    st.dictionaries(st.sampled_from(["id", "title", "network", "sources", "parameters"]), values, max_size=4),
    st.lists(st.dictionaries(st.sampled_from(["id", "set", "where", "why"]), values, min_size=1), max_size=3),
)
def test_reading_gives_back_what_was_written(head, overrides):
    scenario = {"scenario": "1", **head, "overrides": overrides}
    document, problems = parse("s.yaml", as_yaml(scenario).encode())
    assert problems == []
    assert document.root.plain() == scenario


def test_ordinary_values_stand_without_quotes():
    written = as_yaml({"scenario": "1", "id": "s", "overrides": [{"id": "a#b", "set": {"time": "36 h"}, "if": "$x"}]})
    assert written.splitlines()[1:] == [
        "scenario: 1",
        "id: s",
        "overrides:",
        "  - id: a#b",
        "    set: {time: 36 h}",
        "    if: $x",
    ]


def test_a_long_list_goes_over_several_lines():
    ids = [f"some-link-{number}" for number in range(60)]
    written = as_yaml({"overrides": [{"id": "a", "open": {"links": ids}}]})
    assert max(map(len, written.splitlines())) <= WIDTH
    document, _ = parse("s.yaml", written.encode())
    assert document.root.plain()["overrides"][0]["open"]["links"] == ids
