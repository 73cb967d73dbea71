"""One file per verb; the table in `scenario.model` lists them."""
