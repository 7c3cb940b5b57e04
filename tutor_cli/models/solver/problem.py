"""What a topic gives back: a program to run, and how to tell its result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.steps.working import Working

Labels = Mapping[str, str]
"""What the program printed: ``exact: 19/12`` is ``{"exact": "19/12"}``."""


@dataclass(frozen=True)
class Problem:
    """A question that was understood."""

    program: str
    """Python to run in the sandbox; it prints labelled lines."""
    explain: Callable[[Labels], str]
    """The answer in Markdown, from what the program printed. One bold span: the answer itself."""
    situation: Situation = field(default_factory=Situation)
    """What is known after this question: definitions a follow-up may use."""
    value: t.Node | None = None
    """The answer as an expression, when it is one: what "that" means next."""
    working: Working | None = None
    """How its steps are derived; ``None`` where they are not."""
    unknowns: tuple[str, ...] = ()
    """The names whose values the answer is, in its order."""
    question: str = ""
    """The question it was read from, made whole."""
