"""An itinerary on one line, for tests, logs and messages.

`xian ~ rail 3d 13h ~ khorgos-cn [border 39h] altynkol [gauge change 1h] ~ rail 4d ~ aktau [9d 22h $7,030]`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from routeplanner.report.words import dollars, duration

if TYPE_CHECKING:
    from routeplanner.itinerary.model import Itinerary, Leg
    from routeplanner.planner import Plan


def as_line(itinerary: Itinerary) -> str:
    """Return an itinerary on one line: places, legs with their hours, total days and dollars."""
    words = [itinerary.nodes[0], *(_leg(leg) for leg in itinerary.legs)]
    words.append(f"[{duration(itinerary.time_h)} {dollars(itinerary.cost_usd)}]")
    return " ".join(words)


def as_lines(plan: Plan) -> str:
    """Return every itinerary of a plan on a line of its own, or why there is none."""
    if plan.no_route is not None:
        return f"no route: {plan.no_route.reason}"
    return "\n".join(f"{' '.join(itinerary.labels)}: {as_line(itinerary)}" for itinerary in plan.itineraries)


def _leg(leg: Leg) -> str:
    hours = duration(leg.time_h)
    if leg.kind == "move":
        return f"~ {leg.mode} {hours} ~ {leg.destination}"
    if leg.kind == "border":
        return f"[border {hours}] {leg.destination}"
    if leg.kind == "wait":
        return f"[wait {hours}]"
    return f"[{leg.detail or 'transfer'} {hours}]"
