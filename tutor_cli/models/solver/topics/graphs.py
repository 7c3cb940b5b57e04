"""What is read off a graph: intercepts, slopes, where it rises."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.equations import solve_problem
from tutor_cli.models.solver.topics.given import curve, one_variable
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex, symbol
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SEPARATOR, SHOW, math

topic = Topic("graphs")

_CURVE = (
    "[the] [(curve|function|graph|graph of|parabola|line|equation)] [(y|{f:name} '(' {x:name} ')') '='] {a}"
)
_LINE = "[the] [(line|graph|equation|graph of|straight line)] {e:relation}"


# ── where it meets the axes ───────────────────────────────────────────────────


_X_INTERCEPT = "(x - intercept|x - intercepts|x intercept|x intercepts)"
_Y_INTERCEPT = "(y - intercept|y - intercepts|y intercept|y intercepts)"


@topic.question(
    f"[<find>] [the] {_X_INTERCEPT} of {_CURVE}",
    f"(where|at what point|at what points) does {_CURVE} (cross|meet|hit|cut|intersect) the x - axis",
    f"(where|at what point|at what points) does {_CURVE} (cross|meet|hit|cut|intersect) the x axis",
)
def x_intercepts(c: Captures, s: Situation) -> Problem | None:
    found = one_variable(c["a"], s)
    if found is None:
        return None
    return solve_problem((t.Relation("=", found[0], t.Number("0")),), (found[1],), s)


@topic.question(
    f"[<find>] [the] {_Y_INTERCEPT} of {_CURVE}",
    f"(where|at what point) does {_CURVE} (cross|meet|hit|cut|intersect) the y - axis",
    f"(where|at what point) does {_CURVE} (cross|meet|hit|cut|intersect) the y axis",
)
def y_intercept(c: Captures, s: Situation) -> Problem | None:
    found = one_variable(c["a"], s)
    if found is None:
        return None
    body, name = found
    return value_problem(t.substitute(body, {name: t.Number("0")}), s)


@topic.question(f"[<find>] [the] {_X_INTERCEPT} of {_LINE}")
def x_intercept_of_relation(c: Captures, s: Situation) -> Problem | None:
    return _intercept(c["e"], "y", "x", s)


@topic.question(f"[<find>] [the] {_Y_INTERCEPT} of {_LINE}")
def y_intercept_of_relation(c: Captures, s: Situation) -> Problem | None:
    return _intercept(c["e"], "x", "y", s)


def _intercept(equation: t.Relation, zero: str, asked: str, s: Situation) -> Problem | None:
    if equation.op != "=" or set(t.names_in(equation)) != {"x", "y"}:
        return None
    at_zero = t.substitute(equation, {zero: t.Number("0")})
    return solve_problem((at_zero,), (asked,), s) if isinstance(at_zero, t.Relation) else None


@topic.question(
    f"[<find>] [the] (slope|gradient) of {_LINE}",
    f"[<find>] [the] (slope|gradient) {{both:yes}} and [the] {_Y_INTERCEPT} of {_LINE}",
    f"[<find>] [the] {_Y_INTERCEPT} and [the] (slope|gradient) {{both:yes}} of {_LINE}",
    "what is the (slope|gradient) of [the] line [with equation] {e:relation}",
)
def slope_of_line(c: Captures, s: Situation) -> Problem | None:
    equation: t.Relation = c["e"]
    if equation.op != "=" or not {"y"} <= set(t.names_in(equation)) <= {"x", "y"}:
        return None
    program = Program(s)
    program.symbol("x")
    program.symbol("y")
    program.add(
        f"[line] = solve(Eq({program.source(equation.left)}, {program.source(equation.right)}), y)",
        "line = Poly(line, x)",
        'assert line.degree() <= 1, "this is no straight line"',
        "slope, intercept = line.coeff_monomial(x), line.coeff_monomial(1)",
        'print("exact:", slope)',
        'print("latex:", latex(slope))',
        'print("intercept:", latex(intercept))',
        'print("line:", latex(Eq(y, line.as_expr())))',
    )
    both = "both" in c

    def explain(labels: Labels) -> str:
        slope, intercept = labels["latex"], labels["intercept"]
        if both:
            answer = f"the slope and the intercept are **{math(f'm = {slope}')}, {math(f'b = {intercept}')}**"
        else:
            answer = f"the slope is **{math(slope)}**"
        return f"As {math(labels['line'])}, {answer}."

    return Problem(program.text(), explain, s)


# ── rising and falling ────────────────────────────────────────────────────────


_RISING = "(increasing|rising|growing|going up|decreasing {d:yes}|falling {d:yes}|going down {d:yes}|concave up {u:yes}|concave upward {u:yes}|concave upwards {u:yes}|convex {u:yes}|concave down {u:yes} {d:yes}|concave downward {u:yes} {d:yes}|concave downwards {u:yes} {d:yes})"
_RISE = "(increase|growth|decrease {d:yes}|upward concavity {u:yes}|downward concavity {u:yes} {d:yes})"
_WHERE = "(where|when|on what interval|on which interval|on what intervals|on which intervals|for what values of {z:name}|for which values of {z:name}|for what {z:name}|for which {z:name})"
_INTERVALS = "[(all|the|all the|an|open)] [(open|largest)] (interval|intervals|values of {z:name}|region) [(where|on which|in which|over which|for which|that)]"
_IT = "[(it|the function|{f:name}|{f:name} '(' {z:name} ')')]"


@topic.question(
    f"{_WHERE} is {{a:curve}} [strictly] {_RISING}",
    f"[<find>] {_INTERVALS} {{a:curve}} is [strictly] {_RISING}",
    f"[<find>] {_WHERE} {{a:curve}} is [strictly] {_RISING}",
    f"[<find>] [the] (interval|intervals) of {_RISE} (of|for) {{a:curve}}",
    f"[<find>] [the] [open] (interval|intervals) of {_RISE} [(of|for) {_IT}]",
    f"{_WHERE} (does|will) {{a:curve}} (increase|rise|grow|decrease {{d:yes}}|fall {{d:yes}})",
    f"{_WHERE} is {_IT} {_RISING}",
    f"[<find>] {_WHERE} {_IT} is {_RISING}",
    f"[<find>] {_INTERVALS} {_IT} is {_RISING}",
)
def rising(c: Captures, s: Situation) -> Problem | None:
    found = curve(c, s)
    if found is None or c.get("z", found[1]) != found[1]:
        return None
    body, name = found
    order, sign = (2 if "u" in c else 1), ("<" if "d" in c else ">")
    program = Program(s)
    x = program.symbol(name, "real=True")
    program.add(
        f"slope = diff({program.source(body)}, {x}{', 2' if order == 2 else ''})",
        f"answer = (slope {sign} 0).as_set() if slope.free_symbols else (S.Reals if slope {sign} 0 else S.EmptySet)",
        *SHOW,
    )
    word = {(1, ">"): "increasing", (1, "<"): "decreasing", (2, ">"): "concave up", (2, "<"): "concave down"}[
        order, sign
    ]
    prime = "'" * order

    def explain(labels: Labels) -> str:
        if labels["exact"] == "EmptySet":
            return f"{math(latex(body))} is **nowhere** {word}."
        where = math(rf"{symbol(name)} \in {labels['latex']}")
        return (
            f"{math(latex(body))} is {word} for **{where}**, where \\(f{prime}({symbol(name)}) {sign} 0\\)."
        )

    return Problem(program.text(), explain, s)


@topic.question(
    "[<find>] [the] (interval|intervals) of (monotonicity|increase and decrease|increase or decrease|monotony|growth and decrease|growth and decay) (of|for) {a:curve}",
    "[<find>] [the] (monotonicity|monotonic intervals|monotonicity intervals|monotone intervals|monotony) (of|for) {a:curve}",
    "[<find>] [the] (concavity|intervals of concavity|interval of concavity|convexity) {bend:yes} (of|for) {a:curve}",
    "[<find>] (where|the intervals where|the intervals on which) {a:curve} (increases and decreases|is increasing and decreasing|is increasing or decreasing|rises and falls|is increasing and where it is decreasing|increases or decreases|is concave up and concave down {bend:yes}|is concave up or down {bend:yes})",
    "where (is|does) {a:curve} (increasing and decreasing|increasing or decreasing|increasing and where is it decreasing|increase and decrease|concave up and concave down {bend:yes}|concave up and where is it concave down {bend:yes}|concave up or down {bend:yes})",
    "(discuss|study|determine|analyze|analyse) the (monotonicity|concavity {bend:yes}) of {a:curve}",
)
def rising_and_falling(c: Captures, s: Situation) -> Problem | None:
    """Both at once: where it rises and where it falls, or how it bends."""
    found = curve(c, s)
    if found is None:
        return None
    body, name = found
    bend = "bend" in c
    program = Program(s)
    x = program.symbol(name, "real=True")
    program.add(
        f"change = diff({program.source(body)}, {x}{', 2' if bend else ''})",
        f"up, down = (solveset(test, {x}, S.Reals) if change.free_symbols else (S.Reals if test else S.EmptySet) for test in (change > 0, change < 0))",
        'print("exact:", [up, down])',
        f'print("latex:", "{SEPARATOR}".join(latex(found) for found in (up, down)))',
    )
    words = ("concave up", "concave down") if bend else ("increasing", "decreasing")

    def explain(labels: Labels) -> str:
        up, down = labels["latex"].split(SEPARATOR)
        told = []
        for word, where in zip(words, (up, down), strict=True):
            inside = math(rf"{symbol(name)} \in {where}")
            told.append(f"nowhere {word}" if where == r"\emptyset" else f"{word} for {inside}")
        return f"{math(latex(body))} is **{told[0]}, {told[1]}**."

    return Problem(program.text(), explain, s)
