"""The other functions of an angle of which one is told, and where the angle lies: sin θ = 3/5, θ in quadrant II."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from fractions import Fraction

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.functions import TRIGONOMETRIC
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.equations_within import bare_degrees
from tutor_cli.models.solver.topics.inequalities import links
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SEPARATOR, math, value_sentence

topic = Topic("quadrants")

_QUADRANT = "((quadrant|q) (i {one:yes}|1 {one:yes}|one {one:yes}|ii {two:yes}|2 {two:yes}|two {two:yes}|iii {three:yes}|3 {three:yes}|three {three:yes}|iv {four:yes}|4 {four:yes}|four {four:yes})|[the] (first {one:yes}|second {two:yes}|third {three:yes}|fourth {four:yes}|1 st {one:yes}|2 nd {two:yes}|3 rd {three:yes}|4 th {four:yes}) quadrant|q1 {one:yes}|q2 {two:yes}|q3 {three:yes}|q4 {four:yes})"
_THE_ANGLE = (
    "[({y:name}|it|the angle|angle {y:name}|the terminal side [of {y:name}]|the terminal arm [of {y:name}])]"
)
_WHERE = f"(({_THE_ANGLE} (is|lies|being|lying|terminates|ends|is located|falls) [(an|in)] ({_QUADRANT}|acute {{one:yes}} [angle]|obtuse {{two:yes}} [angle]))|[(in|an)] ({_QUADRANT}|acute {{one:yes}}|acute angle {{one:yes}} {{y:name}}|obtuse {{two:yes}}|obtuse angle {{two:yes}} {{y:name}})|{{q:relation}}|{{y:name}} (in|'∈') {_QUADRANT})"
_AND = "[(','|';')] [(and|with|where|for|when|in which|if)]"


@topic.question(
    f"<if> {{e:relation}} {_AND} {_WHERE} [(','|';'|'.'|then|and)] [then] <ask> {{a}}",
    f"<ask> {{a}} <if> [that] {{e:relation}} {_AND} {_WHERE}",
    f"<ask> {{a}} <if> [that] {_WHERE} {_AND} {{e:relation}}",
    f"{{e:relation}} {_AND} {_WHERE} (','|';'|'.'|then|and) [then] <ask> {{a}}",
    f"{{e:relation}} {_AND} {_WHERE} (','|';'|'.') {{a}} ['=' ['?']]",
    f"<if> {_WHERE} (and|with|','|where) {{e:relation}} (','|';'|'.'|then|and) [then] <ask> {{a}}",
    "<if> {e:relation} (','|';'|'.'|then) [then] <ask> [(all|the)] [possible] [(values|value) [of]] {a}",
    "<ask> {a} <if> [that] {e:relation}",
)
def from_one_value(c: Captures, s: Situation) -> Problem | None:
    """``cos θ`` when ``sin θ = 3/5``: both, unless it is told where the angle is."""
    equation: t.Relation = c["e"]
    known = t.bare(equation.left)
    if equation.op != "=" or not isinstance(known, t.Function) or known.name not in TRIGONOMETRIC:
        return None
    names = t.names_in(known.args[0])
    angle = t.bare(known.args[0])
    if len(names) != 1 or not isinstance(angle, t.Name) or t.names_in(equation.right):
        return None
    (name,) = names
    asked = [part for part in t.walk(c["a"]) if isinstance(part, t.Function) and part.name in TRIGONOMETRIC]
    if not asked or set(t.names_in(c["a"])) != {name} or c.get("y", name) != name:
        return None
    where = _sector(c, name)
    if where is None:
        return None
    condition, told = where
    program = Program(s)
    x = program.symbol(name, "real=True")
    value = program.source(equation.right)
    program.add(
        f"known, sine, cosine = S({value}), *symbols('sine cosine', real=True)",
        "ratios = {'sin': sine, 'cos': cosine, 'tan': sine/cosine, 'cot': cosine/sine, 'sec': 1/cosine, 'csc': 1/sine}",
        f"pairs = solve([ratios['{known.name}'] - known, sine**2 + cosine**2 - 1], [sine, cosine])",
        "pairs = [(p, q) for p, q in pairs if p.is_real and q.is_real]",
        'assert pairs, "no angle has that value"',
        f"pairs = [(sine, cosine) for sine, cosine in pairs if {condition}]",
        'assert pairs, "no such angle has that value"',
        f"asked = expand_trig({program.source(c['a'])})",
        f"forms = {{tan({x}): sin({x})/cos({x}), cot({x}): cos({x})/sin({x}), sec({x}): 1/cos({x}), csc({x}): 1/sin({x})}}",
        f"answers = sorted({{simplify(asked.subs(forms).subs({{sin({x}): p, cos({x}): q}})) for p, q in pairs}}, key=N)",
        f'assert not any(answer.has({x}) for answer in answers), "it cannot be found from that value"',
        'print("exact:", answers[0] if len(answers) == 1 else answers)',
        f'print("latex:", "{SEPARATOR}".join(latex(answer) for answer in answers))',
        'print("decimal:", N(answers[0], 15))',
    )
    shown = latex(c["a"])

    def explain(labels: Labels) -> str:
        values = labels["latex"].split(SEPARATOR)
        given = math(latex(equation))
        if len(values) > 1:
            found = " or ".join(math(each) for each in values)
            return f"With {given}, {math(shown)} is **{found}**: the sign depends on the quadrant."
        sentence = value_sentence(shown, labels)
        return f"With {given}{told}: {sentence}"

    return Problem(program.text(), explain, s)


_SIGNS = {
    "one": ("sine > 0 and cosine > 0", "first"),
    "two": ("sine > 0 and cosine < 0", "second"),
    "three": ("sine < 0 and cosine < 0", "third"),
    "four": ("sine < 0 and cosine > 0", "fourth"),
}
"""Of each quadrant, a test on sine and cosine, and its name."""


def _sector(c: Captures, name: str) -> tuple[str, str] | None:
    """A Python test on ``sine`` and ``cosine`` for where the angle is told to be, and the words for it."""
    told = next((each for each in _SIGNS if each in c), None)
    if told is not None:
        return _SIGNS[told][0], f" in the {_SIGNS[told][1]} quadrant"
    if "q" not in c:
        return "True", ""
    relation: t.Relation = c["q"]
    side = t.bare(relation.left)
    zero = t.bare(relation.right) == t.Number("0")
    if isinstance(side, t.Function) and zero and relation.op in "<>" and side.args == (t.Name(name),):
        ratio = {
            "sin": "sine",
            "cos": "cosine",
            "tan": "sine*cosine",
            "cot": "sine*cosine",
            "sec": "cosine",
            "csc": "sine",
        }
        if side.name in ratio:
            return f"{ratio[side.name]} {relation.op} 0", f" and {math(latex(relation))}"
        return None
    ends = links((relation,))
    if len(ends) != 2 or ends[0].right != t.Name(name) or not {each.op for each in ends} <= {"<", "<="}:
        return None
    low, high = _quarter(ends[0].left), _quarter(ends[1].right)
    if low is None or high is None or high - low not in (1, 2):
        return None
    quadrants = list(_SIGNS.values())
    tests = [quadrants[each % 4][0] for each in range(low, high)]
    return " or ".join(f"({test})" for test in tests), f" for {math(latex(relation))}"


def _quarter(node: t.Node) -> int | None:
    """How many quarters of a turn an angle is: ``π/2`` and ``90°`` are 1."""
    node = t.bare(node)
    if node == t.Number("0"):
        return 0
    plain = bare_degrees(node)
    if plain != node and isinstance(plain, t.Number):
        quarters = plain.value / 90
        return int(quarters) if quarters.denominator == 1 else None
    factor = Fraction(1)
    while isinstance(node, t.Binary) and node.op in "*/":
        number = t.bare(node.left if node.op == "*" else node.right)
        if not isinstance(number, t.Number):
            return None
        factor *= number.value if node.op == "*" else 1 / number.value
        node = t.bare(node.right if node.op == "*" else node.left)
    if node != t.Constant("pi"):
        return None
    return int(2 * factor) if (2 * factor).denominator == 1 else None
