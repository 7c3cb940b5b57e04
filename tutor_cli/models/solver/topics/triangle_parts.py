"""Triangles with named parts: a = 7, b = 10, C = 60°, find c. By the laws of sines and cosines."""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.english import words
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.equations_within import bare_degrees
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SEPARATOR, math, rounded

topic = Topic("triangle parts")

_WORDS = frozenset(["side", "angle", "the", "∠", "length", "measure", "of", "angles", "sides", "segment"])
_EQUALS = frozenset(["=", "is", "equals", "measures", "of", "has"])
_BETWEEN = frozenset([",", ";", "and", "&", "with"])
_UNITS = frozenset(words("cm|m|mm|km|in|inches|ft|feet|meters|metres|units|degrees|degree|deg"))


def _part_name(reader: Reader, position: int, limit: int) -> tuple[str, int] | None:
    """``a``, ``A``, ``∠B``, or a side by its ends: ``AB`` is ``c``."""
    while position < limit and reader.tokens[position].text in _WORDS:
        position += 1
    letters = ""
    while position < limit and len(letters) < 2 and reader.tokens[position].raw in {*"abcABC"}:
        if letters and reader.tokens[position].spaced:
            break
        letters += reader.tokens[position].raw
        position += 1
    if not letters and position < limit and len(reader.tokens[position].raw) == 2:
        letters, position = reader.tokens[position].raw, position + 1
    if len(letters) == 1:
        return letters, position
    if len(letters) == 2 and letters[0] != letters[1] and set(letters) <= set("ABC"):
        return next(iter(set("ABC") - set(letters))).lower(), position
    return None


def _parts(reader: Reader, position: int, limit: int) -> Caught:
    """``a = 7, b = 10 and angle C = 60°``: what is known of a triangle, by its names."""
    found: list[tuple[str, t.Node]] = []
    while True:
        named = _part_name(reader, position, limit)
        if named is None or named[1] >= limit or reader.tokens[named[1]].text not in _EQUALS:
            return
        value = reader.expression(named[1] + 1, limit)
        if value is None or t.names_in(value[0]):
            return
        found.append((named[0], value[0]))
        position = value[1]
        if reader.text(position, limit) in _UNITS:
            position += 1
        if len(found) >= 3:
            yield tuple(found), position
            return
        if reader.text(position, limit) not in _BETWEEN:
            return
        while reader.text(position, limit) in _BETWEEN:
            position += 1


def _asked_part(reader: Reader, position: int, limit: int) -> Caught:
    named = _part_name(reader, position, limit)
    if named:
        yield named


KINDS["triangle_parts"] = _parts
KINDS["triangle_part"] = _asked_part

_LAW = "[(by|using|with)] [the] (law of sines|law of cosines|sine law|cosine law|sine rule|cosine rule) [':'|',']"
_IN = f"({_LAW}|[(in|for|given|consider|let|if|suppose)] [a|the] [(oblique|acute|obtuse|scalene|any)] (triangle|'△'|'Δ'|delta) [abc|a b c] [is] [(with|has|where|if|in which|that has|having|given|such that)] [':'|','])"
_STOP = "[(','|'.'|';'|':')] [(then|and)]"
_FIND = "(find|solve for|calculate|determine|what is|compute|work out|how long is|how large is|how big is)"


@topic.question(
    f"{_IN} {{given:triangle_parts}} {_STOP} {_FIND} {{x:triangle_part}}",
    f"{_FIND} {{x:triangle_part}} (in|of|if|given|when|for) {_IN} {{given:triangle_parts}}",
    f"{_FIND} {{x:triangle_part}} {_IN} {{given:triangle_parts}}",
)
def part_of_triangle(c: Captures, s: Situation) -> Problem | None:
    given: dict[str, t.Node] = dict(c["given"])
    asked: str = c["x"]
    if len(given) != 3 or asked in given or not any(name.islower() for name in given):
        return None
    angles = {name: _angle(node) for name, node in given.items() if name.isupper()}
    if None in angles.values():
        return None
    program = Program(s)
    known = {
        **{name: program.source(node) for name, node in given.items() if name.islower()},
        **{name: program.source(node) for name, node in angles.items() if node is not None},
    }
    program.add(
        f"known = {{{', '.join(f'{name!r}: S({value})' for name, value in known.items())}}}",
        *_SOLVE,
        f'answers = sorted({{simplify(found["{asked}"]) for found in triangles}}, key=N)',
        'assert answers, "there is no such triangle"',
    )
    if asked.isupper():
        program.add("answers = [simplify(180*answer/pi) for answer in answers]")
    program.add(
        'print("exact:", answers[0] if len(answers) == 1 else answers)',
        f'print("latex:", "{SEPARATOR}".join(latex(answer) for answer in answers))',
        f'print("decimal:", "{SEPARATOR}".join(str(N(answer, 15)) for answer in answers))',
    )
    unit = " degrees" if asked.isupper() else ""
    shown = ", ".join(math(f"{name} = {latex(node)}") for name, node in given.items())
    law = "cosines" if sum(name.islower() for name in given) == 3 or _included(given) else "sines"

    def explain(labels: Labels) -> str:
        pieces = []
        for exact, decimal in zip(
            labels["latex"].split(SEPARATOR), labels["decimal"].split(SEPARATOR), strict=True
        ):
            short = len(exact) < 28 and "operatorname" not in exact
            value = f"{asked} = {exact}" if short else rf"{asked} \approx {rounded(decimal)}"
            pieces.append((math(value), math(rounded(decimal)) if short and not exact.isdigit() else ""))
        found = " or ".join(piece for piece, _ in pieces)
        about = " and ".join(note for _, note in pieces if note)
        two = " Two triangles have these parts." if len(pieces) > 1 else ""
        return f"In the triangle with {shown}, **{found}**{unit}{f', approximately {about}' if about else ''}, by the law of {law}.{two}"

    return Problem(program.text(), explain, s)


def _included(given: dict[str, t.Node]) -> bool:
    """Whether two sides and the angle between them are known."""
    angle = next((name for name in given if name.isupper()), "")
    return sum(name.islower() for name in given) == 2 and angle.lower() not in given


def _angle(node: t.Node) -> t.Node | None:
    """In degrees, as angles of triangles are told, unless it is told by π."""
    plain = bare_degrees(node)
    if plain != node or isinstance(plain, t.Number):
        return t.Postfix("°", plain)
    return node if any(part == t.Constant("pi") for part in t.walk(node)) else None


_SOLVE = (
    'sides, angles, other = "abc", "ABC", {"a": "A", "b": "B", "c": "C"}',
    "def with_angles(found):",
    "    # Where two angles are known, the third is too; where all sides are, all angles.",
    "    found = dict(found)",
    "    missing = [name for name in angles if name not in found]",
    "    if len(missing) == 1:",
    "        found[missing[0]] = pi - sum(found[name] for name in angles if name in found)",
    "    return found",
    "def solved(found):",
    "    found = with_angles(found)",
    "    if len(found) == 6:",
    "        return [found] if all(N(found[name]) > 1e-9 for name in found) else []",
    "    pair = next((name for name in sides if name in found and other[name] in found), None)",
    "    have = [name for name in sides if name in found]",
    "    if len(have) == 3:",
    "        for name in sides:",
    "            p, q = (found[each] for each in sides if each != name)",
    "            found[other[name]] = acos((p**2 + q**2 - found[name]**2)/(2*p*q))",
    "        return [found] if all(found[name].is_real for name in angles) else []",
    "    if pair is None:  # two sides and the angle between them",
    "        name = next(each for each in sides if other[each] in found)",
    "        p, q = (found[each] for each in sides if each != name)",
    "        return solved({**found, name: sqrt(p**2 + q**2 - 2*p*q*cos(found[other[name]]))})",
    "    ratio = found[pair]/sin(found[other[pair]])",
    "    for name in sides:",
    "        if name not in found and other[name] in found:",
    "            return solved({**found, name: ratio*sin(found[other[name]])})",
    "    name = next(each for each in have if other[each] not in found)",
    "    sine = found[name]/ratio",
    "    if N(sine) > 1 + 1e-12:",
    "        return []",
    "    two = {asin(sine), pi - asin(sine)}",
    "    return [each for angle in two if N(angle + found[other[pair]] - pi) < -1e-9 for each in solved({**found, other[name]: angle})]",
    "triangles = solved(known)",
)
"""All triangles that have the known parts; an angle beside two sides may leave two."""
