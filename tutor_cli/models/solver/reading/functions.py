"""The functions every question may use: their names, SymPy's, and how LaTeX writes them."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from typing import NamedTuple


class Known(NamedTuple):
    python: str
    latex: str
    """``{0}`` is the argument; without it, the name is put before parentheses."""


FUNCTIONS: dict[str, Known] = {
    "sqrt": Known("sqrt", r"\sqrt{{{0}}}"),
    "cbrt": Known("cbrt", r"\sqrt[3]{{{0}}}"),
    "root": Known("root", r"\sqrt[{1}]{{{0}}}"),
    "abs": Known("abs", r"\left|{0}\right|"),
    "exp": Known("exp", r"e^{{{0}}}"),
    "ln": Known("log", r"\ln"),
    "log": Known("log", r"\log"),
    "floor": Known("floor", r"\left\lfloor {0} \right\rfloor"),
    "ceil": Known("ceiling", r"\left\lceil {0} \right\rceil"),
    "gcd": Known("gcd", r"\gcd"),
    "lcm": Known("lcm", r"\operatorname{lcm}"),
    "max": Known("Max", r"\max"),
    "min": Known("Min", r"\min"),
    "gamma": Known("gamma", r"\Gamma"),
    "erf": Known("erf", r"\operatorname{erf}"),
    "sign": Known("sign", r"\operatorname{sgn}"),
    "re": Known("re", r"\operatorname{Re}"),
    "im": Known("im", r"\operatorname{Im}"),
    "conjugate": Known("conjugate", r"\overline{{{0}}}"),
    **{name: Known(name, "\\" + name) for name in ("sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "coth")},
    **{name: Known(name, rf"\operatorname{{{name}}}") for name in ("sech", "csch")},
    **{"a" + name: Known("a" + name, rf"\arc{name}") for name in ("sin", "cos", "tan")},
    **{"a" + name: Known("a" + name, rf"\operatorname{{arc{name}}}") for name in ("sec", "csc", "cot")},
    **{"a" + name: Known("a" + name, rf"\operatorname{{ar{name}}}") for name in ("sinh", "cosh", "tanh")},
}  # fmt: skip
TRIGONOMETRIC = frozenset({"sin", "cos", "tan", "sec", "csc", "cot"})

FUNCTION_WORDS: dict[str, str] = {
    **{name: name for name in FUNCTIONS if name not in ("root", "gamma", "sign")},
    **{f"arc{name[1:]}": name for name in FUNCTIONS if name.startswith("a") and name != "abs"},
    **{f"ar{name[1:]}": name for name in ("asinh", "acosh", "atanh")},
    "sine": "sin", "cosine": "cos", "tangent": "tan", "secant": "sec", "cosecant": "csc", "cotangent": "cot", "sen": "sin",
    "cosec": "csc", "sinus": "sin", "cosinus": "cos", "tangens": "tan", "cotg": "cot", "ctg": "cot", "cosecante": "csc", "cotangente": "cot", "tg": "tan", "arcsine": "asin", "arccosine": "acos", "arctangent": "atan", "ceiling": "ceil",
    "gcf": "gcd", "hcf": "gcd", "sgn": "sign", "conj": "conjugate", "arcsen": "asin", "arctg": "atan", "lg": "log", "logarithm": "log", "modulus": "abs",
}  # fmt: skip
"""Words that name a function; ``sen`` and ``tg`` are Spanish."""
RATIOS = frozenset({"seno", "coseno", "tangente"}) | frozenset(
    word for word, name in FUNCTION_WORDS.items() if name in TRIGONOMETRIC
)
"""Words for sine, cosine and the like: "and the cosine?"."""
