"""Areas, lengths, solids and averages of curves over an interval."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.given import OVER, curve, ends, one_variable
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex, symbol
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW_VALUE, math, value_sentence

topic = Topic("areas")

_REGION = "[(region|area|space|figure)]"
_KINDS = "[(curves|graphs|lines|functions|parabola|parabolas|line|curve|graph|function)]"
_TWO = f"[the] {_KINDS} [of] [y '='] {{a}} (and|',') [the] {_KINDS} [of] [y '='] {{b}}"
_BETWEEN = "[(enclosed|bounded|between|trapped|contained)] (between|by|enclosed by|bounded by|in between)"
_AXIS = "[the] (x - axis|x axis|[line] y '=' 0)"
_LINES = "[the] [(line|lines|vertical lines)] x '=' {l} (and|',') [the] [(line|lines)] x '=' {u}"
_OF_AREA = f"[<find>] [the] [total] area [of [the] {_REGION}] [that is]"


# ── between two curves ────────────────────────────────────────────────────────


@topic.question(
    f"{_OF_AREA} {_BETWEEN} {_TWO}",
    f"{_OF_AREA} {_BETWEEN} {_TWO} [','] {OVER}",
)
def area_between(c: Captures, s: Situation) -> Problem | None:
    return _area(_side(c["a"]), _side(c["b"]), c, s)


@topic.question(
    f"{_OF_AREA} {_BETWEEN} {{a:curve}} and {_AXIS}",
    f"{_OF_AREA} (under|below|beneath|underneath) {{a:curve}} [','] [and] [that is] above {_AXIS}",
    f"{_OF_AREA} above {_AXIS} [','] [and] [that is] (under|below|beneath|underneath) {{a:curve}}",
    f"{_OF_AREA} {_BETWEEN} {_AXIS} and {{a:curve}}",
    f"{_OF_AREA} {_BETWEEN} {{a:curve}} and {_AXIS} [','] {OVER}",
    f"{_OF_AREA} {_BETWEEN} {_AXIS} and {{a:curve}} [','] {OVER}",
    f"{_OF_AREA} {_BETWEEN} {{a:curve}} [(',' and|','|and)] {_AXIS} [(',' and|','|and)] {_LINES}",
    f"{_OF_AREA} {_BETWEEN} {{a:curve}} [','] {_LINES} [(',' and|','|and)] {_AXIS}",
)
def area_with_axis(c: Captures, s: Situation) -> Problem | None:
    found = one_variable(c["a"], s)
    return _area(found[0], t.Number("0"), c, s) if found else None


@topic.question(
    f"[<find>] [the] [total] area [of [the] {_REGION}] (under|below|beneath|underneath) [the] [(curve|graph)] [of] {{a:curve}} [and above {_AXIS}] [','] {OVER}",
    f"[<find>] [the] [total] area [of [the] {_REGION}] (under|below|beneath|underneath) (it|the (curve|graph|function)) [and above {_AXIS}] [','] {OVER}",
    f"[<find>] [the] area (under|below|beneath|underneath) {OVER} [of] {{a:curve}}",
)
def area_under(c: Captures, s: Situation) -> Problem | None:
    found = curve(c, s)
    return _area(found[0], t.Number("0"), c, s) if found and ends(c) else None


def _area(first: t.Node, second: t.Node, c: Captures, s: Situation) -> Problem | None:
    """Between two curves: where they meet, or over the interval that was told."""
    names = {name for node in (first, second) for name in t.names_in(node) if not s.knows(name)}
    over = ends(c) if "l" in c or "q" in c else None
    if len(names) != 1 or (over and over[2] not in (None, *names)):
        return None
    (name,) = names
    program = Program(s)
    x = program.symbol(name, "real=True")
    program.add(f"gap = ({program.source(first)}) - ({program.source(second)})")
    if over:
        program.add(
            f"low, high = S({program.source(over[0])}), S({program.source(over[1])})",
            f"zeros = [p for p in solve(gap, {x}) if p.is_real and low < p < high]",
            "ends = [low, *sorted(zeros), high]",
        )
    else:
        program.add(
            f"ends = sorted(p for p in solve(gap, {x}) if p.is_real)",
            'assert len(ends) > 1, "the curves do not enclose an area"',
        )
    program.add(
        f"answer = simplify(sum(Abs(integrate(gap, ({x}, a, b))) for a, b in zip(ends, ends[1:])))",
        *SHOW_VALUE,
        'print("ends:", ", ".join(latex(v) for v in ends))',
    )
    if over:
        difference = (
            latex(first) if second == t.Number("0") else rf"{latex(first)} - \left({latex(second)}\right)"
        )
        question = (
            rf"\int_{{{latex(over[0])}}}^{{{latex(over[1])}}} \left|{difference}\right| \, d{symbol(name)}"
        )
        method = "Found by integrating between the bounds, parts below counted as positive."
        return Problem(program.text(), lambda labels: f"{value_sentence(question, labels)} {method}", s)

    def explain(labels: Labels) -> str:
        meet = f"they meet at \\({symbol(name)} = {labels.get('ends', '')}\\)"
        return f"The area between \\(y = {latex(first)}\\) and \\(y = {latex(second)}\\) is **{math(labels['latex'])}**: {meet}, and between these the difference is integrated."

    return Problem(program.text(), explain, s)


def _side(node: t.Node) -> t.Node:
    """``y = x^2`` given as a relation stands for its right side."""
    node = t.bare(node)
    return node.right if isinstance(node, t.Relation) and node.left == t.Name("y") else node


# ── over an interval ──────────────────────────────────────────────────────────


@topic.question(
    f"[<find>] [the] (average|mean) value of {{a:curve}} {OVER}",
    f"[<find>] [(the|its)] (average|mean) value [of (it|the function|{{f:name}})] {OVER}",
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
    f"[<find>] [the] (average rate of change|average slope|mean rate of change|average velocity) of {{a:curve}} {OVER}",
    f"[<find>] [(the|its)] (average rate of change|average slope|mean rate of change|average velocity) [of (it|the function)] {OVER}",
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
    f"[<find>] [the] (arc length|arclength|length|length of the arc|length of the curve) [(of|for)] [the] {{a:curve}} {OVER}",
    f"[<find>] [(the|its)] (arc length|arclength|length) [of (it|the (function|curve|graph))] {OVER}",
    f"how long is {{a:curve}} {OVER}",
)
def arc_length(c: Captures, s: Situation) -> Problem | None:
    return _interval(
        c,
        s,
        "simplify(integrate(sqrt(factor(simplify(1 + diff(curve, {x})**2))), ({x}, low, high)))",
        r"\int_{{{l}}}^{{{h}}} \sqrt{{1 + \left(\frac{{d}}{{d{x}}} \left({f}\right)\right)^2}} \, d{x}",
        r"the formula \(L = \int \sqrt{1 + f'(x)^2} \, dx\)",
    )


# ── solids of revolution ──────────────────────────────────────────────────────

_TURNED = (
    "(rotated|revolved|rotating|revolving|rotate|revolve|spun|turned|spinning|turning|rotation|revolution)"
)
_ABOUT = "[(about|around|round|over|on)] [the] (x - axis|x axis|line y '=' 0|y - axis {y:yes}|y axis {y:yes})"
_SOLID = "volume [(of the solid|of revolution|of the solid of revolution|of a solid of revolution|of the solid (generated|obtained|formed)|generated|obtained|formed)] [(of|by|when|if|for|formed by|generated by|obtained by|from|that results from)]"
_UNDER = "[the] [(region|area|curve)] [(under|below|bounded by|between|beneath)]"
_AND_AXIS = f"[(and|',') {_AXIS}]"


@topic.question(
    f"[<find>] [the] {_SOLID} {_UNDER} {{a:curve}} {_AND_AXIS} [','] {OVER} [','] [(is|are|being)] {_TURNED} {_ABOUT}",
    f"[<find>] [the] {_SOLID} {_TURNED} {_UNDER} {{a:curve}} {_AND_AXIS} [','] {_ABOUT} [','] {OVER}",
    f"[<find>] [the] {_SOLID} {_TURNED} {_UNDER} {{a:curve}} {_AND_AXIS} [','] {OVER} [','] {_ABOUT}",
    f"[<find>] [the] {_SOLID} {_UNDER} {{a:curve}} {_AND_AXIS} [','] [(is|are|being)] [{_TURNED}] {_ABOUT} [','] {OVER}",
    f"(rotate|revolve|spin) {_UNDER} {{a:curve}} {_AND_AXIS} [','] {OVER} {_ABOUT} [(and|','|'.')] <find> [the] volume",
    f"(rotate|revolve|spin) {_UNDER} {{a:curve}} {_AND_AXIS} {_ABOUT} {OVER} [(and|','|'.')] <find> [the] volume",
)
def revolution(c: Captures, s: Situation) -> Problem | None:
    if "y" in c:
        return _interval(
            c,
            s,
            "simplify(2*pi*integrate(expand({x}*(curve)), ({x}, low, high)))",
            r"2 \pi \int_{{{l}}}^{{{h}}} {x} \cdot \left({f}\right) \, d{x}",
            r"the formula \(V = 2 \pi \int x f(x) \, dx\), the region under the curve turning about the \(y\)-axis",
        )
    return _interval(
        c,
        s,
        "simplify(pi*integrate(expand((curve)**2), ({x}, low, high)))",
        r"\pi \int_{{{l}}}^{{{h}}} \left({f}\right)^2 \, d{x}",
        r"the formula \(V = \pi \int f(x)^2 \, dx\)",
    )


def _interval(c: Captures, s: Situation, python: str, shown: str, method: str) -> Problem | None:
    """A value of a curve over an interval; ``python`` says ``curve``, ``low``, ``high`` and ``{x}``."""
    found, over = curve(c, s), ends(c)
    if found is None or over is None or over[2] not in (found[1], None):
        return None
    body, name = found
    program = Program(s)
    x = program.symbol(name, "real=True")
    low, high = program.source(over[0]), program.source(over[1])
    program.add(
        f"curve, low, high = S({program.source(body)}), S({low}), S({high})",
        f"answer = {python.format(x=x)}",
        *SHOW_VALUE,
    )
    question = shown.format(l=latex(over[0]), h=latex(over[1]), f=latex(body), x=symbol(name))

    def explain(labels: Labels) -> str:
        return f"{value_sentence(question, labels)} Found by {method}."

    return Problem(program.text(), explain, s)
