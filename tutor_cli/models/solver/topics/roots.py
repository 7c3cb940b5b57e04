"""What is asked about the roots of a polynomial without asking for the roots: how many, of what kind, their sum and product."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex, symbol
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SEPARATOR, SHOW, math, show_each

topic = Topic("roots")

_THE = "[the] [(quadratic|polynomial|equation|quadratic equation|function|cubic)]"
_ROOTS = "(roots|solutions|zeros|zeroes|root|solution)"


def _polynomial(node: t.Node, s: Situation, *extra: str) -> tuple[Program, str, t.Node] | None:
    """A program with ``polynomial``, its variable, and the equation it is the left side of."""
    node = s.settled(t.bare(node))
    if isinstance(node, t.Relation):
        if node.op != "=":
            return None
        left, right = node.left, node.right
    else:
        left, right = node, t.Number("0")
    names = [name for name in t.names_in(node) if not s.knows(name) and name not in extra]
    if len(names) != 1:
        return None
    program = Program(s)
    x = program.symbol(names[0])
    difference = f"({program.source(left)}) - ({program.source(right)})"
    if right == t.Number("0"):
        difference = program.source(left)
    program.add(f"polynomial = Poly({difference}, {x})")
    return program, names[0], t.Relation("=", left, right)


def _either(c: Captures) -> t.Node:
    node: t.Node = c["e"] if "e" in c else c["a"]
    return node


def _forms(*patterns: str) -> list[str]:
    """Each pattern for an equation and for an expression."""
    return [pattern.replace("{_}", slot) for pattern in patterns for slot in ("{e:relation}", "{a}")]


@topic.question(
    *_forms(
        f"how many [(real {{real:yes}}|distinct real {{real:yes}}|complex|different)] {_ROOTS} (does|has|do) {_THE} {{_}} [have]",
        f"<find> [the] number of [(real {{real:yes}}|distinct real {{real:yes}})] {_ROOTS} (of|for|to) {_THE} {{_}}",
        f"how many times does {_THE} {{_}} (cross|meet|touch|intersect) the x [-] axis {{real:yes}}",
    )
)
def how_many_roots(c: Captures, s: Situation) -> Problem | None:
    made = _polynomial(_either(c), s)
    if made is None:
        return None
    program, _, equation = made
    program.add(
        "answer = len(set(real_roots(polynomial)))",
        'print("exact:", answer)',
        'print("degree:", polynomial.degree())',
        'print("discriminant:", discriminant(polynomial))',
    )
    shown = math(latex(equation))

    def explain(labels: Labels) -> str:
        count, degree = labels["exact"], labels.get("degree", "")
        real = f"{shown} has **{math(count)}** different real solution{'' if count == '1' else 's'}"
        if degree == "2":
            return f"{real}: its discriminant is {math(labels['discriminant'])}."
        return f"{real}."

    return Problem(program.text(), explain, s)


@topic.question(
    *_forms(
        f"does {_THE} {{_}} have [(any|two|2|distinct|two distinct)] real {_ROOTS}",
        f"are [the] {_ROOTS} of {_THE} {{_}} real",
        f"has {_THE} {{_}} [(any|got)] real {_ROOTS}",
        f"(is|does) {_THE} {{_}} (have|has) [(any|a)] {_ROOTS}",
    )
)
def real_roots(c: Captures, s: Situation) -> Problem | None:
    made = _polynomial(_either(c), s)
    if made is None:
        return None
    program, name, equation = made
    program.add(
        "roots = sorted(set(real_roots(polynomial)))",
        'print("exact:", len(roots) > 0)',
        f'print("latex:", "{SEPARATOR}".join(latex(root) for root in roots))',
    )

    def explain(labels: Labels) -> str:
        if labels["exact"] != "True":
            return f"**no**: {math(latex(equation))} has no real solution."
        roots = [math(f"{symbol(name)} = {root}") for root in labels["latex"].split(SEPARATOR)]
        return f"**yes**: the real solutions of {math(latex(equation))} are {', '.join(roots)}."

    return Problem(program.text(), explain, s)


@topic.question(
    *_forms(
        f"[<find>] [the] nature of [the] {_ROOTS} of {_THE} {{_}}",
        f"(describe|determine|discuss) the nature of [the] {_ROOTS} of {_THE} {{_}}",
        f"what (kind|type) of {_ROOTS} does {_THE} {{_}} have",
    )
)
def nature(c: Captures, s: Situation) -> Problem | None:
    made = _polynomial(_either(c), s)
    if made is None:
        return None
    program, _, equation = made
    program.add(
        'assert polynomial.degree() == 2, "this is told of quadratic equations"',
        "d = discriminant(polynomial)",
        'print("discriminant:", latex(d))',
        'print("exact:", "two different real roots" if d > 0 else "one real root, a double one" if d == 0 else "two complex roots")',
    )

    def explain(labels: Labels) -> str:
        return f"The discriminant of {math(latex(equation))} is {math(labels['discriminant'])}: **{labels['exact']}**."

    return Problem(program.text(), explain, s)


_EQUAL = "(equal|repeated|double|two equal|identical|the same)"


@topic.question(
    *_forms(
        f"does {_THE} {{_}} have [(a|two)] {_EQUAL} [real] {_ROOTS}",
        f"are [the] {_ROOTS} of {_THE} {{_}} {_EQUAL}",
    )
)
def equal_roots(c: Captures, s: Situation) -> Problem | None:
    made = _polynomial(_either(c), s)
    if made is None:
        return None
    program, _, equation = made
    program.add("d = discriminant(polynomial)", 'print("exact:", d == 0)', 'print("latex:", latex(d))')

    def explain(labels: Labels) -> str:
        verdict = "yes" if labels["exact"] == "True" else "no"
        return f"**{verdict}**: the discriminant of {math(latex(equation))} is {math(labels['latex'])}."

    return Problem(program.text(), explain, s)


_CHOSEN = "(larger {max:yes}|greater {max:yes}|bigger {max:yes}|largest {max:yes}|greatest {max:yes}|biggest {max:yes}|smaller {min:yes}|lesser {min:yes}|smallest {min:yes}|least {min:yes}|positive {plus:yes}|negative {minus:yes})"
_CHOICE = {
    "max": ("larger", "max(roots)"),
    "min": ("smaller", "min(roots)"),
    "plus": ("positive", "[root for root in roots if root > 0]"),
    "minus": ("negative", "[root for root in roots if root < 0]"),
}


@topic.question(
    *_forms(
        f"[<find>] [only] [the] {_CHOSEN} {_ROOTS} (of|to|for) {_THE} {{_}}",
        f"[(if|given|given that|solve|for)] {_THE} {{_}} [(','|'.'|';')] [and] <find> [only] [the] {_CHOSEN} ({_ROOTS}|value of {{x:name}}|one)",
        f"solve {_THE} {{_}} (for|and give|and find|giving) [only] [the] {_CHOSEN} {_ROOTS}",
    )
)
def chosen_root(c: Captures, s: Situation) -> Problem | None:
    made = _polynomial(_either(c), s)
    if made is None:
        return None
    program, name, equation = made
    what, chosen = next(choice for key, choice in _CHOICE.items() if key in c)
    program.add(
        "roots = sorted(set(real_roots(polynomial)))",
        f"found = {chosen} if roots else []",
        "found = [found] if not isinstance(found, list) else found",
        'print("exact:", found[0] if len(found) == 1 else found)',
        f'print("latex:", "{SEPARATOR}".join(map(latex, found)))',
    )

    def explain(labels: Labels) -> str:
        if labels["exact"] == "[]":
            return f"{math(latex(equation))} has **no** real {what} solution."
        found = " or ".join(math(f"{symbol(name)} = {each}") for each in labels["latex"].split(SEPARATOR))
        return f"The {what} solution of {math(latex(equation))} is **{found}**."

    return Problem(program.text(), explain, s)


_A_ROOT = "[(a|the|one)] (root|roots|solution|solutions|zero|zeros)"


@topic.question(
    *_forms(
        f"[(if|given|given that)] [the] [(number|numbers|value)] {{xs:values}} (is|are) {_A_ROOT} (of|to) {_THE} {{_}} [(','|'.'|';')] [then] <find> [the value of|the values of] {{k:names}}",
        f"[(if|given|given that)] [{{x:name}} '='] {{xs:values}} (is|are) {_A_ROOT} (of|to) {_THE} {{_}} [(','|'.'|';')] [then] <find> [the value of] {{k:names}}",
        f"[(if|given|given that)] [the] {_ROOTS} (of|to) {_THE} {{_}} (is|are) {{xs:values}} [(','|'.'|';')] [then] <find> [the value of|the values of] {{k:names}}",
        f"<find> [the value of|the values of] {{k:names}} (if|when|given|given that|so that|such that) {{xs:values}} (is|are) {_A_ROOT} (of|to) {_THE} {{_}}",
    )
)
def from_known_roots(c: Captures, s: Situation) -> Problem | None:
    """A letter of an equation whose roots are told: "3 and 4 are the roots of x² + bx + 12 = 0"."""
    wanted, equation = c["k"], _either(c)
    if not isinstance(equation, t.Relation):
        equation = t.Relation("=", equation, t.Number("0"))
    names = [name for name in t.names_in(equation) if not s.knows(name) and name not in wanted]
    if len(names) != 1 or equation.op != "=" or any(t.names_in(value) for value in c["xs"]):
        return None
    if not set(wanted) <= set(t.names_in(equation)):
        return None
    program = Program(s.without_kept())
    put = [t.substitute(equation, {names[0]: t.Group(value)}) for value in c["xs"]]
    sides = ", ".join(
        f"Eq({program.source(each.left)}, {program.source(each.right)})"
        for each in put
        if isinstance(each, t.Relation)
    )
    unknowns = ", ".join(program.symbol(name) for name in wanted)
    program.add(
        f"found = solve([{sides}], [{unknowns}], dict=True)",
        f"answers = [[each[name] for name in [{unknowns}]] for each in found if len(each) == {len(wanted)}]",
        'print("exact:", answers)',
        f'print("latex:", "{SEPARATOR}".join(" & ".join(map(latex, each)) for each in answers))',
    )
    roots = ", ".join(math(f"{symbol(names[0])} = {latex(value)}") for value in c["xs"])

    def explain(labels: Labels) -> str:
        if labels["exact"] == "[]":
            return f"There is **no such value**: {roots} cannot solve {math(latex(equation))}."
        found = [each.split(" & ") for each in labels["latex"].split(SEPARATOR)]
        shown = " or ".join(
            ", ".join(math(f"{symbol(name)} = {value}") for name, value in zip(wanted, each, strict=True))
            for each in found
        )
        return f"Putting {roots} into {math(latex(equation))} gives **{shown}**."

    return Problem(program.text(), explain, s)


@topic.question(
    *_forms(
        f"[(if|given|given that|let|suppose)] {{p:name}} and {{q:name}} (are|be) [the] [two] {_ROOTS} (of|to) {_THE} {{_}} [(','|'.'|';')] [then] <find> [the value of] {{v}}",
        f"<find> [the value of] {{v}} (if|when|where|given|given that) {{p:name}} and {{q:name}} are [the] [two] {_ROOTS} (of|to) {_THE} {{_}}",
    )
)
def of_both_roots(c: Captures, s: Situation) -> Problem | None:
    """``α² + β²`` for the roots α and β of an equation."""
    first, second, node = c["p"], c["q"], c["v"]
    if set(t.names_in(node)) - {first, second} or first == second:
        return None
    made = _polynomial(_either(c), s)
    if made is None:
        return None
    program, _, equation = made
    p, q = program.symbol(first), program.symbol(second)
    program.add(
        'assert polynomial.degree() == 2, "it has not two roots"',
        "one, other = (roots(polynomial, multiple=True) * 2)[:2]",
        f"value = {program.source(node)}",
        f"answers = [simplify(value.subs({{{p}: a, {q}: b}}, simultaneous=True)) for a, b in ((one, other), (other, one))]",
        "answers = answers[:1] if simplify(answers[0] - answers[1]) == 0 else answers",
        'print("exact:", answers[0] if len(answers) == 1 else answers)',
        f'print("latex:", "{SEPARATOR}".join(map(latex, answers)))',
        'print("sum:", latex(simplify(one + other)))',
        'print("product:", latex(simplify(one*other)))',
    )

    def explain(labels: Labels) -> str:
        values = " or ".join(math(each) for each in labels["latex"].split(SEPARATOR))
        return f"The roots of {math(latex(equation))} have the sum {math(labels['sum'])} and the product {math(labels['product'])}: {math(latex(node))} is **{values}**."

    return Problem(program.text(), explain, s)


@topic.question(
    *_forms(
        f"[<find>] [(all|all the|the)] (rational {{rational:yes}}|integer {{whole:yes}}|real {{real:yes}}|irrational {{irrational:yes}}) {_ROOTS} (of|to|for) {_THE} {{_}}"
    )
)
def roots_of_a_kind(c: Captures, s: Situation) -> Problem | None:
    made = _polynomial(_either(c), s)
    if made is None or "real" in c:
        return None  # the real ones are what solving gives first
    program, name, equation = made
    what = "rational" if "rational" in c else "integer" if "whole" in c else "irrational"
    test = {"rational": "root.is_rational", "integer": "root.is_integer", "irrational": "root.is_irrational"}[
        what
    ]
    program.add(
        f"found = [root for root in sorted(set(real_roots(polynomial))) if {test}]",
        'print("exact:", found)',
        f'print("latex:", "{SEPARATOR}".join(map(latex, found)))',
    )

    def explain(labels: Labels) -> str:
        if labels["exact"] == "[]":
            return f"{math(latex(equation))} has **no {what} solution**."
        found = " or ".join(math(f"{symbol(name)} = {each}") for each in labels["latex"].split(SEPARATOR))
        return f"The {what} solutions of {math(latex(equation))}: **{found}**."

    return Problem(program.text(), explain, s)


@topic.question(
    *_forms(f"[<find>] [the] (sum|product {{product:yes}}) of [the] [two] {_ROOTS} (of|to) {_THE} {{_}}")
)
def vieta(c: Captures, s: Situation) -> Problem | None:
    made = _polynomial(_either(c), s)
    if made is None:
        return None
    program, _, equation = made
    wanted = (
        "(-1)**n*coefficients[-1]/coefficients[0]" if "product" in c else "-coefficients[1]/coefficients[0]"
    )
    program.add(
        "coefficients, n = polynomial.all_coeffs(), polynomial.degree()",
        f"answer = {wanted}",
        *SHOW,
    )
    what = "product" if "product" in c else "sum"

    def explain(labels: Labels) -> str:
        return f"By Vieta's formulas, the {what} of the roots of {math(latex(equation))} is **{math(labels['latex'])}**, each counted as often as it occurs."

    return Problem(program.text(), explain, s)


@topic.question(
    *_forms(
        f"[<find>] [(the|all)] [(value|values)] [of] {{k:name}} (so that|such that|for which|if|that makes|when) {_THE} {{_}} (has|have|having) [(a|one|exactly one|only one|equal|two equal)] [(double|repeated|equal|real|equal real)] {_ROOTS}",
        f"for (what|which) [(value|values) of] {{k:name}} (does|will) {_THE} {{_}} have [(a|one|exactly one|only one|equal|two equal)] [(double|repeated|equal|real|equal real)] {_ROOTS}",
        f"(what|which) (value|values) of {{k:name}} (make|makes|will make|would make) {_THE} {{_}} [(to|be)] [a] perfect square [(trinomial|quadratic|expression)]",
        f"<find> [(the|all)] [(value|values)] [of] {{k:name}} (so that|such that|for which|if|that makes) {_THE} {{_}} [is] [a] perfect square [(trinomial|quadratic|expression)]",
    )
)
def double_root(c: Captures, s: Situation) -> Problem | None:
    parameter = c["k"]
    made = _polynomial(_either(c), s, parameter)
    if made is None or parameter not in t.names_in(_either(c)):
        return None
    program = made[0]
    k = program.symbol(parameter)
    program.add(
        'assert polynomial.degree() == 2, "this is told of quadratic equations"',
        f"answers = sorted(solve(discriminant(polynomial), {k}))",
        *show_each("answers"),
        'print("discriminant:", latex(discriminant(polynomial)))',
    )

    def explain(labels: Labels) -> str:
        if labels["exact"] == "[]":
            return f"The discriminant {math(labels['discriminant'])} is never 0: there is **no such value**."
        values = " or ".join(math(f"{symbol(parameter)} = {v}") for v in labels["latex"].split(SEPARATOR))
        return f"A double root needs the discriminant to be 0: \\({labels['discriminant']} = 0\\) gives **{values}**."

    return Problem(program.text(), explain, s)
