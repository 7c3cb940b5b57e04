"""Progressions told by two of their terms, and the means between two numbers."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.progressions import IS, ITS, MOST, NEXT, OF_IT, WITH
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SEPARATOR, math

topic = Topic("two_terms")

_A_TERM = f"[(the|its|a|whose)] ({{i:ordinal}} term|{{i:term}}) {OF_IT} {IS} {{u:tight}}"
_OTHER_TERM = f"[(the|its|a|whose)] ({{j:ordinal}} [term]|{{j:term}}) {OF_IT} {IS} {{v:tight}}"
_ARITHMETIC_OR_NOT = "(arithmetic {ap:yes}|geometric {gp:yes}|ap {ap:yes}|gp {gp:yes})"
_OF_ONE = f"(of|in|for) (an|a|the) {_ARITHMETIC_OR_NOT} [(sequence|progression|series)]"
_TWO_TERMS = (
    f"([if|given|given that|suppose|in|for] [an|a] {_ARITHMETIC_OR_NOT} [(sequence|progression|series)] {WITH} {_A_TERM} [(and|',')] {_OTHER_TERM}"
    f"|[if|given|given that|suppose] [the] {{i:ordinal}} term {_OF_ONE} {IS} {{u:tight}} [(and|',')] {_OTHER_TERM}"
    f"|[if|given|given that|suppose] [the] {{i:ordinal}} and {{j:ordinal}} terms {_OF_ONE} (are|'=') {{u:tight}} (and|',') {{v:tight}} [respectively])"
)
_OF_TWO_TERMS = {
    "first": "first",
    "step": "step",
    "n": "first + ({n} - 1)*step",
    "k": "Rational({k}, 2)*(2*first + ({k} - 1)*step)",
}
_OF_TWO_TERMS_GEOMETRIC = {
    "first": "first",
    "step": "step",
    "n": "first*step**({n} - 1)",
    "k": "sum(first*step**place for place in range({k}))",
}
_ASKED_OF_IT = f"({ITS} (first|1st) term {{first:yes}} {OF_IT}|{ITS} (common difference|common ratio) {{step:yes}} {OF_IT}|{ITS} ({{n:ordinal}} term|{{n:term}}) {OF_IT}|{ITS} sum of [the] first {{k:whole}} terms {OF_IT})"


@topic.question(
    f"{_TWO_TERMS} {NEXT} [<find>] {_ASKED_OF_IT}",
    f"[<find>] {_ASKED_OF_IT} [(if|when|given|given that|of|in|for|where)] {_TWO_TERMS}",
)
def from_two_terms(c: Captures, s: Situation) -> Problem | None:
    i, j, geometric = c["i"], c["j"], "gp" in c
    asked = next((key for key in ("first", "step", "n", "k") if key in c), "")
    if i == j or not asked or ("ap" in c and geometric) or c.get("n", 1) > MOST or c.get("k", 1) > 1000:
        return None
    program = Program(s)
    program.add(f"u, v = S({program.source(c['u'])}), S({program.source(c['v'])})")
    forms = _OF_TWO_TERMS_GEOMETRIC if geometric else _OF_TWO_TERMS
    if geometric:
        program.add(
            f"ratios = solveset(Symbol('r')**{abs(j - i)} - {'v/u' if j > i else 'u/v'}, Symbol('r'), S.Reals)",
            f"pairs = [(u/ratio**{i - 1}, ratio) for ratio in sorted(ratios)]",
        )
    else:
        program.add(f"step = (v - u)/Integer({j - i})", f"pairs = [(u - {i - 1}*step, step)]")
    wanted = forms[asked].format(n=c.get("n"), k=c.get("k"))
    program.add(
        f"answers = list(dict.fromkeys(simplify({wanted}) for first, step in pairs))",
        'print("exact:", answers[0] if len(answers) == 1 else answers)',
        f'print("latex:", "{SEPARATOR}".join(map(latex, answers)))',
        'print("pairs:", "; ".join(f"a_1 = {latex(first)}, STEP = {latex(step)}" for first, step in pairs))'.replace(
            "STEP", "r" if geometric else "d"
        ),
    )
    told = rf"\(a_{{{i}}} = {latex(c['u'])}\) and \(a_{{{j}}} = {latex(c['v'])}\)"

    def explain(labels: Labels) -> str:
        if labels["exact"] == "[]":
            return f"There is **no such** real progression with {told}."
        answers = " or ".join(math(each) for each in labels["latex"].split(SEPARATOR))
        pairs = " or ".join(math(pair) for pair in labels["pairs"].split("; "))
        return f"From {told} follows {pairs}: the answer is **{answers}**."

    return Problem(program.text(), explain, s)


@topic.question(
    "(insert|find|place|put) {k:whole} (arithmetic {ap:yes}|geometric {gp:yes}) (means|mean|terms) between {a} and {b}",
)
def means_between(c: Captures, s: Situation) -> Problem | None:
    count = c["k"]
    if not 1 <= count <= 30:
        return None
    program = Program(s)
    program.add(f"a, b = S({program.source(c['a'])}), S({program.source(c['b'])})")
    if "gp" in c:
        program.add(
            f"step = real_root(b/a, {count + 1})",
            f"answers = [simplify(a*step**k) for k in range(1, {count + 1})]",
        )
    else:
        program.add(
            f"step = (b - a)/Integer({count + 1})", f"answers = [a + k*step for k in range(1, {count + 1})]"
        )
    program.add(
        'print("exact:", answers)',
        'print("latex:", ", ".join(map(latex, answers)))',
        'print("step:", latex(step))',
    )
    what = "ratio" if "gp" in c else "difference"

    def explain(labels: Labels) -> str:
        return f"With the {what} {math(labels['step'])} they are **{math(labels['latex'])}**."

    return Problem(program.text(), explain, s)


@topic.noun("geometric mean (of|between) {xs:values}")
def geometric_mean(c: Captures) -> t.Node | None:
    values = c["xs"]
    if len(values) < 2 or any(t.names_in(value) for value in values):
        return None
    slots = "*".join(f"({{{place}}})" for place in range(len(values)))
    shown = r" \cdot ".join(f"{{{place}}}" for place in range(len(values)))
    return t.Formula(
        f"root(S({slots}), {len(values)})",
        rf"\sqrt[{len(values)}]{{{{{shown}}}}}" if len(values) > 2 else rf"\sqrt{{{{{shown}}}}}",
        values,
        then="simplify",
    )
