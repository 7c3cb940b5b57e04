"""What is read off a graph: intercepts, slopes, where it rises, asymptotes, symmetry, averages, lengths and solids."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.curves import one_variable
from tutor_cli.models.solver.topics.equations import solve_problem
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex, symbol
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import math, value_sentence

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


@topic.question(
    f"(where|on what interval|on which interval|on what intervals|on which intervals|for what values of {{z:name}}|for which {{z:name}}) is {_CURVE} (increasing|rising|decreasing {{d:yes}}|falling {{d:yes}}|concave up {{u:yes}}|convex {{u:yes}}|concave down {{u:yes}} {{d:yes}})",
    f"[<find>] [the] (interval|intervals) (where|on which|in which|over which) {_CURVE} is (increasing|rising|decreasing {{d:yes}}|falling {{d:yes}}|concave up {{u:yes}}|convex {{u:yes}}|concave down {{u:yes}} {{d:yes}})",
    f"[<find>] where {_CURVE} is (increasing|rising|decreasing {{d:yes}}|falling {{d:yes}}|concave up {{u:yes}}|convex {{u:yes}}|concave down {{u:yes}} {{d:yes}})",
    f"[<find>] [the] (interval|intervals) of (increase|decrease {{d:yes}}) (of|for) {_CURVE}",
)
def rising(c: Captures, s: Situation) -> Problem | None:
    found = one_variable(c["a"], s)
    if found is None:
        return None
    body, name = found
    order, sign = (2 if "u" in c else 1), ("<" if "d" in c else ">")
    program = Program(s)
    x = program.symbol(name, "real=True")
    program.add(
        f"slope = diff({program.source(body)}, {x}{', 2' if order == 2 else ''})",
        f"answer = (slope {sign} 0).as_set() if slope.free_symbols else (S.Reals if slope {sign} 0 else S.EmptySet)",
        'print("exact:", answer)',
        'print("latex:", latex(answer))',
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


# ── over an interval ──────────────────────────────────────────────────────────

_OVER = "[(on|over|in|for)] [the] [interval] [('[' {l} ',' {h} ']'|from [{z:name} '='] {l} to [{z:name} '='] {h}|between [{z:name} '='] {l} and [{z:name} '='] {h})]"


@topic.question(
    f"[<find>] [the] (average|mean) value of {_CURVE} {_OVER}",
)
def average_value(c: Captures, s: Situation) -> Problem | None:
    return _interval(
        c,
        s,
        "simplify(integrate(curve, ({x}, low, high))/(high - low))",
        r"\frac{{1}}{{{h} - {l}}} \int_{{{l}}}^{{{h}}} {f} \, d{x}",
        "the integral over the interval, divided by its length",
    )


@topic.question(
    f"[<find>] [the] (average rate of change|average slope) of {_CURVE} {_OVER}",
)
def average_rate(c: Captures, s: Situation) -> Problem | None:
    return _interval(
        c,
        s,
        "simplify((curve.subs({x}, high) - curve.subs({x}, low))/(high - low))",
        r"\frac{{f({h}) - f({l})}}{{{h} - {l}}} \text{{ with }} f({x}) = {f}",
        "the change in value over the change in the variable",
    )


@topic.question(
    f"[<find>] [the] (arc length|length) of {_CURVE} {_OVER}",
)
def arc_length(c: Captures, s: Situation) -> Problem | None:
    return _interval(
        c,
        s,
        "simplify(integrate(sqrt(simplify(1 + diff(curve, {x})**2)), ({x}, low, high)))",
        r"\int_{{{l}}}^{{{h}}} \sqrt{{1 + \left(\frac{{d}}{{d{x}}} \left({f}\right)\right)^2}} \, d{x}",
        r"the formula \(L = \int \sqrt{1 + f'(x)^2} \, dx\)",
    )


@topic.question(
    f"[<find>] [the] (area|area of the region) (under|below|beneath) {_CURVE} {_OVER}",
)
def area_under(c: Captures, s: Situation) -> Problem | None:
    return _interval(
        c,
        s,
        "simplify(integrate(Abs(curve), ({x}, low, high)))",
        r"\int_{{{l}}}^{{{h}}} \left|{f}\right| \, d{x}",
        "integrating between the bounds, parts below the axis counted as positive",
    )


_ROTATED = (
    "(rotated|revolved|rotating|revolving|rotate|revolve) [(about|around|round)] [the] (x - axis|x axis)"
)


@topic.question(
    f"[<find>] [the] volume [(of the solid|of revolution|generated|obtained|of the solid of revolution)] [(of|by|when|if|for)] [the region] [(under|below)] {_CURVE} {_OVER} [(is|are|being)] {_ROTATED}",
    f"[<find>] [the] volume [(of the solid|of revolution|generated|obtained|of the solid of revolution)] [(of|by|when|if|for|formed by)] (rotating|revolving) [the] [region] [(under|below)] {_CURVE} [(about|around|round)] [the] (x - axis|x axis) {_OVER}",
    f"[<find>] [the] volume [(of the solid|of revolution|generated|obtained|of the solid of revolution)] [(of|by|when|if|for|formed by)] (rotating|revolving) [the] [region] [(under|below)] {_CURVE} {_OVER} [(about|around|round)] [the] (x - axis|x axis)",
)
def revolution(c: Captures, s: Situation) -> Problem | None:
    return _interval(
        c,
        s,
        "simplify(pi*integrate(expand((curve)**2), ({x}, low, high)))",
        r"\pi \int_{{{l}}}^{{{h}}} \left({f}\right)^2 \, d{x}",
        r"the formula \(V = \pi \int f(x)^2 \, dx\)",
    )


def _interval(c: Captures, s: Situation, python: str, shown: str, method: str) -> Problem | None:
    """A value of a curve over an interval; ``python`` says ``curve``, ``low``, ``high`` and ``{x}``."""
    found = one_variable(c["a"], s)
    if found is None or "l" not in c:
        return None
    body, name = found
    program = Program(s)
    x = program.symbol(name, "real=True")
    low, high = program.source(c["l"]), program.source(c["h"])
    program.add(
        f"curve, low, high = S({program.source(body)}), S({low}), S({high})",
        f"answer = {python.format(x=x)}",
        'print("exact:", answer)',
        'print("latex:", latex(answer))',
        'print("decimal:", N(answer, 15))',
    )
    question = shown.format(l=latex(c["l"]), h=latex(c["h"]), f=latex(body), x=symbol(name))

    def explain(labels: Labels) -> str:
        return f"{value_sentence(question, labels)} Found by {method}."

    return Problem(program.text(), explain, s)
