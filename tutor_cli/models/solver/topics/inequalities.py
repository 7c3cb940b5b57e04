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
_INEQUALITY = "[the] [following] [(inequality|inequalities|compound inequality|system of inequalities)] [':']"


@topic.question(
    f"(solve|<find> [the] (solution|solutions|solution set) (of|to|for)) {_INEQUALITY} {{r:relations}} [for {{x:name}}]",
    f"<find> [(all|the values of|all values of|all the values of|the set of)] {{x:name}} [(values|for which|such that|where|so that|with|that satisfy|satisfying|if|when)] {_INEQUALITY} {{r:relations}}",
    "(for which|for what|what) values of {x:name} (is|are|does|do|satisfy) {r:relations}",
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


def links(relations: Sequence[t.Relation]) -> tuple[t.Relation, ...]:
    """``a < b <= c`` taken apart: ``a < b`` and ``b <= c``."""
    found: list[t.Relation] = []
    for relation in relations:
        if isinstance(relation.left, t.Relation):
            found += links([relation.left])
            relation = t.Relation(relation.op, found[-1].right, relation.right)
        found.append(relation)
    return tuple(found)


def region_problem(relations: Sequence[t.Relation], name: str, s: Situation) -> Problem:
    """The real numbers that satisfy all of ``relations``."""
    program = Program(s)
    x = program.symbol(name, "real=True")
    sets = [f"solveset({program.source(relation)}, {x}, S.Reals)" for relation in relations]
    program.add(f"answer = {' & '.join(sets)}", *_SHOW_SET.format(x=x).splitlines())
    question = " and ".join(math(latex(relation)) for relation in relations)

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
