"""What exists: tables, names, checks; knows no algorithm."""
