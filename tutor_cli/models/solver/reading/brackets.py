"""What stands between brackets: ``(x + 1)``, ``[1, 2]``, ``{n}``, ``<1, 2, 3>``."""

from __future__ import annotations

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.reader import Read, Reader

_CLOSING = {"(": ")]", "[": "])", "{": "}"}
"""What may close a list or an interval; the first also what stands around one value."""


def enclosed(reader: Reader, position: int, limit: int) -> Read | None:
    """What any bracket opens."""
    sign = reader.tokens[position].text
    if sign in _CLOSING:
        return bracketed(reader, position, limit)
    if sign == "<":
        return _angled(reader, position, limit)
    return _between_bars(reader, position, limit) if sign == "|" else None


def bracketed(reader: Reader, position: int, limit: int) -> Read | None:
    """A value in parentheses, a list, a matrix, an interval."""
    opening = reader.tokens[position].text
    items: list[t.Node] = []
    position += 1
    while True:
        read = reader.expression(position, limit)
        if read is None:
            return None
        items.append(read[0])
        position = read[1]
        sign = reader.text(position, limit)
        if sign and sign in _CLOSING[opening]:
            break
        if sign not in (",", ";"):
            return None
        position += 1
    if len(items) > 1 or (opening == "[" and isinstance(items[0], t.Sequence)):
        return t.Sequence(opening + sign, tuple(items)), position + 1
    if sign != _CLOSING[opening][0]:
        return None
    return (items[0] if opening == "{" else t.Group(items[0])), position + 1


def _angled(reader: Reader, position: int, limit: int) -> Read | None:
    """``<1, 2, 3>``, a vector."""
    items: list[t.Node] = []
    while True:
        read = reader.expression(position + 1, limit)
        if read is None:
            return None
        items.append(read[0])
        position = read[1]
        if reader.text(position, limit) == ">" and len(items) > 1:
            return t.Sequence("()", tuple(items)), position + 1
        if reader.text(position, limit) != ",":
            return None


def _between_bars(reader: Reader, position: int, limit: int) -> Read | None:
    """``|x - 2|``, an absolute value; ``|(3, 4)|``, a length; ``|[[1, 2], [3, 4]]|``, a determinant."""
    for end in range(position + 2, limit):
        inner = reader.exact(position + 1, end) if reader.tokens[end].text == "|" else None
        if inner is None:
            continue
        inside = t.bare(inner)
        if isinstance(inside, t.Sequence) and all(isinstance(row, t.Sequence) for row in inside.items):
            return t.Formula("{0}.det()", r"\det {0}", (inside,), then="simplify"), end + 1
        if isinstance(inside, t.Sequence):
            return t.Formula("Matrix({0}).norm()", r"\left\|{0}\right\|", (t.bare(inner),)), end + 1
        return t.Function("abs", (inner,)), end + 1
    return None


def braced(reader: Reader, position: int, limit: int) -> Read | None:
    """What a LaTeX command or a subscript takes: ``{x + 1}``, or one value without braces."""
    if reader.text(position, limit) == "{":
        return bracketed(reader, position, limit)
    return reader.value(position, limit)
