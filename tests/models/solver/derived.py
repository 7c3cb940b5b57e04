"""What the steps of a derivation are compared with."""

from __future__ import annotations

from typing import Any

import sympy

from tutor_cli.models.solver.steps import telling

x, y, z = sympy.symbols("x y z")
Step = tuple[Any, ...]


def same(left: Any, right: Any) -> bool:
    """Equal, or at least at three points where both have a value."""
    difference = sympy.sympify(left) - sympy.sympify(right)
    if sympy.simplify(difference) == 0:
        return True
    values = [difference.subs(x, point).evalf() for point in (0.371, 1.13, 2.57)]
    return all(abs(value) < 1e-9 for value in values)


def told(step: Step) -> None:
    """Every rule has its words, and every slot of theirs something to say."""
    printed = (step[0], *(part if isinstance(part, str) else sympy.latex(part) for part in step[1:]))
    for language in (False, True):
        assert telling._sentence(printed, int(language)), step
