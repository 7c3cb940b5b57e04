"""Sine waves: period, amplitude, midline and phase of ``a sin(b x + c) + d``."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.given import one_variable
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW, math

topic = Topic("waves")

_CURVE = "[the] [(curve|function|graph|graph of|wave)] [(y|{f:name} '(' {x:name} ')') '='] {a}"


@topic.question(f"[<find>] [the] [(fundamental|smallest)] period of {_CURVE}")
def period(c: Captures, s: Situation) -> Problem | None:
    found = one_variable(c["a"], s)
    if found is None:
        return None
    body, name = found
    program = Program(s)
    x = program.symbol(name, "real=True")
    program.add(
        f"curve = {program.source(body)}",
        f"answer = periodicity(curve, {x})",
        *SHOW,
    )

    def explain(labels: Labels) -> str:
        if labels["exact"] == "None":
            return f"{math(latex(body))} is **not periodic**."
        return f"The period of {math(latex(body))} is **{math(labels['latex'])}**."

    return Problem(program.text(), explain, s)


@topic.question(f"[<find>] [the] amplitude of {_CURVE}")
def amplitude(c: Captures, s: Situation) -> Problem | None:
    found = one_variable(c["a"], s)
    if found is None:
        return None
    body, name = found
    program = Program(s)
    x = program.symbol(name, "real=True")
    program.need("from sympy.calculus.util import maximum, minimum")
    program.add(
        f"curve = {program.source(body)}",
        f"step = periodicity(curve, {x})",
        'assert step, "it is not periodic"',
        f"top, bottom = (extreme(curve, {x}, Interval(0, step)) for extreme in (maximum, minimum))",
        "answer = simplify((top - bottom)/2)",
        'assert answer.is_finite, "it is unbounded"',
        *SHOW,
    )

    def explain(labels: Labels) -> str:
        return f"The amplitude of {math(latex(body))} is **{math(labels['latex'])}**: half the distance from its lowest to its highest value."

    return Problem(program.text(), explain, s)
