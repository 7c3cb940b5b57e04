"""Simplify, expand, factor, collect: the same expression in another form."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from dataclasses import replace

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.functions import TRIGONOMETRIC
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("algebra")


@topic.question(
    "(simplify|reduce) [down] [the (expression|fraction|surd|radical)] {a} [(fully|completely|to lowest terms|to simplest form)] "
    "[','] [(assuming|assume|where|for|if|given)] [that] [{x:name} (is (positive|a positive number)|'>' 0)]",
    "(for positive {x:name}|(for|if|assuming [that]|assume [that]|given [that]) {x:name} (is (positive|a positive number)|'>' 0)) [(','|'.')] (simplify|reduce) {a}",
    "(for positive {x:name}|(for|if|assuming [that]|given [that]) {x:name} (is (positive|a positive number)|'>' 0)) [','] what does {a} simplify to",
    "(write|express|simplify) {a} as a [single] power of {x:name} ['(' (assume|assuming|where) [that] {x:name} (is positive|'>' 0) ')']",
    "(write|express|put|give) {a} in [its|the] (simplest|simplified|lowest|exact) [(radical|surd|exact)] (form|terms)",
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
    "(write|express|give|rewrite) {a} (as a polynomial|without [the] (brackets|parentheses))",
    "(multiply|find the product [of]|work out the product) {a:product}",
    "(use|using|apply) [the] (binomial theorem|binomial expansion|foil|distributive property) [(to expand|on|to|for)] {a}",
    "[the] (expansion|binomial expansion) of {a}",
    "<find> [the] (expansion|binomial expansion|expanded form) of {a}",
    "distribute {a}",
    "[(write|express|put|give|<find>)] {a} [(in|into)] expanded form",
    letters=True,
)
def expand(c: Captures, s: Situation) -> Problem | None:
    functions = {part.name for part in t.walk(c["a"]) if isinstance(part, t.Function)}
    if functions & {"log"}:
        return None  # SymPy would write it with natural logarithms
    then = "expand"
    if functions & TRIGONOMETRIC:
        then = "expand_trig"
    elif "ln" in functions:
        then = "(lambda e: expand_log(e, force=True))"
    return value_problem(c["a"], s, then=then, verb="expands to")


@topic.question(
    "(collect|combine|gather|group|add [up]) [the] [like] terms [in|of|from] {a}",
    "simplify {a} by (collecting|combining|gathering|grouping|adding) [the] like terms",
    "(remove|expand|get rid of) [the] (brackets|parentheses) and (collect|combine|gather) [the] [like] terms [':'] [in] {a}",
    "(collect|combine|gather) [the] [like] [terms] [':'] {a}",
    letters=True,
)
def collect(c: Captures, s: Situation) -> Problem | None:
    return value_problem(c["a"], s, then="expand", verb="collects to")


@topic.question(
    "(condense|combine|write|express) {a} (as|into|to) [a] (single|one) (log|logarithm|fraction|power|term)",
    "(condense|combine) {a} [into a single (log|logarithm|fraction)]",
    "write as a single (log|logarithm|fraction) [':'] {a}",
)
def condensed(c: Captures, s: Situation) -> Problem | None:
    """One logarithm, or one fraction, of a sum."""
    logarithms = any(isinstance(part, t.Function) and part.name in ("ln", "log") for part in t.walk(c["a"]))
    if not logarithms:
        return value_problem(c["a"], s, then="together", verb="equals")
    names = tuple(name for name in t.names_in(c["a"]) if not s.knows(name))
    if any(isinstance(part, t.Function) and part.name == "log" for part in t.walk(c["a"])) and names:
        return None  # of another base: SymPy would write it with natural logarithms
    return value_problem(c["a"], s, then="logcombine" if names else "simplify", verb="equals", positive=names)


@topic.question(
    "(rationalize|rationalise) [the denominator [(of|in)]] {a}",
    "<find> {a} with [a] rational denominator",
)
def rationalize(c: Captures, s: Situation) -> Problem | None:
    return value_problem(c["a"], s, then="radsimp")


@topic.question(
    "(factor|factorise|factorize) [out] [fully|completely] [the] [(expression|polynomial|quadratic|trinomial|binomial|cubic)] "
    "{a} [(fully|completely|over the rationals|into linear factors)]",
    "(factor|factorise|factorize) by (grouping|difference of squares|taking out the common factor) [':'] {a}",
    "(factor|factorise|factorize) {a} by (grouping|difference of squares|taking out the common factor)",
    "(factor|take|pull|bring) out [the] [(greatest|highest|largest)] [common] (gcf|factor|hcf|factors) (of|from|in) {a}",
    "(factor|factorise|factorize|take) out [the] [(greatest|highest|largest)] [common] (gcf|factor|hcf|factors) [(of|from|in)] {a}",
    "factor [out] [the] (gcf|hcf|greatest common factor|common factor) (out of|from|of|in) {a}",
    "(make|do|<find>) [the] (factorization|factorisation|factoring) of {a}",
    "<find> the (factored form|factorization|factorisation|factors) of {a}",
    "[(write|express|put|give|<find>)] {a} [(in|into)] (factored|factorised|factorized) form",
    "(break|split|decompose) {a} [(up|down)] into [its] factors",
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

    return replace(problem, explain=explain)
