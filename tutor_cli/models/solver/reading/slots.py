"""What the slots of a pattern catch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeAlias

from tutor_cli.models.solver.reading import english, numerals
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.earlier import ANSWERS
from tutor_cli.models.solver.reading.products import tight
from tutor_cli.models.solver.reading.reader import NEGATE, POWER, Reader
from tutor_cli.models.solver.reading.relations import relation
from tutor_cli.models.solver.reading.symbols import GREEK

Caught: TypeAlias = Iterator[tuple[Any, int]]


_ALL = frozenset(["the", "both", "these", "those", "all", "of", "two", "three", "four", "your"])


def _all_answers(reader: Reader, position: int, limit: int) -> Caught:
    """The last answers, when there were several: "the two solutions", "them", "both roots"."""
    if len(reader.answers) < 2:
        return
    end = position
    while reader.text(end, limit) in _ALL:
        end += 1
    if reader.text(end, limit) in ANSWERS or (end > position and reader.text(end, limit) == "them"):
        yield tuple(reader.answers), end + 1
    elif reader.text(position, limit) in ("them", "both"):
        yield tuple(reader.answers), position + 1


def _values(reader: Reader, position: int, limit: int) -> Caught:
    yield from _all_answers(reader, position, limit)
    yield from _value_list(reader, position, limit)


def _answers(reader: Reader, position: int, limit: int) -> Caught:
    """Takes no words: the last answers, when there were several."""
    if len(reader.answers) > 1:
        yield tuple(reader.answers), position


def _value(reader: Reader, position: int, limit: int) -> Caught:
    return reader.ends(reader.expression, position, limit)


def _product(reader: Reader, position: int, limit: int) -> Caught:
    """A product with no sign between its factors: ``(x + 1)(x - 2)``."""
    for node, end in _value(reader, position, limit):
        if isinstance(node, t.Binary) and node.op == "*" and node.implied:
            yield node, end


def _tight(reader: Reader, position: int, limit: int) -> Caught:
    read = tight(reader, position, limit)
    if read:
        yield read


def _relation(reader: Reader, position: int, limit: int) -> Caught:
    return reader.ends(partial(relation, reader), position, limit)


def _interval(reader: Reader, position: int, limit: int) -> Caught:
    """``[0, 2 pi)``: brackets with two values."""
    if reader.text(position, limit) in ("[", "("):
        for node, end in _value(reader, position, limit):
            if isinstance(node, t.Sequence) and len(node.items) == 2 and len(node.bracket) == 2:
                yield node, end


def _name(reader: Reader, position: int, limit: int) -> Caught:
    if position < limit and (reader.tokens[position].is_letter or reader.tokens[position].text in GREEK):
        yield reader.tokens[position].raw, position + 1


def _whole(reader: Reader, position: int, limit: int) -> Caught:
    """A whole number, in digits or words, as an int."""
    read = reader.expression(position, limit, POWER)
    if read:
        node = read[0].value if isinstance(read[0], t.Negative) else read[0]
        if isinstance(node, t.Number) and node.is_whole:
            yield (-int(node.text) if isinstance(read[0], t.Negative) else int(node.text)), read[1]


def _ordinal(reader: Reader, position: int, limit: int) -> Caught:
    read = numerals.ordinal(reader, position, limit)
    if read:
        yield read


def _list_of(one: Callable[[Reader, int, int], Caught], separators: tuple[str, ...]) -> Callable[..., Caught]:
    def items(reader: Reader, position: int, limit: int) -> Caught:
        """``1, 2 and 3``: the longest list first."""
        for value, end in one(reader, position, limit):
            after = end
            while reader.text(after, limit) in separators:
                after += 1
            if after > end:
                for more, last in items(reader, after, limit):
                    yield (value, *more), last
            yield (value,), end

    return items


def _names(reader: Reader, position: int, limit: int) -> Caught:
    """``x, y and z``, or ``x y z`` with nothing but spaces between them."""
    yield from _list_of(_name, (",", "and"))(reader, position, limit)
    named = [token for token in reader.tokens[position:limit] if token.is_letter]
    if 1 < len(named) == limit - position and all(token.spaced for token in named[1:]):
        yield tuple(token.raw for token in named), limit


def _differential(reader: Reader, position: int, limit: int) -> Caught:
    """``dx``: its variable."""
    if position < limit:
        token = reader.tokens[position]
        if token.kind == "word" and len(token.raw) == 2 and token.raw[0] == "d":
            yield token.raw[1], position + 1
        elif token.raw == "d" and position + 1 < limit:
            variable = reader.tokens[position + 1]
            if variable.raw in GREEK or variable.is_letter:
                yield variable.raw, position + 2


def _bound(reader: Reader, position: int, limit: int) -> Caught:
    """A limit of an integral or sum in LaTeX: ``{x+1}``, or one sign or digit."""
    read = reader.expression(position, limit, POWER)
    if read:
        yield read


def _times(reader: Reader, position: int, limit: int) -> Caught:
    words = {"once": 1, "twice": 2}
    if reader.text(position, limit) in words:
        yield words[reader.text(position, limit)], position + 1
    else:
        for count, end in _whole(reader, position, limit):
            if reader.text(end, limit) == "times":
                yield count, end + 1


def _word(reader: Reader, position: int, limit: int) -> Caught:
    """Any one word, as it was typed."""
    if position < limit and reader.tokens[position].kind == "word":
        yield reader.tokens[position].raw, position + 1


_LISTING = {"[": "]", "(": ")", "{": "}"}


def _data(reader: Reader, position: int, limit: int) -> Caught:
    """A list of numbers, in brackets or not, with commas or only spaces between them."""
    closing = _LISTING.get(reader.text(position, limit), "")
    at = position + bool(closing)
    found: list[t.Node] = []
    while at < limit:
        read = reader.expression(at, limit, POWER) if _starts_number(reader, at) else None
        if read is None:
            break
        node, at = read
        if reader.text(at, limit) == "/" and reader.text(at + 1, limit).isdigit():
            node, at = t.Binary("/", node, t.Number(reader.tokens[at + 1].text)), at + 2
        found.append(node)
        last = at
        while reader.text(at, limit) in (",", ";", "and"):
            at += 1
    if not closing and found:
        at = last
    if closing:
        if reader.text(at, limit) != closing:
            return
        at += 1
    if len(found) >= 2:
        yield tuple(found), at


def _starts_number(reader: Reader, position: int) -> bool:
    at = position + (reader.tokens[position].text == "-")
    return at < len(reader.tokens) and reader.tokens[at].kind == "number"


def _number(reader: Reader, position: int, limit: int) -> Caught:
    """A number, perhaps negative, or a fraction: an expression, and never a product with a letter."""
    part = tight(reader, position, limit)
    if (
        part
        and isinstance(part[0], t.Group)
        and isinstance(part[0].value, t.Binary)
        and not t.names_in(part[0])
    ):
        yield part
    read = reader.expression(position, limit, NEGATE)
    if read and not t.names_in(read[0]):
        yield read


def _yes(reader: Reader, position: int, limit: int) -> Caught:
    """Catches nothing, and says that this way was taken."""
    yield True, position


_DOING = frozenset(
    english.words(
        "got|gets|get|scored|scores|has|had|have|needs|wants|received|earned|"
        "draws|rolls|flips|picks|tosses|takes|chooses|is|owns|buys|bought|must|"
        "can|does|throws|makes|selects|walks|runs|wins|spins"
    )
)


def _who(reader: Reader, position: int, limit: int) -> Caught:
    """Somebody's name, known by its capital and by what they do: "Sam got …", "does Maria need"."""
    token = reader.tokens[position] if position < limit else None
    if token is not None and token.raw.istitle() and token.raw.isalpha() and len(token.raw) > 1:
        before = reader.tokens[position - 1].text if position else ""
        if reader.text(position + 1, limit) in _DOING or before in ("does", "must", "can", "should", "will"):
            yield token.raw, position + 1


def joined(reader: Reader, position: int, limit: int) -> tuple[str, int]:
    """The words and numbers that are written together here, as one text."""
    text, at = "", position
    while (
        at < limit
        and reader.tokens[at].kind in ("word", "number")
        and (at == position or not reader.tokens[at].spaced)
    ):
        text += reader.tokens[at].raw
        at += 1
    return text, at


_value_list = _list_of(_value, (",", ";", "and", "or", "&"))

KINDS: dict[str, Callable[[Reader, int, int], Caught]] = {
    "value": _value,
    "tight": _tight,
    "product": _product,
    "relation": _relation,
    "interval": _interval,
    "name": _name,
    "whole": _whole,
    "number": _number,
    "ordinal": _ordinal,
    "differential": _differential,
    "bound": _bound,
    "times": _times,
    "yes": _yes,
    "word": _word,
    "data": _data,
    "who": _who,
    "values": _values,
    "answers": _answers,
    "relations": _list_of(_relation, (",", ";", "and", "&", "that")),
    "names": _names,
}
"""What a slot may catch; topics add kinds of their own:

========== ==========================================================
value      an expression (the kind when none is given)
tight      an expression that ends at the first sign or operator word
product    a product with no sign between its factors
relation   an equation or inequality
interval   ``[0, 2 pi)``
name       a variable
number     a number, perhaps negative, as an expression
whole      a whole number, as an int
ordinal    third, 4th, as an int
times      twice, 3 times, as an int
differential  the ``x`` of ``dx``
bound      one end of a LaTeX sum or integral
values, relations, names  lists of them, as a tuple; values may be "the two solutions"
answers    no words: the last answers, when there were several
word       any one word, as it was typed
data       two numbers or more, in brackets or not, with commas or spaces between them
who        somebody's name: a capital, and what they do beside it
yes        nothing, but that this way was taken
========== ==========================================================
"""
