"""What is being read, as every rule of reading sees it: the tokens of a sentence, and what is known.

A rule is a function of a reader, a position and a limit; it gives what it read there and where that
ends (a :data:`Read`), or ``None``. Rules that need an expression inside ask the reader for it; which
rules there are, and their order, only :mod:`.expressions` knows.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence

from tutor_cli.models.solver.reading import english
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.tokens import Token
from tutor_cli.models.solver.reading.unreadable import Unreadable

Read = tuple[t.Node, int]

ADD, MULTIPLY, NEGATE, POWER = 10, 20, 25, 30
"""How tightly operators bind. An expression asked for with one of them ends before what binds no tighter:
with ``ADD`` at the first sum, with ``NEGATE`` at the first product, with ``POWER`` it is one value."""

ORDINAL_NUMBER = "#"
"""What an ordinal in digits (``4th``) is looked up as."""
MAX_STEPS = 20_000
"""All work on one question."""


class Reader(ABC):
    """Reads one list of tokens. ``loose`` gives the other reading of ambiguous phrases:
    word operators take in all that stands before or after them."""

    def __init__(
        self,
        tokens: Sequence[Token],
        *,
        functions: frozenset[str] = frozenset(),
        previous: t.Node | None = None,
        answers: Sequence[t.Node] = (),
        loose: bool = False,
        knows: Callable[[str], bool] = lambda name: False,
    ) -> None:
        self.tokens = tokens
        self.functions = functions
        self.previous = previous
        self.answers = answers
        self.loose = loose
        self.knows = knows
        self.words = frozenset(token.text for token in tokens)
        self.x_is_times = _x_stands_for_times(tokens)
        self._steps = 0

    # ── reading ───────────────────────────────────────────────────────────────

    @abstractmethod
    def expression(self, position: int, limit: int, binding: int = 0) -> Read | None:
        """The longest expression that starts here, of operators that bind tighter than ``binding``."""

    @abstractmethod
    def value(self, position: int, limit: int) -> Read | None:
        """The one value that starts here, without operators after it."""

    def exact(self, position: int, limit: int) -> t.Node | None:
        """The expression that fills ``position`` to ``limit``, if one does."""
        read = self.expression(position, limit)
        return read[0] if read and read[1] == limit else None

    def ends(self, read: Callable[[int, int], Read | None], position: int, limit: int) -> Iterator[Read]:
        """What ``read`` gives here: the longest first, then what ends before a word or comma inside."""
        longest = read(position, limit)
        if longest is None:
            return
        yield longest
        for end in range(longest[1] - 1, position, -1):
            token = self.tokens[end]
            if (token.kind == "word" and not token.is_letter) or token.text in (",", ";", "=", ":", "x"):
                self.step()
                shorter = read(position, end)
                if shorter and shorter[1] == end:
                    yield shorter

    def step(self) -> None:
        """Count one step of work. Raises Unreadable when there were too many."""
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise Unreadable("it is too long or too tangled")

    # ── looking at tokens ─────────────────────────────────────────────────────

    def text(self, position: int, limit: int) -> str:
        return self.tokens[position].text if position < limit else ""

    def key(self, position: int, limit: int) -> str:
        """What patterns that begin here are looked up by."""
        if position + 1 < limit and self.tokens[position].kind == "number":
            ending = self.tokens[position + 1]
            if ending.text in english.ORDINAL_ENDINGS and not ending.spaced:
                return ORDINAL_NUMBER
        return self.text(position, limit)

    def words_at(self, position: int, limit: int, words: Sequence[str]) -> bool:
        end = position + len(words)
        return end <= limit and all(self.tokens[position + i].text == word for i, word in enumerate(words))

    def phrase_at(
        self, position: int, limit: int, table: dict[tuple[str, ...], str]
    ) -> tuple[str, int] | None:
        """The longest phrase of ``table`` that stands here: its meaning, and where it ends."""
        first = self.text(position, limit)
        best: tuple[str, int] | None = None
        for words, meaning in table.items():
            end = position + len(words)
            longer = words[0] == first and (best is None or end > best[1])
            if longer and self.words_at(position, limit, words):
                best = meaning, end
        return best


def _x_stands_for_times(tokens: Sequence[Token]) -> bool:
    """True when every ``x`` stands between two numbers, as in ``12 x 7``."""
    found = False
    for i, token in enumerate(tokens):
        if token.text != "x":
            continue
        before = tokens[i - 1] if i else None
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        between = (
            before is not None
            and after is not None
            and (before.kind == "number" or before.text in (")", "%"))
            and (after.kind == "number" or (after.text == "(" and token.spaced and after.spaced))
            and (token.spaced == after.spaced)
        )
        if not between:
            return False
        found = True
    return found
