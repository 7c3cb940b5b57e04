"""Letters picked without replacement from a bag."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from collections.abc import Mapping

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught, joined
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW_VALUE, math

topic = Topic("letters")


def _letters(reader: Reader, position: int, limit: int) -> Caught:
    """Letters written together, which are no word: ``vvb``."""
    text, end = joined(reader, position, limit)
    if text.isalpha():
        yield text, end


def _bag(reader: Reader, position: int, limit: int) -> Caught:
    """A bag of letters, ``{a: 2, b: 1}`` or ``abba``: each letter with its count."""
    if reader.text(position, limit) != "{":
        text, end = joined(reader, position, limit)
        if text.isalpha() and len(text) > 1:
            yield tuple((letter, text.count(letter)) for letter in sorted(set(text))), end
        return
    found: dict[str, int] = {}
    position += 1
    while (
        position + 2 < limit and reader.tokens[position].is_letter and reader.text(position + 1, limit) == ":"
    ):
        count = reader.tokens[position + 2].text
        if not count.isdigit() or reader.tokens[position].raw in found:
            return
        found[reader.tokens[position].raw] = int(count)
        position += 3
        if reader.text(position, limit) == "}":
            yield tuple(found.items()), position + 1
            return
        if reader.text(position, limit) != ",":
            return
        position += 1


def _counts(reader: Reader, position: int, limit: int) -> Caught:
    """``2 a, 1 b and 1 c``: letters and how many of each."""
    found: dict[str, int] = {}
    while position + 1 < limit:
        count, letter = reader.tokens[position], reader.tokens[position + 1]
        if not count.text.isdigit() or not letter.is_letter or letter.raw in found:
            return
        found[letter.raw] = int(count.text)
        position += 2
        yield tuple(found.items()), position
        while reader.text(position, limit) in (",", "and"):
            position += 1


KINDS.update(letters=_letters, bag=_bag, counts=_counts)

_HOW = "[one (after|by) (another|one)] [at random] [(without replacement|without (putting them back|replacing them)) {once:yes}]"
_FROM_BAG = "from [the] [letters] [(of|in)] {bag:bag}"
_PICKED = f"([(if|when)] {{k:whole}} letters [are] (picked|drawn|chosen|taken|selected) {_HOW} {_FROM_BAG} {_HOW}|{_FROM_BAG} [','] {{k:whole}} letters [are] (picked|drawn|chosen|taken|selected) {_HOW})"
_THE = "[(the|picking the|getting the|picking|drawing|drawing the|getting)]"
_PROBABILITY = "([<ask>] [the] (prob|probability|chance) (of|that)|how (likely|probable) is)"


@topic.question(
    f"{_PICKED} ['.'] [','] {_PROBABILITY} {_THE} (sequence|they spell) {{word:letters}} [[','] in (that|this) order]",
    f"{_PICKED} ['.'] [','] {_PROBABILITY} {_THE} {{word:letters}} [','] in (that|this) order",
    f"{_PROBABILITY} {_THE} sequence {{word:letters}} {_PICKED}",
)
def sequence(c: Captures, s: Situation) -> Problem | None:
    """The letters come in this order: one fraction a letter, multiplied."""
    word = c["word"]
    if len(word) != c["k"] or "once" not in c:
        return None
    program = Program(s)
    program.add(f"bag = {dict(c['bag'])}", "answer = Integer(1)")
    program.add(
        f'for letter in "{word}":',
        "    left = bag.get(letter, 0)",
        "    answer *= Rational(left, sum(bag.values()))",
    )
    program.add("    if left:", "        bag[letter] -= 1")
    return told(
        program, f"letters “{word}” in this order", "multiplying the chance of each letter in turn", s
    )


@topic.question(
    f"{_PICKED} ['.'] [','] {_PROBABILITY} (picking|getting|drawing|ending up with) {{set:counts}}",
    f"{_PROBABILITY} (picking|getting|drawing) {{set:counts}} {_PICKED}",
)
def level_set(c: Captures, s: Situation) -> Problem | None:
    """So many of each letter, in any order: combinations."""
    wanted: Mapping[str, int] = dict(c["set"])
    if sum(wanted.values()) != c["k"] or "once" not in c:
        return None
    program = Program(s)
    program.add(
        f"bag = {dict(c['bag'])}",
        f"wanted = {wanted}",
        "ways = Integer(1)",
        "for letter, count in wanted.items():",
    )
    program.add(
        "    ways *= binomial(bag.get(letter, 0), count)",
        "answer = ways/binomial(sum(bag.values()), sum(wanted.values()))",
    )
    listed = ", ".join(f"{count} {letter}" for letter, count in wanted.items())
    return told(program, listed, "counting combinations", s)


def told(program: Program, what: str, method: str, s: Situation) -> Problem:
    program.add(*SHOW_VALUE)

    def explain(labels: Labels) -> str:
        return f"The probability of {what} is **{math(labels.get('latex', ''))}**, by {method}."

    return Problem(program.text(), explain, s)
