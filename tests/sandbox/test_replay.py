"""Which earlier cells are run again."""

from __future__ import annotations

import pytest

from tutor_cli.sandbox.replay import Cell, needed

EARLIER = [
    "from sympy import *\nx = symbols('x')",
    "f = x**2\nprint('unrelated')",
    "rows = []",
    "rows.append(1)",
    "g = f + 1",
    "from math import *",
    "def area(r):\n    return 3 * r**2",
    "f = f + 2",
]


@pytest.mark.parametrize(
    ("code", "cells", "names"),
    [
        ("1 + 1", [], []),
        ("rows", [2, 3], ["rows"]),
        ("area(2)", [6], ["area"]),
        ("rows = [1]\nrows", [], []),
        ("from sympy import *\nx = Symbol('x')\nprint(solve(x**2 - 1, x))", [], []),
        ("for f in range(3): print(f)", [], []),
        ("[f for f in range(3)]", [], []),
        ("def h(f): return f\nh(1)", [], []),
        ("1 +", [], []),
        ("sqrt(2)", [0, 5], []),
    ],
)
def test_only_what_the_code_needs(code: str, cells: list[int], names: list[str]) -> None:
    chosen, told = needed(code, [Cell(each) for each in EARLIER])
    assert [EARLIER.index(cell.code) for cell in chosen] == cells
    assert told == names


def test_a_value_comes_with_all_that_it_was_made_of() -> None:
    chosen, told = needed("g.diff(x)", [Cell(each) for each in EARLIER])
    codes = [cell.code for cell in chosen]
    assert told == ["g", "x"]
    assert [EARLIER[0], EARLIER[1], EARLIER[4]] == [
        code for code in codes if code in EARLIER[:2] + EARLIER[4:5]
    ]
    assert EARLIER[2] not in codes
