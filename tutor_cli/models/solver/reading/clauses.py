"""Stories told in clauses, whose order is free: "a $60 jacket, 25% off: what do I pay?".

A story is a list of kinds of clauses, each with the patterns it may be told in. It is read
when clauses fill the whole of it, with nothing but small words between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from tutor_cli.models.solver.reading.patterns import Captures, Pattern, compile_pattern, match
from tutor_cli.models.solver.reading.reader import Reader

Facts: TypeAlias = tuple[tuple[str, Captures], ...]
"""The clauses in the order they were told: of which kind, and what each caught."""

_BETWEEN = frozenset([",", ".", ";", ":", "?", "!", "-", "and", "then", "so", "but", "if", "when", "now"])
MAX_CLAUSES = 9


class Story:
    """What a kind of story may be told in. ``needs``: it is no such story without one of these words."""

    def __init__(self, needs: Sequence[str], clauses: Mapping[str, Sequence[str]]) -> None:
        self.needs = frozenset(needs)
        self.sources = clauses
        self.patterns = [
            (kind, compile_pattern(source)) for kind, sources in clauses.items() for source in sources
        ]
        self._by_word: dict[str, list[tuple[str, Pattern]]] = {}

    @property
    def words(self) -> frozenset[str]:
        """Every word its clauses know."""
        from tutor_cli.models.solver.reading.patterns import words_of

        return frozenset().union(*(words_of(pattern) for _, pattern in self.patterns))

    def beginning_with(self, word: str) -> list[tuple[str, Pattern]]:
        """The clauses that may begin with ``word``."""
        if word not in self._by_word:
            self._by_word[word] = [
                each for each in self.patterns if each[1].first is None or word in each[1].first
            ]
        return self._by_word[word]

    def read(self, reader: Reader, position: int, limit: int) -> Iterator[tuple[Any, int]]:
        """Every way to read all of it as clauses; a slot of a pattern (see :mod:`.slots`)."""
        if self.needs & reader.words:
            for facts in self._facts(reader, position, limit, (), set()):
                yield facts, limit

    def _facts(
        self, reader: Reader, position: int, limit: int, told: Facts, dead: set[int]
    ) -> Iterator[Facts]:
        while position < limit and reader.text(position, limit) in _BETWEEN:
            position += 1
        if position == limit:
            yield told
            return
        if position in dead or len(told) == MAX_CLAUSES:
            return
        found = False
        for kind, pattern in self.beginning_with(reader.key(position, limit)):
            ends: set[int] = set()
            for captures, end in match(pattern, reader, position, limit):
                if end in ends or end == position:
                    continue
                ends.add(end)
                for facts in self._facts(reader, end, limit, (*told, (kind, captures)), dead):
                    found = True
                    yield facts
        if not found:
            dead.add(position)
