"""Regular polygons and polygons in general: their angles and diagonals."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("polygons")

_SIDES = {
    "triangle": 3, "quadrilateral": 4, "square": 4, "pentagon": 5, "hexagon": 6, "heptagon": 7, "octagon": 8,
    "nonagon": 9, "decagon": 10, "hendecagon": 11, "dodecagon": 12, "icosagon": 20,
}  # fmt: skip

_POLYGON = (
    "[(a|an|the|any)] [regular] [(convex|simple)] "
    "(polygon (with|of|that has|having) {n:whole} sides|{n:whole} sided [regular] polygon|{n:whole} - sided [regular] polygon|"
    "{n:whole} gon|{n:whole} - gon|" + "|".join(f"{name} {{{name}:yes}}" for name in _SIDES) + ")"
)


def sides(c: Captures) -> t.Node | None:
    """How many sides the polygon has; ``None`` when it is none."""
    count = c.get("n") or next((number for name, number in _SIDES.items() if name in c), 0)
    return t.Number(str(count)) if count >= 3 else None


def _problem(c: Captures, s: Situation, python: str, shown: str, method: str, unit: str) -> Problem | None:
    count = sides(c)
    if count is None:
        return None
    return value_problem(t.Formula(python, shown, (count,), method=method), s, unit=unit)


_FIND = "[<find>] [the] [(size|measure|value)] [of] [the]"


@topic.question(
    f"{_FIND} (sum|total) of [the] [(interior|internal|inside)] angles (of|in|inside|for) {_POLYGON}",
    f"{_FIND} [(interior|internal)] angle sum (of|in|for) {_POLYGON}",
    f"what do [the] [(interior|internal)] angles (of|in) {_POLYGON} (add up to|sum to|total)",
)
def angle_sum(c: Captures, s: Situation) -> Problem | None:
    method = "cutting the polygon into triangles"
    return _problem(c, s, "(180*({0} - 2))", r"180 \left({0} - 2\right)", method, r"^\circ")


@topic.question(
    f"{_FIND} [(each|every|one)] (interior|internal|inside) (angle|angles) (of|in) {_POLYGON}",
    f"how (big|large) is (each|every|one|an) (interior|internal) angle (of|in) {_POLYGON}",
)
def interior_angle(c: Captures, s: Situation) -> Problem | None:
    method = "sharing the sum of the angles equally, as in a regular polygon"
    return _problem(
        c, s, "(180*({0} - 2)/Integer({0}))", r"\frac{{180 \left({0} - 2\right)}}{{{0}}}", method, r"^\circ"
    )


@topic.question(
    f"{_FIND} [(each|every|one)] (exterior|external|outside) (angle|angles) (of|in) {_POLYGON}",
    f"how (big|large) is (each|every|one|an) (exterior|external) angle (of|in) {_POLYGON}",
)
def exterior_angle(c: Captures, s: Situation) -> Problem | None:
    method = r"the exterior angles adding up to \(360^\circ\)"
    return _problem(c, s, "(360/Integer({0}))", r"\frac{{360}}{{{0}}}", method, r"^\circ")


@topic.question(
    f"[<find>] [the] (number|count) of diagonals (of|in) {_POLYGON}",
    f"how many diagonals (does|are in|are there in|has|do) {_POLYGON} [(have|has)]",
)
def diagonals(c: Captures, s: Situation) -> Problem | None:
    method = "joining each corner to all but itself and its two neighbours, and counting each diagonal once"
    return _problem(c, s, "({0}*({0} - 3)/Integer(2))", r"\frac{{{0} \left({0} - 3\right)}}{{2}}", method, "")
