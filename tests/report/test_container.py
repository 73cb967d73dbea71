import pytest

from routeplanner.itinerary.model import Container
from routeplanner.report.container import container_words

RAIL, SEA = ("rail",), ("sea",)


@pytest.mark.parametrize(
    ("containers", "words"),
    [
        ([], ""),
        ([None], ""),
        ([Container("as-quoted", (), (), "none", 0.0)], ""),
        ([Container("soc", (), (), "none", 0.0)], "no price here depends on whose it is"),
        ([Container("coc", (), (), "none", 0.0)], "no price here depends on whose it is, and no hire is counted"),
        (
            [Container("as-quoted", RAIL, SEA, "not-counted", None)],
            "rail prices are for a shipper-owned one (SOC), its hire not counted; sea prices are with the carrier's (COC)",
        ),
        ([Container("as-quoted", (), SEA, "none", 0.0)], "sea prices are with the carrier's (COC)"),
        (
            [Container("soc", RAIL, SEA, "none", 0.0)],
            (
                "rail prices are for a shipper-owned one (SOC), which the shipper brings; sea prices are with the carrier's"
                " (COC), with no reduction for a shipper's own"
            ),
        ),
        (
            [Container("coc", RAIL, (), "added", 800.0)],
            "rail prices are for a shipper-owned one (SOC), its hire of $800 added",
        ),
        (
            [Container("coc", RAIL, (), "added", 810.0, 1), None],
            "rail prices are for a shipper-owned one (SOC), its hire of $810 added, with 1 day beyond the free ones",
        ),
        (
            [Container("coc", RAIL, (), "unknown", None)],
            "rail prices are for a shipper-owned one (SOC), its hire not known for this trip and not counted",
        ),
        ([Container("coc", (), SEA, "none", 0.0)], "sea prices are with the carrier's (COC); no hire is needed"),
        (
            [Container("coc", RAIL, RAIL, "added", 800.0), Container("coc", RAIL, SEA, "added", 820.0, 4)],
            (
                "some rail prices are for a shipper-owned one (SOC), its hire of $800 to $820 added, with 4 days beyond the"
                " free ones; some rail and sea prices are with the carrier's (COC)"
            ),
        ),
    ],
)
def test_terms_in_words(containers, words):
    assert container_words(containers) == words
