"""Going on from the last answer: "now add 17.241", "double that", "in decimals", "and split it 4 ways"."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.arithmetic import THREE, TWO, binary, grouped
from tutor_cli.models.solver.topics.equations import solve_problem
from tutor_cli.models.solver.topics.percentages import as_percent
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("going_on")


@topic.question(
    "(add|plus|with) [a|an] {p:tight} [(tax|tip|vat|sales tax|interest|more|service charge|gst)] [(to <that>|on top)] {up:yes}",
    "(take|take off|subtract|minus|less|remove|deduct) [a|an] {p:tight} [discount] [(off|from <that>|off <that>)]",
    "[with] [a|an] {p:tight} (off|discount)",
    "(increase|raise) [<that>] by {p:tight} {up:yes}",
    "(decrease|reduce|lower) [<that>] by {p:tight}",
)
def percent_of_it(c: Captures, s: Situation) -> Problem | None:
    """``now add 7% tax``, ``and take 20% off``: of the last answer."""
    percent = t.bare(c["p"])
    if s.previous is None or not (isinstance(percent, t.Postfix) and percent.op == "%"):
        return None
    factor = t.Binary("+" if "up" in c else "-", t.Number("1"), percent)
    return value_problem(t.Binary("*", grouped(s.previous), t.Group(factor)), s)


@topic.question(
    "(split|divide|share) [<that>] [(equally|evenly)] {n:count} ways",
    "(split|divide|share) [<that>] [(equally|evenly)] (between|among|into|amongst|by) {n:count} [equal] (people|friends|of us|ways|parts|persons|kids|groups)",
)
def split_it(c: Captures, s: Situation) -> Problem | None:
    return value_problem(binary("/", s.previous, c["n"]), s) if s.previous is not None else None


def go_on(pattern: str, make: Callable[[t.Node, t.Node], t.Node]) -> None:
    """A question about the last answer that does not name it: "now add 17.241"."""

    @topic.question(pattern)
    def problem(c: Captures, s: Situation) -> Problem | None:
        if s.previous is None:
            return None
        return value_problem(make(s.previous, c.get("b", TWO)), s)


go_on("(add|plus|'+') {b} [to <that>]", lambda a, b: binary("+", a, b))
go_on(
    "(subtract|minus|take away|remove|take off) {b} [(from <that>|away|off)]",
    lambda a, b: binary("-", a, b),
)
go_on("(multiply|multiply by|times|multiplied by|'*'|x|and times it by) {b}", lambda a, b: binary("*", a, b))
go_on("(divide|divide by|divided by|over|'/') {b}", lambda a, b: binary("/", a, b))
go_on("(raise to|to) the power [of] {b}", lambda a, b: binary("^", a, b))
go_on("'^' {b}", lambda a, b: binary("^", a, b))
go_on("(square|squared)", lambda a, b: binary("^", a, TWO))
go_on("(cube|cubed)", lambda a, b: binary("^", a, THREE))
go_on("(double|doubled|twice)", lambda a, b: binary("*", TWO, a))
go_on("(triple|tripled)", lambda a, b: binary("*", THREE, a))
go_on("(quadruple|quadrupled)", lambda a, b: binary("*", t.Number("4"), a))
go_on("(negate|negate <that>|negated|change the sign [of <that>])", lambda a, b: t.Negative(grouped(a)))
go_on(
    "[(take|what is|find)] [(the|its)] (sqrt|root|square root|square rooted) [(it|that|of <that>)]",
    lambda a, b: t.Function("sqrt", (t.bare(a),)),
)
go_on("(cube root|cbrt) [(it|that|of <that>)]", lambda a, b: t.Function("cbrt", (t.bare(a),)))
go_on("[<ask>] [(its|the)] (factorial) [of <that>]", lambda a, b: t.Postfix("!", grouped(a)))
go_on("[<ask>] (half|half of it|one half of that)", lambda a, b: binary("/", a, TWO))
go_on("take {b} [(from <that>|away|off)]", lambda a, b: b if a in t.walk(b) else binary("-", a, b))
go_on("subtract <that> from {b}", lambda a, b: binary("-", b, a))
go_on("divide {b} by <that>", lambda a, b: binary("/", b, a))
go_on("raise <that> to [the] [power] [of] {b} [power]", lambda a, b: binary("^", a, b))
go_on("(halve|halved)", lambda a, b: binary("/", a, TWO))
go_on(
    "(what about|how about|and|what is|find) (its|the|it) square root",
    lambda a, b: t.Function("sqrt", (t.bare(a),)),
)
go_on("[<ask>] [its|the] square root", lambda a, b: t.Function("sqrt", (t.bare(a),)))
go_on("[<ask>] [its|the] (square|value squared)", lambda a, b: binary("^", a, TWO))
go_on("[<ask>] [its|the] cube root", lambda a, b: t.Function("cbrt", (t.bare(a),)))
go_on("[<ask>] [its|the] reciprocal", lambda a, b: binary("/", t.Number("1"), a))


@topic.question(
    "[<ask>] [<that>] [in|as|into|to|convert <that> to|give it as|write it as|written as] [a|an] (decimal|decimals|decimal form|decimal number)",
    "(convert|change|turn|write|express|give) <that> [in|as|into|to] [a|an] (decimal|decimals|decimal form)",
    "[<ask>] [a|the|its] (decimal|approximate|numerical|rough|numeric) (approximation|value|answer|form|equivalent) [of <that>]",
    "(approximate|evaluate) [<that>] [numerically]",
    "(what is|how much is) that (approximately|about|roughly|in numbers|as a number|in decimal)",
    "approximately",
)
def in_decimals(c: Captures, s: Situation) -> Problem | None:
    if s.previous is None:
        return None
    return value_problem(s.previous, s, decimals=True)


# ── the last answer in another form, or put to another use ────────────────────


@topic.question(
    "[<ask>] [<that>] as a (percent {percent:yes}|percentage {percent:yes}|fraction|proportion|share) of {b}",
    "what (percent {percent:yes}|percentage {percent:yes}|fraction) of {b} is <that>",
)
def share_of(c: Captures, s: Situation) -> Problem | None:
    """``and as a fraction of 72?``: the last answer of another number."""
    if s.previous is None or t.names_in(s.previous):
        return None
    share = t.Binary("/", grouped(s.previous), grouped(c["b"]))
    return as_percent(share, s) if "percent" in c else value_problem(share, s)


@topic.question(
    "[<ask>] [(<that>)] [(in|as|into|to|convert <that> to|give it as|write it as|written as|express it as|make it|turn it into)] [(a|an)] (percent|percentage|'%'|percents)",
    "(convert|change|turn|write|express|give|make|put) <that> [(in|as|into|to)] [(a|an)] (percent|percentage|'%')",
    "what percent is <that>",
)
def in_percent(c: Captures, s: Situation) -> Problem | None:
    problem = as_percent(grouped(s.previous), s) if s.previous is not None else None
    return replace(problem, value=s.previous) if problem is not None else None  # the same, put otherwise


@topic.question(
    "[<ask>] [(<that>)] [(in|as|into|to|convert <that> to|give it as|write it as|written as|express it as|make it|turn it into)] [(a|an)] [(simplified|simple|proper|improper|exact|reduced)] (fraction|fractions|exact value)",
    "(convert|change|turn|write|express|give|make|put) <that> [(in|as|into|to)] [(a|an)] [(simplified|simple|proper|improper|exact|reduced)] (fraction|fractions)",
    "[<ask>] [the] exact (value|answer|fraction)",
)
def as_a_fraction(c: Captures, s: Situation) -> Problem | None:
    return value_problem(s.previous, s) if s.previous is not None and not t.names_in(s.previous) else None


@topic.question(
    "(set|put|make) <that> [equal] (to|'='|equals) {a} [(and|then) (solve|find x|solve for {x:name}|solve it|find {x:name})]",
    "(set|put|make) <that> equal to {a} [(and|then) (solve|find x|solve for {x:name}|solve it|find {x:name})]",
    "(solve|find) [for {x:name}] (when|if|where) <that> (is|equals|'='|is equal to) {a}",
    "when (is|does) <that> [(equal|equal to|'=')] {a}",
    "[<ask>] [(the|its|all)] (roots|zeros|zeroes|solutions|x intercepts|x - intercepts) [of <that>] {zero:yes}",
)
def set_equal(c: Captures, s: Situation) -> Problem | None:
    """``set it equal to 0 and solve``: an expression with one unknown."""
    value = s.previous
    if isinstance(value, t.Formula) and value.python.startswith("diff("):
        value = replace(value, bound=())  # the variable of a derivative is its unknown
    if value is None or len(t.names_in(value)) != 1:
        return None
    relation = t.Relation("=", value, c.get("a", t.Number("0")))
    return solve_problem((relation,), (c["x"],) if "x" in c else (), s)


@topic.question(
    "(plug|substitute|put|insert|sub) <that> [back] (in|into|in to|for {x:name} in|for {x:name} into) {a}",
    "(plug|substitute|put|insert|sub) <that> in for {x:name} in {a}",
)
def plugged_in(c: Captures, s: Situation) -> Problem | None:
    """``plug that into 2x^2 + 1``: the last answer for the one unknown."""
    names = [name for name in t.names_in(c["a"]) if not s.knows(name)]
    if s.previous is None or len(names) != 1 or c.get("x", names[0]) != names[0]:
        return None
    return value_problem(t.substitute(c["a"], {names[0]: t.Group(s.previous)}), s)


@topic.question(
    "(which|what) [(one|of them|of the two|root|solution|answer)] is [the] (larger|largest|bigger|biggest|greater|greatest|higher) {xs:answers} [(one|root|solution)]",
    "(which|what) [(one|of them|of the two|root|solution|answer)] is [the] (smaller|smallest|lower|lowest|least) {xs:answers} {min:yes} [(one|root|solution)]",
)
def larger_answer(c: Captures, s: Situation) -> Problem | None:
    values = c["xs"]
    slots = ", ".join(f"{{{index}}}" for index in range(len(values)))
    name = "Min" if "min" in c else "Max"
    return value_problem(
        t.Formula(f"{name}({slots})", rf"\{name.lower()}\left({slots}\right)", tuple(values)), s
    )
