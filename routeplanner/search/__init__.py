"""Algorithms on flat arrays: no names, no geography, standard library only."""

from routeplanner.search.blockers import components as components
from routeplanner.search.blockers import reachable as reachable
from routeplanner.search.blockers import smallest_reopening as smallest_reopening
from routeplanner.search.graph import INFINITY as INFINITY
from routeplanner.search.graph import Graph as Graph
from routeplanner.search.graph import build_graph as build_graph
from routeplanner.search.shortest import TIE as TIE
from routeplanner.search.shortest import Gates as Gates
from routeplanner.search.shortest import Path as Path
from routeplanner.search.shortest import distances as distances
from routeplanner.search.shortest import reverse_potentials as reverse_potentials
from routeplanner.search.shortest import shortest as shortest
from routeplanner.search.simple import shortest_simple as shortest_simple
