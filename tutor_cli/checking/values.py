"""What an answer can be: a number or expression, several, an interval, an equation, …"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TypeAlias

from tutor_cli.checking.evaluate import Value as Number
from tutor_cli.models.solver.reading.tree import Node


@dataclass(frozen=True)
class Scalar:
    """One number or expression, as it was written; ``unit`` as :mod:`.units` names it."""

    node: Node
    unit: str = ""


@dataclass(frozen=True)
class Items:
    """Several values. ``ordered``: a tuple, where the place counts, and not a set."""

    items: tuple[Answer, ...]
    ordered: bool = False
    names: tuple[str, ...] = ()
    """The name each item was given (``x = 7, y = 3``); ``""`` for none."""


@dataclass(frozen=True)
class Span:
    """An interval of real numbers; an end is exact, a number of mpmath, or ``±inf``."""

    low: Number
    high: Number
    low_open: bool = True
    high_open: bool = True

    @property
    def is_empty(self) -> bool:
        return bool(self.low > self.high or (self.low == self.high and (self.low_open or self.high_open)))


@dataclass(frozen=True)
class Region:
    """A union of intervals, in order and apart. Empty: no number at all."""

    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Equation:
    left: Node
    right: Node


@dataclass(frozen=True)
class Matrix:
    rows: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True)
class Truth:
    value: bool


@dataclass(frozen=True)
class Text:
    """Words, a ratio, a time of day, a letter, digits in another base."""

    text: str


Answer: TypeAlias = Scalar | Items | Region | Equation | Matrix | Truth | Text


def region(spans: list[Span]) -> Region:
    """The union of ``spans``, in order, touching ones joined."""
    merged: list[Span] = []
    for span in sorted((s for s in spans if not s.is_empty), key=lambda s: (s.low, s.low_open)):
        last = merged[-1] if merged else None
        touching = last is not None and (
            span.low < last.high or (span.low == last.high and not (span.low_open and last.high_open))
        )
        if last is None or not touching:
            merged.append(span)
            continue
        if span.high > last.high or (span.high == last.high and not span.high_open):
            merged[-1] = Span(last.low, span.high, last.low_open, span.high_open)
    return Region(tuple(merged))


def intersection(left: Region, right: Region) -> Region:
    """The numbers that are in both."""
    found = []
    for a in left.spans:
        for b in right.spans:
            low, low_open = max((a.low, a.low_open), (b.low, b.low_open))
            high, high_closed = min((a.high, not a.high_open), (b.high, not b.high_open))
            found.append(Span(low, high, low_open, not high_closed))
    return region(found)


def everything() -> Region:
    """All real numbers."""
    infinity = float("inf")
    return Region((Span(-infinity, infinity),))


def point(value: Number) -> Span:
    return Span(value, value, False, False)


def without(points: list[Number]) -> Region:
    """All real numbers but ``points``."""
    infinity = float("inf")
    ends = [-infinity, *sorted(points), infinity]
    return region([Span(low, high) for low, high in itertools.pairwise(ends)])
