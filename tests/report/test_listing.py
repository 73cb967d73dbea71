from routeplanner.report.listing import Listing
from routeplanner.report.text import as_text


def test_figures_are_flush_right_and_hidden_keys_stay_out():
    listing = Listing(
        "things",
        ("id", "rows", "secret"),
        ({"id": "a", "rows": 1200, "secret": "x"}, {"id": "b", "rows": 7}),
        shown=("id", "rows"),
    )
    assert as_text(listing) == "things\nid   rows\na   1,200\nb       7\n"


def test_values_of_any_kind_are_readable():
    listing = Listing("", ("a", "b", "c"), ({"a": ["x", "y"], "b": {"k": 1}, "c": True},), notes=("and so on",))
    assert as_text(listing) == "a     b      c\nx, y  k = 1  yes\nand so on\n"


def test_records_have_every_key():
    assert Listing("", ("a", "b"), ({"a": 1},)).records() == [{"a": 1, "b": None}]
