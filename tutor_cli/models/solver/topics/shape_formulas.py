"""The formulas of lengths, areas and volumes of shapes: a table, and how a line of it is found."""

# ruff: noqa: E501 — formulas stand on one line each

from __future__ import annotations

from typing import NamedTuple

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.writing.python import is_plain_integer


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
    Row("circle", "arc", "radius angle", "<1>*<0>", r"<1> \cdot <0>", r"the formula \(s = r \theta\), with \(\theta\) in radians"),
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
_ALSO = {
    ("circle", "perimeter"): "circumference", ("circle", "length"): "circumference", ("sphere", "area"): "surface", ("cube", "area"): "surface", ("right triangle", "side"): "leg",
    ("sector", "length"): "arc", ("sector", "side"): "arc", ("ellipse", "perimeter"): "",
}  # fmt: skip
"""What a quantity of a shape is called otherwise."""


def formula(shape: str, quantity: str, given: dict[str, tuple[t.Node, ...]]) -> t.Formula | None:
    """``quantity`` of ``shape`` from exactly the measures that are ``given``, if the table has it."""
    quantity = _ALSO.get((shape, quantity), quantity)
    for row in TABLE:
        if row.shape == shape and row.quantity == quantity:
            for needs in row.needs.split("/"):
                args = _arguments(needs, given)
                if args is not None:
                    return _formula(row, args)
    return None


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
