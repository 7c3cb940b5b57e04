"""Expressions out of tokens: a Pratt parser that reads signs, words and LaTeX alike.

Nouns of the topics ("the derivative of …") are values like any other, so they nest. Nesting is bounded
by ``MAX_DEPTH``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tutor_cli.models.solver.reading import (
    brackets,
    calls,
    choices,
    combined,
    commands,
    earlier,
    factors,
    numbers,
    numerals,
    operators,
    rates,
)
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Noun, match
from tutor_cli.models.solver.reading.reader import Read, Reader
from tutor_cli.models.solver.reading.symbols import CONSTANTS
from tutor_cli.models.solver.reading.tokens import Token
from tutor_cli.models.solver.reading.unreadable import Unreadable

MAX_DEPTH = 60


class ExpressionReader(Reader):
    """The reader, with every rule there is and the topics' ``nouns``, by the word they begin with."""

    def __init__(
        self,
        tokens: Sequence[Token],
        nouns: dict[str, list[Noun]],
        *,
        functions: frozenset[str] = frozenset(),
        previous: t.Node | None = None,
        answers: Sequence[t.Node] = (),
        loose: bool = False,
        knows: Callable[[str], bool] = lambda name: False,
    ) -> None:
        super().__init__(
            tokens, functions=functions, previous=previous, answers=answers, loose=loose, knows=knows
        )
        self._nouns = nouns
        self._depth = 0
        self._memo: dict[tuple[int, int, int], Read | None] = {}

    def know_functions(self, names: frozenset[str]) -> None:
        """From now on these, before a parenthesis, are calls."""
        if names != self.functions:
            self.functions = names
            self._memo.clear()

    def expression(self, position: int, limit: int, binding: int = 0) -> Read | None:
        key = (position, limit, binding)
        if key not in self._memo:
            self._memo[key] = None  # a phrase that begins with itself reads as nothing
            self._memo[key] = self._new_expression(position, limit, binding)
        return self._memo[key]

    def _new_expression(self, position: int, limit: int, binding: int) -> Read | None:
        self.step()
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Unreadable("it is nested too deeply")
        try:
            read = self.value(position, limit)
            while read is not None:
                more = operators.infix(self, read, limit, binding)
                if more is None:
                    break
                read = more
            return read
        finally:
            self._depth -= 1

    def value(self, position: int, limit: int) -> Read | None:
        if position >= limit:
            return None
        token = self.tokens[position]
        if token.text in ("+", "-"):
            return operators.signed(self, position, limit)
        if token.kind == "sign":
            together = combined.combined_call(self, position, limit) if token.text == "(" else None
            return together or brackets.enclosed(self, position, limit)
        read = rates.rate(self, position, limit) or self._noun(position, limit)
        if read:
            return read
        if token.kind == "number":
            return numbers.to_a_power(self, position, limit) or numbers.number(self, position, limit)
        if token.kind == "command":
            return commands.command(self, position, limit)
        return self._word(position, limit)

    def _word(self, position: int, limit: int) -> Read | None:
        """The value that begins with a word."""
        read = choices.choice(self, position, limit) or combined.combined_call(self, position, limit)
        if read:
            return read
        word = self.tokens[position].text
        if word in ("the", "only", "positive", "negative") and (
            picked := earlier.chosen(self, position, limit)
        ):
            return picked
        if word == "the":
            return earlier.previous(self, position, limit) or self.value(position + 1, limit)
        if word in ("negative", "minus"):
            return operators.signed(self, position, limit)
        if factors.names_function(self, position, limit):
            return calls.function(self, position, limit)
        if word in CONSTANTS:
            return t.Constant(CONSTANTS[word]), position + 1
        return (
            numerals.number_words(self, position, limit)
            or earlier.chosen(self, position, limit)
            or earlier.previous(self, position, limit)
            or (calls.name(self, position, limit) if factors.is_name(self, position, limit) else None)
        )

    def _noun(self, position: int, limit: int) -> Read | None:
        """The topics' noun that begins here and takes in most."""
        best: Read | None = None
        for noun in self._nouns.get(self.key(position, limit), ()):
            for captures, end in match(noun.pattern, self, position, limit):
                if best is not None and end <= best[1]:
                    break
                node = noun.make(captures)
                if node is not None:
                    best = node, end
                    break
        return best
