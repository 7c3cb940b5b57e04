"""Other ways to put a question that could not be read as it stands; each says the same."""

# ruff: noqa: E501 — word lists stand on one line each

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor_cli.models.solver.reading import english
from tutor_cli.models.solver.reading.cleaning import likely

_VERB_LAST = re.compile(
    r"^\s*(?P<what>.*[^\s,:;.])[\s,:;.]+(?P<verb>[a-z]{4,})"
    r"(?:\s+(?:it|this|that|(?:this|the)\s+(?:ode|de|ivp|(?:differential\s+)?equation|integral|limit|matrix)))?"
    r"(?P<tail>\s+(?:from|between|over|on|in the interval|at|twice|with respect to|wrt)\b.*)?"
    r"(?:[\s,]+(?:please|pls|plz|thanks|thank you))?[\s.!?]*$",
    re.IGNORECASE | re.DOTALL,
)
_VERBS = {
    form: verb
    for verb in english.words(
        "simplify|expand|factor|factorise|factorize|solve|differentiate|integrate|evaluate|calculate|plot|graph"
    )
    for form in (verb, "simplified" if verb == "simplify" else verb + "ed" if verb[-1] != "e" else verb + "d")
}
"""What may be asked behind the thing it is done to, by its forms."""
_NOUN_LAST = re.compile(
    r"^\s*(?P<what>\S.*?)[,:;.?]*\s+(?:[–-]\s+)?(?:(?:find|what is|what's|whats|give|need|and)\s+)?(?:(?:the|its)\s+)?"
    r"(?P<noun>(?:(?:first|second|third|fourth|fifth|\dst|\dnd|\drd|\dth|partial)\s+)?(?:derivative|deriv)"
    r"|(?:(?:left|right)(?:[ -]hand(?:ed)?)?\s+|(?:one|two)[ -]sided\s+)?limit|(?:(?:in)?definite\s+|improper\s+)?integral|antiderivative"
    r"|(?:(?:general|particular|exact|explicit)\s+)?(?:solution|soln)s?|exact value|determinant|det|inverse|transpose|trace|rank|rref"
    r"|null space|characteristic (?:polynomial|equation)|eigen ?values?(?: and eigen ?vectors)?|eigen ?vectors|magnitude|norm|unit vector|(?:dot|cross|scalar|vector|inner) product|angle|distance|midpoint"
    r"|(?:(?:primera|segunda|tercera)\s+)?derivada|(?:integral(?:\s+(?:in)?definida)?|antiderivada|l[ií]mite|determinante|inversa|transpuesta|traza|rango|autovalores|valores propios"
    r"|soluci[oó]n(?:\s+(?:general|particular))?|valor exacto|periodo|amplitud)"
    r"|amplitude|period|phase shift|critical points|average value)"
    r"(?P<tail>[\s,]+(?:at|as|when|where|for|from|between|on|over|with|wrt|by|in|if|en|cuando|de|desde|entre|con|respecto|[a-z]\s*(?:->|→|to|goes|approaches|=))(?!\w).*)?[\s.!?]*$",
    re.IGNORECASE | re.DOTALL,
)
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

_SUM = re.compile(
    r"(?<=[^\W\d_]{2})\s*:\s+(?P<sum>(?!lim)[^:,;=<>≤≥|.?!∫∑\\\n]*\S\s*[-+−][^:,;=<>≤≥|.?!∫∑\\\n]*?)(?=[\s.?!]*$)"
)
_SENTENCE = re.compile(
    r"^\W*(?P<head>(?:find|solve|simplify|expand|factor|factori[sz]e|complete|evaluate|calculate|compute|determine|work out|differentiate|integrate|write|express|convert|round|give"
    r"|graph|plot|reduce|add|subtract|multiply|divide|combine|use|rationali[sz]e|halla|calcula|resuelve|encuentra|determina|simplifica|factoriza|desarrolla|eval[uú]a|deriva|integra)\b[^\d=.:?!$\\]*[^\W\d_])\s*\.\s+(?=\S)",
    re.IGNORECASE,
)
"""A sentence that only says what is to be done with what follows: "Solve the equation. 4x + 5 = 9"."""
_HEADING = re.compile(r"^(?P<head>[^:]{3,120}?)\s*:\s+(?P<body>[^:].*)$", re.DOTALL)
_SAYS_NOTHING = frozenset(
    english.words(
        "please|now|find|solve|evaluate|calculate|compute|determine|work|out|give|get|what|is|the|a|an|of|for|to|following|this|these|"
        "limit|limits|integral|integrals|derivative|derivatives|value|general|particular|solution|solutions|exact|first|second|third|order|"
        "linear|nonlinear|separable|homogeneous|autonomous|constant|coefficient|coefficients|differential|equation|equations|ode|odes|ivp|"
        "diff|eq|eqn|diffeq|help|with|me|integration|differentiation|by|parts|substitution|u|partial|fractions|chain|product|quotient|power|rule|initial|boundary|problem|question|exercise|expression|trig|trigonometric|trigonometry|calculus|definite|indefinite|improper|integrate|"
        "antiderivative|halla|calcula|resuelve|encuentra|determina|el|la|los|las|de|del|siguiente|siguientes|límite|limite|derivada|"
        "ecuación|ecuacion|diferencial|problema|ejercicio|solución|solucion"
    )
)
"""Words of a heading that only name what follows, as an integral sign or ``y'`` does by itself."""
_HEADING_VERBS = {
    "solve": "solve", "resuelve": "solve", "integration": "integrate", "differentiation": "differentiate",
}  # fmt: skip


def _without_heading(text: str) -> str:
    """``y' - y = x`` for "first order linear: y' - y = x"; empty when the heading says more."""
    found = _HEADING.match(text)
    words = re.findall(r"\w+", found["head"].lower()) if found else []
    if not found or not words or any(word not in _SAYS_NOTHING and not word.isdigit() for word in words):
        return ""
    verb = next((verb for word, verb in _HEADING_VERBS.items() if word in words), "")
    return f"{verb} {found['body']}".strip()


def rewordings(text: str) -> Iterator[str]:
    """The question without its closing words, its colon or its heading, and with its verb first."""
    given, text = text, _SENTENCE.sub(r"\g<head>: ", text)
    closed = _CLOSING.sub("", text)
    seen = {given}
    for base in map(_as_one, (text, closed)):
        said = [base, _COLON.sub(" ", base, count=1), _COLON.sub(" of ", base, count=1), verb_first(base)]
        said += [noun_first(base), noun_first(_without_heading(base)), _without_heading(base)]
        for other in said:
            if other and other not in seen:
                seen.add(other)
                yield other


def _as_one(text: str) -> str:
    """The sum behind a colon in brackets: all of it is meant in "modulus: 3 + 4i"."""
    return _SUM.sub(r": (\g<sum>)", text)


def verb_first(text: str) -> str:
    """``expand (x + 1)^2`` for "(x + 1)^2 expand", and the like; empty when no verb stands at the end."""
    found = _VERB_LAST.match(text)
    if not found:
        return ""
    said = found["verb"].lower()
    verb = _VERBS.get(said) or _VERBS.get(likely(said, frozenset(_VERBS)) or "")
    return f"{verb} {found['what']}{found['tail'] or ''}" if verb else ""


def noun_first(text: str) -> str:
    """``find the derivative of x^2 at 3`` for "x^2 derivative at 3", and the like; empty when no such noun stands there."""
    found = _NOUN_LAST.match(text)
    if not found:
        return ""
    joining = "between" if found["noun"].lower() in ("angle", "distance") else "of"
    tail = re.sub(r"^\s+(?=[a-z]\b)", ", ", found["tail"] or "", flags=re.IGNORECASE)
    return f"find the {found['noun']} {joining} {found['what']}{tail}"
