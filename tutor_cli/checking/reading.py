"""Reads a final answer, already made plain, as a value of the kind that is expected.

Expressions are read by the solver's own reader. What is around them is read here: labels
(``x = …``), chains (``… = 25π ≈ 78.54``), lists, ``±``, brackets, units; inequalities in
:mod:`.regions`.
What cannot be read whole is not read at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from tutor_cli.checking import units
from tutor_cli.checking.values import Answer, Items, Scalar
from tutor_cli.checking.wording import BECAUSE, CHAIN, LEADING, SEPARATOR, TRAILING, VERBS
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.expressions import ExpressionReader
from tutor_cli.models.solver.reading.functions import FUNCTION_WORDS
from tutor_cli.models.solver.reading.symbols import CONSTANTS, GREEK
from tutor_cli.models.solver.reading.tokens import Token, tokenize
from tutor_cli.models.solver.reading.unreadable import Unreadable

MAX_CHARACTERS = 4000


@dataclass(frozen=True)
class Part:
    """One link of a chain ``a = b ≈ c``."""

    value: Scalar | None
    text: str
    approximate: bool = False
    """Whether ``≈``, "about" or an ellipsis says that it is not exact."""


@dataclass(frozen=True)
class Names:
    """What the letters of an answer may be: the names of the question and its answer."""

    known: frozenset[str] = frozenset()

    def settle(self, node: t.Node) -> t.Node:
        """``e`` and ``i`` are the constants, unless they are names here."""
        if isinstance(node, t.Name) and node.name not in self.known:
            if node.name == "e":
                return t.Constant("E")
            if node.name in ("i", "I"):
                return t.Constant("I")
            if node.name == "E" and "E" not in self.known:
                return t.Constant("E")
        return t.rebuild(node, self.settle)


def expression(text: str, names: Names) -> t.Node | None:
    """The expression that ``text`` is, all of it; ``None`` if it is not one."""
    text = text.strip()
    if not text or len(text) > MAX_CHARACTERS:
        return None
    try:
        tokens = [part for token in tokenize(text) for part in split_word(token, names)]
        node = ExpressionReader(tokens, {}).exact(0, len(tokens)) if tokens else None
    except (Unreadable, ValueError, RecursionError):
        return None
    return None if node is None else names.settle(node)


def split_word(token: Token, names: Names) -> list[Token]:
    """``Ce`` is ``C`` times ``e``, ``sinx`` is ``sin x``; other words stay."""
    known = token.text in FUNCTION_WORDS or token.text in CONSTANTS or token.raw in GREEK or token.is_letter
    if token.kind != "word" or known or not token.raw.isalpha() or len(token.raw) > 12:
        return [token]
    allowed = names.known | set("eixyABCDKck")
    pieces: list[str] = []
    rest = token.raw
    while rest:
        function = next(
            (
                rest[:n]
                for n in range(min(len(rest), 6), 1, -1)
                if rest[:n].lower() in FUNCTION_WORDS or rest[:n] == "pi"
            ),
            None,
        )
        piece = function or (rest[0] if rest[0] in allowed else None)
        if piece is None:
            return [token]
        pieces.append(piece)
        rest = rest[len(piece) :]
    return [Token("word", p.lower(), p, token.spaced if i == 0 else False) for i, p in enumerate(pieces)]


def scalar(text: str, names: Names, unit: str = "", numeric: bool = False) -> Scalar | None:
    """A number or expression with the unit beside it. ``unit`` is the one expected."""
    text = tidy(text)
    if not text:
        return None
    money = re.match(r"^(-?)\s*(＄|€|£|USD|EUR|GBP)\s*(-?[\d.,]+)(.*)$", text)
    if money:
        inner = scalar(money[1] + money[3] + money[4], names, unit, numeric)
        found = {"＄": "USD", "€": "EUR", "£": "GBP"}.get(money[2], money[2])
        return replace(inner, unit=found) if inner and inner.unit in ("", found) else None
    body, found_unit = _split_unit(text, names, unit, numeric)
    node = expression(numerals(body), names)
    if node is None and found_unit:
        body, found_unit = text, ""
        node = expression(numerals(body), names)
    return None if node is None else Scalar(node, found_unit)


def tidy(text: str) -> str:
    """Without the words and punctuation before and after the value itself."""
    text = TRAILING.sub("", text.strip().strip("*_`").strip())
    text = text.strip().removeprefix("(=)").strip()
    while True:
        shorter = LEADING.sub("", text).strip(" \t:,*_`")
        # A lone letter is a name, not the article.
        if shorter == text or (not shorter and len(text) == 1):
            return text
        text = shorter


def _split_unit(text: str, names: Names, expected: str, numeric: bool) -> tuple[str, str]:
    match = re.match(
        r"(?s)^(.*?[\d)}\]%!]|.*\bpi|.*\binfinity)\s*"
        r"([A-Za-z°%€＄£¢µμ²³áéíóúñ/^ \d]*[A-Za-z°%€＄£¢²³áéíóúñ\d])$",
        text,
    )
    while match:
        body, tail = match[1], match[2]
        for start in range(len(tail)):
            if start and (tail[start - 1].isalnum() and tail[start].isalnum()):
                continue
            suffix = re.sub(r"\s*\^\s*\(?(\d)\)?", r"^\1", tail[start:].strip()).replace("＄", "$")
            head = (body + tail[:start]).rstrip()
            canonical = units.canonical(suffix)
            if canonical is None or not head:
                continue
            if suffix in names.known or (suffix in ("%", "°") and canonical != expected):
                continue
            if not numeric and not expected and len(suffix) == 1:
                continue
            return head, canonical
        # "48 kilometres per hour in all": nothing that is known
        break
    return text, ""


def numerals(text: str) -> str:
    """Numbers as the reader takes them: thousands joined, a decimal comma a point."""
    text = re.sub(
        r"(?<![\d.,])(\d{1,3})((?:[ '’]\d{3})+)(?![\d,])", lambda m: m[1] + re.sub(r"\D", "", m[2]), text
    )
    if re.fullmatch(r"[^,]*(?<!\d)\d{1,3}(?:\.\d{3})+,\d+\D*", text):  # 1.234,56
        text = text.replace(".", "")
    text = re.sub(r"(?<![\d,.])([1-9]\d{0,2}(?:,\d{3})+)(?![\d,])", lambda m: m[1].replace(",", ""), text)
    text = re.sub(r"(?<![\d,])(\d+),(\d+)(?![\d,])", r"\1.\2", text)
    text = re.sub(r"(\d*)\.(\d*)\((\d+)\)", _repeating, text)
    return re.sub(r"(?<=[\d.])(\d)(?:\.\.\.|…)", r"\1", text)


def _repeating(match: re.Match[str]) -> str:
    """``0.1(6)`` as a fraction."""
    whole, fixed, repeated = match[1] or "0", match[2], match[3]
    if len(fixed) + len(repeated) > 100:
        return match[0]
    value = Fraction(
        int(whole + fixed + repeated) - int(whole + fixed), (10 ** len(repeated) - 1) * 10 ** len(fixed)
    )
    return f"({value})"


def claim(text: str) -> str:
    """Of a sentence, what it says of its subject: what follows the last verb."""
    text = BECAUSE.sub("", text.strip())
    sentences = [part for part in re.split(r"(?<=[.!?])\s+(?=[A-ZÁÉÍÓÚ¡¿\\])", text) if part.strip(" .")]
    text = next(
        (part for part in reversed(sentences) if re.search(r"[\d∞∅ℝ]|\b[a-zA-Z]\b|infin", part)), text
    )
    verbs = list(VERBS.finditer(text))
    if verbs:
        rest = text[verbs[-1].end() :]
        if re.search(r"[\w∞∅ℝ]", rest):
            return rest.strip()
    return text.strip()


def chain(text: str, names: Names, unit: str = "", numeric: bool = False) -> list[Part]:
    """The links of ``a = b ≈ c``, in order."""
    text = BECAUSE.sub("", text)
    pieces, signs, start = [], [""], 0
    for match in CHAIN.finditer(text):
        pieces.append(text[start : match.start()])
        signs.append(match[0])
        start = match.end()
    pieces.append(text[start:])
    parts = []
    for sign, piece in zip(signs, pieces, strict=True):
        approximate = sign == "≈" or bool(
            re.search(r"(?i)approx|about|around|roughly|nearly|aprox|cerca de|unos|\.\.\.|…", piece)
        )
        value = scalar(piece, names, unit, numeric)
        if value is None and len(pieces) == 1:
            value = _first_quantity(piece, names, unit, numeric)
        parts.append(Part(value, piece.strip(), approximate))
    return parts


def _first_quantity(text: str, names: Names, unit: str, numeric: bool) -> Scalar | None:
    """The number of "10 800 seconds in 3 hours": the first, when a unit that is known follows it."""
    if not numeric:
        return None
    match = re.match(r"^\W*([＄€£]?-?\d[\d ,.]*(?:/\d+)?)\s*([A-Za-zéíóúñ°%]+)\b", tidy(text))
    if not match or units.canonical(match[2]) is None:
        return None
    return scalar(f"{match[1].strip()} {match[2]}", names, unit, numeric)


def split_items(text: str) -> list[str]:
    """The parts that commas, semicolons, "and", "or" and new lines separate, outside brackets."""
    text = text.strip()
    if "\n" in text:  # a list; on one line, a sign before a number is a minus
        text = re.sub(r"(?m)^\s*(?:[-•*]\s+|\d+[.)]\s+)", "", text)
    pieces, depth, start, position = [], 0, 0, 0
    while position < len(text):
        character = text[position]
        depth += {"(": 1, "[": 1, "{": 1, "⦃": 1, ")": -1, "]": -1, "}": -1, "⦄": -1}.get(character, 0)
        match = SEPARATOR.match(text, position) if depth <= 0 else None
        between_digits = (
            match is not None
            and match[0] == ","
            and re.match(r"\d{3}(?!\d)", text[position + 1 :])
            and re.search(r"(?<!\d)\d{1,3}$", text[:position])
        )
        if match and match.end() > position and not between_digits:
            pieces.append(text[start:position])
            start = position = match.end()
        else:
            position += 1
    pieces.append(text[start:])
    return [piece.strip() for piece in pieces if piece.strip(" .")]


def unwrap(text: str) -> tuple[str, str]:
    """The text without brackets that enclose all of it, and the opening bracket or ``""``."""
    text = text.strip().rstrip(".").strip()
    closing = {"(": ")", "[": "]", "{": "}", "⦃": "⦄"}
    if not text or text[0] not in closing or text[-1] != closing[text[0]]:
        return text, ""
    depth = 0
    for position, character in enumerate(text):
        depth += (character in "([{⦃") - (character in ")]}⦄")
        if depth == 0 and position < len(text) - 1:
            return text, ""
    return text[1:-1], text[0].replace("⦃", "{")


_LABEL = re.compile(
    r"^\s*(?:[A-Za-z](?:_?\d)?|\([A-Za-z\s,]+\)|[Vv]ertex|[Vv]értice)\s*(?:∈|[:=](?!=)|(?<=\))≈)\s*(?=[(\[{⦃±])"
)
"""``x =``, ``(x, y) =`` before several values or a point."""


def items(text: str, names: Names, unit: str = "") -> Items | None:
    """Several values: ``x = 2 or x = 3``, ``{2, 3}``, ``(7, 3)``, ``±√2``, ``[[1], [2]]``."""
    text = _LABEL.sub("", text.strip())
    inside, bracket = unwrap(text)
    if bracket and bracket in "([":
        column = [unwrap(part) for part in split_items(inside)]
        if (
            len(column) > 1
            and all(b == "[" for _, b in column)
            and all(len(split_items(c)) == 1 for c, _ in column)
        ):
            inside = ", ".join(c for c, _ in column)
        elif len(column) == 1 and column[0][1] == "[":
            inside = column[0][0]
    found: list[Answer] = []
    labels: list[str] = []
    for piece in split_items(inside):
        label, value = _labelled(_LABEL.sub("", piece) if re.match(r"\([A-Za-z]", piece) else piece)
        tuple_inside, tuple_bracket = unwrap(tidy(value))
        if tuple_bracket == "(" and len(split_items(tuple_inside)) > 1:
            nested = items(tuple_inside, names, unit)
            if nested is None:
                return None
            found.append(replace(nested, ordered=True))
            labels.append(label)
            continue
        variants = [value.replace("±", "+"), value.replace("±", "-")] if "±" in value else [value]
        for variant in variants:
            parts = chain(claim(variant), names, unit, numeric=True)
            if not parts or any(part.value is None for part in parts[-1:]):
                return None
            exact = [part for part in parts if part.value is not None]
            chosen = exact[-2] if len(exact) > 1 and exact[-1].approximate else exact[-1]
            if chosen.value is None:
                return None
            found.append(chosen.value)
            labels.append(label)
    if not found:
        return None
    points = _points(found, labels)
    if points is not None:
        return points
    distinct = len(set(labels)) == len(labels) and all(labels)
    return Items(tuple(found), ordered=bracket == "(", names=tuple(labels) if distinct else ())


def _points(values: list[Answer], labels: list[str]) -> Items | None:
    """``x = 1, y = 2 or x = 3, y = 4`` as two points; ``None`` where the labels do not come round again."""
    size = labels.index(labels[0], 1) if labels[0] in labels[1:] else 0
    names = tuple(labels[:size])
    if size < 2 or "" in names or len(values) % size or labels != [*names] * (len(values) // size):
        return None
    return Items(
        tuple(
            Items(tuple(values[at : at + size]), ordered=True, names=names)
            for at in range(0, len(values), size)
        )
    )


def _labelled(piece: str) -> tuple[str, str]:
    """``x = 7`` as ``("x", "7")``; the index of ``x_1`` is part of the label."""
    match = re.match(r"^(?:[^=≈]*?(?<![\w]))?([A-Za-z](?:_?\{?\w\}?)?)\s*[=≈:]\s*(?=[^=])", piece)
    if match and not re.search(r"[\d+*/^]", piece[: match.start(1)]):
        return match[1].replace("{", "").replace("}", ""), piece[match.end() :]
    return "", piece


def rows(text: str, names: Names) -> tuple[tuple[t.Node, ...], ...] | None:
    """The rows of ``[[1, 2], [3, 4]]``, with whatever label stands before."""
    match = re.search(r"(?:Matrix\s*\(\s*)?\[\s*\[.*\]\s*\]", text, re.DOTALL)
    if match is None or re.search(
        r"\[\s*\[.*\]\s*\]\s*[=≈]\s*\S", text[match.start() :][: match.end() - match.start()]
    ):
        return None
    found = []
    body = text[text.rfind("=") + 1 :] if "=" in match[0] else match[0]
    body = re.sub(r"^\s*Matrix\s*\(", "", body.strip()).strip()
    inside, bracket = unwrap(body)
    if bracket != "[":
        return None
    for row in split_items(inside):
        cells_text, row_bracket = unwrap(row)
        if row_bracket != "[":
            return None
        cells = [expression(numerals(cell), names) for cell in split_items(cells_text)]
        if not cells or any(cell is None for cell in cells):
            return None
        found.append(tuple(cell for cell in cells if cell is not None))
    return tuple(found) if found and len({len(row) for row in found}) == 1 else None
