"""Numbers in words: "twenty-five", "two thirds", "third", "4th"."""

from __future__ import annotations

from tutor_cli.models.solver.reading import english
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.reader import Read, Reader


def ordinal(reader: Reader, position: int, limit: int) -> tuple[int, int] | None:
    """``third``, ``4th``, ``twenty-first``: the number, and where it ends."""
    if position >= limit:
        return None
    token = reader.tokens[position]
    if token.text in english.ORDINALS:
        return english.ORDINALS[token.text], position + 1
    if token.kind == "number" and token.text.isdigit():
        end = position + 1
        end += reader.text(end, limit) == "'"
        if reader.text(end, limit) in english.ORDINAL_ENDINGS and not reader.tokens[end].spaced:
            return int(token.text), end + 1
    if token.text in english.TENS:
        end = position + 1
        end += reader.text(end, limit) == "-"
        unit = english.ORDINALS.get(reader.text(end, limit), 99)
        if unit < 10:
            return english.TENS[token.text] + unit, end + 1
    return None


def number_words(reader: Reader, position: int, limit: int) -> Read | None:
    """``twenty-five``, ``three hundred and five``, ``half``, ``two thirds``, ``a quarter``."""
    start = position
    if (
        reader.text(position, limit) in ("a", "an", "one")
        and reader.text(position + 1, limit) in english.PARTS
    ):
        return part(1, english.PARTS[reader.text(position + 1, limit)]), position + 2
    if reader.text(position, limit) in ("half", "quarter"):
        return part(1, english.PARTS[reader.text(position, limit)]), position + 1
    total, current, seen = 0, 0, False
    while position < limit:
        word = reader.tokens[position].text
        if word in english.UNITS:
            if current % 10 or 0 < current % 100 < 20 or (current % 100 and english.UNITS[word] > 9):
                break  # "one six" is two numbers
            current += english.UNITS[word]
        elif word in english.TENS:
            if current % 100:
                break
            current += english.TENS[word]
            if reader.text(position + 1, limit) == "-" and reader.text(position + 2, limit) in english.UNITS:
                current += english.UNITS[reader.text(position + 2, limit)]
                position += 2
        elif word == "hundred" and (seen or position == start):
            current = max(current, 1) * 100
        elif word in english.SCALES and (seen or position == start):
            total += max(current, 1) * english.SCALES[word]
            current = 0
        elif word == "and" and seen and current % 100 == 0 and current + total >= 100:
            following = reader.text(position + 1, limit)
            if following not in english.UNITS and following not in english.TENS:
                break
        elif word == "-" and seen and _is_number_word(reader, position + 1, limit):
            pass
        elif word == "a" and position == start and reader.text(position + 1, limit) in english.SCALES:
            current = 1
        else:
            break
        seen = True
        position += 1
    if not seen:
        return None
    value = total + current
    if reader.text(position, limit) in english.PARTS and value <= 1000:
        return part(value, english.PARTS[reader.text(position, limit)]), position + 1
    return and_a_part(reader, value, position, limit) or (t.Number(str(value)), position)


def and_a_part(reader: Reader, whole: int, position: int, limit: int) -> Read | None:
    """A mixed number whose part is told after "and": two *and a half*, 3 *and three quarters*."""
    if reader.text(position, limit) != "and":
        return None
    count = reader.text(position + 1, limit)
    top = 1 if count in ("a", "an") else english.UNITS.get(count, 0)
    bottom = english.PARTS.get(reader.text(position + 2, limit), 0)
    return (t.Mixed(whole, top, bottom), position + 3) if 0 < top < bottom else None


def _is_number_word(reader: Reader, position: int, limit: int) -> bool:
    word = reader.text(position, limit)
    return (
        bool(word)
        and not reader.tokens[position].spaced
        and (word in english.UNITS or word in english.TENS or word in english.SCALES)
    )


def part(top: int, bottom: int) -> t.Node:
    return t.Group(t.Binary("/", t.Number(str(top)), t.Number(str(bottom))))
