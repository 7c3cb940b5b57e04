"""Two unknown quantities that are told by each other: numbers, the sides of a rectangle, ages."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import english
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import math

topic = Topic("compared")

# ── "twice as long as", "5 cm more than 3 times" ──────────────────────────────

_MORE = frozenset(english.words("more|longer|greater|larger|bigger|older|wider|taller|higher|heavier"))
_LESS = frozenset(english.words("less|shorter|smaller|younger|narrower|fewer|lower|lighter"))
_UNITS = frozenset(
    english.words(
        "cm|m|mm|km|ft|in|inches|inch|feet|meters|metres|meter|units|unit|yards|years|year|centimeters"
    )
)
_FACTORS = {"twice": "2", "double": "2", "triple": "3", "thrice": "3", "quadruple": "4"}


def _compared(reader: Reader, position: int, limit: int) -> Iterator[tuple[tuple[t.Node, t.Node], int]]:
    """What is multiplied by and what is added to the other quantity, that is named next."""
    factor = _factor(reader, position, limit)
    if factor is not None:
        yield (factor[0], t.Number("0")), factor[1]
        return
    amount = reader.expression(position, limit, 24)
    if amount is None or t.names_in(amount[0]):
        return
    at = amount[1] + (reader.text(amount[1], limit) in _UNITS)
    word = reader.text(at, limit)
    if word not in _MORE | _LESS or reader.text(at + 1, limit) != "than":
        return
    added = amount[0] if word in _MORE else t.Negative(amount[0])
    factor = _factor(reader, at + 2, limit) or (t.Number("1"), at + 2)
    yield (factor[0], added), factor[1]


def _factor(reader: Reader, position: int, limit: int) -> tuple[t.Node, int] | None:
    """``twice``, ``3 times``, ``half``, with "as long as" after it."""
    word = reader.text(position, limit)
    if word in _FACTORS:
        factor: tuple[t.Node, int] = t.Number(_FACTORS[word]), position + 1
    elif word in ("half", "one", "a", "1"):
        read = reader.expression(position, limit, 24)
        if read is None or isinstance(t.bare(read[0]), t.Number):
            return None
        factor = read
    else:
        read = reader.expression(position, limit, 24)
        if read is None or t.names_in(read[0]) or reader.text(read[1], limit) != "times":
            return None
        factor = read[0], read[1] + 1
    at = factor[1]
    if reader.text(at, limit) == "as" and reader.text(at + 2, limit) == "as":
        at += 3
    elif reader.words_at(at, limit, ("as", "old")):
        at += 2  # "he will be twice as old"
    elif reader.text(at, limit) == "of":
        at += 1
    return factor[0], at


KINDS["compared"] = _compared
_SEP = "[(','|'.'|';'|'?')] [(and|then|if|,)] [(and|if)]"
_IS = "(is|was|'='|equals|of|are)"


def _problem(
    told: Sequence[t.Relation],
    unknowns: Sequence[str],
    asked: Sequence[t.Node],
    names: str,
    s: Situation,
    *,
    positive: bool,
) -> Problem:
    """The problem of two quantities; ``names`` tells what they are called."""
    program = Program(s.without_kept())
    symbols = [program.symbol(name, "positive=True" if positive else "") for name in unknowns]
    equations = ", ".join(f"Eq({program.source(each.left)}, {program.source(each.right)})" for each in told)
    wanted = ", ".join(program.source(node) for node in asked)
    program.add(
        f"found = solve([{equations}], [{', '.join(symbols)}], dict=True)",
        f"answers = [[S(node).subs(each) for node in [{wanted}]] for each in found]",
        'print("exact:", answers[0][0] if len(answers) == 1 and len(answers[0]) == 1 else answers)',
        'print("latex:", " ;; ".join(", ".join(map(latex, each)) for each in answers))',
    )
    question = ", ".join(math(latex(each)) for each in told)

    def explain(labels: Labels) -> str:
        if labels["exact"] == "[]":
            return f"With {names}, {question}: there is **no solution**."
        answers = " or ".join(math(each) for each in labels["latex"].split(" ;; "))
        return f"With {names}, {question}, so the answer is **{answers}**."

    return Problem(program.text(), explain, s)


def _linear(compared: tuple[t.Node, t.Node], other: t.Node) -> t.Node:
    factor, added = compared
    product = other if factor == t.Number("1") else t.Binary("*", factor, other)
    if added == t.Number("0"):
        return product
    if isinstance(added, t.Negative):
        return t.Binary("-", product, added.value)
    return t.Binary("+", product, added)


# ── two numbers ───────────────────────────────────────────────────────────────

_ONE = "(one|one number|one of them|one of the numbers|the larger|the larger number|the first|the first number|the bigger|the bigger number|the greater|the greater number|the smaller {low:yes}|the smaller number {low:yes}|a number|the second|the second number)"
_OTHER = "(the other|another|the other number|another number|the other one|the smaller|the smaller number|the second|the second number|the first|the first number|the larger|the larger number)"
_SUM = "([the] sum of [the] two numbers|their sum|the sum|[the] sum of the numbers|the numbers add up to {eq:yes}|two numbers add up to {eq:yes}|two numbers sum to {eq:yes}|they add up to {eq:yes}|together they make {eq:yes}|two numbers have a sum {eq:yes}|the difference {d:yes}|their difference {d:yes}|[the] difference (of|between) two numbers {d:yes})"
_BOTH = "(what are|find|what is|which are|determine|name|give) [(the|both|the two)] (numbers|two numbers|number|they|both|larger number {big:yes}|larger {big:yes}|bigger number {big:yes}|larger one {big:yes}|smaller number {small:yes}|smaller {small:yes}|smaller one {small:yes}|both numbers)"


@topic.question(
    f"[if] {_SUM} [{_IS}] {{v:number}} {_SEP} {_ONE} is {{k:compared}} {_OTHER} {_SEP} {_BOTH}",
    f"[if] {_ONE} is {{k:compared}} {_OTHER} {_SEP} {_SUM} [{_IS}] {{v:number}} {_SEP} {_BOTH}",
    f"{_BOTH} (whose|that have a|with) (sum|difference {{d:yes}}) [{_IS}] {{v:number}} (if|where|and|such that) {_ONE} is {{k:compared}} {_OTHER}",
)
def two_numbers(c: Captures, s: Situation) -> Problem | None:
    x, y = t.Name("x"), t.Name("y")
    if "d" in c and "low" in c:
        return None
    told = (
        t.Relation("=", t.Binary("-" if "d" in c else "+", x, y), c["v"]),
        t.Relation("=", x, _linear(c["k"], y)),
    )
    asked: list[t.Node] = [x, y]
    if "big" in c or "small" in c:
        asked = [t.Function("max" if "big" in c else "min", (x, y))]
    return _problem(told, ("x", "y"), asked, r"the numbers \(x\) and \(y\)", s, positive=False)


# ── a rectangle ───────────────────────────────────────────────────────────────

_SHAPE = "(rectangle|rectangular garden|rectangular field|rectangular room|rectangular plot|rectangular yard|rectangular pool|garden|field|room|yard|pool|lawn|rectangular lawn|rectangular floor)"
_OF_SHAPE = f"[of (a|the|this|that) {_SHAPE}]"
_SIDE = f"[(the|its|a|whose)] (length {{l:yes}}|width {{w:yes}}|breadth {{w:yes}}) {_OF_SHAPE} [that] is {{k:compared}} [(its|the|as)] [(width|length|breadth)] [{_OF_SHAPE}]"
_LENGTHS = "[(cm|m|meters|metres|feet|ft|inches|in|units|yards|centimeters|square units|square meters|square feet|square cm|sq ft|cm '^' 2|m '^' 2)]"
_SIZE = f"[(the|its|a|whose)] (perimeter {{p:yes}}|area) {_OF_SHAPE} {_IS} {{v:number}} {_LENGTHS}"
_HAS = (
    f"[(a|the)] {_SHAPE} (has|with|having) [a|an] (perimeter {{p:yes}}|area) [{_IS}] {{v:number}} {_LENGTHS}"
)
_HAS_SIDE = f"[(a|the)] {_SHAPE} (has|with|having) {_SIDE}"
_LONG = f"[(a|the)] {_SHAPE} is {{k:compared}} it is wide {{l:yes}}"
_WANTED = f"[(<find>|what are)] [(the|its)] (length {{al:yes}}|width {{aw:yes}}|breadth {{aw:yes}}|dimensions|sides|length and [the] width|length and breadth|width and [the] length {{turned:yes}}|area {{aa:yes}}|perimeter {{ap:yes}}) {_OF_SHAPE}"


@topic.question(
    f"[if] ({_SIDE}|{_HAS_SIDE}|{_LONG}) {_SEP} {_SIZE} {_SEP} {_WANTED}",
    f"[if] ({_HAS}|{_SIZE}) {_SEP} ({_SIDE}|it is {{k:compared}} it is wide {{l:yes}}) {_SEP} {_WANTED}",
    f"{_WANTED} (if|when|given that|with|whose) ({_SIDE}|{_SIZE}) {_SEP} ({_SIZE}|{_SIDE})",
)
def rectangle(c: Captures, s: Situation) -> Problem | None:
    if "k" not in c or "v" not in c or ("l" in c) == ("w" in c):
        return None
    length, width = t.Name("l"), t.Name("w")
    side, other = (length, width) if "l" in c else (width, length)
    around = t.Binary("*", t.Number("2"), t.Group(t.Binary("+", length, width)))
    inside = t.Binary("*", length, width)
    told = (
        t.Relation("=", side, _linear(c["k"], other)),
        t.Relation("=", around if "p" in c else inside, c["v"]),
    )
    asked: list[t.Node] = (
        [length] if "al" in c else [width] if "aw" in c else [inside] if "aa" in c else [around] if "ap" in c
        else [width, length] if "turned" in c else [length, width]
    )  # fmt: skip
    return _problem(told, ("l", "w"), asked, r"length \(l\) and width \(w\)", s, positive=True)


# ── ages ──────────────────────────────────────────────────────────────────────

_NOT_PERSONS = frozenset(
    english.words(
        "is|are|the|a|an|of|and|in|how|what|their|if|will|was|years|year|old|sum|twice|than|each|they|now"
    )
)


def _person(reader: Reader, position: int, limit: int) -> Iterator[tuple[str, int]]:
    """A name, or "his son", "a father": the last word of it."""
    at = position + (reader.text(position, limit) in ("his", "her", "my", "a", "the", "their"))
    if at < limit and reader.tokens[at].kind == "word" and reader.tokens[at].text not in _NOT_PERSONS:
        yield reader.tokens[at].text, at + 1


KINDS["person"] = _person
_AGES = f"(the sum of their ages|the sum of the two ages|their ages add up to|their ages sum to|their combined age|their total age|together they are|the total of their ages|sum of their ages) [{_IS}] {{v:number}} [years] [old]"
_LATER = "(in {n:number} years [time]|after {n:number} years|{n:number} years from now|{n:number} years ago {ago:yes}) [','] (he|she|{p:person}) (will be|was|would be) {h:compared} [(his|her|{q:person}|he|she)] [(is|was|will be)]"
_HOW_OLD = "(how old (is|are) ({a:person}|they|each) [now]|<find> (their ages|the age of {a:person}|the age of each)|what (is|are) (their ages|the age of {a:person}))"


@topic.question(
    f"[if] {{p:person}} is {{k:compared}} {{q:person}} [now] {_SEP} ({_AGES}|{_LATER}) {_SEP} {_HOW_OLD}",
    f"[if] {_AGES} {_SEP} {{p:person}} is {{k:compared}} {{q:person}} [now] {_SEP} {_HOW_OLD}",
)
def ages(c: Captures, s: Situation) -> Problem | None:
    first, second = c["p"], c["q"]
    if first == second or c.get("a", first) not in (first, second):
        return None
    x, y = t.Name("x"), t.Name("y")
    told = [t.Relation("=", x, _linear(c["k"], y))]
    if "v" in c:
        told.append(t.Relation("=", t.Binary("+", x, y), c["v"]))
    else:
        sign = "-" if "ago" in c else "+"
        later = [t.Group(t.Binary(sign, name, c["n"])) for name in (x, y)]
        told.append(t.Relation("=", later[0], _linear(c["h"], later[1])))
    asked = [x, y] if "a" not in c else [x] if c["a"] == first else [y]
    names = rf"\(x\) the age of {first.title()} and \(y\) the age of {second.title()}"
    return _problem(told, ("x", "y"), asked, names, s, positive=False)
