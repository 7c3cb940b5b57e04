"""Whether the steps are asked for: "show the steps", "muestra los pasos", beside a question or alone."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tutor_cli.models.solver.conversation import Turn

_STEPS = r"(?:(?:all|all of|every|each|todos)\s+)?(?:(?:the|your|los|tus)\s+)?(?:intermediate\s+|single\s+)?(?:steps?|working|workings|work|pasos?)"
_SHOW = (
    r"(?:can you |could you |please |now |and |puedes |por favor,? |ahora |y )*"
    r"(?:show|give|tell|write|write down|write out|explain|list|see|muestra|muestrame|muéstrame|muestre|mostrar|enseña|enséñame|ensename|explica|explícame|explicame|escribe|dame|pon|ver|detalla)"
    rf"(?:\s+me)?\s+{_STEPS}"
)
_WITH = rf"(?:with|showing|including|con|mostrando|incluyendo)\s+{_STEPS}"
_ALONE = r"(?:how|why)(?: did you (?:get|find) (?:that|it|this|there))?|how so|explain (?:it|that)|(?:explica|expl[ií]ca)(?:lo|me(?:lo)?)|¿?c[oó]mo(?: (?:se hace|lo hiciste|llegaste a eso|lo sabes))?"
_POLITE = r"(?:\s*,?\s*(?:please|too|as well|por favor|también|tambien))?"
_FOR = r"(?:\s+(?:to|for|of|how to|when you|para|de|del|c[oó]mo))?"
_ANYWHERE = re.compile(r"(?i)[\s,;(]*\b(?:(?:explain\s+)?step[ -]by[ -]step|paso a paso)\b\)?")
_BEFORE = re.compile(rf"(?i)^\W*(?:{_SHOW}|{_WITH}){_POLITE}{_FOR}(?=[\s:,.;?!]|$)[\s:,.;?!]*")
_AFTER = re.compile(rf"(?i)[\s,.;:?!(]*(?:\b(?:and|y|e)\s+)?\b(?:{_SHOW}|{_WITH}){_POLITE}[\s.?!)]*$")
_ONLY = re.compile(rf"(?i)^\W*(?:{_ALONE}){_POLITE}\W*$")
MAX_CHARACTERS = 2000
"""Longer questions are not searched."""


def without_request(question: str) -> tuple[str, bool]:
    """The question without the words that ask for its steps, and whether there were any.

    What is left is empty when nothing else was asked.
    """
    if len(question) > MAX_CHARACTERS:
        return question, False
    if _ONLY.match(question):
        return "", True
    left = _ANYWHERE.sub(" ", question)
    left = _AFTER.sub("", _BEFORE.sub("", left, count=1), count=1).strip(" ,;:")
    if left == question.strip(" ,;:"):
        return question, False
    return ("" if not re.search(r"\w", left) else left), True


def in_spanish(question: str) -> bool:
    """Whether the steps are asked for in Spanish."""
    return bool(re.search(r"(?i)\bpasos?\b|\bc[oó]mo\b|\bexpl[ií]ca(?:me|lo|melo)?\b", question))


def settled(conversation: Sequence[Turn]) -> list[Turn]:
    """The conversation as it was meant: "show the steps" alone asks the question before it again."""
    found: list[Turn] = []
    for turn in conversation:
        question, asked = without_request(turn.question)
        if asked and not question and found:
            found[-1] = replace(turn, question=found[-1].question)
        elif asked:
            found.append(replace(turn, question=question))
        else:
            found.append(turn)
    return found
