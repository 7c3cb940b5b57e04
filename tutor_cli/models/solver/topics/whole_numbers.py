"""The whole numbers that satisfy inequalities: all, how many, the smallest, the largest."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.inequalities import IN, INEQUALITY, ORDER, links
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex, symbol
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import math

topic = Topic("whole numbers")

_WHOLE = "[(positive {pos:yes}|negative {neg:yes}|non negative {zero:yes}|nonnegative {zero:yes}|possible)] (integer|integers|whole number {zero:yes}|whole numbers {zero:yes}|natural number {pos:yes}|natural numbers {pos:yes}|integer values|integer value|integer solutions|integer solution) [(of|for) {x:name}] [{x:name}]"
_THAT = "[(are|is)] (satisfy|satisfies|satisfying|there in|make|makes|such that|for which|with|in|solve|solves|where|so that|that satisfy|that satisfies|that make|which satisfy|which satisfies|there such that|there with|that fulfil|of|to|if|are solutions of|are solutions to|is a solution of|is a solution to|for)"


@topic.question(
    f"how many {{count:yes}} {_WHOLE} {_THAT} {INEQUALITY} {{r:relations}} [(true|hold)]",
    f"how many {{count:yes}} {_WHOLE} (does|do|has) {INEQUALITY} {{r:relations}} have",
    f"<find> [the] number of {{count:yes}} {_WHOLE} {_THAT} {INEQUALITY} {{r:relations}}",
    f"(what|which|<find>|list|write down|name) [(are|is)] [(all|the|all the)] (smallest {{min:yes}}|least {{min:yes}}|lowest {{min:yes}}|minimum {{min:yes}}|largest {{max:yes}}|greatest {{max:yes}}|biggest {{max:yes}}|highest {{max:yes}}|maximum {{max:yes}}) {_WHOLE} {_THAT} {INEQUALITY} {{r:relations}} [(true|hold)]",
    f"(smallest {{min:yes}}|least {{min:yes}}|largest {{max:yes}}|greatest {{max:yes}}) {_WHOLE} {_THAT} {INEQUALITY} {{r:relations}}",
    f"(what|which|<find>|list|write down|name) [(are|is)] [(all|the|all the)] {_WHOLE} {_THAT} {INEQUALITY} {{r:relations}} [(true|hold)]",
    f"(solve|<find> [the] solutions of) {INEQUALITY} {{r:relations}} (over|in|for|among|where {{x:name}} is) [the] [(set of|an)] (integers|integer|whole numbers {{zero:yes}}|natural numbers {{pos:yes}})",
)
def whole_numbers(c: Captures, s: Situation) -> Problem | None:
    """The whole numbers that satisfy inequalities: all, how many, the smallest or the largest."""
    relations = links(c["r"])
    names = list(dict.fromkeys(name for r in relations for name in t.names_in(r) if not s.knows(name)))
    if len(names) != 1 or any(r.op not in ORDER for r in relations) or c.get("x", names[0]) != names[0]:
        return None
    program = Program(s)
    x = program.symbol(names[0], "real=True")
    sets = [f"solveset({program.source(relation)}, {x}, S.Reals)" for relation in relations]
    kind = "S.Naturals" if "pos" in c else "S.Naturals0" if "zero" in c else "S.Integers"
    program.add(f"region = {' & '.join(sets)}")
    if "neg" in c:
        program.add("region = region & Interval.open(-oo, 0)")
    elif kind != "S.Integers":
        program.add(f"region = region & Interval({int('pos' in c)}, oo)")
    program.add(
        "low, high = (region.inf, region.sup) if region != S.EmptySet else (S(0), S(-1))",
        "bottom = ceiling(low) if low.is_finite else None",
        "top = floor(high) if high.is_finite else None",
        "while bottom is not None and bottom not in region and bottom <= (high if high.is_finite else bottom + 9):",
        "    bottom += 1",
        "while top is not None and top not in region and top >= (low if low.is_finite else top - 9):",
        "    top -= 1",
    )
    if "min" in c or "max" in c:
        program.add(
            f"answer = {'bottom' if 'min' in c else 'top'}",
            "answer = answer if answer is not None and answer in region else None",
        )
    else:
        program.add(
            "bounded = bottom is not None and top is not None and top - bottom < 500",
            "found = [n for n in range(bottom, top + 1) if n in region] if bounded else None",
            f"answer = {'None if found is None else len(found)' if 'count' in c else 'found'}",
        )
    program.add(
        'print("exact:", answer)',
        'print("latex:", ", ".join(map(latex, answer)) if isinstance(answer, list) else latex(answer))',
        'print("region:", latex(region))',
    )
    question = " and ".join(math(latex(relation)) for relation in relations)
    what = "smallest integer" if "min" in c else "largest integer" if "max" in c else "integers"

    def explain(labels: Labels) -> str:
        where = f"{question} holds for {math(IN.format(symbol(names[0]), labels['region']))}"
        if labels["exact"] == "None" and ("min" in c or "max" in c):
            return f"{where}: there is **no {what}**."
        if labels["exact"] == "None":
            return f"{where}: **infinitely many** integers."
        if labels["exact"] == "[]":
            return f"{where}: **no integers**."
        if "count" in c:
            return f"{where}: these are **{math(labels['latex'])}** integers."
        return (
            f"{where}: the {what} {'is' if 'min' in c or 'max' in c else 'are'} **{math(labels['latex'])}**."
        )

    return Problem(program.text(), explain, s)


@topic.question(
    "how many (integers|whole numbers|natural numbers) [(are|lie)] [there] between {a} and {b} [','] (inclusive {closed:yes}|including both ends {closed:yes}|exclusive|not including them|not inclusive)",
    "how many (integers|whole numbers) [(are|lie)] [there] strictly between {a} and {b}",
    "how many (integers|whole numbers|natural numbers) [(are|lie)] [there] from {a} to {b} [inclusive] {closed:yes}",
)
def between(c: Captures, s: Situation) -> Problem | None:
    sign, n = "<=" if "closed" in c else "<", t.Name("n")
    relation = t.Relation(sign, t.Relation(sign, c["a"], n), c["b"])
    return whole_numbers({"r": (relation,), "count": True}, s)
