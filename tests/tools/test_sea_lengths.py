"""The tool that compares sea lengths with computed paths; the computation itself is replaced."""

import pytest
import sea_lengths

from tests.tiny import link, node, tiny

DEGREE_KM = 111.2
"""A degree of the equator."""


def straight(start, end):
    return [start, end]


def sea(length_km, mode="sea", **cells):
    """Return a network of two ports a degree of the equator apart."""
    cells = {"source_id": ("searoute",), "quality": "derived", "note": "computed"} | cells
    row = link("a-b", mode, length_km=length_km).model_copy(update=cells)
    return tiny(node("a", x_coord=0.0), node("b", x_coord=1.0), row)


def only(network, path=straight):
    (found,) = sea_lengths.compare(network, path)
    return found


def run(monkeypatch, network, path=straight):
    monkeypatch.setattr(sea_lengths, "read_network", lambda _: network)
    return sea_lengths.main(path)


def test_a_length_is_compared_with_the_way_and_the_great_circle():
    found = only(sea(130), lambda start, end: [start, (0.5, 0.5), end])
    assert found.great_circle_km == pytest.approx(DEGREE_KM, abs=0.1)
    assert found.computed_km == pytest.approx(DEGREE_KM * 2**0.5, abs=0.1)
    assert found.difference == pytest.approx(130 / (DEGREE_KM * 2**0.5) - 1, abs=0.001)
    assert found.off_km == 0


def test_how_far_the_way_ends_from_the_places_is_said():
    found = only(sea(112), lambda *_: [(0.1, 0.0), (0.8, 0.0)])
    assert found.off_km == pytest.approx(0.3 * DEGREE_KM, abs=0.1)
    assert found.computed_km == pytest.approx(0.7 * DEGREE_KM, abs=0.1)


@pytest.mark.parametrize(
    ("length_km", "note", "wrong"),
    [
        (DEGREE_KM * 1.09, "computed", False),
        (DEGREE_KM * 1.11, "computed", True),
        (DEGREE_KM * 0.89, "computed", True),
        (DEGREE_KM * 1.11, "computed path falls short; great circle plus 1 %", False),
    ],
)
def test_a_difference_beyond_a_tenth_needs_a_reason(monkeypatch, capsys, length_km, note, wrong):
    assert run(monkeypatch, sea(length_km, note=note)) == wrong
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.endswith("without a reason: a-b-sea" if wrong else "without a reason: none")


def test_a_way_of_no_length_is_beyond_any_tolerance():
    assert only(sea(112), lambda start, _: [start]).is_wrong


@pytest.mark.parametrize("cells", [{"mode": "rail"}, {"source_id": ("estimate",), "quality": "estimated"}])
def test_other_links_are_left_out(cells):
    assert sea_lengths.compare(sea(112, **cells), straight) == []


def test_a_ferry_and_one_source_of_several_count():
    found = sea_lengths.compare(
        sea(112, mode="ferry", source_id=("estimate", "searoute"), quality="estimated"), straight
    )
    assert [each.link_id for each in found] == ["a-b-ferry"]


def test_the_table_is_in_columns(monkeypatch, capsys):
    run(monkeypatch, sea(1112), lambda *_: [(0.0, 0.0), (10.0, 0.0)])
    head, row, _, summary = capsys.readouterr().out.splitlines()
    assert head.split("  ")[0] == "link"
    assert row.split() == ["a-b-sea", "1,112", "1,112", "+0.0%", "111", "1,001"]
    assert len(head) == len(row)
    assert summary == "links: 1; beyond 10%: 0; without a reason: none"


def test_without_the_package_it_says_how_to_get_it(monkeypatch, capsys):
    def missing(*_):
        raise ImportError("No module named 'searoute'")

    assert run(monkeypatch, sea(112), missing) == 2
    assert "pip install -e '.[tools]'" in capsys.readouterr().err
