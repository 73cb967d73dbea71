"""What is done on the way: crossing a border, changing vehicle."""

from __future__ import annotations

from routeplanner.network.model.base import NonNegative, Row, Slug
from routeplanner.terms import Basis, Direction, Gauge, ServiceClass, Status, TransferMode


class Border(Row):
    """The stop at a crossing link, per direction and service class."""

    border_id: str
    """`<link_id>:<direction>[:<service_class>]`."""
    link_id: Slug
    """The crossing link."""
    direction: Direction
    """Sense of travel along the link."""
    service_class: ServiceClass | None
    """Blank: every class without a row of its own."""
    dwell_h: NonNegative
    """Mean whole stop on both sides, less reloading, hours."""
    dwell_p90_h: NonNegative
    """90th percentile of the stop, hours."""
    fee_usd: NonNegative
    """Fees of the crossing."""
    fee_per: Basis
    """What the fee is per."""
    capacity_per_day: NonNegative | None = None
    """Trains or trucks a day."""
    procedure: str = ""
    """What is done there: customs, veterinary, note-change …"""
    status: Status = "open"
    """Whether this direction and class may cross."""


class Transfer(Row):
    """Passing from one (mode, gauge) to another at a node."""

    transfer_id: str
    """`<node or any>:<from>-<to>[:<equipment>]`."""
    node_id: str
    """Node, or `*` for every node that has both sides and no row of its own."""
    from_mode: TransferMode
    """Mode arrived by; `terminal`: the terminal's gate at the origin; `door`: the shipper's door, the first mile."""
    from_gauge: Gauge | None
    """Gauge arrived on, mm; rail only."""
    to_mode: TransferMode
    """Mode left by; `terminal`: the terminal's gate at the destination; `door`: the consignee's, the last mile."""
    to_gauge: Gauge | None
    """Gauge left on, mm; rail only."""
    service_class: ServiceClass | None
    """Class left by; blank: any."""
    equipment: str = ""
    """`cargo.csv` equipment it is for; blank: any without a row of its own."""
    time_h: NonNegative
    """Mean handling hours, without waiting for the next departure."""
    time_p90_h: NonNegative
    """90th percentile of the handling hours."""
    cost_usd: NonNegative
    """Price of the handling."""
    cost_per: Basis
    """What the price is per."""
    capacity_per_day: NonNegative | None = None
    """Units a day."""
    status: Status = "open"
    """Whether the transfer can be made."""
