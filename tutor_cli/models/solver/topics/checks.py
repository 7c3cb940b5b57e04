"""Whether a value or a point fits: "is 5 a solution of 2x + 1 > 10", "is (3, 4) on the circle x^2 + y^2 = 25"."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from collections.abc import Sequence

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.inequalities import links
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import math

topic = Topic("checks")

_THE = "[the] [(equation|equations|inequality|system|line|curve|circle|parabola|graph|function|ellipse|hyperbola|plane)] [(of|with equation|given by|of equations)] [the] [(equation|equations|line|circle|curve|function|parabola)] [':']"
_POINT = "[the] [(point|ordered pair|pair|value|number)] ({p}|{v:name} '=' {w:tight})"


@topic.question(
    f"(is|are) {_POINT} [a|the] (solution|solutions|root|zero) (of|to|for) {_THE} {{r:relations}}",
    f"does {_POINT} (satisfy|solve|fit|work in|work for|make) {_THE} {{r:relations}} [true]",
    f"(is|does) {_POINT} [(lie|lies|lying|fall|be)] (on|in) {_THE} {{r:relations}}",
    f"does {_THE} {{r:relations}} (pass through|go through|contain|include|cross) {_POINT}",
    f"(check|verify|determine|tell me|decide) (that|if|whether) {_POINT} (is [a|the] (solution|root|zero) (of|to|for)|satisfies|solves|lies on|is on|is in) {_THE} {{r:relations}}",
    f"(is|does) {_POINT} [(lie|lies)] on {_THE} {{a}}",
    f"is {_POINT} [a] (root|zero) (of|to) {_THE} [(polynomial|quadratic)] {{zero:yes}} {{a}}",
)
def fits(c: Captures, s: Situation) -> Problem | None:
    if "zero" in c:
        relations: tuple[t.Relation, ...] = (t.Relation("=", c["a"], t.Number("0")),)
    else:
        relations = (
            links(tuple(map(_with_y, c["r"]))) if "r" in c else (t.Relation("=", t.Name("y"), c["a"]),)
        )
    values = _values(c, relations, s)
    if values is None:
        return None
    program = Program(s.without_kept())
    sides = ", ".join(
        f"({program.source(put.left)}, {program.source(put.right)})"
        for put in (t.substitute(relation, values) for relation in relations)
        if isinstance(put, t.Relation)
    )
    signs = ", ".join(f'"{"==" if relation.op == "=" else relation.op}"' for relation in relations)
    program.add(
        f"sides, signs = [{sides}], [{signs}]",
        'compared = {"==": lambda d: d == 0, "!=": lambda d: d != 0, "<": lambda d: d < 0, "<=": lambda d: d <= 0, ">": lambda d: d > 0, ">=": lambda d: d >= 0}',
        "answer = all(bool(compared[sign](simplify(S(left) - right))) for (left, right), sign in zip(sides, signs))",
        'print("exact:", answer)',
        'print("latex:", "; ".join(f"{latex(S(left))} {latex(S(right))}" for left, right in sides))',
        'print("left:", " ;; ".join(latex(S(left)) for left, right in sides))',
        'print("right:", " ;; ".join(latex(S(right)) for left, right in sides))',
    )
    question = " and ".join(math(latex(relation)) for relation in relations)
    put = ", ".join(math(f"{latex(t.Name(name))} = {latex(value)}") for name, value in values.items())

    def explain(labels: Labels) -> str:
        sides = zip(labels["left"].split(" ;; "), labels["right"].split(" ;; "), strict=True)
        told = ", ".join(f"{math(left)} and {math(right)}" for left, right in sides)
        verdict = "yes" if labels["exact"] == "True" else "no"
        return f"**{verdict}**: with {put}, the sides of {question} are {told}."

    return Problem(program.text(), explain, s)


def _with_y(relation: t.Relation) -> t.Relation:
    """``f(x) = x^2`` as the curve y = x^2."""
    call = relation.left
    if isinstance(call, t.Call) and len(call.args) == 1 and isinstance(call.args[0], t.Name):
        return t.Relation(relation.op, t.Name("y"), relation.right)
    return relation


def _values(c: Captures, relations: Sequence[t.Relation], s: Situation) -> dict[str, t.Node] | None:
    """What the point or the value gives each of the unknowns."""
    names = sorted({name for relation in relations for name in t.names_in(relation) if not s.knows(name)})
    if "v" in c:
        values: tuple[t.Node, ...] = (c["w"],)
        names = [c["v"]] if names == [c["v"]] else []
    else:
        point = t.bare(c["p"])
        values = point.items if isinstance(point, t.Sequence) else (point,)
        if isinstance(point, t.Sequence) and names and set(names) < {"x", "y"} and len(values) == 2:
            names = ["x", "y"]  # y = 3, a line
    if len(names) != len(values) or any(t.names_in(value) for value in values):
        return None
    return {name: t.Group(value) for name, value in zip(names, values, strict=True)}
