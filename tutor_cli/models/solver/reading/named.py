r"""Vectors and matrices that are told by name: "A = [[1, 2], [3, 4]]. Find A^T B" is put whole before it is read.

Also how they are written otherwise: ``[1 2; 3 4]``, rows on lines of their own, ``3i - 4j + k``, ``u × v``.
"""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

import re

_DIGITS = r"(?:\d+(?:\.\d+)?(?:/\d+)?|\.\d+)"
_NUMBER = rf"[-−+]?\s*{_DIGITS}"
_CELL = rf"[-−+]?{_DIGITS}"  # "2 + 3" is no row of two
_ENTRY = r"[^\[\]()<>,;&\\=]{1,20}"
_ROW = rf"\[\s*{_ENTRY}(?:,\s*{_ENTRY})*\]"
_LATEX = r"\\begin\s*\{[pbv]?matrix\}.*?\\end\s*\{[pbv]?matrix\}"
_LITERAL = rf"(?:\[\s*{_ROW}(?:\s*,\s*{_ROW})*\s*\]|\[{_ENTRY}(?:,{_ENTRY})+\]|\({_ENTRY}(?:,{_ENTRY})+\)|<{_ENTRY}(?:,{_ENTRY})+>|{_LATEX})"
_VECTOR_NAME = r"\\(?:vec|mathbf|boldsymbol|bm|overrightarrow|hat|textbf)\s*\{?\s*([A-Za-z])\s*\}?"
_TOLD = re.compile(
    rf"(?P<lead>(?:\b(?:let|if|given|given that|where|with|when|suppose|for|and|the|matrix|matrices|vector|vectors|column|consider)\s+|[,;]\s*)*)"
    rf"(?<![A-Za-z\d])(?P<name>[A-Za-z])\s*(?:=|:=|\bis\b|\bbe\b)\s*(?:the\s+)?(?:matrix\s+|vector\s+)?(?P<value>{_LITERAL})(?P<tail>\s*(?:[.,;:]|\band\b|\$)?)",
    re.IGNORECASE | re.DOTALL,
)
_SEMICOLONS = re.compile(
    rf"\[\s*({_NUMBER}(?:[\s,]+{_NUMBER})*(?:\s*;\s*{_NUMBER}(?:[\s,]+{_NUMBER})*)+)\s*;?\s*\]"
)
_LINES = re.compile(rf"(?m)((?:^[ \t|]*{_CELL}(?:[ \t,&]+{_CELL})+[ \t|]*$\n?){{2,6}})")
_UNIT_VECTORS = re.compile(
    r"(?<![\w^])([-−+]?\s*\d*(?:\.\d+)?)\s*(?:i|î|\\hat\s*\{?\\?[ıi](?:math)?\}?)\s*([-−+]\s*\d*(?:\.\d+)?)\s*(?:j|ĵ|\\hat\s*\{?\\?[ȷj](?:math)?\}?)"
    r"(?:\s*([-−+]\s*\d*(?:\.\d+)?)\s*(?:k|k̂|\\hat\s*\{?k\}?))?(?![\w^])"
)
_SIZED_IDENTITY = re.compile(r"(?i)\b(\d)\s*(?:x|×|by)\s*\1\s+(?:identity|unit)\s+matrix")
_SIZE = re.compile(r"(?i)\s\d\s*(?:x|×|by)\s*\d\s+(?=(?:square\s+)?(?:matri|determinant))")
_ITS = re.compile(
    r"(?i)\bits\s+((?:\w+\s+)*?(?:determinant|inverse|transpose|trace|rank|eigenvalues|eigenvectors|magnitude|length|norm|square|adjugate|characteristic polynomial))\b"
)
_CROSS = re.compile(
    r"(?<=[)>\]])\s*(?:×|\\times|\bx\b|\bX\b)\s*(?=[(<\[][^()<>\[\]]*,)|(?<=matrix\})\s*\\times\s*(?=\\begin)"
)
_DOT = re.compile(r"(?<=[)>])\s*(?:\.|·|•|∙|⋅|\\cdot|\\bullet)\s*(?=[(<][^()<>]*,)")


def spelled_out(text: str) -> str | None:
    """The question with every vector and matrix in its place, in brackets; ``None`` if nothing is to be done."""
    whole = re.sub(_VECTOR_NAME, r" \1 ", text)
    whole = _SEMICOLONS.sub(lambda found: _listed(found[1].split(";")), whole)
    whole = _LINES.sub(lambda found: f" {_listed(found[1].splitlines())} ", whole)
    whole = _unit_vectors(whole)
    whole = re.sub(r"\b([A-Z])\s?([xX])\s*=\s*([a-z])\b", r"\1 \2 = \3", whole)  # Ax = b
    whole = _SIZED_IDENTITY.sub(r"identity matrix of size \1", whole)
    whole = _SIZE.sub(" ", whole)
    told = {found["name"]: found["value"] for found in _TOLD.finditer(whole)}
    if told:
        whole = _with_its_values(whole, told)
    whole = _DOT.sub(" dot ", _CROSS.sub(" cross ", whole))
    return whole if whole != text else None


def _with_its_values(text: str, told: dict[str, str]) -> str:
    """``text`` with what is told in the place of its name, or of "its"; what is told and asked about at once stays there."""
    left = _TOLD.sub(" ", text)
    if len(told) == 1 and (its := _ITS.search(left)):
        (value,) = told.values()
        return f"{left[: its.start()]} the {its[1]} of {value} {left[its.end() :]}"
    names = "".join(told)
    used = {
        name for name in told if re.search(rf"(?<![A-Za-z\\])\d*[{names}]*{name}[{names}]*(?![A-Za-z])", left)
    }
    left = _TOLD.sub(
        lambda found: " " if found["name"] in used else f"{found['lead']}{found['value']}{found['tail']}",
        text,
    )
    return _put_in(left, {name: told[name] for name in used}) if used else left


def _listed(rows: list[str]) -> str:
    """``[[1, 2], [3, 4]]`` for its rows as text."""
    entries = [re.findall(_NUMBER, row) for row in rows if re.search(r"\d", row)]
    return (
        "["
        + ", ".join("[" + ", ".join(re.sub(r"\s", "", each) for each in row) + "]" for row in entries)
        + "]"
    )


def _unit_vectors(text: str) -> str:
    """``3i - 4j`` as (3, -4); in space if there is a ``k`` anywhere. Complex numbers have no ``j`` beside ``i``."""
    in_space = any(found[3] for found in _UNIT_VECTORS.finditer(text))

    def vector(found: re.Match[str]) -> str:
        parts = [found[1], found[2]] + ([found[3] or "+0"] if in_space else [])
        return " (" + ", ".join(_coefficient(part) for part in parts) + ") "

    return _UNIT_VECTORS.sub(vector, text)


def _coefficient(part: str) -> str:
    sign = "-" if part.strip()[:1] in ("-", "−") else ""
    return sign + (part.strip(" +-−") or "1")


def _put_in(text: str, told: dict[str, str]) -> str:
    """``text`` with the names exchanged for what they stand for; names side by side are multiplied."""
    names = "".join(told)
    run = re.compile(rf"(?<![A-Za-z\\{{])(\d*)([{names}]+)(?![A-Za-z'])")

    def literals(found: re.Match[str]) -> str:
        before, after = text[: found.start()], text[found.end() :]
        if (
            found[2] in ("a", "i")
            and re.match(r"\s+[A-Za-z]{2}", after)
            and not re.search(r"[\d)*+-]\s*$", before)
        ):
            return found[0]  # a little word
        joined = " * ".join(told[name] for name in found[2])
        return f"{found[1]} * {joined}" if found[1] else joined

    whole = run.sub(literals, text)
    return re.sub(r"(?<=[\])])((?:\^\{?[-\w]+\}?)?)\s+(?=\[\[)", r"\1 * ", whole)
