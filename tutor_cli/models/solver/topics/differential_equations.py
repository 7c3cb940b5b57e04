"""Ordinary differential equations, with or without initial values."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.steps.working import Working
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import math

topic = Topic("differential equations")

_EQUATION = "(differential equation|diff eq|diff eqn|diff equation|diffeq|differential equations|de|ode|odes|initial value problem|initial - value problem|ivp|boundary value problem|cauchy problem)"
_KIND = f"[the] [following] [(first order|second order|third order|1 st order|2 nd order|first - order|second - order)] [(linear|separable|separable variables|homogeneous|nonlinear|autonomous|bernoulli|exact|logistic)] [(first order|second order|homogeneous)] [({_EQUATION}|equation)] [help] [':']"
_SOLUTION = "(solution|solutions|soln|solns|sol|function|integral|curve|formula)"
_SOLVE = f"(solve|integrate|<find> [(the|a|an|all)] [(general|particular|exact|explicit|complete|specific)] {_SOLUTION} [(of|to|for)]|[(the|a)] (general|particular) {_SOLUTION} [(of|to|for)]|{_SOLUTION} (of|to|for))"
_WITH = "(with|where|given|','|';'|if|and|when|subject to|such that|given that|for|satisfying|that satisfies|which satisfies|under) [the] [(initial condition|initial conditions|initial value|initial values|boundary conditions|boundary condition|condition|conditions|ic|ics)] [that] [':']"
_FOR_Y = "[[','] (for|to find|to get|and find|find|as a function of {x:name}|and solve for|solve for|what is) {f:name} ['(' {x:name} ')']]"
_PLACE = "(when|at|if|for|where)"
_START = f"({{i:relations}}|{{u:name}} ('='|is|equals) {{w}} {_PLACE} {{p:name}} ('='|is|equals) {{q}}|(passing|that passes|which passes|passes|it passes|going|the solution passes|the curve passes) through [the] [point] {{g}})"
_ANY_START = f"[({_WITH} {_START}|(passing|that passes|which passes) through [the] [point] {{g}})]"


@topic.question(
    f"{_SOLVE} {_KIND} {{r:relations}} {_ANY_START} {_FOR_Y}",
    f"<find> [the] [{_SOLUTION}] {{f:name}} ['(' {{x:name}} ')'] [','] [(if|given|given that|such that|so that|for|of|that satisfies|which satisfies|satisfying|when|where|that solves|from)] {_KIND} {{r:relations}} {_ANY_START}",
    f"solve for {{f:name}} ['(' {{x:name}} ')'] [(in|if|given|where|':')] {_KIND} {{r:relations}} {_ANY_START}",
    f"[(if|given|given that|suppose|let)] {_KIND} {{r:relations}} {_ANY_START} (','|'.'|';'|then|and) (find|solve|solve for|what is|determine|work out) [it] [for] [the] [{{f:name}} ['(' {{x:name}} ')']]",
    f"{_KIND} {{r:relations}} {_ANY_START}",
    "(<find>|solve) [(for|it|this|the equation)] [the] [(general|particular)] [solution] [{f:name} ['(' {x:name} ')']]",
)
def differential_equation(c: Captures, s: Situation) -> Problem | None:
    told = [relation for group in s.equations for relation in group]
    relations: tuple[t.Relation, ...] = (*c.get("r", ()), *c.get("i", ()), *told)
    equations = [relation for relation in relations if _unknown(relation, s)]
    initial = [relation for relation in relations if relation not in equations]
    if len(equations) != 1 or equations[0].op != "=":
        return None
    equation = equations[0]
    unknown = _unknown(equation, s)
    if unknown is None or c.get("f", unknown) != unknown:
        return None
    told_by_words = _start(c, unknown)
    if told_by_words is not None:
        initial.append(told_by_words)
        relations = (*relations, told_by_words)
    elif "w" in c or "g" in c:
        return None
    others = [name for name in t.names_in(equation) if name != unknown and not s.knows(name)]
    told_by = {
        each.args[0].name
        for part in (equation.left, equation.right)
        for each in t.walk(part)
        if isinstance(each, t.Call) and each.args and isinstance(each.args[0], t.Name)
    }
    if len(told_by) == 1 and not others:
        others = list(told_by)
    variable = next((name for name in ("x", "t", "z") if name in others and name != unknown), None)
    variable = variable or ("t" if unknown in ("x", "p", "v", "s", "q", "n") else "x")
    if not all(_is_initial(relation, unknown) for relation in initial):
        return None
    program = Program(s)
    x = program.symbol(variable)
    program.add(f'{unknown} = Function("{unknown}")')
    left, right = (
        program.source(_applied(side, unknown, variable)) for side in (equation.left, equation.right)
    )
    program.add(f"equation = Eq({left}, {right})")
    conditions = ", ".join(_condition(relation, unknown, x, program) for relation in initial)
    extra = f", ics={{{conditions}}}" if conditions else ""
    program.add(
        f"answer = dsolve(equation, {unknown}({x}){extra})",
        "plainer = lambda found: Eq(found.lhs, expand(found.rhs))",
        "answer = plainer(answer) if isinstance(answer, Eq) else [plainer(each) for each in answer]",
        "branches = [] if isinstance(answer, Eq) else answer",
        "if len(branches) == 2 and simplify(branches[0].rhs + branches[1].rhs) == 0:",
        "    answer = Eq(branches[0].lhs**2, expand(branches[0].rhs**2))",
        'print("exact:", answer)',
        f'if branches and isinstance(answer, Eq): print("latex:", latex(answer.subs({unknown}({x}), Symbol("{unknown}"))))',
        'print("latex:", latex(answer) if isinstance(answer, Eq) else " ;; ".join(latex(a) for a in answer))',
    )
    shown = ", ".join(math(_shown(relation)) for relation in relations)

    def explain(labels: Labels) -> str:
        found = " or ".join(math(each) for each in labels["latex"].split(" ;; "))
        constants = "" if initial else " The constants \\(C_i\\) are free."
        return f"The solution of {shown} is **{found}**.{constants}"

    start = [_at_point(relation.left, unknown) for relation in initial]
    pairs = [
        f"({order}, {program.source(place)}, {program.source(relation.right)})"
        for relation, (order, place) in zip(initial, filter(None, start), strict=True)
    ]
    general = f"dsolve(equation, {unknown}({x}))"
    call = f"ode_steps(equation, {unknown}({x}), {x}, told_start([{', '.join(pairs)}]), {general}, answer)"
    steps = Working("differential_equations", call, shown[2:-2].replace(r"\), \(", r",\; "), "solve")
    return Problem(program.text(), explain, s, working=steps)


def _start(c: Captures, unknown: str) -> t.Relation | None:
    """``y = 3 when x = 0`` and "through (0, 3)" as ``y(0) = 3``."""
    if "w" in c:
        return t.Relation("=", t.Call(unknown, (c["q"],)), c["w"]) if c["u"] == unknown else None
    point = t.bare(c["g"]) if "g" in c else None
    if isinstance(point, t.Sequence) and len(point.items) == 2:
        return t.Relation("=", t.Call(unknown, (point.items[0],)), point.items[1])
    return None


def _unknown(relation: t.Relation, s: Situation) -> str | None:
    """The function whose derivative stands in the relation at no particular point."""
    for part in t.walk(relation):
        if not isinstance(part, t.Call) or not part.primes or s.function(part.name) is not None:
            continue
        if all(isinstance(arg, t.Name) for arg in part.args):
            return part.name
    return None


def _at_point(node: t.Node, unknown: str) -> tuple[int, t.Node] | None:
    """The order and the point of ``y'(0)``. Without primes it was read as ``y`` times ``(0)``."""
    if isinstance(node, t.Call) and node.name == unknown and len(node.args) == 1:
        return node.primes, node.args[0]
    if isinstance(node, t.Binary) and node.implied and node.left == t.Name(unknown):
        return (0, node.right.value) if isinstance(node.right, t.Group) else None
    return None


def _is_initial(relation: t.Relation, unknown: str) -> bool:
    """``y(0) = 5`` or ``y'(0) = 1``."""
    return relation.op == "=" and _at_point(relation.left, unknown) is not None


def _condition(relation: t.Relation, unknown: str, x: str, program: Program) -> str:
    order, point = _at_point(relation.left, unknown) or (0, relation.left)
    at, value = program.source(point), program.source(relation.right)
    if order:
        return f"{unknown}({x}).diff({x}, {order}).subs({x}, {at}): {value}"
    return f"{unknown}({at}): {value}"


def _applied(node: t.Node, unknown: str, variable: str) -> t.Node:
    """The expression with ``y`` written as ``y(x)`` and ``y''`` as its derivative."""
    x = t.Name(variable)
    if isinstance(node, t.Call) and node.name == unknown:
        python = f"{unknown}({{0}})" + (f".diff({{0}}, {node.primes})" if node.primes else "")
        return t.Formula(python, unknown, (node.args[0] if node.args else x,))
    if isinstance(node, t.Name) and node.name == unknown:
        return t.Formula(f"{unknown}({{0}})", unknown, (x,))
    return t.rebuild(node, lambda child: _applied(child, unknown, variable))


def _shown(relation: t.Relation) -> str:
    return latex(relation).replace(r"\left(\right)", "")
