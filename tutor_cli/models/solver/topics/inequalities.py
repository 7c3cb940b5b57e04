"""Inequalities, and equations on an interval: solve 2x − 3 > 7, |2x + 1| ≤ 5, sin x = 1/2 for 0 ≤ x < 2π."""

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
from tutor_cli.models.solver.writing.results import SEPARATOR, math

topic = Topic("inequalities")

_ORDER = ("<", "<=", ">", ">=")
_INEQUALITY = "[the] [following] [(inequality|inequalities|compound inequality|system of inequalities)] [':']"


@topic.question(
    f"(solve|<find> [the] (solution|solutions|solution set) (of|to|for)) {_INEQUALITY} {{r:relations}} [for {{x:name}}]",
    f"<find> [(all|the values of|all values of|all the values of|the set of)] {{x:name}} [(values|for which|such that|where|so that|with|that satisfy|satisfying|if|when)] {_INEQUALITY} {{r:relations}}",
    "(for which|for what|what) values of {x:name} (is|are|does|do|satisfy) {r:relations}",
    "{r:relations}",
)
def inequalities(c: Captures, s: Situation) -> Problem | None:
    relations = links(c["r"])
    if not relations or any(relation.op not in _ORDER for relation in relations):
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


# ── equations on an interval ──────────────────────────────────────────────────


@topic.question(
    "(solve|<find> [the] (solution|solutions|root|roots) (of|to)) [the] [equation] {e:relation} [for {x:name}]",
    "<find> [(all|the values of|all values of|all the values of)] {x:name} [(such that|where|if|when|for which|so that)] {e:relation}",
    "{e:relation}",
    conditions=True,
)
def equation_on_interval(c: Captures, s: Situation) -> Problem | None:
    """Only where an interval was told: without one, the topic of equations answers."""
    return on_interval(c, s)


def on_interval(c: Captures, s: Situation, *, degrees: bool = False) -> Problem | None:
    """The solutions of an equation where the conditions hold that were told."""
    equation: t.Relation = c["e"]
    if equation.op != "=" or not s.conditions:
        return None
    names = [name for name in t.names_in(equation) if not s.knows(name)]
    if len(names) != 1 or c.get("x", names[0]) != names[0]:
        return None
    told = links(s.conditions)
    if any(relation.op not in _ORDER or set(t.names_in(relation)) != {names[0]} for relation in told):
        return None
    program = Program(s)
    x = program.symbol(names[0], "real=True")
    where = " & ".join(f"{program.source(relation)}.as_set()" for relation in told)
    program.add(
        f"where = {where}",
        f"answer = solveset(Eq({program.source(equation.left)}, {program.source(equation.right)}), {x}, where)",
        "solutions = sorted(answer) if answer.is_FiniteSet else None",
        'print("exact:", solutions)',
        'print("set:", latex(answer))',
        f'print("latex:", "{SEPARATOR}".join(latex(v) for v in solutions or []))',
    )
    question = f"{math(latex(equation))} for {', '.join(math(latex(relation)) for relation in s.conditions)}"

    def explain(labels: Labels) -> str:
        if labels.get("exact") == "[]":
            return f"{question} has **no solution**."
        if labels.get("exact") == "None":
            return f"{question} holds for **{math(IN.format(symbol(names[0]), labels['set']))}**."
        found = " or ".join(
            math(f"{symbol(names[0])} = {value}") for value in labels["latex"].split(SEPARATOR)
        )
        return f"{question} gives **{found}**{' degrees' if degrees else ''}."

    return Problem(program.text(), explain, s)


_INTERVAL = (
    "(on|in|over|for {x:name} in|where {x:name} is in|with {x:name} in) [the] [(interval|range|domain)] {i}|"
    "(for|where|with|if|when) [{x:name}] [is] (between|from|in the range) {l} (and|to) {u}|between {l} and {u}"
)


@topic.question(
    f"(solve|<find> [the|all] [the] (solution|solutions|root|roots) (of|to)) [the] [equation] {{e:relation}} [','] ({_INTERVAL})",
    f"<find> [(all|the values of|all values of|all the values of)] {{x:name}} [(such that|where|if|when|for which|so that)] {{e:relation}} [','] ({_INTERVAL})",
    f"{{e:relation}} [','] ({_INTERVAL})",
)
def equation_in_between(c: Captures, s: Situation) -> Problem | None:
    """``2 cos x = 1 on [0, 2 pi)``, ``tan x = 1 for x between 0 and 360 degrees``: both ends count but at round brackets."""
    low, high, brackets = c.get("l"), c.get("u"), "[]"
    if "i" in c:
        interval = t.bare(c["i"])
        if not isinstance(interval, t.Sequence) or len(interval.items) != 2:
            return None
        (low, high), brackets = interval.items, interval.bracket
    names = [name for name in t.names_in(c["e"]) if not s.knows(name)]
    if low is None or high is None or len(names) != 1 or c.get("x", names[0]) != names[0]:
        return None
    x: t.Node = t.Name(names[0])
    degrees = isinstance(t.bare(high), t.Postfix)
    bounds = [_bare_degrees(each) if degrees else each for each in (low, high)]
    if any(t.names_in(bound) for bound in bounds):
        return None
    told = s.with_condition(t.Relation("<=" if brackets[0] == "[" else "<", bounds[0], x))
    told = told.with_condition(t.Relation("<=" if brackets[1] == "]" else "<", x, bounds[1]))
    equation = t.substitute(c["e"], {names[0]: t.Postfix("°", x)}) if degrees else c["e"]
    return on_interval({"e": equation}, told, degrees=degrees)


def _bare_degrees(node: t.Node) -> t.Node:
    node = t.bare(node)
    return node.value if isinstance(node, t.Postfix) and node.op == "°" else node


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
