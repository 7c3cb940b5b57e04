"""Circles: from area or circumference back to the radius, sectors, and their equations in the plane."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.geometry import pair
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW, math

topic = Topic("circles")

_UNIT = "[(square|sq)] [(cm|m|mm|km|in|inch|inches|ft|feet|meters|metres|units|unit|miles|yards)] [('^' 2|squared)]"
_EQ = "[(of|is|'='|equal to|equals)]"
_WITH = "[','] [(with|whose|that has|which has|if|given|having|of|where|when)] [(its|the|a|an)]"


# ── sectors ───────────────────────────────────────────────────────────────────

_RADIUS = f"[(a|an|the|its)] (radius|r) {_EQ} {{r:tight}} {_UNIT}"


# ── in the plane ──────────────────────────────────────────────────────────────

_CENTER = "[(a|the|its)] (center|centre) [(at|is|of|'=')] [(the|the point|point)] {p}"


@topic.question(
    f"[<find>] [the] [standard] equation (of|for) [a|the] circle {_WITH} {_CENTER} [(and|',')] [with] {_RADIUS}",
    f"[<find>] [the] [standard] equation (of|for) [a|the] circle {_WITH} {_RADIUS} [(and|',')] {_CENTER}",
    "[<find>] [the] [standard] equation (of|for) [a|the] circle centered at {p} (with|and) [a] radius [of] {r:tight}",
)
def circle_equation(c: Captures, s: Situation) -> Problem | None:
    center = pair(c["p"])
    if center is None or len(center) != 2:
        return None
    program = Program(s)
    x, y = program.symbol("x"), program.symbol("y")
    h, k = (program.source(part) for part in center)
    program.add(
        f"h, k, r = S({h}), S({k}), S({program.source(c['r'])})",
        f"answer = Eq(({x} - h)**2 + ({y} - k)**2, r**2)",
        *SHOW,
    )

    def explain(labels: Labels) -> str:
        return f"The circle is **{math(labels['latex'])}**, from \\((x - h)^2 + (y - k)^2 = r^2\\)."

    return Problem(program.text(), explain, s)


@topic.question(
    "[<find>] [the] [coordinates of [the]] (center|centre) of [the] [circle] [(with equation|given by|whose equation is)] {e:relation}",
    "[<find>] [the] (center|centre) and [the] radius {both:yes} of [the] [circle] [(with equation|given by|whose equation is)] {e:relation}",
    "[<find>] [the] radius and [the] (center|centre) {both:yes} of [the] [circle] [(with equation|given by|whose equation is)] {e:relation}",
    "[<find>] [the] radius {radius:yes} of [the] circle [(with equation|given by|whose equation is)] {e:relation}",
)
def center_and_radius(c: Captures, s: Situation) -> Problem | None:
    equation: t.Relation = c["e"]
    if equation.op != "=" or set(t.names_in(equation)) != {"x", "y"}:
        return None
    program = Program(s)
    program.symbol("x")
    program.symbol("y")
    program.add(
        f"circle = Poly(({program.source(equation.left)}) - ({program.source(equation.right)}), x, y)",
        "a = circle.coeff_monomial(x**2)",
        "assert a != 0 and a == circle.coeff_monomial(y**2) and circle.coeff_monomial(x*y) == 0 and circle.total_degree() == 2",
        "h, k = -circle.coeff_monomial(x)/(2*a), -circle.coeff_monomial(y)/(2*a)",
        "r = sqrt(h**2 + k**2 - circle.coeff_monomial(1)/a)",
        'print("exact:", r)',
        'print("center:", latex((h, k)))',
        'print("radius:", latex(r))',
    )
    only_radius, both = "radius" in c, "both" in c

    def explain(labels: Labels) -> str:
        center, radius = math(labels["center"]), math(labels["radius"])
        shown = math(latex(equation))
        if both:
            return f"Completing the squares in {shown}, the center and the radius are **{center}, {radius}**."
        if only_radius:
            return f"Completing the squares in {shown}, the radius is **{radius}**; the center is {center}."
        return f"Completing the squares in {shown}, the center is **{center}**; the radius is {radius}."

    return Problem(program.text(), explain, s)
