"""Sine waves: period, amplitude, midline and phase of ``a sin(b x + c) + d``."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.functions import TRIGONOMETRIC
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.given import curve, on_curve
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW, math

topic = Topic("waves")


@topic.question("[<find>] [the] [(fundamental|smallest)] period (of|for) {a:curve}")
def period(c: Captures, s: Situation) -> Problem | None:
    found = curve(c, s)
    if found is None:
        return None
    body, name = found
    program, x = on_curve(body, name, s)
    program.add(
        f"answer = periodicity(curve, {x})",
        *SHOW,
    )

    def explain(labels: Labels) -> str:
        if labels["exact"] == "None":
            return f"{math(latex(body))} is **not periodic**."
        return f"The period of {math(latex(body))} is **{math(labels['latex'])}**."

    return Problem(program.text(), explain, s)


@topic.question("[<find>] [the] amplitude (of|for) {a:curve}")
def amplitude(c: Captures, s: Situation) -> Problem | None:
    found = curve(c, s)
    if found is None:
        return None
    body, name = found
    program, x = on_curve(body, name, s)
    program.need("from sympy.calculus.util import maximum, minimum")
    program.add(
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


@topic.question(
    "[<find>] [the] (phase shift|horizontal shift|phase|horizontal translation) (of|for) {a:curve}",
    "[<find>] [the] (vertical shift|midline|mid line|vertical translation) {up:yes} (of|for) {a:curve}",
)
def shift(c: Captures, s: Situation) -> Problem | None:
    """Of ``a sin(b x + c) + d``: ``-c/b`` to the right, or ``d`` upwards."""
    found = curve(c, s)
    if found is None:
        return None
    body, name = found
    waves = [part for part in t.walk(body) if isinstance(part, t.Function) and name in t.names_in(part)]
    if len(waves) != 1 or waves[0].name not in TRIGONOMETRIC:
        return None
    program = Program(s)
    x = program.symbol(name, "real=True")
    program.add(
        f"angle, rest = S({program.source(waves[0].args[0])}), S({program.source(_without(body, waves[0]))})",
        f"slope, start = diff(angle, {x}), angle.subs({x}, 0)",
        f'assert slope.is_number and slope != 0 and not rest.has({x}), "it is no single wave"',
        f"answer = {'rest' if 'up' in c else 'simplify(-start/slope)'}",
        *SHOW,
    )
    up = "up" in c

    def explain(labels: Labels) -> str:
        if up:
            return f"The midline of {math(latex(body))} is **{math('y = ' + labels['latex'])}**."
        to = "left" if labels["exact"].startswith("-") else "right"
        return f"The phase shift of {math(latex(body))} is **{math(labels['latex'])}**" + (
            f": the wave is moved to the {to}." if labels["exact"] != "0" else "."
        )

    return Problem(program.text(), explain, s)


def _without(body: t.Node, wave: t.Node) -> t.Node:
    """What is left of the expression where the wave is at zero."""
    return t.Number("0") if body == wave else t.rebuild(body, lambda child: _without(child, wave))
