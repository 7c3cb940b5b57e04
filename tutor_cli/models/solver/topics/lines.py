"""Points and lines told in any order: "Let A(1, 2) and B(4, 6). How far apart are they?", "slope 2, through (1, 3)"."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.frames import Fact, Facts, Frame
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics import geometry
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("lines")

frame = Frame(
    "distance|far|length|midpoint|middle|halfway|slope|gradient|line|long|apart|mid",
    "a|an|the|of|is|are|if|when|what|find|calculate|compute|determine|give|write|state|how|does|do|will|can|it|its|and|with|that|which|has|have|having|on|to|at|in|from|for|through|between|joining|joins|connecting|connects|containing|contains|"
    "passing|passes|pass|goes|going|go|whose|given|let|where|two|both|these|them|they|point|points|coordinates|coordinate|endpoints|endpoint|ends|end|segment|line|straight|located|plane|using|formula|units|form|x|y|as|by|equal|"
    ",|.|;|:|?|-|(|)|each|other|so|then|you|i|we|get|out|work|located|lie|lies|drawn|linear|graph|one|other|there|start|ending|starting|respectively|out|also",
)
frame.tells("asked", "distance", "how far [apart]", "(length|how long)", "apart", value="distance")
frame.tells(
    "asked",
    "(midpoint|mid point|mid - point|halfway point|middle point|middle|point halfway)",
    value="midpoint",
)
frame.tells("asked", "(slope|gradient|steepness)", value="slope")
frame.tells(
    "asked",
    "[the] (equation|slope - intercept form|slope intercept form|point slope form) [(of|for)] [(a|the)] [(straight|linear)] line",
    "(equation|line) (that|through|passing|with|which|in)",
    "line [that] (passes|passing|goes|going|through)",
    "[in|into] [the] [form] y '=' m x '+' b",
    "[what|which] line (passes|goes|has|is)",
    "in (slope - intercept|slope intercept) form",
    "equation",
    value="line",
)
frame.tells("point", "{value:point}")
frame.tells(
    "slope",
    "(slope|gradient|m) [(of|is|'='|equal to|equals)] {value:tight}",
    "{value:tight} (as|for) [(its|the)] (slope|gradient)",
)
frame.tells(
    "intercept",
    "(y - intercept|y intercept) [(of|is|at|'='|equal to|equals)] [y '='] {value:tight}",
    "(crosses|cuts|intersects|hits) the y - axis at [y '='] {value:tight}",
    "(y - intercept|y intercept) [(of|is|at)] {value:point}",
    "(crosses|cuts|intersects|hits) the y - axis at {value:point}",
)
frame.tells("line", "[(line|graph of)] {value:relation}")
frame.tells("named", "{value:point_names}")


@frame.part("(parallel {flat:yes}|perpendicular|normal|orthogonal|at right angles) to")
def beside(c: Captures) -> Fact | None:
    return Fact("turned", "flat" not in c)


def _point_names(reader: Reader, position: int, limit: int) -> Caught:
    """``A``, ``AB``, ``A and B``: points by their letters."""
    raw = reader.tokens[position].raw if position < limit else ""
    if raw.isalpha() and raw.isupper() and len(raw) < 4:
        yield raw, position + 1


KINDS["point_names"] = _point_names


@topic.question("{facts:points}")
def points(c: Captures, s: Situation) -> Problem | None:
    facts: Facts = c["facts"]
    asked = facts.all("asked")
    kinds = {fact.kind for fact in facts} - {"asked", "named"}
    given = facts.all("point")
    if "line" in asked and len(asked) > 1:
        asked = ["line"] if set(asked) <= {"line"} else asked
    if len(asked) != 1:
        return None
    (wanted,) = asked
    if kinds == {"point"} and len(given) == 2:
        caught = {"p": given[0], "q": given[1]}
        if wanted == "midpoint":
            return geometry.midpoint(caught, s)
        if wanted == "line":
            return geometry.line_through(caught, s)
        node = geometry.distance(caught) if wanted == "distance" else geometry.slope(caught)
        return value_problem(node, s) if node is not None else None
    if kinds == {"point"} and len(given) == 1 and wanted == "distance":
        return None
    if wanted == "slope" and kinds == {"line", "turned"} and len(facts.all("line")) == 1:
        return geometry.slope_beside(facts.one("line"), bool(facts.all("turned")[0]), s)
    if wanted != "line":
        return None
    try:
        slope, intercept, line, turned = (
            facts.one(kind) for kind in ("slope", "intercept", "line", "turned")
        )
    except ValueError:
        return None
    if kinds == {"point", "slope"} and len(given) == 1:
        return geometry.line_with_slope({"m": slope, "p": given[0]}, s)
    if kinds == {"slope", "intercept"}:
        return geometry.line_with_intercept({"m": slope, "b": _height(intercept)}, s)
    if kinds == {"point", "line", "turned"} and len(given) == 1:
        return geometry.line_beside({"p": given[0], "e": line, **({"turned": True} if turned else {})}, s)
    if kinds == {"point", "intercept"} and len(given) == 1:
        on_axis = t.Sequence("()", (t.Number("0"), _height(intercept)))
        return geometry.line_through({"p": on_axis, "q": given[0]}, s)
    return None


def _height(intercept: t.Node) -> t.Node:
    """The ``5`` of "a y-intercept of 5" or "of (0, 5)"."""
    point = geometry.pair(intercept)
    return point[1] if point is not None else intercept


KINDS["points"] = frame
topic.words |= frame.words
