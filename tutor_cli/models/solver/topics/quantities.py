"""Calculating with quantities: "1/2 cup plus 1/3 cup", a share of one in another; and temperatures."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.units import shown_quantity
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW_VALUE, math, rounded, terminating

topic = Topic("quantities")

_JOIN = "(plus|'+'|and|added to|minus {minus:yes}|'-' {minus:yes}|less {minus:yes})"


@topic.question(
    f"[<ask>] {{a:quantity}} [[of] {{i:item}}] {_JOIN} {{b:quantity}} [[of] {{j:item}}] [(','|'.')] [(how many {{to:unit}}|in {{to:unit}})] [(is that|are there|do i need)] [(in total|altogether|total|in all)]",
    "add {a:quantity} (and|to) {b:quantity} [in {to:unit}]",
    "subtract {b:quantity} from {a:quantity} {minus:yes} [in {to:unit}]",
)
def together(c: Captures, s: Situation) -> Problem | None:
    """``1/2 cup plus 1/3 cup``, ``3 m + 45 cm``: in the first unit, or the one asked for."""
    if {unit[0] for _, unit in (*c["a"], *c["b"])} != {c["a"][0][1][0]}:
        return None
    _, worth, name = c.get("to", c["a"][0][1])
    program = Program(s)
    sums = [
        " + ".join(f"({program.source(amount)})*({each})" for amount, (_, each, _) in c[key]) for key in "ab"
    ]
    sign = "-" if "minus" in c else "+"
    program.add(f"answer = (({sums[0]}) {sign} ({sums[1]}))/({worth})", *SHOW_VALUE)
    shown = f"{shown_quantity(c['a'])} \\({sign}\\) {shown_quantity(c['b'])}"

    def explain(labels: Labels) -> str:
        return f"{shown} is **{math(labels.get('latex', ''))}** {name}, that is {math(rounded(labels.get('decimal', '')))}."

    return Problem(program.text(), explain, s)


@topic.question(
    "what (fraction|percent {percent:yes}|percentage {percent:yes}) of {b:quantity} is {a:quantity}",
    "{a:quantity} is what (fraction|percent {percent:yes}|percentage {percent:yes}) of {b:quantity}",
    "[(write|express|give|<ask>)] {a:quantity} as a (fraction|percent {percent:yes}|percentage {percent:yes}) of {b:quantity}",
)
def share_of_quantity(c: Captures, s: Situation) -> Problem | None:
    """``what fraction of an hour is 25 minutes``."""
    if {unit[0] for _, unit in (*c["a"], *c["b"])} != {c["a"][0][1][0]}:
        return None
    program = Program(s)
    sums = [
        " + ".join(f"({program.source(amount)})*({each})" for amount, (_, each, _) in c[key]) for key in "ab"
    ]
    percent = "percent" in c
    program.add(f"answer = S({sums[0]})/({sums[1]}){'*100' if percent else ''}", *SHOW_VALUE)
    shown = f"{shown_quantity(c['a'])} of {shown_quantity(c['b'])}"
    return Problem(
        program.text(),
        lambda labels: f"{shown} is **{math(labels['latex'] + (chr(92) + '%') * percent)}**.",
        s,
    )


# ── temperatures ──────────────────────────────────────────────────────────────

_TO_KELVIN = {"c": "{} + Rational('273.15')", "f": "({} - 32)*Rational(5, 9) + Rational('273.15')", "k": "{}"}
_FROM_KELVIN = {
    "c": "kelvin - Rational('273.15')",
    "f": "(kelvin - Rational('273.15'))*Rational(9, 5) + 32",
    "k": "kelvin",
}
_SCALES = {"c": "°C", "f": "°F", "k": "K"}


def _scale(reader: Reader, position: int, limit: int) -> Caught:
    """Celsius, °F, degrees Fahrenheit, K: the letter of a temperature scale."""
    while reader.text(position, limit) in ("°", "degrees", "degree", "deg"):
        position += 1
    word = reader.text(position, limit)
    if word in ("celsius", "centigrade", "fahrenheit", "kelvin", "c", "f", "k"):
        yield word[0], position + 1


KINDS["scale"] = _scale


@topic.question(
    "[(convert|change|express|turn|<ask>)] [from] {a:number} {from:scale} (to|in|into|as|'=' [(what|'?')]|'->') [(what in|how many)] {to:scale}",
    "(convert|change) {from:scale} to {to:scale} [':'] {a:number} ['°']",
    "how (hot|cold|warm|much) is {a:number} {from:scale} in {to:scale}",
    "[(if|the|a|my)] [{i:item}] [(says|reads|shows|is|was|said|calls for)] {a:number} {from:scale} [(outside|today)] [(','|'.'|';')] [(what|how much)] [(is|would)] [(that|it|this)] [be] (in|to) {to:scale}",
)
def temperature(c: Captures, s: Situation) -> Problem | None:
    if c["from"] == c["to"]:
        return None
    degrees = c["a"]
    if isinstance(degrees, t.Postfix) and degrees.op == "°":
        degrees = degrees.value
    elif isinstance(degrees, t.Negative) and isinstance(degrees.value, t.Postfix):
        degrees = t.Negative(degrees.value.value)
    program = Program(s)
    program.add(
        f"kelvin = {_TO_KELVIN[c['from']].format(program.source(degrees))}",
        f"answer = {_FROM_KELVIN[c['to']]}",
    )
    program.add(*SHOW_VALUE)
    question = f"{math(latex(degrees))} {_SCALES[c['from']]}"

    def explain(labels: Labels) -> str:
        text = labels.get("exact", "")
        ended = terminating(text)
        about = "" if ended else f" (exactly {math(labels.get('latex', ''))})"
        shown = ended or rounded(labels.get("decimal", ""))
        return f"{question} is **{math(shown)}** {_SCALES[c['to']]}{about}."

    return Problem(program.text(), explain, s)
