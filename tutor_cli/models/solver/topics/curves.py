"""What is asked of curves: tangents, implicit derivatives, extrema, areas between them, Taylor series, intersections."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex, symbol
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SEPARATOR, math

topic = Topic("curves")

_CURVE = "[the] [(curve|function|graph|graph of|parabola|line)] [(y|{f:name} '(' {x:name} ')') '='] {a}"


def one_variable(node: t.Node, s: Situation) -> tuple[t.Node, str] | None:
    """An expression of one variable, and the variable; a function that was told stands for its body."""
    node = t.bare(node)
    name = node.name if isinstance(node, t.Name | t.Call) else ""
    told = s.function(name) if name else None
    if told is not None and len(told.parameters) == 1:
        return told.body, told.parameters[0]
    node = s.settled(node)
    names = [each for each in t.names_in(node) if not s.knows(each)]
    return (node, names[0]) if len(names) == 1 else None


# ── tangents and normals ──────────────────────────────────────────────────────

_AT = "(at|when|where|in|for) [the point] [where]"


@topic.question(
    f"[<find>] [the] [(equation of the|equation for the|equation of a)] tangent [line] (to|of|for) {_CURVE} {_AT} [{{z:name}} '='] {{v}}",
    f"[<find>] [the] [(equation of the|equation for the)] line tangent to {_CURVE} {_AT} [{{z:name}} '='] {{v}}",
)
def tangent(c: Captures, s: Situation) -> Problem | None:
    return _line(c, s, "slope", "tangent")


@topic.question(
    f"[<find>] [the] [(equation of the|equation for the|equation of a)] normal [line] (to|of) {_CURVE} {_AT} [{{z:name}} '='] {{v}}"
)
def normal(c: Captures, s: Situation) -> Problem | None:
    return _line(c, s, "-1/slope", "normal")


def _line(c: Captures, s: Situation, slope: str, what: str) -> Problem | None:
    found = one_variable(c["a"], s)
    if found is None:
        return None
    body, name = found
    point = t.bare(c["v"])
    if isinstance(point, t.Sequence):
        if len(point.items) != 2:
            return None
        point = point.items[0]
    program = Program(s)
    x = program.symbol(name)
    y = program.symbol("y" if name != "y" else "z")
    program.add(
        f"curve, at = {program.source(body)}, S({program.source(point)})",
        f"slope, height = diff(curve, {x}).subs({x}, at), curve.subs({x}, at)",
        f"answer = Eq({y}, expand(height + ({slope})*({x} - at)))",
        'print("exact:", answer)',
        'print("latex:", latex(answer))',
        'print("slope:", latex(slope))',
    )

    def explain(labels: Labels) -> str:
        told = f"there the derivative is {math(labels.get('slope', ''))}"
        return f"The {what} of \\(y = {latex(body)}\\) at \\({symbol(name)} = {latex(point)}\\) is **{math(labels['latex'])}**: {told}."

    return Problem(program.text(), explain, s)


@topic.question(
    f"[<find>] [the] (slope|gradient) of [the] (tangent|tangent line|curve) [(to|of)] {_CURVE} {_AT} [{{z:name}} '='] {{v}}",
    f"[<find>] [the] (slope|gradient) of {_CURVE} {_AT} {{z:name}} '=' {{v}}",
    f"[<find>] [the] (instantaneous rate of change|rate of change) of {_CURVE} {_AT} [{{z:name}} '='] {{v}}",
)
def slope_at(c: Captures, s: Situation) -> Problem | None:
    from tutor_cli.models.solver.topics.calculus import at_point, derivative
    from tutor_cli.models.solver.topics.values import value_problem

    found = one_variable(c["a"], s)
    if found is None:
        return None
    return value_problem(at_point(derivative(found[0], found[1]), c["v"]), s)


# ── implicit derivatives ──────────────────────────────────────────────────────

_DYDX = "(dy '/' dx|y \"'\"|[the] derivative of y|[the] derivative|the slope)"


@topic.question(
    "<find> dy '/' dx [by implicit differentiation] (if|for|when|given|where|given that|of|from|',') {e:relation}",
    "<find> dy '/' dx [by implicit differentiation] {e:relation}",
    "dy '/' dx [by implicit differentiation] (if|for|when|given|where|of|from) {e:relation}",
    "[(use|using)] implicit (differentiation|differentiate|derivative) [(of|on|for)] [':'] {e:relation} [','] [<find> (dy '/' dx|the derivative)]",
    "{e:relation} [(','|'.'|';')] <find> dy '/' dx [(by|using) implicit differentiation]",
    "(implicitly differentiate|differentiate implicitly|use implicit differentiation on) {e:relation} [to find dy '/' dx]",
    "use implicit differentiation to find dy '/' dx (if|for|when|given|where|of) {e:relation}",
    "<find> [the] implicit derivative of {e:relation}",
)
def implicit(c: Captures, s: Situation) -> Problem | None:
    equation: t.Relation = c["e"]
    if equation.op != "=" or not {"x", "y"} <= set(t.names_in(equation)) or equation.left == t.Name("y"):
        return None
    program = Program(s)
    program.add(
        f"curve = {program.source(equation.left)} - ({program.source(equation.right)})",
        "answer = simplify(idiff(curve, y, x))",
        'print("exact:", answer)',
        'print("latex:", latex(answer))',
    )
    question = math(latex(equation))

    def explain(labels: Labels) -> str:
        return rf"Differentiating both sides of {question} and solving for \(\frac{{dy}}{{dx}}\) gives **{math(labels['latex'])}**."

    return Problem(program.text(), explain, s)


# ── extrema ───────────────────────────────────────────────────────────────────

_ALL = "[<find>] [(the|all|all the|any)] [(local|relative|absolute|global)]"


@topic.question(
    f"{_ALL} (critical points|critical numbers|stationary points|turning points|extrema|extreme points|extreme values|maxima and minima|minima and maxima|maximum and minimum [points|values]) of {_CURVE}"
)
def extrema(c: Captures, s: Situation) -> Problem | None:
    found = one_variable(c["a"], s)
    if found is None:
        return None
    body, name = found
    program = Program(s)
    x = program.symbol(name, "real=True")
    program.add(
        f"curve = {program.source(body)}",
        f"points = sorted(solve(diff(curve, {x}), {x}))",
        f"bends = [diff(curve, {x}, 2).subs({x}, p) for p in points]",
        'kinds = ["minimum" if b > 0 else "maximum" if b < 0 else "neither by this test" for b in bends]',
        'print("exact:", points)',
        f'print("latex:", "{SEPARATOR}".join(latex(p) for p in points))',
        f'print("heights:", "{SEPARATOR}".join(latex(simplify(curve.subs({x}, p))) for p in points))',
        'print("kinds:", "; ".join(kinds))',
    )

    def explain(labels: Labels) -> str:
        if labels.get("exact") == "[]":
            return f"The derivative of {math(latex(body))} is never zero: there are **no critical points**."
        points = labels["latex"].split(SEPARATOR)
        told = ", ".join(
            f"{kind} {math(height)} at {math(f'{symbol(name)} = {point}')}"
            for point, height, kind in zip(
                points, labels["heights"].split(SEPARATOR), labels["kinds"].split("; "), strict=False
            )
        )
        shown = ", ".join(math(f"{symbol(name)} = {point}") for point in points)
        return (
            f"The derivative of {math(latex(body))} is zero at **{shown}**. By the second derivative: {told}."
        )

    return Problem(program.text(), explain, s)


@topic.question(
    f"[<find>] [(the|any|all)] [(local {{local:yes}}|relative {{local:yes}}|absolute|global)] (minimum|min|minima|lowest|smallest|maximum {{max:yes}}|max {{max:yes}}|maxima {{max:yes}}|highest {{max:yes}}|largest {{max:yes}}|greatest {{max:yes}}) [value] of {_CURVE}"
)
def extreme_value(c: Captures, s: Situation) -> Problem | None:
    found = one_variable(c["a"], s)
    if found is None:
        return None
    body, name = found
    if "local" in c:
        return local_extremes(body, name, "max" in c, s)
    which = "maximum" if "max" in c else "minimum"
    program = Program(s)
    x = program.symbol(name, "real=True")
    program.need(f"from sympy.calculus.util import {which}")
    program.add(
        f"curve = {program.source(body)}",
        f"answer = {which}(curve, {x}, S.Reals)",
        f"where = solve(Eq(curve, answer), {x}) if answer.is_finite else []",
        'print("exact:", answer)',
        'print("latex:", latex(answer))',
        f'print("where:", "{SEPARATOR}".join(latex(v) for v in where))',
    )

    def explain(labels: Labels) -> str:
        if "oo" in labels.get("exact", ""):
            return f"{math(latex(body))} has **no {which}**: it is unbounded."
        where = [each for each in labels.get("where", "").split(SEPARATOR) if each]
        at = (
            f", at {' and '.join(math(f'{symbol(name)} = {each}') for each in where)}"
            if 0 < len(where) < 4
            else ""
        )
        return f"The {which} of {math(latex(body))} is **{math(labels['latex'])}**{at}."

    return Problem(program.text(), explain, s)


def local_extremes(body: t.Node, name: str, highest: bool, s: Situation) -> Problem:
    """The maxima or the minima, by the second derivative."""
    program = Program(s)
    x = program.symbol(name, "real=True")
    program.add(
        f"curve = {program.source(body)}",
        f"points = [p for p in sorted(solve(diff(curve, {x}), {x})) if diff(curve, {x}, 2).subs({x}, p) {'<' if highest else '>'} 0]",
        f"answer = [(p, simplify(curve.subs({x}, p))) for p in points]",
        'print("exact:", answer)',
        f'print("latex:", "{SEPARATOR}".join(latex(p) for p in answer))',
    )
    what = "maximum" if highest else "minimum"

    def explain(labels: Labels) -> str:
        if labels.get("exact") == "[]":
            return f"{math(latex(body))} has **no local {what}** that the second derivative shows."
        points = ", ".join(math(point) for point in labels["latex"].split(SEPARATOR))
        return f"Where the derivative of {math(latex(body))} is zero, the second derivative shows a local {what} at **{points}**."

    return Problem(program.text(), explain, s)


@topic.question(
    f"{_ALL} (inflection points|points of inflection|inflection point|point of inflection) of {_CURVE}"
)
def inflections(c: Captures, s: Situation) -> Problem | None:
    found = one_variable(c["a"], s)
    if found is None:
        return None
    body, name = found
    program = Program(s)
    x = program.symbol(name, "real=True")
    program.add(
        f"curve = {program.source(body)}",
        f"bend = diff(curve, {x}, 2)",
        f"points = [p for p in sorted(solve(bend, {x})) if diff(bend, {x}).subs({x}, p) != 0]",
        f"answer = [(p, simplify(curve.subs({x}, p))) for p in points]",
        'print("exact:", answer)',
        f'print("latex:", "{SEPARATOR}".join(latex(p) for p in answer))',
    )

    def explain(labels: Labels) -> str:
        if labels.get("exact") == "[]":
            return f"{math(latex(body))} has **no inflection point**."
        found = ", ".join(math(point) for point in labels["latex"].split(SEPARATOR))
        return f"The second derivative of {math(latex(body))} changes sign at **{found}**."

    return Problem(program.text(), explain, s)


# ── between two curves ────────────────────────────────────────────────────────

_TWO = "[the] [(curves|graphs|lines|functions|parabola|line|curve)] [y '='] {a} (and|',') [the] [(line|curve|parabola)] [y '='] {b}"


@topic.question(
    f"[<find>] [the] area [of [the] region] [(enclosed|bounded)] (between|by|enclosed by|bounded by) {_TWO}"
)
def area_between(c: Captures, s: Situation) -> Problem | None:
    return _area(_side(c["a"]), _side(c["b"]), s)


@topic.question(
    "[<find>] [the] area [of [the] region] [(enclosed|bounded)] (between|by|enclosed by|bounded by) [the] [(curve|graph|parabola|function)] [y '='] {a} and [the] x [-] axis",
    "[<find>] [the] area [of [the] region] [(enclosed|bounded)] (between|by|enclosed by|bounded by) [the] x [-] axis and [the] [(curve|graph|parabola|function)] [y '='] {a}",
)
def area_with_axis(c: Captures, s: Situation) -> Problem | None:
    return _area(_side(c["a"]), t.Number("0"), s)


def _area(first: t.Node, second: t.Node, s: Situation) -> Problem | None:
    names = {name for node in (first, second) for name in t.names_in(node) if not s.knows(name)}
    if len(names) != 1:
        return None
    (name,) = names
    program = Program(s)
    x = program.symbol(name, "real=True")
    program.add(
        f"gap = ({program.source(first)}) - ({program.source(second)})",
        f"ends = sorted(solve(gap, {x}))",
        f"answer = simplify(sum(Abs(integrate(gap, ({x}, a, b))) for a, b in zip(ends, ends[1:])))",
        'print("exact:", answer)',
        'print("latex:", latex(answer))',
        'print("ends:", ", ".join(latex(v) for v in ends))',
        'assert len(ends) > 1, "the curves do not enclose an area"',
    )

    def explain(labels: Labels) -> str:
        meet = f"they meet at \\({symbol(name)} = {labels.get('ends', '')}\\)"
        return f"The area between \\(y = {latex(first)}\\) and \\(y = {latex(second)}\\) is **{math(labels['latex'])}**: {meet}, and between these the difference is integrated."

    return Problem(program.text(), explain, s)


def _side(node: t.Node) -> t.Node:
    """``y = x^2`` given as a relation stands for its right side."""
    node = t.bare(node)
    return node.right if isinstance(node, t.Relation) and node.left == t.Name("y") else node


# ── series ────────────────────────────────────────────────────────────────────

_ABOUT = "[(about|at|around|centered at|centred at|near|with center|in) [the point] [{z:name} '='] {v:tight}]"
_UP_TO = "[','] [(up to|to|through|until|of|with) [and including] [the] [(order|degree|the term in|term in|power)] ({n:whole} [(order|degree|terms)]|{n:ordinal} [(order|degree|power)] [term]|{u:name} '^' {n:whole} [term])]"
_SERIES = "[the] [(taylor|maclaurin {zero:yes}|power)] (series|polynomial|expansion|series expansion)"


@topic.question(
    f"[<find>] {_SERIES} [of (order|degree) {{n:whole}}] (of|for) {_CURVE} [(about|at|around|centered at|near) [{{z:name}} '='] {{v:tight}}] [(up to|to|through|of) [the] [(order|degree)] {{n:whole}} [(order|degree|terms)]]",
    f"[<find>] {_SERIES} (of|for) {_CURVE} (up to|to|through) [the] [(order|degree)] {{n:whole}} [(about|at|around) [{{z:name}} '='] {{v:tight}}]",
    f"[<find>] [the] {{n:ordinal}} (degree|order) {_SERIES} (of|for) {_CURVE} [(about|at|around|centered at|near) [{{z:name}} '='] {{v:tight}}]",
    f"[<find>] [the] degree {{n:whole}} {_SERIES} (of|for) {_CURVE} [(about|at|around|centered at|near) [{{z:name}} '='] {{v:tight}}]",
    f"[<find>] [the] first {{k:whole}} [(nonzero|non zero)] terms of {_SERIES} (of|for) {_CURVE} [(about|at|around) [{{z:name}} '='] {{v:tight}}]",
    f"[<find>] {_SERIES} (of|for) {_CURVE} {_ABOUT} {_UP_TO}",
    f"[<find>] {_SERIES} (of|for) {_CURVE} {_UP_TO} {_ABOUT}",
    f"expand {{a}} (as|in|into) [a] {_SERIES} {_ABOUT} {_UP_TO}",
    f"expand {{a}} (about|around|near) [{{z:name}} '='] {{v:tight}} {_UP_TO}",
    f"{_SERIES} [':'] {{a}} {_ABOUT} {_UP_TO}",
    f"[<find>] [the] first {{k:whole}} [(nonzero|non zero|non - zero)] terms (of|in) {_SERIES} (of|for) {_CURVE} {_ABOUT}",
    f"[<find>] [the] {{n:ordinal}} ['-'] (degree|order) {_SERIES} (of|for) {_CURVE} {_ABOUT}",
    f"[<find>] [the] (quadratic {{two:yes}}|linear {{one:yes}}|cubic {{three:yes}}) (taylor polynomial|approximation|taylor approximation) (of|for|to) {_CURVE} {_ABOUT}",
    f"[<find>] [the] linearization {{one:yes}} (of|for) {_CURVE} {_ABOUT}",
)
def taylor(c: Captures, s: Situation) -> Problem | None:
    found = one_variable(c["a"], s)
    if found is None:
        return None
    body, name = found
    degree = c.get("n", 1 if "one" in c else 2 if "two" in c else 3 if "three" in c else 5)
    if not 0 <= degree <= 30 or not 1 <= c.get("k", 1) <= 12:
        return None
    program = Program(s)
    x = program.symbol(name)
    center = program.source(c["v"]) if "v" in c else "0"
    program.add(f"curve, center = {program.source(body)}, S({center})")
    if "k" in c:
        program.add(
            "terms, order = [], 0",
            f"while len(terms) < {c['k']} and order < 40:",
            f"    term = diff(curve, {x}, order).subs({x}, center)/factorial(order)*({x} - center)**order",
            "    terms, order = terms + ([term] if term != 0 else []), order + 1",
        )
    else:
        program.add(
            f"terms = [diff(curve, {x}, n).subs({x}, center)/factorial(n)*({x} - center)**n for n in range({degree + 1})]"
        )
    program.add(
        "answer = Add(*terms)", 'print("exact:", answer)', 'print("latex:", latex(answer, order="old"))'
    )
    about = latex(c["v"]) if "v" in c else "0"

    def explain(labels: Labels) -> str:
        upto = f"its first {c['k']} terms" if "k" in c else f"up to degree {degree}"
        return f"The Taylor series of {math(latex(body))} about \\({symbol(name)} = {about}\\), {upto}, is **{math(labels['latex'])}**."

    return Problem(program.text(), explain, s)
