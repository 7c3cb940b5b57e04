"""Points, lines and distances in the plane."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW, SHOW_VALUE, math

topic = Topic("geometry")

_EQ = "[(of|is|'='|equal to|equals)]"


# ── points and lines ──────────────────────────────────────────────────────────


def pair(node: t.Node) -> tuple[t.Node, ...] | None:
    """The coordinates of a point in the plane or in space."""
    node = t.bare(node)
    if isinstance(node, t.Sequence) and node.bracket == "()" and len(node.items) in (2, 3):
        return node.items
    return None


def _point(reader: Reader, position: int, limit: int) -> Caught:
    """``(1, 2)``, ``A(1, 2)``, ``P = (1, 2)``, "point B at (3, 4)", "the origin"."""
    while reader.text(position, limit) in ("the", "point", "points", "both", "endpoints", "coordinates"):
        position += 1
    if reader.text(position, limit) == "origin":
        yield t.Sequence("()", (t.Number("0"), t.Number("0"))), position + 1
        return
    if position < limit and reader.tokens[position].is_letter and reader.tokens[position].raw.isupper():
        position += 1
        while reader.text(position, limit) in ("=", "at", "is", ":"):
            position += 1
    if reader.text(position, limit) == "(":
        for node, end in KINDS["value"](reader, position, limit):
            if isinstance(t.bare(node), t.Sequence):
                yield node, end


KINDS["point"] = _point


def _two_points(c: Captures) -> tuple[tuple[t.Node, ...], tuple[t.Node, ...]] | None:
    first, second = pair(c["p"]), pair(c["q"])
    return (first, second) if first and second and len(first) == len(second) else None


_POINTS = "[(the points|points|the point)] {p:point} (and|to) {q:point}"


@topic.noun(
    f"(distance|length) (between|from) {_POINTS}",
    f"(length|magnitude) of [the] (segment|line segment|vector) (between|from|joining) {_POINTS}",
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
    program.add(f"answer = ({middle})", *SHOW)
    shown = f"{math(latex(c['p']))} and {math(latex(c['q']))}"

    def explain(labels: Labels) -> str:
        return f"The midpoint of {shown} is **{math(labels['latex'])}**: the mean of each coordinate."

    return Problem(program.text(), explain, s)


_LINE = "[<find>] [(the|an)] [(equation|slope - intercept form|slope intercept form) (of|for)] [(the|a)] [(straight|linear)] (line|line that)"


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
        *SHOW,
    )
    return _line_problem(program, s)


@topic.question(
    f"{_LINE} (with|has|of|that has) (slope|gradient) {_EQ} {{m:tight}} (going through|that goes through|containing|through|and passing through|passing through|and (passes|goes) through|that passes through|and through|and contains) [(the point|point)] {{p:point}}",
    f"{_LINE} (through|passing through|that passes through) [(the point|point)] {{p:point}} (with|and|and has|and with|having) (slope|gradient) {_EQ} {{m:tight}}",
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
        *SHOW,
    )
    return _line_problem(program, s)


def _line_problem(program: Program, s: Situation) -> Problem:
    def explain(labels: Labels) -> str:
        return f"The line is **{math(labels['latex'])}**, from \\(y - y_1 = m(x - x_1)\\)."

    return Problem(program.text(), explain, s)


@topic.question(
    f"{_LINE} (with|has|of|that has|whose) (slope|gradient) {_EQ} {{m:tight}} and (y intercept|y - intercept) {_EQ} {{b:tight}}",
    f"{_LINE} (with|has|of|that has|whose) (y intercept|y - intercept) {_EQ} {{b:tight}} and (slope|gradient) {_EQ} {{m:tight}}",
)
def line_with_intercept(c: Captures, s: Situation) -> Problem | None:
    point = t.Sequence("()", (t.Number("0"), t.bare(c["b"])))
    return line_with_slope({"m": c["m"], "p": point}, s)


_BESIDE = "(parallel|perpendicular {turned:yes}|normal {turned:yes}|orthogonal {turned:yes})"


@topic.question(
    f"{_LINE} [(that is|which is)] {_BESIDE} to [the] [line] {{e:relation}} [(and|that)] [(through|passing through|passes through|going through|goes through|that passes through|containing)] [(the point|point)] {{p:point}}",
    f"{_LINE} (through|passing through|that passes through|going through) [(the point|point)] {{p:point}} [(and|that is|which is)] {_BESIDE} to [the] [line] {{e:relation}}",
)
def line_beside(c: Captures, s: Situation) -> Problem | None:
    """The line through a point that is parallel or perpendicular to another line."""
    point = pair(c["p"])
    if point is None or len(point) != 2 or not _is_line(c["e"]):
        return None
    program = Program(s)
    x, y = program.symbol("x"), program.symbol("y")
    equation: t.Relation = c["e"]
    program.add(
        f"line = expand({program.source(equation.left)} - ({program.source(equation.right)}))",
        f"a, b = line.coeff({x}, 1), line.coeff({y}, 1)",
        f"assert Poly(line, {x}, {y}).total_degree() == 1",
        f"a, b = {'-b, a' if 'turned' in c else 'a, b'}",
        f"x1, y1 = S({program.source(point[0])}), S({program.source(point[1])})",
        f"answer = Eq({x}, x1) if b == 0 else Eq({y}, expand(y1 - a/b*({x} - x1)))",
        *SHOW,
    )
    return _line_problem(program, s)


def slope_beside(equation: t.Relation, turned: bool, s: Situation) -> Problem | None:
    """The slope of a line that is parallel to another, or (``turned``) perpendicular."""
    if not _is_line(equation):
        return None
    program = Program(s)
    x, y = program.symbol("x"), program.symbol("y")
    program.add(
        f"line = expand({program.source(equation.left)} - ({program.source(equation.right)}))",
        f"a, b = line.coeff({x}, 1), line.coeff({y}, 1)",
        f"assert Poly(line, {x}, {y}).total_degree() == 1 and {'a' if turned else 'b'} != 0",
        f"answer = {'b/a' if turned else '-a/b'}",
        *SHOW_VALUE,
    )
    how = "perpendicular" if turned else "parallel"
    return Problem(
        program.text(),
        lambda labels: (
            f"The slope of a line {how} to {math(latex(equation))} is **{math(labels['latex'])}**."
        ),
        s,
    )


@topic.question(f"are [the] [lines] {{e:relation}} and {{f:relation}} {_BESIDE}")
def lines_beside(c: Captures, s: Situation) -> Problem | None:
    from tutor_cli.models.solver.topics.number_theory import yes_or_no

    lines = (c["e"], c["f"])
    if not all(map(_is_line, lines)):
        return None
    sides = tuple(t.Binary("-", line.left, t.Group(line.right)) for line in lines)
    n = "[expand({0}).coeff(v) for v in symbols('x y')]", "[expand({1}).coeff(v) for v in symbols('x y')]"
    test = (
        f"Matrix({n[0]}).dot(Matrix({n[1]})) == 0"
        if "turned" in c
        else f"Matrix([{n[0]}, {n[1]}]).det() == 0"
    )
    return yes_or_no(test, sides, "Comparing the directions of {0} and {1}:", s)


def _is_line(relation: t.Relation) -> bool:
    names = set(t.names_in(relation))
    return relation.op == "=" and bool(names) and names <= {"x", "y"}


@topic.question(
    f"how far [(apart|away)] (are|is) {_POINTS} [apart]",
    "how far is [the point] {p:point} from [the point] {q:point}",
)
def how_far(c: Captures, s: Situation) -> Problem | None:
    node = distance(c)
    return value_problem(node, s) if node is not None else None
