"""Angles and diagonals of polygons, and angles beside each other."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("polygons")

NAMES = {
    "triangle": 3, "quadrilateral": 4, "square": 4, "rectangle": 4, "pentagon": 5, "hexagon": 6, "heptagon": 7, "septagon": 7, "octagon": 8,
    "nonagon": 9, "decagon": 10, "hendecagon": 11, "dodecagon": 12, "icosagon": 20,
}  # fmt: skip
topic.words |= NAMES.keys() | {"triangles", "sided", "gon"}


def _polygon(reader: Reader, position: int, limit: int) -> Caught:
    """A polygon, as its number of sides: a hexagon, a 12-gon, a 20-sided polygon, a polygon with 9 sides."""
    if reader.text(position, limit) == "regular":
        position += 1
    if reader.text(position, limit) in NAMES:
        yield NAMES[reader.text(position, limit)], position + 1
    if reader.text(position, limit) == "polygon" and reader.text(position + 1, limit) in (
        "with",
        "of",
        "has",
        "having",
    ):
        for count, end in KINDS["whole"](reader, position + 2, limit):
            if reader.text(end, limit) == "sides":
                yield count, end + 1
    count = reader.text(position, limit)
    at = position + 1 + (reader.text(position + 1, limit) == "-")
    if count.isdigit() and reader.text(at, limit) == "gon":
        yield int(count), at + 1
    if count.isdigit() and reader.text(at, limit) == "sided":
        yield int(count), at + 1 + (reader.text(at + 1, limit) in ("polygon", "figure", "shape"))


KINDS["polygon"] = _polygon
_A = "[(a|an|the)] {n:polygon}"


def _problem(
    c: Captures, s: Situation, python: str, shown: str, method: str, unit: str = "°"
) -> Problem | None:
    if not 3 <= c["n"] <= 10**6:
        return None
    return value_problem(t.Formula(python, shown, (t.Number(str(c["n"])),), method=method), s, after=unit)


@topic.question(
    f"[<find>] [the] [(sum|total|sum total)] of [all] [the] [(interior|inside|internal)] angles (of|in) {_A}",
    f"[<find>] [the] [(interior|internal)] angle sum (of|in|for) {_A}",
    f"[<find>] [the] sum of [all] [the] [(interior|inside|internal)] angles (of|in) {_A}",
    f"what do [all] [the] [(interior|inside|internal)] angles (of|in) {_A} (add up to|sum to|total)",
    f"how many degrees (are|are there) in {_A}",
)
def angle_sum(c: Captures, s: Situation) -> Problem | None:
    return _problem(
        c, s, "(180*({0} - 2))", r"180 \left({0} - 2\right)", "cutting the polygon into triangles"
    )


_EACH = (
    "[(each|every|one|the size of each|the measure of each|the measure of one|the size of one|an)] [of the]"
)


@topic.question(
    f"[<find>] [the] {_EACH} (interior|internal|inside) (angle|angles) (of|in) [a] {_A}",
    f"(how big|how large) is {_EACH} (interior|internal|inside) angle (of|in) {_A}",
)
def interior(c: Captures, s: Situation) -> Problem | None:
    return _problem(
        c,
        s,
        "(Integer(180)*({0} - 2)/{0})",
        r"\frac{{180 \left({0} - 2\right)}}{{{0}}}",
        "sharing the sum of the angles equally",
    )


@topic.question(
    f"[<find>] [the] {_EACH} (exterior|external|outside) (angle|angles) (of|in) {_A}",
    f"(how big|how large) is {_EACH} (exterior|external|outside) angle (of|in) {_A}",
)
def exterior(c: Captures, s: Situation) -> Problem | None:
    return _problem(c, s, "(Integer(360)/{0})", r"\frac{{360}}{{{0}}}", r"sharing a full turn equally")


@topic.question(
    f"(how many diagonals|<find> [the] number of diagonals) [(does|do|are there in|are in|of|in|has|can be drawn in)] {_A} [(have|has)]"
)
def diagonals(c: Captures, s: Situation) -> Problem | None:
    return _problem(
        c,
        s,
        "({0}*({0} - 3)//2)",
        r"\frac{{{0} \left({0} - 3\right)}}{{2}}",
        r"the formula \(\frac{n (n - 3)}{2}\)",
        "",
    )


@topic.question(f"how many (sides|corners|vertices|angles|edges) (does|has) {_A} [have]")
def sides(c: Captures, s: Situation) -> Problem | None:
    return _problem(c, s, "{0}", r"\text{{sides}}", "its name", "")


_DEGREES = "[(an|the)] [angle] [(of|measuring|that measures)] {a:tight} [(degrees|degree)]"


def _beside(name: str, whole: int) -> None:
    words = name + "ary"

    @topic.question(
        f"[<find>] [the] ({words} [angle] (of|to|for)|{name} of) {_DEGREES}",
        f"[<find>] [the] angle ({words} to) {_DEGREES}",
    )
    def problem(c: Captures, s: Situation) -> Problem | None:
        angle = c["a"].value if isinstance(c["a"], t.Postfix) and c["a"].op == "°" else c["a"]
        if not isinstance(t.bare(angle), t.Number):
            return None
        node = t.Formula(
            f"({whole} - {{0}})",
            f"{whole} - {{0}}",
            (angle,),
            method=rf"the two angles adding up to \({whole}^\circ\)",
        )
        return value_problem(node, s, after="°")


_beside("complement", 90)
_beside("supplement", 180)
