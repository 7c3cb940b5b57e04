"""What is asked of a quadratic besides its roots: discriminant, vertex, axis, completed square."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.steps.working import Working
from tutor_cli.models.solver.topics.given import one_variable
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex, symbol
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW, math

topic = Topic("quadratics")

_KIND = "[the] [(quadratic|parabola|equation|function|graph|polynomial|curve|quadratic equation|quadratic function|expression|trinomial|graph of|parabola with equation)] [(of|':')]"
_BODY = "[({f:name} '(' {x:name} ')'|y) '='] {a} ['=' (zero|0)]"
_QUADRATIC = f"(of|for|in|on|':') {_KIND} {_BODY}"


def _prepared(c: Captures, s: Situation) -> tuple[Program, t.Node, str] | None:
    """A program that has the coefficients ``a, b, c``, the expression, and its one unknown."""
    found = one_variable(c["a"], s)
    if found is None:
        return None
    node, name = found
    program = Program(s)
    x = program.symbol(name)
    program.add(
        f"quadratic = Poly({program.source(node)}, {x})",
        "assert quadratic.degree() == 2",
        "a, b, c = quadratic.all_coeffs()",
    )
    return program, node, name


def _working(call: str, program: Program, node: t.Node, x: str) -> Working:
    """Steps that a call of :mod:`..steps.derivations.quadratics` gives."""
    return Working("quadratics", f"{call}({program.source(node)}, {program.symbol(x)})", latex(node))


@topic.question(
    f"[<find>] [the] (discriminant|value of the discriminant|delta) {_QUADRATIC}",
    f"[<find>] [the] discriminant {_BODY}",
)
def discriminant(c: Captures, s: Situation) -> Problem | None:
    prepared = _prepared(c, s)
    if prepared is None:
        return None
    program, node, x = prepared
    program.add("answer = b**2 - 4*a*c", *SHOW)
    program.add(
        'print("roots:", "two real roots" if answer > 0 else "one real root" if answer == 0 else "no real root")'
    )

    def explain(labels: Labels) -> str:
        return (
            f"The discriminant of {math(latex(node))} is \\(b^2 - 4ac\\) = **{math(labels['latex'])}**: "
            f"{labels.get('roots', '')}."
        )

    return Problem(program.text(), explain, s, working=_working("discriminant_steps", program, node, x))


_VERTEX = "[(coordinates|coordinate|location) of [the]] (vertex|turning point|minimum point|maximum point|extreme point|lowest point|highest point)"


@topic.question(
    f"[<find>] [the] {_VERTEX} {_QUADRATIC}",
    f"[<find>] [the] {_VERTEX} {_BODY}",
    f"(where|what) is [the] {_VERTEX} {_QUADRATIC}",
    f"(what|which) {_VERTEX} does {_KIND} {_BODY} have",
)
def vertex(c: Captures, s: Situation) -> Problem | None:
    prepared = _prepared(c, s)
    if prepared is None:
        return None
    program, node, x = prepared
    program.add(
        "h = -b/(2*a)",
        "answer = (h, quadratic.eval(h))",
        *SHOW,
    )

    def explain(labels: Labels) -> str:
        return f"The vertex of \\(y = {latex(node)}\\) is **{math(labels['latex'])}**, at \\({symbol(x)} = -\\frac{{b}}{{2a}}\\)."

    return Problem(program.text(), explain, s, working=_working("vertex_steps", program, node, x))


@topic.question(
    f"[<find>] [the] [(equation of the|equation for the|equation of)] (axis of symmetry|line of symmetry|symmetry axis|axis) {_QUADRATIC}",
    f"(what|where) is [the] (axis of symmetry|line of symmetry) {_QUADRATIC}",
)
def axis(c: Captures, s: Situation) -> Problem | None:
    prepared = _prepared(c, s)
    if prepared is None:
        return None
    program, node, x = prepared
    program.add(
        f"answer = Eq({program.symbol(x)}, -b/(2*a))",
        *SHOW,
    )

    def explain(labels: Labels) -> str:
        return f"The axis of symmetry of \\(y = {latex(node)}\\) is **{math(labels['latex'])}**, from \\(-\\frac{{b}}{{2a}}\\)."

    return Problem(program.text(), explain, s, working=_working("axis_steps", program, node, x))


_SQUARE_FORM = "(vertex form|completed square form|complete square form|completed the square form|turning point form|a completed square|a perfect square plus a constant|[the] form {form})"


@topic.question(
    f"(complete|completing|use completing) [the] square (for|of|on|in|with|':'|to rewrite|to write|) {_KIND} {_BODY}",
    f"<ask> {_KIND} {_BODY} (in|into|to|as) {_SQUARE_FORM}",
    f"(write|rewrite|express|put|convert|change|turn|transform) {_KIND} {_BODY} (in|into|to|as) {_SQUARE_FORM}",
    f"(write|rewrite|express|put|convert) {_KIND} {_BODY} [(in|into) vertex form] by completing the square",
    f"[<find>] [the] (vertex form|completed square form) (of|for) {_KIND} {_BODY}",
)
def complete_the_square(c: Captures, s: Situation) -> Problem | None:
    prepared = _prepared(c, s)
    if prepared is None or ("form" in c and not _has_square(c["form"])):
        return None
    program, node, x = prepared
    program.add(
        "h = b/(2*a)",
        f"answer = a*({program.symbol(x)} + h)**2 + (c - a*h**2)",
        *SHOW,
    )

    def explain(labels: Labels) -> str:
        return f"Completing the square, {math(latex(node))} equals **{math(labels['latex'])}**."

    return Problem(program.text(), explain, s, working=_working("square_steps", program, node, x))


def _has_square(form: t.Node) -> bool:
    """Whether ``a(x - h)^2 + k`` is the form."""
    return any(
        isinstance(part, t.Binary) and part.op == "^" and isinstance(t.bare(part.left), t.Binary)
        for part in t.walk(form)
    )


@topic.question(
    f"(does|do|is|will) {_KIND} {_BODY} [graph] (open|opens|opening|concave) [(up {{up:yes}}|upward {{up:yes}}|upwards {{up:yes}}|down {{down:yes}}|downward {{down:yes}}|downwards {{down:yes}}) [or (up|down|upward|downward|upwards|downwards) {{both:yes}}]]",
    f"(which|what) (way|direction) does {_KIND} {_BODY} open",
)
def opens(c: Captures, s: Situation) -> Problem | None:
    prepared = _prepared(c, s)
    if prepared is None:
        return None
    program, node, _ = prepared
    program.add('print("exact:", "up" if a > 0 else "down")', 'print("latex:", latex(a))')
    asked = "" if "both" in c else "up" if "up" in c else "down" if "down" in c else ""

    def explain(labels: Labels) -> str:
        because = f"the coefficient of the square is {math(labels['latex'])}"
        if asked:
            return f"**{'yes' if labels['exact'] == asked else 'no'}**: \\(y = {latex(node)}\\) opens {labels['exact']}, since {because}."
        return f"\\(y = {latex(node)}\\) opens **{labels['exact']}**, since {because}."

    return Problem(program.text(), explain, s)


@topic.question(
    f"is {_KIND} {_BODY} a perfect square [(trinomial|quadratic|polynomial)]",
    f"(determine|tell me|decide|check) (if|whether) {_KIND} {_BODY} is a perfect square [(trinomial|quadratic|polynomial)]",
)
def perfect_square(c: Captures, s: Situation) -> Problem | None:
    prepared = _prepared(c, s)
    if prepared is None:
        return None
    program, node, _ = prepared
    program.add(
        'print("exact:", b**2 - 4*a*c == 0 and sqrt(a).is_rational)',
        'print("latex:", latex(factor(quadratic.as_expr())))',
    )

    def explain(labels: Labels) -> str:
        verdict = "yes" if labels["exact"] == "True" else "no"
        return f"**{verdict}**: {math(latex(node))} is {math(labels['latex'])}."

    return Problem(program.text(), explain, s)


# ── its roots, without solving ────────────────────────────────────────────────


@topic.question(
    "[(<find>|form|construct|build|create|make|write)] (a|the|an) [monic] [(quadratic|cubic)] [(polynomial|equation {zero:yes}|function|polynomial equation {zero:yes}|polynomial function)] (with|whose|that has|having|which has|given|from) [(the|its)] (roots|zeros|zeroes|solutions|x intercepts) [(are|of|at|'='|':')] {xs:values} [as its roots]",
    "[(<find>|form|construct|build|create|make|write)] (a|the|an) [monic] [(quadratic|cubic)] (polynomial|equation {zero:yes}|function|quadratic) with {xs:values} as [its] (roots|zeros|solutions)",
)
def from_roots(c: Captures, s: Situation) -> Problem | None:
    roots = c["xs"]
    if any(t.names_in(root) for root in roots) or not 1 < len(roots) < 8:
        return None
    program = Program(s)
    x = program.symbol("x")
    program.add(
        f"roots = [{', '.join(program.source(root) for root in roots)}]",
        f"answer = expand(Mul(*[{x} - root for root in roots]))",
        *SHOW,
    )
    shown = ", ".join(latex(root) for root in roots)
    zero = " = 0" if "zero" in c else ""
    return Problem(
        program.text(),
        lambda labels: (
            f"With the roots {math(shown)}, multiplying the factors gives **{math(labels['latex'] + zero)}**."
        ),
        s,
    )
