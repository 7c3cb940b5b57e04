"""Before reading: slips mended, letters taken apart, sentences cut, small talk stripped."""

# ruff: noqa: E501 — word lists stand on one line each

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from tutor_cli.models.solver.reading import english
from tutor_cli.models.solver.reading.functions import FUNCTION_WORDS
from tutor_cli.models.solver.reading.symbols import CONSTANTS, GREEK
from tutor_cli.models.solver.reading.tokens import Token

Span = tuple[int, int]


def _by_word(phrases: Iterable[str], at: int) -> dict[str, list[tuple[str, ...]]]:
    """The phrases by their word at ``at``, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted((tuple(phrase.split()) for phrase in phrases), key=len, reverse=True):
        found.setdefault(words[at], []).append(words)
    return found


_BEFORE = _by_word(english.FILLER_BEFORE, 0)
_AFTER = _by_word(english.FILLER_AFTER, -1)
_PUNCTUATION = frozenset({",", ".", "?", "!", ":", ";", "...", '"', "'", "-"})
ASKING = frozenset(
    english.words(
        "what|which|find|solve|calculate|compute|evaluate|how|where|determine|is|are|does|do|simplify|factor|"
        "expand|give|differentiate|integrate|sort|put|list|round|convert|express|work|show|tell|graph|plot"
    )
)


_POLITE = frozenset(english.words("please|pls|plz|plese|kindly"))
"""Words that say nothing wherever they stand."""


def corrected(tokens: list[Token], known: frozenset[str]) -> list[Token]:
    """The tokens with slips mended, and letters that were written together taken apart."""
    vocabulary = _with_own_words(known)
    named = {token.raw for token, after in pairwise(tokens) if token.is_letter and after.text == "="}
    corrected: list[Token] = []
    for token in tokens:
        told = len(token.raw) == 2 and set(token.raw) <= named and token.text not in vocabulary
        if told or _is_product(token, corrected[-1].text if corrected else "", vocabulary):
            corrected += [
                replace(token, text=letter.lower(), raw=letter, spaced=False) for letter in token.raw
            ]
            continue
        if token.text in _POLITE and corrected:
            continue
        if token.text == "?" and corrected and corrected[-1].text == ",":
            corrected.append(replace(token, text="_"))  # 2, 4, 8, ?
            continue
        typo = english.TYPOS.get(token.text) if token.kind == "word" else None
        if typo is None and (token.kind != "word" or token.text in vocabulary or token.is_letter):
            corrected.append(token)
            continue
        pieces = typo.split() if typo else _letters(token.raw)
        if pieces is None and len(token.text) >= 5:
            meant = likely(token.text, vocabulary)
            pieces = [meant] if meant else None
        if pieces is None:
            corrected.append(token)
            continue
        for index, piece in enumerate(pieces):
            corrected.append(
                replace(
                    token, text=piece.lower(), raw=piece, spaced=token.spaced if index == 0 else bool(typo)
                )
            )
    return corrected


def _is_product(token: Token, before: str, vocabulary: frozenset[str]) -> bool:
    """Letters after a sign that are no word there: the ``at`` of ``u + at``, the ``mgh`` of ``E = mgh``."""
    if (
        token.kind != "word"
        or not 2 <= len(token.raw) <= 3
        or not (
            before in ("+", "-", "*", "/", "=") or (not token.spaced and (before == ")" or before.isdigit()))
        )
    ):
        return False
    return token.text == "at" or (
        token.raw.isalpha()
        and token.raw.islower()
        and token.text not in vocabulary
        and token.text not in english.TYPOS
        and token.text[0] != "d"
    )


_WORDS = frozenset(
    {word for phrase in (*english.FILLER_BEFORE, *english.FILLER_AFTER) for word in phrase.split()}
    | {word for phrase in (*english.INFIX, *english.RELATIONS) for word in phrase}
    | set(english.UNITS) | set(english.TENS) | set(english.SCALES) | set(english.PARTS) | set(english.ORDINALS)
    | set(english.POSTFIX) | set(FUNCTION_WORDS) | set(CONSTANTS) | set(GREEK) | set(ASKING) | english.ORDINAL_ENDINGS
    | {"matrix", "pmatrix", "bmatrix", "vmatrix", "cases", "begin", "end"}
    | {"dx", "dy", "dt", "at", "as", "an", "by", "my", "us", "up", "on", "am", "no", "me", "he", "we", "ok", "cm", "km", "mm", "kg", "mg", "ml", "ft", "lb", "oz", "mi", "pm"}
)  # fmt: skip


@cache
def _with_own_words(known: frozenset[str]) -> frozenset[str]:
    return known | _WORDS


def _without_a_double(word: str) -> set[str]:
    """``solve`` for "solvee": a letter typed twice is the likeliest slip."""
    return {word[:at] + word[at + 1 :] for at in range(1, len(word)) if word[at] == word[at - 1]}


def likely(word: str, vocabulary: frozenset[str]) -> str | None:
    """The one known word that ``word`` is a slip of, if it is clear which: the same first letter,
    and one letter wrong, missing, doubled or swapped (two in long words)."""
    slips, letters = (1 if len(word) < 8 else 2), frozenset(word)
    found: dict[str, int] = {}
    for known, its_letters in _by_first_letter(vocabulary).get(word[0], ()):
        if abs(len(known) - len(word)) <= slips and len(letters ^ its_letters) <= 2 * slips:
            apart = distance(word, known)
            if apart <= slips and SequenceMatcher(None, known, word).ratio() >= 0.78:
                found[known] = apart
    best = [known for known, apart in found.items() if apart == min(found.values())]
    best = [known for known in best if known in _without_a_double(word)] or best
    return best[0] if len(best) == 1 else None


@cache
def _by_first_letter(vocabulary: frozenset[str]) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """The words that begin with each letter, each with the letters in it."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for word in vocabulary:
        found.setdefault(word[0], []).append((word, frozenset(word)))
    return found


def distance(one: str, other: str) -> int:
    """How many letters to change, add, drop or swap with their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


_VARIABLES = frozenset("xyzabcknmtuvwrspq")
_FUNCTIONS = "sin|cos|tan|sec|csc|cot|ln|log|sqrt|exp"
_JOINED = re.compile(
    rf"[2-9xyzab]?(?:(?:{_FUNCTIONS})(?:pi|[xyzuvab]))+|(?:{_FUNCTIONS})|pi[rxd]", re.IGNORECASE
)
_PIECE = re.compile(rf"{_FUNCTIONS}|pi|.", re.IGNORECASE)


def _letters(word: str) -> list[str] | None:
    """``xy`` as x y, ``sinx`` as sin x, ``xsinx`` as x sin x; ``None`` when it is just a word."""
    if _JOINED.fullmatch(word):
        return _PIECE.findall(word)
    letters = set(word)
    if len(word) == 2 and word[0] == "d":
        return None  # dx
    if (len(word) == 2 and letters <= _VARIABLES) or (len(word) == 3 and letters <= set("xyzabc")):
        return list(word)
    return None


def sentences(tokens: Sequence[Token]) -> list[Span]:
    spans: list[Span] = []
    start = 0
    for at, token in enumerate(tokens):
        ends = token.text in (".", "?") and not _is_option(tokens, at + 1)
        if token.text == "!":
            before = tokens[at - 1] if at else None
            ends = before is None or (
                before.kind == "word" and not before.is_letter and before.text not in english.UNITS
            )
        if ends:
            spans.append((start, at))
            start = at + 1
    spans.append((start, len(tokens)))
    return [span for span in spans if span[0] < span[1]]


def _is_option(tokens: Sequence[Token], at: int) -> bool:
    """Whether ``(a)`` stands here, the first of several answers to choose from."""
    return (
        at + 2 < len(tokens)
        and tokens[at].text == "("
        and tokens[at + 1].is_letter
        and tokens[at + 2].text == ")"
    )


def is_programmatic(tokens: Sequence[Token]) -> bool:
    """Whether products and powers are written as in a program: ``2*x``, ``x**2``."""
    return any(
        token.raw == "**"
        or (token.text == "*" and tokens[at - 1].kind == "number" and tokens[at + 1].kind == "word")
        for at, token in enumerate(tokens[:-1])
        if at
    )


_NOT_FUNCTIONS = frozenset("xyzt")


def functions_told(tokens: Sequence[Token]) -> frozenset[str]:
    """The letters that ``p(x) = …`` or ``a(n + 1) = …`` tells to be functions."""
    found: set[str] = set()
    for at, name in enumerate(tokens[:-4]):
        if not name.is_letter or len(name.raw) > 1 or name.raw in _NOT_FUNCTIONS:
            continue
        opening, argument, *rest = (token.text for token in tokens[at + 1 : at + 7])
        if opening != "(" or tokens[at + 1].spaced or not tokens[at + 2].is_letter or argument == name.text:
            continue
        if rest[:2] == [")", "="] or (len(rest) == 4 and rest[0] == "+" and rest[2:] == [")", "="]):
            found.add(name.raw)
    return frozenset(found)


def stripped(tokens: Sequence[Token], span: Span) -> Span:
    """The span without small talk and punctuation at its edges."""
    low, high = span
    changed = True
    while changed and low < high:
        changed = False
        while low < high and tokens[low].text in _PUNCTUATION - {"-", "'"}:
            low, changed = low + 1, True
        while low < high and tokens[high - 1].text in _PUNCTUATION - {"'", "!"}:
            high, changed = high - 1, True
        while low + 1 < high and tokens[high - 1].text == "=" and tokens[low].text != "=":
            high, changed = high - 1, True  # "3 + 4 ="
        texts = [token.text for token in tokens[low:high]]
        for phrase in _BEFORE.get(texts[0], ()) if texts else ():
            if tuple(texts[: len(phrase)]) == phrase and not _continues(tokens, low + len(phrase), high):
                low, changed = low + len(phrase), True
                break
        texts = [token.text for token in tokens[low:high]]
        for phrase in _AFTER.get(texts[-1], ()) if texts else ():
            if tuple(texts[-len(phrase) :]) == phrase and len(texts) > len(phrase):
                high, changed = high - len(phrase), True
                break
    return low, high


def _continues(tokens: Sequence[Token], at: int, high: int) -> bool:
    """Whether a sign follows that needs what stands before it: the ``a`` of ``a + b`` is no small word."""
    return at < high and tokens[at].text in ("+", "*", "/", "^", "=", "<", ">", "<=", ">=", ")")


def strippings(tokens: Sequence[Token], span: Span) -> list[Span]:
    bare_span = stripped(tokens, span)
    low, high = span
    while low < high and tokens[high - 1].text in (",", ".", "?", ":", ";"):
        high -= 1
    return [bare_span] if bare_span == (low, high) else [bare_span, (low, high)]
