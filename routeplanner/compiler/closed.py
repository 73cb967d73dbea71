"""Which closed elements stand behind an edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from routeplanner.compiler.compiled import Edge
    from routeplanner.criteria import Book

TABLES = ("node", "link", "service", "border", "transfer")
"""Tables whose rows can be closed."""


class Shut:
    """The closed rows and seasons of a book's network on its date."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.rows = {
            name: {row_id for row_id, row in book.network.table(name).items() if row.status == "closed"}
            for name in TABLES
        }

    def behind(self, edge: Edge, tail: str, head: str) -> tuple[str, ...]:
        """Return the closed elements behind an edge that leads from one node to another, sorted."""
        found = self._on_the_way(edge)
        found += [f"node:{node_id}" for node_id in (tail, head) if node_id in self.rows["node"]]
        return tuple(sorted(set(found))) if found else ()

    def _on_the_way(self, edge: Edge) -> list[str]:
        run, layer, rows = edge.run, edge.layer, self.rows
        found: list[str] = []
        if layer is not None and layer.service in rows["service"]:
            found.append(f"service:{layer.service}")
        if run is None:
            changes: tuple[str, ...] = (edge.row, *edge.before, *edge.after)
        else:
            changes = (*edge.before, *edge.after)
            if run.link_id in rows["link"]:
                found.append(f"link:{run.link_id}")
            if edge.row in rows["border"]:
                found.append(f"border:{edge.row}")
            if self.book.day is not None:
                seasons = self.book.closing_seasons(run)
                found += [f"season:{season}" for season in seasons if self.book.is_in_season(season)]
        if rows["transfer"]:
            found += [f"transfer:{row}" for row in changes if row in rows["transfer"]]
        return found
