"""Coefficients: "express … as a*x**2 + b*x + c and give b"."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex, symbol
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW, math

topic = Topic("coefficients")


@topic.question(
    "(express|rearrange|write|rewrite|put) {a} (as|to|in|into) [the form] {form} [','] [and] (give|find|state|determine|what is) [the value of] {x:name}",
    "(express|rearrange|write|rewrite|put) {a} (as|to|in|into) [the form] {form} ('.'|',') [and] (give|find|state|determine|what is) [the value of] {x:name}",
    "what is [the value of] {x:name} (if|when) {a} is (written|expressed|rearranged|rewritten|put) (as|in|into) [the form] {form}",
    "(if|when) {a} is (written|expressed|rearranged|rewritten|put) (as|in|into) [the form] {form} [','] (give|find|state|determine|what is) [the value of] {x:name}",
    letters=True,
)
def named_coefficient(c: Captures, s: Situation) -> Problem | None:
    names = [name for name in t.names_in(c["a"]) if not s.knows(name)]
    if len(names) != 1:
        return None
    power = power_beside(c["form"], c["x"], names[0])
    if power is None:
        return None
    program = Program(s)
    source, x = program.source(c["a"]), program.symbol(names[0])
    program.add(f"polynomial = expand({source})", f"answer = polynomial.coeff({x}, {power})")
    program.add(*SHOW, 'print("polynomial:", latex(polynomial))')
    name = symbol(c["x"])

    def explain(labels: Labels) -> str:
        return f"Collected, it is {math(labels.get('polynomial', ''))}, so **{math(name + ' = ' + labels.get('latex', ''))}**."

    return Problem(program.text(), explain, s)


def power_beside(form: t.Node, coefficient: str, variable: str) -> int | None:
    """The power of ``variable`` that ``coefficient`` stands beside in a sum of such products."""
    form = t.bare(form)
    if isinstance(form, t.Binary) and form.op == "+":
        left = power_beside(form.left, coefficient, variable)
        return left if left is not None else power_beside(form.right, coefficient, variable)
    if form == t.Name(coefficient):
        return 0
    if isinstance(form, t.Binary) and form.op == "*" and form.left == t.Name(coefficient):
        if form.right == t.Name(variable):
            return 1
        if isinstance(form.right, t.Binary) and form.right.op == "^" and form.right.left == t.Name(variable):
            exponent = t.bare(form.right.right)
            if isinstance(exponent, t.Number) and exponent.is_whole:
                return int(exponent.text)
    return None


@topic.question(
    "[<find>] [the] coefficient of [the] {m} [term] (in|of) [the] [(expansion of|expansion|polynomial|binomial expansion of)] [of] {a}",
    letters=True,
)
def coefficient(c: Captures, s: Situation) -> Problem | None:
    node = t.Formula(
        "expand({0}).coeff({1})", r"\text{{coefficient of }} {1} \text{{ in }} {0}", (c["a"], c["m"])
    )
    return value_problem(node, s, then="", verb="is") if latex(c["m"]) else None
