"""Numbers in digits: ``12``, ``2 1/2``, ``3 million``, and fractions written with no spaces."""

from __future__ import annotations

from tutor_cli.models.solver.reading import english, numerals
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.factors import starts_factor
from tutor_cli.models.solver.reading.reader import Read, Reader


def fraction(reader: Reader, position: int, limit: int) -> Read | None:
    """``9/10`` written with no spaces: after a word ("divided by", "of") it is one number."""
    if position >= limit or reader.tokens[position].kind != "number" or _is_mixed(reader, position, limit):
        return None
    if not is_tight_fraction(reader, position + 1, limit):
        return None
    top, bottom = t.Number(reader.tokens[position].text), t.Number(reader.tokens[position + 2].text)
    end = position + 3
    if reader.text(end, limit) == "/" or (end < limit and starts_factor(reader, end, limit, after=bottom)):
        return None
    return t.Group(t.Binary("/", top, bottom)), end


def is_tight_fraction(reader: Reader, stroke: int, limit: int) -> bool:
    """Whether a fraction's stroke and denominator follow with no space between."""
    if stroke + 1 >= limit or reader.tokens[stroke].text != "/":
        return False
    bottom = reader.tokens[stroke + 1]
    return bottom.kind == "number" and not reader.tokens[stroke].spaced and not bottom.spaced


def _is_mixed(reader: Reader, position: int, limit: int) -> bool:
    """``2 1/2``: a whole number, a space, and a proper fraction written tightly."""
    if position + 4 > limit:
        return False
    top, stroke, bottom = reader.tokens[position + 1 : position + 4]
    return (
        top.kind == bottom.kind == "number"
        and stroke.text == "/"
        and top.spaced
        and not stroke.spaced
        and not bottom.spaced
        and top.text.isdigit()
        and bottom.text.isdigit()
        and len(bottom.text) < 5
        and int(top.text) < int(bottom.text)
    )


def number(reader: Reader, position: int, limit: int) -> Read:
    """``12``, ``2 1/2``, ``2 and a half``, ``3 million``."""
    token = reader.tokens[position]
    end = position + 1
    digits = t.Number(token.text)
    if digits.is_whole and _is_mixed(reader, position, limit):
        top, bottom = reader.tokens[end].text, reader.tokens[end + 2].text
        return t.Mixed(int(token.text), int(top), int(bottom)), end + 3
    if digits.is_whole and reader.text(end, limit) == "and":
        mixed = numerals.and_a_part(reader, int(token.text), end, limit) or _and_a_fraction(
            reader, position, limit
        )
        if mixed:
            return mixed
    parts = english.PARTS.get(reader.text(end, limit))
    if parts and digits.is_whole and (reader.text(end, limit).endswith("s") or digits.text == "1"):
        return numerals.part(int(digits.text), parts), end + 1  # 3 quarters
    scale = english.SCALES.get(reader.text(end, limit))
    if scale:
        return t.Binary("*", digits, t.Number(str(scale)), implied=False), end + 1
    return digits, end


def _and_a_fraction(reader: Reader, position: int, limit: int) -> Read | None:
    """``4 and 1/2``, a mixed number: not in a list, nor where "and" joins two values."""
    if reader.text(position - 1, limit) in (",", ";", "and", "of", "between", "are", "is", "do", ":", "/"):
        return None
    part = fraction(reader, position + 2, limit)
    if part is None:
        return None
    top, bottom = reader.tokens[position + 2].text, reader.tokens[position + 4].text
    if not (top + bottom).isdigit() or not 0 < int(top) < int(bottom):
        return None
    return t.Mixed(int(reader.tokens[position].text), int(top), int(bottom)), part[1]


def to_a_power(reader: Reader, position: int, limit: int) -> Read | None:
    """``2/3`` in "2/3 squared": a proper fraction before a power in words is one number."""
    if reader.loose or reader.text(position - 1, limit) == "/":
        return None
    base = fraction(reader, position, limit)
    if base is None or base[1] >= limit or reader.tokens[base[1]].kind != "word":
        return None
    phrase = reader.phrase_at(base[1], limit, english.INFIX)
    power = phrase[0] if phrase else english.POSTFIX.get(reader.tokens[base[1]].text, "")
    top, bottom = reader.tokens[position].text, reader.tokens[position + 2].text
    return base if power.startswith("^") and float(top) < float(bottom) else None


def is_whole(node: t.Node) -> bool:
    return isinstance(node, t.Number) and node.is_whole
