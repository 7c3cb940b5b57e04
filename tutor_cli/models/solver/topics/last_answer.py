"""Going on with the last answer, when it is an expression: its value somewhere, where it is zero, its roots."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.equations import one_equation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("last answer")


@topic.question(
    "[<ask>] (it|that|this|the derivative|the result|the answer|its value|the value) (at|for|when|if|where|in) [the point] {x:name} (is|'='|equals) {v}",
    "[<ask>] (at|for|when|if|in|with) [the point] {x:name} (is|'='|equals) {v}",
    "[<ask>] [(it|that|this|the derivative|its value|the value)] (at|in) [the point] {v}",
    "(plug in|substitute|put in|use|set|put) {x:name} (is|'='|equals) {v} [(in|into) <that>]",
)
def at_value(c: Captures, s: Situation) -> Problem | None:
    """The last answer, an expression, where its variable has a value."""
    names = _names(s.previous) if s.previous is not None else set()
    x = c.get("x") or (next(iter(names)) if len(names) == 1 else "")
    if s.previous is None or x not in names or t.names_in(c["v"]):
        return None
    there = any(isinstance(part, t.Formula) and ".subs(" in part.python for part in t.walk(s.previous))
    if there or isinstance(t.bare(c["v"]), t.Sequence):
        return None  # it is a value already, or a point is asked for
    node = t.Formula(
        "S({0}).subs({1}, {2})",
        r"\left.{0}\right|_{{{1} = {2}}}",
        (s.previous, t.Name(x), c["v"]),
        bound=(x,),
        then="simplify",
    )
    return value_problem(node, s)


def _names(node: t.Node) -> set[str]:
    """The names in an expression, those of its variables of differentiation too."""
    return {part.name for part in t.walk(node) if isinstance(part, t.Name)}


@topic.question(
    "(set|make|put|let) [<that>] (equal to|'='|equal|to be|to) {v} [and (solve|find)] [for] [({x:name}|it)]",
    "solve (<that>|the derivative|the expression) (equal to|'='|equals) {v} [for {x:name}]",
    "(where|when|for (what|which) {x:name}) (is|does) (it|that|the derivative|the result) (equal to|'='|equal|equals|) {v}",
    "[<ask>] [(its|the)] (roots|zeros|zeroes|root|zero)",
)
def set_equal(c: Captures, s: Situation) -> Problem | None:
    """``set it equal to 0 and solve``."""
    if s.previous is None or s.fresh:
        return None
    names = [name for name in t.names_in(s.previous) if not s.knows(name)]
    bound = [part.bound[0] for part in t.walk(s.previous) if isinstance(part, t.Formula) and part.bound]
    names = list(dict.fromkeys([*names, *bound]))
    if len(names) != 1 or c.get("x", names[0]) != names[0] or t.names_in(c.get("v", t.Number("0"))):
        return None
    return one_equation(t.Relation("=", s.previous, c.get("v", t.Number("0"))), names[0], s)
