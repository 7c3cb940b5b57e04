"""Arithmetic, one operation at a time, in the order in which it is done."""

from collections.abc import Iterator
from typing import Any

import sympy
from sympy import N, ilcm, latex, sympify

NAMES = {
    "+": "add",
    "-": "subtract",
    "*": "multiply",
    "/": "divide",
    "^": "raise",
    "%": "percent",
    "!": "factorial",
}
RANK = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 2, "^": 3}
"""How tightly an operation binds; what is not here binds like a number."""


def arithmetic_steps(tree: Any, decimals: bool) -> Iterator[tuple[Any, ...]]:
    """Each step: what is done, the operation with its value, and what the expression has become.

    ``tree`` is a number or ``(operation, …)`` of trees, ``("()", tree)`` where parentheses were
    written. ``decimals``: numbers are shown as decimals.
    """
    while isinstance(tree, tuple):
        path = max(ready(tree))[-1]
        part = tree
        for index in path:
            part = part[index]
        value = result(part)
        if not value.is_finite:
            return
        rule, *between = told(part, value) if not decimals else (NAMES.get(part[0], "work out"),)
        tree = replaced(tree, path, value)
        after = shown(tree, decimals)
        exact = not decimals or all(has_decimal(sympify(each)) for each in (*part[1:], value))
        links = [shown(part, decimals), *filter(None, between), shown(value, decimals)]
        done = (" = " if exact else r" \approx ").join(dict.fromkeys(links))
        if len(links) > 1 and links[0] != links[-1]:
            yield rule, done, after if isinstance(tree, tuple) else ""


def ready(tree: Any, depth: int = 0, path: tuple[int, ...] = ()) -> Iterator[Any]:
    """The operations whose numbers are all known: what is inside and binds tightly comes first."""
    name, *parts = tree
    if name != "()" and not any(isinstance(part, tuple) for part in parts):
        yield depth, RANK.get(name, 4), [-index for index in path], path
    for index, part in enumerate(parts, start=1):
        if isinstance(part, tuple):
            inner = depth + (name not in ("+", "-", "*", "/", "neg"))
            yield from ready(part, inner, (*path, index))


def replaced(tree: Any, path: tuple[int, ...], value: Any) -> Any:
    """The tree with ``value`` at ``path``; parentheses around a number go."""
    if not path:
        return value
    index, *rest = path
    new = (*tree[:index], replaced(tree[index], tuple(rest), value), *tree[index + 1 :])
    return new[1] if new[0] == "()" and not isinstance(new[1], tuple) else new


def result(part: Any) -> Any:
    name, *values = part
    a, *others = map(sympify, values)
    b = others[0] if others else None
    match name:
        case "+":
            return a + b
        case "-":
            return a - b
        case "*":
            return a * b
        case "/":
            return a / b
        case "^":
            return a**b
        case "neg":
            return -a
        case "%":
            return a / 100
        case "!":
            return sympy.factorial(a)
        case "cbrt":
            return sympy.real_root(a, 3)
        case "root":
            return sympy.real_root(a, b)
    return getattr(sympy, name)(a, *others)


def told(part: Any, value: Any) -> list[str]:
    """The rule's name, and what stands between the operation and its value."""
    name, *values = part
    numbers = [sympify(each) for each in values]
    fractions = all(number.is_Rational for number in numbers) and any(number.q != 1 for number in numbers)
    if name in ("+", "-") and fractions:
        a, b = numbers
        common = ilcm(a.q, b.q)
        tops = [number.p * (common // number.q) for number in numbers]
        same = rf"\frac{{{tops[0]}}}{{{common}}} {name} \frac{{{tops[1]}}}{{{common}}}".replace(
            "+ \\frac{-", "- \\frac{"
        )
        total = tops[0] + tops[1] if name == "+" else tops[0] - tops[1]
        rule = "equal denominators" if a.q == b.q else "common denominator"
        return [rule, same if a.q != b.q else "", rf"\frac{{{total}}}{{{common}}}"]
    if name == "*" and fractions:
        a, b = numbers
        below = rf"{a.q} \cdot {b.q}" if a.q != 1 != b.q else str(a.q * b.q)
        over = rf"\frac{{{a.p} \cdot {bracketed(b.p)}}}{{{below}}}"
        return ["multiply fractions", over, rf"\frac{{{a.p * b.p}}}{{{a.q * b.q}}}"]
    if name == "/" and fractions:
        a, b = numbers
        return ["divide by a fraction", f"{latex(a)} \\cdot {bracketed(1 / b)}"]
    if name == "/" and all(number.is_Integer for number in numbers) and not value.is_Integer:
        return ["reduce", ""]
    if name == "%":
        return ["percent", rf"\frac{{{latex(numbers[0])}}}{{100}}"]
    return [NAMES.get(name, "work out"), ""]


def bracketed(number: Any) -> str:
    text = latex(number)
    return rf"\left({text}\right)" if text.startswith("-") else text


def has_decimal(value: Any) -> bool:
    """Whether its decimal ends, and soon."""
    if not value.is_Rational:
        return False
    rest = value.q
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return bool(rest == 1 and value.q < 10**9)


def number(value: Any, decimals: bool) -> str:
    value = sympify(value)
    if decimals and not value.is_Integer:
        if has_decimal(value):
            digits = len(str(abs(value.p))) + len(str(value.q)) + 10
            return str(N(value, digits)).rstrip("0").rstrip(".")
        return str(latex(N(value, 6)))
    return str(latex(value))


def shown(tree: Any, decimals: bool) -> str:
    """The tree in LaTeX, with the parentheses it needs."""
    if not isinstance(tree, tuple):
        return number(tree, decimals)
    name, *parts = tree

    def within(part: Any, least: int) -> str:
        text = shown(part, decimals)
        rank = RANK.get(part[0], 4) if isinstance(part, tuple) else 4
        if not isinstance(part, tuple):
            value = sympify(part)
            rank = 1 if text.startswith("-") or value.is_Add else 4
            if least > 3 and not value.is_Integer and not decimals:
                rank = 1  # the base of a power
        return text if rank >= least else rf"\left({text}\right)"

    match name:
        case "()":
            return rf"\left({shown(parts[0], decimals)}\right)"
        case "+" | "-":
            return f"{within(parts[0], 0)} {name} {within(parts[1], 2)}"
        case "*":
            return rf"{within(parts[0], 2)} \cdot {within(parts[1], 2)}"
        case "/":
            simple = all(isinstance(part, int) for part in parts)
            if simple or any(isinstance(part, tuple) for part in parts) or decimals:
                return rf"\frac{{{shown(bare(parts[0]), decimals)}}}{{{shown(bare(parts[1]), decimals)}}}"
            return rf"{within(parts[0], 2)} \div {within(parts[1], 3)}"
        case "^":
            return f"{within(parts[0], 4)}^{{{shown(bare(parts[1]), decimals)}}}"
        case "neg":
            return f"-{within(parts[0], 2)}"
        case "%":
            return rf"{within(parts[0], 4)}\%"
        case "!":
            return f"{within(parts[0], 4)}!"
        case "sqrt":
            return rf"\sqrt{{{shown(bare(parts[0]), decimals)}}}"
        case "cbrt":
            return rf"\sqrt[3]{{{shown(bare(parts[0]), decimals)}}}"
        case "root":
            return rf"\sqrt[{shown(bare(parts[1]), decimals)}]{{{shown(bare(parts[0]), decimals)}}}"
        case "Abs":
            return rf"\left|{shown(bare(parts[0]), decimals)}\right|"
        case "rad":
            return rf"{within(parts[0], 4)}^{{\circ}}"
        case "log" if len(parts) == 2:
            return rf"\log_{{{shown(parts[1], decimals)}}}\left({shown(bare(parts[0]), decimals)}\right)"
        case "log":
            return rf"\ln\left({shown(bare(parts[0]), decimals)}\right)"
    inside = ", ".join(shown(bare(part), decimals) for part in parts)
    if name in ("sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh"):
        return rf"\{name}\left({inside}\right)"
    return rf"\operatorname{{{name}}}\left({inside}\right)"


def bare(tree: Any) -> Any:
    while isinstance(tree, tuple) and tree[0] == "()":
        tree = tree[1]
    return tree
