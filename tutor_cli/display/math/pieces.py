"""The pieces of a line, and the parentheses they need among each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tutor_cli.display.math.parse import Node
from tutor_cli.display.math.spacing import CLOSERS

ATOM, PRODUCT, SUM = range(3)
"""How much a piece of a line holds together: a symbol or something in brackets; factors; terms."""

_WORD = re.compile(r"[A-Za-z]{2}")
_WORD_END = re.compile(r"[A-Za-z]{2}$")
_SIGNS = frozenset("−-+±∓/:")


@dataclass(frozen=True)
class Piece:
    """A bit of a line and how its neighbours must treat it."""

    text: str
    cls: str = "ord"
    level: int = ATOM
    beside: str | None = None
    """What to write instead where another factor stands beside it: ``(a/b)x``."""
    before: str | None = None
    """What to write instead where another factor follows: ``√(2)x``."""
    open_ended: bool = False
    """Ends in a raw script: a letter right after it would be read as part of it."""
    node: Node | None = None
    """Of a large operator: itself, to be drawn taller beside something tall."""
    numeric: str = ""
    """``number``, or ``fraction`` of two numbers: ``2 5/7``."""


@dataclass(frozen=True)
class Word:
    """A piece as it is written among its neighbours."""

    piece: Piece
    text: str
    columns: int
    """Blank columns before it."""


def parenthesized(piece: Piece) -> str:
    return piece.text if piece.level == ATOM else f"({piece.text})"


def with_arguments(words: list[Word]) -> list[Word]:
    """``sin(n/L)x`` would be read as a product: the letters after the fraction join the argument."""
    for index in range(1, len(words) - 1):
        if words[index - 1].piece.cls != "func" or words[index].piece.beside != words[index].text:
            continue
        end = index + 1
        while end < len(words) and words[end].columns == 0 and _is_letter(words[end].piece):
            if words[end].text in "dⅆ" and end + 1 < len(words):
                break
            end += 1
        if end > index + 1:
            words[index] = replace(words[index], text=f"({words[index].text}")
            words[end - 1] = replace(words[end - 1], text=f"{words[end - 1].text})")
    return words


def _is_letter(piece: Piece) -> bool:
    return piece.cls == "ord" and piece.level == ATOM and len(piece.text) == 1 and piece.text.isalpha()


def is_loose(text: str) -> bool:
    """Whether there is a space or a slash in ``text`` outside brackets."""
    depth = 0
    for char in text:
        depth += (char in "([{⟨⌊⌈") - (char in ")]}⟩⌋⌉")
        if depth == 0 and char in " /":
            return True
    return False


def is_marked(text: str) -> bool:
    """``n!`` or ``|x|``: read as one symbol under a slash."""
    if text[:1] == text[-1:] and text[:1] in ("|", "‖"):
        return text.count(text[0]) == 2
    return text[-1:] == "!" and (len(text) == 2 or text[:-1].isdecimal())


def single(text: str, piece: Piece) -> bool:
    """Whether a root sign alone can stand before it: one letter, or a number."""
    return (len(text) == 1 and text.isalnum()) or piece.numeric == "number"


def in_round_brackets(text: str) -> bool:
    if text[:1] != "(" or text[-1:] != ")":
        return False
    depth = 0
    for index, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0 and index < len(text) - 1:
            return False
    return True


def bracketed(solid: Sequence[Piece]) -> bool:
    """Whether the first bracket of a row closes with its last."""
    if solid[0].cls != "open" or solid[-1].cls != "close" or solid[-1].text[:1] not in CLOSERS:
        return False
    depth = 0
    for position, piece in enumerate(solid):
        if piece.cls == "open":
            depth += 1
        elif piece.cls == "close" and piece.text[:1] in CLOSERS:
            depth -= 1
            if depth == 0 and position < len(solid) - 1:
                return False
    return depth == 0


def level_of_row(solid: Sequence[Piece]) -> int:
    """``PRODUCT`` or ``SUM``, by what stands outside all brackets."""
    depth = 0
    level = PRODUCT
    for piece in solid:
        depth -= piece.cls == "close" and piece.text[:1] in CLOSERS
        if depth < 0:
            return SUM
        if depth == 0:
            level = max(level, _level_in_row(piece))
        depth += piece.cls == "open"
    return SUM if depth else level


def _level_in_row(piece: Piece) -> int:
    if piece.cls in ("bin", "sign", "rel", "punct", "dots") or (piece.cls == "ord" and piece.text in _SIGNS):
        return SUM
    return SUM if piece.level == SUM and piece.beside is None else PRODUCT


def among(piece: Piece, before: Piece | None, after: Piece | None) -> str:
    """The text of ``piece`` between these neighbours, with parentheses where it needs them."""
    follows = after is not None and _starts_factor(after)
    precedes = before is not None and _ends_factor(before)
    mixed = piece.numeric == "fraction" and before is not None and before.numeric == "number" and not follows
    divided = (before is not None and before.text in ("/", "÷")) or (after is not None and after.text == "/")
    if piece.beside is not None and not mixed and (follows or precedes or divided):
        return piece.beside
    if piece.before is not None and follows:
        return piece.before
    if after is not None and after.text[:1] == "!" and piece.level > ATOM:
        return piece.beside or f"({piece.text})"
    if after is not None and after.text[:1] == "%" and piece.beside is not None:
        return piece.beside
    return piece.text


def _starts_factor(piece: Piece) -> bool:
    """Whether a fraction or root before this piece would be multiplied by it."""
    if piece.cls in ("bin", "sign", "rel", "punct", "close", "dots", "space"):
        return False
    if piece.cls == "text":
        return piece.text[:1] not in ("", " ", ",", ".", ";")
    return piece.text[:1] not in ("/", "!", "|", "%", "°", "", " ")


def _ends_factor(piece: Piece) -> bool:
    if piece.cls in ("bin", "sign", "rel", "punct", "open", "dots", "space", "big"):
        return False
    if piece.cls == "text":
        return piece.text[-1:] not in ("", " ", ",", ".", ";")
    if piece.cls == "func":
        return not piece.text.startswith(("lim", "max", "min", "sup", "inf"))
    return piece.text[-1:] not in ("/", "−", "-", "+", "±", "|", "", " ")


def words_touch(left: Word, right: Piece, text: str) -> bool:
    """In ASCII a Greek letter is a word, which must not run into the next letter."""
    if not (left.text[-1:].isalnum() and text[:1].isalnum()):
        return False
    return _WORD_END.search(left.text) is not None or _WORD.match(text) is not None
