r"""What mathra's speech leaves unclear, made clear: ``x_{n+1}`` is not ``x_n + 1``, and ∧ is a word."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = r"\{\s*\d+\s*\}"
_MIXED = re.compile(rf"(?<=\d)\s*(?=\\[dt]?frac\s*{_NUMBER}\s*{_NUMBER})")
_NAME = re.compile(r"\\math(?:rm|sf)\s*\{([A-Za-z]{2,})\}")
_STAR = re.compile(r"\^\s*(?:\*|\{\s*(?:\*|\\ast)\s*\}|\\ast(?![A-Za-z]))")
_TOP = re.compile(r"\^\s*(?:\\top(?![A-Za-z])|\{\s*\\top\s*\})")
_POSITIVE = re.compile(r"(\\mathbb\s*(?:\{[A-Z]\}|[A-Z]))\s*\^\s*(?:\+|\{\s*\+\s*\})")
_NABLA = re.compile(r"\\nabla\s*\\(cdot|times)(?![A-Za-z])")
_BLANK = re.compile(r"\\underline\s*\{(?:\\hspace\*?\s*\{[^{}]*\}|\\q?quad|\\[ ,;:]|[~\s])+\}")
_INDEX = re.compile(r"_\s*\{((?:[^{}\\]|\\(?!text)[A-Za-z]+|\\\W)*)\}")
_COMPOUND = re.compile(r"[-+=<>,/]|\\(?:pm|mp|cdot|times|in|ne|[gl]eq?|to)(?![A-Za-z])")
_PRODUCTS = {"cdot": "dot", "times": "cross"}
_HAS_LIMITS = re.compile(
    r"\\(?:sum|prod|coprod|o?i{1,3}nt|lim(?:sup|inf)?|max|min|sup|inf|log|arg(?:max|min)|big[a-z]+|"
    r"(?:under|over)brace\s*\{.*\}|operatorname\*?\s*\{[^{}]*\}|limits|nolimits|det|gcd|Pr)\s*(?:\^\S+)?$"
)

_WORDS = {
    "∧": "and",
    "∨": "or",
    "¬": "not",
    "∼": "is similar to",
    "≃": "is similar or equal to",
    "≅": "is congruent to",
    "≡": "is equivalent to",
    "↦": "maps to",
    "∴": "therefore",
    "∵": "because",
    "⟨": "open angle bracket",
    "⟩": "close angle bracket",
    "⌊": "floor of",
    "⌋": "end floor",
    "⌈": "ceiling of",
    "⌉": "end ceiling",
    "‖": "double bar",
    "ℏ": "h bar",
    "ℜ": "real part of",
    "ℑ": "imaginary part of",
    "⋮": "and so on",
    "⋱": "and so on",
    "∁": "complement",
    "∤": "does not divide",
    "⊄": "is not a subset of",
    "∖": "set minus",
    "∘": "composed with",
    "⊕": "circled plus",
    "⊗": "circled times",
    "†": "dagger",
    "‡": "double dagger",
    "ℓ": "script l",
    "ℵ": "aleph",
    "ı": "i",
    "ȷ": "j",
}


def to_speak(tex: str) -> str:
    """``tex`` with what mathra would say in an unclear way spelled out."""
    tex = _STAR.sub(r"^{\\text{star}}", _NAME.sub(r"\\text{\1}", tex))
    tex = _TOP.sub(r"^{\\text{transpose}}", _POSITIVE.sub(r"\1^{\\text{plus}}", tex))
    tex = _NABLA.sub(lambda match: rf"\nabla\text{{ {_PRODUCTS[match[1]]} }}", tex)
    tex = _BLANK.sub(r"\\text{blank}", tex)
    return _INDEX.sub(_ended, _MIXED.sub(r"\\text{ and }", tex))


def _ended(match: re.Match[str]) -> str:
    """An index of more than one thing with its end: ``x sub n plus 1, end sub``."""
    if not _COMPOUND.search(match[1]) or _HAS_LIMITS.search(match.string[: match.start()]):
        return match[0]
    return rf"_{{{match[1]}\text{{, end sub}}}}"


def in_words(speech: str) -> str:
    """``speech`` without a sign that a voice would skip: by our word for it, or by Unicode's name."""
    words = "".join(f" {_word(char)} " if _is_sign(char) else char for char in speech)
    words = re.sub(r"(?<=\d) \. (?=\d)", " point ", " ".join(words.split()))  # 0.3 with a bar over the 3
    return re.sub(r" ([,;.])", r"\1", words)


def _is_sign(char: str) -> bool:
    return char in _WORDS or (not char.isascii() and unicodedata.category(char) in ("Sm", "So", "Sk"))


def _word(char: str) -> str:
    return _WORDS.get(char) or unicodedata.name(char, char).lower()
