"""Answers that are words: yes and no, ratios, times of day, option letters, digits in another base."""

# ruff: noqa: E501 — word lists stand on one line each

from __future__ import annotations

import re

_YES = re.compile(r"(?i)^\W*(?:yes|true|sí|si|verdadero|cierto|correct)\b")
_NO = re.compile(r"(?i)^\W*(?:no|false|falso|incorrect)\b")
_SAYS = re.compile(
    r"(?i)\b(?:answer|statement|respuesta|result|claim)\s+(?:is|es)\s*:?\W*(yes|no|true|false|sí|verdadero|falso)\b"
)
_NOT = re.compile(
    r"(?i)\b(?:is not|isn't|are not|aren't|does not|doesn't|do not|don't|cannot|can't|no es|no son|not|no divide)\b"
)
_OPPOSITES = {
    "prime": "composite",
    "composite": "prime",
    "primo": "compuesto",
    "compuesto": "primo",
    "even": "odd",
    "odd": "even",
}
_CLAIMED = frozenset(
    [
        "prime",
        "composite",
        "factor",
        "multiple",
        "divides",
        "divide",
        "equal",
        "exist",
        "primo",
        "divisible",
        "existe",
    ]
)
"""What a number or a limit is asked about, so that saying it again is a yes."""
_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "is",
        "are",
        "does",
        "do",
        "of",
        "number",
        "value",
        "it",
        "to",
        "that",
        "and",
        "un",
        "una",
        "es",
        "el",
        "la",
        "número",
        "so",
    ]
)
_TIME = re.compile(r"(?i)(?<!\d)(\d{1,2})[:.h](\d{2})(?::\d{2})?\s*(a\.?\s?m\.?|p\.?\s?m\.?)?(?![\d:])")
_RATIO = re.compile(r"(?<![\d.])(\d+)\s*(?::|to|a|is to|∶)\s*(\d+)(?!\d|\.\d)")


def truth(text: str, question: str = "") -> bool | None:
    """Whether the text says yes or no, or says again what the question asks; ``None``: neither."""
    text = text.strip().strip("*_`\"'")
    said = _SAYS.findall(text)
    if said:
        return said[-1].lower() in ("yes", "true", "sí", "verdadero")
    if _YES.match(text):
        return True
    if _NO.match(text):
        return False
    first = re.split(r"(?i)[;.]|\b(?:because|since|as|porque|ya que)\b", text, maxsplit=1)[0]
    asked = set(re.findall(r"[a-záéíóúñ]{3,}", question.lower())) - _STOP
    words = set(re.findall(r"[a-záéíóúñ]{3,}", first.lower())) - _STOP
    negative = bool(_NOT.search(first))
    for word in asked:
        if _OPPOSITES.get(word) in words:
            return negative
    if asked & words & _CLAIMED:
        return not negative
    return None


def same(expected: str, text: str, question: str = "") -> bool | None:
    """Whether the text says ``expected``: a time, a ratio, an option's letter, or just these words."""
    wanted = normal(expected)
    said = normal(text)
    if not said:
        return None
    if said == wanted:
        return True
    time = _time(expected)
    if time is not None:
        times = {found for found in map(_time_of, _TIME.finditer(text)) if found is not None}
        return (times == {time}) if times else None
    ratio = _RATIO.fullmatch(expected.strip())
    if ratio:
        found = _RATIO.findall(text)
        return found[-1] == ratio.groups() if found else None
    if re.fullmatch(r"[a-z]", wanted):
        letter = _letter(text)
        return None if letter is None else letter == wanted
    if wanted in ("does not exist", "dne"):
        return bool(re.search(r"(?i)does not exist|doesn't exist|\bdne\b|no existe", text))
    claimed = re.split(r"(?i)\b(?:is|are|es|son|be|=)\b|=|:", said)[-1].strip()
    return claimed == wanted or _stripped(claimed) == _stripped(wanted)


def normal(text: str) -> str:
    """Lower case, without punctuation around, brackets, signs of emphasis, and the base named after digits."""
    text = text.strip().lower()
    text = re.sub(
        r"_\{?\(?\d+\)?\}?$|\s*\(?\b(?:in\s+)?base\s+\d+\)?$|\s+en base \d+$", "", text.rstrip(" .")
    )
    text = re.sub(r"[*`_\"“”]", "", text).strip(" .;!?")
    return re.sub(r"^\((\w)\)$", r"\1", text)


def _stripped(text: str) -> str:
    return re.sub(r"[\s,]", "", text)


def _letter(text: str) -> str | None:
    """The one option letter that the text names."""
    bracketed = set(re.findall(r"\(([a-zA-Z])\)", text))
    if bracketed:
        return bracketed.pop().lower() if len(bracketed) == 1 else None
    start = re.match(
        r"^\W*(?:option\s+|opción\s+|answer:?\s+)?([a-zA-Z])(?=$|[\s.):,])(?!\s*(?:and|or|[-+*/^=<>]))",
        text.strip(),
    )
    if start:
        rest = text.strip()[start.end() :]
        return (
            start[1].lower()
            if not re.search(r"(?i)\b(?:than|or)\b\s+\W*[a-z]\b.*\b(?:smaller|less)\b", rest)
            else None
        )
    named = re.findall(r"(?i)\b(?:option|opción|choice|letter|is|es)\s+([a-z])\b(?!\s+\w)", text)
    return named[-1].lower() if named else None


def _time(text: str) -> int | None:
    match = _TIME.fullmatch(text.strip())
    return _time_of(match) if match else None


def _time_of(match: re.Match[str]) -> int | None:
    """Minutes after midnight."""
    hour, minute, half = int(match[1]), int(match[2]), (match[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None
