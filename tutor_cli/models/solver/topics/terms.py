"""The terms of a sequence as they are written: ``3, 7, 11, ..., 99``, ``2 + 5 + 8 + …``, ``2, 4, __, 8``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS

_OPENING = {"(": ")", "[": "]", "{": "}"}
_PLUS_BINDING = 15
"""An addend ends before the next ``+``."""
MOST = 60


@dataclass(frozen=True)
class Terms:
    """The terms that are written, and the last one where dots stand before it."""

    values: tuple[t.Node, ...]
    last: t.Node | None = None
    dotted: bool = False
    """Whether it is said that they go on."""
    added: bool = False
    """Whether ``+`` stands between them: a series."""


@dataclass(frozen=True)
class Gapped:
    """Terms with one that is missing between others."""

    before: tuple[t.Node, ...]
    after: tuple[t.Node, ...]


def _terms(reader: Reader, position: int, limit: int) -> Iterator[tuple[Terms, int]]:
    closing = _OPENING.get(reader.text(position, limit), "")
    if closing:
        for found, end in _open_terms(reader, position + 1, limit):
            if reader.text(end, limit) == closing and len(found.values) > 1:
                yield found, end + 1
    yield from _open_terms(reader, position, limit)


def _open_terms(reader: Reader, position: int, limit: int) -> Iterator[tuple[Terms, int]]:
    first = _term(reader, position, limit)
    if first is None:
        return
    for sign in (",", "+", ""):
        values, end = _listed(reader, first, limit, sign)
        if len(values) < 2:
            continue
        dots = _dots(reader, _past(reader, end, limit, sign), limit)
        if dots > end:
            after = _past(reader, dots, limit, sign)
            last = _term(reader, after, limit) if after > dots or sign == "," else None
            if last is not None:
                yield Terms(values, last[0], True, sign == "+"), last[1]
            yield Terms(values, None, True, sign == "+"), after if sign == "+" else dots
        if sign != "+":
            yield Terms(values), end


def _listed(
    reader: Reader, first: tuple[t.Node, int], limit: int, sign: str
) -> tuple[tuple[t.Node, ...], int]:
    """The terms that ``sign`` parts, from the first on, and where the last ends."""
    values, end = [first[0]], first[1]
    while len(values) < MOST:
        at = end
        if sign == "+":
            if reader.text(at, limit) not in ("+", "-"):
                break
            negative = reader.text(at, limit) == "-"
            found = _term(reader, at + 1, limit)
            if found is not None and negative:
                found = t.Negative(found[0]), found[1]
        else:
            at = _past(reader, at, limit, sign) if sign else at
            found = _term(reader, at, limit) if at > end or not sign else None
        if found is None:
            break
        values.append(found[0])
        end = found[1]
    return tuple(values), end


def _past(reader: Reader, at: int, limit: int, sign: str) -> int:
    """After the separators that stand here."""
    separators = (",", ";", "and") if sign == "," else ("+",) if sign == "+" else ()
    while reader.text(at, limit) in separators:
        at += 1
    return at


def _term(reader: Reader, position: int, limit: int) -> tuple[t.Node, int] | None:
    if position >= limit or reader.text(position, limit) == "_":
        return None
    return reader.expression(position, limit, _PLUS_BINDING)


def _dots(reader: Reader, at: int, limit: int) -> int:
    """Where dots, blanks or "and so on" end; ``at`` when there are none."""
    start = at
    while at < limit and (
        reader.text(at, limit).startswith("..") or reader.text(at, limit) in ("_", ".", "?", "etc")
    ):
        at += 1
    if at == start + 1 and reader.text(start, limit) in (".", "?"):
        return start  # a sentence's end
    if reader.words_at(start, limit, ("and", "so", "on")):
        return start + 3
    return start + 2 if reader.words_at(start, limit, ("so", "on")) else at


def _gapped(reader: Reader, position: int, limit: int) -> Iterator[tuple[Gapped, int]]:
    first = _term(reader, position, limit)
    if first is None:
        return
    before, end = _listed(reader, first, limit, ",")
    at = gap = _past(reader, end, limit, ",")
    while reader.text(at, limit) in ("_", "?"):
        at += 1
    second = _term(reader, _past(reader, at, limit, ","), limit) if at > gap else None
    if second is not None:
        after, end = _listed(reader, second, limit, ",")
        if len(before) + len(after) > 2:
            yield Gapped(before, after), end


KINDS["terms"] = _terms
KINDS["gapped"] = _gapped
