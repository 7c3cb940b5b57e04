"""Text to tokens: numbers, words, signs and LaTeX commands, with Unicode made plain."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tutor_cli.models.solver.reading.blanks import filled
from tutor_cli.models.solver.reading.lines import is_system, joined

MAX_CHARACTERS = 4000
"""Longer questions are declined."""
MAX_TOKENS = 1500

Kind = Literal["number", "word", "sign", "command"]


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str
    """Canonical: words in lower case, ``**`` and superscripts as ``^``."""
    raw: str
    spaced: bool
    """True when white space stands before it."""

    @property
    def is_letter(self) -> bool:
        """A single letter, perhaps with an index (``x``, ``x_1``): a name, most likely."""
        return self.kind == "word" and (len(self.raw) == 1 or self.raw[1:].lstrip("_").isdigit())


_SIGNS = {
    "×": "*", "⋅": "*", "·": "*", "∙": "*", "∗": "*", "÷": " divided by ", "∕": "/", "⁄": "/", "−": "-", "–": "-", "—": "-",
    "≤": "<=", "⩽": "<=", "≥": ">=", "⩾": ">=", "≠": "!=", "‘": "'", "’": "'", "′": "'", "″": "''",
    "“": '"', "”": '"', "…": "...", "∶": ":", "º": "°", "˚": "°", "√": " sqrt ", "∛": " cbrt ", "∫": " \\int ",
    "⌊": " floor(", "⌋": ")", "⌈": " ceil(", "⌉": ")", "∑": " \\sum ", "Σ": " \\sum ", "Π": " \\prod ", "∏": " \\prod ", "∞": " infinity ", "π": " pi ", "→": "->", "∂": " \\partial ", "∪": " or ", "∇": " nabla ",
}  # fmt: skip
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣ", "0123456789+-()nx")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "Δ": "Delta", "ε": "epsilon", "θ": "theta",
    "λ": "lambda", "μ": "mu", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "ω": "omega",
}  # fmt: skip
_CONTRACTIONS = {
    "'s": " is", "'re": " are", "'m": " am", "'ll": " will", "'ve": " have", "'d": " would", "n't": " not",
}  # fmt: skip

_TOKEN = re.compile(
    r"""
      (?P<number>  [1-9]\d{0,2}(?:,\d{3})+(?![\d,])(?:\.\d+)? | \d+(?:\.\d+)?(?:[eE][+-]?\d+(?![\w.]))? | \.\d+ )
    | (?P<command> \\[A-Za-z]+ )
    | (?P<word>    [^\W\d_](?=_?\d)(?<![^\W_].)(?:_?\d+) | [^\W\d_]+ )
    | (?P<sign>    \*\* | <= | >= | =< | => | != | <> | == | -> | \.\.\.+ | \S )
    """,
    re.VERBOSE,
)


def _undotted(abbreviation: re.Match[str]) -> str:
    return re.sub(r"[.\s]", "", abbreviation[0]).lower()


def _raised(superscript: re.Match[str]) -> str:
    power = superscript[0].translate(_SUPERSCRIPTS)
    return f"^{power} " if len(power) == 1 and power.isdigit() else f"^({power})"


_SYSTEM = r"cases|array|aligned|align|alignedat|gather|gathered|equation|eqnarray|split"


def _mixed(found: re.Match[str]) -> str:
    r"""``3\frac{1}{2}`` as 3 1/2."""
    whole, top, bottom = found.groups()
    return f" {whole} {top}/{bottom} " if int(top) < int(bottom) else found[0]


def _sequence_term(found: re.Match[str]) -> str:
    """``a_n`` as a(n), ``a_{n-1}`` as a(n-1)."""
    return f"{found[1]}({found[2] or found[3]})"


_LATEX: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), plainly)
    for pattern, plainly in (
        (r"(?<=[A-Za-z])_\(([^()]*)\)", r"_{\1}"),
        (r"\\(?:text|textrm|textbf|textit|mathrm|mathbf|mbox|operatorname)\*?\s*\{([^{}]*)\}", r" \1 "),
        (r"\\([dt]?frac)\s*(\d)\s*(\d)", r"\\\1{\2}{\3}"),
        (r"(?<![\w.^_}])(\d+)\s*\\[dt]?frac\{(\d+)\}\{(\d+)\}", _mixed),
        (r"(?<![A-Za-z\\])([A-Za-z])_\{(\d+)\}", r"\1_\2"),
        (r"(?<![A-Za-z\\])([A-Za-z])_(?:\{\s*([nkm](?:\s*[+-]\s*\d+)?)\s*\}|([nkm])\b)", _sequence_term),
        (r"(?<=\d)\s*\.\.\s*(?=[\dn])", " to "),
        (r"\\lfloor\b", " floor("),
        (r"\\lceil\b", " ceil("),
        (r"\\r(?:floor|ceil)\b", ")"),
        (r"\\bar\b", r"\\overline"),
        (r"\\left\s*\\\{(?=\s*\\begin)|\\right\s*\.", " "),
        (r"(?<=[A-Za-z)])\s*(?:∘|\\circ\b)\s*(?=[A-Za-z(])", " ∘ "),
    )
)
_EQUATIONS = re.compile(
    rf"(?<!=)(?<!= )\\begin\{{({_SYSTEM})\*?\}}(?:\{{[^{{}}]*\}})?(.*?)\\end\{{\1\*?\}}", re.DOTALL
)


_RELATION = re.compile(r"[=<>≤≥]|\\\\[lg]eq?\b")


def _listed(system: re.Match[str]) -> str:
    """The equations of a LaTeX system, with semicolons between them."""
    rows = re.split(r"\\\\(?:\[[^\]]*\])?", system[2].replace("&", " "))
    return " " + "; ".join(row.strip(" ,;\n") for row in rows if row.strip()) + " "


_FORMULA = re.compile(
    r"(?=.*(?:[=^*/(]|\w\s+[-+]\s+\w))(?!.*(?:[^\W\d_]{3}|[&,;:]))\s*\$?(?:[\w(√|]).*[\w)}$]\s*"
)
"""A line of mathematics and nothing else."""


def _together(text: str) -> str:
    """Equations that stand below each other on one line, with semicolons between them."""
    found: list[str] = []
    for line in text.split("\n"):
        above = found[-1].rstrip() if found else ""
        if (
            above[-1:] not in ("", ".", ",", ";", ":", "?", "!")
            and _RELATION.search(above)
            and _RELATION.search(line)
            and is_system((above, line))
        ):
            found[-1] = f"{above}; {line.lstrip()}"
        elif _FORMULA.fullmatch(above) and _FORMULA.fullmatch(line) and not _RELATION.search(line):
            found[-1] = f"{above}."  # no product of the two
            found.append(line)
        else:
            found.append(line)
    return "\n".join(found)


_DIFFERENTIALS = (
    (re.compile(r"\\[dt]?frac\{([^{}]*?)(?:\\[,;! ])*d([a-z])\}\{((?!d[a-z]\})(?:[^{}]|\{[^{}]*\})*)\}"), r"\\frac{1\1}{\3} d\2"),
    (re.compile(r"((?:∫|\\int)\S*)\s+d([a-z])\s*/\s*(\([^()]*\)|\w+(?:\^\w+)?)"), r"\1 1/\3 d\2"),
)  # fmt: skip
"""The ``dx`` of an integral that stands on a fraction, put behind it: ``∫ dx/x``."""


def plain(text: str) -> str:
    """The text with Unicode mathematics and typographic signs written in plain characters."""
    if "∫" in text or "int" in text:
        for fraction, parted in _DIFFERENTIALS:
            text = fraction.sub(parted, text)
    text = filled(joined(text))
    for pattern, plainly in _LATEX:
        text = pattern.sub(plainly, text)
    text = _EQUATIONS.sub(_listed, text)
    text = _together(text)
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣ]+", _raised, text)
    text = re.sub(r"[₀₁₂₃₄₅₆₇₈₉]+", lambda m: "_" + m[0].translate(_SUBSCRIPTS), text)
    text = text.replace("\\\\", " \\cr ")  # the end of a row, in LaTeX
    text = re.sub(r"(?<=[)>])\s*×\s*(?=[(<][^()<>]*,)", " cross ", text)
    text = re.sub(r"(?<=[)>])\s*[·⋅•∙]\s*(?=[(<][^()<>]*,)", " dot ", text)
    pieces: list[str] = []
    for character in text:
        if character in _SIGNS:
            pieces.append(_SIGNS[character])
        elif character in _GREEK:
            pieces.append(f" {_GREEK[character]} ")
        elif unicodedata.name(character, "").startswith("VULGAR FRACTION"):
            top, _, bottom = unicodedata.normalize("NFKC", character).partition("⁄")
            pieces.append(f" {top}/{bottom} " if bottom else character)
        else:
            pieces.append(character)
    text = unicodedata.normalize("NFC", "".join(pieces))
    text = re.sub(r"\\([dtc]?frac)\s*(\d)\s*(\d)", r"\\\1{\2}{\3}", text)  # \frac12
    text = re.sub(r"\\[()\[\]]|\\[,;!: ]|\$+", " ", text)  # LaTeX delimiters and spaces
    text = re.sub(
        r"(?<!sin)(?<!cos)(?<!tan)(?<!sen)(?<!sec)(?<!csc)(?<!cot)(?<!ln)(?<!log)[,;.:]?\s+([A-Za-z])\s*=\s*\?(?!\w)",
        r", find \1",
        text,
    )  # x = ?
    text = re.sub(r"\b(can|do|does|is|are|would|could)n't\b", r"\1 not", text, flags=re.IGNORECASE)
    text = re.sub(r"\b([iI])'(m|ll|ve|d)\b", lambda m: m[1] + _CONTRACTIONS["'" + m[2]], text)
    text = re.sub(
        r"\b(?:[dsapDSAP]\.\s?[pfmPFM]|[sS]\.\s?[dD]|w\.\s?r\.\s?t|[lhgLHG]\.[cC]\.[mfdMFD])\.",
        _undotted,
        text,
    )
    text = re.sub(r"(?<=[A-Za-z]{2} )w/o(?= )", "without", text)
    text = re.sub(r"(?<=[A-Za-z]{2} )w/\s*(?=[a-z]{3}|[aA]\b|\d)", "with ", text)
    text = re.sub(r"\b([a-z])-?th\b", r"\1 th", text)  # nth
    text = re.sub(r"(?<=\w)'(st|nd|rd|th)\b", r" \1", text)
    return re.sub(r"(?<=[A-Za-z]{2})'(s|re|m|ll|ve|d)\b", lambda m: _CONTRACTIONS["'" + m[1]], text)


_COMMANDS = {
    "cdot": "*", "times": "*", "div": "/", "le": "<=", "leq": "<=", "ge": ">=", "geq": ">=", "ne": "!=", "neq": "!=",
    "lt": "<", "gt": ">", "to": "->", "rightarrow": "->", "infty": "infinity", "degree": "°", "circ": "°", "mid": "|",
    "vert": "|", "lvert": "|", "rvert": "|", "dfrac": "frac", "tfrac": "frac", "cfrac": "frac", "dbinom": "binom", "top": "T", "intercal": "T", "ldots": "...", "cdots": "...", "dots": "...",
}  # fmt: skip
_STRUCTURAL = frozenset(
    ("frac", "sqrt", "cr", "int", "sum", "prod", "lim", "binom", "overline", "partial", "begin", "end")
)
_IGNORED = frozenset(
    ("left", "right", "displaystyle", "limits", "quad", "qquad", "text", "mathrm", "operatorname", "big")
)


def tokenize(text: str) -> list[Token]:
    """The tokens of ``text``. Raises ValueError when it is too long."""
    if len(text) > MAX_CHARACTERS:
        raise ValueError("the question is too long")
    text = plain(text)
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        raw = match[0]
        spaced = match.start() == 0 or text[match.start() - 1].isspace()
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        if kind == "number":
            canonical = raw.replace(",", "")
            canonical = "0" + canonical if canonical.startswith(".") else canonical
        elif kind == "word":
            canonical = raw.lower()
        elif kind == "command":
            canonical = _COMMANDS.get(raw[1:], raw[1:])
            if canonical in _IGNORED:
                continue
            if canonical not in _STRUCTURAL:
                kind = "word" if canonical.isalpha() else "sign"
                raw = canonical
        else:
            canonical = {"**": "^", "=<": "<=", "=>": ">=", "<>": "!=", "==": "="}.get(raw, raw)
        tokens.append(Token(kind, canonical, raw, spaced))
        if len(tokens) > MAX_TOKENS:
            raise ValueError("the question is too long")
    return tokens
