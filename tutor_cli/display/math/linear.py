"""Mathematics on one line: scripts where Unicode has them, parentheses where a line needs them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from tutor_cli.display.math.parse import Node, Parsed, Unreadable
from tutor_cli.display.math.spacing import (
    CLOSERS,
    Atom,
    atoms_of,
    columns_of,
    continued,
    continues,
    flatten,
    gap,
    is_relation,
    only,
)
from tutor_cli.display.math.symbols import (
    ASCII,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    VULGAR,
    accent_word,
    in_alphabet,
    to_ascii,
    to_subscript,
    to_superscript,
)
from tutor_cli.display.sanitize import clean

ATOM, PRODUCT, SUM = range(3)
"""How much a piece of a line holds together: a symbol or something in brackets; factors; terms."""

_MATRIX_FENCES = {
    "p-matrix": ("(", ")"),
    "b-matrix": ("[", "]"),
    "brace-matrix": ("{", "}"),
    "v-matrix": ("|", "|"),
    "v-v-matrix": ("‖", "‖"),
}
_EQUALS = {"?": "≟", "def": "≝", "△": "≜", "∘": "≗", "!": "=!"}
_WORD = re.compile(r"[A-Za-z]{2}")
_WORD_END = re.compile(r"[A-Za-z]{2}$")
_SIGNS = frozenset("−-+±∓/:")
_SMALL = frozenset([*SUPERSCRIPTS.values(), *SUBSCRIPTS.values()]) - frozenset("′″‴⁗·")
_PRIMES = "′″‴⁗"


@dataclass(frozen=True)
class Piece:
    """A bit of a line and how its neighbours must treat it."""

    text: str
    cls: str = "ord"
    level: int = ATOM
    beside: str | None = None
    """What to write instead where another factor stands beside it: ``(a/b)x``."""
    before: str | None = None
    """What to write instead where another factor follows: ``√(2)x``."""
    open_ended: bool = False
    """Ends in a raw script: a letter right after it would be read as part of it."""
    node: Node | None = None
    """Of a large operator: itself, to be drawn taller beside something tall."""
    numeric: str = ""
    """``number``, or ``fraction`` of two numbers: ``2 5/7``."""


@dataclass(frozen=True)
class Word:
    """A piece as it is written among its neighbours."""

    piece: Piece
    text: str
    columns: int
    """Blank columns before it."""


def parenthesized(piece: Piece) -> str:
    return piece.text if piece.level == ATOM else f"({piece.text})"


class Linear:
    """Writes trees as lines. ``unknown`` gives the source of placeholders."""

    def __init__(self, parsed: Parsed, ascii: bool = False) -> None:
        self.unknown = parsed.unknown
        self.ascii = ascii

    # Leaves

    def leaf(self, text: str) -> str:
        if len(text) == 1 and text in self.unknown:
            return self.unknown[text]
        if not text.isprintable():
            text = clean(text)
        if self.ascii and not text.isascii():
            return "".join(ASCII.get(char) or to_ascii(char) for char in text)
        return text

    def symbol(self, text: str) -> str:
        return self.leaf({"∣": "|", "∗": "*", "⋅": "·"}.get(text, text))

    def number(self, node: Node) -> str:
        value = str(node["value"])
        mark = node.get("thousands")
        if not mark:
            return value
        whole, point, decimals = value.partition(".")
        groups = [whole[max(end - 3, 0) : end] for end in range(len(whole), 0, -3)][::-1]
        return str(mark).join(groups) + point + decimals

    def text(self, node: Node) -> str:
        parts: list[str] = []
        for part in node.get("parts", ()):
            if part.get("type") == "math":
                parts.append(self.row(part["value"]).text)
            else:
                value = str(part.get("value", "")).replace("\ue000", "").replace("\ue001", "")
                parts.append("".join(map(self.leaf, value)))
        return " ".join("".join(parts).replace("\u00a0", " ").split(" "))

    # Rows

    def row(self, node: Node, tight: bool = False) -> Piece:
        """A whole row, or any other node, as one piece."""
        return self.sequence(list(flatten(node)), tight)

    def sequence(self, nodes: Sequence[Node], tight: bool = False) -> Piece:
        atoms = atoms_of(nodes)
        if len(atoms) == 1 and atoms[0].cls != "space":
            return self.piece(atoms[0])
        words = self.resolve(atoms, tight)
        solid = [word.piece for word in words]
        text = "".join(" " * word.columns + word.text for word in words)
        if not solid:
            return Piece(text)
        level = ATOM if _bracketed(solid) else _level_of_row(solid)
        if len(solid) == 1:
            level = solid[0].level
        return Piece(
            text,
            cls=solid[0].cls if len(solid) == 1 else "ord",
            level=level,
            open_ended=solid[-1].open_ended,
        )

    def resolve(self, atoms: Sequence[Atom], tight: bool = False) -> list[Word]:
        """What each atom is written as among its neighbours, and how far from the one before."""
        spaces = [0] * (len(atoms) + 1)
        places: list[int] = []
        pieces: list[Piece] = []
        for index, atom in enumerate(atoms):
            if atom.cls == "space":
                spaces[index] = 0 if tight else columns_of(atom.node)
            else:
                places.append(index)
                pieces.append(self.piece(atom))
        words: list[Word] = []
        start = 0
        for position, piece in enumerate(pieces):
            space = max(spaces[start : places[position]], default=0)
            start = places[position] + 1
            end = places[position + 1] if position + 1 < len(pieces) else len(atoms)
            after = pieces[position + 1] if position + 1 < len(pieces) else None
            if max(spaces[start:end], default=0) > 1:
                after = None
            before = pieces[position - 1] if position and space < 2 else None
            text = _among(piece, before, after)
            if position:
                columns = self._columns(words[-1], piece, text, tight)
                if piece.numeric == "fraction" and before is not None and before.numeric == "number":
                    columns = max(columns, int(len(text) > 1 and text[0] != "("))
                space = max(space, columns)
                if words[-1].text[-1:] == " " or text[:1] == " ":
                    space = max(space - 1, 0)
            words.append(Word(piece, text, space))
        return _with_arguments(words)

    def _columns(self, left: Word, right: Piece, text: str, tight: bool) -> int:
        columns = 0 if tight else gap(left.piece.cls, right.cls)
        if right.cls == "dots" and left.piece.numeric == "number" and "." in left.text:
            return 0  # 0.333…
        if left.piece.cls == "func":
            if text.startswith("("):
                return int(left.text.endswith(")"))
            columns = max(columns, int(right.cls not in ("open", "bin", "rel", "punct", "close")))
        if columns:
            return columns
        if right.cls == "func" and left.text[-1:].isalnum():
            return 1
        if left.piece.open_ended and (text[:1].isalnum() or text[:1] in ("(", "√")):
            return 1
        if left.piece.numeric == "number" == right.numeric:
            return 1
        return int(self.ascii and _words_touch(left, right, text))

    # Nodes

    def piece(self, atom: Atom) -> Piece:
        node = atom.node
        kind = str(node.get("type"))
        method: Callable[[Node], Piece] | None = getattr(self, "_" + kind.replace("-", "_"), None)
        if method is None:
            raise Unreadable(f"no layout for {kind}")
        piece = method(node)
        if atom.cls == "big":
            return replace(piece, cls="big", node=node)
        if kind in ("scripts", "stacked", "operator", "fixed-delimiter", "arrow", "forced-class", "function"):
            return replace(piece, cls=atom.cls)
        return piece

    def only(self, node: Node, tight: bool = False) -> Piece:
        return self.row(node, tight)

    def _number(self, node: Node) -> Piece:
        return Piece(self.number(node), numeric="number")

    def _identifier(self, node: Node) -> Piece:
        name = str(node.get("name", ""))
        if not self.ascii:
            name = in_alphabet(name, node.get("variant"))
        return Piece(self.leaf(name))

    def _function(self, node: Node) -> Piece:
        return Piece("".join(map(self.leaf, str(node.get("name", "")))), "func")

    def _operator(self, node: Node) -> Piece:
        return Piece(self.symbol(str(node.get("symbol", ""))), str(node.get("class", "ord")))

    def _fixed_delimiter(self, node: Node) -> Piece:
        return Piece(self.symbol(str(node.get("symbol", ""))), str(node.get("class", "ord")))

    def _large_operator(self, node: Node) -> Piece:
        return Piece(self.symbol(str(node.get("symbol", ""))), "big")

    def _text(self, node: Node) -> Piece:
        text = self.text(node)
        return Piece(text, "text", PRODUCT if " " in text.strip() else ATOM)

    def _row(self, node: Node) -> Piece:
        return self.row(node)

    def _style(self, node: Node) -> Piece:
        return self.row(node["base"])

    _colored = _raised = _scaled = _smashed = _overlapped = _unit = _multicolumn = _style

    def _quantity(self, node: Node) -> Piece:
        return self.row(node["unit"])

    def _forced_class(self, node: Node) -> Piece:
        return replace(self.row(node["base"]), cls=str(node.get("class", "ord")))

    def _space(self, node: Node) -> Piece:
        return Piece(" " * columns_of(node), "space")

    def _rule(self, node: Node) -> Piece:
        return Piece("")

    def _phantom(self, node: Node) -> Piece:
        width = len(self.row(node["base"]).text) if node.get("width") else 0
        return Piece(" " * min(width, 20))

    def _vertical_arrow(self, node: Node) -> Piece:
        labels = [self.row(node[key], True).text for key in ("left", "right", "label") if key in node]
        return Piece(self.symbol(str(node.get("symbol", "↓"))) + "".join(labels), "rel")

    # Scripts

    def script(self, node: Node, raised: bool) -> tuple[str, bool]:
        """A script's text and whether it needs no mark: ``("²", True)``, ``("(x→0)", False)``."""
        piece = self.row(node, tight=True)
        text = piece.text.strip()
        if text == "":
            return "", True
        if raised:
            primes = len(text) - len(text.lstrip(_PRIMES + "'"))
            if primes == len(text):
                return text, True
            if primes:
                rest = to_superscript(text[primes:])
                if rest is not None and not self.ascii:
                    return text[:primes] + rest, True
            if text in ("∘", "o", "°") and only(node).get("symbol") in ("∘", "°"):
                return (" deg" if self.ascii else "°"), True
            if text in ("*", "†", "‡") or (text in ("⊤", "⊺") and not self.ascii):
                return ("ᵀ" if text in "⊤⊺" else text), True
        if not self.ascii:
            mapped = None if text.isalpha() and len(text) > 3 else _small(text, raised)
            if mapped is not None:
                return mapped, True
        word = text.isalnum() and _has_no_scripts(text)
        simple = piece.level == ATOM and (len(text) == 1 or piece.numeric == "number" or word)
        if simple or (text[0] == "(" and text[-1] == ")" and piece.level == ATOM):
            return text, False
        return f"({text})", False

    def _scripts(self, node: Node) -> Piece:
        base = self.row(node["base"])
        inner = only(node["base"])
        text = base.text
        if base.cls not in ("func", "big", "open", "close", "text") and (
            base.level > ATOM or base.beside is not None or inner.get("type") == "scripts"
        ):
            text = f"({text})"
        sub, sub_plain = self.script(node["sub"], False) if "sub" in node else ("", True)
        sup, sup_plain = self.script(node["sup"], True) if "sup" in node else ("", True)
        open_ended = False
        if sub:
            if sub_plain and not text and sup_plain:
                text, sup = sup + sub, ""  # ¹⁴₆C
            elif sub_plain:
                text += sub
            else:
                # x_q² would be read as x_(q²).
                unclear = sup and sup_plain and sup[0] not in _PRIMES + "'" and sub[0] != "("
                text += "_" + (f"({sub})" if unclear else sub)
                open_ended = sub[-1] != ")" and not sup
        if sup:
            text += sup if sup_plain else "^" + sup
            open_ended = not sup_plain
        return Piece(text, base.cls, open_ended=open_ended)

    def _stacked(self, node: Node) -> Piece:
        base = self.row(node["base"])
        above = self.row(node["above"], True).text if "above" in node else ""
        below = self.row(node["below"], True).text if "below" in node else ""
        if base.cls in ("func", "big") and not above:
            return self._scripts({"base": node["base"], "sub": node["below"]})
        if base.text == "=" and not below and above in _EQUALS and not self.ascii:
            return Piece(_EQUALS[above], base.cls)
        labels = "; ".join(filter(None, (above, below)))
        return Piece(f"{parenthesized(base)}[{labels}]" if labels else base.text, base.cls)

    def _arrow(self, node: Node) -> Piece:
        symbol = self.symbol(str(node.get("symbol", "→")))
        labels = [self.row(node[key], True).text for key in ("above", "below") if key in node]
        label = "; ".join(filter(None, labels))
        if not label:
            return Piece(symbol, "rel")
        dash = "-" if self.ascii else "─"
        if node.get("symbol") == "→":
            return Piece(f"{dash}{dash}{label}{symbol}", "rel")
        if node.get("symbol") == "←":
            return Piece(f"{symbol}{label}{dash}{dash}", "rel")
        return Piece(f"{symbol}[{label}]", "rel")

    # Fractions and roots

    def _fraction(self, node: Node) -> Piece:
        num, den = self.row(node["num"]), self.row(node["den"])
        if node.get("rule") is False:
            return Piece(f"{num.text} over {den.text}", level=SUM)
        if self.ascii and (num.text, den.text) in VULGAR:
            text = f"{num.text}/{den.text}"
            return Piece(text, level=SUM, beside=f"({text})", numeric="fraction")
        if (num.text, den.text) in VULGAR:
            return Piece(VULGAR[num.text, den.text], level=PRODUCT, numeric="fraction" if num.numeric else "")
        together = num.level == ATOM or (num.level < SUM and not _is_loose(num.text))
        top = num.text if together else f"({num.text})"
        alone = den.level == ATOM or _is_differential(node["den"]) or _is_marked(den.text)
        bottom = den.text if alone else f"({den.text})"
        text = f"{top}/{bottom}"
        numeric = "fraction" if num.numeric == den.numeric == "number" else ""
        return Piece(text, level=SUM, beside=f"({text})", numeric=numeric, open_ended=den.open_ended)

    def radical(self, index: str) -> str:
        """The sign of a root: ``√``, ``∛``, ``ⁿ√``, ``[k!]√``."""
        if self.ascii:
            return f"root[{index}]" if index else "sqrt"
        raised = to_superscript(index)
        return {"": "√", "3": "∛", "4": "∜"}.get(index) or (f"{raised}√" if raised else f"[{index}]√")

    def _root(self, node: Node) -> Piece:
        radicand = self.row(node["radicand"])
        sign = self.radical(self.row(node["index"], True).text if "index" in node else "")
        inside = radicand.text
        closed = f"{sign}{inside}" if _in_round_brackets(inside) else f"{sign}({inside})"
        if self.ascii or radicand.level > ATOM or radicand.open_ended or not _single(inside, radicand):
            return Piece(closed)
        return Piece(f"{sign}{inside}", level=PRODUCT, before=closed)

    # Brackets, accents and marks

    def _delimited(self, node: Node) -> Piece:
        opening, closing = str(node.get("open") or ""), str(node.get("close") or "")
        parts = node.get("parts", ())
        if len(parts) == 1 and only(parts[0]).get("rule") is False and (opening, closing) == ("(", ")"):
            choice = only(parts[0])
            return Piece(f"({self.row(choice['num']).text} choose {self.row(choice['den']).text})")
        middles = [*map(str, node.get("middles", ())), ""]
        text = self.symbol(opening)
        for part, middle in zip(parts, middles, strict=False):
            inside = self.row(part).text
            text += f"{inside.strip()} {self.symbol(middle)} " if middle else inside.lstrip()
        closed = closing and (opening or closing in "|‖")
        return Piece(text + self.symbol(closing), level=ATOM if closed else PRODUCT)

    def _accent(self, node: Node) -> Piece:
        base = self.row(node["base"])
        accent = str(node.get("accent", ""))
        mark = {"→": "\u20d7", "←": "\u20d6", "↔": "\u20e1"}.get(accent, accent)
        if (
            not self.ascii
            and len(base.text) == 1
            and not node.get("below")
            and len(mark) == 1
            and mark > "\u02ff"
        ):
            if mark == "⏜":
                mark = "\u0311"
            return Piece(base.text + mark)
        if not self.ascii and accent == "\u0304" and base.text.isalnum():
            return Piece(_each(base.text, "\u0305"))
        return Piece(f"{accent_word(accent)}({base.text})")

    def _bar(self, node: Node) -> Piece:
        base = self.row(node["base"])
        above = bool(node.get("above", True))
        if above and base.text.startswith(")"):  # long division, as 12\overline{)144}
            return Piece(base.text if self.ascii else f"⟌{base.text[1:]}", level=base.level)
        if not self.ascii and base.text.isalnum():
            return Piece(_each(base.text, "\u0305" if above else "\u0332"))
        return Piece(f"{'overline' if above else 'underline'}({base.text})")

    def _brace(self, node: Node) -> Piece:
        base = self.row(node["base"])
        label = self.row(node["label"], True).text if "label" in node else ""
        mark = "" if self.ascii else ("⏞" if node.get("above") else "⏟")
        return Piece(f"{parenthesized(base)}{mark}" + (f"[{label}]" if label else ""))

    def _canceled(self, node: Node) -> Piece:
        base = self.row(node["base"])
        if self.ascii:
            return Piece(f"cancel({base.text})")
        return replace(base, text=_each(base.text, "\u0338"), beside=None, before=None)

    def _framed(self, node: Node) -> Piece:
        base = self.row(node["base"])
        return base if node.get("shape") == "fill" else Piece(f"[ {base.text} ]")

    # Tables

    def _table(self, node: Node) -> Piece:
        shape = str(node.get("shape", ""))
        rows = node.get("rows", ())
        if shape in ("aligned", "centered", "diagram"):
            return Piece(self.aligned(rows), level=SUM)
        if shape == "substack":
            return Piece(", ".join(self.cell_texts(row) for row in rows), level=SUM)
        opening, closing = _MATRIX_FENCES.get(shape, ("", ""))
        if shape in ("cases", "r-cases"):
            opening, closing = "{ ", " }"
        bars = {int(place) for place in node.get("verticals", ())}
        text = ""
        for row in rows:
            if row_text := self.cell_texts(row, bars):
                goes_on = is_relation(next(cell for cell in row if list(flatten(cell))))
                text = f"{text.rstrip(',; ')}{' ' if goes_on else '; '}{row_text}" if text else row_text
        opening, closing = self.symbol(opening), self.symbol(closing)
        return Piece(f"{opening}{text}{closing}", level=ATOM if opening else SUM)

    def cell_texts(self, row: Sequence[Node], bars: Collection[int] = ()) -> str:
        """The cells of a row with commas between them; a line (``c|c``) is a bar."""
        text, after_relation = "", True
        for place, cell in enumerate(row):
            cell_text = self.row(cell).text.strip()
            if not cell_text:
                continue
            if cell_text == "|":  # a column of bars drawn by hand
                text, after_relation = f"{text.rstrip(',; ')} |", True
                continue
            if place in bars and text:
                text = f"{text.rstrip(',; ')} | {cell_text}"
            elif after_relation or is_relation(cell):  # x & = & 1
                text = f"{text} {cell_text}".strip()
            else:
                text = f"{text.rstrip(',; ')}, {cell_text}"
            after_relation = is_relation(cell)
        return text

    def aligned(self, rows: Sequence[Sequence[Node]]) -> str:
        """Aligned rows one after the other; one that goes on from the row before is no new formula."""
        text, simple = "", True
        for row in rows:
            row_text = self.aligned_row(row)
            if not row_text:
                continue
            goes_on = bool(text) and simple and len(row) < 3 and continues(row)
            text += (" " if goes_on else "; ") * bool(text) + row_text
            simple = len(row) < 3
        return text

    def aligned_row(self, row: Sequence[Node]) -> str:
        """The cells of an aligned row, each pair one formula."""
        formulas: list[list[Node]] = []
        for index, cell in enumerate(row):
            if index % 2 == 0 and not (index and (is_relation(row[index - 1]) or continues(row[index:]))):
                formulas.append([])
            formulas[-1] += flatten(continued(cell) if index % 2 or continues(row) else cell)
        return ", ".join(filter(None, (self.sequence(formula).text.strip() for formula in formulas)))


def _with_arguments(words: list[Word]) -> list[Word]:
    """``sin(n/L)x`` would be read as a product: the letters after the fraction join the argument."""
    for index in range(1, len(words) - 1):
        if words[index - 1].piece.cls != "func" or words[index].piece.beside != words[index].text:
            continue
        end = index + 1
        while end < len(words) and words[end].columns == 0 and _is_letter(words[end].piece):
            if words[end].text in "dⅆ" and end + 1 < len(words):
                break
            end += 1
        if end > index + 1:
            words[index] = replace(words[index], text=f"({words[index].text}")
            words[end - 1] = replace(words[end - 1], text=f"{words[end - 1].text})")
    return words


def _is_letter(piece: Piece) -> bool:
    return piece.cls == "ord" and piece.level == ATOM and len(piece.text) == 1 and piece.text.isalpha()


def _is_loose(text: str) -> bool:
    """Whether there is a space or a slash in ``text`` outside brackets."""
    depth = 0
    for char in text:
        depth += (char in "([{⟨⌊⌈") - (char in ")]}⟩⌋⌉")
        if depth == 0 and char in " /":
            return True
    return False


def _is_marked(text: str) -> bool:
    """``n!`` or ``|x|``: read as one symbol under a slash."""
    if text[:1] == text[-1:] and text[:1] in ("|", "‖"):
        return text.count(text[0]) == 2
    return text[-1:] == "!" and text[:-1].isalnum()


def _has_no_scripts(text: str) -> bool:
    """Whether ``text`` has no small letter or digit, raised or lowered, in it."""
    return not any(char in _SMALL for char in text)


def _small(text: str, raised: bool) -> str | None:
    return to_superscript(text) if raised else to_subscript(text)


def _each(text: str, mark: str) -> str:
    return "".join(char if char.isspace() else char + mark for char in text)


def _single(text: str, piece: Piece) -> bool:
    """Whether a root sign alone can stand before it: one letter, or a number."""
    return (len(text) == 1 and text.isalnum()) or piece.numeric == "number"


def _in_round_brackets(text: str) -> bool:
    if text[:1] != "(" or text[-1:] != ")":
        return False
    depth = 0
    for index, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0 and index < len(text) - 1:
            return False
    return True


def _bracketed(solid: Sequence[Piece]) -> bool:
    """Whether the first bracket of a row closes with its last."""
    if solid[0].cls != "open" or solid[-1].cls != "close" or solid[-1].text[:1] not in CLOSERS:
        return False
    depth = 0
    for position, piece in enumerate(solid):
        if piece.cls == "open":
            depth += 1
        elif piece.cls == "close" and piece.text[:1] in CLOSERS:
            depth -= 1
            if depth == 0 and position < len(solid) - 1:
                return False
    return depth == 0


def _level_of_row(solid: Sequence[Piece]) -> int:
    """``PRODUCT`` or ``SUM``, by what stands outside all brackets."""
    depth = 0
    level = PRODUCT
    for piece in solid:
        depth -= piece.cls == "close" and piece.text[:1] in CLOSERS
        if depth < 0:
            return SUM
        if depth == 0:
            level = max(level, _level_in_row(piece))
        depth += piece.cls == "open"
    return SUM if depth else level


def _level_in_row(piece: Piece) -> int:
    if piece.cls in ("bin", "sign", "rel", "punct", "dots") or (piece.cls == "ord" and piece.text in _SIGNS):
        return SUM
    return SUM if piece.level == SUM and piece.beside is None else PRODUCT


def _among(piece: Piece, before: Piece | None, after: Piece | None) -> str:
    """The text of ``piece`` between these neighbours, with parentheses where it needs them."""
    follows = after is not None and _starts_factor(after)
    precedes = before is not None and _ends_factor(before)
    mixed = piece.numeric == "fraction" and before is not None and before.numeric == "number" and not follows
    divided = (before is not None and before.text in ("/", "÷")) or (after is not None and after.text == "/")
    if piece.beside is not None and not mixed and (follows or precedes or divided):
        return piece.beside
    if piece.before is not None and follows:
        return piece.before
    return piece.text


def _is_differential(node: Node) -> bool:
    """``dx``, ``∂x²``, ``dt``: read as one symbol under a derivative's bar."""
    nodes = list(flatten(node))
    if len(nodes) != 2:
        return False
    name = nodes[0].get("name") or nodes[0].get("symbol")
    base = only(nodes[1].get("base", nodes[1]))
    return name in ("d", "∂", "Δ", "δ") and base.get("type") == "identifier"


def _starts_factor(piece: Piece) -> bool:
    """Whether a fraction or root before this piece would be multiplied by it."""
    if piece.cls in ("bin", "sign", "rel", "punct", "close", "dots", "space"):
        return False
    if piece.cls == "text":
        return piece.text[:1] not in ("", " ", ",", ".", ";")
    return piece.text[:1] not in ("/", "!", "|", "%", "°", "", " ")


def _ends_factor(piece: Piece) -> bool:
    if piece.cls in ("bin", "sign", "rel", "punct", "open", "dots", "space", "big"):
        return False
    if piece.cls == "text":
        return piece.text[-1:] not in ("", " ", ",", ".", ";")
    if piece.cls == "func":
        return not piece.text.startswith(("lim", "max", "min", "sup", "inf"))
    return piece.text[-1:] not in ("/", "−", "-", "+", "±", "|", "", " ")


def _words_touch(left: Word, right: Piece, text: str) -> bool:
    """In ASCII a Greek letter is a word, which must not run into the next letter."""
    if not (left.text[-1:].isalnum() and text[:1].isalnum()):
        return False
    return _WORD_END.search(left.text) is not None or _WORD.match(text) is not None
