"""Fractions, decimals and mixed numbers: the same number in the form that is asked for."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from dataclasses import replace

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.results import math

topic = Topic("fractions")


def _repeating(reader: Reader, position: int, limit: int) -> Caught:
    """A repeating decimal: whole part, fixed digits and period, as text."""
    if position >= limit or reader.tokens[position].kind != "number":
        return
    whole, point, digits = reader.tokens[position].text.partition(".")
    if not point or not digits.isdigit():
        if (
            whole.isdigit()
            and reader.text(position + 1, limit) == "."
            and reader.text(position + 2, limit) == "overline"
        ):
            digits, position = "", position + 1
        else:
            return
    after = position + 1
    if reader.text(after, limit) == "overline" and reader.text(after + 1, limit) == "{":
        if reader.text(after + 3, limit) == "}" and reader.text(after + 2, limit).isdigit():
            yield (whole, digits, reader.text(after + 2, limit)), after + 4
    elif reader.text(after, limit).startswith("...") or reader.text(after, limit) == ".":
        after += 1
        period = next(
            (digits[-n:] for n in range(1, len(digits) // 2 + 1) if digits.endswith(digits[-n:] * 2)), ""
        )
        if period:
            while digits.endswith(period):
                digits = digits[: -len(period)]
            yield (whole, digits, period), after + (reader.text(after, limit) in ("repeating", "recurring"))
    elif reader.text(after, limit) in ("repeating", "recurring", "repeated"):
        yield (whole, "", digits), after + 1


KINDS["repeating"] = _repeating

_WRITE = "(write|express|give|convert|change|turn|put|<ask>|show|simplify)"
_AS = "(as|in|into|to|'->')"


def forms(form: str) -> tuple[str, ...]:
    """The ways to ask for a number in a form."""
    return (
        f"[{_WRITE}] {{a}} [of (a|an) {{u:word}}] {_AS} [(a|an|its|the)] {form}",
        f"[{_WRITE}] {_AS} [a|an] {form} {{a}}",
        f"(what|which) {form} is {{a}}",
    )


@topic.question(*forms("(decimal|decimals|decimal number|decimal form|decimal fraction|decimal notation)"))
def decimal(c: Captures, s: Situation) -> Problem | None:
    return value_problem(c["a"], s, decimals=True)


@topic.question(
    *forms(
        "[(simplified|simplest|proper|common|single|reduced|improper)] (fraction|fractions|fraction form|fraction in simplest form|fraction in lowest terms)"
    ),
    *forms("(rational number|ratio of integers|lowest terms|simplest form)"),
    "(simplify|reduce) [the] fraction {a} [to lowest terms]",
)
def fraction(c: Captures, s: Situation) -> Problem | None:
    problem = value_problem(c["a"], s, then="nsimplify" if t.names_in(c["a"]) else None)
    if problem is None:
        return None
    question = latex(c["a"])

    def explain(labels: Labels) -> str:
        return f"{math(question)} is **{math(labels.get('latex', ''))}** as a fraction."

    return replace(problem, explain=explain)


@topic.question("what fraction is {a}", "{a} is what fraction")
def what_fraction(c: Captures, s: Situation) -> Problem | None:
    return fraction(c, s) if not t.names_in(c["a"]) else None


@topic.question(
    "what fraction of {b} is {a}",
    "{a} is what fraction of {b}",
    f"[{_WRITE}] {{a:number}} as a fraction of {{b:number}}",
)
def fraction_of(c: Captures, s: Situation) -> Problem | None:
    return value_problem(t.Binary("/", t.Group(c["a"]), t.Group(c["b"])), s)


@topic.question(*forms("mixed (number|fraction|numeral)"))
def mixed(c: Captures, s: Situation) -> Problem | None:
    problem = value_problem(c["a"], s)
    if problem is None:
        return None
    program = (
        problem.program
        + "whole, part = divmod(abs(answer), 1)\n"
        + 'print("mixed:", sign(answer), whole, part)\n'
    )
    question = latex(c["a"])

    def explain(labels: Labels) -> str:
        pieces = labels.get("mixed", "").split()
        if len(pieces) != 3 or pieces[2] == "0" or pieces[1] == "0":
            return f"{math(question)} equals **{math(labels.get('latex', ''))}**."
        top, _, bottom = pieces[2].partition("/")
        minus = "-" if pieces[0] == "-1" else ""
        return (
            rf"{math(question)} is **\({minus}{pieces[1]}\tfrac{{{top}}}{{{bottom}}}\)** as a mixed number."
        )

    return replace(problem, program=program, explain=explain)


@topic.question(
    f"[{_WRITE}] {{a:repeating}} [{_AS} [a|an] [(simplified|common)] (fraction|rational number)]",
    f"[{_WRITE}] [the] (repeating|recurring) decimal {{a:repeating}} [{_AS} [a|an] [(simplified|common)] fraction]",
)
def repeating(c: Captures, s: Situation) -> Problem | None:
    """``0.3 repeating``: the digits after the point that repeat are those written (``0.1666…``: the last)."""
    whole, fixed, period = c["a"]
    top = int(whole + fixed + period) - int(whole + fixed)
    bottom = int("9" * len(period) + "0" * len(fixed))
    node = t.Binary("/", t.number(top), t.number(bottom))
    problem = value_problem(node, s)
    shown = rf"{whole}.{fixed}\overline{{{period}}}"
    if problem is None:
        return None
    return replace(
        problem,
        explain=lambda labels: (
            f"{math(shown)} is **{math(labels.get('latex', ''))}**: it is {top}/{bottom}, reduced."
        ),
    )
