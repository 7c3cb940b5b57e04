"""Lengths, areas and volumes of shapes: "the area of a circle with radius 3"."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

import re
from dataclasses import replace

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.unreadable import Unreadable
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.shape_formulas import formula
from tutor_cli.models.solver.topics.shape_measures import WORDS, Measures
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("shapes", words=set(WORDS))

QUANTITY = (
    "(area {area:yes}|(volume|vol) {volume:yes}|capacity {volume:yes}|[total] surface area {surface:yes}|(lateral|curved) surface area {lateral:yes}|lateral area {lateral:yes}|"
    "(perimeter|perim) {perimeter:yes}|circumference {circumference:yes}|[space] diagonal {diagonal:yes}|hypotenuse {hypotenuse:yes}|radius {radius:yes}|diameter {diameter:yes}|height {height:yes}|"
    "altitude {height:yes}|slant height {slant:yes}|width {width:yes}|base {base:yes}|length {length:yes}|arc length {arc:yes}|(third|missing|remaining|other|last|unknown) angle {angle:yes}|"
    "[length of [(the|a|each|one)]] (side|side length|edge|edge length) {side:yes}|(length of [(the|an)]) (arc|circumference) {arc:yes}|"
    "[length of [(the|a)]] ((other|missing|third|remaining|second|unknown) (leg|side)|leg) {leg:yes}|length of [the|its|a] (hypotenuse {hypotenuse:yes}|diagonal {diagonal:yes}))"
)
_ASKED = (
    "area", "volume", "surface", "lateral", "perimeter", "circumference", "diagonal", "hypotenuse", "radius", "diameter",
    "height", "slant", "width", "base", "length", "arc", "angle", "side", "leg",
)  # fmt: skip
_FIND = "[(<find>|how (big|large|long|great|much) (is|are)|work out|so what is)] [(the|its|their)]"
_STOP = "[('.'|','|';'|':'|then|and)] [(then|so|and)]"


def quantity_asked(c: Captures) -> str:
    return next(name for name in _ASKED if name in c)


def found(shape: str, quantity: str, measures: Measures) -> t.Formula | None:
    """The formula for ``quantity`` from exactly what was told, if there is one."""
    given = dict(measures.values)
    if len(measures.units) > 1 or {"diameter", "radius"} <= given.keys():
        return None  # lengths in several units, or two of which one is wrong
    if "diameter" in given and quantity != "diameter":
        (diameter,) = given.pop("diameter")
        given["radius"] = (t.Group(t.Binary("/", diameter, t.Number("2"))),)
    angles = [_angle(each) for each in given.get("angle", ())]
    if None in angles:
        return None
    given["angle"] = tuple(each for each in angles if each is not None)
    return formula(shape, quantity, {name: values for name, values in given.items() if values})


def _angle(value: t.Node) -> t.Node | None:
    """A bare number above 2π is an angle in degrees; of a small one it is not clear which unit was meant."""
    value = t.bare(value)
    if isinstance(value, t.Number):
        return t.Postfix("°", value) if value.value > 7 else None
    return value


@topic.noun(f"{QUANTITY} (of|for|in) [(a|an|the)] {{s:shape}} [','] {{m:measures}}")
def measured(c: Captures) -> t.Node | None:
    return found(c["s"], quantity_asked(c), c["m"])


@topic.question(
    f"{_FIND} {QUANTITY} (of|for|in) [(a|an|the)] {{s:shape}} [','] {{m:measures}}",
    f"[(in|if|for|given|suppose|consider)] [(a|an|the)] {{s:shape}} [(is|has)] {{m:measures}} {_STOP} {_FIND} {QUANTITY} [of [the] {{s:shape}}] [(is it|is that)]",
    f"{_FIND} {QUANTITY} (if|when|given|where) [(a|an|the)] {{s:shape}} (has|is) {{m:measures}}",
    f"[(a|an|the)] {{s:shape}} {QUANTITY} [','] {{m:measures}}",
    f"[(if|given|given that)] [the] {{k:measure}} of [(a|an|the)] {{s:shape}} (is|are|measures|measure|'=') {{m:lengths}} {_STOP} {_FIND} {QUANTITY} [of [the] {{s:shape}}]",
    f"{_FIND} {QUANTITY} (of|for|in) [(a|an|the)] {{s:shape}} [','] (if|when|where|given|given that) [(its|the)] {{m:measures}}",
    f"[(a|an|the)] {{s:shape}} has {{m:measures}} {_STOP} [(what|how long)] is [(its|the)] {QUANTITY}",
)
def asked(c: Captures, s: Situation) -> Problem | None:
    measures: Measures = c["m"]
    if "k" in c:
        measures = Measures(((c["k"], dict(measures.values)["any"]),), measures.units)
    node = found(c["s"], quantity_asked(c), measures)
    if node is None:
        return None
    if quantity_asked(c) == "angle":
        return value_problem(
            t.Formula(f"deg({node.python})", node.latex, node.args, node.method, then="simplify"),
            s,
            after="°",
        )
    problem = value_problem(node, s)
    return problem and replace(problem, explain=lambda labels: problem.explain(existing(labels)))


def existing(labels: Labels) -> Labels:
    """What was printed. Raises Unreadable when there is no shape with such measures."""
    if re.search(r"\bI\b|zoo|nan", labels.get("exact", "")) or labels.get("decimal", "").startswith("-"):
        raise Unreadable("there is no such shape")
    return labels


@topic.question(
    "[<find>] [the] (third|missing|remaining|other|last) angle of [a|the] triangle (with|whose|if|given|when|that has) [(two|the other)] [angles] [(are|of|measure|is|measuring)] {a:tight} [(degrees|degree)] and {b:tight} [(degrees|degree)]",
    f"[(the|if)] [two] angles (of|in) [a|the] triangle (are|measure|is) {{a:tight}} [(degrees|degree)] and {{b:tight}} [(degrees|degree)] {_STOP} {_FIND} [the] (third|other|missing|remaining|last) [(one|angle)]",
    f"[a|the] triangle has [two] angles [(of|measuring)] {{a:tight}} [(degrees|degree)] and {{b:tight}} [(degrees|degree)] {_STOP} {_FIND} [the] (third|other|missing|remaining|last) [(one|angle)]",
)
def third_angle(c: Captures, s: Situation) -> Problem | None:
    angles = [t.bare(c[key].value if isinstance(c[key], t.Postfix) else c[key]) for key in "ab"]
    node = t.Formula(
        "(180 - {0} - {1})", "180 - {0} - {1}", tuple(angles), method=r"the angles adding up to \(180^\circ\)"
    )
    return value_problem(node, s, after="°")
