"""Judges a model's message against the answer of a question set: right, wrong or declined."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tutor_cli.checking.comparison import Comparison, Expected, compare, expected_unit, expected_value
from tutor_cli.checking.extraction import declines, final_answer
from tutor_cli.checking.sympytext import Unreadable
from tutor_cli.checking.values import Items, Text, Truth

Verdict = Literal["right", "wrong", "declined"]


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
        value = expected_value(self.answer, kind, ordered)
        return Expected(
            value=value,
            question=self.question,
            unit=expected_unit(self.unit),
            tolerance=self.tolerance,
            form=self.form,
            accept=self.accept,
            modulo=self.modulo,
            variables=self.variables or ((self.variable,) if self.variable else ()),
            exact=self.module is not None,
        )


@dataclass(frozen=True)
class Judgement:
    verdict: Verdict
    final: str = ""
    """The final answer that was found in the message."""
    detail: str = ""


def judge(question: Question, message: str) -> Judgement:
    """Whether ``message`` answers ``question`` rightly. Raises Unreadable, see :class:`Question`."""
    final = final_answer(message)
    if question.answer is None:
        if not message.strip() or declines(message):
            return Judgement("declined", final)
        return Judgement("wrong", final, "it should have been declined")
    found = compare_message(question.expected, message, final)
    if found.outcome == "same":
        return Judgement("right", final, found.detail)
    if found.outcome == "unreadable" and declines(message):
        return Judgement("declined", final)
    return Judgement("wrong", final, found.detail or found.outcome)


def compare_message(expected: Expected, message: str, final: str | None = None) -> Comparison:
    """Compare the final answer of a whole message with what is expected."""
    final = final_answer(message) if final is None else final
    if isinstance(expected.value, Truth | Text) and len(message) < 300 and "\n" not in message.strip():
        found = compare(expected, final)
        return found if found.outcome != "unreadable" else compare(expected, message)
    return compare(expected, final)


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


__all__ = ["Items", "Judgement", "Question", "Verdict", "judge", "question_from"]
