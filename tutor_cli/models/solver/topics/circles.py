"""Circles: from area or circumference back to the radius, sectors, and their equations in the plane."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.geometry import formula, pair
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import math

topic = Topic("circles")

_UNIT = "[(square|sq)] [(cm|m|mm|km|in|inch|inches|ft|feet|meters|metres|units|unit|miles|yards)] [('^' 2|squared)]"
_EQ = "[(of|is|'='|equal to|equals)]"
_WITH = "[','] [(with|whose|that has|which has|if|given|having|of|where|when)] [(its|the|a|an)]"


@topic.noun(f"radius of [a|the] circle {_WITH} area {_EQ} {{a}} {_UNIT}")
def radius_from_area(c: Captures) -> t.Node:
    return formula(
        "sqrt(({0})/pi)",
        r"\sqrt{{\frac{{{0}}}{{\pi}}}}",
        t.bare(c["a"]),
        method=r"solving \(A = \pi r^2\) for \(r\)",
    )


@topic.noun(f"diameter of [a|the] circle {_WITH} area {_EQ} {{a}} {_UNIT}")
def diameter_from_area(c: Captures) -> t.Node:
    return formula(
        "(2*sqrt(({0})/pi))",
        r"2 \sqrt{{\frac{{{0}}}{{\pi}}}}",
        t.bare(c["a"]),
        method=r"solving \(A = \pi r^2\) for \(2r\)",
    )


@topic.noun(f"radius of [a|the] circle {_WITH} (circumference|perimeter) {_EQ} {{a}} {_UNIT}")
def radius_from_circumference(c: Captures) -> t.Node:
    return formula(
        "(({0})/(2*pi))",
        r"\frac{{{0}}}{{2 \pi}}",
        t.bare(c["a"]),
        method=r"solving \(C = 2 \pi r\) for \(r\)",
    )


@topic.noun(f"diameter of [a|the] circle {_WITH} (circumference|perimeter) {_EQ} {{a}} {_UNIT}")
def diameter_from_circumference(c: Captures) -> t.Node:
    return formula(
        "(({0})/pi)", r"\frac{{{0}}}{{\pi}}", t.bare(c["a"]), method=r"solving \(C = \pi d\) for \(d\)"
    )


@topic.noun(f"area of [a|the] circle {_WITH} (circumference|perimeter) {_EQ} {{a}} {_UNIT}")
def area_from_circumference(c: Captures) -> t.Node:
    return formula(
        "(({0})**2/(4*pi))",
        r"\frac{{{0}^2}}{{4 \pi}}",
        t.bare(c["a"]),
        method=r"\(r = \frac{C}{2\pi}\) and \(A = \pi r^2\)",
    )


# ── sectors ───────────────────────────────────────────────────────────────────

_ANGLE = (
    f"[(a|an|the|its|central)] [central] angle {_EQ} {{g:tight}} [(degrees|degree|'°') {{deg:yes}}|radians]"
)
_RADIUS = f"[(a|an|the|its)] (radius|r) {_EQ} {{r:tight}} {_UNIT}"
_SECTOR = f"[(a|the)] [circular] (sector|arc) [of [a|the] circle] {_WITH} ({_RADIUS} [(and|',')] {_ANGLE}|{_ANGLE} [(and|',')] {_RADIUS})"


def _radians(c: Captures) -> t.Node | None:
    """The angle in radians. A bare number above 2π is in degrees; a small one that says no unit is not read."""
    angle = t.bare(c["g"])
    if isinstance(angle, t.Postfix) and angle.op == "°":
        return angle
    if "deg" in c:
        return t.Postfix("°", angle)
    if any(isinstance(part, t.Constant) and part.name == "pi" for part in t.walk(angle)):
        return angle
    if isinstance(angle, t.Number) and angle.value > 7:
        return t.Postfix("°", angle)
    return None


@topic.noun(
    f"(arc length|length) of [the] [arc of] {_SECTOR}", f"arc length {_WITH} {_RADIUS} [(and|',')] {_ANGLE}"
)
def arc_length(c: Captures) -> t.Node | None:
    angle = _radians(c)
    return angle and formula(
        "(({0})*({1}))", r"{0} \cdot {1}", c["r"], angle, method=r"the formula \(s = r \theta\), in radians"
    )


@topic.noun(f"area of {_SECTOR}")
def sector_area(c: Captures) -> t.Node | None:
    angle = _radians(c)
    return angle and formula(
        "(({0})**2*({1})/2)",
        r"\frac{{1}}{{2}} \cdot {0}^2 \cdot {1}",
        c["r"],
        angle,
        method=r"the formula \(A = \frac{1}{2} r^2 \theta\), in radians",
    )


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
        'print("exact:", answer)',
        'print("latex:", latex(answer))',
    )

    def explain(labels: Labels) -> str:
        return f"The circle is **{math(labels['latex'])}**, from \\((x - h)^2 + (y - k)^2 = r^2\\)."

    return Problem(program.text(), explain, s)


@topic.question(
    "[<find>] [the] (center|centre) [and [the] radius] of [the] circle {e:relation}",
    "[<find>] [the] (center|centre) and [the] radius of {e:relation}",
    "[<find>] [the] radius {radius:yes} [and [the] (center|centre)] of [the] circle {e:relation}",
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
    only_radius = "radius" in c

    def explain(labels: Labels) -> str:
        center, radius = math(labels["center"]), math(labels["radius"])
        shown = math(latex(equation))
        if only_radius:
            return f"Completing the squares in {shown}, the radius is **{radius}**; the center is {center}."
        return f"Completing the squares in {shown}, the center is **{center}**; the radius is {radius}."

    return Problem(program.text(), explain, s)
