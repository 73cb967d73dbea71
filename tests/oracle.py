"""Brute force over every chain of rides on a tiny network: what the best hours and dollars must be.

Reads the tables directly; shares no code with the compiler or the search.
"""

from math import inf


def best(network, origin, destination, equipment, criterion, most_rides=6, *, hire=0.0, gates=False, unit_t=0.0):
    """Return the least hours (criterion 0) or dollars (1) of any chain of at most `most_rides` rides.

    `hire` is added once to a chain with any ride at a price for a shipper's own container; with `gates`, handling at
    the terminals of both ends counts, its dollars unless the ride's price includes them, and no chain comes back to
    its origin. No ride takes units of `unit_t` tonnes above the limit of its mode.
    """
    limits = {"rail": equipment.payload_rail_t or inf, "road": equipment.payload_road_t or inf}
    rides = [ride for ride in _rides(network, equipment) if unit_t <= limits.get(ride["side"][0], inf)]
    least = [inf]

    def go(place, arrived, total, depth, hired):
        if total >= least[0]:
            return
        if place == destination and arrived is not None:
            least[0] = total
            return
        if depth == most_rides:
            return
        for ride in rides:
            if ride["tail"] != place or (gates and ride["head"] == origin):
                continue
            change = _change(network, place, arrived, ride, criterion, equipment.cargo_id)
            if change is None:
                continue
            ends = arrived is None or ride["head"] == destination
            amount = ride["stop"][criterion] if not ends else 0.0
            total_then = total + change + ride["value"][criterion] + amount
            if gates and arrived is None:
                total_then += _gate(network, origin, ("terminal", None), ride["side"], ride, criterion)
            if gates and ride["head"] == destination:
                total_then += _gate(network, destination, ride["side"], ("terminal", None), ride, criterion)
            hires = ride["soc"] and not hired
            go(ride["head"], ride, total_then + hire * hires, depth + 1, hired=hired or hires)

    go(origin, None, 0.0, 0, hired=False)
    return least[0]


def _rides(network, equipment):
    scheduled = {name for service in network.services.values() for name in service.links}
    for link in network.links.values():
        if link.mode not in equipment.modes or link.status == "closed":
            continue
        layers = []
        if link.mode in {"rail", "road"} or link.link_id not in scheduled:
            layers += [("", sense) for sense in ([True] if link.directed else [True, False])]
        for service in network.services.values():
            if service.links == (link.link_id,) and service.status == "open":
                senses = {"forward": [True], "back": [False], "both": [True, False]}[service.direction]
                layers += [(service.service_id, sense) for sense in senses]
        for service_id, sense in layers:
            tail, head = (link.from_node_id, link.to_node_id) if sense else (link.to_node_id, link.from_node_id)
            yield {
                "tail": tail,
                "head": head,
                "side": (link.mode, link.gauge_mm),
                "service": service_id,
                "value": (link.time_h, _dollars(network, link, service_id)),
                "includes": network.services[service_id].includes if service_id and link.cost_usd is None else (),
                "stop": _stop(network, link, sense),
                "soc": _is_soc(network, link, service_id),
            }


def _dollars(network, link, service_id):
    if link.cost_usd is not None:
        return link.cost_usd
    if service_id and network.services[service_id].cost_usd is not None:
        return network.services[service_id].cost_usd
    (rate,) = (rate for rate in network.rates.values() if rate.mode == link.mode)
    return rate.cost_usd_km * link.length_km


def _gate(network, place, arrived, leaving, ride, criterion):
    sides = (*arrived, *leaving)
    rows = [
        row
        for row in network.transfers.values()
        if (row.from_mode, row.from_gauge, row.to_mode, row.to_gauge) == sides and row.node_id in {"*", place}
    ]
    if not rows:
        return 0.0
    row = max(rows, key=lambda row: row.node_id != "*")
    return row.time_h if criterion == 0 else row.cost_usd * ("terminal" not in ride["includes"])


def _is_soc(network, link, service_id):
    service = network.services[service_id] if service_id else None
    if service is not None and service.cost_usd is not None:
        return service.terms == "soc"
    return any(rate.terms == "soc" for rate in network.rates.values() if rate.mode == link.mode)


def _stop(network, link, sense):
    for row in network.borders.values():
        if row.link_id == link.link_id and row.direction in {"both", "forward" if sense else "back"}:
            return row.dwell_h, row.fee_usd
    return 0.0, 0.0


def _change(network, place, arrived, ride, criterion, equipment):
    """Return what changing from the ride arrived by to the next takes; None when it cannot be done."""
    if arrived is None:
        return 0.0
    if ride["service"] == arrived["service"] and ride["side"] == arrived["side"]:
        return 0.0
    wait = 0.0
    if ride["service"]:
        service = network.services[ride["service"]]
        wait = (service.wait_h if service.wait_h is not None else (service.interval_h or 0.0) / 2) * (criterion == 0)
    rows = [
        row
        for row in network.transfers.values()
        if (row.from_mode, row.from_gauge) == arrived["side"] and (row.to_mode, row.to_gauge) == ride["side"]
    ]
    rows = [row for row in rows if row.equipment in {"", equipment}]
    rows = [row for row in rows if row.node_id == place] or [row for row in rows if row.node_id == "*"]
    rows.sort(key=lambda row: row.equipment == "")
    if rows:
        return wait + (rows[0].time_h, rows[0].cost_usd)[criterion]
    return wait if ride["side"] == arrived["side"] else None
