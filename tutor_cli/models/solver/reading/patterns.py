"""Sentence patterns: what the topics are written in.

    <find> [the] (gcd|greatest common divisor) of {a} and {b}

A bare word or sign stands for itself, ``[…]`` may be left out, ``(… | …)`` is one of
several, ``<find>`` is a word class of the language, ``{a}`` catches an expression, and
``{a:kind}`` something else: see :data:`.slots.KINDS`. A sign that means something here (``( [ |`` …)
is quoted: ``'|'``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import chain
from typing import Any, Generic, TypeAlias, TypeVar

from tutor_cli.models.solver.reading import english
from tutor_cli.models.solver.reading import tree as t
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
    """One of several; what can be known of it beforehand is found once, for it stands in many patterns."""

    options: tuple[tuple[Part, ...], ...]
    first: frozenset[str] | None = field(compare=False)
    may_be_empty: bool = field(compare=False)
    needs: frozenset[str] = field(compare=False)
    words: frozenset[str] = field(compare=False)
    _beginning: dict[str, tuple[tuple[Part, ...], ...]] = field(default_factory=dict, compare=False)

    def beginning(self, word: str) -> tuple[tuple[Part, ...], ...]:
        """The options that may begin with ``word``, in their order; looked up once for each word it knows."""
        if word not in self.words:
            word = ""
        found = self._beginning.get(word)
        if found is None:
            found = tuple(option for option in self.options if _may_begin(option, word))
            self._beginning[word] = found
        return found


Part: TypeAlias = Word | Slot | Either


@dataclass(frozen=True)
class Pattern:
    """A line of the little language. There are some two thousand and few are tried with a question,
    so each is taken apart when it first is. Using one that is malformed raises ValueError."""

    source: str

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        pieces = _Pieces(self.source)
        options = pieces.options(0, len(pieces.found))
        if len(options) != 1:
            raise ValueError(f"unbalanced pattern: {self.source}")
        return options[0]

    @cached_property
    def first(self) -> frozenset[str] | None:
        """The words it may begin with; ``None`` when it may begin with anything."""
        return _first(self.parts)[0]

    @cached_property
    def needs(self) -> frozenset[str]:
        """Words without which it cannot match: a quick way past most patterns."""
        return _needs(self.parts)

    @cached_property
    def plainly_needs(self) -> frozenset[str]:
        """Those of ``needs`` that stand in no brackets, which a glance shows."""
        bare, groups = _QUOTED.sub(" ", self.source), 1
        while groups:
            bare, groups = _INNERMOST.subn(" ", bare)
        return frozenset(bare.split())


@dataclass(frozen=True)
class Noun:
    """A phrase that names a value: a pattern and what it makes of what it caught."""

    pattern: Pattern
    make: Callable[[Captures], t.Node | None]


_PIECE = re.compile(r"'([^']+)'|([\[\](|)])|\{(\w+)(?::(\w+))?\}|<(\w+)>|([^\s\[\](|){}<>]+)")
_INNERMOST = re.compile(r"\[[^\[\]()]*\]|\([^\[\]()]*\)|\{[^{}]*\}|<\w+>")

_ORDINAL_WORDS = frozenset({ORDINAL_NUMBER, *english.ORDINALS, *english.TENS})


class _Pieces:
    """What a line of the little language is written with."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.found = list(_PIECE.finditer(source))
        self._closing: dict[int, int] = {}
        opened: list[int] = []
        for at, piece in enumerate(self.found):
            if piece[2] in ("(", "["):
                opened.append(at)
            elif piece[2] in (")", "]"):
                if not opened or self.found[opened[-1]][2] != {")": "(", "]": "["}[piece[2]]:
                    raise ValueError(f"unbalanced pattern: {source}")
                self._closing[opened.pop()] = at
        if opened:
            raise ValueError(f"unbalanced pattern: {source}")

    def options(self, at: int, end: int) -> tuple[tuple[Part, ...], ...]:
        """The sequences between the bars of the pieces from ``at`` to ``end``."""
        options: list[tuple[Part, ...]] = []
        parts: list[Part] = []
        while at < end:
            quoted, bracket, name, kind, group, word = self.found[at].groups()
            if bracket == "|":
                options.append(tuple(parts))
                parts = []
            elif bracket:
                parts.append(self._bracketed(at, self._closing[at]))
                at = self._closing[at]
            elif name:
                parts.append(Slot(name, kind or "value"))
            elif group:
                parts.append(_word_class(group))
            else:
                parts.append(Word(quoted or word))
            at += 1
        return (*options, tuple(parts))

    def _bracketed(self, opening: int, closing: int) -> Either:
        text = self.source[self.found[opening].start() : self.found[closing].end()]
        if text not in _GROUPS:
            options = self.options(opening + 1, closing)
            _GROUPS[text] = _either((*options, ()) if text[0] == "[" else options)
        return _GROUPS[text]


_GROUPS: dict[str, Either] = {}
"""What stands in brackets, by its text: the same stands in many patterns."""


@cache
def _word_class(name: str) -> Either:
    phrases = sorted(english.CLASSES[name].split("|"), key=lambda phrase: -len(phrase.split()))
    return _either(tuple(tuple(Word(word) for word in phrase.split()) for phrase in phrases))


def _either(options: tuple[tuple[Part, ...], ...]) -> Either:
    firsts = [_first(option) for option in options]
    known = [words for words, _ in firsts if words is not None]
    return Either(
        options,
        frozenset().union(*known) if len(known) == len(firsts) else None,
        any(empty for _, empty in firsts),
        frozenset.intersection(*(_needs(option) for option in options)),
        frozenset().union(*(_words(option) for option in options)),
    )


def _first(parts: tuple[Part, ...]) -> tuple[frozenset[str] | None, bool]:
    """The words a sequence may begin with (``None``: any), and whether it may be empty."""
    words: set[str] = set()
    for part in parts:
        if isinstance(part, Word):
            return frozenset(words | {part.text}), False
        if isinstance(part, Slot):
            return (frozenset(words | _ORDINAL_WORDS) if part.kind == "ordinal" else None), False
        if part.first is None:
            return None, False
        words |= part.first
        if not part.may_be_empty:
            return frozenset(words), False
    return frozenset(words), True


def _may_begin(parts: tuple[Part, ...], word: str) -> bool:
    """Whether a sequence may begin with ``word``, as far as its own words tell."""
    first, may_be_empty = _first(parts)
    return may_be_empty or first is None or word in first or bool(first & _ORDINAL_WORDS)


def _needs(parts: tuple[Part, ...]) -> frozenset[str]:
    """The words that stand in every way to match a sequence."""
    words: set[str] = set()
    for part in parts:
        if isinstance(part, Word):
            words.add(part.text)
        elif isinstance(part, Either):
            words |= part.needs
    return frozenset(words)


def _words(parts: tuple[Part, ...]) -> frozenset[str]:
    """Every word a sequence knows."""
    words: set[str] = set()
    for part in parts:
        if isinstance(part, Word):
            words.add(part.text)
        elif isinstance(part, Either):
            words |= part.words
    return frozenset(words)


def words_of(*patterns: Pattern) -> frozenset[str]:
    """Every word and sign that the patterns know."""
    text = "\n".join({pattern.source for pattern in patterns})
    quoted = _QUOTED.findall(text)
    text = _SLOT.sub(" ", _QUOTED.sub(" ", text))
    classes = [word for name in _CLASS.findall(text) for word in re.split(r"[|\s]", english.CLASSES[name])]
    return frozenset(_SIGNS.sub(" ", _CLASS.sub(" ", text)).split()).union(quoted, classes)


_SLOT = re.compile(r"\{[^{}]*\}")
_QUOTED = re.compile(r"(?<![^\s\[\](|){}<>])'([^'\n]+)'")
_CLASS = re.compile(r"<(\w+)>")
_SIGNS = re.compile(r"[\[\](|)]")


Entry = TypeVar("Entry")


class Sieve(Generic[Entry]):
    """Patterns, each with what it is for, of which a text's words let few through."""

    def __init__(self, entries: Iterable[tuple[Pattern, Entry]]) -> None:
        self._entries = tuple(entries)
        self._always: list[int] = []
        self._by_word: dict[str, list[int]] = {}
        for number, (pattern, _) in enumerate(self._entries):
            word = max(pattern.plainly_needs, key=len, default="")
            (self._by_word.setdefault(word, []) if word else self._always).append(number)

    def for_words(self, words: frozenset[str]) -> Iterator[tuple[Pattern, Entry]]:
        """Those that a text of these words may match, in their order."""
        numbers = [*self._always, *chain.from_iterable(self._by_word.get(word, ()) for word in words)]
        for pattern, entry in map(self._entries.__getitem__, sorted(numbers)):
            if pattern.plainly_needs <= words and pattern.needs <= words:
                yield pattern, entry


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
        for option in part.beginning(reader.text(position, limit)):
            yield from _match(option + rest, reader, position, limit, caught)
