"""A line of a question set: the question, and what a right answer to it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tutor_cli.checking import reading, sympytext
from tutor_cli.checking.comparison import Expected
from tutor_cli.checking.plaintext import plain
from tutor_cli.checking.reading import Names
from tutor_cli.checking.regions import region_of
from tutor_cli.checking.sympytext import Unreadable
from tutor_cli.checking.units import canonical
from tutor_cli.checking.values import Answer, Equation, Items, Region, Scalar, Text, Truth
from tutor_cli.models.solver.reading.symbols import GREEK


@dataclass(frozen=True)
class Question:
    """A line of a question set; the fields are described in docs/checking.md."""

    question: str
    answer: str | None
    id: str | None = None
    topic: str | None = None
    module: str | None = None
    answer_kind: str | None = None
    unit: str | None = None
    tolerance: float | None = None
    form: str | None = None
    accept: tuple[str, ...] = ()
    modulo: str | None = None
    ordered: bool = False
    variable: str | None = None
    variables: tuple[str, ...] = ()
    follow_up_of: str | None = None

    @property
    def expected(self) -> Expected:
        """What a right answer is. Raises Unreadable when the line's ``answer`` is no such thing."""
        if self.answer is None:
            raise Unreadable("the question has no answer")
        kind, ordered = self.answer_kind, self.ordered
        if kind is None:
            kind, ordered = _kind_of(self.answer, self.module or "")
        value = _value(self.answer, kind, ordered)
        return Expected(
            value=value,
            question=self.question,
            unit=_unit(self.unit),
            tolerance=self.tolerance,
            form=self.form,
            accept=self.accept,
            modulo=self.modulo,
            variables=self.variables or ((self.variable,) if self.variable else ()),
            exact=self.module is not None,
        )


def question_from(line: Mapping[str, Any]) -> Question:
    """A question from a decoded JSON line. Raises ValueError, which says what is wrong with it."""
    text = line.get("question")
    if not isinstance(text, str) or not text.strip():
        raise ValueError('"question" must be a text that is not empty')
    if "answer" not in line:
        raise ValueError('"answer" is missing (null where the question should be declined)')
    answer = line["answer"]
    if isinstance(answer, bool | int | float):
        answer = str(answer)
    if answer is not None and not isinstance(answer, str):
        raise ValueError('"answer" must be a text, a number, or null')
    tolerance = line.get("tolerance")
    if tolerance is not None and (
        isinstance(tolerance, bool) or not isinstance(tolerance, int | float) or tolerance < 0
    ):
        raise ValueError('"tolerance" must be a number that is not negative')
    texts = {}
    for key in ("id", "topic", "module", "answer_kind", "unit", "form", "modulo", "variable", "follow_up_of"):
        value = line.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and key in ("id", "follow_up_of"):
            value = str(value)
        if value is not None and not isinstance(value, str):
            raise ValueError(f'"{key}" must be a text')
        texts[key] = value
    question = Question(
        question=text,
        answer=answer,
        tolerance=tolerance,
        ordered=bool(line.get("ordered")),
        accept=_words(line, "accept"),
        variables=_words(line, "variables"),
        **texts,
    )
    if answer is not None:
        try:
            question.expected  # noqa: B018
        except Unreadable as error:
            raise ValueError(
                f'"answer" cannot be read as {question.answer_kind or "a value"}: {error}'
            ) from None
    return question


def _words(line: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = line.get(key) or ()
    if (
        isinstance(value, str)
        or not isinstance(value, Sequence)
        or not all(isinstance(word, str) for word in value)
    ):
        raise ValueError(f'"{key}" must be a list of texts')
    return tuple(value)


def _kind_of(answer: str, module: str) -> tuple[str | None, bool]:
    """The kind of an answer of mathematics_dataset, and whether its order counts."""
    if answer in ("True", "False"):
        return "boolean", False
    if module in ("measurement__time", "numbers__base_conversion") and not re.fullmatch(r"-?\d+", answer):
        return "text", False
    if module == "numbers__base_conversion" or "in_base" in module or re.fullmatch(r"[a-z]", answer):
        return "text", False
    if ", " in answer:
        return "set", "sort" in module
    return None, False


def _value(answer: str, kind: str | None, ordered: bool = False) -> Answer:
    """The answer of a question set as a value. Raises Unreadable."""
    if kind == "text":
        return Text(answer)
    if kind == "boolean":
        return Truth(answer.strip().lower() in ("true", "yes"))
    if kind is None and _is_word(answer):
        return Text(answer)
    try:
        value = sympytext.read(answer)
    except Unreadable:
        written = _as_written(answer, kind)
        if written is None:
            raise
        value = written
    if kind == "set":
        if isinstance(value, Scalar):
            return Items((value,), ordered)
        if isinstance(value, Items):
            return replace(value, ordered=ordered)
        if isinstance(value, Region) and not value.spans:
            return Items(())
    return value


def _is_word(answer: str) -> bool:
    """Whether the answer is a word such as ``odd``, and neither a name nor one of SymPy's."""
    word = answer.strip()
    return (
        word.isalpha()
        and len(word) > 2
        and word.lower() == word
        and word not in (*GREEK, "true", "false", "zoo", "nan")
    )


def _as_written(answer: str, kind: str | None) -> Answer | None:
    """The answer as people write it, ``(x - 2)(x - 3)`` or ``x = 5``; ``None`` if it cannot be read so."""
    text, names = plain(answer), Names(frozenset("xyz"))
    if kind == "set":
        return reading.items(text, names)
    if kind == "interval":
        return region_of(text, names)
    sides = [reading.expression(reading.numerals(side), names) for side in text.split("=")]
    known = [side for side in sides if side is not None]
    if len(known) < len(sides) or len(sides) > 2:
        return None
    return Equation(known[0], known[1]) if len(known) == 2 else Scalar(known[0])


def _unit(unit: str | None) -> str:
    """A question set's unit as :mod:`.units` names it; one that is not known is its own."""
    return "" if not unit else (canonical(unit) if canonical(unit) is not None else unit) or ""
