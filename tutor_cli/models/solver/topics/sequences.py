"""Sequences of numbers: the next term, the n-th term, a missing one, what kind of sequence it is."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.unreadable import Unreadable
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.terms import Gapped
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW, math

topic = Topic("sequences")

_KIND = "[(the|this|a|an)] [(following|number|given|infinite)] [(arithmetic|geometric|quadratic|number|linear|fibonacci|fibonacci like)] [(sequence|series|pattern|list|progression|numbers|sequence of numbers)] [(is|goes)] [':']"
_SEQUENCE = f"{_KIND} {{s:terms}}"
_THING = "(number|term|value|element|one|figure)"
_COUNT = "[(two {two:yes}|2 {two:yes}|three {three:yes}|3 {three:yes}|four {four:yes}|4 {four:yes})]"
_THINGS = "(number|term|value|element|one|figure|numbers|terms|values)"
_NEXT = f"[the] next {_COUNT} [{_THINGS}]"


@topic.question(
    f"(what|which) [{_THING}] [(is|comes|should be|would be|will be|goes)] {_NEXT} [(in|after|for|to continue)] {_SEQUENCE}",
    f"(what|which) {_THING} (comes|follows|continues) [(after|next)] [(in|after)] {_SEQUENCE}",
    f"(what|which) (comes|follows|goes) (after|next) [(in|after)] {_SEQUENCE}",
    f"[<find>] {_NEXT} (in|of|for|after|to continue) {_SEQUENCE}",
    f"[(what is|find|give|predict)] {_NEXT} [':'] {_SEQUENCE}",
    f"{_SEQUENCE} [(','|';'|'.')] [and] (what|which|what is|which is|what comes|which comes|find|give|predict|then) [{_THING}] [(is|comes|should come|would be|will be|follows)] {_NEXT}",
    f"[<find>] [the] {_THING} (that|which) (comes|follows|goes) [(after|next)] [(in|after)] {_SEQUENCE}",
    f"{_SEQUENCE} [(','|';'|'.')] {_NEXT}",
    f"(continue|complete|extend) {_SEQUENCE}",
    f"[<find>] [the] missing [{_THING}] (in|of|from) {_SEQUENCE}",
)
def next_term(c: Captures, s: Situation) -> Problem | None:
    if c["s"].last is not None:
        return None
    count = 2 if "two" in c else 3 if "three" in c else 4 if "four" in c else 1
    return sequence_problem(c["s"].values, None, s, count)


@topic.question(f"{_KIND} {{s:terms}}")
def continued(c: Captures, s: Situation) -> Problem | None:
    """``3, 7, 11, ?`` or ``2, 4, 8, __``: a list alone asks nothing."""
    return (
        sequence_problem(c["s"].values, None, s)
        if c["s"].dotted and not c["s"].added and not c["s"].last
        else None
    )


_NTH = "[(general|formula for the|rule for the|expression for the|explicit formula for the)] {n:name} [(th|-)] [th] term"
_RULE = "(formula|rule|general term|expression|explicit formula|general formula|equation|explicit rule|closed form|general rule)"


@topic.question(
    f"[<find>] [the] {_NTH} (of|in|for) {_SEQUENCE}",
    f"[<find>] [(a|an|the)] {_RULE} for [the] {{n:name}} th term (of|in|for) {_SEQUENCE}",
    f"[<find>] [(a|an|the)] {_RULE} for [the] {{n:name}} th term [':'] {_SEQUENCE}",
    f"[<find>] [(a|an|the)] {_RULE} (for|of|describing|that describes) {_SEQUENCE}",
    f"[<find>] [(a|an|the)] {_RULE} in [terms of] {{n:name}} for [the] [(general|{{n:name}} th)] term (of|in|for) {_SEQUENCE}",
    f"[<find>] [(a|an|the)] {_RULE} for [the] term [number] {{n:name}} (of|in|for) {_SEQUENCE}",
    f"{_SEQUENCE} has (which|what) {_NTH}",
    f"[<find>] {{a:name}} '(' {{n:name}} ')' (of|in|for) {_SEQUENCE}",
    f"{_SEQUENCE} [(','|';'|'.')] [and] <find> [(the|a|an)] ({_NTH}|{_RULE} [for [the] {{n:name}} th term])",
    f"{_SEQUENCE} [(','|';'|'.')] ({_NTH}|{_RULE} [for [the] {{n:name}} th term])",
)
def nth_term(c: Captures, s: Situation) -> Problem | None:
    return sequence_problem(c["s"].values, c.get("n", "n"), s)


@topic.question(
    f"[<find>] [the] {{k:ordinal}} {_THING} (in|of|for) {_SEQUENCE}",
    f"{_SEQUENCE} [(','|';'|'.')] [and] [<find>] [the] {{k:ordinal}} {_THING}",
)
def kth_term(c: Captures, s: Situation) -> Problem | None:
    """Of a sequence that is neither arithmetic nor geometric; those are progressions."""
    return sequence_problem(c["s"].values, None, s, at=c["k"]) if c["k"] <= 10**6 else None


_FITTED = (
    "def fitted(places, n):",
    "    'The rule of least degree through (place, value), or of a constant ratio; None if it is no simpler.'",
    "    rule = expand(interpolate(places, n))",
    "    if degree(rule, n) < len(places) - 1:",
    "        return rule",
    "    (first, a), (last, b) = places[0], places[-1]",
    "    if all(value != 0 for _, value in places):",
    "        ratio = real_root(S(b)/a, last - first)",
    "        rule = a*ratio**(n - first)",
    "        if all(simplify(rule.subs(n, place) - value) == 0 for place, value in places):",
    "            return rule",
    "    return None",
)


def sequence_problem(
    terms: tuple[t.Node, ...], variable: str | None, s: Situation, count: int = 1, at: int = 0
) -> Problem | None:
    """The rule of ``terms``: the polynomial of least degree, or a constant ratio. A rule that
    needs as many numbers as there are terms fits anything, and is no rule.

    Asked for is the rule in ``variable``, the term number ``at``, or the next ``count`` terms.
    """
    if len(terms) < 3:
        return None
    program = Program(s)
    n = program.symbol(variable or "n")
    values = ", ".join(program.source(term) for term in terms)
    program.add(*_FITTED)
    program.add(f"terms = [{values}]", f"rule = fitted(list(enumerate(terms, start=1)), {n})")
    if not variable:
        program.add(
            "if rule is None and len(terms) > 4 and all(c == a + b for a, b, c in zip(terms, terms[1:], terms[2:])):",
            f"    while len(terms) < {max(at, len(terms) + count)} and len(terms) < 3000:",
            "        terms.append(terms[-1] + terms[-2])",
            f"    answers, rule = terms[{at - 1 if at else -count}:]"
            + ("[:1]" if at else "")
            + ", Symbol('a_{n-1}') + Symbol('a_{n-2}')",
            "elif rule is not None:",
        )
        wanted = f"range({at}, {at + 1})" if at else f"range(len(terms) + 1, len(terms) + {count + 1})"
        program.add(f"    answers = [simplify(rule.subs({n}, place)) for place in {wanted}]")
    else:
        program.add("answers = [rule]")
    program.add(
        "if rule is None:",
        '    print("none: no rule")',
        "else:",
        '    print("exact:", answers[0] if len(answers) == 1 else answers)',
        '    print("latex:", ", ".join(map(latex, answers)))',
        '    print("rule:", latex(rule))',
    )
    listed = math(", ".join(latex(term) for term in terms) + r", \ldots")
    name = variable or "n"

    def explain(labels: Labels) -> str:
        if "none" in labels:
            raise Unreadable("these terms follow no rule that is simpler than the terms themselves")
        found = math(labels.get("latex", ""))
        if variable:
            return f"The term number {math(name)} of {listed} is **{found}**."
        rule = math("a_n = " + labels.get("rule", ""))
        if at:
            return f"The term number {math(str(at))} of {listed} is **{found}**, by the rule {rule}."
        return f"After {listed} comes **{found}**, by the rule {rule}."

    return Problem(program.text(), explain, s)


@topic.question(
    f"[<find>] [the] missing [{_THING}] [(in|of|from)] {_KIND} {{s:gapped}}",
    f"(what|which) [{_THING}] is missing (in|from) {_KIND} {{s:gapped}}",
    f"(complete|fill in the blank [in]|fill in [the missing number in]) {_KIND} {{s:gapped}}",
    f"{_KIND} {{s:gapped}} [(','|';'|'.')] [(what|which)] [{_THING}] [is] [the] missing [{_THING}]",
    f"{_KIND} {{s:gapped}}",
)
def missing_term(c: Captures, s: Situation) -> Problem | None:
    gapped: Gapped = c["s"]
    program = Program(s)
    n = program.symbol("n")
    gap = len(gapped.before) + 1
    places = [*enumerate(gapped.before, start=1), *enumerate(gapped.after, start=gap + 1)]
    program.add(*_FITTED)
    program.add(
        f"rule = fitted([{', '.join(f'({place}, {program.source(term)})' for place, term in places)}], {n})",
        f"answer = None if rule is None else simplify(rule.subs({n}, {gap}))",
        *SHOW,
        'print("rule:", latex(rule))',
    )
    shown = ", ".join([*map(latex, gapped.before), r"\square", *map(latex, gapped.after)])

    def explain(labels: Labels) -> str:
        if labels["exact"] == "None":
            raise Unreadable("these terms follow no rule that is simpler than the terms themselves")
        return f"In {math(shown)} the missing term is **{math(labels['latex'])}**, by the rule {math('a_n = ' + labels['rule'])}."

    return Problem(program.text(), explain, s)


@topic.question(
    f"is {_SEQUENCE} [(an|a)] (arithmetic or geometric|geometric or arithmetic|arithmetic [','] geometric [','] or neither|arithmetic [','] geometric or neither) [(sequence|progression|series)]",
    f"is {_SEQUENCE} [(an|a)] (arithmetic {{ap:yes}}|geometric {{gp:yes}}) [(sequence|progression|series)]",
    f"(determine|decide|tell me|state|say) (if|whether) {_SEQUENCE} is [(an|a)] (arithmetic or geometric|geometric or arithmetic|arithmetic [','] geometric [','] or neither) [(sequence|progression|series)]",
    f"(what kind|what type|which kind|which type) of (sequence|progression|series) is {_SEQUENCE}",
)
def kind_of_sequence(c: Captures, s: Situation) -> Problem | None:
    values = c["s"].values
    if len(values) < 3:
        return None
    program = Program(s)
    program.add(
        f"terms = list(map(S, [{', '.join(program.source(term) for term in values)}]))",
        "steps = {simplify(b - a) for a, b in zip(terms, terms[1:])}",
        "ratios = {simplify(b/a) for a, b in zip(terms, terms[1:])} if all(terms) else set()",
        'kind = "arithmetic" if len(steps) == 1 else "geometric" if len(ratios) == 1 else "neither"',
        'print("exact:", kind)',
        'print("latex:", latex(*(steps if kind == "arithmetic" else ratios)) if kind != "neither" else "")',
    )
    listed = math(", ".join(latex(term) for term in values) + r", \ldots")
    asked = "arithmetic" if "ap" in c else "geometric" if "gp" in c else ""

    def explain(labels: Labels) -> str:
        kind = labels["exact"]
        what = {"arithmetic": "difference", "geometric": "ratio"}.get(kind, "")
        because = f": its common {what} is {math(labels['latex'])}" if what else ""
        if asked:
            return f"**{'yes' if kind == asked else 'no'}**: {listed} is {kind or 'neither'}{because}."
        return f"{listed} is **{kind}**{because}."

    return Problem(program.text(), explain, s)
