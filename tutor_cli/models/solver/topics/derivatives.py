"""Derivatives: of any order, partial, mixed, at a point, of what was told, of the last answer."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from collections.abc import Sequence

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.tree import ANY_VARIABLE
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.given import AT, BY, curve, one_variable, parts, point, the_one_told
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("derivatives")


# ── as expressions ────────────────────────────────────────────────────────────


def derivative(body: t.Node, variable: str | None, order: int = 1) -> t.Formula:
    if order == 1:
        python, shown = "diff({0}, {1})", r"\frac{{d}}{{d {1}}}\left({0}\right)"
    else:
        python = f"diff({{0}}, {{1}}, {order})"
        shown = r"\frac{{d^N}}{{d {1}^N}}\left({0}\right)".replace("N", str(order))
    x = variable or ANY_VARIABLE
    return t.Formula(python, shown, (t.bare(body), t.Name(x)), bound=(x,), then="factor")


def mixed(body: t.Node, names: Sequence[str]) -> t.Formula:
    """The derivative by each of ``names``, one after another."""
    python = f"diff({', '.join(f'{{{at}}}' for at in range(len(names) + 1))})"
    below = r" \, ".join(rf"\partial {{{at}}}" for at in range(len(names), 0, -1))
    shown = rf"\frac{{{{\partial^{len(names)}}}}}{{{{{below}}}}}\left({{0}}\right)"
    args = (t.bare(body), *map(t.Name, names))
    return t.Formula(python, shown, args, bound=tuple(dict.fromkeys(names)), then="factor")


def at_point(node: t.Formula, point: t.Node) -> t.Formula:
    """The derivative's value at a point; of ``|x|``, which may have none, its limit from both sides."""
    left, right = (f"limit({node.python}, {{1}}, {{2}}, '{side}')" for side in "-+")
    both_sides = f"({left} if {left} == {right} else nan)"
    value = both_sides if t.has_modulus(node) else f"{node.python}.subs({{1}}, {{2}})"
    return t.Formula(
        value,
        node.latex + r"\Big|_{{{1} = {2}}}",
        (*node.args, point),
        bound=node.bound,
        then="simplify",
    )


def at_place(node: t.Formula, names: Sequence[str], place: t.Sequence) -> t.Formula | None:
    """A partial derivative's value where each of ``names`` has its value."""
    if len(place.items) != len(names):
        return None
    first = len(node.args)
    pairs = ", ".join(f"({{{first + 2 * at}}}, {{{first + 2 * at + 1}}})" for at in range(len(names)))
    args = [arg for name, value in zip(names, place.items, strict=True) for arg in (t.Name(name), value)]
    return t.Formula(
        f"{node.python}.subs([{pairs}])",
        rf"{node.latex}\Big|_{{{{\left({', '.join(f'{{{first + 2 * at}}}' for at in range(len(names)))}\right) = "
        rf"\left({', '.join(f'{{{first + 2 * at + 1}}}' for at in range(len(names)))}\right)}}}}",
        (*node.args, *args),
        bound=(*node.bound, *(name for name in names if name not in node.bound)),
        then="simplify",
    )


def is_unknown_function(node: t.Node) -> bool:
    """``f`` alone, of which nothing was said."""
    return isinstance(t.bare(node), t.Name) and t.bare(node).name in "fghFGH"  # type: ignore[union-attr]


# ── the derivative of … ───────────────────────────────────────────────────────

_DERIVATIVE = f"([(partial|first partial|total|ordinary)] (derivative|derivatives|derivation)|partial|differential|derivative function|slope function|gradient function|rate of change|instantaneous rate of change) [{BY}] (of|for|from) {{a:curve}} [{BY}]"
_NTH = "{n:ordinal} [order|degree] " + _DERIVATIVE


@topic.noun(
    _DERIVATIVE,
    f"{_DERIVATIVE} [','] ({AT}) [{BY}]",
    _NTH,
    f"{_NTH} [','] ({AT}) [{BY}]",
    f"derivative ({AT}) (of|for) {{a:curve}} [{BY}]",
    "d '/' {x:differential} [of|(':'|'=')] {a}",
    f"d '/' {{x:differential}} [of] {{a}} ({AT})",
    "d '^' {n:whole} '/' {x:differential} '^' {n:whole} [of] {a}",
    "frac '{' d '}' '{' {x:differential} '}' [of] {a}",
    "frac '{' d '^' {n:whole} '}' '{' {x:differential} '^' {n:whole} '}' {a}",
    "frac '{' d '^' '{' {n:whole} '}' '}' '{' {x:differential} '^' '{' {n:whole} '}' '}' {a}",
)
def derivative_of(c: Captures) -> t.Node | None:
    body, names = parts(c["a"])
    if is_unknown_function(body) or isinstance(body, t.Relation):
        return None
    if len(names) == 1 and c.get("x", names[0]) != names[0]:
        return None
    return placed(
        derivative(body, c.get("x", names[0] if len(names) == 1 else None), c.get("n", 1)), c, names
    )


def placed(node: t.Formula, c: Captures, names: Sequence[str] = ()) -> t.Node | None:
    """The derivative where the question says: at a number, or at a point of several coordinates."""
    if "v" not in c:
        return node
    place = t.bare(c["v"])
    if isinstance(place, t.Sequence):
        free = names or sorted({*t.names_in(node.args[0]), *node.bound} - {ANY_VARIABLE})
        return at_place(node, free, place) if len(free) > 1 else _at_number(node, c)
    return _at_number(node, c)


def _at_number(node: t.Formula, c: Captures) -> t.Node | None:
    variable = node.bound[0]
    number = point(c, c.get("z", ANY_VARIABLE) if variable == ANY_VARIABLE else variable)
    if number is None:
        return None
    if variable == ANY_VARIABLE and "z" in c:
        node = derivative(node.args[0], c["z"], _order(node))
    return at_point(node, number)


def _order(node: t.Formula) -> int:
    """Of ``diff({0}, {1}, 3)``, 3."""
    _, _, order = node.python.removesuffix(")").partition("{1}")
    return int(order.lstrip(", ") or 1)


_VERB = "(differentiate|derive|diff|find the derivative|take the derivative of|take the [{n:ordinal}] derivative of)"


@topic.question(
    f"{_VERB} [the function] {{a:curve}} [{BY}] [{{n:times}}] [{BY}]",
    f"{_VERB} {{a:curve}} [{BY}] [','] ({AT})",
    f"{_VERB} {BY} [(','|':')] {{a:curve}}",
    "[(use|using|apply)] [the] (product|quotient|chain|power) rule [(to differentiate|to find the derivative of|on|for|of|to|':')] {a:curve} {rule:yes}",
    "(if|given|let|for|when) {a:curve} [','] [then] <find> [the] (dy '/' dx|derivative)",
    f"[<ask>] (dy '/' dx|y \"'\") [({AT})] (if|for|of|when|where|given|','|':') [that] {{a:curve}} [({AT})]",
    f"[<ask>] d '^' 2 y '/' dx '^' 2 [({AT})] (if|for|of|when|where|given|','|':') [that] {{a:curve}} [({AT})] {{second:yes}}",
    "[<ask>] derivative [(':'|',')] {a:curve}",
    letters=True,
)
def differentiate(c: Captures, s: Situation) -> Problem | None:
    body, names = parts(c["a"])
    if is_unknown_function(body) or isinstance(body, t.Relation):
        return None
    if "rule" in c and isinstance(body, t.Formula):
        return value_problem(body, s) if body.python.startswith("diff(") else None
    x = c.get("x", names[0] if len(names) == 1 else None)
    node = placed(derivative(body, x, 2 if "second" in c else c.get("n", 1)), c, names)
    return value_problem(node, s) if node else None


@topic.question(f"({AT}) [','] [(find|what is|calculate|evaluate)] {{d}}")
def at_a_point(c: Captures, s: Situation) -> Problem | None:
    """``at x = 2, what is the derivative of x^3``"""
    node = s.settled(t.bare(c["d"]))
    if not isinstance(node, t.Formula) or not node.python.startswith("diff(") or "subs" in node.python:
        return None
    found = placed(node, c)
    return value_problem(found, s) if found else None


# ── partial and mixed ─────────────────────────────────────────────────────────

_F = "[(f|z|u|g|w)]"
_DX = "partial {x:name}"
_DXDY = "(partial {x:name} partial {y:name}|partial {x:name} '^' 2 {twice:yes})"


@topic.noun(
    f"partial {_F} '/' {_DX} [(of|if|for|when|where|given|',')] {{a:curve}}",
    f"frac '{{' partial {_F} '}}' '{{' {_DX} '}}' [(of|if|for|when|where|given|',')] {{a:curve}}",
    f"partial '^' 2 {_F} '/' {_DXDY} [(of|if|for|when|where|given|',')] {{a:curve}}",
    f"partial '^' 2 {_F} '/' '(' {_DXDY} ')' [(of|if|for|when|where|given|',')] {{a:curve}}",
    f"frac '{{' partial '^' 2 {_F} '}}' '{{' {_DXDY} '}}' [(of|if|for|when|where|given|',')] {{a:curve}}",
)
def by_curly_d(c: Captures) -> t.Node | None:
    body, names = parts(c["a"])
    if is_unknown_function(body) or isinstance(body, t.Relation):
        return None
    if "y" in c:
        return mixed(body, (c["y"], c["x"]))
    return placed(derivative(body, c["x"], 2 if "twice" in c else 1), c, names)


@topic.question(
    f"[<ask>] partial {_F} '/' {_DX} [({AT})]",
    f"[<ask>] frac '{{' partial {_F} '}}' '{{' {_DX} '}}' [({AT})]",
    f"[<ask>] [the] partial derivative [with respect to] {_DX.replace('partial ', '')} [({AT})]",
    f"[<ask>] [the] partial derivative [of {{f:name}}] with respect to {{x:name}} [({AT})]",
    f"[<ask>] partial '^' 2 {_F} '/' ['('] {_DXDY} [')'] [({AT})]",
    f"[<ask>] [the] [(partial|mixed|mixed partial|second|second partial)] [(derivative|derivatives)] {{f:name}} '_' ['{{'] {{x:name}} [{{y:name}}] [{{w:name}}] ['}}'] ['(' {{xs:names}} ')'] [({AT})] (of|for|if|when|where|given|','|':') [that] {{a:curve}} [({AT})]",
    f"[<ask>] [the] [(partial|mixed|mixed partial|second|second partial)] [(derivative|derivatives)] {{f:name}} '_' ['{{'] {{x:name}} [{{y:name}}] [{{w:name}}] ['}}'] ['(' {{xs:names}} ')'] [({AT})]",
    "[<ask>] [the] (mixed|second|second order) [(second|partial|mixed)] [(second|partial)] (derivative|partial) [with respect to {x:name} and [then] {y:name}] of {a:curve} [with respect to {x:name} (and|then|and then) {y:name}]",
    "(differentiate|derive) {a:curve} with respect to {x:name} (and then|then|and) [with respect to] {y:name}",
)
def by_several(c: Captures, s: Situation) -> Problem | None:
    a = c["a"] if "a" in c else the_one_told(s)
    if a is None:
        return None
    body, names = parts(a)
    if isinstance(body, t.Call) and s.function(body.name):
        body, names = s.function(body.name).body, s.function(body.name).parameters  # type: ignore[union-attr]
    free = names or tuple(sorted(t.names_in(body)))
    by = [c[key] for key in "xyw" if key in c] + ([c["x"]] if "twice" in c else [])
    if not by and len(free) == 2:
        by = list(free)
    if not by or not set(by) <= set(free) or len(free) < 2 or isinstance(body, t.Relation):
        return None
    node = derivative(body, by[0]) if len(by) == 1 else mixed(body, by)
    found = placed(node, c, free)
    return value_problem(found, s) if found else None


# ── of what was told ──────────────────────────────────────────────────────────


@topic.question(
    f"[<ask>] [the] derivative [of] [the function] {{f:name}} [({AT})]",
    f"[<ask>] [the] {{n:ordinal}} derivative [of] {{f:name}} [({AT})]",
    "(differentiate|derive) {f:name}",
    f"[<ask>] [(the|its)] derivative [function] [(of (it|the function))] [({AT})]",
    f"[<ask>] [(the|its)] {{n:ordinal}} derivative [({AT})]",
    f"[<ask>] [(the|its)] [instantaneous] (velocity|rate of change) [function] [({AT})]",
    f"[<ask>] [(the|its)] acceleration [function] {{second:yes}} [({AT})]",
)
def derivative_of_told(c: Captures, s: Situation) -> Problem | None:
    if "f" in c:
        told = s.function(c["f"])
        value = s.value(c["f"])
        if told is not None and len(told.parameters) == 1:
            found: tuple[t.Node, str] | None = told.body, told.parameters[0]
        else:
            found = one_variable(value, s) if value is not None else None
    elif s.previous is not None and not s.fresh:
        return None  # of the last answer: below
    else:
        found = curve(c, s)
    if found is None:
        return None
    node = placed(derivative(found[0], found[1], 2 if "second" in c else c.get("n", 1)), c)
    return value_problem(node, s) if node else None


@topic.question(
    f"[<ask>] {{d}} [(of|for|with) {{y:name}}] [({AT})]",
)
def prime_of_told(c: Captures, s: Situation) -> Problem | None:
    """``y'`` or ``dy/dx`` of a ``y`` that was told as an expression."""
    call = t.bare(c["d"])
    if not isinstance(call, t.Call) or not call.primes or s.function(call.name) is not None:
        return None
    value = s.value(call.name)
    if value is None or len(call.args) > 1:
        return None
    told_x = s.value("x") if call.name == "y" else None
    if told_x is not None and call.primes == 1:
        return _parametric(value, told_x, c, s)
    found = one_variable(value, s)
    if found is None:
        return None
    node: t.Node | None = derivative(found[0], found[1], call.primes)
    if call.args and not isinstance(call.args[0], t.Name):
        node = at_point(derivative(found[0], found[1], call.primes), call.args[0])
    elif "v" in c:
        node = placed(derivative(found[0], found[1], call.primes), c)
    return value_problem(node, s) if node else None


def _parametric(y: t.Node, x: t.Node, c: Captures, s: Situation) -> Problem | None:
    """``dy/dx`` where both are told by a third variable."""
    names = {*t.names_in(y), *t.names_in(x)}
    if len(names) != 1:
        return None
    (name,) = names
    node = t.Formula(
        "(diff({0}, {2})/diff({1}, {2}))",
        r"\frac{{\frac{{d}}{{d{2}}}\left({0}\right)}}{{\frac{{d}}{{d{2}}}\left({1}\right)}}",
        (y, x, t.Name(name)),
        bound=(name,),
        then="simplify",
    )
    if "v" in c:
        if point(c, name) is None:
            return None
        node = t.Formula(
            f"{node.python}.subs({{2}}, {{3}})",
            rf"{node.latex}\Big|_{{{{{{2}} = {{3}}}}}}",
            (*node.args, c["v"]),
            bound=(name,),
            then="simplify",
        )
    return value_problem(node, s)


# ── going on ──────────────────────────────────────────────────────────────────


@topic.question(
    "[<ask>] [(its|the)] derivative [(of that|of this|of it)] {that:yes}",
    "[<ask>] [(its|the)] derivative",
    "[<ask>] [(its|the)] {n:ordinal} (derivative|one)",
    "(differentiate|derive) [<that>] [(again|once more|one more time)]",
    "(again|once more|one more time) {more:yes}",
)
def derivative_of_that(c: Captures, s: Situation) -> Problem | None:
    if s.previous is None:
        return None
    of_that = "that" in c
    node = t.bare(s.previous)
    if "more" in c and not (isinstance(node, t.Formula) and node.python.startswith("diff(")):
        return None
    order = c.get("n", 1)
    if isinstance(node, t.Formula) and node.python.startswith("S({0}).subs("):
        node = t.bare(node.args[0])  # of the expression, not of its value at a point
    if isinstance(node, t.Formula) and node.python.startswith("diff({0}, {1})") and order > 1 and not of_that:
        node = node.args[0]  # "and the second derivative?" is of the function, not of its derivative
    elif isinstance(node, t.Call) and not node.primes and not t.names_in(node):
        told = s.function(node.name)  # "and its derivative?" after f(3) is of f
        if told is None or len(told.parameters) != 1:
            return None
        return value_problem(derivative(told.body, told.parameters[0], order), s)
    elif not t.names_in(node) and not (isinstance(node, t.Formula) and node.bound):
        return None  # of a number, nobody asks that in earnest
    return value_problem(derivative(node, None, order), s)
