"""Where lines and curves meet, and whether they do."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.equations import solve_problem
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import math

topic = Topic("intersections")

_KIND = "(lines|curves|graphs|functions|line|curve|parabola|circle|equations|graph|parabolas|function|straight line|hyperbola|ellipse)"
_A = f"[the] [[two] {_KIND}] [of] [with equation] [the] [(line|curve|parabola)] {{r:relation}}"
_B = f"[the] [{_KIND}] [of] [with equation] {{q:relation}}"
_TWO = f"{_A} (and|with|,|&) [by] {_B}"
_MEET = "(intersect|meet|meets|cross|crosses|intersects|touch|coincide|intercept)"
_POINTS = "(intersection|intersections|intersection point|intersection points|point|points|coordinates|point of intersection|points of intersection|crossing point|meeting point)"


@topic.question(
    f"[<find>] [(the|all|any)] {_POINTS} [of the] [(point|points|intersection)] [(of intersection|of the intersection)] [(of|between|for|where)] {_TWO} [{_MEET}]",
    f"{_TWO} [','] [(find|find the|what is the|what are the|the|their|find their)] (intersection|intersections|intersection point|intersection points|point of intersection|points of intersection)",
    f"{_TWO} [','] [(find|find out)] where [(do|will)] they {_MEET}",
    f"[<find>] [(the|all)] [(coordinates of the|coordinates of)] [(point|points)] where {_A} (and|{_MEET}) {_B} [{_MEET}]",
    f"[<find>] [(the|all)] [(point|points)] (where|at which|in which) (are|do|is|does) [they] (crossing|intersecting|meeting|cutting|cross|intersect|meet) {_TWO}",
    f"where (do|does|will|would) {_A} (and|,|{_MEET}) {_B} [{_MEET}]",
    f"(at|in) (what|which) (point|points) (do|does|will|would) {_A} (and|,|{_MEET}) {_B} [{_MEET}]",
    f"(what|which) (point|points) (is|are|lie|lies) [on] [both] [common to] {_TWO} [(both|share)]",
)
def intersection(c: Captures, s: Situation) -> Problem | None:
    relations = (_curve(c["r"]), _curve(c["q"]))
    names = {name for relation in relations for name in t.names_in(relation)}
    return solve_problem(relations, ("x", "y"), s) if names == {"x", "y"} else None


@topic.question(
    f"(do|does|will) {_A} (and|,|{_MEET}) {_B} [(ever|have)] [({_MEET}|a common point|a point in common)]",
    f"(do|does|will) [the] [(system|system of equations|equations|equation system)] [':'] {_TWO} have [(a|any|one|unique|common|exactly one)] [common] (solution|solutions)",
    f"how many {{count:yes}} [(solutions|points|points of intersection|intersection points|times|common points)] (do|does) [the] [(system|system of equations)] {_TWO} [(have|{_MEET})]",
    f"how many {{count:yes}} (solutions|points of intersection|intersection points) (does|has|do|are there) [the] [(system|system of equations)] [(of|for|to|have)] {_TWO} [have]",
)
def whether_they_meet(c: Captures, s: Situation) -> Problem | None:
    relations = (_curve(c["r"]), _curve(c["q"]))
    names = {name for relation in relations for name in t.names_in(relation)}
    if names != {"x", "y"} or any(relation.op != "=" for relation in relations):
        return None
    program = Program(s.without_kept())
    x, y = program.symbol("x", "real=True"), program.symbol("y", "real=True")
    listed = ", ".join(f"Eq({program.source(each.left)}, {program.source(each.right)})" for each in relations)
    program.add(
        f"found = solve([{listed}], [{x}, {y}], dict=True)",
        f"found = [(each.get({x}, {x}), each.get({y}, {y})) for each in found]",
        'print("count:", oo if any(value.free_symbols for each in found for value in each) else len(found))',
        'print("exact:", len(found) > 0)',
        'print("latex:", ", ".join(map(latex, found)))',
    )
    question = " and ".join(math(latex(relation)) for relation in relations)
    how_many = "count" in c

    def explain(labels: Labels) -> str:
        count = labels["count"]
        if count == "oo":
            said = "they are the same"
            return (
                f"**infinitely many**: of {question}, {said}."
                if how_many
                else f"**yes**: of {question}, {said}."
            )
        points = f": {math(labels['latex'])}" if labels["latex"] else ""
        if how_many:
            return f"{question} have **{math(count)}** points in common{points}."
        if count == "0":
            return f"**no**: {question} have no point in common."
        return f"**yes**: {question} meet{points.replace(':', ' at')}."

    return Problem(program.text(), explain, s)


def _curve(relation: t.Relation) -> t.Relation:
    """``f(x) = x^2`` as the curve y = x^2."""
    call = relation.left
    if isinstance(call, t.Call) and len(call.args) == 1 and call.args[0] == t.Name("x"):
        return t.Relation(relation.op, t.Name("y"), relation.right)
    return relation
