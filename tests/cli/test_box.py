"""`--box`: container terms on real figures and on the tutorial's network."""

import json

import pytest


@pytest.fixture
def ask(cli):
    def call(*args, box="as-quoted"):
        code, out, err = cli(*args, "--box", box, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return call


TO_EUROPE = ("route", "Xi'an", "Duisburg", "--by", "time", "--mode", "rail")


def test_a_through_train_needs_a_hire_once(ask):
    plans = {box: ask(*TO_EUROPE, box=box)["itineraries"][0] for box in ("as-quoted", "soc", "coc")}
    assert [plan["container"]["hire"] for plan in plans.values()] == ["not-counted", "none", "added"]
    assert plans["as-quoted"]["cost_usd"] == plans["soc"]["cost_usd"]
    hire = plans["coc"]["container"]["hire_usd"]
    assert 500 <= hire <= 2000
    assert plans["coc"]["cost_usd"] == pytest.approx(plans["soc"]["cost_usd"] + hire)
    first, *others = plans["coc"]["legs"]
    assert (first["kind"], first["time_h"], first["cost_usd"], first["detail"]) == (
        "transfer", 0, hire, "container hire, CN to DE",
    )  # fmt: skip
    assert first["sources"]
    assert others == plans["soc"]["legs"]
    assert plans["coc"]["nodes"] == plans["soc"]["nodes"]


def test_the_request_says_whose_container_it_is(ask):
    assert ask(*TO_EUROPE, box="coc")["request"]["consignment"]["box"] == "coc"


def test_deep_sea_needs_no_hire_and_gives_no_reduction(ask):
    by_sea = ("route", "Shanghai", "Rotterdam", "--by", "cost")
    plans = {box: ask(*by_sea, box=box)["itineraries"][0] for box in ("as-quoted", "soc", "coc")}
    assert {plan["cost_usd"] for plan in plans.values()} == {plans["soc"]["cost_usd"]}
    assert {plan["container"]["hire"] for plan in plans.values()} == {"none"}
    assert plans["coc"]["container"]["coc"] == ["sea"]


def test_the_table_says_the_terms_of_every_itinerary(cli):
    texts = {box: cli(*TO_EUROPE, "--box", box, "-f", "table")[1] for box in ("as-quoted", "soc", "coc")}
    said = {box: " ".join(text.split()) for box, text in texts.items()}
    assert "container: rail prices are for a shipper-owned one (SOC), its hire not counted" in said["as-quoted"]
    assert "which the shipper brings" in said["soc"]
    assert "general goods, the shipper's own container (SOC)" in said["soc"]
    assert "its hire of $" in said["coc"]


def test_compare_hires_by_the_same_rule(ask):
    corridors = ("compare", "Xi'an", "Duisburg", "--corridors", "east-west,deep-sea", "--by", "cost")
    quoted, hired = (
        {row["corridor"]: row["itinerary"] for row in ask(*corridors, box=box)["rows"]} for box in ("as-quoted", "coc")
    )
    cheapest = ask("route", "Xi'an", "Duisburg", "--by", "cost", "--corridor", "east-west", box="coc")["itineraries"][0]
    assert hired["east-west"]["cost_usd"] == cheapest["cost_usd"]
    assert hired["east-west"]["cost_usd"] > quoted["east-west"]["cost_usd"]
    for corridor, itinerary in hired.items():
        assert itinerary["cost_usd"] <= quoted[corridor]["cost_usd"] + 2000


def test_without_box_terms_nothing_is_said_and_asking_changes_no_dollars(toy):
    plain = toy("route", "xian", "alat", "-f", "table")[1]
    assert "container:" not in plain
    hired = toy("route", "xian", "alat", "-f", "table", "--box", "coc")[1]
    assert "container: no price here depends on whose it is, and no hire is counted" in hired
    plans = [json.loads(toy("route", "xian", "alat", "--json", "--box", box)[1]) for box in ("as-quoted", "coc")]
    assert [found["cost_usd"] for found in plans[0]["itineraries"]] == [
        found["cost_usd"] for found in plans[1]["itineraries"]
    ]


def test_the_answer_from_the_cache_is_the_same(cli):
    first = cli(*TO_EUROPE, "--box", "coc", "--json")
    assert cli(*TO_EUROPE, "--box", "coc", "--json") == first
