"""Triangles: missing sides and angles, by Pythagoras, the angle sum, and the laws of sines and cosines."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.equations import solve_problem
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.program import Program

topic = Topic("triangles")

_UNIT = "[(cm|m|mm|km|in|inch|inches|ft|feet|meters|metres|units|unit|miles|yards)]"
_RIGHT = "(right|right angled|right - angled|rectangular) triangle"
_WITH = "[','] [(with|has|whose|that has|having|where|if|given|when)]"


_DEGREES = "[(degrees|degree|'°')]"


def _bare_degrees(node: t.Node) -> t.Node:
    node = t.bare(node)
    return node.value if isinstance(node, t.Postfix) and node.op == "°" else node


# ── any triangle ──────────────────────────────────────────────────────────────

_SIDES = f"[(two|its)] sides [(of|are|with lengths|of length|of lengths)] {{a:tight}} {_UNIT} and {{b:tight}} {_UNIT}"
_INCLUDED = f"[(and|with|',')] [(an|the|their|a)] [included] angle [(of|is|between them of|'=')] {{g:tight}} {_DEGREES} [(between them|between)]"


@topic.question(
    f"[<find>] [the] [length of the] (third|other|remaining|missing) side [of [a|the] triangle] {_WITH} {_SIDES} {_INCLUDED}",
    f"[(a|if a|the)] triangle {_WITH} {_SIDES} {_INCLUDED} [(','|'.')] [(find|what is)] [the] (third|other|remaining|missing) side",
)
def law_of_cosines(c: Captures, s: Situation) -> Problem | None:
    angle = t.Postfix("°", _bare_degrees(c["g"]))
    node = t.Formula(
        "sqrt({0}**2 + {1}**2 - 2*{0}*{1}*cos({2}))",
        r"\sqrt{{{0}^2 + {1}^2 - 2 \cdot {0} \cdot {1} \cos {2}}}",
        (c["a"], c["b"], angle),
        method="the law of cosines",
        then="simplify",
    )
    return value_problem(node, s)


_THREE = "[(a|if a|the|in a|for a)] triangle (with|has|whose|having|of|that has) [(side|sides|the sides)] [(lengths|of length|of lengths|are|of)] {a:tight} [','] {b:tight} [','] [and] {d:tight}"
_EXTREME = "(largest|biggest|greatest|smallest {small:yes}|least {small:yes})"


@topic.question(
    f"[<find>] [the] {_EXTREME} angle (of|in) {_THREE} {_UNIT}",
    f"{_THREE} {_UNIT} [(','|'.')] [(find|what is|calculate|determine)] [(the|its)] {_EXTREME} angle",
)
def extreme_angle(c: Captures, s: Situation) -> Problem | None:
    sides = (c["a"], c["b"], c["d"])
    if any(t.names_in(side) for side in sides):
        return None
    ordered = "sorted([{0}, {1}, {2}], reverse=True)" if "small" in c else "sorted([{0}, {1}, {2}])"
    node = t.Formula(
        f"(lambda p, q, r: acos((p**2 + q**2 - r**2)/S(2*p*q))*180/pi)(*{ordered})",
        r"\angle\left({0}, {1}, {2}\right)",
        sides,
        method="the law of cosines, opposite the " + ("shortest" if "small" in c else "longest") + " side",
        then="simplify",
    )
    return value_problem(node, s, after="°", decimals=True)


def _side(name: str, slot: str) -> str:
    return f"[(the|an)] {name} [(side|leg)] [(of|is|'='|:)] [length] {{{slot}:tight}} {_UNIT}"


_TWO_SIDES = "|".join(
    f"{_side(one, one[0])} [','] [and] {_side(other, other[0])}"
    for one in ("opposite", "adjacent", "hypotenuse")
    for other in ("opposite", "adjacent", "hypotenuse")
    if one != other
)


@topic.question(
    f"[(in|if|for)] [a|the] {_RIGHT} {_WITH} [':'] ({_TWO_SIDES}) [(','|'.')] [(find|what is|calculate)] [the] [measure of [the]] (angle|theta) [(in degrees|theta)]",
    f"[<find>] [the] angle [(of|in|theta)] [a|the] {_RIGHT} {_WITH} ({_TWO_SIDES})",
)
def angle_of_right_triangle(c: Captures, s: Situation) -> Problem | None:
    """By the ratio of the two sides that are known: o over a is the tangent."""
    ratio, above, below = next(
        (ratio, above, below)
        for ratio, above, below in (("atan", "o", "a"), ("asin", "o", "h"), ("acos", "a", "h"))
        if above in c and below in c
    )
    node = t.Function(ratio, (t.Binary("/", t.Group(c[above]), t.Group(c[below])),))
    return value_problem(
        t.Formula("({0}*180/pi)", "{0}", (node,), then="simplify"), s, unit=r"^{\circ}", decimals=True
    )


@topic.question(
    f"[(in|if|for)] [a|the] {_RIGHT} {_WITH} [(legs|sides|legs of length)] [of] {{a:tight}} {_UNIT} and {{b:tight}} {_UNIT} [(','|'.')] <ask> [the] (sine {{sin:yes}}|sin {{sin:yes}}|cosine {{cos:yes}}|cos {{cos:yes}}|tangent {{tan:yes}}|tan {{tan:yes}}) of [(the|its)] (smallest|smaller {{acute:yes}}|smallest acute {{acute:yes}}|larger acute {{acute:yes}} {{large:yes}}) angle",
)
def ratio_of_right_triangle(c: Captures, s: Situation) -> Problem | None:
    name = next(each for each in ("sin", "cos", "tan") if each in c)
    least = "Max" if "large" in c else "Min"
    inside = {
        "sin": f"{least}({{0}}, {{1}})/sqrt({{0}}**2 + {{1}}**2)",
        "tan": f"S({least}({{0}}, {{1}}))/{'Min' if least == 'Max' else 'Max'}({{0}}, {{1}})",
    }
    inside["cos"] = f"{'Min' if least == 'Max' else 'Max'}({{0}}, {{1}})/sqrt({{0}}**2 + {{1}}**2)"
    node = t.Formula(
        f"({inside[name]})",
        rf"\{name} \alpha",
        (c["a"], c["b"]),
        then="simplify",
        method="the sides of the right triangle",
    )
    return value_problem(node, s)


@topic.question(
    f"(is|does|do|can) [(a|the)] [triangle] [(with|of)] [sides] {{a:number}} [','] {{b:number}} [','] [and] {{d:number}} [(a|form a|make a|be the sides of a|the sides of a|a set of)] {_RIGHT}",
    "is [a|the] triangle (with|of|whose) [(the|its)] sides [(of|are|lengths)] {a:number} [','] {b:number} [','] [and] {d:number} [a] (right|right angled|right triangle)",
    "[(a|the|if a)] triangle (has|with) [(the|its)] sides [(of|of length|of lengths|measuring|lengths)] {a:number} [','] {b:number} [','] [and] {d:number} [('.'|','|';')] is (it|this|that|the triangle) [a] (right|right angled|right - angled|right triangle|right angled triangle)",
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


_LENGTHS = "{a:number} [','] [and] {b:number} [','] [and] {d:number}"


@topic.question(
    f"(can|could) [(a|the)] triangle (have|be made with|be formed with|be formed from|be made from|exist with|be drawn with) [(side|the|sides)] [(lengths|sides|side lengths)] [(of|with)] [(lengths|length)] {_LENGTHS}",
    f"(can|could|do|does|will) [the] [(sides|lengths|side lengths|segments|numbers)] [(of|with)] [(length|lengths|side lengths)] {_LENGTHS} (form|make|be the sides of|be the side lengths of|build|make up) [a] triangle",
    f"is [it] [possible to (have|draw|make|form)] [there] [a] triangle [possible] with [(sides|side lengths)] [(of|lengths)] [(length|lengths)] {_LENGTHS} [possible]",
)
def is_triangle(c: Captures, s: Situation) -> Problem | None:
    program = Program(s)
    program.add(
        f"a, b, c = sorted([{', '.join(program.source(c[key]) for key in 'abd')}])",
        'print("exact:", bool(a > 0 and a + b > c))',
        'print("short:", a + b)',
        'print("longest:", c)',
    )

    def explain(labels: Labels) -> str:
        sign, verdict = (">", "yes") if labels["exact"] == "True" else (r"\le", "no")
        return f"**{verdict}**: the two shorter sides add up to \\({labels['short']} {sign} {labels['longest']}\\), the longest."

    return Problem(program.text(), explain, s)


@topic.question(
    "[(if|the|if the|given that the)] [(three|four)] angles (of|in) [a|the] (triangle {three:yes}|quadrilateral {four:yes}) (are|measure|have measures) {xs:values} [degrees] [(','|'.'|';')] [then] (<find>|solve for) [the value of] {x:name}",
    "<find> [the value of] {x:name} (if|when|given that) [the] angles (of|in) [a|the] (triangle {three:yes}|quadrilateral {four:yes}) (are|measure) {xs:values} [degrees]",
)
def angles_with_unknown(c: Captures, s: Situation) -> Problem | None:
    angles = tuple(_bare_degrees(each) for each in c["xs"])
    count, whole = (3, 180) if "three" in c else (4, 360)
    if len(angles) != count or {name for each in angles for name in t.names_in(each)} != {c["x"]}:
        return None
    total = angles[0]
    for each in angles[1:]:
        total = t.Binary("+", total, t.Group(each))
    return solve_problem((t.Relation("=", total, t.number(whole)),), (c["x"],), s)


_SIMILAR = "[(if|the|given)] [two] similar (triangles|figures|polygons|rectangles|shapes|solids|cubes|cylinders|cones|spheres|pyramids|prisms|circles)"
_KIND = "[(their|corresponding|with|have|has|are)] [(corresponding|their)] (sides|side lengths|lengths|heights|edges|radii|scale factor)"


@topic.question(
    f"{_SIMILAR} {_KIND} [(are|is|of)] [in] [(a|the)] [ratio] [(of|is)] {{m:tight}} ':' {{n:tight}} [(','|'.'|';'|and)] [(if|the|if the|given that the)] [area of] [the] (smaller|small|first|smaller one) {{small:yes}} [(one|triangle|figure|rectangle)] [(has|is|has an|have)] [(an|a)] area [(of|is)] {{v:number}} [(','|'.'|';')] <find> [the] area of [the] (larger|bigger|other|second|large|larger one) [(one|triangle|figure|rectangle)]",
    f"{_SIMILAR} {_KIND} [(are|is|of)] [in] [(a|the)] [ratio] [(of|is)] {{m:tight}} ':' {{n:tight}} [(','|'.'|';'|and)] [(then)] <find> [the] ratio of [their] (areas|volumes {{volumes:yes}}|surface areas)",
)
def similar(c: Captures, s: Situation) -> Problem | None:
    power = 3 if "volumes" in c else 2
    if "v" in c:
        node = t.Formula(
            "(S({0})*(S({2})/S({1}))**2)",
            r"{0} \cdot \left(\frac{{{2}}}{{{1}}}\right)^2",
            (c["v"], c["m"], c["n"]),
            method="areas growing with the square of the lengths",
        )
        return value_problem(node, s)
    node = t.Formula(
        f"((S({{0}})/S({{1}}))**{power})",
        rf"\left(\frac{{{{{{0}}}}}}{{{{{{1}}}}}}\right)^{power}",
        (c["m"], c["n"]),
        method="areas growing with the square of the lengths, volumes with the cube",
    )
    return value_problem(node, s)
