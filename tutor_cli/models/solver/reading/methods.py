"""How something is to be found: "using the chain rule", "by parts", "use L'Hôpital's rule to …".

The result is the same whatever the method, so where a question cannot be read with these words, it is
read without them. Methods that only approximate (Simpson's rule, Newton's method) are not among them.
"""

# ruff: noqa: E501 — word lists stand on one line each

from __future__ import annotations

import re

_THE = r"(?:(?:the|el|la|los|las)\s+)?"
_RULE = (
    r"(?:product|quotient|chain|power|sum|constant|difference|reciprocal|exponential|general power|leibniz|log|logarithm|trig|sine|cosine)(?:\s*(?:,|and|&)\s*(?:the\s+)?(?:product|quotient|chain|power|sum))*\s+rules?"
    r"|l['’ ]?h[oô]s?pital(?:['’]?s)?(?:\s+rule)?|first\s+principles|(?:the\s+)?(?:limit\s+)?definition(?:\s+of\s+(?:the\s+|a\s+)?(?:derivative|limit))?|(?:rules?|laws?)\s+of\s+(?:differentiation|derivatives|logarithms|logs|exponents|sines|cosines)"
    r"|(?:sine|cosine)\s+(?:rule|law)|logarithmic\s+differentiation|implicit\s+differentiation"
    r"|integration\s+by\s+(?:parts|substitution)|parts|(?:the\s+)?(?:u|trig|trigonometric|weierstrass|a)?[ -]*substitution(?:\s+(?:method|rule|u\s*=\s*\S+))?|u[ -]?sub|(?:method\s+of\s+)?partial\s+fractions(?:\s+decomposition)?|tabular\s+(?:integration|method)|fundamental\s+theorem\s+of\s+calculus|ftc"
    r"|(?:method\s+of\s+)?separation\s+of\s+variables|separating\s+variables|(?:an\s+)?integrating\s+factors?|(?:method\s+of\s+)?undetermined\s+coefficients|variation\s+of\s+parameters|characteristic\s+(?:equation|polynomial)|laplace\s+transforms?"
    r"|(?:disk|disc|washer|shell|disks|shells|washers)\s+method|(?:method\s+of\s+)?(?:disks|discs|washers|(?:cylindrical\s+)?shells)|(?:first|second)\s+derivative\s+test"
    r"|(?:double|half|triple)[ -]?angle\s+(?:formula|identity|identities|formulas?)|(?:sum|addition|difference|angle\s+(?:sum|addition|difference)|compound\s+angle|pythagorean|trig|trigonometric|reciprocal)\s+(?:and\s+difference\s+)?(?:formulas?|formulae|identity|identities)|(?:the\s+)?unit\s+circle|reference\s+angles?|special\s+triangles?"
    r"|(?:inverse\s+)?matri(?:x|ces)(?:\s+(?:methods?|inverses?|algebra|multiplication))?|cramer(?:['’]?s)?(?:\s+rule)?|gauss(?:ian)?(?:[ -]+jordan)?(?:\s+elimination)?|row\s+(?:reduction|operations)|(?:simultaneous\s+)?(?:elimination|addition|comparison|graphical|graphing)(?:\s+method)?"
    r"|squeeze\s+theorem|sandwich\s+theorem|dividing\s+by\s+the\s+highest\s+power(?:\s+of\s+[a-z])?|rationali[sz]ing(?:\s+the\s+(?:numerator|denominator))?|(?:the\s+)?conjugate(?:\s+method)?|algebra(?:ic\s+manipulation)?|calculus|trigonometry|trig|differentiation|integration"
    r"|regla\s+(?:del?|de\s+la|de\s+los)\s+(?:producto|cociente|cadena|potencia|suma|l['’]?h[oô]pital)|regla\s+de\s+l['’]?h[oô]pital|l['’]?h[oô]pital|integraci[oó]n\s+por\s+partes|partes|sustituci[oó]n|cambio\s+de\s+variable|fracciones\s+(?:parciales|simples)|definici[oó]n(?:\s+de\s+(?:la\s+)?derivada)?|derivaci[oó]n\s+impl[ií]cita|(?:teorema|ley|regla)\s+(?:de\s+los|de\s+las|del|de)\s+(?:senos?|cosenos?)|regla\s+de\s+cramer|(?:el\s+m[eé]todo\s+de\s+)?(?:reducci[oó]n|igualaci[oó]n|eliminaci[oó]n)|matrices|(?:eliminaci[oó]n\s+de\s+)?gauss(?:\s*-?\s*jordan)?|separaci[oó]n\s+de\s+variables|variables\s+separables|(?:un\s+)?factor\s+integrante"
)
_METHOD = rf"{_THE}(?:{_RULE})"
_BEFORE = re.compile(
    rf"(?i)^\W*(?:please\s+|now\s+)?(?:(?:use|using|apply|applying|utili[sz]e|by|with|via|through|usa|usar|usando|use|aplica|aplicando|mediante|por|con|utiliza|utilizando)\s+{_METHOD}|{_METHOD}(?=\s*[:,]|\s+(?:lim|∫|integra|deriva)))"
    r"(?:\s*[:,]\s*|\s+(?:(?:in\s+order\s+)?to|for|on|para|a)\s+(?:help\s+)?|\s+and\s+|\s+(?=find|differentiate|integrate|evaluate|solve|compute|calculate|determine|work|prove|show|what|lim|∫|integra|deriva))"
)
_AFTER = re.compile(
    rf"(?i)[\s,(]+(?:by\s+(?:using|applying|means\s+of|use\s+of)|using|with(?:\s+the\s+(?:help|aid|use)\s+of)?|by|via|through|applying|from|usando|aplicando|mediante|con|por(?:\s+medio\s+de)?|utilizando|a\s+partir\s+de)\s+{_METHOD}\)?(?=[\s.,;:?!]|$)"
)
MAX_CHARACTERS = 1000
"""Longer questions are not searched."""


def without_method(text: str) -> str | None:
    """The question without the words that name a method; ``None`` if there are none."""
    if len(text) > MAX_CHARACTERS:
        return None
    left = _AFTER.sub("", _BEFORE.sub("", text, count=1), count=1)
    return left if left != text and left.strip(" .,;:?!") else None
