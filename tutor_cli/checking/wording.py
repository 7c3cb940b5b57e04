"""How people and models put an answer into words, in English and Spanish."""

# ruff: noqa: E501 — word lists stand on one line each

from __future__ import annotations

import re

_FILLERS = (
    "approximately|approx|about|around|roughly|exactly|simply|just|only|equal to|equals|the|a(?=\\s+[a-z]{3,})|an|value|of|so|thus|hence|"
    "therefore|we|have|get|that|to|is|are|be|in total|total|nearly|almost|precisely|given by|by|either|both|now|then|"
    "aproximadamente|aprox|exactamente|alrededor de|cerca de|unos|unas|igual a|de|la|el|los|las|es|son|por tanto|entonces|"
    "it|and|option|answer|result|respuesta|resultado|solution|solutions|solución|soluciones|root|roots|vertex|point|at|"
    "altogether|here|finally|yes|sí|ok|where|there|hay|tenemos|obtenemos|or"
)
LEADING = re.compile(rf"(?i)^(?:(?:{_FILLERS})(?=[\s,:.]|$)[\s,:.]*)+")
"""Words before a value that say nothing of it."""
TRAILING = re.compile(
    r"(?i)[\s,]*(?:approximately|approx\.?|in total|altogether|aproximadamente|exactly|as a decimal|or so)?[\s.,;:!]*$"
)
"""Words and punctuation after one."""
VERBS = re.compile(
    r"(?i)(?<![\w'])(?:is|are|equals|equal|was|gives|give|yields|becomes|get|obtain|es de|es|son|da|tends to|be|at|hay|"
    r"there are|contains|obtenemos|tenemos|comes to|costs|makes)(?![\w'])"
)
"""What stands between a subject and what is said of it."""
BECAUSE = re.compile(
    r"(?i)[,;(]?\s*(?:because|since|as\s+\d|porque|ya que|pues|where\s+[A-Za-z_0-9,\s]+(?:is|are|es|son)|donde|for (?:any|all|some|every)"
    r"|con [A-Z]\w* constante|\(?(?:where|with)\s+[A-Z]\w*|\(the next day|\(next day).*$",
    re.DOTALL,
)
"""A reason, and all that follows it."""
RESTATED = re.compile(r"(?i)[,;]?\s*(?:\bi\.?e\.?,?|\bthat is,?|\bes decir,?|\bo sea,?|\bor equivalently,?|\bequivalently,?|"
                       r"\b(?:or,?\s+)?in interval notation,?:?|\ben notación de intervalos?,?:?|⇔)\s*")  # fmt: skip
"""What introduces the same answer in other words."""
CHAIN = re.compile(r"(?<![<>!=:])=(?![=<>])|≈|→|⇒")
"""The signs between the links of ``a = b ≈ c``."""
_AND = r"(?:(?<![\w'])(?:and|or)(?![\w'])|(?<=[\s,;])[yo](?=\s+(?:-\S|[^\s=<>≈∈≠^+*/)\-])))"
"""A word that joins; the Spanish ``y`` and ``o`` only where they cannot be names."""
SEPARATOR = re.compile(rf"(?i)\s*(?:[,;\n]\s*(?:{_AND})?|{_AND}|&)\s*")
"""What stands between the values of a list."""
NOTHING = re.compile(
    r"(?i)^\W*(?:(?:there (?:is|are) |it has |the equation has |has )?no (?:real )?(?:solutions?|roots?|values?)\b"
    r"|∅|⦃\s*⦄|\{\s*\}|(?:the )?empty set|no hay (?:ninguna )?soluci|no tiene soluci|sin soluci|conjunto vacío|none\b|ninguna?\b)"
)
"""Says that there is no solution."""
ALL_REALS = re.compile(
    r"(?i)^(?:x\s*∈\s*|the set of )?(?:all (?:the )?(?:real )?(?:numbers|reals|values)(?: of x)?|all reals?(?: numbers)?|ℝ|every real number"
    r"|any real number|todos los (?:números )?reales|toda la recta real|cualquier número real)"
)
"""Says that every number is one."""
EXCEPT = re.compile(
    r"(?i)^[\s,]*(?:except(?: for| when| x\s*=)?(?!\w)|other than|excluding|but|excepto|salvo|menos|∖|\\|-)\s*"
)
"""Leads to the numbers that are not."""
