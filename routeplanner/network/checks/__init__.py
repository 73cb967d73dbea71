"""What must hold between the rows of a network: one small function per rule, all of them in `CHECKS`.

A check takes the network and the texts its tables were read from (to point at cells; empty for a network made in
memory) and returns problems: E7xx are errors, W8xx only suspicious. No check relies on another: each leaves rows with
unknown references to the check that reports them, so that all problems come together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from routeplanner.network.checks.boxes import check_hire_ties, check_hires, check_terms
from routeplanner.network.checks.crossings import (
    check_border_rows,
    check_crossings,
    check_link_countries,
    check_repeated_cases,
)
from routeplanner.network.checks.evidence import check_quality, check_source_urls, check_unused_sources
from routeplanner.network.checks.figures import check_bases, check_gauges, check_p90, check_shapes, check_speeds
from routeplanner.network.checks.geography import (
    check_decimals,
    check_detours,
    check_node_countries,
    check_straight_lines,
)
from routeplanner.network.checks.names import check_links_of_nodes, check_shared_names
from routeplanner.network.checks.published import check_ranges, check_trips, check_uses
from routeplanner.network.checks.rates import check_default_rates, check_payable, check_rate_ties, check_unused_tariffs
from routeplanner.network.checks.references import check_evidence_rows, check_loops, check_references
from routeplanner.network.checks.services import (
    check_calls,
    check_chains,
    check_classes,
    check_departures,
    check_double_figures,
    check_unserved_links,
)

if TYPE_CHECKING:
    from routeplanner.errors import Problem
    from routeplanner.network.network import Network
    from routeplanner.network.table import TableText

Check = Callable[["Network", Mapping[str, "TableText"]], list["Problem"]]

CHECKS: tuple[Check, ...] = (
    check_references,  # E711
    check_evidence_rows,  # E711
    check_loops,  # E712
    check_straight_lines,  # E714
    check_detours,  # E731, W813
    check_speeds,  # E715, W802
    check_node_countries,  # E716
    check_gauges,  # E717
    check_bases,  # E718
    check_p90,  # E719
    check_crossings,  # E720
    check_border_rows,  # E720
    check_link_countries,  # E721
    check_chains,  # E722
    check_rate_ties,  # E723
    check_hire_ties,  # E723
    check_default_rates,  # E724
    check_quality,  # E725
    check_payable,  # E726
    check_classes,  # E727
    check_shapes,  # E728
    check_hires,  # E728
    check_terms,  # E728
    check_repeated_cases,  # E729
    check_ranges,  # E732
    check_uses,  # E733
    check_trips,  # E734
    check_calls,  # E735
    check_shared_names,  # W801
    check_unserved_links,  # W803
    check_double_figures,  # W804
    check_links_of_nodes,  # W811
    check_decimals,  # W806
    check_unused_sources,  # W807
    check_source_urls,  # W808
    check_unused_tariffs,  # W809
    check_departures,  # W810
)
"""Every check, in the order its problems are listed."""
