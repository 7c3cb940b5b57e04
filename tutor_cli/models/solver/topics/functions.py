"""Functions: inverse, domain, range, composition."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.unreadable import Unreadable
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.given import one_variable
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex, symbol
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW, math

topic = Topic("functions")

_FUNCTION = "[the] [function] [(y|{f:name} '(' {x:name} ')') '='] {a}"


def _body(c: Captures, s: Situation) -> tuple[t.Node, str] | None:
    """The function's expression and its variable; ``f`` or ``f(x)`` stands for one that was told."""
    found = one_variable(c["a"], s)
    return found if found is not None and c.get("x", found[1]) == found[1] else None


_INVERSE = "{f:name} ('^' '-' 1|'^' '{' '-' 1 '}'|'^' '(' '-' 1 ')')"
_IF = "[(',')] (for|if|when|given|where|of|in)"


@topic.question(
    f"[<find>] [the] (inverse|inverse function) (of|for) {_FUNCTION}",
    f"(invert|reverse) {_FUNCTION}",
    f"<find> [the] inverse [function] {_IF} {{f:name}} '(' {{x:name}} ')' '=' {{a}}",
    f"<find> {{f:name}} inverse [of {{x:name}}] {_IF} {{f:name}} '(' {{x:name}} ')' '=' {{a}}",
    f"[<ask>] {_INVERSE} ['(' {{x:name}} ')'] {_IF} {{f:name}} '(' {{x:name}} ')' '=' {{a}}",
    "{f:name} '(' {x:name} ')' '=' {a} [('.'|','|';')] [and] <find> [the|its] inverse [function] [of {f:name}]",
    f"{{f:name}} '(' {{x:name}} ')' '=' {{a}} [('.'|','|';')] [and] [<ask>] {_INVERSE} ['(' {{x:name}} ')']",
)
def inverse(c: Captures, s: Situation) -> Problem | None:
    found = _body(c, s)
    return inverse_problem(*found, s) if found else None


@topic.question(
    f"[<ask>] {_INVERSE} ['(' {{x:name}} ')']",
    "[<ask>] [the] inverse [function] of {f:name}",
    "[<ask>] {f:name} inverse [of {x:name}]",
    "[<find>] (its|the) inverse [function]",
)
def inverse_of_told(c: Captures, s: Situation) -> Problem | None:
    told = s.function(c["f"]) if "f" in c else s.functions[0] if len(s.functions) == 1 else None
    if told is None or len(told.parameters) != 1 or ("x" in c and s.knows(c["x"])):
        return None
    return inverse_problem(told.body, told.parameters[0], s)


_REAL_ROOTS = (
    "def with_real_roots(e):",
    "    return e.replace(lambda p: p.is_Pow and p.exp.is_Rational and p.exp.q > 1 and p.exp.q % 2, lambda p: real_root(p.base, p.exp.q)**p.exp.p)",
)
"""SymPy's root of a negative number is complex; of an odd degree the real one is meant."""


def inverse_problem(body: t.Node, name: str, s: Situation) -> Problem:
    """The one branch that leads back from every value the function takes at a handful of places."""
    program = Program(s)
    x = program.symbol(name, "real=True")
    y = program.symbol("y" if name != "y" else "w", "real=True")
    program.add(*_REAL_ROOTS)
    program.add(
        f"body = {program.source(body)}",
        f"branches = [simplify(v) for v in solve(Eq({y}, body), {x})]",
        'places = [(p, body.subs(x, p)) for p in map(Rational, "-7/2 -2 -1 -1/3 1/5 1 3/2 3 11/2".split())]'.replace(
            "(x,", f"({x},"
        ),
        "places = [(p, value) for p, value in places if value.is_finite and N(value).is_real]",
        f"back = [[abs(N(with_real_roots(branch).subs({y}, value) - p)) < 1e-9 for p, value in places] for branch in branches]",
        "found = [branch for branch, leads in zip(branches, back) if all(leads) and places]",
        f"found = [branch.subs({y}, {x}) for branch in found]",
        'print("exact:", found[0] if len(found) == 1 else None)',
        'print("latex:", latex(found[0]) if len(found) == 1 else "")',
        'print("branches:", sum(map(any, back)))',
    )
    shown = rf"f({symbol(name)}) = {latex(body)}"

    def explain(labels: Labels) -> str:
        if labels["exact"] == "None" and int(labels["branches"]) > 1:
            return f"{math(shown)} has **no inverse**: it takes some values more than once."
        if labels["exact"] == "None":
            raise Unreadable("its inverse could not be found")
        return (
            f"Solving \\(y = f({symbol(name)})\\) for \\({symbol(name)}\\) and exchanging the two, the inverse of "
            f"{math(shown)} is **{math(labels['latex'])}**."
        )

    return Problem(program.text(), explain, s)


@topic.question(
    f"[<ask>] {_INVERSE} '(' {{v}} ')'",
    f"[<ask>] {_INVERSE} of {{v}}",
    "[<ask>] {f:name} inverse (of|at) {v}",
)
def inverse_value(c: Captures, s: Situation) -> Problem | None:
    """``f^-1(7)``: where the function that was told takes this value."""
    told = s.function(c["f"])
    if told is None or len(told.parameters) != 1 or any(not s.knows(name) for name in t.names_in(c["v"])):
        return None
    program = Program(s)
    x = program.symbol(told.parameters[0], "real=True")
    equation = t.Relation("=", told.body, c["v"])
    program.add(
        f"found = solveset(Eq({program.source(told.body)}, {program.source(c['v'])}), {x}, S.Reals)",
        "answers = sorted(found) if found.is_FiniteSet else []",
        'print("exact:", answers[0] if len(answers) == 1 else None)',
        'print("latex:", latex(answers[0]) if len(answers) == 1 else "")',
        'print("count:", len(answers))',
    )
    shown = f"{c['f']}^{{-1}}\\left({latex(c['v'])}\\right)"

    def explain(labels: Labels) -> str:
        if labels["exact"] == "None":
            raise Unreadable(f"{c['f']} takes that value {labels['count']} times")
        return f"{math(shown)} is where {math(latex(equation))}: **{math(labels['latex'])}**."

    return Problem(program.text(), explain, s)


@topic.question(
    f"[<find>] [the] [(natural|implied|largest)] domain [(of|for)] {_FUNCTION}",
    f"(where|for which x|for what x|for what values of x|for which values of x) is {_FUNCTION} defined",
    f"what values (can x take|are allowed for x) in {_FUNCTION}",
)
def domain(c: Captures, s: Situation) -> Problem | None:
    if any(isinstance(part, t.Call) and part.args and t.calls_in(part.args[0]) for part in t.walk(c["a"])):
        return None  # of f(g(x)): where g has no value counts as well, and SymPy would not see it
    return _set_problem(
        c,
        s,
        "continuous_domain({body}, {x}, S.Reals)",
        "domain",
        "from sympy.calculus.util import continuous_domain",
    )


@topic.question(
    f"[<find>] [the] (range|image) (of|for) {_FUNCTION}",
)
def range_of(c: Captures, s: Situation) -> Problem | None:
    return _set_problem(
        c,
        s,
        "function_range(in_powers_of_e({body}), {x}, continuous_domain({body}, {x}, S.Reals))",
        "range",
        "from sympy.calculus.util import continuous_domain, function_range",
    )


_POWERS_OF_E = (
    "def in_powers_of_e(e):",
    "    return S(e).replace(lambda p: p.is_Pow and p.base.is_number, lambda p: exp(p.exp*log(p.base)))",
)
"""SymPy finds the range of ``exp(x*log(2))``, and not that of ``2**x``."""


def _set_problem(c: Captures, s: Situation, python: str, what: str, needs: str) -> Problem | None:
    found = _body(c, s)
    if found is None:
        return None
    body, name = found
    program = Program(s)
    x = program.symbol(name, "real=True")
    program.need(needs)
    if what == "range":
        program.add(*_POWERS_OF_E)
    program.add(
        f"answer = {python.format(body=program.source(body), x=x)}",
        *SHOW,
    )
    if what == "domain":
        program.add(f'print("relation:", latex(answer.as_relational({x})))')

    def explain(labels: Labels) -> str:
        if labels.get("exact") == "EmptySet":
            raise Unreadable(f"its {what} could not be found")
        every = labels.get("exact") in ("Reals", "Interval(-oo, oo)")
        shown = "all real numbers" if every else math(labels["latex"])
        said = labels.get("relation", "")
        beside = f", that is {math(said)}" if said and not every else ""
        return f"The {what} of {math(latex(body))} is **{shown}**{beside}."

    return Problem(program.text(), explain, s)


@topic.question(
    "[<find>] {f:name} (o|'∘'|circ|composed with|of) {g:name} [of {x:name}]",
    "[<find>] [the] (composition|composite function|composite) [of] {f:name} (of|with|and|after|o|'∘') {g:name}",
    "compose {f:name} (and|with) {g:name}",
)
def composition(c: Captures, s: Situation) -> Problem | None:
    outer, inner = s.function(c["f"]), s.function(c["g"])
    if outer is None or inner is None or len(outer.parameters) != 1 or len(inner.parameters) != 1:
        return None
    argument = t.Name(inner.parameters[0])
    return value_problem(t.Call(c["f"], (t.Call(c["g"], (argument,)),)), s, then="simplify")


@topic.question(
    "[<find>] [the] [(function|value of|value of the function)] ({f:name} '(' {x:name} ')'|y) '=' {a} [','] (at|when|for|if|where) [the point] [{x:name} (is|'='|equals|be)] {v:tight}",
    "[<find>] [the] value of [the] [(function|expression|polynomial)] [({f:name} '(' {x:name} ')'|y) '='] {a} (at|when|for|if|where) [the point] [{x:name} (is|'='|equals|be)] {v:tight}",
)
def at_a_point(c: Captures, s: Situation) -> Problem | None:
    found = _body(c, s)
    if found is None or t.names_in(c["v"]):
        return None
    return value_problem(t.substitute(found[0], {found[1]: t.Group(c["v"])}), s)


@topic.question("[<find>] [(its|the)] domain", "[<find>] [(its|the)] range {range:yes}")
def domain_of_told(c: Captures, s: Situation) -> Problem | None:
    """Of the function that was told, if it is one."""
    if len(s.functions) != 1:
        return None
    told = {"a": t.Name(s.functions[0].name)}
    return range_of(told, s) if "range" in c else domain(told, s)
