"""What is told of a shape: "with radius 3 cm and height 4", "4 by 7", "5 cm long and 3 cm wide"."""

# ruff: noqa: E501 — word lists stand on one line each

from __future__ import annotations

from dataclasses import dataclass

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.english import words
from tutor_cli.models.solver.reading.products import tight
from tutor_cli.models.solver.reading.reader import Read, Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught

_SHAPES = {
    "circle": "circle|circular (field|garden|pool|table|pizza|plate|disk)|disk|disc|round (table|pool|pizza)|pizza|wheel|tire|coin|plate|clock face|frisbee|dinner plate|bicycle wheel|ferris wheel|round cake", "semicircle": "semicircle|semi circle|half circle",
    "sector": "sector|circular sector|sector of [a] circle|circle sector|arc|circular arc|arc of [a] circle", "ellipse": "ellipse", "sphere": "sphere|ball", "hemisphere": "hemisphere",
    "cylinder": "cylinder|right cylinder|circular cylinder|right circular cylinder|closed cylinder|can|cylindrical (can|tank|container|glass)", "cone": "cone|right cone|circular cone|right circular cone",
    "cube": "cube", "box": "box|cuboid|rectangular prism|rectangular box|rectangular solid|rectangular tank|swimming pool|room|aquarium|shoebox|brick",
    "prism": "prism|triangular prism", "pyramid": "pyramid", "square pyramid": "square pyramid|square based pyramid|pyramid with [a] square base|square base pyramid",
    "rectangle": "rectangle|rectangular (field|garden|room|plot|lawn|park|pool|floor|yard|table|area|sheet|screen)", "square": "square|square (field|garden|room|plot|lawn|tile|park|floor|table|piece)",
    "triangle": "triangle", "right triangle": "right triangle|right angled triangle|right - angled triangle|rightangled triangle|right angle triangle",
    "equilateral triangle": "equilateral triangle", "trapezoid": "trapezoid|trapezium", "parallelogram": "parallelogram", "rhombus": "rhombus",
    "pentagon": "regular pentagon", "hexagon": "regular hexagon", "octagon": "regular octagon",
}  # fmt: skip

_MEASURES = {
    "radius": "radius|r|radii", "diameter": "diameter|d", "height": "height|h|altitude|depth|perpendicular height", "width": "width|w|breadth", "length": "length|l",
    "base": "base|b|bases|parallel sides|parallel side lengths|base length", "slant": "slant height|slant", "area": "area|base area|area of the base",
    "side": "side|sides|side length|side lengths|length of side|sides of length|sides of lengths|side of length|edge|edges|edge length|edges of length|edge of length|base side|base edge|square base of side|square base with side|square base side|lengths|a",
    "volume": "volume|vol", "surface": "surface area|total surface area|surface", "lateral": "lateral surface area|lateral area|curved surface area|curved surface", "perimeter": "perimeter|boundary",
    "circumference": "circumference", "diagonal": "diagonal|diagonals|space diagonal", "leg": "leg|legs|cathetus|catheti|legs of length|shorter sides|one leg|one side|other sides|perpendicular sides",
    "hypotenuse": "hypotenuse|hypothenuse|longest side", "angle": "angle|central angle|angles|included angle|angle between them|angle of", "axis": "semi axes|semiaxes|semi - axes|semi axis|semi major axis|semi minor axis",
    "arc": "arc length",
    "by": "dimensions|sides measuring|size",
}  # fmt: skip
_ADJECTIVES = {
    "long": "length",
    "wide": "width",
    "broad": "width",
    "high": "height",
    "tall": "height",
    "deep": "height",
    "thick": "height",
}
_UNITS = frozenset(
    words(
        "cm|m|mm|km|in|inch|inches|ft|foot|feet|meter|meters|metre|metres|centimeter|centimeters|centimetre|centimetres|unit|units|mile|miles|yard|yards|yd|millimeters|kilometers|kilometer|cm2|m2|cm3|m3|square|cubic"
    )
)


def _phrases(table: dict[str, str]) -> dict[tuple[str, ...], str]:
    """Every phrase of a table of names, and what it names; ``(a|b)`` and ``[a]`` are written out."""
    found: dict[tuple[str, ...], str] = {}
    for meaning, line in table.items():
        for names in _split(line):
            found[tuple(names.split())] = meaning
    return found


def _split(line: str) -> list[str]:
    """The phrases between the bars of ``line`` that stand in no parentheses, each with its choices written out."""
    pieces, depth, last = [], 0, 0
    for at, sign in enumerate(line):
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and not depth:
            pieces.append(line[last:at])
            last = at + 1
    found: list[str] = []
    for piece in [*pieces, line[last:]]:
        opening = min((at for at in (piece.find("("), piece.find("[")) if at >= 0), default=-1)
        if opening < 0:
            found.append(piece)
            continue
        closing = piece.index(")" if piece[opening] == "(" else "]", opening)
        choices = piece[opening + 1 : closing].split("|") + ([""] if piece[opening] == "[" else [])
        for choice in choices:
            found += _split(piece[:opening] + choice + piece[closing + 1 :])
    return found


_OF_A_THING = {
    "circular": "circle", "round": "circle", "rectangular": "rectangle", "square": "square", "triangular": "triangle", "spherical": "sphere",
    "cylindrical": "cylinder", "conical": "cone", "cubic": "cube", "cubical": "cube",
}  # fmt: skip
"""Adjectives that make a shape of any thing: a *circular* pond."""
SHAPES, MEASURES = _phrases(_SHAPES), _phrases(_MEASURES)
WORDS = (
    {word for phrase in (*SHAPES, *MEASURES) for word in phrase if len(word) > 1}
    | _UNITS
    | _ADJECTIVES.keys()
    | _OF_A_THING.keys()
    | {"squared", "cubed"}
)
"""Every word that is read here."""


@dataclass(frozen=True)
class Measures:
    """What was told of a shape: each measure with its values, and the units they were given in."""

    values: tuple[tuple[str, tuple[t.Node, ...]], ...]
    units: frozenset[str] = frozenset()


def _shape(reader: Reader, position: int, limit: int) -> Caught:
    found = reader.phrase_at(position, limit, SHAPES)
    if found:
        yield found
    else:
        kind = _OF_A_THING.get(reader.text(position, limit))
        thing = reader.text(position + 1, limit)
        if kind and thing.isalpha() and len(thing) > 1 and thing not in JOINING and (thing,) not in MEASURES:
            yield kind, position + 2
    if found and found[1] > position + 1 and reader.text(position, limit) in ("circle", "square", "triangle"):
        yield SHAPES[(reader.text(position, limit),)], position + 1


def _measure(reader: Reader, position: int, limit: int) -> Caught:
    found = reader.phrase_at(position, limit, MEASURES)
    if found and not (found[1] == position + 1 and reader.tokens[position].is_letter):
        yield found


JOINING = frozenset(
    words(
        ",|;|and|with|whose|that|which|has|have|having|where|if|given|its|the|a|an|one|is|are|of|when|both|each|other|measuring|measures|measure|measured|as"
    )
)
_IS = frozenset(words("of|is|are|=|equal|equals|to|:|measuring|measures|measure|length|lengths"))


def _measures(reader: Reader, position: int, limit: int) -> Caught:
    """``with radius 3 cm and a height of 4``, ``4 by 7``, ``5 cm long and 3 cm wide``; all that stands there."""
    found: dict[str, tuple[t.Node, ...]] = {}
    units: set[str] = set()
    at = position
    while at < limit:
        while reader.text(at, limit) in JOINING and not _is_measure_letter(reader, at, limit):
            at += 1
        item = named_measure(reader, at, limit, units) or plain_measure(reader, at, limit, units)
        if item is None:
            break
        name, values, at = item
        if name in found and name not in ("side", "leg", "angle", "base"):
            return
        found[name] = (*found.get(name, ()), *values)
        yield Measures(tuple(found.items()), frozenset(units)), at


def _is_measure_letter(reader: Reader, at: int, limit: int) -> bool:
    """Whether ``a`` is the name of a side here: ``a = 3``."""
    return reader.text(at, limit) == "a" and reader.text(at + 1, limit) == "="


def named_measure(
    reader: Reader, at: int, limit: int, units: set[str]
) -> tuple[str, tuple[t.Node, ...], int] | None:
    """``radius 3``, ``legs of 6 and 8 cm``."""
    name = reader.phrase_at(at, limit, MEASURES)
    if name is None:
        return None
    end = name[1]
    while reader.text(end, limit) in _IS:
        end += 1
    values: list[t.Node] = []
    many = name[0] in ("side", "leg", "base", "angle", "diagonal", "axis", "by") and reader.tokens[
        name[1] - 1
    ].text.endswith(("s", "axes"))
    while True:
        value = _length(reader, end, limit, units)
        if value is None:
            break
        values.append(value[0])
        end = value[1]
        after = end
        while reader.text(after, limit) in (",", "and", "by", "x", "*", "times"):
            after += 1
        if (
            not many
            or (after == end and reader.tokens[after - 1].kind != "number")
            or _length(reader, after, limit, set()) is None
        ):
            break
        end = after
    return (name[0], tuple(values), end) if values else None


def plain_measure(
    reader: Reader, at: int, limit: int, units: set[str]
) -> tuple[str, tuple[t.Node, ...], int] | None:
    """``4 by 7``, ``5 cm long``, ``3 cm radius``, ``5 cm in diameter``."""
    first = _length(reader, at, limit, units)
    if first is None:
        return None
    values, end = [first[0]], first[1]
    word = reader.text(end, limit)
    if word in _ADJECTIVES:
        return _ADJECTIVES[word], tuple(values), end + 1
    named = reader.phrase_at(end + (word in ("in", "of")), limit, MEASURES)
    if named and not reader.tokens[named[1] - 1].is_letter:
        return named[0], tuple(values), named[1]
    while reader.text(end, limit) in ("by", "x", "*", "times"):
        more = _length(reader, end + 1, limit, units)
        if more is None:
            return None
        values.append(more[0])
        end = more[1]
    return ("by", tuple(values), end) if len(values) > 1 else None


def _lengths(reader: Reader, position: int, limit: int) -> Caught:
    """``6 and 8 cm``: the values of one measure that was named before."""
    units: set[str] = set()
    values: list[t.Node] = []
    at = position
    while (read := _length(reader, at, limit, units)) is not None:
        values.append(read[0])
        at = read[1]
        yield Measures((("any", tuple(values)),), frozenset(units)), at
        while reader.text(at, limit) in (",", "and"):
            at += 1


def _length(reader: Reader, at: int, limit: int, units: set[str]) -> Read | None:
    """A number, perhaps with a unit: of one kind for all, so that lengths can be added and multiplied."""
    if at >= limit:
        return None
    for end in range(at + 1, min(at + 8, limit)):
        word = reader.text(end, limit)
        if word in _UNITS and not (word == "in" and reader.phrase_at(end + 1, limit, MEASURES)):
            value = reader.exact(at, end)
            if value is None or t.names_in(value):
                break
            while reader.text(end, limit) in ("square", "cubic"):
                end += 1
            units.add(reader.text(end, limit).rstrip("s").replace("meter", "m").replace("centim", "cm"))
            end += 1
            if reader.text(end, limit) == "^":
                end += 2
            return value, end + (reader.text(end, limit) in ("squared", "cubed"))
    if reader.text(at, limit) in ("the", "a", "an", "it"):
        return None
    read = tight(reader, at, limit)
    if read and t.names_in(read[0]) and reader.tokens[at].kind == "number" and reader.tokens[at + 1].spaced:
        return t.Number(reader.tokens[at].text), at + 1  # "r 2 h 5"
    return read


KINDS.update(shape=_shape, measure=_measure, measures=_measures, lengths=_lengths)
