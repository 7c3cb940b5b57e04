"""Lengths, areas and volumes of shapes: a table of formulas, and a reading of "with radius 3 and height 4"."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.products import tight
from tutor_cli.models.solver.reading.reader import Read, Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.reading.unreadable import Unreadable
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.python import is_plain_integer

topic = Topic("shapes")


# ── what there is to know ─────────────────────────────────────────────────────


class Row(NamedTuple):
    """One formula: in it ``<0>``, ``<1>`` … are the measures it needs, in their order.

    ``needs`` are measures with ``*2`` where there are two of them; ``/`` stands between other ways to give the same.
    """

    shape: str
    quantity: str
    needs: str
    python: str
    shown: str
    method: str = ""


_SIDES = "length width/side*2/by*2/base height/length height/width height/leg*2"
_BOX = "length width height/by*3/side*3"
_PYTHAGORAS = "the theorem of Pythagoras"

TABLE = (
    Row("circle", "area", "radius", "pi*<0>**2", r"\pi \cdot <0>^2", r"the formula \(A = \pi r^2\)"),
    Row("circle", "area", "circumference", "<0>**2/(4*pi)", r"\frac{<0>^2}{4\pi}"),
    Row("circle", "circumference", "radius", "2*pi*<0>", r"2\pi \cdot <0>", r"the formula \(C = 2 \pi r\)"),
    Row("circle", "circumference", "area", "2*sqrt(pi*<0>)", r"2\sqrt{\pi \cdot <0>}"),
    Row("circle", "radius", "area", "sqrt(<0>/pi)", r"\sqrt{\frac{<0>}{\pi}}", r"solving \(A = \pi r^2\)"),
    Row("circle", "radius", "circumference", "<0>/(2*pi)", r"\frac{<0>}{2\pi}", r"solving \(C = 2 \pi r\)"),
    Row("circle", "radius", "radius", "S(<0>)", "<0>"),
    Row("circle", "diameter", "radius", "2*<0>", r"2 \cdot <0>", "doubling the radius"),
    Row("circle", "diameter", "area", "2*sqrt(<0>/pi)", r"2\sqrt{\frac{<0>}{\pi}}", r"solving \(A = \pi r^2\)"),
    Row("circle", "diameter", "circumference", "<0>/pi", r"\frac{<0>}{\pi}", r"solving \(C = \pi d\)"),
    Row("semicircle", "area", "radius", "pi*<0>**2/2", r"\frac{\pi \cdot <0>^2}{2}", "half of the circle's area"),
    Row("semicircle", "perimeter", "radius", "(pi + 2)*<0>", r"\pi \cdot <0> + 2 \cdot <0>", "half the circumference and the diameter"),
    Row("sector", "area", "radius angle", "<1>/2*<0>**2", r"\frac{<1>}{2} \cdot <0>^2", r"the formula \(A = \frac{1}{2} r^2 \theta\), with \(\theta\) in radians"),
    Row("sector", "arc", "radius angle", "<1>*<0>", r"<1> \cdot <0>", r"the formula \(s = r \theta\), with \(\theta\) in radians"),
    Row("ellipse", "area", "axis*2", "pi*<0>*<1>", r"\pi \cdot <0> \cdot <1>", r"the formula \(A = \pi a b\)"),
    Row("sphere", "volume", "radius", "Rational(4, 3)*pi*<0>**3", r"\frac{4}{3}\pi \cdot <0>^3", r"the formula \(V = \frac{4}{3} \pi r^3\)"),
    Row("sphere", "surface", "radius", "4*pi*<0>**2", r"4\pi \cdot <0>^2", r"the formula \(A = 4 \pi r^2\)"),
    Row("sphere", "radius", "volume", "cbrt(3*<0>/(4*pi))", r"\sqrt[3]{\frac{3 \cdot <0>}{4\pi}}", r"solving \(V = \frac{4}{3} \pi r^3\)"),
    Row("sphere", "radius", "surface", "sqrt(<0>/(4*pi))", r"\sqrt{\frac{<0>}{4\pi}}", r"solving \(A = 4 \pi r^2\)"),
    Row("hemisphere", "volume", "radius", "Rational(2, 3)*pi*<0>**3", r"\frac{2}{3}\pi \cdot <0>^3", "half of the sphere's volume"),
    Row("hemisphere", "surface", "radius", "3*pi*<0>**2", r"3\pi \cdot <0>^2", "the curved half and the flat disc"),
    Row("cylinder", "volume", "radius height/radius length", "pi*<0>**2*<1>", r"\pi \cdot <0>^2 \cdot <1>", r"the formula \(V = \pi r^2 h\)"),
    Row("cylinder", "surface", "radius height/radius length", "2*pi*<0>*(<0> + <1>)", r"2\pi \cdot <0> \left(<0> + <1>\right)", r"the formula \(A = 2 \pi r (r + h)\)"),
    Row("cylinder", "lateral", "radius height", "2*pi*<0>*<1>", r"2\pi \cdot <0> \cdot <1>", r"the formula \(A = 2 \pi r h\)"),
    Row("cylinder", "height", "radius volume", "<1>/(pi*<0>**2)", r"\frac{<1>}{\pi \cdot <0>^2}", r"solving \(V = \pi r^2 h\)"),
    Row("cylinder", "radius", "height volume", "sqrt(<1>/(pi*<0>))", r"\sqrt{\frac{<1>}{\pi \cdot <0>}}", r"solving \(V = \pi r^2 h\)"),
    Row("cone", "volume", "radius height", "pi*<0>**2*<1>/3", r"\frac{1}{3}\pi \cdot <0>^2 \cdot <1>", r"the formula \(V = \frac{1}{3} \pi r^2 h\)"),
    Row("cone", "slant", "radius height", "sqrt(<0>**2 + <1>**2)", r"\sqrt{<0>^2 + <1>^2}", _PYTHAGORAS),
    Row("cone", "surface", "radius slant", "pi*<0>*(<0> + <1>)", r"\pi \cdot <0> \left(<0> + <1>\right)", r"the formula \(A = \pi r (r + l)\)"),
    Row("cone", "surface", "radius height", "pi*<0>*(<0> + sqrt(<0>**2 + <1>**2))", r"\pi \cdot <0> \left(<0> + \sqrt{<0>^2 + <1>^2}\right)", r"the formula \(A = \pi r (r + l)\)"),
    Row("cone", "lateral", "radius slant", "pi*<0>*<1>", r"\pi \cdot <0> \cdot <1>", r"the formula \(A = \pi r l\)"),
    Row("cube", "volume", "side", "<0>**3", "<0>^3", r"the formula \(V = a^3\)"),
    Row("cube", "surface", "side", "6*<0>**2", r"6 \cdot <0>^2", r"the formula \(A = 6 a^2\)"),
    Row("cube", "diagonal", "side", "<0>*sqrt(3)", r"<0> \sqrt{3}", _PYTHAGORAS),
    Row("cube", "side", "volume", "cbrt(<0>)", r"\sqrt[3]{<0>}", r"solving \(V = a^3\)"),
    Row("cube", "side", "surface", "sqrt(<0>/6)", r"\sqrt{\frac{<0>}{6}}", r"solving \(A = 6 a^2\)"),
    Row("cube", "volume", "surface", "sqrt(<0>/6)**3", r"\sqrt{\frac{<0>}{6}}^3", r"solving \(A = 6 a^2\) for the edge"),
    Row("box", "volume", _BOX, "<0>*<1>*<2>", r"<0> \cdot <1> \cdot <2>", "length times width times height"),
    Row("box", "surface", _BOX, "2*(<0>*<1> + <0>*<2> + <1>*<2>)", r"2\left(<0> \cdot <1> + <0> \cdot <2> + <1> \cdot <2>\right)", "twice the three different faces"),
    Row("box", "diagonal", _BOX, "sqrt(<0>**2 + <1>**2 + <2>**2)", r"\sqrt{<0>^2 + <1>^2 + <2>^2}", _PYTHAGORAS),
    Row("prism", "volume", "area height/area length", "<0>*<1>", r"<0> \cdot <1>", "the base's area times the height"),
    Row("pyramid", "volume", "area height", "<0>*<1>/3", r"\frac{1}{3} \cdot <0> \cdot <1>", "a third of the base's area times the height"),
    Row("square pyramid", "volume", "side height/base height", "<0>**2*<1>/3", r"\frac{1}{3} \cdot <0>^2 \cdot <1>", "a third of the base's area times the height"),
    Row("rectangle", "area", _SIDES, "<0>*<1>", r"<0> \cdot <1>", "length times width"),
    Row("rectangle", "perimeter", _SIDES, "2*(<0> + <1>)", r"2 \left(<0> + <1>\right)", "twice the sum of length and width"),
    Row("rectangle", "diagonal", _SIDES, "sqrt(<0>**2 + <1>**2)", r"\sqrt{<0>^2 + <1>^2}", _PYTHAGORAS),
    Row("rectangle", "width", "area length/area height", "<0>/<1>", r"\frac{<0>}{<1>}", "dividing the area by the length"),
    Row("rectangle", "length", "area width/area height", "<0>/<1>", r"\frac{<0>}{<1>}", "dividing the area by the width"),
    Row("rectangle", "side", "area side", "<0>/<1>", r"\frac{<0>}{<1>}", "dividing the area by the side"),
    Row("rectangle", "width", "perimeter length", "<0>/2 - <1>", r"\frac{<0>}{2} - <1>", "half the perimeter less the length"),
    Row("rectangle", "length", "perimeter width", "<0>/2 - <1>", r"\frac{<0>}{2} - <1>", "half the perimeter less the width"),
    Row("rectangle", "area", "perimeter length/perimeter width", "(<0>/2 - <1>)*<1>", r"\left(\frac{<0>}{2} - <1>\right) \cdot <1>", "finding the other side first"),
    Row("rectangle", "perimeter", "area length/area width", "2*(<0>/<1> + <1>)", r"2 \left(\frac{<0>}{<1>} + <1>\right)", "finding the other side first"),
    Row("square", "area", "side", "<0>**2", "<0>^2", "side times side"),
    Row("square", "area", "perimeter", "(<0>/4)**2", r"\left(\frac{<0>}{4}\right)^2", "a quarter of the perimeter, squared"),
    Row("square", "area", "diagonal", "<0>**2/2", r"\frac{<0>^2}{2}", "half the square of the diagonal"),
    Row("square", "perimeter", "side", "4*<0>", r"4 \cdot <0>", "four times the side"),
    Row("square", "perimeter", "area", "4*sqrt(<0>)", r"4 \sqrt{<0>}", "four times the root of the area"),
    Row("square", "diagonal", "side", "<0>*sqrt(2)", r"<0> \sqrt{2}", _PYTHAGORAS),
    Row("square", "diagonal", "area", "sqrt(2*<0>)", r"\sqrt{2 \cdot <0>}", _PYTHAGORAS),
    Row("square", "side", "area", "sqrt(<0>)", r"\sqrt{<0>}", "the root of the area"),
    Row("square", "side", "perimeter", "S(<0>)/4", r"\frac{<0>}{4}", "a quarter of the perimeter"),
    Row("square", "side", "diagonal", "<0>/sqrt(2)", r"\frac{<0>}{\sqrt{2}}", _PYTHAGORAS),
    Row("triangle", "area", "base height", "Rational(1, 2)*<0>*<1>", r"\frac{1}{2} \cdot <0> \cdot <1>", "half of base times height"),
    Row("triangle", "area", "side*3", "sqrt((<0> + <1> + <2>)*(<1> + <2> - <0>)*(<0> + <2> - <1>)*(<0> + <1> - <2>))/4", r"A\left(<0>, <1>, <2>\right)", "Heron's formula"),
    Row("triangle", "area", "side*2 angle", "Rational(1, 2)*<0>*<1>*sin(<2>)", r"\frac{1}{2} \cdot <0> \cdot <1> \cdot \sin\left(<2>\right)", r"the formula \(A = \frac{1}{2} a b \sin \gamma\), the angle lying between the sides"),
    Row("triangle", "perimeter", "side*3", "<0> + <1> + <2>", "<0> + <1> + <2>", "adding the sides"),
    Row("triangle", "height", "area base", "2*<0>/<1>", r"\frac{2 \cdot <0>}{<1>}", r"solving \(A = \frac{1}{2} b h\)"),
    Row("triangle", "base", "area height", "2*<0>/<1>", r"\frac{2 \cdot <0>}{<1>}", r"solving \(A = \frac{1}{2} b h\)"),
    Row("triangle", "angle", "angle*2", "pi - <0> - <1>", r"180^\circ - <0> - <1>", r"the angles adding up to \(180^\circ\)"),
    Row("right triangle", "hypotenuse", "leg*2/side*2/base height/by*2", "sqrt(<0>**2 + <1>**2)", r"\sqrt{<0>^2 + <1>^2}", _PYTHAGORAS),
    Row("right triangle", "leg", "hypotenuse leg/hypotenuse side/hypotenuse base/hypotenuse height", "sqrt(<0>**2 - <1>**2)", r"\sqrt{<0>^2 - <1>^2}", _PYTHAGORAS),
    Row("right triangle", "area", "leg*2/base height", "Rational(1, 2)*<0>*<1>", r"\frac{1}{2} \cdot <0> \cdot <1>", "half the product of the legs"),
    Row("right triangle", "area", "hypotenuse leg", "Rational(1, 2)*<1>*sqrt(<0>**2 - <1>**2)", r"\frac{1}{2} \cdot <1> \sqrt{<0>^2 - <1>^2}", "finding the other leg first"),
    Row("right triangle", "perimeter", "leg*2", "<0> + <1> + sqrt(<0>**2 + <1>**2)", r"<0> + <1> + \sqrt{<0>^2 + <1>^2}", "finding the hypotenuse first"),
    Row("right triangle", "area", "side*3", "sqrt((<0> + <1> + <2>)*(<1> + <2> - <0>)*(<0> + <2> - <1>)*(<0> + <1> - <2>))/4", r"A\left(<0>, <1>, <2>\right)", "Heron's formula"),
    Row("equilateral triangle", "area", "side", "sqrt(3)/4*<0>**2", r"\frac{\sqrt{3}}{4} \cdot <0>^2", r"the formula \(A = \frac{\sqrt{3}}{4} a^2\)"),
    Row("equilateral triangle", "perimeter", "side", "3*<0>", r"3 \cdot <0>", "three times the side"),
    Row("equilateral triangle", "height", "side", "sqrt(3)/2*<0>", r"\frac{\sqrt{3}}{2} \cdot <0>", _PYTHAGORAS),
    Row("equilateral triangle", "side", "perimeter", "S(<0>)/3", r"\frac{<0>}{3}", "a third of the perimeter"),
    Row("trapezoid", "area", "base*2 height/side*2 height", "Rational(1, 2)*(<0> + <1>)*<2>", r"\frac{<0> + <1>}{2} \cdot <2>", "the mean of the parallel sides times the height"),
    Row("parallelogram", "area", "base height/side height", "<0>*<1>", r"<0> \cdot <1>", "base times height"),
    Row("parallelogram", "perimeter", "side*2", "2*(<0> + <1>)", r"2 \left(<0> + <1>\right)", "twice the sum of the sides"),
    Row("rhombus", "area", "diagonal*2", "Rational(1, 2)*<0>*<1>", r"\frac{1}{2} \cdot <0> \cdot <1>", "half the product of the diagonals"),
    Row("rhombus", "area", "base height/side height", "<0>*<1>", r"<0> \cdot <1>", "base times height"),
    Row("rhombus", "perimeter", "side", "4*<0>", r"4 \cdot <0>", "four times the side"),
    Row("pentagon", "perimeter", "side", "5*<0>", r"5 \cdot <0>", "five times the side"),
    Row("hexagon", "perimeter", "side", "6*<0>", r"6 \cdot <0>", "six times the side"),
    Row("hexagon", "area", "side", "3*sqrt(3)/2*<0>**2", r"\frac{3\sqrt{3}}{2} \cdot <0>^2", "cutting it into six equilateral triangles"),
    Row("octagon", "perimeter", "side", "8*<0>", r"8 \cdot <0>", "eight times the side"),
)  # fmt: skip

_SHAPES = {
    "circle": "circle|circular (field|garden|pool|table|pizza|plate|disk)|disk|disc|round (table|pool|pizza)", "semicircle": "semicircle|semi circle|half circle",
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
    "volume": "volume", "surface": "surface area|total surface area|surface", "lateral": "lateral surface area|lateral area|curved surface area|curved surface", "perimeter": "perimeter|boundary",
    "circumference": "circumference", "diagonal": "diagonal|diagonals|space diagonal", "leg": "leg|legs|cathetus|catheti|legs of length|shorter sides|one leg|one side|other sides|perpendicular sides",
    "hypotenuse": "hypotenuse|hypothenuse|longest side", "angle": "angle|central angle|angles|included angle|angle between them|angle of", "axis": "semi axes|semiaxes|semi - axes|semi axis|semi major axis|semi minor axis",
    "arc": "arc length|length",
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
    [
        "cm",
        "m",
        "mm",
        "km",
        "in",
        "inch",
        "inches",
        "ft",
        "foot",
        "feet",
        "meter",
        "meters",
        "metre",
        "metres",
        "centimeter",
        "centimeters",
        "centimetre",
        "centimetres",
        "unit",
        "units",
        "mile",
        "miles",
        "yard",
        "yards",
        "yd",
        "millimeters",
        "kilometers",
        "kilometer",
        "cm2",
        "m2",
        "cm3",
        "m3",
        "square",
        "cubic",
    ]
)
topic.words |= _UNITS | _ADJECTIVES.keys() | {"squared", "cubed"}


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


SHAPES, MEASURES = _phrases(_SHAPES), _phrases(_MEASURES)
topic.words |= {word for phrase in (*SHAPES, *MEASURES) for word in phrase if len(word) > 1}


# ── reading ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Measures:
    """What was told of a shape: each measure with its values, and the units they were given in."""

    values: tuple[tuple[str, tuple[t.Node, ...]], ...]
    units: frozenset[str] = frozenset()


def _shape(reader: Reader, position: int, limit: int) -> Caught:
    found = reader.phrase_at(position, limit, SHAPES)
    if found:
        yield found
    if found and found[1] > position + 1 and reader.text(position, limit) in ("circle", "square", "triangle"):
        yield SHAPES[(reader.text(position, limit),)], position + 1


def _measure(reader: Reader, position: int, limit: int) -> Caught:
    found = reader.phrase_at(position, limit, MEASURES)
    if found and not (found[1] == position + 1 and reader.tokens[position].is_letter):
        yield found


_JOINING = frozenset(
    [
        ",",
        ";",
        "and",
        "with",
        "whose",
        "that",
        "which",
        "has",
        "have",
        "having",
        "where",
        "if",
        "given",
        "its",
        "the",
        "a",
        "an",
        "one",
        "is",
        "are",
        "of",
        "when",
        "both",
        "each",
        "other",
        "measuring",
        "measures",
        "measure",
        "measured",
        "as",
    ]
)
_IS = frozenset(
    [
        "of",
        "is",
        "are",
        "=",
        "equal",
        "equals",
        "to",
        ":",
        "measuring",
        "measures",
        "measure",
        "length",
        "lengths",
    ]
)


def _measures(reader: Reader, position: int, limit: int) -> Caught:
    """``with radius 3 cm and a height of 4``, ``4 by 7``, ``5 cm long and 3 cm wide``; all that stands there."""
    found: dict[str, tuple[t.Node, ...]] = {}
    units: set[str] = set()
    at = position
    while at < limit:
        while reader.text(at, limit) in _JOINING and not _is_measure_letter(reader, at, limit):
            at += 1
        item = _named(reader, at, limit, units) or _plain(reader, at, limit, units)
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


def _named(
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
        if not many or after == end or _length(reader, after, limit, set()) is None:
            break
        end = after
    return (name[0], tuple(values), end) if values else None


def _plain(
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
    named = reader.phrase_at(end + (word == "in"), limit, MEASURES)
    if named and not reader.tokens[named[1] - 1].is_letter:
        return named[0], tuple(values), named[1]
    while reader.text(end, limit) in ("by", "x", "*", "times"):
        more = _length(reader, end + 1, limit, units)
        if more is None:
            return None
        values.append(more[0])
        end = more[1]
    return ("by", tuple(values), end) if len(values) > 1 else None


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
    return tight(reader, at, limit)


KINDS.update(shape=_shape, measure=_measure, measures=_measures)


# ── answering ─────────────────────────────────────────────────────────────────


def found(shape: str, quantity: str, measures: Measures) -> t.Formula | None:
    """The formula for ``quantity`` from exactly what was told, if the table has one."""
    given = dict(measures.values)
    if len(measures.units) > 1:
        return None  # lengths in several units
    if "diameter" in given and quantity != "diameter":
        (diameter,) = given.pop("diameter")
        given["radius"] = (t.Group(t.Binary("/", diameter, t.Number("2"))),)
    angles = [_angle(each) for each in given.get("angle", ())]
    if None in angles:
        return None
    given["angle"] = tuple(each for each in angles if each is not None)
    given = {name: values for name, values in given.items() if values}
    quantity = _ALSO.get((shape, quantity), quantity)
    for row in TABLE:
        if row.shape == shape and row.quantity == quantity:
            for needs in row.needs.split("/"):
                args = _arguments(needs, given)
                if args is not None:
                    return _formula(row, args)
    return None


_ALSO = {
    ("circle", "perimeter"): "circumference", ("sphere", "area"): "surface", ("cube", "area"): "surface", ("right triangle", "side"): "leg",
    ("sector", "length"): "arc", ("sector", "side"): "arc", ("ellipse", "perimeter"): "",
}  # fmt: skip


def _angle(value: t.Node) -> t.Node | None:
    """A bare number above 2π is an angle in degrees; of a small one it is not clear which unit was meant."""
    value = t.bare(value)
    if isinstance(value, t.Number):
        return t.Postfix("°", value) if value.value > 7 else None
    return value


def _arguments(needs: str, given: dict[str, tuple[t.Node, ...]]) -> tuple[t.Node, ...] | None:
    args: list[t.Node] = []
    names = needs.split()
    for need in names:
        name, _, count = need.partition("*")
        values = given.get(name, ())
        if len(values) != int(count or 1):
            return None
        args += values
    return tuple(args) if len(names) == len(given) else None


def _formula(row: Row, args: tuple[t.Node, ...]) -> t.Formula:
    python, shown = (
        text.replace("{", "{{").replace("}", "}}").replace("<", "{").replace(">", "}")
        for text in (row.python, row.shown)
    )
    grouped = tuple(
        t.Formula("Integer({0})", "{0}", (arg,))
        if is_plain_integer(arg)
        else t.Group(arg)
        if isinstance(arg, t.Binary)
        else arg
        for arg in args
    )
    return t.Formula(f"({python})", shown, grouped, method=row.method, then="simplify")


_QUANTITY = (
    "(area {area:yes}|volume {volume:yes}|capacity {volume:yes}|[total] surface area {surface:yes}|(lateral|curved) surface area {lateral:yes}|lateral area {lateral:yes}|"
    "perimeter {perimeter:yes}|circumference {circumference:yes}|[space] diagonal {diagonal:yes}|hypotenuse {hypotenuse:yes}|radius {radius:yes}|diameter {diameter:yes}|height {height:yes}|"
    "altitude {height:yes}|slant height {slant:yes}|width {width:yes}|base {base:yes}|length {length:yes}|arc length {arc:yes}|(third|missing|remaining|other|last|unknown) angle {angle:yes}|"
    "[length of [(the|a|each|one)]] (side|side length|edge|edge length) {side:yes}|(length of [(the|an)]) (arc|circumference) {arc:yes}|"
    "[length of [(the|a)]] ((other|missing|third|remaining|second|unknown) (leg|side)|leg) {leg:yes}|length of [the|its|a] (hypotenuse {hypotenuse:yes}|diagonal {diagonal:yes}))"
)
_ASKED = (
    "area", "volume", "surface", "lateral", "perimeter", "circumference", "diagonal", "hypotenuse", "radius", "diameter",
    "height", "slant", "width", "base", "length", "arc", "angle", "side", "leg",
)  # fmt: skip
_FIND = "[(<find>|how (big|large|long|great|much) (is|are)|work out|so what is)] [(the|its|their)]"
_STOP = "[('.'|','|';'|':'|then|and)] [(then|so|and)]"


def _asked(c: Captures) -> str:
    return next(name for name in _ASKED if name in c)


@topic.noun(f"{_QUANTITY} (of|for|in) [(a|an|the)] {{s:shape}} [','] {{m:measures}}")
def measured(c: Captures) -> t.Node | None:
    return found(c["s"], _asked(c), c["m"])


@topic.question(
    f"{_FIND} {_QUANTITY} (of|for|in) [(a|an|the)] {{s:shape}} [','] {{m:measures}}",
    f"[(in|if|for|given|suppose|consider)] [(a|an|the)] {{s:shape}} [(is|has)] {{m:measures}} {_STOP} {_FIND} {_QUANTITY} [of [the] {{s:shape}}] [(is it|is that)]",
    f"{_FIND} {_QUANTITY} (if|when|given|where) [(a|an|the)] {{s:shape}} (has|is) {{m:measures}}",
    f"[(a|an|the)] {{s:shape}} {_QUANTITY} [','] {{m:measures}}",
    f"[(if|given|given that)] [the] {{k:measure}} of [(a|an|the)] {{s:shape}} (is|are|measures|measure|'=') {{m:lengths}} {_STOP} {_FIND} {_QUANTITY} [of [the] {{s:shape}}]",
    f"{_FIND} {_QUANTITY} (of|for|in) [(a|an|the)] {{s:shape}} [','] (if|when|where|given|given that) [(its|the)] {{m:measures}}",
    f"[(a|an|the)] {{s:shape}} has {{m:measures}} {_STOP} [(what|how long)] is [(its|the)] {_QUANTITY}",
)
def asked(c: Captures, s: Situation) -> Problem | None:
    measures: Measures = c["m"]
    if "k" in c:
        measures = Measures(((c["k"], dict(measures.values)["any"]),), measures.units)
    node = found(c["s"], _asked(c), measures)
    if node is None:
        return None
    if _asked(c) == "angle":
        return value_problem(
            t.Formula(f"deg({node.python})", node.latex, node.args, node.method, then="simplify"),
            s,
            after="°",
        )
    problem = value_problem(node, s)
    return problem and replace(problem, explain=lambda labels: problem.explain(_existing(labels)))


def _existing(labels: Labels) -> Labels:
    """What was printed. Raises Unreadable when there is no shape with such measures."""
    if re.search(r"\bI\b|zoo|nan", labels.get("exact", "")) or labels.get("decimal", "").startswith("-"):
        raise Unreadable("there is no such shape")
    return labels


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


KINDS["lengths"] = _lengths


@topic.question(
    "[<find>] [the] (third|missing|remaining|other|last) angle of [a|the] triangle (with|whose|if|given|when|that has) [(two|the other)] [angles] [(are|of|measure|is|measuring)] {a:tight} [(degrees|degree)] and {b:tight} [(degrees|degree)]",
    f"[(the|if)] two angles (of|in) [a|the] triangle (are|measure|is) {{a:tight}} [(degrees|degree)] and {{b:tight}} [(degrees|degree)] {_STOP} {_FIND} [the] (third|other|missing|remaining|last) [(one|angle)]",
    f"[a|the] triangle has [two] angles [(of|measuring)] {{a:tight}} [(degrees|degree)] and {{b:tight}} [(degrees|degree)] {_STOP} {_FIND} [the] (third|other|missing|remaining|last) [(one|angle)]",
)
def third_angle(c: Captures, s: Situation) -> Problem | None:
    angles = [t.bare(c[key].value if isinstance(c[key], t.Postfix) else c[key]) for key in "ab"]
    node = t.Formula(
        "(180 - {0} - {1})", "180 - {0} - {1}", tuple(angles), method=r"the angles adding up to \(180^\circ\)"
    )
    return value_problem(node, s, after="°")
