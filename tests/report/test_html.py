from dataclasses import replace
from html.parser import HTMLParser

from routeplanner.itinerary.model import Container
from routeplanner.report.html import as_html
from tests.report.samples import SCRIPT, make_blocked_plan, make_comparison, make_itinerary, make_network, make_plan

VOID = {"br"}


class Nesting(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = []
        self.seen = set()

    def handle_starttag(self, tag, attrs):  # noqa: ARG002
        self.seen.add(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def parse(text):
    parser = Nesting()
    parser.feed(text)
    assert parser.open == []
    return parser.seen


def test_cards_show_the_figures():
    html = as_html(make_plan())
    assert "details" in parse(html)
    assert "Trans-Caspian" in html
    assert "$2,071" in html
    assert "fastest, cheapest" in html


def test_names_are_text_and_never_tags():
    html = as_html(make_plan(network=make_network(xian=SCRIPT)))
    assert "script" not in parse(html)
    assert "&lt;script&gt;" in html


def test_no_route_and_comparison_are_shown():
    assert "No route" in as_html(make_blocked_plan())
    html = as_html(make_comparison())
    parse(html)
    assert "blocked" in html
    assert "left out: south" in html


def test_container_terms_stand_with_a_card_and_below_a_comparison():
    boxed = replace(make_itinerary(), container=Container("as-quoted", ("rail",), ("sea",), "not-counted", None))
    words = "container: rail prices are for a shipper-owned one (SOC), its hire not counted; sea prices"
    comparison = make_comparison()
    rows = tuple(replace(row, itinerary=row.itinerary and boxed) for row in comparison.rows)
    for html in (as_html(make_plan([boxed])), as_html(replace(comparison, rows=rows))):
        parse(html)
        assert words in html
    assert "container:" not in as_html(make_plan()) + as_html(comparison)


def test_nothing_is_loaded_from_elsewhere():
    html = as_html(make_plan()) + as_html(make_comparison())
    assert "src=" not in html
    assert "href=" not in html
    assert "url(" not in html
