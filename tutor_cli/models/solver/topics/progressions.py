"""Arithmetic and geometric progressions, sums of integers, Fibonacci numbers."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("progressions")

MOST = 10**6
"""The highest number of a term that is asked for."""


def number(value: int) -> t.Number:
    return t.Number(str(value))


_SEQUENCE = "[the] [(arithmetic {ap:yes}|geometric {gp:yes})] [(sequence|progression|series|pattern)] [':'] {xs:data} [(','|'...'|',' '...'|'.' '.' '.'|',' '.' '.' '.'|',' etc|',' and so on|',' '...' ',')]"
_FIRST_AND_STEP = (
    "[the|an|a] (arithmetic (sequence|progression|series) {ap:yes}|geometric (sequence|progression|series) {gp:yes}) [','] (with|whose|where|having|that has|if) [the|a] first term [(of|is|'=')] {f:tight} [(and|,)] [(a|the|whose|with)]"
    " [(common)] (difference|ratio) [(of|is|'=')] {d:tight}"
)
_TOLD = (
    "[(in|for|given|if|consider)] [(a|an|the)] [(arithmetic|geometric {gp:yes})] [(sequence|progression|series)] [(with|where|has|whose|having|,|':')] [(the|a)] "
    "(a '_' 1|a_1|a1|first term|a|u_1|t_1|u '_' 1) [(of|is|'=')] {f:tight} [(and|,)] [(a|the|whose|with)] ([common] difference|d|[common] ratio {gp:yes}|r {gp:yes}) [(of|is|'=')] {d:tight} [(','|'.'|';')] [and]"
)


def _terms(c: Captures) -> tuple[str, tuple[t.Node, ...]] | None:
    """``ap`` or ``gp``, and its first term and difference or ratio as tree pieces."""
    if "f" in c:
        return ("gp" if "gp" in c and "ap" not in c else "ap"), (c["f"], c["d"])
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


@topic.question(
    f"{_TOLD} (<find>|which) [the] {{n:ordinal}} term [of the (sequence|progression)]",
    f"{_TOLD} <find> (a|u|t) '_' '{{' {{n:whole}} '}}'",
    f"{_TOLD} <find> {{t:term}}",
    f"{_FIRST_AND_STEP} [(','|'.'|';')] (<find>|which) [the] {{n:ordinal}} term",
    f"[<find>] [the] {{n:ordinal}} term (if|when|where|given|given that) {_TOLD}",
)
def told_term(c: Captures, s: Situation) -> Problem | None:
    node = term({**c, "n": c.get("n", c.get("t", 0))})
    return value_problem(node, s) if node is not None else None


@topic.question(
    f"{_TOLD} <find> [the] sum of [the] first {{n:whole}} terms",
    f"{_FIRST_AND_STEP} [(','|'.'|';')] <find> [the] sum of [the] first {{n:whole}} terms",
    f"[<find>] [the] sum of [the] first {{n:whole}} terms (if|when|where|given|given that) {_TOLD}",
)
def told_sum(c: Captures, s: Situation) -> Problem | None:
    node = partial_sum(c)
    return value_problem(node, s) if node is not None else None


def _indexed(reader: Reader, position: int, limit: int) -> Caught:
    """``a_10``, ``a10``, ``a(10)``: the number of the term."""
    word = reader.text(position, limit)
    number_part = word[1:].lstrip("_")
    if word[:1] in ("a", "u", "t", "s") and number_part.isdigit():
        yield int(number_part), position + 1


KINDS["term"] = _indexed


# ── written out with dots ─────────────────────────────────────────────────────

_PLUS = "{a:addend} '+' {b:addend} '+' [{d:addend} '+'] [{e:addend} '+'] '...' ['+']"


def _addend(reader: Reader, position: int, limit: int) -> Caught:
    """One number of a sum that is written out."""
    read = reader.expression(position, limit, 15)
    if read and not t.names_in(read[0]):
        yield read


KINDS["addend"] = _addend


@topic.noun(
    "sum of [the] [(finite|arithmetic|geometric)] [(series|sequence|progression)] " + _PLUS + " {z:addend}"
)
def long_sum_of(c: Captures) -> t.Node | None:
    return _long_sum(c)


@topic.question(
    "[<ask>] [(the sum|sum|the sum of|the series|add [up]|the value of)] [':'] " + _PLUS + " {z:addend}"
)
def long_sum(c: Captures, s: Situation) -> Problem | None:
    node = _long_sum(c)
    return value_problem(node, s) if node is not None else None


def _long_sum(c: Captures) -> t.Node | None:
    """``1 + 2 + 3 + ... + 50``: with at least two terms that show the rule, and a last one that fits it."""
    values = [c[key] for key in "abde" if key in c]
    exact, last = [_value(t.bare(value)) for value in values], _value(t.bare(c["z"]))
    if last is None or any(value is None for value in exact) or len(values) < 2:
        return None
    terms = [value for value in exact if value is not None]
    pairs = list(pairwise(terms))
    steps, ratios = {b - a for a, b in pairs}, {b / a for a, b in pairs if a}
    if len(steps) == 1 and (len(values) > 2 or steps == {1} or steps == {2}):
        (difference,) = steps
        count = (last - terms[0]) / difference + 1 if difference else Fraction(0)
        if count.denominator == 1 and len(values) < count <= MOST:
            return partial_sum(
                {"f": values[0], "d": t.Group(t.Binary("-", values[1], t.Group(values[0]))), "n": int(count)}
            )
    if len(ratios) == 1 and len(values) > 2 and 0 not in terms:
        (ratio,) = ratios
        many, value = len(terms), terms[-1]
        while value != last and many < 200:
            many, value = many + 1, value * ratio
        if value == last:
            return partial_sum(
                {
                    "f": values[0],
                    "d": t.Group(t.Binary("/", t.Group(values[1]), t.Group(values[0]))),
                    "n": many,
                    "gp": True,
                }
            )
    return None


_PLUS_ON = (
    "{a:addend} '+' {b:addend} '+' {d:addend} ['+' {e:addend}] '+' ('...'|'...' [to infinity]|and so on)"
)


@topic.question(
    "[<find>] [the] (sum|sum to infinity|infinite sum|value) [of] [the] [infinite] [(geometric)] [(series|sum)] [':'] "
    + _PLUS_ON
    + " [to infinity]",
    "[<ask>] " + _PLUS_ON + " [(to infinity|forever|equal|converge to)]",
)
def endless_sum(c: Captures, s: Situation) -> Problem | None:
    node = infinite_sum({"xs": tuple(c[key] for key in "abde" if key in c)})
    return value_problem(node, s) if node is not None else None


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


@topic.noun(
    "sum of [(all|all the|the)] (even|odd {odd:yes}) [(positive|natural|whole)] (numbers|integers) (from|between) {a:whole} (to|and|up to) {b:whole} [inclusive]",
    "sum of [(all|all the|the)] (even|odd {odd:yes}) [(positive|natural|whole)] (numbers|integers) (up to|less than or equal to|below {below:yes}|less than {below:yes}|under {below:yes}) {b:whole}",
    "sum of [(all|all the|the)] multiples of {m:whole} (from|between) {a:whole} (to|and|up to) {b:whole}",
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
    return partial_sum({"f": number(first), "d": number(step), "n": (last - first) // step + 1})


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
    "sum of [the] (squares {square:yes}|cubes) of [the] first {n:whole} [(natural|positive|whole|counting)] (integers|numbers)",
    "sum of [the] first {n:whole} (squares {square:yes}|square numbers {square:yes}|perfect squares {square:yes}|cubes|cube numbers)",
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


@topic.question(f"(add|add up|total|sum|sum up) [the] first {{n:whole}} terms (of|in) {_SEQUENCE}")
def added_up(c: Captures, s: Situation) -> Problem | None:
    node = partial_sum(c)
    return value_problem(node, s) if node is not None else None
