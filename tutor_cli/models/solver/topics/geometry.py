"""Lengths, areas and volumes by their formulas, and points, lines and distances in the plane."""

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

topic = Topic("geometry")

_UNIT = (
    "[(cm|m|mm|km|in|inch|inches|ft|feet|meters|metres|meter|centimeters|centimetres|units|unit|miles|yards)]"
)
_WITH = "[','] [(with|whose|that has|which has|if|given|having|of|where|has|when)] [(its|the|a)]"
_EQ = "[(of|is|'='|equal to|equals)]"
_AND = "[(and|','|',' and|by|with|x|*)] [(its|the|a)]"


def formula(python: str, shown: str, *args: t.Node, method: str = "") -> t.Formula:
    return t.Formula(
        python,
        shown,
        tuple(t.Group(arg) if isinstance(arg, t.Binary) else arg for arg in args),
        method=method,
        then="simplify",
    )


def measure(name: str) -> str:
    """``radius 5``, ``radius of 5 cm``, ``r = 5``."""
    short = {"radius": "radius|r", "diameter": "diameter|d", "height": "height|h", "width": "width|w", "length": "length|l",
             "base": "base|b", "side": "side|sides|side length|side lengths|edge|edges|edge length", "slant": "slant height|slant"}[name]  # fmt: skip
    return f"[(a|an|the|its)] ({short}) {_EQ} {{{name[0]}:tight}} {_UNIT}"


_RADIUS, _DIAMETER, _HEIGHT, _WIDTH, _LENGTH, _BASE, _SIDE = map(
    measure, ("radius", "diameter", "height", "width", "length", "base", "side")
)
_AREA, _VOLUME, _SURFACE = "area", "volume", "[total] surface area"
_AROUND = "(circumference|perimeter)"


def half(node: t.Node) -> t.Node:
    return t.Binary("/", node, t.Number("2"))


def _radius(c: Captures) -> t.Node:
    return c["r"] if "r" in c else t.Group(half(c["d"]))


@topic.noun(f"{_AREA} of [a|the] circle {_WITH} ({_RADIUS}|{_DIAMETER})")
def circle_area(c: Captures) -> t.Node:
    return formula("(pi*({0})**2)", r"\pi \cdot {0}^2", _radius(c), method=r"the formula \(A = \pi r^2\)")


@topic.noun(f"{_AROUND} of [a|the] circle {_WITH} ({_RADIUS}|{_DIAMETER})")
def circumference(c: Captures) -> t.Node:
    return formula("(2*pi*({0}))", r"2\pi \cdot {0}", _radius(c), method=r"the formula \(C = 2 \pi r\)")


_R_AND_H = f"({_RADIUS}|{_DIAMETER}) {_AND} {_HEIGHT}"
_H_AND_R = f"{_HEIGHT} {_AND} ({_RADIUS}|{_DIAMETER})"


@topic.noun(f"{_VOLUME} of [a|the] sphere {_WITH} ({_RADIUS}|{_DIAMETER})")
def sphere_volume(c: Captures) -> t.Node:
    return formula(
        "(Rational(4, 3)*pi*({0})**3)",
        r"\frac{{4}}{{3}}\pi \cdot {0}^3",
        _radius(c),
        method=r"the formula \(V = \frac{4}{3} \pi r^3\)",
    )


@topic.noun(f"{_SURFACE} of [a|the] sphere {_WITH} ({_RADIUS}|{_DIAMETER})")
def sphere_surface(c: Captures) -> t.Node:
    return formula(
        "(4*pi*({0})**2)", r"4\pi \cdot {0}^2", _radius(c), method=r"the formula \(A = 4 \pi r^2\)"
    )


@topic.noun(
    f"{_VOLUME} of [a|the] [(right|circular|right circular)] cylinder {_WITH} ({_R_AND_H}|{_H_AND_R})"
)
def cylinder_volume(c: Captures) -> t.Node:
    return formula(
        "(pi*({0})**2*({1}))",
        r"\pi \cdot {0}^2 \cdot {1}",
        _radius(c),
        c["h"],
        method=r"the formula \(V = \pi r^2 h\)",
    )


@topic.noun(
    f"{_SURFACE} of [a|the] [(right|circular|right circular|closed)] cylinder {_WITH} ({_R_AND_H}|{_H_AND_R})"
)
def cylinder_surface(c: Captures) -> t.Node:
    return formula(
        "(2*pi*({0})*(({0}) + ({1})))",
        r"2\pi \cdot {0} \left({0} + {1}\right)",
        _radius(c),
        c["h"],
        method=r"the formula \(A = 2 \pi r (r + h)\)",
    )


@topic.noun(f"{_VOLUME} of [a|the] [(right|circular|right circular)] cone {_WITH} ({_R_AND_H}|{_H_AND_R})")
def cone_volume(c: Captures) -> t.Node:
    return formula(
        "(pi*({0})**2*({1})/3)",
        r"\frac{{1}}{{3}}\pi \cdot {0}^2 \cdot {1}",
        _radius(c),
        c["h"],
        method=r"the formula \(V = \frac{1}{3} \pi r^2 h\)",
    )


@topic.noun(f"{_VOLUME} of [a|the] cube {_WITH} {_SIDE}")
def cube_volume(c: Captures) -> t.Node:
    return formula("(({0})**3)", "{0}^3", c["s"], method=r"the formula \(V = a^3\)")


@topic.noun(f"{_SURFACE} of [a|the] cube {_WITH} {_SIDE}")
def cube_surface(c: Captures) -> t.Node:
    return formula("(6*({0})**2)", r"6 \cdot {0}^2", c["s"], method=r"the formula \(A = 6 a^2\)")


_BOX = "(box|cuboid|rectangular prism|rectangular box|prism|rectangular solid)"
_THREE = f"({_LENGTH} {_AND} {_WIDTH} {_AND} {_HEIGHT} | [(sides|dimensions|edges|measuring)] [of] {{l:tight}} {_UNIT} (by|x|*|',') {{w:tight}} {_UNIT} (by|x|*|','|and|', and') {{h:tight}} {_UNIT})"


@topic.noun(f"{_VOLUME} of [a|the] {_BOX} {_WITH} {_THREE}")
def box_volume(c: Captures) -> t.Node:
    return formula(
        "(({0})*({1})*({2}))",
        r"{0} \cdot {1} \cdot {2}",
        c["l"],
        c["w"],
        c["h"],
        method="length times width times height",
    )


@topic.noun(f"{_SURFACE} of [a|the] {_BOX} {_WITH} {_THREE}")
def box_surface(c: Captures) -> t.Node:
    return formula(
        "(2*(({0})*({1}) + ({0})*({2}) + ({1})*({2})))",
        r"2\left({0} \cdot {1} + {0} \cdot {2} + {1} \cdot {2}\right)",
        c["l"],
        c["w"],
        c["h"],
    )


_TWO = f"({_LENGTH} {_AND} {_WIDTH} | {_WIDTH} {_AND} {_LENGTH} | {_LENGTH} {_AND} [(height|breadth)] {_EQ} {{w:tight}} {_UNIT} | [(sides|dimensions|side lengths|measuring)] [of] {{l:tight}} {_UNIT} (by|x|*|and) {{w:tight}} {_UNIT} | [that is|that measures] {{l:tight}} {_UNIT} long and {{w:tight}} {_UNIT} wide)"


@topic.noun(f"{_AREA} of [a|the] (rectangle|rectangular [a-z]) {_WITH} {_TWO}")
def rectangle_area(c: Captures) -> t.Node:
    return formula("(({0})*({1}))", r"{0} \cdot {1}", c["l"], c["w"], method="length times width")


@topic.noun(f"perimeter of [a|the] rectangle {_WITH} {_TWO}")
def rectangle_perimeter(c: Captures) -> t.Node:
    return formula(
        "(2*(({0}) + ({1})))",
        r"2 \left({0} + {1}\right)",
        c["l"],
        c["w"],
        method="twice the sum of length and width",
    )


@topic.noun(f"diagonal of [a|the] rectangle {_WITH} {_TWO}")
def rectangle_diagonal(c: Captures) -> t.Node:
    return formula(
        "sqrt(({0})**2 + ({1})**2)",
        r"\sqrt{{{0}^2 + {1}^2}}",
        c["l"],
        c["w"],
        method="the theorem of Pythagoras",
    )


@topic.noun(f"{_AREA} of [a|the] square {_WITH} {_SIDE}")
def square_area(c: Captures) -> t.Node:
    return formula("(({0})**2)", "{0}^2", c["s"], method="side times side")


@topic.noun(f"perimeter of [a|the] square {_WITH} {_SIDE}")
def square_perimeter(c: Captures) -> t.Node:
    return formula("(4*({0}))", r"4 \cdot {0}", c["s"], method="four times the side")


@topic.noun(f"diagonal of [a|the] square {_WITH} {_SIDE}")
def square_diagonal(c: Captures) -> t.Node:
    return formula("(({0})*sqrt(2))", r"{0} \sqrt{{2}}", c["s"], method="the theorem of Pythagoras")


@topic.noun(
    f"{_AREA} of [a|an|the] [right] (triangle|right triangle) {_WITH} ({_BASE} {_AND} {_HEIGHT} | {_HEIGHT} {_AND} {_BASE} | legs {_EQ} {{b:tight}} {_UNIT} and {{h:tight}} {_UNIT})"
)
def triangle_area(c: Captures) -> t.Node:
    return formula(
        "(Rational(1, 2)*({0})*({1}))",
        r"\frac{{1}}{{2}} \cdot {0} \cdot {1}",
        c["b"],
        c["h"],
        method="half of base times height",
    )


@topic.noun(f"{_AREA} of [an|the] equilateral triangle {_WITH} {_SIDE}")
def equilateral_area(c: Captures) -> t.Node:
    return formula(
        "(sqrt(3)/4*({0})**2)",
        r"\frac{{\sqrt{{3}}}}{{4}} \cdot {0}^2",
        c["s"],
        method=r"the formula \(A = \frac{\sqrt{3}}{4} a^2\)",
    )


@topic.noun(
    f"{_AREA} of [a|the] triangle {_WITH} (sides|side lengths) {_EQ} {{a:tight}} {_UNIT} [','] {{b:tight}} {_UNIT} [','] [and] {{c:tight}} {_UNIT}"
)
def heron(c: Captures) -> t.Node:
    s = "(Rational(1, 2)*(({0}) + ({1}) + ({2})))"
    return t.Formula(
        f"sqrt({s}*({s} - ({{0}}))*({s} - ({{1}}))*({s} - ({{2}})))", r"A\left({0}, {1}, {2}\right)",
        (c["a"], c["b"], c["c"]), method="Heron's formula", then="simplify",
    )  # fmt: skip


@topic.noun(
    f"{_AREA} of [a|the] (trapezoid|trapezium) {_WITH} (bases|parallel sides|parallel side lengths) {_EQ} {{a:tight}} {_UNIT} and {{b:tight}} {_UNIT} {_AND} {_HEIGHT}"
)
def trapezoid_area(c: Captures) -> t.Node:
    return formula(
        "(Rational(1, 2)*(({0}) + ({1}))*({2}))",
        r"\frac{{{0} + {1}}}{{2}} \cdot {2}",
        c["a"],
        c["b"],
        c["h"],
        method="the mean of the parallel sides times the height",
    )


@topic.noun(f"{_AREA} of [a|the] parallelogram {_WITH} ({_BASE} {_AND} {_HEIGHT} | {_HEIGHT} {_AND} {_BASE})")
def parallelogram_area(c: Captures) -> t.Node:
    return formula("(({0})*({1}))", r"{0} \cdot {1}", c["b"], c["h"], method="base times height")


_LEGS = f"[(legs|sides|catheti|shorter sides|other sides)] [(of length|measuring|of lengths)] {_EQ} {{a:tight}} {_UNIT} and {{b:tight}} {_UNIT}"


@topic.noun(
    f"(hypotenuse|length of [the] hypotenuse) [of [a|the] (right|right angled|right-angled) triangle] {_WITH} {_LEGS}"
)
def hypotenuse(c: Captures) -> t.Formula:
    return formula(
        "sqrt(({0})**2 + ({1})**2)",
        r"\sqrt{{{0}^2 + {1}^2}}",
        c["a"],
        c["b"],
        method="the theorem of Pythagoras",
    )


@topic.question(
    f"[(a|the)] (right|right angled) triangle has {_LEGS} [(,|;|.)] [(find|what is|how long is|calculate)] [the] [(length of [the])] hypotenuse",
)
def hypotenuse_told(c: Captures, s: Situation) -> Problem | None:
    made = hypotenuse(c)
    return value_problem(made, s) if made else None


# ── points and lines ──────────────────────────────────────────────────────────


def pair(node: t.Node) -> tuple[t.Node, ...] | None:
    """The coordinates of a point in the plane or in space."""
    node = t.bare(node)
    if isinstance(node, t.Sequence) and node.bracket == "()" and len(node.items) in (2, 3):
        return node.items
    return None


def _two_points(c: Captures) -> tuple[tuple[t.Node, ...], tuple[t.Node, ...]] | None:
    first, second = pair(c["p"]), pair(c["q"])
    return (first, second) if first and second and len(first) == len(second) else None


_POINTS = "[(the points|points|the point)] {p} (and|to) {q}"


@topic.noun(
    f"(distance|length) (between|from) {_POINTS}",
    f"length of [the] (segment|line segment) (between|from|joining) {_POINTS}",
)
def distance(c: Captures) -> t.Node | None:
    points = _two_points(c)
    if points is None:
        return None
    count = len(points[0])
    squares = [f"(({{{i + count}}}) - ({{{i}}}))**2" for i in range(count)]
    shown = " + ".join(rf"\left({{{i + count}}} - {{{i}}}\right)^2" for i in range(count))
    args = tuple(
        t.Group(arg) if isinstance(arg, t.Negative | t.Binary) else arg for arg in (*points[0], *points[1])
    )
    return t.Formula(
        f"sqrt({' + '.join(squares)})",
        rf"\sqrt{{{{{shown}}}}}",
        args,
        method="the distance formula",
        then="simplify",
    )


@topic.noun(
    f"(slope|gradient) (of|through|between) [the] [(line|segment)] [(through|between|joining|passing through|that passes through|containing|from|connecting)] {_POINTS}"
)
def slope(c: Captures) -> t.Node | None:
    points = _two_points(c)
    if points is None or len(points[0]) != 2:
        return None
    (x1, y1), (x2, y2) = points
    if x1 == x2:
        return None
    args = tuple(t.Group(arg) if isinstance(arg, t.Negative | t.Binary) else arg for arg in (y2, y1, x2, x1))
    return t.Formula(
        "((Integer(0) + {0} - {1})/(Integer(0) + {2} - {3}))",
        r"\frac{{{0} - {1}}}{{{2} - {3}}}",
        args,
        method="rise over run",
    )


@topic.question(
    f"[<find>] [the] (midpoint|middle) (of|between) [the] [(segment|line segment|line)] [(from|between|joining|connecting|with endpoints)] {_POINTS}"
)
def midpoint(c: Captures, s: Situation) -> Problem | None:
    points = _two_points(c)
    if points is None:
        return None
    program = Program(s)
    middle = ", ".join(
        f"(Integer(0) + {program.source(t.Group(a))} + {program.source(t.Group(b))})/2"
        for a, b in zip(*points, strict=True)
    )
    program.add(f"answer = ({middle})", 'print("exact:", answer)', 'print("latex:", latex(answer))')
    shown = f"{math(latex(c['p']))} and {math(latex(c['q']))}"

    def explain(labels: Labels) -> str:
        return f"The midpoint of {shown} is **{math(labels['latex'])}**: the mean of each coordinate."

    return Problem(program.text(), explain, s)


_LINE = "[<find>] [the] (equation|slope-intercept form|slope intercept form) of [the] [(straight|linear)] (line|line that)"


@topic.question(
    f"{_LINE} (through|passing through|passes through|goes through|that passes through|that goes through|joining|connecting|containing) {_POINTS}"
)
def line_through(c: Captures, s: Situation) -> Problem | None:
    points = _two_points(c)
    if points is None or len(points[0]) != 2:
        return None
    (x1, y1), (x2, y2) = points
    program = Program(s)
    program.symbol("x")
    program.symbol("y")
    program.add(
        f"x1, y1 = S({program.source(x1)}), S({program.source(y1)})",
        f"x2, y2 = S({program.source(x2)}), S({program.source(y2)})",
        "answer = Eq(x, x1) if x1 == x2 else Eq(y, expand(y1 + (y2 - y1)/(x2 - x1)*(x - x1)))",
        'print("exact:", answer)',
        'print("latex:", latex(answer))',
    )
    return _line_problem(program, s)


@topic.question(
    f"{_LINE} (with|has|of|that has) (slope|gradient) {_EQ} {{m:tight}} (through|and passing through|passing through|and (passes|goes) through|that passes through|and through|and contains) [(the point|point)] {{p}}",
    f"{_LINE} (through|passing through|that passes through) [(the point|point)] {{p}} (with|and|and has|and with|having) (slope|gradient) {_EQ} {{m:tight}}",
)
def line_with_slope(c: Captures, s: Situation) -> Problem | None:
    point = pair(c["p"])
    if point is None or len(point) != 2:
        return None
    program = Program(s)
    program.symbol("x")
    program.symbol("y")
    program.add(
        f"m, x1, y1 = S({program.source(c['m'])}), S({program.source(point[0])}), S({program.source(point[1])})",
        "answer = Eq(y, expand(y1 + m*(x - x1)))",
        'print("exact:", answer)',
        'print("latex:", latex(answer))',
    )
    return _line_problem(program, s)


def _line_problem(program: Program, s: Situation) -> Problem:
    def explain(labels: Labels) -> str:
        return f"The line is **{math(labels['latex'])}**, from \\(y - y_1 = m(x - x_1)\\)."

    return Problem(program.text(), explain, s)


@topic.question(
    "[<find>] [the] (third|missing|remaining|other) angle of [a|the] triangle (with|whose|if|given|when) [(two|the other)] [angles] [(are|of|measure|is)] {a:tight} [(degrees|degree)] and {b:tight} [(degrees|degree)]",
)
def third_angle(c: Captures, s: Situation) -> Problem | None:
    angles = [t.bare(c[key].value if isinstance(c[key], t.Postfix) else c[key]) for key in "ab"]
    node = t.Formula(
        "(180 - ({0}) - ({1}))",
        "180 - {0} - {1}",
        tuple(angles),
        method=r"the angles adding up to \(180^\circ\)",
    )
    return value_problem(node, s, unit=r"^\circ")


@topic.question(
    "[<find>] [the] sum of [the] [interior] angles (of|in) [a|an|the] (polygon with {n:whole} sides|{n:whole} sided polygon|{n:whole} gon)"
)
def angle_sum(c: Captures, s: Situation) -> Problem | None:
    if c["n"] < 3:
        return None
    node = t.Formula(
        "(180*({0} - 2))",
        r"180 \left({0} - 2\right)",
        (t.Number(str(c["n"])),),
        method="cutting the polygon into triangles",
    )
    return value_problem(node, s, unit=r"^\circ")
