"""Markdown and LaTeX made plain: ``\\frac{1}{2}`` stays, everything around formulas goes.

What comes out is what a person would type, which the solver's reader reads: fractions and
roots as LaTeX commands, all else as signs and words.
"""

# ruff: noqa: E501 — word lists stand on one line each

from __future__ import annotations

import re

_NAMED = {
    "cdot": "*", "times": "*", "ast": "*", "div": "/", "pm": "±", "mp": "±", "le": "<=", "leq": "<=", "leqslant": "<=",
    "ge": ">=", "geq": ">=", "geqslant": ">=", "ne": "≠", "neq": "≠", "lt": "<", "gt": ">", "infty": " infinity ",
    "pi": " pi ", "circ": "°", "degree": "°", "approx": "≈", "simeq": "≈", "sim": "≈", "doteq": "≈", "cong": "≈",
    "cup": "∪", "cap": "∩", "in": "∈", "notin": "∉", "emptyset": "∅", "varnothing": "∅", "setminus": "∖",
    "backslash": "∖", "langle": "(", "rangle": ")", "lvert": "|", "rvert": "|", "vert": "|", "mid": "|", "ldots": "...",
    "dots": "...", "cdots": "...", "to": "→", "rightarrow": "→", "longrightarrow": "→", "Rightarrow": "⇒",
    "implies": "⇒", "iff": "⇔", "Leftrightarrow": "⇔", "therefore": "⇒", "quad": "  ", "qquad": "  ", "lor": " or ",
    "land": " and ", "vee": " or ", "wedge": " and ", "prime": "'", "equiv": "=", "euro": "€", "R": "ℝ", "checkmark": "",
    "lbrace": "⦃", "rbrace": "⦄", "lbrack": "[", "rbrack": "]", "colon": ":",
}  # fmt: skip
_DROPPED = re.compile(
    r"\\(?:left|right|middle|[bB]igg?[lrm]?|displaystyle|textstyle|limits|nolimits|hfill|hspace\*?\{[^{}]*\}"
    r"|phantom\{[^{}]*\}|label\{[^{}]*\}|tag\{[^{}]*\})(?![A-Za-z])\.?|\\[!]"
)
_WORDS = re.compile(
    r"\\(?:text|textbf|textit|textrm|textsf|mathrm|mathbf|mathit|mathsf|boldsymbol|bold|operatorname\*?|mbox"
    r"|mathbb|mathcal|bm|underline|overbrace|boxed|fbox|color\{[a-z]+\})\s*\{([^{}]*)\}"
)
_MATRIX = re.compile(
    r"\\begin\{([pbvBV]?matrix|smallmatrix|array)\}(?:\{[^{}]*\})?(.*?)\\end\{\1\}", re.DOTALL
)
_BRACKETED_MATRIX = re.compile(
    r"(?:\\left)?\s*[\[(]\s*(\\begin\{(matrix|array)\}.*?\\end\{\2\})\s*(?:\\right)?\s*[\])]", re.DOTALL
)
_LINES = re.compile(
    r"\\begin\{(cases|aligned|align\*?|gathered|equation\*?|split)\}(.*?)\\end\{\1\}", re.DOTALL
)
_FUNCTIONS = (
    "arcsin|arccos|arctan|sinh|cosh|tanh|coth|sin|cos|tan|sec|csc|cot|ln|log|exp|gcd|lcm|max|min|lim|sen|tg"
)
_VULGAR = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5",
           "⅙": "1/6", "⅚": "5/6", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8"}  # fmt: skip
_MONEY = "＄"


def plain(text: str) -> str:
    """The answer's text with LaTeX and typographic signs made plain. Lines are kept."""
    text = re.sub(r"\\\$|(?<![\w$])US\$", _MONEY, text)
    text = _without_delimiters(text)
    text = re.sub(r"\\[dtc]frac(?![A-Za-z])", r"\\frac", text)
    text = _BRACKETED_MATRIX.sub(r"\1", text)
    # y{\left(x \right)}, as SymPy writes it
    text = re.sub(r"(?<![A-Za-z\\])([A-Za-z])\{\\left\(\s*(\w)\s*\\right\)\}", r"\1(\2)", text)
    text = _DROPPED.sub(" ", text)
    text = re.sub(r"\\mathbb\s*\{?R\}?|\\Reals(?![A-Za-z])", "ℝ", text)
    text = _MATRIX.sub(_rows, text)
    text = _LINES.sub(lambda m: m[2].replace("&", " ").replace("\\\\", " ; "), text)
    for _ in range(4):  # they nest
        text, count = _WORDS.subn(r" \1 ", text)
        if not count:
            break
    text = re.sub(r"\{,\}", ",", text)
    text = re.sub(r"(?<=\d)\\[,;: ](?=\d{3})", "", text)
    text = text.replace("\\%", "%").replace("\\{", "⦃").replace("\\}", "⦄").replace("\\|", "|")
    text = re.sub(r"\\\\|\\newline", " ; ", text)
    text = re.sub(r"\\[,;: ]", " ", text)
    text = re.sub(r"(?i)(?<=\d\.)(\d) (?:repeating|recurring|periódico)\b", r"(\1)", text)
    text = re.sub(r"\\overline\{(\d+)\}", r"(\1)", text)
    text = re.sub(r"\^\{?\\(?:circ|degree)(?![A-Za-z])\}?", "°", text)
    text = re.sub(rf"\\({_FUNCTIONS})(?![A-Za-z])", r" \1 ", text)
    text = re.sub(r"\\([A-Za-z]+)", lambda m: _NAMED.get(m[1], _greek(m)), text)
    text = re.sub(r"(?<![A-Za-z])([A-Za-z])_\{(\d+)\}", r"\1_\2 ", text)
    text = _braced_arguments(text)
    for sign, written in _VULGAR.items():
        text = re.sub(rf"(?<=\d)\s?{sign}", f" {written}", text).replace(sign, written)
    text = re.sub("[✓✔✅☑]️?", "", text)
    text = text.replace("−", "-").replace("–", "-").replace("∗", "*").replace("·", "*").replace("⋅", "*")
    text = text.replace("×", "*").replace("÷", "/").replace("≤", "<=").replace("≥", ">=").replace("⩽", "<=")
    text = text.replace("⩾", ">=").replace("∞", " infinity ").replace("π", " pi ").replace("\u00a0", " ")
    text = (
        text.replace("\u2009", " ")
        .replace("\u202f", " ")
        .replace("⁄", "/")
        .replace("≃", "≈")
        .replace("~", "≈")
    )
    text = re.sub(r"(?i)\b(?:oo|infinit[oy])\b", "infinity", text.replace("!=", "≠"))
    return re.sub(r"[ \t]+", " ", text).strip()


def _greek(match: re.Match[str]) -> str:
    """A command that is kept: a fraction or a root; any other is a name, or nothing we know."""
    return match[0] if match[1] in ("frac", "sqrt", "binom") else f" {match[1]} "


def _rows(match: re.Match[str]) -> str:
    rows = [row for row in match[2].split("\\\\") if row.strip() and row.strip() != "\\hline"]
    return "[" + ", ".join("[" + ", ".join(row.split("&")) + "]" for row in rows) + "]"


def _without_delimiters(text: str) -> str:
    """Without the signs that begin and end formulas, bold and code; dollars of money are kept.

    A dollar sign begins a formula as Pandoc has it: no space after it, none before the one
    that ends it, and no digit after that.
    """
    text = re.sub(r"\$\$(.+?)\$\$", r" \1 ", text, flags=re.DOTALL)
    text = re.sub(r"\\\[(.+?)\\\]|\\\((.+?)\\\)", lambda m: f" {m[1] or m[2]} ", text, flags=re.DOTALL)
    text = re.sub(r"(?<!\$)\$(?=\S)([^$\n]*?[^\s$])\$(?!\d)", r" \1 ", text)
    text = text.replace("$", _MONEY)
    text = re.sub(r"```\w*\n?", "\n", text)
    return re.sub(r"\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\s?[\d(])|(?<!`)`([^`\n]+)`", lambda m: m[1] or m[2], text)


def _braced_arguments(text: str) -> str:
    """``\\frac13`` is ``\\frac{1}{3}``, ``\\sqrt2`` is ``\\sqrt{2}``."""
    text = re.sub(r"\\frac\s*(\d)\s*(\d)", r"\\frac{\1}{\2}", text)
    text = re.sub(r"\\frac\s*(\d|[A-Za-z](?![A-Za-z]))\s*\{", r"\\frac{\1}{", text)
    text = re.sub(r"\\frac\s*(\{[^{}]*\})\s*(\d|[A-Za-z](?![A-Za-z]))", r"\\frac\1{\2}", text)
    text = re.sub(r"\\frac\s*(\d|[A-Za-z])\s*(\d|[A-Za-z](?![A-Za-z]))", r"\\frac{\1}{\2}", text)
    text = re.sub(r"\\sqrt\s*(\d|[A-Za-z](?![A-Za-z]))", r"\\sqrt{\1}", text)
    return re.sub(r"(?<=\d)\s*\\frac\{(\d+)\}\{(\d+)\}", r" \1/\2", text)
