"""Arithmetic and geometric progressions, sums of integers, Fibonacci numbers."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("progressions")

MOST = 10**6
"""The highest number of a term that is asked for."""


def number(value: int) -> t.Number:
    return t.Number(str(value))


_SEQUENCE = "[the] [(arithmetic {ap:yes}|geometric {gp:yes})] (sequence|progression|series) [':'] {xs:data} [','|'...'|',' '...'|'.' '.' '.']"
_FIRST_AND_STEP = (
    "[the|an|a] (arithmetic (sequence|progression|series) {ap:yes}|geometric (sequence|progression|series) {gp:yes}) [','] (with|whose|where|having|that has|if) [the|a] first term [(of|is|'=')] {f:tight} [(and|,)] [(a|the|whose|with)]"
    " [(common)] (difference|ratio) [(of|is|'=')] {d:tight}"
)


def _terms(c: Captures) -> tuple[str, tuple[t.Node, ...]] | None:
    """``ap`` or ``gp``, and its first term and difference or ratio as tree pieces."""
    if "f" in c:
        return ("ap" if "ap" in c else "gp"), (c["f"], c["d"])
    values = [t.bare(value) for value in c["xs"]]
    exact = [_value(value) for value in values]
    if len(values) < 3 or any(value is None for value in exact):
        return None
    pairs = list(pairwise(value for value in exact if value is not None))
    arithmetic = len({b - a for a, b in pairs}) == 1
    geometric = all(exact) and len({b / a for a, b in pairs}) == 1
    if arithmetic and "gp" not in c:
        return "ap", (values[0], t.Group(t.Binary("-", values[1], t.Group(values[0]))))
    if geometric and "ap" not in c:
        return "gp", (values[0], t.Group(t.Binary("/", t.Group(values[1]), t.Group(values[0]))))
    return None


def _value(node: t.Node) -> Fraction | None:
    match node:
        case t.Number():
            return node.value
        case t.Negative(t.Number() as inner):
            return -inner.value
        case t.Binary("/", t.Number() as top, t.Number() as bottom) if bottom.value:
            return top.value / bottom.value
    return None


@topic.noun(f"{{n:ordinal}} term (of|in) {_SEQUENCE}", f"{{n:ordinal}} term (of|in) {_FIRST_AND_STEP}")
def term(c: Captures) -> t.Node | None:
    found = _terms(c)
    if found is None or not 1 <= c["n"] <= MOST:
        return None
    kind, (first, step) = found
    args = (first, step, number(c["n"]))
    if kind == "ap":
        return t.Formula(
            "({0} + ({2} - 1)*{1})",
            r"{0} + \left({2} - 1\right) \cdot {1}",
            args,
            method=r"the formula \(a_n = a_1 + (n - 1) d\)",
        )
    return t.Formula(
        "({0}*S({1})**({2} - 1))",
        r"{0} \cdot {1}^{{{2} - 1}}",
        args,
        method=r"the formula \(a_n = a_1 r^{n - 1}\)",
    )


@topic.noun(
    f"sum of [the] first {{n:whole}} terms (of|in) {_SEQUENCE}",
    f"sum of [the] first {{n:whole}} terms (of|in) {_FIRST_AND_STEP}",
)
def partial_sum(c: Captures) -> t.Node | None:
    found = _terms(c)
    if found is None or not 1 <= c["n"] <= MOST:
        return None
    kind, (first, step) = found
    args = (first, step, number(c["n"]))
    if kind == "ap":
        return t.Formula(
            "(Rational({2}, 2)*(2*{0} + ({2} - 1)*{1}))",
            r"\frac{{{2}}}{{2}} \left(2 \cdot {0} + \left({2} - 1\right) \cdot {1}\right)",
            args,
            method=r"the formula \(S_n = \frac{n}{2} (2 a_1 + (n - 1) d)\)",
        )
    return t.Formula(
        "({0}*(1 - S({1})**{2})/(1 - S({1})))",
        r"{0} \cdot \frac{{1 - {1}^{{{2}}}}}{{1 - {1}}}",
        args,
        method=r"the formula \(S_n = a_1 \frac{1 - r^n}{1 - r}\)",
    )


@topic.noun(
    f"sum of [the] [(infinite|convergent)] {_SEQUENCE} [to infinity]",
    f"sum to infinity of {_SEQUENCE}",
    f"sum of [the] infinite {_FIRST_AND_STEP}",
)
def infinite_sum(c: Captures) -> t.Node | None:
    found = _terms(c)
    if found is None or found[0] != "gp":
        return None
    first, ratio = found[1]
    return t.Formula(
        "(S({0})/(1 - {1}) if Abs({1}) < 1 else oo)",
        r"\frac{{{0}}}{{1 - {1}}}",
        (first, ratio),
        method=r"the formula \(\frac{a_1}{1 - r}\) for \(|r| < 1\)",
    )


@topic.question(
    "[<find>] [the] (common difference {ap:yes}|common ratio {gp:yes}) of [the] [(arithmetic|geometric)] [(sequence|progression|series)] [':'] {xs:data} [','|'...'|',' '...']",
)
def step(c: Captures, s: Situation) -> Problem | None:
    found = _terms(c)
    return value_problem(found[1][1], s) if found else None


_WHOLE = "[(whole|natural|positive|counting|consecutive)] (integers|numbers|integer|number)"


@topic.noun(
    f"sum of [(all|the|all the)] {_WHOLE} (from|between) {{a:whole}} (to|through|and|up to) {{b:whole}} [inclusive]",
    f"sum of [the] first {{b:whole}} {_WHOLE}",
    "sum of [(all|the|all the)] numbers {a:whole} (to|through) {b:whole}",
    f"sum of [(all|the|all the)] {_WHOLE} up to {{b:whole}}",
)
def sum_of_integers(c: Captures) -> t.Node | None:
    low, high = c.get("a", 1), c["b"]
    if not low <= high:
        return None
    return t.Formula(
        "(({0} + {1})*({1} - {0} + 1)//Integer(2))", r"\sum_{{k={0}}}^{{{1}}} k", (number(low) if low >= 0 else t.Negative(number(-low)), number(high)),
        method="pairing the first with the last",
    )  # fmt: skip


@topic.noun(
    "sum of [the] first {n:whole} (odd {odd:yes}|even {even:yes}) [(natural|positive|whole)] (numbers|integers)"
)
def sum_of_odd(c: Captures) -> t.Node:
    python, shown = ("{0}**2", "{0}^2") if "odd" in c else ("({0}*({0} + 1))", r"{0} \left({0} + 1\right)")
    return t.Formula(f"({python})" if "odd" in c else python, shown, (number(c["n"]),))


@topic.noun(
    "sum of [the] first {n:whole} (squares {square:yes}|square numbers {square:yes}|perfect squares {square:yes}|cubes|cube numbers)"
)
def sum_of_powers(c: Captures) -> t.Node:
    power = 2 if "square" in c else 3
    return t.Formula(
        f"Add(*[Integer(k)**{power} for k in range(1, {{0}} + 1)])" if c["n"] <= 10_000 else "None",
        rf"\sum_{{{{k=1}}}}^{{{{{{0}}}}}} k^{power}",
        (number(c["n"]),),
    )


@topic.noun(
    "{n:ordinal} fibonacci (number|term)",
    "{n:ordinal} (term|number) (of|in) [the] fibonacci (sequence|series)",
    "fibonacci (number|term) {n:whole}",
)
def fibonacci(c: Captures) -> t.Node | None:
    if not 0 <= c["n"] <= 20_000:
        return None
    return t.Formula(
        "fibonacci({0})",
        "F_{{{0}}}",
        (number(c["n"]),),
        method=r"adding the two before, from \(F_1 = F_2 = 1\)",
    )
