"""Limits: from both sides or one, at infinity; where there is none, why."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures, Pattern, match
from tutor_cli.models.solver.reading.products import tight
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.reading.symbols import CONSTANTS
from tutor_cli.models.solver.reading.tree import ANY_VARIABLE
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.steps.working import Working
from tutor_cli.models.solver.topics.given import given, parts, the_one_told
from tutor_cli.models.solver.topics.integrals import grouped
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW_VALUE, math, value_sentence

topic = Topic("limits")

_TO = "(approaches|approach|approaching|goes to|going to|tends to|tending to|tends towards|goes towards|'->'|gets close to|gets closer to|gets close to|nears|to|towards|is|'=')"
_SIDE_WORDS = Pattern(
    "((from|on|by|coming from) [the] (right|above|right side|right hand side|positive side) {plus:yes} |"
    " (from|on|by|coming from) [the] (left|below|left side|left hand side|negative side) {minus:yes} |"
    " '^' '+' {plus:yes} | '^' '(' '+' ')' {plus:yes} | '^' '(' '-' ')' {minus:yes} | '^' '-' {minus:yes} | '^' '{' '+' '}' {plus:yes} | '^' '{' '-' '}' {minus:yes} |"
    " [','] '(' [from] [the] (right|above) ')' {plus:yes} | [','] '(' [from] [the] (left|below) ')' {minus:yes})"
)


def _side(reader: Reader, position: int, limit: int) -> Caught:
    """``+`` or ``-`` where a limit is taken from one side only: ``0+``, ``0^-``, "from the right"; else nothing."""
    sign = reader.tokens[position] if position < limit else None
    if sign is not None and sign.text in ("+", "-") and not sign.spaced:
        after = reader.tokens[position + 1] if position + 1 < limit else None
        if after is None or after.spaced or after.text in (")", "}", "]", ","):
            yield sign.text, position + 1
            return  # "0- 1/x" is no difference
    for c, end in match(_SIDE_WORDS, reader, position, limit):
        yield "+" if "plus" in c else "-", end
    yield "", position


def _place(reader: Reader, position: int, limit: int) -> Caught:
    """Where a limit is taken: it ends where the function begins, as in ``x -> 2 x^2`` and ``x -> -oo e^x``."""
    after = position + (reader.text(position, limit) in ("-", "+", "minus", "negative"))
    if reader.text(after, limit) in CONSTANTS and CONSTANTS[reader.text(after, limit)] == "oo":
        minus = after > position and reader.text(position, limit) != "+"
        yield (t.Negative(t.Constant("oo")) if minus else t.Constant("oo")), after + 1
        return
    read = tight(reader, position, limit)
    if read is None:
        return
    of_variable = any(name in "xyztnuvw" for name in t.names_in(read[0]))
    if not of_variable:
        yield read
    if reader.tokens[after].kind == "number" and after < limit and read[1] > after + 1:
        number = t.Number(reader.tokens[after].text)
        yield (t.Negative(number) if after > position else number), after + 1
    if of_variable:
        yield read


KINDS["side"] = _side
KINDS["place"] = _place
_SIDE = "{side:side}"
_AS = "(as|when|for|if|where|with|while)"
_AT = f"{{x:name}} {_TO} {{v:place}} {_SIDE}"
_LIMIT = "([two sided] (limit|limits|lim)|(right|right hand|right - hand|right sided|right - sided) (limit|lim) {plus:yes}|(left|left hand|left - hand|left sided|left - sided) (limit|lim) {minus:yes}|(one sided|one - sided) limit)"


@topic.noun(
    f"{_LIMIT} (of|for) {{a:curve}} [','] {_AS} {_AT}",
    f"{_LIMIT} [','] [{_AS}] {_AT} [(of|for|','|':')] {{a:curve}}",
    f"{_LIMIT} '_' '{{' {_AT} '}}' {{a}}",
    f"{_LIMIT} '_' '(' {_AT} ')' {{a}}",
    f"{_LIMIT} '_' {_AT} [of] {{a}}",
    f"{_LIMIT} '(' [{_AS}] {_AT} ')' [of] {{a}}",
    f"{_LIMIT} '[' [{_AS}] {_AT} ']' [of] {{a}}",
    f"{_LIMIT} [':'] {{a:curve}} [','] {_AS} {_AT}",
    f"{_LIMIT} [of] {{a:curve}} [','] ['('] {{x:name}} '->' {{v:place}} {_SIDE} [')']",
    f"{_LIMIT} '(' {{a}} ',' {{x:name}} ('->'|',') {{v}} ')'",
    f"{_LIMIT} [(of|for)] {{a:curve}} ',' {_AT}",
    f"{_LIMIT} [(of|for)] {{a:curve}} (at|near|in) [the point] [{{x:name}} '='] {{v:place}} {_SIDE}",
    f"{_LIMIT} [(of|for)] {{a:curve}} {_SIDE} (at|near|{_AS}) [{{x:name}} {_TO}] {{v:place}}",
    f"{_LIMIT} (at|in|near) [{{x:name}} '='] {{v:place}} {_SIDE} (of|for) {{a:curve}}",
)
def limit(c: Captures) -> t.Node | None:
    body, names = parts(c["a"])
    x = c.get("x") or (names[0] if len(names) == 1 else ANY_VARIABLE)
    if isinstance(body, t.Relation) or x in t.names_in(c["v"]):
        return None
    return limit_node(body, x, c["v"], _side_of(c))


def _side_of(c: Captures) -> str:
    return "+" if "plus" in c else "-" if "minus" in c else str(c.get("side", ""))


def limit_node(body: t.Node, variable: str, place: t.Node, side: str) -> t.Formula:
    infinite = any(part == t.Constant("oo") for part in t.walk(place))
    direction = "" if infinite else f", '{side or '+-'}'"
    return t.Formula(
        f"limit({{0}}, {{1}}, {{2}}{direction})",
        r"\lim_{{{1} \to {2}SIDE}} {0}".replace("SIDE", f"^{side}" if side else ""),
        (grouped(t.bare(body)), t.Name(variable), place),
        bound=(variable,),
        then="simplify",
    )


@topic.question(
    "[<ask>] {d} [(equal|be)]",
    "<ask> whether {d} exists {exists:yes}",
    "[<ask> (if|whether)] does {d} exist {exists:yes}",
    "(determine|decide|tell me|check|find out|say|see) (if|whether) {d} exists {exists:yes}",
)
def limit_value(c: Captures, s: Situation) -> Problem | None:
    node = t.bare(c["d"])
    if not (isinstance(node, t.Formula) and node.python.startswith("limit(")):
        return None
    return limit_problem(node, s, exists="exists" in c)


def limit_problem(node: t.Formula, s: Situation, *, exists: bool = False) -> Problem | None:
    """What a limit is, or why there is none. ``exists``: that was the question."""
    settled = s.settled(node)
    node = settled if isinstance(settled, t.Formula) else node
    if node.bound[0] not in t.names_in(node.args[0]) and not t.calls_in(node.args[0]):
        return None  # of something else
    program = Program(s)
    x = program.symbol(node.bound[0], "real=True")
    body, place = program.source(node.args[0], {node.bound[0]: x}), program.source(node.args[2])
    sides = [side for side in "+-" if f"'{side}'" in node.python or "'+-'" in node.python]
    program.add(f"function, place = S({body}), S({place})")
    if not sides:
        program.add(f"values = [limit(function, {x}, place)]")
    else:
        program.add(f"values = [limit(function, {x}, place, side) for side in {sides}]")
    program.add(
        "real = [value for value in values if value.is_extended_real]",
        "same = bool(real) and all(simplify(value - real[0]) == 0 or value == real[0] for value in real)",
        "answer = simplify(real[0] if same else values[0] if len(values) == 1 or values[0] == values[1] else nan)",
        *SHOW_VALUE,
        'print("sides:", " ;; ".join(latex(value) for value in values))',
        'print("bounds:", " ;; ".join(latex(end) for end in (answer.min, answer.max)) if isinstance(answer, AccumBounds) else "")',
    )
    question = math(latex(node))

    def explain(labels: Labels) -> str:
        values = labels.get("sides", "").split(" ;; ")
        if labels.get("bounds"):
            low, high = labels["bounds"].split(" ;; ")
            why = f"it keeps moving between {math(low)} and {math(high)}"
            return f"{question} **does not exist**: {why}."
        if labels.get("exact") == "nan" and len(values) == 2:
            right, left = (math(value) for value in values)
            why = f"from the left it is {left}, from the right {right}"
            verdict = "**no**, it does not exist" if exists else "**does not exist**"
            return f"{question} {verdict}: {why}."
        told = value_sentence(question[2:-2], labels)
        if exists:
            infinite = labels.get("exact") in ("oo", "-oo")
            verdict = "**no**: it is infinite, " if infinite else "**yes**: "
            return verdict + told.replace("**", "")
        return told

    steps = Working("limits", f"limit_steps(function, {x}, place, {sides}, values)", latex(node))
    return Problem(program.text(), explain, s, value=node, working=steps)


@topic.question(
    f"what (does|do|will) {{a:curve}} (approach|tend to|converge to|go to|get close to|become) {_AS} {_AT}",
    f"{_AS} {_AT} [','] what (does|do) {{a:curve}} (approach|tend to|converge to|go to)",
    f"{_AS} {_AT} [','] [<ask>] [the] {_LIMIT} (of|for) {{a:curve}}",
    f"[(evaluate|calculate|find)] {{a:curve}} {_AS} {{x:name}} (approaches|goes to|tends to|'->') {{v:place}} {_SIDE}",
    f"(take|find|calculate) {_LIMIT} {_AS} {_AT} (of|for) {{a:curve}}",
    f"what happens to {{a:curve}} {_AS} {_AT}",
    f"{_AS} {_AT} [','] what happens to {{a:curve}}",
    f"(to|towards) (what|which) value (does|do|goes|tends|will) {{a:curve}} [(go|tend|approach|converge)] {_AS} {_AT}",
    f"what value (does|do|will) {{a:curve}} (approach|tend to|converge to|go to|get close to) {_AS} {_AT}",
)
def limit_asked(c: Captures, s: Situation) -> Problem | None:
    node = limit(c)
    return limit_problem(node, s) if isinstance(node, t.Formula) else None


@topic.question(
    f"[<ask>] [the] {_LIMIT} [of [the] (function|it|that|this|sequence)] {_AS} {_AT}",
    f"[<ask>] [the] {_LIMIT} [of [the] (function|it|that|this|sequence)] (at|near|in) [the point] [{{x:name}} '='] {{v:place}} {_SIDE}",
    f"[<ask>] [the] {_LIMIT} {{x:name}} '->' {{v:place}} {_SIDE}",
)
def limit_of_told(c: Captures, s: Situation) -> Problem | None:
    """Of the function a message tells of, or of the last answer."""
    told = the_one_told(s)
    found = given(told, s) if told is not None else None
    if found is None or len(found[1]) != 1 or c.get("x", found[1][0]) != found[1][0]:
        return None
    return limit_problem(limit_node(found[0], found[1][0], c["v"], _side_of(c)), s)
