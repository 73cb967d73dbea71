"""The only bridge from records to arrays."""

from routeplanner.compiler.compile import compile_network as compile_network
from routeplanner.compiler.compile import figure as figure
from routeplanner.compiler.compiled import Compiled as Compiled
