"""Taylor and Maclaurin series."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.given import curve
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex, symbol
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import math

topic = Topic("series")

_ABOUT = "[(about|at|around|centered at|centred at|near|with center|in) [the point] [{z:name} '='] {v:tight}]"
_UP_TO = "[','] [(up to|to|through|until|of|with) [and including] [the] [(order|degree|the term in|term in|power)] ({n:whole} [(order|degree|terms)]|{n:ordinal} [(order|degree|power)] [term]|{u:name} '^' {n:whole} [term])]"
_SERIES = "[the] [(taylor|maclaurin {zero:yes}|power)] (series|polynomial|expansion|series expansion)"


@topic.question(
    f"[<find>] {_SERIES} [of (order|degree) {{n:whole}}] (of|for) {{a:curve}} {_ABOUT} {_UP_TO}",
    f"[<find>] [the] degree {{n:whole}} {_SERIES} (of|for) {{a:curve}} {_ABOUT}",
    f"[<find>] {_SERIES} (of|for) {{a:curve}} {_UP_TO} {_ABOUT}",
    f"expand {{a}} (as|in|into) [a] {_SERIES} {_ABOUT} {_UP_TO}",
    f"expand {{a}} (about|around|near) [{{z:name}} '='] {{v:tight}} {_UP_TO}",
    f"{_SERIES} [':'] {{a}} {_ABOUT} {_UP_TO}",
    f"[<find>] [the] first {{k:whole}} [(nonzero|non zero|non - zero)] terms (of|in) {_SERIES} (of|for) {{a:curve}} {_ABOUT}",
    f"[<find>] [the] {{n:ordinal}} ['-'] (degree|order) {_SERIES} (of|for) {{a:curve}} {_ABOUT}",
    f"[<find>] [the] (quadratic {{two:yes}}|linear {{one:yes}}|cubic {{three:yes}}) (taylor polynomial|approximation|taylor approximation) (of|for|to) {{a:curve}} {_ABOUT}",
    f"(linearize|linearise) {{one:yes}} {{a:curve}} {_ABOUT}",
    f"[<find>] [the] linearization {{one:yes}} (of|for) {{a:curve}} {_ABOUT}",
)
def taylor(c: Captures, s: Situation) -> Problem | None:
    found = curve(c, s)
    if found is None:
        return None
    body, name = found
    degree = c.get("n", 1 if "one" in c else 2 if "two" in c else 3 if "three" in c else 5)
    if not 0 <= degree <= 30 or not 1 <= c.get("k", 1) <= 12:
        return None
    program = Program(s)
    x = program.symbol(name)
    center = program.source(c["v"]) if "v" in c else "0"
    program.add(f"curve, center = {program.source(body)}, S({center})")
    if "k" in c:
        program.add(
            "terms, order = [], 0",
            f"while len(terms) < {c['k']} and order < 40:",
            f"    term = diff(curve, {x}, order).subs({x}, center)/factorial(order)*({x} - center)**order",
            "    terms, order = terms + ([term] if term != 0 else []), order + 1",
        )
    else:
        program.add(
            f"terms = [diff(curve, {x}, n).subs({x}, center)/factorial(n)*({x} - center)**n for n in range({degree + 1})]"
        )
    program.add(
        "answer = Add(*terms)", 'print("exact:", answer)', 'print("latex:", latex(answer, order="old"))'
    )
    about = latex(c["v"]) if "v" in c else "0"

    def explain(labels: Labels) -> str:
        upto = f"its first {c['k']} terms" if "k" in c else f"up to degree {degree}"
        return f"The Taylor series of {math(latex(body))} about \\({symbol(name)} = {about}\\), {upto}, is **{math(labels['latex'])}**."

    return Problem(program.text(), explain, s)
