"""Chances of numbers and letters that are drawn, told in any order, and what is common to all that is drawn."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.frames import Fact, Facts, Frame
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.chances import asking, chance_problem, equally_likely
from tutor_cli.models.solver.topics.registry import Topic

topic = Topic("draws")

drawn = Frame("probability|probabilities|chance|chances|odds|likelihood|prob|likely|p|pr", beyond=asking)
drawn.tells(
    "back",
    "with replacement",
    "[and] (replaced|put back|returned) [(after each (draw|pick)|each time|(in|into|to) the (bag|box|jar|urn|deck))]",
    "replacing (it|the first|them) [each time]",
    value=True,
)
drawn.tells(
    "back",
    "without (replacement|replacing [(it|them|the first)]|putting (it|them|the first one|the first) back|returning (it|them))",
    "with no replacement",
    "[(it is|and)] not (replaced|put back|returned)",
    value=False,
)

drawn.tells(
    "row",
    "in a row",
    "in succession",
    "consecutively",
    "back to back",
    "one after another",
    "one after the other",
)


# ── numbers and letters ───────────────────────────────────────────────────────

numbered = Frame("number|numbers|numbered|integer|integers|spinner|tickets|cards|balls|slips", beyond=drawn)


@numbered.part("[(a|the)] [whole] [(number|integer|ticket|card|ball|spinner|spinners|tickets|cards|balls|slips|sections|integers)] [(is|are)] [(chosen|picked|selected|drawn|labeled|labelled|numbered|marked)] [at random] (from|between|numbered|labeled|labelled|marked|with [the] numbers|among [the] numbers) [the] [(numbers|integers|set|whole numbers|sections)] [(numbered|from|labeled)] {low:whole} (to|through|and|-) {high:whole} [inclusive]",
               "[a] [spinner] [(has|with|divided into)] {n:whole} [(equal|equally sized|equal sized)] (sections|parts|sectors) [(numbered|labeled|labelled|marked)] [from] {low:whole} (to|through|-) {high:whole}")  # fmt: skip
def numbers(c: Captures) -> Fact | None:
    if c.get("n", c["high"] - c["low"] + 1) != c["high"] - c["low"] + 1:
        return None
    return Fact("numbers", (c["low"], c["high"])) if 0 <= c["low"] < c["high"] <= 10**5 else None


numbered.tells(
    "number",
    "(number|integer|ticket|slip|spinner|positive integer|whole number|card|ball)",
    "(chosen|selected) number",
)
lettered = Frame("letter|letters|word|vowel|consonant", "letter|letters|word|\"|'", beyond=drawn)
lettered.tells(
    "word",
    "[(the|a)] (letter|character) [is] [(chosen|picked|selected|drawn)] [at random] (from|in|of) [the letters (of|in)] [the] [word] {value:quoted}",
    "[the letters (of|in)] the word {value:quoted}",
)


@lettered.part(
    "[(a|an|the|it)] [(letter|is|letter is|letter being)] [(a|an|the|letter)] (vowel {vowel:yes}|consonant {consonant:yes}|[letter] {x:capital})"
)
def hoped_letter(c: Captures) -> Fact | None:
    return Fact("letter", "vowel" if "vowel" in c else "consonant" if "consonant" in c else c["x"].lower())


def _of_numbers(facts: Facts) -> t.Formula | None:
    if not facts.any("numbers") or not facts.any("face"):
        return None
    (low, high), face = facts.one("numbers"), facts.one("face")
    if any(count != 1 for count in facts.all("draws")):
        return None
    favourable = f"sum(1 for v in range({low}, {high + 1}) if {face.test.format(n='v')})"
    return equally_likely(favourable, str(high - low + 1), f"counting among the {high - low + 1} numbers")


def _capital(reader: Reader, position: int, limit: int) -> Caught:
    """A letter as a letter: ``B``, ``"b"``, and not the word "a"."""
    token = reader.tokens[position] if position < limit else None
    if token is not None and token.is_letter:
        quoted = reader.text(position - 1, limit) in ('"', "'")
        if quoted or token.raw.isupper() or token.text not in ("a", "i"):
            yield token.text, position + 1 + (quoted and reader.text(position + 1, limit) in ('"', "'"))


def _quoted(reader: Reader, position: int, limit: int) -> Caught:
    """A word, perhaps in quotes."""
    quoted = reader.text(position, limit) in ('"', "'")
    for word, end in KINDS["word"](reader, position + quoted, limit):
        yield word, end + (quoted and reader.text(end, limit) in ('"', "'"))


KINDS.update(capital=_capital, quoted=_quoted)


def _of_letters(facts: Facts) -> t.Formula | None:
    word, letter = facts.one("word", "").lower(), facts.one("letter")
    if letter is None or not word.isalpha() or not word.isascii():
        return None
    vowels = sum(each in "aeiou" for each in word)
    count = {"vowel": vowels, "consonant": len(word) - vowels}.get(letter, word.count(letter))
    return t.Formula(
        "Rational({0}, {1})",
        r"\frac{{{0}}}{{{1}}}",
        (t.number(count), t.number(len(word))),
        method=f"counting {count} of the {len(word)} letters",
    )


@numbered.part("{face:property}")
def hoped_numbers(c: Captures) -> Fact | None:
    return Fact("face", c["face"])


KINDS["numbered"] = numbered
KINDS["lettered"] = lettered


@topic.question("{facts:numbered}")
def of_numbers(c: Captures, s: Situation) -> Problem | None:
    return chance_problem(c["facts"], _of_numbers, s)


@topic.question("{facts:lettered}")
def of_letters(c: Captures, s: Situation) -> Problem | None:
    return chance_problem(c["facts"], _of_letters, s)


topic.words |= numbered.words | lettered.words
