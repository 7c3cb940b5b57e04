"""Slots for how many and which: "at least 3", "no more than two", "an even number", "not a 4"."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tutor_cli.models.solver.reading.patterns import Pattern, match, words_of
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught


class HowMany(NamedTuple):
    """``op`` is Python's sign, or ``all`` where it stands for as many as there are."""

    op: str
    number: int = 0

    def test(self, counted: str, many: int) -> str:
        """Python for: ``counted``, which is at most ``many``, is as many as this says."""
        return f"{counted} == {many}" if self.op == "all" else f"{counted} {self.op} {self.number}"


_MANY = [
    (Pattern(pattern), op)
    for pattern, op in [
        ("(at least|no fewer than|no less than|not less than|a minimum of|minimum of|minimum) {n:whole}", ">="),
        ("{n:whole} or (more|greater|higher|larger|bigger|above|over)", ">="),
        ("(greater|more|bigger|larger) than or equal to {n:whole}", ">="),
        ("(at most|no more than|not more than|a maximum of|maximum of|maximum|up to) {n:whole}", "<="),
        ("{n:whole} or (fewer|less|lower|smaller|under|below)", "<="),
        ("(less|fewer|smaller|lower) than or equal to {n:whole}", "<="),
        ("(more than|greater than|bigger than|larger than|higher than|over|above|exceeding|exceeds) {n:whole}", ">"),
        ("(fewer than|less than|smaller than|lower than|under|below) {n:whole}", "<"),
        ("(exactly|precisely|just|only|equal to|equals|'=') {n:whole}", "=="),
        ("{n:whole} exactly", "=="),
        ("('>'|'>=') {n:whole}", ""),
        ("('<'|'<=') {n:whole}", ""),
    ]
]  # fmt: skip
_ALL = {"all", "both", "every", "each", "only"}
_NONE = {"no", "none", "zero", "neither", "without"}


def _how_many(reader: Reader, position: int, limit: int) -> Caught:
    """``at least 3``, ``no``, ``both``, ``all three``, ``4``."""
    for pattern, op in _MANY:
        for caught, end in match(pattern, reader, position, limit):
            yield HowMany(op or reader.text(position, limit), caught["n"]), end
    word = reader.text(position, limit)
    if word in _ALL:
        yield HowMany("all"), position + 1
        for count, end in KINDS["whole"](reader, position + 1, limit):
            yield HowMany("==", count), end
    elif word in _NONE:
        yield HowMany("==", 0), position + 1 + (reader.text(position + 1, limit) == "of")
    elif word == "at" and reader.words_at(position, limit, ("at", "least", "a")):
        yield HowMany(">=", 1), position + 3
    else:
        for count, end in KINDS["whole"](reader, position, limit):
            yield HowMany("==", count), end


_FACES = {"ones": 1, "twos": 2, "threes": 3, "fours": 4, "fives": 5, "sixes": 6, "sevens": 7, "eights": 8}
_PROPERTIES = [
    (Pattern(pattern), test)
    for pattern, test in [
        ("even [(number|numbers|total|sum)]", "{n} % 2 == 0"),
        ("odd [(number|numbers|total|sum)]", "{n} % 2 == 1"),
        ("prime [(number|numbers)]", "isprime({n})"),
        ("composite [(number|numbers)]", "{n} > 1 and not isprime({n})"),
        ("perfect square", "sqrt({n}).is_integer"),
        ("(square|square number)", "sqrt({n}).is_integer"),
        ("((multiple|multiples) of|divisible by) {k:whole} or {j:whole}", "({n} % {k} == 0 or {n} % {j} == 0)"),
        ("((multiple|multiples) of|divisible by) {k:whole} and {j:whole}", "({n} % {k} == 0 and {n} % {j} == 0)"),
        ("((multiple|multiples) of|divisible by) both {k:whole} and {j:whole}", "({n} % {k} == 0 and {n} % {j} == 0)"),
        ("((multiple|multiples) of|divisible by) {k:whole}", "{n} % {k} == 0"),
        ("[a] (factor|divisor) of {k:whole}", "{k} % {n} == 0"),
        ("(between|from) {k:whole} (and|to) {j:whole} [inclusive]", "{k} <= {n} <= {j}"),
    ]
]  # fmt: skip
_NOT = ("not", "no", "never", "non", "except")


class Property(NamedTuple):
    """A Python condition on ``{n}``, and the number it names when it names just one."""

    test: str
    number: int | None = None


def _property(reader: Reader, position: int, limit: int) -> Caught:
    """What a number is to be: ``an even number``, ``greater than 4``, ``3 or 5``, ``not a 6``."""
    at = _without_articles(reader, position, limit)
    if reader.text(at, limit) in _NOT:
        at += 1 + (reader.text(at + 1, limit) in ("-", "for"))
        for inner, end in _alternatives(reader, at, limit):
            yield Property(f"not ({inner.test})"), end
    elif reader.words_at(at, limit, ("other", "than")) or reader.words_at(at, limit, ("anything", "but")):
        for inner, end in _alternatives(reader, at + 2, limit):
            yield Property(f"not ({inner.test})"), end
    else:
        yield from _alternatives(reader, position, limit)


def _alternatives(reader: Reader, position: int, limit: int) -> Iterator[tuple[Property, int]]:
    """``a 3 or a 5``, ``even or greater than 4``: the longest first."""
    for first, end in _one_property(reader, position, limit):
        joined = reader.text(end, limit)
        after = end + 1 if joined in ("or", ",") else end
        after += joined == "," and reader.text(after, limit) == "or"
        if after > end:
            for other, last in _alternatives(reader, after, limit):
                yield Property(f"({first.test} or {other.test})"), last
        if joined == "and" and first.number is None:
            for other, last in _one_property(reader, end + 1, limit):
                if other.number is None:
                    yield Property(f"({first.test} and {other.test})"), last
        yield first, end


def _one_property(reader: Reader, position: int, limit: int) -> Iterator[tuple[Property, int]]:
    at = _without_articles(reader, position, limit)
    for pattern, test in _PROPERTIES:
        for caught, end in match(pattern, reader, at, limit):
            if caught.get("k", 1) > 0 and caught.get("j", 1) > 0:
                yield Property(test.format(n="{n}", **caught)), end
    word = reader.text(at, limit)
    if word in _FACES:
        yield Property(f"{{n}} == {_FACES[word]}", _FACES[word]), at + 1
        return
    for many, end in _how_many(reader, at, limit):
        if many.op != "all" and word not in _NONE:
            yield Property(f"{{n}} {many.op} {many.number}", many.number if many.op == "==" else None), end


def _without_articles(reader: Reader, position: int, limit: int) -> int:
    """Past ``a``, ``a number``, ``either``, ``that is``."""
    while reader.text(position, limit) in (
        "a",
        "an",
        "the",
        "number",
        "numbers",
        "either",
        "that",
        "which",
        "is",
        "are",
        "some",
    ):
        position += 1
    return position


WORDS = words_of(*(pattern for pattern, _ in (*_MANY, *_PROPERTIES))) | _FACES.keys() | _ALL | _NONE
"""The words these slots know."""

KINDS.update(how_many=_how_many, property=_property)
