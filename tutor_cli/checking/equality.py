"""Whether two trees mean the same, by their values.

Numbers are compared exactly where they are rational and to 25 digits where not. Expressions
are compared where their names take several values: two different expressions of school
mathematics that agree to 25 digits at every one of a dozen points do not occur by accident
(the Schwartz-Zippel lemma, for polynomials), and nothing has to be simplified.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from tutor_cli.checking.evaluate import Unknown, Value, as_mp, context, evaluate
from tutor_cli.models.solver.reading.tree import Binary, Node, names_in

RELATIVE = 25
"""Digits to which approximate values must agree."""
ENOUGH = 4
"""Points at which two expressions must have been comparable."""

# Positive first, for some expressions mean something only there; below and above one, so that
# both sides of a logarithm, an arc sine or an absolute value are seen.
_POSITIVE = ["13/8", "3/11", "29/12", "7/10", "23/5", "5/13", "19/17", "71/9"]
_SIGNED = ["-17/12", "-5/9", "37/15", "-8/3", "11/14", "-41/7", "-2/15", "31/10"]


def points(names: Sequence[str]) -> Iterator[tuple[bool, dict[str, Value]]]:
    """Places to compare at: whether all names are positive there, and their values."""
    for positive, values in ((True, _POSITIVE), (False, _SIGNED)):
        for start in range(len(values)):
            # A different step for every start, so that no two names keep the same ratio.
            step = 1 + start % (len(values) - 1)
            yield (
                positive,
                {
                    name: Fraction(values[(start + step * place) % len(values)]) + Fraction(place, 97 + start)
                    for place, name in enumerate(names)
                },
            )


def close(left: Value, right: Value) -> bool:
    """Whether two values are the same: exactly if both are rational, else to 25 digits."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left == right
    mp = context()
    left, right = mp.convert(as_mp(left)), mp.convert(as_mp(right))
    if not (mp.isfinite(left) and mp.isfinite(right)):
        return bool(left == right)
    size = max(abs(left), abs(right))
    return bool(abs(left - right) <= size * mp.mpf(10) ** -RELATIVE + mp.mpf(10) ** -40)


def is_real(value: Value) -> bool:
    if isinstance(value, Fraction):
        return True
    mp = context()
    return bool(abs(mp.im(value)) <= mp.mpf(10) ** -40 * (1 + abs(mp.re(value))))


def at(node: Node, place: Mapping[str, Value]) -> Value | None:
    """The value at a place, exact if it can be; ``None`` where there is none."""
    try:
        return evaluate(node, place)
    except Unknown:
        pass
    try:
        return evaluate(node, {name: as_mp(value) for name, value in place.items()})
    except Unknown:
        return None


def same(left: Node, right: Node) -> bool | None:
    """Whether two expressions are equal wherever both are real; ``None``: it cannot be told."""
    names = sorted({*names_in(left), *names_in(right)})
    if not names:
        return _same_numbers(left, right)
    agreed = 0
    for positive, place in points(names):
        mine, yours = at(left, place), at(right, place)
        if mine is None or yours is None:
            continue
        if is_real(mine) and is_real(yours):
            if not close(mine, yours):
                return False
            agreed += 1
        elif positive and not is_real(mine) and not is_real(yours):
            # Complex for positive names: then it is meant to be, or both are outside their domain.
            # Where one alone is, they only mean different roots: the real cube root, or the principal one.
            if not close(mine, yours):
                return False
            agreed += 1
    return True if agreed >= ENOUGH else None


def _same_numbers(left: Node, right: Node) -> bool | None:
    try:
        return close(evaluate(left), evaluate(right))
    except Unknown:
        return None


def same_up_to_constant(expected: Node, answer: Node) -> bool | None:
    """Whether two antiderivatives differ by a constant, as in ``… + C``.

    The constant may differ from one side of a pole to the other. A name in the answer that
    the expected one lacks must be an added constant, and not a factor.
    """
    names = names_in(expected)
    extra = [name for name in names_in(answer) if name not in names and not is_constant_name(name)]
    if extra:
        return False
    constants = [name for name in names_in(answer) if name not in names]
    if len(constants) > 1:
        return False
    if not names:
        return None
    agreed = 0
    for _, place in points(names):
        beside = {name: value + Fraction(1, 64) for name, value in place.items()}
        differences = []
        for where in (place, beside):
            for constant in (0, 1) if constants else (0,):
                found = at(answer, where | dict.fromkeys(constants, Fraction(constant)))
                wanted = at(expected, where)
                if found is None or wanted is None:
                    break
                differences.append(as_mp(found) - as_mp(wanted))
        if len(differences) != 2 * (1 + len(constants)):
            continue
        mp = context()
        if constants:
            here, here_with, there, there_with = differences
            added = here_with - here
            if close(added, mp.mpf(0)) or not close(added, there_with - there):
                return False
        else:
            here, there = differences
        if not abs(here - there) <= mp.mpf(10) ** -20 * (1 + abs(here)):
            return False
        agreed += 1
    return True if agreed >= ENOUGH else None


def is_constant_name(name: str) -> bool:
    """Whether a name is one that people give an arbitrary constant."""
    head, tail = name[:1], name[1:].strip("_{}")
    return (head in "CcKkABDαβ" and (not tail or tail.isdigit())) or name in (
        "const",
        "constant",
        "constante",
    )


def same_family(expected: Node, answer: Node) -> bool | None:
    """Whether two general solutions, each with its own arbitrary constants, are one family.

    Decided where both are linear in their constants; otherwise only a renaming is recognised.
    """
    wanted = [name for name in names_in(expected) if is_constant_name(name)]
    variables = [name for name in names_in(expected) if name not in wanted]
    found = [name for name in names_in(answer) if name not in variables]
    if not all(is_constant_name(name) for name in found) or len(found) != len(wanted):
        return False
    if not wanted:
        return same(expected, answer)
    mine, yours = _linear(expected, wanted, variables), _linear(answer, found, variables)
    if mine is not None and yours is not None:
        return _same_span(mine, yours)
    if len(wanted) > 3:
        return None
    for order in itertools.permutations(found):
        renamed = _rename(answer, dict(zip(order, wanted, strict=True)))
        if same(expected, renamed):
            return True
    return None


def _rename(node: Node, names: Mapping[str, str]) -> Node:
    from tutor_cli.models.solver.reading.tree import Name, substitute

    return substitute(node, {old: Name(new) for old, new in names.items()})


def _linear(node: Node, constants: Sequence[str], variables: Sequence[str]) -> list[list[Value]] | None:
    """For each of several places: the value without constants, then each constant's factor.

    ``None`` when the expression is not linear in them.
    """
    rows: list[list[Value]] = []
    for positive, place in points(variables):
        if not positive:
            break

        def value(chosen: Sequence[int], place: Mapping[str, Value] = place) -> Value | None:
            numbers = dict(zip(constants, map(Fraction, chosen), strict=True))
            found = at(node, {**place, **numbers})
            return None if found is None else as_mp(found)

        zero = value([0] * len(constants))
        units = [value([int(i == j) for j in range(len(constants))]) for i in range(len(constants))]
        mixed = value([2 + i for i in range(len(constants))])
        if zero is None or mixed is None or any(unit is None for unit in units):
            continue
        factors = [unit - zero for unit in units]
        if not close(mixed, zero + sum((2 + i) * factor for i, factor in enumerate(factors))):
            return None
        rows.append([zero, *factors])
    return rows if len(rows) >= len(constants) + 3 else None


def _same_span(mine: list[list[Value]], yours: list[list[Value]]) -> bool | None:
    """Whether ``zero + span(factors)`` is the same set of functions for both."""
    mp = context()
    if len(mine) != len(yours):
        return None
    size = len(mine[0]) - 1
    for rows in (mine, yours):
        square = mp.matrix([row[1:] for row in rows[:size]])
        if abs(mp.det(square)) < mp.mpf(10) ** -20:
            return False if rows is yours else None
    square = mp.matrix([row[1:] for row in mine[:size]])
    columns = [[row[i] for row in yours] for i in range(1, size + 1)]
    columns.append([b[0] - a[0] for a, b in zip(mine, yours, strict=True)])
    for column in columns:
        weights = mp.lu_solve(square, mp.matrix(column[:size]))
        for row, value in zip(mine[size:], column[size:], strict=True):
            fitted = sum(weight * part for weight, part in zip(weights, row[1:], strict=True))
            if not abs(fitted - value) <= mp.mpf(10) ** -20 * (1 + abs(value)):
                return False
    return True


def same_equation(expected: tuple[Node, Node], answer: tuple[Node, Node]) -> bool | None:
    """Whether two equations have the same solutions.

    Decided when one side less the other is the same up to a factor that is a number, or when
    both can be solved for a name in which they are linear.
    """
    mine = Binary("-", expected[0], expected[1])
    yours = Binary("-", answer[0], answer[1])
    names = sorted({*names_in(mine), *names_in(yours)})
    ratios = []
    for _, place in points(names):
        left, right = at(mine, place), at(yours, place)
        if left is None or right is None or not (is_real(left) and is_real(right)):
            continue
        if close(left, Fraction(0)) or close(right, Fraction(0)):
            if not (close(left, Fraction(0)) and close(right, Fraction(0))):
                return False
            continue
        ratios.append(as_mp(left) / as_mp(right))
    if len(ratios) >= ENOUGH and all(close(ratio, ratios[0]) for ratio in ratios):
        return True
    if set(names_in(mine)) != set(names_in(yours)):
        return False
    for name in names:
        found = _same_solved(mine, yours, name, [other for other in names if other != name])
        if found is not None:
            return found
    return None


def _same_solved(mine: Node, yours: Node, name: str, others: Sequence[str]) -> bool | None:
    """Whether two linear equations in ``name`` have the same solution; ``None``: not linear."""
    agreed = 0
    for positive, place in points(others) if others else [(True, {})]:
        solutions = []
        for node in (mine, yours):
            values = [at(node, {**place, name: Fraction(k)}) for k in (0, 1, 3)]
            if any(value is None for value in values):
                break
            zero, one, three = (as_mp(value) for value in values)
            slope = one - zero
            if not close(three, zero + 3 * slope) or close(slope, Fraction(0)):
                return None
            solutions.append(-zero / slope)
        if len(solutions) == 2:
            if (positive or all(map(is_real, solutions))) and not close(*solutions):
                return False
            agreed += 1
    return True if agreed >= (ENOUGH if others else 1) else None
