"""Operators: what may stand between two values, after one, or as a sign before one."""

from __future__ import annotations

from tutor_cli.models.solver.reading import choices, english
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.numbers import fraction, is_whole
from tutor_cli.models.solver.reading.powers import power
from tutor_cli.models.solver.reading.products import juxtaposed
from tutor_cli.models.solver.reading.reader import ADD, MULTIPLY, NEGATE, POWER, Read, Reader


def signed(reader: Reader, position: int, limit: int) -> Read | None:
    """``-x``, ``+3``, "negative 5"."""
    sign = reader.tokens[position].text
    if sign == "-" and reader.loose and _is_number_to_a_power(reader, position + 1, limit):
        return t.Negative(t.Number(reader.tokens[position + 1].text)), position + 2  # (-3)^2
    if sign == "+" and position and position + 1 < limit and reader.tokens[position + 1].spaced:
        return None  # "5 + + 3" is a slip
    value = reader.expression(position + 1, limit, NEGATE)
    if value is None or sign == "+":
        return value
    return t.Negative(value[0]), value[1]


def _is_number_to_a_power(reader: Reader, position: int, limit: int) -> bool:
    if position + 2 >= limit:
        return False
    base, sign, exponent = reader.tokens[position : position + 3]
    return base.kind == exponent.kind == "number" and sign.text == "^"


def infix(reader: Reader, read: Read, limit: int, binding: int) -> Read | None:
    """``read`` with the operator that follows and what that takes, if it binds tighter than ``binding``."""
    left, position = read
    if position >= limit:
        return None
    token = reader.tokens[position]
    postfix = _postfix(reader, left, position, limit)
    if postfix is not None:
        return postfix
    op, after, by_word = token.text, position + 1, False
    if token.kind == "word":
        phrase = reader.phrase_at(position, limit, english.INFIX)
        if phrase:
            (op, after), by_word = phrase, True
        elif (token.text == "x" and reader.x_is_times) or (token.text == "of" and _is_share(left)):
            op = "*"
        else:
            return choices.between(reader, left, position, limit) or juxtaposed(reader, read, limit, binding)
    elif token.kind == "command" or token.text not in ("+", "-", "*", "/", "^"):
        return juxtaposed(reader, read, limit, binding)
    if op == "^":
        tightness = 1 if by_word and reader.loose else POWER
        return power(reader, left, after, limit, by_word) if binding < tightness else None
    if op == "choose":
        right = reader.expression(after, limit, POWER) if binding < POWER else None
        return right and (choices.combinations(left, right[0]), right[1])
    tightness = ADD if op in "+-" else MULTIPLY
    if binding >= tightness:
        return None
    apart = by_word or (
        op == "/" and token.spaced and reader.tokens[after].spaced if after < limit else False
    )
    right = (apart and fraction(reader, after, limit)) or reader.expression(after, limit, tightness)
    return right and (t.Binary(op, left, right[0]), right[1])


def _postfix(reader: Reader, left: t.Node, position: int, limit: int) -> Read | None:
    """``5!``, ``30°``, ``15%``, "squared"."""
    token = reader.tokens[position]
    if token.text == "!" and reader.text(position + 1, limit) == "!":
        return None  # a double factorial, or the factorial of a factorial
    if token.text in ("!", "°"):
        # "2!" at the end of "what is 2!" is a factorial; "solve it!" is not read here.
        return t.Postfix(token.text, left), position + 1
    if token.text == "%":
        after = reader.tokens[position + 1] if position + 1 < limit else None
        remainder = after is not None and (after.kind == "number" or after.text == "(") and is_whole(left)
        if remainder:
            right = reader.expression(position + 1, limit, MULTIPLY)
            return right and (t.Binary("mod", left, right[0]), right[1])
        return t.Postfix("%", left), position + 1
    if token.text == "^" and reader.text(position + 1, limit) in ("°", "\\circ"):
        return t.Postfix("°", left), position + 2
    if reader.words_at(position, limit, ("^", "{", "°", "}")):
        return t.Postfix("°", left), position + 4
    meaning = english.POSTFIX.get(token.text) if token.kind == "word" else None
    if meaning is None and reader.words_at(position, limit, ("per", "cent")):
        return t.Postfix("%", left), position + 2
    if meaning is None:
        return None
    if meaning.startswith("^"):
        return t.Binary("^", left, t.Number(meaning[1:])), position + 1
    return t.Postfix(meaning, left), position + 1


def _is_share(node: t.Node) -> bool:
    """Whether "of" after it means a part of something: 15%, 3/4, a half."""
    node = t.bare(node)
    if isinstance(node, t.Postfix):
        return node.op == "%"
    if isinstance(node, t.Binary) and node.op == "*":
        return _is_share(node.left) and _is_share(node.right)
    if isinstance(node, t.Binary):
        return (
            node.op == "/"
            and isinstance(t.bare(node.left), t.Number)
            and isinstance(t.bare(node.right), t.Number)
        )
    return isinstance(node, t.Mixed) or (isinstance(node, t.Number) and "." in node.text)  # 0.75 of 200
