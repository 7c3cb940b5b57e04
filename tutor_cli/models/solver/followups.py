"""A question that leans on the one before: "and 20%?", "what about radius 5?", "from 0 to 3".

It is made whole from the words of the last question, and then read like any other.
"""

# ruff: noqa: E501 — word lists stand on one line each

from __future__ import annotations

import re
from collections.abc import Iterator

_LEAD = re.compile(
    r"^\W*(?:and|what about|how about|what if|and what about|and what if|and how about|and for|and if|now|then|ok|okay"
    r"|so|y|e|y si|¿y|y con|y para|qu[eé] tal)\b[\s,:]*",
    re.IGNORECASE,
)
_PIECE = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+|\S")
_LITTLE = re.compile(r"^(?:the|its|for|with|in|if|it is|it were|it was|a|an)\s+", re.IGNORECASE)
_ONLY_NOUN = re.compile(
    r"^(?:(?:what is|what's|whats|what are|what about|find|give|give me|tell me|show|show me|calculate|cu[aá]l es|dime|halla)\s+)?(?:the|its|their|el|la|su)\s+([^\W\d][\w -]*?)"
    r"(?:\s+(?:then|now|too|as well|instead|please|of it|of that|of them|of those|of these|of this|for it|for that|entonces|tambi[eé]n))?$",
    re.IGNORECASE,
)
_MATRIX = re.compile(r"\[\s*\[.*\]\s*\]", re.DOTALL)
_OTHER_UNIT = re.compile(r"\b(?:to|in|into|a|en)\s+[^\d\W][\w/ ]*$", re.IGNORECASE)
_REFERENCE = re.compile(
    r"\b(?:that|it|this|them|the (?:answer|result)|eso|esto|lo|el resultado)\b", re.IGNORECASE
)
_ADDITION = re.compile(
    r"^(?:from|between|at|on|over|in|as|to|with respect to|for|if|where|when|as a|to the|around|about)\b",
    re.IGNORECASE,
)


def begins_like_one(text: str) -> bool:
    """Whether ``text`` says that it leans on the question before: it must not be read by itself."""
    rest = _LEAD.sub("", text, count=1)
    return rest != text and re.fullmatch(r"\W*-?[\d.,/]+\s*(?:%|percent|per cent)?\W*", rest) is not None


def completed(text: str, last: str) -> Iterator[str]:
    """The whole questions that ``text`` may stand for after ``last``, the likeliest first."""
    rest = _LEAD.sub("", text.strip(), count=1)
    led = rest != text.strip()
    rest, last = rest.strip(" ?!.,;"), last.strip(" ?!.,;")
    if not rest or len(text) > 100 or len(last) > 300:
        return
    if led or len(rest.split()) < 4:
        yield from _exchanged(rest, last)
    noun = _ONLY_NOUN.match(rest)
    if noun:
        for of in (" of ", " for ", " de "):
            if of in last:
                yield f"{noun[1]}{of}{last.split(of, 1)[1]}"
        matrix = _MATRIX.search(last)
        if matrix:
            yield f"{noun[1]} of {matrix[0]}"
    if _ADDITION.match(rest):
        yield f"that {rest}"
        yield f"{last} {rest}"
        yield _OTHER_UNIT.sub(rest, last)
    if led and _REFERENCE.search(rest):
        yield rest


def _exchanged(rest: str, last: str) -> Iterator[str]:
    """``last`` with the one piece that is built like ``rest`` exchanged for it: ``15%`` for ``20%``."""
    for words in dict.fromkeys((rest, _LITTLE.sub("", rest))):
        wanted = [_shape(piece) for piece in _PIECE.findall(words)]
        if not any(shape == "#" for shape in wanted):
            continue
        pieces = list(_PIECE.finditer(last))
        shapes = [_shape(piece[0]) for piece in pieces]
        count = len(wanted)
        places = [at for at in range(len(pieces) - count + 1) if shapes[at : at + count] == wanted]
        if wanted == ["#"] and shapes.count("#") != 1:
            continue  # which of the numbers is meant?
        if len(places) == 1:
            start, end = pieces[places[0]].start(), pieces[places[0] + count - 1].end()
            yield f"{last[:start]}{words}{last[end:]}"
            return


def _shape(piece: str) -> str:
    """A number is like any other number, a word only like itself."""
    return "#" if piece[0].isdigit() else piece.lower()
