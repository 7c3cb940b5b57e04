"""Vectors and matrices: determinant, inverse, eigenvalues, products, norms, rank."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from collections.abc import Sequence

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.number_theory import yes_or_no
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SEPARATOR, SHOW, math, show_each

topic = Topic("matrices")

LAMBDA = r"\lambda = "

_MATRIX = "[(the|this)] [(following|given|square)] [(matrix|determinant)] [{k:name} '='] [':'] {m}"
_VECTORS = "[the] [vectors] {u} (and|with|by|','|cross|dot) {v}"


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


@topic.noun(f"(determinant|det) (of|for) {_MATRIX}", "(determinant|det) {m}")
def determinant(c: Captures) -> t.Node | None:
    matrix = square(c["m"])
    return matrix and t.Formula("{0}.det()", r"\det {0}", (matrix,), then="simplify")


@topic.noun(f"trace (of|for) {_MATRIX}")
def trace(c: Captures) -> t.Node | None:
    matrix = square(c["m"])
    return matrix and t.Formula(
        "{0}.trace()", r"\operatorname{{tr}} {0}", (matrix,), method="adding up the diagonal"
    )


@topic.noun(f"rank (of|for) {_MATRIX}")
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


@topic.noun("(magnitude|length|norm|modulus|size) of [the] [following] [vector] {u}")
def magnitude(c: Captures) -> t.Node | None:
    u = vector(c["u"])
    return u and t.Formula(
        "Matrix({0}).norm()", r"\left\|{0}\right\|", (u,), method="the theorem of Pythagoras"
    )


@topic.question(
    f"[<find>] [the] angle [in (radians|degrees {{degrees:yes}})] between {_VECTORS} [[expressed] in (radians|degrees {{degrees:yes}})]"
)
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
    python: str,
    shown: str,
    args: tuple[t.Node, ...],
    s: Situation,
    needs: str = "",
    why: str = "",
    also: Sequence[t.Node] = (),
) -> Problem:
    """The problem of a matrix or vector. ``needs`` is a Python condition, ``why`` what holds when it fails;
    ``also`` are nodes that only it speaks of, after ``args``."""
    program = Program(s)
    sources = [program.source(arg) for arg in (*args, *also)]
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


@topic.question(
    f"[<find>] [the] inverse [matrix] (of|for) {_MATRIX}", f"invert {_MATRIX}", f"{_MATRIX} inverse"
)
def inverse(c: Captures, s: Situation) -> Problem | None:
    matrix = square(c["m"])
    if matrix is None:
        return None
    return matrix_problem("{0}.inv()", "{0}^{{-1}}", (matrix,), s, "{0}.det() != 0", "the determinant is 0")


@topic.question(f"[<find>] [the] transpose (of|for) {_MATRIX}", f"transpose {_MATRIX}")
def transpose(c: Captures, s: Situation) -> Problem | None:
    matrix = rows(c["m"])
    return None if matrix is None else matrix_problem("{0}.T", r"{0}^{{\mathsf T}}", (matrix,), s)


@topic.question(
    f"[<find>] [the] [(reduced|row reduced|reduced row)] (row echelon form|echelon form|rref) (of|for) {_MATRIX}",
    f"(row reduce|rref|rref of) {_MATRIX}",
    f"(put|bring|write|convert|transform|reduce|get) {_MATRIX} [(in|into|to)] [(its|the|a)] [(reduced|row reduced|reduced row)] (row echelon form|row - echelon form|echelon form|rref)",
)
def echelon(c: Captures, s: Situation) -> Problem | None:
    matrix = rows(c["m"])
    return (
        None
        if matrix is None
        else matrix_problem("{0}.rref()[0]", r"\operatorname{{rref}} {0}", (matrix,), s)
    )


@topic.question(f"how (long|big) is {_MATRIX.replace('m}', 'u}')}", "how long is [the] vector {u}")
def how_long(c: Captures, s: Situation) -> Problem | None:
    node = magnitude(c)
    return value_problem(node, s) if node else None


@topic.question("[<find>] [(the|an)] (identity|unit) matrix of (size|order|dimension|dimensions) {n:whole}")
def identity(c: Captures, s: Situation) -> Problem | None:
    size = t.number(c["n"])
    return matrix_problem("eye({0})", "I_{{{0}}}", (size,), s) if 1 <= c["n"] <= 20 else None


@topic.question(
    f"[<find>] [the] (adjugate|adjoint|classical adjoint) [matrix] (of|for) {_MATRIX}",
    f"[<find>] [the] (cofactor matrix|matrix of cofactors) {{cofactor:yes}} (of|for) {_MATRIX}",
)
def adjugate(c: Captures, s: Situation) -> Problem | None:
    matrix = square(c["m"])
    if matrix is None:
        return None
    if "cofactor" in c:
        return matrix_problem("{0}.cofactor_matrix()", r"C\left({0}\right)", (matrix,), s)
    return matrix_problem("{0}.adjugate()", r"\operatorname{{adj}} {0}", (matrix,), s)


@topic.question(
    "(solve|<find> [the] solution of|<find> x [(if|when)]) [the] [(system|equation|matrix equation)] {m} [x] '=' {v} [for x]"
)
def matrix_equation(c: Captures, s: Situation) -> Problem | None:
    """``A x = b`` with one solution."""
    matrix, right = square(c["m"]), vector(c["v"])
    if matrix is None or right is None or len(right.items) != len(matrix.items):
        return None
    column = t.Formula("Matrix({0})", "{0}", (t.Sequence("[]", right.items),))
    return matrix_problem(
        "tuple({0}.inv()*{1})",
        "{0}^{{-1}} {1}",
        (matrix, column),
        s,
        "{0}.det() != 0",
        "the determinant is 0",
    )


_IS_IT = {
    "(invertible|nonsingular|non - singular|non singular|regular)": ("{0}.det() != 0", "Is {0} invertible?"),
    "singular": ("{0}.det() == 0", "Is {0} singular?"),
    "symmetric": ("{0} == {0}.T", "Is {0} symmetric?"),
    "(skew symmetric|skew - symmetric|antisymmetric)": ("{0} == -{0}.T", "Is {0} skew-symmetric?"),
    "orthogonal": ("{0}*{0}.T == eye({0}.rows)", "Is {0} orthogonal?"),
    "diagonalizable": ("{0}.is_diagonalizable()", "Is {0} diagonalizable?"),
}  # fmt: skip


def _is_it(name: str, test: str, question: str) -> None:
    @topic.question(
        f"(is|are) {_MATRIX} [(a|an)] {name} [matrix]",
        *(
            (f"does {_MATRIX} have [an] inverse", f"is {_MATRIX} [an] invertible matrix")
            if "invertible" in name
            else ()
        ),
    )
    def problem(c: Captures, s: Situation) -> Problem | None:
        matrix = square(c["m"])
        return yes_or_no(test, (matrix,), question, s) if matrix else None


for _name, (_test, _question) in _IS_IT.items():
    _is_it(_name, _test, _question)


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


@topic.question("[<ask>] {u} dot {v}", "[<ask>] dot product [':'] {u} [(and|,|dot)] {v}")
def dot_asked(c: Captures, s: Situation) -> Problem | None:
    node = dot(c)
    return value_problem(node, s) if node else None


@topic.question(f"[<find>] [the] characteristic (polynomial|equation) (of|for) {_MATRIX}")
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


@topic.question(f"[<find>] [(the|all|all the)] (eigenvalues|eigen values|eigenvalue) [(of|for)] {_MATRIX}")
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
    f"[<find>] [the] eigenvalues and eigenvectors (of|for) {_MATRIX}",
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
