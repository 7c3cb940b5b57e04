"""Integrals: antiderivatives, definite, improper and repeated integrals, with whatever method was named."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from dataclasses import replace

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.tree import ANY_VARIABLE
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.derivatives import is_unknown_function
from tutor_cli.models.solver.topics.given import OVER, ends, given, parts, the_one_told
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import is_polynomial, value_problem
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import math

topic = Topic("integrals")

_KIND = "[(definite|improper|indefinite|general|proper)]"
_INTEGRAL = "(integral|integrals|antiderivative|anti derivative|anti - derivative|antiderivatives|primitive|primitives|primitive function)"
_WHAT = "{a:curve} [{x:differential}] [(<wrt>|in) [the] [variable] {x:name}]"
_FROM_TO = f"{OVER} [<wrt> {{x:name}}]"


def grouped(node: t.Node) -> t.Node:
    return t.Group(node) if isinstance(node, t.Binary) and node.op in "+-" else node


# ── with ends ─────────────────────────────────────────────────────────────────


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
    f"{_KIND} integral of {_WHAT} {_FROM_TO}",
    f"{_KIND} integral {_FROM_TO} of {_WHAT}",
    "int '_' {l:bound} '^' {u:bound} {a} {x:differential}",
    "int '^' {u:bound} '_' {l:bound} {a} {x:differential}",
    f"int {{a}} {{x:differential}} {_FROM_TO}",
    f"int ({_FROM_TO}|{{l:place}} to {{u:place}}) [of] {{a}} [{{x:differential}}]",
)
def definite_integral(c: Captures) -> t.Node | None:
    body, names = parts(c["a"])
    found = ends(c)
    if isinstance(body, t.Relation) or is_unknown_function(body) or found is None:
        return None
    low, high, named = found
    x = c.get("x") or named or (names[0] if len(names) == 1 else None)
    return definite(body, x, low, high) if named in (x, None) else None


@topic.question(
    f"(integrate|find the integral|find the definite integral) {_WHAT} {_FROM_TO}",
    f"integrate {_FROM_TO} [of|the function] {_WHAT}",
    f"[<ask>] [the] {_KIND} integral [':'] {_WHAT} {_FROM_TO}",
    f"[<ask>] [the] {_KIND} integral {_FROM_TO} [':'] {_WHAT}",
    f"[<ask>] [the] int [of] {_WHAT} {_FROM_TO}",
    f"{_FROM_TO} [','] (integrate|find the integral of|what is the integral of) {_WHAT}",
    "<ask> [the] [(definite|improper)] integral [of] {d}",
)
def integrate_definite(c: Captures, s: Situation) -> Problem | None:
    if "d" in c:
        node = t.bare(c["d"])
        is_integral = isinstance(node, t.Formula) and node.python.startswith("integrate(")
        return value_problem(node, s) if is_integral else None
    node_ = definite_integral(c)
    return value_problem(node_, s) if node_ else None


@topic.question(
    f"(does|do|will) [the] {_KIND} [integral] [of] {{d}} (converge {{converge:yes}}|diverge {{diverge:yes}}|exist {{converge:yes}}) [or (diverge|converge)]",
    "is [the] [improper] [integral] {d} (convergent {converge:yes}|divergent {diverge:yes}|finite {converge:yes}) [or (divergent|convergent)]",
    "(determine|decide|tell me|check|find out|say|see) (whether|if) [the] [improper] [integral] {d} (converges|is convergent|diverges|is divergent) {converge:yes} [or (diverges|is divergent|divergent|converges)]",
)
def convergence(c: Captures, s: Situation) -> Problem | None:
    node = t.bare(c["d"])
    if not (isinstance(node, t.Formula) and node.python.startswith("integrate(") and len(node.args) == 4):
        return None
    node = s.settled(node)
    program = Program(s)
    program.add(f"value = {program.source(node)}")
    program.add(
        'assert not value.has(Integral), "the integral could not be calculated"',
        "finite = bool(value.is_finite)",
        f'print("exact:", finite == {"diverge" not in c})',
        'print("latex:", latex(value))',
        'print("finite:", finite)',
    )

    def explain(labels: Labels) -> str:
        verdict = "yes" if labels["exact"] == "True" else "no"
        finite = labels["finite"] == "True"
        told = f"it converges to {math(labels['latex'])}" if finite else "it diverges"
        return f"**{verdict}**: of {math(latex(node))}, {told}."

    return Problem(program.text(), explain, s)


# ── repeated ──────────────────────────────────────────────────────────────────

_RANGE = "[(for|with|where|when|as)] {x:name} [(is|goes|going|ranging|varies|ranges)] (from|between|in) (['['] {l} (to|and|',') {u} [']'])"
_RANGES = f"[','|over] [[the] (region|rectangle|domain|triangle|area)] [where] {_RANGE} [','] [and] {_RANGE.replace('{x:', '{y:').replace('{l}', '{m}').replace('{u}', '{v}')}"


@topic.question(
    f"[(<ask>|integrate)] [the] (double|iterated) integral of {{a:curve}} [{{p:differential}} {{q:differential}}] [',' ] {_RANGES}",
    f"integrate {{a:curve}} [{{p:differential}} {{q:differential}}] [','] {_RANGES}",
    "[<ask>] [the] (double|iterated) integral of {a:curve} over [the] [(rectangle|square|region)] '[' {l} ',' {u} ']' [(cross|'*'|x|times|by)] '[' {m} ',' {v} ']'",
    "[<ask>] int '_' {l:bound} '^' {u:bound} int '_' {m:bound} '^' {v:bound} {a} {y:differential} {x:differential}",
)
def double(c: Captures, s: Situation) -> Problem | None:
    body = parts(c["a"])[0]
    x, y = c.get("x", "x"), c.get("y", "y")
    if x == y or isinstance(body, t.Relation) or not set(t.names_in(body)) <= {x, y}:
        return None
    inner, outer = (y, c["m"], c["v"]), (x, c["l"], c["u"])
    if x in {*t.names_in(c["l"]), *t.names_in(c["u"])}:
        return None
    if y in {*t.names_in(c["l"]), *t.names_in(c["u"])}:
        inner, outer = outer, inner
    if {*t.names_in(outer[1]), *t.names_in(outer[2])} & {x, y} or inner[0] in {
        *t.names_in(inner[1]),
        *t.names_in(inner[2]),
    }:
        return None
    node = t.Formula(
        "integrate({0}, ({1}, {2}, {3}), ({4}, {5}, {6}))",
        r"\int_{{{5}}}^{{{6}}} \int_{{{2}}}^{{{3}}} {0} \, d{1} \, d{4}",
        (grouped(t.bare(body)), t.Name(inner[0]), *inner[1:], t.Name(outer[0]), *outer[1:]),
        bound=(inner[0], outer[0]),
        then="simplify",
    )
    return value_problem(node, s)


# ── without ends ──────────────────────────────────────────────────────────────


@topic.question(
    f"(integrate|antidifferentiate|anti differentiate|find an antiderivative (of|for)|find a primitive (of|for|function of)) [the function] {_WHAT}",
    f"[<ask>] [(the|an|a)] {_KIND} {_INTEGRAL} (of|for) {_WHAT}",
    f"[<ask>] [(the|an|a)] {_KIND} {_INTEGRAL} [':'] {_WHAT}",
    f"[<ask>] [the] {_KIND} [integral] [of] int {_WHAT}",
    letters=True,
)
def indefinite_integral(c: Captures, s: Situation) -> Problem | None:
    body, names = parts(c["a"])
    if is_unknown_function(body) or isinstance(body, t.Relation):
        return None
    return indefinite(body, c.get("x", names[0] if len(names) == 1 else None), s)


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


@topic.question(
    f"[<ask>] [(the|its)] {_KIND} {_INTEGRAL} [of [the function] {{f:name}}]",
    "(integrate|antidifferentiate) ({f:name}|the function)",
    f"[<ask>] [(the|its)] {_KIND} integral {_FROM_TO}",
    f"[(integrate|evaluate)] [<that>] {_FROM_TO}",
    f"[(<ask>|integrate)] [(the|its)] [{_KIND} integral] [of] [the function] {{f:name}} {_FROM_TO}",
)
def integral_of_told(c: Captures, s: Situation) -> Problem | None:
    """Of the function that a message tells of."""
    if "f" in c:
        node: t.Node | None = t.Name(c["f"]) if s.function(c["f"]) or s.value(c["f"]) else None
    else:
        node = the_one_told(s) if s.fresh or s.previous is None else None
    found = given(node, s) if node is not None else None
    if found is None or len(found[1]) != 1:
        return None
    body, (name,) = found
    if "l" in c or "q" in c:
        over = ends(c)
        return value_problem(definite(body, name, *over[:2]), s) if over and over[2] in (name, None) else None
    return indefinite(body, name, s)


@topic.question(
    f"[<ask>] [(its|the)] {_KIND} {_INTEGRAL} [(of (that|it|this))]",
    "(integrate|antidifferentiate) [<that>] [again]",
    f"(integrate|[<ask>] [the] {_KIND} integral of) <that> {_FROM_TO}",
    f"[(evaluate|calculate|find|compute|do)] (it|that|this|the integral|the definite integral) {_FROM_TO}",
)
def integral_of_that(c: Captures, s: Situation) -> Problem | None:
    if s.previous is None:
        return None
    if "l" not in c and "q" not in c:
        return indefinite(s.previous, None, s)
    over, node = ends(c), t.bare(s.previous)
    names = {part.name for part in t.walk(node) if isinstance(part, t.Name)}
    if over is None or len(names) != 1:
        return None
    if isinstance(node, t.Formula) and node.python.startswith("integrate("):
        node = node.args[0]
    return value_problem(definite(node, names.pop(), *over[:2]), s)
