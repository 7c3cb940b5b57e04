"""Several equations together: the program, and its solutions as a sentence."""

# ruff: noqa: E501 — sentences stand on one line each

from __future__ import annotations

from collections.abc import Sequence

from tutor_cli.models.solver.problem import Labels, Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.steps.working import Working
from tutor_cli.models.solver.writing.latex import latex, symbol
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.results import SEPARATOR, is_decimal, math, rounded


def system(
    equations: Sequence[t.Relation], unknowns: list[str], targets: list[str], s: Situation, method: str = ""
) -> Problem:
    """The problem of solving several equations together; ``targets`` are the unknowns asked for, or none."""
    program = Program(s)
    symbols = [program.symbol(name) for name in unknowns]
    sources = [
        f"Eq({program.source(equation.left)}, {program.source(equation.right)})" for equation in equations
    ]
    asked = targets or sorted(unknowns)
    program.add("equations = [", *(f"    {source}," for source in sources), "]")
    listed = ", ".join(program.symbol(name) for name in asked)
    program.add(
        f"unknowns = [{', '.join(symbols)}]",
        "solutions = solve(equations, unknowns, dict=True)",
        f"solutions = [tuple(found.get(name, name) for name in [{listed}]) for found in solutions]",
        f"assert not any(value != name and value.has(name) for found in solutions for name, value in zip([{listed}], found))",
        "real = [found for found in solutions if all(N(value).is_real is not False for value in found)]",
        "if all(value.is_number for found in real for value in found):",
        "    real = sorted(real, key=lambda found: [N(value) for value in found])",
        'print("complex:", len(solutions) - len(real))',
        "solutions = real or solutions",
        'print("free:", any(value.has(*unknowns) for found in solutions for value in found))',
        'print("exact:", solutions)',
        f'print("latex:", "{SEPARATOR}".join(" & ".join(latex(value) for value in found) for found in solutions))',
        f'print("decimal:", "{SEPARATOR}".join(" & ".join(str(N(value, 15)) for value in found) for found in solutions))',
    )
    question = " and ".join(math(latex(equation)) for equation in equations)

    def explain(labels: Labels) -> str:
        if labels.get("exact") == "[]":
            return f"{question} have **no solution** in common."
        answers, notes, free = [], [], labels.get("free") == "True"
        for shown, decimal in zip(
            labels.get("latex", "").split(SEPARATOR), labels.get("decimal", "").split(SEPARATOR), strict=False
        ):
            values, decimals = shown.split(" & "), decimal.split(" & ")
            pairs = [(symbol(name), value) for name, value in zip(asked, values, strict=False)]
            if SEPARATOR in labels["latex"] and len(pairs) > 1:  # several points: each as a whole
                answers.append(math(rf"\left({', '.join(value for _, value in pairs)}\right)"))
            else:
                answers.append(", ".join(math(f"{name} = {value}") for name, value in pairs if name != value))
            if any(r"\frac" in value or r"\sqrt" in value for value in values) and all(
                map(is_decimal, decimals)
            ):
                notes.append(", ".join(math(rounded(value)) for value in decimals))
        if free:
            return f"{question} have **infinitely many solutions**: {' or '.join(answers)}, whatever the others are."
        about = f" (approximately {' or '.join(notes)})" if notes else ""
        also = (
            " There are also complex solutions."
            if labels.get("complex") != "0" and "I" not in labels["exact"]
            else ""
        )
        names = math(f"({', '.join(map(symbol, asked))})") + " = " if r"\left(" in answers[0] else ""
        return f"{question} give {names}**{' or '.join(answers)}**{about}.{also}"

    sides = ", ".join(f"({program.source(each.left)}, {program.source(each.right)})" for each in equations)
    named = f', "{method}"' if method else ""
    steps = Working(
        "systems",
        f"system_steps([{sides}], [{', '.join(symbols)}]{named})",
        r",\quad ".join(map(latex, equations)),
        "solve",
    )
    value = t.Name(asked[0]) if len(asked) == 1 else None
    return Problem(program.text(), explain, s, value=value, unknowns=tuple(asked), working=steps)
