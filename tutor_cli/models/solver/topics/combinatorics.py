"""Counting: arrangements, permutations, combinations, committees, codes."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

import re
from collections import Counter

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("combinatorics")

_THINGS = "(people|persons|students|books|letters|cards|objects|items|things|friends|children|kids|players|runners|flags|toys|balls|pictures|paintings|songs|numbers|digits|candidates|members|men|women|boys|girls|toppings|colors|teams|coins|questions|horses|cars|chairs|employees|volunteers)"
_HOW_MANY = "(how many|<find> [the] number of|in how many)"
_DIFFERENT = "[(different|distinct|possible|unique)]"


def number(value: int) -> t.Number:
    return t.Number(str(value))


def permutations(n: int, k: int) -> t.Formula:
    return t.Formula(
        "ff({0}, {1})",
        r"P({0}, {1})",
        (number(n), number(k)),
        method="counting ordered choices, \\(\\frac{n!}{(n-k)!}\\)",
    )


def combinations(n: int, k: int) -> t.Formula:
    return t.Formula(
        "binomial({0}, {1})",
        r"\binom{{{0}}}{{{1}}}",
        (number(n), number(k)),
        method="counting choices without order, \\(\\frac{n!}{k!\\,(n-k)!}\\)",
    )


@topic.noun(
    "(permutations|permutation) of {n:whole} [things|objects|items] taken {k:whole} at [a|the] (time|same time)",
    "(permutations|permutation) of {k:whole} [things|objects|items|letters] (from|out of|of) {n:whole} [things|objects|items|letters]",
)
def permutation(c: Captures) -> t.Node | None:
    return permutations(c["n"], c["k"]) if 0 <= c["k"] <= c["n"] else None


@topic.noun(
    "(combinations|combination) of {n:whole} [things|objects|items] taken {k:whole} at [a|the] (time|same time)",
    "(combinations|combination) of {k:whole} [things|objects|items|letters] (from|out of|of) {n:whole} [things|objects|items|letters]",
)
def combination(c: Captures) -> t.Node | None:
    return combinations(c["n"], c["k"]) if 0 <= c["k"] <= c["n"] else None


_IN_A_ROW = (
    "[(in a (row|line|queue)|on a shelf|in order|in a (single|straight) (line|row)|for a (photo|picture))]"
)


@topic.question(
    f"{_HOW_MANY} [{_DIFFERENT} ways] (can|to|could|do|are there to) {{n:whole}} {_DIFFERENT} {_THINGS} (be arranged|be ordered|be lined up|line up|stand|sit|queue|finish|be placed|be seated|be put) {_IN_A_ROW}",
    f"{_HOW_MANY} {_DIFFERENT} ways [are there|is there|can (i|you|we|one)] [to] (arrange|order|line up|seat|place|put) {{n:whole}} {_DIFFERENT} {_THINGS} {_IN_A_ROW}",
    f"{_HOW_MANY} {_DIFFERENT} (permutations|arrangements|orderings) [are there|do] [of|for] {{n:whole}} {_DIFFERENT} {_THINGS} [have]",
    f"<ask> {{n:whole}} {_DIFFERENT} {_THINGS} (be arranged|be ordered|line up) {_IN_A_ROW}",
)
def arrangements(c: Captures, s: Situation) -> Problem | None:
    if c["n"] < 0:
        return None
    node = t.Formula(
        "factorial({0})", "{0}!", (number(c["n"]),), method="choosing who comes first, second, and so on"
    )
    return value_problem(node, s)


@topic.question(
    f"{_HOW_MANY} [{_DIFFERENT} ways] (can|to|could) [(arrange|arranging)] {{n:whole}} {_THINGS} (sit|be seated|be arranged|be placed) (around|at|in) [a] (circle|round table|circular table|table)",
    f"{_HOW_MANY} {_DIFFERENT} ways [are there|can (i|you|we|one)] [to] (seat|arrange) {{n:whole}} {_THINGS} (around|at|in) [a] (circle|round table|circular table)",
)
def around_a_table(c: Captures, s: Situation) -> Problem | None:
    if c["n"] < 1:
        return None
    node = t.Formula(
        "factorial({0} - 1)",
        "({0} - 1)!",
        (number(c["n"]),),
        method="fixing one seat, because turning the circle changes nothing",
    )
    return value_problem(node, s)


_GROUP = (
    "[a|the] (committee|team|group|subset|subsets|hand|hands|set|sample|committees|teams|groups|delegation)"
)
_CHOOSE = "(choose|pick|select|form|make|draw|be (chosen|picked|selected|formed|made|drawn))"


@topic.question(
    f"{_HOW_MANY} {_DIFFERENT} ways [(can|could|are there|is there)] [(you|i|we|one|someone)] [to] (choose|pick|select|draw) {{k:whole}} {_DIFFERENT} [{_THINGS}] (from|out of|from among|from a (group|set|class|deck|team) of|from a total of) {{n:whole}} [{_DIFFERENT} {_THINGS}]",
    f"{_HOW_MANY} {_DIFFERENT} ways [(can|could|are there|is there)] [(you|i|we|one)] [to] (form|make|choose|pick|select) {_GROUP} of {{k:whole}} [{_THINGS}] [(be (chosen|formed|made|selected|picked))] (from|out of|from a (group|class|club|pool|team) of) {{n:whole}} [{_DIFFERENT} {_THINGS}]",
    f"{_HOW_MANY} {_DIFFERENT} ways can {{k:whole}} [{_THINGS}] be (chosen|picked|selected|drawn) (from|out of) {{n:whole}} [{_THINGS}]",
    f"{_HOW_MANY} {_DIFFERENT} ways can {_GROUP} of {{k:whole}} [{_THINGS}] be (chosen|formed|made|selected|picked) (from|out of) {{n:whole}} [{_THINGS}]",
    f"{_HOW_MANY} {_DIFFERENT} {{k:whole}} [{_THINGS}|person|member|card|element|digit] {_GROUP} can be {_CHOOSE} (from|out of) {{n:whole}} [{_THINGS}]",
    f"{_HOW_MANY} {_DIFFERENT} {_GROUP} of {{k:whole}} [{_THINGS}] (can|could) be (chosen|formed|made|selected|picked) (from|out of) {{n:whole}} [{_THINGS}]",
    f"{_HOW_MANY} {_DIFFERENT} combinations of {{k:whole}} [{_THINGS}] (are there|can be (made|chosen|formed)) (from|out of|with) {{n:whole}} [{_THINGS}]",
    "(choose|pick|select) {k:whole} (from|out of) {n:whole}",
)
def choices(c: Captures, s: Situation) -> Problem | None:
    return value_problem(combinations(c["n"], c["k"]), s) if 0 <= c["k"] <= c["n"] else None


@topic.question(
    f"{_HOW_MANY} (handshakes|hand shakes) (are there|occur|happen|take place|are made|are exchanged) (if|when|among|between|with) {{n:whole}} {_THINGS} [(all|each)] [(shake hands [once] [with] [each other|one another|every other person|everyone else])]",
)
def handshakes(c: Captures, s: Situation) -> Problem | None:
    return value_problem(combinations(c["n"], 2), s) if c["n"] >= 2 else None


@topic.question(
    f"{_HOW_MANY} [{_DIFFERENT} ways] (can|could|to) (the|all [the]) letters (of|in) [the word] {{w:word}} be (arranged|rearranged|ordered|permuted)",
    f"{_HOW_MANY} {_DIFFERENT} ways [are there|can (you|i|we|one)] [to] (arrange|rearrange|order|permute) (the|all [the]) letters (of|in) [the word] {{w:word}}",
    f"{_HOW_MANY} {_DIFFERENT} (arrangements|permutations|words|anagrams|rearrangements) [(are there|can be (made|formed))] (of|from|in|for|with|using) [the letters (of|in)] [the word] {{w:word}}",
    "<find> [the] number of (arrangements|permutations|anagrams) of [the letters (of|in)] [the word] {w:word}",
)
def letters(c: Captures, s: Situation) -> Problem | None:
    word = c["w"].lower()
    if not re.fullmatch("[a-z]{2,20}", word):
        return None
    repeated = [count for count in Counter(word).values() if count > 1]
    python, shown = "factorial({0})", "{0}!"
    if repeated:
        below = [f"factorial({{{index}}})" for index in range(1, len(repeated) + 1)]
        python = f"(factorial({{0}})/({'*'.join(below)}))"
        shown = (
            r"\frac{{{0}!}}{{" + r" \, ".join(f"{{{index}}}!" for index in range(1, len(repeated) + 1)) + "}}"
        )
    method = "dividing by the arrangements of equal letters" if repeated else "because all letters differ"
    node = t.Formula(python, shown, tuple(number(each) for each in (len(word), *repeated)), method=method)
    return value_problem(node, s)


@topic.question(
    f"{_HOW_MANY} {_DIFFERENT} subsets (does|do|has|have|are there (of|in)|of) [a|the] set (of|with) {{n:whole}} [(elements|members|items|objects)] [(have|has)]",
    f"{_HOW_MANY} {_DIFFERENT} subsets (does|can) [a|the] set (of|with) {{n:whole}} (elements|members|items|objects) have",
)
def subsets(c: Captures, s: Situation) -> Problem | None:
    return value_problem(t.Binary("^", t.Number("2"), number(c["n"])), s) if 0 <= c["n"] <= 2000 else None
