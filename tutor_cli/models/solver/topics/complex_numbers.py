"""Complex numbers: modulus, argument, conjugate, parts, polar form."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import math

topic = Topic("complex numbers")

_ARGUMENT = "arg({0})"


@topic.noun("(modulus|absolute value|magnitude) of [the] [complex] [number] [z '='] {a}")
def modulus(c: Captures) -> t.Node | None:
    return (
        None
        if isinstance(t.bare(c["a"]), t.Sequence)
        else t.Formula("Abs({0})", r"\left|{0}\right|", (c["a"],), then="simplify")
    )


@topic.noun("[complex] conjugate of [the] [complex] [number] [z '='] {a}")
def conjugate(c: Captures) -> t.Node:
    return t.Formula("conjugate({0})", r"\overline{{{0}}}", (c["a"],), then="simplify")


@topic.noun(
    "(argument|principal argument|arg|amplitude|phase) of [the] [complex] [number] [z '='] {a}",
    "(arg|argument) '(' {a} ')'",
)
def argument(c: Captures) -> t.Node:
    return t.Formula(_ARGUMENT, r"\arg\left({0}\right)", (c["a"],), then="simplify")


@topic.noun("(real part {real:yes}|imaginary part) (of|from) [the] [complex] [number] [z '='] {a}")
def part(c: Captures) -> t.Node:
    name = "re" if "real" in c else "im"
    return t.Formula(
        f"{name}({{0}})",
        rf"\operatorname{{{{{name.title()}}}}}\left({{0}}\right)",
        (c["a"],),
        then="simplify",
    )


@topic.noun(
    "(additive inverse|opposite|negative) {minus:yes} of [the] [complex] [number] {a}",
    "(multiplicative inverse|reciprocal|inverse) of [the] [complex] [number] {a}",
)
def inverse(c: Captures) -> t.Node | None:
    """Of a whole complex number; of a real one, what stands tight after "of"."""
    if not _is_complex(c["a"]):
        return None
    whole = t.Group(t.bare(c["a"]))
    return t.Negative(whole) if "minus" in c else t.Binary("/", t.Number("1"), whole)


def _is_complex(node: t.Node) -> bool:
    return any(part == t.Name("i") or part == t.Constant("I") for part in t.walk(node))


@topic.question(
    "[(multiply|<find>)] {a} (by|times|and|'*'|multiplied by) its [complex] conjugate",
    "[<find>] [the] product of {a} and its [complex] conjugate",
    "[(add|<find>)] {a} (and|to|plus|'+') its [complex] conjugate {plus:yes}",
    "[<find>] [the] sum of {a} and its [complex] conjugate {plus:yes}",
)
def with_its_conjugate(c: Captures, s: Situation) -> Problem | None:
    op = "+" if "plus" in c else "*"
    return value_problem(t.Binary(op, t.Group(t.bare(c["a"])), conjugate(c)), s)


_RECTANGULAR = "[the] (rectangular form|cartesian form|standard form|algebraic form|binomial form|a '+' bi form|form a '+' bi|form x '+' iy|form x '+' yi|a '+' bi|x '+' iy|rectangular coordinates|form a '+' b i)"
_FORM = "(write|express|convert|put|give|change|rewrite|simplify)"


@topic.question(
    f"{_FORM} [the] [complex] [number] [z '='] {{a}} [from polar form] (in|to|into|as) {_RECTANGULAR}",
    f"[<find>] [the] {_RECTANGULAR} of [the] [complex] [number] [z '='] {{a}}",
    f"{_FORM} [the] [complex] [number] [z '='] {{a}}",
)
def rectangular(c: Captures, s: Situation) -> Problem | None:
    return value_problem(c["a"], s) if any(part == t.Constant("I") for part in t.walk(c["a"])) else None


_POLAR = "(polar|exponential|trigonometric|trig|polar coordinate|euler|modulus argument|modulus - argument)"


@topic.question(
    f"{_FORM} [the] [complex] [number] [z '='] {{a}} (in|to|into|as) {_POLAR} (form|coordinates)",
    f"[<find>] [the] {_POLAR} (form|coordinates) (of|for) [the] [complex] [number] [z '='] {{a}}",
    f"<ask> {{a}} (in|to|into) {_POLAR} form",
)
def polar(c: Captures, s: Situation) -> Problem | None:
    if t.names_in(c["a"]):
        return None
    program = Program(s)
    program.add(
        f"number = {program.source(c['a'])}",
        "r, phi = simplify(Abs(number)), simplify(arg(number))",
        "answer = Mul(r, exp(I*phi, evaluate=False), evaluate=False)",
        'print("exact:", answer)',
        'print("r:", latex(r))',
        'print("phi:", latex(phi))',
    )

    def explain(labels: Labels) -> str:
        r, phi = labels["r"], labels["phi"]
        angle = rf"\left({phi}\right)" if phi.startswith("-") else phi
        factor = "" if r == "1" else r + " "
        exponential = math(f"{factor}e^{{{phi} i}}".replace(r"} i}", "} i}"))
        form = math(FORM.format(factor.strip(), angle, angle))
        return rf"With \(r = {r}\) and \(\varphi = {phi}\), {math(latex(c['a']))} is **{form}**, that is {exponential}."

    return Problem(program.text(), explain, s)


FORM = r"{} \left(\cos {} + i \sin {}\right)"


@topic.question(
    "[<find>] [(all|the|all the|all of the)] [complex] (square {two:yes}|cube {three:yes}|cubic {three:yes}|{n:ordinal}) roots of [the] [complex] [number] {a}",
    "[<find>] [(all|the|all the|all of the)] [complex] (square {two:yes}|cube {three:yes}|{n:ordinal}) roots of unity {unity:yes}",
    "[<find>] all [(the|of the)] {k:whole} [complex] (square {two:yes}|cube {three:yes}|{n:ordinal}) roots of {a}",
)
def all_roots(c: Captures, s: Situation) -> Problem | None:
    """All the complex roots of a number: the solutions of z^n = a."""
    degree = 2 if "two" in c else 3 if "three" in c else c.get("n", 0)
    number: t.Node = t.Number("1") if "unity" in c else c["a"]
    if not 2 <= degree <= 12 or t.names_in(number):
        return None
    program = Program(s.without_kept())
    z = program.symbol("z")
    program.add(
        f"number = S({program.source(number)})",
        f"r, phi = Abs(number)**Rational(1, {degree}), arg(number)/{degree}",
        f"answers = [expand(simplify(r*(cos(phi + 2*pi*k/{degree}) + I*sin(phi + 2*pi*k/{degree}))), complex=True) for k in range({degree})]",
        f"assert all(abs(N(value**{degree} - number)) < 1e-9*(1 + abs(N(number))) for value in answers)",
        'print("exact:", answers)',
        'print("latex:", ", ".join(map(latex, answers)))',
    )
    question = math(f"{z}^{{{degree}}} = {latex(number)}")
    return Problem(
        program.text(), lambda labels: f"The solutions of {question} are **{math(labels['latex'])}**.", s
    )


@topic.noun("(square root {two:yes}|cube root) of {a}")
def root_of_complex(c: Captures) -> t.Node | None:
    """The principal root of a whole complex number."""
    if not _is_complex(c["a"]) or not isinstance(t.bare(c["a"]), t.Binary):
        return None
    return t.Function("sqrt" if "two" in c else "cbrt", (t.bare(c["a"]),))


@topic.question(
    "[<find>] (its|the) (modulus {modulus:yes}|absolute value {modulus:yes}|magnitude {modulus:yes}|[complex] conjugate {conjugate:yes}|argument|principal argument) [of it]",
)
def of_the_told(c: Captures, s: Situation) -> Problem | None:
    """``z = 4 + 3i, find its modulus``"""
    told = [name for name, _ in s.values if name in s.fresh]
    make = modulus if "modulus" in c else conjugate if "conjugate" in c else argument
    node = make({"a": t.Name(told[0])}) if len(told) == 1 else None
    return value_problem(node, s) if node is not None else None


@topic.question(
    "[<ask>] {a} in (degrees|radians {radians:yes}|degree)",
    "(give|find|calculate|express) {a} in (degrees|radians {radians:yes})",
)
def angle_in_degrees(c: Captures, s: Situation) -> Problem | None:
    """The value of an inverse function, or an argument, as an angle in degrees."""
    inside = t.bare(c["a"])
    inverse = isinstance(inside, t.Function) and inside.name in (
        "asin", "acos", "atan", "asec", "acsc", "acot",
    )  # fmt: skip
    if not inverse and not (isinstance(inside, t.Formula) and inside.python == _ARGUMENT):
        return None
    if "radians" in c:
        return value_problem(inside, s)
    return value_problem(t.Formula("({0}*180/pi)", "{0}", (inside,), then="simplify"), s, after="°")
