"""What is minimized: one file per criterion, listed in `CRITERIA`.

A criterion is a module with four functions, `move`, `border`, `transfer` and `wait`; each returns the parts of its
figure, in the criterion's unit for the whole load, with the table cells every part rests on.
"""

from types import ModuleType

from routeplanner.criteria import cost, emissions, time
from routeplanner.criteria.book import Book as Book
from routeplanner.criteria.book import Layer as Layer
from routeplanner.criteria.book import Part as Part
from routeplanner.criteria.book import Run as Run
from routeplanner.criteria.load import Load as Load
from routeplanner.criteria.load import resolve_load as resolve_load

CRITERIA: dict[str, ModuleType] = {"time": time, "cost": cost, "emissions": emissions}
"""Name to module, in the order of the weights of a compiled graph: hours, US dollars, kg CO2e."""
