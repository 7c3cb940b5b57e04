"""Equations and systems: solve, find x, what is x if …, roots."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.functions import TRIGONOMETRIC
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.unreadable import Unreadable
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.steps.working import Working
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.systems import system
from tutor_cli.models.solver.writing.latex import latex, symbol
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SEPARATOR, is_decimal, is_whole, math, rounded, show_each

topic = Topic("equations")

MAX_EQUATIONS = 8
_AMONG = {"integer=True": "integers", "complex=True": "complex numbers"}
METHODS = {
    "formula": "by the quadratic formula",
    "factors": "by factoring",
    "square": "by completing the square",
    "substitution": "by substitution",
}
"""The methods that steps can be told to take, and how they are called."""

SHOW_SOLUTIONS = (
    *show_each("solutions"),
    f'print("decimal:", "{SEPARATOR}".join(str(N(found, 15, chop=True)) for found in solutions))',
)
_OF_WHAT = "(linear|simultaneous|quadratic|cubic|nonlinear|non linear|non - linear|exponential|logarithmic|rational|radical|literal|absolute value|trigonometric|polynomial|following)"
_EQUATIONS = "(system|systems|set|pair|equations|equation|proportion)"
# How many there are is only said before a noun: "two x" is a product.
_SYSTEM = (
    f"[([the|this|these] [two|three|2|3] [{_OF_WHAT}] [{_OF_WHAT}] {_EQUATIONS} [of [the] [two|three|2|3] [{_OF_WHAT}] [{_OF_WHAT}] equations]"
    f"|[the] {_OF_WHAT}|the|this)] [':']"
)
_METHOD = (
    "([the] quadratic formula {formula:yes}|[the] general formula {formula:yes}|[the] formula {formula:yes}|"
    "(factoring|factorising|factorizing|factorization|factorisation) {factors:yes}|[the] zero product property {factors:yes}|"
    "completing [the] square {square:yes}|[the] (elimination|substitution {substitution:yes}|addition|comparison|square root) [method]|"
    "[the] method of (elimination|substitution {substitution:yes}|completing the square {square:yes})|"
    "[taking] [the] square roots|graphing|simultaneous equations|cramers rule|cramer rule|cramer is rule|gaussian elimination|gauss elimination|matrices|[the] inverse matrix|"
    "cross (multiplication|multiplying)|[the] logarithms|[taking] logs|inverse operations) [method]"
)
_BY = f"(by|using|with|via|by using|through|by means of) {_METHOD}"
_FOR = "(for|to find|and find|to get|in|for the variable|in terms of|and give) [the value of|the values of|both] {xs:names}"
_GIVEN = "(in|if|when|where|given|given that|such that|so that|that satisfy|satisfying|for which|from|which satisfies|that satisfies|of|':'|',')"


@topic.question(
    f"(solve|work out|figure out|resolve) [(simultaneously|algebraically|exactly)] [for {{xs:names}}] {_SYSTEM} {{r:relations}} [{_FOR}] [[','] {_BY}] [(together|simultaneously|at the same time)]",
    f"(solve|work out|figure out|resolve) {_SYSTEM} {{r:relations}} [[','] {_BY}] [{_FOR}]",
    f"(solve|solve it) {_BY} [':'|','] {_SYSTEM} {{r:relations}} [{_FOR}]",
    f"(use|using|apply|with|by) {_METHOD} [(on|to|for|,|and)] [(solve|find [the] (solutions|solution|roots) (of|to))] {_SYSTEM} {{r:relations}} [{_FOR}]",
    f"{_SYSTEM} {{r:relations}} [','] {_BY}",
    f"[solve] {{xs:names}} ':' {_SYSTEM} {{r:relations}} [[','] {_BY}]",
    f"solve for {{xs:names}} [{_GIVEN}] {_SYSTEM} {{r:relations}} [[','] {_BY}]",
    f"<find> [(the value of|the values of|all|the value for|values of|all values of|every|every value of|all the values of|both)] {{xs:names}} [','] [{_GIVEN}] {_SYSTEM} {{r:relations}}",
    f"[<find>] [the|all|all the|all of the|every] [(real|all real|distinct|exact|two|possible|both)] (solution|solutions|root|roots|zeros|zeroes|answer|answers|solution set) (of|to|for) {_SYSTEM} {{r:relations}} [for {{xs:names}}] [[','] {_BY}]",
    f"(make|rearrange {_SYSTEM} {{r:relations}} to make) {{xs:name}} the subject [of [the] [(formula|equation)] {{r:relations}}]",
    f"rearrange {_SYSTEM} {{r:relations}} (for|to find|in terms of|to solve for|to isolate|to get) {{xs:names}}",
    "solve [the] proportion {r:relations} [for {xs:names}]",
    "(cross multiply|use cross multiplication) [to solve] [':'|','] {r:relations} [for {xs:names}]",
    "(rearrange|transpose|change|solve) [the] [(formula|equation)] {r:relations} (to make|so that|making) {xs:name} [(is|be)] the subject",
    "{r:relations} [(','|';')] [(and|then)] [(rearrange|transpose|solve)] [(to|and)] (make|express) {xs:name} [as] the subject",
    "{r:relations} [(','|';')] [(and|then)] (rearrange|transpose|rewrite) [it] (for|to find|to get|to isolate|to solve for|in terms of) {xs:name}",
    "{r:relations} [(','|':'|';'|'.')] [and|then] (solve|find|work out|solve it|calculate|determine) [for] [the value of|the values of|both] {xs:names}",
    f"(isolate|solve for|express|get) {{xs:name}} [by itself] (in|from|using) {_SYSTEM} {{r:relations}}",
    f"(what is|what does|what are) [the value of|the values of] {{xs:names}} [(equal|be)] {_GIVEN} {_SYSTEM} {{r:relations}}",
    "(what|which) {xs:name} (is satisfying|satisfies|satisfy|fulfils|fulfills|makes true) {r:relations}",
    "(what|which) (value|values|number|numbers|unknown) (make|makes|satisfy|satisfies|solve|solves) {r:relations} [true]",
    "(get|isolate) {xs:name} [(alone|by itself|on its own|on one side)] [(in|from|using|of|for|':')] {r:relations}",
    "(what|which) [(value|values|number|numbers) (of|for)] {xs:name} (give|gives|make|makes|satisfy|satisfies|solve|solves) {r:relations} [true]",
    f"(for|at) (what|which) [(value|values) of] {{xs:name}} (is|does|do) {_SYSTEM} {{r:relations}} [(true|hold|be true)]",
    "'{' {r:relations} '}'",
    f"[{_SYSTEM}] {{r:relations}}",
)
def equations(c: Captures, s: Situation) -> Problem | None:
    names = c.get("xs", ())
    if not names and all(isinstance(r.left, t.Name) and not t.names_in(r.right) for r in c["r"]):
        return None  # nothing is to be solved in "x = 3"
    method = next((name for name in METHODS if name in c), "")
    return solve_problem(c["r"], (names,) if isinstance(names, str) else names, s, method=method)


@topic.question(
    f"solve {_SYSTEM} {{r:relations}} (over|in|for|among) [the] (reals|real numbers|real x|real values of x)",
    f"solve {_SYSTEM} {{r:relations}} (over|in|for|among) [the] (integers|whole numbers) {{whole:yes}}",
    f"[solve] {_SYSTEM} {{r:relations}} (over|in|for|among) [the] (complex numbers|complex|set of complex numbers) {{complex:yes}}",
    f"solve (over|in|among) [the] (complex numbers|complex|set of complex numbers) [':'|','] {_SYSTEM} {{r:relations}} {{complex:yes}}",
    f"[<find>] [the|all|all the|all of the|every] complex {{complex:yes}} (solution|solutions|root|roots|zeros|zeroes) (of|to|for) {_SYSTEM} {{r:relations}}",
)
def equations_among(c: Captures, s: Situation) -> Problem | None:
    """Of one equation, the solutions of a kind."""
    kind = "integer=True" if "whole" in c else "complex=True" if "complex" in c else "real=True"
    return solve_problem(c["r"], (), s, kind) if len(c["r"]) == 1 else None


@topic.question(
    "[<find>] [the|all|all the|all of the] [(real|complex {complex:yes}|distinct|exact|two|possible|all real)] (root|roots|zero|zeros|zeroes|x intercepts|solutions) [of] [the] [(polynomial|equation|quadratic|function|cubic)] [y '='] {a}",
    "[<find>] [the|all|all the|all of the] [(real|complex {complex:yes}|distinct|exact|two|possible|all real)] (root|roots|zero|zeros|zeroes|x intercepts|x intercept|x - intercepts|x - intercept) (of|for) [the] [(polynomial|equation|quadratic|function|cubic|graph of|parabola|line)] [({f:name} '(' {v:name} ')'|y) '='] {a}",
    "(use|using|apply) the quadratic formula (on|for|to solve|to) {a}",
    "(find|solve) [for] where {a} is zero",
    "(for|at) (what|which) [(value|values) of] [{v:name}] [(is|does|do)] [the] [(function|expression|polynomial)] [({f:name} '(' {v:name} ')'|y) '='] {a} [(is|equals|equal|becomes)] (zero|0)",
    "(when|where) (is|does) {a} (zero|equal zero|equals zero|vanish)",
)
def roots(c: Captures, s: Situation) -> Problem | None:
    if not t.names_in(c["a"]):
        return None
    return solve_problem(
        (t.Relation("=", c["a"], t.Number("0")),), (), s, "complex=True" if "complex" in c else ""
    )


@topic.question(
    "(at|for) (what|which) (value|values|x|number) [of {x:name}] (does|do|is|are|will) {a} (equal|equals|be|equal to|'=') {b}",
    "(find|where|when) [where] (does|is) {a} (equal|equal to|'=') {b}",
)
def where_equal(c: Captures, s: Situation) -> Problem | None:
    return solve_problem((t.Relation("=", c["a"], c["b"]),), (c["x"],) if "x" in c else (), s)


@topic.question(
    "(set|make|put) {a} (equal to|'='|equals|to) {b} [(and|then|,)] [then] [(solve|solve it|find)] [for] [{x:name}]",
    "solve {a} (set equal to|equal to) {b} [for {x:name}]",
)
def set_equal(c: Captures, s: Situation) -> Problem | None:
    """``set it equal to 0 and solve``"""
    side = s.result if c["a"] == s.previous and s.result is not None else c["a"]
    relation = t.Relation("=", side, c["b"])
    return solve_problem((relation,), (c["x"],) if "x" in c else (), s) if t.names_in(relation) else None


@topic.question("<find> [the value of|the values of] [both] {xs:names}")
def told_unknowns(c: Captures, s: Situation) -> Problem | None:
    """``Given x + y = 9 and x - y = 3, find x and y``"""
    groups = [
        told for told in s.equations if any(name in t.names_in(each) for each in told for name in c["xs"])
    ]
    if len(c["xs"]) < 2 or not groups or s.value(c["xs"][0]) is not None:
        return None
    for told in groups:
        s = s.without_equations(told)
    return solve_problem([each for told in groups for each in told], c["xs"], s)


@topic.question(
    "(<find>|solve [for]) [(every|all|[(all|all the|the)] [possible] (value|values) [(of|for)])] {x:name}",
    "what (can|could|must|might) {x:name} be",
)
def told_unknown(c: Captures, s: Situation) -> Problem | None:
    """``Suppose 5*b**2 - … = 0. What is b?`` All its solutions, not one value."""
    told = s.equations_for(c["x"]) if s.value(c["x"]) is None else None
    if told is None or any(relation.op != "=" for relation in told):
        return None
    earlier = s.without_equations(told)
    problem = solve_problem(told, (c["x"],), earlier)
    others = [name for name in t.names_in(told[0]) if name != c["x"] and not earlier.knows(name)]
    if problem is None or len(told) > 1 or not others:
        return problem
    explain, depends = problem.explain, " and ".join(math(symbol(name)) for name in others)
    return replace(problem, explain=lambda labels: f"{explain(labels)} It depends on {depends}.")


def _is_congruence(relation: t.Relation) -> bool:
    """``3x = 12 mod 7``: what is meant is that both sides leave the same remainder."""
    right = t.bare(relation.right)
    return (
        isinstance(right, t.Binary)
        and right.op == "mod"
        and bool(t.names_in(relation.left))
        and not isinstance(t.bare(relation.left), t.Name)
    )


def solve_problem(
    relations: Sequence[t.Relation], targets: Sequence[str], s: Situation, kind: str = "", method: str = ""
) -> Problem | None:
    """The problem of solving equations for ``targets``, or for all unknowns when none are named.

    ``kind`` is SymPy's assumption on the unknown of one equation (``real=True``). ``method`` is the
    one of :data:`METHODS` that the steps are to take.
    """
    if any(relation.op != "=" for relation in relations) or len(relations) > MAX_EQUATIONS:
        return None
    if any(_is_congruence(relation) for relation in relations):
        return None
    s = s.without_kept()
    if any(
        isinstance(part, t.Call) and not s.function(part.name)
        for relation in relations
        for part in t.walk(relation)
    ):
        return None  # a differential equation, or a function that was never told
    unknowns = list(dict.fromkeys(name for r in relations for name in t.names_in(r) if not s.knows(name)))
    if any(name not in unknowns for name in targets):
        return None
    if not unknowns:
        return is_it_true(relations[0], s) if len(relations) == 1 else None
    if len(relations) == 1:
        if len(unknowns) > 1 and not targets:
            if isinstance(relations[0].left, t.Name):
                return None
            raise Unreadable("it has several unknowns, say which one to solve for")
        if len(targets) > 1:
            return None
        return one_equation(relations[0], targets[0] if targets else unknowns[0], s, kind, method)
    if len(unknowns) > len(relations):
        if len(targets) != len(relations):
            raise Unreadable("it has more unknowns than equations")
        unknowns = list(targets)
    return system(relations, unknowns, list(targets), s, method)


def one_equation(
    equation: t.Relation, unknown: str, s: Situation, kind: str = "", method: str = ""
) -> Problem:
    program = Program(s)
    x = program.symbol(unknown, kind or ("" if is_polynomial(equation, unknown) else "real=True"))
    left, right = program.source(equation.left), program.source(equation.right)
    program.add(
        f"solutions = solve(Eq({left}, {right}), {x})", "if all(found.is_real for found in solutions):"
    )
    program.add("    solutions = sorted(solutions)")
    program.add(*SHOW_SOLUTIONS)
    program.add("if not solutions:", f'    print("always:", simplify({left} - ({right})) == 0)')
    if not is_polynomial(equation, unknown):
        program.add(
            "if not solutions:",
            f'    print("certain:", solveset(Eq({left}, {right}), {x}, S.Reals) == S.EmptySet)',
        )
    question = math(latex(equation))
    periodic = any(isinstance(part, t.Function) and part.name in TRIGONOMETRIC for part in t.walk(equation))

    def explain(labels: Labels) -> str:
        none = labels.get("exact") == "[]" and labels.get("always") != "True"
        if none and not kind and not is_polynomial(equation, unknown) and labels.get("certain") != "True":
            raise Unreadable("no solution was found, and it is not certain that there is none")
        by = method_of(equation, unknown, labels.get("exact", ""), method)
        among = "real numbers" if kind == "real=True" or periodic else _AMONG.get(kind, "")
        return solutions_sentence(question, unknown, labels, method=by, periodic=periodic, among=among)

    named = f', "{method}"' if method else ""
    steps = Working("equations", f"equation_steps({left}, {right}, {x}{named})", latex(equation), "solve")
    return Problem(program.text(), explain, s, value=t.Name(unknown), unknowns=(unknown,), working=steps)


def solutions_sentence(
    question: str, unknown: str, labels: Labels, *, method: str = "", periodic: bool = False, among: str = ""
) -> str:
    """The solutions of one equation as a sentence; real ones first."""
    if labels.get("exact") == "[]":
        if labels.get("always") == "True":
            return f"{question} holds for **all real numbers** \\({symbol(unknown)}\\)."
        return f"{question} has **no solution**" + (f" among the {among}." if among else ".")
    shown = labels.get("latex", "").split(SEPARATOR)
    exact = labels.get("exact", "[]")[1:-1].split(", ")
    decimals = labels.get("decimal", "").split(SEPARATOR)
    found = list(zip(shown, decimals, exact if len(exact) == len(shown) else shown, strict=False))
    real = [one for one in found if "I" not in one[1]]
    chosen = found if among == _AMONG["complex=True"] else real or found
    x = symbol(unknown)
    pieces, notes = [], []
    for text, decimal, plain in chosen:
        if len(text) > 70 or "CRootOf" in text:
            pieces.append(
                math(rf"{x} \approx {rounded(decimal)}" if is_decimal(decimal) else f"{x} = {text}")
            )
        else:
            pieces.append(math(f"{x} = {text}"))
            if is_decimal(decimal) and not is_whole(plain):
                notes.append(rounded(decimal))
    answer = f"{question} gives **{' or '.join(pieces)}**"
    if notes and len(notes) == len(chosen):
        answer += ", approximately " + " and ".join(math(note) for note in notes)
    answer += f", {method}." if method else "."
    if periodic:
        answer += r" Adding any multiple of a full period gives further solutions."
    if not real:
        answer += " There is no real solution."
    elif len(chosen) < len(found):
        others = [math(text) for text, decimal, _ in found if "I" in decimal and len(text) < 70]
        answer += f" There are also complex solutions{': ' + ', '.join(others) if others else ''}."
    return answer


def is_it_true(relation: t.Relation, s: Situation) -> Problem:
    """``17 + 4 = 21``: whether it holds."""
    program = Program(s)
    left, right = program.source(relation.left), program.source(relation.right)
    program.add(f"left, right = {left}, {right}")
    program.add(
        'print("exact:", simplify(left - right) == 0)',
        'print("left:", latex(left))',
        'print("right:", latex(right))',
    )

    def explain(labels: Labels) -> str:
        if labels.get("exact") == "True":
            return f"{math(latex(relation))}: **yes**, that is true."
        return f"{math(latex(relation))}: **no**, the left side is {math(labels.get('left', ''))}, the right side {math(labels.get('right', ''))}."

    return Problem(program.text(), explain, s)


def is_polynomial(node: t.Node, unknown: str) -> bool:
    """Whether ``unknown`` stands only in sums, products and whole powers."""
    for part in t.walk(node):
        inside = unknown in t.names_in(part)
        if inside and isinstance(part, t.Function | t.Call | t.Formula):
            return False
        if isinstance(part, t.Binary) and part.op == "^" and inside:
            exponent = t.bare(part.right)
            if not (isinstance(exponent, t.Number) and exponent.is_whole):
                return False
    return True


def method_of(equation: t.Relation, unknown: str, solutions: str, wished: str = "") -> str:
    """The usual way to solve it, by name; a quadratic with rational ``solutions`` is best factored.

    ``wished`` is one of :data:`METHODS`; a quadratic without rational solutions cannot be factored.
    """
    parts = [part for part in t.walk(equation) if isinstance(part, t.Binary)]
    divides = any(part.op == "/" and unknown in t.names_in(part.right) for part in parts)
    if divides or not is_polynomial(equation, unknown):
        return ""
    degree = max(
        (int(t.bare(part.right).text) for part in parts  # type: ignore[union-attr]
         if part.op == "^" and unknown in t.names_in(part.left)),
        default=1,
    )  # fmt: skip
    rational = re.fullmatch(r"[-\d/,\[\] ]+", solutions) is not None
    if (degree == 2 and wished in ("formula", "square")) or (wished == "factors" and rational):
        return METHODS[wished]
    if degree == 2 and re.fullmatch(r"\[-(.+), \1\]", solutions) and "sqrt" in solutions:
        return "by taking square roots"
    if degree == 2:
        return "by factoring" if rational else "by the quadratic formula"
    return f"collecting \\({symbol(unknown)}\\) on one side" if degree == 1 else ""
