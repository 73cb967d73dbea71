"""F: figures that scenarios shift, limit, spread, or move with a chance."""

import pytest

from routeplanner.errors import DataError
from tests.features.lines import line
from tests.scenario.samples import Folder
from tests.tiny import border, link, node, service, tiny, transfer


@pytest.fixture
def caspian(tmp_path):
    """Write scenarios of one override each, and ask for the line with all of them."""
    network = tiny(
        node("a", "KZ", "port"),
        node("b", "AZ", "port"),
        link("k-a", hours=24, time_h=None),
        link("a-b", "sea", hours=20),
        link("b-t", hours=10, country="AZ"),
        node("t", "AZ", "border"),
        node("g", "GE", "border"),
        link("t-g", hours=1),
        border("t-g-rail", 12, 200),
        transfer("a", "rail1520>sea", 24, 100),
        transfer("b", "sea>rail1520", 6, 50),
        service("feeder", "a-b-sea", interval=48),
        node("z", "GE"),
        link("g-z", hours=5, country="GE"),
    )
    folder = Folder(tmp_path)

    def found(*bodies):
        paths = [str(folder.write(f"s{number}", body)) for number, body in enumerate(bodies, start=1)]
        return line(network, "k", "z", scenarios=paths)

    return found


PLAIN = (
    "k ~ rail 1d ~ a [rail → sea 1d] [wait 1d] ~ sea 20h ~ b [sea → rail 6h] ~ rail 10h ~ t [border 13h] g "
    "~ rail 5h ~ z [5d 6h $850]"
)


def hours(text):
    """The totals of a line: hours and dollars."""
    return text.rpartition("[")[2].rstrip("]")


def test_f01_without_a_scenario(caspian):
    assert caspian() == PLAIN


@pytest.mark.parametrize(
    ("body", "totals"),
    [
        ("shift: {dwell: -2 h, fee: +120 USD/FEU}\nwhere: {borders: {crosses: [AZ, GE]}}", "5d 4h $970"),
        ("shift: {time: +6 h}\nwhere: {links: k-a-rail}", "5d 12h $850"),
        ("limit: {time: {at_most: 30 min}}\nwhere: {transfers: {country: AZ}}", "5d 1h $850"),
        ("limit: {dwell: {at_least: 1 d}}\nwhere: {borders: {country: GE}}", "5d 18h $850"),
        ("spread: {dwell: {p50: 12 h, p90: 36 h}}\nwhere: {borders: {country: GE}}", "5d 11h $850"),
        ("shift: {wait: +12 h}\nwhere: {services: feeder}", "5d 18h $850"),
    ],
)
def test_f02_figures_move_the_totals(caspian, body, totals):
    assert hours(caspian(body)) == totals


@pytest.mark.parametrize("selector", ["links: a-b-sea", "services: feeder", "transfers: {node: a}"])
def test_f03_a_storm_on_half_the_days_adds_the_mean_wait(caspian, selector):
    """Thirty hours that begin on half the days: met with 62.5 %, then waited for 15 hours, 9.4 in the mean."""
    storm = f"close: {{{selector}}}\nchance: {{share: 50 %, per: day, lasts: 30 h}}"
    assert hours(caspian(storm)) == "5d 15h $850"


def test_f04_an_inspection_of_one_in_five_adds_a_fifth_of_its_hours(caspian):
    inspection = "close: {borders: {crosses: [AZ, GE]}}\nchance: {share: 20 %, per: crossing, lasts: 30 h}"
    assert hours(caspian(inspection)) == "5d 12h $850"


def test_f05_verbs_act_in_their_order_whatever_the_order_of_the_stack(caspian):
    bodies = [
        "limit: {dwell: {at_most: 40 h}}\nwhere: {borders: {crosses: [AZ, GE]}}",
        "shift: {dwell: +10 h}\nwhere: {borders: {crosses: [AZ, GE]}}",
        "scale: {dwell: 2}\nwhere: {borders: {crosses: [AZ, GE]}}",
        "set: {dwell: 14 h}\nwhere: {borders: {crosses: [AZ, GE]}}",
    ]
    assert hours(caspian(*bodies)) == hours(caspian(*bodies[::-1])) == "6d 8h $850"


def test_f06_hours_below_nothing_are_an_error_and_never_cut_off_in_silence(caspian):
    with pytest.raises(DataError, match=r"E507.*k-a-rail.*would take -16 h.*s1#c1"):
        caspian("shift: {time: -40 h}\nwhere: {links: k-a-rail}")
