"""Arithmetic and geometric progressions: a term, the sum of the first terms or of all, the step, the number of terms."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import math

topic = Topic("progressions")
topic.words |= {"ap", "gp"}

MOST = 10**6
"""The highest number of a term that is asked for."""


class Progression(NamedTuple):
    """``geometric`` or not; its first term, and its difference or ratio."""

    geometric: bool
    first: t.Node
    step: t.Node


# ── how one is told ───────────────────────────────────────────────────────────

IS = "[(of|is|'='|equal to|equals|as|was)]"
_KIND = "[(an|a|the|this)] [(infinite|finite|following|convergent|given|certain)] [(arithmetic {ap:yes}|arithmetical {ap:yes}|geometric {gp:yes}|geometrical {gp:yes}|ap {ap:yes}|gp {gp:yes})] [(sequence|progression|series|pattern|list|sum)]"
_KINDS = "[(arithmetic {ap:yes}|geometric {gp:yes})] (sequence|progression|series|ap {ap:yes}|gp {gp:yes})"
_OF_KIND = f"[(of|in) (an|a|the) {_KINDS}]"
_FIRST = f"[(the|its|a|whose)] (first term|1st term|initial term|starting term|a|a_1|a1|a '(' 1 ')'|u_1|t_1|u '(' 1 ')'|t '(' 1 ')') {_OF_KIND} {IS} {{f:tight}}"
_STEP = f"[(the|its|a|whose|with)] ([common] difference {{ap:yes}}|d {{ap:yes}}|[common] ratio {{gp:yes}}|r {{gp:yes}}) {_OF_KIND} {IS} {{d:tight}}"
_AND = "[','] [(and|where|with|,)]"
WITH = "[(with|whose|where|having|has|that has|which has|in which|of which|,|':'|if|given|given that|when)] [(you have|we have|it has)]"
_TOLD = f"[(in|for|of|given|if|consider|let|suppose)] {_KIND} {WITH} ({_FIRST} {_AND} {_STEP}|{_STEP} {_AND} {_FIRST})"
_WRITTEN = f"[(in|for|of|given|consider)] {_KIND} [(is|goes)] [':'] {{s:terms}}"
_ANY = f"({_WRITTEN}|{_TOLD})"
NEXT = "[(','|'.'|';'|'?')] [(and|then)]"
ITS = "[(the|its|their)]"
OF_IT = "[(of|in) (it|[(the|this)] [(arithmetic|geometric)] (sequence|series|progression|ap|gp))]"


def _progression(c: Captures) -> Progression | None:
    """What was told; ``None`` when it is neither arithmetic nor geometric, or other than it is called."""
    if "f" in c:
        if "ap" in c and "gp" in c:
            return None  # an arithmetic one with a ratio
        return Progression("gp" in c, c["f"], c["d"])
    values = [t.bare(value) for value in c["s"].values]
    exact = [value_of(value) for value in values]
    if any(value is None for value in exact) or len(values) < (2 if {"ap", "gp"} & set(c) else 3):
        return None
    known = [value for value in exact if value is not None]
    pairs = list(pairwise(known))
    if len({b - a for a, b in pairs}) == 1 and "gp" not in c:
        return Progression(False, values[0], difference(values[1], values[0]))
    if all(known) and len({b / a for a, b in pairs}) == 1 and "ap" not in c:
        return Progression(True, values[0], quotient(values[1], values[0]))
    return None


def difference(later: t.Node, earlier: t.Node) -> t.Node:
    """The one minus the other: as a whole number where it is one."""
    a, b = value_of(later), value_of(earlier)
    whole = a is not None and b is not None and (a - b).denominator == 1
    return _whole(a - b) if whole else t.Group(t.Binary("-", later, t.Group(earlier)))  # type: ignore[operator]


def quotient(later: t.Node, earlier: t.Node) -> t.Node:
    """The one divided by the other: as a whole number where it is one."""
    a, b = value_of(later), value_of(earlier)
    whole = a is not None and b and (a / b).denominator == 1
    return _whole(a / b) if whole else t.Group(t.Binary("/", t.Group(later), t.Group(earlier)))  # type: ignore[operator]


def _whole(value: Fraction) -> t.Node:
    return t.number(int(value)) if value >= 0 else t.Group(t.Negative(t.number(int(-value))))


def value_of(node: t.Node) -> Fraction | None:
    """The value of a number, a negative one or a fraction."""
    match t.bare(node):
        case t.Number() as plain:
            return plain.value
        case t.Negative(inner):
            value = value_of(inner)
            return None if value is None else -value
        case t.Binary("/", top, bottom):
            above, below = value_of(top), value_of(bottom)
            return above / below if above is not None and below else None
        case t.Binary("^", base, exponent):
            value, power = value_of(base), value_of(exponent)
            small = value is not None and power is not None and power.denominator == 1 and abs(power) < 60
            return value ** int(power) if small and value else None  # type: ignore[arg-type]
    return None


# ── what is asked of it ───────────────────────────────────────────────────────


def term_of(p: Progression, n: int) -> t.Node | None:
    """The term number ``n``."""
    if not 1 <= n <= MOST:
        return None
    args = (p.first, p.step, t.number(n))
    if p.geometric:
        return t.Formula(
            "({0}*S({1})**({2} - 1))",
            r"{0} \cdot {1}^{{{2} - 1}}",
            args,
            method=r"the formula \(a_n = a_1 r^{n - 1}\)",
        )
    return t.Formula(
        "({0} + ({2} - 1)*{1})",
        r"{0} + \left({2} - 1\right) \cdot {1}",
        args,
        method=r"the formula \(a_n = a_1 + (n - 1) d\)",
    )


def sum_of_first(p: Progression, n: int) -> t.Node | None:
    """The sum of the first ``n`` terms."""
    if not 1 <= n <= MOST:
        return None
    args = (p.first, p.step, t.number(n))
    if p.geometric:
        return t.Formula(
            "({0}*(1 - S({1})**{2})/(1 - S({1})) if S({1}) != 1 else {0}*{2})",
            r"{0} \cdot \frac{{1 - {1}^{{{2}}}}}{{1 - {1}}}",
            args,
            method=r"the formula \(S_n = a_1 \frac{1 - r^n}{1 - r}\)",
        )
    return t.Formula(
        "(Rational({2}, 2)*(2*{0} + ({2} - 1)*{1}))",
        r"\frac{{{2}}}{{2}} \left(2 \cdot {0} + \left({2} - 1\right) \cdot {1}\right)",
        args,
        method=r"the formula \(S_n = \frac{n}{2} (2 a_1 + (n - 1) d)\)",
    )


def sum_of_all(p: Progression) -> t.Node | None:
    """The sum of all the infinitely many terms of a geometric one."""
    if not p.geometric:
        return None
    return t.Formula(
        "(S({0})/(1 - {1}) if Abs({1}) < 1 else oo)",
        r"\frac{{{0}}}{{1 - {1}}}",
        (p.first, p.step),
        method=r"the formula \(\frac{a_1}{1 - r}\) for \(|r| < 1\)",
    )


_TERM = f"{ITS} ({{n:ordinal}} (term|number|element|member)|term [number] {{n:whole}}|{{n:term}}) {OF_IT}"
_SUM = f"{ITS} (sum (of|to) {ITS} [first] {{n:whole}} terms|sum of {ITS} {{n:whole}} first terms|total of {ITS} first {{n:whole}} terms|{{n:sum}}) {OF_IT}"
_ADD = "(add|add up|total|sum|sum up|find the total of) [the] first {n:whole} terms [(of|in)]"
_ALL = f"{ITS} (sum to infinity {{inf:yes}}|infinite sum {{inf:yes}}|sum of all [{ITS}] terms|sum of all (its|the) terms|sum|value) {OF_IT} [to infinity {{inf:yes}}]"
_STEP_ASKED = (
    f"{ITS} ([common] difference {{ap:yes}}|[common] ratio {{gp:yes}}|d {{ap:yes}}|r {{gp:yes}}) {OF_IT}"
)


@topic.noun(
    f"{{n:ordinal}} (term|number|element|member) (of|in) {_WRITTEN}",
    f"{{n:ordinal}} (term|number|member) (of|in) {_TOLD}",
)
def term_noun(c: Captures) -> t.Node | None:
    p = _progression(c)
    return None if p is None or _has_end(c) else term_of(p, c["n"])


@topic.question(
    f"[<find>] {_TERM} (if|when|where|given|given that|of|in|for) {_ANY}",
    f"{_ANY} {NEXT} [(<find>|which is|which number is|calculate)] {_TERM}",
)
def told_term(c: Captures, s: Situation) -> Problem | None:
    p = _progression(c)
    node = term_of(p, c["n"]) if p and not _has_end(c) else None
    return value_problem(node, s) if node is not None else None


@topic.noun(
    f"sum of [the] first {{n:whole}} terms (of|in) {_WRITTEN}",
    f"sum of [the] first {{n:whole}} terms (of|in) {_TOLD}",
)
def sum_noun(c: Captures) -> t.Node | None:
    p = _progression(c)
    return None if p is None or _has_end(c) else sum_of_first(p, c["n"])


@topic.question(
    f"[<find>] {_SUM} [(if|when|where|given|given that|of|in|for)] {_ANY}",
    f"{_ADD} {_ANY}",
    f"{_ANY} {NEXT} [(<find>|what will be|calculate)] ({_SUM}|{_ADD})",
)
def told_sum(c: Captures, s: Situation) -> Problem | None:
    p = _progression(c)
    node = sum_of_first(p, c["n"]) if p and not _has_end(c) else None
    return value_problem(node, s) if node is not None else None


def _has_end(c: Captures) -> bool:
    return "s" in c and c["s"].last is not None


@topic.noun(
    f"sum of [the] [(infinite|convergent)] {_WRITTEN} [to infinity]",
    f"sum to infinity {{inf:yes}} of {_WRITTEN}",
    f"sum (of|to infinity of) {_TOLD}",
)
def infinite_noun(c: Captures) -> t.Node | None:
    p = _progression(c)
    return (
        None
        if p is None or _has_end(c) or ("s" in c and not c["s"].dotted and "inf" not in c)
        else sum_of_all(p)
    )


_GOES_ON = "(forever|for ever|to infinity|infinitely|without end|and so on [forever]|[(if|when|and)] it (goes|keeps going|continues|keeps) [on] (forever|to infinity|infinitely)|going on forever)"
_ADDS_UP = "(add|adds|sum|sums|total|totals|come|comes|converge|converges) [up] [to]"
SUM_ASKED = (
    f"[','] [{_GOES_ON}] [','] [(equal|equals|'='|converge to|equals what|{_ADDS_UP} what|what (does|do|would|will) (it|this|that|they) [all] ({_ADDS_UP}|equal)"
    f"|what is (the|its) (sum|total|sum to infinity))] [','] [{_GOES_ON}]"
)
"""What may stand behind a sum without end: "… forever, what does it add to"."""


@topic.question(
    f"[<find>] {_ALL} [(if|when|where|given|given that|of|in|for)] {_ANY} [to infinity]",
    f"{_ANY} {NEXT} [<find>] {_ALL}",
    f"(what does|what do|does) {_WRITTEN} ({_ADDS_UP}|equal|approach) [{_GOES_ON}]",
    f"[<ask>] {_WRITTEN} {SUM_ASKED}",
    f"(add|add up|sum) [all] [the] [terms of] {_WRITTEN}",
)
def endless_sum(c: Captures, s: Situation) -> Problem | None:
    p = _progression(c)
    endless = "s" not in c or (c["s"].last is None and ("inf" in c or (c["s"].dotted and c["s"].added)))
    if p is None or not endless:
        return None
    node = sum_of_all(p)
    return value_problem(node, s) if node is not None else None


@topic.question(
    f"[<find>] {_STEP_ASKED} (of|in|for|if|when) {_WRITTEN}",
    f"{_WRITTEN} {NEXT} [<find>] {_STEP_ASKED}",
)
def step(c: Captures, s: Situation) -> Problem | None:
    p = _progression(c)
    if p is None:
        return None
    first, second, *more = c["s"].values
    if not more and not c["s"].dotted:
        return None  # "the difference of 1000 and 387" is of two numbers
    return value_problem(t.Binary("/" if p.geometric else "-", t.Group(second), t.Group(first)), s)


# ── how many terms, and which ─────────────────────────────────────────────────


@topic.question(
    f"how many terms (are|are there|does|has|do|make up|belong to) [there] [(in|of)] {_WRITTEN} [have]",
    f"how many terms (in|of) {_WRITTEN}",
    f"[<find>] [the] number of terms (in|of) {_WRITTEN}",
    f"{_WRITTEN} {NEXT} (how many terms [(are there|are in it|does it have|has it)]|<find> [the] number of terms)",
)
def how_many_terms(c: Captures, s: Situation) -> Problem | None:
    p = _progression(c)
    if p is None or not _has_end(c):
        return None
    return _place(p, c["s"].last, s, "there are {} terms", "it does not end there")


_PLACE = "(what|which) (term|number|position|term number) [(of|in)]"


@topic.question(
    f"{_PLACE} {_WRITTEN} (is|equals|has [the] value|'=') {{v:tight}}",
    f"(what|which) term is {{v:tight}} (in|of) {_WRITTEN}",
    f"is {{v:tight}} [(a|one of the)] (term|terms|member|number) (of|in) {_WRITTEN} {{yes:yes}}",
    f"(is|does) {{v:tight}} (in|belong to|appear in|occur in) {_WRITTEN} {{yes:yes}}",
    f"{_WRITTEN} {NEXT} (which|what) term (is|equals) {{v:tight}}",
    f"{_WRITTEN} {NEXT} is {{v:tight}} [(a|one of the)] (term|terms|member|number) [of it|in it|of the sequence|in the sequence] {{yes:yes}}",
)
def place_of_term(c: Captures, s: Situation) -> Problem | None:
    p = _progression(c)
    if p is None or _has_end(c) or t.names_in(c["v"]):
        return None
    shown = math(latex(c["v"]))
    return _place(p, c["v"], s, f"{shown} is the term number {{}}", f"{shown} is no term", yes="yes" in c)


def _place(
    p: Progression, value: t.Node, s: Situation, found: str, none: str, *, yes: bool = False
) -> Problem:
    """Which term ``value`` is."""
    program = Program(s)
    first, step, wanted = (program.source(node) for node in (p.first, p.step, value))
    program.add(f"first, step, wanted = S({first}), S({step}), S({wanted})")
    if p.geometric:
        program.add("place = simplify(log(Abs(wanted/first))/log(Abs(step))) + 1 if wanted else 0")
        program.add("fits = place == int(N(place) + Rational(1, 2)) and first*step**(place - 1) == wanted")
    else:
        program.add("place = (wanted - first)/step + 1 if step else 1", "fits = place == int(place)")
    program.add('print("exact:", place if fits and place > 0 else None)', 'print("latex:", latex(place))')
    kind = r"a_1 r^{n - 1}" if p.geometric else "a_1 + (n - 1) d"
    because = rf"by \(a_n = {kind}\) with \(a_1 = {latex(p.first)}\) and {'ratio' if p.geometric else 'difference'} {math(latex(p.step))}"

    def explain(labels: Labels) -> str:
        if labels["exact"] == "None":
            return f"**no**: {none}, {because}."
        place = math(labels["latex"])
        told = found.format(place if yes else f"**{place}**")
        return f"**yes**: {told}, {because}." if yes else f"{told[:1].upper()}{told[1:]}, {because}."

    return Problem(program.text(), explain, s)


# ── a_10 and S_10 ─────────────────────────────────────────────────────────────


def _indexed(letters: str) -> Callable[[Reader, int, int], Caught]:
    def indexed(reader: Reader, position: int, limit: int) -> Caught:
        """``a_10``, ``a10``, ``a(10)``: the number of the term."""
        word = reader.text(position, limit)
        place = word[1:].lstrip("_")
        if word[:1] in letters and place.isdigit():
            yield int(place), position + 1
            return
        opening, inside, closing = (reader.text(position + ahead, limit) for ahead in (1, 2, 3))
        if word and word in letters and (opening, closing) == ("(", ")") and inside.isdigit():
            yield int(inside), position + 4

    return indexed


KINDS["term"] = _indexed("autx")
KINDS["sum"] = _indexed("s")
