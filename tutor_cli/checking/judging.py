"""Judges a model's message against the answer of a question set: right, wrong or declined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tutor_cli.checking.comparison import Comparison, Expected, compare
from tutor_cli.checking.extraction import declines, final_answer
from tutor_cli.checking.question import Question
from tutor_cli.checking.values import Text, Truth

Verdict = Literal["right", "wrong", "declined"]


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
