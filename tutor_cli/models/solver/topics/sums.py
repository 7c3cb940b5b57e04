"""Sums: of integers, squares and other well-known rows, written out with dots, and with a sigma."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.unreadable import Unreadable
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.progressions import (
    MOST,
    SUM_ASKED,
    Progression,
    difference,
    quotient,
    sum_of_first,
    value_of,
)
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.terms import Terms
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import math

topic = Topic("sums")


# ── with a sigma, or told so ──────────────────────────────────────────────────


def over_range(python: str, sign: str, c: Captures) -> t.Formula:
    """A sum or product over whole numbers; where no variable is named it is the one of the term."""
    name = c.get("x") or next(iter(t.names_in(c["a"])), "k")
    body = t.bare(c["a"])
    body = t.Group(body) if isinstance(body, t.Binary) and body.op in "+-" else body
    return t.Formula(
        python + "({0}, ({1}, {2}, {3}))",
        sign + r"_{{{1}={2}}}^{{{3}}} {0}",
        (body, t.Name(name), c["l"], c["u"]),
        bound=(name,),
        then="simplify",
    )


_FROM = (
    "[(','|'(')] [(for|from|as|where|when|with|over)] ({x:name} ('='|from|is|goes from|runs from|equals|ranges from|'=' from) {l:tight} (to|through|up to|until|'->'|'..'|'...'|, ... ,) [{x:name} '='] {u:tight}"
    "|{l:tight} ('<='|to|through|up to) {x:name} '<=' {u:tight}) [')']"
)
_SUM = "(sum|summation|series)"


@topic.noun(
    "sum '_' '{' {x:name} '=' {l} '}' '^' {u:bound} {a}",
    "sum '_' {x:name} '=' {l} '^' {u:bound} {a}",
    f"{_SUM} [of] [all] [the] [terms] [':'] {{a}} {_FROM}",
    f"{_SUM} {_FROM} [of|,] {{a}}",
    f"{_SUM} [of] [all] {{a}} from {{l:tight}} to {{u:tight}}",
)
def sum_over(c: Captures) -> t.Node | None:
    if len(t.names_in(c["a"])) != 1 and "x" not in c:
        return None
    return over_range("summation", r"\sum", c)


@topic.noun(
    "prod '_' '{' {x:name} '=' {l} '}' '^' {u:bound} {a}",
    "prod '_' {x:name} '=' {l} '^' {u:bound} {a}",
    f"product [of] [all] [the] [terms] [':'] {{a}} {_FROM}",
    f"product {_FROM} [of|,] {{a}}",
    "product of [all] {a} from {l:tight} to {u:tight}",
)
def product_over(c: Captures) -> t.Node | None:
    if len(t.names_in(c["a"])) != 1 and "x" not in c:
        return None
    return over_range("product", r"\prod", c)


_CONVERGE = "(converge {c:yes}|diverge {d:yes}|converge or diverge|converge or does it diverge|diverge or converge|convergent {c:yes}|divergent {d:yes}|convergent or divergent|divergent or convergent|converges {c:yes}|diverges {d:yes}|converges or diverges)"
_SERIES = "[the] [(infinite|geometric|harmonic|p)] [(series|sum|sum of|series of)] [':'] (sum '_' '{' {x:name} '=' {l} '}' '^' {u:bound} {a}|[sum] [of] {a} [({_FROM}|from {l:tight} to {u:tight})])".replace(
    "{_FROM}", _FROM
)


@topic.question(
    f"(does|do|is|will|would) [the] [(series|sum)] [of] {{s:terms}} [(a|an)] {_CONVERGE} [series]",
    f"(determine|decide|test|tell me|check|find out|find|state) (if|whether) [the] [(series|sum)] [of] {{s:terms}} [is] {_CONVERGE}",
)
def convergence_of_written(c: Captures, s: Situation) -> Problem | None:
    """``1 + 1/2 + 1/3 + …``: of reciprocal powers, or geometric."""
    if not c["s"].added or c["s"].last is not None:
        return None
    term = _reciprocal_power(c["s"]) or _geometric(c["s"])
    return convergence({**c, "a": term, "x": "n"}, s) if term is not None else None


def _geometric(terms: Terms) -> t.Node | None:
    """The general term of a geometric series."""
    exact = [value_of(value) for value in terms.values]
    ratios = {b / a for a, b in pairwise(exact) if a and b is not None}
    if len(exact) < 3 or len(ratios) != 1 or not all(exact):
        return None
    ratio = t.Group(t.Binary("/", terms.values[1], t.Group(terms.values[0])))
    power = t.Binary("^", ratio, t.Group(t.Binary("-", t.Name("n"), t.Number("1"))))
    return t.Binary("*", t.Group(terms.values[0]), power)


@topic.question(
    f"(does|do|is|will|would) {_SERIES} [(a|an)] {_CONVERGE} [series]",
    f"(determine|decide|test|tell me|check|find out|find|state) (if|whether) {_SERIES} [is] {_CONVERGE}",
    f"{_SERIES} [','] [(does|is|do)] [it] {_CONVERGE}",
    f"{_CONVERGE} [':'] {_SERIES}",
    f"(test|check) {_SERIES} for (convergence|divergence)",
    f"[<find>] [the] convergence of {_SERIES}",
)
def convergence(c: Captures, s: Situation) -> Problem | None:
    if any(isinstance(part, t.Formula) and part.python.startswith("integrate(") for part in t.walk(c["a"])):
        return None  # of an integral
    names = [name for name in t.names_in(c["a"]) if not s.knows(name)]
    name = c.get("x") or (names[0] if names else "")
    if names != [name] or (c.get("u", t.Constant("oo")) != t.Constant("oo")):
        return None
    program = Program(s)
    n = program.symbol(name, "integer=True, positive=True")
    low = program.source(c["l"]) if "l" in c else "1"
    series = t.Formula(
        "Sum({0}, ({1}, {2}, oo))",
        r"\sum_{{{1}={2}}}^{{\infty}} {0}",
        (c["a"], t.Name(name), c.get("l", t.Number("1"))),
        bound=(name,),
    )
    program.add(
        f"term = {program.source(c['a'])}",
        f"answer = Sum(term, ({n}, {low}, oo)).is_convergent()",
        f"total = summation(term, ({n}, {low}, oo)) if answer == True else None",
        'print("exact:", answer)',
        'print("latex:", "" if total is None or total.has(Sum) else latex(total))',
        f'print("limit:", latex(limit(term, {n}, oo)))',
    )
    asked = "converges" if "c" in c else "diverges" if "d" in c else ""

    def explain(labels: Labels) -> str:
        if labels["exact"] not in ("True", "False"):
            raise Unreadable("whether it converges could not be found out")
        verdict = "converges" if labels["exact"] == "True" else "diverges"
        shown = labels.get("latex", "")
        because = f", to {math(shown)}" if shown and verdict == "converges" else ""
        if verdict == "diverges" and labels.get("limit", "0") != "0":
            because = ": its terms do not go to 0"
        if asked:
            answer = "yes" if verdict == asked else "no"
            return f"**{answer}**: {math(latex(series))} {verdict}{because}."
        return f"{math(latex(series))} **{verdict}**{because}."

    return Problem(program.text(), explain, s)


# ── written out ───────────────────────────────────────────────────────────────

_WRITTEN = "[the] [(finite|arithmetic|geometric)] [(series|sequence|progression)] [':'] {s:terms}"


@topic.noun(f"sum of {_WRITTEN}")
def long_sum_of(c: Captures) -> t.Node | None:
    return _long_sum(c["s"])


@topic.question(
    f"[<ask>] [(the sum|sum|the sum of|the series|add [up]|the value of|the total of|{{n:name}} '=')] [':'] {_WRITTEN} {SUM_ASKED}",
    f"(what does|what do) {_WRITTEN} (add up to|sum to|equal|come to|make)",
)
def long_sum(c: Captures, s: Situation) -> Problem | None:
    node = _long_sum(c["s"]) if c["s"].added else None
    return value_problem(node, s) if node is not None else None


def _long_sum(terms: Terms) -> t.Node | None:
    """``1 + 2 + 3 + ... + 50``: with at least two terms that show the rule, and a last one that fits it."""
    if terms.last is None:
        return None
    values = terms.values
    exact, last = [value_of(value) for value in values], value_of(terms.last)
    if last is None or any(value is None for value in exact):
        return None
    known = [value for value in exact if value is not None]
    pairs = list(pairwise(known))
    steps, ratios = {b - a for a, b in pairs}, {b / a for a, b in pairs if a}
    if len(steps) == 1 and (len(values) > 2 or steps <= {Fraction(1), Fraction(2)}):
        (step,) = steps
        count = (last - known[0]) / step + 1 if step else Fraction(0)
        if count.denominator == 1 and len(values) < count <= MOST:
            return sum_of_first(Progression(False, values[0], difference(values[1], values[0])), int(count))
    if len(ratios) == 1 and len(values) > 2 and 0 not in known:
        (factor,) = ratios
        many, value = len(known), known[-1]
        while value != last and many < 200:
            many, value = many + 1, value * factor
        if value == last:
            return sum_of_first(Progression(True, values[0], quotient(values[1], values[0])), many)
    for power in (2, 3):
        if known == [Fraction(k) ** power for k in range(1, len(known) + 1)] and len(known) > 2:
            many = round(float(last) ** (1 / power))
            if last == many**power and many > len(known):
                return sum_of_powers({"n": many, **({"square": True} if power == 2 else {})})
    return None


@topic.question(
    f"[<ask>] [(the sum|sum|the sum of|add [up])] [':'] {{s:terms}} {SUM_ASKED} [add up to]",
)
def inverse_powers(c: Captures, s: Situation) -> Problem | None:
    """``1 + 1/4 + 1/9 + 1/16 + …``: the reciprocals of squares or other powers."""
    if not c["s"].added or c["s"].last is not None:
        return None
    term = _reciprocal_power(c["s"])
    if term is None:
        return None
    bounds = {"a": term, "x": "n", "l": t.number(1), "u": t.Constant("oo")}
    return value_problem(over_range("summation", r"\sum", bounds), s)


def _reciprocal_power(terms: Terms) -> t.Node | None:
    """``1/n^2`` for 1, 1/4, 1/9."""
    exact = [value_of(value) for value in terms.values]
    for power in (1, 2, 3, 4):
        if len(exact) > 2 and exact == [Fraction(1, k**power) for k in range(1, len(exact) + 1)]:
            below: t.Node = t.Binary("^", t.Name("n"), t.number(power)) if power > 1 else t.Name("n")
            return t.Binary("/", t.Number("1"), below)
    return None


# ── well-known rows ───────────────────────────────────────────────────────────


@topic.noun(
    "sum of [(all|all the|the|every|each)] (even|odd {odd:yes}) [(positive|natural|whole)] (numbers|integers|number|integer) [(from|between)] {a:whole} (to|and|up to|through) {b:whole} [inclusive]",
    "sum of [(all|all the|the)] (even|odd {odd:yes}) [(positive|natural|whole)] (numbers|integers) (up to|less than or equal to|below {below:yes}|less than {below:yes}|under {below:yes}) {b:whole}",
    "sum of [(all|all the|the)] multiples of {m:whole} (from|between) {a:whole} (to|and|up to|through) {b:whole}",
    "sum of [(all|all the|the)] multiples of {m:whole} (up to|below {below:yes}|less than {below:yes}|under {below:yes}) {b:whole}",
)
def sum_of_every_other(c: Captures) -> t.Node | None:
    step = c.get("m", 2)
    low, high = c.get("a", 1), c["b"] - ("below" in c)
    if step < 1:
        return None
    rest = 1 if "odd" in c else 0
    first, last = low + (rest - low) % step, high - (high - rest) % step
    if not first <= last <= 10**12:
        return None
    return sum_of_first(Progression(False, t.number(first), t.number(step)), (last - first) // step + 1)


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
        "(({0} + {1})*({1} - {0} + 1)//Integer(2))", r"\sum_{{k={0}}}^{{{1}}} k", (t.number(low) if low >= 0 else t.Negative(t.number(-low)), t.number(high)),
        method="pairing the first with the last",
    )  # fmt: skip


@topic.noun(
    "sum of [the] first {n:whole} (odd {odd:yes}|even {even:yes}) [(natural|positive|whole)] (numbers|integers)"
)
def sum_of_odd(c: Captures) -> t.Node:
    python, shown = ("{0}**2", "{0}^2") if "odd" in c else ("({0}*({0} + 1))", r"{0} \left({0} + 1\right)")
    return t.Formula(f"({python})" if "odd" in c else python, shown, (t.number(c["n"]),))


@topic.noun(
    "sum of [the] (squares {square:yes}|cubes) of [the] first {n:whole} [(natural|positive|whole|counting)] (integers|numbers)",
    "sum of [(all|all the|the)] (squares {square:yes}|square numbers {square:yes}|perfect squares {square:yes}|cubes|cube numbers) (from|of) 1 (to|through|up to) {n:whole} [squared] [cubed]",
    "sum of [the] first {n:whole} (squares {square:yes}|square numbers {square:yes}|perfect squares {square:yes}|cubes|cube numbers)",
)
def sum_of_powers(c: Captures) -> t.Node:
    power = 2 if "square" in c else 3
    return t.Formula(
        f"Add(*[Integer(k)**{power} for k in range(1, {{0}} + 1)])" if c["n"] <= 10_000 else "None",
        rf"\sum_{{{{k=1}}}}^{{{{{{0}}}}}} k^{power}",
        (t.number(c["n"]),),
    )


_ADD = "(add|add up|sum|sum up|total|add together|find the total of)"


@topic.question(
    f"{_ADD} [(all|all the|the)] first {{n:whole}} (odd {{odd:yes}}|even {{even:yes}}) [(natural|positive|whole)] (numbers|integers) ['('] [(starting|beginning) (at|from|with) {{l:whole}}] [')']",
    f"{_ADD} [(all|all the|the)] first {{b:whole}} {_WHOLE}",
    f"{_ADD} [(all|the|all the)] {_WHOLE} (from|between) {{a:whole}} (to|through|and|up to) {{b:whole}} [inclusive]",
)
def add_up(c: Captures, s: Situation) -> Problem | None:
    if c.get("l", 1 if "odd" in c else 2) != (1 if "odd" in c else 2):
        return None
    node = sum_of_integers(c) if "b" in c else sum_of_odd(c)
    return value_problem(node, s) if node is not None else None


@topic.noun(
    f"sum of [the] first {{n:name}} {_WHOLE}",
    f"sum of [(all|the|all the)] {_WHOLE} (from|between) 1 (to|through|and|up to) {{n:name}}",
    "sum of [the] first {n:name} (odd {odd:yes}|even {even:yes}) [(natural|positive|whole)] (numbers|integers)",
    "sum of [the] (squares {square:yes}|cubes {cube:yes}) of [the] first {n:name} [(natural|positive|whole|counting)] (integers|numbers)",
)
def sum_of_first_n(c: Captures) -> t.Node:
    """The formula for ``n`` of them."""
    k = t.Name("k")
    term: t.Node = (
        t.Binary("-", t.Binary("*", t.number(2), k), t.number(1)) if "odd" in c
        else t.Binary("*", t.number(2), k) if "even" in c
        else t.Binary("^", k, t.number(2 if "square" in c else 3)) if {"square", "cube"} & set(c)
        else k
    )  # fmt: skip
    total = over_range("summation", r"\sum", {"a": term, "x": "k", "l": t.number(1), "u": t.Name(c["n"])})
    return replace(total, python=f"factor({total.python})", then="")


@topic.noun(
    f"product of [the] first {{n:whole}} {_WHOLE}",
    f"product of [(all|the|all the)] {_WHOLE} from 1 to {{n:whole}}",
)
def product_of_first(c: Captures) -> t.Node:
    return t.Postfix("!", t.number(c["n"]))


@topic.noun("sum of [the] first {n:whole} (primes|prime numbers)")
def sum_of_primes(c: Captures) -> t.Node | None:
    if not 1 <= c["n"] <= 2000:
        return None
    return t.Formula(
        "Add(*[prime(k) for k in range(1, {0} + 1)])", r"\sum_{{k=1}}^{{{0}}} p_k", (t.number(c["n"]),)
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
        (t.number(c["n"]),),
        method=r"adding the two before, from \(F_1 = F_2 = 1\)",
    )
