"""Triangles: missing sides and angles, by Pythagoras, the angle sum, and the laws of sines and cosines."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.geometry import formula
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.program import Program

topic = Topic("triangles")

_UNIT = "[(cm|m|mm|km|in|inch|inches|ft|feet|meters|metres|units|unit|miles|yards)]"
_RIGHT = "(right|right angled|right - angled|rectangular) triangle"
_EQ = "[(of|is|'='|equal to|equals|measuring|that is|measures)] [length]"
_HYPOTENUSE = f"[(a|the|its|with)] hypotenuse {_EQ} {{h:tight}} {_UNIT}"
_LEG = f"[(a|the|its|one|with)] [(other|short|shorter|longer)] (leg|side|cathetus) {_EQ} {{l:tight}} {_UNIT}"
_WITH = "[','] [(with|has|whose|that has|having|where|if|given|when)]"
_ASK = "[(','|'.'|';'|'?')] [and] [(find|what is|what|how long is|calculate|determine)] [(the|is the)] [length of] [the] (other|missing|remaining|second|third) (leg|side|cathetus)"


@topic.question(
    f"[(a|the|in a|if a|given a)] {_RIGHT} {_WITH} {_HYPOTENUSE} [(and|',')] {_LEG} {_ASK}",
    f"[(a|the|in a|if a|given a)] {_RIGHT} {_WITH} {_LEG} [(and|',')] {_HYPOTENUSE} {_ASK}",
    f"[<find>] [the] [length of the] (other|missing|remaining|second|third) (leg|side|cathetus) (of|in) [a|the] {_RIGHT} {_WITH} {_HYPOTENUSE} [(and|',')] {_LEG}",
    f"[<find>] [the] [length of the] (other|missing|remaining|second|third) (leg|side|cathetus) (of|in) [a|the] {_RIGHT} {_WITH} {_LEG} [(and|',')] {_HYPOTENUSE}",
    f"the hypotenuse of [a|the] {_RIGHT} {_EQ} {{h:tight}} {_UNIT} (and|',') {_LEG} {_ASK}",
)
def missing_leg(c: Captures, s: Situation) -> Problem | None:
    hypotenuse, leg = t.bare(c["h"]), t.bare(c["l"])
    if isinstance(hypotenuse, t.Number) and isinstance(leg, t.Number) and leg.value >= hypotenuse.value:
        return None
    node = formula(
        "sqrt(({0})**2 - ({1})**2)",
        r"\sqrt{{{0}^2 - {1}^2}}",
        hypotenuse,
        leg,
        method="the theorem of Pythagoras",
    )
    return value_problem(node, s)


_DEGREES = "[(degrees|degree|'°')]"


@topic.question(
    f"[(two|if two)] angles (of|in) [a|the] triangle (are|measure|is) {{a:tight}} {_DEGREES} and {{b:tight}} {_DEGREES} [(','|'.'|';')] [(what is|find|how big is|what|calculate)] [(the|is the)] (third|other|remaining|missing|last) [(angle|one)]",
    f"[(a|if a|the|in a)] triangle (has|with|whose) [(two|its)] angles [(of|are|measuring)] {{a:tight}} {_DEGREES} and {{b:tight}} {_DEGREES} [(','|'.'|';')] [(what is|find|how big is|what|calculate)] [(the|is the)] (third|other|remaining|missing|last) [(angle|one)]",
)
def third_angle(c: Captures, s: Situation) -> Problem | None:
    angles = tuple(_bare_degrees(c[key]) for key in "ab")
    node = t.Formula(
        "(180 - ({0}) - ({1}))",
        "180 - {0} - {1}",
        angles,
        method=r"the angles adding up to \(180^\circ\)",
    )
    return value_problem(node, s, unit=r"^\circ")


def _bare_degrees(node: t.Node) -> t.Node:
    node = t.bare(node)
    return node.value if isinstance(node, t.Postfix) and node.op == "°" else node


@topic.question(
    f"[<find>] [the] (complement|supplement {{sup:yes}}) of [(an|the)] [angle] [of] {{a:tight}} {_DEGREES}",
    f"what angle is (complementary|supplementary {{sup:yes}}) to {{a:tight}} {_DEGREES}",
)
def complement(c: Captures, s: Situation) -> Problem | None:
    whole = "180" if "sup" in c else "90"
    node = t.Binary("-", t.Number(whole), _bare_degrees(c["a"]))
    return value_problem(node, s, unit=r"^\circ")


# ── any triangle ──────────────────────────────────────────────────────────────

_SIDES = f"[(two|its)] sides [(of|are|with lengths|of length|of lengths)] {{a:tight}} {_UNIT} and {{b:tight}} {_UNIT}"
_INCLUDED = f"[(and|with|',')] [(an|the|their|a)] [included] angle [(of|is|between them of|'=')] {{g:tight}} {_DEGREES} [(between them|between)]"


@topic.question(
    f"[<find>] [the] (third|other|remaining|missing) side of [a|the] triangle {_WITH} {_SIDES} {_INCLUDED}",
    f"[(a|if a|the)] triangle {_WITH} {_SIDES} {_INCLUDED} [(','|'.')] [(find|what is)] [the] (third|other|remaining|missing) side",
)
def law_of_cosines(c: Captures, s: Situation) -> Problem | None:
    angle = t.Postfix("°", _bare_degrees(c["g"]))
    node = formula(
        "sqrt(({0})**2 + ({1})**2 - 2*({0})*({1})*cos({2}))",
        r"\sqrt{{{0}^2 + {1}^2 - 2 \cdot {0} \cdot {1} \cos {2}}}",
        c["a"],
        c["b"],
        angle,
        method="the law of cosines",
    )
    return value_problem(node, s)


@topic.question(
    f"[<find>] [the] area of [a|the] triangle {_WITH} {_SIDES} {_INCLUDED}",
)
def area_by_angle(c: Captures, s: Situation) -> Problem | None:
    angle = t.Postfix("°", _bare_degrees(c["g"]))
    node = formula(
        "(({0})*({1})*sin({2})/2)",
        r"\frac{{1}}{{2}} \cdot {0} \cdot {1} \sin {2}",
        c["a"],
        c["b"],
        angle,
        method=r"the formula \(A = \frac{1}{2} a b \sin \gamma\)",
    )
    return value_problem(node, s)


@topic.question(
    f"(is|does|do|can) [(a|the)] [triangle] [(with|of)] [sides] {{a:number}} [','] {{b:number}} [','] [and] {{d:number}} [(a|form a|make a|be the sides of a|the sides of a|a set of)] {_RIGHT}",
    "is [a|the] triangle (with|of|whose) [(the|its)] sides [(of|are|lengths)] {a:number} [','] {b:number} [','] [and] {d:number} [a] (right|right angled|right triangle)",
    "(is|are) {a:number} [','] {b:number} [','] [and] {d:number} [a] pythagorean (triple|triples)",
)
def is_right(c: Captures, s: Situation) -> Problem | None:
    program = Program(s)
    program.add(
        f"a, b, c = sorted([{', '.join(program.source(c[key]) for key in 'abd')}])",
        'print("exact:", a**2 + b**2 == c**2)',
        'print("legs:", a**2 + b**2)',
        'print("hypotenuse:", c**2)',
    )

    def explain(labels: Labels) -> str:
        sign, verdict = ("=", "yes") if labels["exact"] == "True" else (r"\neq", "no")
        return f"**{verdict}**: \\(a^2 + b^2 = {labels['legs']} {sign} {labels['hypotenuse']} = c^2\\)."

    return Problem(program.text(), explain, s)
