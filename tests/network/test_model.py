"""What rows say of themselves."""

import pytest

from routeplanner.network import model
from routeplanner.network.model import KEYS, TABLES
from routeplanner.record import Record, field_docs
from tests.tiny import corridor, link, service


def test_every_row_class_is_a_table_and_every_table_has_its_key():
    classes = {value for value in vars(model).values() if isinstance(value, type) and issubclass(value, Record)}
    assert classes == {*TABLES.values(), model.Row}
    assert list(KEYS) == list(TABLES)
    for name, record in TABLES.items():
        assert not KEYS[name] or KEYS[name] in record.model_fields


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_explained(name):
    docs = field_docs(TABLES[name])
    assert sorted(docs) == sorted(TABLES[name].model_fields)
    assert all(docs.values())


def test_a_link_leaves_one_end_and_reaches_the_other():
    assert link("a-b").ends() == ("a", "b")
    assert link("a-b").ends(forward=False) == ("b", "a")


@pytest.mark.parametrize(
    ("departures", "wait"),
    [
        ({}, None),
        ({"weekdays": ("mon", "thu")}, (42.0, "weekdays")),
        ({"interval": 60.0, "weekdays": ("mon",)}, (30.0, "interval_h")),
        ({"wait_h": 0.0, "interval": 60.0}, (0.0, "wait_h")),
    ],
)
def test_a_queue_goes_before_an_interval_and_that_before_weekdays(departures, wait):
    assert service("x", "a-b-rail", **departures).mean_wait() == wait


def test_gates_are_groups_of_alternatives_and_what_is_never_used():
    row = corridor("middle", "aktau | kuryk & poti & !khorgos|dostyk")
    assert row.gate_groups() == (("aktau", "kuryk"), ("poti",))
    assert row.excluded() == ("khorgos", "dostyk")
