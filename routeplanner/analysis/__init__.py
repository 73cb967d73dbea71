"""Many plans, one result record."""
