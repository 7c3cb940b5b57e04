"""Rounding: to decimal places, to the nearest ten, to significant figures."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.reading.unreadable import Unreadable
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import math, terminating

topic = Topic("rounding")

_POWERS = {
    "tenth": -1,
    "hundredth": -2,
    "thousandth": -3,
    "ten thousandth": -4,
    "hundred thousandth": -5,
    "millionth": -6,
}
_FIGURES = "significant figures|significant digits|significant|sig figs|sig fig|significant figure|significant digit|sf|s f|sigfigs|sigfig|sig digits|s f s|figures|figure"
FIGURES = f"({_FIGURES}|digits)"
_COUNTED = f"({_FIGURES}|digits {{all:yes}})"
PLACES = "(decimal place|decimal places|dp|dps|d p|decimals|decimal|places|decimal digits|decimal points|digits after the decimal|digits after the decimal point|place)"
_TO = (
    f"( (to|at|with|using|in|on) {{places:whole}} {PLACES} | (to|off to) [the] (nearest|closest) {{unit:value}} | "
    f"(to|with|using) {{figures:whole}} {FIGURES} |"
    "(to|off to) [the] (nearest|closest) (integer|whole number|whole|unit|one|ones|units|dollar|euro|pound|full number|meter|degree|percent|year|minute) {ones:yes} | "
    + " | ".join(
        f"(to|off to) [the] (nearest|closest) {word} {{p{-power}:yes}}" for word, power in _POWERS.items()
    )
    + " | to the "
    + " | to the ".join(f"{word}s place {{p{-power}:yes}}" for word, power in _POWERS.items())
    + " | (to|off to) [the] (nearest|closest) (cent|penny) {p2:yes} )"
)
ROUND = "(round|round off|approximate|estimate|give|write|express|convert|change)"


@topic.question(
    f"{ROUND} {{a}} [(off|up or down)] {_TO}",
    f"<ask> {{a}} [','] [(rounded|rounded off|correct|approximated|round)] {_TO}",
    f"{_TO} [','] <ask> {{a}}",
    f"{ROUND} [the number] {_TO} [','] {{a}}",
    "[<ask>] [the] (nearest|closest) {unit:value} to {a}",
    "[<ask>] [the] (nearest|closest) (whole number|integer|whole) to {a} {ones:yes}",
    f"[<ask>] {{a}} [','] {{places:whole}} {PLACES}",
    f"[<ask>] {{a}} [','] {{figures:whole}} {FIGURES}",
    f"{{a}} [','] [(rounded|rounded off|correct|approximated|round)] {_TO}",
)
def round_to(c: Captures, s: Situation) -> Problem | None:
    """Halves are rounded away from zero, as at school."""
    program = Program(s)
    x = program.source(c["a"])
    if "figures" in c:
        if not 0 < c["figures"] < 50:
            return None
        program.add(f"x = {x}", f"unit = Integer(10)**(floor(log(abs(x), 10)) + 1 - {c['figures']})")
        asked = f"{c['figures']} significant figures"
    else:
        unit = step(c)
        if unit is None:
            return None
        program.add(f"x, unit = {x}, {program.source(unit)}")
        asked = (
            f"{c['places']} decimal place{'s' * (c['places'] != 1)}"
            if "places" in c
            else "the nearest " + latex(unit)
        )
    program.add("answer = sign(x)*floor(abs(x)/unit + Rational(1, 2))*unit", 'print("exact:", answer)')
    question = math(latex(c["a"]))
    places = c.get("places", 0)

    def explain(labels: Labels) -> str:
        exact = labels.get("exact", "")
        shown = terminating(exact) or exact
        if places > 0:
            whole, _, digits = shown.partition(".")
            shown = f"{whole}.{digits.ljust(places, '0')}"
        return f"{question} rounded to {asked} is **{math(shown)}**."

    return Problem(program.text(), explain, s, value=None)


def step(c: Captures) -> t.Node | None:
    """What the answer is to be a multiple of."""
    if "places" in c:
        return (
            t.Formula(f"Rational(1, 10**{c['places']})", rf"10^{{{{-{c['places']}}}}}", ())
            if 0 <= c["places"] < 50
            else None
        )
    if "ones" in c:
        return t.Number("1")
    for power in range(1, 7):
        if f"p{power}" in c:
            return t.Formula(f"Rational(1, 10**{power})", "0." + "0" * (power - 1) + "1", ())
    unit = t.bare(c["unit"])
    if isinstance(unit, t.Number) or (
        isinstance(unit, t.Binary) and unit.op in "*/" and not t.names_in(unit)
    ):
        return unit
    return None


@topic.question(
    f"(truncate|cut off|chop) {{a}} (to|at|after) {{places:whole}} {PLACES}",
)
def truncated(c: Captures, s: Situation) -> Problem | None:
    """What lies behind is dropped, not rounded."""
    unit = step(c)
    if unit is None:
        return None
    program = Program(s)
    program.add(f"x, unit = {program.source(c['a'])}, {program.source(unit)}")
    program.add("answer = sign(x)*floor(abs(x)/unit)*unit", 'print("exact:", answer)')
    question = math(latex(c["a"]))

    def explain(labels: Labels) -> str:
        exact = labels.get("exact", "")
        return f"{question} cut off after {c['places']} decimal place{'s' * (c['places'] != 1)} is **{math(terminating(exact) or exact)}**."

    return Problem(program.text(), explain, s)


@topic.question(
    f"how many {_COUNTED} (does|do|are in|are there in|has|have|is in|in) [the number] {{a:digits_written}} [have|has|contain]",
    f"[<find>] [the] number of {_COUNTED} (in|of) [the number] {{a:digits_written}}",
)
def significant_figures(c: Captures, s: Situation) -> Problem | None:
    """All digits but the zeros before the first other one, and those that end a whole number."""
    digits = c["a"].partition("e")[0]
    if "all" in c and "." not in digits:
        return None  # the digits of a whole number: all of them
    counted = digits.replace(".", "").lstrip("0")
    if "." not in digits:
        counted = counted.rstrip("0")
    if not counted:
        return None
    program = Program(s)
    program.add(f'print("exact:", len("{counted}"))')
    note = (
        ""
        if "." in digits or not digits.endswith("0")
        else " The zeros at its end are taken to be there only for the size of the number."
    )
    return Problem(
        program.text(),
        lambda labels: f"\\({c['a']}\\) has **{math(labels['exact'])}** significant figures.{note}",
        s,
    )


def _digits_written(reader: Reader, position: int, limit: int) -> Caught:
    """A number as it was written: ``0.00450``."""
    if position < limit and reader.tokens[position].kind == "number":
        yield reader.tokens[position].text, position + 1


KINDS["digits_written"] = _digits_written


@topic.question(
    f"[(give|write|show|express|put|convert) [(it|that|this)]] [(it|that|this)] (as|in) [a] (decimal|decimals) [rounded] [','] {_TO}",
    f"(give|show|round|correct|express|write) [(it|that|me|this|the answer|your answer|the result)] [off] {_TO}",
    f"[(rounded|correct)] {_TO}",
)
def round_that(c: Captures, s: Situation) -> Problem | None:
    return round_to({**c, "a": s.previous}, s) if s.previous is not None else None


# ── scientific notation ───────────────────────────────────────────────────────

_WRITE = "[(write|express|give|convert|change|put|<ask>|show|rewrite)]"
_ORDINARY = "(ordinary number|decimal notation|standard notation|ordinary form|normal number|plain number|ordinary notation|full|normal decimal number|regular number|regular notation|ordinary decimal|normal notation|normal form|plain decimal|standard number|usual notation|expanded form|everyday number|normal decimal|regular decimal)"
_SCIENTIFIC = "(scientific notation|standard form|standard index form|scientific form|exponential notation|sci notation|scientific|scientific notation form)"


@topic.question(
    f"{_WRITE} [the number] {{a}} (in|to|into|as|using|'->') [(a|the)] {_SCIENTIFIC} [{_TO}]",
    f"{_WRITE} (in|to|into|as|using) [(a|the)] {_SCIENTIFIC} {{a}}",
    f"{_WRITE} [the] {_SCIENTIFIC} (of|for) {{a}}",
    f"{_SCIENTIFIC} [(of|for|':')] {{a}}",
)
def scientific(c: Captures, s: Situation) -> Problem | None:
    """As a number from 1 to 10 times a power of ten, with all its digits."""
    if t.names_in(c["a"]):
        return None
    program = Program(s)
    program.add(
        f"x = S({program.source(c['a'])})",
        "power = floor(log(abs(x), 10)) if x else Integer(0)",
        "factor = x/Integer(10)**power",
        'print("exact:", f"{factor}*10**({power})")',
        'print("factor:", factor)',
        'print("power:", power)',
    )
    question = math(latex(c["a"]))

    def explain(labels: Labels) -> str:
        factor = terminating(labels.get("factor", ""))
        if factor is None:
            raise Unreadable("it has no end in decimals")
        return (
            rf"{question} is **\({factor} \times 10^{{{labels.get('power', '')}}}\)** in scientific notation."
        )

    return Problem(program.text(), explain, s, value=c["a"])


@topic.question(
    f"{_WRITE} {{a}} (in|to|into|as) [(an|a|the)] {_ORDINARY}",
    f"{_WRITE} (in|to|into|as) [(an|a|the)] {_ORDINARY} {{a}}",
    f"{_WRITE} {{a}} without (exponents|powers|powers of ten|scientific notation)",
    f"[<find>] [the] {_ORDINARY} (of|for) {{a}}",
)
def ordinary(c: Captures, s: Situation) -> Problem | None:
    return value_problem(c["a"], s, decimals=True)
