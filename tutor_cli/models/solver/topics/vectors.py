"""Vectors: direction, projection, right angles."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.matrices import vector
from tutor_cli.models.solver.topics.number_theory import yes_or_no
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW, math

topic = Topic("vectors")

_VECTORS = "[the] [vectors] {u} and {v}"


def _tuple(python: str, question: str, args: tuple[t.Node, ...], s: Situation, method: str) -> Problem:
    """A question whose answer is a vector; ``python`` makes a Matrix of ``u`` (and ``v``)."""
    program = Program(s)
    for name, arg in zip("uv", args, strict=False):
        program.add(f"{name} = Matrix({program.source(arg)})")
    program.add(
        f"answer = tuple(simplify(entry) for entry in {python})",
        *SHOW,
    )

    def explain(labels: Labels) -> str:
        return f"{question} is **{math(labels['latex'])}**: {method}."

    return Problem(program.text(), explain, s)


@topic.question(
    "[<find>] [(the|a)] unit vector (in [the] direction [of]|in the same direction as|along|of|for|parallel to) [the] [vector] {u}",
    "(normalize|normalise) [the] [vector] {u}",
)
def unit_vector(c: Captures, s: Situation) -> Problem | None:
    u = vector(c["u"])
    if u is None:
        return None
    return _tuple(
        "u/u.norm()",
        f"The unit vector in the direction of {math(latex(u))}",
        (u,),
        s,
        "the vector divided by its length",
    )


@topic.question(
    "[<find>] [the] [(vector|orthogonal)] (projection|proj) of [the] [vector] {u} (onto|on|on to|along) [the] [vector] {v}",
    "project [the] [vector] {u} (onto|on|on to) [the] [vector] {v}",
)
def projection(c: Captures, s: Situation) -> Problem | None:
    u, v = vector(c["u"]), vector(c["v"])
    if u is None or v is None or len(u.items) != len(v.items):
        return None
    question = f"The projection of {math(latex(u))} onto {math(latex(v))}"
    return _tuple("u.dot(v)/v.dot(v)*v", question, (u, v), s, r"\(\frac{u \cdot v}{v \cdot v} v\)")


@topic.question(
    f"are {_VECTORS} (perpendicular|orthogonal|at right angles) [to each other]",
    "is [the] [vector] {u} (perpendicular|orthogonal) to [the] [vector] {v}",
    f"are (perpendicular|orthogonal) {_VECTORS}",
)
def perpendicular(c: Captures, s: Situation) -> Problem | None:
    u, v = vector(c["u"]), vector(c["v"])
    if u is None or v is None or len(u.items) != len(v.items):
        return None
    test = "Matrix({0}).dot(Matrix({1})) == 0"
    return yes_or_no(test, (u, v), "Are {0} and {1} perpendicular?", s)


@topic.question(
    f"are {_VECTORS} (parallel|collinear|linearly dependent) [to each other]",
    "is [the] [vector] {u} parallel to [the] [vector] {v}",
    f"are (parallel|collinear) {_VECTORS}",
)
def parallel(c: Captures, s: Situation) -> Problem | None:
    u, v = vector(c["u"]), vector(c["v"])
    if u is None or v is None or len(u.items) != len(v.items):
        return None
    return yes_or_no("Matrix([{0}, {1}]).rank() < 2", (u, v), "Are {0} and {1} parallel?", s)


@topic.question(
    "(are|is) [the] [(vectors|set|set of vectors)] {xs:values} linearly (independent|dependent {no:yes})",
    "(are|is) [the] [(vectors|set|set of vectors)] {xs:values} (a basis|basis {basis:yes}) [(of|for) r ['^'] {n:whole}]",
)
def independent(c: Captures, s: Situation) -> Problem | None:
    vectors = [vector(each) for each in c["xs"]]
    lengths = {len(each.items) for each in vectors if each is not None}
    if None in vectors or len(lengths) != 1 or not 2 <= len(vectors) <= 5:
        return None
    names = ", ".join(f"{{{i}}}" for i in range(len(vectors)))
    sign = "<" if "no" in c else "=="
    test = f"Matrix([{names}]).rank() {sign} {len(vectors)}"
    if "basis" in c:
        if "n" in c and c["n"] not in lengths:
            return None
        test += f" == {lengths.pop()}"
    what = "a basis" if "basis" in c else "linearly dependent" if "no" in c else "linearly independent"
    return yes_or_no(test, tuple(each for each in vectors if each), f"Are {names} {what}?", s)


@topic.question(
    "[<find>] [the] scalar projection of [the] [vector] {u} (onto|on|on to|along|in the direction of) [the] [vector] {v}",
    "[<find>] [the] component of [the] [vector] {u} (along|in the direction of) [the] [vector] {v}",
)
def scalar_projection(c: Captures, s: Situation) -> Problem | None:
    u, v = vector(c["u"]), vector(c["v"])
    if u is None or v is None or len(u.items) != len(v.items):
        return None
    node = t.Formula(
        "(Matrix({0}).dot(Matrix({1}))/Matrix({1}).norm())",
        r"\frac{{{0} \cdot {1}}}{{\left\|{1}\right\|}}",
        (u, v),
        then="simplify",
    )
    return value_problem(node, s)


@topic.question(
    "[<find>] [the] area of [the] (parallelogram|triangle {half:yes}) (spanned by|formed by|with sides|determined by|defined by|with adjacent sides) [the] [vectors] {u} and {v}",
    "[<find>] [the] scalar triple product [of] {u} [(',')] {v} [(','|and|', and')] {w} {triple:yes}",
    "[<find>] [the] volume of [the] parallelepiped (spanned by|formed by|with sides|determined by|with edges|defined by) [the] [vectors] {u} [(',')] {v} [(','|and|', and')] {w} {volume:yes}",
)
def spanned(c: Captures, s: Situation) -> Problem | None:
    found = [vector(c[name]) for name in "uvw" if name in c]
    if any(each is None or len(each.items) not in (2, 3) for each in found):
        return None
    vectors = tuple(each for each in found if each is not None)
    if len({len(each.items) for each in vectors}) != 1:
        return None
    if len(vectors) == 3:
        python, shown = "Matrix([{0}, {1}, {2}]).det()", r"\det\left({0}, {1}, {2}\right)"
        if len(vectors[0].items) != 3:
            return None
        python = f"Abs({python})" if "volume" in c else python
    elif len(vectors[0].items) == 2:
        python, shown = "Abs(Matrix([{0}, {1}]).det())", r"\left|\det\left({0}, {1}\right)\right|"
    else:
        python, shown = "Matrix({0}).cross(Matrix({1})).norm()", r"\left\|{0} \times {1}\right\|"
    node = t.Formula(
        f"({python}/2)" if "half" in c else f"({python})",
        rf"\frac{{{{1}}}}{{{{2}}}} {shown}" if "half" in c else shown,
        vectors,
        then="simplify",
    )
    return value_problem(node, s)
