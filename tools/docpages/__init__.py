"""The pages that are made from the program and its data, one file per kind."""
