"""Triangles: missing sides and angles, by Pythagoras, the angle sum, and the laws of sines and cosines."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.program import Program

topic = Topic("triangles")

_UNIT = "[(cm|m|mm|km|in|inch|inches|ft|feet|meters|metres|units|unit|miles|yards)]"
_RIGHT = "(right|right angled|right - angled|rectangular) triangle"
_WITH = "[','] [(with|has|whose|that has|having|where|if|given|when)]"


_DEGREES = "[(degrees|degree|'°')]"


def _bare_degrees(node: t.Node) -> t.Node:
    node = t.bare(node)
    return node.value if isinstance(node, t.Postfix) and node.op == "°" else node


# ── any triangle ──────────────────────────────────────────────────────────────

_SIDES = f"[(two|its)] sides [(of|are|with lengths|of length|of lengths)] {{a:tight}} {_UNIT} and {{b:tight}} {_UNIT}"
_INCLUDED = f"[(and|with|',')] [(an|the|their|a)] [included] angle [(of|is|between them of|'=')] {{g:tight}} {_DEGREES} [(between them|between)]"


@topic.question(
    f"[<find>] [the] (third|other|remaining|missing) side of [a|the] triangle {_WITH} {_SIDES} {_INCLUDED}",
    f"[(a|if a|the)] triangle {_WITH} {_SIDES} {_INCLUDED} [(','|'.')] [(find|what is)] [the] (third|other|remaining|missing) side",
)
def law_of_cosines(c: Captures, s: Situation) -> Problem | None:
    angle = t.Postfix("°", _bare_degrees(c["g"]))
    node = t.Formula(
        "sqrt({0}**2 + {1}**2 - 2*{0}*{1}*cos({2}))",
        r"\sqrt{{{0}^2 + {1}^2 - 2 \cdot {0} \cdot {1} \cos {2}}}",
        (c["a"], c["b"], angle),
        method="the law of cosines",
        then="simplify",
    )
    return value_problem(node, s)


@topic.question(
    f"(is|does|do|can) [(a|the)] [triangle] [(with|of)] [sides] {{a:number}} [','] {{b:number}} [','] [and] {{d:number}} [(a|form a|make a|be the sides of a|the sides of a|a set of)] {_RIGHT}",
    "is [a|the] triangle (with|of|whose) [(the|its)] sides [(of|are|lengths)] {a:number} [','] {b:number} [','] [and] {d:number} [a] (right|right angled|right triangle)",
    "(is|are) {a:number} [','] {b:number} [','] [and] {d:number} [a] pythagorean (triple|triples)",
)
def is_right(c: Captures, s: Situation) -> Problem | None:
    program = Program(s)
    program.add(
        f"a, b, c = sorted([{', '.join(program.source(c[key]) for key in 'abd')}])",
        'print("exact:", a**2 + b**2 == c**2)',
        'print("legs:", a**2 + b**2)',
        'print("hypotenuse:", c**2)',
    )

    def explain(labels: Labels) -> str:
        sign, verdict = ("=", "yes") if labels["exact"] == "True" else (r"\neq", "no")
        return f"**{verdict}**: \\(a^2 + b^2 = {labels['legs']} {sign} {labels['hypotenuse']} = c^2\\)."

    return Problem(program.text(), explain, s)
