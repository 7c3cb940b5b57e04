"""Systems of linear equations, by elimination."""

from collections.abc import Iterator
from typing import Any

from sympy import Add, Eq, denom, expand, latex, lcm, linear_eq_to_matrix, sympify


def system_steps(equations: list[Any], unknowns: list[Any]) -> Iterator[tuple[Any, ...]]:
    """Each step: what was done, the equation it leads to and its number, and what it was done with.

    ``equations`` are pairs of sides. No step for a system that is not linear.
    """
    equations = [(sympify(left), sympify(right)) for left, right in equations]
    try:
        matrix, constants = linear_eq_to_matrix([left - right for left, right in equations], unknowns)
    except ValueError:
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
