"""Chances that are told and taken from 1, and how many outcomes there are."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex

topic = Topic("probability")

_P = "[(<find>|what are)] [the] (probability|chance|chances|odds|likelihood|prob) [(of|that|to|for)] [(i|you|we)]"
_SHARE = "{a:odds}"


def _share(reader: Reader, position: int, limit: int) -> Caught:
    """A probability: ``0.35``, ``35%``, ``1/3``."""
    for node, end in KINDS["value"](reader, position, limit):
        if not t.names_in(node) and not t.calls_in(node):
            yield node, end


KINDS["odds"] = _share


@topic.question(
    f"[(if|given|given that)] [the] (probability|chance) (of|that) [(it|an event|the event|event)] {{w:word}} [{{v:word}}] is {_SHARE} [('.'|','|';')] [then] {_P} [(it|the event|event|an event)] (does not|will not|do not|not|is not) [{{z:word}}] [(happen|happening|occur|occurring|raining)]",
    f"[(if|given|given that)] p '(' {{e:name}} ')' '=' {_SHARE} [('.'|','|';')] [then] <find> [the probability of] p '(' not {{e:name}} ')'",
    f"[(if|given|given that)] p '(' {{e:name}} ')' '=' {_SHARE} [('.'|','|';')] [then] <find> [the] (probability|chance) of (not {{e:name}}|the complement [of {{e:name}}])",
)
def complement(c: Captures, s: Situation) -> Problem | None:
    node = t.Formula("(1 - S({0}))", "1 - {0}", (c["a"],), method="taking the probability from 1")
    return value_problem(node, s, decimals="." in latex(c["a"]))


@topic.noun(
    "(expected value|expectation|mean|average value) of (a|one|rolling a|a roll of a) [fair] [(six sided|6 sided|standard)] (die|dice) [roll]"
)
def expected_die(c: Captures) -> t.Node:
    return t.Formula(
        "Rational(7, 2)",
        r"\frac{{1 + 2 + 3 + 4 + 5 + 6}}{{6}}",
        (),
        method="the mean of the faces, which are equally likely",
    )


@topic.question(
    "how many [(possible|different|total)] outcomes (are there|are possible|exist) [(when|if|for|from|in|with)] [(you|i|we)] [(roll|rolling|throw|throwing|flip|flipping|toss|tossing)] {n:whole} ((dice|die|standard dice) {dice:yes}|(coins|coin tosses|coin flips))",
    "how many [(possible|different|total)] outcomes (are there|are possible|exist) [(when|if|for)] [(you|i|we)] [(roll|rolling|flip|flipping|toss|tossing)] a (die {dice:yes}|coin) {n:whole} times",
)
def outcomes(c: Captures, s: Situation) -> Problem | None:
    if not 1 <= c["n"] <= 1000:
        return None
    base = t.Number("6" if "dice" in c else "2")
    return value_problem(t.Binary("^", base, t.number(c["n"])), s)
