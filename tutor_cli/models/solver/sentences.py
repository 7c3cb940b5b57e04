"""A whole question: what is told, and what is asked.

Every word must be accounted for. A question is cut into sentences; each sentence is
something told ("Let f be …", "x = 3") or the one thing that is asked, and that may
carry what it needs before or after itself ("if …, what is …", "… where x = 3").
"""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from tutor_cli.models.solver import followups
from tutor_cli.models.solver.constants import constants, letters_of_polynomial
from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import cleaning, methods, spanish
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.expressions import ExpressionReader
from tutor_cli.models.solver.reading.patterns import Captures, compile_pattern, match, match_whole
from tutor_cli.models.solver.reading.tokens import Token, tokenize
from tutor_cli.models.solver.reading.unreadable import TooLarge, Unreadable
from tutor_cli.models.solver.situation import FunctionDefinition, Situation
from tutor_cli.models.solver.topics import grammar
from tutor_cli.models.solver.topics.registry import Question
from tutor_cli.models.solver.topics.values import ANY_VALUE, noted

Span = tuple[int, int]

_TELLING_AFTER = (
    "if",
    "where",
    "when",
    "given that",
    "given",
    "such that",
    "so that",
    "for",
    "with",
    "assuming",
    "at",
    "on",
)
_LEAD = "[let|suppose|suppose that|assume|assume that|define|given|given that|if|say|where|when|with|set|here|and|for|we have|i have|know that]"

_FUNCTION = compile_pattern(
    _LEAD
    + " [the function|function] {f:name} '(' {xs:names} ')' (=|be|is|equals|equal|denote|be given by|is given by) {body}"
)
_VALUE = compile_pattern(_LEAD + " {a:name} (be|is|equal|equals|denote) {value}")
_RELATIONS = compile_pattern(_LEAD + " [the equation|the equations|it is known that] {r:relations}")


def read(text: str, situation: Situation) -> Problem:
    """The problem ``text`` asks, perhaps together with the last question. Raises Unreadable when it cannot be read."""
    leans = bool(situation.question) and followups.begins_like_one(text)
    if not leans:
        try:
            return replace(read_alone(text, situation), question=text)
        except TooLarge:
            raise
        except Unreadable as error:
            unread = error
    for whole in filter(None, (cleaning.verb_first(text), methods.without_method(text))):
        try:
            return replace(read_alone(whole, situation), question=text)
        except TooLarge:
            raise
        except Unreadable:
            continue
    for whole in followups.completed(text, situation.question) if situation.question else ():
        try:
            return replace(read_alone(whole, situation), question=whole)
        except TooLarge:
            raise
        except Unreadable:
            continue
    if leans:
        return replace(read_alone(text, situation), question=text)
    raise unread


def read_alone(text: str, situation: Situation) -> Problem:
    """The problem ``text`` asks by itself. Raises Unreadable when it cannot be read."""
    try:
        tokens = tokenize(text)
        if spanish.speaks(tokens):
            tokens = spanish.translate(tokens)
        tokens = cleaning.corrected(tokens, grammar().vocabulary)
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


class _Reading:
    """One question being read."""

    def __init__(self, tokens: Sequence[Token], situation: Situation, *, loose: bool = False) -> None:
        self.tokens = tokens
        self.situation = situation
        self.defined: set[str] = set()
        self.programmatic = cleaning.is_programmatic(tokens)
        functions = frozenset(known.name for known in situation.functions)
        self.reader = ExpressionReader(
            tokens,
            grammar().nouns,
            functions=functions,
            previous=situation.previous,
            answers=situation.answers,
            loose=loose,
            knows=self.knows,
        )

    def knows(self, name: str) -> bool:
        return self.situation.knows(name)

    def question(self, spans: Sequence[Span]) -> Problem:
        """What the sentences ask. The ones before the question must tell something."""
        asked: list[tuple[Span, Situation]] = []
        before = self.situation
        for span in spans[:-1]:
            if not self.told(span):
                asked.append((span, self.situation))
        if not asked:
            problem = self.asked(spans[-1]) or self.only_told(spans[-1])
        elif len(asked) == 1 and self.told(spans[-1]):
            problem = self.asked(asked[0][0])
        else:
            problem = None
        if problem is None and len(spans) > 1:
            self.situation = before
            problem = self.asked((spans[0][0], spans[-1][1]))
        if problem is None:
            raise Unreadable("there is something in it that I do not understand")
        return problem

    def only_told(self, span: Span) -> Problem | None:
        """The problem of a message that asks nothing and tells functions or values."""
        before = self.situation
        if (
            not self.told(span)
            or self.situation.conditions
            or len(self.situation.equations) > len(before.equations)
        ):
            return None
        return noted(self.situation, before)

    def asked(self, span: Span) -> Problem | None:
        """The problem of one sentence, with what it tells before or after its question."""
        for low, high in cleaning.strippings(self.tokens, span):
            problem = self.plain_question(low, high)
            if problem:
                return problem
        low, high = cleaning.stripped(self.tokens, span)
        before = self.situation
        functions, defined = set(self.reader.functions), set(self.defined)
        for told, rest in self.splits(low, high):
            if self.told(told):
                values = self.situation.fresh - before.fresh
                for start, end in cleaning.strippings(self.tokens, rest):
                    problem = self.plain_question(start, end)
                    if problem and not _hides(problem, values):
                        return problem
            self.situation = before
            self.reader.functions = set(functions)
            self.defined = set(defined)
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
            for words in _TELLING_AFTER:
                phrase = words.split()
                if self.reader.words_at(at, high, phrase):
                    end = at - 1 if self.tokens[at - 1].text in (",", ";") else at
                    yield (at + len(phrase), high), (low, end)
                    break

    def plain_question(self, low: int, high: int) -> Problem | None:
        """The problem of ``low`` to ``high``, by the first pattern that accounts for all of it."""
        if low >= high:
            return None
        reader, first = self.reader, self.reader.key(low, high)
        for question in grammar().questions_for(first):
            if not question.pattern.needs <= reader.words:
                continue
            if self.situation.conditions and not question.conditions:
                continue
            for captures in match_whole(question.pattern, reader, low, high):
                made = question.make(self.with_constants(captures, question.letters), self.situation)
                if made is not None:
                    return self.with_other_reading(made, question, low, high)
        return None

    def with_other_reading(self, problem: Problem, question: Question, low: int, high: int) -> Problem:
        """The problem, with the other reading of an ambiguous question beside it."""
        if self.reader.loose or question.pattern.source not in AMBIGUOUS:
            return problem
        other = _Reading(self.tokens, self.situation, loose=True)
        other.reader.functions = self.reader.functions
        for captures in match_whole(question.pattern, other.reader, low, high):
            caught = other.with_constants(captures, question.letters)
            made = question.make(caught, self.situation)
            if made is None or made.value is None or made.program == problem.program:
                return problem
            node = made.value
            again = question.make(
                {
                    **self.with_constants(
                        next(match_whole(question.pattern, self.reader, low, high)), question.letters
                    ),
                    "other": node,
                },
                self.situation,
            )
            return again or problem
        return problem

    # ── what is told ──────────────────────────────────────────────────────────

    def told(self, span: Span) -> bool:
        """Take in one statement; False if the sentence is none."""
        low, high = cleaning.stripped(self.tokens, span)
        if low >= high:
            return True
        if self.told_once(low, high):
            return True
        before, functions, defined = self.situation, set(self.reader.functions), set(self.defined)
        for at in range(low + 1, high):
            if self.tokens[at].text in (",", ";", "and") and self.told_once(low, at):
                if self.told((at + 1, high)):
                    return True
                self.situation, self.reader.functions, self.defined = before, set(functions), set(defined)
        return False

    def told_once(self, low: int, high: int) -> bool:
        reader = self.reader
        for caught in match_whole(_FUNCTION, reader, low, high):
            if caught["f"] in self.defined:
                break  # "f(x) = 0" of a function told before is an equation
            parameters = caught["xs"]
            body = self.situation.settled(caught["body"], parameters)
            body = constants(body, self.situation, frozenset(parameters))
            self.define(caught["f"], parameters, body)
            return True
        for caught in match_whole(_VALUE, reader, low, high):
            value = constants(self.situation.settled(caught["value"]), self.situation, frozenset())
            if caught["a"] not in t.names_in(value):
                self.situation = self.situation.with_value(caught["a"], value)
                return True
        for caught in match_whole(_RELATIONS, reader, low, high):
            relations = tuple(self.relation_constants(caught["r"]))
            relations = tuple(relation for relation in relations if not self.defines_function(relation))
            relations = tuple(
                t.Relation(each.op, self.inlined(each.left), self.inlined(each.right)) for each in relations
            )
            equations = tuple(relation for relation in relations if relation.op == "=")
            for relation in relations:
                if relation.op != "=":
                    self.situation = self.situation.with_condition(relation)
            if equations:
                self.situation = _with_relations(self.situation, equations)
            return True
        return False

    def inlined(self, node: t.Node) -> t.Node:
        """``f(2)`` as what it says where ``f`` has letters of its own: ``f(x) = k x + 3`` tells of ``k``."""
        known = self.situation.function(node.name) if isinstance(node, t.Call) and not node.primes else None
        if known is not None and isinstance(node, t.Call) and len(node.args) == len(known.parameters):
            own = [name for name in t.names_in(known.body) if name not in known.parameters]
            if any(not self.knows(name) for name in own):
                return t.Group(t.substitute(known.body, dict(zip(known.parameters, node.args, strict=True))))
        return t.rebuild(node, self.inlined)

    def defines_function(self, relation: t.Relation) -> bool:
        """Take in ``f(x) = …`` that was told among other things; False if it is something else."""
        call = relation.left
        if relation.op != "=" or not isinstance(call, t.Call) or call.primes or not call.args:
            return False
        if call.name in self.defined:
            return False
        parameters = tuple(arg.name for arg in call.args if isinstance(arg, t.Name))
        if len(parameters) != len(call.args):
            return False
        body = self.situation.settled(relation.right, parameters)
        self.define(call.name, parameters, constants(body, self.situation, frozenset(parameters)))
        return True

    def define(self, name: str, parameters: tuple[str, ...], body: t.Node) -> None:
        self.situation = self.situation.with_function(FunctionDefinition(name, parameters, body))
        self.reader.know_function(name)
        self.defined.add(name)

    def with_constants(self, captures: Captures, letters: bool) -> Captures:
        declared = frozenset(value for value in captures.values() if isinstance(value, str))
        declared |= frozenset(
            name
            for value in captures.values()
            if isinstance(value, tuple)
            for name in value
            if isinstance(name, str)
        )
        if letters and "form" in captures:  # "as v + u*i": its letters are letters
            declared |= frozenset(t.names_in(captures["form"]))
        return {name: self.with_constants_in(value, declared, letters) for name, value in captures.items()}

    def with_constants_in(self, value: Any, declared: frozenset[str], letters: bool) -> Any:
        """What one slot caught, with ``e`` and ``i`` told apart from variables."""
        if isinstance(value, t.Relation):
            return next(self.relation_constants((value,), declared))
        if isinstance(value, tuple):
            if value and all(isinstance(item, t.Relation) for item in value):
                return tuple(self.relation_constants(value, declared))
            return tuple(self.with_constants_in(item, declared, letters) for item in value)
        if not hasattr(value, "__dataclass_fields__"):
            return value
        extra = self.letters_in(value)
        if letters:
            extra |= letters_of_polynomial(
                value, {name for name in t.names_in(value) if not self.knows(name)}
            )
        return constants(value, self.situation, declared | extra)

    def letters_in(self, node: t.Node) -> frozenset[str]:
        """``i`` and ``e`` where they are variables: beside others in a program's notation, ``2*x**2*i``."""
        names = {part.name for part in t.walk(node) if isinstance(part, t.Name)}
        names = {name for name in names if not self.situation.knows(name)}
        unnamed = any(isinstance(part, t.Formula) and t.ANY_VARIABLE in part.bound for part in t.walk(node))
        if self.programmatic and (unnamed or t.calls_in(node) or names - {"e", "i"}):
            return frozenset(names & {"e", "i"})
        return frozenset()

    def relation_constants(
        self, relations: Sequence[t.Relation], declared: frozenset[str] = frozenset()
    ) -> Iterator[t.Relation]:
        """``e`` and ``i`` are constants in relations that have unknowns enough without them."""
        unknown = {name for relation in relations for name in t.names_in(relation)} - declared
        unknown = {name for name in unknown if not self.situation.knows(name)}
        if len((unknown | declared) - {"e", "i"}) < len(relations):
            declared |= unknown
        for relation in relations:
            node = constants(relation, self.situation, declared)
            if isinstance(node, t.Relation):
                yield node


def _hides(problem: Problem, values: frozenset[str]) -> bool:
    """Whether a value that was told has no part in the answer: "differentiate x^2 where x = 3", read as 2x."""
    node = problem.value
    return node is not None and any(
        isinstance(part, t.Formula) and values & set(part.bound) for part in t.walk(node)
    )


AMBIGUOUS = frozenset({ANY_VALUE})
"""The patterns whose question may be meant in two ways, by their source."""


def _with_relations(situation: Situation, relations: tuple[t.Relation, ...]) -> Situation:
    """Told relations: ``x = 3`` gives a value, everything else is an equation to be solved."""
    named = [
        relation.left.name
        for relation in relations
        if relation.op == "=" and isinstance(relation.left, t.Name)
    ]
    defines = len(named) == len(relations) == len(set(named)) and not any(
        situation.knows(name) for name in named
    )
    used = {name for relation in relations for name in t.names_in(relation.right)}
    if defines and not (used & set(named)):
        for relation in relations:
            situation = situation.with_value(relation.left.name, relation.right)  # type: ignore[union-attr]
        return situation
    return situation.with_equations(relations)


__all__ = ["Unreadable", "match", "read"]
