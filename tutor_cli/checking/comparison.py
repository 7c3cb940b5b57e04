"""Compares a model's final answer with the expected one, by value.

The outcome is ``same`` only when it was shown; ``close`` when the answer is right as far as
it goes (too few digits, not the form asked for); ``different`` when it is not; and
``unreadable`` when that cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from tutor_cli.checking import equality, reading, texts
from tutor_cli.checking.contrasts import said
from tutor_cli.checking.evaluate import Unknown, as_mp, context, evaluate, real
from tutor_cli.checking.forms import has_form, size
from tutor_cli.checking.plaintext import plain
from tutor_cli.checking.reading import Names
from tutor_cli.checking.regions import region_of
from tutor_cli.checking.rounding import decimal_places, terminates
from tutor_cli.checking.units import MONEY
from tutor_cli.checking.values import (
    Answer,
    Equation,
    Items,
    Matrix,
    Region,
    Scalar,
    Span,
    Text,
    Truth,
    point,
    region,
)
from tutor_cli.models.solver.reading import tree as t

Outcome = Literal["same", "close", "different", "unreadable"]

ENOUGH_DIGITS = 4
"""A decimal stands for a value it cannot be exactly, if it is rounded rightly to so many digits."""

MAX_CHARACTERS = 4000
"""Of a final answer; longer ones are not read."""


@dataclass(frozen=True)
class Comparison:
    outcome: Outcome
    detail: str = ""


@dataclass(frozen=True)
class Expected:
    """What the answer should be, and how strictly."""

    value: Answer
    question: str = ""
    unit: str = ""
    tolerance: float | None = None
    """Absolute."""
    form: str | None = None
    accept: tuple[str, ...] = ()
    modulo: str | None = None
    """``constant``, or ``arbitrary constants`` of a general solution."""
    variables: tuple[str, ...] = ()
    exact: bool = False
    """Decimals must be the very value."""

    @property
    def names(self) -> Names:
        return Names(frozenset(_names_in(self.value)) | frozenset(self.variables))


SAME, UNREADABLE = Comparison("same"), Comparison("unreadable", "no answer could be read")


def compare(expected: Expected, final: str) -> Comparison:
    """Compare the final answer, as the model wrote it, with what is expected."""
    if not final.strip() or len(final) > MAX_CHARACTERS:
        return UNREADABLE
    text = plain(final)
    if not isinstance(expected.value, Text | Truth):
        text = said(text)
    found = _compare(expected, text)
    if found.outcome != "same" and expected.accept:
        for other in expected.accept:
            if texts.same(other, text, expected.question):
                return Comparison("same", "accepted")
    return found


def _compare(expected: Expected, text: str) -> Comparison:
    value = expected.value
    if isinstance(value, Text):
        return _words(texts.same(value.text, text, expected.question))
    if isinstance(value, Truth):
        said = texts.truth(text, expected.question)
        return UNREADABLE if said is None else _words(said == value.value)
    if isinstance(value, Scalar):
        return _scalar(expected, value, text)
    if isinstance(value, Items):
        return _items(expected, value, text)
    if isinstance(value, Region):
        return _region(expected, value, text)
    if isinstance(value, Matrix):
        return _matrix(expected, value, text)
    return _equation(expected, value, text)


def _words(same: bool | None) -> Comparison:
    if same is None:
        return UNREADABLE
    return SAME if same else Comparison("different")


# One number or expression


def _scalar(expected: Expected, wanted: Scalar, text: str) -> Comparison:
    numeric = not t.names_in(wanted.node)
    text = re.sub(r"(?is)^.*(?:\bi\.e\.|\bthat is,|\bes decir,?)\s+", "", text)
    if expected.form == "decimal" and re.search(r"\d\.\d*\(\d+\)", text):
        expected = replace(expected, form=None)  # 0.(3), whose digits repeat
    said = None
    for candidate in dict.fromkeys((text, reading.claim(text), _concluded(text))):
        if _is_list(candidate):
            continue
        parts = reading.chain(candidate, expected.names, expected.unit, numeric)
        if parts[-1].value is not None:
            said = _chain(expected, wanted, parts)
            break
    if said is None:
        if numeric and re.search(
            r"(?i)does not exist|doesn't exist|no existe|undefined|\bDNE\b|no (?:real )?solution", text
        ):
            return Comparison("different")
        several = reading.items(reading.claim(text), expected.names, expected.unit)
        return Comparison("different", "several values") if several and len(several.items) > 1 else UNREADABLE
    return said


def _is_list(text: str) -> bool:
    return "±" in text


def _chain(expected: Expected, wanted: Scalar, parts: Sequence[reading.Part]) -> Comparison:
    """The last link is the answer; before ``≈`` the link that it approximates counts as well."""
    last = parts[-1]
    if last.value is None:
        return UNREADABLE
    label = parts[0].text.strip() if len(parts) > 1 else ""
    if expected.variables and re.fullmatch(r"[A-Za-z]", label) and label not in expected.variables[:1]:
        return Comparison("different", f"a value of {label}")
    if _of_another(label, expected.question):
        return Comparison("different", f"a value of {label}")
    if _is_unsolved(parts, expected.question):
        return Comparison("unreadable", "an equation that is not solved yet")
    if len(parts) == 1 and _asks_again(last.value.node, last.text, expected.question):
        return Comparison("unreadable", "the question again")
    found = value_of(expected, wanted, last.value)
    before = parts[-2] if len(parts) > 1 and last.approximate else None
    if found.outcome == "same" or before is None or before.value is None:
        return found
    # "25π ≈ 78.5": the exact link is the answer, if it does not merely restate the question,
    # and if what is said to approximate it does.
    if found.outcome == "different" and not (found.detail == "form" or last.value.unit != before.value.unit):
        return found
    if found.outcome == "different":
        return found
    exact = value_of(expected, wanted, before.value)
    if exact.outcome == "same" and size(before.value.node) <= size(wanted.node) + 4:
        return exact
    return found


def _concluded(text: str) -> str:
    """What follows the last "so" or "hence", where that states something."""
    rest = re.split(_SO, text)[-1]
    return rest if re.search(r"\d|=", rest) else text


_SO = re.compile(
    r"(?i)(?:^|[,;.])\s*(?:and\s+)?"
    r"(?:so|hence|thus|therefore|por (?:lo )?tanto|luego|entonces|así que)\b[\s,:]*|⇒"
)


def _of_another(label: str, question: str) -> bool:
    """Whether ``y = 4`` answers what was asked of ``x``."""
    asked = set(re.findall(r"(?<![A-Za-z\\])[xyz](?![A-Za-z])", question))
    return label in ("x", "y", "z") and bool(asked) and label not in asked


def _asks_again(node: t.Node, text: str, question: str) -> bool:
    """Whether ``17 * 6`` is what was asked, and no answer to it."""
    node = t.bare(node)
    calculates = isinstance(node, t.Binary) and node.op != "/" and not t.names_in(node)
    if isinstance(node, t.Binary) and node.op == "*" and isinstance(t.bare(node.right), t.Constant):
        return False  # 3i, 2π
    return calculates and reading.tidy(text).replace(" ", "") in question.replace(" ", "")


def _is_unsolved(parts: Sequence[reading.Part], question: str) -> bool:
    """Whether ``2x = 4`` is an equation on the way, and no answer to the one that was asked."""
    first = parts[0].value
    if len(parts) != 2 or first is None or "=" not in question:
        return False
    node = t.bare(first.node)
    written = r"\s*".join(map(re.escape, reading.tidy(parts[0].text).replace(" ", "")))
    asked = re.search(rf"(?<![\w.+*/^)-]){written}(?!\s*[\w.+*/^(=-])", question)
    return isinstance(node, t.Binary) and len(t.names_in(node)) == 1 and not asked


def value_of(expected: Expected, wanted: Scalar, found: Scalar) -> Comparison:
    """Compare one value with another: unit, value, then form."""
    unit = expected.unit
    if found.unit and unit and found.unit != unit:
        return Comparison("different", f"{found.unit} instead of {unit}")
    node = found.node
    if found.unit in ("%", "deg") and found.unit != unit:
        node = t.Postfix("%" if found.unit == "%" else "°", node)
    outcome = _value(expected, wanted.node, node)
    if outcome.outcome == "same" and expected.form and not has_form(node, expected.form, wanted.node):
        return Comparison("close", f"not in the form asked for ({expected.form})")
    return outcome


def _value(expected: Expected, wanted: t.Node, found: t.Node) -> Comparison:
    names = set(t.names_in(wanted))
    if expected.modulo == "constant" and names:
        return _told(equality.same_up_to_constant(wanted, found))
    if names or t.names_in(found):
        if not names:
            return Comparison("different", "an expression, not a number")
        return _told(equality.same(wanted, found))
    try:
        mine, yours = evaluate(wanted), evaluate(found)
    except Unknown:
        return UNREADABLE
    if equality.close(mine, yours):
        return Comparison("close", "not worked out") if _is_sum_of_wholes(found) else SAME
    mp = context()
    difference = abs(as_mp(mine) - as_mp(yours))
    if expected.tolerance is not None and mp.isfinite(difference) and difference <= expected.tolerance:
        return Comparison("same", f"within {expected.tolerance:g}")
    if expected.exact or not mp.isfinite(difference):
        return Comparison("different")
    return _rounded(mine, difference, found, expected)


def _is_sum_of_wholes(node: t.Node) -> bool:
    """``4 - 6``: whole numbers that are still to be added."""
    node = t.bare(node)
    if not (isinstance(node, t.Binary) and node.op in "+-"):
        return False
    sides = (t.bare(node.left), t.bare(node.right))
    return all(
        _is_sum_of_wholes(side) or (isinstance(side, t.Number) and side.is_whole)
        for side in (side.value if isinstance(side, t.Negative) else side for side in sides)
    )


def _rounded(wanted: object, difference: object, found: t.Node, expected: Expected) -> Comparison:
    """Whether a decimal is the value rightly rounded, and to enough digits to stand for it."""
    shown = decimal_places(found)
    if shown is None:
        return Comparison("different")
    digits, places = shown
    if difference > as_mp(Fraction(1, 2) / Fraction(10) ** places) * (1 + as_mp(Fraction(1, 10**9))):
        return Comparison("different")
    text = f"rounded to {digits} digits"
    if isinstance(wanted, Fraction) and terminates(wanted):
        return Comparison("close", text)
    cents = expected.unit in MONEY and places >= 2
    if expected.tolerance is None and (digits >= ENOUGH_DIGITS or cents):
        return Comparison("same", text)
    return Comparison("close", text)


def _told(same: bool | None) -> Comparison:
    if same is None:
        return Comparison("unreadable", "it could not be compared")
    return SAME if same else Comparison("different")


# Several


def _items(expected: Expected, wanted: Items, text: str) -> Comparison:
    if not wanted.items:
        return _nothing(expected, text)
    if wanted.ordered and re.search(r"[<>]", text):
        text = re.sub(r"[<>]=?", ",", text)
    found = None
    concluded = _concluded(text)
    for candidate in dict.fromkeys((concluded, text, reading.claim(concluded))):
        found = reading.items(candidate, expected.names, expected.unit)
        if found is not None:
            break
    if found is not None and not any(isinstance(item, Items) for item in wanted.items):
        strange = next((name for name in found.names if _of_another(name, expected.question)), "")
        if strange and strange not in wanted.names:
            return Comparison("different", f"a value of {strange}")
        if _is_unsolved(reading.chain(reading.claim(concluded), expected.names), expected.question):
            return Comparison("unreadable", "an equation that is not solved yet")
        if found.ordered and not wanted.ordered and len(found.items) == 2 and "=" in expected.question:
            return Comparison("unreadable", "an interval or a point, rather than two solutions")
    if found is None:
        nothing = region_of(text, expected.names)
        return Comparison("different", "no solution") if nothing == Region(()) else UNREADABLE
    if len(found.items) == 1 and isinstance(found.items[0], Items) and not isinstance(wanted.items[0], Items):
        found = found.items[0]
    if (
        len(wanted.items) == 1
        and isinstance(wanted.items[0], Items)
        and not isinstance(found.items[0], Items)
    ):
        found = Items((replace(found, ordered=True),))
    return _several(expected, wanted, found)


def _several(expected: Expected, wanted: Items, found: Items) -> Comparison:
    order = _by_name(expected, wanted, found)
    if order is not None:
        found = Items(order, ordered=True)
    if len(found.items) != len(wanted.items):
        return Comparison("different", f"{len(found.items)} values, not {len(wanted.items)}")
    if wanted.ordered:
        outcomes = [_one(expected, a, b) for a, b in zip(wanted.items, found.items, strict=True)]
        return _worst(outcomes)
    left = list(found.items)
    outcomes = []
    for item in wanted.items:
        tried = [(_one(expected, item, other), place) for place, other in enumerate(left)]
        best, place = min(tried, key=lambda each: _ORDER.index(each[0].outcome))
        outcomes.append(best)
        left.pop(place)
    return _worst(outcomes)


_ORDER: tuple[Outcome, ...] = ("same", "close", "unreadable", "different")


def _worst(outcomes: Sequence[Comparison]) -> Comparison:
    return max(outcomes, key=lambda each: _ORDER.index(each.outcome))


def _by_name(expected: Expected, wanted: Items, found: Items) -> tuple[Answer, ...] | None:
    """The items in the order of the names they are given, when those are the names expected."""
    names = expected.variables or wanted.names
    if not wanted.ordered or not found.names or set(found.names) != set(names):
        return None
    given = dict(zip(found.names, found.items, strict=True))
    return tuple(given[name] for name in names)


def _one(expected: Expected, wanted: Answer, found: Answer) -> Comparison:
    if isinstance(wanted, Scalar) and isinstance(found, Scalar):
        # A list's numbers are labelled, not asked for by form.
        return value_of(replace(expected, form=None), wanted, found)
    if isinstance(wanted, Items) and isinstance(found, Items):
        return _several(replace(expected, variables=()), replace(wanted, ordered=True), found)
    return Comparison("different")


def _nothing(expected: Expected, text: str) -> Comparison:
    found = region_of(text, expected.names)
    if found is None:
        several = reading.items(reading.claim(text), expected.names, expected.unit)
        return Comparison("different") if several else UNREADABLE
    return _words(not found.spans)


# Intervals, matrices, equations


def _region(expected: Expected, wanted: Region, text: str) -> Comparison:
    if re.search(r"(?i)\bx\s*[<>]=?\s*±", text):
        return Comparison("different")
    found = region_of(text, expected.names)
    if found is None:
        several = reading.items(reading.claim(text), expected.names)
        if several is None:
            return UNREADABLE
        points: list[Span] = []
        for item in several.items:
            try:
                points.append(point(real(item.node)))  # type: ignore[union-attr]
            except (Unknown, AttributeError):
                return UNREADABLE
        found = region(points)
    if len(found.spans) != len(wanted.spans):
        return Comparison("different")
    for mine, yours in zip(wanted.spans, found.spans, strict=True):
        if (mine.low_open, mine.high_open) != (yours.low_open, yours.high_open):
            return Comparison("different", "an end is open that should be closed, or the other way")
        for a, b in ((mine.low, yours.low), (mine.high, yours.high)):
            if not (a == b or equality.close(a, b)):
                return Comparison("different")
    return SAME


def _matrix(expected: Expected, wanted: Matrix, text: str) -> Comparison:
    found = reading.rows(text, expected.names)
    if found is None:
        several = reading.items(reading.claim(text), expected.names)
        if several is None or (len(wanted.rows) > 1 and len(wanted.rows[0]) > 1):
            return Comparison("different", "not a matrix") if several else UNREADABLE
        found = tuple((item.node,) for item in several.items if isinstance(item, Scalar))
        if len(wanted.rows) == 1:
            found = (tuple(node for (node,) in found),)
    if (len(found), len(found[0]) if found else 0) != (len(wanted.rows), len(wanted.rows[0])):
        return Comparison("different", "another shape")
    cells = [
        (a, b)
        for mine, yours in zip(wanted.rows, found, strict=True)
        for a, b in zip(mine, yours, strict=True)
    ]
    return _worst([_value(replace(expected, form=None), a, b) for a, b in cells])


def _equation(expected: Expected, wanted: Equation, text: str) -> Comparison:
    text = re.sub(
        r"\b([A-Za-z])\s*\(\s*([A-Za-z])\s*\)(?=\s*(?:\^\s*\{?\d\}?\s*)?=)", r"\1", reading.tidy(text)
    )
    left, right = _function_as_name(wanted.left), wanted.right
    names = Names(expected.names.known | set(t.names_in(left)))
    pieces = [piece for piece in re.split(r"(?<![<>!=:])=(?!=)", text) if piece.strip()]
    if len(pieces) > 2:
        pieces = [pieces[0], pieces[-1]]
    if len(pieces) > 1:
        pieces[0] = reading.claim(pieces[0])
    nodes = [reading.expression(reading.tidy(piece), names) for piece in pieces]
    if not nodes or any(node is None for node in nodes):
        nodes = [reading.expression(reading.claim(text), names)]
        if nodes[0] is None:
            return UNREADABLE
    sides = [node for node in nodes if node is not None]
    if len(sides) == 1:
        if not t.names_in(sides[0]) or not isinstance(left, t.Name):
            return Comparison("different", "not an equation")
        sides = [left, sides[0]]
    if expected.modulo:
        (base, power), (other, other_power) = _power(left), _power(sides[0])
        if not isinstance(base, t.Name) or base != other or power not in (1, other_power):
            return UNREADABLE
        if power != other_power:  # y^2 = x^2 + C is y = √(x^2 + C) with its other branch
            right = t.Binary("^", t.Group(right), t.Number(str(other_power)))
        return _told(equality.same_family(right, sides[1]))
    return _told(equality.same_equation((left, right), (sides[0], sides[1])))


def _power(node: t.Node) -> tuple[t.Node, int]:
    """``y^2`` as ``y`` and 2."""
    node = t.bare(node)
    if isinstance(node, t.Binary) and node.op == "^":
        exponent = t.bare(node.right)
        if isinstance(exponent, t.Number) and exponent.text in ("2", "3", "4"):
            return t.bare(node.left), int(exponent.text)
    return node, 1


def _function_as_name(node: t.Node) -> t.Node:
    """``y(x)`` is ``y``, and ``y(x)^2`` is ``y^2``."""
    if isinstance(node, t.Binary) and node.op == "^":
        return t.Binary("^", _function_as_name(t.bare(node.left)), node.right)
    return t.Name(node.name) if isinstance(node, t.Call) and len(node.args) == 1 else node


def _names_in(value: Answer) -> list[str]:
    if isinstance(value, Scalar):
        return t.names_in(value.node)
    if isinstance(value, Items):
        return [name for item in value.items for name in _names_in(item)]
    if isinstance(value, Matrix):
        return [name for row in value.rows for cell in row for name in t.names_in(cell)]
    if isinstance(value, Equation):
        return [*t.names_in(_function_as_name(value.left)), *t.names_in(value.right)]
    return []
