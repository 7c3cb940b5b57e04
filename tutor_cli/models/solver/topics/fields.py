"""Functions of several variables: gradient, directional derivative, Hessian, Laplacian; divergence and curl of fields."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.given import given, the_one_told
from tutor_cli.models.solver.topics.matrices import vector
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex, symbol
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SHOW, SHOW_VALUE, math

topic = Topic("fields")

_AT = "(at|in) [the point] [['('] {xs:names} [')'] '='] {p}"
_OF = "(of|for) {a:curve}"


def _of_several(c: Captures, s: Situation) -> tuple[t.Node, tuple[str, ...]] | None:
    """The function and its variables, at least two, in the order they were named or of the alphabet."""
    node = c["a"] if "a" in c else the_one_told(s)
    found = given(node, s) if node is not None else None
    if found is None:
        return None
    body, names = found
    declared = node is not None and isinstance(t.bare(node), t.Relation | t.Call)
    names = names if declared else tuple(sorted(names))
    return (body, names) if len(names) > 1 else None


def _prepared(c: Captures, s: Situation) -> tuple[Program, t.Node, tuple[str, ...], str] | None:
    """A program that has the ``variables``, the function, its variables, and what puts the point into it."""
    found = _of_several(c, s)
    if found is None:
        return None
    body, names = found
    program = _program(names, s)
    place = _place(c, names, program)
    return None if place is None else (program, body, names, place)


def _program(names: tuple[str, ...], s: Situation) -> Program:
    program = Program(s)
    program.add(f"variables = ({', '.join([program.symbol(name) for name in names])})")
    return program


def _place(c: Captures, names: tuple[str, ...], program: Program) -> str | None:
    """Python that puts the point in the place of the variables; nothing without one, ``None`` if it does not fit."""
    if "p" not in c:
        return ""
    point = vector(c["p"])
    if point is None or len(point.items) != len(names) or c.get("xs", names) != names:
        return None
    return f".subs(dict(zip(variables, {program.source(point)})))"


def _told(c: Captures) -> str:
    point = vector(c["p"]) if "p" in c else None
    return f" at {math(latex(point))}" if point is not None else ""


@topic.question(
    f"[<find>] [the] (gradient|grad|nabla) [vector] [field] {_OF} [{_AT}]",
    f"[<find>] [the] (gradient|grad) [vector] {_AT} {_OF}",
    f"(grad|nabla) {{a:curve}} [{_AT}]",
    f"[<find>] [all] [the] [(both|first|first order)] [(of the)] [(first|first order)] partial derivatives {_OF} [{_AT}]",
    f"[<find>] [the] (gradient|grad) [vector] {_AT}",
)
def gradient(c: Captures, s: Situation) -> Problem | None:
    prepared = _prepared(c, s)
    if prepared is None:
        return None
    program, body, names, place = prepared
    program.add(
        f"answer = tuple(diff({program.source(body)}, v){place} for v in variables)",
        *SHOW,
    )
    order = ", ".join(symbol(name) for name in names)

    def explain(labels: Labels) -> str:
        return f"The gradient of {math(latex(body))}{_told(c)} is **{math(labels['latex'])}**: its partial derivatives by {math(order)}."

    return Problem(program.text(), explain, s)


_ALONG = "(in the direction [of]|in direction|along|toward|towards) [the] [(vector|unit vector)] [{d:name} '='] {u}"


@topic.question(
    f"[<find>] [the] directional derivative {_OF} {_AT} [','] {_ALONG}",
    f"[<find>] [the] directional derivative {_OF} {_ALONG} {_AT}",
)
def directional(c: Captures, s: Situation) -> Problem | None:
    prepared, direction = _prepared(c, s), vector(c["u"])
    if prepared is None or direction is None:
        return None
    program, body, names, place = prepared
    if len(direction.items) != len(names):
        return None
    program.add(
        f"slopes = Matrix([diff({program.source(body)}, v){place} for v in variables])",
        f"direction = Matrix({program.source(direction)})",
        "answer = simplify(slopes.dot(direction)/direction.norm())",
        *SHOW_VALUE,
        'print("gradient:", latex(tuple(slopes)))',
    )

    def explain(labels: Labels) -> str:
        return f"The directional derivative of {math(latex(body))}{_told(c)} along {math(latex(direction))} is **{math(labels['latex'])}**: the gradient {math(labels['gradient'])} times the unit vector."

    return Problem(program.text(), explain, s)


@topic.question(
    f"[<find>] [the] laplacian {_OF} [{_AT}]",
    f"[<find>] [the] hessian [matrix] {{hessian:yes}} {_OF} [{_AT}]",
)
def second_order(c: Captures, s: Situation) -> Problem | None:
    prepared = _prepared(c, s)
    if prepared is None:
        return None
    program, body, _, place = prepared
    source = program.source(body)
    made = (
        f"hessian({source}, variables)"
        if "hessian" in c
        else f"S(sum(diff({source}, v, 2) for v in variables))"
    )
    program.add(f"answer = simplify({made}{place})", *SHOW)
    what, why = (
        ("Hessian", "its second partial derivatives")
        if "hessian" in c
        else ("Laplacian", "the sum of its unmixed second derivatives")
    )

    def explain(labels: Labels) -> str:
        return f"The {what} of {math(latex(body))}{_told(c)} is **{math(labels['latex'])}**: {why}."

    return Problem(program.text(), explain, s)


# ── of vector fields ──────────────────────────────────────────────────────────

_FIELD = "[the] [vector field] [{f:name} ['(' {vs:names} ')'] '='] {w}"


@topic.question(
    f"[<find>] [the] (divergence|div) (of|for) {_FIELD} [{_AT}]",
    f"(div|nabla dot|nabla '*') {_FIELD} [{_AT}]",
    f"[<find>] [the] (curl|rotation|rotational|rot) {{curl:yes}} (of|for) {_FIELD} [{_AT}]",
    f"(curl {{curl:yes}}|rot {{curl:yes}}|nabla cross {{curl:yes}}|nabla x {{curl:yes}}) {_FIELD} [{_AT}]",
    f"[<find>] [the] (jacobian|jacobian matrix) {{jacobian:yes}} (of|for) {_FIELD} [{_AT}]",
)
def of_field(c: Captures, s: Situation) -> Problem | None:
    told = s.value(c["w"].name) if isinstance(c["w"], t.Name) else None
    field = vector(told or c["w"])
    if field is None:
        return None
    free = tuple(name for name in sorted(t.names_in(field)) if not s.knows(name))
    names = c.get("vs") or (("x", "y", "z")[: len(field.items)] if set(free) <= {*"xyz"} else free)
    if not set(free) <= set(names) or ("jacobian" not in c and len(names) != len(field.items)):
        return None
    if "curl" in c and len(names) not in (2, 3):
        return None
    if "jacobian" in c:
        names = c.get("vs") or free
    program = _program(tuple(names), s)
    place = _place(c, tuple(names), program)
    if place is None:
        return None
    program.add(f"field = Matrix({program.source(field)})", "slopes = field.jacobian(Matrix(variables))")
    if "jacobian" in c:
        what, made = "Jacobian matrix", "slopes"
    elif "curl" not in c:
        what, made = "divergence", "slopes.trace()"
    elif len(names) == 2:
        what, made = "curl", "slopes[1, 0] - slopes[0, 1]"
    else:
        what = "curl"
        made = (
            "Matrix([slopes[2, 1] - slopes[1, 2], slopes[0, 2] - slopes[2, 0], slopes[1, 0] - slopes[0, 1]])"
        )
    program.add(f"answer = simplify(({made}){place})")
    if what == "curl" and len(names) == 3:
        program.add("answer = tuple(answer)")
    program.add(*SHOW)

    def explain(labels: Labels) -> str:
        return f"The {what} of {math(latex(field))}{_told(c)} is **{math(labels['latex'])}**."

    return Problem(program.text(), explain, s)
