"""Ratios and proportions: simplify 18:24, divide 60 in the ratio 2:3, 4 is to 6 as 10 is to x."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.equations import solve_problem
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import math

topic = Topic("ratios")

_RATIO = "{a:whole} (':'|to|is to) {b:whole} [(':'|to) {k:whole}]"


@topic.question(
    f"(simplify|reduce) [the] [ratio] {_RATIO}",
    f"(simplify|reduce|write|express) [the] ratio [of] {_RATIO} (in|to|as) [(its|the)] (simplest|lowest) (form|terms)",
    f"[<find>] [the] (simplest form|simplest ratio|lowest terms) of [the] [ratio] {_RATIO}",
    f"<ask> [the] ratio {_RATIO} (in|simplified|in its|in the) [(simplest|lowest)] [(form|terms)]",
)
def simplify(c: Captures, s: Situation) -> Problem | None:
    parts = [c[name] for name in ("a", "b", "k") if name in c]
    if any(part <= 0 for part in parts):
        return None
    program = Program(s)
    program.add(
        f"parts = [{', '.join(map(str, parts))}]",
        "common = gcd(parts)",
        'answer = ":".join(str(part // common) for part in map(Integer, parts))',
        'print("exact:", answer)',
        'print("common:", common)',
    )
    shown = " : ".join(map(str, parts))

    def explain(labels: Labels) -> str:
        return (
            f"Dividing {math(shown)} by the greatest common divisor {math(labels.get('common', ''))} "
            f"gives **{math(labels['exact'].replace(':', ' : '))}**."
        )

    return Problem(program.text(), explain, s)


@topic.question(
    "(divide|share|split) ['$'] {n} [(dollars|euros|sweets|items|pounds|candies|marbles)] (in|into|in the|by|among them in|between two people in) [(the|a)] [ratio] [of] {a:whole} (':'|to) {b:whole} [(':'|to) {k:whole}]",
)
def divide(c: Captures, s: Situation) -> Problem | None:
    parts = [c[name] for name in ("a", "b", "k") if name in c]
    if any(part <= 0 for part in parts):
        return None
    program = Program(s)
    program.add(
        f"whole, parts = S({program.source(c['n'])}), {parts}",
        "answer = [whole*part/sum(parts) for part in parts]",
        'print("exact:", answer)',
        'print("latex:", " ;; ".join(latex(v) for v in answer))',
    )
    shown = " : ".join(map(str, parts))

    def explain(labels: Labels) -> str:
        shares = ", ".join(math(value) for value in labels["latex"].split(" ;; "))
        return f"In the ratio {math(shown)}, of {sum(parts)} parts in all, the shares are **{shares}**."

    return Problem(program.text(), explain, s)


@topic.question(
    "[if] {a:tight} is to {b:tight} as {p:tight} is to {x:name} [(','|then|find|what is|solve for) [(find|what is|solve for)] {x:name}]",
    "[solve [the] proportion] {a:tight} ':' {b:tight} '=' {p:tight} ':' {x:name}",
)
def proportion(c: Captures, s: Situation) -> Problem | None:
    equation = t.Relation("=", t.Binary("/", c["a"], c["b"]), t.Binary("/", c["p"], t.Name(c["x"])))
    return solve_problem((equation,), (c["x"],), s)


@topic.question(
    "[(if|solve)] {a:tight} is to {b:tight} as {p:tight} is to {q:tight} [(','|'.'|then|find|what is|solve for)] [(find|what is|solve for)] [{x:name}]",
    "[(solve|find x in|find)] [the] [proportion] {a:tight} ':' {b:tight} ('='|':' ':') {p:tight} ':' {q:tight} [(','|'.'|find|what is|solve for)] [(find|what is|solve for)] [{x:name}]",
)
def proportion_anywhere(c: Captures, s: Situation) -> Problem | None:
    """The unknown stands in any of the four places."""
    sides = [t.Binary("/", c[top], c[bottom]) for top, bottom in (("a", "b"), ("p", "q"))]
    names = {name for side in sides for name in t.names_in(side)}
    if len(names) != 1 or c.get("x", *names) not in names:
        return None
    return solve_problem((t.Relation("=", *sides),), tuple(names), s)


@topic.question(
    "[(if|in a class|in a school|in a bag)] [','] the ratio of {u:word} to {v:word} is {a:whole} (':'|to) {b:whole} [(and|','|'.'|';'|if)] [(if|and)] there are {n:whole} {w:word} [('.'|','|';')] how many {x:word} [(are there|are in the (class|bag|school))]",
    "the ratio of {u:word} to {v:word} [in [(a|the)] {z:word}] is {a:whole} (':'|to) {b:whole} [(and|','|'.'|';'|if)] [(if|and)] there are {n:whole} {w:word} [('.'|','|';')] how many {x:word} [(are there|are in the (class|bag|school))]",
)
def from_ratio(c: Captures, s: Situation) -> Problem | None:
    """``the ratio of boys to girls is 3:4, there are 12 boys, how many girls?``"""
    parts = {c["u"].lower(): c["a"], c["v"].lower(): c["b"]}
    told, wanted = c["w"].lower(), c["x"].lower()
    if len(parts) != 2 or told not in parts or wanted not in parts or min(parts.values()) < 1:
        return None
    node = t.Formula(
        "(Integer({0})*{1}/{2})",
        r"{0} \cdot \frac{{{1}}}{{{2}}}",
        tuple(t.Number(str(value)) for value in (c["n"], parts[wanted], parts[told])),
        method="the same ratio for both",
    )
    return value_problem(node, s)
