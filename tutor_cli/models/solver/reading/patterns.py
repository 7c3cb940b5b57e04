"""Sentence patterns: what the topics are written in.

    <find> [the] (gcd|greatest common divisor) of {a} and {b}

A bare word or sign stands for itself, ``[…]`` may be left out, ``(… | …)`` is one of
several, ``<find>`` is a word class of the language, ``{a}`` catches an expression, and
``{a:kind}`` something else: see :data:`.slots.KINDS`. A sign that means something here (``( [ |`` …)
is quoted: ``'|'``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeAlias

from tutor_cli.models.solver.reading import english
from tutor_cli.models.solver.reading.reader import ORDINAL_NUMBER, Reader
from tutor_cli.models.solver.reading.slots import KINDS

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
    needs: frozenset[str] = field(compare=False)
    """Words without which it cannot match: a quick way past most patterns."""


_PIECE = re.compile(r"'([^']+)'|([\[\](|)])|\{(\w+)(?::(\w+))?\}|<(\w+)>|([^\s\[\](|){}<>]+)")


@cache
def compile_pattern(source: str) -> Pattern:
    """The pattern a line of the little language stands for. Raises ValueError if it is malformed."""
    pieces = list(_PIECE.finditer(source))
    parts, end = _sequence(pieces, 0, source)
    if end != len(pieces):
        raise ValueError(f"unbalanced pattern: {source}")
    return Pattern(source, parts, _first(parts)[0], _needs(parts))


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


def _needs(parts: tuple[Part, ...]) -> frozenset[str]:
    """The words that stand in every way to match a sequence."""
    words: frozenset[str] = frozenset()
    for part in parts:
        if isinstance(part, Word):
            words |= {part.text}
        elif isinstance(part, Either):
            words |= frozenset.intersection(*(_needs(option) for option in part.options))
    return words


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
    if not pattern.needs <= reader.words:
        return
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
