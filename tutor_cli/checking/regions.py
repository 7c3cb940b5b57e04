"""Reads parts of the real line: ``x > 5``, ``[-3, 2]``, ``x < -3 or x > 3``, "all reals except 2"."""

from __future__ import annotations

import re
from typing import Any

from tutor_cli.checking import reading
from tutor_cli.checking.evaluate import Unknown, real
from tutor_cli.checking.sympytext import Unreadable as NotARegion
from tutor_cli.checking.sympytext import half_line
from tutor_cli.checking.values import Region, Scalar, Span, everything, intersection, region, without
from tutor_cli.checking.wording import ALL_REALS, EXCEPT, NOTHING, RESTATED
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.expressions import ExpressionReader
from tutor_cli.models.solver.reading.relations import relation
from tutor_cli.models.solver.reading.tokens import tokenize
from tutor_cli.models.solver.reading.unreadable import Unreadable

_COMPARED = re.compile(
    r"(?i)^(?:all |every |any |todos los |todo )?"
    r"(?:(?:real )?(?:numbers?|values?|números?(?: reales)?)(?: of)? ?)?(?:[xyt] )?"
    r"(?:(?:strictly )?(less|smaller|greater|larger|bigger|menores|mayores)) (?:than|que) (?!or )"
)
"""Words for one inequality."""


def region_of(text: str, names: reading.Names) -> Region | None:
    """``x > 5``, ``-3 <= x <= 2``, ``(5, infinity)``, ``x < -3 or x > 3``, ``x ≠ 2``, all reals."""
    text = text.strip().strip("*").rstrip(". ")
    text = _COMPARED.sub(
        lambda m: f"x {'<' if m[1].lower() in ('less', 'smaller', 'menores') else '>'} ", text
    )
    restated = [part for part in RESTATED.split(text) if part.strip(" ,.")]
    if len(restated) > 1:
        regions = [region_of(part, names) for part in restated]
        known = [found for found in regions if found is not None]
        return known[0] if known and all(found == known[0] for found in known) else None
    if NOTHING.match(text):
        return Region(())
    if ALL_REALS.match(tidy_region(text)):
        return _all_but(ALL_REALS.sub("", tidy_region(text)), names)
    for candidate in dict.fromkeys(
        (text, tidy_region(text), reading.claim(text), reading.tidy(reading.claim(text)))
    ):
        found = _union(candidate, names)
        if found is not None:
            return found
    return None


def tidy_region(text: str) -> str:
    text = re.sub(
        r"(?i)^(?:the |el |la )?(?:domain|range|solution(?: set)?|answer|interval|dominio|rango|solución)"
        r"\s*(?:is|es|:|=)\s*",
        "",
        text.strip(),
    )
    return re.sub(r"^(?:[a-zA-Z]\s*∈)\s*", "", text).strip()


def _all_but(rest: str, names: reading.Names) -> Region | None:
    rest = rest.strip(" .")
    if not rest:
        return everything()
    match = EXCEPT.match(rest)
    if not match:
        return None
    values = reading.items(rest[match.end() :], names)
    if values is None:
        return None
    points = [_endpoint(item.node) for item in values.items if isinstance(item, Scalar)]
    if not points or any(value is None for value in points):
        return None
    return without(points)


def _union(text: str, names: reading.Names) -> Region | None:
    text = tidy_region(text)
    inside, bracket = reading.unwrap(text)
    if bracket == "{" and re.search(r"[|:]", inside):  # {x | x > 5}
        text = re.split(r"[|:]", inside, maxsplit=1)[1]
        text = re.sub(r"^\s*[a-z]\s*∈\s*ℝ\s*,", "", text)
    spans: list[Span] = []
    for piece in re.split(
        r"(?i)\s*(?:∪|(?<!\w)or(?!\w)|(?<=\s)o(?=\s+\S)|(?<=[)\]\s])U(?=[(\[\s]))\s*", text
    ):
        found = _both(piece, names)
        if found is None:
            return None
        spans += found.spans
    return region(spans)


def _both(text: str, names: reading.Names) -> Region | None:
    found = everything()
    pieces = re.split(
        r"(?i)\s*(?:∩|(?<!\w)and(?!\w)|(?<=\s)y(?=\s+[\w-]+\s*[<>≠]))\s*|,\s*(?=[a-zA-Z]\s*(?:[<>]|≠))", text
    )
    for piece in pieces:
        single = _interval(piece, names) or _relation(piece, names)
        if single is None:
            return None
        found = intersection(found, single)
    return found


def _interval(text: str, names: reading.Names) -> Region | None:
    text = re.sub(r"^[a-zA-Z]\s*∈\s*", "", reading.tidy(text))
    match = re.fullmatch(r"\s*([(\[\]])(.*)([)\]\[])\s*", text, re.DOTALL)
    if not match:
        removed = re.fullmatch(r"ℝ\s*(?:∖|\\|-)\s*[{⦃](.*)[}⦄]", text)
        return _all_but("except " + removed[1], names) if removed else everything() if text == "ℝ" else None
    ends = reading.split_items(match[2])
    if len(ends) != 2:
        return None
    nodes = [reading.expression(reading.numerals(end), names) for end in ends]
    low, high = (None if node is None else _endpoint(node) for node in nodes)
    if low is None or high is None or low > high:
        return None
    infinity = float("inf")
    low_open = match[1] != "[" or low == -infinity
    return region([Span(low, high, low_open, match[3] != "]" or high == infinity)])


def _relation(text: str, names: reading.Names) -> Region | None:
    text = reading.numerals(reading.tidy(text).replace("≠", "!="))
    if "±" in text or len(text) > 200:
        return None
    try:
        tokens = [part for token in tokenize(text) for part in reading.split_word(token, names)]
        read = relation(ExpressionReader(tokens, {}), 0, len(tokens))
    except (Unreadable, ValueError, RecursionError):
        return None
    if read is None or read[1] != len(tokens):
        return None
    # (a < b) < c is a < b and b < c
    links: list[tuple[str, t.Node, t.Node]] = []
    node = read[0]
    while isinstance(node, t.Relation):
        left = node.left.right if isinstance(node.left, t.Relation) else node.left
        links.insert(0, (node.op, names.settle(left), names.settle(node.right)))
        node = node.left
    if len({op[0] for op, _, _ in links}) > 1 or any(op == "=" for op, _, _ in links):
        return None
    found = everything()
    for op, left, right in links:
        half = _absolute(op, left, right) or _half(op, left, right)
        if half is None:
            return None
        found = intersection(found, half)
    return found


def _half(op: str, left: t.Node, right: t.Node) -> Region | None:
    try:
        return half_line(op, left, right)
    except NotARegion:
        return None


def _absolute(op: str, left: t.Node, right: t.Node) -> Region | None:
    """``|x - a| < b``."""
    left = t.bare(left)
    if not (isinstance(left, t.Function) and left.name == "abs"):
        return None
    inner, bound = t.bare(left.args[0]), _endpoint(right)
    if bound is None or bound < 0:
        return None
    centre = None
    if isinstance(inner, t.Name):
        centre = _endpoint(t.Number("0"))
    elif isinstance(inner, t.Binary) and inner.op in "+-" and isinstance(t.bare(inner.left), t.Name):
        shift = _endpoint(inner.right)
        centre = None if shift is None else (shift if inner.op == "-" else -shift)
    if centre is None:
        return None
    is_open = op in ("<", ">")
    infinity = float("inf")
    inside = [Span(centre - bound, centre + bound, op == "<", op == "<")]
    outside = [Span(-infinity, centre - bound, True, is_open), Span(centre + bound, infinity, is_open, True)]
    return region(inside if op in ("<", "<=") else outside)


def _endpoint(node: t.Node) -> Any:
    """The real number, or ``±inf``, that an end of an interval is; ``None`` for neither."""
    try:
        return real(node)
    except Unknown:
        return None
