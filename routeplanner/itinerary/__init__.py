"""From a path of numbers to what the user gets: legs, totals, sources, overrides met."""
