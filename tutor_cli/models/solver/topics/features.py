"""What kind of function it is: asymptotes, even or odd, one to one; its difference quotient."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.unreadable import Unreadable
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.given import on_curve, one_variable
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex, symbol
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW, math

topic = Topic("features")

_CURVE = "[the] [(curve|function|graph|graph of|equation|rational function)] [of] [(y|{f:name} '(' {x:name} ')') '='] {a}"
_KIND = "(vertical {v:yes}|horizontal {h:yes}|slant {o:yes}|oblique {o:yes})"


@topic.question(
    f"[<find>] [(all|any|all the|all of the|equation of [the]|equations of [the])] [the] [{_KIND}] [and [{_KIND}]] (asymptote|asymptotes) (of|for|to) {_CURVE}",
    f"(does|what|what is the) {_CURVE} have [(a|an|any)] [{_KIND}] (asymptote|asymptotes)",
    f"(what|which) [{_KIND}] (asymptote|asymptotes) does {_CURVE} have",
    f"(where|what) (is|are) the [{_KIND}] (asymptote|asymptotes) (of|for) {_CURVE}",
)
def asymptotes(c: Captures, s: Situation) -> Problem | None:
    found = one_variable(c["a"], s)
    if found is None:
        return None
    body, name = found
    asked = [kind for kind in "vho" if kind in c] or [*"vho"]
    program, x = on_curve(body, name, s)
    program.add(
        f"places = singularities(curve, {x}, S.Reals)",
        f'found = {{"v": sorted(p for p in places if any(not limit(curve, {x}, p, side).is_finite for side in "+-")), "h": [], "o": []}}',
        "for end in (oo, -oo):",
        f"    slope = limit(curve/{x}, {x}, end)",
        f"    height = limit(curve - slope*{x}, {x}, end) if slope.is_finite else oo",
        "    if height.is_finite and height.is_real:",
        f"        line = slope*{x} + height",
        '        if line != curve: found["o" if slope else "h"].append(line)',
        f'lines = [Eq({x} if kind == "v" else Symbol("y"), line) for kind in "{"".join(asked)}" for line in sorted(set(found[kind]), key=str)]',
        'print("exact:", lines)',
        'print("latex:", ", ".join(map(latex, lines)))',
    )
    names = {"v": "vertical", "h": "horizontal", "o": "slant"}
    kind = " or ".join(names[each] for each in asked) + " " if len(asked) < 3 else ""

    def explain(labels: Labels) -> str:
        if labels["exact"] == "[]":
            return f"{math(latex(body))} has **no {kind}asymptote**."
        count = labels["latex"].count("=")
        lines = ", ".join(map(math, labels["latex"].split(", ")))
        return f"The {kind.replace(' or ', ' and ')}asymptote{'s' * (count > 1)} of {math(latex(body))}: **{lines}**."

    return Problem(program.text(), explain, s)


_EVEN_OR_ODD = "(even or odd|odd or even|even [','] odd [','] or neither|odd [','] even [','] or neither|even [','] odd [','] neither)"


@topic.question(
    f"(is|are) {_CURVE} [(a|an)] [function] {_EVEN_OR_ODD} [function]",
    f"is {_CURVE} [an] (even {{even:yes}}|odd {{odd:yes}}) [function]",
    f"(determine|tell me|decide|check|find|find out|state|show) (if|whether) {_CURVE} is [an] {_EVEN_OR_ODD} [function]",
    f"(determine|tell me|decide|check|find|find out|state|show) (if|whether|that) {_CURVE} is [an] (even {{even:yes}}|odd {{odd:yes}}) [function]",
    f"classify {_CURVE} as {_EVEN_OR_ODD}",
    f"[<find>] [the] parity of {_CURVE}",
)
def parity(c: Captures, s: Situation) -> Problem | None:
    found = one_variable(c["a"], s)
    if found is None:
        return None
    body, name = found
    if name in ("k", "m", "n") and "f" not in c:
        return None  # 2k: a whole number
    program = Program(s)
    x = program.symbol(name)
    program.add(
        f"curve = {program.source(body)}",
        f"mirrored = curve.subs({x}, -{x})",
        "even, odd = simplify(mirrored - curve) == 0, simplify(mirrored + curve) == 0",
        'print("exact:", "even" if even else "odd" if odd else "neither")',
        'print("latex:", latex(simplify(mirrored)))',
    )
    asked, shown = next((kind for kind in ("even", "odd") if kind in c), ""), symbol(name)

    def explain(labels: Labels) -> str:
        kind = labels["exact"]
        told = {"even": f"f(-{shown}) = f({shown})", "odd": f"f(-{shown}) = -f({shown})"}.get(kind, "")
        because = f", since \\({told}\\)" if told else ""
        if kind == "neither" and not asked:
            return f"{math(latex(body))} is **neither** even nor odd."
        if asked:
            verdict = "yes" if kind == asked else "no"
            return f"**{verdict}**: {math(latex(body))} is {kind}{because}."
        return f"{math(latex(body))} is **{kind}**{because}."

    return Problem(program.text(), explain, s)


_ONE = "(one to one|one - to - one|1 - 1|injective|invertible|1 to 1)"


@topic.question(
    f"is {_CURVE} [a] {_ONE} [function]",
    f"(determine|tell me|decide|check) (if|whether) {_CURVE} is [a] {_ONE} [function]",
    f"does {_CURVE} have an inverse [function]",
)
def one_to_one(c: Captures, s: Situation) -> Problem | None:
    found = one_variable(c["a"], s)
    if found is None:
        return None
    body, name = found
    program, x = on_curve(body, name, s)
    program.need("from sympy.calculus.util import continuous_domain")
    program.add(
        f"slope = diff(curve, {x})",
        f"domain = continuous_domain(curve, {x}, S.Reals)",
        # Equal values at two different places settle it; else a slope of one sign on one interval does.
        f"values = [simplify(curve.subs({x}, Rational(p, 2))) for p in range(-12, 13) if Rational(p, 2) in domain]",
        "twice = len(set(values)) < len(values)",
        "rising, falling = (((sign*slope >= 0).as_set() if slope.free_symbols else (S.Reals if sign*slope > 0 else S.EmptySet)) for sign in (1, -1))",
        "monotone = isinstance(domain, Interval) and (domain.is_subset(rising) or domain.is_subset(falling))",
        "if not twice and not monotone:",
        "    other = Symbol('w', real=True)",
        f"    pairs = solve(Eq(curve, curve.subs({x}, other)), {x})",
        "    monotone = pairs == [other]",
        'print("exact:", False if twice else True if monotone else None)',
    )

    def explain(labels: Labels) -> str:
        if labels["exact"] == "None":
            raise Unreadable("whether it takes a value twice could not be found out")
        if labels["exact"] == "True":
            return f"**yes**: {math(latex(body))} takes no value more than once."
        return f"**no**: {math(latex(body))} takes some values more than once."

    return Problem(program.text(), explain, s)


@topic.question(
    f"[<find>] [(and simplify)] [the] difference quotient (of|for) {_CURVE}",
    "[<find>] [and simplify] [the] [difference quotient] ['('] {f:name} '(' {x:name} '+' h ')' '-' {f:name} '(' {x:name} ')' [')'] '/' h (for|if|when|where|given|with) {f:name} '(' {x:name} ')' '=' {a}",
)
def difference_quotient(c: Captures, s: Situation) -> Problem | None:
    found = one_variable(c["a"], s)
    if found is None or found[1] == "h":
        return None
    body, name = found
    ahead = t.substitute(body, {name: t.Group(t.Binary("+", t.Name(name), t.Name("h")))})
    program = Program(s)
    program.symbol("h")
    program.add(
        f"answer = expand(simplify((({program.source(ahead)}) - ({program.source(body)}))/h))",
        "answer = answer if answer.is_polynomial() else factor(answer)",
        *SHOW,
    )
    shown = rf"\frac{{f({symbol(name)} + h) - f({symbol(name)})}}{{h}}"

    def explain(labels: Labels) -> str:
        return f"With \\(f({symbol(name)}) = {latex(body)}\\), {math(shown)} simplifies to **{math(labels['latex'])}**."

    return Problem(program.text(), explain, s)
