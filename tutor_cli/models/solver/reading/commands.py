r"""LaTeX commands: ``\frac``, ``\binom``, ``\sqrt``, ``\overline`` and matrices."""

from __future__ import annotations

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.brackets import braced, bracketed
from tutor_cli.models.solver.reading.choices import combinations
from tutor_cli.models.solver.reading.reader import Read, Reader


def command(reader: Reader, position: int, limit: int) -> Read | None:
    name = reader.tokens[position].text
    if name in ("frac", "binom"):
        return _two_storeys(reader, name, position, limit)
    if name == "sqrt":
        return _root(reader, position, limit)
    if name == "overline":
        return _conjugate(reader, position, limit)
    return _matrix(reader, position, limit) if name == "begin" else None


def _conjugate(reader: Reader, position: int, limit: int) -> Read | None:
    r"""``\overline{3 + 4i}``."""
    value = braced(reader, position + 1, limit)
    if not value:
        return None
    return t.Formula("conjugate({0})", r"\overline{{{0}}}", (t.bare(value[0]),), then="simplify"), value[1]


def _two_storeys(reader: Reader, name: str, position: int, limit: int) -> Read | None:
    r"""``\frac{1}{2}``, ``\frac12``, ``\binom{8}{2}``."""
    top = braced(reader, position + 1, limit)
    bottom = top and braced(reader, top[1], limit)
    if not top or not bottom:
        return None
    if name == "binom":
        return combinations(top[0], bottom[0]), bottom[1]
    return t.Group(t.Binary("/", _grouped(top[0]), _grouped(bottom[0]))), bottom[1]


def _root(reader: Reader, position: int, limit: int) -> Read | None:
    r"""``\sqrt{2}``, ``\sqrt[3]{x}``."""
    degree: Read | None = None
    after = position + 1
    if reader.text(after, limit) == "[":
        degree = bracketed(reader, after, limit)
        after = degree[1] if degree else limit
    value = braced(reader, after, limit)
    if not value:
        return None
    if degree:
        return t.Function("root", (t.bare(value[0]), t.bare(degree[0]))), value[1]
    return t.Function("sqrt", (t.bare(value[0]),)), value[1]


def _matrix(reader: Reader, position: int, limit: int) -> Read | None:
    r"""``\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}``; with ``vmatrix`` its determinant."""
    kind = reader.text(position + 2, limit)
    if kind not in ("matrix", "pmatrix", "bmatrix", "vmatrix") or reader.text(position + 1, limit) != "{":
        return None
    rows: list[list[t.Node]] = [[]]
    at = position + 4
    while True:
        read = reader.expression(at, limit)
        if read is None:
            return None
        rows[-1].append(read[0])
        at = read[1]
        if reader.text(at, limit) == "cr":
            at += 1
            if reader.text(at, limit) != "end":
                rows.append([])
        elif reader.text(at, limit) == "&":
            at += 1
        if reader.text(at, limit) == "end":
            break
    if len({len(row) for row in rows}) != 1 or not reader.words_at(at + 1, limit, ("{", kind, "}")):
        return None
    columns = len(rows[0])
    if columns == 1 and kind != "vmatrix":
        return t.Sequence("()", tuple(row[0] for row in rows)), at + 4
    matrix = t.Sequence("[]", tuple(t.Sequence("[]", tuple(row)) for row in rows))
    if kind == "vmatrix":
        return t.Formula("{0}.det()", r"\det {0}", (matrix,), then="simplify"), at + 4
    return matrix, at + 4


def _grouped(node: t.Node) -> t.Node:
    """The node in parentheses if it is more than one piece: ``\\frac{x + 1}{2}`` is ``(x + 1)/2``."""
    return t.Group(node) if isinstance(node, t.Binary | t.Negative) else node
