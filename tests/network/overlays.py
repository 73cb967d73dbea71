"""Overlay folders written in a few lines."""

from pathlib import Path

from routeplanner.network.files import find_overlays, parse_network
from tests.network.tables import TOY

EXPRESS = (
    "rate_id,mode,country,service_class,tariff,equipment,direction,speed_km_day,cost_usd_km,cost_per,emission_kg_tkm\n"
    "rail-express,rail,,express,,,,960,0.9,feu,0.02\n"
)
"""A tenth off the express trains of toy."""
TERMINAL = {
    "node": "node_id,name,node_type,country,x_coord,y_coord\nown-terminal,Own terminal,terminal,KZ,51.30,43.66\n",
    "link": "link_id,from_node_id,to_node_id,directed,mode,gauge_mm,length_km,country\n"
    "aktau-own-terminal,aktau,own-terminal,false,rail,1520,12,KZ\n",
}
"""A terminal with a siding to Aktau."""


def lay(folder, name="my-prices", **tables):
    """Write an overlay of tables given as text or bytes; return its folder."""
    path = Path(folder) / name
    path.mkdir(parents=True, exist_ok=True)
    for table, content in tables.items():
        data = content if isinstance(content, bytes) else content.encode()
        (path / f"{table}.csv").write_bytes(data)
    return path


def parse(*overlays, base=TOY):
    return parse_network(base, overlays=find_overlays(base, overlays))


def problems(*overlays, base=TOY):
    return parse(*overlays, base=base)[1]
