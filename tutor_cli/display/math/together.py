"""Where a formula within a sentence may be broken: beside its operators, not in ``(x + 1)`` or ``sin x``."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from tutor_cli.display.math.boxes import width_of

_BLANK = "\ue201"
"""Stands for a blank at which no line ends."""
_MOST = 24
"""Columns that are kept together at most: a bracket of more is broken like a sentence."""
_PREFIXES = frozenset("∑∏∐∫∬∭∮√∛∜∂∇∀∃¬⋃⋂⨁⨂")
"""What belongs to what comes after it."""


def together(text: str) -> str:
    """``text`` with the blanks at which it should not be broken made ones at which it cannot be."""
    words = text.split(" ")
    out = words[0]
    depth = _depth(words[0])
    for before, word in pairwise(words):
        if depth <= 0 and (_binds(before[-1:]) or _binds(word[:1]) or before[-1:] in (",", ";", ":")):
            out += " " + word
        else:
            out += _BLANK + word
        depth += _depth(word)
    return " ".join(_short(part) for part in out.split(" "))


def apart(text: str) -> str:
    """``text`` with plain blanks again."""
    return text.replace(_BLANK, " ")


def _short(chunk: str) -> str:
    return chunk if width_of(chunk) <= _MOST else apart(chunk)


def _depth(word: str) -> int:
    return sum((char in "([{⟨⌊⌈") - (char in ")]}⟩⌋⌉") for char in word)


def _binds(char: str) -> bool:
    """Whether it is a relation or an operator between two operands."""
    if not char or char in _PREFIXES:
        return False
    return unicodedata.category(char) == "Sm" or "←" <= char <= "⇿" or char in "-·*/|‖:&"
