"""A number told by what is done to it: "twice a number minus 7 is 15", "think of a number, triple it, …".

Only what is said of *one* number, or of two by their sum, difference or product, is
read here. Stories about people and things are not.
"""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.products import tight
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.arithmetic import binary
from tutor_cli.models.solver.topics.equations import solve_problem
from tutor_cli.models.solver.topics.percentages import changed, is_percent
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SEPARATOR, math, show_each

topic = Topic("riddles")

NUMBER = t.Name("n")
Found = Iterator[tuple[t.Node, int]]


def _sum(a: t.Node, b: t.Node) -> t.Node:
    return binary("+", a, b)


def _difference(a: t.Node, b: t.Node) -> t.Node:
    return binary("-", a, b)


def _product(a: t.Node, b: t.Node) -> t.Node:
    return binary("*", a, b)


def _percentage(amount: t.Node, a: t.Node) -> t.Node:
    return _product(t.Postfix("%", amount), a)


def _quotient(a: t.Node, b: t.Node) -> t.Node:
    return binary("/", a, b)


def _power(exponent: str) -> Callable[[t.Node], t.Node]:
    return lambda a: binary("^", a, t.Number(exponent))


def _times(factor: str) -> Callable[[t.Node], t.Node]:
    return lambda a: binary("*", t.Number(factor), a)


def _half(a: t.Node) -> t.Node:
    return binary("/", a, t.Number("2"))


# ── phrases that name a number by another ─────────────────────────────────────

_UNKNOWN = (
    "a number|the number|some number|a certain number|this number|that number|an unknown number|my number|"
    "the same number|the unknown|the unknown number|a whole number|a positive number|itself|it"
)
_BEFORE: tuple[tuple[str, Callable[[t.Node], t.Node]], ...] = (
    ("twice|double|two times", _times("2")),
    ("triple|thrice|three times", _times("3")),
    ("quadruple|four times", _times("4")),
    ("half|half of|one half of|half the value of", _half),
    ("the square of|square of", _power("2")),
    ("the cube of|cube of", _power("3")),
    ("the square root of|square root of", lambda a: t.Function("sqrt", (t.bare(a),))),
    ("the reciprocal of|reciprocal of", lambda a: binary("/", t.Number("1"), a)),
    ("the opposite of|the negative of", t.Negative),
)
_OF_TWO: tuple[tuple[str, Callable[[t.Node, t.Node], t.Node]], ...] = (
    ("the sum of|sum of", _sum),
    ("the difference of|the difference between|difference of", _difference),
    ("the product of|product of", _product),
    ("the quotient of|quotient of", _quotient),
)
_AFTER_AMOUNT: tuple[tuple[str, Callable[[t.Node, t.Node], t.Node]], ...] = (
    ("more than|greater than|added to|is added to", lambda amount, a: _sum(a, amount)),
    (
        "less than|fewer than|smaller than|subtracted from|is subtracted from|is taken from|is taken away from",
        lambda amount, a: _difference(a, amount),
    ),
    ("times|of", _product),
    ("percent of", _percentage),
)
_OF_A_FACTOR = (_product, _percentage)
_AFTER: tuple[tuple[str, Callable[[t.Node, t.Node], t.Node]], ...] = (
    ("plus|and", _sum),
    (
        "increased by|is increased by|raised by",
        lambda a, b: changed(a, b, "+") if is_percent(b) else _sum(a, b),
    ),
    (
        "decreased by|is decreased by|reduced by|is reduced by|diminished by",
        lambda a, b: changed(a, b, "-") if is_percent(b) else _difference(a, b),
    ),
    ("minus|less", _difference),
    ("times|multiplied by|is multiplied by", _product),
    ("divided by|over|is divided by", _quotient),
)


def _phrases(table: Any) -> tuple[tuple[tuple[str, ...], Any], ...]:
    """One entry for each phrase, the longest first."""
    found = [(tuple(phrase.split()), meaning) for phrases, meaning in table for phrase in phrases.split("|")]
    return tuple(sorted(found, key=lambda entry: -len(entry[0])))


_UNKNOWNS = _phrases(((_UNKNOWN, None),))
_BEFORES, _OF_TWOS = _phrases(_BEFORE), _phrases(_OF_TWO)
_AFTER_AMOUNTS, _AFTERS = _phrases(_AFTER_AMOUNT), _phrases(_AFTER)


def _described(reader: Reader, position: int, limit: int, depth: int = 0) -> Found:
    """A value told by "a number": ``5 less than twice a number``."""
    if depth > 4:
        return
    reader.step()
    for node, end in _described_once(reader, position, limit, depth):
        yield from _going_on(reader, node, end, limit, depth)


def _going_on(reader: Reader, node: t.Node, end: int, limit: int, depth: int) -> Found:
    for words, make in _AFTERS:
        if reader.words_at(end, limit, words):
            for other, last in _described_once(reader, end + len(words), limit, depth + 1):
                yield from _going_on(reader, make(node, other), last, limit, depth + 1)
            if words == ("and",):
                continue
    for word, power in (("squared", "2"), ("cubed", "3")):
        if reader.text(end, limit) == word:
            yield from _going_on(reader, _power(power)(node), end + 1, limit, depth + 1)
    yield node, end


def _described_once(reader: Reader, position: int, limit: int, depth: int) -> Found:
    if depth > 6:
        return
    for words, _ in _UNKNOWNS:
        if reader.words_at(position, limit, words):
            yield NUMBER, position + len(words)
    if depth and reader.text(position, limit) == "its":  # "a number and its square"
        for words, make in _BEFORES:
            partner = tuple(word for word in words if word not in ("the", "of"))
            if reader.words_at(position + 1, limit, partner):
                yield make(NUMBER), position + 1 + len(partner)
    for words, make in _BEFORES:
        if reader.words_at(position, limit, words):
            for node, end in _described_once(reader, position + len(words), limit, depth + 1):
                yield make(node), end
    for words, join in _OF_TWOS:
        if reader.words_at(position, limit, words):
            for node, end in _described_once(reader, position + len(words), limit, depth + 1):
                if reader.text(end, limit) in ("and", "with"):
                    for other, last in _described_once(reader, end + 1, limit, depth + 1):
                        yield t.Group(join(node, other)), last
    for amount, end in _amount(reader, position, limit):
        for words, join in _AFTER_AMOUNTS:
            if reader.words_at(end, limit, words):
                of_what = _factor if join in _OF_A_FACTOR else _described
                for node, last in of_what(reader, end + len(words), limit, depth + 1):
                    yield join(amount, node), last
        yield amount, end


def _factor(reader: Reader, position: int, limit: int, depth: int) -> Found:
    """What stands next to "times": "a number" of "3 times a number minus 5"."""
    for node, end in _described_once(reader, position, limit, depth):
        power = {"squared": "2", "cubed": "3"}.get(reader.text(end, limit))
        yield (_power(power)(node), end + 1) if power else (node, end)


def _amount(reader: Reader, position: int, limit: int) -> Found:
    """A number, a fraction in words or signs, or a percentage."""
    read = tight(reader, position, limit)
    if read and not t.names_in(read[0]) and not t.calls_in(read[0]):
        yield read


def _about_a_number(reader: Reader, position: int, limit: int) -> Iterator[tuple[Any, int]]:
    if not reader.words & {"number", "unknown"}:
        return
    for node, end in _described(reader, position, limit):
        if t.names_in(node):
            yield node, end


KINDS["described"] = _described
KINDS["about"] = _about_a_number

_IS = "[','] [and] (is|the result is|the answer is|you get|i get|we get|equals|is equal to|equal to|gives|makes|results in|is the same as|comes to|yields|be|was|will be|'=')"
_WHICH = (
    "[(','|'.'|';'|'?')] [(and|then)] [(what is|what was|find|determine|what could be|what|calculate|name|which is|tell me|what is the value of|find the value of)] "
    "[(the|that|my|this)] (number|it|original number|unknown|unknown number) [(is it|was it|is that)]"
)


@topic.question(
    f"[(if|when|suppose|given that)] {{a:about}} {_IS} {{b:described}} {_WHICH}",
    f"[(if|when|suppose|given that)] {{a:described}} {_IS} {{b:about}} {_WHICH}",
    f"[<find>] [(the|a)] number (such that|if|when|for which|so that|where) {{a:about}} {_IS} {{b:described}}",
    f"{{a:about}} {_IS} {{b:described}}",
)
def told_number(c: Captures, s: Situation) -> Problem | None:
    return _solve(t.Relation("=", c["a"], c["b"]), s)


def _solve(relation: t.Relation, s: Situation) -> Problem | None:
    problem = solve_problem((relation,), (NUMBER.name,), s.without_kept())
    if problem is None:
        return None
    told = problem.explain
    return Problem(
        problem.program,
        lambda labels: f"Call the number \\({NUMBER.name}\\). {told(labels)}",
        problem.situation,
        problem.value,
    )


# ── what is done to a number, one thing after another ─────────────────────────


def _steps(reader: Reader, position: int, limit: int) -> Iterator[tuple[Any, int]]:
    """``triple a number and add 4``: what the number becomes."""
    for node, end in _first_step(reader, position, limit):
        yield from _next_steps(reader, node, end, limit, 0)


def _next_steps(reader: Reader, node: t.Node, end: int, limit: int, depth: int) -> Found:
    at = end
    while reader.text(at, limit) in (",", "and", "then", ".", "i", "you", "we"):
        at += 1
    if at > end and depth < 6:
        for made, last in _step(reader, node, at, limit, first=False):
            yield from _next_steps(reader, made, last, limit, depth + 1)
    yield node, end


def _first_step(reader: Reader, position: int, limit: int) -> Found:
    yield from _step(reader, NUMBER, position, limit, first=True)


_DOING: dict[str, tuple[str, Callable[[t.Node, t.Node], t.Node]]] = {
    "add": ("to", lambda it, n: binary("+", it, n)),
    "subtract": ("from", lambda it, n: binary("-", it, n)),
    "multiply": ("by", lambda it, n: binary("*", n, it)),
    "divide": ("by", lambda it, n: binary("/", it, n)),
}
_ALONE: dict[str, Callable[[t.Node], t.Node]] = {
    "double": _times("2"), "triple": _times("3"), "quadruple": _times("4"), "square": _power("2"), "cube": _power("3"),
    "halve": _half,
}  # fmt: skip
_SUBJECT = _phrases((("it|the result|that|the answer|this|the number|a number|some number|my number", None),))


def _subject(reader: Reader, position: int, limit: int) -> int:
    """Where the words for the number end; ``position`` when there are none."""
    for words, _ in _SUBJECT:
        if reader.words_at(position, limit, words):
            return position + len(words)
    return position


def _step(reader: Reader, it: t.Node, position: int, limit: int, *, first: bool) -> Found:
    word, at = reader.text(position, limit), position + 1
    if word in _ALONE:
        end = _subject(reader, at, limit)
        if end > at:
            yield _ALONE[word](it), end
    elif word in ("multiply", "divide"):
        end = _subject(reader, at, limit)
        if (end > at or not first) and reader.text(end, limit) == "by":
            for amount, last in _amount(reader, end + 1, limit):
                yield _DOING[word][1](it, amount), last
    elif word in _DOING:
        for amount, end in _amount(reader, at, limit):
            after = end
            if reader.text(end, limit) == _DOING[word][0]:
                after = _subject(reader, end + 1, limit)
                after = end if after == end + 1 else after
            if after > end or not first:
                yield _DOING[word][1](it, amount), after


KINDS["steps"] = _steps

_THINK = "[(i am thinking of|i think of|im thinking of|i have|think of|take|i took|i thought of|i choose|i pick|i picked|pick|start with)] [(a|some)] [number] [(','|'.'|';'|and)]"
_GET = "[(','|'.'|';')] [(and|then)] [(i|you|we)] (get|got|the result is|the answer is|result is|it gives|that gives|gives|obtain|have|end up with|it becomes|to get|is|it is|the result was|the result equals|it equals)"


@topic.question(
    f"{_THINK} [(if|when)] [(i|you|we)] {{a:steps}} {_GET} {{b:number}} [{_WHICH}]",
)
def treated_number(c: Captures, s: Situation) -> Problem | None:
    return _solve(t.Relation("=", c["a"], c["b"]), s)


# ── two numbers, or several in a row ──────────────────────────────────────────

_WHICH_ONE = "[(','|'.'|';'|'?')] [and] (find|what is|which is|give) [the] (largest {big:yes}|biggest {big:yes}|greatest {big:yes}|larger {big:yes}|bigger {big:yes}|smallest {small:yes}|smaller {small:yes}|least {small:yes}|first {small:yes}) [(integer|number|one|of them|of the numbers|of these|of the integers|of the three)]"
_ASK_BOTH = "[(','|'.'|';'|'?')] [and] [(what are|what is|find|what|which|determine|name|which are)] [(they|the numbers|the integers|these numbers|the consecutive integers|the three numbers|the three integers|the two integers|the two numbers|both numbers|numbers|are they|are the numbers|the two|them|are the two numbers)]"
_EQ = "(is|of|equal to|equals|'=')"


@topic.question(
    f"[the] sum of two numbers {_EQ} {{s:number}} [','] and [(their|the)] (difference {{d:yes}}|product) {_EQ} {{v:number}} {_ASK_BOTH}",
    f"two numbers (add up to|sum to|have a sum of|add to|with sum|with a sum of|have sum) {{s:number}} [','] and (differ by {{d:yes}}|have a difference of {{d:yes}}|[a] difference [of] {{d:yes}}|multiply to|have a product of|[a] product [of]|their difference is {{d:yes}}|their product is) {{v:number}} {_ASK_BOTH}",
    "(find|what are) [the] two numbers (whose|with|that have|with a|such that their) [(a|the)] sum (is|of) {s:number} and [(whose|a|their)] (difference {d:yes}|product) (is|of) {v:number}",
    "(find|what are|what|which) [the] two numbers [(that|which)] (add up to|sum to|add to) {s:number} and (differ by {d:yes}|have a difference of {d:yes}|multiply to|have a product of) {v:number}",
    f"[the] difference (of|between) two numbers {_EQ} {{v:number}} [','] and [(their|the)] sum {_EQ} {{s:number}} {{d:yes}} {_ASK_BOTH}",
)
def two_numbers(c: Captures, s: Situation) -> Problem | None:
    x, y = t.Name("x"), t.Name("y")
    op = "-" if "d" in c else "*"
    relations = (
        t.Relation("=", t.Binary("+", x, y), c["s"]),
        t.Relation("=", t.Binary(op, x, y), c["v"]),
    )
    program = Program(s.without_kept())
    program.symbol("x")
    program.symbol("y")
    equations = ", ".join(f"Eq({program.source(r.left)}, {program.source(r.right)})" for r in relations)
    program.add(
        f"pairs = solve([{equations}], [x, y])",
        "pairs = [(pairs[x], pairs[y])] if isinstance(pairs, dict) else pairs",
        "answers = sorted(pairs[0], key=lambda v: (re(v), im(v))) if pairs else []",
        *show_each("answers"),
    )
    told = " and ".join(math(latex(relation)) for relation in relations)

    def explain(labels: Labels) -> str:
        if labels["exact"] == "[]":
            return f"With {told} there are **no such numbers**."
        values = labels["latex"].split(SEPARATOR)
        return f"With {told}, the numbers are **{math(values[0])} and {math(values[-1])}**."

    return Problem(program.text(), explain, s)


_ROW = "[(positive|negative {below:yes}|natural|whole)] [(even {even:yes}|odd {odd:yes})] [(positive|negative {below:yes})]"
_THINGS = "(integers|numbers|whole numbers|natural numbers|integer|positive integers)"


@topic.question(
    f"[<find>] [the] {{k:whole}} consecutive {_ROW} {_THINGS} (add up to|sum to|have a sum of|whose sum is|that add up to|with a sum of|which add up to|with sum|add to|that sum to) {{v:number}} {_ASK_BOTH}",
    f"[<find>] [the] {{k:whole}} consecutive {_ROW} {_THINGS} (add up to|sum to|have a sum of|whose sum is|that add up to|with a sum of|which add up to|with sum|add to|that sum to) {{v:number}} {_WHICH_ONE}",
    f"[the] sum of {{k:whole}} consecutive {_ROW} {_THINGS} {_EQ} {{v:number}} {_ASK_BOTH}",
    f"[the] sum of {{k:whole}} consecutive {_ROW} {_THINGS} {_EQ} {{v:number}} [(','|'.'|';')] [and] (find|what is) [the] (largest {{big:yes}}|biggest {{big:yes}}|greatest {{big:yes}}|smallest {{small:yes}}|first {{small:yes}}) [(integer|number|one|of them|of the numbers|of these)]",
    f"[<find>] [the] {{k:whole}} consecutive {_ROW} {_THINGS} (whose product is|with [a] product [of]|that multiply to|have a product of|multiply to) {{v:number}} {{product:yes}} {_ASK_BOTH}",
    f"[the] product of {{k:whole}} consecutive {_ROW} {_THINGS} {_EQ} {{v:number}} {{product:yes}} {_ASK_BOTH}",
    f"[the] product of {{k:whole}} consecutive {_ROW} {_THINGS} {_EQ} {{v:number}} {{product:yes}} {_WHICH_ONE}",
)
def consecutive(c: Captures, s: Situation) -> Problem | None:
    count = c["k"]
    if not 2 <= count <= 20 or ("product" in c and count > 3):
        return None
    step = 2 if "even" in c or "odd" in c else 1
    program = Program(s.without_kept())
    n = program.symbol("n", "integer=True")
    whole = program.source(c["v"])
    combined = "prod" if "product" in c else "sum"
    program.add(
        f"row = [{n} + {step}*k for k in range({count})]",
        f"starts = sorted(solve(Eq({combined}(row), {whole}), {n}))",
    )
    if step == 2:
        program.add(f"starts = [start for start in starts if start % 2 == {int('odd' in c)}]")
    if "below" in c:
        program.add("starts = [start for start in starts if start < 0]")
    elif "product" in c:
        program.add("starts = [start for start in starts if start > 0] or starts")
    chosen = "[-1:]" if "big" in c else "[:1]" if "small" in c else ""
    program.add(
        f"answers = [value.subs({n}, starts[0]) for value in row]{chosen} if starts else []",
        *show_each("answers"),
    )
    kind = "even " if "even" in c else "odd " if "odd" in c else ""

    def explain(labels: Labels) -> str:
        if labels["exact"] == "[]":
            return f"There are **no such {kind}integers**."
        values = ", ".join(labels["latex"].split(SEPARATOR))
        row = f"\\(n, n + {step}, \\ldots\\)"
        return f"Calling them {row}, the answer is **{math(values)}**."

    return Problem(program.text(), explain, s)
