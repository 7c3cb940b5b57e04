"""Products with no sign: ``2x``, ``(a)(b)``, ``3 sin x``."""

from __future__ import annotations

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.factors import starts_factor
from tutor_cli.models.solver.reading.functions import FUNCTION_WORDS, TRIGONOMETRIC
from tutor_cli.models.solver.reading.numbers import fraction
from tutor_cli.models.solver.reading.reader import MULTIPLY, NEGATE, Read, Reader


def juxtaposed(reader: Reader, read: Read, limit: int, binding: int) -> Read | None:
    """``2x``, ``(a)(b)``, ``3 sin x``: a product with no sign."""
    left, position = read
    tightness = MULTIPLY + 2 if reader.loose else MULTIPLY
    if binding >= tightness or not starts_factor(reader, position, limit, after=left):
        return None
    right = reader.expression(position, limit, MULTIPLY + 2)
    if right and isinstance(left, t.Name) and isinstance(right[0], t.Sequence):
        return None  # P(6, 2): of a function that was not told, no product
    return right and (t.Binary("*", left, right[0], implied=True), right[1])


def tight(
    reader: Reader, position: int, limit: int, *, loose: bool | None = None, fractions: bool = True
) -> Read | None:
    """A value that ends at the first sign or operator word: ``2x``, ``16``, ``x^2 y``; and
    with ``fractions``, ``1/3`` written with no spaces."""
    if reader.loose if loose is None else loose:
        return reader.expression(position, limit)
    minus = reader.text(position, limit) in ("-", "minus", "negative")
    whole = fraction(reader, position + minus, limit) if fractions else None
    if whole and minus:
        whole = t.Group(t.Negative(whole[0])), whole[1]
    if whole and reader.text(whole[1], limit) not in ("^", "!", "%"):
        return whole
    read = reader.expression(position, limit, NEGATE)
    while read and read[1] < limit:
        token = reader.tokens[read[1]]
        if token.text in FUNCTION_WORDS and FUNCTION_WORDS[token.text] in TRIGONOMETRIC:
            break
        if token.text == "(" or not starts_factor(reader, read[1], limit, after=read[0]):
            break
        more = reader.expression(read[1], limit, MULTIPLY + 2)
        if more is None:
            break
        read = t.Binary("*", read[0], more[0], implied=True), more[1]
    return read
