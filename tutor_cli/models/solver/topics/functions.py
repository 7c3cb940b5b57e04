"""Functions: inverse, domain, range, composition."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex, symbol
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SEPARATOR, math

topic = Topic("functions")

_FUNCTION = "[the] [function] [(y|{f:name} '(' {x:name} ')') '='] {a}"


def _body(c: Captures, s: Situation) -> tuple[t.Node, str] | None:
    """The function's expression and its variable; ``f`` or ``f(x)`` stands for one that was told."""
    node = t.bare(c["a"])
    name = node.name if isinstance(node, t.Name | t.Call) else ""
    told = s.function(name) if name else None
    if told is not None and len(told.parameters) == 1:
        return told.body, told.parameters[0]
    node = s.settled(node)
    names = [each for each in t.names_in(node) if not s.knows(each)]
    if len(names) != 1 or c.get("x", names[0]) != names[0]:
        return None
    return node, names[0]


@topic.question(
    f"[<find>] [the] inverse [function] (of|for) {_FUNCTION}",
    "[<find>] [the] inverse [function] of {a}",
    f"invert [the] [function] {_FUNCTION}",
    "<find> {f:name} inverse [of {x:name}] (for|if|when|given|where) {f:name} '(' {x:name} ')' '=' {a}",
    "<find> [the] inverse [function] (for|if|when|given|where) {f:name} '(' {x:name} ')' '=' {a}",
    "{f:name} '(' {x:name} ')' '=' {a} [('.'|','|';')] <find> ([the|its] inverse [function] [of {f:name}]|{f:name} '^' '-' 1 ['(' {x:name} ')']|{f:name} '^' '{' '-' 1 '}' ['(' {x:name} ')'])",
    "<find> {f:name} '^' '-' 1 '(' {x:name} ')' (for|if|when|given|where) {f:name} '(' {x:name} ')' '=' {a}",
)
def inverse(c: Captures, s: Situation) -> Problem | None:
    found = _body(c, s)
    if found is None:
        return None
    body, name = found
    program = Program(s)
    x = program.symbol(name, "real=True")
    y = program.symbol("y" if name != "y" else "w", "real=True")
    program.add(
        f"solutions = solve(Eq({y}, {program.source(body)}), {x})",
        f"solutions = [simplify(v.subs({y}, {x})) for v in solutions]",
        'print("exact:", solutions[0] if len(solutions) == 1 else solutions)',
        f'print("latex:", "{SEPARATOR}".join(latex(v) for v in solutions))',
    )
    shown = rf"f({symbol(name)}) = {latex(body)}"

    def explain(labels: Labels) -> str:
        branches = [each for each in labels.get("latex", "").split(SEPARATOR) if each]
        if len(branches) != 1:
            return (
                f"{math(shown)} has **no inverse**: it takes some values more than once."
                if branches
                else (f"An inverse of {math(shown)} **could not be found**.")
            )
        return (
            f"Solving \\(y = f({symbol(name)})\\) for \\({symbol(name)}\\) and exchanging the two, the inverse of "
            f"{math(shown)} is **{math(branches[0])}**."
        )

    return Problem(program.text(), explain, s)


@topic.question(
    f"[<find>] [the] [(natural|implied)] domain (of|for) {_FUNCTION}",
    f"(where|for which x) is {_FUNCTION} defined",
)
def domain(c: Captures, s: Situation) -> Problem | None:
    return _set_problem(
        c,
        s,
        "continuous_domain({body}, {x}, S.Reals)",
        "domain",
        "from sympy.calculus.util import continuous_domain",
    )


@topic.question(
    "[<find>] [the] (range|image) of [the] [function] (y|{f:name} '(' {x:name} ')') '=' {a}",
    "[<find>] [the] (range|image) of [the] [function] {a}",
)
def range_of(c: Captures, s: Situation) -> Problem | None:
    return _set_problem(
        c,
        s,
        "function_range({body}, {x}, continuous_domain({body}, {x}, S.Reals))",
        "range",
        "from sympy.calculus.util import continuous_domain, function_range",
    )


def _set_problem(c: Captures, s: Situation, python: str, what: str, needs: str) -> Problem | None:
    found = _body(c, s)
    if found is None:
        return None
    body, name = found
    program = Program(s)
    x = program.symbol(name, "real=True")
    program.need(needs)
    program.add(
        f"answer = {python.format(body=program.source(body), x=x)}",
        'print("exact:", answer)',
        'print("latex:", latex(answer))',
    )
    if what == "domain":
        program.add(f'print("relation:", latex(answer.as_relational({x})))')

    def explain(labels: Labels) -> str:
        every = labels.get("exact") in ("Reals", "Interval(-oo, oo)")
        shown = "all real numbers" if every else math(labels["latex"])
        said = labels.get("relation", "")
        beside = f", that is {math(said)}" if said and not every else ""
        return f"The {what} of {math(latex(body))} is **{shown}**{beside}."

    return Problem(program.text(), explain, s)


@topic.question(
    "[<find>] '(' {f:name} (o|'∘'|circ) {g:name} ')' '(' {a} ')'",
    "[<find>] {f:name} (o|'∘'|circ) {g:name}",
    "[<find>] [the] composition [of] {f:name} (of|with|and|after|o|'∘') {g:name}",
)
def composition(c: Captures, s: Situation) -> Problem | None:
    outer, inner = s.function(c["f"]), s.function(c["g"])
    if outer is None or inner is None or len(outer.parameters) != 1 or len(inner.parameters) != 1:
        return None
    argument = c.get("a", t.Name(inner.parameters[0]))
    return value_problem(t.Call(c["f"], (t.Call(c["g"], (argument,)),)), s, then="expand")


@topic.question("[<find>] (its|the) domain", "[<find>] (its|the) range {range:yes}")
def domain_of_told(c: Captures, s: Situation) -> Problem | None:
    """Of the function that was told, if it is one."""
    if len(s.functions) != 1:
        return None
    told = {"a": t.Name(s.functions[0].name)}
    return range_of(told, s) if "range" in c else domain(told, s)
