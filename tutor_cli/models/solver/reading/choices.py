"""Combinations and permutations: ``C(8, 2)``, ``nPr(6, 2)``, ``8 C 2``, "8 choose 2"."""

from __future__ import annotations

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.brackets import bracketed
from tutor_cli.models.solver.reading.numbers import is_whole
from tutor_cli.models.solver.reading.reader import Read, Reader

_NAMES = frozenset({"c", "p", "ncr", "npr", "binomial", "comb", "perm"})


def combinations(n: t.Node, k: t.Node) -> t.Node:
    return t.Formula("binomial({0}, {1})", r"\binom{{{0}}}{{{1}}}", (n, k))


def choice(reader: Reader, position: int, limit: int) -> Read | None:
    """``C(8, 2)``, ``P(6, 2)``, ``nCr(10, 4)``: combinations and permutations of whole numbers."""
    token = reader.tokens[position]
    if token.text not in _NAMES or reader.text(position + 1, limit) != "(":
        return None
    if token.raw in reader.functions or reader.knows(token.raw):
        return None
    args = bracketed(reader, position + 1, limit)
    if args is None or not isinstance(args[0], t.Sequence) or len(args[0].items) != 2:
        return None
    if not all(map(is_whole, args[0].items)):
        return None
    if token.text in ("p", "npr", "perm"):
        return t.Formula("ff({0}, {1})", "P({0}, {1})", args[0].items), args[1]
    return combinations(*args[0].items), args[1]


def between(reader: Reader, left: t.Node, position: int, limit: int) -> Read | None:
    """``8 C 2``, ``6 P 2``, where ``left`` was read before the letter."""
    letter = reader.text(position, limit)
    if letter not in ("c", "p", "ncr", "npr") or not is_whole(left) or position + 1 >= len(reader.tokens):
        return None
    if reader.tokens[position + 1].kind != "number":
        return None
    right = t.Number(reader.tokens[position + 1].text)
    if letter in ("c", "ncr"):
        return combinations(left, right), position + 2
    return t.Formula("ff({0}, {1})", "{{}}_{{{0}}}P_{{{1}}}", (left, right)), position + 2
