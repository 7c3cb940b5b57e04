"""Earlier answers: "that", "the result", "the second one", "the larger solution"."""

from __future__ import annotations

from tutor_cli.models.solver.reading import english, numerals
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.reader import Read, Reader

ANSWERS = frozenset(
    {word + ending for word in ("solution", "root", "answer", "value", "number") for ending in ("", "s")}
)
"""What the answers of an equation are called."""

_PREVIOUS = tuple(
    tuple(words.split())
    for words in sorted(
        english.words(
            "that|it|this|them|the answer|the result|the last answer|the previous answer|the last result|"
            "your answer|that answer|that result|this answer|this result|that number|the previous result|ans|"
            "the last one"
        ),
        key=len,
        reverse=True,
    )
)
"""What the last answer is called, the longest first."""


def previous(reader: Reader, position: int, limit: int) -> Read | None:
    """The last answer: "that", "the result"."""
    if reader.previous is not None:
        for phrase in _PREVIOUS:
            if reader.words_at(position, limit, phrase):
                return reader.previous, position + len(phrase)
    return None


def chosen(reader: Reader, position: int, limit: int) -> Read | None:
    """One of several last answers: "the second one", "the larger solution"."""
    if len(reader.answers) < 2:
        return None
    position += reader.text(position, limit) == "only"
    position += reader.text(position, limit) == "the"
    word = reader.text(position, limit)
    ordinal = numerals.ordinal(reader, position, limit)
    end = ordinal[1] if ordinal else position + 1
    if reader.text(end, limit) not in ANSWERS and reader.text(end, limit) != "one":
        return None
    if ordinal and ordinal[0] <= len(reader.answers):
        return _numbered(reader.answers[ordinal[0] - 1], ordinal[0]), end + 1
    if word == "last":
        return _numbered(reader.answers[-1], len(reader.answers)), end + 1
    slots = ", ".join(f"{{{index}}}" for index in range(len(reader.answers)))
    sign = {"positive": ">", "negative": "<"}.get(word)
    if sign:
        chosen_one = f"([v for v in map(S, ({slots},)) if v.is_real and v {sign} 0] + [nan])[0]"
        return t.Formula(chosen_one, rf"x_{{{{{sign} 0}}}}", tuple(reader.answers)), end + 1
    picked = "Max" if word in english.LARGER else "Min" if word in english.SMALLER else ""
    if not picked:
        return None
    return t.Formula(
        f"{picked}({slots})", rf"\{picked.lower()}\left({slots}\right)", tuple(reader.answers)
    ), end + 1


def _numbered(answer: t.Node, number: int) -> t.Node:
    """One of several answers, shown as ``x_2``."""
    return t.Formula("({0})", f"x_{{{{{number}}}}}", (answer,))
