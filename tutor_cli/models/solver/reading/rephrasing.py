"""The same question in plainer words, for when it cannot be read as it was put.

What is left out says only how the answer is wanted or why it is asked ("without a calculator"), and
what is turned around is word order ("tell me what 3 + 4 is"). Nothing that is told may get lost here.
"""

# ruff: noqa: E501 — word lists stand on one line each

from __future__ import annotations

import re

MAX_CHARACTERS = 600
"""Longer questions are not searched."""

_ANSWER = r"(?:(?:your|the|my)\s+)?(?:final\s+|exact\s+)?(?:answers?|results?|solutions?|value)"
_ORDER = r"(?:(?:using|use|by|apply|applying|follow|following|with|remember|mind)\s+)?(?:the\s+)?(?:(?:correct|proper|right)\s+)?(?:order\s+of\s+operations|pemdas|bodmas|bidmas)(?:\s+rules)?"
_TRUE_FOR = r"^\W*(?:(?:for\s+)?(?:what|which)|find|determine)\s+(?:(?:the|all)\s+)*(?:(?:values?|numbers?)\s+)?(?:(?:of|for)\s+)?"
_IS_TRUE = r"(?:(?:that|which|will|would)\s+)?(?:makes?|is|are)\s+(?:this|the|that|each)\s+(?:following\s+)?(?:(?:equation|statement|inequality|sentence|number\s+sentence|proportion)\s+)?(?:true|correct|hold|work)\s*[:?.,]\s*"
_END = r"(?=[\s.!?,)]*$)"
_START = r"(^|[.;?!]\s+)"
_WHETHER = r"(?:true\s+or\s+false\s*[:,]?|(?:is\s+it\s+(?:true|the\s+case|correct)|check|verify)\s+(?:that|if|whether)|(?:decide|determine|test|state|say|tell\s+me)\s+(?:if|whether))"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), plainly)
    for pattern, plainly in (
        # what was tried
        (r"^.*?\bi\s+(?:did|tried|calculated|computed|worked\s+out|typed|entered)\s+(.*\d.*?)\s+and\s+(?:i\s+)?(?:got|get|it\s+(?:gave|says|gives)(?:\s+me)?)\s+-?[\d.,/]*\d\s*[,.;?!]*\s*(?:but\s+)?(?:what\s+is|what's|whats|what\s+would\s+be|what\s+should\s+be)\s+the\s+(?:right|correct|actual|real|true)\s+(?:answer|result|value|one)(?=[\s.?!]*$)", r"what is \1"),
        (r"^.*?\bi\s+(?:did|tried|calculated|computed|worked\s+out|typed|entered|got|say|think)\s+(.*\d.*?)\s*(?:\band\s+(?:i\s+)?(?:got|get)|=|\bis)\s+(-?[\d.,/]*\d)\s*[,.;?!]*\s*(?:is|was)\s+(?:that|it|this)\s+(?:right|correct|true)(?=[\s.?!]*$)", r"is \1 equal to \2"),
        # how the answer is wanted: exact and in its simplest form it is anyway
        (rf"[\s,.;(]*\b(?:and\s+)?(?:giv(?:e|ing)|writ(?:e|ing)|express(?:ing)?|leav(?:e|ing)|stat(?:e|ing)|round(?:ing)?|put(?:ting)?)\s+{_ANSWER}\s+(?:should\s+be\s+)?(?=(?:as|to|in|correct|rounded|exactly|fully)\b)", " "),
        (rf"[\s,;(]+(?:and\s+)?{_ANSWER}\s+(?=(?:as|to|in|correct|rounded)\b)", " "),
        (rf"[\s,;(]+(?:(?:and\s+)?(?:without|with\s+no|no)\s+(?:using\s+)?(?:a\s+|any\s+|the\s+)?calculators?(?:\s+(?:allowed|please))?|by\s+hand|in\s+your\s+head|mentally|using\s+mental\s+math|{_ORDER}|sin\s+(?:usar\s+)?(?:la\s+)?calculadora){_END}", ""),
        (r"^\W*(?:without\s+(?:using\s+)?(?:a|any)\s+calculator|sin\s+(?:usar\s+)?(?:la\s+)?calculadora)\s*[,:]?\s*", ""),
        (rf"(?:^\W*|^\W*(?:compute|evaluate|calculate|simplify|solve|work\s+out|find)\s+){_ORDER}(?:\s+to\b)?\s*[,:.–-]*\s*|\s*\(\s*{_ORDER}(?:\s+(?:please|pls|plz|applies|matters))?\s*\)", ""),
        (r"\b(without\s+(?:using\s+)?(?:a\s+|any\s+)?calculator)\s*:", ":"),
        (rf"[\s,;(]+(?:fully\s+simplified|simplified\s+fully|(?:and\s+)?simplif(?:y|ied)(?:\s+(?:it|fully|completely|your\s+answer|the\s+answer|the\s+result))?|as\s+simply\s+as\s+possible|as\s+an\s+exact\s+value|exact(?:ly)?(?:\s+(?:value|please|answer))?){_END}", ""),
        # why it is asked
        (r"\(\s*(?:for|as\s+in|asking\s+for|it\s+is\s+for|its\s+for)\s+[^()\d]*\)", " "),
        (r"\(\s*(?:in\s+the\s+form\s+)?[aA]\s*[×x*⋅·]\s*10\s*(?:\^|\*\*)?\s*\{?[nⁿbk]\}?\s*\)", " "),
        (r"\(\s*(?:also\s+(?:known\s+as|called)\s+)?(?:scientific\s+notation|standard\s+form|index\s+form)\s*\)", " "),
        (rf"[\s,]+(?:or\s+(?:not|nah|no|what)|yes\s+or\s+no|right|i\s+think|lol|lmao|haha|bro|bruh|dude|man|mate|pl[zs]+|pleas+e+|thx+|tysm|thank\s+u|asap|idk|tho|though|anyone|any\s+idea|any\s+ideas|i\s+forgot|i\s+am\s+stuck|need\s+(?:it\s+)?(?:for\s+)?(?:my\s+)?(?:homework|hw|test|exam)|for\s+(?:my\s+)?(?:homework|hw|school|class|a\s+test)){_END}", ""),
        # how it is written
        (r"^(\W*)rewrite\b", r"\1write"),
        (r"(?<=[\d)}] )(?:written|expressed|given|converted|turned)\s+(?:out\s+)?(?=(?:as|in|into|to)\b)", ""),
        (r"\b(what|which|how\s+many\s+[a-z ]+?)\s+r\s+(?=[a-z])", r"\1 are "),
        (r"\b(?:express|write|put|reduce|simplify)\s+(.+?)\s+(?:as\s+(?:simply|far|much)\s+as\s+(?:possible|you\s+can|we\s+can))" + _END, r"simplify \1"),
        # word order
        (r"^(\W*)(?:what|which)\s+(?:exponent|power|number|value(?:\s+of\s+[a-z])?|[a-z])\s+makes\s+(?!(?:this|it|that|the)\b)(.*\b[a-z]\b.*?)\s+(?:equal(?:\s+to)?|=)\s+", r"\1solve \2 = "),
        (r"^(\W*)divide\s+(\S+)\s+by\s+(\S+)(?=[\s,]+(?:in|as|to|correct|rounded)\b)", r"\1\2 divided by \3"),
        (r"\b(?:as|to|in|into)\s+(?:a\s+)?decimal\s*,?\s*(?=(?:rounded|correct)\b)", ""),
        (rf"{_START}{_WHETHER}\s+(.+?)\s+(is|are)\s+", r"\1\3 \2 "),
        (rf"{_START}{_WHETHER}\s+(.+?)\s+(divide|equal)s\s+", r"\1does \2 \3 "),
        (rf"{_START}(?:what|which)\s+([a-z][a-z ]+?)\s+(?:do|does)\s+(.+?)\s+have{_END}", r"\1what is the \2 of \3"),
        (rf"{_START}([^.;:?]*\d[^.;:?]*|\w\s+and\s+\w)\s+(?:have|has)\s+(?:what|which)\s+(.+?){_END}", r"\1what is the \3 of \2"),
        (rf"{_START}([-\d(√].*?|\w)\s+(?:equals|is|makes|gives|comes\s+to)\s+(?:what|how\s+much){_END}", r"\1what is \2"),
        (rf"{_START}(?:what|how\s+much)\s+does\s+(.+?)\s+(?:give|make|come\s+to){_END}", r"\1what is \2"),
        (rf"{_START}what\s+do\s+(.+?)\s+(?:add|sum)\s+(?:up\s+)?to{_END}", r"\1what is the sum of \2"),
        (r"\bwhat\s+must\s+([a-z])\s+be\s+(?:for|so\s+that|such\s+that|if)\b", r"find \1 such that"),
        (r"\bwhat\s+(?:do|would|will)\s+(?:you|we|i)\s+get\s+(?:if|when)\s+(.+?)\s+is\s+(multiplied|divided|raised|rounded)\b", r"what is \1 \2"),
        (r"\bwhen\s+(?:written|expressed|measured|converted)\s+(in|to|into|as)\b", r"\1"),
        (rf"{_START}(?:in|for)\s+(?:the\s+number\s+)?(\S+?),\s+(what|which)\s+is\s+the\s+(.*digit){_END}", r"\1\3 is the \4 of \2"),
        (r"\bhow\s+(?:far\s+is\s+(.+?)\s+from|far\s+apart\s+are\s+(.+?)\s+and)\s+(?=-?[\d.]+\W*$)", r"what is the distance between \1\2 and "),
        (r"(?<=[\s,])([a-z])\s+(?:is|equals|=)\s+what(?=[\s.?!]*$)", r"what is \1"),
        (rf"{_TRUE_FOR}(?P<x>[a-z])\s+{_IS_TRUE}", r"solve for \g<x>: "),
        (rf"{_TRUE_FOR}{_IS_TRUE}", "solve: "),
        (r"[\s,;(]+(?:and\s+|but\s+|including\s+|include\s+|with\s+|allowing\s+|find\s+)?(?:the\s+|all\s+|any\s+)?(?:complex|imaginary|non-?real)\s+(?:answers?|solutions?|roots?|numbers?)(?:\s+(?:are|is|too|also|as\s+well|ok|okay|allowed|fine|included|possible|accepted))*\s*\)?(?=[\s.!?,)]*$)", " over the complex numbers"),
        (r"(?<=[\d)])\s+(?=[a-z]\s?\([a-z]\)\s*=)|(?<=\b[a-z])\s+(?=[a-z]\s?\([a-z]\)\s*=)", ", "),
        (r"\bhow\s+many\s+([\w ]+?)\s+there\s+(are|is)\s+in\b", r"how many \1 are there in"),
        (r"\b(?:what|how\s+much)\s+(?!is\b|are\b|was\b|does\b|do\b|will\b|would\b)((?:[-\d(√\\$]|the\s|one\b|two\b|three\b|half\b)[^?]*?)\s+(?:is|are|equals?|comes\s+to|makes?|gives?)(?=[\s.?!]*$)", r"what is \1"),
        (r"\bhow\s+much\s+(?:makes?|gives?|equals?|comes?\s+to)\s+(?=\S)", "what is "),
        (r"\b(?:add|sum|total)(?:\s+(?:up|together))?\s+(?=(?:all|every|each|the\s+(?:even|odd|whole|natural|multiples|squares|cubes|numbers|integers))\b)", "the sum of "),
        (r"\b(?:the\s+)?number\s+(?=-?\d)", ""),
        (r"\b(root|percent|percentage|%|factorial|divisors|factors|product|sum|average|mean)\s+from\s+(?=-?[\d(])", r"\1 of "),
        (r"^\W*((?:what|how\s+much)\s+is|find|calculate)\s+(\d+/\d+|half|a\s+third|a\s+quarter|three\s+quarters|two\s+thirds)\s+from\s+(?=\d)", r"\1 \2 of "),
        (r"^(?!.*\b(?:convert|express|write|correct|nearest\s.*nearest))(.+?\w)[\s,]+(?:rounded\s+|round\s+)?(to\s+(?:the\s+nearest\s+[a-z-]+(?:\s[a-z]+)?|\d\s+(?:decimals?|decimal\s+places?|dp|d\.p\.?)))[\s.?!]*$", r"\1, round \2"),
        (r"\b(calculate|compute|solve|simplify|convert|round|find)\s+me\b", r"\1"),
        (r"\b(?:i\s+)?(?:want|need|like|wish|have)\s+(?=(?:calculate|compute|know|find|convert|solve)\b)", ""),
        (r"\bplease\s+to\s+", ""),
    )
)  # fmt: skip


def plainer(text: str) -> str | None:
    """The question in plainer words; ``None`` if they are the same."""
    if len(text) > MAX_CHARACTERS:
        return None
    plain = text
    for pattern, plainly in _RULES:
        plain = pattern.sub(plainly, plain)
    return plain if plain != text and re.search(r"\w", plain) else None
