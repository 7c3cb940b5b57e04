"""A whole question: what is told, and what is asked.

Every word must be accounted for. A question is cut into sentences; each sentence is
something told ("Let f be …", "x = 3") or the one thing that is asked, and that may
carry what it needs before or after itself ("if …, what is …", "… where x = 3").
"""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tutor_cli.models.solver import constants
from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import cleaning, english, spanish
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures, match_whole
from tutor_cli.models.solver.reading.tokens import Token, tokenize
from tutor_cli.models.solver.reading.unreadable import TooLarge, Unreadable
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.told import Span, Told, vocabulary
from tutor_cli.models.solver.topics import grammar
from tutor_cli.models.solver.topics.registry import Question
from tutor_cli.models.solver.topics.values import ANY_VALUE, noted
from tutor_cli.models.solver.ways import ways

_TELLING_AFTER = [
    phrase.split()
    for phrase in english.words("if|where|when|given that|given|such that|so that|for|with|assuming|at|on")
]
"""What begins the part of a sentence that tells something, after the question."""
_GOING_ON = frozenset(
    english.words(
        "then|what|add|subtract|take|double|triple|halve|square|cube|multiply|divide|plus|minus|times|raise|round|write|express|give|convert|increase|decrease|"
        "reduce|simplify|factor|expand|split|share|put|evaluate|set|plug|substitute|remove|multiplied|divided|leave|state|find|is|are"
    )
)
"""What begins something to be done with what was asked just before."""


def read(text: str, situation: Situation) -> Problem:
    """The problem ``text`` asks, perhaps together with the last question. Raises Unreadable when it cannot be read."""
    failed: dict[str, Unreadable] = {}
    for whole, question in ways(text, situation):
        try:
            return replace(read_alone(whole, situation), question=question)
        except TooLarge:
            raise
        except Unreadable as error:
            failed[whole] = error
    raise failed.get(text) or Unreadable("it is not clear what it leans on")


def read_alone(text: str, situation: Situation) -> Problem:
    """The problem ``text`` asks by itself. Raises Unreadable when it cannot be read."""
    try:
        tokens = tokenize(text)
        if spanish.speaks(tokens) or _goes_on_in_spanish(tokens, situation):
            tokens = spanish.translate(tokens)
        tokens = list(spanish.with_decimal_commas(tokens))
        tokens = cleaning.corrected(tokens, vocabulary())
    except ValueError as error:
        raise Unreadable(str(error)) from None
    spans = [
        span
        for span in cleaning.sentences(tokens)
        if cleaning.stripped(tokens, span)[0] < cleaning.stripped(tokens, span)[1]
    ]
    if not spans:
        raise Unreadable("there is nothing to calculate in it")
    reading = _Reading(tokens, situation)
    return reading.question(spans)


def _goes_on_in_spanish(tokens: Sequence[Token], situation: Situation) -> bool:
    """Whether a few words, which could be any language's, follow a question in Spanish: "en decimal"."""
    last = situation.question
    return 0 < len(tokens) < 7 and 0 < len(last) < 500 and spanish.speaks(tokenize(last))


class _Reading:
    """One question being read."""

    def __init__(self, tokens: Sequence[Token], situation: Situation, *, loose: bool = False) -> None:
        self.tokens = tokens
        self.programmatic = cleaning.is_programmatic(tokens)
        self.told = Told(tokens, situation, loose=loose)
        self.reader = self.told.reader

    def question(self, spans: Sequence[Span]) -> Problem:
        """What the sentences ask. The ones before the question must tell something."""
        asked: list[Span] = []
        before = self.told.situation
        for span in spans[:-1]:
            if not self.told.take_in(span):
                asked.append(span)
        problem, unread = None, Unreadable("there is something in it that I do not understand")
        try:
            if not asked:
                problem = self.asked(spans[-1]) or self.only_told(spans[-1])
            elif len(asked) == 1 and self.told.take_in(spans[-1]):
                problem = self.asked(asked[0])
        except TooLarge:
            raise
        except Unreadable as error:
            unread = error
        if problem is None and len(spans) > 1:
            self.told.situation = before
            problem = self.asked((spans[0][0], spans[-1][1]))
        if problem is None:
            raise unread
        return problem

    def only_told(self, span: Span) -> Problem | None:
        """The problem of a message that asks nothing and tells functions or values."""
        before = self.told.situation
        if (
            not self.told.take_in(span)
            or self.told.situation.conditions
            or len(self.told.situation.equations) > len(before.equations)
        ):
            return None
        return noted(self.told.situation, before)

    def asked(self, span: Span) -> Problem | None:
        """The problem of one sentence, with what it tells before or after its question."""
        for low, high in cleaning.strippings(self.tokens, span):
            problem = self.plain_question(low, high)
            if problem:
                return problem
        low, high = cleaning.stripped(self.tokens, span)
        before = self.told.situation
        for told, rest in self.splits(low, high):
            if self.told.take_in(told):
                values = self.told.situation.fresh - before.fresh
                for start, end in cleaning.strippings(self.tokens, rest):
                    problem = self.plain_question(start, end)
                    if problem and not _hides(problem, values):
                        return problem
            self.told.situation = before
        return self.in_turn(low, high)

    def in_turn(self, low: int, high: int) -> Problem | None:
        """``take 15 from 40, then double it``: what is asked first, and then something of its answer."""
        known = self.told.situation
        alone = _Reading(self.tokens, replace(known, previous=None, answers=()))
        leaning = _Reading(self.tokens, replace(known, previous=t.Number("7"), answers=()))
        for at in range(high - 1, low, -1):
            if self.tokens[at].text not in ("then", "and", ",", ";", "."):
                continue
            start, end = cleaning.stripped(self.tokens, (at + 1, high))
            if self.tokens[at].text != "then" and self.reader.text(start, end) not in _GOING_ON:
                continue
            if not leaning.plain_question(start, end) or alone.plain_question(start, end):
                continue
            first = self.asked((low, at))
            if first is not None and first.value is not None:
                then = _Reading(self.tokens, replace(known, previous=first.value, answers=()))
                return then.plain_question(start, end)
        return None

    def splits(self, low: int, high: int) -> Iterator[tuple[Span, Span]]:
        """Ways to take a sentence apart into what it tells and what it asks."""
        for at in range(low + 1, high):
            token = self.tokens[at]
            if token.text in (",", ";", "then", ":", "and"):
                yield (low, at), (at + 1, high)
            if token.text in cleaning.ASKING:
                yield (low, at), (at, high)
        for at in range(high - 1, low, -1):
            for phrase in _TELLING_AFTER:
                if self.reader.words_at(at, high, phrase):
                    end = at - 1 if self.tokens[at - 1].text in (",", ";") else at
                    yield (at + len(phrase), high), (low, end)
                    break

    def plain_question(self, low: int, high: int) -> Problem | None:
        """The problem of ``low`` to ``high``, by the first pattern that accounts for all of it."""
        if low >= high:
            return None
        reader, first = self.reader, self.reader.key(low, high)
        for question in grammar().questions_for(reader.words):
            if question.pattern.first is not None and first not in question.pattern.first:
                continue
            if self.told.situation.conditions and not question.conditions:
                continue
            for captures in match_whole(question.pattern, reader, low, high):
                caught = self.settled(captures, question)
                made = question.make(caught, self.told.situation)
                if made is not None:
                    return self.other_reading(question, caught, made, low, high) or made
        return None

    def settled(self, captures: Captures, question: Question) -> Captures:
        return constants.settled_captures(
            captures, self.told.situation, letters=question.letters, programmatic=self.programmatic
        )

    def other_reading(
        self, question: Question, caught: Captures, problem: Problem, low: int, high: int
    ) -> Problem | None:
        """The problem with the other reading of an ambiguous question beside it, if there is another."""
        if self.reader.loose or question.pattern.source not in AMBIGUOUS:
            return None
        other = _Reading(self.tokens, self.told.situation, loose=True)
        captures = next(match_whole(question.pattern, other.reader, low, high), None)
        if captures is None:
            return None
        made = question.make(other.settled(captures, question), self.told.situation)
        if made is None or made.value is None or made.program == problem.program:
            return None
        return question.make({**caught, "other": made.value}, self.told.situation)


def _hides(problem: Problem, values: frozenset[str]) -> bool:
    """Whether a value that was told has no part in the answer: "differentiate x^2 where x = 3", read as 2x."""
    node = problem.value
    return node is not None and any(
        isinstance(part, t.Formula) and values & set(part.bound) for part in t.walk(node)
    )


AMBIGUOUS = frozenset({ANY_VALUE})
"""The patterns whose question may be meant in two ways, by their source."""
