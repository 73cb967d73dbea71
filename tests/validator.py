"""An independent reading of the tables: what an itinerary's legs must add up to.

Shares no code with the compiler or the criteria: it walks the legs and prices each from the rows it names.
"""

from itertools import pairwise
from math import fsum, isclose

FREE_CLASSES = {"rail": {"regular", "wagonload"}, "road": {"solo", "team"}}


def problems_of(network, itinerary, load, *, origin, destination, day=None):
    """Return everything that is wrong with an itinerary; an empty list when it is sound."""
    found = []
    legs = itinerary.legs
    if not legs or legs[0].origin != origin or legs[-1].destination != destination:
        found.append("does not lead from origin to destination")
    for before, after in pairwise(legs):
        if before.destination != after.origin:
            found.append(f"gap between {before.destination} and {after.origin}")
    for position, leg in enumerate(legs):
        hours, dollars, kilograms = _price(network, leg, load, legs, position, day)
        for name, expected, reported in (
            ("time_h", hours, leg.time_h),
            ("cost_usd", dollars, leg.cost_usd),
            ("emissions_kgco2e", kilograms, leg.emissions_kgco2e),
        ):
            if not isclose(expected, reported, rel_tol=1e-9, abs_tol=1e-6):
                found.append(
                    f"leg {position} {leg.kind} {leg.origin}-{leg.destination}: {name} {reported} ≠ {expected}"
                )
        found += _continuity(network, leg)
    for name in ("time_h", "cost_usd", "emissions_kgco2e", "distance_km"):
        if not isclose(getattr(itinerary, name), fsum(getattr(leg, name) for leg in legs), rel_tol=1e-12, abs_tol=1e-9):
            found.append(f"{name} is not the sum of the legs")
    return found


def _continuity(network, leg):
    at = leg.origin
    for link_id in leg.links:
        link = network.links[link_id]
        if at == link.from_node_id:
            at = link.to_node_id
        elif at == link.to_node_id and not link.directed:
            at = link.from_node_id
        else:
            return [f"{link_id} does not leave {at}"]
        if link.mode != leg.mode or link.gauge_mm != leg.gauge_mm:
            return [f"{link_id} is not {leg.mode} {leg.gauge_mm}"]
        if link.status == "closed":
            return [f"{link_id} is closed"]
    return [] if at == leg.destination else [f"leg ends at {at}"]


def _price(network, leg, load, legs, position, day):
    if leg.kind in {"move", "border"}:
        hours, dollars, kilograms = [], [], []
        at = leg.origin
        for link_id in leg.links:
            link = network.links[link_id]
            forward = at == link.from_node_id
            at = link.to_node_id if forward else link.from_node_id
            price, includes = _freight(network, leg, link, forward, load)
            hours.append(_hours(network, leg, link, forward, load, day))
            if leg.kind == "move" or not _at_the_ends(legs, position):
                delays = (s for s in network.seasons.values() if s.kind == "delay" and link_id in s.links)
                hours.append(fsum(season.delay_h * _weight(season, day) for season in delays))
            dollars.append(price)
            kilograms.append(
                _rate(network, leg, link, forward, load, "emission_kg_tkm").emission_kg_tkm
                * load.tonnes
                * link.length_km
            )
            if leg.kind == "border" and not _at_the_ends(legs, position):
                stop = _stop(network, leg, link, forward)
                hours.append(stop.dwell_h)
                if "border" not in includes:
                    dollars.append(_dollars(stop.fee_usd, stop.fee_per, load))
        return fsum(hours), fsum(dollars), fsum(kilograms)
    if leg.kind == "wait":
        service = network.services[leg.service]
        wait = service.wait_h if service.wait_h is not None else (service.interval_h or 0.0) / 2
        delays = (s for s in network.seasons.values() if s.kind == "delay" and leg.service in s.services)
        return wait + fsum(season.delay_h * _weight(season, day) for season in delays), 0.0, 0.0
    return _handling(network, leg, load, legs, position)


def _at_the_ends(legs, position):
    return position == 0 or position == len(legs) - 1


def _stop(network, leg, link, forward):
    rows = [row for row in network.borders.values() if row.link_id == link.link_id]
    rows = [row for row in rows if row.direction in {"both", "forward" if forward else "back"}]
    own = [row for row in rows if row.service_class == leg.operation and leg.operation]
    own = own or [row for row in rows if row.service_class is None]
    exact = [row for row in own if row.direction != "both"]
    return (exact or own)[0]


def _freight(network, leg, link, forward, load):
    service = network.services.get(leg.service) if leg.service else None
    if link.cost_usd is not None:
        return _adjusted(_dollars(link.cost_usd, link.cost_per, load), link, load), ()
    if service is not None and service.cost_usd is not None:
        whole = fsum(network.links[name].length_km for name in service.links)
        share = _dollars(service.cost_usd, service.cost_per, load) * link.length_km / whole
        return _adjusted(share, link, load), service.includes
    rate = _rate(network, leg, link, forward, load, "cost_usd_km")
    return _adjusted(_dollars(rate.cost_usd_km * link.length_km, rate.cost_per, load), link, load), rate.includes


def _adjusted(amount, link, load):
    shift = _dollars(link.cost_shift_usd, link.cost_shift_per, load) if link.cost_shift_usd else 0.0
    return max(0.0, amount * link.cost_factor + shift)


def _hours(network, leg, link, forward, load, day):
    service = network.services.get(leg.service) if leg.service else None
    if link.time_h is not None:
        hours = link.time_h
    elif service is not None and service.time_h is not None:
        hours = service.time_h * link.length_km / fsum(network.links[name].length_km for name in service.links)
    else:
        hours = link.length_km / _rate(network, leg, link, forward, load, "speed_km_day").speed_km_day * 24
    for season in network.seasons.values():
        if season.kind == "slow" and (link.link_id in season.links or (leg.service and leg.service in season.services)):
            hours *= 1 + (season.factor - 1) * _weight(season, day)
    return max(0.0, hours * link.time_factor + link.time_shift_h)


def _rate(network, leg, link, forward, load, figure):
    country = link.country
    if country is None and link.mode not in {"sea", "ferry", "air"}:
        country = network.nodes[link.from_node_id if forward else link.to_node_id].country
    case = {
        "mode": link.mode,
        "country": country,
        "service_class": leg.operation,
        "tariff": link.tariff,
        "equipment": load.equipment.cargo_id,
        "direction": "forward" if forward else "back",
    }
    best, most = None, -1
    for rate in network.rates.values():
        keys = {name: getattr(rate, name) for name in case}
        filled = {name: value for name, value in keys.items() if value and value != "both"}
        fits = getattr(rate, figure) is not None and all(case[name] == value for name, value in filled.items())
        if fits and len(filled) > most:
            best, most = rate, len(filled)
    return best


def _dollars(amount, basis, load):
    if basis == "tonne":
        return amount * load.tonnes
    if basis == "kg":
        return amount * load.tonnes * 1000
    return amount * getattr(load.equipment, f"factor_{basis}") * load.units


def _handling(network, leg, load, legs, position):
    ahead = next(other for other in legs[position + 1 :] if other.links)
    behind = next(other for other in reversed(legs[:position]) if other.links)
    rows = [
        row
        for row in network.transfers.values()
        if (row.from_mode, row.from_gauge, row.to_mode, row.to_gauge)
        == (behind.mode, behind.gauge_mm, ahead.mode, ahead.gauge_mm)
        and row.service_class in {None, ahead.operation}
    ]
    own = [row for row in rows if row.node_id == leg.origin] or [row for row in rows if row.node_id == "*"]
    row = max(own, key=lambda row: row.service_class is not None)
    sides = [_holds_handling(network, other, leg.origin, load) for other in (behind, ahead)]
    same = (behind.mode, behind.gauge_mm) == (ahead.mode, ahead.gauge_mm)
    held = all(sides) if same else any(sides)
    return row.time_h, 0.0 if held else _dollars(row.cost_usd, row.cost_per, load), 0.0


def _holds_handling(network, leg, place, load):
    """Whether every link at the place that the leg's train or truck runs has a price with handling in it."""
    held = []
    for link in network.links.values():
        if place not in {link.from_node_id, link.to_node_id} or (link.mode, link.gauge_mm) != (leg.mode, leg.gauge_mm):
            continue
        if leg.service:
            if link.link_id not in network.services[leg.service].links:
                continue
            senses = _senses(network, network.services[leg.service], link)
        else:
            senses = [True] if link.directed else [True, False]
        held += ["transfer" in _freight(network, leg, link, sense, load)[1] for sense in senses]
    return bool(held) and all(held)


def _senses(network, service, link):
    chain = [network.links[name] for name in service.links]
    for start in (chain[0].from_node_id, chain[0].to_node_id):
        at, senses = start, {}
        for part in chain:
            if at not in {part.from_node_id, part.to_node_id}:
                break
            senses[part.link_id] = at == part.from_node_id
            at = part.to_node_id if senses[part.link_id] else part.from_node_id
        else:
            along = senses[link.link_id]
            return {"forward": [along], "back": [not along], "both": [along, not along]}[service.direction]
    raise AssertionError(service.service_id)


def _weight(season, day):
    lengths = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

    def number(text):
        month, date = map(int, text.split("-"))
        return sum(lengths[: month - 1]) + date

    first, last = number(season.start), number(season.end)
    days = set(range(first, last + 1)) if first <= last else set(range(first, 366)) | set(range(1, last + 1))
    if day is None:
        return len(days) / 365
    return float(number(f"{day.month}-{day.day}") in days)
