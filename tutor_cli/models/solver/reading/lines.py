"""Equations that stand on lines of their own: a system."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

_EQUATION = re.compile(r"[^=<>≤≥]*[^\s+=<>≤≥]\s*[=<>≤≥].*")
_LABEL = re.compile(r"\s*(?:\(\d\)|\d[).]|[*•])\s+")
_EQUALS = re.compile(r"(?<![<>!])=(?!<)")
_LETTER = re.compile(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])")
_EDGE = " \t\r,;."


def joined(text: str) -> str:
    """``text`` with semicolons between the equations on lines that follow each other.

    Equations in one and the same unknown are left alone: they are several questions.
    """
    if "\n" not in text:
        return text
    lines = [line for line in text.split("\n") if line.strip()]
    pieces: list[str] = []
    for is_equation, group in groupby(lines, key=lambda line: bool(_EQUATION.fullmatch(line.strip(_EDGE)))):
        run = list(group)
        if is_equation and len(run) > 1 and is_system(run):
            pieces.append("; ".join(line.strip(_EDGE) for line in _unlabelled(run)) + ".")
        else:
            pieces += run
    return "\n".join(pieces)


def is_system(run: Sequence[str]) -> bool:
    """Whether the lines belong together: equations in several unknowns, or inequalities."""
    letters = {letter for line in run for letter in _LETTER.findall(line)}
    return len(letters) > 1 or not any(_EQUALS.search(line) for line in run)


def _unlabelled(run: Sequence[str]) -> Sequence[str]:
    """The lines without the numbers or dots in front of them, if all have one."""
    labels = [_LABEL.match(line) for line in run]
    bare = [line[label.end() :] for line, label in zip(run, labels, strict=True) if label]
    return bare if len(bare) == len(run) else run
