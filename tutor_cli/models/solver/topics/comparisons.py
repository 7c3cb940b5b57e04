"""Comparing numbers: bigger, k-th biggest, closest, in order, equal or not."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from collections.abc import Sequence

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.plain import plain
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SEPARATOR, math, terminating

topic = Topic("comparisons")


def _options(reader: Reader, position: int, limit: int) -> Caught:
    """``(a) 1/2 (b) 3``: letters and values."""
    starts = [at for at in range(position, limit - 2) if _is_option(reader, at)]
    if len(starts) < 2 or starts[0] != position:
        return
    found: list[tuple[str, t.Node]] = []
    for start, end in zip(starts, [*starts[1:], limit], strict=True):
        while end > start and reader.tokens[end - 1].text in (",", ";", "or"):
            end -= 1
        node = reader.exact(start + 3, end)
        if node is None:
            return
        found.append((reader.tokens[start + 1].raw, node))
    yield tuple(found), limit


def _is_option(reader: Reader, at: int) -> bool:
    opening, letter, closing = reader.tokens[at : at + 3]
    return opening.text == "(" and letter.is_letter and closing.text == ")" and not letter.spaced


KINDS["options"] = _options

_BIG = "(biggest|largest|greatest|highest|maximum|max) {big:yes}"
_SMALL = "(smallest|least|lowest|minimum|min) {small:yes}"
_BIGGER = "(bigger|larger|greater|higher|more|biggest|largest|greatest) {big:yes}"
_SMALLER = "(smaller|less|lower|lesser|smallest|least) {small:yes}"
_VALUE = "[(value|number|one|element|item|entry)]"
_ITEM = "(value|number|one|option|fraction|item)"
_WHICH = (
    f"(which|what|which {_ITEM}|which of (these|them|the following) [(values|numbers|options|fractions)])"
)
_PICK = "(<ask>|pick|choose|select|identify)"
_IS = "[(is|are|has|lies)]"
_AMONG = "('?'|'.'|in|among|of|out of|from|between|':'|',')"


def choose(
    items: Sequence[t.Node],
    letters: Sequence[str],
    order: str,
    picked: str,
    question: str,
    s: Situation,
    *,
    target: t.Node | None = None,
) -> Problem:
    """One of ``items`` (or all, in order): ``order`` is the Python key of a pair ``item``,
    ``picked`` the Python slice of the ordered list that is asked for. ``letters`` name the options, if they have letters.
    ``target`` is what ``order`` may call ``target``."""
    program = Program(s)
    if target is not None:
        program.add(f"target = {program.source(target)}")
    names = [plain(item) for item in items]
    labels_of = list(letters) or names
    sources = [program.source(item) for item in items]
    program.add(
        "values = [",
        *(f'    ("{name}", {source}),' for name, source in zip(labels_of, sources, strict=True)),
        "]",
    )
    program.add(f"values.sort(key=lambda item: {order})", f"chosen = values[{picked}]")
    program.add(
        f'print("exact:", "{SEPARATOR}".join(name for name, v in chosen))',
        f'print("values:", "{SEPARATOR}".join(str(v) for name, v in chosen))',
    )
    shown = dict(zip(labels_of, (latex(item) for item in items), strict=True))

    def explain(labels: Labels) -> str:
        chosen = labels.get("exact", "").split(SEPARATOR)
        values = labels.get("values", "").split(SEPARATOR)
        if len(chosen) > 1:
            return f"{question}: **{math(', '.join(shown.get(name, name) for name in chosen))}**."
        value = values[0]
        if letters:
            return f"{question} is **{chosen[0]}**: {math(shown.get(chosen[0], value))}."
        worth = (
            ""
            if names == values or chosen[0] == value or not chosen[0].isidentifier()
            else f", which is {math(terminating(value) or value)}"
        )
        return f"{question} is **{math(shown.get(chosen[0], chosen[0]))}**{worth}."

    return Problem(program.text(), explain, s)


@topic.question(
    f"({_WHICH}|<what>|{_PICK} [the {_ITEM} with]) {_IS} [the] [{{n:ordinal}}] [most] ({_BIG}|{_SMALL}) {_VALUE} [{_AMONG}] {{options:options}}",
    f"{_PICK} [the] [{{n:ordinal}}] [most] ({_BIG}|{_SMALL}) {_VALUE} {_AMONG} {{xs:values}}",
    f"[the] [{{n:ordinal}}] [most] ({_BIG}|{_SMALL}) {_VALUE} {_AMONG} {{xs:values}}",
    f"(which|which one|what|which number|which of these|which value) is [the] [{{n:ordinal}}] ({_BIG}|{_SMALL}) {_VALUE} [{_AMONG}] {{xs:values}}",
    f"(which|what|which one|which of|which number|which of these|which fraction) [(is|are)] [the] ({_BIGGER}|{_SMALLER}) [{_AMONG}] {{xs:values}}",
    f"(which|what|which one|which number|which of these) [(is|are)] [the] ({_BIGGER}|{_SMALLER}) [{_AMONG}] {{options:options}}",
    f"[{_WHICH}] (out of|of|among|from|between) [the] [(numbers|values)] {{xs:values}} [','] [{_WHICH}] is [the] [{{n:ordinal}}] ({_BIG}|{_SMALL}|{_BIGGER}|{_SMALLER}) {_VALUE}",
    f"{{xs:values}} (','|':'|'?') {_WHICH} is [the] [{{n:ordinal}}] ({_BIG}|{_SMALL}|{_BIGGER}|{_SMALLER}) {_VALUE}",
    f"(from|out of|among|in) [the] [(list|numbers|values)] {{xs:values}} [','] {_PICK} [the] [{{n:ordinal}}] ({_BIG}|{_SMALL}) {_VALUE}",
)
def kth(c: Captures, s: Situation) -> Problem | None:
    items, letters = items_in(c)
    n = c.get("n", 1)
    if len(items) < 2 or n > len(items):
        return None
    word = "greatest" if "big" in c else "smallest"
    place = "" if n == 1 else f"{_ORDINALS.get(n, f'{n}th')} "
    return choose(
        items, letters, "-item[1]" if "big" in c else "item[1]", f"{n - 1}:{n}", f"The {place}{word}", s
    )


@topic.question(
    f"({_WHICH}|<what>|{_PICK} [the {_ITEM}]) {_IS} [the] (closest|nearest) {_VALUE} to {{a}} [{_AMONG}] {{options:options}}",
    f"{_PICK} [the] (closest|nearest) {_VALUE} to {{a}} {_AMONG} {{xs:values}}",
    f"[{_WHICH}] (out of|of|among|from) [the] [(numbers|values)] {{xs:values}} [','] [{_WHICH}] (is|lies) [the] (closest|nearest) to {{a}}",
    f"{_PICK} [the] {_ITEM} {_AMONG} [the] [(list|numbers|values)] {{xs:values}} [(that|which)] {_IS} [the] (closest|nearest) to {{a}}",
    f"(from|out of|among|in) [the] [(list|numbers|values)] {{xs:values}} [','] {_PICK} [the] {_VALUE} [(that|which)] {_IS} [the] (closest|nearest) to {{a}}",
    f"which is [the] (closest|nearest) {_VALUE} to {{a}} [{_AMONG}] {{xs:values}}",
)
def closest(c: Captures, s: Situation) -> Problem | None:
    items, letters = items_in(c)
    if len(items) < 2:
        return None
    return choose(
        items,
        letters,
        "abs(item[1] - target)",
        "0:1",
        f"The closest to {math(latex(c['a']))}",
        s,
        target=c["a"],
    )


_ORDER = "[in|into|from] [(ascending|increasing|rising|ascending numerical|least to greatest|smallest to largest|smallest to biggest|low to high|lowest to highest) {up:yes} | (descending|decreasing|falling|greatest to least|largest to smallest|biggest to smallest|high to low|highest to lowest) {down:yes}] [order]"


@topic.question(
    f"(sort|put|order|arrange|rank|list) [the] [(numbers|values|following|these|these numbers|following numbers|these values|fractions|decimals|these fractions)] [':'] {{xs:values}} {_ORDER}",
    f"(sort|put|order|arrange|rank|list) [(the|these)] [(numbers|values|following|following numbers|fractions|decimals)] {_ORDER} [':'] {{xs:values}}",
    f"(sort|put|order|arrange|rank|list|write) [the] [(numbers|values|fractions)] {{xs:values}} in [numerical] order [','] [with] [the] ({_SMALL}|{_BIG} {{down:yes}}) [(number|value|one)] first",
)
def in_order(c: Captures, s: Situation) -> Problem | None:
    if len(c["xs"]) < 2:
        return None
    down = "down" in c
    return choose(
        c["xs"],
        (),
        "-item[1]" if down else "item[1]",
        ":",
        "In decreasing order" if down else "In increasing order",
        s,
    )


# ── yes or no ─────────────────────────────────────────────────────────────────

_SAYS = {
    "=": "(equal to|the same as|equal|the same)", ">": "(bigger than|greater than|larger than|more than|above)",
    "<": "(smaller than|less than|lower than|below)", "!=": "(not equal to|different from|unequal to|different to|non '-' equal to)",
    ">=": "(at least|at least as big as|greater than or equal to|no less than|bigger than or equal to|no smaller than|at least as large as)",
    "<=": "(at most|at most as big as|less than or equal to|no greater than|no more than|smaller than or equal to|no bigger than|at most as large as)",
}  # fmt: skip


def compares(op: str, *patterns: str) -> None:
    @topic.question(*patterns)
    def problem(c: Captures, s: Situation) -> Problem | None:
        return holds(t.Relation(op, c["a"], c["b"]), s)


for _op, _words in _SAYS.items():
    compares(_op, f"(is|are) {{a}} [(a|the)] {_words} {{b}}")
compares(
    "=",
    "(do|does|are|is) {a} and {b} (have the same value|equal|equal each other|the same|the same value|the same number|equivalent|match)",
)
compares(
    "!=",
    "(do|does|are|is) {a} and {b} (unequal|different|differ|nonequal|non '-' equal|not equal|have different values|not the same)",
)
compares("=", "does {a} (equal|'=') {b}", "(is|are) {a} '=' {b}")
compares("<", "is {a} '<' {b}")
compares(">", "is {a} '>' {b}")
compares("<=", "is {a} '<=' {b}")
compares(">=", "is {a} '>=' {b}")
compares("!=", "is {a} '!=' {b}")


def holds(relation: t.Relation, s: Situation) -> Problem | None:
    """Whether a comparison of two numbers is true."""
    if any(not s.knows(name) for name in t.names_in(relation)):
        return None
    program = Program(s)
    left, right = program.source(relation.left), program.source(relation.right)
    op = {"=": "==", "!=": "!="}.get(relation.op, relation.op)
    test = f"simplify(left - right) {op} 0"
    program.add(
        f"left, right = {left}, {right}",
        f'print("exact:", bool({test}))',
        'print("left:", left)',
        'print("right:", right)',
    )
    question = math(latex(relation))

    def explain(labels: Labels) -> str:
        verdict = "yes" if labels.get("exact") == "True" else "no"
        sides = ""
        if t.names_in(relation):
            sides = f": the left side is {labels.get('left')}, the right side {labels.get('right')}"
        return f"Is {question}? **{verdict}**{sides}."

    return Problem(program.text(), explain, s)


def items_in(c: Captures) -> tuple[Sequence[t.Node], Sequence[str]]:
    """The values to choose from, and the letters of the options if they have any."""
    if "options" in c:
        return [node for _, node in c["options"]], [letter for letter, _ in c["options"]]
    return c["xs"], ()


_ORDINALS = {
    2: "second",
    3: "third",
    4: "fourth",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth",
    10: "tenth",
}
