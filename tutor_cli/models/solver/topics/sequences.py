"""Sequences of numbers: the next term, the n-th term."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.unreadable import Unreadable
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import math

topic = Topic("sequences")

_TERMS = "[(the|this)] [(sequence|series|pattern|list|progression)] [':'] {xs:values} [',' | '...' | ',' '...' | ',' '_' | ',' '?' | ',' '...' '?' | ',' '.' '.' '.']"
_KIND = "[(arithmetic|geometric|quadratic|number|following)]"


@topic.question(
    f"(what|which) (is|comes|number is|number comes|should be|term comes|value comes) [the] next (in|':'|after|for) [(the|this)] {_KIND} {_TERMS}",
    f"[<find>] [the] next (term|number|value|element) (in|of|':'|for|after) [(the|this)] {_KIND} {_TERMS}",
    f"next (term|number) [(in|of|':'|for)] [(the|this)] {_KIND} {_TERMS}",
    f"(what|which) [(number|term)] (comes|follows|comes after) [(after|next)] [(in|':'|after)] [(the|this)] {_KIND} {_TERMS}",
    f"what comes (after|next) [(in|':'|after)] [(the|this)] {_KIND} {_TERMS}",
    "{xs:values} [','] ('...'|'?'|'_'|',' '...') [('.'|','|';')] [(what|which)] (is|comes|number comes|term comes|what is) [the] next [(number|term|one)]",
    "{xs:values} [','] ['...'] [('.'|','|';')] (what is|what comes|which number comes|what number comes|find|which comes) [the] next [(number|term|one)]",
    f"(continue|complete|extend) [(the|this)] {_KIND} {_TERMS}",
)
def next_term(c: Captures, s: Situation) -> Problem | None:
    return sequence_problem(c["xs"], None, s)


@topic.question(
    f"[<find>] [the] [(general|formula for the)] {{n:name}} [(th|-)] [th] term (of|in|for) [(the|this)] {_KIND} {_TERMS}",
    f"<find> [(a|the)] (formula|rule|expression) for [the] {{n:name}} th term (of|in|for) [(the|this)] {_KIND} {_TERMS}",
    f"<find> [(a|the)] (formula|rule|general term|expression) (for|of) [(the|this)] {_KIND} {_TERMS}",
)
def nth_term(c: Captures, s: Situation) -> Problem | None:
    return sequence_problem(c["xs"], c.get("n", "n"), s)


def sequence_problem(terms: tuple[t.Node, ...], variable: str | None, s: Situation) -> Problem | None:
    """The rule of ``terms``: the polynomial of least degree, or a constant ratio. A rule that
    needs as many numbers as there are terms fits anything, and is no rule."""
    if len(terms) < 3:
        return None
    program = Program(s)
    n = program.symbol(variable or "n")
    values = ", ".join(program.source(term) for term in terms)
    program.add(
        f"terms = [{values}]",
        f"rule = expand(interpolate(terms, {n}))",
        f"found = degree(rule, {n}) < len(terms) - 1",
    )
    program.add(
        "if not found and all(terms):",
        "    ratio = Rational(terms[1], terms[0])",
        f"    rule = terms[0]*ratio**({n} - 1)",
        "    found = all(b == a*ratio for a, b in zip(terms, terms[1:]))",
    )
    asked = "rule" if variable else f"rule.subs({n}, len(terms) + 1)"
    program.add(
        "if found:",
        f"    answer = {asked}",
        '    print("exact:", answer)',
        '    print("latex:", latex(answer))',
    )
    program.add('    print("rule:", latex(rule))', "else:", '    print("none: no rule")')
    listed = math(", ".join(latex(term) for term in terms) + r", \ldots")
    name = variable or "n"

    def explain(labels: Labels) -> str:
        if "none" in labels:
            raise Unreadable("these terms follow no rule that is simpler than the terms themselves")
        if variable:
            return f"The term number {math(name)} of {listed} is **{math(labels.get('latex', ''))}**."
        return f"After {listed} comes **{math(labels.get('latex', ''))}**, by the rule {math('a_n = ' + labels.get('rule', ''))}."

    return Problem(program.text(), explain, s)
