"""The embedded default: a deterministic model that needs no key and no server."""

from tutor_cli.models.solver.solver import Solver

__all__ = ["Solver"]
