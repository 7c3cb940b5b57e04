"""Sentences that tell several things in any order: "A bag has 3 red and 5 blue balls. Two are drawn …".

A frame knows the *parts* such a question is made of, each a pattern, and the *glue*: words that carry
nothing by themselves. A reading is a row of parts and glue that fills the whole span, so nothing is left over.
"""

# ruff: noqa: E501 — word lists stand on one line each

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeAlias, TypeVar

from tutor_cli.models.solver.reading.patterns import Captures, Pattern, match, words_of
from tutor_cli.models.solver.reading.reader import Reader

MAX_TOKENS = 120
"""Longer spans are not tried."""
MAX_READINGS = 60


class Fact(NamedTuple):
    """What one part tells: its kind, and what it says of it."""

    kind: str
    value: Any = None


class Facts(list[Fact]):
    """What a whole reading tells, in the order it was told."""

    def all(self, kind: str) -> list[Any]:
        """What the facts of a kind say, each thing once."""
        found: list[Any] = []
        for fact in self:
            if fact.kind == kind and fact.value not in found:
                found.append(fact.value)
        return found

    def one(self, kind: str, missing: Any = None) -> Any:
        """What the facts of a kind say when they say one thing; ``missing`` when none does. Raises ValueError."""
        found = self.all(kind)
        if len(found) > 1:
            raise ValueError(f"several of {kind}")
        return found[0] if found else missing

    def any(self, kind: str) -> bool:
        return any(fact.kind == kind for fact in self)


MakeFact: TypeAlias = Callable[[Captures], Fact | None]
MakeFact_ = TypeVar("MakeFact_", bound=MakeFact)
Part: TypeAlias = tuple[Pattern, MakeFact]
Steps: TypeAlias = dict[int, list[tuple[Fact | None, int]]]
"""What may come next at each position, glue as ``None``, and where that ends."""


class Frame:
    """``signs``: words of which one must be there; ``glue``: words that may stand between the parts.

    ``beyond``: a frame whose parts and glue, and whose signs too, this one has as well.
    """

    def __init__(self, signs: str, glue: str = "", beyond: Frame | None = None) -> None:
        self.signs: tuple[frozenset[str], ...] = (
            frozenset(signs.split("|")),
            *(beyond.signs if beyond else ()),
        )
        self.glue: frozenset[str] = frozenset(glue.split("|")) | (beyond.glue if beyond else frozenset())
        self._parts: list[Part] = list(beyond._parts) if beyond else []
        self._beginning: dict[str, list[Part]] = {}

    @property
    def words(self) -> set[str]:
        """Every word it knows, without single letters and signs."""
        known = self.glue.union(*self.signs, words_of(*(pattern for pattern, _ in self._parts)))
        return {word for word in known if word.isalpha() and len(word) > 1}

    def part(self, *patterns: str) -> Callable[[MakeFact_], MakeFact_]:
        """What one part says, in several ways; making ``None`` of it lets other parts try."""

        def register(make: MakeFact_) -> MakeFact_:
            self._parts += [(Pattern(pattern), make) for pattern in patterns]
            self._beginning.clear()
            return make

        return register

    def tells(self, kind: str, *patterns: str, value: Any = None) -> None:
        """A part that says one thing alone; what it caught as ``value``, if it did."""
        self.part(*patterns)(lambda c: Fact(kind, c.get("value", value)))

    def __call__(self, reader: Reader, position: int, limit: int) -> Iterator[tuple[Facts, int]]:
        """The readings of ``position`` to ``limit``, as a slot catches them."""
        if limit - position > MAX_TOKENS or not all(signs & reader.words for signs in self.signs):
            return
        steps: Steps = {limit: []}
        self._explore(reader, position, limit, steps)
        for count, facts in enumerate(_paths(steps, position, limit)):
            if count == MAX_READINGS:
                return
            yield Facts(facts), limit

    def _explore(self, reader: Reader, position: int, limit: int, steps: Steps) -> bool:
        """Find the steps from ``position`` that lead to ``limit``; whether there are any."""
        if position in steps:
            return position == limit or bool(steps[position])
        steps[position] = []
        found = self._next(reader, position, limit)
        steps[position] = [step for step in found if self._explore(reader, step[1], limit, steps)]
        return bool(steps[position])

    def _next(self, reader: Reader, position: int, limit: int) -> list[tuple[Fact | None, int]]:
        """What may come next, the longest first, and glue before a part that is as short."""
        found: list[tuple[Fact | None, int]] = []
        for pattern, make in self._parts_beginning(reader.key(position, limit)):
            for caught, end in match(pattern, reader, position, limit):
                fact = make(caught) if end > position else None
                if fact is not None and (fact, end) not in found:
                    found.append((fact, end))
        if reader.text(position, limit) in self.glue:
            found.append((None, position + 1))
        return sorted(found, key=lambda step: (-step[1], step[0] is not None))

    def _parts_beginning(self, word: str) -> list[Part]:
        if word not in self._beginning:
            self._beginning[word] = [
                part for part in self._parts if part[0].first is None or word in part[0].first
            ]
        return self._beginning[word]


def _paths(steps: Steps, position: int, limit: int) -> Iterator[tuple[Fact, ...]]:
    if position == limit:
        yield ()
        return
    for fact, end in steps[position]:
        for rest in _paths(steps, end, limit):
            yield rest if fact is None else (fact, *rest)


_BETWEEN = ",|.|;|:|?|!|-|and|then|so|but|if|when|now"


class Story(Frame):
    """A frame told in clauses: the patterns of each kind, and of each the fact is what it caught."""

    def __init__(self, signs: Sequence[str], clauses: Mapping[str, Sequence[str]]) -> None:
        super().__init__("|".join(signs), _BETWEEN)
        self.clauses = clauses
        for kind, patterns in clauses.items():
            self.part(*patterns)(partial(Fact, kind))
