r"""Derivatives in Leibniz's and Newton's notation: ``dy/dt``, ``\frac{d^2y}{dx^2}``, ``\dot{y}``."""

from __future__ import annotations

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.reader import Read, Reader

_DOTS = {"dot": 1, "ddot": 2}


def rate(reader: Reader, position: int, limit: int) -> Read | None:
    """A derivative that is written as a quotient of differentials, or with dots for the time."""
    word = reader.tokens[position].text
    if word in _DOTS:
        return _dotted(reader, position, limit)
    if word == "frac" and reader.text(position + 1, limit) == "{":
        top = _differential(reader, position + 2, limit, power_first=True)
        if top is None or not reader.words_at(top[2], limit, ("}", "{")):
            return None
        bottom = _differential(reader, top[2] + 2, limit)
        if bottom is None or reader.text(bottom[2], limit) != "}":
            return None
        end = bottom[2] + 1
    elif word.startswith("d"):
        top = _differential(reader, position, limit, power_first=True)
        if top is None or reader.text(top[2], limit) != "/":
            return None
        bottom = _differential(reader, top[2] + 1, limit)
        if bottom is None:
            return None
        end = bottom[2]
    else:
        return None
    (name, order, _), (variable, times, _) = top, bottom
    if order != times:
        return None
    args = () if variable == "x" else (t.Name(variable),)
    return t.Call(name, args, order), end


def _dotted(reader: Reader, position: int, limit: int) -> Read | None:
    letter = reader.tokens[position + 2] if reader.text(position + 1, limit) == "{" else None
    if letter is None or not letter.is_letter or reader.text(position + 3, limit) != "}":
        return None
    return t.Call(letter.raw, (t.Name("t"),), _DOTS[reader.tokens[position].text]), position + 4


def _differential(
    reader: Reader, position: int, limit: int, *, power_first: bool = False
) -> tuple[str, int, int] | None:
    """``dy``, ``d^2 y``, or below the stroke ``dx^2``: its letter, its order, and where it ends."""
    if position >= limit:
        return None
    token, order, end = reader.tokens[position], 1, position + 1
    if power_first and token.raw == "d":
        raised = _order(reader, end, limit)
        order, end = raised or (1, end)
    if token.raw == "d":
        if end >= limit or not reader.tokens[end].is_letter:
            return None
        letter, end = reader.tokens[end].raw, end + 1
    elif token.kind == "word" and len(token.raw) == 2 and token.raw[0] == "d":
        letter = token.raw[1]
    else:
        return None
    if not power_first:
        raised = _order(reader, end, limit)
        order, end = raised or (1, end)
    return letter, order, end


def _order(reader: Reader, position: int, limit: int) -> tuple[int, int] | None:
    """The ``2`` of ``d^2`` and ``d^{2}``."""
    braced = reader.text(position + 1, limit) == "{"
    number = reader.text(position + 1 + braced, limit)
    if reader.text(position, limit) != "^" or not number.isdigit() or len(number) > 1:
        return None
    end = position + 2 + braced
    if braced and reader.text(end, limit) != "}":
        return None
    return int(number), end + braced
