"""Vectors and matrices: determinant, inverse, eigenvalues, products, norms, rank."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SEPARATOR, SHOW, math, show_each

topic = Topic("matrices")

LAMBDA = r"\lambda = "

_MATRIX = "[the] [matrix] {m}"
_VECTORS = "[the] [vectors] {u} (and|with|by|',') {v}"


def rows(node: t.Node) -> t.Sequence | None:
    """``[[1, 2], [3, 4]]`` or ``((1, 2), (3, 4))``, with rows of one length."""
    node = t.bare(node)
    if not isinstance(node, t.Sequence) or not node.items:
        return None
    if node.bracket == "[]" and all(isinstance(item, t.Group) for item in node.items):
        return t.Sequence("[]", tuple(t.Sequence("[]", (t.bare(item),)) for item in node.items))  # [[2], [1]]
    inner = [t.bare(item) for item in node.items]
    lengths = {len(item.items) for item in inner if isinstance(item, t.Sequence)}
    if len(lengths) != 1 or not all(isinstance(item, t.Sequence) for item in inner):
        return None
    return t.Sequence(
        "[]", tuple(t.Sequence("[]", item.items) for item in inner if isinstance(item, t.Sequence))
    )


def vector(node: t.Node) -> t.Sequence | None:
    """``(1, 2, 3)``, ``[1, 2, 3]`` or ``<1, 2, 3>``."""
    node = t.bare(node)
    if not isinstance(node, t.Sequence) or len(node.items) < 2:
        return None
    return None if any(isinstance(t.bare(item), t.Sequence) for item in node.items) else node


def square(node: t.Node) -> t.Sequence | None:
    found = rows(node)
    return found if found and len(found.items) == len(found.items[0].items) else None  # type: ignore[union-attr]


@topic.noun(f"(determinant|det) of {_MATRIX}", "(determinant|det) {m}")
def determinant(c: Captures) -> t.Node | None:
    matrix = square(c["m"])
    return matrix and t.Formula("{0}.det()", r"\det {0}", (matrix,), then="simplify")


@topic.noun(f"trace of {_MATRIX}")
def trace(c: Captures) -> t.Node | None:
    matrix = square(c["m"])
    return matrix and t.Formula(
        "{0}.trace()", r"\operatorname{{tr}} {0}", (matrix,), method="adding up the diagonal"
    )


@topic.noun(f"rank of {_MATRIX}")
def rank(c: Captures) -> t.Node | None:
    matrix = rows(c["m"])
    return matrix and t.Formula(
        "Integer({0}.rank())", r"\operatorname{{rank}} {0}", (matrix,), method="row reduction"
    )


@topic.noun(f"(dot|scalar|inner) product [of|between] {_VECTORS}")
def dot(c: Captures) -> t.Formula | None:
    u, v = vector(c["u"]), vector(c["v"])
    if u is None or v is None or len(u.items) != len(v.items):
        return None
    return t.Formula(
        "Matrix({0}).dot(Matrix({1}))",
        r"{0} \cdot {1}",
        (u, v),
        method="multiplying the entries in pairs and adding up",
    )


@topic.noun("(magnitude|length|norm|modulus) of [the] vector {u}", "(magnitude|norm) of {u}")
def magnitude(c: Captures) -> t.Node | None:
    u = vector(c["u"])
    return u and t.Formula(
        "Matrix({0}).norm()", r"\left\|{0}\right\|", (u,), method="the theorem of Pythagoras"
    )


@topic.question(f"[<find>] [the] angle between {_VECTORS} [in (radians|degrees {{degrees:yes}})]")
def angle(c: Captures, s: Situation) -> Problem | None:
    u, v = vector(c["u"]), vector(c["v"])
    if u is None or v is None or len(u.items) != len(v.items):
        return None
    inside = "acos(Matrix({0}).dot(Matrix({1}))/(Matrix({0}).norm()*Matrix({1}).norm()))"
    method = r"\(\cos\varphi = \frac{u \cdot v}{\|u\| \|v\|}\)"
    if "degrees" in c:
        node = t.Formula(
            f"(180/pi*{inside})", r"\angle\left({0}, {1}\right)", (u, v), method=method, then="simplify"
        )
        return value_problem(node, s, after="°")
    return value_problem(
        t.Formula(inside, r"\angle\left({0}, {1}\right)", (u, v), method=method, then="simplify"), s
    )


# ── answers that are matrices ─────────────────────────────────────────────────


def matrix_problem(
    python: str, shown: str, args: tuple[t.Node, ...], s: Situation, needs: str = "", why: str = ""
) -> Problem:
    """The problem of a matrix or vector. ``needs`` is a Python condition, ``why`` what holds when it fails."""
    program = Program(s)
    sources = [program.source(arg) for arg in args]
    if needs:
        program.add(
            f"possible = {needs.format(*sources)}",
            f"answer = {python.format(*sources)} if possible else None",
        )
        program.add('print("possible:", possible)')
    else:
        program.add(f"answer = {python.format(*sources)}")
    program.add(*SHOW)
    question = shown.format(*(latex(arg) for arg in args))

    def explain(labels: Labels) -> str:
        if labels.get("possible") == "False":
            return f"{math(question)} **does not exist**: {why}."
        return f"{math(question)} equals **{math(labels['latex'])}**."

    return Problem(program.text(), explain, s)


@topic.question(f"[<find>] [the] inverse [matrix] of {_MATRIX}", f"invert {_MATRIX}")
def inverse(c: Captures, s: Situation) -> Problem | None:
    matrix = square(c["m"])
    if matrix is None:
        return None
    return matrix_problem("{0}.inv()", "{0}^{{-1}}", (matrix,), s, "{0}.det() != 0", "the determinant is 0")


@topic.question(f"[<find>] [the] transpose of {_MATRIX}", f"transpose {_MATRIX}")
def transpose(c: Captures, s: Situation) -> Problem | None:
    matrix = rows(c["m"])
    return None if matrix is None else matrix_problem("{0}.T", r"{0}^{{\mathsf T}}", (matrix,), s)


@topic.question(
    f"[<find>] [the] [(reduced|row reduced|reduced row)] (row echelon form|echelon form|rref) of {_MATRIX}",
    f"(row reduce|rref|rref of) {_MATRIX}",
)
def echelon(c: Captures, s: Situation) -> Problem | None:
    matrix = rows(c["m"])
    return (
        None
        if matrix is None
        else matrix_problem("{0}.rref()[0]", r"\operatorname{{rref}} {0}", (matrix,), s)
    )


@topic.question(f"[<find>] [the] (cross|vector) product [of|between] {_VECTORS}", "[<ask>] {u} cross {v}")
def cross(c: Captures, s: Situation) -> Problem | None:
    u, v = vector(c["u"]), vector(c["v"])
    if u is None or v is None or len(u.items) != 3 or len(v.items) != 3:
        return None
    program = Program(s)
    program.add(f"answer = tuple(Matrix({program.source(u)}).cross(Matrix({program.source(v)})))")
    program.add(*SHOW)
    question = rf"{latex(u)} \times {latex(v)}"
    return Problem(program.text(), lambda labels: f"{math(question)} equals **{math(labels['latex'])}**.", s)


@topic.question(
    "[<find>] [the] product of [the] [matrices] {m} and {n}",
    "multiply [the] [matrices] {m} (by|and|with|times) {n}",
    "[<ask>] {m} [(times|'*')] {n}",
)
def product(c: Captures, s: Situation) -> Problem | None:
    left, right = rows(c["m"]), rows(c["n"])
    if left is None or right is None or len(left.items[0].items) != len(right.items):  # type: ignore[union-attr]
        return None
    return matrix_problem("({0}*{1})", r"{0} {1}", (left, right), s)


@topic.question(
    "(add|sum) [the] [(matrices|vectors)] {u} (and|to|with) {v}",
    "subtract [the] [(matrices|vectors|vector|matrix)] {v} from {u} {minus:yes}",
    "[<find>] [the] (sum|resultant) of [the] [(vectors|matrices)] {u} and {v}",
    "[<find>] [the] difference of [the] [(vectors|matrices)] {u} and {v} {minus:yes}",
)
def sum_of_two(c: Captures, s: Situation) -> Problem | None:
    return combination({"a": t.Binary("-" if "minus" in c else "+", c["u"], c["v"])}, s)


@topic.question("[<ask>] {u} dot {v}", "[<ask>] dot product [':'] {u} [(and|,|dot)] {v}")
def dot_asked(c: Captures, s: Situation) -> Problem | None:
    node = dot(c)
    return value_problem(node, s) if node else None


@topic.question(f"[<find>] [the] characteristic (polynomial|equation) of {_MATRIX}")
def characteristic(c: Captures, s: Situation) -> Problem | None:
    matrix = square(c["m"])
    if matrix is None:
        return None
    program = Program(s)
    program.add(
        f"answer = {program.source(matrix)}.charpoly(Symbol('lambda')).as_expr()",
        *SHOW,
    )
    return Problem(
        program.text(),
        lambda labels: (
            rf"The characteristic polynomial \(\det(\lambda I - A)\) of {math(latex(matrix))} is **{math(labels['latex'])}**."
        ),
        s,
    )


@topic.question("[<ask>] {a}", "(add|subtract) [the] [matrices|vectors] {a}")
def combination(c: Captures, s: Situation) -> Problem | None:
    """A sum, difference or multiple of matrices or of vectors."""
    node = t.bare(c["a"])
    kinds = {kind for part in _terms(node) if (kind := _kind(part))}
    if not isinstance(node, t.Binary) or len(kinds) != 1 or node.op not in "+-*^":
        return None
    if kinds == {"vector"} and node.op == "^":
        return None
    return matrix_problem("({0})", "{0}", (_as_matrices(node),), s)


def _terms(node: t.Node) -> list[t.Node]:
    node = t.bare(node)
    if isinstance(node, t.Binary):
        return [*_terms(node.left), *_terms(node.right)]
    return [node.value if isinstance(node, t.Negative) else node]


def _kind(node: t.Node) -> str:
    return "matrix" if rows(node) else "vector" if vector(node) else ""


def _as_matrices(node: t.Node) -> t.Node:
    if (found := rows(node)) is not None:
        return found
    if (found := vector(node)) is not None:
        return t.Formula("Matrix({0})", "{0}", (t.Sequence("[]", found.items),))
    return t.rebuild(node, _as_matrices)


@topic.question(f"[<find>] [the] (eigenvalues|eigen values|eigenvalue) of {_MATRIX}")
def eigenvalues(c: Captures, s: Situation) -> Problem | None:
    matrix = square(c["m"])
    if matrix is None:
        return None
    program = Program(s)
    program.add(
        f"found = {program.source(matrix)}.eigenvals()",
        "solutions = sorted(found, key=lambda v: (N(re(v)), N(im(v))))",
        *show_each("solutions"),
        'print("times:", [found[v] for v in solutions])',
    )

    def explain(labels: Labels) -> str:
        values = ", ".join(math(value) for value in labels["latex"].split(SEPARATOR))
        repeated = f" Multiplicities: {labels['times'][1:-1]}." if "2" in labels.get("times", "") else ""
        return (
            f"The eigenvalues of {math(latex(matrix))} are **{values}**, the roots of "
            rf"\(\det(A - \lambda I) = 0\).{repeated}"
        )

    return Problem(program.text(), explain, s)


@topic.question(
    f"[<find>] [the] (eigenvectors|eigen vectors) [and eigenvalues] of {_MATRIX}",
    f"[<find>] [the] eigenvalues and eigenvectors of {_MATRIX}",
)
def eigenvectors(c: Captures, s: Situation) -> Problem | None:
    matrix = square(c["m"])
    if matrix is None:
        return None
    program = Program(s)
    program.add(
        f"found = {program.source(matrix)}.eigenvects()",
        'print("exact:", [(value, [tuple(v) for v in vectors]) for value, times, vectors in found])',
        f'print("latex:", "{SEPARATOR}".join(latex(value) + " & " + latex(tuple(v)) for value, times, vectors in found for v in vectors))',
    )

    def explain(labels: Labels) -> str:
        pairs = [pair.split(" & ") for pair in labels["latex"].split(SEPARATOR)]
        told = ", ".join(f"{math(vector)} for {math(LAMBDA + value)}" for value, vector in pairs)
        return f"The eigenvectors of {math(latex(matrix))} are **{told}**, up to multiples."

    return Problem(program.text(), explain, s)
