"""Ratios and proportions: simplify 18:24, divide 60 in the ratio 2:3, 4 is to 6 as 10 is to x."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.equations import solve_problem
from tutor_cli.models.solver.topics.registry import Topic
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
    "(divide|share|split) ['$'] {n} [(dollars|euros|sweets|items)] (in|into|in the|by|among them in) [the] [ratio] [of] {a:whole} (':'|to) {b:whole} [(':'|to) {k:whole}]",
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
