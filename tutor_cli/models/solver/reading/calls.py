"""Names, and what is applied to arguments: ``x``, ``f'(2)``, ``sin 2x``, ``log_2 8``."""

from __future__ import annotations

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.brackets import braced, bracketed
from tutor_cli.models.solver.reading.functions import FUNCTION_WORDS, TRIGONOMETRIC
from tutor_cli.models.solver.reading.powers import power
from tutor_cli.models.solver.reading.products import tight
from tutor_cli.models.solver.reading.reader import Read, Reader


def name(reader: Reader, position: int, limit: int) -> Read:
    """``x``, ``f(2)``, ``y''``."""
    letter = reader.tokens[position].raw
    end = position + 1
    primes = 0
    while reader.text(end, limit) in ("'", "''"):
        primes += len(reader.text(end, limit))
        end += 1
    if reader.text(end, limit) == "(" and (
        letter in reader.functions
        or primes
        or (letter in "fgh" and not reader.tokens[end].spaced)
        or (letter == "y" and _is_argument(reader, end, limit))
    ):
        args = arguments(reader, end, limit)
        if args:
            return t.Call(letter, args[0], primes), args[1]
    if primes:
        return t.Call(letter, (), primes), end
    place = letter[1:].lstrip("_")
    if place.isdigit() and letter[0] in reader.functions:
        return t.Call(letter[0], (t.Number(place),)), end  # a_5 of a sequence that was told by a_n
    return t.Name(letter), position + 1


def _is_argument(reader: Reader, position: int, limit: int) -> bool:
    """The ``(0)`` of ``y(0) = 1``: a number alone, right behind the name and before an equals sign."""
    tokens = reader.tokens[position : min(limit, position + 5)]
    minus = len(tokens) > 1 and tokens[1].text == "-"
    shape = [token.text if token.kind == "sign" else token.kind for token in tokens[: 4 + minus]]
    return not tokens[0].spaced and shape == ["(", *["-"] * minus, "number", ")", "="]


def arguments(reader: Reader, position: int, limit: int) -> tuple[tuple[t.Node, ...], int] | None:
    """What stands in parentheses after a function's name."""
    group = bracketed(reader, position, limit)
    if group is None:
        return None
    inside = t.bare(group[0])
    return (inside.items if isinstance(inside, t.Sequence) else (inside,)), group[1]


def function(reader: Reader, position: int, limit: int) -> Read | None:
    """``sin 2x``, ``sin^2(x)``, ``log_2 8``, ``sqrt of 16``."""
    name = FUNCTION_WORDS[reader.tokens[position].text]
    end = position + 1
    base: t.Node | None = None
    exponent: t.Node | None = None
    if reader.text(end, limit) == "_":
        base, end = braced(reader, end + 1, limit) or (None, limit)
    elif name == "log" and _is_base(reader, end, limit):
        base, end = t.Number(reader.tokens[end].text), end + 1
    if reader.text(end, limit) == "^":
        raised = power(reader, t.Name("x"), end + 1, limit, by_word=False)
        if raised is None or not isinstance(raised[0], t.Binary):
            return None
        exponent, end = raised[0].right, raised[1]
    of = reader.text(end, limit) == "of"
    read = _argument(reader, end + of, limit, of, name)
    if read is None:
        return None
    args, end = read
    if name in TRIGONOMETRIC and exponent is None:
        args, end = _measured(reader, args, end, limit)
    inverse = isinstance(exponent, t.Negative) and exponent.value == t.Number("1")
    if isinstance(exponent, t.Group) and isinstance(exponent.value, t.Negative):
        inverse = exponent.value.value == t.Number("1")
    if inverse and "a" + name in FUNCTION_WORDS.values():
        name, exponent = "a" + name, None
    if name == "log" and base is not None:
        args = (args[0], base)
    elif reader.loose:
        name, args = _otherwise_meant(name, args)
    node: t.Node = t.Function(name, args)
    if exponent is not None:
        node = t.Binary("^", node, exponent)
    return node, end


def _measured(
    reader: Reader, args: tuple[t.Node, ...], end: int, limit: int
) -> tuple[tuple[t.Node, ...], int]:
    """An angle whose measure is told: ``sin 1 radian``, ``tan(2.5) in radians``, ``sin(30) in degrees``."""
    after = end + (reader.text(end, limit) == "in")
    word = reader.text(after, limit)
    if word in ("radian", "radians"):
        return args, after + 1
    if word in ("degrees", "degree") and after > end and len(args) == 1 and isinstance(args[0], t.Number):
        return (t.Postfix("°", args[0]),), after + 1
    return args, end


def _is_base(reader: Reader, position: int, limit: int) -> bool:
    """Whether the number here is the base of ``log2(8)``, ``log10 of 1000``, ``log2 x``."""
    if position + 1 >= limit or reader.tokens[position].spaced or not reader.tokens[position].text.isdigit():
        return False
    after = reader.tokens[position + 1]
    return after.text in ("(", "of") or (after.spaced and (after.kind == "number" or after.is_letter))


def _argument(
    reader: Reader, position: int, limit: int, of: bool, name: str
) -> tuple[tuple[t.Node, ...], int] | None:
    """What a function without parentheses takes: ``sin 2x``, ``sqrt 16``, ``cos of pi over 6``."""
    if reader.text(position, limit) == "(":
        return arguments(reader, position, limit)
    if of and name in ("conjugate", "re", "im", "abs"):
        whole = reader.expression(position, limit)
        return whole and ((whole[0],), whole[1])
    read = tight(reader, position, limit, loose=reader.loose and of, fractions=of)
    angle = name in TRIGONOMETRIC and read and any(part == t.Constant("pi") for part in t.walk(read[0]))
    if read and (of or angle) and reader.text(read[1], limit) in ("over", "/"):
        bottom = tight(reader, read[1] + 1, limit)
        if bottom:
            read = t.Binary("/", read[0], bottom[0]), bottom[1]
    return read and ((read[0],), read[1])


def _otherwise_meant(name: str, args: tuple[t.Node, ...]) -> tuple[str, tuple[t.Node, ...]]:
    """``sin 30`` may mean degrees, and ``log 5`` the natural logarithm."""
    if name == "log" and len(args) == 1:
        return "ln", args
    if name in TRIGONOMETRIC and isinstance(args[0], t.Number) and args[0].is_whole and len(args[0].text) > 1:
        return name, (t.Postfix("°", args[0]),)
    return name, args
