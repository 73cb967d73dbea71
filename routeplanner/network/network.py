"""The network: immutable tables, what changed them, and their hash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from routeplanner.network.keyed import Rows, content_hash
from routeplanner.network.model import TABLES
from routeplanner.network.provenance import Change, Key, Overlay, Provenance, in_order, worst
from routeplanner.terms import LAND_MODES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    import networkx as nx

    from routeplanner.network.model import (
        Border,
        Cargo,
        Config,
        Corridor,
        Evidence,
        Hire,
        Link,
        Node,
        Published,
        Rate,
        Restriction,
        Season,
        Service,
        Source,
        Transfer,
    )
    from routeplanner.record import Record


class Network:
    """What exists: places, links and the figures on them; never changed, only derived from.

    Attributes are its tables (docs/reference/tables.md) as mappings from id to record. `changes` says which override
    moved which figure; a network read from files has none.
    """

    def __init__(
        self,
        tables: Mapping[str, Rows[Any]],
        *,
        folder: str = "",
        changes: Mapping[Key, tuple[Change, ...]] | None = None,
        content_hash: str = "",
        names: Mapping[str, list[str]] | None = None,
        overlays: Sequence[Overlay] = (),
    ) -> None:
        self._tables = {name: tables.get(name) or Rows(TABLES[name]) for name in TABLES}
        self.folder = folder
        """Folder the network was read from, without its overlays; empty for a derived one."""
        self.overlays: tuple[Overlay, ...] = tuple(overlays)
        """Folders whose rows were laid over the network's, the last on top."""
        self.changes: Mapping[Key, tuple[Change, ...]] = dict(changes or {})
        """Overrides behind each changed figure."""
        self._hash = content_hash
        self._names = names

    def table(self, name: str) -> Rows[Any]:
        """Return a table by name."""
        return self._tables[name]

    @property
    def config(self) -> Config:
        """What the network is."""
        rows: Rows[Config] = self._tables["config"]
        return next(iter(rows.values()))

    @property
    def id(self) -> str:
        """Id of the network."""
        return self.config.dataset_name

    @property
    def version(self) -> str:
        """Version of the data."""
        return self.config.version_number

    @property
    def title(self) -> str:
        """Id and version, and the overlays: `eurasia 2026.1 + my-prices`."""
        return " + ".join([f"{self.id} {self.version}", *(overlay.name for overlay in self.overlays)])

    @property
    def reference_date(self) -> date:
        """Day whose ordinary operation the network describes."""
        return self.config.reference_date

    @property
    def sources(self) -> Rows[Source]:
        """Publications."""
        return self._tables["source"]

    @property
    def nodes(self) -> Rows[Node]:
        """Places."""
        return self._tables["node"]

    @property
    def links(self) -> Rows[Link]:
        """Connections."""
        return self._tables["link"]

    @property
    def borders(self) -> Rows[Border]:
        """Stops at crossing links."""
        return self._tables["border"]

    @property
    def transfers(self) -> Rows[Transfer]:
        """Changes of mode or gauge."""
        return self._tables["transfer"]

    @property
    def services(self) -> Rows[Service]:
        """Scheduled lines."""
        return self._tables["service"]

    @property
    def rates(self) -> Rows[Rate]:
        """Speeds, prices, emission factors."""
        return self._tables["rate"]

    @property
    def restrictions(self) -> Rows[Restriction]:
        """Standing rules."""
        return self._tables["restriction"]

    @property
    def seasons(self) -> Rows[Season]:
        """Calendar effects."""
        return self._tables["season"]

    @property
    def corridors(self) -> Rows[Corridor]:
        """Named bundles."""
        return self._tables["corridor"]

    @property
    def cargo(self) -> Rows[Cargo]:
        """Equipment and goods classes."""
        return self._tables["cargo"]

    @property
    def published(self) -> Rows[Published]:
        """What others published for whole trips."""
        return self._tables["published"]

    @property
    def boxes(self) -> Rows[Hire]:
        """Hire of containers between regions."""
        return self._tables["box"]

    @property
    def evidence(self) -> Rows[Evidence]:
        """Sources of single figures."""
        return self._tables["evidence"]

    @property
    def hash(self) -> str:
        """SHA-256 of every row's values: equal for equal content, whatever the files' order or format.

        With overlays their names and hashes count too: it never equals the hash of the network alone.
        """
        if not self._hash:
            laid = [[overlay.name, overlay.hash] for overlay in self.overlays]
            self._hash = content_hash(self._tables, {"overlays": laid} if laid else None)
        return self._hash

    @property
    def names(self) -> Mapping[str, list[str]]:
        """Ids of the nodes that answer to each name, by the name as `places.fold` writes it."""
        if self._names is None:
            from routeplanner.network.places import index_names  # noqa: PLC0415 - places build on networks

            self._names = index_names(self.nodes)
        return self._names

    def lineage(self, corridor_id: str) -> tuple[str, ...]:
        """Return a corridor and those it is a branch of, nearest first, itself included."""
        found = [corridor_id]
        while found[-1] in self.corridors:
            parent = self.corridors[found[-1]].parent
            if not parent or parent in found:
                break
            found.append(parent)
        return tuple(found)

    def is_crossing(self, link: Link) -> bool:
        """Tell whether a link joins two countries on land."""
        if link.mode not in LAND_MODES:
            return False
        return self.nodes[link.from_node_id].country != self.nodes[link.to_node_id].country

    def provenance(self, key: Key) -> Provenance:
        """Return where a figure came from: overrides first, then `evidence.csv`, then the row.

        Overrides that only multiply a figure leave it resting on where it came from before.
        """
        changes = self.changes.get(key, ())
        sources = {source for change in changes for source in change.sources}
        qualities = [change.quality for change in changes]
        overrides = tuple(change.override for change in changes)
        if not all(change.relative for change in changes):  # some override gives the figure anew
            return Provenance(in_order(sources), worst(qualities), overrides)
        single: Evidence | None = self.evidence.get(f"{key.table}:{key.row_id}:{key.field}")
        row = single or self._tables[key.table][key.row_id]
        if not changes:
            return Provenance(row.source_id, row.quality, ())
        return Provenance(in_order(sources.union(row.source_id)), worst([*qualities, row.quality]), overrides)

    def derived(
        self,
        rows: Mapping[str, Mapping[str, Record]],
        changes: Mapping[Key, Iterable[Change]],
    ) -> Network:
        """Return a new network with rows replaced or added, remembering which overrides did it."""
        if not rows and not changes:
            return self
        tables = dict(self._tables)
        for name, replacements in rows.items():
            tables[name] = tables[name].replaced(replacements)
        merged = dict(self.changes)
        for key, new in changes.items():
            merged[key] = merged.get(key, ()) + tuple(new)
        return Network(tables, changes=merged, overlays=self.overlays)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return places and links as a `MultiDiGraph` with every attribute.

        Nodes carry the columns of `node.csv`; edges are keyed by link id, run both ways for two-way links, and carry
        the columns of `link.csv` plus `direction` (forward or back) and the rows of `border` that apply.
        """
        from routeplanner.network.export import as_multidigraph  # noqa: PLC0415 - keeps networkx off the start

        return as_multidigraph(self)

    def __repr__(self) -> str:
        return (
            f"<Network {self.title}: {len(self.nodes)} nodes, {len(self.links)} links, {len(self.services)} services>"
        )
