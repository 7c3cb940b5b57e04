"""What is left blank in an equation, and other writing that only stands in whole texts."""

from __future__ import annotations

import re

_BLANK = re.compile(r"_{2,}|[□▢☐⬜]|(?<=[-+*/×÷:])\s*\?|\?(?=\s*[-+*/×÷:])")
_TIMES_BLANK = re.compile(
    r"(?<=\d)\s*x\s*(?=[_□▢☐⬜])|(?<=\d)\s+x\s+(?=\?)|(?<=\d)x(?=\?\s*=)|(?<=[_?□▢☐⬜])\s*x\s*(?=\d)"
)
"""An ``x`` that is a sign of multiplication; in "what is dy/dx when y = 3x?" it is none."""
_FEET_AND_INCHES = re.compile(r"(\d)\s?['’′]\s?(\d{1,2}(?:\.\d+)?)\s?(?:\"|''|”|″)")


def filled(text: str) -> str:
    """``5 + ? = 12``, ``7 × ___ = 56`` with a letter for the blank, and 5'10" as feet and inches."""
    text = _FEET_AND_INCHES.sub(r"\1 ft \2 inches", text)
    text = _plain_brackets(text)
    if "=" not in text:
        return text
    text = _TIMES_BLANK.sub(" * ", text)
    if not _BLANK.search(text):
        return text
    letter = next((each for each in "nxymk" if not re.search(rf"\b{each}\b", text)), None)
    return _BLANK.sub(f" {letter} ", text) if letter else text


_BRACES = re.compile(r"(?<![\^_A-Za-z}])\{([^{}\[\],;:]*[-+*/×÷−][^{}\[\],;:]*)\}")
_SQUARE = re.compile(r"(?<![\^_A-Za-z}\[\]])\[([^{}\[\],;:]*[-+*/×÷−][^{}\[\],;:]*)\](?!\s*\])")


def _plain_brackets(text: str) -> str:
    """``2{3 + [4 - (1 + 1)]}`` with round brackets only; lists, sets, matrices and LaTeX stay."""
    if "\\" in text or not re.search(r"[\[{]", text):
        return text
    for _ in range(4):
        text = _BRACES.sub(r"(\1)", _SQUARE.sub(r"(\1)", text))
    return text
