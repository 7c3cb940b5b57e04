"""Where a curve is highest, lowest, turns or bends: extrema, also on an interval, and inflection points."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.functions import TRIGONOMETRIC
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.given import OVER, curve, ends, on_curve
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex, symbol
from tutor_cli.models.solver.writing.results import SEPARATOR, math, show_each

topic = Topic("extrema")

_KIND = (
    "[(local {local:yes}|relative {local:yes}|absolute {whole:yes}|global {whole:yes}|overall {whole:yes})]"
)
_ALL = "[<find>] [(the|all|any|both|an|a)]"
_OF = "(of|for|in|on) {a:curve}"
_ITS = "[(of|for|in) (it|the (function|curve|graph))]"
_LOW = "(minimum|min|minima|minimums|lowest|smallest|least)"
_HIGH = "(maximum|max|maxima|maximums|highest|largest|greatest|biggest|peak)"
_BOTH = f"({_HIGH} [(value|values|point|points)] and [the] {_KIND} {_LOW}|{_LOW} [(value|values|point|points)] and [the] {_KIND} {_HIGH}|extrema|extreme values|extremes|extremum|extreme points)"
_CRITICAL = "(critical points|critical point|critical numbers|critical values|critical number|stationary points {points:yes}|stationary point {points:yes}|turning points {points:yes}|turning point {points:yes})"

CRITICAL = (
    "slope = diff(curve, {x})",
    "breaks = sorted(p for p in {{*solve(slope, {x}), *solve(denom(together(slope)), {x})}} if p.is_real)",
    "between = [(a + b)/2 for a, b in zip(breaks, breaks[1:])]",
    "samples = [breaks[0] - 1, *between, breaks[-1] + 1] if breaks else []",
    "signs = [N(slope.subs({x}, p)) for p in samples]",
    "points, kinds = [], []",
    "for p, before, after in zip(breaks, signs, signs[1:]):",
    "    if curve.subs({x}, p).is_real and before.is_real and after.is_real:",
    "        points.append(p)",
    '        kinds.append("minimum" if before < 0 < after else "maximum" if after < 0 < before else "neither")',
)
"""Where the derivative is zero or missing, and how its sign changes there."""


@topic.question(
    f"{_ALL} [all] [the] {_KIND} ({_CRITICAL}|{_BOTH}) {_OF}",
    f"{_ALL} [all] [the] {_KIND} ({_CRITICAL}|{_BOTH}) {_ITS}",
    "(find|locate|determine|classify) and (classify|determine|find) [(all|the|all the)] [the nature of] [the] (critical points|stationary points|turning points|extrema) (of|for) {a:curve}",
    "(classify|locate) [all] [the] (critical points|stationary points|turning points|extrema) (of|for) {a:curve}",
    "(where|at (what|which) points|for (what|which) {z:name}) (is|does|has) [the] (tangent|tangent line) [(line|to)] [to] {a:curve} [(is|have|be)] [a] (horizontal|horizontal tangent)",
    "(where|at (what|which) (points|{z:name})) does {a:curve} have [a] horizontal (tangent|tangent line|tangent lines|tangents)",
    "(where|at (what|which) {z:name}) is the (derivative|slope) of {a:curve} ('='|equal to|) (zero|0)",
)
def extrema(c: Captures, s: Situation) -> Problem | None:
    found = curve(c, s)
    if found is None:
        return None
    body, name = found
    if "whole" in c:
        return extremes_over(body, name, ("minimum", "maximum"), None, s)
    program, x = on_curve(body, name, s)
    program.add(
        *(line.format(x=x) for line in CRITICAL),
        *([f'print("exact:", [(p, simplify(curve.subs({x}, p))) for p in points])'] if "points" in c else []),
        *show_each("points"),
        f'print("heights:", "{SEPARATOR}".join(latex(simplify(curve.subs({x}, p))) for p in points))',
        'print("kinds:", "; ".join(kinds))',
    )

    def explain(labels: Labels) -> str:
        if labels.get("exact") == "[]":
            return f"The derivative of {math(latex(body))} is never zero: there are **no critical points**."
        points = labels["latex"].split(SEPARATOR)
        told = ", ".join(
            f"{kind} {math(height)} at {math(f'{symbol(name)} = {point}')}"
            for point, height, kind in zip(
                points, labels["heights"].split(SEPARATOR), labels["kinds"].split("; "), strict=False
            )
        )
        shown = ", ".join(math(f"{symbol(name)} = {point}") for point in points)
        if "points" in c:
            heights = labels["heights"].split(SEPARATOR)
            pairs = zip(points, heights, strict=True)
            shown = ", ".join(math(rf"\left({point}, {height}\right)") for point, height in pairs)
        again = " The same in every further period." if periodic(body) else ""
        return f"The derivative of {math(latex(body))} is zero or missing at **{shown}**. By its sign on both sides: {told}.{again}"

    return Problem(program.text(), explain, s)


def periodic(body: t.Node) -> bool:
    return any(isinstance(part, t.Function) and part.name in TRIGONOMETRIC for part in t.walk(body))


_WHICH = f"({_LOW}|{_HIGH} {{max:yes}})"


@topic.question(
    f"{_ALL} [the] {_KIND} {_WHICH} [(value|values|point {{local:yes}}|points {{local:yes}}|height)] {_OF}",
    f"{_ALL} [the] {_KIND} {_WHICH} [(value|values|point {{local:yes}}|points {{local:yes}}|height)] {_ITS}",
    f"what [is the] {_WHICH} value (can|does|that) {{a:curve}} [(can|could)] (take|reach|have|attain|takes|reaches)",
    "(minimize|minimise|maximize {max:yes}|maximise {max:yes}) [the function] {a:curve}",
)
def extreme_value(c: Captures, s: Situation) -> Problem | None:
    found = curve(c, s)
    if found is None:
        return None
    body, name = found
    which = "maximum" if "max" in c else "minimum"
    if "local" in c:
        return local_extremes(body, name, which, s)
    return extremes_over(body, name, (which,), None, s)


@topic.question(
    f"(at|for) (what|which) [(value|values) of] {{z:name}} (does|is|has|will) {{a:curve}} [(have|reach|attain|take|at|be)] [(its|a|the)] {_KIND} {_WHICH} [value]",
    f"(where|when) (does|is|has|will) {{a:curve}} [(have|reach|attain|take|at)] [(its|a|the)] {_KIND} {_WHICH} [value]",
    "<find> [the value of] {z:name} (that|which) (minimizes|minimises|maximizes {max:yes}|maximises {max:yes}) {a:curve}",
)
def extreme_place(c: Captures, s: Situation) -> Problem | None:
    found = curve(c, s)
    if found is None or c.get("z", found[1]) != found[1]:
        return None
    which = "maximum" if "max" in c else "minimum"
    if "local" in c:
        return local_extremes(found[0], found[1], which, s)
    return extremes_over(found[0], found[1], (which,), None, s, place=True)


@topic.question(
    f"{_ALL} [the] {_KIND} {_WHICH} [(value|values|point|points)] {_OF} {OVER}",
    f"{_ALL} [the] {_KIND} {_BOTH} [(value|values|point|points)] {{both:yes}} {_OF} {OVER}",
    f"{_ALL} [the] {_KIND} {_WHICH} [(value|values|point|points)] {_ITS} {OVER}",
    f"{_ALL} [the] {_KIND} {_BOTH} [(value|values|point|points)] {{both:yes}} {_ITS} {OVER}",
    f"(minimize|minimise|maximize {{max:yes}}|maximise {{max:yes}}) {{a:curve}} {OVER}",
)
def extreme_on_interval(c: Captures, s: Situation) -> Problem | None:
    found, over = curve(c, s), ends(c)
    if found is None or over is None or over[2] not in (found[1], None) or "local" in c:
        return None
    which = ("minimum", "maximum") if "both" in c else ("maximum",) if "max" in c else ("minimum",)
    return extremes_over(found[0], found[1], which, over[:2], s)


def extremes_over(
    body: t.Node,
    name: str,
    kinds: tuple[str, ...],
    over: tuple[t.Node, t.Node] | None,
    s: Situation,
    *,
    place: bool = False,
) -> Problem:
    """The least or greatest value, or both, over an interval or all real numbers; ``place``: where it is."""
    program, x = on_curve(body, name, s)
    for kind in kinds:
        program.need(f"from sympy.calculus.util import {kind}")
    if over is None:
        program.need("from sympy.calculus.util import continuous_domain")
        program.add(f"domain = continuous_domain(curve, {x}, S.Reals)")
    else:
        program.add(f"domain = Interval({program.source(over[0])}, {program.source(over[1])})")
    program.add(
        f"answers = [{', '.join(f'{kind}(curve, {x}, domain)' for kind in kinds)}]",
        f"places = [sorted(p for p in solve(Eq(curve, value), {x}) if p.is_real and p in domain) if value.is_finite else [] for value in answers]",
    )
    program.add(
        f"found = {'places[0]' if place else 'answers'}",
        'print("exact:", found[0] if len(found) == 1 else found)',
        f'print("latex:", "{SEPARATOR}".join(latex(value) for value in answers))',
        f'print("where:", "{SEPARATOR}".join(" & ".join(latex(p) for p in found) for found in places))',
        'print("bounded:", all(value.is_finite for value in answers))',
    )
    shown = math(latex(body))
    if over is not None:
        shown += rf" on \(\left[{latex(over[0])}, {latex(over[1])}\right]\)"

    def at(where: str) -> str:
        found = [math(f"{symbol(name)} = {each}") for each in where.split(" & ") if each]
        return f", at {' and '.join(found)}" if 0 < len(found) < 4 else ""

    def explain(labels: Labels) -> str:
        values, places = labels["latex"].split(SEPARATOR), labels.get("where", "").split(SEPARATOR)
        if len(kinds) == 1 and labels["bounded"] != "True":
            return f"{shown} has **no {kinds[0]}**: it is unbounded."
        if place and places[0]:
            found = " or ".join(math(f"{symbol(name)} = {each}") for each in places[0].split(" & "))
            return f"{shown} has its {kinds[0]} at **{found}**, where it is {math(values[0])}."
        if len(kinds) == 1:
            return f"The {kinds[0]} of {shown} is **{math(values[0])}**{at(places[0])}."
        answer = ", ".join(f"{kind} {math(value)}" for kind, value in zip(kinds, values, strict=True))
        notes = " and ".join(
            f"the {kind}{at(each).replace(',', '', 1)}"
            for kind, each in zip(kinds, places, strict=False)
            if each
        )
        return f"{shown} has **{answer}**" + (f": {notes}." if notes else ".")

    return Problem(program.text(), explain, s)


def local_extremes(body: t.Node, name: str, what: str, s: Situation) -> Problem:
    """The maxima or the minima, by the derivative's sign."""
    program, x = on_curve(body, name, s)
    program.add(
        *(line.format(x=x) for line in CRITICAL),
        f'answer = [(p, simplify(curve.subs({x}, p))) for p, kind in zip(points, kinds) if kind == "{what}"]',
        *show_each("answer"),
    )

    def explain(labels: Labels) -> str:
        if labels.get("exact") == "[]":
            return f"{math(latex(body))} has **no local {what}**."
        points = ", ".join(math(point) for point in labels["latex"].split(SEPARATOR))
        again = " The same in every further period." if periodic(body) else ""
        return f"Where the derivative of {math(latex(body))} changes its sign, there is a local {what} at **{points}**.{again}"

    return Problem(program.text(), explain, s)


@topic.question(
    f"{_ALL} [all] [the] (inflection points|points of inflection|inflection point|point of inflection|inflexion points|inflection) {_OF}",
    f"{_ALL} [all] [the] (inflection points|points of inflection|inflection point|point of inflection) {_ITS}",
    "(where|at (what|which) points) does {a:curve} have [(an|any)] (inflection point|inflection points|point of inflection|points of inflection)",
)
def inflections(c: Captures, s: Situation) -> Problem | None:
    found = curve(c, s)
    if found is None:
        return None
    body, name = found
    program, x = on_curve(body, name, s)
    program.add(
        f"bend = diff(curve, {x}, 2)",
        f"zeros = [p for p in sorted(solve(bend, {x})) if p.is_real]",
        f"signs = [N(bend.subs({x}, p)) for p in [(a + b)/2 for a, b in zip([zeros[0] - 2, *zeros], [*zeros, zeros[-1] + 2])]] if zeros else []",
        "points = [p for p, before, after in zip(zeros, signs, signs[1:]) if before*after < 0]",
        f"answer = [(p, simplify(curve.subs({x}, p))) for p in points]",
        *show_each("answer"),
    )

    def explain(labels: Labels) -> str:
        if labels.get("exact") == "[]":
            return f"{math(latex(body))} has **no inflection point**."
        found = ", ".join(math(point) for point in labels["latex"].split(SEPARATOR))
        return f"The second derivative of {math(latex(body))} changes sign at **{found}**."

    return Problem(program.text(), explain, s)
