"""A tree as SymPy source. Built from the tree piece by piece, so no text of the person's
ever reaches the program except as numbers and names."""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping, Sequence

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.functions import FUNCTIONS

_TAKEN = frozenset(
    [
        "E",
        "I",
        "N",
        "O",
        "Q",
        "S",
        "C",
        "answer",
        "other",
        "latex",
        "diff",
        "solve",
        "simplify",
        "expand",
        "factor",
        "limit",
        "series",
        "integrate",
        "product",
        "print",
    ]
)
_RELATIONS = {"=": "Eq", "<": "Lt", ">": "Gt", "<=": "Le", ">=": "Ge", "!=": "Ne"}
_ADD, _MULTIPLY, _NEGATE, _POWER, _ATOM = 1, 2, 3, 4, 5


def identifier(name: str) -> str:
    """A Python name for a person's name: itself, unless Python or SymPy means something by it."""
    return name + "_" if keyword.iskeyword(name) or name in _TAKEN else name


def python(node: t.Node, names: Mapping[str, str] | None = None) -> str:
    """SymPy source for ``node``; ``names`` gives identifiers for names that need another."""
    return _Writer(names or {}).write(node)[0]


class _Writer:
    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def wrapped(self, node: t.Node, least: int) -> str:
        text, level = self.write(node)
        return text if level >= least else f"({text})"

    def write(self, node: t.Node) -> tuple[str, int]:
        match node:
            case t.Number(text):
                return _exact(text), _ATOM
            case t.Mixed(whole, top, bottom):
                return f"Rational({whole * bottom + top}, {bottom})", _ATOM
            case t.Name(name):
                return self.names.get(name) or identifier(name), _ATOM
            case t.Constant(name):
                return name, _ATOM
            case t.Group(value):
                return self.write(value)
            case t.Negative(value):
                return "-" + self.wrapped(value, _MULTIPLY), _ADD
            case t.Binary():
                return self.binary(node)
            case t.Postfix(op, value):
                return self.postfix(op, value)
            case t.Function(name, args):
                return self.function(name, args)
            case t.Call(name, args, primes):
                return self.call(name, args, primes)
            case t.Relation(op, left, right):
                return f"{_RELATIONS[op]}({self.write(left)[0]}, {self.write(right)[0]})", _ATOM
            case t.Sequence(bracket, items):
                return self.sequence(bracket, items), _ATOM
            case t.Formula():
                inner = _Writer(
                    {
                        **self.names,
                        **{name: self.names.get("·" + name, identifier(name)) for name in node.bound},
                    }
                )
                return _filled(node.python, [inner.write(arg) for arg in node.args]), _ATOM
        raise TypeError(f"no Python for {node!r}")

    def binary(self, node: t.Binary) -> tuple[str, int]:
        left, right = t.bare(node.left), t.bare(node.right)
        if node.op == "^":
            base = self.wrapped(node.left, _ATOM)
            if is_plain_integer(left) and not (isinstance(right, t.Number) and right.is_whole):
                base = f"Integer({self.write(left)[0]})" if is_plain_integer(right) else base
            if is_plain_integer(left) and isinstance(right, t.Number) and right.is_whole:
                base = self.wrapped(node.left, _ATOM)
            return f"{base}**{self.wrapped(node.right, _POWER)}", _POWER
        if node.op == "/":
            if (
                isinstance(left, t.Number)
                and left.is_whole
                and isinstance(right, t.Number)
                and right.is_whole
            ):
                return f"Rational({left.text.lstrip('0') or 0}, {right.text.lstrip('0') or 0})", _ATOM
            if is_plain_integer(left) and is_plain_integer(right):
                return f"Integer({self.write(left)[0]})/{self.wrapped(right, _POWER)}", _MULTIPLY
            return f"{self.wrapped(node.left, _MULTIPLY)}/{self.wrapped(node.right, _POWER)}", _MULTIPLY
        if node.op == "mod":
            return f"Mod({self.write(left)[0]}, {self.write(right)[0]})", _ATOM
        if node.op == "*":
            return f"{self.wrapped(node.left, _MULTIPLY)}*{self.wrapped(node.right, _NEGATE)}", _MULTIPLY
        tail = _MULTIPLY if node.op == "-" else _ADD
        if isinstance(right, t.Negative):
            tail = _MULTIPLY
        return f"{self.wrapped(node.left, _ADD)} {node.op} {self.wrapped(node.right, tail)}", _ADD

    def postfix(self, op: str, value: t.Node) -> tuple[str, int]:
        if op == "!":
            return f"factorial({self.write(value)[0]})", _ATOM
        if op == "%":
            inside = t.bare(value)
            if isinstance(inside, t.Number) and inside.is_whole:
                return f"Rational({inside.text}, 100)", _ATOM
            text = self.wrapped(value, _MULTIPLY)
            return (f"Integer({text})/100" if is_plain_integer(inside) else f"{text}/100"), _MULTIPLY
        return f"rad({self.write(value)[0]})", _ATOM

    def function(self, name: str, args: tuple[t.Node, ...]) -> tuple[str, int]:
        written = [self.write(arg)[0] for arg in args]
        if name == "log" and len(args) == 1:
            written.append("10")
        if name in ("gcd", "lcm"):
            return f"{name}([{', '.join(written)}])", _ATOM
        if name == "abs":
            return f"Abs({written[0]})", _ATOM
        if name == "exp" and len(args) == 1:
            return f"exp({written[0]})", _ATOM
        if name in ("cbrt", "root") and not any(t.names_in(arg) for arg in args):
            degree = written[1] if name == "root" else 3
            return f"real_root({written[0]}, {degree})", _ATOM  # -3 for the cube root of -27
        return f"{FUNCTIONS[name].python}({', '.join(written)})", _ATOM

    def call(self, name: str, args: tuple[t.Node, ...], primes: int) -> tuple[str, int]:
        written = ", ".join(self.write(arg)[0] for arg in args)
        function = self.names.get(name) or identifier(name)
        if primes:
            return f"diff({function}(t_), t_, {primes}).subs(t_, {written})", _ATOM
        return f"{function}({written})", _ATOM

    def sequence(self, bracket: str, items: tuple[t.Node, ...]) -> str:
        inside = ", ".join(self.write(item)[0] for item in items)
        if bracket == "{}":
            return f"FiniteSet({inside})"
        if bracket == "[]" and all(isinstance(item, t.Sequence) for item in items):
            return f"Matrix([{inside}])"
        if bracket == "()":
            return f"({inside})"
        return f"[{inside}]"


def is_plain_integer(node: t.Node) -> bool:
    """Whether its source is arithmetic on Python integers, where ``/`` would give a float."""
    match node:
        case t.Number():
            return node.is_whole
        case t.Group(value) | t.Negative(value):
            return is_plain_integer(value)
        case t.Binary(op, left, right):
            if op == "^":
                return (
                    is_plain_integer(left) and isinstance(t.bare(right), t.Number) and is_plain_integer(right)
                )
            return op in ("+", "-", "*") and is_plain_integer(left) and is_plain_integer(right)
    return False


_PLACE = re.compile(r"\{(\d+)\}|\{\{|\}\}")


def _filled(template: str, written: Sequence[tuple[str, int]]) -> str:
    """The template with its arguments: in parentheses where they could be torn apart (``{0}*2``)."""

    def fill(place: re.Match[str]) -> str:
        if place[1] is None:
            return place[0][0]
        text, level = written[int(place[1])]
        before, after = template[: place.start()].rstrip()[-1:], template[place.end() :].lstrip()[:1]
        whole = before in ("", "(", "[", ",") and after in ("", ")", "]", ",")
        return text if whole or level == _ATOM else f"({text})"

    return _PLACE.sub(fill, template)


def _exact(text: str) -> str:
    if text.isdigit():
        return text.lstrip("0") or "0"
    return f'Rational("{text}")'
