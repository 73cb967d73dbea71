"""A small network and scenarios written in a few lines."""

from textwrap import dedent, indent

from tests import tiny as t

HEAD = "scenario: 1\nid: {name}\ntitle: t\n"
GROUNDS = "    confidence: assumption\n    why: test\n"


def network():
    """China, the Caspian and Georgia in five links: a break of gauge, a port, a ferry, a feeder, a road."""
    return t.tiny(
        t.node("xian", "CN"),
        t.node("alashankou", "CN", "border"),
        t.node("dostyk", "KZ", "border"),
        t.node("aktau", "KZ", "port"),
        t.node("alat", "AZ", "port"),
        t.node("tbilisi", "GE"),
        t.link("xian-alashankou", country="CN", gauge_mm=1435),
        t.link("alashankou>dostyk", gauge_mm=1435),
        t.link("dostyk>alashankou"),
        t.link("dostyk-aktau", country="KZ", time_h=None, cost_usd=None, cost_per=None),
        t.link("aktau-alat", "ferry", corridors=("trans-caspian",)),
        t.link("aktau-alat", "sea", corridors=("trans-caspian",)),
        t.link("alat-tbilisi", "road", time_p90_h=48.0),
        t.border("alashankou-dostyk-rail", 90.0, 150.0, direction="forward"),
        t.border("dostyk-alashankou-rail", 47.0, 120.0, direction="forward"),
        t.border("alat-tbilisi-road", 10.0, 50.0, direction="both"),
        t.transfer("aktau", "rail1520>ferry", 72.0, 100.0),
        t.transfer("aktau", "rail1520>sea", 24.0, 100.0),
        t.transfer("*", "ferry>road", 6.0),
        t.service("ferry", "aktau-alat-ferry", interval=48.0),
        t.service("feeder", "aktau-alat-sea", interval=56.0, wait_h=33.0, wait_p90_h=96.0, capacity_teu=225.0),
        t.corridor("trans-caspian", "aktau"),
    )


def override(name, body, *, grounds=True):
    """One item of `overrides`, from the lines under its id."""
    text = indent(dedent(body).strip("\n"), "    ")
    return f"  - id: {name}\n{text}\n" + (GROUNDS if grounds else "")


def text(name, *overrides, head=""):
    """A whole file; `head` holds further top-level keys."""
    start = HEAD.format(name=name) + (dedent(head).strip("\n") + "\n" if head else "")
    return start + ("overrides:\n" + "".join(overrides) if overrides else "")


class Folder:
    """A folder of scenario files."""

    def __init__(self, path):
        self.path = path

    def write(self, name, *overrides, head=""):
        """Write a scenario from the lines under each override's id, numbered c1, c2 …"""
        items = [override(f"c{number}", body) for number, body in enumerate(overrides, start=1)]
        return self.put(name, text(name, *items, head=head))

    def put(self, name, content):
        path = self.path / f"{name}.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path
