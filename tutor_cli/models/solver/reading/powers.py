"""What stands after ``^``, "to the power of" and the like."""

from __future__ import annotations

from tutor_cli.models.solver.reading import numerals
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.brackets import bracketed
from tutor_cli.models.solver.reading.numbers import is_tight_fraction
from tutor_cli.models.solver.reading.reader import POWER, Read, Reader


def power(reader: Reader, base: t.Node, position: int, limit: int, by_word: bool) -> Read | None:
    """``base`` to the power that begins here; ``by_word`` when words, and no ``^``, asked for it."""
    if by_word:
        ordinal = numerals.ordinal(reader, position, limit)
        if ordinal:
            value, end = ordinal
            end += reader.text(end, limit) == "power"
            return t.Binary("^", base, t.Number(str(value))), end
    if reader.text(position, limit) == "{":
        group = bracketed(reader, position, limit)
        return group and (t.Binary("^", base, t.bare(group[0])), group[1])
    right = reader.expression(position, limit, POWER - 1)
    if right is None:
        return None
    top = right[0].value if isinstance(right[0], t.Negative) else right[0]
    if by_word and isinstance(top, t.Number) and is_tight_fraction(reader, right[1], limit):
        bottom = t.Number(reader.tokens[right[1] + 1].text)  # "to the power of 1/5"
        right = t.Group(t.Binary("/", right[0], bottom)), right[1] + 2
    end = right[1] + (by_word and reader.text(right[1], limit) == "power")
    return t.Binary("^", base, right[0]), end
