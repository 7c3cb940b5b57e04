"""Systems of equations: linear ones by elimination, others and where it is wished by substitution."""

from collections.abc import Iterator
from typing import Any

from sympy import (
    Add,
    Eq,
    Poly,
    PolynomialError,
    denom,
    expand,
    latex,
    lcm,
    linear_eq_to_matrix,
    solve,
    sympify,
)


def system_steps(equations: list[Any], unknowns: list[Any], method: str = "") -> Iterator[tuple[Any, ...]]:
    """Each step: what was done, the equation it leads to and its number, and what it was done with.

    ``equations`` are pairs of sides. With the ``method`` ``substitution``, two equations are not solved by
    elimination; no step for others that are not linear.
    """
    equations = [(sympify(left), sympify(right)) for left, right in equations]
    if method == "substitution" and len(equations) == len(unknowns) == 2:
        yield from by_substitution(equations, unknowns)
        return
    try:
        matrix, constants = linear_eq_to_matrix([left - right for left, right in equations], unknowns)
    except ValueError:
        if len(equations) == len(unknowns) == 2:
            yield from by_substitution(equations, unknowns)
        return
    rows = []  # of each equation: its number, its coefficients, its constant
    for number, (left, right) in enumerate(equations, start=1):
        row = [*matrix.row(number - 1), constants[number - 1]]
        scale = lcm([1, *map(denom, row)])
        rows.append([number, *(scale * entry for entry in row)])
        rule = "equation" if (left, right) == (shown(rows[-1], unknowns).args) else "equation in order"
        yield rule, shown(rows[-1], unknowns), str(number)
    last = len(rows)
    for place, unknown in enumerate(unknowns, start=1):
        below = [row for row in rows[place - 1 :] if row[place] != 0]
        if not below:
            return
        pivot = min(below, key=lambda row: abs(row[place]) if row[place].is_number else 1)
        rows.remove(pivot)
        rows.insert(place - 1, pivot)
        for at in range(place, len(rows)):
            row = rows[at]
            if row[place] == 0:
                continue
            common = lcm(row[place], pivot[place])
            times, minus = common / row[place], common / pivot[place]
            if times.is_negative:
                times, minus = -times, -minus
            last += 1
            rows[at] = [
                last,
                *(expand(times * a - minus * b) for a, b in zip(row[1:], pivot[1:], strict=True)),
            ]
            combined = f"{multiple(times, row[0])} - {multiple(minus, pivot[0])}".replace("- -", "+ ")
            yield "eliminate", shown(rows[at], unknowns), str(last), combined, unknown
            if not any(rows[at][1:-1]):
                yield ("always true" if rows[at][-1] == 0 else "never true"), shown(rows[at], unknowns)
                return
    known: dict[Any, Any] = {}
    for place in range(len(unknowns), 0, -1):
        number, *coefficients, constant = rows[place - 1]
        a, unknown = coefficients[place - 1], unknowns[place - 1]
        rest = sum(c * known[name] for c, name in zip(coefficients[place:], unknowns[place:], strict=True))
        if rest != 0:
            yield "put in", Eq(Add(a * unknown, rest, evaluate=False), constant, evaluate=False), str(number)
        known[unknown] = (constant - rest) / a
        yield "solve for", Eq(unknown, known[unknown], evaluate=False), str(number)


def multiple(times: Any, number: int) -> str:
    """A multiple of the equation of that number."""
    if times in (1, -1):
        return f"{'-' if times == -1 else ''}({number})"
    return rf"{latex(times)} \cdot ({number})"


def shown(row: list[Any], unknowns: list[Any]) -> Any:
    """The equation of a row."""
    left = sum(a * name for a, name in zip(row[1:-1], unknowns, strict=True))
    return Eq(left, row[-1], evaluate=False)


def by_substitution(equations: list[Any], unknowns: list[Any]) -> Iterator[tuple[Any, ...]]:
    """One unknown from one equation, put into the other; then each of its values put back."""
    found = expressed(equations, unknowns)
    if found is None:
        return
    at, name, value = found
    (other,) = (unknown for unknown in unknowns if unknown != name)
    for number, (left, right) in enumerate(equations, start=1):
        yield "equation", Eq(left, right, evaluate=False), str(number)
    given = Eq(name, value, evaluate=False)
    if equations[at] != (name, value):
        yield "express", given, str(at + 1), name
    left, right = (side.subs(name, value) for side in equations[1 - at])
    yield "substitute", Eq(left, right, evaluate=False), str(2 - at), given
    difference = expand(left - right)
    if not difference.has(other):
        yield ("always true" if difference == 0 else "never true"), Eq(difference, 0, evaluate=False)
        return
    if (left, right) != (difference, 0):
        yield "multiply out and collect", Eq(difference, 0, evaluate=False)
    for solution in solve(difference, other):
        if isinstance(solution, dict):
            return  # not by itself, only by a part of it
        yield "solution", Eq(other, solution, evaluate=False)
        back = expand(value.subs(other, solution))
        yield "put back", Eq(name, back, evaluate=False), Eq(other, solution, evaluate=False)


def expressed(equations: list[Any], unknowns: list[Any]) -> tuple[int, Any, Any] | None:
    """An equation's place, an unknown that is linear in it, and what it is: plainest first."""
    choices = []
    for at, (left, right) in enumerate(equations):
        for name in unknowns:
            try:
                polynomial = Poly(left - right, name)
            except PolynomialError:
                continue
            if polynomial.degree() != 1 or polynomial.LC().has(*unknowns):
                continue
            value = expand(-polynomial.nth(0) / polynomial.LC())
            choices.append((0 if left == name and right == value else 1 + len(str(value)), at, name, value))
    if not choices:
        return None
    _, at, name, value = min(choices, key=lambda choice: choice[:2])
    return at, name, value
