"""Angles and diagonals of polygons, and angles beside each other."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from dataclasses import replace

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.frames import Frame
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.reading.unreadable import Unreadable
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
    return value_problem(t.Formula(python, shown, (t.number(c["n"]),), method=method), s, after=unit)


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


_EACH = "[[the] (size|measure) of] [(each|every|one|an|any)] [of the]"


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
    f"(how many diagonals|<find> [the] number of diagonals) [(does|do|are there in|are in|of|in|has|have|can be drawn in|from)] {_A} [(have|has)]"
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


@topic.question(f"how many (sides|corners|vertices|angles|edges) (does|has|have) {_A} [have]")
def sides(c: Captures, s: Situation) -> Problem | None:
    return _problem(c, s, "{0}", r"\text{{sides}}", "its name", "")


angles = Frame(
    "complement|complementary|supplement|supplementary",
    "a|an|the|of|is|are|if|when|what|find|calculate|compute|determine|how|and|to|for|two|one|angle|angles|other|its|it|that|which|measure|measures|measuring|size|big|large|pair|them|degrees|degree|°|x|has|have|with|then|,|.|;|:|?|another|given|second|value|'|=|in",
)
angles.tells("whole", "(complement|complementary)", value=90)
angles.tells("whole", "(supplement|supplementary)", value=180)
angles.tells("angle", "{value:number}")


@topic.question("{facts:angle_pairs}")
def beside(c: Captures, s: Situation) -> Problem | None:
    """The angle that makes 90° or 180° with another."""
    wholes, told = c["facts"].all("whole"), c["facts"].all("angle")
    if len(wholes) != 1 or len(told) != 1:
        return None
    angle = told[0].value if isinstance(told[0], t.Postfix) and told[0].op == "°" else told[0]
    node = t.Formula(
        f"({wholes[0]} - {{0}})",
        f"{wholes[0]} - {{0}}",
        (angle,),
        method=rf"the two angles adding up to \({wholes[0]}^\circ\)",
    )
    if isinstance(angle, t.Number) and angle.value > wholes[0]:
        return None
    return value_problem(node, s, after="°")


KINDS["angle_pairs"] = angles

# ── back from an angle to the number of sides ─────────────────────────────────

sided = Frame(
    "sides",
    "a|an|the|of|is|are|if|when|what|find|calculate|compute|determine|how|many|and|to|for|its|it|that|which|has|have|does|do|regular|polygon|polygon's|with|whose|each|every|measures|measure|measuring|degrees|degree|°|equal|equals|one|all|then|,|.|;|:|?|number|sides|there|given|where|angle|angles|had|whose|in|was|were|='=",
)
sided.tells(
    "exterior",
    "(exterior|external) (angle|angles) [of (a|the|this) [certain] [regular] polygon] [(of|is|are|measures|measure|equal|measuring|'=')] [(each|of)] {value:number}",
    "{value:number} [(degree|'°')] (exterior|external) (angle|angles)",
)
sided.tells(
    "interior",
    "(interior|internal) (angle|angles) [of (a|the|this) [certain] [regular] polygon] [(of|is|are|measures|measure|equal|measuring|'=')] [(each|of)] {value:number}",
    "{value:number} [(degree|'°')] (interior|internal) (angle|angles)",
)
sided.tells(
    "sum",
    "(sum|total) of [(all|the|its|all the|all its)] [(interior|internal)] angles [of (a|the) [regular] polygon] (is|are|'='|equals|of|equal to) {value:number}",
    "[(interior|internal)] (angles|angle) [that] (sum|sums|add up|adds up|total|sum of) [(to|of|is)] {value:number}",
    "[(interior|internal)] angle sum [(of|is)] {value:number}",
)
_BACK = {
    "exterior": ("(Integer(360)/{0})", r"\frac{{360}}{{{0}}}", "sharing a full turn equally"),
    "interior": ("(360/(180 - S({0})))", r"\frac{{360}}{{180 - {0}}}", "each exterior angle being what is missing to 180°"),
    "sum": ("(S({0})/180 + 2)", r"\frac{{{0}}}{{180}} + 2", r"solving \(180 (n - 2)\) for \(n\)"),
}  # fmt: skip


@topic.question("{facts:sided_polygons}")
def sides_from_angle(c: Captures, s: Situation) -> Problem | None:
    told = {(fact.kind, fact.value) for fact in c["facts"]}
    if len(told) != 1:
        return None
    ((kind, angle),) = told
    angle = angle.value if isinstance(angle, t.Postfix) and angle.op == "°" else angle
    python, shown, method = _BACK[kind]
    problem = value_problem(t.Formula(python, shown, (angle,), method=method), s)
    if problem is None:
        return None

    def explain(labels: Labels) -> str:
        if not labels.get("exact", "").isdigit() or int(labels["exact"]) < 3:
            raise Unreadable("no polygon has such angles")
        return problem.explain(labels)

    return replace(problem, explain=explain)


KINDS["sided_polygons"] = sided

# ── what everybody knows of some shapes ───────────────────────────────────────

_SOLIDS = {
    "cube": (6, 12, 8), "cuboid": (6, 12, 8), "rectangular prism": (6, 12, 8), "tetrahedron": (4, 6, 4), "triangular pyramid": (4, 6, 4),
    "triangular prism": (5, 9, 6), "square pyramid": (5, 8, 5), "octahedron": (8, 12, 6), "dodecahedron": (12, 30, 20), "icosahedron": (20, 30, 12),
    "hexagonal prism": (8, 18, 12), "pentagonal prism": (7, 15, 10), "pentagonal pyramid": (6, 10, 6),
}  # fmt: skip
_TURNS = {"a circle": 360, "a full (circle|turn|rotation)": 360, "a (triangle)": 180, "a (straight angle|straight line|half turn|semicircle|half circle)": 180, "a (right angle|quarter turn)": 90}  # fmt: skip


def _known(pattern: str, count: int, shown: str) -> None:
    @topic.question(pattern)
    def problem(c: Captures, s: Situation) -> Problem | None:
        return value_problem(t.Formula(f"Integer({count})", rf"\text{{{{{shown}}}}}", ()), s)


for _name, _counts in _SOLIDS.items():
    for _part, _count in zip(("faces", "edges", "(vertices|corners)"), _counts, strict=True):
        _shown = _part.strip("()").split("|")[0]
        _known(
            f"(how many {_part} (does|has|do|have) [(a|an|the)] {_name} [have]|how many {_part} are (there (in|on)|on|in) [(a|an)] {_name}|<find> [the] number of {_part} (of|in|on) [(a|an)] {_name})",
            _count,
            _shown,
        )
for _name, _count in _TURNS.items():
    _known(
        f"(how many degrees (are|are there|does|make up|make) [in] [{_name.replace('a ', '(a|the) ', 1)}] [have]|how many degrees [are] in {_name.replace('a ', '[(a|the)] ', 1)})",
        _count,
        "degrees",
    )
topic.words |= {word for name in _SOLIDS for word in name.split()} | {"vertices", "corners", "faces"}
topic.words |= {word for each in (angles, sided) for word in each.words if word.isalpha() and len(word) > 1}
