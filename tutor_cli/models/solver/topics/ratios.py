"""Ratios and proportions: simplify 18:24, divide 60 in the ratio 2:3, 4 is to 6 as 10 is to x."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.comparisons import holds
from tutor_cli.models.solver.topics.equations import solve_problem
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.units import shown_quantity
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import math

topic = Topic("ratios")

_MISSING = "(what is|find|give|fill in|solve for) the (missing|unknown|blank) [(number|value|term|numerator|denominator|blank)] [(in|of|for)] [(the|this)] [(proportion|ratio|equation|fraction)] [':']"
_RATIO = "{a:number} (':'|to|is to) {b:number} [(':'|to) {k:number}]"


_SIMPLE = "[(simplest|lowest|simplified|its simplest|its lowest|the simplest)] [(form|terms|ratio)]"
_QUANTITIES = "{a:quantity} (':'|to|and) {b:quantity}"


@topic.question(
    f"(simplify|reduce) [the] [ratio] [of] {_RATIO}",
    f"(simplify|reduce|write|express|give|put) [the] [ratio] [of] {_RATIO} (in|to|as|into) [(its|the|a)] (simplest|lowest|simplified) (form|terms|ratio)",
    f"[<find>] [the] (simplest form|simplest ratio|lowest terms) of [the] [ratio] [of] {_RATIO}",
    f"<ask> [the] [ratio] [of] {_RATIO} (simplified|(in|to) {_SIMPLE})",
    f"[<find>] [the] ratio of {_RATIO}",
    f"{_RATIO} as [(a|the)] [(simplified|simplest)] ratio",
    f"[the] [ratio] [of] {_RATIO} [as a ratio] (simplified|[(in|to)] (simplest|lowest|its simplest|its lowest) (form|terms))",
)
def simplify(c: Captures, s: Situation) -> Problem | None:
    parts = [c[name] for name in ("a", "b", "k") if name in c]
    if any(isinstance(part, t.Negative) for part in parts):
        return None
    program = Program(s)
    return _simplified([f"S({program.source(part)})" for part in parts], " : ".join(map(latex, parts)), s)


@topic.question(
    f"[(<find>|simplify|reduce|express)] [the] ratio [(of|between|from)] {_QUANTITIES} [in {_SIMPLE}]",
    f"(simplify|reduce) {_QUANTITIES}",
    f"(express|write|give|put) {_QUANTITIES} (as|in) [(a|its|the)] [(simplest|simple|simplified)] (ratio|form) [in {_SIMPLE}]",
)
def simplify_quantities(c: Captures, s: Situation) -> Problem | None:
    """``the ratio of 50 cm to 2 m``: both in the same unit first."""
    kinds = {unit[0] for name in ("a", "b") for _, unit in c[name]}
    if len(kinds) != 1:
        return None
    program = Program(s)
    parts = [
        " + ".join(f"({program.source(amount)})*{worth}" for amount, (_, worth, _) in c[name])
        for name in ("a", "b")
    ]
    return _simplified(
        [f"S({part})" for part in parts], " : ".join(shown_quantity(c[name]) for name in ("a", "b")), s
    )


def _simplified(parts: list[str], shown: str, s: Situation) -> Problem:
    """``parts`` are SymPy sources of numbers above zero, ``shown`` the ratio as LaTeX or words."""
    program = Program(s)
    program.add(
        f"parts = [nsimplify(part, rational=True) for part in [{', '.join(parts)}]]",
        "assert all(part > 0 for part in parts), 'a ratio is of numbers above zero'",
        "common = gcd(parts)",
        'answer = ":".join(str(part/common) for part in parts)',
        'print("exact:", answer)',
        'print("common:", latex(common))',
    )

    def explain(labels: Labels) -> str:
        return (
            f"Dividing {shown if '(' in shown else math(shown)} by the greatest common divisor {math(labels.get('common', ''))} "
            f"gives **{math(labels['exact'].replace(':', ' : '))}**."
        )

    return Problem(program.text(), explain, s)


@topic.question(
    "(divide|share|split|distribute) {n:money} [{u:item}] [(between|among) [(the|two|three|2|3)] [{v:item}] [and [{w:item}]]] (in|into|by) [(the|a)] [ratio] [of] {a:whole} (':'|to) {b:whole} [(':'|to) {k:whole}]",
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
    "(are|is) [(the|these)] [(ratio|ratios)] {a:number} ':' {b:number} [(and|to|with)] [(the ratio)] [(equivalent|equal|proportional|the same|in proportion|equivalent to|equal to|the same as|as|proportional to|in proportion to)] [to] {p:number} ':' {q:number} [(equivalent|equal|proportional|the same|in proportion|a proportion)]",
    "(do|does) [(the|these)] [(ratio|ratios)] {a:number} ':' {b:number} (and|equal) [(the ratio)] {p:number} ':' {q:number} [(form a proportion|make a proportion|match)]",
    "is {a:number} ':' {b:number} '=' {p:number} ':' {q:number}",
)
def are_equivalent(c: Captures, s: Situation) -> Problem | None:
    sides = [t.Binary("/", c[top], c[bottom]) for top, bottom in (("a", "b"), ("p", "q"))]
    return holds(t.Relation("=", *sides), s)


@topic.question("[if] {a:tight} is to {b:tight} as {p:tight} is to (what|what number|which number)")
def fourth(c: Captures, s: Situation) -> Problem | None:
    return value_problem(_of_three(c["b"], c["p"], c["a"]), s)


def _of_three(one: t.Node, other: t.Node, divisor: t.Node) -> t.Node:
    """The fourth of a proportion."""
    return t.Formula(
        "(S({0})*{1}/S({2}))",
        r"\frac{{{0} \cdot {1}}}{{{2}}}",
        (one, other, divisor),
        method="the rule of three",
    )


@topic.question(
    f"{_MISSING} {{r:relation}}",
    "(find|what is) the (value|number) that makes {r:relation} (true|a proportion)",
)
def missing(c: Captures, s: Situation) -> Problem | None:
    names = t.names_in(c["r"])
    return solve_problem((c["r"],), tuple(names), s) if len(names) == 1 and c["r"].op == "=" else None


@topic.question(
    "[(if|solve)] {a:tight} is to {b:tight} as {p:tight} is to {q:tight} [(','|'.'|then|find|what is|solve for)] [(find|what is|solve for)] [{x:name}]",
    "[(solve|find x in|find)] [the] [proportion] {a:tight} ':' {b:tight} ('='|':' ':') {p:tight} ':' {q:tight} [(','|'.'|find|what is|solve for)] [(find|what is|solve for)] [{x:name}]",
)
def proportion(c: Captures, s: Situation) -> Problem | None:
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
        tuple(t.number(value) for value in (c["n"], parts[wanted], parts[told])),
        method="the same ratio for both",
    )
    return value_problem(node, s)
