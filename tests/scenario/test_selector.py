"""A selector tried out by itself."""

import pytest

from routeplanner.scenario.selector import FilterError, grown_network, try_selector


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("links: {mode: [sea, ferry]}", ("aktau-alat-ferry", "aktau-alat-sea")),
        ("{nodes: akt*}", ("aktau",)),
        ("borders: {crosses: [AZ, GE]}", ("alat-tbilisi-road:both",)),
        ("transfers:\n  node: aktau\n  to: sea", ("aktau:rail1520-sea",)),
    ],
)
def test_it_means_the_rows_it_would_mean_in_a_file(network, text, ids):
    assert try_selector(text, network).ids == ids


@pytest.mark.parametrize(
    ("text", "code", "where", "said"),
    [
        ("links: {mode: fery}", "E402", "filter:1:15", "did you mean 'ferry'?"),
        ("linsk: {mode: ferry}", "E408", "filter:1:1", "did you mean 'links'?"),
        ("links: {mode: ferry, country: KZ}", "E406", "filter:1:1", "each key by itself"),
        ("links: {mode: ferry", "E010", "filter:1:20", "brackets"),
        ("aktau", "E401", "filter:1:1", "a selector names a collection"),
        (" ", "E401", "filter:1:1", "names a collection"),
        ("links: $which", "E301", "filter:1:8", "no parameter"),
        ("links: [aktau-alat-sea, nope]", "E402", "filter:1:25", "nope"),
    ],
)
def test_what_is_wrong_is_shown_in_the_text_and_is_usage(network, text, code, where, said):
    with pytest.raises(FilterError) as caught:
        try_selector(text, network)
    (problem,) = caught.value.problems
    assert (problem.code, problem.where, caught.value.exit_code) == (code, where, 2)
    assert said in problem.as_text()


def test_rows_that_a_stack_adds_can_be_meant(folder, run, network):
    link = "{id: new, from: xian, to: alashankou, mode: road, length: 9 km, time: 9 h, cost: 9 USD/FEU}"
    folder.write("s", f"add: {{link: {link}}}", "forbid: {as: transit}\nwhere: {countries: [KZ]}")
    grown = grown_network(run("s"))
    assert try_selector("links: {mode: road}", grown).ids == ("alat-tbilisi-road", "new")
    with pytest.raises(FilterError):
        try_selector("links: new", network)
