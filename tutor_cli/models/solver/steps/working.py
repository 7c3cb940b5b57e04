"""The program that derives the steps: a derivation's own source, and one call of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from tutor_cli.models.solver.writing.results import SEPARATOR

MAX_STEPS = 60
"""More are not shown."""


@dataclass(frozen=True)
class Working:
    """How the steps to an answer are derived."""

    module: str
    """Of :mod:`.derivations`."""
    call: str
    """Python that gives the steps, once the answer is known."""
    asked: str
    """What is asked, in LaTeX."""
    task: Literal["value", "solve", "rewrite"] = "value"
    """What is done with it."""

    def program(self) -> str:
        """What is added to the program of the answer. It prints ``step: rule ;; mathematics ;; …``."""
        return (
            f"\n# The steps: {self.module}\n{source(self.module)}\n\n"
            "from itertools import islice\n\n"
            f"for rule, *parts in islice({self.call}, {MAX_STEPS}):\n"
            "    parts = [part if isinstance(part, str) else latex(part) for part in parts]\n"
            f'    print("step:", "{SEPARATOR}".join([rule, *parts]))\n'
        )


@cache
def source(module: str) -> str:
    """A derivation's Python, without the docstring that tells its readers here what it is."""
    text = (files(f"{__package__}.derivations") / f"{module}.py").read_text("utf-8")
    return text.split('"""', 2)[2].strip()
