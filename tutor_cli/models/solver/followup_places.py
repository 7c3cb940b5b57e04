"""The last question asked again somewhere else: "evaluate it from 0 to 1", "y en x = 2?", "and as x -> 0?"."""

# ruff: noqa: E501 — word lists stand on one line each

from __future__ import annotations

import re
from collections.abc import Iterator

_DOING_IT = re.compile(
    r"^(?:evaluate|calculate|compute|find|do|take|get|eval[uú]a(?:la|lo)?|calc[uú]la(?:la|lo)?)\s+"
    r"(?:it|that|this|the (?:definite )?integral|the derivative|the limit|la integral|la derivada|eso)\s+",
    re.IGNORECASE,
)
_SOMEWHERE = re.compile(
    r"^(?:from|between|at|on|over|in|when|as|for|with|subject to|en|entre|desde|cuando|para|con|hasta|de)\b.*[\d=∞]|^(?:from|de|desde)\b",
    re.IGNORECASE | re.DOTALL,
)
_PLACE = re.compile(
    r"\s+(?:(?:at|on|when|for|en|para|cuando)\s+(?:the point\s+)?[a-z]\s*=\s*\S+"
    r"|(?:from|between|over|on|desde|entre|de)\s+\S+\s+(?:to|and|hasta|y|a)\s+\S+"
    r"|(?:with|subject to|con)\s+\S+\s*=\s*\S+"
    r"|(?:as|when|cuando)\s+[a-z]\s*(?:->|→|approaches|tends to|tiende a|goes to)\s*\S+)$",
    re.IGNORECASE,
)
_EXPRESSION = re.compile(
    r"[\W\d_]*(?:(?:sin|cos|tan|sec|csc|cot|ln|log|sqrt|exp|arcsin|arccos|arctan|[a-df-xz])(?:\b|(?=[\d_]))[\W\d_]*)+",
    re.IGNORECASE,
)


def asked_elsewhere(rest: str, last: str) -> Iterator[str]:
    """The last question with the place that ``rest`` names, in addition to its own or instead of it."""
    place = _DOING_IT.sub("", rest)
    if _SOMEWHERE.match(place):
        yield f"{last} {place}"
        yield f"{_PLACE.sub('', last)} {place}"


def is_expression(rest: str) -> bool:
    """An expression and no other word: "and cos x?" asks of it what the last question asked."""
    return _EXPRESSION.fullmatch(rest) is not None
