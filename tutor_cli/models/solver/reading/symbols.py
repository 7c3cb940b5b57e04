"""Names with a meaning of their own: constants, and Greek letters."""

from __future__ import annotations

from tutor_cli.models.solver.reading import english

CONSTANTS = {"pi": "pi", "infinity": "oo", "infty": "oo", "inf": "oo", "oo": "oo"}
GREEK = frozenset(
    english.words(
        "alpha|beta|gamma|delta|epsilon|theta|lambda|mu|rho|sigma|tau|phi|omega|xi|eta|kappa|nu|psi|zeta"
    )
)
