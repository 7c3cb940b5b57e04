"""Simplify, expand, factor, collect: the same expression in another form."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("algebra")


@topic.question(
    "(simplify|reduce) [down] [the (expression|fraction|surd|radical)] {a} [(fully|completely|to lowest terms|to simplest form)] "
    "[assuming [that] {x:name} is (positive|a positive number|'>' 0)]",
    "(write|express|put|give) {a} in [its|the] (simplest|simplified|lowest) (form|terms)",
    "<find> the simplest form of {a}",
    "make {a} (simpler|simple)",
    letters=True,
)
def simplify(c: Captures, s: Situation) -> Problem | None:
    positive = c.get("x")
    return value_problem(
        c["a"], s, then="simplify", verb="simplifies to", positive=(positive,) if positive else ()
    )


@topic.question(
    "(expand|multiply out|foil) [out] [the (expression|product|brackets|parentheses)] [in] {a}",
    "expand and simplify {a}",
    "(expand|multiply out) the (brackets|parentheses) [in] {a}",
    letters=True,
)
def expand(c: Captures, s: Situation) -> Problem | None:
    return value_problem(c["a"], s, then="expand", verb="expands to")


@topic.question(
    "(collect|combine|gather|group) [the] [like] terms [in|of|from] {a}",
    "(collect|combine|gather) [the] [like] [terms] [':'] {a}",
    letters=True,
)
def collect(c: Captures, s: Situation) -> Problem | None:
    return value_problem(c["a"], s, then="expand", verb="collects to")


@topic.question(
    "(rationalize|rationalise) [the denominator [(of|in)]] {a}",
    "<find> {a} with [a] rational denominator",
)
def rationalize(c: Captures, s: Situation) -> Problem | None:
    return value_problem(c["a"], s, then="radsimp")


@topic.question(
    "(factor|factorise|factorize) [out] [fully|completely] [the] [(expression|polynomial|quadratic|trinomial|binomial|cubic)] "
    "{a} [(fully|completely|over the rationals|into linear factors)]",
    "<find> the (factored form|factorization|factorisation|factors) of {a}",
    "(write|express|put) {a} in factored form",
    "(write|express) {a} as [a|the] product of [its] [(linear|irreducible)] factors",
    letters=True,
)
def factor(c: Captures, s: Situation) -> Problem | None:
    node = c["a"]
    if not [name for name in t.names_in(node) if s.value(name) is None] and not t.calls_in(node):
        return None  # a number: see number theory
    problem = value_problem(node, s, then="factor", verb="factors as")
    if problem is None:
        return None
    told = problem.explain

    def explain(labels: Labels) -> str:
        exact = labels.get("exact", "(")
        if "(" not in exact and "*" not in exact.replace("**", ""):
            return told(labels) + " It has no factors with rational coefficients but itself."
        return told(labels)

    return Problem(problem.program, explain, s, value=node)
