"""A question that leans on the one before: "and 20%?", "what about radius 5?", "from 0 to 3".

It is made whole from the words of the last question, and then read like any other.
"""

# ruff: noqa: E501 — word lists stand on one line each

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tutor_cli.models.solver import leaning
from tutor_cli.models.solver.followup_places import asked_elsewhere, is_expression
from tutor_cli.models.solver.reading.functions import RATIOS

_LEAD = re.compile(
    r"^\W*(?:(?:and|but|then|now|so|ok|okay|hence|also)\s+)*(?:and for|what about|how about|what if(?:\s+(?:it|that)\s+(?:were|was|is))?|now for|(?:(?:and|now|then)\s+)?(?:do|try|repeat)?\s*(?:the\s+)?same(?:\s+(?:thing|question|problem|one))?(?:\s+but)?\s+(?:for|with|to|on|if)|and if|and|if|now|then|ok|okay"
    r"|so|hence|also|y si(?:\s+fuera)?|y con|y para|y|e|qu[eé] tal|qu[eé] pasa con|ahora|y ahora)\b[\s,:]*",
    re.IGNORECASE,
)
_PIECE = re.compile(r"(?:(?<=[=(,<>]\s)|(?<=[=(,<>])|^)-\d+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+|\S")
_LITTLE = re.compile(
    r"^(?:el|la|los|las|un|una|con|de|del|para|the|of|its|for|with|in|if|it is|it were|it was|a|an)\s+",
    re.IGNORECASE,
)
_ONLY_NOUN = re.compile(
    r"^(?:(?:what is|what's|whats|what are|what about|find|give|give me|tell me|show|show me|calculate|cu[aá]l es|dime|halla)\s+)?(?:the|its|their|el|la|su)\s+([^\W\d][\w -]*?)"
    r"(?:\s+(?:then|now|too|as well|instead|please|of (?:it|that|them|those|these|this)(?: (?:data|list|numbers))?|(?:of|for) (?:that|this|the|the same) matrix|for it|for that|entonces|tambi[eé]n))?$",
    re.IGNORECASE,
)
_ONLY_NUMBER = re.compile(
    r"\W*(?:(?:the|el|la|un|una|con|with|of|de|del|for|para)\s+)?-?[\d.,/]+\s*(?:%|percent|per cent)?\W*",
    re.IGNORECASE,
)
_MATRIX = re.compile(r"\[\s*\[.*\]\s*\]", re.DOTALL)
_OTHER_UNIT = re.compile(r"\b(?:to|in|into|a|en)\s+[^\d\W][\w/ ]*$", re.IGNORECASE)
_REFERENCE = re.compile(
    r"\b(?:that|it|this|them|the (?:answer|result)|eso|esto|lo|el resultado)\b", re.IGNORECASE
)
_ADDITION = re.compile(
    r"^(?:from|between|at|on|over|in|as|to|with respect to|for|if|where|when|as a|to the|around|about)\b",
    re.IGNORECASE,
)


_NUMBER = r"-?\d+(?:[./]\d+)?"
_INSTEAD = re.compile(
    rf"^(?:(?:it|that|this|we had|there was|i had|use|using|with|fuera|es)\s+)?(?:(?:was|were|is|be|had been|said|says|has|had)\s+)?(?:an?\s+|the\s+|un\s+|una\s+)?(?P<new>{_NUMBER})\s+(?:instead of|rather than|in place of|en vez de|en lugar de)\s+(?:the\s+|an?\s+|el\s+|un\s+)?(?P<old>{_NUMBER})$"
    rf"|^(?:(?:i|we|you)\s+)?(?:change|changed|replace|replaced|swap|swapped|switch|switched|cambia|cambio|reemplaza|sustituye)\s+(?:the\s+|el\s+)?(?P<before>{_NUMBER})\s+(?:to|with|by|for|into|por|a)\s+(?:an?\s+|un\s+)?(?P<after>{_NUMBER})$"
    rf"|^(?:(?:the|el|that)\s+)?(?P<was>{_NUMBER})\s+(?:was|were|is|becomes?|became|had been|(?:is|was|were|gets?) (?:changed|replaced) (?:to|with|by)|changes? to|fuera|es)\s+(?:an?\s+|un\s+)?(?P<is>{_NUMBER})(?:\s+instead)?$",
    re.IGNORECASE,
)
"""``20 instead of 11``, "change the 11 to 20", "the 11 was 20"."""
_TALK = re.compile(
    r"(?:[\s,]+(?:then|now|too|also|as well|please|pls|plz|thanks|entonces|tambi[eé]n))+$", re.IGNORECASE
)
_CHECK = re.compile(
    r"(?:check|verify|prove|justify)\s+(?:it|that|this|(?:your|the)\s+(?:answer|work|solution|result))",
    re.IGNORECASE,
)
_VALUE = re.compile(
    r"\W*(?:(?:(?:and|now|then|what about|how about|y)\s+)?(?:at|when|for|if|with|en|para|cuando)\s+(?P<told>[A-Za-z])\s*=\s*-?[\d./]+\W*"
    r"|(?:(?:and|what about|how about|y)\s+)?(?P<asked>[A-Za-z])\s*=\s*-?[\d./]+\s*\?\W*)",
    re.IGNORECASE,
)
"""``x = 0?``, "and at x = 2"."""
_LETTER = re.compile(r"(?:for |in terms of |para |with respect to )?([A-Za-z])", re.IGNORECASE)
_CALL = re.compile(r"^(?P<name>[A-Za-z])\s*\([^()]*\)$")
_ITS = re.compile(
    r"\b(?:its|their|sus?)\s+(?P<noun>[^\W\d_][\w -]*?)(?=\s*(?:[?.!,;]|and\b|y\b|$))", re.IGNORECASE
)
_IT = re.compile(
    r"\b(?:it|this|that|them|(?:the|this|that) (?:function|graph|parabola|line|curve|equation|expression|polynomial|quadratic|sequence|series|system))\b",
    re.IGNORECASE,
)
_ASKING = r"^(?:what(?:'s| is| are)|whats|find|give(?: me)?|tell me|show(?: me)?|determine|state|calculate|compute|cu[aá]l es|cu[aá]les son|halla|encuentra|dame)"
_NOUN = re.compile(
    rf"(?:{_ASKING}\s+)?(?:the\s+|its\s+|their\s+|el\s+|la\s+|los\s+|las\s+|sus?\s+)?(?P<noun>[^\W\d_][^\W\d_ -]*(?:[ -][^\W\d_]+){{0,3}})$".replace(
        "^(?:what", "(?:what"
    ),
    re.IGNORECASE,
)
_OBJECT = re.compile(r"\b(?:of|for|in|de|para)\s+(?:the\s+)?(?=[^,;?]*[\d=^(])", re.IGNORECASE)
_VERB = re.compile(
    r"^(?:please\s+)?(?:(?:[^\W\d_]{3,}|is|are|me)\s+)+(?:[^\W\d_]{3,}:\s*)?|^(?:[^\W\d_]{3,}\s*)+:\s*"
)
_ASKED_LAST = re.compile(
    r"[\s,.;:?]+(?:"
    + _ASKING.removeprefix("^(?:").removesuffix(")")
    + r")\s[^\d=^()]+$|[,.;:?]\s*[^\d=^(),]+$|(?<=\d, \d)\s+[^\W\d_]{4,}$",
    re.IGNORECASE,
)
"""What is asked, after what it is asked of: the "area" of "circle with radius 4, area"."""
_SHARE = re.compile(r"(?:the )?sum of (?:the )?first \d+$", re.IGNORECASE)
_VARIABLE = re.compile(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])|\d\s*,\s*-?\d|[A-Za-z]{4,} .*\d")
"""A letter, a list of numbers, or a thing with its measures: of one number, the last answer tells what is asked."""
MATHEMATICAL = re.compile(r"[\d=^()]")


def begins_like_one(text: str, last: str = "") -> bool:
    """Whether ``text`` says that it leans on the question before: it must not be read by itself."""
    value = _VALUE.fullmatch(text)
    if value and re.search(rf"(?<!\w){value['told'] or value['asked']}\s*=", last):
        return True
    led = _LEAD.match(text) or (bool(last) and text.rstrip().endswith("?"))  # "40%?", "x^2 - 25?"
    return bool(led) and (is_number(text) or is_expression(_LEAD.sub("", text, count=1)))


def is_number(text: str) -> bool:
    """A number and no more, perhaps after "and" or "what about": by itself it asks nothing."""
    return _ONLY_NUMBER.fullmatch(_LEAD.sub("", text, count=1)) is not None


def completed(text: str, last: str, functions: Mapping[str, str], *, that: bool) -> Iterator[str]:
    """The whole questions that ``text`` may stand for after ``last``, the likeliest first.

    ``functions`` are those that were told, with their variables; ``that``: the last answer is an expression.
    """
    rest = _LEAD.sub("", text.strip(), count=1)
    led = rest != text.strip()
    rest = _TALK.sub("", rest.strip(" ?!.,;")) + "!" * bool(re.search(r"\d!", rest[-4:]))
    last = "" if _REFERENCE.search(last) else last.strip(" ?.,;")  # "it" was another answer then
    if not rest or len(text) > 100 or len(last) > 300 or _CHECK.fullmatch(rest):
        return
    if instead := _INSTEAD.match(rest):
        yield from _replaced(instead, last)
        return
    if led or len(rest.split()) < 4:
        yield from _exchanged(rest, last)
    noun = _ONLY_NOUN.match(rest)
    if noun:
        for of in (" of ", " for ", " de "):
            if of in last:
                yield f"{noun[1]}{of}{last.split(of, 1)[1]}"
        matrix = _MATRIX.search(last)
        if matrix:
            yield f"{noun[1]} of {matrix[0]}"
    value = _VALUE.fullmatch(text)
    if value:
        name = value["told"] or value["asked"]
        told = re.search(rf"{name}\s*=.*", rest)
        elsewhere = re.sub(rf"(?<!\w){name}\s*=\s*-?[\d./]+", told[0] if told else rest, last, count=1)
        if elsewhere != last:
            yield elsewhere
    letter = _LETTER.fullmatch(rest)
    if letter:
        other = re.sub(r"\b(for|in terms of|para|despeja) [A-Za-z]\b", rf"\1 {letter[1]}", last, count=1)
        yield other if other != last else f"{last} for {letter[1]}"
    yield from leaning.exchanged_or_joined(rest, last, led=led)
    yield from leaning.hoped_for(rest, last)
    led = led or rest.split()[0].lower() in ("of", "for", "with", "de", "para", "con")
    things = [thing for thing in _things(last, functions) if _VARIABLE.search(thing)]
    yield from _about(rest, last, led, [*things, "that"] if that else things)
    if _ADDITION.match(rest):
        yield f"that {rest}"
        yield f"{last} {rest}"
        if _OTHER_UNIT.search(last):
            yield _OTHER_UNIT.sub(rest, last)
    yield from asked_elsewhere(rest, last)
    if that and (its := _ITS.search(rest)):
        yield f"{rest[: its.start()]}the {its['noun']} of that{rest[its.end() :]}"
    if led and _REFERENCE.search(rest):
        yield rest


def _replaced(instead: re.Match[str], last: str) -> Iterator[str]:
    """``last`` with one number for another, where it stands once."""
    new, old = (
        instead[a] or instead[b] or instead[c]
        for a, b, c in (("new", "after", "is"), ("old", "before", "was"))
    )
    there = list(re.finditer(rf"(?<![\d.]){re.escape(old)}(?![\d]|[.,]\d)", last))
    if len(there) == 1:
        yield f"{last[: there[0].start()]}{new}{last[there[0].end() :]}"


def _about(rest: str, last: str, led: bool, things: Sequence[str]) -> Iterator[str]:
    """What is asked of that which the last question was about: "its roots", "vertex?", "where does it cross …"."""
    noun = _NOUN.fullmatch(rest)
    for thing in things:
        if noun and not MATHEMATICAL.search(noun["noun"]):
            yield f"{noun['noun']} of {thing}"
        elif _SHARE.match(rest):
            yield f"{rest} terms of {thing}"
        named = _ITS.sub(lambda its, of=thing: f"the {its['noun']} of {of}", rest, count=1)  # type: ignore[misc]
        if named != rest:
            yield named
        replaced = _IT.sub(lambda _, by=thing: by, rest, count=1)  # type: ignore[misc]
        if replaced != rest:
            yield replaced
        if led and MATHEMATICAL.search(rest) and thing != "that":
            yield last.replace(thing, re.sub(r"^(?:of|for|in|de|para)\s+", "", rest))


def _things(last: str, functions: Mapping[str, str]) -> list[str]:
    """What a question may have been about: what follows "of", or its verb; the whole. A function rather than its value."""
    found = [last[of.end() :] for of in _OBJECT.finditer(last)][::-1]
    verb = _VERB.match(last)
    if verb and MATHEMATICAL.search(last[verb.end() :]):
        found.append(last[verb.end() :])
    if MATHEMATICAL.search(last):
        found += [_ASKED_LAST.sub("", last)] if found else [_ASKED_LAST.sub("", last), last]
    named = []
    for thing in found:
        call = _CALL.match(thing)
        if call and call["name"] in functions:
            named.append(f"{call['name']}({functions[call['name']]})")
    return list(dict.fromkeys(named + found))


def _exchanged(rest: str, last: str) -> Iterator[str]:
    """``last`` with the one piece that is built like ``rest`` exchanged for it: ``15%`` for ``20%``."""
    for words in dict.fromkeys((rest, _LITTLE.sub("", rest))):
        wanted = [_shape(piece) for piece in _PIECE.findall(words)]
        if not any(shape in ("#", "ratio") for shape in wanted):
            continue
        pieces = list(_PIECE.finditer(last))
        shapes = [_shape(piece[0]) for piece in pieces]
        count = len(wanted)
        places = [at for at in range(len(pieces) - count + 1) if shapes[at : at + count] == wanted]
        if wanted in (["#"], ["ratio"]) and shapes.count(wanted[0]) != 1:
            continue  # which of the numbers is meant?
        if len(places) == 1:
            start, end = pieces[places[0]].start(), pieces[places[0] + count - 1].end()
            if wanted[0].isalpha() and last[start - 1 : start].isdigit():
                continue  # the x = 8 of 2x = 8
            yield f"{last[:start]}{words}{last[end:]}"
            return


def _shape(piece: str) -> str:
    """A number is like any other number, a sine like a cosine, another word only like itself."""
    if piece.lower() in RATIOS:
        return "ratio"
    if piece.lower() in ("percent", "pct"):
        return "%"
    return "#" if piece.lstrip("-")[:1].isdigit() else piece.lower()
