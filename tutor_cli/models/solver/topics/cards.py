"""Chances of cards drawn from a deck: what is hoped for, told in any order."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.counts import HowMany
from tutor_cli.models.solver.reading.frames import Fact, Facts, Frame
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.chances import chance_problem, drawing
from tutor_cli.models.solver.topics.draws import drawn
from tutor_cli.models.solver.topics.registry import Topic

topic = Topic("cards")

_CARDS = "card|cards|deck|pack|ace|aces|king|kings|queen|queens|jack|jacks|heart|hearts|spade|spades|diamond|diamonds|club|clubs"
cards = Frame(_CARDS, beyond=drawn)


@cards.part(
    "[(a|the|an)] [(standard|regular|full|shuffled|well shuffled|ordinary|normal)] [{n:whole} ['-'] card] (deck|pack) [of] [{n:whole}] [(playing|standard)] [cards]",
    "{n:whole} ['-'] card (deck|pack)",
    "[(standard|regular)] [(deck|pack) of] {n:whole} [playing] cards",
)
def deck(c: Captures) -> Fact | None:
    return Fact("deck") if c.get("n", 52) == 52 else Fact("deck of another size")


@cards.part("{k:whole} cards", "(a|one|the|single) [playing] card {one:yes}", "card {one:yes}")
def cards_drawn(c: Captures) -> Fact | None:
    return Fact("draws", c.get("k", 1))


cards.tells("deck", "[playing] cards")


@cards.part(
    "{card:card} [card|cards]",
    "{many:how_many} [(cards|of them)] [(are|is|a|an)] {card:card} [cards]",
)
def hoped_cards(c: Captures) -> Fact | None:
    return Fact("card", (c.get("many"), c["card"]))


_RANKS = {"ace": 1, "aces": 1, "king": 13, "kings": 13, "queen": 12, "queens": 12, "jack": 11, "jacks": 11}
_SUITS = {
    "heart": 0,
    "hearts": 0,
    "diamond": 1,
    "diamonds": 1,
    "spade": 2,
    "spades": 2,
    "club": 3,
    "clubs": 3,
}


def _card(reader: Reader, position: int, limit: int) -> Caught:
    """Which cards: a Python condition on rank ``r`` (1 to 13) and suit ``s`` (hearts, diamonds, spades, clubs)."""
    at = position
    denied = reader.text(at, limit) in ("not", "non")
    at += denied
    at += denied and reader.text(at, limit) == "-"
    for test, end in _any_card(reader, at, limit):
        yield (f"not ({test})" if denied else test), end


def _any_card(reader: Reader, position: int, limit: int) -> Caught:
    for test, end in _one_card(reader, position, limit):
        joined = end + (reader.text(end, limit) in ("card", "cards"))
        if reader.text(joined, limit) == "or":
            for other, last in _any_card(reader, joined + 1, limit):
                yield f"({test} or {other})", last
        yield test, end


def _one_card(reader: Reader, position: int, limit: int) -> Caught:
    while reader.text(position, limit) in ("a", "an", "the", "either"):
        position += 1
    tests: list[str] = []
    at = position
    if reader.text(at, limit) in ("red", "black"):
        tests.append("s < 2" if reader.text(at, limit) == "red" else "s > 1")
        at += 1
        yield tests[0], at
    word = reader.text(at, limit)
    if word in ("face", "picture", "court") and reader.text(at + 1, limit) in ("card", "cards", "or", ""):
        tests.append("r > 10")
        at += 1
    elif word in ("number", "numbered") and reader.text(at + 1, limit) in ("card", "cards"):
        tests.append("2 <= r <= 10")
        at += 1
    elif word in _SUITS:
        tests.append(f"s == {_SUITS[word]}")
        at += 1
    elif word in _RANKS:
        tests.append(f"r == {_RANKS[word]}")
        at += 1
    else:
        for count, end in KINDS["whole"](reader, at, limit):
            if not 2 <= count <= 10 or reader.text(end, limit) in ("cards", "card"):
                return
            tests.append(f"r == {count}")
            at = end
        if len(tests) == 0 or not tests[-1].startswith("r"):
            return
    if reader.text(at, limit) == "of" and reader.text(at + 1, limit) in _SUITS and tests[-1].startswith("r"):
        tests.append(f"s == {_SUITS[reader.text(at + 1, limit)]}")
        at += 2
    yield (f"({' and '.join(tests)})" if len(tests) > 1 else tests[0]), at


KINDS["card"] = _card


def _of_cards(facts: Facts) -> t.Formula | None:
    hopes = facts.all("card")
    if len(hopes) != 1 or facts.any("deck of another size"):
        return None
    many, test = hopes[0]
    draws = [count for count in facts.all("draws") if count > 1]
    in_a_row = facts.any("row")
    if len(draws) > 1:
        return None
    count = draws[0] if draws else 1
    if many is None:
        many = HowMany("all")
        if count > 1:
            return None
    elif count == 1:
        if many.op != "==" or many.number < 2:
            return None
        count, many = many.number, HowMany("all")
    if many.op == "==" and in_a_row and many.number == count:
        many = HowMany("all")
    if count > 52 or many.number > count:
        return None
    wanted = f"len([1 for r in range(1, 14) for s in range(4) if {test}])"
    return drawing(wanted, "52", count, many, facts.one("back", False))


KINDS["cards"] = cards


@topic.question("{facts:cards}")
def of_cards(c: Captures, s: Situation) -> Problem | None:
    return chance_problem(c["facts"], _of_cards, s)


topic.words |= cards.words | _RANKS.keys() | _SUITS.keys() | {"picture"}
