"""Functions put together before they are called: ``(f + g)(2)``, ``(f ∘ g)(x)``, ``fog(3)``."""

from __future__ import annotations

from collections.abc import Callable

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.calls import arguments
from tutor_cli.models.solver.reading.reader import Read, Reader

Make = Callable[[t.Node], t.Node]
"""What a function makes of its argument."""
Found = tuple[Make, int] | None
_AFTER = ("∘", "o")


def combined_call(reader: Reader, position: int, limit: int) -> Read | None:
    """A call of several known functions at once; ``None`` when it is something else."""
    if not reader.functions:
        return None
    found = composed(reader, position, limit)
    if found is None or found[1] - position < (3 if reader.tokens[position].text == "(" else 1):
        return None
    make, end = found
    if end == position + 1 and len(reader.tokens[position].raw) == 1:
        return None  # one function alone
    if reader.text(end, limit) != "(":
        return None
    read = arguments(reader, end, limit)
    if read is None or len(read[0]) != 1:
        return None
    return make(read[0][0]), read[1]


def _sum(reader: Reader, position: int, limit: int) -> Found:
    return _chain(reader, position, limit, _product, ("+", "-"))


def _product(reader: Reader, position: int, limit: int) -> Found:
    return _chain(reader, position, limit, composed, ("*", "/"))


def _chain(
    reader: Reader,
    position: int,
    limit: int,
    part: Callable[[Reader, int, int], Found],
    signs: tuple[str, ...],
) -> Found:
    found = part(reader, position, limit)
    while found is not None and reader.text(found[1], limit) in signs:
        sign = reader.text(found[1], limit)
        other = part(reader, found[1] + 1, limit)
        if other is None:
            return None
        found = _joined(sign, found[0], other[0]), other[1]
    return found


def _joined(sign: str, left: Make, right: Make) -> Make:
    return lambda argument: t.Group(t.Binary(sign, left(argument), right(argument)))


def _composed(outer: Make, inner: Make) -> Make:
    return lambda argument: outer(inner(argument))


def composed(reader: Reader, position: int, limit: int) -> Found:
    """``f``, ``f ∘ g``, ``fog`` or a sum in parentheses."""
    found = _one(reader, position, limit)
    while found is not None and reader.text(found[1], limit) in _AFTER:
        inner = _one(reader, found[1] + 1, limit)
        if inner is None:
            return None
        found = _composed(found[0], inner[0]), inner[1]
    return found


def _one(reader: Reader, position: int, limit: int) -> Found:
    if position >= limit:
        return None
    token = reader.tokens[position]
    if token.text == "(":
        inside = _sum(reader, position + 1, limit)
        return (inside[0], inside[1] + 1) if inside and reader.text(inside[1], limit) == ")" else None
    name = token.raw
    if name in reader.functions:
        return _called(name), position + 1
    if token.kind != "word" or not 2 <= len(name) <= 3:
        return None
    letters = [*name]
    if len(name) == 3 and name[1] == "o" and {name[0], name[2]} <= reader.functions:
        return _composed(_called(name[0]), _called(name[2])), position + 1
    if set(letters) <= reader.functions:
        make = _called(letters[0])
        for letter in letters[1:]:
            make = _joined("*", make, _called(letter))
        return make, position + 1
    return None


def _called(name: str) -> Make:
    return lambda argument: t.Call(name, (argument,))
