"""What is …? Any value: a sum, a noun of another topic, a call of the person's own function."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

import re

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.unreadable import Unreadable
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.steps import choosing
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import (
    SHOW_VALUE,
    is_decimal,
    is_whole,
    math,
    rounded,
    value_sentence,
)

topic = Topic("values")


ANY_VALUE = "[<ask>] [(the expression|the calculation|the following|the following expression|the product|the value of the expression|the value of)] {a} [(dollars|euros|pounds|usd|bucks|rupees|cents|people|students)] [(equal|equal to|evaluate to|come to|make|makes|worth|simplified|be)]"


@topic.question("<ask> {a}")
def value_of_solved(c: Captures, s: Situation) -> Problem | None:
    """ "what is x squared" after ``x`` was found: nothing else could be meant."""
    names = t.names_in(c["a"])
    solved = dict(s.solved)
    if not names or any(name not in solved or s.knows(name) for name in names):
        return None
    for name in names:
        s = s.with_value(name, solved[name])
    return value_problem(c["a"], s)


@topic.question("[<ask>] {a} (at|when|if|for|where) {x:name} '=' {v:tight}")
def called_at(c: Captures, s: Situation) -> Problem | None:
    """``f(x) + g(x) at x = 2``, of functions that were told."""
    if not t.calls_in(c["a"]) or c["x"] not in t.names_in(c["a"]) or t.names_in(c["v"]):
        return None
    return value_problem(t.substitute(c["a"], {c["x"]: t.Group(c["v"])}), s)


@topic.question("[tell me] (what|how much) {a} (is|equals|would be|comes to)")
def value_turned(c: Captures, s: Situation) -> Problem | None:
    """ "… what h(-1) is" """
    return value(c, s)


@topic.question(ANY_VALUE)
def value(c: Captures, s: Situation) -> Problem | None:
    node = t.bare(c["a"])
    if isinstance(node, t.Name) and not s.knows(node.name):
        return None  # "what is x", and nothing was told of it
    if any(isinstance(part, t.Binary) and isinstance(t.bare(part.left), t.Sequence) for part in t.walk(node)):
        return None  # vectors of different sizes
    if s.solved and not any(isinstance(part, t.Binary) and part.op in "+-" for part in t.walk(node)):
        solved = value_of_solved(c, s)  # "and 3x?" after x was found
        if solved is not None:
            return solved
    if isinstance(node, t.Call) and s.function(node.name) is None:
        return None  # y' of a y that nothing was told of
    return value_problem(node, s, other=c.get("other"))


@topic.question(
    "(substitute|plug|put|replace|insert) [in] {x:name} ('='|with|by|for) {v} (into|in) {a}",
    "(substitute|plug in|plug|put|insert) {v} (for|in for) {x:name} (into|in) {a}",
)
def substitute(c: Captures, s: Situation) -> Problem | None:
    return value_problem(c["a"], s.with_value(c["x"], c["v"]))


def value_problem(
    node: t.Node,
    s: Situation,
    *,
    other: t.Node | None = None,
    then: str | None = None,
    decimals: bool = False,
    verb: str = "equals",
    positive: tuple[str, ...] = (),
    unit: str = "",
    after: str = "",
) -> Problem | None:
    """The problem of what ``node`` comes to. ``other``: how else the question may be meant.

    ``then`` is the SymPy function the result is put through (``simplify``, ``expand``);
    by default what the expression needs. ``decimals``: the answer is wanted in decimals. ``verb``
    stands between the expression and its value. ``positive`` are names of positive variables.
    ``unit`` is LaTeX put after the answer, ``after`` a word ("km/h").
    """
    node = s.settled(node)
    program = Program(s)
    for name in positive:
        program.symbol(name, "positive=True")
    for part in t.walk(node):
        if isinstance(part, t.Formula) and "diff(" in part.python and t.has_modulus(part):
            for name in part.bound:
                program.symbol(name, "real=True")
    source = program.source(node)
    then = treatment(node, s) if then is None else then
    program.add(f"answer = {then}({source})" if then else f"answer = {source}")
    program.add(*SHOW_VALUE)
    steps = choosing.working(node, s, program, then, decimals or asked_in_decimals(node))
    if other is not None:
        program.add(f"other = {program.source(other)}", 'print("other:", other, "=", N(other, 15))')
    question, decimals = latex(t.bare(node)), decimals or asked_in_decimals(node)

    def explain(labels: Labels) -> str:
        if labels.get("exact") in ("zoo", "nan"):
            return (
                f"{math(question)} is **undefined**: it divides by zero, or is no number for another reason."
            )
        if re.search(r"(?:Derivative|Subs|Limit)\(", labels.get("exact", "")):
            raise Unreadable("SymPy finds no value for it")
        if nothing_done(question, labels) and verb == "equals":
            raise Unreadable(
                "there is nothing to calculate; say what to do with it (simplify, factor, solve …)"
            )
        sentence = value_sentence(question, labels, decimals=decimals, verb=verb, unit=unit, after=after)
        method = next(
            (part.method for part in t.walk(node) if isinstance(part, t.Formula) and part.method), ""
        )
        if method:
            sentence += f" Found by {method}."
        if other is not None:
            sentence += "\n\n" + other_reading(other, labels.get("other", ""))
        return sentence

    return Problem(program.text(), explain, s, value=node, working=steps)


def nothing_done(question: str, labels: Labels) -> bool:
    """Whether the answer is the question again."""
    same = re.sub(r"[ {}]", "", question) == re.sub(r"[ {}]", "", labels.get("latex", ""))
    decimal = labels.get("decimal", "")
    return same and (is_whole(labels.get("exact", "")) or not is_decimal(decimal))


def noted(s: Situation, before: Situation) -> Problem | None:
    """The problem of keeping what was told in mind, and of telling it again."""
    program = Program(s)
    told: list[tuple[t.Name | t.Call, t.Node]] = [
        (t.Name(name), value) for name, value in s.values if (name, value) not in before.values
    ]
    for function in s.functions:
        if function not in before.functions:
            told.append((t.Call(function.name, tuple(map(t.Name, function.parameters))), function.body))
    if not told:
        return None
    for name, _ in told:
        program.add(f'print("noted:", {program.source(name)})')
    shown = ", ".join(math(f"{latex(name)} = {latex(value)}") for name, value in told)
    kept = s.keeping(name.name for name, _ in told if isinstance(name, t.Name))
    return Problem(program.text(), lambda labels: f"Noted: **{shown}**.", kept)


def other_reading(other: t.Node, printed: str) -> str:
    """One line that gives the other reading's value."""
    exact, _, decimal = printed.rpartition(" = ")
    shown = (
        f"= {exact}"
        if len(exact) < 20 and exact.lstrip("-").replace("/", "").isdigit()
        else rf"\approx {rounded(decimal)}"
    )
    if not is_decimal(decimal):
        shown = "= " + exact
    return f"If you meant {math(latex(other))}, that is {math(shown)}."


COMPLEX = "(lambda e: expand(simplify(e), complex=True))"
"""What brings a complex number into the form ``a + bi``."""


def treatment(node: t.Node, s: Situation) -> str:
    """What SymPy should do with the result so that it is in its simplest form; nothing for plain arithmetic."""
    then = next((part.then for part in t.walk(node) if isinstance(part, t.Formula) and part.then), "")
    constants = {part.name for part in t.walk(node) if isinstance(part, t.Constant)}
    if "I" in constants and not t.names_in(node) and not t.calls_in(node):
        return COMPLEX
    if then and not is_polynomial(node, s):
        return then
    if is_polynomial(node, s):
        return "expand" if t.names_in(node) or t.calls_in(node) else ""
    for part in t.walk(node):
        if isinstance(part, t.Function) and part.name not in ("abs", "gcd", "lcm", "floor", "ceil"):
            return "simplify"
        if isinstance(part, t.Constant | t.Name | t.Call):
            return "simplify"
        if isinstance(part, t.Postfix) and part.op == "°":
            return "simplify"
    return ""


def is_polynomial(node: t.Node, s: Situation, depth: int = 0) -> bool:
    """Whether it is made of numbers and names by sums, products, whole powers and division by numbers."""
    match node:
        case t.Number() | t.Mixed() | t.Name():
            return True
        case t.Group(value) | t.Negative(value):
            return is_polynomial(value, s, depth)
        case t.Binary("^", base, exponent):
            whole = t.bare(exponent)
            return isinstance(whole, t.Number) and whole.is_whole and is_polynomial(base, s, depth)
        case t.Binary("/", top, bottom):
            return not t.names_in(bottom) and is_polynomial(top, s, depth) and is_polynomial(bottom, s, depth)
        case t.Binary("+" | "-" | "*", left, right):
            return is_polynomial(left, s, depth) and is_polynomial(right, s, depth)
        case t.Call(name, args, 0):
            known = s.function(name)
            inside = known is not None and depth < 8 and is_polynomial(known.body, s, depth + 1)
            return inside and all(is_polynomial(arg, s, depth) for arg in args)
        case t.Formula(python, _, args) if python.startswith("diff("):
            return is_polynomial(args[0], s, depth)
    return False


def asked_in_decimals(node: t.Node) -> bool:
    return any(isinstance(part, t.Number) and not part.is_whole for part in t.walk(node))


@topic.noun(
    "inverse (sine {asin:yes}|sin {asin:yes}|cosine {acos:yes}|cos {acos:yes}|tangent {atan:yes}|tan {atan:yes}) of {a:tight}"
)
def inverse_function(c: Captures) -> t.Node:
    return t.Function(next(name for name in ("asin", "acos", "atan") if name in c), (t.bare(c["a"]),))
