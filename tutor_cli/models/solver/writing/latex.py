"""A tree as LaTeX, in the person's own form."""

from __future__ import annotations

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.functions import FUNCTIONS
from tutor_cli.models.solver.reading.symbols import GREEK

_CONSTANTS = {"pi": r"\pi", "E": "e", "I": "i", "oo": r"\infty"}
_RELATIONS = {"=": "=", "<": "<", ">": ">", "<=": r"\le", ">=": r"\ge", "!=": r"\ne"}
_POSTFIX = {"!": "!", "%": r"\%", "°": r"^{\circ}"}
_ADD, _MULTIPLY, _POWER, _ATOM = 1, 2, 3, 4


def latex(node: t.Node) -> str:
    return _write(node)[0]


def symbol(name: str) -> str:
    """``theta`` as ``\\theta``, ``x_1`` as ``x_{1}``."""
    stem, _, index = name.partition("_")
    if not index and len(stem) > 1 and stem[1:].isdigit():
        stem, index = stem[0], stem[1:]
    shown = "\\" + stem if stem.lower() in GREEK else stem
    return f"{shown}_{{{index}}}" if index else shown


def _wrapped(node: t.Node, least: int) -> str:
    text, level = _write(node)
    return text if level >= least else rf"\left({text}\right)"


def _write(node: t.Node) -> tuple[str, int]:
    match node:
        case t.Number(text):
            return _number(text), _ATOM
        case t.Mixed(whole, top, bottom):
            return rf"{whole}\tfrac{{{top}}}{{{bottom}}}", _MULTIPLY
        case t.Name(name):
            return symbol(name), _ATOM
        case t.Constant(name):
            return _CONSTANTS[name], _ATOM
        case t.Group(value):
            within = t.bare(value)
            if isinstance(within, t.Binary) and within.op == "/":
                return _write(within)
            return (rf"\left({latex(within)}\right)", _ATOM)
        case t.Negative(value):
            return "-" + _wrapped(value, _MULTIPLY), _ADD
        case t.Binary():
            return _binary(node)
        case t.Postfix(op, value):
            return _wrapped(value, _ATOM) + _POSTFIX[op], _ATOM
        case t.Function(name, args):
            return _function(name, args)
        case t.Call(name, args, primes):
            inside = ", ".join(latex(arg) for arg in args)
            return symbol(name) + "'" * primes + (rf"\left({inside}\right)" if args else ""), _ATOM
        case t.Relation(op, left, right):
            return f"{latex(left)} {_RELATIONS[op]} {latex(right)}", 0
        case t.Sequence(bracket, items):
            return _sequence(bracket, items), _ATOM
        case t.Formula():
            return node.latex.format(*(latex(arg) for arg in node.args)), _ADD
    raise TypeError(f"no LaTeX for {node!r}")


def _number(text: str) -> str:
    mantissa, _, exponent = text.lower().partition("e")
    if exponent:
        return rf"{mantissa} \times 10^{{{int(exponent)}}}"
    return mantissa


def _binary(node: t.Binary) -> tuple[str, int]:
    left, right = node.left, node.right
    if node.op == "/":
        return rf"\frac{{{latex(t.bare(left))}}}{{{latex(t.bare(right))}}}", _MULTIPLY
    if node.op == "^":
        if (
            isinstance(left, t.Function)
            and left.name in FUNCTIONS
            and "{0}" not in FUNCTIONS[left.name].latex
        ):
            return rf"{FUNCTIONS[left.name].latex}^{{{latex(t.bare(right))}}}{_arguments(left.args)}", _POWER
        base = _wrapped(left, _ATOM)
        if isinstance(t.bare(left), t.Binary) and isinstance(left, t.Group):
            base = rf"\left({latex(t.bare(left))}\right)"
        return f"{base}^{{{latex(t.bare(right))}}}", _POWER
    if node.op == "mod":
        return rf"{_wrapped(left, _MULTIPLY)} \bmod {_wrapped(right, _POWER)}", _MULTIPLY
    if node.op == "*":
        first, second = _wrapped(left, _MULTIPLY), _wrapped(right, _MULTIPLY)
        if isinstance(right, t.Negative):
            second = rf"\left({latex(right)}\right)"
        digit = second[:1].isdigit()
        joined = node.implied and not (digit or second.startswith(r"\frac"))
        named = _has_name(right) and isinstance(right, t.Name | t.Group | t.Function | t.Call | t.Binary)
        if joined or (named and not digit):
            return (f"{first} {second}" if first[-1:].isalpha() else first + second), _MULTIPLY
        return rf"{first} \cdot {second}", _MULTIPLY
    second = _wrapped(right, _MULTIPLY if node.op == "-" else _ADD)
    if isinstance(right, t.Negative):
        second = rf"\left({latex(right)}\right)"
    return f"{_wrapped(left, _ADD)} {node.op} {second}", _ADD


def _has_name(node: t.Node) -> bool:
    return any(isinstance(part, t.Name | t.Call) for part in t.walk(node))


def _function(name: str, args: tuple[t.Node, ...]) -> tuple[str, int]:
    form = FUNCTIONS[name].latex
    if "{0}" in form:
        return form.format(*(latex(t.bare(arg)) for arg in args)), _POWER if name == "exp" else _ATOM
    if name == "log" and len(args) == 2:
        return rf"\log_{{{latex(args[1])}}}{_arguments(args[:1])}", _MULTIPLY
    return form + _arguments(args), _MULTIPLY


def _arguments(args: tuple[t.Node, ...]) -> str:
    return rf"\left({', '.join(latex(t.bare(arg)) for arg in args)}\right)"


def _sequence(bracket: str, items: tuple[t.Node, ...]) -> str:
    rows = [item for item in items if isinstance(item, t.Sequence)]
    if bracket == "[]" and rows and len(rows) == len(items):
        body = r" \\ ".join(" & ".join(latex(cell) for cell in row.items) for row in rows)
        return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}"
    left, right = bracket[0], bracket[-1]
    inside = ", ".join(latex(item) for item in items)
    return rf"\left{_escaped(left)} {inside} \right{_escaped(right)}"


def _escaped(bracket: str) -> str:
    return "\\" + bracket if bracket in "{}" else bracket
