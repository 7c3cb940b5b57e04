"""Polynomials as objects: degree, leading and constant coefficients, division with remainder, partial fractions."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW, math

topic = Topic("polynomials")

_OF = "(of|in|for) [the] [(polynomial|expression|function)] [({f:name} '(' {z:name} ')'|y) '='] {a}"


def variable(node: t.Node, s: Situation) -> str | None:
    """The one free name of ``node``."""
    names = [name for name in t.names_in(s.settled(node)) if not s.knows(name)]
    return names[0] if len(names) == 1 else None


@topic.question(
    f"[<find>] [the] (degree {{degree:yes}}|leading coefficient {{leading:yes}}|constant term|constant coefficient) {_OF}",
    "(what|which) degree (is|has|does) [the] [polynomial] {a} [have] {degree:yes}",
    letters=True,
)
def described(c: Captures, s: Situation) -> Problem | None:
    node = s.settled(t.bare(c["a"]))
    name = variable(node, s)
    if name is None:
        return _total_degree(node, s) if "degree" in c else None
    program = Program(s)
    x = program.symbol(name)
    wanted = "degree()" if "degree" in c else "LC()" if "leading" in c else "TC()"
    what = "degree" if "degree" in c else "leading coefficient" if "leading" in c else "constant term"
    program.add(
        f"answer = Poly({program.source(node)}, {x}).{wanted}",
        *SHOW,
    )
    return Problem(
        program.text(),
        lambda labels: f"The {what} of {math(latex(node))} is **{math(labels['latex'])}**.",
        s,
    )


def _total_degree(node: t.Node, s: Situation) -> Problem | None:
    """Of a polynomial in several variables: the highest sum of powers in a term."""
    if not t.names_in(node):
        return None
    program = Program(s)
    program.add(
        f"answer = Poly({program.source(node)}).total_degree()",
        *SHOW,
    )
    return Problem(
        program.text(),
        lambda labels: (
            f"The degree of {math(latex(node))}, the highest sum of powers in one term, is **{math(labels['latex'])}**."
        ),
        s,
    )


@topic.question(
    "how many terms (does|has|do|are in|are there in) [the] [(polynomial|expression)] {a} [have]",
    "[<find>] [the] number of terms (in|of) [the] [(polynomial|expression)] {a}",
)
def number_of_terms(c: Captures, s: Situation) -> Problem | None:
    node = s.settled(t.bare(c["a"]))
    if not t.names_in(node):
        return None
    program = Program(s)
    program.add(
        f"answer = len(Poly(expand({program.source(node)})).terms())",
        *SHOW,
    )
    return Problem(
        program.text(), lambda labels: f"{math(latex(node))} has **{math(labels['latex'])}** terms.", s
    )


_BY = "(divided by|by|is divided by|on division by|'/'|over)"


@topic.question(
    f"[<find>] [the] remainder (when|if|of|after|for) [dividing] {{a}} {_BY} {{b}}",
    "(what|which) remainder (do you get|is there|is left|remains|results) (when|if) [you] (divide|dividing) {a} by {b}",
    f"[<find>] [the] [whole number] quotient {{q:yes}} and [the] remainder (when|if|of|for) [dividing] {{a}} {_BY} {{b}}",
    "(divide|do (long|polynomial|synthetic) division of) {a} by {b} (with|and give the|and find the|giving the) remainder {q:yes}",
    "(use|by|using|do|perform) [polynomial] (long|polynomial|synthetic) division [(to|on|,|of|for|':')] [(divide|find)] {a} (by|'/'|divided by|over) {b} {q:yes} {m:yes}",
    "divide {a} by {b} [(using|by|with)] (long|polynomial|synthetic) division {q:yes} {m:yes}",
    "(long|polynomial|synthetic) division [(of|':')] {a} (by|divided by|'/'|over) {b} {q:yes} {m:yes}",
    "[<find>] [the] quotient {q:yes} (when|if|of|for) [dividing] {a} (is divided by|by|divided by|and|'/') {b} {m:yes}",
    letters=True,
)
def with_remainder(c: Captures, s: Situation) -> Problem | None:
    top, bottom = s.settled(t.bare(c["a"])), s.settled(t.bare(c["b"]))
    name = variable(top, s)
    if name is None:
        return _whole_numbers(c, s)
    if any(other != name for other in t.names_in(bottom)):
        return None
    program = Program(s)
    x = program.symbol(name)
    program.add(
        f"quotient, remainder = div({program.source(top)}, {program.source(bottom)}, {x})",
        f'print("exact:", {"(quotient, remainder)" if "q" in c else "remainder"})',
        'print("quotient:", latex(quotient))',
        'print("remainder:", latex(remainder))',
    )
    division = math(f"{latex(t.Group(top))} \\div {latex(t.Group(bottom))}")

    def explain(labels: Labels) -> str:
        quotient, remainder = math(labels["quotient"]), math(labels["remainder"])
        if "m" in c and labels["remainder"] == "0":
            return f"By polynomial division, {division} is **{quotient}**, and there is no remainder."
        if "q" in c:
            return (
                f"By polynomial division, {division} has quotient and remainder **{quotient}, {remainder}**."
            )
        return f"By polynomial division, {division} has quotient {quotient} and leaves the remainder **{remainder}**."

    return Problem(program.text(), explain, s)


def _whole_numbers(c: Captures, s: Situation) -> Problem | None:
    """Quotient and remainder of numbers; the remainder alone is number theory's."""
    if "q" not in c or "m" in c or t.names_in(c["b"]):
        return None
    program = Program(s)
    program.add(
        f"quotient, remainder = divmod(S({program.source(c['a'])}), S({program.source(c['b'])}))",
        'print("exact:", (quotient, remainder))',
        'print("quotient:", quotient)',
        'print("remainder:", remainder)',
    )
    division = math(rf"{latex(c['a'])} \div {latex(c['b'])}")

    def explain(labels: Labels) -> str:
        quotient, remainder = math(labels["quotient"]), math(labels["remainder"])
        return f"{division} has quotient and remainder **{quotient}, {remainder}**."

    return Problem(program.text(), explain, s)


@topic.question(
    "[<find>] [the] partial (fractions|fraction) [(decomposition|expansion)] (of|for) {a}",
    "(decompose|split|write|express|break|resolve|expand) {a} [(up|apart)] (into|as|in|using) [a|the] [sum of] partial fractions",
    "(partial fractions|partial fraction decomposition) [':'] {a}",
    "(decompose|split) {a}",
)
def partial_fractions(c: Captures, s: Situation) -> Problem | None:
    name = variable(c["a"], s)
    if name is None:
        return None
    node = t.Formula("apart({0})", "{0}", (c["a"],))
    problem = value_problem(node, s, then="", verb="in partial fractions is")
    return problem and Problem(problem.program, problem.explain, problem.situation, c["a"])
