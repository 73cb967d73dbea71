"""The whole flow: network, scenarios, compiler, search, itinerary."""

from routeplanner.planner.plan import plan as plan
from routeplanner.planner.result import Blocker as Blocker
from routeplanner.planner.result import NoRoute as NoRoute
from routeplanner.planner.result import Plan as Plan
