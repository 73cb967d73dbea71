"""Records: the same whether they were validated or beyond doubt."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from routeplanner.record import InvalidRecordError, RecordError, _if_sound, _judged
from routeplanner.request import Consignment, Preferences, Request

AMOUNTS = st.one_of(st.none(), st.floats(), st.integers(-2, 5), st.booleans())
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "cargo": st.one_of(st.text(max_size=5), st.none()),
        "tonnes": AMOUNTS,
        "volume_m3": AMOUNTS,
        "units": AMOUNTS,
        "service_classes": st.lists(st.sampled_from(["regular", "solo", "slow"]), max_size=2).map(tuple),
        "wagons": st.just(1),
    },
)


@given(VALUES)
def test_values_beyond_doubt_are_what_pydantic_makes_of_them(values):
    sound = _if_sound(Consignment, values)
    if sound is not None:
        judged = _judged(Consignment, values)
        assert sound == judged
        assert [type(value) for value in sound.values()] == [type(value) for value in judged.values()]


@given(VALUES)
def test_what_pydantic_refuses_is_in_doubt(values):
    try:
        _judged(Consignment, values)
    except ValidationError:
        assert _if_sound(Consignment, values) is None
        with pytest.raises(InvalidRecordError):
            Consignment(**values)


def test_a_value_in_doubt_may_be_taken_after_all():
    assert type(Consignment(tonnes=14).tonnes) is float
    assert Preferences(via=["aktau"]).via == ("aktau",)


def test_what_is_wrong_is_said_in_one_line():
    with pytest.raises(InvalidRecordError, match=r"Consignment.tonnes -1: .*greater than 0; .*has no 'wagons'"):
        Consignment(tonnes=-1, wagons=2)
    with pytest.raises(InvalidRecordError, match="Request needs 'destination'"):
        Request(origin="xian")


def test_a_record_cannot_be_changed():
    with pytest.raises(RecordError):
        Consignment().cargo = "20ft"


def test_sound_records_are_made_without_pydantic():
    code = (
        "import sys, routeplanner as rp\n"
        "rp.Request(origin='xian', destination='alat', consignment=rp.Consignment(tonnes=14.0))\n"
        "print('pydantic' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.split() == ["False"]
