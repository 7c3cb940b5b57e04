"""What a message takes back or sets aside: "8. Wait, no: 12", "not 12 but 8", "8, not 12"."""

# ruff: noqa: E501 — word lists stand on one line each

from __future__ import annotations

import re

_TAKEN_BACK = re.compile(
    r"(?i)(?:^|(?<=[.!?…,;:—–(*\n])|(?<=\s-))\s*(?:\.\.\.\s*)?(?:(?:oh|oops|hmm|but|no)[,\s]+)*"
    r"(?:wait|actually|correction|scratch that|i mean|sorry|on second thought|let me correct (?:that|this|myself)"
    r"|i made (?:a|an) (?:mistake|error)|perdón|mejor dicho|en realidad|corrección|corrijo|espera|me equivoqué)\b"
)
_NOT_BUT = re.compile(
    r"(?is)^(?P<before>.*?)\b(?:not|no)\s+(?:es\s+)?(?P<set_aside>[^.;]*?\S)\s*[,;]?\s+(?:but(?:\s+rather)?|sino(?:\s+que(?:\s+es)?)?|(?:it|that)\s+is)\s+(?P<said>.+)$"
)
_BUT_NOT = re.compile(
    r"(?is)^(?P<said>.*?[\d)∞\]}πi].*?)\s*[,;(]\s*(?:and\s+|but\s+|y\s+)?(?:not|rather than|instead of|en vez de|no(?=\s+[-−\d$\\]))\s+[^()]*\)?[\s.]*$"
)
_ASIDE = re.compile(
    r"(?is)^(?P<said>.*?[\d)∞\]}πi].*?)\s+(?:rather than|instead of|en vez de|en lugar de)\s+.*$"
)
_CHECKED = re.compile(
    r"(?is)(?<=[.!;)])\s+(?:check(?:ing)?|verification|verify|to verify|comprobación|verificación)\b.*$"
)


def after_retraction(message: str) -> str:
    """The message from the last place where it takes back what it said before, if there is one."""
    last = None
    for found in _TAKEN_BACK.finditer(message):
        if re.search(r"\d|\\|\b(?:yes|no|true|false|sí|prime|does)\b", message[found.end() :]):
            last = found
    return message if last is None else message[last.end() :].lstrip(" ,.:;—–-")


def said(text: str) -> str:
    """A final answer without the values that it says it is not, and without its check."""
    text = _CHECKED.sub("", text) if re.search(r"\d", text.split(".")[0]) else text
    found = _NOT_BUT.match(text)
    if found and re.search(r"\d", found["set_aside"]) and not re.search(r"\d", found["before"]):
        return found["said"]
    found = _BUT_NOT.match(text) or _ASIDE.match(text)
    return found["said"] if found else text
