"""More ways to make whole a question that leans on the last one: another quantity of the same object
("and its inverse?"), another value of one measure ("if the height is 6"), another thing of its kind ("and an octagon?").
"""

# ruff: noqa: E501 — word lists stand on one line each

from __future__ import annotations

import re
from collections.abc import Iterator

_TRAIL = re.compile(
    r"[\s,]+(?:then|now|instead|too|also|as well|please|exactly|entonces|tambi[eé]n|(?:of|for) (?:it|that|this|them|those|these))$",
    re.IGNORECASE,
)
_LITTLE = re.compile(
    r"^(?:the|its|for|with|in|if|of|it is|it were|it was|a|an|el|la|los|las|su|si|con|de|para|un|una)\s+",
    re.IGNORECASE,
)
_ASKING = (
    r"(?:what is|what's|whats|what are|what would be|find|give|give me|tell me|show|show me|calculate|compute|get|determine|how about|what about"
    r"|cu[aá]l es|cu[aá]les son|halla|calcula|encuentra)"
)
_ONLY_NOUN = re.compile(
    rf"^(?:{_ASKING}\s+)?(?:(?:the|its|their|his|an?|el|la|los|las|su|sus)\s+)?(?P<noun>[^\W\d_][\w -]*?)$",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:the|its|their|el|la|los|las|su|sus)\b", re.IGNORECASE)
_OBJECT = re.compile(
    r"\b(?:of|between|for|from|de|entre)\b\s+(?P<object>.*[\d\])}>].*)$|(?P<bare>[\[(<\\]+.*[\d\])}>].*)$",
    re.IGNORECASE | re.DOTALL,
)
_NAMED_VALUE = re.compile(
    r"^(?:(?:with|for|if|of|when|where|that|si|con|de|un|una)\s+)*(?:(?:the|its|a|an|el|la|su)\s+)?(?P<name>[^\W\d_][^\W\d]*(?:\s+(?!(?:is|are|of|was|were|es|de|fuera)\b)[^\W\d_]+)?)\s+(?:(?:is|are|of|was|were|=|es|de|fuera)\s+)?(?P<value>-?\d+(?:[./]\d+)?(?:\s*(?:and|,|y|by|x)\s*-?\d+(?:[./]\d+)?)*)$",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"^(?P<how>at least|at most|exactly|more than|less than|fewer than|no more than|al menos|como m[aá]ximo|m[aá]s de|menos de)\s+(?P<value>\d+|one|two|three|four|five)$",
    re.IGNORECASE,
)
_HOPED = re.compile(
    r"^(?P<before>.*\b(?:probability|prob|chances?|odds|likelihood)\s+(?:of|for)\s+(?:(?:rolling|getting|drawing|picking|choosing|selecting|pulling|throwing|tossing|flipping)\s+)?)"
    r"(?P<hoped>(?:(?!(?:with|without|from|in|on|when|if|using|given)\b)[^\s,.?]+\s*){1,6}?)"
    r"(?P<after>\s*\b(?:with|without|from|in|on|when|if|using)\b.*)?$",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(
    r"\b(?:given|if|when|knowing|assuming|provided|after|before|and then)\b", re.IGNORECASE
)
_PRONOUN = re.compile(r"\b(?:them|they|it|those|these points|the two)\b", re.IGNORECASE)

_KIN = tuple(
    frozenset(line.split("|"))
    for line in (
        "triangle|quadrilateral|pentagon|hexagon|heptagon|octagon|nonagon|decagon|dodecagon",
        "triángulo|cuadrilátero|pentágono|hexágono|heptágono|octágono|octógono|decágono",
        "circle|square|rectangle|triangle|sphere|cube|cone|cylinder|hemisphere|semicircle",
        "heads|tails",
        "sin|cos|tan|sec|csc|cot|sine|cosine|tangent",
        "ace|king|queen|jack|heart|spade|diamond|club",
        "red|blue|green|white|black|yellow|orange",
        "even|odd|prime",
    )
)
"""Words of which one may be exchanged for another of the same line."""


def exchanged_or_joined(rest: str, last: str, *, led: bool) -> Iterator[str]:
    """The whole questions that ``rest`` may stand for after ``last``; ``led``: "and" or the like stood before it."""
    rest = _TRAIL.sub("", rest)
    if not rest:
        return
    if led or len(rest.split()) < 4:
        yield from _of_the_same_kind(rest, last)
    yield from _named_value(rest, last)
    yield from _how_many(rest, last)
    yield from _noun(rest, last, led)


def hoped_for(rest: str, last: str) -> Iterator[str]:
    """The last question for another event: "and blue?", "what about not red?"; with or without replacement."""
    for way, other in (("with", "without"), ("without", "with")):
        if rest == f"{way} replacement" and f" {other} replacement" in last:
            yield last.replace(f" {other} replacement", f" {way} replacement")
    found = _HOPED.match(last)
    if found and len(rest.split()) <= 5 and not _CONDITION.search(rest):
        yield f"{found['before']}{rest} {found['after'] or ''}"


def _of_the_same_kind(rest: str, last: str) -> Iterator[str]:
    """``last`` with one word exchanged for another of its kind: a hexagon for an octagon."""
    word = _LITTLE.sub("", rest).lower()
    for kin in _KIN:
        there = [each for each in re.findall(r"[^\W\d_]+", last) if each.lower() in kin]
        if word in kin and len(there) == 1 and there[0].lower() != word:
            yield re.sub(
                rf"\b(?:an?\s+)?{there[0]}\b",
                lambda _: f"a {word}" if "a" in last.split() or "an" in last.split() else word,
                last,
                count=1,
            )


def _named_value(rest: str, last: str) -> Iterator[str]:
    """``last`` with the value of one thing exchanged: "if the height is 6" after "… and height 4"."""
    found = _NAMED_VALUE.match(rest)
    if found is None:
        return
    name = re.sub(r"^(?:the|its|a|an)\s+", "", found["name"]).lower()
    value = r"-?\d+(?:[./]\d+)?(?:\s*(?:and|,|y|by|x)\s*-?\d+(?:[./]\d+)?)*"
    there = list(re.finditer(rf"(?i)\b({re.escape(name)}s?\s*(?:(?:is|are|of|=|es|de)\s*)?)({value})", last))
    if len(there) == 1:
        yield f"{last[: there[0].start(2)]}{found['value']}{last[there[0].end(2) :]}"


def _how_many(rest: str, last: str) -> Iterator[str]:
    """``at least 2`` after "… 2 heads in 3 flips": the number that it is about is there already, or is the only one."""
    found = _AT_LEAST.match(rest)
    if found is None:
        return
    numbers = list(re.finditer(r"\b(?:\d+|one|two|three|four|five)\b", last))
    same = [each for each in numbers if each[0].lower() == found["value"].lower()]
    for each in same if len(same) == 1 else numbers if len(numbers) == 1 else []:
        before = re.sub(r"(?i)(?:exactly|at least|at most|just|only)\s+$", "", last[: each.start()])
        yield f"{before}{rest}{last[each.end() :]}"


def _noun(rest: str, last: str, led: bool) -> Iterator[str]:
    """Another quantity of what the last question was about: "and its inverse?", "the median then"."""
    found = _OBJECT.search(last)
    if found is None:
        noun = _ONLY_NOUN.match(rest)
        if noun and " of " in last and _OWN.search(rest):
            yield f"{noun['noun']} of {last.split(' of ', 1)[1]}"
        return
    about = (found["object"] or found["bare"]).strip()
    if found["bare"] and about.count(")") > about.count("("):
        about = about[: about.rindex(")")]
    noun = _ONLY_NOUN.match(rest)
    if (
        noun
        and len(noun["noun"].split()) <= 5
        and (led or _OWN.search(rest) or len(noun["noun"].split()) <= 2)
    ):
        for joining in ("of", "between"):
            yield f"{noun['noun']} {joining} {about}"
        if " of " in last:
            yield f"{noun['noun']} of {last.split(' of ', 1)[1]}"
    if _PRONOUN.search(rest) and len(rest.split()) <= 8:
        yield _PRONOUN.sub(lambda _: about, rest, count=1)
