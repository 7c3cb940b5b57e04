"""Other ways to put a question that could not be read as it stands; each says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor_cli.models.solver.reading import english

_VERB_LAST = re.compile(
    r"^\s*(?P<what>.*[^\s,:;.])[\s,:;.]+(?P<verb>simplif(?:y|ied)|expand(?:ed)?|factori[sz]ed?|factor(?:ed)?"
    r"|solved?|differentiated?|integrated?|evaluated?|calculated?|plot|graph)"
    r"(?P<it>\s+(?:it|this|that))?(?:[\s,]+(?:please|pls|plz|thanks|thank you))?[\s.!?]*$",
    re.IGNORECASE | re.DOTALL,
)
_BASE_FORM = {"simplified": "simplify", "solved": "solve", "factored": "factor", "expanded": "expand"}
_FORM = (
    r"(?:(?:interval|set|set builder|inequality|exact|fraction(?:al)?|simplest|simplified|lowest|reduced|surd"
    r"|radical|terms of (?:pi|π|e)|simplest radical|simplest surd|rectangular|a ?\+ ?bi)\s*-?)+"
    r"(?:\s*(?:notation|form|values?|terms|answers?|solutions?))?"
)
"""A form that exact answers have anyway."""
_ASKING_FOR_IT = (
    r"(?:and\s+)?(?:please\s+)?"
    r"(?:giv(?:e|ing)|writ(?:e|ing)|express(?:ing)?|leav(?:e|ing)|stat(?:e|ing)|us(?:e|ing))\s+"
    r"(?:(?:your|the|all|any|each)\s+)?(?:final\s+)?"
    r"(?:(?:answers?|solutions?|solution set|results?|it)\s+)?(?:(?:in|as|with)\s+)?"
)
_HOW = (
    r"how (?:do|would|can|should) (?:i|you|we) (?:do|solve|start|approach|work out|find) "
    r"(?:this|it|that|these)(?: one| problem| question)?"
)
_PLACES = "class|homework|hw|test|exam|quiz|assignment|teacher|school|course|worksheet"
_DOUBTS = (
    "i think|i guess|if i am right|or something|right|correct|if any|if they exist|if it exists"
    "|on (?:the|a) (?:real )?number line"
)
_CLOSING = re.compile(
    rf"[\s,;.(]*\b{_ASKING_FOR_IT}(?:its?\s+|the\s+|an?\s+)?{_FORM}[\s.)]*$"
    rf"|[\s,;(]+(?:in|as|with)\s+(?:its\s+|an?\s+)?{_FORM}[\s.?)]*$"
    rf"|[\s,;(]+(?:in )?exact(?: (?:values?|form))?[\s.?)]*$"
    rf"|[\s,;.!?]+{_HOW}[\s.?!]*$"
    rf"|[\s,]+(?:for|in) (?:my|our|the|a) (?:\w+ )?(?:{_PLACES})[\s.?!]*$"
    rf"|[\s,;.]+(?:{_DOUBTS})[\s.?!]*$",
    re.IGNORECASE,
)
"""What asks for a form that the answer has anyway, and small talk."""
_COLON = re.compile(r"(?<=[^\W\d_]{2})\s*:\s*(?!=)|(?<=[^\W\d_])\s*:\s*\n")

_HEADING = re.compile(r"^(?P<head>[^:]{3,120}?)\s*:\s+(?P<body>[^:].*)$", re.DOTALL)
_SAYS_NOTHING = frozenset(
    english.words(
        "please|now|find|solve|evaluate|calculate|compute|determine|work|out|give|get|what|is|the|a|an|of|for|to|following|this|these|"
        "limit|limits|integral|integrals|derivative|derivatives|value|general|particular|solution|solutions|exact|first|second|third|order|"
        "linear|nonlinear|separable|homogeneous|autonomous|constant|coefficient|coefficients|differential|equation|equations|ode|odes|ivp|"
        "initial|boundary|problem|question|exercise|expression|trig|trigonometric|trigonometry|calculus|definite|indefinite|improper|integrate|"
        "antiderivative|halla|calcula|resuelve|encuentra|determina|el|la|los|las|de|del|siguiente|siguientes|límite|limite|derivada|"
        "ecuación|ecuacion|diferencial|problema|ejercicio|solución|solucion"
    )
)
"""Words of a heading that only name what follows, as an integral sign or ``y'`` does by itself."""


def _without_heading(text: str) -> str:
    """``y' - y = x`` for "first order linear: y' - y = x"; empty when the heading says more."""
    found = _HEADING.match(text)
    words = re.findall(r"\w+", found["head"].lower()) if found else []
    if not found or not words or any(word not in _SAYS_NOTHING and not word.isdigit() for word in words):
        return ""
    return f"solve {found['body']}" if "solve" in words else found["body"]


def rewordings(text: str) -> Iterator[str]:
    """The question without its closing words, its colon or its heading, and with its verb first."""
    closed = _CLOSING.sub("", text)
    seen = {text}
    for base in (text, closed):
        said = [base, _COLON.sub(" ", base, count=1), _COLON.sub(" of ", base, count=1), verb_first(base)]
        said.append(_without_heading(base))
        for other in said:
            if other and other not in seen:
                seen.add(other)
                yield other


def verb_first(text: str) -> str:
    """``expand (x + 1)^2`` for "(x + 1)^2 expand", and the like; empty when no verb stands at the end."""
    found = _VERB_LAST.match(text)
    if not found:
        return ""
    verb = found["verb"].lower()
    return f"{_BASE_FORM.get(verb, verb)} {found['what']}"
