"""Complex numbers: modulus, argument, conjugate, parts, polar form."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import math

topic = Topic("complex numbers")


@topic.noun("(modulus|absolute value|magnitude) of [the] [complex] [number] [z '='] {a}")
def modulus(c: Captures) -> t.Node | None:
    return (
        None
        if isinstance(t.bare(c["a"]), t.Sequence)
        else t.Formula("Abs({0})", r"\left|{0}\right|", (c["a"],), then="simplify")
    )


@topic.noun("[complex] conjugate of [the] [complex] [number] [z '='] {a}")
def conjugate(c: Captures) -> t.Node:
    return t.Formula("conjugate({0})", r"\overline{{{0}}}", (c["a"],), then="simplify")


@topic.noun("(argument|principal argument) of [the] [complex] [number] [z '='] {a}")
def argument(c: Captures) -> t.Node:
    return t.Formula("arg({0})", r"\arg\left({0}\right)", (c["a"],), then="simplify")


@topic.noun("(real part {real:yes}|imaginary part) of [the] [complex] [number] [z '='] {a}")
def part(c: Captures) -> t.Node:
    name = "re" if "real" in c else "im"
    return t.Formula(
        f"{name}({{0}})",
        rf"\operatorname{{{{{name.title()}}}}}\left({{0}}\right)",
        (c["a"],),
        then="simplify",
    )


@topic.question(
    "(write|express|convert|put|give) [the] [complex] [number] [z '='] {a} (in|to|into) (polar|exponential|trigonometric) form",
    "[<find>] [the] (polar|exponential|trigonometric) form of [the] [complex] [number] {a}",
)
def polar(c: Captures, s: Situation) -> Problem | None:
    program = Program(s)
    program.add(
        f"number = {program.source(c['a'])}",
        "r, phi = simplify(Abs(number)), simplify(arg(number))",
        "answer = Mul(r, exp(I*phi, evaluate=False), evaluate=False)",
        'print("exact:", answer)',
        'print("r:", latex(r))',
        'print("phi:", latex(phi))',
    )

    def explain(labels: Labels) -> str:
        r, phi = labels["r"], labels["phi"]
        return rf"With \(r = {r}\) and \(\varphi = {phi}\), {math(latex(c['a']))} is **{math(FORM.format(r, phi, phi))}**."

    return Problem(program.text(), explain, s)


FORM = r"{} \left(\cos {} + i \sin {}\right)"


@topic.question("[<ask>] {a} in (degrees|degree)", "(give|find|calculate|express) {a} in degrees")
def angle_in_degrees(c: Captures, s: Situation) -> Problem | None:
    """The value of an inverse function, as an angle in degrees."""
    inside = t.bare(c["a"])
    if not (
        isinstance(inside, t.Function) and inside.name in ("asin", "acos", "atan", "asec", "acsc", "acot")
    ):
        return None
    return value_problem(t.Formula("({0}*180/pi)", "{0}", (inside,), then="simplify"), s, after="°")
