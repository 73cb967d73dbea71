"""An independent reading of the tables: what an itinerary's legs must add up to.

Shares no code with the compiler or the criteria: it walks the legs and prices each from the rows it names.
"""

from functools import cache
from itertools import pairwise
from math import ceil, fsum, isclose

from routeplanner.network.countries import groups

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
    hires = [leg for leg in legs if leg.detail.startswith("container hire")]
    found += _wrong_hire(network, itinerary, hires, load)
    legs = tuple(leg for leg in legs if leg not in hires)
    found += _outside(itinerary.scope, legs)
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
        found += _calls(network, leg, legs, position)
        found += _overloaded(leg, load)
    for name in ("time_h", "cost_usd", "emissions_kgco2e", "distance_km"):
        if not isclose(
            getattr(itinerary, name), fsum(getattr(leg, name) for leg in itinerary.legs), rel_tol=1e-12, abs_tol=1e-9
        ):
            found.append(f"{name} is not the sum of the legs")
    return found


def _calls(network, leg, legs, position):
    """A service is boarded and left where it calls; a border in between is ridden through."""
    calls = network.services[leg.service].calls if leg.service and leg.kind != "wait" else ()
    if not calls:
        return []
    rides = [(at, other) for at, other in enumerate(legs) if other.kind in {"move", "border"}]
    near = {at: other.service for at, other in rides if at in {position - 1, position + 1}}
    found = []
    if near.get(position - 1) != leg.service and leg.origin not in calls:
        found.append(f"{leg.service} is boarded at {leg.origin}, where it does not call")
    if near.get(position + 1) != leg.service and leg.destination not in calls:
        found.append(f"{leg.service} is left at {leg.destination}, where it does not call")
    return found


def _overloaded(leg, load):
    """No unit is heavier than the mode it rides takes."""
    row, unit_t = load.equipment, load.tonnes / load.units
    limits = [row.payload_t] + [limit for limit in (vars(row).get(f"payload_{leg.mode}_t"),) if limit]
    if leg.links and unit_t > min(limits) + 1e-6:
        return [f"{unit_t} t a unit ride {leg.mode}, which takes {min(limits)} t"]
    return []


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
    return not any(leg.links for leg in legs[:position]) or not any(leg.links for leg in legs[position + 1 :])


def _outside(scope, legs):
    """Return what is wrong with the legs before the first vehicle and after the last."""
    moving = [number for number, leg in enumerate(legs) if leg.links]
    before, after = legs[: moving[0]], legs[moving[-1] + 1 :]
    found = []
    if scope == "terminal" and (before or after):
        found.append("handling outside the scope")
    details = [leg.detail for leg in before] + [leg.detail for leg in after]
    if [details.count(mile) for mile in ("first mile", "last mile")] != [int(scope == "door")] * 2:
        found.append(f"miles of scope {scope}: {details}")
    if scope == "door" and (legs[0].detail, legs[-1].detail) != ("first mile", "last mile"):
        found.append("does not begin and end with a mile")
    return found


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
    direction = "forward" if forward else "back"
    return _best_rate(
        network, figure, (link.mode, country, leg.operation, link.tariff, load.equipment.cargo_id, direction)
    )


@cache
def _best_rate(network, figure, case):
    best, most = None, -1
    for rate in network.rates.values():
        keys = (rate.mode, rate.country, rate.service_class, rate.tariff, rate.equipment, rate.direction)
        filled = [(value, given) for value, given in zip(keys, case, strict=True) if value and value != "both"]
        fits = getattr(rate, figure) is not None and all(value == given for value, given in filled)
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
    moving = [number for number, other in enumerate(legs) if other.links]
    if not moving[0] < position < moving[-1]:
        return _at_gate(network, leg, load, legs[moving[0] if position < moving[0] else moving[-1]], legs, position)
    ahead = next(other for other in legs[position + 1 :] if other.links)
    behind = next(other for other in reversed(legs[:position]) if other.links)
    rows = [
        row
        for row in network.transfers.values()
        if (row.from_mode, row.from_gauge, row.to_mode, row.to_gauge)
        == (behind.mode, behind.gauge_mm, ahead.mode, ahead.gauge_mm)
        and row.service_class in {None, ahead.operation}
        and row.equipment in {"", load.equipment.cargo_id}
    ]
    own = [row for row in rows if row.node_id == leg.origin] or [row for row in rows if row.node_id == "*"]
    row = max(own, key=lambda row: (row.equipment != "", row.service_class is not None))
    sides = [_holds_handling(network, other, leg.origin, load) for other in (behind, ahead)]
    same = (behind.mode, behind.gauge_mm) == (ahead.mode, ahead.gauge_mm)
    held = all(sides) if same else any(sides)
    return row.time_h, 0.0 if held else _dollars(row.cost_usd, row.cost_per, load), 0.0


def _at_gate(network, leg, load, vehicle, legs, position):
    """Price the handling at the terminal where the trip starts or ends, beside the vehicle, or the mile outside it."""
    sides = [("terminal", None), (vehicle.mode, vehicle.gauge_mm)]
    if leg.detail in {"first mile", "last mile"}:
        sides = [("door", None), sides[0]]
    wanted = (*sides[0], *sides[1]) if position < legs.index(vehicle) else (*sides[1], *sides[0])
    rows = [
        row
        for row in network.transfers.values()
        if (row.from_mode, row.from_gauge, row.to_mode, row.to_gauge) == wanted
        and row.node_id in {"*", leg.origin}
        and row.service_class in {None, vehicle.operation}
        and row.equipment in {"", load.equipment.cargo_id}
    ]
    row = max(rows, key=lambda row: (row.node_id != "*", row.equipment != "", row.service_class is not None))
    held = sides[0][0] != "door" and _holds_handling(network, vehicle, leg.origin, load, "terminal")
    return row.time_h, 0.0 if held else _dollars(row.cost_usd, row.cost_per, load), 0.0


def _wrong_hire(network, itinerary, hires, load):
    """Return what is wrong with the hire of a container, and with what is said of it."""
    container = itinerary.container
    if container is None:
        return ["a hire of what is no container"] if hires or load.equipment.teu else []
    terms = list(_terms_met(network, itinerary, load))
    found = [
        f"{word} {said} ≠ {met}"
        for word, said in (("soc", container.soc), ("coc", container.coc))
        if said != (met := tuple(dict.fromkeys(mode for mode, name in terms if name == word)))
    ]
    ends = [network.nodes[node_id].country for node_id in (itinerary.nodes[0], itinerary.nodes[-1])]
    row = _hire_row(network, ends, load.equipment.cargo_id)
    if container.box != "coc" or not container.soc or row is None:
        return [*found, "a hire too many"] if hires or container.hire == "added" else found
    days = max(0, ceil(itinerary.time_h / 24 - row.free_days - 1e-9)) if row.per_day_usd is not None else 0
    expected = _dollars(row.one_way_usd + row.drop_off_usd + days * (row.per_day_usd or 0), row.cost_per, load)
    amounts = [leg.cost_usd for leg in hires]
    if len(amounts) != 1 or not isclose(amounts[0], expected) or not isclose(container.hire_usd, expected):
        found.append(f"hire {amounts} ≠ {expected}")
    return found


def _terms_met(network, itinerary, load):
    for leg in itinerary.legs:
        at = leg.origin
        for link_id in leg.links:
            link = network.links[link_id]
            forward = at == link.from_node_id
            at = link.to_node_id if forward else link.from_node_id
            service = network.services.get(leg.service) if leg.service else None
            if service is not None and service.cost_usd is not None:
                yield leg.mode, service.terms
            else:
                yield leg.mode, _rate(network, leg, link, forward, load, "cost_usd_km").terms


def _hire_row(network, ends, equipment):
    def holds(region, country):
        return not region or any(country == code or country in groups().get(code, ()) for code in region)

    rows = [
        row
        for row in network.boxes.values()
        if holds(row.from_region, ends[0]) and holds(row.to_region, ends[1]) and row.equipment in {"", equipment}
    ]
    return max(rows, key=lambda row: sum(map(bool, (row.from_region, row.to_region, row.equipment))), default=None)


def _holds_handling(network, leg, place, load, word="transfer"):
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
        held += [word in _freight(network, leg, link, sense, load)[1] for sense in senses]
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
