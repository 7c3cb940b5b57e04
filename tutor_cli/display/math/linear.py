"""Mathematics on one line: scripts where Unicode has them, parentheses where a line needs them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from tutor_cli.display.math.parse import Node, Parsed, Unreadable
from tutor_cli.display.math.pieces import (
    ATOM,
    PRODUCT,
    SUM,
    Piece,
    Word,
    among,
    bracketed,
    in_round_brackets,
    is_loose,
    is_marked,
    level_of_row,
    parenthesized,
    single,
    with_arguments,
    words_touch,
)
from tutor_cli.display.math.spacing import (
    Atom,
    are_functions,
    atoms_of,
    columns_of,
    continued,
    continues,
    flatten,
    gap,
    is_name,
    is_relation,
    only,
    over,
    touch,
)
from tutor_cli.display.math.symbols import (
    ASCII,
    MATRIX_FENCES,
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

_EQUALS = {"?": "≟", "def": "≝", "△": "≜", "∘": "≗"}
_SMALL = frozenset([*SUPERSCRIPTS.values(), *SUBSCRIPTS.values()]) - frozenset("′″‴⁗·")
_PRIMES = "′″‴⁗"


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
        level = ATOM if bracketed(solid) else level_of_row(solid)
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
            text = among(piece, before, after)
            if position:
                columns = (
                    0
                    if piece.cls == "func" and _opens(words)
                    else self._columns(words[-1], piece, text, tight)
                )
                if piece.numeric == "fraction" and before is not None and before.numeric == "number":
                    columns = max(columns, int(len(text) > 1 and text[0] != "("))
                space = max(space, columns)
                if words[-1].text[-1:] == " " or text[:1] == " ":
                    space = max(space - 1, 0)
            words.append(Word(piece, text, space))
        return with_arguments(words)

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
        return int(self.ascii and words_touch(left, right, text))

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
        if (
            base.cls not in ("func", "big", "open", "close", "text")
            and not is_name(inner)
            and (base.level > ATOM or base.beside is not None or inner.get("type") == "scripts")
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
        if (base.cls in ("func", "big") or are_functions(node["base"])) and below and not above:
            script = self.script(node["below"], False)
            return Piece(base.text + ("" if script[1] else "_") + script[0], "func")
        if (accent := over(node)) and base.cls == "ord":
            return self._accent({"base": node["base"], "accent": accent})
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
            return Piece(f"({num.text} atop {den.text})")
        if self.ascii and (num.text, den.text) in VULGAR:
            text = f"{num.text}/{den.text}"
            return Piece(text, level=SUM, beside=f"({text})", numeric="fraction")
        if (num.text, den.text) in VULGAR:
            return Piece(VULGAR[num.text, den.text], level=PRODUCT, numeric="fraction" if num.numeric else "")
        together = num.level == ATOM or (num.level < SUM and not is_loose(num.text))
        top = num.text if together else f"({num.text})"
        alone = den.level == ATOM or _is_differential(node["den"]) or is_marked(den.text)
        alone = alone or only(node["den"]).get("type") == "root" or is_name(only(node["den"]))
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
        closed = f"{sign}{inside}" if in_round_brackets(inside) else f"{sign}({inside})"
        if self.ascii or radicand.level > ATOM or radicand.open_ended or not single(inside, radicand):
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
        closed = closing and (opening or closing in "|‖])")
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
        if not above and not base.text.strip():  # a blank to be filled in
            return Piece("_" * max(sum(map(columns_of, flatten(node["base"]))), 3))
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
        opening, closing = MATRIX_FENCES.get(shape, ("", ""))
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
            elif touch(row[index - 1], cell):
                formulas[-1].append({"type": "space", "em": 0.3})
            formulas[-1] += flatten(continued(cell) if index % 2 or continues(row) else cell)
        return ", ".join(filter(None, (self.sequence(formula).text.strip() for formula in formulas)))


def _opens(words: Sequence[Word]) -> bool:
    """Whether the last word is the first bar of a pair: |sin x|."""
    bar = words[-1]
    return (
        bar.text in ("|", "‖") and bar.piece.cls == "ord" and sum(w.text == bar.text for w in words) % 2 == 1
    )


def _has_no_scripts(text: str) -> bool:
    """Whether ``text`` has no small letter or digit, raised or lowered, in it."""
    return not any(char in _SMALL for char in text)


def _small(text: str, raised: bool) -> str | None:
    return to_superscript(text) if raised else to_subscript(text)


def _each(text: str, mark: str) -> str:
    return "".join(char if char.isspace() else char + mark for char in text)


def _is_differential(node: Node) -> bool:
    """``dx``, ``∂x²``, ``dt``: read as one symbol under a derivative's bar."""
    nodes = list(flatten(node))
    if len(nodes) != 2:
        return False
    name = nodes[0].get("name") or nodes[0].get("symbol")
    base = only(nodes[1].get("base", nodes[1]))
    return name in ("d", "∂", "Δ", "δ") and base.get("type") == "identifier"
