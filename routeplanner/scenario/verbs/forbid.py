"""forbid: who may not pass what: sanctions, bans, permissions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

from routeplanner.network.cells import shown
from routeplanner.network.countries import countries, groups
from routeplanner.network.model import Restriction
from routeplanner.network.selection import Fault, Selection, SelectionError, near_hint, select
from routeplanner.scenario.senses import decided_senses
from routeplanner.scenario.verbs.base import Addition, Verb
from routeplanner.terms import CLASS_NAMES, AppliesTo, Direction, ServiceClass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from routeplanner.network.network import Network
    from routeplanner.scenario.document import Item
    from routeplanner.scenario.reader import Reader
    from routeplanner.scenario.verbs.base import Change

KEYS = ("as", "goods", "equipment", "service_class", "origin", "destination")
AS = get_args(AppliesTo)
Passage = tuple[ServiceClass | None, Direction | None]
TOLD = (
    "applies_to",
    "countries",
    "links",
    "nodes",
    "goods",
    "equipment",
    "service_class",
    "direction",
    "origin",
    "destination",
)


@dataclass(frozen=True, slots=True)
class Ban:
    """What stands under `forbid`."""

    applies_to: AppliesTo
    goods: tuple[str, ...]
    equipment: tuple[str, ...]
    service_class: ServiceClass | None
    origin: tuple[str, ...]
    destination: tuple[str, ...]


class Forbid(Verb):
    """Adds a restriction: nothing of the kind may cross, start or end there."""

    name = "forbid"
    summary = "Forbids loads to pass, start or end somewhere."
    example = "{id: ban, forbid: {goods: [dual-use], origin: EU, as: transit}, where: {countries: [RU]}, source: [x]}"
    collections = ("countries", "nodes", "links", "borders")
    senses = ("links", "borders")

    def read(self, item: Item, reader: Reader, collection: str) -> Ban | None:  # noqa: ARG002
        """Return whom the ban hits and when it counts."""
        body = reader.mapping(item, self.name)
        if body is None:
            return None
        before = len(reader.problems)
        reader.closed(item, self.name, KEYS)
        if "as" not in body:
            reader.error("E020", item, "forbid needs as", f"one of {', '.join(AS)}")
        lists = {key: reader.texts(body[key], key) if key in body else [] for key in KEYS}
        applies_to = reader.choice(body["as"], "as", AS) if "as" in body else ""
        service_class = ""
        if "service_class" in body:
            service_class = reader.choice(body["service_class"], "service_class", CLASS_NAMES)
        known = [*countries(), *groups()]
        for key in ("origin", "destination"):
            for code, spot in lists[key]:
                if code not in known:
                    hint = near_hint(code, groups()) if len(code) > 2 else "write two capitals, EU or EAEU"  # noqa: PLR2004
                    reader.error("E402", spot, f"{key}: there is no country {shown(code)}", hint)
        if len(reader.problems) > before:
            return None
        names = {key: tuple(sorted({text for text, _ in found})) for key, found in lists.items()}
        return Ban(
            cast("AppliesTo", applies_to),
            names["goods"],
            names["equipment"],
            cast("ServiceClass", service_class) if service_class else None,
            names["origin"],
            names["destination"],
        )

    def select(self, change: Change, network: Network) -> Selection:
        """Return countries where the selector names nothing but countries, else nodes, links or borders."""
        ((collection, wanted),) = change.selector.items()
        path: tuple[str, ...] = (collection,)
        if collection in {"links", "nodes"} and isinstance(wanted, Mapping) and list(wanted) == ["country"]:
            wanted, path = wanted["country"], (collection, "country")
        elif collection != "countries":
            return select(network, change.selector)
        codes = list(wanted) if isinstance(wanted, list) else [wanted]
        known = {node.country for node in network.nodes.values() if node.country}
        faults = []
        for index, code in enumerate(codes):
            if not isinstance(code, str) or code not in known:
                spot: tuple[str | int, ...] = (*path, index) if isinstance(wanted, list) else path
                what = f"no country {code!r} in network {network.id!r}"
                faults.append(Fault("E402", what, near_hint(str(code), known, most=12), spot))
        if not codes:
            faults.append(Fault("E401", "countries: names nothing", "such as countries: [RU, BY]", path))
        if faults:
            raise SelectionError(faults)
        return Selection("countries", "country", tuple(sorted(set(codes))))

    def build(self, change: Change, network: Network, selection: Selection) -> Iterator[Addition]:
        """Yield one restriction; of borders one for every service class and direction they are for."""
        ban: Ban = change.payload
        for key, kind in (("goods", "goods"), ("equipment", "equipment")):
            known = [row.cargo_id for row in network.cargo.values() if row.kind == kind]
            for index, name in enumerate(getattr(ban, key)):
                if name not in known:
                    what = f"no {key} {name!r} in network {network.id!r}"
                    change.error("E402", (self.name, key, index), what, near_hint(name, known, most=12))
        sense = None if change.sense == "both" else cast("Direction", change.sense)
        groups_of_ids: list[tuple[Passage, tuple[str, ...]]] = [((ban.service_class, sense), selection.ids)]
        if selection.collection == "borders":
            groups_of_ids = _by_passage(change, network, selection.ids)
        for number, ((service_class, direction), ids) in enumerate(groups_of_ids, start=1):
            row = Restriction(
                restriction_id=change.override if number == 1 else f"{change.override}:{number}",
                applies_to=ban.applies_to,
                countries=ids if selection.collection == "countries" else (),
                links=ids if selection.collection in {"links", "borders"} else (),
                nodes=ids if selection.collection == "nodes" else (),
                goods=ban.goods,
                equipment=ban.equipment,
                service_class=service_class,
                direction=direction,
                origin=ban.origin,
                destination=ban.destination,
                source_id=change.sources or ("estimate",),
                quality="cited" if change.quality == "cited" else "estimated",
                note=change.note,
            )
            about = tuple([("link", name) for name in row.links] + [("node", name) for name in row.nodes])
            yield Addition(change.override, "restriction", row.restriction_id, row, TOLD, about)


def _by_passage(change: Change, network: Network, ids: Iterable[str]) -> list[tuple[Passage, tuple[str, ...]]]:
    """Return the links of border rows by the service class and direction that the rows are for."""
    wanted = change.payload.service_class
    found: dict[Passage, set[str]] = {}
    for row_id in ids:
        row = network.borders[row_id]
        if wanted and row.service_class not in {None, wanted}:
            continue
        senses = decided_senses(network, row) if change.sense == "both" else (cast("Direction", change.sense),)
        direction = senses[0] if len(senses) == 1 else None
        found.setdefault((row.service_class or wanted, direction), set()).add(row.link_id)
    if not found:
        what = f"none of these borders is for {wanted}"
        change.error("E406", ("forbid", "service_class"), what, "leave service_class out, or select other borders")
    ordered = sorted(found.items(), key=lambda entry: tuple(part or "" for part in entry[0]))
    return [(passage, tuple(sorted(links))) for passage, links in ordered]


VERB = Forbid()
