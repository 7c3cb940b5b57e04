"""Sequences told by a formula: ``a_n = 2n + 1``, or by the terms before, ``a_1 = 2, a_n = 3a_{n-1} + 1``."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.python import python
from tutor_cli.models.solver.writing.results import math

topic = Topic("recurrences")

MOST = 300
"""The highest number of a term that is worked out from those before it."""
_TOLD = "[(the|a)] [(recursive|recurrence|recursively defined|following)] [(sequence|relation|formula|recursion|rule)] [(defined by|given by|with|is|where|of|,)] [':'] {r:relations}"
_NEXT = "[(','|'.'|';')] [and]"
_WHICH = "([the] {k:ordinal} term|{v}|[the] first {m:whole} terms {list:yes})"


@topic.question(
    f"[(if|given|given that|for|let|suppose|consider)] {_TOLD} {_NEXT} <find> {_WHICH} [of the sequence]",
    f"[<find>] {_WHICH} (of|if|when|where|given|given that|for|in) {_TOLD}",
)
def recursion(c: Captures, s: Situation) -> Problem | None:
    told = _recursion(c["r"])
    wanted = _wanted(c, told[0]) if told else None
    if told is None or wanted is None or not 1 <= wanted[-1] <= MOST:
        return None
    name, variable, rule, start = told
    program = Program(s.without_kept())
    program.add(
        f"known = {{{', '.join(f'{place}: S({program.source(value)})' for place, value in start.items())}}}",
        f"def {name}({variable}):",
        f"    {variable} = Integer({variable})",
        f"    if {variable} not in known:",
        f"        assert {variable} > {min(start)}, 'it begins later'",
        f"        known[{variable}] = expand({python(rule)})",
        f"    return known[{variable}]",
        f"answers = [{name}(place) for place in {wanted}]",
        'print("exact:", answers[0] if len(answers) == 1 else answers)',
        'print("latex:", ", ".join(map(latex, answers)))',
    )
    question = ", ".join(math(latex(relation)) for relation in c["r"])
    asked = f"{name}_{{{wanted[0]}}}" if len(wanted) == 1 else rf"{name}_1, \ldots, {name}_{{{wanted[-1]}}}"

    def explain(labels: Labels) -> str:
        return f"With {question}, term after term, {math(asked)} {'is' if len(wanted) == 1 else 'are'} **{math(labels['latex'])}**."

    return Problem(program.text(), explain, s)


def _recursion(
    relations: tuple[t.Relation, ...],
) -> tuple[str, str, t.Node, dict[int, t.Node]] | None:
    """The sequence's name, its variable, the rule for ``a(n)``, and the terms it begins with."""
    start: dict[int, t.Node] = {}
    rule: tuple[str, str, t.Node] | None = None
    for relation in relations:
        call = relation.left
        if relation.op != "=" or not isinstance(call, t.Call) or len(call.args) != 1:
            return None
        place = t.bare(call.args[0])
        if isinstance(place, t.Number) and place.is_whole:
            start[int(place.text)] = relation.right
        elif rule is None:
            rule = _rule(call.name, place, relation.right)
        else:
            return None
    if rule is None or not start or any(t.names_in(value) for value in start.values()):
        return None
    name, variable, body = rule
    others = [part for part in t.walk(body) if isinstance(part, t.Call)]
    if not others or any(other.name != name for other in others) or set(t.names_in(body)) - {variable}:
        return None
    return name, variable, body, start


def _rule(name: str, place: t.Node, body: t.Node) -> tuple[str, str, t.Node] | None:
    """``a(n + 1) = …`` as the rule for ``a(n)``."""
    if isinstance(place, t.Name):
        return name, place.name, body
    if isinstance(place, t.Binary) and isinstance(place.left, t.Name) and isinstance(place.right, t.Number):
        variable, ahead = place.left, place.right
        if place.op == "+" and ahead.is_whole:
            return (
                name,
                variable.name,
                t.substitute(body, {variable.name: t.Group(t.Binary("-", variable, ahead))}),
            )
    return None


def _wanted(c: Captures, name: str) -> list[int] | None:
    """The numbers of the terms that are asked for."""
    if "k" in c:
        return [c["k"]]
    if "m" in c:
        return list(range(1, c["m"] + 1)) if 1 <= c["m"] <= 30 else None
    call = t.bare(c["v"])
    place = (
        t.bare(call.args[0])
        if isinstance(call, t.Call) and call.name == name and len(call.args) == 1
        else None
    )
    return [int(place.text)] if isinstance(place, t.Number) and place.is_whole else None


_FORMULA = "[the] [(sequence|formula|rule|general term|arithmetic sequence|geometric sequence|number sequence)] [(defined by|given by|with|whose|where|of|that has)] [the] [(formula|rule|general term|{y:name} th term|{y:name} - th term|explicit formula)] [(is|of|given by|':')] [{f:name} '(' {n:name} ')' '='] {a}"


@topic.question(
    f"[<find>] [the] first {{m:whole}} (terms|numbers) (of|in|for|if|when|given|given by|where|generated by) {_FORMULA}",
    f"{_FORMULA} [(','|'.'|';')] <find> [the] first {{m:whole}} terms [of the sequence]",
    f"[<find>] [the] {{k:ordinal}} term (of|in|for|if|when|given|where) {_FORMULA}",
    f"{_FORMULA} [(','|'.'|';')] [<find>] [the] {{k:ordinal}} term [of the sequence]",
)
def from_formula(c: Captures, s: Situation) -> Problem | None:
    whole = isinstance(c["a"], t.Name) or (isinstance(c["a"], t.Call) and isinstance(c["a"].args[0], t.Name))
    told = s.function(c["a"].name) if whole else None
    body = told.body if told and len(told.parameters) == 1 else t.bare(c["a"])
    names = [name for name in t.names_in(body) if not s.knows(name)]
    if len(names) != 1 or t.calls_in(body) or c.get("n", names[0]) != names[0]:
        return None
    first, last = (c["k"], c["k"]) if "k" in c else (1, c["m"])
    if not 1 <= first <= last <= 10**6 or last - first > 50:
        return None
    program = Program(s)
    n = program.symbol(names[0])
    program.add(
        f"term = S({program.source(body)})",
        f"answers = [term.subs({n}, place) for place in range({first}, {last + 1})]",
        'print("exact:", answers[0] if len(answers) == 1 else answers)',
        'print("latex:", ", ".join(map(latex, answers)))',
    )
    shown = math(f"a_{names[0]} = {latex(body)}")
    which = (
        f"the term number {math(str(first))} is"
        if first == last
        else f"the first {math(str(last))} terms are"
    )

    def explain(labels: Labels) -> str:
        return f"With {shown}, {which} **{math(labels['latex'])}**."

    return Problem(program.text(), explain, s)


@topic.question(
    "[<find>] [the] {k:ordinal} term [of [the|this] sequence]",
    "[<find>] [the] first {m:whole} terms [of [the|this] sequence]",
)
def of_told(c: Captures, s: Situation) -> Problem | None:
    """Of the one formula that was told: ``u_n = 5n + 2``."""
    if len(s.functions) != 1 or s.functions[0].parameters[0] not in ("n", "k", "m"):
        return None
    return from_formula({**c, "a": t.Name(s.functions[0].name)}, s)
