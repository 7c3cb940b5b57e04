"""Where topics write down what they can read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures, Noun, Pattern
from tutor_cli.models.solver.situation import Situation

MakeProblem: TypeAlias = Callable[[Captures, Situation], Problem | None]
MakeNode: TypeAlias = Callable[[Captures], t.Node | None]
Noun_ = TypeVar("Noun_", bound=MakeNode)


@dataclass(frozen=True)
class Question:
    """A sentence that asks something: a pattern, and what it makes of what it caught.

    ``letters``: in a polynomial of ``e`` or ``i`` alone these are variables, no constants.
    ``conditions``: it respects the inequalities that were told (``Situation.conditions``).
    """

    pattern: Pattern
    make: MakeProblem
    letters: bool = False
    conditions: bool = False


@dataclass
class Topic:
    """The patterns of one module of this folder, in the order they are tried."""

    name: str
    nouns: list[Noun] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    """Words that no pattern spells out and that must not be taken for slips or for products of letters."""

    def noun(self, *patterns: str) -> Callable[[Noun_], Noun_]:
        """A phrase that names a value. It must begin with a word, and may stand wherever a value may."""

        def register(make: Noun_) -> Noun_:
            self.nouns += [Noun(Pattern(pattern), make) for pattern in patterns]
            return make

        return register

    def question(
        self, *patterns: str, letters: bool = False, conditions: bool = False
    ) -> Callable[[MakeProblem], MakeProblem]:
        """A whole sentence that asks something. Returning ``None`` lets the next pattern try."""

        def register(make: MakeProblem) -> MakeProblem:
            self.questions += [Question(Pattern(pattern), make, letters, conditions) for pattern in patterns]
            return make

        return register
