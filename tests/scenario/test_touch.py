"""Which overrides touch an element."""

from datetime import date

import pytest

from routeplanner.errors import UnknownNameError
from routeplanner.scenario.touch import find_elements, find_touches

SEA = "aktau:rail1520-sea"


@pytest.fixture
def touches(run, network):
    def found(name, *stack):
        applied = run(*stack)
        return [
            (touch.override, touch.row_id, touch.field, touch.old, touch.new, touch.status)
            for touch in find_touches(applied, find_elements(name, network, [applied]))
        ]

    return found


def test_each_value_once_with_the_first_day_that_has_it(folder, run, network):
    folder.write("hub", f"set: {{time: 12 h}}\nwhere: {{transfers: '{SEA}'}}\nwhen: {{from: 2027-01-01}}")
    folder.write("storm", f"scale: {{time: 3}}\nwhere: {{transfers: '{SEA}'}}\nwhen: {{season: 11-01..12-31}}")
    applied = run("hub", "storm")
    found = find_touches(applied, find_elements(f"transfer:{SEA}", network, [applied]))
    assert [(touch.override, touch.new, touch.day) for touch in found if touch.field == "time_h"] == [
        ("storm#c1", 72.0, date(2026, 11, 1)),
        ("hub#c1", 12.0, date(2027, 1, 1)),
        ("hub#c1", 36.0, date(2027, 11, 1)),
        ("storm#c1", 36.0, date(2027, 11, 1)),
    ]


def test_a_place_stands_for_the_handling_there_and_a_link_for_its_border(folder, touches):
    folder.write("s", f"set: {{time: 12 h}}\nwhere: {{transfers: '{SEA}'}}", "close: {nodes: aktau}")
    assert touches("aktau", "s") == [
        ("s#c2", "aktau", "status", "open", "closed", "applied"),
        ("s#c1", SEA, "time_h", 24.0, 12.0, "applied"),
        ("s#c1", SEA, "time_p90_h", 48.0, 24.0, "applied"),
    ]
    folder.write("b", "scale: {fee: 2}\nwhere: {borders: alat-tbilisi-road}\ndirection: back")
    found = touches("link:alat-tbilisi-road", "b")
    assert found == [("b#c1", "alat-tbilisi-road:both", "fee_usd", 50.0, 100.0, "applied")]


def test_half_of_a_border_is_a_border_too(folder, touches):
    folder.write("s", "scale: {fee: 2}\nwhere: {borders: alat-tbilisi-road}\ndirection: forward")
    found = touches("border:alat-tbilisi-road:both", "s")
    assert found == [("s#c1", "alat-tbilisi-road:forward", "fee_usd", 50.0, 100.0, "applied")]


def test_a_ban_touches_links_and_places_of_its_countries(folder, touches):
    folder.write("s", "forbid: {as: transit}\nwhere: {countries: [KZ]}")
    ban = ("s#c1", "aktau", "", None, "transit forbidden", "applied")
    assert touches("node:aktau", "s") == [ban]
    assert touches("link:alashankou-dostyk-rail", "s") == [(ban[0], "alashankou-dostyk-rail", *ban[2:])]
    assert touches("alat", "s") == []


@pytest.mark.parametrize(
    ("modifier", "status"),
    [("if: $x", "off"), ("when: {from: 2026-03-01, until: 2026-03-02}\nsupersedes: []", None), ("", "neutral")],
)
def test_what_never_acts_says_why(folder, run, touches, modifier, status):
    if status is None:
        folder.write("s", f"set: {{time: 9 h}}\nwhere: {{transfers: '{SEA}'}}")
        folder.write("t", f"set: {{time: 8 h}}\nwhere: {{transfers: '{SEA}'}}\nsupersedes: [s#c1]")
        applied = run("s", "t")
        (first, *_) = find_touches(applied, {("transfer", SEA)})
        assert (first.override, first.status, first.superseded_by) == ("s#c1", "superseded", ("t#c1",))
        return
    head = "parameters: {x: {default: false}}" if "$x" in modifier else ""
    folder.write("s", f"set: {{time: 24 h}}\nwhere: {{transfers: '{SEA}'}}\n{modifier}", head=head)
    assert touches(SEA, "s") == [("s#c1", SEA, "", None, None, status)]


def test_rows_that_are_added_can_be_asked_for(folder, touches):
    link = "{id: new, from: xian, to: alashankou, mode: road, length: 9 km, time: 9 h, cost: 9 USD/FEU}"
    folder.write("s", f"add: {{link: {link}}}\nwhen: {{from: 2027-01-01}}", "scale: {time: 2}\nwhere: {links: new}")
    found = {(override, field) for override, _, field, *_ in touches("link:new", "s")}
    assert found >= {("s#c1", "length_km"), ("s#c2", "time_factor")}


def test_a_place_stands_for_the_handling_that_is_added_there(folder, touches):
    row = "{node: alat, from: sea, to: road, time: 3 h, time_p90: 5 h, cost: 9 USD/FEU}"
    folder.write("s", f"add: {{transfer: {row}}}")
    assert {row_id for _, row_id, *_ in touches("alat", "s")} == {"alat:sea-road"}


def test_places_answer_to_their_names(folder, touches):
    folder.write("s", "close: {nodes: aktau}")
    assert [touch[:2] for touch in touches("AKTAU", "s")] == [("s#c1", "aktau")]


@pytest.mark.parametrize(("name", "near"), [("aktua", "aktau"), ("link:aktau-alat-see", "aktau-alat-sea")])
def test_unknown_elements_are_usage(network, name, near):
    with pytest.raises(UnknownNameError, match=f"did you mean '{near}'"):
        find_elements(name, network, [])
