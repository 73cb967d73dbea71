from dataclasses import replace
from datetime import date

import pytest

from routeplanner.report.cells import NO_BREAK
from routeplanner.report.cells import width as columns
from routeplanner.report.plan import KIND_SIGNS, split_bar
from routeplanner.report.text import as_text
from tests.features.lines import ask
from tests.report.samples import MARKUP, STAMP, make_blocked_plan, make_itinerary, make_network, make_plan
from tests.tiny import link, tiny, transfer


def test_everything_an_answer_must_state_stands_above_it():
    above = as_text(make_plan(scenarios=(STAMP,))).partition("best by")[0]
    assert "Xi'an → Əlat" in above
    assert "terminal to terminal" in above
    assert "2026-01-01 (reference date; the network's seasons at their yearly typical value)" in above
    assert "1 × 40ft, 14 t, general goods" in above
    stamp = "hubs: Container hubs (aktau_dwell = 36 h); 1 of 4 overrides inactive on 2026-01-01: kuryk; "
    stamp += "1 of 4 overrides off: digital; 1 of 4 overrides superseded: ships by fleet#ships"
    assert stamp in " ".join(above.split())
    assert "sample 7 (0123456789ab)" in above


def test_without_scenarios_the_header_says_so():
    assert "none: the network as it is" in as_text(make_plan())


def test_a_date_that_comes_from_the_scenarios_says_so():
    assert "2026-03-01 (the scenarios' date; the network's seasons" in as_text(make_plan(as_of=date(2026, 3, 1)))


def test_a_given_date_stands_alone():
    assert "as of        2026-01-01\n" in as_text(make_plan(as_of_given=True))


def test_one_line_per_itinerary_with_joined_labels():
    text = as_text(make_plan(), width=140)
    line = next(line for line in text.splitlines() if line.startswith("1  fastest, cheapest  "))
    assert line.split()[3:] == ["Trans-Caspian", "6.8", "$2,071", "900", "4,036", "1", "88/65", "%"]
    assert any(line.startswith("2  lowest-emission  ") and "no named corridor" in line for line in text.splitlines())


@pytest.mark.parametrize("width", [72, 80, 100, 140])
def test_no_line_is_wider_than_asked(width):
    text = as_text(make_plan(scenarios=(STAMP,)), width=width, explain=True)
    assert max(columns(line) for line in text.splitlines()) <= width


def test_legs_say_what_happens_where_and_how_long():
    lines = [" ".join(line.split()) for line in as_text(make_plan(), width=140).splitlines()]
    assert "move Xi'an → 霍尔果斯 rail 1435 mm express 3d 13h $1,250 3,610 CN" in lines
    assert "border 霍尔果斯 → Aktau 1d 10h $120 6 KZ" in lines
    assert "transfer Aktau rail → ferry 30min $0 CN" in lines
    assert "wait Aktau for Caspian ferry 1d $0 CN" in lines
    assert "move Aktau → Əlat ferry; Caspian ferry 20h $701 420" in lines


def test_the_days_are_split_by_kind():
    text = as_text(make_plan()).replace(NO_BREAK, " ")
    assert "█ moving 4d 9h · ▓ borders 1d 10h · ▒ transfers 30min · ░ waiting 1d" in text
    assert any(set(line.strip()) == set("█▓░") for line in text.splitlines())


@pytest.mark.parametrize(
    "hours",
    [
        {"move": 1.0, "border": 1.0, "transfer": 1.0, "wait": 0.5},
        {"move": 9.0, "border": 0.0, "transfer": 0.1, "wait": 0.0},
    ],
)
def test_the_bar_has_its_length_and_shares_within_one_sign(hours):
    bar = split_bar(hours, 48)
    assert len(bar) == 48
    for kind, sign in KIND_SIGNS.items():
        assert abs(bar.count(sign) - 48 * hours[kind] / sum(hours.values())) <= 1


def test_no_hours_no_bar():
    assert split_bar(dict.fromkeys(KIND_SIGNS, 0.0), 48) == ""


def test_overrides_met_are_named_and_explained_per_leg():
    assert "overrides met: hubs#aktau-dwell" in as_text(make_plan())
    explained = as_text(make_plan(), explain=True)
    assert "changed by hubs#aktau-dwell" in explained
    assert "estimated: estimate, hubs:trend" in explained
    assert "cited: timetable" in explained


def test_sources_are_titled_once_below():
    assert "Timetable 2026" not in as_text(make_plan())
    assert as_text(make_plan(), explain=True).count("timetable: Timetable 2026, Railway, https://example.org/t") == 1


def test_cost_per_unit_and_capital_are_shown_when_they_say_something():
    many = replace(make_itinerary(), units=2, inventory_cost_usd=55.4)
    text = as_text(make_plan([many]))
    assert "$2,071 ($1,036 per 40ft)" in text
    assert "capital bound on the way: $55, not in the cost" in text
    assert "per 40ft" not in as_text(make_plan())


def test_units_too_heavy_for_a_mode_are_told_with_its_limit():
    one = " ".join(as_text(make_plan(units=2, tonnes=43.0, too_heavy=(("rail", 21.0),))).split())
    assert "2 × 40ft, 43 t, general goods; 21.5 t a unit: above the 21 t that rail takes, so not by rail" in one
    both = " ".join(as_text(make_plan(units=3, tonnes=70.0, too_heavy=(("rail", 21.0), ("road", 22.0)))).split())
    assert "23.33 t a unit: above the 21 t that rail takes and the 22 t that road takes, so not by rail or road" in both


def test_an_emission_factor_without_a_category_says_so():
    text = as_text(
        ask(tiny(link("a-b"), link("b-c", "road"), transfer("b", "rail1520>road", 1)), "a", "c"), explain=True
    )
    section = text.partition("emission factors, kg CO2e per tonne-kilometer\n")[2].partition("\n\n")[0]
    assert section.splitlines() == [
        "  0.02 (any country): rail, category not stated",
        "  0.08 (any country): road, category not stated",
    ]
    assert "emission factors" not in as_text(make_plan(), explain=True)


def test_no_route_says_what_blocks_it_and_who():
    text = as_text(make_blocked_plan())
    assert "No route while RU is forbidden by ban#transit" in text
    assert "to reopen: restriction:ban#transit RU" in " ".join(text.split())
    assert "best by" not in text


def test_markup_and_control_characters_in_names_are_shown_literally():
    network = make_network(xian=MARKUP, alat="\x1b[2J\u202e")
    text = as_text(make_plan(network=network))
    assert f"{MARKUP} → \\x1b[2J\\u202e" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
