"""Trigonometry: identities, one function by another, an angle from its sine, values in a quadrant, radians."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.functions import TRIGONOMETRIC
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.equations_within import bare_degrees
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import (
    SHOW_VALUE,
    math,
    rounded,
    value_sentence,
)

topic = Topic("trigonometry")

_INVERSES = frozenset({"asin", "acos", "atan", "asec", "acsc", "acot"})


# ── identities ────────────────────────────────────────────────────────────────

_PROVE = "(prove|verify|show|check|confirm|demonstrate|establish|is it true|is it correct|is it the case|determine whether|determine if|check whether|check if)"


@topic.question(
    f"{_PROVE} [that] [the] [(following|trig|trigonometric)] [(identity|equation|statement)] [that] [':'] {{e:relation}} [is (an identity|true|an identity for all {{x:name}}|correct)] [(for (all|every|any) [(values|value)] [of] {{x:name}})]",
    "is {e:relation} (an identity|a trig identity|an identity or not|always true|true for all {x:name}|true for every {x:name}|a true identity)",
    "(does|is) {a} [always] (equal|equals|equal to|the same as|identical to|equivalent to) {b} [for all {x:name}]",
)
def identity(c: Captures, s: Situation) -> Problem | None:
    """Whether both sides are always equal: if not, where they differ."""
    equation: t.Relation = c["e"] if "e" in c else t.Relation("=", c["a"], c["b"])
    names = [name for name in t.names_in(equation) if not s.knows(name)]
    if equation.op != "=" or isinstance(equation.left, t.Relation) or not names or t.calls_in(equation):
        return None
    if any(isinstance(side, t.Name) for side in (equation.left, equation.right)):
        return None  # x = 3 is no identity
    program = Program(s)
    symbols = [program.symbol(name) for name in names]
    program.add(
        f"left, right = S({program.source(equation.left)}), S({program.source(equation.right)})",
        f"names = [{', '.join(symbols)}]",
        "trials = [dict(zip(names, [Rational(k + 7*j, 11) for j in range(1, len(names) + 1)])) for k in (3, 5, 8, 13)]",
        "differ = next((trial for trial in trials if abs(N((left - right).subs(trial))) > 1e-9), None)",
        'assert differ is not None or simplify(left - right) == 0 or simplify((left - right).rewrite(exp)) == 0, "it could not be proved"',
        'print("exact:", differ is None)',
        'print("latex:", latex(simplify(left)))',
        'if differ: print("at:", ", ".join(f"{latex(name)} = {latex(value)}" for name, value in differ.items()))',
        'if differ: print("sides:", f"{N(left.subs(differ), 6)} ;; {N(right.subs(differ), 6)}")',
    )

    def explain(labels: Labels) -> str:
        question = math(latex(equation))
        if labels["exact"] == "True":
            return f"**yes**, {question} is an identity: both sides simplify to {math(labels['latex'])}, and their difference is 0 wherever they are defined."
        left, right = labels["sides"].split(" ;; ")
        return f"**no**, {question} is no identity: at {math(labels['at'])} the left side is about {math(rounded(left))}, the right side about {math(rounded(right))}."

    return Problem(program.text(), explain, s)


# ── one function by another ───────────────────────────────────────────────────

_BY = "(in terms of|using only|only in terms of|as a function of|in terms only of|purely in terms of|as an expression in|through|by means of)"


@topic.question(
    f"[(express|write|rewrite|give|find|expand|put|state|what is)] {{a}} {_BY} {{b}} [(only|alone)]",
    f"(express|write|rewrite|give) {_BY} {{b}} [(only|alone)] [':'|','] {{a}}",
)
def in_terms_of(c: Captures, s: Situation) -> Problem | None:
    """``cos 2x`` by ``sin x``: expanded, then the other function replaced by ``sin² + cos² = 1``."""
    wanted = t.bare(c["b"])
    if not isinstance(wanted, t.Function) or wanted.name not in ("sin", "cos", "tan"):
        return None
    functions = {part.name for part in t.walk(c["a"]) if isinstance(part, t.Function)}
    if not functions & TRIGONOMETRIC or not t.names_in(wanted):
        return None
    program = Program(s)
    angle = program.source(wanted.args[0])
    renamed, rule = _REDUCTIONS[wanted.name]
    program.add(
        f"expression, angle = S({program.source(c['a'])}), S({angle})",
        'sine, cosine, known, other = symbols("sine cosine known other")',
        "ratios = {tan(angle): sine/cosine, cot(angle): cosine/sine, sec(angle): 1/cosine, csc(angle): 1/sine, sin(angle): sine, cos(angle): cosine}",
        f"plain = expand_trig(expression).subs(ratios).subs({renamed})",
        f"top, bottom = (rem(part, {rule}, other) for part in fraction(cancel(together(plain))))",
        f"answer = cancel(top/bottom).subs(known, {wanted.name}(angle))",
        "answer = expand(answer) if fraction(answer)[1].is_number else answer",
        'assert not answer.has(other), "it cannot be written so without a root whose sign is not known"',
        'assert abs(N((answer - expression).subs({name: Rational(3, 7) for name in expression.free_symbols}))) < 1e-9, "it came out wrong"',
        *SHOW_VALUE,
    )
    shown = latex(c["a"])
    return Problem(program.text(), lambda labels: value_sentence(shown, labels), s, value=c["a"])


_REDUCTIONS = {
    "sin": ("{sine: known, cosine: other}", "other**2 + known**2 - 1"),
    "cos": ("{sine: other, cosine: known}", "other**2 + known**2 - 1"),
    "tan": ("{sine: known*other, cosine: other}", "other**2*(1 + known**2) - 1"),
}
"""What sine and cosine are called where one function is ``known``, and what their squares come to."""


# ── an angle from its sine ────────────────────────────────────────────────────

_NAMES = "(sine|sin|cosine {acos:yes}|cos {acos:yes}|tangent {atan:yes}|tan {atan:yes})"


@topic.question(
    f"(what|which|find [the]|find [an]) [(acute|the)] angle [(has|with|that has|whose|having)] [(a|its)] {_NAMES} (of|is|equal to|equals|'=') {{a}} [in (degrees|radians {{radians:yes}})]",
    f"[<find>] [the] [acute] angle (whose|with) {_NAMES} (is|of|equals|'=') {{a}} [in (degrees|radians {{radians:yes}})]",
    f"the {_NAMES} of (an|what|which) [acute] angle is {{a}} [','] [(what|find) [is] the angle] [in (degrees|radians {{radians:yes}})]",
)
def angle_with(c: Captures, s: Situation) -> Problem | None:
    if t.names_in(c["a"]):
        return None
    name = next((each for each in ("acos", "atan") if each in c), "asin")
    return _as_angle(t.Function(name, (c["a"],)), s, radians="radians" in c)


def _as_angle(node: t.Node, s: Situation, *, radians: bool) -> Problem | None:
    if radians:
        return value_problem(node, s)
    return value_problem(
        t.Formula("({0}*180/pi)", "{0}", (node,), then="simplify"), s, unit=r"^{\circ}", decimals=True
    )


@topic.question(
    "[(<ask>|express|write|give|convert|change|turn|put)] {a} [(to|into|in|as)] radians",
    "how many radians (is|are|in|are in|are there in) {a}",
    "[(<ask>|express|write|give|convert|change|turn)] {a} [(to|into|in|as)] (degrees|degree) {degrees:yes}",
)
def in_radians(c: Captures, s: Situation) -> Problem | None:
    """An angle in the other measure: ``75°`` in radians, ``arctan 1`` in either."""
    node = t.bare(c["a"])
    if isinstance(node, t.Function) and node.name in _INVERSES:
        return _as_angle(node, s, radians="degrees" not in c)
    if "degrees" in c:
        return None
    plain = bare_degrees(node)
    return value_problem(t.Postfix("°", plain), s) if plain != node else None
