"""Which trips a standing restriction, an avoided element or a mode left out stops."""

from datetime import date

import pytest

from routeplanner.errors import UsageError
from tests.features.lines import ask
from tests.tiny import corridor, link, node, restriction, service, tiny, transfer

PLACES = {
    "wuhan": "CN",
    "xian": "CN",
    "almaty": "KZ",
    "astana": "KZ",
    "omsk": "RU",
    "moscow": "RU",
    "berlin": "DE",
    "bonn": "DE",
}
CHAIN = [f"{start}-{end}-rail" for start, end in zip(list(PLACES), list(PLACES)[1:], strict=False)]
OMSK_MOSCOW = ("omsk-moscow-rail",)


def railway(*more):
    """Wuhan to Bonn on one line through China, Kazakhstan, Russia and Germany, by regular trains or an express."""
    return tiny(
        *(node(name, country) for name, country in PLACES.items()),
        *(link(name.removesuffix("-rail")) for name in CHAIN),
        service("fast", *CHAIN, service_class="express"),
        *more,
    )


def ports(*more):
    """Shanghai to Pusan by ship past Vladivostok, and by Suez to Hamburg; trains to Vladivostok; a feeder from there."""
    return tiny(
        node("shanghai", "CN", "port"),
        node("vladivostok", "RU", "port"),
        node("pusan", "KR", "port"),
        node("osaka", "JP", "port"),
        node("hamburg", "DE", "port"),
        node("suez", None, "passage"),
        node("harbin", "CN"),
        node("khasan", "RU"),
        link("shanghai-vladivostok", "sea"),
        link("vladivostok-pusan", "sea"),
        link("vladivostok-osaka", "sea"),
        service("feeder", "vladivostok-osaka-sea"),
        link("shanghai-suez", "sea"),
        link("suez-hamburg", "sea"),
        link("harbin-vladivostok"),
        link("khasan-vladivostok"),
        transfer("*", "rail1520>sea", 1),
        transfer("*", "sea>rail1520", 1),
        *more,
    )


def blockers(network, trip, **options):
    origin, destination = trip.split(">")
    plan = ask(network, origin, destination, **options)
    assert bool(plan.itineraries) == (plan.no_route is None)
    return None if plan.no_route is None else [blocker.element for blocker in plan.no_route.blocked_by]


RULES = {
    # on the origin
    "origin country": (
        {"applies_to": "origin", "countries": ("KZ",)},
        "almaty>berlin almaty>astana astana>xian",
        "xian>berlin berlin>almaty omsk>moscow",
    ),
    "origin node": (
        {"applies_to": "origin", "nodes": ("almaty",)},
        "almaty>berlin almaty>wuhan",
        "astana>berlin xian>berlin berlin>almaty",
    ),
    "origin country or node": (
        {"applies_to": "origin", "countries": ("KZ",), "nodes": ("omsk",)},
        "almaty>berlin omsk>berlin",
        "moscow>berlin xian>berlin berlin>omsk",
    ),
    "origin anywhere": ({"applies_to": "origin"}, "almaty>berlin xian>wuhan berlin>omsk", ""),
    "origin links": (
        {"applies_to": "origin", "links": OMSK_MOSCOW},
        "xian>berlin omsk>moscow moscow>omsk",
        "xian>omsk moscow>berlin",
    ),
    "origin country, links": (
        {"applies_to": "origin", "countries": ("KZ",), "links": OMSK_MOSCOW, "origin": ("KZ",)},
        "almaty>berlin astana>moscow",
        "xian>berlin omsk>moscow",
    ),
    "origin links, filtered": (
        {"applies_to": "origin", "links": OMSK_MOSCOW, "origin": ("KZ",)},
        "almaty>berlin astana>moscow",
        "almaty>omsk astana>xian xian>berlin omsk>moscow",
    ),
    "origin in a class": (
        {"applies_to": "origin", "countries": ("KZ",), "service_class": "regular"},
        "",
        "almaty>bonn",
    ),
    # on the destination
    "destination country": (
        {"applies_to": "destination", "countries": ("RU",)},
        "xian>omsk omsk>moscow berlin>moscow",
        "xian>berlin moscow>xian almaty>astana",
    ),
    "destination node": (
        {"applies_to": "destination", "nodes": ("omsk",)},
        "xian>omsk berlin>omsk moscow>omsk",
        "xian>moscow xian>berlin omsk>xian",
    ),
    "destination country or node": (
        {"applies_to": "destination", "countries": ("KZ",), "nodes": ("omsk",)},
        "xian>almaty xian>omsk",
        "xian>moscow omsk>berlin",
    ),
    "destination anywhere": ({"applies_to": "destination"}, "almaty>berlin xian>wuhan berlin>omsk", ""),
    "destination links": (
        {"applies_to": "destination", "links": OMSK_MOSCOW, "destination": ("DE",)},
        "xian>berlin omsk>bonn",
        "xian>moscow bonn>omsk moscow>berlin",
    ),
    # in transit
    "transit country": (
        {"applies_to": "transit", "countries": ("RU",)},
        "xian>berlin berlin>astana",
        "almaty>moscow moscow>berlin omsk>xian omsk>moscow almaty>astana",
    ),
    "transit countries, one of them home": (
        {"applies_to": "transit", "countries": ("KZ", "RU")},
        "xian>berlin almaty>berlin xian>moscow",
        "almaty>omsk moscow>berlin",
    ),
    "transit node": (
        {"applies_to": "transit", "nodes": ("omsk",)},
        "xian>berlin astana>moscow moscow>almaty",
        "omsk>moscow astana>omsk moscow>berlin",
    ),
    "transit link": (
        {"applies_to": "transit", "links": OMSK_MOSCOW},
        "xian>berlin berlin>astana",
        "almaty>moscow omsk>berlin moscow>omsk",
    ),
    # at a crossing
    "crossing country": (
        {"applies_to": "crossing", "countries": ("RU",)},
        "xian>berlin berlin>moscow moscow>berlin omsk>moscow xian>omsk",
        "xian>astana berlin>bonn",
    ),
    "crossing node": (
        {"applies_to": "crossing", "nodes": ("omsk",)},
        "xian>berlin omsk>moscow astana>omsk",
        "moscow>berlin almaty>astana",
    ),
    "crossing link": (
        {"applies_to": "crossing", "links": ("astana-omsk-rail",)},
        "xian>berlin astana>omsk omsk>astana",
        "omsk>berlin xian>astana",
    ),
    # senses and ends
    "forward": (
        {"applies_to": "transit", "links": OMSK_MOSCOW, "direction": "forward"},
        "xian>berlin",
        "berlin>xian",
    ),
    "back": ({"applies_to": "crossing", "links": OMSK_MOSCOW, "direction": "back"}, "berlin>xian", "xian>berlin"),
    "both": ({"applies_to": "crossing", "links": OMSK_MOSCOW, "direction": "both"}, "berlin>xian xian>berlin", ""),
    "from a country": (
        {"applies_to": "crossing", "countries": ("RU",), "origin": ("DE",)},
        "berlin>xian bonn>moscow",
        "xian>berlin moscow>xian",
    ),
    "from the EU": (
        {"applies_to": "crossing", "countries": ("RU",), "origin": ("EU",)},
        "berlin>xian berlin>omsk",
        "moscow>xian omsk>moscow",
    ),
    "into the EAEU": (
        {"applies_to": "crossing", "countries": ("RU",), "destination": ("EAEU",)},
        "xian>moscow berlin>almaty",
        "xian>berlin moscow>berlin",
    ),
    "from the EU into the EAEU or China": (
        {"applies_to": "crossing", "countries": ("RU",), "origin": ("EU",), "destination": ("EAEU", "CN")},
        "berlin>almaty berlin>xian",
        "xian>moscow almaty>berlin",
    ),
}


def verdicts(rules):
    cases = []
    for name, (rule, blocked, found) in rules.items():
        for trips, is_blocked in ((blocked, True), (found, False)):
            for trip in trips.split():
                name_of_case = f"{name}: {trip} {'blocked' if is_blocked else 'found'}"
                cases.append(pytest.param(rule, trip, is_blocked, id=name_of_case))
    return cases


@pytest.mark.parametrize(("rule", "trip", "blocked"), verdicts(RULES))
def test_a_rule_on_land(rule, trip, blocked):
    assert blockers(railway(), trip) is None
    found = blockers(railway(restriction("rule", **rule)), trip)
    assert (found is not None) == blocked
    assert not blocked or {element.split()[0] for element in found} == {"restriction:rule"}


SEA_RULES = {
    "transit country": (
        {"applies_to": "transit", "countries": ("RU",)},
        "harbin>pusan pusan>harbin harbin>shanghai shanghai>osaka osaka>pusan",
        "shanghai>pusan pusan>shanghai khasan>pusan shanghai>vladivostok shanghai>hamburg",
    ),
    "transit node on the way": (
        {"applies_to": "transit", "nodes": ("vladivostok",)},
        "shanghai>pusan harbin>pusan khasan>harbin",
        "vladivostok>pusan shanghai>vladivostok shanghai>hamburg",
    ),
    "transit passage": ({"applies_to": "transit", "nodes": ("suez",)}, "shanghai>hamburg", "shanghai>pusan"),
    "transit link at sea": (
        {"applies_to": "transit", "links": ("vladivostok-pusan-sea",)},
        "vladivostok>pusan shanghai>pusan pusan>vladivostok",
        "shanghai>vladivostok harbin>vladivostok",
    ),
    "crossing country": (
        {"applies_to": "crossing", "countries": ("RU",)},
        "vladivostok>pusan pusan>vladivostok harbin>pusan harbin>vladivostok khasan>vladivostok shanghai>osaka",
        "shanghai>pusan pusan>shanghai shanghai>hamburg",
    ),
    "origin port": (
        {"applies_to": "origin", "nodes": ("vladivostok",)},
        "vladivostok>pusan vladivostok>osaka vladivostok>harbin",
        "harbin>pusan shanghai>pusan pusan>vladivostok",
    ),
    "destination port": (
        {"applies_to": "destination", "countries": ("RU",)},
        "pusan>vladivostok harbin>vladivostok pusan>khasan",
        "harbin>pusan shanghai>osaka vladivostok>pusan",
    ),
}


@pytest.mark.parametrize(("rule", "trip", "blocked"), verdicts(SEA_RULES))
def test_a_rule_at_sea(rule, trip, blocked):
    assert blockers(ports(), trip) is None
    assert (blockers(ports(restriction("rule", **rule)), trip) is not None) == blocked


def test_a_rule_on_a_country_names_it():
    network = railway(restriction("rule", "transit", countries=("RU", "KZ")))
    assert blockers(network, "xian>berlin") == ["restriction:rule KZ", "restriction:rule RU"]


class TestLoadAndDate:
    CASES = (
        ({"goods": ("dual-use",)}, {}, False),
        ({"goods": ("dual-use",)}, {"goods": "dual-use"}, True),
        ({"equipment": ("20ft", "truck")}, {}, False),
        ({"equipment": ("20ft", "truck")}, {"cargo": "20ft"}, True),
        ({"from_date": date(2026, 1, 1)}, {}, True),
        ({"from_date": date(2026, 1, 2)}, {}, False),
        ({"from_date": date(2026, 1, 2)}, {"as_of": date(2026, 1, 2)}, True),
        ({"from_date": date(2026, 1, 2)}, {"as_of": date(2026, 1, 1)}, False),
        ({"until_date": date(2026, 1, 1)}, {}, False),
        ({"until_date": date(2026, 1, 2)}, {}, True),
        ({"until_date": date(2026, 3, 1)}, {"as_of": date(2026, 2, 28)}, True),
        ({"until_date": date(2026, 3, 1)}, {"as_of": date(2026, 3, 1)}, False),
        ({"goods": ("dual-use",), "equipment": ("20ft",)}, {"goods": "dual-use"}, False),
        ({"goods": ("dual-use",), "equipment": ("20ft",)}, {"goods": "dual-use", "cargo": "20ft"}, True),
    )

    @pytest.mark.parametrize("applies_to", ["origin", "destination", "transit", "crossing"])
    @pytest.mark.parametrize(("only", "options", "blocked"), CASES)
    def test_only_what_fits_is_hit(self, applies_to, only, options, blocked):
        countries = ("CN", "RU", "DE") if applies_to != "transit" else ("RU",)
        network = railway(restriction("rule", applies_to, countries=countries, **only))
        assert (blockers(network, "xian>berlin", **options) is not None) == blocked


class TestServiceClass:
    CASES = (
        {"applies_to": "origin", "countries": ("CN",)},
        {"applies_to": "origin"},
        {"applies_to": "destination", "nodes": ("berlin",)},
        {"applies_to": "destination"},
        {"applies_to": "transit", "countries": ("RU",)},
        {"applies_to": "transit", "nodes": ("omsk",)},
        {"applies_to": "transit", "links": OMSK_MOSCOW},
        {"applies_to": "crossing", "countries": ("DE",)},
        {"applies_to": "crossing", "links": OMSK_MOSCOW},
    )

    @pytest.mark.parametrize("rule", CASES)
    @pytest.mark.parametrize("barred", ["express", "regular"])
    def test_another_class_still_gets_through(self, rule, barred):
        network = railway(restriction("rule", service_class=barred, **rule))
        other = "regular" if barred == "express" else "express"
        assert blockers(network, "xian>berlin", service_classes=(barred,)) == ["restriction:rule" + country_of(rule)]
        assert blockers(network, "xian>berlin", service_classes=(other,)) is None
        assert blockers(network, "xian>berlin", service_classes=(barred, other)) is None

    @pytest.mark.parametrize(("applies_to", "end"), [("origin", 0), ("destination", -1)])
    def test_only_the_end_of_the_trip_is_barred_to_the_class(self, applies_to, end):
        network = railway(restriction("rule", applies_to, nodes=("xian", "berlin"), service_class="regular"))
        (itinerary,) = ask(network, "xian", "berlin").itineraries
        moves = [leg for leg in itinerary.legs if leg.mode == "rail" and leg.kind in {"move", "border"}]
        assert moves[end].operation == "express"
        assert blockers(network, "wuhan>bonn", service_classes=("regular",)) is None
        assert blockers(network, "berlin>xian", service_classes=("regular",)) is not None


def country_of(rule):
    named = rule["applies_to"] in {"transit", "crossing"} and rule.get("countries")
    return f" {rule['countries'][0]}" if named else ""


class TestAvoid:
    def detours(self):
        return tiny(
            node("a", "CN", "port"),
            node("z", "DE", "port"),
            node("n", "KZ"),
            node("port", "RU", "port"),
            node("siberia", "RU"),
            link("a-n"),
            link("n-z"),
            link("a-siberia"),
            link("siberia-z"),
            link("a-port", "sea"),
            link("port-z", "sea"),
            link("a-z", "road"),
            service("line", "a-port-sea", "port-z-sea"),
        )

    ALL = ("n", "siberia", "port", "road")

    @pytest.mark.parametrize(
        ("avoid", "options", "ways"),
        [
            ((), {}, "n siberia port road"),
            (("n",), {}, "siberia port road"),
            (("KZ",), {}, "siberia port road"),
            (("RU",), {}, "n port road"),
            (("port",), {}, "n siberia road"),
            (("a-n-rail",), {}, "siberia port road"),
            (("road",), {}, "n siberia port"),
            (("rail",), {}, "port road"),
            (("line",), {}, "n siberia road"),
            (("sea", "rail"), {}, "road"),
            (("rail", "line", "a-z-road"), {}, ""),
            ((), {"modes": ("rail",)}, "n siberia"),
            ((), {"modes": ("sea", "road")}, "port road"),
            (("RU",), {"modes": ("rail",)}, "n"),
            (("road",), {"modes": ("road",)}, ""),
        ],
    )
    def test_every_way_but_the_avoided_is_found(self, avoid, options, ways):
        """Closing all ways but one shows that it is open, or not."""
        whole = self.detours()
        ends = {"n": "a-n-rail", "siberia": "a-siberia-rail", "port": "a-port-sea", "road": "a-z-road"}
        found = []
        for way in self.ALL:
            others = {
                end: whole.links[end].model_copy(update={"status": "closed"})
                for end in ends.values()
                if end != ends[way]
            }
            if blockers(whole.derived({"link": others}, {}), "a>z", avoid=avoid, **options) is None:
                found.append(way)
        assert " ".join(found) == ways

    @pytest.mark.parametrize(
        ("avoid", "options", "elements"),
        [
            (("omsk",), {}, ["avoid:omsk"]),
            (("RU",), {}, ["avoid:RU"]),
            (("omsk-moscow-rail",), {}, ["avoid:omsk-moscow-rail"]),
            (("rail",), {}, ["avoid:rail"]),
            (("fast",), {"service_classes": ("express",)}, ["avoid:fast"]),
            ((), {"modes": ("road",)}, ["mode:rail"]),
            (("line",), {}, ["avoid:line"]),
        ],
    )
    def test_what_is_avoided_is_named(self, avoid, options, elements):
        network = railway(corridor("line", "almaty & moscow"))
        assert blockers(network, "xian>berlin", avoid=avoid, **options) == elements

    def test_a_service_avoided_leaves_the_other_trains(self):
        assert blockers(railway(), "xian>berlin", avoid=("fast",)) is None

    def test_a_name_that_twin_stations_share_means_both(self):
        twins = [node(f"khorgos{iso2.lower()}", iso2, "border", aliases=("Khorgos",)) for iso2 in ("CN", "KZ")]
        for twin in twins:
            place = twin.node_id
            network = tiny(
                node("a", "CN"),
                *twins,
                link(f"a-{place}", hours=1),
                link(f"{place}-z", hours=1),
                link("a-n", hours=50),
                link("n-z", hours=50),
            )
            (free,) = ask(network, "a", "z").itineraries
            (kept,) = ask(network, "a", "z", avoid=("Khorgos",)).itineraries
            assert (free.nodes, kept.nodes) == (("a", place, "z"), ("a", "n", "z"))

    def test_a_node_to_avoid_may_not_be_an_end(self):
        for avoid in ("xian", "berlin", "CN", "DE"):
            with pytest.raises(UsageError, match="cannot avoid"):
                ask(railway(), "xian", "berlin", avoid=(avoid,))


class TestAvoidCorridor:
    def network(self, *corridors):
        """Two lines from a to z: by g, m and h (2 d 20 h less each), and by g and n; all tagged with the corridor."""
        tag = {"corridors": ("x",)} if any(row.corridor_id == "x" for row in corridors) else {}
        return tiny(
            link("a-g", hours=1, **tag),
            link("g-m", hours=1, **tag),
            link("m-h", hours=1, **tag),
            link("h-z", hours=1, **tag),
            link("g-n", hours=30, **tag),
            link("n-z", hours=30, **tag),
            *corridors,
        )

    def passes(self, network, *avoid):
        plan = ask(network, "a", "z", avoid=avoid)
        return plan.itineraries[0].nodes[2] if plan.itineraries else None

    CHILD = corridor("x-south", "n").model_copy(update={"parent": "x"})

    @pytest.mark.parametrize(
        ("corridors", "avoid", "way"),
        [
            ([corridor("x", "g & h")], (), "m"),
            ([corridor("x", "g & h")], ("x",), "n"),
            ([corridor("x", "g")], ("x",), None),
            ([corridor("x", "g | h")], ("x",), None),
            ([corridor("x", "m | n")], ("x",), None),
            ([corridor("x", "g & n | zz")], ("x",), "m"),
            ([corridor("x", "m-h-rail")], ("x",), "n"),
            ([corridor("x", "g & m & zz"), link("zz-z", hours=1)], ("x",), "m"),
            ([corridor("x", "g & h"), corridor("y", "n")], ("x", "y"), None),
            ([corridor("x", "g & h"), corridor("y", "n")], ("y",), "m"),
            ([corridor("x", "m"), CHILD], ("x",), None),
            ([corridor("x", "m"), CHILD], ("x-south",), "m"),
            ([corridor("x", "zz"), CHILD, link("zz-z", hours=1)], ("x",), "m"),
        ],
    )
    def test_only_a_path_that_meets_all_its_gates_is_barred(self, corridors, avoid, way):
        links = [row for row in corridors if not hasattr(row, "corridor_id")]
        named = [row for row in corridors if hasattr(row, "corridor_id")]
        whole = self.network(*named)
        network = tiny(*whole.links.values(), *named, *links) if links else whole
        assert self.passes(network, *avoid) == way

    def test_what_blocks_is_the_corridor(self):
        assert blockers(self.network(corridor("x", "g")), "a>z", avoid=("x",)) == ["avoid:x"]

    def test_gates_met_out_of_order_count_too(self):
        assert self.passes(self.network(corridor("x", "h & g")), "x") == "n"
