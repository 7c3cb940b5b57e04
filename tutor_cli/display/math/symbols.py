"""The characters mathematics is written with, in Unicode and in plain ASCII."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

SUPERSCRIPTS = dict(
    zip(
        "0123456789+−-=()abcdefghijklmnoprstuvwxyzT.βγδθφχ′″‴⁗",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ·ᵝᵞᵟᶿᵠᵡ′″‴⁗",
        strict=True,
    )
)
"""There is no superscript q, comma or slash; ``.`` becomes a raised dot."""

SUBSCRIPTS = dict(
    zip(
        "0123456789+−-=()aehijklmnoprstuvxβγρφχ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
        strict=True,
    )
)

MATRIX_FENCES = {
    "p-matrix": ("(", ")"),
    "b-matrix": ("[", "]"),
    "brace-matrix": ("{", "}"),
    "v-matrix": ("|", "|"),
    "v-v-matrix": ("‖", "‖"),
}
"""The brackets of a matrix, by the shape of its table."""

VULGAR = {
    ("1", "2"): "½",
    ("1", "3"): "⅓",
    ("2", "3"): "⅔",
    ("1", "4"): "¼",
    ("3", "4"): "¾",
    ("1", "5"): "⅕",
    ("2", "5"): "⅖",
    ("3", "5"): "⅗",
    ("4", "5"): "⅘",
    ("1", "6"): "⅙",
    ("5", "6"): "⅚",
    ("1", "8"): "⅛",
    ("3", "8"): "⅜",
    ("5", "8"): "⅝",
    ("7", "8"): "⅞",
}

ALPHABETS = {
    "bold": "MATHEMATICAL BOLD ",
    "bold-italic": "MATHEMATICAL BOLD ITALIC ",
    "double-struck": "MATHEMATICAL DOUBLE-STRUCK ",
    "calligraphic": "MATHEMATICAL SCRIPT ",
    "fraktur": "MATHEMATICAL FRAKTUR ",
}
"""Alphabets that mean something; italic, upright, sans-serif and monospace stay plain."""

# Letters the mathematical alphabets leave out, because they had a place before.
_LETTERLIKE = {
    "double-struck": dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)),
    "calligraphic": dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True)),
    "fraktur": dict(zip("CHIRZ", "ℭℌℑℜℨ", strict=True)),
}


def in_alphabet(name: str, variant: str | None) -> str:
    """``name`` in a mathematical alphabet: ``("R", "double-struck")`` → ``ℝ``."""
    prefix = ALPHABETS.get(variant or "")
    if prefix is None:
        return name
    special = _LETTERLIKE.get(variant or "", {})
    return "".join(special.get(char) or _in_alphabet(char, prefix) for char in name)


def _in_alphabet(char: str, prefix: str) -> str:
    try:
        plain = unicodedata.name(char)
        for script in ("LATIN ", "GREEK ", ""):
            if not plain.startswith(script):
                continue
            rest = plain[len(script) :].replace(" LETTER ", " ")
            return unicodedata.lookup(prefix + rest)
    except (KeyError, ValueError, TypeError):
        pass
    return char


def to_superscript(text: str) -> str | None:
    """``text`` raised, if Unicode can raise every character of it."""
    raised = [SUPERSCRIPTS.get(char) for char in text]
    return "".join(filter(None, raised)) if text and all(raised) else None


def to_subscript(text: str) -> str | None:
    lowered = [SUBSCRIPTS.get(char) for char in text]
    return "".join(filter(None, lowered)) if text and all(lowered) else None


_GREEK = {
    chr(code): name.lower() if unicodedata.name(chr(code)).startswith("GREEK SMALL") else name.capitalize()
    for code in range(0x391, 0x3CA)
    if code != 0x3A2
    for name in [unicodedata.name(chr(code)).rpartition(" ")[2]]
    if not unicodedata.name(chr(code)).endswith("FINAL SIGMA")
} | {
    "λ": "lambda",
    "Λ": "Lambda",
    "ς": "sigma",
    "ϵ": "epsilon",
    "ϑ": "theta",
    "ϕ": "phi",
    "ϖ": "pi",
    "ϱ": "rho",
    "ϰ": "kappa",
}

ASCII: dict[str, str] = _GREEK | {
    "−": "-",
    "×": "*",
    "·": "*",
    "⋅": "*",
    "∗": "*",
    "÷": "/",
    "±": "+/-",
    "∓": "-/+",
    "∘": "o",
    "°": "deg",
    "′": "'",
    "″": "''",
    "‴": "'''",
    "⁗": "''''",
    "≤": "<=",
    "⩽": "<=",
    "≥": ">=",
    "⩾": ">=",
    "≠": "!=",
    "≈": "~=",
    "≃": "~=",
    "≅": "=~",
    "∼": "~",
    "≡": "===",
    "≢": "!==",
    "∝": "prop to",
    "≪": "<<",
    "≫": ">>",
    "→": "->",
    "⟶": "-->",
    "←": "<-",
    "⟵": "<--",
    "↔": "<->",
    "↦": "|->",
    "⟼": "|->",
    "⇒": "=>",
    "⟹": "==>",
    "⇐": "<==",
    "⟸": "<==",
    "⇔": "<=>",
    "⟺": "<=>",
    "↑": "^",
    "↓": "v",
    "∞": "oo",
    "∑": "sum",
    "∏": "prod",
    "∐": "coprod",
    "∫": "int",
    "∬": "int int",
    "∭": "int int int",
    "∮": "oint",
    "⋃": "union",
    "⋂": "intersect",
    "∪": "union",
    "∩": "intersect",
    "∈": "in",
    "∉": "not in",
    "∋": "contains",
    "⊂": "subset",
    "⊆": "subset=",
    "⊃": "superset",
    "⊇": "superset=",
    "⊄": "not subset",
    "⊊": "proper subset",
    "∅": "{}",
    "∖": "\\",
    "∀": "for all",
    "∃": "exists",
    "∄": "not exists",
    "¬": "not",
    "∧": "and",
    "∨": "or",
    "⊕": "(+)",
    "⊗": "(x)",
    "∴": "therefore",
    "∵": "because",
    "⊢": "|-",
    "⊨": "|=",
    "⊤": "T",
    "⊥": "_|_",
    "∥": "||",
    "‖": "||",
    "∣": "|",
    "∤": "does not divide",
    "∠": "angle",
    "△": "triangle",
    "∇": "nabla",
    "∂": "d",
    "ℏ": "hbar",
    "ℓ": "l",
    "…": "...",
    "⋯": "...",
    "⋮": ":",
    "⋱": "...",
    "⟨": "<",
    "⟩": ">",
    "⌊": "floor(",
    "⌋": ")",
    "⌈": "ceil(",
    "⌉": ")",
    "√": "sqrt",
    "⁄": "/",
    "ℝ": "R",
    "ℂ": "C",
    "ℕ": "N",
    "ℤ": "Z",
    "ℚ": "Q",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "--",
    "•": "*",
    "\u00a0": " ",
    "≔": ":=",
    "≟": "=?",
    "≝": "=(def)",
    "⏟": "",
    "⏞": "",
    "▸": ">",
    "│": "|",
    "─": "-",
    "┃": "|",
    "━": "-",
    "█": "#",
    "✓": "ok",
    "✔": "ok",
    "✗": "x",
    "€": "EUR",
    "£": "GBP",
    "∎": "QED",
    "■": "#",
    "□": "[]",
    "²": "^2",
    "³": "^3",
    "½": "1/2",
    "⅓": "1/3",
    "¼": "1/4",
    "⋆": "*",
    "⌢": "arc",
    "↪": "c->",
    "↩": "<-c",
    "↠": "->>",
    "⇌": "<->",
    "⇄": "<->",
    "⇑": "^",
    "⇓": "v",
    "↕": "^v",
    "↗": "/^",
    "↘": "\\v",
    "↛": "-/->",
    "⇏": "=/=>",
    "≜": "=(triangle)",
    "≐": "=(dot)",
    "≍": "asymp",
    "≲": "<~",
    "≳": ">~",
    "≦": "<=",
    "≧": ">=",
    "≮": "not <",
    "≯": "not >",
    "≰": "not <=",
    "≱": "not >=",
    "≁": "not ~",
    "≇": "not =~",
    "≉": "not ~=",
    "≺": "precedes",
    "≻": "succeeds",
    "⪯": "precedes=",
    "⪰": "succeeds=",
    "≼": "precedes=",
    "≽": "succeeds=",
    "⊈": "not subset=",
    "⊉": "not superset=",
    "⊅": "not superset",
    "⊋": "proper superset",
    "∌": "does not contain",
    "∁": "complement",
    "⊔": "square union",
    "⊓": "square intersect",
    "⊎": "disjoint union",
    "⨆": "square union",
    "⊖": "(-)",
    "⊘": "(/)",
    "⊙": "(.)",
    "◯": "O",
    "⨁": "sum(+)",
    "⨂": "prod(x)",
    "⊲": "<|",
    "⊳": "|>",
    "⊴": "<|=",
    "⊵": "|>=",
    "⋉": "|x",
    "⋊": "x|",
    "⋈": "join",
    "⊻": "xor",
    "⊣": "-|",
    "⟂": "_|_",
    "∦": "not ||",
    "⋀": "and",
    "⋁": "or",
    "∡": "angle",
    "∢": "angle",
    "▽": "nabla",
    "◇": "<>",
    "⋄": "<>",
    "∙": "*",
    "★": "*",
    "†": "dagger",
    "‡": "ddagger",
    "ı": "i",
    "ȷ": "j",
    "ℵ": "aleph",
    "℘": "P",
    "∯": "oint oint",
    "∰": "oint oint oint",
    "⟦": "[[",
    "⟧": "]]",
    "♯": "#",
    "♭": "b",
}

_ACCENT_WORDS = {
    "\u0302": "hat",
    "\u0304": "bar",
    "\u0305": "bar",
    "\u20d7": "vec",
    "\u0307": "dot",
    "\u0308": "ddot",
    "\u0303": "tilde",
    "\u030c": "check",
    "\u0301": "acute",
    "\u0300": "grave",
    "\u0306": "breve",
    "\u030a": "ring",
    "\u20db": "dddot",
    "→": "vec",
    "←": "vec",
    "↔": "line",
    "⏜": "arc",
}


OVER = {"→": "→", "⟶": "→", "←": "←", "⟵": "←", "↔": "↔", "⌢": "⏜", "⌒": "⏜"}
"""What ``\\overset`` puts above something as an accent."""


def accent_word(accent: str) -> str:
    """The word for an accent where it cannot be drawn: ``hat(ABC)``."""
    return _ACCENT_WORDS.get(accent, "accent")


def to_ascii(text: str) -> str:
    """``text`` in ASCII: our name for it, plain letters, Unicode's name (``:party popper:``), an escape."""
    if text.isascii():
        return text
    return "".join(char if char.isascii() else ASCII.get(char) or _decomposed(char) for char in text)


def _decomposed(char: str) -> str:
    if unicodedata.combining(char):
        return ""
    plain = "".join(
        ASCII.get(part, part)
        for part in unicodedata.normalize("NFKD", char)
        if not unicodedata.combining(part)
    )
    if "\u0338" in unicodedata.normalize("NFKD", char):
        plain = f"not {plain}"
    if not plain.isascii() and unicodedata.category(char)[0] == "S" and (name := unicodedata.name(char, "")):
        return f":{name.lower()}:"
    return plain.encode("ascii", "backslashreplace").decode("ascii")


@dataclass(frozen=True)
class Glyphs:
    """What brackets, bars and braces are drawn with: (one row, top, middle, bottom, extension)."""

    bar: str
    vertical: str
    crossings: str
    """Of lines in a table: ┌┬┐├┼┤└┴┘."""
    corners: str
    """Of a box: ┌┐└┘."""
    root: str
    brackets: dict[str, tuple[str, str, str, str]]
    """delimiter → (top, extension, bottom, middle)."""
    over_brace: tuple[str, str, str]
    """Left end, where the label is, right end; drawn between them with ``bar``."""
    under_brace: tuple[str, str, str]
    integral: tuple[str, str, str]


UNICODE_GLYPHS = Glyphs(
    bar="─",
    vertical="│",
    crossings="┌┬┐├┼┤└┴┘",
    corners="┌┐└┘",
    root="√",
    brackets={
        "(": ("⎛", "⎜", "⎝", "⎜"),
        ")": ("⎞", "⎟", "⎠", "⎟"),
        "[": ("⎡", "⎢", "⎣", "⎢"),
        "]": ("⎤", "⎥", "⎦", "⎥"),
        "{": ("⎧", "⎪", "⎩", "⎨"),
        "}": ("⎫", "⎪", "⎭", "⎬"),
        "|": ("│", "│", "│", "│"),
        "∣": ("│", "│", "│", "│"),
        "‖": ("║", "║", "║", "║"),
        "∥": ("║", "║", "║", "║"),
        "⌊": ("⎢", "⎢", "⎣", "⎢"),
        "⌋": ("⎥", "⎥", "⎦", "⎥"),
        "⌈": ("⎡", "⎢", "⎢", "⎢"),
        "⌉": ("⎤", "⎥", "⎥", "⎥"),
    },
    over_brace=("╭", "┴", "╮"),
    under_brace=("╰", "┬", "╯"),
    integral=("⌠", "⎮", "⌡"),
)

ASCII_GLYPHS = Glyphs(
    bar="-",
    vertical="|",
    crossings="+" * 9,
    corners="++++",
    root="\\/",
    brackets={
        "(": ("/", "|", "\\", "|"),
        ")": ("\\", "|", "/", "|"),
        "[": ("[", "[", "[", "["),
        "]": ("]", "]", "]", "]"),
        "{": ("/", "|", "\\", "{"),
        "}": ("\\", "|", "/", "}"),
        "|": ("|", "|", "|", "|"),
        "∣": ("|", "|", "|", "|"),
        "‖": ("||", "||", "||", "||"),
        "∥": ("||", "||", "||", "||"),
        "⌊": ("| ", "| ", "|_", "| "),
        "⌋": (" |", " |", "_|", " |"),
        "⌈": ("|-", "| ", "| ", "| "),
        "⌉": ("-|", " |", " |", " |"),
    },
    over_brace=("/", "+", "\\"),
    under_brace=("\\", "+", "/"),
    integral=("/", "|", "/"),
)
