"""Where a run stands: its thread's items, its status, and everything it needs to go on."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor_cli.cancellation import Cancellation
from tutor_cli.domain import (
    FINAL_STATUSES,
    Item,
    Run,
    RunStatus,
    RunStep,
    Settings,
    Thread,
    ToolCall,
    ToolCallRecord,
    Usage,
)
from tutor_cli.errors import StoreError
from tutor_cli.items import is_message, text_of
from tutor_cli.models.base import Model
from tutor_cli.runs.events import Event, NoticeEvent, RunEvent
from tutor_cli.runs.repair import repair
from tutor_cli.store import Store
from tutor_cli.tools.base import Tool

if TYPE_CHECKING:
    from tutor_cli.tools.approval import Approvals

MAX_STEPS = 20
"""Model calls in one run, unless set otherwise."""


@dataclass(frozen=True)
class Response:
    """What one call of the model gave."""

    items: tuple[Item, ...]
    text: str
    calls: tuple[ToolCall, ...]
    """The calls to make before the model is asked again; none when it has answered."""
    usage: Usage = Usage()
    incomplete_reason: str | None = None


@dataclass
class TurnState:
    """One run of an assistant on a thread, as the loop's parts see and change it."""

    store: Store
    model: Model
    thread: Thread
    run: Run
    question: Sequence[Item]
    """What is added to the thread when the turn begins."""
    tools: Sequence[Tool] = ()
    agent: str = ""
    """The assistant's name."""
    instructions: str = ""
    settings: Settings = Settings()
    folder: Path | None = None
    """The thread's own folder, for artifacts."""
    approvals: Approvals | None = None
    """Who says whether a tool may be called; ``None``: it may."""
    cancellation: Cancellation = field(default_factory=Cancellation)
    max_steps: int = MAX_STEPS
    thread_is_new: bool = False
    model_was_named: bool = False
    """Whether somebody chose this model, rather than nothing else being configured."""
    conversation: str | None = None
    """The hosted thread's id, if it is one."""
    on_event: Callable[[Event], None] = lambda event: None
    """Sees the events of a loop written by hand."""
    earlier_runs: tuple[Run, ...] = ()
    """The runs of this turn before ``run``: an answer that was reconsidered."""
    steps_made: int = 0
    step_usage: Usage = Usage()
    """What the model used to ask for the calls to be made next."""
    failure: Exception | None = None
    """What broke the run, for ``--debug``."""

    def __post_init__(self) -> None:
        self._lock = self.store.lock(self.thread.id)
        self._items: list[Item] | None = None
        self._sent = 0
        self.tools_by_name = {tool.spec.name: tool for tool in self.tools}

    @property
    def begun(self) -> bool:
        return self._items is not None

    @property
    def items(self) -> Sequence[Item]:
        """The thread so far."""
        return self._items or ()

    @property
    def lacking(self) -> Sequence[Item]:
        """What the model must be sent: everything, or what a hosted thread's server lacks."""
        return self.items[self._sent :] if self.conversation else self.items

    def sent_all(self) -> None:
        """The server of a hosted thread now has all items."""
        self._sent = len(self.items)

    def begin(self) -> Generator[Event, None, None]:
        """Take the thread, mend what a run before left open, and add the question.

        Raises StoreError, or Cancelled while waiting for another run on the thread.
        """
        waits: list[None] = []
        self._lock.acquire(self.cancellation, lambda: waits.append(None))
        if waits:
            yield NoticeEvent("Another answer was being written on this thread; it is done now.")
        repair(self.store, self.thread.id)
        self.store.save_run(self.run)
        self.store.append(self.thread.id, self.question, self.run.id)
        self._items = self.store.items(self.thread.id)
        self._sent = len(self._items) - len(self.question)
        yield RunEvent("thread.run.created", self.run)
        yield self.change("in_progress")

    def add(self, item: Item, step: RunStep | None = None) -> None:
        """Add an item to the thread, in the store first, with the step it belongs to."""
        self.store.append(self.thread.id, [item], self.run.id, step)
        assert self._items is not None  # noqa: S101
        self._items.append(item)

    def change(self, status: RunStatus, **changes: Any) -> RunEvent:
        """Move the run to a status; a final one gives the thread back."""
        if status in FINAL_STATUSES:
            changes.setdefault("completed_at", time.time())
        self.run = replace(self.run, status=status, **changes)
        try:
            self.store.save_run(self.run)
        finally:
            if status in FINAL_STATUSES:
                self._lock.release()
        return RunEvent(f"thread.run.{status}", self.run)

    def stop(self, status: RunStatus, **changes: Any) -> Iterator[Event]:
        """End a run that was cut off: what was shown is kept, open calls are answered."""
        try:
            if self.begun:
                yield from repair(self.store, self.thread.id, current=self.run)
            yield self.change(status, **changes)
        except StoreError:  # the store is what broke: the next run mends the thread
            self.run = replace(self.run, status=status, **changes)
            self.release()
            yield RunEvent(f"thread.run.{status}", self.run)

    def remember(self, **metadata: Any) -> None:
        """Keep something with the run."""
        self.run = replace(self.run, metadata={**self.run.metadata, **metadata})
        self.store.save_run(self.run)

    def go_on_as(self, again: TurnState) -> None:
        """Take over a later run on the same thread, one that answered the same question anew."""
        self.earlier_runs = (*self.earlier_runs, self.run)
        self.run, self._items = again.run, again._items

    def release(self) -> None:
        """Give the thread back whatever happened. Idempotent."""
        self._lock.release()

    def previous_calls(self) -> list[ToolCallRecord]:
        """The thread's calls before now that have an output, oldest first."""
        steps = self.store.steps(thread_id=self.thread.id)
        return [record for step in steps for record in step.calls if record.output is not None]

    def said(self) -> str:
        """What the person wrote in this thread."""
        return "\n".join(text_of(item) for item in self.items if is_message(item, "user"))
