"""The talk around a question: "hi bot, could you please tell me what 3 + 4 is? thanks!"

Tried where a question cannot be read as it stands. What is left must still be understood word by
word, so nothing that matters can be lost here but what these words say, and they say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor_cli.models.solver.reading.english import words

MAX_CHARACTERS = 1000
"""Longer questions are not searched."""

_BEFORE = words(
    "hi|hello|hey|hiya|yo|heya|greetings|there|all|everyone|guys|folks|friend|bot|tutor|teacher|sir|dear|buddy|good|"
    "morning|afternoon|evening|day|night|please|pls|plz|plzz|kindly|sorry|excuse|ok|okay|alright|right|so|well|um|uh|hmm|"
    "great|cool|nice|perfect|awesome|thanks|thank|thx|ty|can|could|would|will|may|might|do|does|should|must|shall|"
    "you|u|ya|i|we|me|us|my|our|im|i'm|i’m|id|i'd|i’d|ive|i've|i’ve|am|someone|somebody|anyone|anybody|one|"
    "be|able|like|love|want|wanna|need|needs|gotta|got|have|has|going|gonna|trying|try|supposed|asked|stuck|struggling|"
    "confused|lost|unsure|help|assist|to|with|on|at|for|about|just|quick|quickly|really|simply|real|maybe|"
    "tell|know|explain|say|show|wondering|wonder|curious|if|how|a|an|the|this|that|it|is|was|but|"
    "question|questions|problem|problems|exercise|homework|hw|assignment|number|q|math|maths|here|here's|heres|goes|"
    "mind|forgot|learn|understand|get|figuring|first|out|solving|finding|doing|working|"
    "says|asks|im|exam|test|quiz|worksheet|practice|possible|way|what's|whats|what"
)
_AFTER = words(
    "please|pls|plz|plzz|plzzz|thanks|thank|thx|ty|tysm|cheers|you|u|so|much|very|a|lot|lots|in|advance|for|me|us|now|"
    "kindly|ok|okay|asap|dear|sir|friend|bot|my|homework|help|appreciated|appreciate|it|would|be|great|nice|the|"
    "nah|bro|lol|haha|yeah|again|today|tonight|quick|quickly|i|need|this|and|show|working|work|steps|your|if|can|possible|"
    "exact|answer|answers|only|just|exactly|will|do|forgot|how|to|idk|honestly|really|hmm|or|not|thats|all|that's|is|know|want|due|tomorrow|stuck|am|im|have|been"
)
_SEPARATOR = r"[\s,.!?:;()—–-]+"
_PREFIX = re.compile(rf"^[\s,.!]*(?:(?:{'|'.join(map(re.escape, _BEFORE))}){_SEPARATOR})+", re.IGNORECASE)
_SUFFIX = re.compile(rf"(?:{_SEPARATOR}(?:{'|'.join(map(re.escape, _AFTER))}))+[\s.!?)]*$", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\((?:[a-z’']+[\s,]+){1,7}[a-z’']+\)[\s.?!]*$", re.IGNORECASE)
"""Words in parentheses at the end: "1.05 to the 10th (for a savings calc)"."""

_INDIRECT = re.compile(
    r"^(?:(?:what|how much|which number)\s+)?(?P<what>\S.*\S)\s+(?:is|are|equals|equal|makes|comes to"
    r"|would be|comes out to)[\s.?!]*$",
    re.IGNORECASE | re.DOTALL,
)
_NAMED = re.compile(
    r"\b(?:the\s+)?(?:following\s+)?(?:expression|calculation|sum|fraction|number|quantity|equation|inequality|polynomial"
    r"|trinomial|binomial|quadratic|term|decimal|(?:exponent|unknown|variable|letter)(?=\s+[a-z]\b))\s*:?\s+(?=[-−+√|$\\(\d]|[A-Za-z]\b)",
    re.IGNORECASE,
)
"""A noun that only says what comes next: "evaluate the expression 36 - 4"."""


def unframed(text: str) -> Iterator[str]:
    """The question with less and less talk around it."""
    if len(text) > MAX_CHARACTERS:
        return
    seen = {text}
    for bare in _without_talk(text):
        indirect = _INDIRECT.match(bare)
        plain = _NAMED.sub("", bare)
        for way in (bare, f"what is {indirect['what']}" if indirect else "", plain):
            if way and way not in seen:
                seen.add(way)
                yield way


def _without_talk(text: str) -> Iterator[str]:
    without_end = _ASIDE.sub("", _SUFFIX.sub("", text))
    for base in (text, without_end):
        yield base
        yield _PREFIX.sub("", base, count=1)
