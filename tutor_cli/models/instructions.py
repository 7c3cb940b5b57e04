"""What an assistant is told when nobody has told it anything else, and two examples."""

from __future__ import annotations

import json
from collections.abc import Iterable

from tutor_cli.domain import Item, ToolSpec

DEFAULT_INSTRUCTIONS = """\
You are a personal math tutor. Write and run code to answer math questions.

How you work:
- Compute with the tool `run_python` instead of in your head. It keeps its variables between calls \
and has SymPy, NumPy, SciPy and Matplotlib. The value of the last line is shown to you.
- Prefer exact results: use SymPy's `Rational`, `sqrt`, `solve`, `integrate`, `diff`; give a decimal \
value as well where it helps.
- Read a question by the usual rules: powers before products before sums. \
"10 - 4 raised to the 2.7" is 10 - 4**2.7, not (10 - 4)**2.7.
- If the code fails, read the error, mend the code and call the tool again.
- Never state a number that neither the question nor the code's output gave you.

How you answer:
- Say the result first, then how it comes about, in a few short steps a student can follow.
- Write Markdown, and mathematics in LaTeX between dollar signs: $x^2$ in a line, $$ … $$ on its own.
- Answer in the language of the question.
"""

_EXAMPLES = (
    (
        "What is 3/4 + 5/6?",
        "from sympy import Rational\nRational(3, 4) + Rational(5, 6)",
        "19/12",
        r"$\frac{3}{4} + \frac{5}{6} = \frac{19}{12}$.",
    ),
    (
        "What is 7 - 2 raised to the 3.5",
        "7 - 2**3.5",
        "-4.313708498984761",
        r"$7 - 2^{3.5} \approx -4.3137$. The power comes before the difference.",
    ),
)


def examples(tools: Iterable[ToolSpec]) -> list[Item]:
    """Two questions answered with ``run_python``, as items to send before a thread's own.

    Told as text, examples make a small model write about calls; shown in the calls' own
    form, they make it call (measured: see docs/models.md). None without that tool.
    """
    if not any(tool.name == "run_python" and not tool.hosted for tool in tools):
        return []
    items: list[Item] = []
    for number, (question, code, output, answer) in enumerate(_EXAMPLES):
        call_id = f"call_example{number}"
        arguments = json.dumps({"code": code})
        items += [
            _message("user", "input_text", question),
            {"type": "function_call", "call_id": call_id, "name": "run_python", "arguments": arguments},
            {"type": "function_call_output", "call_id": call_id, "output": output},
            _message("assistant", "output_text", answer),
        ]
    return items


def _message(role: str, kind: str, text: str) -> Item:
    return {"type": "message", "role": role, "content": [{"type": kind, "text": text}]}
