"""The function a question of calculus is about: how it is named, its expression and its variable.

``{a:curve}`` catches it in any of the ways people write it: ``x^2``, ``y = x^2``, ``f(x, y) = x^2 y``,
"the function given by …", "the graph of …".
"""

# ruff: noqa: E501 — patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures, Pattern, match
from tutor_cli.models.solver.reading.reader import Reader
from tutor_cli.models.solver.reading.slots import KINDS, Caught
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.writing.program import Program

_CURVE = Pattern(
    "[the] [following] [(real|vector|scalar|cubic|quadratic|given|polynomial)] [(curve|function|functions|graph|parabola|line|expression|equation|polynomial|surface|field|vector field|integral|wave|region|sequence)] "
    "[(of|':'|given by|defined by|of the function|of the curve|of the equation|with equation|whose equation is|described by)] "
    "[({f:name} '(' {xs:names} ')'|{f:name}) ('='|is|is given by|given by|defined by|be)] {a}"
)


def _curve(reader: Reader, position: int, limit: int) -> Caught:
    """An expression, or ``f(x) = …`` and ``y = …`` as an equation."""
    for c, end in match(_CURVE, reader, position, limit):
        if "f" not in c:
            yield c["a"], end
        elif not isinstance(c["a"], t.Relation):
            left = t.Call(c["f"], tuple(map(t.Name, c["xs"]))) if "xs" in c else t.Name(c["f"])
            yield t.Relation("=", left, c["a"]), end


KINDS["curve"] = _curve

POINT = "[the] [(point|value)] [(where|with|when)] ({z:name} ('='|is|equals|being) {v}|{v})"
AT = (
    f"(at|evaluated at|[','] (and|then|and then) (evaluate|calculate|find) [<that>] [its value] (at|in)) {POINT}|"
    "(when|where|for|if|in|with|and evaluate [<that>] (when|where|for|if)) [the] [(point|value)] [of] {z:name} ('='|is|equals) {v}|"
    "in [the point] {v:tight}"
)
"""Where: ``at x = 2``, "at the point (2, 4)", "when x is 2"."""
BY = "(<wrt>|in|by) [the] [variable] {x:name}"
"""By which variable."""
OVER = (
    "[(','|and)] [(on|over|in|for|when|where|along|across)] [the] [(closed|open)] [interval] "
    "('[' {l} ',' {u} ']'|'(' {l} ',' {u} ')'|[{z:name}] [(goes|going|is|ranging|runs|varies)] from [{z:name} '='] {l} [(to|until|up to|till)] [{z:name} '='] {u}|"
    "[{z:name}] [is] between [{z:name} '='] {l} (and|to|till) [{z:name} '='] {u}|(with|within|using) [the] [(integration|lower and upper)] (limits|bounds|limits of integration) [of integration] [(from|of|':')] {l} (and|to|',') {u}|{q:relation})"
)
"""From where to where: ``from 0 to 3``, "on the interval [0, 3]", ``0 <= x <= 3``; see :func:`ends`."""


def parts(node: t.Node) -> tuple[t.Node, tuple[str, ...]]:
    """What ``{a:curve}`` caught: the expression, and the variables that were named with it."""
    node = t.bare(node)
    if isinstance(node, t.Relation) and node.op == "=":
        if isinstance(node.left, t.Call) and all(isinstance(arg, t.Name) for arg in node.left.args):
            return node.right, tuple(arg.name for arg in node.left.args if isinstance(arg, t.Name))
        if isinstance(node.left, t.Name) and node.left.name not in t.names_in(node.right):
            return node.right, ()
    return node, ()


def given(node: t.Node, s: Situation) -> tuple[t.Node, tuple[str, ...]] | None:
    """The expression and its variables, in order; a function or ``y`` that was told stands for what it is."""
    node, names = parts(node)
    if isinstance(node, t.Relation):
        return None
    name = node.name if isinstance(node, t.Name | t.Call) else ""
    told = s.function(name) if name else None
    if told is not None and not (isinstance(node, t.Call) and (node.primes or _elsewhere(node))):
        return told.body, told.parameters
    value = s.value(name) if isinstance(node, t.Name) else None
    if value is not None:
        node = value
    node = s.settled(node, names)
    return node, names or tuple(each for each in t.names_in(node) if not s.knows(each))


def _elsewhere(call: t.Call) -> bool:
    """``f(2)`` or ``f(x^2)``: not the function itself."""
    return not all(isinstance(arg, t.Name) for arg in call.args)


def one_variable(node: t.Node, s: Situation) -> tuple[t.Node, str] | None:
    """An expression of one variable, and the variable."""
    found = given(node, s)
    if found is None or len(found[1]) != 1:
        return None
    if isinstance(found[0], t.Name) and found[0].name in ("f", "g", "h"):
        return None  # a function that was never told
    return found[0], found[1][0]


def the_one_told(s: Situation) -> t.Node | None:
    """The function a message tells of, when it is one: a function, or ``y = …``; else the one that is known."""
    told = [(each.name, t.Call(each.name, tuple(map(t.Name, each.parameters)))) for each in s.functions]
    values = [(name, t.Name(name)) for name, value in s.values if t.names_in(value)]
    known: list[tuple[str, t.Node]] = [*told, *values]
    fresh = [node for name, node in known if name in s.fresh]
    if fresh:
        return fresh[0] if len(fresh) == 1 else None
    return known[0][1] if len(known) == 1 else None


def curve(c: Captures, s: Situation) -> tuple[t.Node, str] | None:
    """The curve of one variable that a question names, or the one that was told."""
    node = c["a"] if "a" in c else the_one_told(s)
    return None if node is None else one_variable(node, s)


def on_curve(body: t.Node, name: str, s: Situation) -> tuple[Program, str]:
    """A program that begins by naming the expression ``curve``, and what its real variable is called in it."""
    program = Program(s)
    x = program.symbol(name, "real=True")
    program.add(f"curve = S({program.source(body)})")
    return program, x


def ends(c: Captures) -> tuple[t.Node, t.Node, str | None] | None:
    """What :data:`OVER` caught: the two ends, and the variable if it was named."""
    if "q" not in c:
        return c["l"], c["u"], c.get("z")
    last: t.Relation = c["q"]
    first = last.left
    if not isinstance(first, t.Relation) or not isinstance(first.right, t.Name):
        return None
    if not {first.op, last.op} <= {"<", "<="} or t.names_in(first.left) or t.names_in(last.right):
        return None
    return first.left, last.right, first.right.name


def point(c: Captures, variable: str) -> t.Node | None:
    """Where on the curve: ``2``, of the point ``(2, 4)`` its first number; ``None`` if it is about something else."""
    if c.get("z", variable) != variable:
        return None
    node = t.bare(c["v"])
    if isinstance(node, t.Sequence):
        return node.items[0] if len(node.items) == 2 and node.bracket == "()" else None
    return None if variable in t.names_in(node) else node
