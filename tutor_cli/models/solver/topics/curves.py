"""Lines at curves: tangents, normals, slopes, and the derivatives of curves that an equation gives."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.derivatives import at_point, derivative
from tutor_cli.models.solver.topics.given import AT, curve, point
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex, symbol
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW, math

topic = Topic("curves")

# ── tangents and normals ──────────────────────────────────────────────────────

_EQUATION = "[(the|an)] [(equation|slope intercept form|slope - intercept form|formula)] [(of|for)] [(the|a)]"
_TOUCHING = "(tangent line|tangent|line tangent|line that is tangent|line which is tangent|straight line tangent|normal line {normal:yes}|normal {normal:yes}|line normal {normal:yes}|line perpendicular {normal:yes}|perpendicular line {normal:yes})"
_TO = "(to|of|for|on|with)"
_GIVEN = "[the] [(curve|circle|ellipse|hyperbola|graph of|equation|graph)]"
_ITS = "[(to|of|for) (it|its graph|the (graph|curve|function|parabola))]"


@topic.question(
    f"[<find>] {_EQUATION} {_TOUCHING} {_TO} {{a:curve}} [','] ({AT})",
    f"[<find>] {_EQUATION} {_TOUCHING} ({AT}) {_TO} {{a:curve}}",
    f"({AT}) [','] [<find>] {_EQUATION} {_TOUCHING} {_TO} {{a:curve}}",
    f"[<find>] {_EQUATION} {_TOUCHING} {_TO} {_GIVEN} {{e:relation}} [','] ({AT})",
    f"({AT}) [','] [<find>] {_EQUATION} {_TOUCHING} {_TO} {_GIVEN} {{e:relation}}",
    f"[<find>] {_EQUATION} {_TOUCHING} {_ITS} ({AT})",
    f"({AT}) [','] [<find>] {_EQUATION} {_TOUCHING} {_ITS}",
)
def tangent(c: Captures, s: Situation) -> Problem | None:
    if "e" in c:
        return _implicit_line(c["e"], c, s)
    if "a" not in c and s.equations and not s.fresh:
        relations = [relation for group in s.equations for relation in group]
        return _implicit_line(relations[0], c, s) if len(relations) == 1 else None
    curved = curve(c, s)
    at = None if curved is None else point(c, curved[1])
    if curved is None or at is None:
        return None
    body, name = curved
    program = Program(s)
    x = program.symbol(name)
    y = program.symbol("y" if name != "y" else "z")
    program.add(
        f"curve, at = S({program.source(body)}), S({program.source(at)})",
        f"slope, height = diff(curve, {x}).subs({x}, at), curve.subs({x}, at)",
        'assert slope.is_finite is not False, "the curve has no slope there"',
    )
    return _line(program, f"y = {latex(body)}", x, y, f"{symbol(name)} = {latex(at)}", c, s)


def _line(program: Program, shown: str, x: str, y: str, where: str, c: Captures, s: Situation) -> Problem:
    """The line through ``at`` and ``height`` with ``slope``, or across it."""
    what = "normal" if "normal" in c else "tangent"
    if what == "normal":
        program.add(f"answer = Eq({y}, expand(height - ({x} - at)/slope)) if slope != 0 else Eq({x}, at)")
    else:
        program.add(f"answer = Eq({y}, expand(height + slope*({x} - at)))")
    program.add(*SHOW, 'print("slope:", latex(slope))')

    def explain(labels: Labels) -> str:
        told = f"there the derivative is {math(labels.get('slope', ''))}"
        return f"The {what} of {math(shown)} at {math(where)} is **{math(labels['latex'])}**: {told}."

    return Problem(program.text(), explain, s)


def _implicit_line(equation: t.Relation, c: Captures, s: Situation) -> Problem | None:
    """The tangent of a curve such as a circle, at a point of it."""
    place = t.bare(c["v"])
    if not _is_curve(equation) or not isinstance(place, t.Sequence) or len(place.items) != 2 or "z" in c:
        return None
    program = Program(s)
    program.add(
        f"curve = {program.source(equation.left)} - ({program.source(equation.right)})",
        f"at, height = map(S, {program.source(place)})",
        'assert simplify(curve.subs({x: at, y: height})) == 0, "the point is not on the curve"',
        "slope = simplify(idiff(curve, y, x).subs({x: at, y: height}))",
        'assert slope.is_finite, "the curve has no slope there"',
    )
    return _line(program, latex(equation), "x", "y", latex(place), c, s)


def _is_curve(equation: t.Relation) -> bool:
    """Whether ``x`` and ``y`` are related otherwise than by ``y = …``."""
    names = set(t.names_in(equation))
    given = equation.left == t.Name("y") and "y" not in t.names_in(equation.right)
    return equation.op == "=" and {"x", "y"} <= names and not given and not t.calls_in(equation)


_SLOPE = "(slope|gradient|steepness|instantaneous rate of change|rate of change)"


@topic.question(
    f"[<find>] [the] {_SLOPE} of [the] (tangent|tangent line|line tangent) [{_TO}] {{a:curve}} [','] ({AT})",
    f"[<find>] [the] {_SLOPE} of {{a:curve}} [','] ({AT})",
    f"[<find>] [the] {_SLOPE} ({AT}) of {{a:curve}}",
    f"[<find>] [the] {_SLOPE} of [the] (tangent|tangent line|line tangent) {_ITS} ({AT})",
    f"[<find>] [(the|its)] {_SLOPE} {_ITS} ({AT})",
    f"how (fast|quickly) (is|does) {{a:curve}} (changing|change|growing|grow|increasing|increase) ({AT})",
    f"[<find>] [the] {_SLOPE} of {{a:curve}} in [the point] {{v}}",
)
def slope_at(c: Captures, s: Situation) -> Problem | None:
    found = curve(c, s)
    at = None if found is None else point(c, found[1])
    if found is None or at is None:
        return None
    return value_problem(at_point(derivative(found[0], found[1]), at), s)


# ── implicit derivatives ──────────────────────────────────────────────────────

_DYDX = "(dy '/' dx|frac '{' dy '}' '{' dx '}'|y \"'\"|[the] derivative of y [with respect to x]|[the] [implicit] derivative|the slope|d '^' 2 y '/' dx '^' 2 {second:yes}|y \"''\" {second:yes})"
_WHERE = (
    f"[({AT}|at x '=' {{v}} (and|',') y '=' {{w}}|(when|where|for|if) x '=' {{v}} (and|',') y '=' {{w}})]"
)


@topic.question(
    f"[<find>] {_DYDX} {_WHERE} (if|for|when|given|where|given that|of|from|','|':') [the] [(curve|equation|circle|relation|function)] {{e:relation}} {_WHERE}",
    f"[<find>] [the] {_SLOPE} [of [the] (tangent|tangent line)] (of|to) {_GIVEN} {{e:relation}} {_WHERE}",
    f"<find> {_DYDX} {{e:relation}} {_WHERE}",
    f"[the] [(curve|equation|relation)] {{e:relation}} [(','|'.'|';'|':')] [<find>] {_DYDX} {_WHERE}",
    "[<find>] [the] implicit (differentiation|differentiate|derivative) [(of|on|for)] [':'] {e:relation}",
    "(implicitly differentiate|differentiate implicitly) {e:relation} [with respect to x] [to find dy '/' dx]",
    "(differentiate|derive) {e:relation} implicitly [with respect to x]",
    "(differentiate|derive) {e:relation} [with respect to x]",
    f"[<find>] {_DYDX} {_WHERE}",
)
def implicit(c: Captures, s: Situation) -> Problem | None:
    if "e" in c:
        equation: t.Relation = c["e"]
    else:
        told = [relation for group in s.equations for relation in group]
        if len(told) != 1:
            return None
        equation = told[0]
    if not _is_curve(equation):
        return None
    order = 2 if "second" in c else 1
    place = _place(c)
    if "v" in c and place is None:
        return None
    program = Program(s.without_equations((equation,)))
    left, right = program.source(equation.left), program.source(equation.right)
    program.add(f"curve = {left} - ({right})", f"answer = simplify(idiff(curve, y, x, {order}))")
    if place is not None:
        program.add(
            f"at = dict(zip((x, y), map(S, {program.source(place)})))",
            'assert simplify(curve.subs(at)) == 0, "the point is not on the curve"',
            'print("formula:", latex(answer))',
            "answer = simplify(answer.subs(at))",
        )
    program.add(*SHOW)
    question = math(latex(equation))
    dydx = r"\frac{dy}{dx}" if order == 1 else r"\frac{d^2y}{dx^2}"

    def explain(labels: Labels) -> str:
        if place is None:
            return f"Differentiating both sides of {question} and solving for {math(dydx)} gives **{math(labels['latex'])}**."
        formula = math(f"{dydx} = {labels['formula']}")
        return f"Differentiating both sides of {question} gives {formula}; at {math(latex(place))} that is **{math(labels['latex'])}**."

    return Problem(program.text(), explain, s)


def _place(c: Captures) -> t.Sequence | None:
    if "w" in c:
        return t.Sequence("()", (c["v"], c["w"]))
    place = t.bare(c["v"]) if "v" in c and "z" not in c else None
    return place if isinstance(place, t.Sequence) and len(place.items) == 2 else None
