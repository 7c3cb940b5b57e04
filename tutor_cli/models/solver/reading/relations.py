"""Equations and inequalities: ``2x + 3 = 11``, ``0 <= x < 2 pi``, ``x is at least 5``."""

from __future__ import annotations

from tutor_cli.models.solver.reading import english
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.reader import Read, Reader

RELATION_SIGNS = frozenset({"=", "<", "<=", ">", ">=", "!="})


def relation(reader: Reader, position: int, limit: int) -> Read | None:
    """``2x + 3 = 11``, ``0 <= x < 2 pi``, ``x is at least 5``."""
    left = reader.expression(position, limit)
    if left is None:
        return None
    node, end = left
    count = 0
    while end < limit:
        sign = reader.tokens[end].text
        after = end + 1
        if sign not in RELATION_SIGNS:
            phrase = (
                reader.phrase_at(end, limit, english.RELATIONS) if reader.tokens[end].kind == "word" else None
            )
            if phrase is None:
                break
            sign, after = phrase
        right = reader.expression(after, limit)
        if right is None:
            break
        node = t.Relation(sign, node, right[0])
        end = right[1]
        count += 1
    return (node, end) if count else None
