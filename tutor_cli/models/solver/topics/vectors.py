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
    "[<find>] [(the|a)] unit vector (in the direction of|in the same direction as|along|of|for|parallel to) [the] [vector] {u}",
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
    "[<find>] [the] [(vector|orthogonal)] projection of [the] [vector] {u} (onto|on|on to|along) [the] [vector] {v}",
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
)
def parallel(c: Captures, s: Situation) -> Problem | None:
    u, v = vector(c["u"]), vector(c["v"])
    if u is None or v is None or len(u.items) != len(v.items):
        return None
    return yes_or_no("Matrix([{0}, {1}]).rank() < 2", (u, v), "Are {0} and {1} parallel?", s)
