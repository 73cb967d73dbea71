"""What answers say of old figures: one sentence, the heaviest sources first, the rest counted."""

import json
from dataclasses import replace
from datetime import date

import pytest

from routeplanner.itinerary.model import Ground
from routeplanner.network.keyed import Rows
from routeplanner.network.model import TABLES, Rate, Source
from routeplanner.network.network import Network
from routeplanner.network.provenance import Key
from routeplanner.report import FORMATS
from routeplanner.report.notes import FIGURES, MOST_NAMED, note_texts, notes
from routeplanner.report.text import as_text
from tests.report.samples import (
    make_blocked_plan,
    make_comparison,
    make_header,
    make_itinerary,
    make_leg,
    make_network,
    make_plan,
)


def network_of(years):
    """Return the sample network with a rate for every year, each on a source of that year."""
    base = make_network()
    rates, sources = {}, {}
    for number, year in enumerate(years):
        name = f"study-{number}"
        sources[name] = Source(source_id=name, title=name, publisher="x", as_of=str(year))
        rates[f"rate-{number}"] = Rate(
            rate_id=f"rate-{number}", mode="rail", country=None, service_class=None, tariff="", equipment="",
            direction=None, speed_km_day=900.0, source_id=(name,), quality="cited",
        )  # fmt: skip
    tables = {name: base.table(name) for name in TABLES}
    return Network(tables | {"rate": Rows(Rate, rates), "source": tables["source"].replaced(sources)})


def legs_of(years):
    return tuple(
        make_leg("move", "xian", "khorgos", time_h=hours, grounds=(Ground(Key("rate", f"rate-{number}", "speed_km_day"), hours, 0.0),))
        for number, hours in ((number, 100.0 - number) for number in range(len(years)))
    )  # fmt: skip


def plan_of(*years, **header):
    return make_plan([make_itinerary(legs=legs_of(years))], network=network_of(years), **header)


def test_an_answer_without_old_figures_says_nothing():
    plan = plan_of(2024, 2025)
    assert notes(plan) == note_texts(plan) == []
    assert "older than" not in as_text(plan)


def test_one_old_figure_is_named_with_its_place_year_and_source():
    (note,) = notes(plan_of(2015, 2025))
    assert note == {
        "kind": "old-figures",
        "text": "1 figure is older than three years: Xi'an – 霍尔果斯 speed 2015 (study-0)",
        "figures": 1,
        "sources": [{"source": "study-0", "date": "2015", "figures": 1, "such_as": "Xi'an – 霍尔果斯 speed"}],
    }


def test_at_most_five_sources_are_named_the_heaviest_first_and_explain_names_all():
    plan = plan_of(*range(2010, 2018))
    (short,) = note_texts(plan)
    (whole,) = note_texts(plan, explain=True)
    assert short.startswith("8 figures are older than three years: Xi'an – 霍尔果斯 speed 2010 (study-0), ")
    assert short.endswith("3 more from 3 other sources; see --explain")
    assert short.count("study-") == MOST_NAMED
    assert whole.count("study-") == 8
    assert "see --explain" not in whole
    assert len(notes(plan)[0]["sources"]) == 8


def test_years_are_counted_from_the_answers_date():
    assert notes(plan_of(2022, as_of=date(2025, 12, 31))) == []
    assert notes(plan_of(2022, as_of=date(2026, 1, 1))) != []


def test_the_table_shows_the_note_below_the_summary():
    plan = plan_of(2015)
    lines = as_text(plan, width=160).splitlines()
    number = next(number for number, line in enumerate(lines) if line.startswith("1 figure is older"))
    assert lines[number - 1].startswith("sourced h/$")
    assert lines[number].endswith("see --explain")
    assert any(line.startswith("1 figure is older") for line in as_text(plan, width=160, explain=True).splitlines())


def test_a_comparison_has_one_note_for_all_its_columns():
    years = (2015, 2016)
    network = network_of(years)
    first, second = (make_itinerary((), "middle", legs=(leg,)) for leg in legs_of(years))
    base = make_comparison()
    header = make_header(network)
    rows = (replace(base.rows[0], itinerary=first), replace(base.rows[1], itinerary=second), *base.rows[2:])
    comparison = replace(base, header=header, headers=(header, header), rows=rows)
    (text,) = note_texts(comparison)
    assert text.startswith("2 figures are older")
    assert as_text(comparison, width=160).count("older than three years") == 1
    assert json.loads(FORMATS["json"](comparison))["notes"] == notes(comparison)
    best = replace(base, header=header, headers=(header, header), best=(first, second))
    assert notes(best)[0]["figures"] == 2


@pytest.mark.parametrize("form", ["table", "json", "html"])
def test_every_readable_form_has_it(form):
    assert "older than three years" in FORMATS[form](plan_of(2015))


def test_every_column_in_words_is_a_column_of_some_table():
    columns = {name for record in TABLES.values() for name in record.model_fields}
    assert set(FIGURES) <= columns


@pytest.mark.parametrize(
    ("day", "is_far"),
    [(date(2023, 12, 31), True), (date(2024, 1, 1), False), (date(2031, 1, 1), False), (date(2031, 1, 2), True)],
)
def test_a_date_far_from_the_networks_own_is_said(day, is_far):
    plan = make_plan(as_of=day, as_of_given=True)
    text = f"the network describes ordinary operation on 2026-01-01; nothing in it is a forecast for {day}"
    assert plan.header.is_far == is_far
    assert note_texts(plan) == [text] * is_far
    assert notes(plan) == [{"kind": "far-date", "text": text}] * is_far
    assert (text in as_text(plan, width=160)) == is_far
    assert (text in as_text(replace(make_blocked_plan(), header=plan.header), width=160)) == is_far
    assert (text in FORMATS["html"](plan)) == is_far


def test_a_far_date_is_said_before_old_figures_and_of_comparisons_too():
    plan = plan_of(2015, as_of=date(2040, 6, 1))
    assert [note["kind"] for note in notes(plan)] == ["far-date", "old-figures"]
    comparison = replace(make_comparison(), header=make_header(as_of=date(2040, 6, 1)))
    assert json.loads(FORMATS["json"](comparison))["notes"][0]["kind"] == "far-date"
    assert "ordinary operation on 2026-01-01" in as_text(comparison)
