"""Equations on an interval: sin x = 1/2 for 0 ≤ x < 2π, tan θ = 1 between 0° and 360°; and all solutions of periodic ones."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

import re

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.functions import TRIGONOMETRIC
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.unreadable import Unreadable
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.inequalities import IN, ORDER, links
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex, symbol
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SEPARATOR, math, rounded

topic = Topic("equations within")

_SOLVE = "(solve|<find> [(the|all|all the|every)] [the] (solution|solutions|root|roots) (of|to|for)|<find> (the|all) (solution|solutions) [(of|to|for)])"
_VALUES = "[(all|every|the|each|any)] [the] [(values|value|angle|angles|solutions|solution|numbers)] [(of|for)] [the] [angle]"
_SUCH = "[(such that|where|if|when|for which|so that|with|satisfying|that satisfy|which satisfy|in|given that|given)]"
_WITHIN = (
    "[(on|in|over|within|for|with|where|when|if|and|that are in|lying in|that lie in|which lie in|':'|';'|',')] [(for|where|with|on|in)] [the] [(interval|range|domain)] "
    "[{x:name}] [(is|lies)] [(in|'∈'|on|belongs to|within)] [the] [(interval|range|domain)] "
    "({i:interval}|{q:relation}|[(between|from)] {l} [(degrees|radians)] (and|to) {u}|between {l} and {u})"
)


@topic.question(
    f"[{_SOLVE}] [the] [(equation|equations)] {{e:relation}} [for {{x:name}}] {_WITHIN}",
    f"(solve|find) [for] {_VALUES} [{{x:name}}] {_SUCH} {{e:relation}} {_WITHIN}",
    f"(solve|find) [for] {_VALUES} [{{x:name}}] {_WITHIN} [','] {_SUCH} [':'] {{e:relation}}",
    f"<find> {_VALUES} {{x:name}} {_SUCH} {{e:relation}} {_WITHIN}",
    f"<find> {_VALUES} {{x:name}} {_WITHIN} [','] {_SUCH} {{e:relation}}",
    "(for|if|given|given that|when) {q:relation} [','] (solve|find all solutions of|find the solutions of) {e:relation}",
    f"{{e:relation}} [','] (find|solve) [for] [{{x:name}}] {_WITHIN}",
    f"{{e:relation}} {_WITHIN} [(','|'.'|';')] [(find|solve [for]) [{{x:name}}]]",
)
def equation_within(c: Captures, s: Situation) -> Problem | None:
    """Both ends count but at round brackets."""
    within = _bounds(c)
    names = [name for name in t.names_in(c["e"]) if not s.knows(name)]
    if within is None or len(names) != 1 or c.get("x", names[0]) != names[0]:
        return None
    low, high, signs, named = within
    if named not in (None, names[0]) or t.names_in(low) or t.names_in(high):
        return None
    x = t.Name(names[0])
    told = s.with_condition(t.Relation(signs[0], low, x)).with_condition(t.Relation(signs[1], x, high))
    return _problem(c["e"], names[0], told)


def _bounds(c: Captures) -> tuple[t.Node, t.Node, tuple[str, str], str | None] | None:
    if "i" in c:
        interval: t.Sequence = c["i"]
        low, high = interval.items
        left, right = interval.bracket[0], interval.bracket[1]
        return low, high, ("<=" if left == "[" else "<", "<=" if right == "]" else "<"), None
    if "q" in c:
        last: t.Relation = c["q"]
        first = last.left
        if not isinstance(first, t.Relation) or not isinstance(first.right, t.Name):
            return None
        if not {first.op, last.op} <= {"<", "<="}:
            return None
        return first.left, last.right, (first.op, last.op), first.right.name
    return c["l"], c["u"], ("<=", "<="), None


@topic.question(
    "(solve|<find> [the] (solution|solutions|root|roots) (of|to)) [the] [equation] {e:relation} [for {x:name}]",
    f"<find> {_VALUES} [{{x:name}}] {_SUCH} {{e:relation}}",
    "{e:relation}",
    conditions=True,
)
def equation_where_told(c: Captures, s: Situation) -> Problem | None:
    """Only where an interval was told: without one, the topic of equations answers."""
    equation: t.Relation = c["e"]
    names = [name for name in t.names_in(equation) if not s.knows(name)]
    if not s.conditions or len(names) != 1 or c.get("x", names[0]) != names[0]:
        return None
    return _problem(equation, names[0], s)


# SymPy loses solutions when it is given the interval at once, so each period is looked at here.
_WITHIN_BOUNDS = (
    "images = [each for each in (found.args if isinstance(found, Union) else [found]) if isinstance(each, ImageSet)]",
    "if images and where.inf.is_finite and where.sup.is_finite:",
    "    answer = Union(*(each for each in (found.args if isinstance(found, Union) else []) if each not in images)) & where",
    "    for image in images:",
    "        n = image.lamda.variables[0]",
    "        start, period = image.lamda.expr.subs(n, 0), expand(image.lamda.expr).coeff(n)",
    "        first, last = ceiling(N((where.inf - start)/period) - 0.01), floor(N((where.sup - start)/period) + 0.01)",
    "        values = [expand(start + period*k) for k in range(int(first), int(last) + 1)]",
    "        answer = answer | FiniteSet(*(value for value in values if simplify(value) in where))",
    "else:",
    "    answer = found & where",
    'assert not answer.has(ConditionSet), "the solutions could not be found exactly"',
)
_NONE_MISSED = (
    "if solutions is not None and where.inf.is_finite and where.sup.is_finite:",
    "    height, low, wide = lambdify(X, gap, 'mpmath'), float(where.inf), float(where.sup - where.inf)",
    "    places = [low + wide*(k + 0.31)/500 for k in range(500)]",
    "    heights = [height(place) for place in places]",
    "    for a, b, left, right in zip(places, places[1:], heights, heights[1:]):",
    "        if not getattr(left, 'imag', 0) and not getattr(right, 'imag', 0) and left*right < 0 and abs(left) + abs(right) < 1:",
    '            assert any(a - wide/99 < N(each) < b + wide/99 for each in solutions), "not every solution was found"',
)
"""Where the two sides change places without a solution nearby, one was missed, and nothing is answered."""


def _problem(equation: t.Relation, name: str, s: Situation) -> Problem | None:
    """The solutions of an equation where the conditions hold that were told."""
    if equation.op != "=":
        return None
    told = links(s.conditions)
    if any(relation.op not in ORDER or set(t.names_in(relation)) != {name} for relation in told):
        return None
    degrees = any(isinstance(part, t.Postfix) and part.op == "°" for each in told for part in t.walk(each))
    degrees = degrees or (
        _is_trigonometric(equation) and any(_TURN & {each.left, each.right} for each in told)
    )
    if degrees:
        told = tuple(t.Relation(each.op, bare_degrees(each.left), bare_degrees(each.right)) for each in told)
    asked = _in_degrees(equation, name) if degrees else equation
    program = Program(s)
    x = program.symbol(name, "real=True")
    where = " & ".join(f"{program.source(relation)}.as_set()" for relation in told)
    program.add(
        f"where, gap = {where}, {program.source(asked.left)} - ({program.source(asked.right)})",
        f"found = solveset(gap, {x}, S.Reals)",
        *(line.replace("X", x) for line in _WITHIN_BOUNDS),
        "solutions = sorted({simplify(each) for each in answer}) if answer.is_FiniteSet else None",
        *(line.replace("X", x) for line in _NONE_MISSED),
        'print("exact:", solutions)',
        'print("set:", latex(answer))',
        f'print("latex:", "{SEPARATOR}".join(latex(v) for v in solutions or []))',
        f'print("decimal:", "{SEPARATOR}".join(str(N(v, 15)) for v in solutions or []))',
    )
    question = f"{math(latex(equation))} for {_shown(s.conditions)}"
    unit = " degrees" if degrees else ""

    def explain(labels: Labels) -> str:
        if labels.get("exact") == "[]":
            return f"{question} has **no solution**."
        if labels.get("exact") == "None":
            return f"{question} holds for **{math(IN.format(symbol(name), labels['set']))}**."
        values = labels["latex"].split(SEPARATOR)
        found = " or ".join(math(f"{symbol(name)} = {value}") for value in values)
        decimals = labels["decimal"].split(SEPARATOR)
        plain = all(not re.search("operatorname|ln|atan|sqrt.*sqrt", value) for value in values)
        about = "" if plain else f", approximately {' and '.join(math(rounded(each)) for each in decimals)}"
        return f"{question} gives **{found}**{unit}{about}."

    return Problem(program.text(), explain, s)


def _shown(conditions: tuple[t.Relation, ...]) -> str:
    """``0 <= x`` and ``x < 2`` as one chain."""
    if len(conditions) == 2 and conditions[0].right == conditions[1].left:
        first, second = conditions
        conditions = (t.Relation(second.op, first, second.right),)
    return ", ".join(math(latex(relation)) for relation in conditions)


_TURN = {t.Number(text) for text in ("90", "180", "270", "360", "720")}
"""Ends that nobody means in radians."""


def _is_trigonometric(node: t.Node) -> bool:
    return any(isinstance(part, t.Function) and part.name in TRIGONOMETRIC for part in t.walk(node))


def _in_degrees(node: t.Relation, name: str) -> t.Relation:
    """The equation with every ``x`` an angle in degrees; numbers in degrees stay as they are."""
    changed = t.substitute(node, {name: t.Postfix("°", t.Name(name))})
    return changed if isinstance(changed, t.Relation) else node


def bare_degrees(node: t.Node) -> t.Node:
    node = t.bare(node)
    return node.value if isinstance(node, t.Postfix) and node.op == "°" else node


# ── all solutions ─────────────────────────────────────────────────────────────


@topic.question(
    "[<find>] [the] general (solution|solutions) (of|to|for) [the] [equation] {e:relation} [(in (radians|degrees {degrees:yes}))]",
    "solve {e:relation} [(giving|give)] [','] [the] general solution [(in (radians|degrees {degrees:yes}))]",
    "<find> all [the] [(real|possible)] (solutions|values of {x:name}) (of|to|for|such that|for which|where|if|satisfying) [the] [equation] {e:relation} [(in (radians|degrees {degrees:yes}))]",
    "(find the general solution|solve generally) [':'] {e:relation}",
)
def general_solution(c: Captures, s: Situation) -> Problem | None:
    equation: t.Relation = c["e"]
    names = [name for name in t.names_in(equation) if not s.knows(name)]
    if (
        equation.op != "="
        or len(names) != 1
        or not _is_trigonometric(equation)
        or c.get("x", names[0]) != names[0]
    ):
        return None
    program = Program(s)
    x = program.symbol(names[0], "real=True")
    n = "n" if names[0] != "n" else "k"
    scale = "180/pi*" if "degrees" in c else ""
    program.add(
        f"found = solveset(Eq({program.source(equation.left)}, {program.source(equation.right)}), {x}, S.Reals)",
        "images = [found] if isinstance(found, ImageSet) else list(found.args) if isinstance(found, Union) else []",
        f'{n} = Symbol("{n}", integer=True)',
        f"answers = [{scale}expand(image.lamda({n})) for image in images if isinstance(image, ImageSet)]",
        "whole = found is S.EmptySet or len(answers) == len(images) > 0",
        f"answers = sorted(map(expand, answers), key=lambda each: N(each.subs({n}, 0)))",
        'print("exact:", answers if whole else None)',
        f'print("latex:", "{SEPARATOR}".join(latex(each, order="rev-lex") for each in answers))',
    )
    degrees = " degrees" if scale else ""

    def explain(labels: Labels) -> str:
        question = math(latex(equation))
        if labels["exact"] == "None":
            raise Unreadable("its solutions could not be written in a general form")
        if labels["exact"] == "[]":
            return f"{question} has **no solution**."
        found = " or ".join(math(f"{symbol(names[0])} = {each}") for each in labels["latex"].split(SEPARATOR))
        return f"{question} gives **{found}**{degrees}, for every whole number {math(n)}."

    return Problem(program.text(), explain, s)
