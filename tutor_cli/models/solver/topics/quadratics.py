"""What is asked of a quadratic besides its roots: discriminant, vertex, axis, completed square."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex, symbol
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW, math

topic = Topic("quadratics")

_QUADRATIC = "(of|for|in|on) [the] [(quadratic|parabola|equation|function|graph|polynomial|curve|quadratic equation|quadratic function|expression|graph of)] [(of|':')] [(y|f '(' x ')') '='] {a} ['=' (zero|0)]"


def _prepared(c: Captures, s: Situation) -> tuple[Program, t.Node, str] | None:
    """A program that has the coefficients ``a, b, c``, the expression, and its one unknown."""
    node = s.settled(t.bare(c["a"]))
    names = [name for name in t.names_in(node) if not s.knows(name)]
    if len(names) != 1:
        return None
    program = Program(s)
    x = program.symbol(names[0])
    program.add(
        f"quadratic = Poly({program.source(node)}, {x})",
        "assert quadratic.degree() == 2",
        "a, b, c = quadratic.all_coeffs()",
    )
    return program, node, names[0]


@topic.question(f"[<find>] [the] discriminant {_QUADRATIC}", "[<find>] [the] discriminant {a}")
def discriminant(c: Captures, s: Situation) -> Problem | None:
    prepared = _prepared(c, s)
    if prepared is None:
        return None
    program, node, _ = prepared
    program.add("answer = b**2 - 4*a*c", *SHOW)
    program.add(
        'print("roots:", "two real roots" if answer > 0 else "one real root" if answer == 0 else "no real root")'
    )

    def explain(labels: Labels) -> str:
        return (
            f"The discriminant of {math(latex(node))} is \\(b^2 - 4ac\\) = **{math(labels['latex'])}**: "
            f"{labels.get('roots', '')}."
        )

    return Problem(program.text(), explain, s)


_VERTEX = "[coordinates of [the]] (vertex|turning point|minimum point|maximum point|extreme point)"


@topic.question(f"[<find>] [the] {_VERTEX} {_QUADRATIC}")
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

    return Problem(program.text(), explain, s)


@topic.question(
    f"[<find>] [the] [(equation of the)] (axis of symmetry|line of symmetry|symmetry axis) {_QUADRATIC}"
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

    return Problem(program.text(), explain, s)


@topic.question(
    "(complete|completing) [the] square (for|of|on|in|with) [(y|f '(' x ')') '='] {a}",
    "<ask> {a} (in|into|to) (vertex form|completed square form|complete square form)",
    "(write|rewrite|express|put|convert|change) [(y|f '(' x ')') '='] {a} (in|into|to|as) (vertex form|completed square form|a completed square|a perfect square plus a constant)",
    "[<find>] [the] (vertex form|completed square form) of [(y|f '(' x ')') '='] {a}",
    "(complete|completing) [the] square [':'] {a}",
)
def complete_the_square(c: Captures, s: Situation) -> Problem | None:
    prepared = _prepared(c, s)
    if prepared is None:
        return None
    program, node, x = prepared
    program.add(
        "h = b/(2*a)",
        f"answer = a*({program.symbol(x)} + h)**2 + (c - a*h**2)",
        *SHOW,
    )

    def explain(labels: Labels) -> str:
        return f"Completing the square, {math(latex(node))} equals **{math(labels['latex'])}**."

    return Problem(program.text(), explain, s)


# ── its roots, without solving ────────────────────────────────────────────────


@topic.question(
    "<find> (a|the) (quadratic|polynomial|quadratic equation|quadratic function|equation) (with|whose|that has|having) [the] (roots|zeros|solutions) [are] {xs:values}",
    "<find> (a|the) (quadratic|polynomial|quadratic equation) (whose|with) (roots|zeros|solutions) (are|of|at) {xs:values}",
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
    return Problem(
        program.text(),
        lambda labels: (
            f"With the roots {math(shown)}, multiplying the factors gives **{math(labels['latex'])}**."
        ),
        s,
    )
