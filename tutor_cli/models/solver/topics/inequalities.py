"""Inequalities: solve 2x − 3 > 7, |2x + 1| ≤ 5."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from collections.abc import Sequence

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex, symbol
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import math

topic = Topic("inequalities")

ORDER = ("<", "<=", ">", ">=")
INEQUALITY = "[the|this|these] [following] [(linear|quadratic|rational|compound|absolute value|double|polynomial)] [(inequality|inequalities|system of inequalities|inequation|equation)] [':']"
_OF_X = "[(for|in terms of|to find|for the variable)] [{x:name}]"
_SUCH = "[(for which|such that|where|so that|with|that satisfy|satisfying|if|when|in|given|given that|which satisfy|that satisfies|from|':'|',')]"
_ALL = "[(all|the|all the|every)] [(values|value|range of values|set of values|possible values|range|real values|interval|intervals)] [of|for|where|on which] [all]"


@topic.question(
    f"(solve|work out|resolve) [for {{x:name}}] [':'|','] {INEQUALITY} {{r:relations}} {_OF_X}",
    f"<find> [the] (solution|solutions|solution set|solution interval|set of solutions) (of|to|for) {INEQUALITY} {{r:relations}} {_OF_X}",
    f"<find> {_ALL} {{x:name}} [values] {_SUCH} {INEQUALITY} {{r:relations}}",
    f"solve for {{x:name}} {_SUCH} {INEQUALITY} {{r:relations}}",
    "{r:relations} [(','|';'|':')] (solve|solve for|find|work out|solve it for) {x:name}",
    "(for which|for what|what|which) [(range|set)] [of] (values|value) of {x:name} (is|are|does|do|satisfy|make|makes|satisfies) {r:relations} [(true|hold)]",
    "(for which|for what|when|where) [{x:name}] (is|does) {r:relations} [(true|hold)]",
    "(write|express|give|put|convert|show|graph) [the] [(inequality|solution of|solution set of|solution)] {r:relations} (in|using|as|with) [(an|a)] (interval notation|interval|set notation|set builder notation|inequality notation)",
    "{r:relations}",
)
def inequalities(c: Captures, s: Situation) -> Problem | None:
    relations = links(c["r"])
    if not relations or any(relation.op not in ORDER for relation in relations):
        return None
    names = list(dict.fromkeys(name for r in relations for name in t.names_in(r) if not s.knows(name)))
    if len(names) != 1 or c.get("x", names[0]) != names[0]:
        return None
    return region_problem(relations, names[0], s)


@topic.question(
    f"[(solve|find|<find> [the] (solution|solutions|solution set) (of|to|for))] {INEQUALITY} {{p:relation}} or {{q:relation}} {_OF_X}",
)
def either_inequality(c: Captures, s: Situation) -> Problem | None:
    sides = links([c["p"]]), links([c["q"]])
    relations = (*sides[0], *sides[1])
    names = list(dict.fromkeys(name for r in relations for name in t.names_in(r) if not s.knows(name)))
    if len(names) != 1 or any(r.op not in ORDER for r in relations) or c.get("x", names[0]) != names[0]:
        return None
    return region_problem(relations, names[0], s, sides)


_SIGN = {"plus": ">", "minus": "<", "not_minus": ">=", "not_plus": "<="}


@topic.question(
    "(for what|for which|when|where|find where|on what interval|on which interval) [(value|values) of] [{x:name}] (is|are) [the] [(expression|function|polynomial)] {a} (positive {plus:yes}|negative {minus:yes}|nonnegative {not_minus:yes}|non negative {not_minus:yes}|non - negative {not_minus:yes}|nonpositive {not_plus:yes}|above the x axis {plus:yes}|below the x axis {minus:yes})",
    "<find> [(all|the|all the)] [(value|values) of] {x:name} (for which|such that|where|so that) [the] [(expression|function|polynomial)] {a} is (positive {plus:yes}|negative {minus:yes}|nonnegative {not_minus:yes}|non negative {not_minus:yes})",
)
def of_a_sign(c: Captures, s: Situation) -> Problem | None:
    sign = next(op for key, op in _SIGN.items() if key in c)
    relation = t.Relation(sign, c["a"], t.Number("0"))
    return inequalities({"r": (relation,), **({"x": c["x"]} if "x" in c else {})}, s)


def links(relations: Sequence[t.Relation]) -> tuple[t.Relation, ...]:
    """``a < b <= c`` taken apart: ``a < b`` and ``b <= c``."""
    found: list[t.Relation] = []
    for relation in relations:
        if isinstance(relation.left, t.Relation):
            found += links([relation.left])
            relation = t.Relation(relation.op, found[-1].right, relation.right)
        found.append(relation)
    return tuple(found)


def region_problem(
    relations: Sequence[t.Relation], name: str, s: Situation, either: Sequence[Sequence[t.Relation]] = ()
) -> Problem:
    """The real numbers that satisfy all of ``relations``, or all of one of ``either``."""
    program = Program(s)
    x = program.symbol(name, "real=True")

    def region(all_of: Sequence[t.Relation]) -> str:
        return " & ".join(f"solveset({program.source(each)}, {x}, S.Reals)" for each in all_of)

    found = " | ".join(f"({region(each)})" for each in either) or region(relations)
    program.add(f"answer = {found}", *_SHOW_SET.format(x=x).splitlines())
    question = " or ".join(
        " and ".join(math(latex(relation)) for relation in each) for each in either or (relations,)
    )

    def explain(labels: Labels) -> str:
        if labels.get("exact") == "EmptySet":
            return f"{question} has **no solution** among the real numbers."
        if labels.get("exact") in ("Reals", "Interval(-oo, oo)"):
            return f"{question} holds for **all real numbers** \\({symbol(name)}\\)."
        found = math(IN.format(symbol(name), labels["latex"]))
        said = labels.get("relation", "")
        return f"{question} holds for **{found}**" + (f", that is {math(said)}." if said else ".")

    return Problem(program.text(), explain, s)


IN = r"{} \in {}"

_SHOW_SET = """\
print("exact:", answer)
print("latex:", latex(answer))
print("relation:", latex(answer.as_relational({x})))"""


@topic.question(
    "(which|what|find the|find all|find) (values|value|numbers|real numbers|x) [of] [{x:name}] [that] (satisfy|satisfies|make|solve|fulfil|fulfill) [the inequality] {r:relations} [true]",
    "(which|what) values of {x:name} satisfy {r:relations}",
    "(for which|for what|when|where) [values of] {x:name} is {r:relation}",
    "for (which|what) {x:name} is {r:relation}",
    "when is {r:relation}",
)
def satisfying(c: Captures, s: Situation) -> Problem | None:
    relations = c["r"] if isinstance(c["r"], tuple) else (c["r"],)
    return inequalities({"r": relations, **({"x": c["x"]} if "x" in c else {})}, s)
