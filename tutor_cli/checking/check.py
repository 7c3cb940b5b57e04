"""Checks a language model's answer: against the solver's own, or against what its code printed.

A check says what was done and no more: ``checked`` that the solver read the same question,
calculated it in the sandbox and got the same value; ``differs`` that it got another; and
``computed`` that the numbers of the answer are among the outputs of the code that was run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tutor_cli.checking import reading, sympytext
from tutor_cli.checking.comparison import Comparison, Expected
from tutor_cli.checking.computed import is_computed
from tutor_cli.checking.equality import is_constant_name
from tutor_cli.checking.extraction import declines, final_answer
from tutor_cli.checking.judging import compare_message
from tutor_cli.checking.plaintext import plain
from tutor_cli.checking.reading import Names
from tutor_cli.checking.regions import region_of
from tutor_cli.checking.units import canonical
from tutor_cli.checking.values import Answer, Equation, Items, Region, Scalar, Text, Truth
from tutor_cli.domain import Item, ToolCallRecord
from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.sandbox.base import Sandbox

Verdict = Literal["checked", "differs", "computed"]

TIMEOUT = 10.0
"""Seconds the solver's program may take."""
TURNS_REMEMBERED = 12


@dataclass(frozen=True)
class Check:
    """What was found out about an answer."""

    verdict: Verdict | None = None
    """``None``: nothing can be said."""
    value: str | None = None
    """The solver's answer, in Markdown, where it has one."""
    detail: str = ""

    @property
    def reconsider(self) -> str:
        """What to tell the model when its answer differs, so that it may look again."""
        return (
            f"A separate symbolic calculation of this question gave {self.value}, which differs from your "
            "answer. Look at both again: if yours is wrong, correct it; if the calculation answers another "
            "question than the one asked, keep yours and say why. Then state the final answer."
        )


@dataclass(frozen=True)
class Solved:
    """The solver's own answer to a question."""

    expected: Expected
    shown: str
    """As it would be told, in Markdown."""


def may_be_checked(answer: str) -> bool:
    """Whether there is a final answer in it, rather than a refusal."""
    return bool(final_answer(answer)) and not declines(answer)


def compare(answer: str, solved: Solved | None, calls: Sequence[ToolCallRecord] = ()) -> Check:
    """Check an answer against what the solver made of the question, if anything, and against ``calls``."""
    final = final_answer(answer)
    if not final or declines(answer):
        return Check()
    if solved is not None:
        found = compare_message(solved.expected, answer, final)
        if found.outcome == "same":
            return Check("checked", solved.shown, found.detail)
        if _is_certain(found):
            return Check("differs", solved.shown, found.detail)
    if is_computed(final, calls):
        return Check("computed", None, "the numbers are among what the code printed")
    return Check()


def _is_certain(found: Comparison) -> bool:
    """Whether the answers truly differ, rather than in units or in how they are put."""
    return (
        found.outcome == "different"
        and not found.detail.startswith(("a value of", "not a", "an expression"))
        and (" instead of " not in found.detail)
    )


def solve(items: Sequence[Item], sandbox: Callable[[], Sandbox]) -> Solved | None:
    """What the solver makes of the last question among ``items``; ``None`` when it cannot read it.

    ``sandbox`` opens one in which no model's code has run; it is called only when the solver can read the
    question. Raises SandboxError if nothing can run.
    """
    from tutor_cli.models.solver.reading.unreadable import Unreadable
    from tutor_cli.models.solver.writing.results import labels_in

    understood = _understand(items)
    if understood is None:
        return None
    question, problem = understood
    execution = sandbox().run(problem.program, timeout=TIMEOUT)
    labels = labels_in("".join(execution.logs.stdout))
    if execution.error is not None or not labels:
        return None
    try:
        told = problem.explain(labels)
    except (Unreadable, ValueError, LookupError):
        return None
    bold = re.search(r"\*\*(.+?)\*\*", told, re.DOTALL)
    if bold is None:
        return None
    expected = expected_from(question, labels.get("exact", ""), bold[1])
    return None if expected is None else Solved(expected, bold[1])


def _understand(items: Sequence[Item]) -> tuple[str, Problem] | None:
    """The last question and the problem it is, in the light of the earlier ones.

    What refers to an answer ("divide that by 2") is only understood when the question just
    before was: a model has answered it, and the solver cannot know what with.
    """
    from tutor_cli.models.solver.conversation import turns
    from tutor_cli.models.solver.reading.unreadable import Unreadable
    from tutor_cli.models.solver.sentences import read
    from tutor_cli.models.solver.situation import Situation
    from tutor_cli.models.solver.solver import after

    conversation = turns(items, TURNS_REMEMBERED)
    if not conversation:
        return None
    situation = Situation()
    for turn in conversation[:-1]:
        try:
            situation = after(read(turn.question, situation), turn)
        except (Unreadable, RecursionError, ValueError):
            situation = replace(situation, previous=None, answers=())
    try:
        return conversation[-1].question, read(conversation[-1].question, situation)
    except (Unreadable, RecursionError, ValueError):
        return None


def expected_from(question: str, exact: str, told: str) -> Expected | None:
    """The solver's answer as something to compare with; ``None`` when it is no such thing.

    ``exact`` is what its program printed, ``told`` the bold part of its sentence. The sentence
    chooses among what was printed (real solutions before complex ones) and names the parts.
    """
    value = _value(exact, told)
    if isinstance(value, Items) and re.search(r"(?i)\b(?:sort|order|ascending|descending|orden)", question):
        value = replace(value, ordered=True)
    if value is None:
        return None
    unit = ""
    modulo = None
    if isinstance(value, Scalar):
        unit = value.unit or _unit_asked(question)
        if re.search(r"\+\s*[CK]\b", told) and not any(map(is_constant_name, t.names_in(value.node))):
            modulo = "constant"
    if isinstance(value, Equation) and any(map(is_constant_name, t.names_in(value.right))):
        modulo = "arbitrary constants"
    variables = value.names if isinstance(value, Items) and value.ordered else ()
    return Expected(value, question, unit, form=_form_asked(question), modulo=modulo, variables=variables)


def _value(exact: str, told: str) -> Answer | None:
    text = plain(told)
    if text.strip().lower() in ("yes", "no"):
        return Truth(text.strip().lower() == "yes")
    names = Names(frozenset(re.findall(r"(?<![A-Za-z])[a-hj-zA-DF-HJ-Z](?![A-Za-z])", text)))
    try:
        value = sympytext.read(exact)
    except sympytext.Unreadable:
        value = None
    if isinstance(value, Truth | Region | Equation):
        return value
    if isinstance(value, Scalar) and isinstance(value.node, t.Name):
        return Text(value.node.name)  # the letter of an option, or of the greater of two
    if isinstance(value, Scalar):
        unit = "%" if text.rstrip().endswith("%") else ""
        beside = reading.scalar(text, names, unit, numeric=not t.names_in(value.node))
        return Scalar(value.node, beside.unit) if beside is not None else value
    if "≈" in text:
        return None
    if isinstance(value, Items) or value is None:
        region = region_of(text, names)
        if region is not None:
            return Items(()) if not region.spans else region
        several = reading.items(text, names)
        if several is not None and several.items:
            known = len(several.items) > 1 or value is not None
            is_system = len(several.names) > 1 or (isinstance(value, Items) and value.ordered)
            if known:
                return replace(several, ordered=several.ordered or is_system)
        if re.fullmatch(r"\d{1,2}:\d{2} ?[AP]M|\d+ ?: ?\d+", text.strip(), re.IGNORECASE):
            return Text(text.strip())
    return value


def _unit_asked(question: str) -> str:
    """The unit of a number that the solver tells without one: the only one that the question names."""
    words = re.findall(r"[A-Za-z°µáéíóúñ/]{2,}[²³]?|[€£$]", question)
    found = {canonical(word) for word in words if word != "in"} - {None, "", "deg", "rad"}
    if len(found) > 1:
        return UNKNOWN_UNIT
    unit = next(iter(found), None) or ""
    power = next((power for pattern, power in _POWERS if re.search(pattern, question)), "")
    return canonical(unit + power) or UNKNOWN_UNIT if unit and power else unit


_POWERS = (
    (r"(?i)\b(?:area|área|superficie|surface)\b", "^2"),
    (r"(?i)\b(?:volume|volumen|capacity|capacidad)\b", "^3"),
)
"""What a length in the question is raised to in the answer."""


UNKNOWN_UNIT = "a unit that is not known"
"""Nothing equals it: an answer with a unit is then not checked."""

_FORMS = (
    ("factored", r"\b(?:factor(?:i[sz]e)?|factori[sz]ation|factori[sz]ed|factoriza)\b"),
    ("completed_square", r"\bcomplet\w* the square\b|\bvertex form\b"),
    ("expanded", r"\b(?:expand|multiply out|expande|desarrolla)\b"),
    ("mixed", r"\bmixed (?:number|fraction)\b|\bnúmero mixto\b"),
    ("scientific", r"\b(?:scientific notation|standard form|notación científica)\b"),
    (
        "decimal",
        r"\b(?:as|to|into|in) (?:a )?decimals?\b|\bdecimal (?:form|places?)\b|\b(?:en|como) decimal(?:es)?\b",
    ),
    ("fraction", r"\b(?:as|to|into|in) (?:a )?(?:simplified )?fraction\b|\bcomo fracción\b"),
    ("simplified", r"\b(?:simplify|simplest form|lowest terms|simplifica)\b"),
)


def _form_asked(question: str) -> str | None:
    """The form that the question asks for in so many words."""
    if re.search(r"(?i)\b(?:factors of|common factor|is \S+ a factor)\b", question):
        return None
    return next((form for form, pattern in _FORMS if re.search(pattern, question, re.IGNORECASE)), None)
