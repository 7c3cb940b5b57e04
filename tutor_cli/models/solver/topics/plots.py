"""Graphs: plot sin x from 0 to 2 pi, graph y = x^2 and y = 2x."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.given import one_variable
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.writing.latex import latex, symbol
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import math

topic = Topic("plots")

_PLOT = "(plot|graph|draw|sketch|draw [the] graph of|sketch [the] graph of|plot [the] graph of|show [me] [the] (graph|plot) of|make [a|the] (plot|graph) of|draw [a|the] (plot|graph|curve) of|<ask> [the] (graph|plot) of|graph of|plot of)"
_WHAT = "[the] [(function|functions|curve|curves|line|lines|equation|parabola|graph|graphs)] [(of|':')] ([(y|{f:name} '(' {z:name} ')') '='] {xs:values}|{rs:relations})"
_RANGE = "[(from [{x:name} '='] {l} to [{x:name} '='] {u} | (for|with|where|when) [{x:name}] (between|from|in|on) [{x:name} '='] {l} (and|to|',') {u} | (between|over|on) [the] [interval] [{x:name} '='] {l} (and|to) {u} | (over|on|in|for {x:name} in) [the] [interval] '[' {l} ',' {u} ']')]"


@topic.question(f"{_PLOT} {_WHAT} {_RANGE}")
def plot(c: Captures, s: Situation) -> Problem | None:
    bodies: list[t.Node] = []
    variables: set[str] = set()
    for node in c.get("xs") or c["rs"]:
        found = one_variable(_right_side(node), s)
        if found is None:
            if t.names_in(node):
                return None
            found = (node, "")  # a constant
        bodies.append(found[0])
        variables |= {found[1]} - {""}
    if len(variables) != 1 or c.get("x", next(iter(variables))) not in variables or len(bodies) > 6:
        return None
    (name,) = variables
    program = Program(s)
    x = program.symbol(name)
    low, high = (
        program.source(c[key]) if key in c else default for key, default in (("l", "-10"), ("u", "10"))
    )
    program.need("import numpy as np")
    program.need("import matplotlib.pyplot as plt")
    program.add(
        f"low, high = float({low}), float({high})",
        "points = np.linspace(low, high, 1001)",
        "plt.axhline(0, color='gray', linewidth=0.8)",
    )
    for body in bodies:
        program.add(
            f"curve = {program.source(body)}",
            f"with np.errstate(all='ignore'):\n    values = np.asarray(lambdify({x}, curve, 'numpy')(points + 0j))*np.ones(points.size)",
            "heights = np.where(np.abs(values.imag) < 1e-9, values.real, np.nan)",
            # A pole must not be joined by a line, nor squeeze everything else flat.
            "limit = 20*np.nanpercentile(np.abs(heights), 75) + 1",
            "heights[np.abs(heights) > limit] = np.nan",
            "plt.plot(points, heights, label=f'${latex(curve)}$')",
        )
    program.add(
        f'plt.xlabel("${symbol(name)}$")',
        "plt.grid(alpha=0.3)",
        "plt.legend()",
        'print("exact: plotted")',
        'print("range:", latex(S(' + low + ')), "to", latex(S(' + high + ")))",
    )
    shown = " and ".join(math(latex(body)) for body in bodies)

    def explain(labels: Labels) -> str:
        low, _, high = labels.get("range", "").partition(" to ")
        return f"Here is **the graph of {shown}** for \\({symbol(name)}\\) from {math(low)} to {math(high)}."

    return Problem(program.text(), explain, s)


def _right_side(node: t.Node) -> t.Node:
    """``y = x^2`` stands for its right side, and so does ``f(x) = x^2``."""
    node = t.bare(node)
    if isinstance(node, t.Relation) and node.op == "=" and isinstance(node.left, t.Name | t.Call):
        return node.right
    return node
