"""What a question tells before it asks: "let f(x) = x^2", "x = 3", "for 0 <= x < 2 pi"."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tutor_cli.models.solver import constants
from tutor_cli.models.solver.reading import cleaning
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.expressions import ExpressionReader
from tutor_cli.models.solver.reading.patterns import Pattern, match_whole, words_of
from tutor_cli.models.solver.reading.tokens import Token
from tutor_cli.models.solver.situation import FunctionDefinition, Situation
from tutor_cli.models.solver.topics import grammar

Span = tuple[int, int]

_LEAD = "[let|suppose|suppose (that|we have|it is true that)|assume|assume that|define|given|given (that|':')|if|say|say that|where|when|with|set|put|take|consider|write|here|and|for|we have|i have|(we|you) know that|know that|(you|we) are (told|given) [that]|it is (given|known|true) that|that]"
_BE = "(be|is|equals|equal|equal to|to|to be|as|denote|denotes|to denote|stands for|stand for|(be|is) (given by|equal to|defined (as|to be|by)|the value of)|as the value of)"

_QUANTITY = "(position|displacement|height|distance|velocity|speed|location|motion|temperature|population|profit|revenue|cost|volume|area|curve|equation|path)"
_OF_WHAT = "[of (a|an|the) [(moving)] (particle|object|ball|car|body|point|rocket|stone|projectile|motion)] [(at|after|in) [time] {u:name} [(seconds|s|hours|years)]]"
_SUBJECT = f"[(the|its|a)] {_QUANTITY} [(function|equation)] {_OF_WHAT} [(in|measured in) (meters|metres|m|feet|cm)] [(is|are)] [(given by|described by|modeled by|modelled by)] [':']"
_ABOUT_IT = f"(is|be|gives|describes|represents|models) [(the|its)] {_QUANTITY} [function] {_OF_WHAT}"
_FUNCTION = Pattern(
    _LEAD
    + f" ([([the|a] function [is] [(given|defined) by]|([the] function {{named:name}} is|{{named:name}} be [the] function) [(given|defined) by]|{_SUBJECT})] {{f:name}} '(' {{xs:names}} ')' (=|{_BE}) {{body}} [{_ABOUT_IT}]|write {{f:name}} '(' {{xs:names}} ')' for {{body}})"
)
_VALUE = Pattern(
    _LEAD
    + f" ({{a:name}} {_BE} {{value}}|write {{a:name}} for {{value}}|{_SUBJECT} {{a:name}} '=' {{value}}|{{a:name}} '=' {{value}} {_ABOUT_IT})"
)
_CALLED = Pattern("{value}")
_NAMED = Pattern("{a:name} ['(' {xs:names} ')']")
_RELATIONS = Pattern(
    _LEAD
    + " [[the|these|this|a|an] [following] [two|three|2|3] (equation|equations|system|system of equations) [(is|are)] [(':'|',')]] [it is known that] [[the numbers] {xs:names} (satisfy|satisfies|solve|solves|(is|be|are) such that|be [(a|the)] (solution|root) (of|to))] {r:relations} [[both] (hold|holds|are (true|satisfied)|is (true|satisfied))]"
)


@cache
def vocabulary() -> frozenset[str]:
    """Every word that a question may have, whether it asks or tells."""
    return grammar().vocabulary | words_of(_FUNCTION, _VALUE, _RELATIONS)


class Told:
    """What is known at some place of a question, and a reader that knows it too."""

    def __init__(self, tokens: Sequence[Token], situation: Situation, *, loose: bool = False) -> None:
        self.tokens = tokens
        self._situation = situation
        self._functions = cleaning.functions_told(tokens)
        self.reader = ExpressionReader(
            tokens,
            grammar().nouns_for(frozenset(token.text for token in tokens)),
            functions=situation.function_names | self._functions,
            previous=situation.previous,
            answers=situation.answers,
            loose=loose,
            knows=lambda name: self._situation.knows(name),
        )

    @property
    def situation(self) -> Situation:
        """What is known. Setting it to what it was takes back all that was told since."""
        return self._situation

    @situation.setter
    def situation(self, situation: Situation) -> None:
        self._situation = situation
        self.reader.know_functions(situation.function_names | self._functions)

    def take_in(self, span: Span) -> bool:
        """Take in one statement; False if the sentence is none."""
        low, high = cleaning.stripped(self.tokens, span)
        if low >= high or self._take_in_whole(low, high):
            return True
        before = self.situation
        for at in range(low + 1, high):
            if self.tokens[at].text in (",", ";", "and") and self._take_in_whole(low, at):
                if self.take_in((at + 1, high)):
                    return True
                self.situation = before
        return False

    def _take_in_whole(self, low: int, high: int) -> bool:
        return (
            self._function(low, high)
            or self._value(low, high)
            or self._relations(low, high)
            or self._called(low, high)
        )

    def _function(self, low: int, high: int) -> bool:
        """``let f(x) = x^2``."""
        for caught in match_whole(_FUNCTION, self.reader, low, high):
            if caught.get("named", caught["f"]) != caught["f"]:
                continue
            if self._told_here(caught["f"]):
                return False  # "f(x) = 0" of a function told before is an equation
            if caught["f"] in t.calls_in(caught["body"]):
                return False  # a recursion
            self._define(caught["f"], caught["xs"], caught["body"])
            return True
        return False

    def _value(self, low: int, high: int) -> bool:
        """``let p be 3/4``."""
        for caught in match_whole(_VALUE, self.reader, low, high):
            value = constants.settled(self.situation.settled(caught["value"]), self.situation)
            if caught["a"] not in t.names_in(value):
                self.situation = self.situation.with_value(caught["a"], value)
                return True
        return False

    def _called(self, low: int, high: int) -> bool:
        """``call f(2) k``, ``call the derivative of x^3 r(x)``: the name stands last."""
        for size in (1, 4) if self.tokens[low].text in ("call", "name") else ():
            for named in match_whole(_NAMED, self.reader, max(low, high - size), high):
                for caught in match_whole(_CALLED, self.reader, low + 1, high - size):
                    if "xs" in named:
                        self._define(named["a"], named["xs"], caught["value"])
                        return True
                    value = constants.settled(self.situation.settled(caught["value"]), self.situation)
                    if named["a"] not in t.names_in(value):
                        self.situation = self.situation.with_value(named["a"], value)
                        return True
        return False

    def _relations(self, low: int, high: int) -> bool:
        """``x + y = 3 and x - y = 1``; among them may be functions and conditions."""
        for caught in match_whole(_RELATIONS, self.reader, low, high):
            if any(isinstance(r.left, t.Call) and r.left.name in t.calls_in(r.right) for r in caught["r"]):
                return False  # a recursion
            relations = tuple(constants.settled_relations(caught["r"], self.situation))
            relations = tuple(relation for relation in relations if not self._defines_function(relation))
            relations = tuple(
                t.Relation(each.op, self._inlined(each.left), self._inlined(each.right)) for each in relations
            )
            for relation in relations:
                if relation.op != "=":
                    self.situation = self.situation.with_condition(relation)
            equations = tuple(relation for relation in relations if relation.op == "=")
            if equations:
                self.situation = _with_equations(self.situation, equations)
            return True
        return False

    def _inlined(self, node: t.Node) -> t.Node:
        """``f(2)`` as what it says where ``f`` has letters of its own: ``f(x) = k x + 3`` tells of ``k``."""
        known = self.situation.function(node.name) if isinstance(node, t.Call) and not node.primes else None
        if known is not None and isinstance(node, t.Call) and len(node.args) == len(known.parameters):
            own = [name for name in t.names_in(known.body) if name not in known.parameters]
            if any(not self.situation.knows(name) for name in own):
                return t.Group(t.substitute(known.body, dict(zip(known.parameters, node.args, strict=True))))
        return t.rebuild(node, self._inlined)

    def _defines_function(self, relation: t.Relation) -> bool:
        """Take in ``f(x) = …`` that was told among other things; False if it is something else."""
        call = relation.left
        if relation.op != "=" or not isinstance(call, t.Call) or call.primes or not call.args:
            return False
        parameters = tuple(arg.name for arg in call.args if isinstance(arg, t.Name))
        if self._told_here(call.name) or len(parameters) != len(call.args):
            return False
        self._define(call.name, parameters, relation.right)
        return True

    def _told_here(self, function: str) -> bool:
        """Whether the function was told in this question."""
        return function in self.situation.fresh and self.situation.function(function) is not None

    def _define(self, name: str, parameters: tuple[str, ...], body: t.Node) -> None:
        body = self.situation.settled(body, parameters)
        body = constants.settled(body, self.situation, frozenset(parameters))
        self.situation = self.situation.with_function(FunctionDefinition(name, parameters, body))


def _with_equations(situation: Situation, equations: tuple[t.Relation, ...]) -> Situation:
    """``x = 3`` gives a value, everything else is to be solved."""
    values = {each.left.name: each.right for each in equations if isinstance(each.left, t.Name)}
    used = {name for each in equations for name in t.names_in(each.right)}
    if len(values) < len(equations) or used & values.keys() or any(map(situation.knows, values)):
        return situation.with_equations(equations)
    for name, value in values.items():
        situation = situation.with_value(name, value)
    return situation
