"""Events A and B: what P(A), P(A or B), P(A | B) … come to, from what is told of the others."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from typing import NamedTuple

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.frames import Fact, Facts, Frame
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW_VALUE, value_sentence

topic = Topic("events")

frame = Frame(
    "p|pr|prob|probability|chance|chances",
    "a|an|the|of|if|when|is|are|and|with|where|that|given|suppose|let|assume|assuming|we|know|you|then|find|what|calculate|compute|determine|give|two|events|event|for|any|such|so|both|they|these|have|has|equals|now|,|.|;|:|?|value|work|out|find|there|in|be",
)


class Event(NamedTuple):
    """``test`` is a Python condition on the events that happen, by their letters; ``shown`` is LaTeX."""

    test: str
    letters: tuple[str, ...]
    shown: str


class Chance(NamedTuple):
    event: Event
    condition: Event | None


def _event(reader: Reader, position: int, limit: int) -> Caught:
    """``A``, ``not B``, ``A'``, ``A and B``, ``A ∪ B``, ``(A or B)'``."""
    for left, end in _one_event(reader, position, limit):
        word = reader.text(end, limit)
        sign = {"and": "and", "∩": "and", "cap": "and", "intersect": "and", "intersection": "and", "&": "and", ",": "and", "or": "or", "cup": "or", "union": "or", "u": "or"}.get(word)  # fmt: skip
        if sign:
            for right, last in _event(reader, end + 1, limit):
                shown = rf"{left.shown} \{'cap' if sign == 'and' else 'cup'} {right.shown}"
                letters = tuple(dict.fromkeys((*left.letters, *right.letters)))
                yield Event(f"({left.test} {sign} {right.test})", letters, shown), last
        yield left, end


def _one_event(reader: Reader, position: int, limit: int) -> Caught:
    word = reader.text(position, limit)
    if word in ("not", "¬", "~", "no", "neg", "lnot", "complement"):
        at = position + 1 + (word == "complement" and reader.text(position + 1, limit) == "of")
        for inner, end in _one_event(reader, at, limit):
            yield _denied(inner), end
        return
    if word in ("overline", "bar") and reader.text(position + 1, limit) == "{":
        for inner, end in _event(reader, position + 2, limit):
            if reader.text(end, limit) == "}":
                yield _denied(inner), end + 1
        return
    if word == "bar":
        for inner, end in _one_event(reader, position + 1, limit):
            yield _denied(inner), end
        return
    if word == "(":
        for inner, end in _event(reader, position + 1, limit):
            if reader.text(end, limit) == ")":
                yield _after(reader, Event(inner.test, inner.letters, f"({inner.shown})"), end + 1, limit)
        return
    if position < limit and reader.tokens[position].is_letter and reader.tokens[position].raw.isupper():
        letter = reader.tokens[position].raw
        yield _after(reader, Event(letter, (letter,), letter), position + 1, limit)


def _after(reader: Reader, event: Event, end: int, limit: int) -> tuple[Event, int]:
    """The event, denied if a prime or a raised ``c`` follows."""
    if reader.text(end, limit) == "'":
        return _denied(event), end + 1
    for sign in (
        ("^", "c"),
        ("^", "{", "c", "}"),
        ("^", "'"),
        ("^", "complement"),
        ("^", "{", "complement", "}"),
    ):
        if reader.words_at(end, limit, sign):
            return _denied(event), end + len(sign)
    return event, end


def _denied(event: Event) -> Event:
    return Event(f"(not {event.test})", event.letters, rf"\overline{{{event.shown}}}")


def _chance(reader: Reader, position: int, limit: int) -> Caught:
    """``P(A | B)``, ``the probability of A given B``."""
    word = reader.text(position, limit)
    closing = ""
    if word in ("p", "pr", "prob") and reader.text(position + 1, limit) == "(":
        at, closing = position + 2, ")"
    elif word in ("probability", "chance") and reader.text(position + 1, limit) in ("of", "that"):
        at = position + 2 + (reader.text(position + 2, limit) in ("event", "either", "both"))
    else:
        return
    for event, end in _event(reader, at, limit):
        found: list[tuple[Chance, int]] = [(Chance(event, None), end)]
        if reader.text(end, limit) in ("|", "given", "/"):
            found = [(Chance(event, other), last) for other, last in _event(reader, end + 1, limit)]
        for chance, last in found:
            if not closing:
                last += reader.text(last, limit) in (
                    "happens",
                    "happening",
                    "occurs",
                    "occurring",
                    "happen",
                    "occur",
                )
                yield chance, last
            elif reader.text(last, limit) == closing:
                yield chance, last + 1


KINDS.update(chance=_chance)


@frame.part("{p:chance} [(is|'='|equals|of|being|are)] {a:number}")
def told(c: Captures) -> Fact | None:
    return Fact("told", (c["p"], c["a"]))


@frame.part("{p:chance}")
def asked(c: Captures) -> Fact | None:
    return Fact("asked", c["p"])


frame.tells("independent", "independent", "statistically independent", "independent of each other")
frame.tells(
    "exclusive",
    "mutually exclusive",
    "disjoint",
    "cannot (both happen|happen together|occur together|both occur)",
    "(are|is) incompatible",
)
frame.tells("named", "{x:event_names}")


def _event_names(reader: Reader, position: int, limit: int) -> Caught:
    """``A and B``, ``A`` or ``B``: the events by name, where nothing is said of their chance."""
    for event, end in _event(reader, position, limit):
        if (
            event.test.replace("(", "").replace(")", "").replace(" and ", "").isalpha()
            and " or " not in event.test
        ):
            yield event.letters, end


KINDS["event_names"] = _event_names
KINDS["events"] = frame
topic.words |= frame.words | {
    "union",
    "intersection",
    "complement",
    "disjoint",
    "cap",
    "cup",
}

UNSETTLED = "what is told does not settle it"


@topic.question("{facts:events}")
def events(c: Captures, s: Situation) -> Problem | None:
    facts: Facts = c["facts"]
    asked, told = facts.all("asked"), facts.all("told")
    if len(asked) != 1 or not told:
        return None
    wanted: Chance = asked[0]
    events = [part for chance in (wanted, *(each for each, _ in told)) for part in chance if part is not None]
    letters = list(dict.fromkeys(letter for event in events for letter in event.letters))
    if len(letters) > 2 or (len(letters) < 2 and (facts.any("independent") or facts.any("exclusive"))):
        return None
    program = Program(s)
    program.add(
        f"cases = [dict(zip({letters!r}, bits)) for bits in cartes([True, False], repeat={len(letters)})]",
        "chances = symbols(f'p:{len(cases)}')",
        "def P(test):",
        "    return Add(*[chance for case, chance in zip(cases, chances) if test(**case)])",
        "told = [Add(*chances) - 1]",
    )
    arguments = ", ".join(letters)

    def source(event: Event) -> str:
        return f"P(lambda {arguments}: {event.test})"

    def both(event: Event, condition: Event) -> Event:
        return Event(f"({event.test} and {condition.test})", (), "")

    for chance, value in told:
        share = f"S({program.source(value)})"
        if chance.condition is None:
            program.add(f"told.append({source(chance.event)} - {share})")
        else:
            program.add(
                f"told.append({source(both(chance.event, chance.condition))} - {share}*{source(chance.condition)})"
            )
    if len(letters) == 2:
        together = Event(f"({letters[0]} and {letters[1]})", (), "")
        if facts.any("independent"):
            singles = [Event(letter, (), "") for letter in letters]
            program.add(f"told.append({source(together)} - {source(singles[0])}*{source(singles[1])})")
        if facts.any("exclusive"):
            program.add(f"told.append({source(together)})")
    if wanted.condition is None:
        program.add(f"wanted = {source(wanted.event)}")
    else:
        program.add(f"wanted = {source(both(wanted.event, wanted.condition))}/{source(wanted.condition)}")
    program.add(
        "found = {simplify(wanted.subs(solution)) for solution in solve(told, chances, dict=True)}",
        "[answer] = [v for v in found if v.is_number and 0 <= v <= 1] or [None]",
        f'assert answer is not None and len(found) == 1, "{UNSETTLED}"',
        *SHOW_VALUE,
    )
    shown = wanted.event.shown + (rf" \mid {wanted.condition.shown}" if wanted.condition else "")
    decimals = any(
        "." in part.text for _, value in told for part in t.walk(value) if isinstance(part, t.Number)
    )

    def explain(labels: Labels) -> str:
        return value_sentence(rf"P\left({shown}\right)", labels, decimals=decimals)

    return Problem(program.text(), explain, s)
