"""Arithmetic in words: "add 3 to 4", "the square root of 144", "now divide that by 2"."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("arithmetic")

TWO, THREE = t.Number("2"), t.Number("3")


def grouped(node: t.Node) -> t.Node:
    """In parentheses, if it is a sum or a difference that could otherwise be torn apart."""
    return t.Group(node) if isinstance(node, t.Binary | t.Negative) else node


def binary(op: str, left: t.Node, right: t.Node) -> t.Node:
    return t.Binary(op, left if op in "+-" else grouped(left), right if op == "+" else grouped(right))


# ── nouns ─────────────────────────────────────────────────────────────────────


@topic.noun(
    "[positive|principal] square root of {a:tight}",
    "sq root of {a:tight}",
    "square root {a:tight}",
)
def square_root(c: Captures) -> t.Node:
    return t.Function("sqrt", (t.bare(c["a"]),))


@topic.noun("numeric root of {a:tight}")
def root_of_number(c: Captures) -> t.Node | None:
    """Spanish "raíz de": of a number it is the square root; of an expression, where that is zero."""
    return None if t.names_in(c["a"]) else t.Function("sqrt", (t.bare(c["a"]),))


@topic.noun("[real] (cube|cubic) root [of] {a:tight}")
def cube_root(c: Captures) -> t.Node:
    return t.Function("cbrt", (t.bare(c["a"]),))


@topic.noun(
    "(log|logarithm) [to] [the] base {b:tight} of {a:tight}",
    "(log|logarithm) of {a:tight} [to|in|with] [the] base {b:tight}",
)
def log_base(c: Captures) -> t.Node:
    return t.Function("log", (t.bare(c["a"]), c["b"]))


@topic.noun("common (log|logarithm) of {a:tight}")
def common_log(c: Captures) -> t.Node:
    return t.Function("log", (t.bare(c["a"]), t.Number("10")))


@topic.noun("(antilog|antilogarithm) of {a:tight}")
def antilog(c: Captures) -> t.Node:
    return binary("^", t.Number("10"), c["a"])


@topic.noun("natural (log|logarithm) of {a:tight}")
def natural_log(c: Captures) -> t.Node:
    return t.Function("ln", (t.bare(c["a"]),))


@topic.noun("absolute value of {a:tight}")
def absolute_value(c: Captures) -> t.Node:
    return t.Function("abs", (t.bare(c["a"]),))


@topic.noun("(sum|total) of {xs:values}")
def sum_of(c: Captures) -> t.Node | None:
    if len(c["xs"]) == 1 and isinstance(c["xs"][0], t.Binary) and c["xs"][0].op == "+":
        return t.Group(c["xs"][0])
    return _chain("+", c["xs"])


@topic.noun("(difference|distance) between {a} and {b}", "distance from {a} to {b}")
def difference(c: Captures) -> t.Node | None:
    if isinstance(t.bare(c["a"]), t.Sequence):
        return None  # points: see geometry
    return t.Function("abs", (binary("-", c["a"], c["b"]),))


@topic.noun("difference of {a} and {b}")
def signed_difference(c: Captures) -> t.Node:
    return binary("-", c["a"], c["b"])


@topic.noun("{n:ordinal} root of {a:tight}")
def nth_root(c: Captures) -> t.Node:
    return t.Function("root", (t.bare(c["a"]), t.number(c["n"])))


@topic.noun("product of {xs:values}")
def product_of(c: Captures) -> t.Node | None:
    return _chain("*", c["xs"])


@topic.noun("quotient of {a} (and|to) {b}")
def quotient_of(c: Captures) -> t.Node:
    return binary("/", c["a"], c["b"])


@topic.noun("reciprocal of {a:tight}", "multiplicative inverse of {a:tight}")
def reciprocal(c: Captures) -> t.Node:
    return binary("/", t.Number("1"), c["a"])


@topic.noun("opposite of {a:tight}", "additive inverse of {a:tight}")
def opposite(c: Captures) -> t.Node:
    return t.Negative(grouped(c["a"]))


@topic.noun("factorial of {a:tight}", "factorial {a:tight}")
def factorial_of(c: Captures) -> t.Node:
    return t.Postfix("!", grouped(c["a"]))


@topic.noun("(twice|double) {a:tight}")
def twice(c: Captures) -> t.Node:
    return binary("*", TWO, c["a"])


@topic.noun("(thrice|triple) {a:tight}")
def thrice(c: Captures) -> t.Node:
    return binary("*", THREE, c["a"])


@topic.noun("half of {a:tight}", "half {a:tight}")
def half(c: Captures) -> t.Node:
    return binary("/", c["a"], TWO)


@topic.noun("square of {a:tight}")
def square_of(c: Captures) -> t.Node:
    return binary("^", c["a"], TWO)


@topic.noun("cube of {a:tight}")
def cube_of(c: Captures) -> t.Node:
    return binary("^", c["a"], THREE)


@topic.noun("their {xs:answers} sum")
def their_sum(c: Captures) -> t.Node | None:
    return _chain("+", c["xs"])


@topic.noun("their {xs:answers} product")
def their_product(c: Captures) -> t.Node | None:
    return _chain("*", c["xs"])


@topic.noun(
    "their {xs:answers} difference",
    "difference between {xs:answers} (them|the two|the solutions|the roots|the two solutions|the two roots|both)",
)
def their_difference(c: Captures) -> t.Node | None:
    return t.Function("abs", (binary("-", c["xs"][-1], c["xs"][0]),)) if len(c["xs"]) == 2 else None


def _chain(op: str, values: tuple[t.Node, ...]) -> t.Node | None:
    if len(values) < 2:
        return None
    return reduce(lambda left, right: binary(op, left, right), values)


# ── questions ─────────────────────────────────────────────────────────────────


def ask_value(pattern: str, make: Callable[[Captures], t.Node | None]) -> None:
    """A question whose answer is the value of what ``make`` gives."""

    @topic.question(pattern)
    def problem(c: Captures, s: Situation) -> Problem | None:
        node = make(c)
        return value_problem(node, s) if node is not None else None


ask_value(
    'how many {b:number} ["\'"] s [(are|are there|go into|fit|fit into|can you get out of|is)] [(in|into|there in)] {a:number}',
    lambda c: binary("/", c["a"], c["b"]),
)
ask_value("how many times (does|will|can) {b} go into {a}", lambda c: binary("/", c["a"], c["b"]))
ask_value(
    "[<ask>] [the number [that is|which is]] {b} (less|fewer|smaller|lower) than {a}",
    lambda c: None if t.names_in(c["b"]) else binary("-", c["a"], c["b"]),
)
ask_value(
    "[<ask>] [the number [that is|which is]] {b} (more|greater|larger|bigger|higher) than {a}",
    lambda c: None if t.names_in(c["b"]) else binary("+", c["a"], c["b"]),
)
ask_value(
    "[<ask>] [the] sum of {xs:values} [','] (divided by|over) {b}",
    lambda c: (
        binary("/", t.Group(_chain("+", c["xs"]) or t.Number("0")), c["b"]) if len(c["xs"]) > 1 else None
    ),
)
ask_value(
    "[<ask>] [the] sum of {xs:values} [','] (multiplied by|times) {b}",
    lambda c: (
        binary("*", t.Group(_chain("+", c["xs"]) or t.Number("0")), c["b"]) if len(c["xs"]) > 1 else None
    ),
)
ask_value(
    "what do {xs:values} (add up to|sum to|add to|come to|total|make together)",
    lambda c: _chain("+", c["xs"]),
)
ask_value("put together {xs:values}", lambda c: _chain("+", c["xs"]))
ask_value(
    "(add|sum) [up|together] [the] [(numbers|polynomials|expressions|fractions)] {xs:values} [together]",
    lambda c: _chain("+", c["xs"]),
)
ask_value("add {b} to {a}", lambda c: binary("+", c["a"], c["b"]))
ask_value(
    "(subtract|take|take away|deduct) {b} [away] (from|of|to) {a}", lambda c: binary("-", c["a"], c["b"])
)
ask_value("multiply {a} (by|and|with|times) {b}", lambda c: binary("*", c["a"], c["b"]))
ask_value("multiply {xs:values} [together]", lambda c: _chain("*", c["xs"]))
ask_value("divide {a} by {b}", lambda c: binary("/", c["a"], c["b"]))
ask_value("divide {b} into {a}", lambda c: binary("/", c["a"], c["b"]))
ask_value(
    "(what|how much) is left (when|if|after) {b} is (taken|subtracted|removed) [away] from {a}",
    lambda c: binary("-", c["a"], c["b"]),
)
ask_value("raise {a} to [the] [(power of|power)] {b} [power]", lambda c: binary("^", c["a"], c["b"]))
ask_value("square {a}", lambda c: binary("^", c["a"], TWO))
ask_value("cube {a}", lambda c: binary("^", c["a"], THREE))
ask_value("(double|twice) {a}", lambda c: binary("*", TWO, c["a"]))
ask_value("triple {a}", lambda c: binary("*", THREE, c["a"]))
ask_value("(halve|half) {a}", lambda c: binary("/", c["a"], TWO))


_MORE = "(more|bigger|greater|larger|higher|less|smaller|lower|fewer|older|younger|longer|taller)"
_GET = "(make|get|give|equal|obtain|reach|have|become)"
_MUST = (
    "(must|should|do|would|can|could|need|will|has to|have to|needs to) [(i|you|we|one)] [(be|to be)] [to]"
)
_TO_GET = f"[in order] (to {_GET}|so that (it|we|you|i) {_GET}|for a result of)"

ask_value(
    f"[by] how (much|many) {_MORE} (is {{a}} than|than) {{b}} [is {{a}}]",
    lambda c: t.Function("abs", (binary("-", c["a"], c["b"]),)) if "a" in c else None,
)
ask_value(
    f"{{a}} is how (much|many) {_MORE} than {{b}}",
    lambda c: t.Function("abs", (binary("-", c["a"], c["b"]),)),
)
ask_value("(by how much|how much) does {a} exceed {b}", lambda c: binary("-", c["a"], c["b"]))
ask_value(
    f"what [number] {_MUST} (add|added) to {{b}} {_TO_GET} {{a}}", lambda c: binary("-", c["a"], c["b"])
)
ask_value(
    f"(what [number]|how (much|many)) {_MUST} (subtract|take|take away|taken|taken away|subtracted) from {{a}} {_TO_GET} {{b}}",
    lambda c: binary("-", c["a"], c["b"]),
)
ask_value(
    f"(what [number]|how (much|many)) {_MUST} add to {{b}} {_TO_GET} {{a}}",
    lambda c: binary("-", c["a"], c["b"]),
)
_GIVES = "(gives|is|makes|equals|gets|is equal to|gives you|give|equal|results in)"
ask_value(f"what number (plus|added to) {{b}} {_GIVES} {{a}}", lambda c: binary("-", c["a"], c["b"]))
ask_value(f"what number minus {{b}} {_GIVES} {{a}}", lambda c: binary("+", c["a"], c["b"]))
ask_value(f"what number (times|multiplied by) {{b}} {_GIVES} {{a}}", lambda c: binary("/", c["a"], c["b"]))
ask_value(f"what number divided by {{b}} {_GIVES} {{a}}", lambda c: binary("*", c["a"], c["b"]))
ask_value(
    f"what [number] {_MUST} (multiply|multiplied) [{{b}}] by [{{b}}] {_TO_GET} {{a}}",
    lambda c: binary("/", c["a"], c["b"]) if "b" in c else None,
)
ask_value(
    "(share|split|divide|distribute) {a} (equally|evenly|fairly) (among|between|by|amongst|into) {b} [(people|friends|children|kids|groups|parts|persons|students)]",
    lambda c: binary("/", c["a"], c["b"]),
)
ask_value(
    "(share|split|divide) {a} (into|in|among|between|amongst) {b} [equal] (groups|parts|people|friends|equal parts|children|kids|students|persons)",
    lambda c: binary("/", c["a"], c["b"]),
)


@topic.question(
    "(what|which) (power|exponent) of {b:tight} (is|equals|gives|makes|will give) {a:tight}",
    "{b:tight} raised to (what|which) [power] (is|equals|gives|makes) {a:tight}",
    "(what|which) (power|exponent) (do|must|should) [(you|we|i)] raise {b:tight} to [(in order)] to get {a:tight}",
    "{b:tight} to (what|which) power (is|equals|gives|makes) {a:tight}",
    "to (what|which) power (must|should|do) [(you|we|i)] raise {b:tight} to get {a:tight}",
    "{b:tight} to the power of what (is|equals) {a:tight}",
)
def which_power(c: Captures, s: Situation) -> Problem | None:
    return value_problem(t.Function("log", (t.bare(c["a"]), c["b"])), s)
