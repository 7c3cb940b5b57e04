"""The Sandbox protocol: where a thread's code runs and its state lives. Field names are E2B's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeAlias

OnOutput: TypeAlias = Callable[[str, str], None]
"""Called with ``"stdout"`` or ``"stderr"`` and a piece of text, as it is written."""

CLOSED = "sandbox_closed"
"""The code of the error of a sandbox that was ended, to make room for another or for good."""


@dataclass(frozen=True)
class Result:
    """A value the code showed: its last expression, a figure, a ``display``."""

    text: str | None = None
    latex: str | None = None
    png: bytes | None = None
    svg: str | None = None
    html: str | None = None
    json: Any = None
    is_main_result: bool = False
    """True for the last expression's own value."""


@dataclass(frozen=True)
class Logs:
    """What the code printed, in pieces as they came."""

    stdout: tuple[str, ...] = ()
    stderr: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExecutionError:
    """What the code raised, or how it was ended: ``name`` is the exception's, or
    ``Timeout``, ``Interrupted``, ``WorkerDied``, ``MemoryLimit``, ``OutputLimit``."""

    name: str
    value: str
    traceback: str = ""


@dataclass(frozen=True)
class Execution:
    """What came of one run of code."""

    results: tuple[Result, ...] = ()
    logs: Logs = field(default_factory=Logs)
    error: ExecutionError | None = None
    execution_count: int | None = None
    state_lost: bool = False
    """True when the interpreter had to be replaced: variables of earlier cells are gone."""

    @property
    def text(self) -> str | None:
        """The last expression's value as text, if there was one."""
        return next((result.text for result in self.results if result.is_main_result), None)


class Sandbox(Protocol):
    """Where code runs. One sandbox serves one thread; its state persists between runs."""

    @property
    def fresh(self) -> bool:
        """True until something has run in it: it holds no variables."""

    def run(self, code: str, *, timeout: float, on_output: OnOutput | None = None) -> Execution:
        """Run ``code`` for at most ``timeout`` seconds. Whatever the code does comes back
        as an Execution; raises SandboxError only when nothing can be run at all."""

    def put(self, source: Path) -> None:
        """Copy a file into the working directory, for the code to read; done once for each
        version of the file. Raises OSError, or SandboxError when there is no sandbox."""

    def interrupt(self) -> None:
        """Stop what is running, from another thread; ``run`` then returns within a second."""

    def reset(self) -> None:
        """Start afresh, with no state."""

    def close(self) -> None:
        """End it. Idempotent."""
