"""Telling results: what programs print at their end, and reading it back as Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

SEPARATOR = " ;; "
"""Stands between several answers on one line."""

SHOW = ('print("exact:", answer)', 'print("latex:", latex(answer))')
"""The last lines of a program whose answer is a formula, an equation, a set …"""
SHOW_VALUE = (*SHOW, 'print("decimal:", N(answer, 15))')
"""The last lines of a program whose answer is a value."""


def show_each(answers: str) -> tuple[str, str]:
    """The last lines of a program that gives several answers, in the list of that name."""
    return (
        f'print("exact:", {answers})',
        f'print("latex:", "{SEPARATOR}".join(latex(each) for each in {answers}))',
    )


_LABEL = re.compile(r"^([a-z][a-z_0-9]*): (.*)$", re.MULTILINE)


def labels_in(output: str) -> dict[str, str]:
    """The ``label: text`` lines of a program's output; the first of a label counts."""
    found: dict[str, str] = {}
    for label, text in _LABEL.findall(output):
        found.setdefault(label, text.strip().replace(r"\log", r"\ln"))  # SymPy's log is the natural one
    return found


def is_whole(exact: str) -> bool:
    return exact.lstrip("-").isdigit()


def rounded(decimal: str, significant: int = 6) -> str:
    """A decimal for people: ``-32.2242531…`` as ``-32.2243``, in LaTeX's ``×10^n`` when far from 1."""
    try:
        number = Decimal(decimal)
    except InvalidOperation:
        return decimal
    if not number.is_finite() or number == 0:
        return "0" if number == 0 else decimal
    magnitude = number.adjusted()
    places = max(significant - 1 - magnitude, 0)
    if -5 <= magnitude <= 14:
        text = f"{number:.{places}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    mantissa = f"{number.scaleb(-magnitude):.{significant - 1}f}".rstrip("0").rstrip(".")
    return rf"{mantissa} \times 10^{{{magnitude}}}"


def terminating(exact: str) -> str | None:
    """The exact decimal of a fraction such as ``129741/1000``, when it ends; else ``None``."""
    top, _, bottom = exact.partition("/")
    if not top.lstrip("-").isdigit() or not (bottom or "1").isdigit() or int(bottom or 1) == 0:
        return None
    rest, places = int(bottom or 1), 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    if rest != 1 or places > 40:
        return None
    scaled = int(top) * 10**places // int(bottom or 1)
    digits = str(abs(scaled)).rjust(places + 1, "0")
    text = digits[: len(digits) - places] + ("." + digits[len(digits) - places :] if places else "")
    return ("-" if scaled < 0 else "") + text


def math(latex: str) -> str:
    return rf"\({latex}\)"


def is_decimal(text: str) -> bool:
    """Whether the program's ``decimal:`` line is one real number."""
    return bool(re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", text))


def value_sentence(
    question: str,
    labels: Mapping[str, str],
    *,
    decimals: bool = False,
    verb: str = "equals",
    unit: str = "",
    after: str = "",
) -> str:
    """``question`` (LaTeX) equals the program's answer: exact and in decimals.

    ``decimals``: the question was asked in decimals, so the answer is given in them first.
    ``unit`` is LaTeX that belongs to the number (a percent sign), ``after`` what follows it (``km/h``).
    """
    exact, shown, decimal = labels.get("exact", ""), labels.get("latex", ""), labels.get("decimal", "")
    left, after = f"{math(question)} {verb}", after if after in ("", "°") else f" {after}"
    if is_whole(exact):
        return f"{left} **{math(exact + unit)}**{after}."
    ended = terminating(exact)
    if ended is not None:
        if decimals:
            return f"{left} **{math(ended + unit)}**{after}."
        short = ended if len(ended) < 16 else rounded(decimal)
        return f"{left} **{math(shown + unit)}**{after}, which is {math(short + unit)}."
    if not is_decimal(decimal):
        return f"{left} **{math(shown + unit)}**{after}."
    about = math(rounded(decimal) + unit)
    if decimals:
        exactly = f" Exactly, it is {math(shown + unit)}." if len(shown) < 60 else ""
        return f"{left} approximately **{about}**{after}.{exactly}"
    return f"{left} **{math(shown + unit)}**{after}, approximately {about}."
