"""Reads what SymPy prints (``Eq(y(x), C1*exp(2*x))``, ``Interval.open(5, oo)``) without SymPy.

Expected answers and the solver's results are written so. Python's own parser gives the
tree; nothing is evaluated, and what is not known here is refused.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

from tutor_cli.checking.evaluate import Unknown, real
from tutor_cli.checking.values import (
    Answer,
    Equation,
    Items,
    Matrix,
    Region,
    Scalar,
    Span,
    Truth,
    everything,
    intersection,
    point,
    region,
    without,
)
from tutor_cli.models.solver.reading import tree as t

MAX_CHARACTERS = 20_000

_OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "^",
    ast.Mod: "mod",
}
_RELATIONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.NotEq: "!=",
    ast.Eq: "=",
}
_CONSTANTS = {"pi", "E", "I", "oo", "GoldenRatio"}
_FUNCTIONS = {"Abs": "abs", "ceiling": "ceil", "Max": "max", "Min": "min", "log": "ln", "real_root": "root"}
_KNOWN = frozenset(
    [
        "sqrt",
        "cbrt",
        "root",
        "exp",
        "ln",
        "floor",
        "ceil",
        "gcd",
        "lcm",
        "max",
        "min",
        "gamma",
        "erf",
        "erfc",
        "sign",
        "re",
        "im",
        "conjugate",
        "factorial",
        "abs",
        "sin",
        "cos",
        "tan",
        "sec",
        "csc",
        "cot",
        "sinh",
        "cosh",
        "tanh",
        "sech",
        "csch",
        "coth",
        "asin",
        "acos",
        "atan",
        "asec",
        "acsc",
        "acot",
        "asinh",
        "acosh",
        "atanh",
        "asech",
        "acsch",
        "acoth",
        "Si",
        "Ci",
        "Ei",
        "li",
        "LambertW",
    ]
)

_DECIMAL = re.compile(r"(?<![\w.])(?:\d+\.\d*|\.\d+|\d+(?=[eE][+-]?\d))(?:[eE][+-]?\d+)?(?!\w)")
"""Numbers that Python would round to a float; they are kept as they are written."""


class Unreadable(ValueError):
    """The text is not something SymPy prints, or not something an answer can be."""


def read(text: str) -> Answer:
    """The value that SymPy's text stands for. Raises Unreadable."""
    if len(text) > MAX_CHARACTERS:
        raise Unreadable("the answer is too long")
    try:
        python = _DECIMAL.sub(r"Float('\g<0>')", text.strip()).replace("^", "**")  # as people write powers
        body = ast.parse(python, mode="eval").body
        return _answer(body)
    except (SyntaxError, ValueError, RecursionError, MemoryError, Unknown) as error:
        raise Unreadable(str(error)) from error


def expression(text: str) -> t.Node:
    """The expression that SymPy's text stands for. Raises Unreadable."""
    found = read(text)
    if not isinstance(found, Scalar):
        raise Unreadable("not an expression")
    return found.node


def _answer(node: ast.expr) -> Answer:
    match node:
        case ast.Constant(value=bool(truth)):
            return Truth(truth)
        case ast.Name(id="true" | "false" as word):
            return Truth(word == "true")
        case ast.Name(id="EmptySet"):
            return Region(())
        case ast.Name(id="Reals"):
            return everything()
        case ast.Attribute(value=ast.Name(id="S"), attr="Reals"):
            return everything()
        case ast.Attribute(value=ast.Name(id="S"), attr="EmptySet"):
            return Region(())
        case ast.Tuple(elts=elements):
            return Items(tuple(map(_answer, elements)), ordered=True)
        case ast.Set(elts=elements):
            return Items(tuple(map(_answer, elements)))
        case ast.List(elts=elements):
            if elements and all(isinstance(row, ast.List) for row in elements):
                return _matrix(node)
            return Items(tuple(map(_answer, elements)))
        case ast.Dict(keys=keys, values=values) if all(isinstance(key, ast.Name) for key in keys):
            names = tuple(key.id for key in keys if isinstance(key, ast.Name))
            return Items(tuple(map(_answer, values)), ordered=True, names=names)
        case ast.Call(func=function, args=args) if not isinstance(function, ast.Name) or (
            function.id in _STRUCTURES
        ):
            return _structure(function, args)
        case ast.BinOp(op=ast.BitOr() | ast.BitAnd()) | ast.Compare() | ast.BoolOp():
            return _region(node)
        case _:
            return Scalar(_expression(node))


def _structure(function: ast.expr, args: list[ast.expr]) -> Answer:
    match function:
        case ast.Attribute(value=ast.Name(id="Interval"), attr=kind):
            return region([_interval(args, kind)])
        case ast.Name(id=name):
            return _STRUCTURES[name](args)
    raise Unreadable("a call of something that is not known")


def _interval(args: list[ast.expr], kind: str = "") -> Span:
    if len(args) < 2 or kind not in ("", "open", "Lopen", "Ropen"):
        raise Unreadable("an interval needs two ends")
    low_open, high_open = kind in ("open", "Lopen"), kind in ("open", "Ropen")
    if len(args) > 2:
        low_open = isinstance(args[2], ast.Constant) and bool(args[2].value)
    if len(args) > 3:
        high_open = isinstance(args[3], ast.Constant) and bool(args[3].value)
    low, high = (real(_expression(arg)) for arg in args[:2])
    infinity = float("inf")
    return Span(low, high, low_open or low == -infinity, high_open or high == infinity)


def _finite(args: list[ast.expr]) -> Answer:
    return Items(tuple(map(_answer, args)))


def _union(args: list[ast.expr]) -> Answer:
    spans: list[Span] = []
    for arg in args:
        spans += _spans(_answer(arg))
    return region(spans)


def _spans(part: Answer) -> tuple[Span, ...]:
    if isinstance(part, Region):
        return part.spans
    if isinstance(part, Items):
        return tuple(point(real(item.node)) for item in part.items if isinstance(item, Scalar))
    raise Unreadable("a union of what are not sets")


def _complement(args: list[ast.expr]) -> Answer:
    if len(args) != 2 or _answer(args[0]) != everything():
        raise Unreadable("a complement of what is not all real numbers")
    return without([span.low for span in _spans(_answer(args[1]))])


def _equation(args: list[ast.expr]) -> Answer:
    if len(args) != 2:
        raise Unreadable("an equation has two sides")
    return Equation(_expression(args[0]), _expression(args[1]))


def _matrix(node: ast.expr) -> Answer:
    if not isinstance(node, ast.List):
        raise Unreadable("a matrix is a list of rows")
    rows = []
    for row in node.elts:
        cells = row.elts if isinstance(row, ast.List) else [row]
        rows.append(tuple(_expression(cell) for cell in cells))
    if not rows or len({len(row) for row in rows}) != 1:
        raise Unreadable("the rows of the matrix are not of one length")
    return Matrix(tuple(rows))


def _relation_call(sign: str) -> Callable[[list[ast.expr]], Answer]:
    def build(args: list[ast.expr]) -> Answer:
        if len(args) != 2:
            raise Unreadable("a relation has two sides")
        return half_line(sign, _expression(args[0]), _expression(args[1]))

    return build


_STRUCTURES: dict[str, Callable[[list[ast.expr]], Answer]] = {
    "Interval": lambda args: region([_interval(args)]),
    "FiniteSet": _finite,
    "Tuple": lambda args: Items(tuple(map(_answer, args)), ordered=True),
    "Union": _union,
    "Complement": _complement,
    "Eq": _equation,
    "Equality": _equation,
    "Matrix": lambda args: _matrix(args[0]) if len(args) == 1 else _refuse(),
    "ImmutableDenseMatrix": lambda args: _matrix(args[0]) if len(args) == 1 else _refuse(),
    "MutableDenseMatrix": lambda args: _matrix(args[0]) if len(args) == 1 else _refuse(),
    "Lt": _relation_call("<"),
    "Le": _relation_call("<="),
    "Gt": _relation_call(">"),
    "Ge": _relation_call(">="),
    "Ne": _relation_call("!="),
}


def _refuse() -> Answer:
    raise Unreadable("not an answer")


def _region(node: ast.expr) -> Region:
    """``(-3 < x) & (x < 3)`` and the like, as SymPy prints what it has solved."""
    match node:
        case ast.BinOp(left=left, op=ast.BitAnd(), right=right):
            return intersection(_region(left), _region(right))
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return region([*_region(left).spans, *_region(right).spans])
        case ast.Compare(left=left, ops=ops, comparators=others):
            sides = [_expression(side) for side in (left, *others)]
            found = everything()
            for index, op in enumerate(ops):
                sign = _RELATIONS.get(type(op))
                if sign is None:
                    raise Unreadable("not a relation")
                found = intersection(found, half_line(sign, sides[index], sides[index + 1]))
            return found
        case _:
            found_answer = _answer(node)
            if isinstance(found_answer, Region):
                return found_answer
            raise Unreadable("not a region")


def half_line(sign: str, left: t.Node, right: t.Node) -> Region:
    """Where ``name sign number`` (or the other way round) holds. Raises Unreadable."""
    flipped = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
    left, right = t.bare(left), t.bare(right)
    if not isinstance(left, t.Name):
        left, right, sign = right, left, flipped.get(sign, sign)
    if not isinstance(left, t.Name) or t.names_in(right):
        raise Unreadable("not a relation between a name and a number")
    try:
        value = real(right)
    except Unknown as error:
        raise Unreadable(str(error)) from error
    infinity = float("inf")
    if sign in (">", ">="):
        return region([Span(value, infinity, sign == ">" or value == -infinity)])
    if sign in ("<", "<="):
        return region([Span(-infinity, value, True, sign == "<" or value == infinity)])
    if sign == "!=":
        return without([value])
    return region([point(value)])


def _expression(node: ast.expr) -> t.Node:
    match node:
        case ast.Constant(value=bool()):
            raise Unreadable("a truth value within an expression")
        case ast.Constant(value=int()):
            return t.Number(ast.unparse(node))
        case ast.Call(func=ast.Name(id="Float"), args=[ast.Constant(value=str(text)), *_]):
            return t.Number(text)
        case ast.Name(id=name) if name in _CONSTANTS:
            return t.Constant(name)
        case ast.Name(id=name):
            return t.Name(name)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return t.Negative(_expression(operand))
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _expression(operand)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return t.Binary(_OPERATORS[type(op)], _expression(left), _expression(right))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
            inner = tuple(_expression(arg) for arg in args)
            plain = _FUNCTIONS.get(name, name)
            if plain in _KNOWN:
                return t.Function(plain, inner)
            if name == "Rational" and len(inner) == 2:
                return t.Binary("/", *inner)
            if name == "Integer" and len(inner) == 1:
                return inner[0]
            return t.Call(name, inner)
        case _:
            raise Unreadable(f"{type(node).__name__} is not part of an answer")
