"""What the id of a scenario looks like, which is the name of its file too; no record is loaded for it."""

from __future__ import annotations

import re

ID_PATTERN = r"^[a-z0-9][a-z0-9-]*$"
ID = re.compile(ID_PATTERN, re.ASCII)
LONGEST_ID = 80
"""Characters of the longest; it is a file name."""
