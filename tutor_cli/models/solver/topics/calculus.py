"""Derivatives, integrals, limits, sums."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from dataclasses import replace

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.tree import ANY_VARIABLE
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import is_polynomial, value_problem

topic = Topic("calculus")


# ── derivatives ───────────────────────────────────────────────────────────────


def derivative(body: t.Node, variable: str | None, order: int = 1) -> t.Formula:
    if order == 1:
        python, shown = "diff({0}, {1})", r"\frac{{d}}{{d {1}}}\left({0}\right)"
    else:
        python = f"diff({{0}}, {{1}}, {order})"
        shown = r"\frac{{d^N}}{{d {1}^N}}\left({0}\right)".replace("N", str(order))
    x = variable or ANY_VARIABLE
    return t.Formula(python, shown, (t.bare(body), t.Name(x)), bound=(x,), then="factor")


_DERIVATIVE = "([partial] (derivative|derivatives|derivation)|partial) [<wrt> {x:name}] of [(y|f '(' x ')') '='] {a} [<wrt> {x:name}]"
_NTH = "{n:ordinal} [order] " + _DERIVATIVE


@topic.noun(
    _DERIVATIVE,
    _DERIVATIVE + " at {x:name} '=' {v}",
    _DERIVATIVE + " at {v}",
    _NTH,
    _NTH + " at {x:name} '=' {v}",
    "d '/' {x:differential} [of] {a}",
    "d '^' {n:whole} '/' {x:differential} '^' {n:whole} [of] {a}",
    "frac '{' d '}' '{' {x:differential} '}' {a}",
    "frac '{' d '^' {n:whole} '}' '{' {x:differential} '^' {n:whole} '}' {a}",
)
def derivative_of(c: Captures) -> t.Node | None:
    if is_unknown_function(c["a"]):
        return None
    node = derivative(c["a"], c.get("x"), c.get("n", 1))
    return at_point(node, c["v"]) if "v" in c else node


def at_point(node: t.Formula, point: t.Node) -> t.Formula:
    """The derivative's value at a point."""
    return t.Formula(
        node.python + ".subs({1}, {2})",
        node.latex + r"\Big|_{{{1} = {2}}}",
        (*node.args, point),
        bound=node.bound,
        then="simplify",
    )


@topic.question(
    "(differentiate|derive) [(y|f '(' x ')') '='] {a} [<wrt> {x:name}] [{n:times}]",
    "(differentiate|derive) [(y|f '(' x ')') '='] {a} {n:times} [<wrt> {x:name}]",
    "(if|given|let|for|when) y '=' {a} [','] [then] <find> [the] (dy '/' dx|derivative|y \"'\")",
    "y '=' {a} [(','|'.'|';')] <find> (dy '/' dx|[the] derivative)",
    "(frac '{' partial '}' '{' partial {x:name} '}'|partial '/' partial {x:name}) [of] {a}",
    "(frac '{' d '}' '{' {x:differential} '}'|d '/' {x:differential}) [of] {a}",
    "d '^' 2 y '/' dx '^' 2 [(if|for|of|when|where|given|',')] [y '='] {a} {second:yes}",
    "<ask> d '^' 2 y '/' dx '^' 2 [(if|for|of|when|where|given|',')] [y '='] {a} {second:yes}",
    "<ask> dy '/' dx [(if|for|of|when|where|given|',')] y '=' {a}",
    letters=True,
)
def differentiate(c: Captures, s: Situation) -> Problem | None:
    if is_unknown_function(c["a"]):
        return None
    order = 2 if "second" in c else c.get("n", 1)
    return value_problem(derivative(c["a"], c.get("x"), order), s)


# ── going on ──────────────────────────────────────────────────────────────────


@topic.question(
    "[<ask>] [(its|the)] derivative",
    "[<ask>] [(its|the)] {n:ordinal} derivative",
    "(differentiate|derive) [<that>] [again]",
)
def derivative_of_that(c: Captures, s: Situation) -> Problem | None:
    if s.previous is None:
        return None
    of_that = "that" in c
    node = t.bare(s.previous)
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


@topic.question(
    "[<ask>] (it|that|this|the derivative|the result|the answer) (at|for|when|if|where) {x:name} (is|'='|equals) {v}",
    "[<ask>] (at|for|when|if) {x:name} (is|'='|equals) {v}",
    "(plug in|substitute|put in|use|set|put) {x:name} (is|'='|equals) {v} [(in|into) <that>]",
)
def at_value(c: Captures, s: Situation) -> Problem | None:
    """The last answer, an expression, where its variable has a value."""
    if s.previous is None or c["x"] not in _names(s.previous):
        return None
    node = t.Formula(
        "S({0}).subs({1}, {2})",
        r"\left.{0}\right|_{{{1} = {2}}}",
        (s.previous, t.Name(c["x"]), c["v"]),
        bound=(c["x"],),
        then="simplify",
    )
    return value_problem(node, s)


def _names(node: t.Node) -> set[str]:
    """The names in an expression, those of its variables of differentiation too."""
    return {part.name for part in t.walk(node) if isinstance(part, t.Name)}


@topic.question("[<ask>] (its|the) (integral|antiderivative)", "integrate [<that>]")
def integral_of_that(c: Captures, s: Situation) -> Problem | None:
    if s.previous is None:
        return None
    return indefinite(s.previous, None, s)


# ── integrals ─────────────────────────────────────────────────────────────────

_WHAT = "[(y|f '(' x ')') '='] {a} [{x:differential}]"
_FROM_TO = (
    "(from [{x:name} '='] {l} to [{x:name} '='] {u} | between [{x:name} '='] {l} and [{x:name} '='] {u} |"
    " (over|on) [the] [interval] '[' {l} ',' {u} ']')"
)


def definite(body: t.Node, variable: str | None, low: t.Node, high: t.Node) -> t.Formula:
    x = variable or ANY_VARIABLE
    return t.Formula(
        "integrate({0}, ({1}, {2}, {3}))",
        r"\int_{{{2}}}^{{{3}}} {0} \, d{1}",
        (grouped(t.bare(body)), t.Name(x), low, high),
        bound=(x,),
        then="simplify",
    )


@topic.noun(
    f"[definite] integral of {_WHAT} [<wrt> {{x:name}}] {_FROM_TO} [<wrt> {{x:name}}]",
    f"[definite] integral {_FROM_TO} of {_WHAT} [<wrt> {{x:name}}]",
    "int '_' {l:bound} '^' {u:bound} {a} {x:differential}",
    "int '^' {u:bound} '_' {l:bound} {a} {x:differential}",
    f"int {{a}} {{x:differential}} {_FROM_TO}",
    f"int {_FROM_TO} [of] {{a}} [{{x:differential}}]",
)
def definite_integral(c: Captures) -> t.Node:
    return definite(c["a"], c.get("x"), c["l"], c["u"])


@topic.question(
    f"integrate {_WHAT} [<wrt> {{x:name}}] {_FROM_TO} [<wrt> {{x:name}}]",
    f"[<ask>] [the] (area|area enclosed|area of the region) (under|below|beneath) [the] [(curve|graph|graph of|function|line|parabola)] [of] {_WHAT} [','] {_FROM_TO}",
    f"[<ask>] [the] area [of the region] [(bounded|enclosed)] (between|by) [the] [(curve|graph|parabola|function)] [of] {_WHAT} [','] (and|,) the (x axis|x - axis) {_FROM_TO}",
    f"evaluate [the] [definite] integral [of] {_WHAT} {_FROM_TO}",
    f"[<ask>] [the] [definite] integral {_WHAT} {_FROM_TO}",
    f"<ask> [the] (area|area enclosed) (under|below) [the] [(curve|graph|graph of)] [of] {_WHAT} {_FROM_TO}",
)
def integrate_definite(c: Captures, s: Situation) -> Problem | None:
    return value_problem(definite(c["a"], c.get("x"), c["l"], c["u"]), s)


@topic.question(
    f"integrate {_WHAT} [<wrt> {{x:name}}]",
    f"[<ask>] [the] [(indefinite|general)] (integral|antiderivative|primitive) of {_WHAT} [<wrt> {{x:name}}]",
    f"[<ask>] [the] [(indefinite|general)] (integral|antiderivative|primitive) {_WHAT} [<wrt> {{x:name}}]",
    f"(antidifferentiate|find an antiderivative of|find an antiderivative for|find a primitive of|integrate by parts|integrate by substitution|use integration by parts [(on|for|to find)]) {_WHAT} [<wrt> {{x:name}}]",
    f"integrate {_WHAT} (by parts|by substitution|using integration by parts|using substitution|using u substitution)",
    "[<ask>] [the] [(indefinite|general)] [integral of] int {a} {x:differential}",
)
def indefinite_integral(c: Captures, s: Situation) -> Problem | None:
    if is_unknown_function(c["a"]):
        return None
    return indefinite(c["a"], c.get("x"), s)


def indefinite(body: t.Node, variable: str | None, s: Situation) -> Problem | None:
    """An antiderivative, with its constant."""
    x = variable or ANY_VARIABLE
    args = (grouped(t.bare(body)), t.Name(x))
    node = s.settled(t.Formula("integrate({0}, {1})", r"\int {0} \, d{1}", args, bound=(x,)))
    problem = value_problem(node, s, then="expand" if is_polynomial(body, s) else "")
    if problem is None:
        return None

    def explain(labels: Labels) -> str:
        if "Integral(" in labels.get("exact", ""):
            return problem.explain(labels) + " It has no antiderivative that SymPy can write down."
        return problem.explain(
            {**labels, "exact": "", "latex": labels.get("latex", "") + " + C", "decimal": ""}
        )

    return replace(problem, explain=explain)


def is_unknown_function(node: t.Node) -> bool:
    """``f`` alone, of which nothing was said."""
    return isinstance(t.bare(node), t.Name) and t.bare(node).name in "fghFGH"  # type: ignore[union-attr]


def grouped(node: t.Node) -> t.Node:
    return t.Group(node) if isinstance(node, t.Binary) and node.op in "+-" else node


# ── limits and sums ───────────────────────────────────────────────────────────

_TO = "(approaches|goes to|tends to|'->'|gets close to|nears|to)"
_SIDE = (
    "[(from [the] (right|above) {plus:yes} | from [the] (left|below) {minus:yes} | '+' {plus:yes} | '-' {minus:yes} |"
    " '^' '+' {plus:yes} | '^' '-' {minus:yes} | '^' '{' '+' '}' {plus:yes} | '^' '{' '-' '}' {minus:yes})]"
)
_AS = "(as|when|for|if)"


@topic.noun(
    f"(limit|lim) of {{a}} {_AS} {{x:name}} {_TO} {{v:tight}} {_SIDE}",
    f"(limit|lim) [{_AS}] [','] {{x:name}} {_TO} {{v:tight}} {_SIDE} [(of|',')] {{a}}",
    f"(limit|lim) '_' '{{' {{x:name}} {_TO} {{v:tight}} {_SIDE} '}}' {{a}}",
    f"(limit|lim) '(' {{x:name}} {_TO} {{v:tight}} {_SIDE} ')' [of] {{a}}",
    f"(limit|lim) {{a}} {_AS} {{x:name}} {_TO} {{v:tight}} {_SIDE}",
    f"(limit|lim) {{a}} [','] {{x:name}} '->' {{v:tight}} {_SIDE}",
    f"(limit|lim) {{x:name}} '->' {{v:number}} {_SIDE} [(of|',')] {{a}}",
    f"(limit|lim) [(when|if)] {{x:name}} {_TO} {{v:tight}} {_SIDE} [(of|for|',')] {{a}}",
    f"(limit|lim) of {{a}} (at|near) [{{x:name}} '='] {{v:tight}} {_SIDE}",
)
def limit(c: Captures) -> t.Node:
    infinite = any(part == t.Constant("oo") for part in t.walk(c["v"]))
    side = "+" if "plus" in c else "-" if "minus" in c else ""
    direction = "" if infinite else f", '{side or '+-'}'"
    return t.Formula(
        f"limit({{0}}, {{1}}, {{2}}{direction})",
        r"\lim_{{{1} \to {2}SIDE}} {0}".replace("SIDE", f"^{side}" if side else ""),
        (grouped(t.bare(c["a"])), t.Name(c.get("x", ANY_VARIABLE)), c["v"]),
        bound=(c.get("x", ANY_VARIABLE),),
        then="simplify",
    )


@topic.question(
    f"what (does|do|will) {{a}} (approach|tend to|converge to|go to|get close to|become) {_AS} {{x:name}} {_TO} {{v:tight}} {_SIDE}",
    f"{_AS} {{x:name}} {_TO} {{v:tight}} {_SIDE} [','] what (does|do) {{a}} (approach|tend to|converge to|go to)",
    f"[(evaluate|calculate|find)] {{a}} {_AS} {{x:name}} (approaches|goes to|tends to|'->') {{v:tight}} {_SIDE}",
)
def limit_asked(c: Captures, s: Situation) -> Problem | None:
    return value_problem(limit(c), s)


def over_range(python: str, sign: str, c: Captures) -> t.Formula:
    return t.Formula(
        python + "({0}, ({1}, {2}, {3}))",
        sign + r"_{{{1}={2}}}^{{{3}}} {0}",
        (grouped(t.bare(c["a"])), t.Name(c["x"]), c["l"], c["u"]),
        bound=(c["x"],),
        then="simplify",
    )


@topic.noun(
    "sum '_' '{' {x:name} '=' {l} '}' '^' {u:bound} {a}",
    "sum '_' {x:name} '=' {l} '^' {u:bound} {a}",
    "(sum|summation) of {a} (from|for) {x:name} '=' {l} to {u}",
    "(sum|summation) (from|for) {x:name} '=' {l} to {u} of {a}",
    "(sum|summation) of {a} (for|as) {x:name} (from|goes from|runs from) {l} to {u}",
)
def sum_over(c: Captures) -> t.Node:
    return over_range("summation", r"\sum", c)


@topic.noun(
    "prod '_' '{' {x:name} '=' {l} '}' '^' {u:bound} {a}",
    "product of {a} (from|for) {x:name} '=' {l} to {u}",
)
def product_over(c: Captures) -> t.Node:
    return over_range("product", r"\prod", c)


@topic.question(
    "[<ask>] [the] derivative of {f:name}",
    "[<ask>] [the] {n:ordinal} derivative of {f:name}",
    "(differentiate|derive) {f:name}",
)
def derivative_of_told(c: Captures, s: Situation) -> Problem | None:
    told = s.function(c["f"])
    if told is None or len(told.parameters) != 1:
        return None
    return value_problem(derivative(told.body, told.parameters[0], c.get("n", 1)), s)
