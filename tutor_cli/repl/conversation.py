"""The conversation as it stands: its thread, who answers, what goes with the next question."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from tutor_cli.display.messages import note
from tutor_cli.display.options import DisplayOptions
from tutor_cli.display.tally import Tally
from tutor_cli.domain import Assistant, Run, Settings, Thread
from tutor_cli.errors import NotFound, TutorError, UsageError
from tutor_cli.items import is_message, text_of
from tutor_cli.repl.keyboard import Keyboard
from tutor_cli.repl.signals import Signals
from tutor_cli.repl.watching import Watch
from tutor_cli.settings import Config
from tutor_cli.store import Store
from tutor_cli.threads.attachments import Attachment
from tutor_cli.tutor import DEFAULT_ASSISTANT, Tutor


@dataclass(frozen=True)
class Choices:
    """What was chosen for the whole conversation; ``None`` leaves it to the thread."""

    assistant: Assistant | str | None = None
    model: str | None = None
    base_url: str | None = None
    instructions: str | None = None
    tools: Sequence[str] | None = None
    settings: Settings = Settings()


@dataclass
class Conversation:
    """What the prompt, the commands and the turns share. Its methods raise TutorError's kinds."""

    tutor: Tutor
    choices: Choices = Choices()
    shown: DisplayOptions = field(default_factory=DisplayOptions.detect)
    at_terminal: bool = True
    """A person sits here; else lines are read from a pipe or a file."""
    keyboard: Keyboard = field(default_factory=Keyboard)
    signals: Signals = field(default_factory=Signals)

    thread: Thread | None = None
    """``None`` until the first question begins one."""
    attachments: list[Attachment] = field(default_factory=list)
    """What goes with the next question."""
    draft: str = ""
    """What the next prompt begins with."""
    replaces_last: bool = False
    """The next question takes the last one's place (``/edit``)."""
    leaving: bool = False
    exit_status: int = 0
    """Of the last question."""

    def __post_init__(self) -> None:
        self.watch = Watch(self.tutor.store)
        self.tally = Tally()
        """Of the thread."""
        self.since_begun = Tally()
        """Of everything asked since the program began."""
        self._answering: tuple[Assistant, str] | None = None

    @property
    def store(self) -> Store:
        return self.tutor.store

    @property
    def config(self) -> Config:
        return self.tutor.config

    # The thread

    def go_to(self, thread: Thread | None) -> None:
        """Go on with another thread, or with a new one."""
        self.thread = thread
        self.replaces_last = False
        self._answering = None
        self.watch.begin(thread.id if thread else None)
        self.tally = Tally()
        for model, (_, usage) in self.store.usage(thread.id).items() if thread else ():
            self.tally = self.tally.with_usage(model, usage, self.config)

    def refresh(self) -> None:
        """Read the thread's title, which another terminal may have changed."""
        if self.thread:
            with suppress(NotFound):
                self.thread = self.store.thread(self.thread.id)

    def existing(self) -> Thread:
        """The thread. Raises UsageError if none has begun."""
        if self.thread is None:
            raise UsageError("Nothing has been asked yet.", "Ask something first, or /resume a conversation.")
        return self.thread

    def last_answer(self) -> str:
        """The Markdown of the last answer. Raises UsageError if there is none."""
        if self.thread:
            for entry in reversed(self.store.last_turn(self.thread.id)):
                if is_message(entry.item, "assistant") and (text := text_of(entry.item)):
                    return text
            raise UsageError("The last question has no answer.", "Ask again, or /undo it.")
        raise UsageError("There is no answer yet.", "Ask something first.")

    def count(self, runs: Sequence[Run]) -> None:
        """Add what a turn used."""
        self.tally = self.tally.with_runs(runs, self.config)
        self.since_begun = self.since_begun.with_runs(runs, self.config)

    # Who answers

    def choose(self, **changes: object) -> None:
        """Change what is chosen from now on."""
        self.choices = replace(self.choices, **changes)  # type: ignore[arg-type]
        self._answering = None

    def answering(self) -> tuple[Assistant, str]:
        """The assistant, and the full name of the model that answers. Raises NotConfigured."""
        if self._answering is None:
            self._answering = self.tutor.who_answers(
                thread=self.thread,
                assistant=self.choices.assistant,
                model=self.choices.model,
                base_url=self.choices.base_url,
            )
        return self._answering

    def answered_by(self, model: str) -> None:
        """The name that a model turned out to have."""
        if self._answering:
            self._answering = (self._answering[0], model)

    @property
    def assistant(self) -> Assistant:
        """Who answers; the default one where that cannot be told."""
        try:
            return self.answering()[0]
        except TutorError:
            return DEFAULT_ASSISTANT

    def tools(self) -> Sequence[str]:
        """The names of the tools that may be used."""
        return self.assistant.tools if self.choices.tools is None else self.choices.tools

    def say(self, text: str) -> None:
        """One quiet line for the person."""
        note(text)
