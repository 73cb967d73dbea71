"""Every check refuses what it is for, and nothing else.

Each failing example changes the toy network and names the code, what the caret underlines and a part of the message;
no other problem may come with it. Each passing example looks similar and is fine.
"""

from types import SimpleNamespace

import pytest

from routeplanner.network.checks import CHECKS
from routeplanner.network.files import parse_network
from routeplanner.network.keyed import Rows
from routeplanner.network.model import Link, Published
from routeplanner.network.network import Network
from tests.network.tables import TOY, pointed_at

NOTE = {"source_id": "estimate", "quality": "estimated", "note": "test"}
RATE = {"mode": "rail", **NOTE}
WATERWAY = {"mode": "waterway", "gauge_mm": ""}
WATERWAY_RATE = {"rate_id": "w", "mode": "waterway", "speed_km_day": "100", "cost_usd_km": "1", "cost_per": "feu"}


def case(code, change, at, says, hint="", *, also=()):
    """Return an example; `also` are codes that cannot but come with it."""
    return SimpleNamespace(code=code, change=change, at=at, says=says, hint=hint, also=also)


def boxes(*rows):
    """Return a change that adds hires of containers, sound but for the cells given."""
    start = {"one_way_usd": "9", "cost_per": "feu", **NOTE}
    columns = ["box_id", "from_region", "to_region", "equipment", "one_way_usd", "drop_off_usd", "free_days"]
    columns += ["per_day_usd", "cost_per", "price_date", *NOTE]
    lines = [[(start | row).get(name, "") for name in columns] for row in rows]
    return lambda t: t.write("box", [columns, *lines])


def published(**cells):
    """Return a change that adds a published figure, sound but for the cells given."""
    row = {"published_id": "x", "origin": "xian", "destination": "alat", "equipment": "40ft", "scope": "terminal",
           "regime": "usual", "days_low": "10", "days_high": "12", "use": "fit", **NOTE, **cells}  # fmt: skip

    def change(tables):
        if not (tables.folder / "published.csv").exists():
            tables.write("published", [list(Published.model_fields)])
        return tables.add("published", **row)

    return change


def for_equipment(*rows):
    """Return a change that gives transfer.csv a column for the equipment, and adds rows."""

    def change(tables):
        header, *lines = tables.read("transfer")
        tables.write("transfer", [[*header, "equipment"], *([*line, ""] for line in lines)])
        for row in rows:
            tables.add("transfer", **row)
        return tables

    return change


MILE = {"like": "any:terminal-road", "transfer_id": "mile", "from_mode": "door", "to_mode": "terminal",
        "cost_per": "teu"}  # fmt: skip
OWN_MILE = MILE | {"transfer_id": "own", "cost_per": "truck", "equipment": "truck"}
# fmt: off
FAILING = [
    # references
    case("E711", lambda t: t.set("link", "altynkol-aktau", to_node_id="aktu").delete("service",
         "altynkol-aktau-express"),
         "aktu", "to_node_id: unknown node 'aktu'", "did you mean 'aktau'? nodes are in node.csv"),
    case("E711", lambda t: t.add("border", like="ganyushkino-aksarayskaya:both", border_id="x", link_id="ganyushkino"),
         "ganyushkino", "unknown link 'ganyushkino'", "did you mean 'altynkol-ganyushkino'? links are in link.csv"),
    case("E711", lambda t: t.add("transfer", like="any:ferry-road", transfer_id="x", node_id="nowhere"),
         "nowhere", "unknown node 'nowhere'", "* is every node"),
    case("E711", lambda t: t.set("service", "caspian-ferry", links="aktau-alat-fery|aktau-alat-ferry"),
         "aktau-alat-fery|aktau-alat-ferry", "unknown link 'aktau-alat-fery'", "did you mean 'aktau-alat-ferry'?"),
    case("E711", lambda t: t.set("season", "olya-ice", services="alat-olya"), "alat-olya",
         "unknown service 'alat-olya'"),
    case("E711", lambda t: t.set("season", "olya-ice", links="olya"), "olya", "links: unknown link 'olya'"),
    case("E711", lambda t: t.set("restriction", "ru-dual-use", links="a"), "a", "links: unknown link 'a'"),
    case("E711", lambda t: t.set("restriction", "ru-dual-use", nodes="olia"), "olia", "unknown node 'olia'", "'olya'"),
    case("E711", lambda t: t.set("restriction", "ru-dual-use", goods="dual"), "dual", "unknown goods class 'dual'"),
    case("E711", lambda t: t.set("restriction", "ru-dual-use", equipment="general"), "general", "unknown equipment"),
    case("E711", lambda t: t.set("restriction", "ru-dual-use", countries="RU|EU"), "RU|EU", "unknown country 'EU'"),
    case("E711", lambda t: t.set("restriction", "ru-dual-use", origin="EU|UK"), "EU|UK",
         "unknown country or group 'UK'"),
    case("E711", lambda t: t.set("link", "altynkol-aktau", corridors="trans-caspian|tc"),
         "trans-caspian|tc", "unknown corridor 'tc'"),
    case("E711", lambda t: t.set("corridor", "east-west", parent="eastwest"), "eastwest", "parent: unknown corridor"),
    case("E711", lambda t: t.set("corridor", "east-west", gates="olya&suez|aktau"), "olya&suez|aktau",
         "unknown gate 'suez'"),
    case("E711", lambda t: t.set("link", "altynkol-aktau", tariff="erai"), "erai", "unknown tariff 'erai'", "rate.csv"),
    case("E711", lambda t: t.set("node", "olya", source_id="estimate|geonames"),
         "estimate|geonames", "unknown source 'geonames'", "source.csv"),
    case("E711", lambda t: t.add("rate", **RATE, rate_id="x", equipment="40hc", speed_km_day="9"), "40hc",
         "unknown equipment '40hc'"),
    case("E711", lambda t: t.add("rate", **RATE, rate_id="x", country="UK", speed_km_day="9"), "UK",
         "unknown country 'UK'",
         "ISO 3166-1"),
    case("E711", lambda t: t.put("evidence",
         "table,row_id,field,source_id,quality,note\nlnk,a,b,estimate,estimated,x\n"),
         "lnk", "table: unknown table 'lnk'", "did you mean 'link'?"),
    case("E711", lambda t: t.put("evidence",
         "table,row_id,field,source_id,quality,note\nnode,aktu,name,estimate,estimated,x\n"),
         "aktu", "row_id: unknown row of node.csv 'aktu'", "did you mean 'aktau'?"),
    case("E711", lambda t: t.put("evidence",
         "table,row_id,field,source_id,quality,note\nnode,aktau,nam,estimate,estimated,x\n"),
         "nam", "field: unknown column of node.csv 'nam'", "did you mean 'name'?"),
    case("E711", lambda t: t.put("evidence", "table,row_id,field,source_id,quality,note\nnode,aktau,name,map,cited,\n"),
         "map", "unknown source 'map'"),
    # loops
    case("E712", lambda t: t.set("link", "aksarayskaya-olya", to_node_id="aksarayskaya").delete("service",
         "altynkol-olya-express")
         .add("link", like="aksarayskaya-olya", link_id="spare", to_node_id="olya"),
         "aksarayskaya", "starts and ends at 'aksarayskaya'"),
    case("E712", lambda t: t.set("corridor", "east-west", parent="east-west"), "east-west", "branch of itself"),
    # geography
    case("E714", lambda t: t.set("link", "altynkol-aktau", length_km="2300"), "2300", "lie 2,313.8 km apart",
         "swapped coordinates"),
    case("E731", lambda t: t.set("link", "altynkol-aktau", length_km="30000"), "30000", "13.0 times the 2,313.8 km",
         "a digit too many"),
    case("E715", lambda t: t.set("link", "altynkol-aktau", time_h="14.9"), "14.9",
         "201 km/h by rail, the limit is 200"),
    case("E715", lambda t: t.set("link", "altynkol-aktau", time_h="0"), "0", "inf km/h"),
    case("E715", lambda t: t.set("link", "altynkol-aktau-road", time_h="27"), "27", "111 km/h by road"),
    case("E715", lambda t: t.set("service", "olya-alat-line", time_h="11.9"), "11.9",
         "720 km in 11.9 h is 61 km/h by sea"),
    case("E715", lambda t: t.set("service", "caspian-ferry", time_h="7.9"), "7.9", "61 km/h by ferry"),
    case("E715", lambda t: t.set("rate", "ferry", speed_km_day="1500"), "1500", "62 km/h by ferry"),
    case("E716", lambda t: t.set("node", "xian", x_coord="34.39", y_coord="10.96"),
         "34.39", "is not in China", "China: x 73.6 to 134.76", also={"E714"}),
    case("E716", lambda t: t.set("node", "alat", x_coord="39.98", y_coord="49.44"), "39.98", "is not in Azerbaijan",
         "swap", also={"E714"}),
    case("E716", lambda t: t.set("node", "olya", country="").delete("link", "aksarayskaya-olya")
         .delete("service", "altynkol-olya-express"), "", "port 'olya' has no country"),
    # figures
    case("E717", lambda t: t.set("link", "altynkol-aktau", gauge_mm=""), "",
         "'altynkol-aktau' is blank, but it is rail"),
    case("E717", lambda t: t.set("link", "altynkol-aktau-road", gauge_mm="1520"), "1520", "1520 on road"),
    case("E717", lambda t: t.set("transfer", "any:ferry-rail1520", to_gauge=""), "", "to_gauge of"),
    case("E717", lambda t: t.set("transfer", "any:ferry-road", from_gauge="1435"), "1435", "from_gauge 1435 on ferry"),
    case("E718", lambda t: t.set("link", "altynkol-aktau", cost_usd="900"), "", "cost_usd 900 without cost_per", "feu"),
    case("E718", lambda t: t.set("service", "caspian-ferry", cost_per="feu"), "feu", "cost_per 'feu' without cost_usd"),
    case("E718", lambda t: t.set("rate", "rail", cost_per=""), "", "cost_usd_km 0.8 without cost_per"),
    case("E718", lambda t: t.add("rate", **RATE, rate_id="x", country="AZ", speed_km_day="9", cost_per="teu"), "teu",
         "without cost_usd_km"),
    case("E719", lambda t: t.set("border", "altynkol-khorgos-cn:forward", dwell_p90_h="23"), "23",
         "23 is below dwell_h 24"),
    case("E719", lambda t: t.set("transfer", "any:ferry-road", time_p90_h="5.5"), "5.5", "below time_h 6"),
    case("E719", lambda t: t.set("service", "caspian-ferry", wait_h="30", wait_p90_h="29"), "29", "below wait_h 30"),
    case("E719", lambda t: t.set("link", "altynkol-aktau", time_h="90", time_p90_h="80"), "80", "below time_h 90"),
    case("E719", lambda t: t.set("link", "altynkol-aktau", time_p90_h="80"), "80", "time_p90_h 80 without time_h"),
    # crossings
    case("E720", lambda t: t.delete("border", "ganyushkino-aksarayskaya:both").set("link", "ganyushkino-aksarayskaya",
         directed="true")
         .set("service", "altynkol-olya-express", direction="forward"),
         "ganyushkino-aksarayskaya", "no border row for direction forward", "dwell_h may be 0"),
    case("E720", lambda t: t.set("border", "ganyushkino-aksarayskaya:both", direction="forward"),
         "ganyushkino-aksarayskaya", "no border row for direction back"),
    case("E720", lambda t: t.delete("border", "khorgos-cn-altynkol:forward").add(
            "border", like="khorgos-cn-altynkol:forward:express", border_id="x", service_class="regular"),
         "khorgos-cn-altynkol", "direction forward, class wagonload", "a blank service_class covers every class"),
    case("E720", lambda t: t.add("border", like="ganyushkino-aksarayskaya:both", border_id="x",
         link_id="altynkol-aktau"),
         "altynkol-aktau", "'altynkol-aktau' is no crossing: both its ends lie in one country"),
    case("E720", lambda t: t.add("border", like="ganyushkino-aksarayskaya:both", border_id="x",
         link_id="aktau-alat-ferry"),
         "aktau-alat-ferry", "formalities of ferry"),
    case("E720", lambda t: t.add("border", like="khorgos-cn-altynkol:forward", border_id="x", direction="back"),
         "back", "one-way and cannot be traveled back"),
    case("E721", lambda t: t.set("link", "altynkol-aktau", country="RU"), "RU",
         "country RU, but both its ends lie in KZ"),
    case("E721", lambda t: t.set("link", "altynkol-aktau", country=""), "", "no country, but", "write KZ"),
    case("E721", lambda t: t.set("link", "ganyushkino-aksarayskaya", country="KZ"), "KZ", "crossing KZ–RU", "blank"),
    case("E721", lambda t: t.set("link", "aktau-alat-ferry", country="KZ"), "KZ", "ferry link 'aktau-alat-ferry'"),
    # services
    case("E722", lambda t: t.add("service", like="altynkol-aktau-express", service_id="x", links=""), "",
         "'x' has no links"),
    case("E722", lambda t: t.set("service", "altynkol-aktau-express", links="altynkol-aktau|aktau-alat-ferry"),
         "altynkol-aktau|aktau-alat-ferry", "runs on rail 1520, ferry", "one service per mode and gauge"),
    case("E722", lambda t: t.set("service", "altynkol-aktau-express", links="xian-khorgos-cn|altynkol-aktau"),
         "xian-khorgos-cn|altynkol-aktau", "runs on rail 1435, rail 1520"),
    case("E722", lambda t: t.set("service", "altynkol-olya-express", links="altynkol-ganyushkino|aksarayskaya-olya"),
         "altynkol-ganyushkino|aksarayskaya-olya", "are not one chain"),
    case("E722", lambda t: t.set("service", "olya-alat-line", direction="both"), "olya-alat-sea",
         "'olya-alat-line' (both) runs 'olya-alat-sea' against its one-way direction"),
    case("E722", lambda t: t.set("service", "xian-altynkol-express", direction="back"),
         "xian-khorgos-cn|khorgos-cn-altynkol", "runs 'khorgos-cn-altynkol' against"),
    # rates
    case("E723", lambda t: t.add("rate", **RATE, rate_id="rail-kz", country="KZ", cost_usd_km="1", cost_per="feu"),
         "rail-kz", "rates 'rail-express' and 'rail-kz' both give cost_usd_km for rail, KZ, express",
         "fill one more key"),
    case("E723", lambda t: t.add("rate", **RATE, rate_id="twice", speed_km_day="9"), "twice", "both give speed_km_day"),
    case("E723", lambda t: t.add("rate", **RATE, rate_id="back", direction="back", speed_km_day="9"),
         "rail-express", "rates 'back' and 'rail-express' both give speed_km_day"),
    case("E723", lambda t: t.add("rate", rate_id="both", mode="sea", direction="both", emission_kg_tkm="9", **NOTE),
         "sea", "rates 'both' and 'sea' both give emission_kg_tkm"),
    case("E724", lambda t: t.set("rate", "sea", emission_kg_tkm="", emission_category="", cost_usd_km="", cost_per=""),
         "sea", "mode sea has no default cost_usd_km, emission_kg_tkm", "a row with mode sea and no other key"),
    case("E724", lambda t: t.set("rate", "sea", direction="forward"), "sea", "no default speed_km_day, cost_usd_km"),
    # evidence
    case("E725", lambda t: t.set("node", "olya", quality="cited", note=""), "estimate",
         "quality cited with source 'estimate'"),
    case("E725", lambda t: t.add("source", source_id="map", title="A", publisher="B").set("node", "olya",
         source_id="map"),
         "map", "quality estimated with source 'map'"),
    case("E725", lambda t: t.set("node", "olya", source_id=""), "", "'olya' names no source",
         "estimate for a judgment"),
    case("E725", lambda t: t.set("node", "olya", note=""), "", "estimated without a note", "say why this figure"),
    case("E725", lambda t: t.add("source", source_id="map", title="A", publisher="B")
         .set("rate", "sea", source_id="map", quality="derived", note=""), "", "derived without a note",
         "how it was computed"),
    # payments
    case("E726", lambda t: t.set("cargo", "truck", factor_feu="").delete("transfer", "any:ferry-road", "any:road-ferry",
         "any:terminal-road", "any:road-terminal", "any:terminal-ferry", "any:ferry-terminal")
         .add("transfer", like="any:rail1520-sea", transfer_id="x", from_mode="ferry", from_gauge="", to_mode="road"),
         "feu", "'x' is priced per feu, but truck has no factor_feu", "fill factor_feu in cargo.csv"),
    case("E726", lambda t: t.set("cargo", "20ft", factor_truck="").delete("rate", "road-team")
         .delete("border", "khorgos-cn-altynkol-road:both").delete("link", "khorgos-cn-altynkol-road"),
         "truck", "'road' is priced per truck, but 20ft has no factor_truck"),
    case("E726", lambda t: t.set("cargo", "truck", factor_teu="").set("border", "khorgos-cn-altynkol-road:both",
         fee_per="teu"),
         "teu", "'khorgos-cn-altynkol-road:both' is priced per teu, but truck"),
    case("E726", lambda t: t.set("link", "altynkol-aktau-road", cost_usd="9", cost_per="teu"), "teu",
         "but truck has no factor_teu"),
    case("E726", lambda t: t.set("service", "caspian-ferry", cost_usd="9", cost_per="teu"), "teu",
         "'caspian-ferry' is priced"),
    # classes and shapes
    case("E727", lambda t: t.set("service", "caspian-ferry", service_class="express"), "express",
         "ferry has no service class",
         "leave service_class blank"),
    case("E727", lambda t: t.add("rate", rate_id="x", mode="road", service_class="express", speed_km_day="9", **NOTE),
         "express",
         "road has no service class 'express'", "road: solo, team, or blank"),
    case("E727", lambda t: t.add("border", like="ganyushkino-aksarayskaya:both", border_id="x", service_class="team"),
         "team",
         "rail has no service class 'team'"),
    case("E727", lambda t: t.add("transfer", like="any:ferry-road", transfer_id="x", service_class="regular"),
         "regular",
         "road has no service class 'regular'"),
    case("E728", lambda t: t.set("season", "olya-ice", kind="slow"), "", "slows by no factor"),
    case("E728", lambda t: t.set("season", "olya-ice", kind="delay"), "", "delays by no hours"),
    case("E728", lambda t: t.set("season", "olya-ice", links=""), "", "touches nothing"),
    case("E728", lambda t: t.set("restriction", "ru-dual-use", countries=""), "", "names no place"),
    case("E728", lambda t: t.set("restriction", "ru-dual-use", from_date="2026-02-01", until_date="2026-02-01"),
         "2026-02-01",
         "ends on 2026-02-01 before it begins"),
    case("E728", lambda t: t.set("cargo", "20ft", payload_t=""), "", "equipment '20ft' has no payload_t"),
    case("E728", lambda t: t.set("cargo", "20ft", default_t="21"), "21",
         "default_t 21 of '20ft' is above payload_t 20"),
    case("E728", lambda t: t.set("cargo", "40ft", default_t="22"), "22",
         "default_t 22 of '40ft' is above payload_rail_t 21"),
    case("E728", lambda t: t.set("cargo", "40ft", payload_rail_t="27"), "27",
         "payload_rail_t 27 of '40ft' is above payload_t 26"),
    case("E728", lambda t: t.set("rate", "rail-cn-regular", emission_category="rail, diesel"), '"rail, diesel"',
         "emission_category of 'rail-cn-regular' without emission_kg_tkm"),
    case("E729", lambda t: t.add("border", like="ganyushkino-aksarayskaya:both", border_id="x"), "x",
         "'x' describes the same case as 'ganyushkino-aksarayskaya:both'"),
    case("E729", lambda t: t.add("transfer", like="any:ferry-road", transfer_id="x"), "x",
         "same case as 'any:ferry-road'"),
    # transfers for one kind of equipment, miles among them
    case("E711", for_equipment(OWN_MILE | {"equipment": "lorry"}), "lorry", "equipment: unknown equipment 'lorry'"),
    case("E726", for_equipment(MILE), "teu", "'mile' is priced per teu, but truck has no factor_teu"),
    case("E726", for_equipment(OWN_MILE | {"cost_per": "teu"}), "teu", "'own' is priced per teu, but truck has no"),
    case("E729", for_equipment(OWN_MILE, OWN_MILE | {"transfer_id": "same"}), "same",
         "'same' describes the same case as 'own'"),
    # container terms
    case("E711", boxes({"box_id": "x", "from_region": "KZ|Asia"}), "KZ|Asia", "unknown country or group 'Asia'",
         "ISO 3166-1 codes, EU or EAEU"),
    case("E711", boxes({"box_id": "x", "to_region": "UK"}), "UK", "to_region: unknown country or group 'UK'"),
    case("E711", boxes({"box_id": "x", "equipment": "45ft"}), "45ft", "equipment: unknown equipment '45ft'"),
    case("E723", boxes({"box_id": "from", "from_region": "CN"}, {"box_id": "to", "to_region": "EAEU"}), "to",
         "'from' and 'to' both give the hire of 20ft from CN to KZ", "fill one more key"),
    case("E723", boxes({"box_id": "x"}, {"box_id": "y"}), "y", "'x' and 'y' both give the hire"),
    case("E726", lambda t: boxes({"box_id": "x", "cost_per": "teu"})(t.set("cargo", "20ft", factor_teu="")), "teu",
         "'x' is priced per teu, but 20ft has no factor_teu"),
    case("E728", boxes({"box_id": "x", "equipment": "truck"}), "truck", "truck is no container", "name a container"),
    case("E728", boxes({"box_id": "x", "per_day_usd": "5"}), "", "per_day_usd 5 without free_days", "0 where every"),
    case("E728", boxes({"box_id": "x", "free_days": "60"}), "", "free_days 60 without per_day_usd"),
    case("E728", lambda t: t.set("service", "caspian-ferry", terms="coc"), "coc", "terms 'coc' without cost_usd",
         "fill cost_usd or clear terms"),
    case("E728", lambda t: t.add("rate", **RATE, rate_id="x", country="AZ", speed_km_day="9", terms="soc"), "soc",
         "terms 'soc' without cost_usd_km"),
    # published figures
    case("E711", published(origin="xain"), "xain", "origin: unknown node 'xain'", "did you mean 'xian'?"),
    case("E711", published(destination="baku"), "baku", "destination: unknown node 'baku'"),
    case("E711", published(corridor="middle"), "middle", "corridor: unknown corridor 'middle'"),
    case("E711", published(equipment="45ft"), "45ft", "equipment: unknown equipment '45ft'"),
    case("E718", published(cost_low_usd="9", cost_high_usd="9"), "", "cost_low_usd 9 without cost_per"),
    case("E718", published(cost_per="feu"), "feu", "cost_per 'feu' without cost_low_usd"),
    case("E728", published(days_low="", days_high=""), "", "'x' has neither days nor dollars"),
    case("E728", published(use="context"), "", "'x' is context without a reason", "say why"),
    case("E732", published(days_low="14"), "14", "days_low 14 is above days_high 12", "swapped"),
    case("E732", published(days_high=""), "", "days_low 10 without days_high", "stands in both"),
    case("E732", published(cost_high_usd="9", cost_per=""), "", "cost_high_usd 9 without cost_low_usd"),
    case("E733", lambda t: published(published_id="y", use="check")(published()(t)), "check",
         "'y' is for check, 'x' of the same trip for fit", "same use"),
    case("E734", published(destination="xian"), "xian", "starts and ends at 'xian'"),
    case("E734", lambda t: published(origin="aksarayskaya", destination="olya")(t)
         .set("node", "olya", node_type="passage", country="")
         .delete("link", "aksarayskaya-olya").delete("service", "altynkol-olya-express"), "olya",
         "destination 'olya' is a sea passage"),
    case("E734", published(equipment="truck", modes="road|rail"), "road|rail", "truck does not go by rail"),
    case("E734", published(modes="road", service_class="express"), "express", "no mode of 'x' has class 'express'",
         "one of solo, team"),
    case("E734", published(equipment="truck", terms="coc"), "coc", "terms 'coc', but truck is no container"),
    case("E734", lambda t: published(equipment="truck", cost_low_usd="9", cost_high_usd="9", cost_per="teu")(t)
         .set("cargo", "truck", factor_teu=""), "teu", "price per teu, but truck has no factor_teu"),
    case("E735", lambda t: t.set("service", "altynkol-olya-express", calls="altynkol|alat"), "altynkol|alat",
         "service 'altynkol-olya-express' does not pass 'alat'", "it passes altynkol, ganyushkino"),
    case("E735", lambda t: t.set("service", "altynkol-olya-express", calls="altynkol|altynkol"), "altynkol|altynkol",
         "calls at 'altynkol' only", "gets on and off"),
    # suspicions
    case("W801", lambda t: t.set("node", "olya", aliases="AKTAU"), "Olya",
         "'AKTAU' is a name of 'olya' and of 'aktau'"),
    case("W801", lambda t: t.set("node", "ganyushkino", aliases="Port of Bakú"), "Ganyushkino",
         "of 'ganyushkino' and of 'alat'"),
    case("W802", lambda t: t.set("link", "altynkol-aktau", time_h="29"), "29", "3000 km in 29 h is 103 km/h by rail"),
    case("W802", lambda t: t.set("service", "olya-alat-line", time_h="20"), "20", "36 km/h by sea, more than 30"),
    case("W813", lambda t: t.set("link", "altynkol-aktau", length_km="7000"), "7000", "3.0 times the 2,313.8 km"),
    case("W803", lambda t: t.delete("service", "caspian-ferry"), "aktau-alat-ferry", "no service runs ferry link"),
    case("W804", lambda t: t.set("service", "caspian-ferry", time_h="24").set("link", "aktau-alat-ferry", time_h="20"),
         "20",
         "has its own time_h, and so has service 'caspian-ferry'", "the link's own figure is used"),
    case("W804", lambda t: t.set("service", "caspian-ferry", cost_usd="9", cost_per="feu")
         .set("link", "aktau-alat-ferry", cost_usd="8", cost_per="feu"), "8", "has its own cost_usd"),
    case("W811", lambda t: t.add("node", like="aktau", node_id="kuryk", name="Kuryk", unlocode="", aliases=""), "kuryk",
         "no link touches 'kuryk'"),
    case("W806", lambda t: t.set("node", "alat", y_coord="40.0"), "40.0",
         "y_coord 40.0 of 'alat' has fewer than 2 decimals"),
    case("W806", lambda t: t.set("node", "alat", y_coord="40"), "40", "y_coord 40 of 'alat'"),
    case("W807", lambda t: t.add("source", source_id="map", title="A", publisher="B"), "map",
         "no row names source 'map'"),
    case("W808", lambda t: t.add("source", source_id="map", title="A", publisher="B", url="http://example.org")
         .set("node", "olya", source_id="estimate|map"), "http://example.org", "is not an https address"),
    case("W809", lambda t: t.add("rate", **RATE, rate_id="x", tariff="erai", speed_km_day="9"), "erai",
         "no link carries tariff"),
    case("W810", lambda t: t.set("service", "caspian-ferry", interval_h=""), "",
         "has no interval_h, wait_h or weekdays"),
]
# fmt: on


@pytest.mark.parametrize("example", FAILING, ids=[f"{example.code} {example.says}" for example in FAILING])
def test_it_is_refused_and_nothing_else_is(tables, example):
    example.change(tables)
    problems = tables.problems()
    (problem,) = [problem for problem in problems if problem.code not in example.also]
    assert problem.code == example.code
    assert example.says in problem.what
    assert example.hint in problem.hint
    assert pointed_at(problem).strip(",") == example.at
    name, line, column = problem.where.split(":")
    assert tables.text(name.removesuffix(".csv")).splitlines()[int(line) - 1][int(column) - 1 :].startswith(example.at)


# fmt: off
PASSING = [
    ("a name in two scripts of one node", lambda t: t.set("node", "olya", aliases="Оля|OLYA|olya")),
    ("twins joined by a crossing share a name", lambda t: t.set("node", "aksarayskaya", aliases="Kigash")
     .set("node", "ganyushkino", aliases="Kigash")),
    ("0.5 % shorter than the great circle", lambda t: t.set("link", "altynkol-aktau", length_km="2305")),
    ("half the speed limit", lambda t: t.set("link", "altynkol-aktau", time_h="30")),
    ("a passage without a country", lambda t: t.set("node", "olya", node_type="passage", country="")
     .delete("link", "aksarayskaya-olya").delete("service", "altynkol-olya-express")),
    ("p90 equal to the mean, and both nothing", lambda t: t.set("border", "altynkol-khorgos-cn:forward",
     dwell_p90_h="24")
     .set("border", "ganyushkino-aksarayskaya:both", dwell_h="0", dwell_p90_h="0")),
    ("a row per direction beside one for both", lambda t: t.add("border", like="ganyushkino-aksarayskaya:both",
     border_id="x",
     direction="back")),
    ("rows for every class instead of a blank one", lambda t: t.set("border", "khorgos-cn-altynkol:forward",
     service_class="regular")
     .add("border", like="khorgos-cn-altynkol:forward", border_id="x", service_class="wagonload")),
    ("a service against the orientation of a two-way link", lambda t: t.set("service", "altynkol-aktau-express",
     direction="back")),
    ("a chain that runs some links back", lambda t: t.set("service", "altynkol-olya-express",
     links="aksarayskaya-olya|ganyushkino-aksarayskaya|altynkol-ganyushkino")),
    ("equally specific rates that never meet", lambda t: t.add("rate", **RATE, rate_id="x", country="AZ",
     cost_usd_km="1", cost_per="feu")),
    ("equally specific rates with different figures", lambda t: t.add("rate", **RATE, rate_id="x", country="KZ",
     time_cv="0.3")),
    ("a tie that a more specific rate settles", lambda t: t
     .add("rate", **RATE, rate_id="x", country="KZ", cost_usd_km="1", cost_per="feu")
     .add("rate", **RATE, rate_id="y", country="KZ", service_class="express", cost_usd_km="1", cost_per="feu")),
    ("rates of two classes", lambda t: t.add("rate", rate_id="x", mode="road", service_class="solo", speed_km_day="9",
     **NOTE)),
    ("a default rate that covers every mode", lambda t: t.set("rate", "sea", emission_kg_tkm="", emission_category="")
     .add("rate", rate_id="any", emission_kg_tkm="0.5", **NOTE)),
    ("a basis the equipment lacks, where it has a rate of its own", lambda t: t.set("rate", "ferry", cost_per="teu")),
    ("estimated with the source it leans on", lambda t: t.add("source", source_id="map", title="A", publisher="B")
     .set("node", "olya", source_id="estimate|map")),
    ("evidence for one figure", lambda t: t.add("source", source_id="map", title="A", publisher="B",
     url="https://example.org")
     .put("evidence", "table,row_id,field,source_id,quality,note\nlink,altynkol-aktau,length_km,map,cited,\n")),
    ("a corridor with a parent and gates of both kinds", lambda t: t.set("corridor", "east-west",
     parent="trans-caspian",
     gates="olya|altynkol-aktau&altynkol")),
    ("a rule for a group of countries", lambda t: t.set("restriction", "ru-dual-use", origin="EAEU|CN",
     destination="EU")),
    ("a rule on origins that names no place", lambda t: t.set("restriction", "ru-dual-use", applies_to="origin",
     countries="",
     origin="CN")),
    ("delays of links", lambda t: t.set("season", "olya-ice", kind="delay", delay_h="12")),
    ("weekdays instead of an interval", lambda t: t.set("service", "caspian-ferry", interval_h="", weekdays="mon|thu")),
    ("a queue instead of an interval", lambda t: t.set("service", "caspian-ferry", interval_h="", wait_h="30",
     wait_p90_h="60")),
    ("hires that never meet, and a tie that a more specific one settles", boxes(
     {"box_id": "any"}, {"box_id": "from", "from_region": "CN"}, {"box_id": "to", "to_region": "AZ"},
     {"box_id": "pair", "from_region": "CN", "to_region": "AZ", "free_days": "60", "per_day_usd": "5"})),
    ("equally specific hires of places the network does not have", boxes(
     {"box_id": "from", "from_region": "SG"}, {"box_id": "to", "to_region": "DE"})),
    ("terms of prices that are there, and a fee for a terminal in one", lambda t: t
     .set("rate", "rail", terms="soc", includes="border|transfer|terminal")
     .set("service", "caspian-ferry", cost_usd="400", cost_per="feu", terms="coc")),
    ("published figures of two trips, one to fit and one to check",
     lambda t: published(published_id="y", use="check", regime="winter")(published()(t))),
    ("published figures of one trip in one use",
     lambda t: published(published_id="y", modes="ferry|rail")(published(modes="rail|ferry")(t))),
    ("a published figure that is context, beside one to fit",
     lambda t: published(published_id="y", use="context", reason="a record")(published()(t))),
    ("a published price, in what its equipment pays", published(days_low="", days_high="", cost_low_usd="9",
     cost_high_usd="9", cost_per="feu", terms="soc", on_date="2026-01-15", service_class="express", modes="rail|ferry")),
    ("a price the equipment has a row of its own for", for_equipment(MILE, OWN_MILE)),
    ("a whole hundredth", lambda t: t.set("node", "alat", y_coord="40.00")),
    ("an inland waterway in one country", lambda t: t.add("link", like="aksarayskaya-olya", link_id="w", **WATERWAY)
     .add("service", like="olya-alat-line", service_id="w", links="w", direction="both")
     .add("rate", **WATERWAY_RATE, emission_kg_tkm="0.1", **NOTE)),
]
# fmt: on


@pytest.mark.parametrize("change", [change for _, change in PASSING], ids=[name for name, _ in PASSING])
def test_it_is_fine(tables, change):
    change(tables)
    assert tables.problems() == []


def test_the_toy_passes_without_a_warning():
    assert parse_network(TOY)[1] == []


def test_a_crossing_without_rows_names_both_directions(tables):
    tables.delete("border", "ganyushkino-aksarayskaya:both")
    assert [problem.what.rpartition(" ")[2] for problem in tables.problems()] == ["forward", "back"]


def test_a_third_place_with_the_name_of_twins_is_not_excused(tables):
    tables.set("node", "alat", aliases="Khorgos")
    assert [problem.code for problem in tables.problems()] == ["W801"]


def test_all_problems_of_all_checks_come_together(tables):
    tables.set("link", "altynkol-aktau", length_km="100", corridors="tc").set("node", "alat", y_coord="40")
    tables.set("border", "altynkol-khorgos-cn:forward", dwell_p90_h="1", fee_per="kg").delete("rate", "road")
    assert [problem.code for problem in tables.problems()] == ["E711", "E714", "E719", "E724", "W806"]


def test_a_network_made_in_memory_names_the_row(toy):
    short = Link.model_validate(toy.links["altynkol-aktau"].model_dump() | {"length_km": 1.0, "corridors": ("tc",)})
    tables = {
        name: Rows(type(next(iter(rows.values()))), dict(rows))
        for name in ("config", "source", "node", "link")
        if (rows := toy.table(name))
    }
    changed = Network(tables).derived({"link": {"altynkol-aktau": short}}, {})
    problems = [problem for check in CHECKS for problem in check(changed, {})]
    (straight,) = [problem for problem in problems if problem.code == "E714"]
    assert straight.where == "link.csv altynkol-aktau"
    assert straight.excerpt == ""
    assert "lie 2,313.8 km apart" in straight.what


def test_every_check_says_what_it_refuses_and_has_examples():
    codes = {example.code for example in FAILING}
    for check in CHECKS:
        named = set((check.__doc__ or "").split(":")[0].split(", "))
        assert named, check.__name__
        assert named <= codes, check.__name__


def test_no_check_stumbles_over_rows_that_refer_to_nothing(tables):
    tables.set("link", "altynkol-aktau", from_node_id="x", to_node_id="y").delete(
        "link", "aktau-alat-ferry", "olya-alat-sea"
    )
    tables.delete("node", "xian", "olya").delete("cargo", "20ft", "40ft")
    tables.put("border", tables.text("border").replace("ganyushkino", "ganushkino"))
    assert {problem.code for problem in tables.problems()} == {"E711", "E720"}
