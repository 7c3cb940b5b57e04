"""Questions that no calculation answers: about the weather, prices, people, the world today."""

from __future__ import annotations

import re

_OF_THE_WORLD = re.compile(
    r"""\b(?:
        weather | forecast | temperature\ (?:in|of|at) | population | exchange\ rate | stock | shares?\ price
      | price\ of | bitcoin | inflation | news | election | president | prime\ minister | king | queen
      | capital\ of | right\ now | latest | nowadays | who\ (?:is|was|are|won) | where\ (?:is|are|was)
      | how\ (?:tall|old|far|high|many\ people)
      | tiempo\ (?:hace|hizo|hará) | clima | temperatura\ (?:en|de) | población | tipo\ de\ cambio | acciones
      | precio\ de | noticias | elecciones | presidente | rey | reina | quién(?:es)?\ (?:es|son|fue|ganó)
      | dónde\ est[aá]n? | cuántas\ personas
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ASKING = re.compile(
    r"^\W*(?:(?:what|how)(?:['’]s|\ is|\ was|\ are)\ (?:the\ )?|(?:tell\ me|find)\ (?:the\ )?"
    r"|(?:cuál|cuáles|cómo)\ (?:es|son|fue)\ (?:el\ |la\ |los\ |las\ )?|qué\ )",
    re.IGNORECASE | re.VERBOSE,
)
_CALCULATING = re.compile(
    r",?\ (?:divided\ by|times|multiplied\ by|plus|minus|raised\ to|to\ the\ power"
    r"|dividid[oa]\ (?:por|entre)|multiplicad[oa]\ por|más|menos|elevad[oa]\ a)\ .*",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_UNQUOTABLE = re.compile(r"[\"`$\\!?¿¡]")


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONGEST = 15
"""Words; what is longer, or gives numbers, is an exercise about the world rather than a question."""


def what_to_search_for(question: str) -> str | None:
    """What to look up for a question about the world; ``None`` if it does not look like one."""
    words = _CALCULATING.sub("", _ASKING.sub("", " ".join(question.split())))
    if not _OF_THE_WORLD.search(question) or re.search(r"\d", _YEAR.sub("", words)):
        return None
    words = " ".join(_UNQUOTABLE.sub("", words).split()).strip(" .,:;")
    return words if 0 < len(words.split()) <= _LONGEST and len(words) <= 100 else None
