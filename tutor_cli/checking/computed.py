"""Whether the numbers of a final answer are among what the code printed.

That shows where they come from, and nothing about whether the code was right.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from tutor_cli.checking import equality, reading, sympytext
from tutor_cli.checking.evaluate import Unknown, as_mp, context, evaluate
from tutor_cli.checking.plaintext import plain
from tutor_cli.checking.reading import Names
from tutor_cli.checking.rounding import decimal_places
from tutor_cli.checking.values import Answer, Equation, Items, Matrix, Scalar
from tutor_cli.domain import ToolCallRecord
from tutor_cli.models.solver.reading import tree as t

CODE_TOOLS = frozenset({"run_python"})
MAX_OUTPUT = 20_000
MAX_VALUES = 400
FLOAT_DIGITS = 12
"""Digits to which a printed float stands for an exact value."""

_NUMBER = re.compile(r"(?<![\w.*/^(])[-+]?(?:\d[\d,]*\.?\d*|\.\d+)(?:e[-+]?\d+)?(?:/\d+)?(?![\w*/^(]|\.\d)")


def is_computed(final: str, calls: Iterable[ToolCallRecord]) -> bool:
    """Whether every value of the final answer was printed by code that ran without an error."""
    wanted = _values_of(final)
    if not wanted:
        return False
    printed = list(_printed(calls))
    return bool(printed) and all(any(_stands_for(value, other) for other in printed) for value in wanted)


def _values_of(final: str) -> list[reading.Part]:
    """The values that a final answer states; none if a part of it cannot be read."""
    text = plain(final)
    names = Names()
    several = reading.items(text, names, "%") or reading.items(reading.claim(text), names, "%")
    if several is not None and len(several.items) > 1:
        parts = [reading.Part(item, "") for item in several.items if isinstance(item, Scalar)]
        return parts if len(parts) == len(several.items) else []
    for candidate in (text, reading.claim(text)):
        chain = reading.chain(candidate, names, "%", numeric=True)
        if chain[-1].value is not None:
            return [chain[-1]]
    rows = reading.rows(text, names)
    return [reading.Part(Scalar(cell), "") for row in rows for cell in row] if rows else []


def _printed(calls: Iterable[ToolCallRecord]) -> Iterator[t.Node]:
    """What code printed, as expressions: whole lines, what follows a label, lone numbers."""
    found = 0
    for record in calls:
        output = record.output
        if record.call.name not in CODE_TOOLS or output is None or output.is_error:
            continue
        recited = _recited(record.call.arguments)
        for line in output.text[:MAX_OUTPUT].splitlines():
            if line.strip() in recited:
                continue
            for node in _nodes_in(line):
                yield node
                found += 1
                if found >= MAX_VALUES:
                    return


def _recited(arguments: str) -> frozenset[str]:
    """Lines that the code prints as they stand in it: nothing was computed for them."""
    try:
        given = json.loads(arguments, strict=False)
        module = ast.parse(str(given["code"]))
    except (ValueError, SyntaxError, KeyError, TypeError, RecursionError, MemoryError):
        return frozenset()
    lines: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            if all(isinstance(arg, ast.Constant) for arg in node.args):
                text = " ".join(str(arg.value) for arg in node.args if isinstance(arg, ast.Constant))
                lines.update(line.strip() for line in text.splitlines())
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            lines.add(str(node.value.value).strip())
    return frozenset(lines)


def _nodes_in(line: str) -> Iterator[t.Node]:
    line = line.strip()
    if not line:
        return
    for text in dict.fromkeys((line, re.split(r"[:=≈]\s*(?=[^:=≈]*$)", line)[-1].strip())):
        try:
            yield from _flat(sympytext.read(text))
            return
        except sympytext.Unreadable:
            continue
    for match in _NUMBER.finditer(line):
        try:
            yield sympytext.expression(match[0].replace(",", ""))
        except sympytext.Unreadable:
            continue


def _flat(value: Answer) -> Iterator[t.Node]:
    match value:
        case Scalar(node):
            yield node
        case Items(items):
            for item in items:
                yield from _flat(item)
        case Matrix(rows):
            for row in rows:
                yield from row
        case Equation(_, right):
            yield right


def _stands_for(part: reading.Part, printed: t.Node) -> bool:
    """Whether the value is the printed one, or that one rightly rounded."""
    value = part.value
    if value is None:
        return False
    if t.names_in(value.node) or t.names_in(printed):
        return equality.same(printed, value.node) is True
    try:
        mine, theirs = evaluate(value.node), evaluate(printed)
    except Unknown:
        return False
    candidates = [mine, mine * Fraction(1, 100)] if value.unit == "%" else [mine]
    return any(_same_number(each, theirs, value.node, printed, part.approximate) for each in candidates)


def _same_number(mine: object, theirs: object, node: t.Node, printed: t.Node, approximate: bool) -> bool:
    if equality.close(mine, theirs):
        return True
    mp = context()
    difference = abs(as_mp(mine) - as_mp(theirs))
    if not mp.isfinite(difference):
        return False
    shown, given = decimal_places(node), decimal_places(printed)
    if given is not None and given[0] >= FLOAT_DIGITS and shown is None:
        # 1/3 against 0.3333333333333333
        return bool(difference <= abs(as_mp(mine)) * mp.mpf(10) ** -FLOAT_DIGITS)
    if shown is None and approximate and isinstance(mine, Fraction) and mine.denominator == 1:
        shown = (len(str(mine)), 0)
    if shown is None or shown[0] < 2:
        return False
    if given is not None and shown[1] > given[1]:
        return False  # more digits than were computed
    return bool(difference <= as_mp(Fraction(1, 2) / Fraction(10) ** shown[1]) * (1 + mp.mpf(10) ** -9))


__all__: Sequence[str] = ["CODE_TOOLS", "is_computed"]
