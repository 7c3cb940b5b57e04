"""Sentence patterns: what the topics are written in.

    <find> [the] (gcd|greatest common divisor) of {a} and {b}

A bare word or sign stands for itself, ``[…]`` may be left out, ``(… | …)`` is one of
several, ``<find>`` is a word class of the language, ``{a}`` catches an expression, and
``{a:kind}`` something else: see ``KINDS``. A sign that means something here (``( [ |`` …)
is quoted: ``'|'``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeAlias

from tutor_cli.models.solver.reading import english
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.reader import GREEK, ORDINAL_NUMBER, Reader

Captures: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Word:
    text: str


@dataclass(frozen=True)
class Slot:
    name: str
    kind: str


@dataclass(frozen=True)
class Either:
    options: tuple[tuple[Part, ...], ...]


Part: TypeAlias = Word | Slot | Either


@dataclass(frozen=True)
class Pattern:
    source: str
    parts: tuple[Part, ...]
    first: frozenset[str] | None = field(compare=False)
    """The words it may begin with; ``None`` when it may begin with anything."""


_PIECE = re.compile(r"'([^']+)'|([\[\](|)])|\{(\w+)(?::(\w+))?\}|<(\w+)>|([^\s\[\](|){}<>]+)")


@cache
def compile_pattern(source: str) -> Pattern:
    """The pattern a line of the little language stands for. Raises ValueError if it is malformed."""
    pieces = list(_PIECE.finditer(source))
    parts, end = _sequence(pieces, 0, source)
    if end != len(pieces):
        raise ValueError(f"unbalanced pattern: {source}")
    return Pattern(source, parts, _first(parts)[0])


def _sequence(pieces: list[re.Match[str]], at: int, source: str) -> tuple[tuple[Part, ...], int]:
    parts: list[Part] = []
    while at < len(pieces):
        quoted, bracket, name, kind, group, word = pieces[at].groups()
        if bracket in ("[", "("):
            options, at = _options(pieces, at + 1, source)
            if bracket == "[":
                options = (*options, ())
            parts.append(Either(options))
            continue
        if bracket:
            break
        if name:
            parts.append(Slot(name, kind or "value"))
        elif group:
            parts.append(_word_class(group))
        else:
            parts.append(Word(quoted or word))
        at += 1
    return tuple(parts), at


def _options(pieces: list[re.Match[str]], at: int, source: str) -> tuple[tuple[tuple[Part, ...], ...], int]:
    options: list[tuple[Part, ...]] = []
    while True:
        parts, at = _sequence(pieces, at, source)
        options.append(parts)
        if at >= len(pieces):
            raise ValueError(f"unbalanced pattern: {source}")
        closing = pieces[at][2]
        at += 1
        if closing != "|":
            return tuple(options), at


@cache
def _word_class(name: str) -> Either:
    phrases = sorted(english.CLASSES[name].split("|"), key=lambda phrase: -len(phrase.split()))
    return Either(tuple(tuple(Word(word) for word in phrase.split()) for phrase in phrases))


def _first(parts: tuple[Part, ...]) -> tuple[frozenset[str] | None, bool]:
    """The words a sequence may begin with (``None``: any), and whether it may be empty."""
    words: set[str] = set()
    for part in parts:
        if isinstance(part, Word):
            return frozenset(words | {part.text}), False
        if isinstance(part, Slot):
            return (frozenset(words | _ORDINAL_WORDS) if part.kind == "ordinal" else None), False
        may_be_empty = False
        for option in part.options:
            first, empty = _first(option)
            if first is None:
                return None, False
            words |= first
            may_be_empty |= empty
        if not may_be_empty:
            return frozenset(words), False
    return frozenset(words), True


_ORDINAL_WORDS = frozenset({ORDINAL_NUMBER, *english.ORDINALS, *english.TENS})


def words_of(pattern: Pattern) -> set[str]:
    """Every word the pattern knows."""
    found: set[str] = set()

    def visit(parts: tuple[Part, ...]) -> None:
        for part in parts:
            if isinstance(part, Word):
                found.add(part.text)
            elif isinstance(part, Either):
                for option in part.options:
                    visit(option)

    visit(pattern.parts)
    return found


# ── matching ──────────────────────────────────────────────────────────────────


def match(pattern: Pattern, reader: Reader, position: int, limit: int) -> Iterator[tuple[Captures, int]]:
    """Every way the pattern matches at ``position``: what was caught, and where it ends."""
    if pattern.first is not None and reader.key(position, limit) not in pattern.first:
        return
    yield from _match(pattern.parts, reader, position, limit, {})


def match_whole(pattern: Pattern, reader: Reader, position: int, limit: int) -> Iterator[Captures]:
    """Every way the pattern matches all of ``position`` to ``limit``."""
    for captures, end in match(pattern, reader, position, limit):
        if end == limit:
            yield captures


def _match(
    parts: tuple[Part, ...], reader: Reader, position: int, limit: int, caught: dict[str, Any]
) -> Iterator[tuple[dict[str, Any], int]]:
    reader.step()
    if not parts:
        yield caught, position
        return
    part, rest = parts[0], parts[1:]
    if isinstance(part, Word):
        if position < limit and reader.tokens[position].text == part.text:
            yield from _match(rest, reader, position + 1, limit, caught)
    elif isinstance(part, Slot):
        for value, end in KINDS[part.kind](reader, position, limit):
            if part.name in caught and caught[part.name] != value:
                continue  # caught before, and it was something else
            yield from _match(rest, reader, end, limit, {**caught, part.name: value})
    else:
        for option in part.options:
            if option and isinstance(option[0], Word) and reader.text(position, limit) != option[0].text:
                continue
            yield from _match(option + rest, reader, position, limit, caught)


# ── what slots catch ──────────────────────────────────────────────────────────

Caught: TypeAlias = Iterator[tuple[Any, int]]


def _value(reader: Reader, position: int, limit: int) -> Caught:
    return reader.ends(reader.expression, position, limit)


def _tight(reader: Reader, position: int, limit: int) -> Caught:
    read = reader.tight(position, limit)
    if read:
        yield read


def _relation(reader: Reader, position: int, limit: int) -> Caught:
    return reader.ends(reader.relation, position, limit)


def _name(reader: Reader, position: int, limit: int) -> Caught:
    if position < limit and (reader.tokens[position].is_letter or reader.tokens[position].text in GREEK):
        yield reader.tokens[position].raw, position + 1


def _whole(reader: Reader, position: int, limit: int) -> Caught:
    """A whole number, in digits or words, as an int."""
    read = reader.expression(position, limit, 39)
    if read:
        node = read[0].value if isinstance(read[0], t.Negative) else read[0]
        if isinstance(node, t.Number) and node.is_whole:
            yield (-int(node.text) if isinstance(read[0], t.Negative) else int(node.text)), read[1]


def _ordinal(reader: Reader, position: int, limit: int) -> Caught:
    read = reader.ordinal(position, limit)
    if read:
        yield read


def _list_of(one: Callable[[Reader, int, int], Caught], separators: tuple[str, ...]) -> Callable[..., Caught]:
    def items(reader: Reader, position: int, limit: int) -> Caught:
        """``1, 2 and 3``: the longest list first."""
        for value, end in one(reader, position, limit):
            after = end
            while reader.text(after, limit) in separators:
                after += 1
            if after > end:
                for more, last in items(reader, after, limit):
                    yield (value, *more), last
            yield (value,), end

    return items


def _differential(reader: Reader, position: int, limit: int) -> Caught:
    """``dx``: its variable."""
    if position < limit:
        token = reader.tokens[position]
        if token.kind == "word" and len(token.raw) == 2 and token.raw[0] == "d":
            yield token.raw[1], position + 1
        elif token.raw == "d" and position + 1 < limit and reader.tokens[position + 1].raw in GREEK:
            yield reader.tokens[position + 1].raw, position + 2


def _bound(reader: Reader, position: int, limit: int) -> Caught:
    """A limit of an integral or sum in LaTeX: ``{x+1}``, or one sign or digit."""
    read = reader.expression(position, limit, 99 if reader.text(position, limit) == "{" else 30)
    if read:
        yield read


def _times(reader: Reader, position: int, limit: int) -> Caught:
    words = {"once": 1, "twice": 2}
    if reader.text(position, limit) in words:
        yield words[reader.text(position, limit)], position + 1
    else:
        for count, end in _whole(reader, position, limit):
            if reader.text(end, limit) == "times":
                yield count, end + 1


def _repeating(reader: Reader, position: int, limit: int) -> Caught:
    """A repeating decimal: whole part, fixed digits and period, as text."""
    if position >= limit or reader.tokens[position].kind != "number":
        return
    whole, point, digits = reader.tokens[position].text.partition(".")
    if not point or not digits.isdigit():
        if (
            whole.isdigit()
            and reader.text(position + 1, limit) == "."
            and reader.text(position + 2, limit) == "overline"
        ):
            digits, position = "", position + 1
        else:
            return
    after = position + 1
    if reader.text(after, limit) == "overline" and reader.text(after + 1, limit) == "{":
        if reader.text(after + 3, limit) == "}" and reader.text(after + 2, limit).isdigit():
            yield (whole, digits, reader.text(after + 2, limit)), after + 4
    elif reader.text(after, limit).startswith("...") or reader.text(after, limit) == ".":
        after += 1
        period = next(
            (digits[-n:] for n in range(1, len(digits) // 2 + 1) if digits.endswith(digits[-n:] * 2)), ""
        )
        if period:
            while digits.endswith(period):
                digits = digits[: -len(period)]
            yield (whole, digits, period), after + (reader.text(after, limit) in ("repeating", "recurring"))
    elif reader.text(after, limit) in ("repeating", "recurring", "repeated"):
        yield (whole, "", digits), after + 1


def _word(reader: Reader, position: int, limit: int) -> Caught:
    """Any one word, as it was typed."""
    if position < limit and reader.tokens[position].kind == "word":
        yield reader.tokens[position].raw, position + 1


_LISTING = {"[": "]", "(": ")", "{": "}"}


def _data(reader: Reader, position: int, limit: int) -> Caught:
    """A list of numbers, in brackets or not, with commas or only spaces between them."""
    closing = _LISTING.get(reader.text(position, limit), "")
    at = position + bool(closing)
    found: list[t.Node] = []
    while at < limit:
        read = reader.expression(at, limit, 39) if _starts_number(reader, at) else None
        if read is None:
            break
        node, at = read
        if reader.text(at, limit) == "/" and (below := reader.expression(at + 1, limit, 39)):
            node, at = t.Binary("/", node, below[0]), below[1]
        found.append(node)
        while reader.text(at, limit) in (",", ";", "and"):
            at += 1
    if closing:
        if reader.text(at, limit) != closing:
            return
        at += 1
    if len(found) >= 2:
        yield tuple(found), at


def _starts_number(reader: Reader, position: int) -> bool:
    at = position + (reader.tokens[position].text == "-")
    return at < len(reader.tokens) and reader.tokens[at].kind == "number"


def _yes(reader: Reader, position: int, limit: int) -> Caught:
    """Catches nothing, and says that this way was taken."""
    yield True, position


KINDS: dict[str, Callable[[Reader, int, int], Caught]] = {
    "value": _value,
    "tight": _tight,
    "relation": _relation,
    "name": _name,
    "whole": _whole,
    "ordinal": _ordinal,
    "differential": _differential,
    "bound": _bound,
    "times": _times,
    "yes": _yes,
    "word": _word,
    "data": _data,
    "repeating": _repeating,
    "values": _list_of(_value, (",", ";", "and", "or", "&")),
    "relations": _list_of(_relation, (",", ";", "and", "&")),
    "names": _list_of(_name, (",", "and")),
}
"""What a slot may catch:

========== ==========================================================
value      an expression (the kind when none is given)
tight      an expression that ends at the first sign or operator word
relation   an equation or inequality
name       a variable
whole      a whole number, as an int
ordinal    third, 4th, as an int
times      twice, 3 times, as an int
differential  the ``x`` of ``dx``
bound      one end of a LaTeX sum or integral
repeating  a repeating decimal: whole part, fixed digits, period
values, relations, names  lists of them, as a tuple
yes        nothing, but that this way was taken
========== ==========================================================
"""
